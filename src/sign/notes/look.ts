// The one text that whoever signs reads before her passphrase is asked, at her desk and in a ceremony: what it is, what is new
// or gone, every field, who rebuilt it, and whether her signature counts. Below it the program puts the digest to type from.

import type { Note, Recall, Release, TrustRoot, VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { urgencyWords } from "../../words/glossary.ts";
import type { Language } from "../../words/language.ts";
import { softwareOf } from "../recall/entries.ts";
import type { Evidence } from "./at-hand.ts";
import { describeSigner, describeWhoCounts } from "./counts-words.ts";
import { describeNote } from "./describe.ts";
import type { NoteFile } from "./merge.ts";
import { type ReviewPage, reviewNotes } from "./review.ts";
import type { ReviewStyle } from "./review-words.ts";
import { readStatement, type Statement } from "./statement.ts";
import { findWhoCounts } from "./who-counts.ts";
import { say } from "./words.ts";

/** Who reads: an officer with her key; or whoever asks for signatures, and wants to know who can give them. */
export type Reader = { readonly vkey: VKey } | "asker" | "unknown-key";

/**
 * Lines for each note, in the order of `notes`. Throws what reviewNotes throws, and SignError TRUST_ROOT where a root at hand
 * is none.
 */
export async function lookAt(
  notes: readonly NoteFile[],
  evidence: Evidence,
  reader: Reader,
  style: ReviewStyle,
  check: SignatureCheck,
): Promise<string[][]> {
  const pages = await reviewNotes(notes, evidence, style, check);
  const looks: string[][] = [];
  for (const [i, { note }] of notes.entries()) {
    const review = pages[i] ?? { changes: [], rebuilds: [] };
    looks.push(lookOf(note, review, await whoseCounts(note, evidence, reader, style.language, check), style.language));
  }
  return looks;
}

function lookOf(note: Note, { changes, rebuilds }: ReviewPage, who: readonly string[], language: Language): string[] {
  const parts = [changes, [say("allFields", language), ...describeNote(note, language)], rebuilds, who].filter(
    (lines) => lines.length > 0,
  );
  return [...headOf(readStatement(note.text), language), ...parts.flatMap((lines) => ["", ...lines])];
}

/** Whether her signature counts, and under which root; none of it can be said of a key that is still locked away. */
export async function whoseCounts(
  note: Note,
  evidence: Evidence,
  reader: Reader,
  language: Language,
  check: SignatureCheck,
): Promise<string[]> {
  if (reader === "unknown-key") return [];
  const who = await findWhoCounts(note, evidence, check);
  if (reader === "asker") return describeWhoCounts(who, note, language);
  return [`${say("withKey", language)}: ${reader.vkey.name}`, ...describeSigner(who, reader.vkey, language)].map(
    (line) => `  ${line}`,
  );
}

/** What it is, in a title and lines of the house's words; of capitals only what is out of the ordinary. */
function headOf(statement: Statement, language: Language): string[] {
  const title = (word: Parameters<typeof say>[0], lines: readonly string[]) => [
    say(word, language),
    ...lines.map((line) => `  ${line}`),
  ];
  switch (statement.type) {
    case "release":
      return title("release", releaseHead(statement.release, language));
    case "trust-root":
      return title("root", rootHead(statement.root, language));
    case "recall":
      return title("recall", recallHead(statement.recall, language));
    case "rebuild":
      return title("rebuild", [say(statement.rebuild.differs === undefined ? "agrees" : "differs", language)]);
    case "minutes":
      return title("minutes", [`${statement.minutes.ceremony}, ${say(statement.minutes.purpose, language)}`]);
  }
}

function releaseHead(release: Release, language: Language): string[] {
  const { urgency, purpose } = release;
  const word = urgency === "emergency" ? say("emergency", language) : urgencyWords.normal[language];
  return [
    ...softwareOf(release, language),
    `${word}, ${say(purpose, language)}`,
    ...(purpose === "final" ? [] : [say("notFinal", language)]),
  ];
}

function rootHead({ version, purpose, validFrom, validUntil }: TrustRoot, language: Language): string[] {
  const valid = `${say("valid", language).toLowerCase()} ${validFrom} ${say("until", language)} ${validUntil}`;
  return [
    `${say("version", language).toLowerCase()} ${version}, ${say(purpose, language)}, ${valid}`,
    ...(purpose === "final" ? [] : [say("notFinal", language)]),
  ];
}

function recallHead({ recalled, date }: Recall, language: Language): string[] {
  return [`${say("number", language)} ${recalled.length}, ${date}`];
}
