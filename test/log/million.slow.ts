// A log of a million entries, appended, judged by Go's sumdb, and proofs out of few tiles of it. Figures: docs/slow-checks.md

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeUtf8 } from "../../src/format/index.ts";
import { isContinued, isIncluded, leafHash } from "../../src/format/merkle.ts";
import { appendNotes } from "../../src/log/append.ts";
import { makeLog, readLog, treeOf } from "../../src/log/folder.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { temporaryFolder } from "../tools.ts";
import { GoJudge, hasGoJudge } from "./go-judge.ts";
import { continuationsOf, inclusionsOf, layTiles, notesOf, origin, recordLine, textOf, treeLine } from "./grown.ts";
import { rootByHashingAlone } from "./measure.ts";

const million = 1_000_000;
/** Odd steps, so that every place within a tile comes by. */
const many = (size: number) => Array.from({ length: 500 }, (_, i) => (i * 20_011 + 7) % size);

test.skipIf(!hasGoJudge)("Go's sumdb takes every tile of a million entries, and a thousand proofs", () => {
  const path = join(temporaryFolder(), "log");
  mkdirSync(path);
  layTiles(path, million);
  const go = new GoJudge();
  try {
    const { status, stdout, stderr } = go.ask(["folder", path]);
    expect([status, stdout, stderr]).toEqual([0, "1000000 entries, 3924 tiles\n", ""]);
    const lines = [...inclusionsOf(path, many).map(recordLine), ...continuationsOf(path, many).map(treeLine)];
    expect(go.ask(["proofs"], lines.join("")).stdout).toBe("500 records, 501 trees, 0 refused\n");
  } finally {
    go.remove();
  }
  const head = readLog(path);
  let most = 0;
  for (const index of many(million)) {
    const tree = treeOf(head, million);
    expect(isIncluded(leafHash(encodeUtf8(textOf(index))), index, tree.inclusion(index), head)).toBe(true);
    const other = treeOf(head, million);
    const earlier = { size: index, rootHash: treeOf(head, index).rootHash() };
    expect(isContinued(earlier, head, other.continuation(index))).toBe(true);
    most = Math.max(most, tree.tilesRead, other.tilesRead);
  }
  expect(most).toBeLessThanOrEqual(6);
});

test("what tiles cost beside their hashes alone, and what a note costs beside both", async () => {
  const entries = Array.from({ length: million }, (_, i) => encodeUtf8(textOf(i)));
  const growth = new Growth(0, () => new Uint8Array(0));
  let files = 0;
  const bare = cpuOf(() => rootByHashingAlone(entries));
  const tiles = cpuOf(() => {
    for (const entry of entries) files += [...growth.add(entry)].length;
    files += [...growth.finish()].length;
    return growth.rootHash();
  });
  expect(tiles.value).toEqual(bare.value);
  expect(files).toBe(3_924 + 3_907); // tiles and bundles
  const path = join(temporaryFolder(), "log");
  await makeLog(path, origin);
  const began = performance.now();
  await appendNotes(path, notesOf(0, 2_000));
  const milliseconds = (performance.now() - began) / 2_000;
  process.stdout.write(
    `1,000,000 entries: hashing alone ${bare.seconds.toFixed(1)} s CPU, tiles ${tiles.seconds.toFixed(1)} s; zegel log append: ${milliseconds.toFixed(2)} ms a note, each flushed to the disk\n`,
  );
});

function cpuOf<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const began = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(began);
  return { value, seconds: (user + system) / 1e6 };
}
