// zegel ceremony result: what a ceremony was held for, judged once more from the files as they lie there.

import type { Command } from "commander";
import { encodeHashGroups, encodeRecallCode, encodeZegelcode, quote, textDigest } from "../../format/index.ts";
import {
  isEnough,
  type Judgement,
  judgeJoined,
  type Language,
  type NoteFile,
  readStatement,
  softwareOf,
} from "../../sign/index.ts";
import { bold } from "../../verify/program/terminal.ts";
import { noWords } from "../../words/glossary.ts";
import { fill, type Text, uncut } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { numberedGroups } from "../notes/confirm.ts";
import { readNote } from "../notes/note-file.ts";
import { refusalOf } from "./texts.ts";

export function addResult(ceremony: Command): void {
  ceremony
    .command("result")
    .description("judge signed releases or recall lists: enough signatures, digest and groups, zegelcode")
    .argument("<note...>", "signed releases or recall lists, as zegel merge wrote them")
    .requiredOption("--root <note>", "the trust root to judge the signatures by")
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExit codes: 0 enough have signed each note; 3 not yet; 1 a signature that does not hold.\n",
    )
    .addHelpText("after", "\nExample:\n  zegel ceremony result release.signed.note --root root-1.note\n")
    .action(showResult);
}

interface Result {
  readonly file: NoteFile;
  readonly judgement: Judgement;
  readonly isDone: boolean;
}

interface ResultOptions {
  readonly root: string;
  readonly json?: true;
  readonly lang?: Language;
}

const texts = {
  enough: { nl: "GENOEG HANDTEKENINGEN", en: "ENOUGH SIGNATURES" },
  tooFew: { nl: "NOG NIET GENOEG HANDTEKENINGEN", en: "NOT ENOUGH SIGNATURES YET" },
  signed: { nl: "{count} geldige, {needed} nodig: {names}", en: "{count} valid, {needed} needed: {names}" },
  missing: { nl: "nog niet ondertekend door: {names}", en: "not signed yet by: {names}" },
  text: { nl: "SHA-256 van de tekst:", en: "SHA-256 of the text:" },
  code: { nl: "Zegelcode: {code}", en: "Zegelcode: {code}" },
  recall: { nl: "Intreklijst nummer {number} van {date}", en: "Recall list number {number} of {date}" },
  recallCode: { nl: "Intrekkingscode {number}: {code}", en: "Recall code {number}: {code}" },
} as const satisfies Record<string, Text>;

async function showResult(paths: readonly string[], options: ResultOptions): Promise<void> {
  const language = languageOf(options);
  const rootFile = await readNote(options.root);
  const results: Result[] = [];
  for (const path of paths) {
    const file = await readNote(path);
    const { type } = readStatement(file.note.text);
    if (type !== "release" && type !== "recall") throw refusalOf("noResult", { path: quote(path), found: type });
    const { judgement } = await judgeJoined([file], rootFile, signatureCheck);
    if (judgement === undefined) throw new Error("a root was given to judge by");
    results.push({ file, judgement, isDone: isEnough(judgement) });
  }
  printResult(
    options.json,
    () => ({ notes: results.map(inJson) }),
    () => `${results.map((result) => inWords(result, language).join("\n")).join("\n\n")}\n`,
  );
  process.exitCode = results.every(({ isDone }) => isDone) ? 0 : exitIncomplete;
}

function inWords({ file, judgement, isDone }: Result, language: Language): string[] {
  const say = (text: keyof typeof texts, values: Readonly<Record<string, string | number>> = {}) =>
    fill(texts[text][language], values, uncut);
  const { quorum, missing } = judgement;
  const names = (keys: Judgement["missing"]) => keys.map((key) => key.vkey.name).join(", ") || noWords.nobody[language];
  const signed = { count: quorum.signers.length, needed: quorum.threshold, names: names(quorum.signers) };
  const digest = textDigest(file.note.text);
  return [
    bold(`${say(isDone ? "enough" : "tooFew")}: ${quote(file.path)}`),
    ...aboutLines(file, language, say),
    say("signed", signed),
    ...(isDone ? [] : [say("missing", { names: names(missing) })]),
    say("text"),
    `  ${encodeHashGroups(digest)}`,
    ...numberedGroups(digest),
  ];
}

/** Which software, or which list; and the codes that stand in a letter. */
function aboutLines(
  { note }: NoteFile,
  language: Language,
  say: (text: keyof typeof texts, values: Readonly<Record<string, string | number>>) => string,
): string[] {
  const statement = readStatement(note.text);
  if (statement.type === "release")
    return [...softwareOf(statement.release, language), say("code", { code: encodeZegelcode(textDigest(note.text)) })];
  if (statement.type !== "recall") return [];
  const { recalled, date } = statement.recall;
  const codes = recalled.map(({ imageSha256 }, i) =>
    say("recallCode", { number: i + 1, code: encodeRecallCode(i + 1, imageSha256) }),
  );
  return [say("recall", { number: recalled.length, date }), ...codes];
}

function inJson({ file, judgement, isDone }: Result) {
  const { quorum, missing } = judgement;
  return {
    file: file.path,
    textSha256: textDigest(file.note.text),
    threshold: quorum.threshold,
    signers: quorum.signers.map((key) => key.vkey.name),
    missing: missing.map((key) => key.vkey.name),
    isComplete: isDone,
  };
}
