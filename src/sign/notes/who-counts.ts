// Whose signature under a note counts, as far as the trust roots at hand say. A person hears it before she confirms: a
// signature that counts nowhere looks like any other until the quorum is missed. Only told, never refused: her key may be
// meant for a root that is not at hand.

import {
  type Note,
  type Requirement,
  type RootKey,
  requiredKeys,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import {
  dissenters,
  findSuccessionFaults,
  isAboutKit,
  requirementsOf,
  rootSigners,
  type SignatureCheck,
} from "../../trust/index.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import type { Evidence } from "./at-hand.ts";
import type { NoteFile } from "./merge.ts";
import { readStatement, type Statement } from "./statement.ts";

export interface WhoCounts {
  /** Whose lines count, by name and raw key; undefined: no root at hand says it. */
  readonly keys: readonly CountedKey[] | undefined;
  /** How many of whom are asked, for what, by which version. */
  readonly groups: readonly AskedGroup[];
  /** The root that says so, or that the note is; undefined where none is at hand, and for minutes. */
  readonly root: TrustRoot | undefined;
  /** SHA-256 of the text of the root that says it; undefined where the note is a root itself, and where none is at hand. */
  readonly judge: { readonly sha256: string; readonly isBuiltIn: boolean } | undefined;
  /** The next root, whose predecessor is not at hand: its officers count as well. */
  readonly lacksPredecessor: boolean;
  /** The note hangs on a root that is not of the chain built into this program, whose newest version is `version`. */
  readonly besideBuiltIn: { readonly kind: "foreign" | "unconnected"; readonly version: number } | undefined;
  /** Raw keys revoked in any root at hand, with the version that says so. */
  readonly revoked: ReadonlyMap<string, number>;
}

export interface AskedGroup {
  /** `kit`: a statement on the kit is published, and counts for nothing. */
  readonly requirement: Requirement | "differs" | "kit" | "minutes";
  /** Of the trust root; undefined for minutes and for a statement on the kit. */
  readonly version: number | undefined;
  /** 0: nobody's signature is asked for, and none counts. */
  readonly threshold: number;
  readonly names: readonly string[];
}

export interface CountedKey {
  readonly name: string;
  /** Undefined: minutes name a key without saying which it is. */
  readonly raw: string | undefined;
}

interface KnownRoot {
  readonly root: TrustRoot;
  readonly sha256: string;
}

/** `note` is one that `readStatement` takes. Throws SignError TRUST_ROOT, FormatError where a root at hand is none. */
export async function findWhoCounts(note: Note, evidence: Evidence, check: SignatureCheck): Promise<WhoCounts> {
  const statement = readStatement(note.text);
  const builtIn = await knownRoots(evidence.builtIn, check);
  const given = [...evidence.roots, ...evidence.previous.filter(isRoot)];
  const known = [...(await knownRoots(given, check)), ...builtIn];
  const revoked = new Map(known.flatMap(({ root }) => root.revoked.map((raw) => [raw, root.version] as const)));
  const judge = judgeOf(statement, known);
  const counted = countedKeys(statement, judge?.root, known);
  const about = aboutOf(statement, textDigest(note.text), judge);
  const root = statement.type === "trust-root" ? statement.root : judge?.root;
  const isBuiltIn = builtIn.some(({ sha256 }) => sha256 === judge?.sha256);
  return {
    ...counted,
    root,
    judge: judge && { sha256: judge.sha256, isBuiltIn },
    besideBuiltIn: besideChain(about, builtIn),
    revoked,
  };
}

const isRoot = ({ note }: NoteFile) => readStatement(note.text).type === "trust-root";

async function knownRoots(files: readonly NoteFile[], check: SignatureCheck): Promise<KnownRoot[]> {
  const roots: KnownRoot[] = [];
  for (const { note, path } of files)
    roots.push({ root: await demandOwnRoot(note, path, check), sha256: textDigest(note.text) });
  return roots;
}

/** Under which root the verifier will judge the note. docs/spec/trust-root.md, "Which root judges what" */
function judgeOf(statement: Statement, known: readonly KnownRoot[]): KnownRoot | undefined {
  switch (statement.type) {
    case "release":
      return known.find(({ sha256 }) => sha256 === statement.release.trustRoot);
    case "trust-root":
      return undefined; // itself, and the one before it
    case "recall":
    case "rebuild": // the root is that of its release, which is not at hand: the newest is the best guess
      return newestOf(known);
    case "minutes":
      return undefined;
  }
}

function newestOf(known: readonly KnownRoot[]): KnownRoot | undefined {
  return known.toSorted((a, b) => b.root.version - a.root.version)[0];
}

type Counted = Pick<WhoCounts, "keys" | "groups" | "lacksPredecessor">;

function countedKeys(statement: Statement, judge: TrustRoot | undefined, known: readonly KnownRoot[]): Counted {
  switch (statement.type) {
    case "release":
      return inGroups(judge, [requirementsOf(statement.release).release]);
    case "recall":
      return inGroups(judge, ["recall"]);
    case "rebuild":
      if (isAboutKit(statement.rebuild)) return nowhere;
      return statement.rebuild.differs === undefined
        ? inGroups(judge, ["rebuild", "emergency-rebuild"])
        : anyReviewer(judge);
    case "trust-root": {
      const { root } = statement;
      const before = known.find(({ sha256 }) => sha256 === root.previous)?.root;
      const judges = before === undefined ? [root] : [before, root];
      return {
        keys: bare(rootSigners(root, before)),
        groups: judges.map((each) => groupOf(each, "root")),
        lacksPredecessor: root.version > 1 && before === undefined,
      };
    }
    case "minutes": {
      const names = statement.minutes.present.flatMap(({ key }) => (key === undefined ? [] : [key]));
      return {
        keys: names.map((name) => ({ name, raw: undefined })),
        groups: [{ requirement: "minutes", version: undefined, threshold: names.length, names }],
        lacksPredecessor: false,
      };
    }
  }
}

/** Of a statement on the kit, whatever root is at hand: docs/spec/rebuild.md */
const nowhere: Counted = {
  keys: [],
  groups: [{ requirement: "kit", version: undefined, threshold: 0, names: [] }],
  lacksPredecessor: false,
};

function inGroups(judge: TrustRoot | undefined, requirements: readonly Requirement[]): Counted {
  if (judge === undefined) return { keys: undefined, groups: [], lacksPredecessor: false };
  return {
    keys: bare(requirements.flatMap((requirement) => requiredKeys(judge, requirement).keys)),
    groups: requirements.map((requirement) => groupOf(judge, requirement)),
    lacksPredecessor: false,
  };
}

/** One is enough to say that it differs. */
function anyReviewer(judge: TrustRoot | undefined): Counted {
  if (judge === undefined) return { keys: undefined, groups: [], lacksPredecessor: false };
  const keys = bare(dissenters(judge));
  const names = keys.map(({ name }) => name);
  const threshold = Math.min(1, names.length);
  return {
    keys,
    groups: [{ requirement: "differs", version: judge.version, threshold, names }],
    lacksPredecessor: false,
  };
}

const bare = (keys: readonly RootKey[]): CountedKey[] => keys.map(({ vkey: { name, raw } }) => ({ name, raw }));

function groupOf(root: TrustRoot, requirement: Requirement): AskedGroup {
  const { keys, threshold } = requiredKeys(root, requirement);
  return { requirement, version: root.version, threshold, names: keys.map((key) => key.vkey.name) };
}

/** The root that a note is, or hangs on; `root` undefined: it is not at hand. */
function aboutOf(statement: Statement, sha256: string, judge: KnownRoot | undefined): Partial<KnownRoot> | undefined {
  if (statement.type === "trust-root") return { root: statement.root, sha256 };
  if (statement.type === "release") return { ...judge, sha256: statement.release.trustRoot };
  return statement.type === "minutes" ? undefined : judge;
}

/**
 * How the root that the note is, or hangs on, stands to the chain built in. `foreign`: a verifier with that chain refuses it,
 * whatever comes beside it. `unconnected`: the versions that would connect the two are not at hand.
 * docs/spec/verification.md, step 4
 */
function besideChain(about: Partial<KnownRoot> | undefined, builtIn: readonly KnownRoot[]): WhoCounts["besideBuiltIn"] {
  const newest = newestOf(builtIn);
  if (newest === undefined || about === undefined) return undefined;
  if (builtIn.some(({ sha256 }) => sha256 === about.sha256)) return undefined;
  const { version } = newest.root;
  const oldest = builtIn.reduce((a, b) => (b.root.version < a.root.version ? b : a));
  if (about.root === undefined) return { kind: "unconnected", version };
  if (about.root.purpose !== newest.root.purpose) return { kind: "foreign", version };
  if (about.root.version === version + 1) {
    const follows = findSuccessionFaults(about.root, newest.root, newest.sha256).length === 0;
    return follows ? undefined : { kind: "foreign", version };
  }
  if (about.root.version === oldest.root.version - 1)
    return oldest.root.previous === about.sha256 ? undefined : { kind: "foreign", version };
  const isBetween = about.root.version >= oldest.root.version && about.root.version <= version;
  return { kind: isBetween ? "foreign" : "unconnected", version };
}

/** The root of the chain built into this program that judges `note`; of a next root, the one before it. Throws FormatError. */
export function builtInJudge(note: Note, builtIn: readonly NoteFile[]): NoteFile | undefined {
  const statement = readStatement(note.text);
  const byDigest = (sha256: string | undefined) => builtIn.find((file) => textDigest(file.note.text) === sha256);
  switch (statement.type) {
    case "release":
      return byDigest(statement.release.trustRoot);
    case "trust-root":
      return byDigest(statement.root.previous);
    case "recall":
    case "rebuild":
      return builtIn.at(-1);
    case "minutes":
      return undefined;
  }
}
