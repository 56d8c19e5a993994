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
import { printError } from "../../files/print.ts";
import {
  encodeHashGroups,
  encodeZegelcode,
  type Medium,
  media,
  quote,
  shellPath,
  shown,
  textDigest,
} from "../../format/index.ts";
import { writersInWords } from "../../reproduce/rebuild/new-rebuild.ts";
import { checkBuiltImage } from "../../verify/check-built.ts";
import { Progress } from "../../verify/program/terminal.ts";
import { jsonOption, many, printResult } from "../command.ts";
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
    .option("--xorriso <program>", "another xorrisofs than the system's")
    .addOption(jsonOption())
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

/** What buildIso is told of its writers. */
export const writersFor = ({ writer, xorriso }: { readonly writer?: WriterChoice; readonly xorriso?: string }) => ({
  writer,
  xorrisofs: xorriso,
  // Loaded when it is needed: a build of which both writers agree compares nothing.
  explainDifference: async (byXorriso: string, own: string) =>
    (await import("../reproduce/compare.ts")).explainImages(byXorriso, own),
});

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
}

async function build(options: Options): Promise<void> {
  const { discs, warnings } = await buildDiscs(options);
  for (const warning of warnings) printError(`zegel: warning: ${warning}\n`);
  printResult(
    options.json,
    () => ({ discs: discs.map(asJson), warnings }),
    () => inWords(discs, options.writer === undefined && discs[0]?.writers.length === 1),
  );
  process.exitCode = 0;
}

/** Builds, and tells what seems left over. `warnings`: what seems left out, for the caller to tell. Throws what `buildIso` throws. */
export async function buildDiscs(options: Options): Promise<{ discs: BuiltDisc[]; warnings: readonly string[] }> {
  const read = await readDescription(options.release);
  const medium = options.medium ?? read.choice.medium;
  const warnings = warningsFor(options, read.choice.sequence);
  const show = new StepProgress();
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
  printError(remarksInWords(remarks));
  return { discs, warnings };
}

/** What is left out and seldom meant: a disc can be made without it, and then hundreds have it. */
function warningsFor({ kit, previous }: Options, sequence: number): string[] {
  return [
    ...(kit === undefined
      ? ["no --kit: a municipality will find no verifier on this disc; give the kit (zegel kit), unless that is meant"]
      : []),
    ...(previous === undefined && sequence > 1
      ? [
          `number ${sequence} and no --previous: who signs cannot see what changed; give the note of the release before this one`,
        ]
      : []),
  ];
}

/** What went along and perhaps should not have: on stderr, so that what is made is read as before. */
function remarksInWords(remarks: readonly Remark[]): string {
  if (remarks.length === 0) return "";
  const shown = remarks.slice(0, shownRemarks).map(({ path, what }) => `  ${quote(path)}: ${what}`);
  const more = remarks.length > shownRemarks ? [`  and ${remarks.length - shownRemarks} more`] : [];
  const head = "note: these files are on the disc and seem left over; if they are, remove them and build again:";
  return `${[head, ...shown, ...more].join("\n")}\n`;
}

/** One line on the terminal for each step in turn. */
class StepProgress {
  #step: BuildStep | undefined;
  #progress: Progress | undefined;

  update(step: BuildStep, done: number, total: number): void {
    if (step !== this.#step) {
      this.end();
      this.#step = step;
      this.#progress = new Progress(step, total);
    }
    this.#progress?.update(done);
  }

  end(): void {
    this.#progress?.end();
  }
}

/** `isForWant`: nobody chose that one writer makes it. */
function inWords(discs: readonly BuiltDisc[], isForWant: boolean): string {
  const [first] = discs;
  if (first === undefined) return "";
  const { product, version, election, role, sequence, kit, medium } = first.release;
  const lines = [
    `release:         ${product} ${version}, ${election}, ${role}, number ${sequence}, for ${medium}`,
    `image by:        ${writersInWords(first.writers)}${isForWant ? ": no xorriso was found here to compare with" : ""}`,
    `kit:             ${kit === undefined ? "none" : `${kit.version}, ${encodeHashGroups(kit.sha256)}`}`,
    ...discs.flatMap((disc) => discInWords(disc, discs.length)),
    "",
    "Next: reviewers rebuild the image from payload.tar, then officers sign the note:",
    ...discs.map((disc) => `  zegel sign ${shellPath(relative("", `${disc.folder}/${noteName}`))} --key OFFICER.key`),
  ];
  return `${lines.join("\n")}\n`;
}

function discInWords({ release, releaseText, files, bytes, folder }: BuiltDisc, discs: number): string[] {
  return [
    ...(discs === 1 ? [] : ["", `disc ${release.disc} of ${discs}`]),
    `files:           ${files} (${bytes} bytes), and the seal's place`,
    `manifest digest: ${encodeHashGroups(release.manifests[release.disc - 1] ?? "")}`,
    `image digest:    ${encodeHashGroups(release.imageSha256)}`,
    `image size:      ${release.imageSize} bytes`,
    `zegelcode:       ${encodeZegelcode(textDigest(releaseText))}`,
    shown`written:         ${relative("", folder) || "."}: ${[imageName, noteName, manifestName, payloadTarName].join(", ")}`,
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
