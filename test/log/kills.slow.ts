// kill -9 at random moments of `log append`, `log sign` and `witness cosign`, and every log and witness command on a full disk and with a
// reader that closed: the log is what it was or has grown, what was signed is remembered before there is a line, and the next run goes on.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { encodeNote, encodeVKey, makeVKey, type Note, parseCheckpoint, parseNote } from "../../src/format/index.ts";
import { encodeRegisterHead } from "../../src/format/notes/register-head.ts";
import { appendNotes } from "../../src/log/append.ts";
import { parseLines } from "../../src/log/cosign.ts";
import { readLog } from "../../src/log/folder.ts";
import { encodeWitnessState, lastSeen, parseWitnessState } from "../../src/log/witness/state.ts";
import { writeKey } from "../../src/sign/index.ts";
import { zegelCommand } from "../cli/flow.ts";
import { passphrase, testKey } from "../sign/fixtures.ts";
import { run as runProgram } from "../tools.ts";
import { key, logKey, office, run, sign } from "./office.ts";

const rounds = 25;
const headNote = (lines: number): Note => ({
  text: encodeRegisterHead({ election: "TK2027", purpose: "trial", lines, head: "a".repeat(64) }),
  signatures: [],
});

function start(folder: string, args: readonly string[], out: "pipe" | "ignore" = "ignore") {
  const child = spawn(zegelCommand[0], [zegelCommand[1], ...args, "--lang", "en"], {
    cwd: folder,
    stdio: ["ignore", out, "ignore"],
  });
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const ended = new Promise<unknown>((done) => child.once("close", (code, signal) => done(code ?? signal)));
  return { child, ended, said: () => stdout };
}

/** How long a run takes that nobody kills, in milliseconds. */
async function timeOf(folder: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  expect([args.slice(0, 2), await start(folder, args).ended]).toEqual([args.slice(0, 2), 0]);
  return performance.now() - began;
}

/** Kills a run at a random moment, most often in its second half, where it writes; or when `until` says so. Whether it was in time. */
async function kill(
  folder: string,
  args: readonly string[],
  took: number,
  { out = "ignore", until }: { readonly out?: "pipe" | "ignore"; readonly until?: () => boolean } = {},
) {
  const { child, ended, said } = start(folder, args, out);
  if (until === undefined) await sleep(took * (0.3 + 0.75 * Math.random()));
  else while (child.exitCode === null && !until()) await sleep(1);
  child.kill("SIGKILL");
  return { isKilled: (await ended) === "SIGKILL", stdout: said() };
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile() && path !== "log.lock")
    .sort()
    .map((path) => [path, readFileSync(join(folder, path), "base64")]);
const sizeIn = (folder: string, name: string) =>
  existsSync(join(folder, name)) ? parseCheckpoint(parseNote(readFileSync(join(folder, name)), name).text, 0).size : 0;

const witnessKey = (() => {
  const { seed, vkey } = testKey("vng.example/w1", 21);
  return { seed, vkey: makeVKey("vng.example/w1", Buffer.from(vkey.raw, "hex"), 4) };
})();

/** An office with a signed log of one entry and a witness; heads of a register to be appended lie in `heads`. */
async function watchedOffice(): Promise<string> {
  const folder = await office();
  await writeKey(join(folder, "vng"), witnessKey, passphrase, 4);
  writeFileSync(join(folder, "vng.state"), encodeWitnessState({ witness: witnessKey.vkey, logs: [] }), { mode: 0o600 });
  mkdirSync(join(folder, "heads"));
  for (let i = 0; i < 300; i++) writeFileSync(join(folder, "heads", `${i}.note`), encodeNote(headNote(10 + i)));
  await appendNotes(join(folder, "log"), [headNote(2)]);
  expect((await run(folder, ...sign, "--new-state")).status).toBe(0);
  return folder;
}

const heads = Array.from({ length: 300 }, (_, i) => `heads/${i}.note`);
const cosign = [
  ...["witness", "cosign", "request", "--log", encodeVKey(logKey.vkey), "--key", "vng.key"],
  ...["--state", "vng.state", "--passphrase-file", "pw", "--yes", "--entries", "log"],
];
const signing = ["log", ...sign.slice(0, 2), ...key, "--state", "state"];

describe("kill -9", () => {
  test("an append: the log is what it was or has grown, and the next run makes it what one that nobody killed makes", async () => {
    const folder = await watchedOffice();
    const [before, whole] = [join(folder, "before"), join(folder, "whole")];
    cpSync(join(folder, "log"), before, { recursive: true });
    cpSync(before, whole, { recursive: true });
    const took = await timeOf(folder, ["log", "append", "whole", ...heads]);
    const due = filesIn(whole);
    let [kills, half] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      // Every other time when so many notes lie there, which is while it writes.
      const notes = join(folder, "log/notes");
      const wanted = 2 + Math.floor(Math.random() * 300);
      const until = i % 2 === 0 ? () => readdirSync(notes).length >= wanted : undefined;
      const { isKilled } = await kill(folder, ["log", "append", "log", ...heads], took, until && { until });
      if (isKilled) kills++;
      const { size } = readLog(join(folder, "log"));
      expect([1, 301]).toContain(size);
      if (size === 301) expect(filesIn(join(folder, "log"))).toEqual(due);
      else {
        if (readdirSync(notes).length > 1) half++;
        expect(await start(folder, ["log", "append", "log", ...heads]).ended).toBe(0);
        expect(filesIn(join(folder, "log"))).toEqual(due);
      }
      rmSync(join(folder, "log"), { recursive: true });
      cpSync(before, join(folder, "log"), { recursive: true });
    }
    process.stdout.write(`append: ${kills} of ${rounds} killed, ${half} with files beyond the log\n`);
    expect(kills).toBeGreaterThan(rounds / 3);
    expect(half).toBeGreaterThan(0);
  });

  test("a signature of the log: what was signed is remembered before it stands anywhere, and the next run signs", async () => {
    const folder = await watchedOffice();
    const took = await timeOf(folder, signing);
    let [kills, ahead] = [0, 0];
    for (let size = 2; size < 2 + rounds; size++) {
      await appendNotes(join(folder, "log"), [headNote(1000 + size)]);
      if ((await kill(folder, signing, took)).isKilled) kills++;
      const remembered = parseCheckpoint(readFileSync(join(folder, "state"), "utf8"), 0).size;
      const signed = [sizeIn(folder, "log/checkpoint"), sizeIn(folder, `log/checkpoints/${size}`)];
      expect([size - 1, size]).toContain(remembered);
      expect(Math.max(...signed)).toBeLessThanOrEqual(remembered);
      if (signed[0] !== remembered) ahead++;
      expect(await start(folder, signing).ended).toBe(0);
      expect([sizeIn(folder, "log/checkpoint"), sizeIn(folder, `log/checkpoints/${size}`)]).toEqual([size, size]);
    }
    process.stdout.write(`sign: ${kills} of ${rounds} killed, ${ahead} between memory and checkpoint\n`);
    expect(kills).toBeGreaterThan(rounds / 3);
  });

  test.each(["a file", "stdout"])("a witness's line to %s: its memory is never behind it", async (to) => {
    const folder = await watchedOffice();
    const args = [...cosign, "--keep", "copy", ...(to === "stdout" ? [] : ["-o", "lines"])];
    const ask = async () => {
      rmSync(join(folder, "request"), { force: true });
      expect((await run(folder, "request", "log", "--from", `${seen()}`, "-o", "request")).status).toBe(0);
    };
    const seen = () =>
      lastSeen(parseWitnessState(readFileSync(join(folder, "vng.state"), "utf8")), "log.example/zegel").size;
    const linesIn = (text: string) => (text === "" ? 0 : parseLines(text, "lines").length);
    const lines = () => (existsSync(join(folder, "lines")) ? linesIn(readFileSync(join(folder, "lines"), "utf8")) : 0);
    await ask();
    const took = await timeOf(folder, args);
    let [kills, ahead] = [0, 0];
    for (let size = 2; size < 2 + rounds; size++) {
      await appendNotes(join(folder, "log"), [headNote(1000 + size)]);
      expect((await run(folder, ...sign)).status).toBe(0);
      await ask();
      const had = lines();
      const { isKilled, stdout } = await kill(folder, args, took, { out: to === "stdout" ? "pipe" : "ignore" });
      if (isKilled) kills++;
      const made = to === "stdout" ? linesIn(stdout) : lines() - had;
      expect([size - 1, size]).toContain(seen());
      expect([made, made === 0 || seen() === size]).toEqual([made, true]);
      if (made === 0 && seen() === size) ahead++;
      expect(await start(folder, args).ended).toBe(0); // the very tree of the memory is signed again
      expect(seen()).toBe(size);
    }
    process.stdout.write(`cosign to ${to}: ${kills} of ${rounds} killed, ${ahead} between memory and line\n`);
    expect(kills).toBeGreaterThan(rounds / 3);
  });
});

describe.skipIf(!existsSync("/dev/full"))("every command", () => {
  /** With the name of what it writes, if anything. */
  const calls: readonly (readonly string[])[] = [
    ["log", "new", "--origin", "log.example/zegel", "--out", "OUT"],
    ["log", "append", "log", "heads/0.note"],
    signing,
    [...signing, "-o", "OUT"],
    ["log", "request", "log", "-o", "OUT"],
    ["log", "proof", "log", "head.note", "-o", "OUT"],
    ["log", "audit", "log"],
    ["log", "audit", "log", "--json"],
    cosign,
    [...cosign, "-o", "OUT"],
    ["witness", "new", "--name", "w.example/2", "--out", "OUT", "--state", "OUT.state", "--passphrase-file", "pw"],
  ];
  const of = (call: readonly string[], out: string) => call.map((word) => word.replace("OUT", out));
  const bash = (folder: string, script: string, args: readonly string[]) =>
    runProgram("bash", ["-c", script, ...zegelCommand, ...args, "--lang", "en"], { cwd: folder });

  async function readyOffice(): Promise<string> {
    const folder = await watchedOffice();
    writeFileSync(join(folder, "head.note"), encodeNote(headNote(2)));
    expect((await run(folder, "request", "log", "-o", "request")).status).toBe(0);
    return folder;
  }

  test("on a full disk says so in a sentence and fails; with a reader that closed it ends as its result says", async () => {
    for (const call of calls) {
      const folder = await readyOffice();
      const name = call.slice(0, 2).join(" ");
      const audit = call[1] === "audit";
      const full = bash(folder, 'exec "$0" "$@" >/dev/full', of(call, "full"));
      expect([name, full.status, full.stderr]).toEqual([name, 1, expect.stringMatching(/ENOSPC|no room|written/)]);
      expect([name, full.stderr]).toEqual([name, expect.not.stringMatching(/\n +at |node:|internal error/)]);
      const again = await readyOffice();
      const closed = bash(again, 'exec 3>&1; { sleep 0.1; "$0" "$@"; echo "$?" >&3; } | true', of(call, "closed"));
      expect([name, closed.stdout.trim()]).toEqual([name, audit ? "1" : "0"]);
      expect([name, closed.stderr]).toEqual([name, expect.not.stringMatching(/\n +at |node:|internal error|EPIPE/)]);
    }
  });

  test("where no file may grow: in a sentence, the memories are as they were, and the next run does it", async () => {
    for (const call of calls.filter(([, verb]) => verb !== "audit")) {
      const folder = await readyOffice();
      const name = call.slice(0, 2).join(" ");
      const memories = () => ["state", "vng.state"].map((file) => readFileSync(join(folder, file), "utf8"));
      const before = [memories(), readLog(join(folder, "log")).size];
      const refused = bash(folder, 'ulimit -f 0; exec "$0" "$@"', of(call, "it"));
      expect([name, refused.status]).toEqual([name, 1]);
      expect([name, refused.stderr]).toEqual([name, expect.not.stringMatching(/\n +at |node:|internal error/)]);
      expect([name, memories(), readLog(join(folder, "log")).size]).toEqual([name, ...before]);
      expect([name, await start(folder, of(call, "it")).ended]).toEqual([name, 0]);
    }
  });
});
