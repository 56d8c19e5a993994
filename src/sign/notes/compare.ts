// In words: from one release to the next.

import { encodeHashGroups, type Release, type TrustRoot } from "../../format/index.ts";
import { judgeQuorum, requirementsOf, type SignatureCheck } from "../../trust/index.ts";
import type { Language } from "../../words/language.ts";
import { SignError } from "../error.ts";
import { diffRoots } from "../root/root-diff.ts";
import { describeChanges } from "../root/root-words.ts";
import type { NoteFile } from "./merge.ts";
import { sayReview } from "./review-words.ts";
import { say, type Word } from "./words.ts";

export interface ReleasePair {
  /** Of the note to sign, for messages. */
  readonly path: string;
  readonly release: Release;
  readonly previousFile: NoteFile;
  readonly previous: Release;
  /** The roots that they are judged under, where they are at hand. */
  readonly rootBefore: TrustRoot | undefined;
  readonly rootNow: TrustRoot | undefined;
}

/** Throws SignError PREVIOUS, BAD_SIGNATURE. */
export async function compareReleases(pair: ReleasePair, language: Language, check: SignatureCheck): Promise<string[]> {
  const { path, release, previous } = pair;
  for (const field of ["product", "election", "role"] as const)
    if (release[field] !== previous[field])
      throw new SignError(
        "PREVIOUS",
        `${path}: expected the ${field} of the previous release, ${previous[field]}, found ${release[field]}: a sequence stays within product, election and role`,
      );
  if (release.sequence <= previous.sequence)
    throw new SignError(
      "PREVIOUS",
      `${path}: expected a number behind ${previous.sequence}, that of the previous release, found ${release.sequence}`,
    );
  const t = (word: Parameters<typeof sayReview>[0]) => sayReview(word, language);
  const follows = t(release.sequence === previous.sequence + 1 ? "directlyAfter" : "skips");
  return [
    `${t("comparedWith")}: ${previous.product} ${previous.version}, ${previous.date} (${await signersOf(pair, language, check)})`,
    `  ${say("sequence", language)}: ${release.sequence} ${follows} ${previous.sequence}`,
    ...fieldLines(previous, release, language),
    ...rootLines(pair, language),
  ];
}

/** Who signed the previous release: it is pinned by its digest either way. */
async function signersOf(
  { previousFile, previous, rootBefore }: ReleasePair,
  language: Language,
  check: SignatureCheck,
): Promise<string> {
  if (rootBefore === undefined) return sayReview("notJudged", language);
  const requirement = requirementsOf(previous).release;
  const quorum = await judgeQuorum(
    previousFile.note,
    rootBefore,
    requirement,
    "loose",
    new Set(rootBefore.revoked),
    check,
  );
  const [fault] = quorum.faults;
  if (fault !== undefined)
    throw new SignError(
      "BAD_SIGNATURE",
      `${previousFile.path}: the signature by ${fault.name} does not hold: get the previous release again`,
    );
  const names = quorum.signers.map((key) => key.vkey.name).join(", ") || say("none", language);
  return `${sayReview(quorum.isMet ? "signedEnough" : "signedTooFew", language)}: ${names}`;
}

/** The fields that a person chose; digests of image and manifests always differ. */
function fieldLines(before: Release, now: Release, language: Language): string[] {
  const kitOf = ({ kit }: Release) => (kit === undefined ? say("none", language) : `${kit.version} ${kit.sha256}`);
  const fields: [Word, (release: Release) => string][] = [
    ["version", (release) => release.version],
    ["purpose", (release) => say(release.purpose, language)],
    ["urgency", (release) => say(release.urgency, language)],
    ["medium", (release) => `${release.medium} ${release.volume}`],
    ["publisher", (release) => release.publisher],
    ["disc", (release) => `${release.disc} ${say("of", language)} ${release.manifests.length}`],
    ["imageSize", (release) => `${release.imageSize} ${say("bytes", language)}`],
    ["kit", kitOf],
    ["recipe", (release) => release.recipe],
    ["recallAtLeast", (release) => String(release.recallAtLeast)],
  ];
  const changed = fields.filter(([, value]) => value(before) !== value(now));
  return [
    ...changed.map(([word, value]) => `  ${say(word, language)}: ${value(before)} → ${value(now)}`),
    `  ${sayReview("fieldsSame", language)}`,
  ];
}

function rootLines({ release, previous, rootBefore, rootNow }: ReleasePair, language: Language): string[] {
  if (release.trustRoot === previous.trustRoot) return [`  ${sayReview("rootSame", language)}`];
  const head = `  ${sayReview("rootOther", language)}: ${encodeHashGroups(previous.trustRoot)} → ${encodeHashGroups(release.trustRoot)}`;
  if (rootBefore === undefined || rootNow === undefined) return [head, `  ${sayReview("rootUnknown", language)}`];
  return [head, ...describeChanges(diffRoots(rootBefore, rootNow), language).map((line) => `    ${line}`)];
}
