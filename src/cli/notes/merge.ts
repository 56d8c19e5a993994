// zegel merge: the coordinator joins what the officers sent back: notes, responses, signatures by signify or minisign.

import type { Command } from "commander";
import {
  type Note,
  noteLimit,
  parseNoteFile,
  parseTrustRoot,
  type RootKey,
  refuseResaved,
  showLineNames,
  shown,
  type VKey,
} from "../../format/index.ts";
import {
  builtInJudge,
  type Evidence,
  findWhoCounts,
  isEnough,
  isForeignSignature,
  isResponse,
  type Judgement,
  judgeJoined,
  type NoteFile,
  noteOfForeign,
  noteOfResponse,
  parseResponse,
  readBytes,
  readPublicKey,
  readStatement,
  SignError,
  warnOutside,
} from "../../sign/index.ts";
import { namesWithPlace } from "../../trust/compose/index.ts";
import { jsonOption, many, outOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { builtInRoots } from "./evidence.ts";
import { incompleteName, removeIncomplete, writeIncomplete } from "./incomplete.ts";
import { readNote, writeNote } from "./note-file.ts";

export function addMerge(program: Command): void {
  program
    .command("merge")
    .description("join the signatures under one text; other texts are refused")
    .argument("<file...>", "a note; then notes with the same text, responses, signatures by signify or minisign")
    .option(
      "--root <note>",
      "the trust root to judge the signatures by; for a trust root from version 2 on, the one before it; while too few have signed, OUT.incomplete is written in place of OUT",
    )
    .addOption(many("--key <file>", "STEM.pub whose signature a signify or minisign file may be (repeat)"))
    .addOption(jsonOption("print JSON"))
    .addOption(outOption("-o, --out <note>"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel merge release.note anna.response bert.response --root root-1.note -o release.signed.note\n" +
        "  zegel merge root-2.anna.note root-2.dirk.note --root root-1.note -o root-2.signed.note\n",
    )
    .action(merge);
}

interface MergeOptions {
  readonly root?: string;
  readonly key: readonly string[];
  readonly json?: true;
  readonly out: string;
}

/** What became of a joining. `written`: OUT, or OUT.incomplete where too few have signed. */
export interface Joined {
  readonly note: Note;
  readonly judgement: Judgement | undefined;
  readonly rootFile: NoteFile | undefined;
  readonly written: string;
  readonly isShort: boolean;
}

/** Joins and writes. Throws SignError, FormatError, FilesError. */
export async function joinNotes(paths: readonly string[], options: Omit<MergeOptions, "json">): Promise<Joined> {
  const given = options.root === undefined ? undefined : await readNote(options.root);
  const files = await readFiles(paths, given, options.key);
  const rootFile = given ?? (files[0] && builtInJudge(files[0].note, builtInRoots()));
  const { note, judgement } = await judgeJoined(files, rootFile, signatureCheck);
  const isShort = given !== undefined && judgement !== undefined && !isEnough(judgement);
  if (isShort) await writeIncomplete(options.out, note);
  else writeNote({ path: options.out, note });
  if (given !== undefined && !isShort) await removeIncomplete(options.out, note);
  return { note, judgement, rootFile, written: isShort ? incompleteName(options.out) : options.out, isShort };
}

async function merge(paths: readonly string[], options: MergeOptions): Promise<void> {
  const { note, judgement, rootFile, written, isShort } = await joinNotes(paths, options);
  const who = await findWhoCounts(note, onlyRoots(rootFile, builtInRoots()), signatureCheck);
  const judgedBy = judgement !== undefined && options.root === undefined ? rootFile : undefined;
  printResult(
    options.json,
    () => inJson(written, note, judgement),
    () =>
      (judgement === undefined
        ? `signatures:  ${showLineNames(note.signatures.map((line) => line.name)) || "none"}; NOT judged: no --root was given\n`
        : inWords(judgement)) +
      (judgedBy === undefined ? "" : shown`judged by:   ${judgedBy.path} (no --root was given)\n`) +
      warnOutside(who, "en")
        .map((line) => `${line}\n`)
        .join("") +
      shown`written:     ${written}\n` +
      (isShort
        ? shown`NOT complete: there is no ${options.out} until enough have signed; join again with what they send\n`
        : ""),
  );
  process.exitCode = isShort ? exitIncomplete : 0;
}

const onlyRoots = (rootFile: NoteFile | undefined, builtIn: readonly NoteFile[]): Evidence => ({
  ...{ previous: [], rebuilds: [], manifests: [], changes: [], builtIn },
  roots: rootFile === undefined ? [] : [rootFile],
});

/** Every file as a note with one text: that of the notes among them. Throws SignError, FormatError. */
async function readFiles(
  paths: readonly string[],
  rootFile: NoteFile | undefined,
  keyPaths: readonly string[],
): Promise<NoteFile[]> {
  const read = [];
  for (const path of paths) read.push({ path, bytes: await readBytes(path, noteLimit) });
  const notes = read
    .filter(({ bytes }) => !isResponse(bytes) && !isForeignSignature(bytes))
    .map(({ path, bytes }) => ({ path, note: parseNoteFile(bytes, path) }));
  const text = notes[0]?.note.text;
  if (text === undefined)
    throw new SignError("FILE", "expected a note among the files, found none: name the note that was signed first");
  const files: NoteFile[] = [...notes];
  for (const { path, bytes } of read) {
    if (isResponse(bytes)) {
      refuseResaved(bytes, path);
      files.push({ path, note: noteOfResponse(parseResponse(bytes, path), text, path) });
    }
    if (isForeignSignature(bytes)) {
      const keys = await candidateKeys(text, rootFile, keyPaths);
      files.push({ path, note: await noteOfForeign(bytes, text, keys, signatureCheck, path) });
    }
  }
  return files;
}

/** Whose a signature without a name can be. That the root stands is judged with the joined note. */
async function candidateKeys(
  text: string,
  rootFile: NoteFile | undefined,
  keyPaths: readonly string[],
): Promise<VKey[]> {
  const statement = readStatement(text);
  const roots = rootFile === undefined ? [] : [parseTrustRoot(rootFile.note.text)];
  if (statement.type === "trust-root") roots.push(statement.root);
  const keys: VKey[] = roots.flatMap((root) => root.keys.map((key) => key.vkey));
  for (const path of keyPaths) keys.push(await readPublicKey(path));
  return keys;
}

function inWords({ requirement, quorum, missing, unknown, predecessor }: Judgement): string {
  const lines: string[] = [];
  if (predecessor === "not given")
    lines.push("NOT judged by the version before: its quorum is needed too; give that version with --root");
  else if (predecessor !== undefined)
    lines.push(...quorumLines(predecessor, predecessor.missing, `root by version ${predecessor.version}`));
  lines.push(...quorumLines(quorum, missing, predecessor === undefined ? requirement : "root by itself"));
  if (quorum.revoked.length > 0) lines.push(`revoked:     ${namesOf(quorum.revoked)} (not counted)`);
  if (unknown.length > 0) lines.push(`unknown:     ${showLineNames(unknown)} (kept, not counted)`);
  return `${lines.join("\n")}\n`;
}

function quorumLines(
  { threshold, signers, isMet }: Pick<Judgement["quorum"], "threshold" | "signers" | "isMet">,
  missing: readonly RootKey[],
  what: string,
): string[] {
  if (threshold === 0) return [`signatures:  the trust root asks for nobody's signature for ${what}`];
  const found = `signatures:  ${signers.length} of ${threshold} needed for ${what}: ${namesOf(signers) || "nobody"}`;
  return isMet ? [found] : [found, `missing:     ${namesWithPlace(missing) || "nobody is left who could sign"}`];
}

const namesOf = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name).join(", ");

function inJson(out: string, note: Note, judgement: Judgement | undefined) {
  const names = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name);
  const judged = judgement && {
    requirement: judgement.requirement,
    threshold: judgement.quorum.threshold,
    signers: names(judgement.quorum.signers),
    revoked: names(judgement.quorum.revoked),
    missing: names(judgement.missing),
    unknown: judgement.unknown,
    isMet: judgement.quorum.isMet,
    predecessor: predecessorInJson(judgement.predecessor),
  };
  const isComplete = judgement === undefined ? null : isEnough(judgement);
  return { out, signatures: note.signatures.map((line) => line.name), judgement: judged ?? null, isComplete };
}

/** Null: the note needs none. A next root is signed by enough only where both `isMet` are true. */
function predecessorInJson(predecessor: Judgement["predecessor"]): object | string | null {
  if (predecessor === undefined || predecessor === "not given") return predecessor ?? null;
  const { version, threshold, signers, missing, isMet } = predecessor;
  const names = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name);
  return { version, threshold, signers: names(signers), missing: names(missing), isMet };
}
