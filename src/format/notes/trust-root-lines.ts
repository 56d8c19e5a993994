// The lines of a TRUST-ROOT note. docs/spec/trust-root.md

import { checkDay, decodeDecimal } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { oneOf, split, token } from "../text/lines.ts";
import { typeLineOf } from "./note.ts";
import {
  behind,
  decimal,
  type FieldTable,
  line,
  lineForEach,
  noteLines,
  oneWord,
  orNone,
  orWord,
  plain,
  repeated,
  sha256,
  text,
  type Value,
} from "./note-lines.ts";
import {
  checkOrigin,
  checkRoot,
  type Group,
  groupLimit,
  keyLimit,
  keyRoles,
  type RootKey,
  requirements,
  revokedLimit,
  rootLineLimit,
  rootPurposes,
  type TrustRoot,
} from "./trust-root.ts";
import { encodeVKey, parseVKey } from "./vkey.ts";

/** A trust root as its lines have it: one line holds both dates. */
type RootLines = Omit<TrustRoot, "validFrom" | "validUntil"> & { readonly valid: Validity };
type Validity = readonly [from: string, until: string];

export const rootLines = noteLines<RootLines>(
  { typeLine: typeLineOf("trust-root"), what: "trust root", limit: 60_000, lineLimit: rootLineLimit },
  rootTable,
);

function rootTable(): FieldTable<RootLines> {
  return {
    version: line("version", decimal(1, 9999)),
    previous: line("previous", orNone(sha256)),
    purpose: line("purpose", oneWord(rootPurposes)),
    valid: line("valid", validity),
    contact: line("contact", text(200)),
    keys: repeated("key", keyLimit, rootKey),
    groups: repeated("group", groupLimit, group),
    requires: lineForEach("require", requirements, orNone(groupName)),
    dissentBlocksAt: line(
      "dissent",
      orWord("reported", behind("blocks-at", decimal(1, keyLimit), '"blocks-at K" or "reported"')),
    ),
    revoked: repeated("revoked", revokedLimit, sha256),
    logOrigin: line("log", orNone(plain(checkOrigin))),
  };
}

const validity: Value<Validity> = {
  parse: (given, where) => {
    const [from = "", until = "", more] = given.split("..");
    if (more !== undefined) throw new FormatError("DATE", where, "FROM..UNTIL", quote(given));
    if (checkDay(from, where) > checkDay(until, where))
      throw new FormatError("DATE", where, "an end after the start", quote(given));
    return [from, until];
  },
  print: ([from, until]) => `${from}..${until}`,
};

const rootKey: Value<RootKey> = {
  parse: (given, where) => {
    const [vkey = "", role = "", holder = "", organisation = ""] = split(given, 4, where);
    const key = {
      vkey: parseVKey(vkey, where),
      role: oneOf(role, keyRoles, where),
      holder: token(holder, where),
      organisation: token(organisation, where),
    };
    // Witnesses sign cosignatures (type 4), all others plain notes (type 1): no signature of one kind can be taken for the other.
    const type = key.role === "witness" ? 4 : 1;
    if (key.vkey.type !== type)
      throw new FormatError("KEY", where, `a key of type ${type} for a ${key.role}`, `type ${key.vkey.type}`);
    return key;
  },
  print: ({ vkey, role, holder, organisation }) => `${encodeVKey(vkey)} ${role} ${holder} ${organisation}`,
};

const group: Value<Group> = {
  parse: (given, where) => {
    const [name = "", threshold = "", members = ""] = split(given, 3, where);
    return {
      name: token(name, where),
      threshold: decodeDecimal(threshold, 1, keyLimit, where),
      members: members.split(" "),
    };
  },
  print: ({ name, threshold, members }) => `${name} ${threshold} ${members.join(" ")}`,
};

/** Any text: checkRoot looks for the group of that name. */
const groupName: Value<string> = plain((name) => name);

/** The text of a trust root. Throws FormatError. */
export function parseTrustRoot(text: string): TrustRoot {
  const {
    valid: [validFrom, validUntil],
    ...others
  } = rootLines.parse(text);
  const { version, previous } = others;
  if ((previous === undefined) !== (version === 1))
    throw new FormatError(
      "REFERENCE",
      "trust root (previous)",
      "a predecessor exactly from version 2 on",
      quote(previous ?? "none"),
    );
  const root = { ...others, validFrom, validUntil };
  checkRoot(root);
  return root;
}
