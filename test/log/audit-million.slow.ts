// What a log of a million entries costs: its hashes alone, its tiles written and flushed, and its audit. Prints figures, asserts none of
// them: times depend on the machine. Figures: docs/slow-checks.md

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FileBelow, writeFiles } from "../../src/files/trees/many-files.ts";
import { encodeCheckpoint, encodeUtf8 } from "../../src/format/index.ts";
import { listTiles } from "../../src/log/audit/files.ts";
import { Findings } from "../../src/log/audit/report.ts";
import { retrace } from "../../src/log/audit/retrace.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { newLog, origin } from "./audited.ts";
import { measure, rootByHashingAlone } from "./measure.ts";

const million = 1_000_000;
/** As long as the text of a release with one disc. */
const textOf = (index: number) => `${`entry ${index} `.padEnd(519, ".")}\n`;

test("a million entries: hashed, written as tiles, audited", async () => {
  const bare = await measure("hashing alone", () => rootByHashingAlone(entries()));
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

function* entries(): Generator<Uint8Array, void> {
  for (let i = 0; i < million; i++) yield encodeUtf8(textOf(i));
}

function* filesOf(growth: Growth): Generator<FileBelow, void> {
  for (const entry of entries()) yield* growth.add(entry);
  yield* growth.finish();
}
