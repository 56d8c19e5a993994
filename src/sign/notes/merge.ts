// Joins the signatures that officers made apart, each on her own machine, under one text.

import {
  compareText,
  type Note,
  quote,
  type Requirement,
  type RootKey,
  requiredKeys,
  type Signature,
  showLineNames,
  signatureLimit,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import {
  findSuccessionFaults,
  isBy,
  judgeRootSignatures,
  judgeSigners,
  type Quorum,
  type RootQuorum,
  requirementsOf,
  rootSigners,
  type SignatureCheck,
} from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import { describeFault } from "../root/root-words.ts";
import { compareLines } from "./sign-note.ts";
import { readStatement, type Statement } from "./statement.ts";

export type { NoteFile };

/** What the root says of the joined note. */
export interface Judgement {
  readonly requirement: Requirement;
  /** Of the root; where the note is itself a trust root, by the group that it names itself. */
  readonly quorum: Quorum;
  readonly missing: readonly RootKey[];
  /** Names on lines by keys that are not of the group: kept, not counted. */
  readonly unknown: readonly string[];
  /** Of a trust root from version 2 on: what the group of the version before says. A root needs both. */
  readonly predecessor: RootQuorum | "not given" | undefined;
}

/** Whether the note is signed by all whose signatures it needs: a trust root from version 2 on by two groups, which both must be at hand. */
export function isEnough({ quorum, predecessor }: Judgement): boolean {
  return quorum.isMet && (predecessor === undefined || (predecessor !== "not given" && predecessor.isMet));
}

/** All signatures under the one text, each once, in the order of `compareLines`. Throws SignError DIFFERENT_TEXT, DIFFERENT_SIGNATURE. */
export function joinNotes(files: readonly NoteFile[]): Note {
  const [first, ...others] = files;
  if (first === undefined)
    throw new SignError("FILE", {
      nl: "verwacht ten minste één bestand om samen te voegen, gevonden geen",
      en: "expected at least one note to merge, found none",
    });
  for (const other of others) demandSameText(first, other);
  const lines: Signature[] = [];
  for (const { path, note } of files)
    for (const line of note.signatures) {
      const known = lines.find((l) => l.name === line.name && l.keyId === line.keyId);
      if (known === undefined) lines.push(line);
      else if (compareLines(known, line) !== 0)
        throw new SignError("DIFFERENT_SIGNATURE", {
          nl: `${path}: bevat een andere handtekening van ${showLineNames([line.name])} dan de bestanden ervoor: één ervan is beschadigd; vraag het opnieuw`,
          en: `${path}: holds another signature by ${showLineNames([line.name])} than the files before it: one of them is damaged; ask for it again`,
        });
    }
  if (lines.length > signatureLimit)
    throw new SignError("DIFFERENT_SIGNATURE", {
      nl: `verwacht ten hoogste ${signatureLimit} handtekeningen, gevonden ${lines.length}`,
      en: `expected at most ${signatureLimit} signatures, found ${lines.length}`,
    });
  return { text: first.note.text, signatures: lines.sort(compareLines) };
}

function demandSameText(first: NoteFile, other: NoteFile): void {
  if (first.note.text === other.note.text) return;
  const a = first.note.text.split("\n");
  const b = other.note.text.split("\n");
  const at = a.findIndex((line, i) => line !== b[i]);
  const shown = (lines: readonly string[], nothing: string) => (lines[at] === undefined ? nothing : quote(lines[at]));
  throw new SignError("DIFFERENT_TEXT", {
    nl: `${first.path} en ${other.path} bevatten verschillende teksten; regel ${at + 1}: ${shown(a, "niets")} en ${shown(b, "niets")}. Handtekeningen onder de ene tekst tellen niet voor de andere: geef de bestanden van één tekst`,
    en: `${first.path} and ${other.path} hold different texts; line ${at + 1}: ${shown(a, "nothing")} and ${shown(b, "nothing")}. Signatures of one text do not count for another`,
  });
}

/**
 * Judges the joined note and orders its lines by raw key, foreign ones last. `rootFile` is the trust root that judges; for
 * a trust root it is the version before. Throws SignError TRUST_ROOT, BAD_SIGNATURE.
 */
export async function judgeJoined(
  files: readonly NoteFile[],
  rootFile: NoteFile | undefined,
  check: SignatureCheck,
): Promise<{ note: Note; judgement: Judgement | undefined }> {
  const note = joinNotes(files);
  const statement = readStatement(note.text);
  if (statement.type === "trust-root") return judgeNextRoot(files, note, statement.root, rootFile, check);
  if (rootFile === undefined) return { note, judgement: undefined };
  const root = await rootFor(statement, rootFile, check);
  const requirement = requirementOf(statement);
  const { keys, threshold } = whoSigns(statement, root, requirement);
  await refuseBadSignatures(files, keys, check);
  const quorum = await judgeSigners(note, keys, threshold, "loose", new Set(root.revoked), check);
  const isDone = statement.type === "rebuild" && quorum.isMet;
  const missing = isDone ? [] : keys.filter((key) => ![...quorum.signers, ...quorum.revoked].includes(key));
  if (statement.type === "rebuild" && statement.rebuild.differs === undefined && quorum.signers.length > 1)
    throw new SignError("DIFFERENT_SIGNATURE", {
      nl: `verwacht de handtekening van één nabouwer, gevonden ${quorum.signers.map((key) => key.vkey.name).join(" en ")}: elke nabouwer ondertekent een eigen verklaring`,
      en: `expected one reviewer's signature under an agreement, found ${quorum.signers.map((key) => key.vkey.name).join(" and ")}: each reviewer signs a statement of her own`,
    });
  const judgement = { requirement, quorum, missing, unknown: unknownOf(note, keys), predecessor: undefined };
  return { note: orderLines(note, keys), judgement };
}

/** A statement on a rebuild is one reviewer's: how many statements a release needs is no question to one note. */
function whoSigns(statement: Statement, root: TrustRoot, requirement: Requirement) {
  if (statement.type !== "rebuild") return requiredKeys(root, requirement);
  return { keys: root.keys.filter(({ role }) => role === "rebuilder"), threshold: 1 };
}

/** By its own root group and, from version 2 on, by that of the version before. */
async function judgeNextRoot(
  files: readonly NoteFile[],
  note: Note,
  root: TrustRoot,
  beforeFile: NoteFile | undefined,
  check: SignatureCheck,
): Promise<{ note: Note; judgement: Judgement }> {
  const before = beforeFile === undefined ? undefined : await predecessorOf(root, beforeFile, check);
  const keys = rootSigners(root, before);
  await refuseBadSignatures(files, keys, check);
  const { quorums, revoked, faults } = await judgeRootSignatures(note, root, before, "loose", check);
  const own = quorums.find((quorum) => quorum.version === root.version);
  const { threshold, signers, missing, isMet } = own ?? { threshold: 0, signers: [], missing: [], isMet: false };
  const predecessor = before === undefined ? undefined : quorums.find((quorum) => quorum.version === before.version);
  return {
    note: orderLines(note, keys),
    judgement: {
      requirement: "root",
      quorum: { signers, revoked, threshold, faults, isMet },
      missing,
      unknown: unknownOf(note, keys),
      predecessor: predecessor ?? (root.version > 1 ? "not given" : undefined),
    },
  };
}

async function predecessorOf(root: TrustRoot, { note, path }: NoteFile, check: SignatureCheck): Promise<TrustRoot> {
  if (root.version === 1)
    throw new SignError("TRUST_ROOT", {
      nl: "versie 1 wordt beoordeeld met de sleutels die erin staan: laat --root weg",
      en: "version 1 is judged by the keys that it names itself: leave out --root",
    });
  const before = await demandOwnRoot(note, path, check);
  const [fault] = findSuccessionFaults(root, before, textDigest(note.text));
  if (fault !== undefined)
    throw new SignError("TRUST_ROOT", {
      nl: `${path}: verwacht de vertrouwensbasis waarop versie ${root.version} volgt, gevonden een andere (${describeFault(fault, "nl")}): geef vertrouwensbasis ${root.version - 1} met --root`,
      en: `${path}: expected the trust root that version ${root.version} follows, found another one: ${describeFault(fault, "en")}: give root ${root.version - 1} with --root`,
    });
  return before;
}

function orderLines(note: Note, keys: readonly RootKey[]): Note {
  const rawOf = (line: Signature) => keys.find((key) => isBy(line, key))?.vkey.raw ?? "~"; // behind every hex digit
  const signatures = note.signatures.toSorted((a, b) => compareText(rawOf(a), rawOf(b)) || compareLines(a, b));
  return { text: note.text, signatures };
}

function unknownOf(note: Note, keys: readonly RootKey[]): string[] {
  return note.signatures.filter((line) => !keys.some((key) => isBy(line, key))).map((line) => line.name);
}

async function rootFor(statement: Statement, rootFile: NoteFile, check: SignatureCheck): Promise<TrustRoot> {
  if (statement.type === "minutes")
    throw new SignError("TRUST_ROOT", {
      nl: "een slotverklaring beoordeelt zegel ceremony verify: laat --root weg",
      en: "minutes are judged by zegel ceremony verify: leave out --root",
    });
  const root = await demandOwnRoot(rootFile.note, rootFile.path, check);
  const found = textDigest(rootFile.note.text);
  if (statement.type === "release" && statement.release.trustRoot !== found)
    throw new SignError("TRUST_ROOT", {
      nl: `${rootFile.path}: verwacht de vertrouwensbasis die de versie noemt (${statement.release.trustRoot}), gevonden ${found}: geef die met --root`,
      en: `${rootFile.path}: expected the trust root that the release names (${statement.release.trustRoot}), found ${found}`,
    });
  return root;
}

function requirementOf(statement: Statement): Requirement {
  switch (statement.type) {
    case "trust-root":
      return "root";
    case "release":
      return requirementsOf(statement.release).release;
    case "recall":
      return "recall";
    case "rebuild":
      return "rebuild";
    case "minutes": // rootFor gives none for it
      throw new SignError("TRUST_ROOT", "no trust root says who must sign minutes");
  }
}

/** A signature that does not hold is told with its file, so that it can be asked for again. */
async function refuseBadSignatures(
  files: readonly NoteFile[],
  keys: readonly RootKey[],
  check: SignatureCheck,
): Promise<void> {
  for (const { path, note } of files) {
    const { faults } = await judgeSigners(note, keys, 1, "loose", new Set(), check);
    if (faults[0] !== undefined)
      throw new SignError("BAD_SIGNATURE", {
        nl: `${path}: de handtekening van ${faults[0].name} klopt niet onder deze tekst: het bestand is beschadigd of veranderd; vraag het opnieuw`,
        en: `${path}: the signature by ${faults[0].name} does not hold under this text: the file is damaged or was altered; ask for it again`,
      });
  }
}
