// What a log of a million entries costs: its hashes alone, its tiles written and flushed, and its audit. Prints figures, asserts none of
// them: times depend on the machine. Figures: docs/slow-checks.md

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeCheckpoint, encodeUtf8 } from "../../src/format/index.ts";
import { leafHash, nodeHash } from "../../src/format/merkle.ts";
import { appendNotes, writeFiles } from "../../src/log/append.ts";
import { listTiles } from "../../src/log/audit/files.ts";
import { Findings } from "../../src/log/audit/report.ts";
import { retrace } from "../../src/log/audit/retrace.ts";
import { readLog } from "../../src/log/folder.ts";
import { Growth, type LogFile } from "../../src/log/growth.ts";
import { sha256 } from "../../src/log/tree.ts";
import { newLog, origin } from "./audited.ts";

const million = 1_000_000;
/** As long as the text of a release with one disc. */
const textOf = (index: number) => `${`entry ${index} `.padEnd(519, ".")}\n`;

/** Seconds on the processor, in the program and in the system; how long it took; and what came of it. */
async function measure<T>(name: string, work: () => T | Promise<T>): Promise<{ seconds: number; value: T }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  const said = [user / 1e6, system / 1e6, (performance.now() - began) / 1000].map((each) => each.toFixed(1));
  process.stdout.write(`${name}: ${said[0]} s CPU, ${said[1]} s in the system, ${said[2]} s in all, ${megabytes} MB\n`);
  return { seconds: user / 1e6, value };
}

test("a million entries: hashed, written as tiles, audited", async () => {
  const bare = await measure("hashing alone", rootByHashingAlone);
  const path = await newLog();
  const growth = new Growth(0, () => new Uint8Array(0));
  const grown = await measure("tiles, written and flushed", () => writeFiles(path, filesOf(growth)));
  expect(growth.rootHash()).toEqual(bare.value);
  writeFileSync(
    join(path, "checkpoint.text"),
    encodeCheckpoint({ origin, size: million, rootHash: growth.rootHash() }),
  );
  const findings = new Findings();
  const traced = await measure("audit of the tiles", () =>
    retrace({
      ...{ folder: path, size: million, tiles: listTiles(path, million), findings },
      ...{ wanted: new Set([million]), onEntry: async () => undefined },
    }),
  );
  expect([findings.count, traced.value.files, traced.value.rootHashes.get(million)]).toEqual([0, 7831, bare.value]);
  const times = (a: { seconds: number }, b: { seconds: number }) => (a.seconds / b.seconds).toFixed(2);
  process.stdout.write(`append / hashing ${times(grown, bare)}, audit of the tiles / append ${times(traced, grown)}\n`);
});

test("twenty thousand notes at once: a file each", async () => {
  const path = await newLog();
  const notes = Array.from({ length: 20_000 }, (_, i) => ({ text: textOf(i), signatures: [] }));
  await measure("append of 20,000 with their notes", () => appendNotes(path, notes));
  expect(readLog(path).size).toBe(20_000);
});

function* filesOf(growth: Growth): Generator<LogFile, void> {
  for (let i = 0; i < million; i++) yield* growth.add(encodeUtf8(textOf(i)));
  yield* growth.finish();
}

/** The same leaves and nodes, and nothing else. */
function rootByHashingAlone(): Uint8Array {
  let row = Array.from({ length: million }, (_, i) => leafHash(encodeUtf8(textOf(i)), sha256));
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i] as Uint8Array, row[i + 1]];
      above.push(right === undefined ? left : nodeHash(left, right, sha256));
    }
    row = above;
  }
  return row[0] as Uint8Array;
}
