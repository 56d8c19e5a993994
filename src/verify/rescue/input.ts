// An input before a sector of it is taken: is it a copy of the release that is wanted? Judged by the rules of `verify`, on its own seal.
// The same release or nothing: disc 2 of a set, another version and another role are refused by name here.

import { sealSize } from "../../format/notes/release.ts";
import { parseSeal, type Seal, sealTypeLine } from "../../format/notes/seal.ts";
import { copyBytes, encodeUtf8, equalBytes } from "../../format/text/decode.ts";
import { FormatError, tryParse } from "../../format/text/error.ts";
import { IsoError, sectorBytes } from "../../iso9660/index.ts";
import { type Expectation, judgeExpectation } from "../../trust/expectation.ts";
import { judgeSeal, type Outside, type TrustedRelease } from "../../trust/seal.ts";
import { electionName, roleName } from "../../words/elections.ts";
import { purposeWords } from "../../words/glossary.ts";
import type { Text } from "../../words/language.ts";
import { codes } from "../proof/codes.ts";
import { locateSeal } from "../proof/locate-seal.ts";
import { type Medium, type Platform, ReadError } from "../proof/ports.ts";
import { answer, CarefulReader } from "../proof/read/careful.ts";
import type { Opened } from "../proof/read/pass.ts";
import { Prefix, tryVolume } from "../proof/read/prefix.ts";
import { refuses } from "../proof/report.ts";
import { RescueError } from "./error.ts";
import { common, type Stretches } from "./stretches.ts";
import { inBoth, rescueTexts } from "./texts.ts";

/** A drive or an image. */
export interface Input {
  /** As a person knows it: for messages. */
  readonly name: string;
  readonly medium: Medium;
}

/** What the seal of every input is judged by: what was given from outside, as `verify` gets it. */
export interface Judge {
  readonly outside: Outside;
  readonly expected: Expectation;
  readonly platform: Platform;
}

/** What of a seal's place could be read. */
export interface SealPiece {
  /** Of the input. */
  readonly name: string;
  /** `sealSize` of them, zeros in the gaps. */
  readonly bytes: Uint8Array;
  /** In bytes from the start of the place. */
  readonly gaps: Stretches;
}

/** An input that was looked at. */
export interface Known extends Input {
  /** Where the reading of it stands. What was read forward for its seal lies in `prefix`. */
  readonly opened: Opened;
  /** Undefined: its seal could not be found, or not read; then another input says which release it must be. */
  readonly sealed: { readonly piece: SealPiece; readonly trusted: TrustedRelease } | undefined;
}

/** Looks at the seal of an input. Rejects RescueError where it cannot join, and what the medium rejects with. */
export async function know(input: Input, judge: Judge): Promise<Known> {
  const { name, medium } = input;
  const reader = new CarefulReader();
  const prefix = new Prefix(medium, reader, judge.platform);
  const opened = { medium, reader, prefix };
  const volume = await tryVolume(prefix);
  const found = await locateSeal(medium, prefix, volume);
  if ("bytes" in found) {
    const piece = { name, bytes: found.bytes, gaps: [] };
    return { name, medium, opened, sealed: { piece, trusted: await demandTrusted(name, found.seal, judge) } };
  }
  if (found.code === "SEAL_SECTORS_UNREADABLE") {
    const piece = await pieceAt(input, Number(found.values.from) * sectorBytes);
    return { name, medium, opened, sealed: await judgePiece(piece, judge) };
  }
  const isScratched = reader.gaps.length > 0 || (volume instanceof IsoError && volume.cause instanceof ReadError);
  if (!isScratched && found.code === "NO_SEAL") throw new RescueError("NO_SEAL", inBoth(rescueTexts.noSeal, { name }));
  if (!isScratched) throw new RescueError("NOT_TRUSTED", inBoth(rescueTexts.notTrusted, { name }), found);
  return { name, medium, opened, sealed: undefined };
}

/** The place of a seal on a medium, as far as it can be read. `offset` in bytes. */
async function pieceAt({ name, medium }: Input, offset: number): Promise<SealPiece> {
  const bytes = new Uint8Array(sealSize);
  const reader = new CarefulReader();
  await answer(reader.read(offset, bytes), medium);
  return { name, bytes, gaps: reader.gaps.map(({ from, to }) => ({ from: from - offset, to: to - offset })) };
}

/**
 * Which release a damaged seal is of. Behind its notes a seal holds line feeds only, so where the gaps lie there, nothing of what was
 * signed is missing: filled with line feeds it parses. What is filled in so says which release it is, and is never written.
 */
async function judgePiece(piece: SealPiece, judge: Judge): Promise<Known["sealed"]> {
  const seal = sealOfPiece(piece);
  return seal === undefined ? undefined : { piece, trusted: await demandTrusted(piece.name, seal, judge) };
}

function sealOfPiece({ bytes, gaps }: SealPiece): Seal | undefined {
  const filled = copyBytes(bytes);
  for (const { from, to } of gaps) filled.fill(10, from, to);
  const seal = tryParse(() => parseSeal(filled));
  return seal instanceof FormatError ? undefined : seal;
}

/**
 * Steps 4 to 8 and 13 of docs/spec/verification.md. Rejects RescueError for whatever `verify` would say no to: OTHER_RELEASE where enough
 * officers signed it and it is not the disc that is due, which is no reason to distrust it; else NOT_TRUSTED.
 */
async function demandTrusted(name: string, seal: Seal, judge: Judge): Promise<TrustedRelease> {
  const { outside, expected, platform } = judge;
  const { steps, trusted } = await judgeSeal(seal, outside, platform.check);
  const reason = steps.flatMap(([, found]) => found).find(refuses);
  if (trusted === undefined || reason !== undefined) {
    const isForged = reason === undefined || codes[reason.code] === "NIET_ONDERTEKEND";
    throw new RescueError("NOT_TRUSTED", inBoth(rescueTexts[isForged ? "notTrusted" : "heldBack"], { name }), reason);
  }
  const unexpected = judgeExpectation(trusted, expected).find(refuses);
  if (unexpected === undefined) return trusted;
  const text = codes[unexpected.code] === "NIET_VERGELEKEN" ? rescueTexts.notCompared : rescueTexts.notDue;
  throw new RescueError("OTHER_RELEASE", inBoth(text, { name, found: releaseWords(trusted) }), unexpected);
}

/** Throws RescueError OTHER_RELEASE unless both texts of releases are the same. */
export function demandSame(name: string, found: TrustedRelease, wanted: TrustedRelease): void {
  if (found.sha256 === wanted.sha256) return;
  const values = { name, found: releaseWords(found), wanted: releaseWords(wanted) };
  throw new RescueError("OTHER_RELEASE", inBoth(rescueTexts.otherRelease, values));
}

function releaseWords({ release }: TrustedRelease): Text {
  const { product, version, sequence, disc, manifests, purpose } = release;
  const election = { nl: electionName(release.election, "nl"), en: electionName(release.election, "en") };
  const role = { nl: roleName(release.role, "nl"), en: roleName(release.role, "en") };
  const values = { product, version, sequence, disc, discs: manifests.length, election, role };
  return inBoth(rescueTexts.release, { ...values, purpose: purposeWords[purpose] });
}

const firstLine = encodeUtf8(`${sealTypeLine}\n`);

/**
 * What can be read of an input's seal, now that its place is known from another. Rejects RescueError where what stands there is no seal,
 * or one of another release.
 */
export async function pieceOf(input: Known, wanted: TrustedRelease, judge: Judge): Promise<SealPiece> {
  if (input.sealed !== undefined) return input.sealed.piece;
  const { name } = input;
  const piece = await pieceAt(input, wanted.release.sealOffset);
  const own = await judgePiece(piece, judge);
  if (own !== undefined) demandSame(name, own.trusted, wanted);
  const isStartRead = common(piece.gaps, [{ from: 0, to: firstLine.length }]).length === 0;
  const isSeal = equalBytes(piece.bytes.subarray(0, firstLine.length), firstLine);
  if (own === undefined && (piece.gaps.length === 0 || (isStartRead && !isSeal)))
    throw new RescueError("NO_SEAL", inBoth(rescueTexts.noSeal, { name }));
  return piece;
}
