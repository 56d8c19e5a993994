// Which seal the new image gets. Copies of one release may be sealed differently: a later recall list, more rebuilds, a newer proof.
// So a seal is taken whole from one input and never mixed.

import { encodeNote } from "../../format/notes/note.ts";
import { parseRebuild } from "../../format/notes/rebuild.ts";
import { parseRecall } from "../../format/notes/recall.ts";
import { sealSize } from "../../format/notes/release.ts";
import { parseSeal, type Seal } from "../../format/notes/seal.ts";
import { compareBytes } from "../../format/text/decode.ts";
import { FormatError, tryParse } from "../../format/text/error.ts";
import type { SealPiece } from "./input.ts";
import { common, rest, type Stretches } from "./stretches.ts";

/** Of all that could be read of seals. */
export interface SealChosen {
  /** `sealSize` of them; zeros in the gaps. */
  readonly bytes: Uint8Array;
  /** None: it is whole, and parses. */
  readonly gaps: Stretches;
  /** Of the inputs that it is from: one where it was taken whole. */
  readonly names: readonly string[];
  /** Why no whole one could be joined though every sector of it was read somewhere. `differ`: pieces of different seals. */
  readonly fault?: "differ" | "no-seal";
}

/** The whole one that says most; else what several pieces of one seal come to. `pieces`: at least one. */
export function chooseSeal(pieces: readonly SealPiece[]): SealChosen {
  const whole = pieces.filter(({ gaps }) => gaps.length === 0).flatMap((piece) => withSeal(piece));
  whole.sort((a, b) => compareNumbers(ranks(b.seal), ranks(a.seal)) || compareBytes(a.piece.bytes, b.piece.bytes));
  const [best] = whole;
  if (best !== undefined) return { bytes: best.piece.bytes, gaps: [], names: [best.piece.name] };
  return joined(pieces);
}

function withSeal(piece: SealPiece): { readonly piece: SealPiece; readonly seal: Seal }[] {
  const seal = tryParse(() => parseSeal(piece.bytes));
  return seal instanceof FormatError ? [] : [{ piece, seal }];
}

/** Most roots, then the highest recall number, then most notes. */
function ranks({ trustRoots, recall, rebuilds, logProof }: Seal): number[] {
  const list = recall === undefined ? undefined : tryParse(() => parseRecall(recall.text));
  const number = list === undefined || list instanceof FormatError ? 0 : list.recalled.length;
  return [trustRoots.length, number, rebuilds.length + (logProof === undefined ? 0 : 1)];
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Joined only of pieces that agree wherever two of them could be read, and only to what parses. */
function joined(pieces: readonly SealPiece[]): SealChosen {
  const bytes = new Uint8Array(sealSize);
  let gaps: Stretches = [{ from: 0, to: sealSize }];
  const names: string[] = [];
  for (const piece of pieces) {
    const read = rest(piece.gaps, sealSize);
    const isRead = common(read, rest(gaps, sealSize)); // by this one and by one before
    for (const { from, to } of isRead)
      for (let at = from; at < to; at++)
        if (bytes[at] !== piece.bytes[at]) return { ...alone(pieces), fault: "differ" };
    const added = common(read, gaps);
    for (const { from, to } of added) bytes.set(piece.bytes.subarray(from, to), from);
    if (added.length > 0) names.push(piece.name);
    gaps = common(gaps, piece.gaps);
  }
  if (gaps.length > 0) return { bytes, gaps, names };
  const seal = tryParse(() => parseSeal(bytes));
  return seal instanceof FormatError ? { ...alone(pieces), fault: "no-seal" } : { bytes, gaps, names };
}

/** The first that is not whole as it is: a later input may have a seal whole, and then none of this counts. */
function alone(pieces: readonly SealPiece[]): SealChosen {
  const first = pieces.find(({ gaps }) => gaps.length > 0) ?? pieces[0];
  const everything = [{ from: 0, to: sealSize }];
  if (first === undefined) return { bytes: new Uint8Array(sealSize), gaps: everything, names: [] };
  return { bytes: first.bytes, gaps: first.gaps.length > 0 ? first.gaps : everything, names: [first.name] };
}

/**
 * What seals that were not taken say against the release: their recall lists, and statements that it differs. `verify` gets them beside
 * the seal that was taken, for leaving out an input may never turn a no into a yes.
 */
export function saidBeside(pieces: readonly SealPiece[], taken: SealChosen): Uint8Array[] {
  const others = pieces.flatMap((piece) => (compareBytes(piece.bytes, taken.bytes) === 0 ? [] : withSeal(piece)));
  return others.flatMap(({ seal }) => {
    const dissent = seal.rebuilds.filter(({ text }) => {
      const rebuild = tryParse(() => parseRebuild(text));
      return !(rebuild instanceof FormatError) && rebuild.differs !== undefined;
    });
    return [...(seal.recall === undefined ? [] : [seal.recall]), ...dissent].map(encodeNote);
  });
}
