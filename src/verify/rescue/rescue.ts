// One image out of several copies of one release, each of which can be read in part. docs/spec/rescue-map.md
// Nothing here says ECHT. What comes of it is a file like any other, and `verify` judges it from its start.

import type { Release } from "../../format/notes/release.ts";
import type { TrustedRelease } from "../../trust/seal.ts";
import { type Medium, ReadError } from "../proof/ports.ts";
import { VerifyError } from "../proof/verdict.ts";
import { RescueError } from "./error.ts";
import { fill, type Given, outsideSeal, type Part } from "./fill.ts";
import { demandSame, type Judge, type Known, know, pieceOf, type SealPiece } from "./input.ts";
import { encodeMap, inputLimit, type RescueMap } from "./map.ts";
import { type Mended, mend } from "./mend.ts";
import { chooseSeal, type SealChosen, saidBeside } from "./seals.ts";
import { common, merged, type Stretches, without } from "./stretches.ts";
import { inBoth, rescueTexts } from "./texts.ts";

export class Rescue {
  readonly trusted: TrustedRelease;
  readonly #judge: Judge;
  readonly #part: Part;
  /** Outside the seal's place. */
  #missing: Stretches;
  readonly #pieces: SealPiece[];
  #seal: SealChosen;
  readonly #given: Given[] = [];
  /** That gave something in earlier runs. */
  readonly #earlier: number;

  private constructor(judge: Judge, part: Part, trusted: TrustedRelease, missing: Stretches, earlier: Earlier) {
    this.#judge = judge;
    this.#part = part;
    this.trusted = trusted;
    this.#missing = missing;
    this.#pieces = earlier.pieces;
    this.#seal = chooseSeal(earlier.pieces);
    this.#earlier = earlier.inputs;
  }

  /**
   * `map`: of an earlier run with this part. `known`: the inputs that are there: one of them, or the part, says which release it is.
   * Rejects RescueError when they are not all of one release; then nothing was written.
   */
  static async begin(judge: Judge, part: Part, map: RescueMap | undefined, known: readonly Known[]): Promise<Rescue> {
    const own = map === undefined ? undefined : await knowPart(part, map, judge);
    const sealed = known.flatMap((input) =>
      input.sealed === undefined ? [] : [{ ...input.sealed, name: input.name }],
    );
    const trusted = sealed[0]?.trusted ?? own?.trusted;
    if (trusted === undefined)
      throw new RescueError("NO_RELEASE", inBoth(rescueTexts.noRelease, { name: known[0]?.name ?? part.name }));
    const isOtherWork =
      map !== undefined &&
      (map.release !== trusted.sha256 || (own !== undefined && own.trusted.sha256 !== trusted.sha256));
    if (isOtherWork) throw new RescueError("OTHER_RELEASE", inBoth(rescueTexts.otherWork, { name: part.name }));
    for (const input of sealed) demandSame(input.name, input.trusted, trusted);
    const { release } = trusted;
    const missing = map === undefined ? outsideSeal(release) : stillMissing(part, map, release);
    const earlier = { pieces: own === undefined ? [] : [own.piece], inputs: map?.inputs ?? 0 };
    const rescue = new Rescue(judge, part, trusted, missing, earlier);
    await rescue.save(); // before the part has a size: without a map it would be no rescue's, and a run that was killed here could not go on
    await part.setSize(release.imageSize);
    return rescue;
  }

  /** Whole sectors that no input gave yet, in bytes. */
  get missing(): Stretches {
    const { sealOffset } = this.trusted.release;
    return merged([
      ...this.#missing,
      ...this.#seal.gaps.map(({ from, to }) => ({ from: sealOffset + from, to: sealOffset + to })),
    ]);
  }

  /** The seal that stands in the part now. */
  get seal(): SealChosen {
    return this.#seal;
  }

  /** What each input gave in this run. */
  get given(): readonly Given[] {
    return this.#given;
  }

  /** How many inputs gave something, in all runs. */
  get inputs(): number {
    return Math.min(inputLimit, this.#earlier + this.#given.filter(({ taken }) => taken.length > 0).length);
  }

  /** Notes for `verify` beside the seal that was taken. */
  get beside(): Uint8Array[] {
    return saidBeside(this.#pieces, this.#seal);
  }

  /**
   * Whether this input may join, before a sector is taken of it. Rejects RescueError where not.
   */
  async admit(input: Known): Promise<SealPiece> {
    if (input.sealed !== undefined) demandSame(input.name, input.sealed.trusted, this.trusted);
    if (this.#given.length >= inputLimit)
      throw new RescueError("TOO_MANY", inBoth(rescueTexts.tooMany, { name: input.name }));
    return pieceOf(input, this.trusted, this.#judge);
  }

  /**
   * Takes from an input what is missing. `piece`: what `admit` gave. Rejects VerifyError FOUT where the medium is gone or became another
   * one: what it gave last is missing again. Whatever it rejects with, what came before is kept.
   */
  async join(input: Known, piece: SealPiece, onProgress: (done: number, total: number) => void): Promise<Given> {
    const before = this.missing;
    await this.#takeSeal(piece);
    const due = this.#missing;
    const at = this.#given.length;
    const note = () => {
      this.#given[at] = { name: input.name, taken: without(before, this.missing) };
    };
    note(); // counted from its first sector on: this run may be killed
    try {
      await fill(this.#part, input.opened, due, {
        onRead: (taken) => {
          this.#missing = without(this.#missing, taken);
          note();
        },
        onProgress,
        save: () => this.save(),
      });
      if (!(await input.medium.isUnchanged())) {
        this.#missing = due;
        throw new VerifyError("FOUT", inBoth(rescueTexts.changed, { name: input.name }));
      }
    } finally {
      note();
      await this.save();
    }
    return this.#given[at] as Given;
  }

  /**
   * Nothing is missing and the digest disagrees: an input lied, or its drive did. Looks for what is wrong in the inputs that are there, and
   * takes it from another. docs/spec/rescue-map.md, "When the digest disagrees"
   */
  async mend(inputs: readonly Known[]): Promise<Mended> {
    const mended = await mend(this.#part, this.trusted.release, inputs, this.#judge.platform);
    for (const one of mended.taken) this.#add(one);
    if (mended.isGood) await this.save();
    return mended;
  }

  /** To what an input of this name gave already, for it is one disc; of several in one drive it is the last. */
  #add({ name, taken }: Given): void {
    const at = this.#given.map((given) => given.name).lastIndexOf(name);
    const before = this.#given[at]?.taken ?? [];
    this.#given[at < 0 ? this.#given.length : at] = { name, taken: merged([...before, ...taken]) };
  }

  async #takeSeal(piece: SealPiece): Promise<void> {
    this.#pieces.push(piece);
    const { release } = this.trusted;
    this.#seal = chooseSeal(this.#pieces);
    await this.#part.write(release.sealOffset, this.#seal.bytes);
    await this.save();
  }

  /** What came until now. */
  save(): Promise<void> {
    return this.#part.save(encodeMap({ release: this.trusted.sha256, inputs: this.inputs, missing: this.missing }));
  }
}

interface Earlier {
  readonly pieces: SealPiece[];
  readonly inputs: number;
}

/** The part as an input of its own: its seal is judged again. Undefined: none, or none that is good; then it is missing. */
async function knowPart(part: Part, map: RescueMap, judge: Judge): Promise<Known["sealed"]> {
  try {
    return (await know({ name: part.name, medium: asMedium(part, map.missing) }, judge)).sealed;
  } catch (error) {
    if (error instanceof RescueError) return undefined;
    throw error;
  }
}

/** A medium that cannot be read where something is missing. */
function asMedium(part: Part, missing: Stretches): Medium {
  return {
    kind: "file",
    bytes: part.bytes,
    isUnchanged: async () => true,
    read: async (position, into) => {
      const end = Math.min(part.bytes, position + into.length);
      const piece = { from: position, to: Math.max(position, end) };
      if (common([piece], missing).length > 0) throw new ReadError("missing");
      const bytes = into.subarray(0, piece.to - position);
      await part.read(position, bytes);
      return bytes.length;
    },
  };
}

/** What the map says, and what a part that was cut off has lost. */
function stillMissing(part: Part, { missing }: RescueMap, release: Release): Stretches {
  return common(merged([...missing, { from: part.bytes, to: release.imageSize }]), outsideSeal(release));
}
