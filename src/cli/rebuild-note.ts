// zegel rebuild-note new, verify, export: what a reviewer found, as a note to sign. docs/spec/rebuild.md

import { type Command, Option } from "commander";
import { toolVersions } from "../build-iso/index.ts";
import { refuseExisting, writeNew } from "../files/new-file.ts";
import {
  judgeSigners,
  type Note,
  parseRebuild,
  parseTrustRoot,
  quote,
  type Release,
  type RootKey,
  textDigest,
} from "../format/index.ts";
import {
  compareImages,
  encodeEnvelope,
  encodeStatement,
  environmentOf,
  type JudgedRebuild,
  judgeRebuild,
  newRebuild,
  preAuthEncoding,
  type RebuildJudge,
  type RebuildTally,
  readReleasedImage,
  scopeWords,
  summaryDigest,
  tallyRebuilds,
} from "../reproduce/index.ts";
import { demandOwnRoot, openKey, signMessage, wipeKey } from "../sign/index.ts";
import { toolVersion } from "../verify/tool.ts";
import { readNote, writeNote } from "./note-file.ts";
import { knownPassphrase } from "./passphrase.ts";
import { signatureCheck } from "./platform-signature.ts";
import { readReleased } from "./released.ts";
import { now } from "./reproduce.ts";
import { CommandError, exitFailure } from "./terminal.ts";

/** Sound statements, but not all of them agreements that count. docs/man/zegel-rebuild-note.1.md */
const exitNotAgreed = 31;
const collect = (value: string, before: readonly string[]) => [...before, value];

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
    .requiredOption("-o, --out <note>", "the new file")
    .addHelpText("after", "\nExample:\n  zegel rebuild-note new release.note --image mine.iso -o rebuild.note\n")
    .action(makeNote);
  command
    .command("verify")
    .description("judge rebuild notes under the trust root of their release, and count them")
    .argument("<note...>", "signed rebuild notes")
    .requiredOption("--release <note>", "the release note, its seal, or a sealed image")
    .requiredOption(
      "--root <note>",
      "the trust root that the release names; later ones for what they revoke (repeat)",
      collect,
      [],
    )
    .option("--json", "print one JSON object")
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
    .requiredOption("-o, --out <json>", "the new file")
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
  refuseExisting(options.out);
  const { release, sha256, image } = await namedRelease(path);
  const built = await readReleasedImage(options.image, () => undefined);
  const manifest = release.manifests[release.disc - 1];
  const isSame = built.unsealedSha256 === release.imageSha256 && built.manifestSha256 === manifest;
  const differs = options.differs ?? (isSame ? undefined : await whereDiffers(options, image?.path));
  const tools = { ...(await toolVersions()), zegel: toolVersion };
  const note = newRebuild({
    release: sha256,
    scope: options.scope,
    differs,
    imageSha256: built.unsealedSha256,
    manifestSha256: built.manifestSha256,
    environment: options.environment ?? environmentOf({ tools, surroundings: undefined }),
    date: options.date ?? now(),
  });
  writeNote({ path: options.out, note });
  process.stdout.write(
    `finding:     ${differs === undefined ? "agrees" : `DIFFERS: ${quote(differs)}`} (${scopeWords[options.scope]})\n` +
      `written:     ${options.out} (not signed yet)\n` +
      `next:        zegel sign ${options.out} --key YOURS.key\n`,
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

async function verifyNotes(paths: readonly string[], options: VerifyOptions): Promise<void> {
  const { release, sha256 } = await namedRelease(options.release);
  const judge = await judgeFor(release, sha256, options.root);
  const judged: (JudgedRebuild & { readonly path: string })[] = [];
  for (const path of paths) judged.push({ path, ...(await judgeRebuild((await readNote(path)).note, judge)) });
  const tally = tallyRebuilds(judged, judge);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ notes: judged.map(asJson), ...tally })}\n`
      : [...judged.map(noteInWords), ...tallyInWords(tally), ""].join("\n"),
  );
  if (judged.some(({ by }) => by === undefined)) process.exitCode = exitFailure;
  else process.exitCode = judged.every(({ reasons }) => reasons.length === 0) ? 0 : exitNotAgreed;
}

/** Every root signed by its own officers; the release's among them. */
async function judgeFor(release: Release, releaseSha256: string, paths: readonly string[]): Promise<RebuildJudge> {
  const roots = [];
  for (const path of paths) {
    const { note } = await readNote(path);
    await demandOwnRoot(note, path, signatureCheck);
    roots.push({ sha256: textDigest(note.text), root: parseTrustRoot(note.text) });
  }
  const pinned = roots.find(({ sha256 }) => sha256 === release.trustRoot);
  if (pinned === undefined)
    throw new CommandError(
      `expected the trust root that the release names (${release.trustRoot}), found ${roots.map(({ sha256 }) => sha256).join(", ")}: give it with --root`,
    );
  const revoked = new Set(roots.flatMap(({ root }) => root.revoked));
  return { release, releaseSha256, root: pinned.root, revoked, check: signatureCheck };
}

function noteInWords({ path, rebuild, by, reasons }: JudgedRebuild & { readonly path: string }): string {
  if (by === undefined) return `${quote(path)}: NO GOOD: it ${reasons.join(", and ")}`;
  const who = `${by.holder} (${by.organisation}), key ${by.vkey.name}`;
  const finding = rebuild.differs === undefined ? "agrees" : `DIFFERS: ${quote(rebuild.differs)}`;
  const counts = reasons.length === 0 ? "counts" : `does not count: it ${reasons.join(", and ")}`;
  return `${quote(path)}: ${who}: ${scopeWords[rebuild.scope]}: ${finding}; ${counts}\n  with (stated, not checked): ${quote(rebuild.environment)}`;
}

function tallyInWords({ found, needed, differing, blocksAt, isMet }: RebuildTally): string[] {
  const dissent = differing === 0 ? "no dissent in these notes" : `${differing} differ`;
  const rule = blocksAt === undefined ? "dissent is reported only" : `${blocksAt} or more who differ block the release`;
  return [
    `agreements:  ${found} of ${needed} needed, each by another key and organisation: ${isMet ? "enough" : "NOT ENOUGH"}`,
    `dissent:     ${dissent}; ${rule}`,
  ];
}

function asJson({ path, rebuild, by, reasons }: JudgedRebuild & { readonly path: string }) {
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
  refuseExisting(options.out);
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
  process.stdout.write(`written:     ${options.out}: an export for other tools; Zegel reads the note, never this\n`);
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
