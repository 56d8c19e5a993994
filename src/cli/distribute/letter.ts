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
import { writeNew } from "../../files/new-file.ts";
import { print, printError } from "../../files/print.ts";
import { type Bilingual, encodeRecallCode, encodeUtf8, type Purpose, shown, spellOut } from "../../format/index.ts";
import type { NoteFile } from "../../sign/index.ts";
import { contactWarning } from "../../trust/contact.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { languageOption, many, outOption } from "../command.ts";
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
    .addOption(languageOption("the letter", "nl"))
    .addOption(new Option("--staatscourant", "instead: the text for the Staatscourant").conflicts(["label", "large"]))
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
  readonly lang?: Language;
  readonly staatscourant?: true;
  readonly label?: true;
}

/** Paper does not depend on the machine's locale: the same inputs are the same bytes. */
const languageOf = ({ lang }: Pick<Options, "lang">): Language => lang ?? "nl";

async function writeLetter(paths: readonly string[], options: Options): Promise<void> {
  refuseCombinations(paths, options);
  const texts = parseTexts(await readBytes(options.texts, textsLimit), options.texts);
  if (paths.length === 0) await writeRecall(await readNotes(options.root), texts, options);
  else print(inWords(await writePaper(paths, { ...options, texts }), options));
  process.exitCode = 0;
}

function refuseCombinations(paths: readonly string[], options: Options): void {
  const fault = paths.length === 0 ? faultOfRecall(options) : faultOfRelease(options);
  if (options.root.length === 0) throw new CommandError("give --root: the notes are judged under it", exitUsage);
  if (fault !== undefined) throw new CommandError(fault, exitUsage);
}

function faultOfRecall({ recall, kit, staatscourant, label }: Options): string | undefined {
  if (recall === undefined) return "give the release notes of the discs, or --recall for the letter about a recall";
  if (kit !== undefined || staatscourant === true || label === true)
    return "--kit, --staatscourant and --label belong to releases: the letter about a recall has none";
  return undefined;
}

function faultOfRelease({ kit, recalled }: Options): string | undefined {
  if (kit === undefined) return "give --kit: the letter names the digests of the programs on the discs";
  if (recalled.length > 0)
    return "--recalled names what a recall letter is about: leave it out where there are releases";
  return undefined;
}

async function readNotes(paths: readonly string[]): Promise<NoteFile[]> {
  const files: NoteFile[] = [];
  for (const path of paths) files.push(await readNote(path));
  return files;
}

/** What goes with the discs of a set, judged and written. Throws SealError, DistributeError, FormatError, FilesError. */
export async function writePaper(
  paths: readonly string[],
  options: Omit<Options, "recalled" | "texts"> & { readonly texts: LetterTexts },
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
  tell(set.contact, set.remarks);
  const { texts } = options;
  const language = languageOf(options);
  const written = options.staatscourant
    ? renderStaatscourant(set, language)
    : options.label
      ? renderLabels(set, language)
      : renderLetter({ set, texts, language, isLarge: options.large === true });
  writeNew(options.out, encodeUtf8(written), 0o644);
  return set;
}

async function writeRecall(roots: readonly NoteFile[], texts: LetterTexts, options: Options): Promise<void> {
  const list = await readNote(options.recall ?? "");
  const sent = await judgeRecallToSend(list, roots, await readNotes(options.recalled), signatureCheck);
  tell(sent.contact, sent.remarks);
  const isLarge = options.large === true;
  writeNew(options.out, encodeUtf8(renderRecallLetter({ sent, texts, language: languageOf(options), isLarge })), 0o644);
  const codes = sent.recall.recalled.map(
    ({ imageSha256 }, i) => `code ${`${i + 1}:`.padEnd(8)} ${encodeRecallCode(i + 1, imageSha256)}\n`,
  );
  print(
    `recall list:  number ${sent.recall.recalled.length} of ${sent.recall.date}\n${codes.join("")}` +
      shown`written:      ${options.out}\n` +
      "next:         print it by a browser on A4, on both sides\n",
  );
}

/** What was left out of the notes, and whether people can reach whom the screens name. */
function tell(contact: string, remarks: readonly Bilingual[]): void {
  for (const { en } of remarks) printError(`zegel: note: ${spellOut(en, remarkLimit)}\n`);
  const warning = contactWarning(contact);
  if (warning !== undefined) printError(`zegel: warning: ${warning}\n`);
}

function inWords({ release, discs }: ReleasedSet, options: Options): string {
  const { product, version, election, role, sequence, purpose, urgency } = release;
  const kind = urgency === "emergency" ? `${purpose}, emergency` : purpose;
  const codes = discs.map(
    ({ release: { disc }, zegelcode }) => `${`disc ${disc} of ${discs.length}:`.padEnd(14)}${zegelcode}\n`,
  );
  const next =
    options.staatscourant || options.label ? "" : "next:         print it by a browser on A4, on both sides\n";
  return (
    shown`release:      ${product} ${version}, ${election}, ${role}, number ${sequence}, ${kind}` +
    `\n${codes.join("")}${shown`written:      ${options.out}`}\n${next}`
  );
}
