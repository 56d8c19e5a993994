// A rescue in memory: discs with scratches and lies, and the verifier as the judge of what comes of them.

import { judgeAnchor } from "../../../src/trust/anchor.ts";
import { noExpectation, sortLooseNotes } from "../../../src/trust/index.ts";
import type { Medium, Platform } from "../../../src/verify/proof/ports.ts";
import type { Report } from "../../../src/verify/proof/report.ts";
import type { Part } from "../../../src/verify/rescue/fill.ts";
import { type Judge, type Known, know } from "../../../src/verify/rescue/input.ts";
import { parseMap } from "../../../src/verify/rescue/map.ts";
import type { Mended } from "../../../src/verify/rescue/mend.ts";
import { Rescue } from "../../../src/verify/rescue/rescue.ts";
import { bytesOf } from "../../../src/verify/rescue/stretches.ts";
import type { Disc } from "../fixture.ts";
import { MemoryMedium, ScratchedMedium, verifyMedium } from "../harness.ts";

export class MemoryPart implements Part {
  readonly name = "image.iso.part";
  image = new Uint8Array(0);
  map: Uint8Array | undefined;
  /** What the disk would hold after a power cut now. */
  saved = new Uint8Array(0);
  /** Throws at this write, as a full disk does. */
  failsAt = Number.POSITIVE_INFINITY;
  #writes = 0;

  get bytes(): number {
    return this.image.length;
  }

  async setSize(bytes: number): Promise<void> {
    const image = new Uint8Array(bytes);
    image.set(this.image.subarray(0, bytes));
    this.image = image;
  }

  async read(position: number, into: Uint8Array): Promise<void> {
    into.fill(0);
    into.set(this.image.subarray(position, position + into.length));
  }

  async write(position: number, bytes: Uint8Array): Promise<void> {
    if (++this.#writes > this.failsAt) throw new Error("ENOSPC");
    this.image.set(bytes, position);
  }

  async save(map: Uint8Array): Promise<void> {
    this.saved = Uint8Array.from(this.image);
    this.map = map;
  }

  /** As the next run finds it after `kill -9`. */
  restart(): MemoryPart {
    const part = new MemoryPart();
    part.image = Uint8Array.from(this.saved);
    part.map = this.map;
    return part;
  }
}

export async function judgeOf(
  disc: Disc,
  platform: Platform,
  outside: { code?: string | undefined; notes?: readonly Uint8Array[] } = { code: disc.code },
): Promise<Judge> {
  const today = "2027-03-01";
  const { value: anchor } = await judgeAnchor({ builtIn: [], given: [disc.rootNote] }, today, platform.check);
  if (anchor === undefined) throw new Error("no anchor");
  const loose = sortLooseNotes(outside.notes ?? [], []);
  return { outside: { anchor, loose, today }, expected: { ...noExpectation, code: outside.code }, platform };
}

/** Sectors `from` to `from + count`. */
export const sectors = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

export const scratched = (image: Uint8Array, bad: readonly number[]): Medium => new ScratchedMedium(image, bad);
export const whole = (image: Uint8Array): Medium => new MemoryMedium(image, "drive");

export interface Outcome {
  readonly rescue: Rescue;
  readonly missing: number;
  readonly mended: Mended | undefined;
  /** Undefined: something is missing. */
  readonly report: Report | undefined;
}

/** The whole way of a program: look at all, take what is missing from each, have it judged, mend once, have it judged again. */
export async function rescueOf(
  disc: Disc,
  media: readonly Medium[],
  platform: Platform,
  part = new MemoryPart(),
): Promise<Outcome> {
  const judge = await judgeOf(disc, platform);
  const known: Known[] = [];
  for (const [i, medium] of media.entries()) known.push(await know({ name: `disc ${i + 1}`, medium }, judge));
  const map = part.map === undefined ? undefined : parseMap(part.map);
  const rescue = await Rescue.begin(judge, part, map, known);
  const pieces = [];
  for (const input of known) pieces.push(await rescue.admit(input));
  for (const [i, input] of known.entries()) {
    const piece = pieces[i];
    if (piece !== undefined) await rescue.join(input, piece, () => undefined);
  }
  const missing = bytesOf(rescue.missing) / 2048;
  if (missing > 0) return { rescue, missing, mended: undefined, report: undefined };
  const verify = () => verifyMedium(new MemoryMedium(part.image), disc, { notes: rescue.beside }, platform);
  const first = await verify();
  if (first.imageSha256 === disc.release.imageSha256) return { rescue, missing, mended: undefined, report: first };
  const mended = await rescue.mend(known);
  return { rescue, missing, mended, report: mended.isGood ? await verify() : first };
}
