// C13: a drive or a share that never answers a read. A real read hangs, in the system, as no test double can.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { has } from "../tools.ts";
import { makeDisc } from "./fixture.ts";

/** Stands before the system's own: a read of an image beyond byte `HUNG_FROM` waits for ever, as one of a drive that is stuck. */
const library = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
ssize_t pread64(int fd, void *into, size_t count, off64_t at) {
  const char *from = getenv("HUNG_FROM");
  if (from && at + (off64_t)count > atoll(from) && count >= 2048) for (;;) pause();
  ssize_t (*next)(int, void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pread64");
  return next(fd, into, count, at);
}
`;

const disc = makeDisc();
const dist = join(import.meta.dirname, "../../dist");
const isLinux = process.platform === "linux" && has("cc");
let folder: string;
let preload: string;
let work: string;

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program's own main, with a limit of half a second where the shipped one waits for three minutes. */
function start(call: string, from: number | undefined, input = ""): Promise<Ended> {
  const script = `import { limits } from "${dist}/verify/silence.js"; limits.silence = 500; ${call}`;
  const env = { PATH: "/usr/bin:/bin", LD_PRELOAD: preload, ...(from === undefined ? {} : { HUNG_FROM: `${from}` }) };
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: folder, env });
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (part: Buffer) => {
      text[name] += part.toString();
    });
  child.stdin.end(input);
  const late = setTimeout(() => child.kill("SIGTERM"), 60_000); // hangs: another signal than the one that is due
  return new Promise((resolve) => {
    child.once("close", (status, signal) => {
      clearTimeout(late);
      resolve({ status, signal, ...text });
    });
  });
}

const words = [...["disc.iso", "--root", "root.note"], ...["--code", disc.code]];
const verify = (...more: string[]) =>
  `import { runVerify } from "${dist}/verify/program/main.js"; await runVerify(${JSON.stringify([...words, ...more])});`;

describe.skipIf(!isLinux)("C13: a read that never ends", () => {
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), "zegel-hung-"));
    writeFileSync(join(work, "hung.c"), library);
    preload = join(work, "hung.so");
    const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-o", preload, join(work, "hung.c"), "-ldl"]);
    expect([status, stderr.toString()]).toEqual([0, ""]);
    folder = join(work, "run");
    mkdirSync(folder);
    writeFileSync(join(folder, "disc.iso"), disc.image);
    writeFileSync(join(folder, "root.note"), disc.rootNote);
  });

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const silence =
    /zegel verify: FOUT: disc\.iso: the drive or share has not answered for 0\.5 s; no verdict(\. [^\n]*)?\n$/;
  test.each<[string, number, readonly string[]]>([
    ["in a file", 400_000, []],
    ["in the seal", disc.release.sealOffset + 4096, []],
    ["in the directories", 40_000, []],
    ["in the first descriptor", 33_000, []],
    ["in the last sector", disc.image.length - 1, []],
    ["with --json", 400_000, ["--json"]],
    ["with --record", 400_000, ["--record", "verslag.html"]],
    ["with --extract", 400_000, ["--extract", "kopie"]],
  ])("%s: the sentence, no verdict, and the process ends by a signal", async (_what, from, more) => {
    const ended = await start(verify(...more), from);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stdout: "" });
    expect(ended.stderr).toMatch(silence);
    expect(/No record was written/.test(ended.stderr)).toBe(more.includes("--record"));
    expect(readdirSync(folder).sort()).toEqual(["disc.iso", "root.note"]); // nothing half is left
  });

  test("good twin: the same disc, where every read is answered", async () => {
    const ended = await start(verify("--record", "verslag.html"), undefined);
    expect(ended).toMatchObject({ status: 0, signal: null, stderr: "" });
    expect(ended.stdout).toMatch(/ECHT/);
    expect(existsSync(join(folder, "verslag.html"))).toBe(true);
  });

  test("the other commands that read an image with a limit", async () => {
    const inspect = `import { runCommand } from "${dist}/cli/run-command.js"; await runCommand(["inspect", "disc.iso"]);`;
    const ended = await start(inspect, 40_000);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stdout: "" });
    expect(ended.stderr).toMatch(/the drive has not answered/);
    expect(await start(inspect, undefined)).toMatchObject({ status: 0, stderr: "" });
  });

  const guide = `import { runGuide } from "${dist}/verify/program/guide/guide.js"; import { Dialog } from "${dist}/verify/program/guide/dialog.js";
    const answers = ${JSON.stringify([disc.code, "", ""])};
    const person = { ask: async () => answers.shift() ?? "", forgetTyped: () => undefined, leave: () => undefined, busy: (work) => work(new AbortController().signal) };
    const dialog = new Dialog("nl", person, (text) => process.stdout.write(text));
    await runGuide(dialog, ["--root", "root.note"], ["disc.iso"]);`;
  test.each([33_000, 400_000])("the guided program says it and ends, from byte %i", async (from) => {
    const ended = await start(guide, from);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL" });
    expect(ended.stdout.replace(/\s+/g, " ")).toMatch(/netwerkschijf heeft 0\.5 s niet geantwoord; er is geen oordeel/);
  });

  test("a person who stops the guided program while the drive hangs: it says so, and ends all the same", async () => {
    const stopping = `(work) => { const stop = new AbortController(); const begun = work(stop.signal); stop.abort(); begun.catch(() => undefined); return Promise.reject(new CommandError("stopped")); }`;
    const stopped = `import { CommandError } from "${dist}/verify/program/terminal.js"; ${guide.replace("(work) => work(new AbortController().signal)", stopping)}`;
    const ended = await start(stopped, 33_000);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stderr: "" });
    expect(ended.stdout).toContain("Gestopt. Er is geen oordeel. Installeer niet.");
    expect(await start(stopped, undefined)).toMatchObject({ status: 1, signal: null });
  });
});
