// zegel letter: what goes to a municipality on paper, beside the disc. docs/spec/letter.md

import { type Command, Option } from "commander";
import { measureKit } from "../../build-iso/index.ts";
import {
  judgeRecallToSend,
  judgeSet,
  type LetterTexts,
  parseTexts,
  type ReleasedSet,
  renderLabels,
  renderLetter,
  renderRecallLetter,
  renderStaatscourant,
  textsLimit,
} from "../../distribute/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { digestFile } from "../../files/digest.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { type Bilingual, encodeRecallCode, encodeUtf8, type Purpose, spellOut } from "../../format/index.ts";
import type { NoteFile } from "../../sign/index.ts";
import { contactWarning } from "../../trust/contact.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { purposeWords } from "../../words/glossary.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption, paperLanguageOption, printRemark } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";

/** Characters of a remark: it may name eight signature lines. */
const remarkLimit = 2000;

export function addLetter(program: Command): void {
  program
    .command("letter")
    .description("write the letter that goes with a set of discs, apart from them; or the letter about a recall")
    .argument("[release...]", "the signed release notes of all discs of a set; none: the letter about --recall")
    .addOption(many("--root <note>", "trust roots, version 1 to the newest (repeat)").makeOptionMandatory())
    .option("--kit <kit>", "the kit on the discs, a folder or a tar: the letter names the digests of its programs")
    .requiredOption("--texts <json>", "what no note knows: days, hours, numbers (docs/spec/letter.md)")
    .option("--recall <note>", "the newest recall list: none of the discs may be on it")
    .addOption(many("--recalled <note>", "release notes that name what the list recalls, without a release (repeat)"))
    .addOption(outOption("-o, --out <file>"))
    .option("--large", "in letters of 18 points, on more sheets")
    .option("--without-proof", "the letter says that the public log's proof comes after the discs")
    .addOption(paperLanguageOption())
    .addOption(languageOption())
    .addOption(new Option("--staatscourant", "instead: the text for the Staatscourant").conflicts(["label", "large"]))
    .option("--telcontrole <exe>", "telcontrole.exe, whose digest stands in the text for the Staatscourant")
    .addOption(new Option("--label", "instead: the text of the discs' labels").conflicts("large"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel letter release.note --root root-1.note --kit kit-1.0.tar --texts brief.json -o brief.html\n" +
        "  zegel letter --recall recall-2.note --root root-1.note --texts brief.json -o intrekking.html\n",
    )
    .action(writeLetter);
}

interface Options {
  readonly root: readonly string[];
  readonly kit?: string;
  readonly texts: string;
  readonly recall?: string | undefined;
  readonly recalled: readonly string[];
  readonly out: string;
  readonly large?: true;
  readonly withoutProof?: true | undefined;
  readonly paperLang?: Language;
  readonly lang?: Language;
  readonly staatscourant?: true;
  readonly telcontrole?: string;
  readonly label?: true;
}

const texts = {
  needsRoot: {
    nl: "geef --root: daarmee worden de teksten beoordeeld",
    en: "give --root: the notes are judged under it",
  },
  whatLetter: {
    nl: "geef de teksten van de schijven, of --recall voor de brief over een intrekking",
    en: "give the release notes of the discs, or --recall for the letter about a recall",
  },
  notOfRecall: {
    nl: "--kit, --staatscourant en --label horen bij een versie: de brief over een intrekking heeft ze niet",
    en: "--kit, --staatscourant and --label belong to releases: the letter about a recall has none",
  },
  needsKit: {
    nl: "geef --kit: de brief noemt de hashcodes van de programma's op de schijven",
    en: "give --kit: the letter names the digests of the programs on the discs",
  },
  needsStaatscourant: {
    nl: "--telcontrole hoort bij --staatscourant: de brief noemt het programma niet",
    en: "--telcontrole belongs to --staatscourant: the letter does not name the program",
  },
  proofOfLetter: {
    nl: "--without-proof hoort bij de brief van een versie: laat het hier weg",
    en: "--without-proof belongs to the letter of a release: leave it out here",
  },
  notOfRelease: {
    nl: "--recalled noemt waarover een intrekbrief gaat: laat het weg bij een versie",
    en: "--recalled names what a recall letter is about: leave it out where there are releases",
  },
  list: { nl: "intreklijst:  nummer {number} van {date}", en: "recall list:  number {number} of {date}" },
  release: {
    nl: "versie:       {product} {version}, {election}, {role}, nummer {sequence}, {kind}",
    en: "release:      {product} {version}, {election}, {role}, number {sequence}, {kind}",
  },
  emergency: { nl: "noodversie", en: "emergency" },
  disc: { nl: "schijf {disc} van {discs}:", en: "disc {disc} of {discs}:" },
  written: { nl: "geschreven:   {path}", en: "written:      {path}" },
  next: {
    nl: "hierna:       druk af met een browser op A4, aan twee kanten",
    en: "next:         print it by a browser on A4, on both sides",
  },
} as const satisfies Record<string, Text>;

/** Paper does not depend on the machine's locale: the same inputs are the same bytes. */
const paperLanguageOf = ({ paperLang }: Pick<Options, "paperLang">): Language => paperLang ?? "nl";

async function writeLetter(paths: readonly string[], options: Options): Promise<void> {
  refuseCombinations(paths, options);
  const letter = parseTexts(await readBytes(options.texts, textsLimit), options.texts);
  if (paths.length === 0) await writeRecall(await readNotes(options.root), letter, options);
  else print(inWords(await writePaper(paths, { ...options, texts: letter }), options));
  process.exitCode = 0;
}

function refuseCombinations(paths: readonly string[], options: Options): void {
  const fault = paths.length === 0 ? faultOfRecall(options) : faultOfRelease(options);
  if (options.root.length === 0) throw new CommandError(texts.needsRoot, exitUsage);
  if (fault !== undefined) throw new CommandError(fault, exitUsage);
}

function faultOfRecall({ recall, kit, staatscourant, telcontrole, label, withoutProof }: Options): Text | undefined {
  if (recall === undefined) return texts.whatLetter;
  if (withoutProof === true) return texts.proofOfLetter;
  if (telcontrole !== undefined) return texts.needsStaatscourant;
  if (kit !== undefined || staatscourant === true || label === true) return texts.notOfRecall;
  return undefined;
}

function faultOfRelease({ kit, recalled, staatscourant, telcontrole, label, withoutProof }: Options): Text | undefined {
  if (withoutProof === true && (staatscourant === true || label === true)) return texts.proofOfLetter;
  if (telcontrole !== undefined && staatscourant !== true) return texts.needsStaatscourant;
  if (kit === undefined) return texts.needsKit;
  if (recalled.length > 0) return texts.notOfRelease;
  return undefined;
}

async function readNotes(paths: readonly string[]): Promise<NoteFile[]> {
  const files: NoteFile[] = [];
  for (const path of paths) files.push(await readNote(path));
  return files;
}

/** A set whose notes and kit lie in files, judged, with what is to be said of it. Throws SealError, DistributeError, FormatError, FilesError. */
export async function readSet(
  paths: readonly string[],
  options: Pick<Options, "root" | "kit" | "recall" | "lang">,
): Promise<ReleasedSet> {
  const releases = await readNotes(paths);
  const recall = options.recall === undefined ? undefined : await readNote(options.recall);
  const path = options.kit ?? "";
  const measure = async (root: NoteFile["note"], purpose: Purpose) => ({
    path,
    ...(await measureKit(path, root, purpose)),
  });
  const trustRoots = await readNotes(options.root);
  const set = await judgeSet({ releases, trustRoots, recall }, measure, signatureCheck);
  tell(set.contact, set.remarks, languageOf(options));
  return set;
}

/** What goes with the discs of a set, judged and written. Throws SealError, DistributeError, FormatError, FilesError. */
export async function writePaper(
  paths: readonly string[],
  options: Omit<Options, "recalled" | "texts"> & { readonly texts: LetterTexts },
): Promise<ReleasedSet> {
  const set = await readSet(paths, options);
  const language = paperLanguageOf(options);
  const countProgram = options.telcontrole === undefined ? undefined : digestFile(options.telcontrole).sha256;
  const written = options.staatscourant
    ? renderStaatscourant(set, language, countProgram)
    : options.label
      ? renderLabels(set, language)
      : renderLetter({
          ...{ set, texts: options.texts, language, isLarge: options.large === true },
          isWithoutProof: options.withoutProof === true,
        });
  writeNew(options.out, encodeUtf8(written), 0o644);
  return set;
}

async function writeRecall(roots: readonly NoteFile[], letter: LetterTexts, options: Options): Promise<void> {
  const list = await readNote(options.recall ?? "");
  const sent = await judgeRecallToSend(list, roots, await readNotes(options.recalled), signatureCheck);
  tell(sent.contact, sent.remarks, languageOf(options));
  const isLarge = options.large === true;
  writeNew(
    options.out,
    encodeUtf8(renderRecallLetter({ sent, texts: letter, language: paperLanguageOf(options), isLarge })),
    0o644,
  );
  const codes = sent.recall.recalled.map(
    ({ imageSha256 }, i) => `code ${`${i + 1}:`.padEnd(8)} ${encodeRecallCode(i + 1, imageSha256)}\n`,
  );
  const screen = languageOf(options);
  const { recalled, date } = sent.recall;
  print(
    `${sayIn(texts.list, screen, { number: recalled.length, date })}\n${codes.join("")}` +
      `${fill(texts.written[screen], { path: options.out })}\n${texts.next[screen]}\n`,
  );
}

/** What was left out of the notes, and whether people can reach whom the screens name. */
function tell(contact: string, remarks: readonly Bilingual[], screen: Language): void {
  for (const remark of remarks) printRemark("note", spellOut(remark[screen], remarkLimit), screen);
  const warning = contactWarning(contact, screen);
  if (warning !== undefined) printRemark("warning", warning, screen);
}

function inWords({ release, discs }: ReleasedSet, options: Options): string {
  const screen = languageOf(options);
  const { product, version, election, role, sequence, purpose, urgency } = release;
  const words = purposeWords[purpose][screen];
  const kind = urgency === "emergency" ? `${words}, ${texts.emergency[screen]}` : words;
  const lines = [
    sayIn(texts.release, screen, { product, version, election, role, sequence, kind }),
    ...discs.map(
      ({ release: { disc }, zegelcode }) =>
        `${sayIn(texts.disc, screen, { disc, discs: discs.length }).padEnd(14)}${zegelcode}`,
    ),
    fill(texts.written[screen], { path: options.out }),
    ...(options.staatscourant || options.label ? [] : [texts.next[screen]]),
  ];
  return `${lines.join("\n")}\n`;
}
