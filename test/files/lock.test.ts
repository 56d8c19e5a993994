// One run at a time; and whatever lies there that is no lock is refused in a sentence, never waited for, never removed.

import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Lock } from "../../src/files/lock.ts";
import { createTranscript, TranscriptWriter } from "../../src/sign/index.ts";
import { run, temporaryFolder } from "../tools.ts";

const place = () => join(temporaryFolder(), "the.lock");
const take = (path: string) => Lock.take(path, "is at work");
const dead = () => `${spawnSync("true").pid} 1`;

describe("a lock", () => {
  test("is held by one until it lets go", () => {
    const path = place();
    const lock = take(path);
    expect(() => take(path)).toThrow(`${path}: process ${process.pid} is at work: wait until it has ended`);
    lock.release();
    take(path).release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test.each([
    ["of a process that has ended", dead()],
    ["of a process whose number was given to another", `${process.pid} 1`],
    ["of no process there can be", "4194304 12345"],
  ])("%s is taken over", (_what, text) => {
    const path = place();
    writeFileSync(path, text);
    take(path).release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  test("that is empty is being written; after ten seconds nobody writes it any more", () => {
    const path = place();
    writeFileSync(path, "");
    expect(() => take(path)).toThrow(expect.objectContaining({ code: "BUSY" }));
    const past = Date.now() / 1000 - 60;
    utimesSync(path, past, past);
    take(path).release();
  });

  test("where none can be made", () => {
    expect(() => take(join(temporaryFolder(), "gone/the.lock"))).toThrow(/cannot be made \(ENOENT\): check the folder/);
  });
});

/** What somebody may have put where the lock is due. */
const hostile: readonly (readonly [what: string, put: (path: string) => void])[] = [
  ["a FIFO", (path) => expect(run("mkfifo", [path]).status).toBe(0)],
  ["a folder", (path) => mkdirSync(path)],
  ["a link to an endless file", (path) => symlinkSync("/dev/zero", path)],
  ["a link to nothing", (path) => symlinkSync("gone", path)],
  [
    "a link to a stale lock",
    (path) => {
      writeFileSync(`${path}-2`, dead());
      symlinkSync(`${path}-2`, path);
    },
  ],
  ["a huge file", (path) => writeFileSync(path, Buffer.alloc(5_000_000, "1"))],
  ["a lock and more", (path) => writeFileSync(path, `${dead()}\n`.padEnd(4096, " "))],
  ...["text", "-1 5", "1e3 5", "0 0", "12", "12 ", " 12 5", "99999999999 5", "12 5 5", "１２ 5", "\0", "../x 5"].map(
    (text) => [`the text ${JSON.stringify(text)}`, (path: string) => writeFileSync(path, text)] as const,
  ),
];

describe("C6: no lock", () => {
  test.each(hostile)("%s: refused, and it stays", (_what, put) => {
    const path = place();
    put(path);
    const before = lstatSync(path).ino;
    expect(() => take(path)).toThrow(
      /the\.lock: expected the lock of a run of zegel, found .*: look at it, and remove it$/,
    );
    expect(lstatSync(path).ino).toBe(before);
  });

  test.each(hostile)("%s beside a transcript: refused, nothing is added", async (_what, put) => {
    const path = join(temporaryFolder(), "a.transcript");
    await createTranscript(
      path,
      [
        { kind: "opened", ceremony: "key-enrolment", purpose: "final" },
        { kind: "plan", sha256: "0".repeat(64) },
        { kind: "previous", sha256: undefined },
        { kind: "place", text: "Den Haag" },
        { kind: "present", id: "mies", role: "master", key: undefined, organisation: "Kiesraad", name: "Mies" },
      ],
      new Date("2026-12-01T09:00:00Z"),
    );
    put(`${path}.lock`);
    const before = lstatSync(path).size;
    await expect(TranscriptWriter.open(path)).rejects.toThrow(/expected the lock of a run of zegel/);
    expect(lstatSync(path).size).toBe(before);
  });
});
