// A log of a million entries, appended, judged by Go's sumdb, and proofs out of few tiles of it. Figures: docs/slow-checks.md

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeUtf8 } from "../../src/format/index.ts";
import { isContinued, isIncluded, leafHash, nodeHash } from "../../src/format/merkle.ts";
import { appendNotes } from "../../src/log/append.ts";
import { makeLog, readLog, treeOf } from "../../src/log/folder.ts";
import { temporaryFolder } from "../tools.ts";
import { GoJudge, hasGoJudge } from "./go-judge.ts";
import { continuationsOf, inclusionsOf, layTiles, notesOf, origin, recordLine, textOf, treeLine } from "./grown.ts";

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

test("zegel log append of 100,000 notes at once, beside what its hashes cost alone", async () => {
  const path = join(temporaryFolder(), "log");
  await makeLog(path, origin);
  const notes = notesOf(0, 100_000);
  const alone = process.cpuUsage();
  const rootHash = rootByHashingAlone(notes.map(({ text }) => encodeUtf8(text)));
  const bare = process.cpuUsage(alone);
  const began = process.cpuUsage();
  const { log } = await appendNotes(path, notes);
  const { user, system } = process.cpuUsage(began);
  expect(log.rootHash).toEqual(rootHash);
  const cpu = (microseconds: number) => (microseconds / 1e6).toFixed(2);
  process.stdout.write(
    `append of 100,000: ${cpu(user)} s CPU, ${cpu(system)} s in the system; hashing alone ${cpu(bare.user)} s\n`,
  );
});

/** The same leaves and nodes, and nothing else. */
function rootByHashingAlone(entries: readonly Uint8Array[]): Uint8Array {
  const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
  let row = entries.map((entry) => leafHash(entry, sha256));
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
