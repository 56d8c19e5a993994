// In every run the verifier feeds itself bad discs. If one of them is not refused, it gives no verdict.
// The disc and its root are built in; they are passed as arguments like any other and are anchors of nothing.

import {
  copyBytes,
  encodeRecallCode,
  encodeSeal,
  encodeUtf8,
  parseRelease,
  parseSeal,
  type Signature,
  sealPath,
  sealSize,
} from "../format/index.ts";
import type { SignatureCheck } from "../trust/index.ts";
import { type Expectation, noExpectation } from "../trust/index.ts";
import { passInThread } from "./pass-in-thread.ts";
import { type Medium, type PassOrder, type Platform, ReadError, type Tree } from "./proof/ports.ts";
import { chunkBytes } from "./proof/read/prefix.ts";
import { type Verdict, VerifyError } from "./proof/verdict.ts";
import type { VerifyInput } from "./proof/verify.ts";
import { selfTestDisc } from "./self-test-disc.ts";
import { verifyDisc } from "./verify-disc.ts";

/** What is wrong with the disc, and the verdict that it must get. */
interface Case {
  readonly name: string;
  readonly due: Verdict;
  readonly input: Partial<VerifyInput>;
}

/**
 * Returns how many bad discs were refused. `pause`: awaited between two of them, where something else has to go on meanwhile.
 * Throws VerifyError FOUT when a bad one was not refused with its own verdict, or when the good one was not accepted: then this
 * program or this machine is not in order.
 */
export async function selfTest(platform: Platform, pause = async (): Promise<void> => undefined): Promise<number> {
  const check = onceEach(platform.check);
  const pass = (order: PassOrder) => passInThread(order, platform.sha256);
  const image = makeImage();
  const bad = badCases(image);
  const memory = new Uint8Array(chunkBytes);
  for (const { name, due, input } of [...goodCases(image), ...bad]) {
    await pause();
    const buffer = sameFirst(memory);
    const { verdict } = await verifyDisc(
      { ...goodInput, ...medium(image), ...input },
      { ...platform, pass, check, buffer },
    );
    if (verdict !== due)
      throw new VerifyError("FOUT", `self-test "${name}": expected ${due}, found ${verdict}. Do not use this program`);
  }
  return bad.length;
}

function goodCases(image: Uint8Array): Case[] {
  return [
    { name: "good disc", due: "ECHT", input: {} },
    { name: "good folder", due: "ECHT", input: tree(image, {}) },
  ];
}

function badCases(image: Uint8Array): Case[] {
  const { sealOffset, otherRoot, revokingRoot, recall, file } = selfTestDisc;
  const end = image.length;
  const behindSeal = sealOffset + sealSize;
  const seal = parseSeal(copyBytes(image.subarray(sealOffset, behindSeal)));
  const { imageSha256 } = parseRelease(seal.release.text);
  const [first, second] = seal.release.signatures;
  if (first === undefined || second === undefined) throw new VerifyError("FOUT", "self-test: no two signatures to try");
  const exchanged = [
    { ...first, bytes: second.bytes },
    { ...second, bytes: first.bytes },
  ];
  const bytes = (at: number, value: number) => medium(image, { at, bytes: Uint8Array.of(value) });
  const sealed = (signatures: readonly Signature[]) =>
    medium(image, { at: sealOffset, bytes: encodeSeal({ ...seal, release: { ...seal.release, signatures } }) });
  const blank = medium(image, { at: sealOffset, bytes: new Uint8Array(sealSize) });
  const expecting = (change: Partial<Expectation>) => ({ expectation: { ...goodInput.expectation, ...change } });
  const files = (change: Parameters<typeof tree>[1]) => tree(image, change);
  return [
    { name: "flipped bit", due: "GEWIJZIGD", input: bytes(end - 1, 1) },
    { name: "flipped bit in the manifest", due: "GEWIJZIGD", input: bytes(behindSeal, 0) },
    { name: "truncated", due: "ONVOLLEDIG", input: medium(image, { length: end - 2048 }) },
    { name: "two sessions", due: "ONVOLLEDIG", input: medium(image, { length: end + 400 * 2048 }) },
    { name: "empty seal", due: "NIET_ONDERTEKEND", input: blank },
    { name: "too few signatures", due: "NIET_ONDERTEKEND", input: sealed([first]) },
    { name: "one signature twice", due: "NIET_ONDERTEKEND", input: sealed([first, first]) },
    { name: "signatures exchanged", due: "NIET_ONDERTEKEND", input: sealed(exchanged) },
    { name: "byte behind the notes", due: "NIET_ONDERTEKEND", input: bytes(behindSeal - 1, 0) },
    { name: "no trust root", due: "NIET_ONDERTEKEND", input: { roots: [] } },
    { name: "wrong keys", due: "NIET_ONDERTEKEND", input: { roots: [encodeUtf8(otherRoot)] } },
    { name: "revoked key", due: "NIET_ONDERTEKEND", input: { notes: [encodeUtf8(revokingRoot)] } },
    { name: "recalled", due: "INGETROKKEN", input: { notes: [encodeUtf8(recall)] } },
    { name: "recall reported", due: "INTREKKING_GEMELD", input: { recallCodes: [encodeRecallCode(1, imageSha256)] } },
    { name: "another code", due: "ANDERE_UITGAVE", input: expecting({ code: selfTestDisc.otherCode }) },
    { name: "another purpose", due: "ANDERE_UITGAVE", input: expecting({ purpose: "final" }) },
    { name: "no code", due: "NIET_VERGELEKEN", input: expecting({ code: undefined }) },
    { name: "no disc", due: "GEEN_ZEGELSCHIJF", input: medium(new Uint8Array(end)) },
    { name: "scratch", due: "ONLEESBAAR", input: medium(image, { unreadableFrom: end - 2048 }) },
    { name: "extra file", due: "ONVOLLEDIG", input: files({ "SETUP.EXE": new Uint8Array(1) }) },
    { name: "missing file", due: "ONVOLLEDIG", input: files({ [file]: undefined }) },
    { name: "changed file", due: "GEWIJZIGD", input: files({ [file]: new Uint8Array(1) }) },
    { name: "empty manifest", due: "GEWIJZIGD", input: files({ "ZEGEL/MANIFEST": new Uint8Array(0) }) },
    { name: "missing seal", due: "NIET_ONDERTEKEND", input: files({ [sealPath]: undefined }) },
  ];
}

const goodInput: Omit<VerifyInput, "source"> = {
  target: "self-test",
  builtInRoots: [], // the self-test's own root is an anchor of nothing else, and nothing else of it
  roots: [encodeUtf8(selfTestDisc.root)],
  notes: [],
  expectation: { ...noExpectation, code: selfTestDisc.code, purpose: "demonstration" },
  today: "2027-03-01",
  selfTest: undefined,
  onProgress: () => undefined,
};

/** Buffers, of which the first is always in the same memory: new memory for each of many discs in turn would only have to be cleared. */
function sameFirst(memory: Uint8Array): Platform["buffer"] {
  let isGiven = false;
  return (bytes) => {
    if (isGiven || bytes > memory.length) return new Uint8Array(bytes);
    isGiven = true;
    return memory.subarray(0, bytes);
  };
}

/** The same few signatures stand in most cases; each is judged once. */
function onceEach(check: SignatureCheck): SignatureCheck {
  const judged = new Map<string, Promise<boolean>>();
  return (key, message, signature) => {
    const id = [key, message, signature].map((bytes) => bytes.join()).join(" ");
    const known = judged.get(id) ?? check(key, message, signature);
    judged.set(id, known);
    return known;
  };
}

function makeImage(): Uint8Array {
  const { bytes, sealOffset, sealUsed } = selfTestDisc;
  const image = new Uint8Array(bytes);
  image.fill(10, sealOffset + sealUsed, sealOffset + sealSize);
  for (const [offset, text] of selfTestDisc.parts) image.set(fromBase64(text), offset);
  return image;
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from({ length: binary.length }, (_, i) => binary.charCodeAt(i));
}

/** What is changed on the good image, which itself is never written to. */
interface Change {
  readonly at?: number;
  readonly bytes?: Uint8Array;
  /** Bytes in all; zeros behind the image. */
  readonly length?: number;
  /** The byte from which nothing can be read. */
  readonly unreadableFrom?: number;
}

function medium(image: Uint8Array, change: Change = {}): Pick<VerifyInput, "source"> {
  const { at = 0, bytes = new Uint8Array(0), length = image.length, unreadableFrom = length } = change;
  const read = async (position: number, into: Uint8Array) => {
    if (position + into.length > unreadableFrom) throw new ReadError("scratch");
    into.fill(0);
    into.set(image.subarray(position, position + into.length));
    const from = Math.max(at, position);
    const to = Math.min(at + bytes.length, position + into.length);
    if (from < to) into.set(bytes.subarray(from - at, to - at), from - position);
    return into.length;
  };
  const own: Medium = { kind: "file", bytes: length, isUnchanged: async () => true, read };
  return { source: { kind: "image", medium: own, mounted: undefined } };
}

/** The good disc's files with some of them changed or, undefined, taken away. */
function tree(
  image: Uint8Array,
  change: Readonly<Record<string, Uint8Array | undefined>>,
): Pick<VerifyInput, "source"> {
  const good = selfTestDisc.files.map(
    ([path, offset, size]) => [path, copyBytes(image.subarray(offset, offset + size))] as const,
  );
  const files = new Map<string, Uint8Array>(good);
  for (const [path, content] of Object.entries(change))
    if (content === undefined) files.delete(path);
    else files.set(path, content);
  const own: Tree = {
    list: async () => [
      { path: "ZEGEL", kind: "folder" },
      ...[...files.keys()].map((path) => ({ path, kind: "file" as const })),
    ],
    changed: async () => undefined,
    read: async (path, take) => {
      take(files.get(path) ?? new Uint8Array(0));
    },
  };
  return { source: { kind: "tree", tree: own, deniedDevice: undefined } };
}
