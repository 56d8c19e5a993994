// The entries of a recall list for whoever is about to sign it: which software each image holds, and which entries are new.
// An image is 64 digits: without its release nobody could see what she recalls.

import { parseRecall, type Recall, type Recalled, type Release } from "../../format/index.ts";
import { electionName, roleName } from "../../words/elections.ts";
import { releaseWords } from "../../words/glossary.ts";
import { fill, type Language, uncut, visible } from "../../words/language.ts";
import { SignError } from "../error.ts";
import type { Signers } from "../notes/compare.ts";
import type { NoteFile } from "../notes/merge.ts";
import { sayReview } from "../notes/review-words.ts";

/** A release whose image an entry names. */
export interface RecalledRelease {
  readonly release: Release;
  readonly signers: Signers;
}

/**
 * The longest of the lists before that are at hand; undefined: there is none. `recall` must hold each of them whole and in
 * place. Throws SignError PREVIOUS, FormatError.
 */
export function findRecallBefore(
  path: string,
  recall: Recall,
  lists: readonly NoteFile[],
): { readonly file: NoteFile; readonly recall: Recall } | undefined {
  const found = lists.map((file) => ({ file, recall: parseRecall(file.note.text) }));
  for (const { file, recall: before } of found) {
    const at = before.recalled.findIndex((entry, i) => !isSame(entry, recall.recalled[i]));
    if (at >= 0)
      throw new SignError("PREVIOUS", {
        nl: `${path}: verwacht alle ${before.recalled.length} regels van ${file.path}, gevonden een andere nummer ${at + 1} of geen: een intreklijst houdt wat ingetrokken is; onderteken niet voordat dat duidelijk is`,
        en: `${path}: expected all ${before.recalled.length} entries of ${file.path}, found another number ${at + 1} or none: a recall list keeps what it recalled; do not sign before that is clear`,
      });
  }
  return found.toSorted((a, b) => b.recall.recalled.length - a.recall.recalled.length)[0];
}

function isSame(a: Recalled, b: Recalled | undefined): boolean {
  return a.imageSha256 === b?.imageSha256 && a.date === b.date && a.reason === b.reason;
}

/** Lines: how the list stands to the one before, then each entry. `before` undefined: it is not at hand. */
export function describeEntries(
  { recalled }: Recall,
  before: { readonly recall: Recall; readonly signers: Signers } | undefined,
  releases: readonly RecalledRelease[],
  language: Language,
): string[] {
  const count = before?.recall.recalled.length ?? 0;
  const lines =
    before === undefined
      ? [sayReview("firstRecall", language)]
      : [
          fill(
            sayReview("recallAfter", language),
            { count, date: before.recall.date, signers: before.signers.text },
            uncut,
          ),
          ...(count === recalled.length ? [sayReview("nothingNew", language)] : []),
        ];
  for (const [i, { imageSha256, date, reason }] of recalled.entries()) {
    const mark = before === undefined || i < count ? "" : ` ${sayReview("isNew", language)}`;
    const named = releases.filter(({ release }) => release.imageSha256 === imageSha256);
    lines.push(`  ${i + 1}:${mark} ${date}, ${visible(reason)}`);
    lines.push(
      ...named.map(({ release, signers }) => `     ${softwareOf(release, language).join(", ")} (${signers.text})`),
    );
    // What a signed list before holds is recalled already, whoever signs this one; one that nobody signed could hold anything.
    const isOld = i < count && before?.signers.isEnough === true;
    if (named.length === 0) lines.push(`     ${sayReview(isOld ? "unexplainedOld" : "unexplained", language)}`);
  }
  return lines;
}

/** Two lines: which software on which disc, and for which election and whom. */
export function softwareOf(release: Release, language: Language): [string, string] {
  const { product, version, sequence, disc, manifests, election, role } = release;
  const software = fill(releaseWords.version[language], { product, version, sequence });
  const ofSet = fill(releaseWords.disc[language], { disc, discs: manifests.length });
  return [`${software}, ${ofSet}`, `${electionName(election, language)}, ${roleName(role, language)}`];
}
