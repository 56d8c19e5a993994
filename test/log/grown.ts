// Logs of any size, and the proofs that judges are asked about.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodeBase64, encodeCheckpoint, encodeUtf8, type Note } from "../../src/format/index.ts";
import { leafHash, type TreeHead } from "../../src/format/merkle.ts";
import { readLog, treeOf } from "../../src/log/folder.ts";
import { Growth } from "../../src/log/tiles/growth.ts";

export const origin = "log.example/zegel";
export const textOf = (index: number) => `entry ${index}\n`;
export const notesOf = (from: number, to: number): Note[] =>
  Array.from({ length: to - from }, (_, i) => ({ text: textOf(from + i), signatures: [] }));

/** The tiles and bundles of so many entries and no notes: notes are a file each, which takes long. */
export function layTiles(path: string, size: number): void {
  const growth = new Growth(0, () => new Uint8Array(0));
  const folders = new Set<string>();
  const put = (name: string, bytes: Uint8Array | string) => {
    const folder = dirname(join(path, name));
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(join(path, name), bytes);
  };
  for (let i = 0; i < size; i++) for (const file of growth.add(encodeUtf8(textOf(i)))) put(file.path, file.bytes);
  for (const file of growth.finish()) put(file.path, file.bytes);
  put("checkpoint.text", encodeCheckpoint({ origin, size, rootHash: growth.rootHash() }, 0));
}

/** That one leaf is in a tree, as a proof says it. */
export interface Inclusion {
  readonly entry: Uint8Array;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly head: TreeHead;
}

/** That one tree continues another. */
export interface Continuation {
  readonly earlier: TreeHead;
  readonly hashes: readonly Uint8Array[];
  readonly head: TreeHead;
}

/** Indexes and sizes at which a tree of `size` entries is likely to be wrong. */
export function edgesOf(size: number): number[] {
  const near = [0, 1, 2, 3, 127, 128, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537].flatMap((at) => [
    at,
    size - 1 - at,
  ]);
  return [...new Set([...near, Math.floor(size / 2), Math.floor(size / 3)])].filter((at) => at >= 0 && at < size);
}

export function inclusionsOf(path: string, indexes: (size: number) => readonly number[] = edgesOf): Inclusion[] {
  const head = readLog(path);
  const tree = treeOf(head, head.size);
  return indexes(head.size).map((index) => ({
    ...{ entry: encodeUtf8(textOf(index)), index, hashes: tree.inclusion(index), head },
  }));
}

export function continuationsOf(path: string, sizes: (size: number) => readonly number[] = edgesOf): Continuation[] {
  const head = readLog(path);
  const tree = treeOf(head, head.size);
  return [...sizes(head.size).filter((size) => size > 0), head.size].map((size) => ({
    ...{ earlier: { size, rootHash: treeOf(head, size).rootHash() }, hashes: tree.continuation(size), head },
  }));
}

/** As judge.go reads them. */
export const recordLine = ({ entry, index, hashes, head }: Inclusion) =>
  `record ${[head.size, ...[head.rootHash].map(encodeBase64), index, ...[leafHash(entry), ...hashes].map(encodeBase64)].join(" ")}\n`;
export const treeLine = ({ earlier, hashes, head }: Continuation) =>
  `tree ${[head.size, encodeBase64(head.rootHash), earlier.size, ...[earlier.rootHash, ...hashes].map(encodeBase64)].join(" ")}\n`;

export const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

/** Each of these with one bit changed in each hash, a hash less, and one more. */
export const slipsOf = <T extends { readonly hashes: readonly Uint8Array[] }>(proof: T): T[] => [
  ...proof.hashes.map((hash, i) => ({ ...proof, hashes: proof.hashes.with(i, flipped(hash, i % 32)) })),
  ...(proof.hashes.length === 0 ? [] : [{ ...proof, hashes: proof.hashes.slice(1) }]),
  { ...proof, hashes: [...proof.hashes, new Uint8Array(32)] },
];
