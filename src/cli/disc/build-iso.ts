// zegel build-iso: payload and kit in, unsealed image and unsigned release note out. docs/spec/recipe.md

import { relative } from "node:path";
import { type Command, Option } from "commander";
import {
  type BuildStep,
  type BuiltDisc,
  buildIso,
  imageName,
  manifestName,
  noteName,
  payloadTarName,
  type Remark,
  readDescription,
  type WriterChoice,
  writerChoices,
} from "../../build-iso/index.ts";
import { leftoverIn } from "../../files/leftovers.ts";
import { printError } from "../../files/print.ts";
import {
  encodeHashGroups,
  encodeZegelcode,
  inBoth,
  type Medium,
  media,
  quote,
  shellPath,
  textDigest,
} from "../../format/index.ts";
import { writersInWords } from "../../reproduce/rebuild/new-rebuild.ts";
import { checkBuiltImage } from "../../verify/check-built.ts";
import { Progress } from "../../verify/program/terminal.ts";
import { noWords, releaseWords } from "../../words/glossary.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printRemark, printResult } from "../command.ts";
import { readNote } from "../notes/note-file.ts";
import { signatureCheck } from "./platform-signature.ts";

/** Remarks that a person is shown; the rest is counted. */
const shownRemarks = 20;
const description = `{ "product": "OSV", "version": "2.24.3", "election": "TK2027", "role": "GSB", "sequence": 12,
    "purpose": "final", "urgency": "normal", "date": "2027-01-15T12:00:00Z", "volume": "OSV_2_24_3",
    "publisher": "KIESRAAD", "medium": "cd700", "recall": 0 }`;

export function addBuildIso(program: Command): void {
  program
    .command("build-iso")
    .description("make the disc image of a payload, bit for bit the same everywhere, and its release note to sign")
    .addOption(
      many("--payload <path>", "a folder, .tar, .tar.gz, .tgz or .zip; repeat for a set of discs")
        .default(undefined)
        .makeOptionMandatory(),
    )
    .requiredOption("--release <json>", "the release description")
    .requiredOption("--root <note>", "the trust root that the release is judged under, signed")
    .option("--kit <path>", "a folder or archive that fills /ZEGEL")
    .option("--previous <note>", "the note of the release before this one")
    .addOption(new Option("--medium <medium>", "in place of the description's").choices(media))
    .requiredOption("--out <folder>", "where the outputs go; of a set: into folders 1, 2, …")
    .addOption(writerOption())
    .addOption(xorrisoOption())
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel build-iso --payload osv-2.24.3.zip --release release.json --root root-1.note --out build\n" +
        `\nThe release description, all fields:\n  ${description}\n` +
        '  and when there are any: "install": "install.json", "instructions": "aanwijzingen.md"\n',
    )
    .action(build);
}

/** `--writer`, of every command that makes an image. */
export function writerOption(): Option {
  const text =
    "who makes the image; both: one writes, the other compares (default: both where a xorriso is found, else own)";
  return new Option("--writer <writer>", text).choices(writerChoices);
}

/** `--xorriso`, of the same commands. */
export const xorrisoOption = (): Option => new Option("--xorriso <program>", "another xorrisofs than the system's");

/** What buildIso is told of its writers. */
export const writersFor = ({ writer, xorriso }: { readonly writer?: WriterChoice; readonly xorriso?: string }) => ({
  writer,
  xorrisofs: xorriso,
  // Loaded when it is needed: a build of which both writers agree compares nothing.
  explainDifference: async (byXorriso: string, own: string) =>
    (await import("../reproduce/compare.ts")).explainImages(byXorriso, own),
});

const texts = {
  noKit: {
    nl: "geen --kit: op deze schijf vindt een gemeente geen controleprogramma; geef de kit (zegel kit), tenzij dat de bedoeling is",
    en: "no --kit: a municipality will find no verifier on this disc; give the kit (zegel kit), unless that is meant",
  },
  noPrevious: {
    nl: "nummer {sequence} en geen --previous: wie ondertekent ziet niet wat er is veranderd; geef de tekst van de vorige versie",
    en: "number {sequence} and no --previous: who signs cannot see what changed; give the note of the release before this one",
  },
  leftOver: {
    nl: "ter informatie: deze bestanden staan op de schijf en lijken achtergebleven; is dat zo, haal ze dan weg en bouw opnieuw:",
    en: "note: these files are on the disc and seem left over; if they are, remove them and build again:",
  },
  moreLeft: { nl: "  en nog {count}", en: "  and {count} more" },
  release: {
    nl: "versie:          {product} {version}, {election}, {role}, nummer {sequence}, voor {medium}",
    en: "release:         {product} {version}, {election}, {role}, number {sequence}, for {medium}",
  },
  madeBy: { nl: "gemaakt door:    {writers}", en: "image by:        {writers}" },
  noXorriso: {
    nl: ": er is hier geen xorriso om mee te vergelijken",
    en: ": no xorriso was found here to compare with",
  },
  kit: { nl: "kit:             {kit}", en: "kit:             {kit}" },
  files: {
    nl: "bestanden:       {files} ({bytes} bytes), en de plaats van het zegel",
    en: "files:           {files} ({bytes} bytes), and the seal's place",
  },
  manifest: { nl: "bestandslijst:   {sha256}", en: "manifest digest: {sha256}" },
  image: { nl: "schijfbestand:   {sha256}", en: "image digest:    {sha256}" },
  size: { nl: "grootte:         {bytes} bytes", en: "image size:      {bytes} bytes" },
  zegelcode: { nl: "zegelcode:       {code}", en: "zegelcode:       {code}" },
  written: { nl: "geschreven:      {folder}: {names}", en: "written:         {folder}: {names}" },
  next: {
    nl: "Hierna: nabouwers bouwen het schijfbestand na uit payload.tar, en dan ondertekenen functionarissen de versie:",
    en: "Next: reviewers rebuild the image from payload.tar, then officers sign the note:",
  },
  sign: {
    nl: "  zegel sign {path} --key FUNCTIONARIS.key",
    en: "  zegel sign {path} --key OFFICER.key",
  },
} as const satisfies Record<string, Text>;

interface Options {
  readonly payload: readonly string[];
  readonly release: string;
  readonly root: string;
  readonly kit?: string;
  readonly previous?: string;
  readonly medium?: Medium;
  readonly out: string;
  readonly writer?: WriterChoice;
  readonly xorriso?: string;
  readonly json?: true;
  readonly lang?: Language;
}

async function build(options: Options): Promise<void> {
  const language = languageOf(options);
  const { discs, warnings } = await buildDiscs(options);
  for (const warning of warnings) printRemark("warning", warning[language], language);
  printResult(
    options.json,
    () => ({ discs: discs.map(asJson), warnings: warnings.map(({ en }) => en) }),
    () => inWords(discs, options.writer === undefined && discs[0]?.writers.length === 1, language),
  );
  process.exitCode = 0;
}

/** Builds, and tells what seems left over. `warnings`: what seems left out, for the caller to tell. Throws what `buildIso` throws. */
export async function buildDiscs(options: Options): Promise<{ discs: BuiltDisc[]; warnings: readonly Text[] }> {
  const read = await readDescription(options.release);
  const medium = options.medium ?? read.choice.medium;
  const warnings = warningsFor(options, read.choice.sequence);
  const language = languageOf(options);
  const show = new StepProgress(language);
  const remarks: Remark[] = [];
  const discs = await buildIso({
    payloads: options.payload,
    description: { ...read, choice: { ...read.choice, medium } },
    trustRoot: (await readNote(options.root)).note,
    kit: options.kit,
    previous: options.previous === undefined ? undefined : (await readNote(options.previous)).note,
    out: options.out,
    signatureCheck,
    finishedCheck: checkBuiltImage,
    onRemark: (remark) => remarks.push(remark),
    onProgress: (step, done, total) => show.update(step, done, total),
    ...writersFor(options),
  }).finally(() => show.end());
  printError(remarksInWords(remarks, language));
  return { discs, warnings };
}

/** What is left out and seldom meant: a disc can be made without it, and then hundreds have it. */
function warningsFor({ kit, previous }: Options, sequence: number): Text[] {
  return [
    ...(kit === undefined ? [texts.noKit] : []),
    ...(previous === undefined && sequence > 1 ? [inBoth((l) => sayIn(texts.noPrevious, l, { sequence }))] : []),
  ];
}

/** What went along and perhaps should not have: on stderr, so that what is made is read as before. */
function remarksInWords(remarks: readonly Remark[], language: Language): string {
  if (remarks.length === 0) return "";
  const few = remarks.slice(0, shownRemarks).map(({ path, what }) => `  ${quote(path)}: ${leftoverIn(what, language)}`);
  const left = remarks.length - shownRemarks;
  const more = left > 0 ? [sayIn(texts.moreLeft, language, { count: left })] : [];
  return `${[texts.leftOver[language], ...few, ...more].join("\n")}\n`;
}

const stepWords: Readonly<Record<BuildStep, Text>> = {
  reading: { nl: "lezen", en: "reading" },
  writing: { nl: "schrijven", en: "writing" },
  "writing again": { nl: "nog eens schrijven", en: "writing again" },
  checking: { nl: "controleren", en: "checking" },
};

/** One line on the terminal for each step in turn. */
class StepProgress {
  #step: BuildStep | undefined;
  #progress: Progress | undefined;
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  update(step: BuildStep, done: number, total: number): void {
    if (step !== this.#step) {
      this.end();
      this.#step = step;
      this.#progress = new Progress(stepWords[step][this.#language], total, this.#language);
    }
    this.#progress?.update(done);
  }

  end(): void {
    this.#progress?.end();
  }
}

/** `isForWant`: nobody chose that one writer makes it. */
function inWords(discs: readonly BuiltDisc[], isForWant: boolean, language: Language): string {
  const [first] = discs;
  if (first === undefined) return "";
  const { product, version, election, role, sequence, kit, medium } = first.release;
  const ofKit = kit === undefined ? noWords.none[language] : `${kit.version}, ${encodeHashGroups(kit.sha256)}`;
  const writers = writersInWords(first.writers, language);
  const lines = [
    sayIn(texts.release, language, { product, version, election, role, sequence, medium }),
    `${sayIn(texts.madeBy, language, { writers })}${isForWant ? texts.noXorriso[language] : ""}`,
    sayIn(texts.kit, language, { kit: ofKit }),
    ...discs.flatMap((disc) => discInWords(disc, discs.length, language)),
    "",
    texts.next[language],
    ...discs.map(({ folder }) =>
      sayIn(texts.sign, language, { path: shellPath(relative("", `${folder}/${noteName}`)) }),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function discInWords(
  { release, releaseText, files, bytes, folder }: BuiltDisc,
  discs: number,
  language: Language,
): string[] {
  const { disc, manifests, imageSha256, imageSize } = release;
  const names = [imageName, noteName, manifestName, payloadTarName].join(", ");
  return [
    ...(discs === 1 ? [] : ["", sayIn(releaseWords.disc, language, { disc, discs })]),
    sayIn(texts.files, language, { files, bytes }),
    sayIn(texts.manifest, language, { sha256: encodeHashGroups(manifests[disc - 1] ?? "") }),
    sayIn(texts.image, language, { sha256: encodeHashGroups(imageSha256) }),
    sayIn(texts.size, language, { bytes: imageSize }),
    sayIn(texts.zegelcode, language, { code: encodeZegelcode(textDigest(releaseText)) }),
    fill(texts.written[language], { folder: relative("", folder) || ".", names }),
  ];
}

function asJson({ release, releaseText, files, bytes, folder, writers }: BuiltDisc) {
  return {
    writers,
    folder,
    image: `${folder}/${imageName}`,
    note: `${folder}/${noteName}`,
    manifest: `${folder}/${manifestName}`,
    payloadTar: `${folder}/${payloadTarName}`,
    files,
    bytes,
    zegelcode: encodeZegelcode(textDigest(releaseText)),
    ...release,
    kit: release.kit ?? null,
    previous: release.previous ?? null,
  };
}
