// C13: a folder, a share or a note of which one read is never answered. Such reads block the main thread: a second thread ends them.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { has } from "../tools.ts";
import { makeDisc, samplePayload, sha256Of } from "./fixture.ts";

/**
 * Stands before the system's own: the call `HUNG_CALL` on a path that ends in `HUNG_PATH` waits for ever, as on a share whose server is
 * gone; with `HUNG_MS` so many milliseconds, and is then answered.
 */
const library = `#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
static void hang(const char *call, const char *path) {
  const char *due = getenv("HUNG_CALL"), *end = getenv("HUNG_PATH"), *ms = getenv("HUNG_MS");
  if (!due || !end || !path || strcmp(due, call)) return;
  size_t all = strlen(path), own = strlen(end);
  if (all < own || strcmp(path + all - own, end)) return;
  if (ms) usleep(1000 * atoi(ms));
  else for (;;) pause();
}
ssize_t read(int fd, void *into, size_t count) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  hang("read", path);
  ssize_t (*next)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  return next(fd, into, count);
}
int statx(int at, const char *restrict path, int flags, unsigned mask, struct statx *restrict found) {
  hang("stat", path);
  int (*next)(int, const char *, int, unsigned, struct statx *) = dlsym(RTLD_NEXT, "statx");
  return next(at, path, flags, mask, found);
}
long syscall(long number, ...) {
  long a[6];
  va_list more;
  va_start(more, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(more, long);
  va_end(more);
  if (number == SYS_statx) hang("stat", (const char *)a[1]);
  long (*next)(long, ...) = dlsym(RTLD_NEXT, "syscall");
  return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
#define SCAN(name, entry) \\
  int name(const char *restrict path, struct entry ***restrict list, int (*take)(const struct entry *), \\
           int (*order)(const struct entry **, const struct entry **)) { \\
    hang("list", path); \\
    int (*next)(const char *, struct entry ***, int (*)(const struct entry *), \\
                int (*)(const struct entry **, const struct entry **)) = dlsym(RTLD_NEXT, #name); \\
    return next(path, list, take, order); \\
  }
SCAN(scandir, dirent)
SCAN(scandir64, dirent64)
#define OPEN(name) \\
  int name(const char *path, int flags, ...) { \\
    va_list more; \\
    va_start(more, flags); \\
    int mode = va_arg(more, int); \\
    va_end(more); \\
    hang("open", path); \\
    int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, #name); \\
    return next(path, flags, mode); \\
  }
OPEN(open)
OPEN(open64)
`;

const installed = { "bin/app.jar": "PK unpacked\n".repeat(500), "readme.txt": "a\n" };
const list = encodeInstall(
  Object.entries(installed).map(([path, text]) => ({ path, class: "static" as const, sha256: sha256Of(text) })),
);
const disc = makeDisc({ payload: { ...samplePayload, [installPath]: list } });
const someFile = Object.keys(samplePayload).find((path) => path.includes("/")) ?? "";
const dist = join(import.meta.dirname, "../../dist");
let [work, folder, preload] = ["", "", ""];

interface Hang {
  /** read, stat, list or open. */
  readonly call: string;
  /** How the path ends. */
  readonly path: string;
  /** Milliseconds until the answer; undefined: never. */
  readonly ms?: number;
}

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `call` in a process of its own; `silence` in milliseconds stands for the shipped limit of three minutes. */
function start(call: string, hang: Hang | undefined, silence = 400): Promise<Ended> {
  const limit = `import { limits } from "${dist}/verify/silence.js"; limits.silence = ${silence}; limits.lastWords = 10;`;
  const hung = hang && { HUNG_CALL: hang.call, HUNG_PATH: hang.path, ...(hang.ms && { HUNG_MS: `${hang.ms}` }) };
  const env = { PATH: "/usr/bin:/bin", LANG: "en_GB.UTF-8", LD_PRELOAD: preload, ...hung };
  const child = spawn(process.execPath, ["--input-type=module", "-e", `${limit} ${call}`], { cwd: folder, env });
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (part: Buffer) => {
      text[name] += part.toString();
    });
  child.stdin.end();
  const late = setTimeout(() => child.kill("SIGQUIT"), 40_000); // hangs: another signal than the one that is due
  return new Promise((resolve) => {
    child.once("close", (status, signal) => {
      clearTimeout(late);
      resolve({ status, signal, ...text });
    });
  });
}

const verify = (...words: string[]) => {
  const all = [...words, "--root", "root.note", "--code", disc.code];
  return `import { runVerify } from "${dist}/verify/program/main.js"; await runVerify(${JSON.stringify(all)});`;
};
const ofInstalled = ["--installed", "osv", "--reference", "disc"];
const zegel = (...words: string[]) =>
  `import { runCommand } from "${dist}/cli/run-command.js"; await runCommand(${JSON.stringify(words)});`;

function put(place: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, place)), { recursive: true });
  writeFileSync(join(folder, place), content);
}

describe.skipIf(process.platform !== "linux" || !has("cc"))("C13: a read that blocks for ever", () => {
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), "zegel-blocked-"));
    writeFileSync(join(work, "hung.c"), library);
    preload = join(work, "hung.so");
    const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-o", preload, join(work, "hung.c"), "-ldl"]);
    expect([status, stderr.toString()]).toEqual([0, ""]);
    folder = join(work, "run");
    for (const path of disc.folders) mkdirSync(join(folder, "disc", path), { recursive: true });
    for (const [path, content] of Object.entries(disc.files)) put(`disc/${path}`, content);
    for (const [path, content] of Object.entries(installed)) put(`osv/${path}`, content);
    put("root.note", disc.rootNote);
    put("disc.iso", disc.image);
  });

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test.concurrent.each<[string, string, Hang, readonly string[]]>([
    ["the content of a file", `disc/${someFile}`, { call: "read", path: `disc/${someFile}` }, ["disc"]],
    ["opening a file", `disc/${someFile}`, { call: "open", path: `disc/${someFile}` }, ["disc"]],
    ["listing a folder", "disc/ZEGEL", { call: "list", path: "disc/ZEGEL" }, ["disc"]],
    ["asking for a file", `disc/${someFile}`, { call: "stat", path: `disc/${someFile}` }, ["disc"]],
    ["asking for the target", "disc", { call: "stat", path: "disc" }, ["disc"]],
    ["an installed file", "osv/bin/app.jar", { call: "read", path: "osv/bin/app.jar" }, ofInstalled],
    ["an installed folder", "osv/bin", { call: "list", path: "osv/bin" }, ofInstalled],
    ["the reference's seal", "disc/ZEGEL/SEAL", { call: "read", path: "ZEGEL/SEAL" }, ofInstalled],
    ["the reference's folder", "disc", { call: "list", path: "disc" }, ofInstalled],
    ["a note", "root.note", { call: "read", path: "root.note" }, ["disc"]],
    ["a note beside an image", "root.note", { call: "open", path: "root.note" }, ["disc.iso"]],
  ])(
    "%s: the sentence that names it, no verdict, and the process ends by a signal",
    async (_what, path, hang, words) => {
      const ended = await start(verify(...words, "--lang", "en"), hang);
      expect(ended).toEqual({
        status: null,
        signal: "SIGKILL",
        stdout: "",
        stderr: `zegel verify: FOUT: ${path}: the drive or share has not answered for 0.4 s; no verdict. Do not install\n`,
      });
    },
  );

  test.concurrent.each<[string, Hang, readonly string[]]>([
    ["a folder", { call: "read", path: someFile, ms: 300 }, ["disc"]],
    ["the folders of it", { call: "list", path: "", ms: 200 }, ["disc"]],
    ["an installed folder", { call: "read", path: ".jar", ms: 300 }, ofInstalled],
    ["a reference", { call: "read", path: "ZEGEL/SEAL", ms: 300 }, ofInstalled],
    ["a note", { call: "read", path: "root.note", ms: 300 }, ["disc"]],
  ])("good twin: %s that answers late, each time, is ECHT", async (_what, hang, words) => {
    const ended = await start(verify(...words, "--lang", "en"), hang, 4_000);
    expect(ended).toMatchObject({ status: 0, signal: null, stderr: "" });
    expect(ended.stdout).toContain("(message: ECHT)");
  });

  test("in Dutch, with what becomes of the record and of the copy", async () => {
    const hang = { call: "read", path: `disc/${someFile}` };
    const more = ["--lang", "nl", "--record", "verslag.txt", "--extract", "kopie"];
    const ended = await start(verify("disc", ...more), hang);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stdout: "" });
    expect(ended.stderr).toMatch(
      /heeft 0\.4 s niet geantwoord; er is geen oordeel\. Installeer niet\. Er is geen verslag gemaakt: .* kopie\.tmp-… achterblijven .*\n$/,
    );
    const left = readdirSync(folder).filter((name) => !["disc", "disc.iso", "osv", "root.note"].includes(name));
    expect(left).toEqual([expect.stringMatching(/^kopie\.tmp-/)]); // never by its name
    rmSync(join(folder, left[0] ?? ""), { recursive: true });
  });

  const watch = `import { watched } from "${dist}/verify/node/watch.js"; import { whenHung } from "${dist}/verify/program/when-hung.js";
    const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);`;
  test("a foreign name is spelt out", async () => {
    const ended = await start(`${watch} watched("a\\u001b[2J\\n", () => wait());`, undefined);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL" });
    expect(ended.stderr).toMatch(/^zegel: FOUT: [^\p{Cc}]*\[2J[^\p{Cc}]*: .*\n$/u);
  });

  test("an answer that comes after the sentence is nothing any more", async () => {
    const run = `whenHung({ program: "zegel", language: "en", inWindow: true }); limits.lastWords = 4000;`;
    const ended = await start(`${watch} ${run} watched("a", () => wait(2500)); console.log("ECHT");`, undefined);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stdout: "" });
    expect(ended.stderr).toMatch(/^zegel: FOUT: a: .*\n$/);
  });

  test("after the verdict: it stands, and the status is not its own", async () => {
    const run = `whenHung({ program: "zegel verify", language: "en", hasVerdict: true }); process.exitCode = 0;`;
    const ended = await start(`${watch} ${run} watched("usb", () => wait());`, undefined);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL" });
    expect(ended.stderr).toMatch(/^zegel verify: FOUT: usb: .*; the verdict above stands\n$/);
  });

  test("good twin: many answers that together take longer than the limit", async () => {
    const many = `for (let i = 0; i < 8; i++) watched("a", () => wait(200)); console.log("done");`;
    const ended = await start(`${watch} ${many}`, undefined, 1000);
    expect(ended).toEqual({ status: 0, signal: null, stdout: "done\n", stderr: "" });
  });

  test("zegel install-list ends too", async () => {
    const made = zegel("install-list", "osv", "-o", "lijst.json");
    const hang = { call: "read", path: "osv/bin/app.jar" };
    const ended = await start(made, hang);
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL", stdout: "" });
    expect(ended.stderr).toMatch(/osv\/bin\/app\.jar: the drive or share has not answered/);
    expect(readdirSync(folder)).not.toContain("lijst.json");
    expect(await start(made, { ...hang, ms: 50 }, 4_000)).toMatchObject({ status: 0, signal: null });
  });

  const guide = `import { runGuide } from "${dist}/verify/program/guide/guide.js"; import { Dialog } from "${dist}/verify/program/guide/dialog.js";
    const answers = ${JSON.stringify([disc.code, "", "n", "", ""])};
    const person = { ask: async () => answers.shift() ?? "", forgetTyped: () => undefined, leave: () => undefined, busy: (work) => work(new AbortController().signal) };
    const dialog = new Dialog("nl", person, (text) => process.stdout.write(text));
    await runGuide(dialog, ["--root", "root.note"], ["disc"]);`;
  test("a path typed in the guided program", async () => {
    const typed = guide.replace(/answers = .*/, 'answers = ["2", "osv"];').replace(', ["disc"])', ")");
    const ended = await start(typed, { call: "stat", path: "osv" });
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL" });
    expect(ended.stderr).toMatch(/^zegel verify: FOUT: osv: het station/);
  });

  test("the guided program says it in its language and ends", async () => {
    const ended = await start(guide, { call: "read", path: someFile });
    expect(ended).toMatchObject({ status: null, signal: "SIGKILL" });
    expect(ended.stdout).not.toMatch(/ECHT/);
    expect(ended.stderr).toMatch(/netwerkschijf heeft 0\.4 s niet geantwoord; er is geen oordeel/);
  });
});
