// Large inputs on several threads: what comes of it is what one thread makes of it, in the same order, or an error of the whole run.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { judge, readInputs, reportInJson, reportOf } from "../../src/crosscheck/index.ts";
import type { ThreadOptions } from "../../src/crosscheck/read/threads/ahead.ts";
import { zipOf } from "../lint/archives.ts";
import { temporaryFolder } from "../tools.ts";
import { candidateLists, count, nation, sheet, stationList, writeAll } from "./made.ts";

const { makeReaderThread } = await import(join(import.meta.dirname, "../../scripts/package/reader-thread.mjs"));
const one: ThreadOptions = { program: [], most: 1, leastBytes: 0, leastFile: 0 };
let two: ThreadOptions;
beforeAll(async () => {
  const { threadProgram } = (await makeReaderThread()) as { threadProgram: string[] };
  two = { program: threadProgram, most: 2, leastBytes: 0, leastFile: 0 };
});

const entry = (name: string, content: string) => ({ name, content, method: 8, packed: deflateRawSync(content) });

/** Sound files and all that is unusual: refused, of another kind, twice, packed, in a bad zip. */
function mixedFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "land"));
  writeAll(join(folder, "land"), nation());
  writeAll(folder, {
    "a.eml.xml": count(),
    "b-again.eml.xml": count(),
    "broken.xml": count().slice(0, -20),
    "figure.xml": count().replace("<Cast>", "<Cast>+"),
    "lijsten.eml.xml": candidateLists(),
    "other.xml": '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "page.html": "<!doctype html><p>x",
    "tabel.csv": sheet(),
    "empty.xml": "",
  });
  const good = [entry("z/telling.xml", count().replace("01:02:03", "01:02:04")), entry("l.xml", candidateLists())];
  writeFileSync(join(folder, "all.zip"), zipOf([...good, entry("s.xml", stationList()), entry("k.xml", "<EML")]));
  const lying = { ...entry("t.xml", count().replace("01:02:03", "01:02:05")), crc: 7 };
  writeFileSync(join(folder, "crc.zip"), zipOf([lying, entry("t2.xml", count().replace("01:02:03", "01:02:06"))]));
  writeFileSync(join(folder, "bad.zip"), Buffer.from("PK\u0003\u0004 and no more"));
  return folder;
}

describe("threads", () => {
  test("make of files what one thread makes of them, in the same order", async () => {
    const folder = mixedFolder();
    const paths = [folder, join(folder, "land"), join(folder, "a.eml.xml")];
    const alone = await readInputs(paths, undefined, one);
    expect(alone.messages.length).toBeGreaterThan(8);
    expect(alone.unreadable.length).toBeGreaterThan(4);
    expect(new Set(alone.unused.map(({ why }) => why))).toEqual(new Set(["other", "twice"]));
    let bytes = 0;
    const together = await readInputs(
      paths,
      (more) => {
        bytes += more;
      },
      two,
    );
    expect(together).toEqual(alone);
    expect(bytes).toBeGreaterThan(alone.messages.reduce((sum, { source }) => sum + source.size, 0));
    const inJson = (inputs: typeof alone) =>
      JSON.stringify(reportInJson(reportOf(inputs, judge(inputs, { chosen: new Set(), codes: [] }))));
    expect(inJson(together)).toBe(inJson(alone));
  });

  test("units that share a ballot share it still", async () => {
    const folder = temporaryFolder();
    writeAll(folder, { "a.xml": count(), "b.xml": candidateLists() });
    const { messages } = await readInputs([folder], undefined, two);
    const [first] = messages.map(({ message }) => message).filter((message) => "units" in message);
    const ballots = new Set(first?.units.map(({ votes }) => votes.ballot));
    expect([first?.units.length, ballots.size]).toEqual([3, 1]);
  });

  test.each([
    ["ends", "process.exit(3)", "it ended"],
    ["throws", 'throw new Error("no memory")', "no memory"],
    [
      "throws later",
      'require("node:worker_threads").parentPort.on("message", () => { throw new Error("later") })',
      "later",
    ],
    ["is no program", "{", "Unexpected end of input"],
  ])("a thread that %s is an error of the run, never a missing file", async (_what, program, why) => {
    const folder = temporaryFolder();
    writeAll(folder, { "a.xml": count(), "b.xml": candidateLists() });
    await expect(readInputs([folder], undefined, { ...two, program: [program] })).rejects.toThrow(
      `a thread that reads files has stopped (${why}): try again`,
    );
  });

  test.each([
    ["little to read", { leastBytes: 1_000_000 }],
    ["small files", { leastFile: 1_000_000 }],
    ["one core", { most: 1 }],
    ["no program built in", { program: [] }],
  ])("%s: none is started", async (_what, options) => {
    const folder = temporaryFolder();
    writeAll(folder, { "a.xml": count(), "b.xml": candidateLists() });
    const { messages } = await readInputs([folder], undefined, { ...two, program: ["process.exit(3)"], ...options });
    expect(messages.length).toBe(2);
  });
});
