// What commands read beside the notes to sign: previous notes, trust roots, rebuild notes, manifests; and whole requests.

import type { Command } from "commander";
import {
  encodeUtf8,
  FormatError,
  kindOf,
  manifestLimit,
  parseCheckpoint,
  parseNote,
  parseNoteFile,
  quote,
  refuseResaved,
  tryParse,
} from "../../format/index.ts";
import {
  type Evidence,
  evidenceOf,
  isRequest,
  manifestBytes,
  type NoteFile,
  parseRequest,
  readBytes,
  requestLimit,
} from "../../sign/index.ts";
import { builtIn } from "../../verify/built-in.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { many } from "../command.ts";
import { readNote } from "./note-file.ts";

/** Names of files shown of each kind, unless --all. */
export const nameLimit = 30;

export interface EvidenceOptions {
  readonly previous: readonly string[];
  readonly release: readonly string[];
  readonly previousRecall: readonly string[];
  readonly root: readonly string[];
  readonly rebuild: readonly string[];
  readonly manifest: readonly string[];
}

export function addEvidenceOptions(command: Command): Command {
  return command
    .addOption(many("--previous <note>", "the release or trust root before this one (repeat)"))
    .addOption(many("--release <note>", "the release of an image on the recall list to sign (repeat)"))
    .addOption(many("--previous-recall <note>", "the recall list before the one to sign (repeat)"))
    .addOption(many("--manifest <file>", "ZEGEL/MANIFEST of this or of the previous release (repeat)"))
    .addOption(many("--rebuild <note>", "a reviewer's statement on the release (repeat)"))
    .addOption(many("--root <note>", "a trust root that the note is judged under (repeat)"));
}

/** Throws SignError FILE, FormatError. */
export async function readEvidence(options: EvidenceOptions): Promise<Evidence> {
  const notes = async (paths: readonly string[]) => {
    const files: NoteFile[] = [];
    for (const path of paths) files.push(await readNote(path));
    return files;
  };
  const manifests = [];
  for (const path of options.manifest) manifests.push(manifestBytes(path, await readBytes(path, manifestLimit)));
  return {
    previous: [
      ...(await notes(options.previous)),
      ...ofKind("release", "--release", await notes(options.release)),
      ...ofKind("recall", "--previous-recall", await notes(options.previousRecall)),
    ],
    roots: await notes(options.root),
    rebuilds: await notes(options.rebuild),
    manifests,
    changes: [],
    builtIn: builtInRoots(),
  };
}

const kindWords = {
  release: { nl: "een versie", en: "a release note" },
  recall: { nl: "een intreklijst", en: "a recall note" },
} as const;

/** Throws CommandError where another kind of note was given than the option names. */
function ofKind(kind: "release" | "recall", option: string, files: readonly NoteFile[]): readonly NoteFile[] {
  const other = files.find(({ note }) => kindOf(note.text) !== kind);
  if (other === undefined) return files;
  const [found, words] = [kindOf(other.note.text), kindWords[kind]];
  throw new CommandError({
    nl: `${quote(other.path)}: bij ${option} hoort ${words.nl}, gevonden iets anders (${found ?? "onbekend"}): geef het goede bestand`,
    en: `${quote(other.path)}: ${option} expects ${words.en}, found a ${found ?? "note of no kind that is known"}`,
  });
}

/** Trust roots that packaging built into this program. Throws FormatError. */
export function builtInRoots(): NoteFile[] {
  return builtIn.roots.map((text, i) => {
    const path = `trust root ${i + 1} of this program`;
    return { path, note: parseNote(encodeUtf8(text), path) };
  });
}

/** What is to be signed, and what came along with it. */
export interface SignInput {
  readonly files: readonly NoteFile[];
  readonly evidence: Evidence;
  readonly isRequest: boolean;
}

/** Of one request, or of notes. Throws SignError REQUEST, FILE, FormatError, CommandError. */
export async function readInput(paths: readonly string[], options: EvidenceOptions): Promise<SignInput> {
  const own = await readEvidence(options);
  const files: NoteFile[] = [];
  for (const path of paths) {
    const bytes = await readBytes(path, requestLimit);
    if (isRequest(bytes)) {
      if (paths.length > 1)
        throw new CommandError(
          {
            nl: `${path}: op een ondertekenverzoek wordt apart geantwoord, niet samen met andere`,
            en: `${path}: a request is answered alone, not with others`,
          },
          exitUsage,
        );
      return fromRequest(path, bytes, own);
    }
    refuseCheckpoint(bytes, path);
    files.push({ path, note: parseNoteFile(bytes, path) });
  }
  return { files, evidence: own, isRequest: false };
}

/** A log is signed by whoever sees all of it and remembers how large it was: a checkpoint alone shows neither. Throws CommandError. */
function refuseCheckpoint(bytes: Uint8Array, path: string): void {
  const [text = ""] = new TextDecoder().decode(bytes).split(/(?<=\n)\n/);
  if (tryParse(() => parseCheckpoint(text, 0)) instanceof FormatError) return;
  throw new CommandError({
    nl: `${path}: dit is de stand van een logboek: onderteken die met zegel log sign, op de hele map van het logboek`,
    en: `${path}: this is the checkpoint of a log: sign it with zegel log sign, on the whole folder of the log`,
  });
}

function fromRequest(path: string, bytes: Uint8Array, own: Evidence): SignInput {
  refuseResaved(bytes, path);
  const request = parseRequest(bytes, path);
  return { ...evidenceOf(path, request, own), isRequest: true };
}
