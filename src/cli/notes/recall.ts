// zegel recall new, zegel recall add, zegel recall show. docs/spec/recall.md

import { type Command, Option } from "commander";
import { qrOfNote, renderQrText } from "../../distribute/index.ts";
import { print } from "../../files/print.ts";
import {
  encodeHashGroups,
  encodeRecallCode,
  type Note,
  parseHashGroups,
  parseRecall,
  parseRelease,
  type Recall,
  type Release,
  shellPath,
  textDigest,
} from "../../format/index.ts";
import {
  addToRecall,
  demandRecallList,
  describeRecallList,
  judgeRecallList,
  type Language,
  newRecall,
  type RecallChoice,
  type ShownRecall,
} from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, outOption, printRemark, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote, writeNote } from "./note-file.ts";

export function addRecall(program: Command): void {
  const recall = program.command("recall").description("recall releases: make, extend and show the numbered list");
  withChoice(recall.command("new").description("make the first recall list, still to be signed by the officers"))
    .addHelpText(
      "after",
      '\nExample:\n  zegel recall new --release release.note --reason "Telt blanco stemmen dubbel" --date 2027-02-01 -o recall-1.note\n',
    )
    .action(makeRecall);
  withChoice(
    recall
      .command("add")
      .description("make the next recall list: all of the one before, and more")
      .argument("<previous>", "the list before it, signed"),
  )
    .option("--root <note>", "the newest trust root, to judge the signatures under the list before")
    .option("--previous-unsigned", "take a list that is not signed (yet)")
    .addHelpText(
      "after",
      '\nExample:\n  zegel recall add recall-1.note --root root-1.note --release release.note --reason "Foute restzetels" \\\n    --date 2027-02-09 -o recall-2.note\n',
    )
    .action(extendRecall);
  recall
    .command("show")
    .description("print a recall list in words: what is recalled, the codes, and who signed")
    .argument("<note>", "a recall list")
    .option("--root <note>", "the newest trust root, to judge the signatures by")
    .addOption(many("--release <note>", "name the recalled discs by their release notes (repeat)"))
    .addOption(languageOption())
    .option("--qr", "print the signed list as a QR code (for a dark terminal)")
    .addOption(new Option("--letter <html>").hideHelp()) // gone, and those who know it are told where
    .addOption(jsonOption("print JSON"))
    .addHelpText("after", "\nExample:\n  zegel recall show recall-2.note --root root-1.note --release release.note\n")
    .action(showRecall);
}

/** What `new` and `add` share. */
function withChoice(command: Command): Command {
  return command
    .addOption(many("--release <note>", "the release note of a disc to recall (repeat for each disc of a set)"))
    .addOption(many("--image-digest <hex>", "or the SHA-256 of its unsealed image (repeat)"))
    .requiredOption("--reason <text>", "why, in one line for officials (at most 200 characters)")
    .requiredOption("--date <day>", "YYYY-MM-DD: of the recall and of the list")
    .addOption(outOption("-o, --out <note>"))
    .addOption(languageOption());
}

interface ChoiceOptions {
  readonly release: readonly string[];
  readonly imageDigest: readonly string[];
  readonly reason: string;
  readonly date: string;
  readonly out: string;
  readonly lang?: Language;
}

const texts = {
  whichDisc: {
    nl: "geef --release of --image-digest: welke schijf wordt ingetrokken",
    en: "give --release or --image-digest: which disc is recalled",
  },
  howJudged: {
    nl: "geef --root om de lijst ervoor te beoordelen, of --previous-unsigned: één van de twee",
    en: "give --root to judge the list before, or --previous-unsigned: one of them",
  },
  staysInForce: {
    nl: "schijf {missing} van {count} blijft gelden: geef van de hele set de teksten van de versie, tenzij dat de bedoeling is",
    en: "disc {missing} of {count} stays in force: give the release notes of the whole set, unless you mean that",
  },
  list: { nl: "intreklijst: nummer {number} van {date}", en: "recall list: number {number} of {date}" },
  recalled: { nl: "ingetrokken: nummer {number}: {name}", en: "recalled:    number {number}: {name}" },
  noName: { nl: "(geen versie gegeven)", en: "(no release note given)" },
  code: {
    nl: "code:        {code} (voor brief en telefoon; onbevestigd tot de lijst is ondertekend)",
    en: "code:        {code} (for letter and telephone; unconfirmed until the list is signed)",
  },
  digest: { nl: "hashcode:    {sha256}", en: "text digest: {sha256}" },
  written: { nl: "geschreven:  {path} (nog niet ondertekend)", en: "written:     {path} (not signed yet)" },
  next: { nl: "hierna:      {command}", en: "next:        {command}" },
  sign: {
    nl: "             elke functionaris: zegel sign {request} --key STEM.key",
    en: "             each officer: zegel sign {request} --key STEM.key",
  },
  merge: {
    nl: "             daarna: zegel merge {path} RESPONSE… --root ROOT -o NIEUW.note",
    en: "             then: zegel merge {path} RESPONSE… --root ROOT -o NEW.note",
  },
  fromNowOn: {
    nl: '             beschrijvingen van versies vanaf nu: "recall": {number}',
    en: '             release descriptions from now on: "recall": {number}',
  },
  letterGone: {
    nl: "--letter bestaat niet meer: zegel letter --recall NOTE --root NOTE --texts JSON -o HTML schrijft de brief",
    en: "--letter is gone: zegel letter --recall NOTE --root NOTE --texts JSON -o HTML writes the letter",
  },
  qrNeedsRoot: {
    nl: "--qr vraagt --root: alleen een geldige lijst gaat de deur uit",
    en: "--qr needs --root: only a valid list is sent out",
  },
} as const satisfies Record<string, Text>;

async function makeRecall(options: ChoiceOptions): Promise<void> {
  const { choice, releases } = await readChoice(options);
  await writeRecall(newRecall(choice), releases, options, undefined);
}

interface AddOptions extends ChoiceOptions {
  readonly root?: string;
  readonly previousUnsigned?: true;
}

async function extendRecall(path: string, options: AddOptions): Promise<void> {
  if ((options.root === undefined) !== (options.previousUnsigned === true))
    throw new CommandError(texts.howJudged, exitUsage);
  const { choice, releases } = await readChoice(options);
  const previous = await readNote(path);
  const { recall } =
    options.root === undefined
      ? await judgeRecallList(previous, undefined, signatureCheck)
      : await demandRecallList(previous, await readNote(options.root), signatureCheck);
  await writeRecall(addToRecall(recall, choice), releases, options, path);
}

async function readChoice(
  options: ChoiceOptions,
): Promise<{ choice: RecallChoice; releases: ReadonlyMap<string, string> }> {
  if (options.release.length + options.imageDigest.length === 0) throw new CommandError(texts.whichDisc, exitUsage);
  const read = await readReleases(options.release);
  const language = languageOf(options);
  for (const warning of missingDiscs(read, language)) printRemark("warning", warning, language);
  const images = [...read.map(({ imageSha256 }) => imageSha256), ...options.imageDigest.map(parseHashGroups)];
  return { choice: { images, reason: options.reason, date: options.date }, releases: namesOf(read) };
}

async function readReleases(paths: readonly string[]): Promise<Release[]> {
  const releases: Release[] = [];
  for (const path of paths) releases.push(parseRelease((await readNote(path)).note.text));
  return releases;
}

function namesOf(releases: readonly Release[]): ReadonlyMap<string, string> {
  const name = ({ product, version, election, role, sequence, disc, manifests }: Release) =>
    `${product} ${version}, ${election}, ${role}, ${sequence} (${disc}/${manifests.length})`;
  return new Map(releases.map((release) => [release.imageSha256, name(release)]));
}

/** A set is recalled disc by disc: one that is left out stays genuine. */
function missingDiscs(releases: readonly Release[], language: Language): string[] {
  const sets = new Set(releases.map(({ manifests }) => manifests.join(" ")));
  return [...sets].flatMap((set) => {
    const given = releases.filter(({ manifests }) => manifests.join(" ") === set).map(({ disc }) => disc);
    const all = set.split(" ").map((_, i) => i + 1);
    const missing = all.filter((disc) => !given.includes(disc));
    return missing.length === 0
      ? []
      : [sayIn(texts.staysInForce, language, { missing: missing.join(", "), count: all.length })];
  });
}

/** `before`: the file of the list before it; undefined for a first one. */
async function writeRecall(
  note: Note,
  releases: ReadonlyMap<string, string>,
  options: AddOptions,
  before: string | undefined,
): Promise<void> {
  writeNote({ path: options.out, note });
  const { recalled } = parseRecall(note.text);
  const added = recalled.slice(-(options.release.length + options.imageDigest.length));
  const language = languageOf(options);
  const entries = added.flatMap(({ imageSha256 }, i) => {
    const number = recalled.length - added.length + i + 1;
    const name = releases.get(imageSha256) ?? texts.noName[language];
    return [
      sayIn(texts.recalled, language, { number, name }),
      `             ${encodeHashGroups(imageSha256)}`,
      sayIn(texts.code, language, { code: encodeRecallCode(number, imageSha256) }),
    ];
  });
  const lines = [
    sayIn(texts.list, language, { number: recalled.length, date: options.date }),
    ...entries,
    sayIn(texts.digest, language, { sha256: encodeHashGroups(textDigest(note.text)) }),
    fill(texts.written[language], { path: options.out }),
    sayIn(texts.next, language, { command: requestCommand(options, before) }),
    sayIn(texts.sign, language, { request: shellPath(requestOf(options.out)) }),
    sayIn(texts.merge, language, { path: shellPath(options.out) }),
    sayIn(texts.fromNowOn, language, { number: recalled.length }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** What an officer needs to judge the list, in one file: each recalled release, the list before it, the trust root. */
function requestCommand({ out, release, root }: AddOptions, before: string | undefined): string {
  const words = [
    ...["zegel", "request", "new", shellPath(out)],
    ...release.flatMap((path) => ["--release", shellPath(path)]),
    ...(before === undefined ? [] : ["--previous-recall", shellPath(before)]),
    ...["--root", root === undefined ? "ROOT" : shellPath(root)],
    ...["-o", shellPath(requestOf(out))],
  ];
  return words.join(" ");
}

const requestOf = (out: string) => `${out.replace(/\.note$/, "")}.request`;

interface ShowOptions {
  readonly root?: string;
  readonly release: readonly string[];
  readonly lang?: Language;
  readonly qr?: true;
  readonly letter?: string;
  readonly json?: true;
}

async function showRecall(path: string, options: ShowOptions): Promise<void> {
  if (options.letter !== undefined) throw new CommandError(texts.letterGone, exitUsage);
  const file = await readNote(path);
  const rootFile = options.root === undefined ? undefined : await readNote(options.root);
  const language = languageOf(options);
  const releases = namesOf(await readReleases(options.release));
  const isCarried = options.qr === true;
  if (isCarried && rootFile === undefined) throw new CommandError(texts.qrNeedsRoot, exitUsage);
  const { recall, judgement } =
    isCarried && rootFile !== undefined
      ? await demandRecallList(file, rootFile, signatureCheck)
      : await judgeRecallList(file, rootFile, signatureCheck);
  const shown = { note: file.note, recall, judgement, releases };
  const qr = isCarried ? renderQrText(qrOfNote(file.note)) : "";
  printResult(
    options.json,
    () => inJson(shown),
    () => `${describeRecallList(shown, language).join("\n")}\n${qr}`,
  );
  process.exitCode = 0;
}

function inJson({ note, recall, judgement }: ShownRecall) {
  return {
    number: recall.recalled.length,
    date: recall.date,
    textSha256: textDigest(note.text),
    recalled: codesOf(recall),
    threshold: judgement?.quorum.threshold,
    signers: judgement?.quorum.signers.map((key) => key.vkey.name),
    missing: judgement?.missing.map((key) => key.vkey.name),
    isMet: judgement?.quorum.isMet,
  };
}

function codesOf({ recalled }: Recall) {
  return recalled.map((entry, i) => ({ number: i + 1, ...entry, code: encodeRecallCode(i + 1, entry.imageSha256) }));
}
