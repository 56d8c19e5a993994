// zegel register release, master, batch, checked: what there is to pack.

import { type Command, Option } from "commander";
import { type Fact, type ReceiptVerdict, type Register, receiptVerdicts } from "../../distribute/register/index.ts";
import { sha256Of } from "../../files/digest.ts";
import { inBoth, type Note, parseRelease, quote, type Release, textDigest } from "../../format/index.ts";
import { judgeQuorum, purposeFits, requirementsOf, type TrustChain } from "../../trust/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { sayIn } from "../../words/language.ts";
import { languageOf, many } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote, readRoots } from "../notes/note-file.ts";
import { readReleased } from "../notes/released.ts";
import { type BookOptions, byOption, inBook, numberTyped, oneOf, record, subcommand, usage } from "./book.ts";
import { texts } from "./texts.ts";

export function addStock(register: Command): void {
  subcommand(register, "release", "take in a release: the signed notes of all its discs")
    .argument("<name>", "a short name for it, such as gsb")
    .argument("<note...>", "the release notes, one a disc")
    .addOption(many("--root <note>", "trust roots to judge them by: all versions (repeat)"))
    .action(takeRelease);
  subcommand(register, "master", "take in a sealed image, so that what is found on a disc can be told by name")
    .argument("<name>", "the release")
    .argument("<image>", "the sealed image")
    .action(takeMaster);
  subcommand(register, "batch", "take in copies by their numbers: who burnt or pressed them")
    .argument("<name>", "a short name for it, such as A")
    .requiredOption("--release <name>", "the release")
    .option("--disc <number>", "the disc of the set", "1")
    .requiredOption("--copies <range>", "such as 1..420")
    .requiredOption("--place <text>", "where, or by whom")
    .action((path: string, name: string, options: BatchOptions) => {
      const { release, place } = options;
      const disc = numberTyped(options.disc);
      const copies = rangeTyped(options.copies);
      return inBook(path, options, (work) => record(work, [{ kind: "batch", name, release, disc, copies, place }]));
    });
  subcommand(register, "checked", "record that the office drew a copy and checked it itself")
    .argument("<copy>", "its number")
    .addOption(new Option("--verdict <verdict>", "what the check said").choices(receiptVerdicts).makeOptionMandatory())
    .requiredOption("--control <number>", "the control number of the record")
    .addOption(byOption())
    .action((path: string, typed: string, options: CheckedOptions) => {
      const copy = numberTyped(typed);
      const { verdict, control } = options;
      const by = oneOf(options.by);
      return inBook(path, options, (work) => record(work, [{ kind: "checked", copy, verdict, control, by }]));
    });
}

interface BatchOptions extends BookOptions {
  readonly release: string;
  readonly disc: string;
  readonly copies: string;
  readonly place: string;
}

interface CheckedOptions extends BookOptions {
  readonly verdict: ReceiptVerdict;
  readonly control: string;
  readonly by: readonly string[];
}

/** `1..420`, both ends included. Throws CommandError GEBRUIK. */
export function rangeTyped(typed: string): { readonly from: number; readonly to: number } {
  const [, from, to] = /^([0-9]{1,6})\.\.([0-9]{1,6})$/.exec(typed) ?? [];
  const range = { from: Number(from), to: Number(to) };
  if (!(range.from >= 1 && range.from <= range.to)) throw usage(texts.copies, typed);
  return range;
}

async function takeRelease(
  path: string,
  name: string,
  notes: readonly string[],
  options: BookOptions & { readonly root: readonly string[] },
): Promise<void> {
  if (options.root.length === 0) throw new CommandError(texts.needsRoot, exitUsage);
  const known = await readRoots(options.root);
  const given: { readonly path: string; readonly note: Note; readonly release: Release }[] = [];
  for (const one of notes) {
    const { note } = await readNote(one);
    given.push({ path: one, note, release: await demandSigned(note, known, one) });
  }
  await inBook(path, options, (work) => {
    for (const one of given) demandOwn(work.book.register, one.release, one.path);
    return record(
      work,
      given.map(({ note, release }) => factOf(name, note, release)),
    );
  });
}

function factOf(name: string, { text }: Note, release: Release): Fact {
  const { disc, manifests, role, sequence, imageSha256, version, product } = release;
  return {
    ...{ kind: "release", name, disc, discs: manifests.length, role, sequence },
    ...{ textSha256: textDigest(text), imageSha256, version, product },
  };
}

/** Throws CommandError, FormatError. */
async function demandSigned(note: Note, known: TrustChain, path: string): Promise<Release> {
  const release = parseRelease(note.text);
  const root = known.find(release.trustRoot);
  if (root === undefined || !purposeFits(root.root, release.purpose))
    throw new CommandError(inBoth((language) => sayIn(texts.unknownRoot, language, { path: quote(path) })));
  const requirement = requirementsOf(release).release;
  const { isMet, signers, threshold } = await judgeQuorum(
    note,
    root.root,
    requirement,
    "loose",
    known.revoked,
    signatureCheck,
  );
  if (isMet) return release;
  const values = { path: quote(path), needed: threshold, found: signers.length };
  throw new CommandError(inBoth((language) => sayIn(texts.unsigned, language, values)));
}

/** Of this election and of this purpose: a trial's disc in a final envelope is the slip to be caught. Throws CommandError. */
export function demandOwn({ election, purpose }: Register, release: Release, path: string): void {
  if (release.election === election && release.purpose === purpose) return;
  const found = `${release.election}, ${release.purpose}`;
  throw new CommandError(
    inBoth((language) => sayIn(texts.otherElection, language, { path: quote(path), election, purpose, found })),
  );
}

async function takeMaster(path: string, name: string, image: string, options: BookOptions): Promise<void> {
  const read = await readReleased(image, languageOf(options));
  const { release } = read;
  const measured = read.image;
  if (release === undefined || measured?.seal === undefined)
    throw new CommandError(inBoth((language) => sayIn(texts.noMaster, language, { path: quote(image) })));
  const { unsealedSha256, manifestSha256, seal } = measured;
  const sealSha256 = sha256Of(seal.bytes);
  await inBook(path, options, (work) =>
    record(work, [
      { kind: "master", release: name, disc: release.disc, imageSha256: unsealedSha256, manifestSha256, sealSha256 },
    ]),
  );
}
