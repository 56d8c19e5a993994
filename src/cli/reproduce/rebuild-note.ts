// zegel rebuild-note new, verify, export: what a reviewer found, as a note to sign. docs/spec/rebuild.md

import { type Command, Option } from "commander";
import { programFile, toolVersions } from "../../build-iso/index.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  type Note,
  parseRebuild,
  quote,
  type Rebuild,
  type Release,
  type RootKey,
  shellPath,
  shown,
} from "../../format/index.ts";
import {
  compareImages,
  encodeEnvelope,
  encodeStatement,
  environmentOf,
  newRebuild,
  preAuthEncoding,
  readReleasedImage,
  summaryDigest,
} from "../../reproduce/index.ts";
import { judgeChain, openKey, signMessage, wipeKey } from "../../sign/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  judgeRebuild,
  judgeSigners,
  type RebuildJudge,
  shortfallsOf,
  type Tally,
  tallyRebuilds,
} from "../../trust/index.ts";
import { CommandError, exitFailure } from "../../verify/program/terminal.ts";
import { toolVersion } from "../../verify/record/tool.ts";
import { jsonOption, many, outOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { knownPassphrase } from "../keys/passphrase.ts";
import { readNote, writeNote } from "../notes/note-file.ts";
import { readReleased } from "../notes/released.ts";
import { now } from "./reproduce.ts";

/** The statements are valid, but not all of them are agreements that count. docs/man/zegel-rebuild-note.1.md */
const exitNotAgreed = 31;
/** Never "from source" of a statement on the image. */
const scopeWords: Readonly<Record<Rebuild["scope"], string>> = {
  image: "the image rebuilt from the payload",
  source: "the payload rebuilt from its source",
};

export function addRebuildNote(program: Command): void {
  const command = program
    .command("rebuild-note")
    .description("a reviewer's statement on a release: make, check, export");
  command
    .command("new")
    .description("measure a rebuilt image and write the note to sign: it agrees with the release, or differs")
    .argument("<release>", "the release note, its seal, or a sealed image")
    .requiredOption("--image <iso>", "the image that you built, whatever with")
    .option("--against <iso>", "the released image, to say where yours differs; else <release> when it is an image")
    .addOption(new Option("--scope <scope>", "what you rebuilt").choices(["image", "source"]).default("image"))
    .option("--differs <where>", "say that it differs, and where, in your own words")
    .option("--environment <text>", "what you built with; else this machine's versions")
    .option("--date <moment>", "YYYY-MM-DDThh:mm:ssZ; else now")
    .addOption(outOption("-o, --out <note>"))
    .addHelpText("after", "\nExample:\n  zegel rebuild-note new release.note --image mine.iso -o rebuild.note\n")
    .action(makeNote);
  command
    .command("verify")
    .description("judge rebuild notes under the trust root of their release, and count them")
    .argument("<note...>", "signed rebuild notes")
    .requiredOption("--release <note>", "the release note, its seal, or a sealed image")
    .addOption(
      many(
        "--root <note>",
        "the trust root that the release names; later ones for what they revoke (repeat)",
      ).makeOptionMandatory(),
    )
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel rebuild-note verify rosa.note ruud.note --release release.note --root root-1.note\n" +
        "\nExit code: 0 every note is an agreement that counts, 31 sound notes that do not all count, 1 a note that is no good.\n",
    )
    .action(verifyNotes);
  command
    .command("export")
    .description("the same statement as in-toto/SLSA provenance in a DSSE envelope, for other people's tools")
    .argument("<note>", "your signed rebuild note")
    .requiredOption("--release <note>", "the release note, its seal, or a sealed image")
    .requiredOption("--key <file>", "your STEM.key: the envelope needs a signature of its own")
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .addOption(outOption("-o, --out <json>"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel rebuild-note export rebuild.rosa.note --release release.note --key rosa.key -o rebuild.dsse.json\n",
    )
    .action(exportNote);
}

interface NewOptions {
  readonly image: string;
  readonly against?: string;
  readonly scope: "image" | "source";
  readonly differs?: string;
  readonly environment?: string;
  readonly date?: string;
  readonly out: string;
}

async function makeNote(path: string, options: NewOptions): Promise<void> {
  const { release, sha256, image } = await namedRelease(path);
  const built = await readReleasedImage(options.image, () => undefined);
  const manifest = release.manifests[release.disc - 1];
  const isSame = built.unsealedSha256 === release.imageSha256 && built.manifestSha256 === manifest;
  const differs = options.differs ?? (isSame ? undefined : await whereDiffers(options, image?.path));
  const tools = { ...(await toolVersions(programFile("xorrisofs"))), zegel: toolVersion };
  const note = newRebuild({
    release: sha256,
    scope: options.scope,
    differs,
    imageSha256: built.unsealedSha256,
    manifestSha256: built.manifestSha256,
    environment: options.environment ?? environmentOf({ tools, writers: undefined, surroundings: undefined }),
    date: options.date ?? now(),
  });
  writeNote({ path: options.out, note });
  print(
    `finding:     ${differs === undefined ? "agrees" : `DIFFERS: ${quote(differs)}`} (${scopeWords[options.scope]})\n` +
      shown`written:     ${options.out} (not signed yet)\n` +
      `next:        zegel sign ${shellPath(options.out)} --key YOURS.key\n`,
  );
  process.exitCode = 0;
}

async function whereDiffers({ image, against }: NewOptions, released: string | undefined): Promise<string> {
  const other = against ?? released;
  if (other === undefined) return "image digest; there was no image to compare with";
  const comparison = await compareImages(other, image);
  return `image digest; zegel compare ${summaryDigest(comparison)}: ${comparison.differingBytes} bytes, ${comparison.causes.join(", ")}`.slice(
    0,
    500,
  );
}

interface VerifyOptions {
  readonly release: string;
  readonly root: readonly string[];
  readonly json?: true;
}

/** One reviewer's statement, or a note that is nobody's. */
interface Judged {
  readonly path: string;
  readonly rebuild: Rebuild;
  readonly by: RootKey | undefined;
  /** Why it is no agreement that counts. */
  readonly reasons: readonly string[];
}

async function verifyNotes(paths: readonly string[], options: VerifyOptions): Promise<void> {
  const { release, sha256 } = await namedRelease(options.release);
  const judge = await judgeFor(release, sha256, options.root);
  const judged: Judged[] = [];
  const statements = [];
  for (const path of paths) {
    const { rebuild, fault, ...found } = await judgeRebuild((await readNote(path)).note, judge);
    const reasons =
      fault === undefined ? shortfallsOf(rebuild, release).map(describeShortfall) : [describeRebuildFault(fault)];
    if (fault !== undefined) judged.push({ path, rebuild, by: undefined, reasons });
    for (const { by } of found.statements) judged.push({ path, rebuild, by, reasons });
    for (const line of found.unconfirmed)
      judged.push({ path, rebuild, by: undefined, reasons: [describeUnconfirmed(line)] });
    statements.push(...found.statements);
  }
  const tally = tallyRebuilds(statements, judge);
  printResult(
    options.json,
    () => ({ notes: judged.map(asJson), ...tallyAsJson(tally) }),
    () => [...judged.map(noteInWords), ...tallyInWords(tally, judged), ""].join("\n"),
  );
  if (judged.some(({ by }) => by === undefined)) process.exitCode = exitFailure;
  else process.exitCode = judged.every(({ reasons }) => reasons.length === 0) ? 0 : exitNotAgreed;
}

/** The release's root among those given, and each signed by the one before it: whoever revokes a key silences somebody. */
async function judgeFor(release: Release, releaseSha256: string, paths: readonly string[]): Promise<RebuildJudge> {
  const files = await Promise.all(paths.map(readNote));
  const { steps, anchored } = await judgeChain(files, { kind: "sha256", sha256: release.trustRoot }, signatureCheck);
  if (anchored === undefined)
    throw new CommandError(
      `expected the trust root that the release names (${release.trustRoot}), found ${steps.map(({ sha256 }) => sha256).join(", ")}: give it with --root`,
    );
  const bad = steps.find(({ isGood }) => !isGood);
  if (bad !== undefined)
    throw new CommandError(
      `${quote(bad.path)}: expected a trust root signed by its own officers and by those of the version before it, which is given too: zegel root verify says what is wrong`,
    );
  return { release, releaseSha256, root: anchored.root, roots: steps.map(({ root }) => root), check: signatureCheck };
}

function noteInWords({ path, rebuild, by, reasons }: Judged): string {
  if (by === undefined) return `${quote(path)}: NO GOOD: it ${reasons.join(", and ")}`;
  const who = `${by.holder} (${by.organisation}), key ${by.vkey.name}`;
  const finding = rebuild.differs === undefined ? "agrees" : `DIFFERS: ${quote(rebuild.differs)}`;
  const counts = reasons.length === 0 ? "counts" : `does not count: it ${reasons.join(", and ")}`;
  return `${quote(path)}: ${who}: ${scopeWords[rebuild.scope]}: ${finding}; ${counts}\n  with (stated, not checked): ${quote(rebuild.environment)}`;
}

function tallyInWords(tally: Tally, judged: readonly Judged[]): string[] {
  const { found, needed, isEnough, differing, blocksAt, isBlocked } = tally;
  const unjudged = judged.filter(({ by, rebuild }) => by === undefined && rebuild.differs !== undefined).length;
  const dissent = differing.length === 0 ? "no dissent that counts" : `${differing.length} differ`;
  const reported = unjudged === 0 ? "" : ` (${unjudged} more say that it differs and are no good, see above)`;
  const rule = blocksAt === undefined ? "dissent is reported only" : `${blocksAt} or more who differ block the release`;
  return [
    `agreements:  ${found} of ${needed} needed, each by another key and organisation: ${isEnough ? "enough" : "NOT ENOUGH"}`,
    `dissent:     ${dissent}${reported}; ${rule}${isBlocked ? ": BLOCKED" : ""}`,
  ];
}

function tallyAsJson({ found, needed, isEnough, differing, blocksAt, isBlocked }: Tally) {
  return { found, needed, differing: differing.length, blocksAt, isMet: isEnough && !isBlocked };
}

function asJson({ path, rebuild, by, reasons }: Judged) {
  const reviewer = by && { holder: by.holder, organisation: by.organisation, key: by.vkey.name, raw: by.vkey.raw };
  return {
    path,
    isSound: by !== undefined,
    counts: by !== undefined && reasons.length === 0,
    reviewer,
    reasons,
    ...rebuild,
  };
}

interface ExportOptions {
  readonly release: string;
  readonly key: string;
  readonly passphraseFile?: string;
  readonly out: string;
}

async function exportNote(path: string, options: ExportOptions): Promise<void> {
  const { note } = await readNote(path);
  const { release, sha256 } = await namedRelease(options.release);
  if (parseRebuild(note.text).release !== sha256)
    throw new CommandError(`${quote(path)}: is about another release than ${quote(options.release)}`);
  const passphrase = await knownPassphrase(options.passphraseFile, options.key);
  const key = await openKey(options.key, passphrase).finally(() => passphrase.fill(0));
  try {
    await demandSigner(note, path, key.vkey);
    const payload = encodeStatement(note, release, key.vkey.raw);
    const signature = await signMessage(key.seed, key.vkey, preAuthEncoding(payload), signatureCheck);
    writeNew(options.out, encodeEnvelope(payload, key.vkey.raw, signature), 0o644);
  } finally {
    wipeKey(key);
  }
  print(shown`written:     ${options.out}: an export for other tools; Zegel reads the note, never this\n`);
  process.exitCode = 0;
}

/** The envelope says what the note says, by the same hand. */
async function demandSigner(note: Note, path: string, vkey: RootKey["vkey"]): Promise<void> {
  const reviewer: RootKey = { vkey, role: "rebuilder", holder: vkey.name, organisation: vkey.name };
  const { isMet } = await judgeSigners(note, [reviewer], 1, "loose", new Set(), signatureCheck);
  if (!isMet) throw new CommandError(`${quote(path)}: is not signed by ${vkey.name}: sign the note first (zegel sign)`);
}

async function namedRelease(path: string) {
  const { release, sha256, image } = await readReleased(path);
  if (release === undefined || sha256 === undefined)
    throw new CommandError(
      `${quote(path)}: expected a release note, a seal or a sealed image, found an unsealed image`,
    );
  return { release, sha256, image };
}
