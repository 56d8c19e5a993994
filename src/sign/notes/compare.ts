// In words: from one release to the next.

import {
  diffReleases,
  encodeHashGroups,
  type Release,
  type ReleaseChange,
  type Requirement,
  type TrustRoot,
} from "../../format/index.ts";
import { judgeQuorum, requirementsOf, type SignatureCheck } from "../../trust/index.ts";
import { releaseWords } from "../../words/glossary.ts";
import { fill, type Language } from "../../words/language.ts";
import { SignError } from "../error.ts";
import { diffRoots } from "../root/root-diff.ts";
import { describeChanges } from "../root/root-words.ts";
import { releaseFieldInWords } from "./field-words.ts";
import type { NoteFile } from "./merge.ts";
import { sayReview } from "./review-words.ts";
import { say } from "./words.ts";

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
  const { product, version, sequence } = previous;
  for (const field of ["product", "election", "role"] as const)
    if (release[field] !== previous[field])
      throw new SignError(
        "PREVIOUS",
        `${path}: expected the ${field} of the previous release, ${previous[field]}, found ${release[field]}: a sequence stays within product, election and role`,
      );
  if (release.sequence <= previous.sequence)
    throw new SignError("PREVIOUS", {
      nl: `${path}: verwacht een nummer na ${previous.sequence}, dat van de vorige versie, gevonden ${release.sequence}`,
      en: `${path}: expected a number behind ${previous.sequence}, that of the previous release, found ${release.sequence}`,
    });
  const t = (word: Parameters<typeof sayReview>[0]) => sayReview(word, language);
  const follows = t(release.sequence === previous.sequence + 1 ? "directlyAfter" : "skips");
  return [
    `${t("comparedWith")}: ${fill(releaseWords.version[language], { product, version, sequence })}, ${previous.date} (${await signersOfPrevious(pair, language, check)})`,
    `  ${say("sequence", language)}: ${release.sequence} ${follows} ${previous.sequence}`,
    ...fieldLines(previous, release, language),
    ...rootLines(pair, language),
  ];
}

async function signersOfPrevious(
  { previousFile, previous, rootBefore }: ReleasePair,
  language: Language,
  check: SignatureCheck,
) {
  if (rootBefore === undefined) return sayReview("notJudged", language);
  return (await describeSigners(previousFile, requirementsOf(previous).release, rootBefore, language, check)).text;
}

/** Who signed a note, in words. */
export interface Signers {
  readonly text: string;
  readonly isEnough: boolean;
}

/**
 * In capitals that too few signed, or that nobody can say: where the root that says it is not at hand (`root` undefined).
 * Throws SignError BAD_SIGNATURE.
 */
export async function describeSigners(
  { note, path }: NoteFile,
  requirement: Requirement,
  root: TrustRoot | undefined,
  language: Language,
  check: SignatureCheck,
): Promise<Signers> {
  if (root === undefined) return { text: sayReview("unjudged", language), isEnough: false };
  const quorum = await judgeQuorum(note, root, requirement, "loose", new Set(root.revoked), check);
  const [fault] = quorum.faults;
  if (fault !== undefined)
    throw new SignError("BAD_SIGNATURE", {
      nl: `${path}: de handtekening van ${fault.name} klopt niet: vraag het bestand opnieuw`,
      en: `${path}: the signature by ${fault.name} does not hold: get it again`,
    });
  const names = quorum.signers.map((key) => key.vkey.name).join(", ") || say("none", language);
  const text = `${sayReview(quorum.isMet ? "signedEnough" : "signedTooFew", language)}: ${names}`;
  return { text, isEnough: quorum.isMet };
}

/** Told in lines of their own: whether the number follows, and what changed in the trust root. */
const toldApart: readonly string[] = ["sequence", "trustRoot"] satisfies (keyof Release)[];
/** Different in any two releases, and whole among all fields below: that they differ is all that a person can use. */
const bareDigests: readonly string[] = ["manifests", "imageSha256", "previous"] satisfies (keyof Release)[];

/** Every field that changed; what is not named is the same. */
function fieldLines(before: Release, now: Release, language: Language): string[] {
  const changes = diffReleases(before, now).filter(({ field }) => !toldApart.includes(field));
  return [...changes.map((change) => changeLine(change, language)), `  ${sayReview("fieldsSame", language)}`];
}

function changeLine({ field, before, after }: ReleaseChange, language: Language): string {
  const { label } = releaseFieldInWords(field, after ?? before ?? "", language);
  if (bareDigests.includes(field) && before !== undefined && after !== undefined)
    return `  ${label}: ${sayReview("otherDigest", language)}`;
  const shown = (text: string | undefined) =>
    text === undefined ? say("none", language) : releaseFieldInWords(field, text, language).value;
  return `  ${label}: ${shown(before)} → ${shown(after)}`;
}

function rootLines({ release, previous, rootBefore, rootNow }: ReleasePair, language: Language): string[] {
  if (release.trustRoot === previous.trustRoot) return [`  ${sayReview("rootSame", language)}`];
  const head = `  ${sayReview("rootOther", language)}: ${encodeHashGroups(previous.trustRoot)} → ${encodeHashGroups(release.trustRoot)}`;
  if (rootBefore === undefined || rootNow === undefined) return [head, `  ${sayReview("rootUnknown", language)}`];
  return [head, ...describeChanges(diffRoots(rootBefore, rootNow), language).map((line) => `    ${line}`)];
}
