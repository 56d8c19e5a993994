// kill -9 at thirty moments of one release, ten each of start, collect and finish, every run going on where the one before was killed:
// nothing half has a name, nothing that came in is lost, and the end has the bytes of a release that nobody killed.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { encodeNote, parseNote, parseRelease, textDigest } from "../../src/format/index.ts";
import { zegelCommand } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { rebuildNote } from "../world/release.ts";
import { answerOf, checkout, makeOfficeFolder } from "./office.ts";

const moments = 10;

function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  const own = paths.filter((path) => !/\.tmp(?:\/|$)/.test(path)); // what a run that was killed left is none
  return new Map(own.map((path) => [path, readFileSync(join(folder, path)).toString("base64")]));
}

function startRun(cwd: string, words: readonly string[]) {
  const child = spawn(process.execPath, [zegelCommand[1], ...words], { cwd, stdio: "ignore" });
  return { child, ended: new Promise<unknown>((done) => child.once("exit", (code, signal) => done(code ?? signal))) };
}

test("kill -9 at thirty moments over start, collect and finish", async () => {
  const before = await makeOfficeFolder("lettered");
  const [folder, whole] = [temporaryFolder(), temporaryFolder()];
  const toolkit = await checkout();
  for (const desk of [folder, whole]) {
    cpSync(before.folder, join(desk, "een"), { recursive: true });
    mkdirSync(join(desk, "osv"));
    writeFileSync(join(desk, "osv/groot.bin"), Buffer.alloc(20_000_000, 1));
  }
  const start = [
    ...["release", "start", "twee", "--previous", "een", "--payload", "osv", "--release-version", "2.24.4", "--yes"],
    ...["--install", "een/in/install.json", "--date", "2027-02-01T12:00:00Z", "--writer", "own"],
  ];
  const steps = [
    { words: start, code: 0 },
    { words: ["release", "collect", "twee", "reviewers"], code: 3 },
    { words: ["release", "finish", "twee", "officers", "--toolkit", toolkit], code: 0 },
  ];
  let kills = 0;
  for (const { words, code } of steps) {
    const began = performance.now();
    expect([words[1], await startRun(whole, words).ended]).toEqual([words[1], code]);
    const took = performance.now() - began;
    const due = filesIn(join(whole, "twee"));
    for (let i = 1; i <= moments; i++) {
      const had = filesIn(join(folder, "twee"));
      const { child, ended } = startRun(folder, words);
      await sleep((took * i) / (moments + 1));
      child.kill("SIGKILL");
      if ((await ended) === "SIGKILL") kills++;
      const has = filesIn(join(folder, "twee"));
      for (const [path, bytes] of has)
        expect([words[1], i, path, bytes === due.get(path)]).toEqual([words[1], i, path, true]);
      for (const path of had.keys()) expect([words[1], i, path, has.has(path)]).toEqual([words[1], i, path, true]);
      // A start that was killed late may have ended its work: its next run has nothing to be given.
      if (words === start && has.size > 0) words.splice(2, words.length, "twee");
    }
    expect([words[1], await startRun(folder, words).ended]).toEqual([words[1], code]);
    expect([...filesIn(join(folder, "twee")).entries()]).toEqual([...due.entries()]);
    if (code === 0) for (const desk of [folder, whole]) putAnswers(desk);
  }
  expect(kills).toBeGreaterThan(moments);
  expect(await startRun(folder, ["release", "status", "twee", "--full"]).ended).toBe(0);
});

/** What both reviewers and both officers send back. */
function putAnswers(desk: string): void {
  const note = parseNote(readFileSync(join(desk, "twee/build/release.note")), "note");
  for (const name of ["reviewers", "officers"]) mkdirSync(join(desk, name), { recursive: true });
  for (const name of ["rosa", "ruud"])
    writeFileSync(
      join(desk, "reviewers", `${name}.note`),
      encodeNote(rebuildNote(parseRelease(note.text), textDigest(note.text), name)),
    );
  for (const name of ["anna", "bert"]) writeFileSync(join(desk, "officers", name), answerOf([note], name));
}
