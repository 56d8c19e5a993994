// The end of a review: the answer is told, and the notes are written, signed where there is a key.

import { join } from "node:path";
import { print, printError } from "../../files/print.ts";
import { quote, shellPath, shown } from "../../format/index.ts";
import { describeNote } from "../../sign/index.ts";
import { fill, type Language } from "../../words/language.ts";
import type { ReviewBundle } from "./bundle.ts";
import { reviewInJson } from "./json.ts";
import { placeOf, writeNotes } from "./notes-folder.ts";
import { type Review, type Statement, statementsOf } from "./outcome.ts";
import { type demandKey, type MaybeKey, signStatements } from "./sign-notes.ts";
import { reviewTexts } from "./texts.ts";

export interface Desk {
  readonly bundle: ReviewBundle;
  /** Her public half, where it lies beside the key. */
  readonly known: Awaited<ReturnType<typeof demandKey>>;
  /** Where they go. */
  readonly notes: string;
  readonly options: MaybeKey & { readonly json?: true };
  readonly language: Language;
  /** The answer, in lines. */
  readonly shown: () => string;
}

/** What was found is never lost because of a key that does not open, or a person who stops. Throws what made it stop. */
export async function finish(found: Review, desk: Desk): Promise<void> {
  const { notes, options, language, shown } = desk;
  const statements = await statementsOf(found);
  if (options.key !== undefined) return finishSigned(found, statements, options.key, desk);
  const written = writeNotes(notes, statements, undefined);
  if (options.json === true) print(`${JSON.stringify(reviewInJson(found, written, undefined))}\n`);
  else print(`${shown()}${statementLines(statements, written, language)}${nextLines(found, written, language)}`);
}

async function finishSigned(found: Review, statements: readonly Statement[], key: string, desk: Desk): Promise<void> {
  const { options, language, shown } = desk;
  const isJson = options.json === true;
  if (!isJson) print(shown());
  const { written, by } = await writeSigned(found, statements, key, desk);
  if (isJson) print(`${JSON.stringify(reviewInJson(found, written, by))}\n`);
  else print(sentLines(found, written, language));
}

async function writeSigned(
  found: Review,
  statements: readonly Statement[],
  key: string,
  { bundle, known, notes, options, language }: Desk,
): Promise<{ readonly written: readonly string[]; readonly by: string }> {
  try {
    const files = statements.map((one) => ({ path: join(notes, placeOf(one, known?.name)), note: one.note }));
    const say = options.json === true ? printError : print;
    const signed = await signStatements(statements, files, {
      bundle,
      known,
      options: { ...options, key },
      language,
      say,
    });
    return { written: writeNotes(notes, signed.statements, signed.by), by: signed.by };
  } catch (error) {
    const written = writeNotes(notes, statements, undefined);
    printError(`zegel: ${reviewTexts.notSigned[language]}:\n${nextLines(found, written, language)}`);
    throw error;
  }
}

/** Every field of what she is asked to sign. */
function statementLines(statements: readonly Statement[], written: readonly string[], language: Language): string {
  return statements
    .map(({ note }, i) => {
      const head = `${reviewTexts.statement[language]} (${quote(written[i] ?? "")}):`;
      return `${[head, ...describeNote(note, language)].join("\n")}\n\n`;
    })
    .join("");
}

function nextLines(found: Review, written: readonly string[], language: Language): string {
  const paths = written.map(shellPath).join(" ");
  return [
    ...writtenLines(written, reviewTexts.unsigned[language], language),
    `${reviewTexts.next[language]}: zegel sign ${paths} --key ${reviewTexts.key[language]}`,
    `  ${reviewTexts.nextSend[language]}`,
    ...dissentLines(found, language),
    "",
  ].join("\n");
}

function sentLines(found: Review, written: readonly string[], language: Language): string {
  const [first = ""] = written;
  return [
    ...writtenLines(written, "", language),
    `${reviewTexts.next[language]}: ${fill(reviewTexts.send[language], { folder: written.length === 1 ? first : join(first, "..") })}`,
    `  ${reviewTexts.publish[language]}`,
    ...dissentLines(found, language),
    "",
  ].join("\n");
}

function writtenLines(written: readonly string[], more: string, language: Language): string[] {
  const behind = more === "" ? "" : ` (${more})`;
  return written.map((path) => `${reviewTexts.note[language]}: ${shown`${path}`}${behind}`);
}

function dissentLines({ discs, kit }: Review, language: Language): string[] {
  const isDifferent = discs.some(({ differs }) => differs !== undefined) || kit?.again?.differs !== undefined;
  return isDifferent ? [reviewTexts.dissent[language]] : [];
}
