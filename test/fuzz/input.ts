// One input of the fuzzer: a named seed, and what is done to its bytes. As text it is one short line, so that a corpus of
// half-megabyte images stays small and a person can read what each of them is about.

import { decodeDecimal, decodeHex, encodeHex } from "../../src/format/index.ts";
import { Random } from "./random.ts";

/** Positions and lengths in bytes; what lies beyond the end is left out. */
export type Op =
  /** `bytes` over what is there, or between it. */
  | readonly ["set" | "insert", at: number, bytes: Uint8Array]
  | readonly ["delete", at: number, length: number]
  /** A copy of other bytes of the same input, over what is there or between it. */
  | readonly ["copy" | "repeat", from: number, at: number, length: number]
  | readonly ["swap", one: number, other: number, length: number]
  /** Random bytes from a seed number. */
  | readonly ["noise", at: number, length: number, seed: number]
  /** Bytes of another seed, over what is there. */
  | readonly ["graft", seed: string, from: number, at: number, length: number]
  /** Cut off, or zeros added. */
  | readonly ["size", length: number]
  /** The checksum of the tar header at `at` made right again. */
  | readonly ["tarsum", at: number];

export interface Input {
  readonly seed: string;
  readonly ops: readonly Op[];
}

/** No input grows beyond this. */
const sizeLimit = 2 * 1024 * 1024;

/** The bytes that an input stands for: a new array. */
export function bytesOf({ seed, ops }: Input, seeds: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return changed(seedOf(seed, seeds).slice(), ops, seeds);
}

/** `bytes` may be written over, and is nobody else's. */
export function changed(bytes: Uint8Array, ops: readonly Op[], seeds: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return ops.reduce((so, op) => apply(so, op, seeds), bytes);
}

export function seedOf(name: string, seeds: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const seed = seeds.get(name);
  if (seed === undefined) throw new Error(`no seed ${name}`);
  return seed;
}

function apply(bytes: Uint8Array, op: Op, seeds: ReadonlyMap<string, Uint8Array>): Uint8Array {
  switch (op[0]) {
    case "set":
      return over(bytes, op[1], op[2]);
    case "insert":
      return spliced(bytes, op[1], 0, op[2]);
    case "delete":
      return spliced(bytes, op[1], op[2], new Uint8Array(0));
    case "copy":
      return over(bytes, op[2], bytes.slice(op[1], op[1] + op[3]));
    case "repeat":
      return spliced(bytes, op[2], 0, bytes.slice(op[1], op[1] + op[3]));
    case "swap": {
      const [one, other] = [bytes.slice(op[1], op[1] + op[3]), bytes.slice(op[2], op[2] + op[3])];
      return over(over(bytes, op[1], other), op[2], one);
    }
    case "noise":
      return over(bytes, op[1], new Random(op[3]).bytes(Math.min(op[2], sizeLimit)));
    case "graft":
      return over(bytes, op[3], seedOf(op[1], seeds).slice(op[2], op[2] + op[4]));
    case "size":
      return spliced(
        bytes,
        op[1],
        bytes.length,
        new Uint8Array(Math.max(0, Math.min(op[1], sizeLimit) - bytes.length)),
      );
    case "tarsum":
      return over(bytes, op[1] + 148, tarChecksum(bytes.subarray(op[1], op[1] + 512)));
  }
}

/** In place: `bytes` is nobody else's. */
function over(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  if (at < bytes.length) bytes.set(part.subarray(0, bytes.length - at), at);
  return bytes;
}

function spliced(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  const from = Math.min(at, bytes.length);
  const behind = Math.min(from + removed, bytes.length);
  if (bytes.length + added.length > sizeLimit) return bytes;
  const whole = new Uint8Array(from + added.length + bytes.length - behind);
  whole.set(bytes.subarray(0, from));
  whole.set(added, from);
  whole.set(bytes.subarray(behind), from + added.length);
  return whole;
}

function tarChecksum(header: Uint8Array): Uint8Array {
  const sum = header.reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 32 : byte), 0);
  return new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `);
}

/** `tiny set:8:ff0a copy:0:2048:2048`. */
export function printInput({ seed, ops }: Input): string {
  const word = (part: string | number | Uint8Array) => (part instanceof Uint8Array ? encodeHex(part) : String(part));
  return [seed, ...ops.map((op) => op.map(word).join(":"))].join(" ");
}

/** The inverse of printInput. */
export function parseInput(line: string): Input {
  const [seed = "", ...words] = line.split(" ");
  return { seed, ops: words.map(parseOp) };
}

function parseOp(word: string): Op {
  const [name, ...parts] = word.split(":");
  const number = (i: number) => decodeDecimal(parts[i] ?? "", 0, 2 ** 32, word);
  const three = () => [number(0), number(1), number(2)] as const;
  switch (name) {
    case "set":
    case "insert":
      return [name, number(0), decodeHex(parts[1] ?? "", (parts[1] ?? "").length / 2, word)];
    case "delete":
      return [name, number(0), number(1)];
    case "copy":
    case "repeat":
    case "swap":
    case "noise":
      return [name, ...three()];
    case "graft":
      return [name, parts[0] ?? "", number(1), number(2), number(3)];
    case "size":
    case "tarsum":
      return [name, number(0)];
    default:
      throw new Error(`no such change: ${word}`);
  }
}
