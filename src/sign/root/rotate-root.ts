// Version N + 1 of a trust root: what a person names is changed, all else is carried over as it stands. docs/spec/trust-root.md

import {
  checkSha256,
  compareText,
  encodeTrustRoot,
  type Group,
  type Note,
  quote,
  type Requirement,
  type RootKey,
  requiredKeys,
  type TrustRoot,
  textDigest,
  type VKey,
} from "../../format/index.ts";
import { findSuccessionFaults } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { demandLogName } from "./new-root.ts";
import { describeFault } from "./root-words.ts";

/** A key of version N, by its name. */
export interface KeyChange<T> {
  readonly name: string;
  readonly to: T;
}

export interface RotationChoice {
  readonly added: readonly RootKey[];
  /** Another key for the same holder, in the same groups. What the old one signed still counts, unless it is revoked too. */
  readonly replaced: readonly KeyChange<VKey>[];
  /** The holder has another name, or the organisation has. */
  readonly renamed: readonly KeyChange<Pick<RootKey, "holder" | "organisation">>[];
  /** Names: gone from keys and groups; what they signed still counts. */
  readonly retired: readonly string[];
  /** Names, or raw keys in hex: gone as well, and what they signed counts nowhere any more. */
  readonly revoked: readonly string[];
  /** New, or in place of the one by that name. */
  readonly groups: readonly Group[];
  readonly droppedGroups: readonly string[];
  readonly requires: ReadonlyMap<Requirement, string | undefined>;
  readonly valid: { readonly from: string; readonly until: string } | undefined;
  readonly contact: string | undefined;
  /** Undefined: as it was. */
  readonly dissent: { readonly blocksAt: number | undefined } | undefined;
  readonly log: { readonly origin: string | undefined } | undefined;
}

/** The next version, unsigned. `note` is version N, signed and judged by the caller. Throws SignError TRUST_ROOT, FormatError. */
export function rotateRoot(note: Note, before: TrustRoot, choice: RotationChoice): Note {
  refuseContradictions(before, choice);
  const revoked = choice.revoked.map((typed) => rawOf(before, typed));
  const gone = new Set([
    ...choice.retired,
    ...before.keys.filter((key) => revoked.includes(key.vkey.raw)).map((key) => key.vkey.name),
  ]);
  const next: TrustRoot = {
    ...before,
    version: before.version + 1,
    previous: textDigest(note.text),
    validFrom: choice.valid?.from ?? before.validFrom,
    validUntil: choice.valid?.until ?? before.validUntil,
    contact: choice.contact ?? before.contact,
    keys: nextKeys(before, choice, gone),
    groups: nextGroups(before, choice, gone),
    requires: { ...before.requires, ...Object.fromEntries(choice.requires) },
    dissentBlocksAt: choice.dissent === undefined ? before.dissentBlocksAt : choice.dissent.blocksAt,
    revoked: [...new Set([...before.revoked, ...revoked])].sort(compareText),
    logOrigin: choice.log === undefined ? before.logOrigin : choice.log.origin,
  };
  const text = encodeTrustRoot(next);
  if (text === encodeTrustRoot({ ...before, version: next.version, previous: next.previous }))
    throw bad("nothing is changed: name what the next version is to change");
  if (isOtherLog(before, next)) demandLogName(next);
  demandSignable(before, next);
  return { text, signatures: [] };
}

/** A log that stays as it was, misnamed or not, never keeps a stolen key of somebody else from being revoked. */
function isOtherLog(before: TrustRoot, next: TrustRoot): boolean {
  const placeOf = ({ logOrigin, keys }: TrustRoot) =>
    `${logOrigin} ${keys.find(({ role }) => role === "log")?.vkey.raw}`;
  return placeOf(before) !== placeOf(next);
}

/** Each key is named in one way only, and nothing twice. */
function refuseContradictions(before: TrustRoot, choice: RotationChoice): void {
  const names = before.keys.map((key) => key.vkey.name);
  const replaced = choice.replaced.map((change) => change.name);
  const renamed = choice.renamed.map((change) => change.name);
  for (const name of [...replaced, ...renamed, ...choice.retired])
    if (!names.includes(name))
      throw bad(`${quote(name)} is no key of version ${before.version}: expected one of ${names.join(", ")}`);
  refuseTwice([...replaced, ...choice.retired, ...renamed], "a key that is replaced, retired or renamed");
  refuseTwice(choice.revoked, "a revoked key");
  refuseTwice([...choice.groups.map((group) => group.name), ...choice.droppedGroups], "a group");
  for (const name of choice.droppedGroups)
    if (!before.groups.some((group) => group.name === name))
      throw bad(`${quote(name)} is no group of version ${before.version}`);
  const given = [...choice.added.map((key) => key.vkey), ...choice.replaced.map((change) => change.to)];
  for (const { name, raw } of given) {
    const known = before.keys.find((key) => key.vkey.raw === raw);
    if (known !== undefined)
      throw bad(
        `${name}: version ${before.version} holds this very key as ${known.vkey.name}, ${known.role}: make a new one (zegel key new)`,
      );
  }
}

function refuseTwice(values: readonly string[], what: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw bad(`expected ${what} named once, found ${quote(twice)} twice`);
}

/** A key of version N by its name, or 64 hex digits: also keys of earlier versions may turn out to be stolen. */
function rawOf(before: TrustRoot, typed: string): string {
  const key = before.keys.find((candidate) => candidate.vkey.name === typed);
  if (key !== undefined) return key.vkey.raw;
  if (!/^[0-9a-fA-F]{64}$/.test(typed))
    throw bad(
      `${quote(typed)}: expected the name of a key of version ${before.version}, or a raw key in hex, to revoke`,
    );
  const raw = checkSha256(typed, `revoked key ${quote(typed)}`); // upper case is refused: a key has one spelling
  if (before.revoked.includes(raw)) throw bad(`${raw} is revoked already, in version ${before.version}`);
  return raw;
}

function nextKeys(before: TrustRoot, choice: RotationChoice, gone: ReadonlySet<string>): RootKey[] {
  const keys = before.keys.flatMap((key): RootKey[] => {
    const { name } = key.vkey;
    const other = choice.replaced.find((change) => change.name === name);
    if (other !== undefined) return [{ ...key, vkey: other.to }];
    if (gone.has(name)) return [];
    return [{ ...key, ...choice.renamed.find((change) => change.name === name)?.to }];
  });
  return [...keys, ...choice.added].sort((a, b) => compareText(a.vkey.name, b.vkey.name));
}

function nextGroups(before: TrustRoot, choice: RotationChoice, gone: ReadonlySet<string>): Group[] {
  const given = new Set([...choice.groups.map((group) => group.name), ...choice.droppedGroups]);
  const kept = before.groups.filter((group) => !given.has(group.name));
  const followed = kept.map((group) => ({
    ...group,
    members: group.members
      .flatMap((name) => {
        const other = choice.replaced.find((change) => change.name === name);
        if (other !== undefined) return [other.to.name];
        return gone.has(name) ? [] : [name];
      })
      .sort(compareText),
  }));
  return [...followed, ...choice.groups].sort((a, b) => compareText(a.name, b.name));
}

/**
 * A root that nobody could sign would end the chain for good. encodeTrustRoot has checked the groups of the new one; here:
 * enough of version N's own officers are left to sign, for a key revoked in N + 1 does not count for N either.
 */
function demandSignable(before: TrustRoot, next: TrustRoot): void {
  const faults = findSuccessionFaults(next, before, next.previous ?? "");
  if (faults.length > 0)
    throw bad(`the next version cannot follow: ${faults.map((fault) => describeFault(fault, "en")).join("; ")}`);
  const { keys, threshold } = requiredKeys(before, "root");
  const left = keys.filter((key) => !next.revoked.includes(key.vkey.raw));
  if (left.length < threshold)
    throw bad(
      `version ${before.version} needs ${threshold} of its root group for every next version, and only ${left.length} would be left unrevoked: ` +
        "replace the keys first (--replace-key), and revoke the old ones in the version after that",
    );
}

function bad(message: string): SignError {
  return new SignError("TRUST_ROOT", message);
}
