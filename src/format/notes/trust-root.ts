// TRUST-ROOT note: who may sign what, and how many of them. docs/spec/trust-root.md
// Its lines are in trust-root-lines.ts.

import { compareText } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { match } from "../text/lines.ts";
import { caseFold } from "../text/path.ts";
import { keyNameLimit, type VKey } from "./vkey.ts";

export const keyRoles = ["officer", "rebuilder", "log", "witness"] as const;
export type KeyRole = (typeof keyRoles)[number];
/** What a `require` line is about, in the order in which they stand. */
export const requirements = [
  "root",
  "release",
  "emergency-release",
  "recall",
  "rebuild",
  "emergency-rebuild",
  "checkpoint",
] as const;
export type Requirement = (typeof requirements)[number];

/** Lines of keys. */
export const keyLimit = 64;
/** Characters of a line of a trust root: `group`, a name of 64, the threshold, and as many members as there can be. */
export const rootLineLimit = keyLimit * (keyNameLimit + 1) + 80;
/** Lines of groups, and of revoked keys. */
export const groupLimit = 16;
export const revokedLimit = 256;

/** What a trust root may be for. */
export const rootPurposes = ["final", "demonstration"] as const;

export interface RootKey {
  readonly vkey: VKey;
  readonly role: KeyRole;
  readonly holder: string;
  readonly organisation: string;
}

export interface Group {
  readonly name: string;
  /** How many distinct raw keys of `members` are needed. */
  readonly threshold: number;
  /** Names of keys, in byte order. */
  readonly members: readonly string[];
}

export interface TrustRoot {
  readonly version: number;
  /** SHA-256 of the text of version - 1. */
  readonly previous: string | undefined;
  readonly purpose: (typeof rootPurposes)[number];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly contact: string;
  readonly keys: readonly RootKey[];
  readonly groups: readonly Group[];
  /** The name of the group, undefined where the note says `none`. */
  readonly requires: Readonly<Record<Requirement, string | undefined>>;
  /** So many distinct rebuilders who say `differs` block a release; undefined: dissent is reported only. */
  readonly dissentBlocksAt: number | undefined;
  /** Raw keys, hex, in order; cumulative over all versions. */
  readonly revoked: readonly string[];
  readonly logOrigin: string | undefined;
}

/** The keys of the group that `requirement` names, and how many of them must sign; no keys and 0 where it says `none`. */
export function requiredKeys(
  root: TrustRoot,
  requirement: Requirement,
): { readonly threshold: number; readonly keys: readonly RootKey[] } {
  const group = root.groups.find((g) => g.name === root.requires[requirement]);
  if (group === undefined) return { threshold: 0, keys: [] };
  return { threshold: group.threshold, keys: root.keys.filter((k) => group.members.includes(k.vkey.name)) };
}

const where = "trust root";

/** What no single line shows: each key and name once, members that are keys, groups that can be met. Throws FormatError. */
export function checkRoot(root: TrustRoot): void {
  checkKeys(root.keys);
  unique(
    root.groups.map((g) => g.name),
    "a group once",
  );
  for (const group of root.groups) checkGroup(group, root.keys);
  for (const requirement of requirements) checkRequirement(requirement, root);
  checkLog(root);
  checkOrder(root.revoked, "revoked");
  for (const key of root.keys)
    if (root.revoked.includes(key.vkey.raw))
      throw new FormatError("KEY", where, "no revoked key in use", quote(key.vkey.name));
}

function checkKeys(keys: readonly RootKey[]): void {
  const once = (expected: string, read: (key: RootKey) => string) => unique(keys.map(read), expected);
  once("a key once", (key) => key.vkey.raw);
  once("a key name once", (key) => key.vkey.name.toLowerCase());
  // A signature line names its key by name and id: two keys of one id would be a trap for whoever looks for the id alone.
  once("a key id once (make another key)", (key) => key.vkey.id);
  once("a holder once", (key) => caseFold(key.holder));
  // Rebuild quorums count organisations: two spellings of one must not count twice.
  const organisations = [...new Set(keys.map((key) => key.organisation))];
  unique(organisations.map(caseFold), "an organisation in one spelling");
}

function checkGroup({ name, threshold, members }: Group, keys: readonly RootKey[]): void {
  const place = `group ${name}`;
  if (name === "none") throw new FormatError("FIELD", where, 'a group not called "none"', name);
  checkOrder(members, place);
  if (threshold > members.length)
    throw new FormatError("COUNT", place, `at least ${threshold} members`, `${members.length}`);
  const unknown = members.find((member) => !keys.some((key) => key.vkey.name === member));
  if (unknown !== undefined) throw new FormatError("REFERENCE", place, "names of keys above", quote(unknown));
}

function checkRequirement(requirement: Requirement, root: TrustRoot): void {
  const place = `require ${requirement}`;
  const name = root.requires[requirement];
  if (name === undefined) {
    if (requirement === "root" || requirement === "release")
      throw new FormatError("REFERENCE", place, "a group", "none");
    return;
  }
  const group = root.groups.find((g) => g.name === name);
  if (group === undefined) throw new FormatError("REFERENCE", place, "a group above", quote(name));
  const role = roleFor(requirement);
  const keys = root.keys.filter((key) => group.members.includes(key.vkey.name));
  const other = keys.find((key) => key.role !== role);
  if (other !== undefined)
    throw new FormatError("REFERENCE", place, `keys of role ${role} only`, quote(other.vkey.name));
  const organisations = new Set(keys.map((key) => key.organisation)).size;
  // Rebuilds and cosignatures are counted by organisation, officers by key.
  if (role !== "officer" && organisations < group.threshold)
    throw new FormatError("COUNT", place, `members of at least ${group.threshold} organisations`, `${organisations}`);
  if (role === "witness") checkWitnesses(keys, root.keys, place);
}

/** Whoever keeps the log, or signs what goes into it, is no witness of it: one who would hide an entry could cosign that nothing is hidden. */
function checkWitnesses(witnesses: readonly RootKey[], keys: readonly RootKey[], place: string): void {
  const watched = keys.filter(({ role }) => role === "log" || role === "officer");
  const own = witnesses.find((witness) => watched.some(({ organisation }) => organisation === witness.organisation));
  if (own === undefined) return;
  const expected = "witnesses of organisations that have no officer and do not keep the log";
  throw new FormatError("REFERENCE", place, expected, `${quote(own.vkey.name)} of ${quote(own.organisation)}`);
}

/** Whose keys a group named by a requirement may hold: officers' but for rebuilds, and for checkpoints of the log. */
function roleFor(requirement: Requirement): KeyRole {
  if (requirement === "checkpoint") return "witness";
  return requirement === "rebuild" || requirement === "emergency-rebuild" ? "rebuilder" : "officer";
}

function checkLog({ requires, keys, logOrigin }: TrustRoot): void {
  const logKeys = keys.filter((key) => key.role === "log").length;
  if (logOrigin === undefined && (requires.checkpoint !== undefined || logKeys > 0))
    throw new FormatError("REFERENCE", where, "a log origin for its keys", "none");
  if (logOrigin !== undefined && logKeys !== 1)
    throw new FormatError("COUNT", where, "exactly one log key", `${logKeys}`);
}

function unique(values: readonly string[], expected: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw new FormatError("DUPLICATE", where, expected, quote(twice));
}

function checkOrder(values: readonly string[], place: string): void {
  const wrong = values.find((value, i) => i > 0 && compareText(values[i - 1] ?? "", value) >= 0);
  if (wrong !== undefined) throw new FormatError("ORDER", place, "byte order, each once", quote(wrong));
}

/** C2SP tlog-checkpoint origins look like a URL without scheme; ours never begins with `zegel/`, the space of our note types. */
export function checkOrigin(origin: string, where: string): string {
  match(origin, /^[a-z0-9][a-z0-9.-]*(\/[A-Za-z0-9._-]+)*$/, "a log origin such as log.example.nl/zegel", where);
  if (origin.startsWith("zegel/") || origin === "none")
    throw new FormatError("FIELD", where, "an origin outside zegel/", quote(origin));
  return origin;
}
