// TRUST-ROOT note: who may sign what, and how many of them. docs/spec/trust-root.md

import { checkDay, checkSha256, checkText, compareText, decodeDecimal, decodeHex } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines, match, oneOf, split, token } from "../text/lines.ts";
import { caseFold } from "../text/path.ts";
import { encodeVKey, keyNameLimit, parseVKey, type VKey } from "./vkey.ts";

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
/** Whose keys a group named by a requirement may hold. */
const roleOf: Readonly<Record<Requirement, KeyRole>> = {
  root: "officer",
  release: "officer",
  "emergency-release": "officer",
  recall: "officer",
  rebuild: "rebuilder",
  "emergency-rebuild": "rebuilder",
  checkpoint: "witness",
};

export const keyLimit = 64;
/** Characters of a line of a trust root: `group`, a name of 64, the threshold, and as many members as there can be. */
export const rootLineLimit = keyLimit * (keyNameLimit + 1) + 80;
export const groupLimit = 16;
export const revokedLimit = 256;

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
  readonly purpose: "final" | "demonstration";
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

/** The text of a trust root. Throws FormatError. */
export function parseTrustRoot(text: string): TrustRoot {
  const lines = new Lines(text, "trust root", 60_000, rootLineLimit);
  lines.exactly("zegel/trust-root v1");
  const version = decodeDecimal(lines.field("version"), 1, 9999, lines.where);
  const before = lines.field("previous");
  const previous = before === "none" ? undefined : checkSha256(before, lines.where);
  if ((previous === undefined) !== (version === 1))
    throw new FormatError("REFERENCE", lines.where, "a predecessor exactly from version 2 on", quote(before));
  const purpose = oneOf(lines.field("purpose"), ["final", "demonstration"] as const, lines.where);
  const [validFrom, validUntil] = validity(lines.field("valid"), lines.where);
  const contact = checkText(lines.field("contact"), lines.where, 200);
  const keys = lines.fields("key", keyLimit).map((line) => parseKey(line, lines.where));
  const groups = lines.fields("group", groupLimit).map((line) => parseGroup(line, lines.where));
  const requires = {} as Record<Requirement, string | undefined>;
  for (const requirement of requirements) {
    const name = lines.field(`require ${requirement}`);
    requires[requirement] = name === "none" ? undefined : name;
  }
  const dissent = lines.field("dissent");
  const dissentBlocksAt =
    dissent === "reported" ? undefined : decodeDecimal(dissent.replace(/^blocks-at /, ""), 1, keyLimit, lines.where);
  if (dissentBlocksAt !== undefined && dissent !== `blocks-at ${dissentBlocksAt}`)
    throw new FormatError("FIELD", lines.where, '"blocks-at K" or "reported"', quote(dissent));
  const revoked = lines.fields("revoked", revokedLimit).map((raw) => checkSha256(raw, lines.where));
  const origin = lines.field("log");
  const logOrigin = origin === "none" ? undefined : checkOrigin(origin, lines.where);
  lines.end();
  const root = {
    version,
    previous,
    purpose,
    validFrom,
    validUntil,
    contact,
    keys,
    groups,
    requires,
    dissentBlocksAt,
    revoked,
    logOrigin,
  };
  checkRoot(root);
  return root;
}

function validity(value: string, where: string): [string, string] {
  const [from = "", until = "", more] = value.split("..");
  if (more !== undefined) throw new FormatError("DATE", where, "FROM..UNTIL", quote(value));
  if (checkDay(from, where) > checkDay(until, where))
    throw new FormatError("DATE", where, "an end after the start", quote(value));
  return [from, until];
}

function parseKey(line: string, where: string): RootKey {
  const [vkey = "", role = "", holder = "", organisation = ""] = split(line, 4, where);
  const key = {
    vkey: parseVKey(vkey, where),
    role: oneOf(role, keyRoles, where),
    holder: token(holder, where),
    organisation: token(organisation, where),
  };
  // Witnesses sign cosignatures (type 4), all others plain notes (type 1): no signature of one kind can be taken for the other.
  if (key.vkey.type !== (key.role === "witness" ? 4 : 1))
    throw new FormatError(
      "KEY",
      where,
      `a key of type ${key.role === "witness" ? 4 : 1} for a ${key.role}`,
      `type ${key.vkey.type}`,
    );
  return key;
}

function parseGroup(line: string, where: string): Group {
  const [name = "", threshold = "", members = ""] = split(line, 3, where);
  return {
    name: token(name, where),
    threshold: decodeDecimal(threshold, 1, keyLimit, where),
    members: members.split(" "),
  };
}

/** C2SP tlog-checkpoint origins look like a URL without scheme; ours never begins with `zegel/`, the space of our note types. */
export function checkOrigin(origin: string, where: string): string {
  match(origin, /^[a-z0-9][a-z0-9.-]*(\/[A-Za-z0-9._-]+)*$/, "a log origin such as log.example.nl/zegel", where);
  if (origin.startsWith("zegel/") || origin === "none")
    throw new FormatError("FIELD", where, "an origin outside zegel/", quote(origin));
  return origin;
}

function checkRoot(root: TrustRoot): void {
  const where = "trust root";
  unique(
    root.keys.map((k) => k.vkey.raw),
    "a key once",
    where,
  );
  unique(
    root.keys.map((k) => k.vkey.name.toLowerCase()),
    "a key name once",
    where,
  );
  // A signature line names its key by name and id: two keys of one id would be a trap for whoever looks for the id alone.
  unique(
    root.keys.map((k) => k.vkey.id),
    "a key id once (make another key)",
    where,
  );
  unique(
    root.keys.map((k) => caseFold(k.holder)),
    "a holder once",
    where,
  );
  unique(
    root.groups.map((g) => g.name),
    "a group once",
    where,
  );
  // Rebuild quorums count organisations: two spellings of one must not count twice.
  const organisations = [...new Set(root.keys.map((k) => k.organisation))];
  unique(organisations.map(caseFold), "an organisation in one spelling", where);
  const byName = new Map(root.keys.map((key) => [key.vkey.name, key]));
  for (const group of root.groups) {
    if (group.name === "none") throw new FormatError("FIELD", where, 'a group not called "none"', group.name);
    ordered(group.members, `group ${group.name}`);
    if (group.threshold > group.members.length)
      throw new FormatError(
        "COUNT",
        `group ${group.name}`,
        `at least ${group.threshold} members`,
        `${group.members.length}`,
      );
    for (const member of group.members)
      if (!byName.has(member))
        throw new FormatError("REFERENCE", `group ${group.name}`, "names of keys above", quote(member));
  }
  for (const requirement of requirements) {
    const name = root.requires[requirement];
    if (name === undefined) {
      if (requirement === "root" || requirement === "release")
        throw new FormatError("REFERENCE", `require ${requirement}`, "a group", "none");
      continue;
    }
    const group = root.groups.find((g) => g.name === name);
    if (group === undefined) throw new FormatError("REFERENCE", `require ${requirement}`, "a group above", quote(name));
    for (const member of group.members)
      if (byName.get(member)?.role !== roleOf[requirement])
        throw new FormatError(
          "REFERENCE",
          `require ${requirement}`,
          `keys of role ${roleOf[requirement]} only`,
          quote(member),
        );
    const organisations = new Set(group.members.map((member) => byName.get(member)?.organisation));
    if (roleOf[requirement] === "rebuilder" && organisations.size < group.threshold)
      throw new FormatError(
        "COUNT",
        `require ${requirement}`,
        `members of at least ${group.threshold} organisations`,
        `${organisations.size}`,
      );
  }
  if (
    (root.requires.checkpoint !== undefined || root.keys.some((k) => k.role === "log")) &&
    root.logOrigin === undefined
  )
    throw new FormatError("REFERENCE", where, "a log origin for its keys", "none");
  if (root.logOrigin !== undefined && root.keys.filter((k) => k.role === "log").length !== 1)
    throw new FormatError("COUNT", where, "exactly one log key", `${root.keys.filter((k) => k.role === "log").length}`);
  ordered(root.revoked, "revoked");
  for (const key of root.keys)
    if (root.revoked.includes(key.vkey.raw))
      throw new FormatError("KEY", where, "no revoked key in use", quote(key.vkey.name));
}

function unique(values: readonly string[], expected: string, where: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw new FormatError("DUPLICATE", where, expected, quote(twice));
}

function ordered(values: readonly string[], where: string): void {
  for (let i = 1; i < values.length; i++)
    if (compareText(values[i - 1] ?? "", values[i] ?? "") >= 0)
      throw new FormatError("ORDER", where, "byte order, each once", quote(values[i] ?? ""));
}

/** The inverse of parseTrustRoot. Throws FormatError on values that parseTrustRoot would refuse. */
export function encodeTrustRoot(root: TrustRoot): string {
  checkRoot(root); // the values as given: a blank or "none" inside a name would print as something else
  if (root.previous !== undefined) checkSha256(root.previous, "trust root previous");
  if (root.logOrigin !== undefined) checkOrigin(root.logOrigin, "trust root log");
  const lines = [
    "zegel/trust-root v1",
    `version ${root.version}`,
    `previous ${root.previous ?? "none"}`,
    `purpose ${root.purpose}`,
    `valid ${root.validFrom}..${root.validUntil}`,
    `contact ${root.contact}`,
    ...root.keys.map((k) => `key ${encodeVKey(k.vkey)} ${k.role} ${k.holder} ${k.organisation}`),
    ...root.groups.map((g) => `group ${g.name} ${g.threshold} ${g.members.join(" ")}`),
    ...requirements.map((r) => `require ${r} ${root.requires[r] ?? "none"}`),
    `dissent ${root.dissentBlocksAt === undefined ? "reported" : `blocks-at ${root.dissentBlocksAt}`}`,
    ...root.revoked.map((raw) => `revoked ${raw}`),
    `log ${root.logOrigin ?? "none"}`,
  ];
  const text = joinLines(lines, "trust root");
  parseTrustRoot(text);
  return text;
}

/** The keys of the group that `requirement` names; empty where it says `none`. */
export function requiredKeys(
  root: TrustRoot,
  requirement: Requirement,
): { readonly threshold: number; readonly keys: readonly RootKey[] } {
  const group = root.groups.find((g) => g.name === root.requires[requirement]);
  if (group === undefined) return { threshold: 0, keys: [] };
  return { threshold: group.threshold, keys: root.keys.filter((k) => group.members.includes(k.vkey.name)) };
}

/** For messages and tests: a raw key in hex as bytes. */
export function rawKeyBytes(raw: string): Uint8Array {
  return decodeHex(raw, 32, "raw key");
}
