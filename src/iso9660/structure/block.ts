// Bytes of a descriptor, directory or path table, together with the sectors that they came from: so every check says where it failed.

import { encodeHex } from "../../format/text/decode.ts";
import type { FindingCode, Findings } from "../finding.ts";
import { sectorBytes } from "../source.ts";

/** `bytes`, with the sector at which they begin: numbers are read from it, and what is wrong in it is noted. */
export class Block {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The sector that `bytes` begin at. */
  readonly lba: number;
  /** The folder that the bytes describe, when there is one. */
  readonly path: string | undefined;
  readonly #findings: Findings;

  constructor(bytes: Uint8Array, lba: number, findings: Findings, path?: string) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.lba = lba;
    this.path = path;
    this.#findings = findings;
  }

  byte(at: number): number {
    return this.view.getUint8(at);
  }

  /** Notes a finding. `at`: offset in the bytes. `path`: when it is about one thing in the folder. */
  report(code: FindingCode, at: number, expected: string, found: string, path: string | undefined = this.path): void {
    const lba = this.lba + Math.floor(at / sectorBytes);
    this.#findings.add(code, `sector ${lba} byte ${at % sectorBytes}`, expected, found, lba, path);
  }

  /** A 32-bit number recorded little-endian, then big-endian (ECMA-119 7.3.3). Linux reads the first, others the second. */
  both32(at: number): number {
    const little = this.view.getUint32(at, true);
    const big = this.view.getUint32(at + 4, false);
    if (little !== big) this.report("BOTH_ENDIAN", at, `${little} in both byte orders`, `${big} big-endian`);
    return little;
  }

  /** A 16-bit number recorded little-endian, then big-endian (ECMA-119 7.2.3). */
  both16(at: number): number {
    const little = this.view.getUint16(at, true);
    const big = this.view.getUint16(at + 2, false);
    if (little !== big) this.report("BOTH_ENDIAN", at, `${little} in both byte orders`, `${big} big-endian`);
    return little;
  }

  equals(at: number, expected: Uint8Array): boolean {
    if (at + expected.length > this.bytes.length) return false;
    for (let i = 0; i < expected.length; i++) if (this.bytes[at + i] !== expected[i]) return false;
    return true;
  }

  /** Finds fault unless exactly `expected` stands at `at`. `what` names it in words. */
  expect(code: FindingCode, at: number, expected: Uint8Array, what: string): void {
    if (!this.equals(at, expected))
      this.report(code, at, what, `0x${encodeHex(this.bytes.subarray(at, at + Math.min(expected.length, 40)))}`);
  }

  expectByte(code: FindingCode, at: number, expected: number, what: string): void {
    if (this.byte(at) !== expected) this.report(code, at, `${what} ${expected}`, `${this.byte(at)}`);
  }

  /** The first byte that is not zero from `from` up to `to` is a finding. */
  expectZeros(code: FindingCode, from: number, to: number, what: string): void {
    for (let at = from; at < to; at++) {
      if (this.bytes[at] === 0) continue;
      this.report(code, at, `zeros (${what})`, `${this.byte(at)}`);
      return;
    }
  }
}
