// What one trust root changes in another: the closed list of differences, so that nothing can change unseen.

import { type Group, type Requirement, type RootKey, requirements, type TrustRoot } from "../../format/index.ts";

/** `weaker`: fewer people decide than before, or something revoked counts again. For the reader's eye; nothing is forbidden. */
export type RootChange =
  | { readonly what: "version"; readonly before: string; readonly after: string; readonly weaker: boolean }
  | { readonly what: "key-added"; readonly key: RootKey; readonly weaker: false }
  | { readonly what: "key-retired"; readonly key: RootKey; readonly weaker: false }
  /** Same holder and role, another key. */
  | { readonly what: "key-replaced"; readonly before: RootKey; readonly after: RootKey; readonly weaker: false }
  /** Same raw key. */
  | {
      readonly what: "key-renamed" | "holder-changed" | "role-changed";
      readonly before: RootKey;
      readonly after: RootKey;
      readonly weaker: boolean;
    }
  | { readonly what: "key-revoked"; readonly raw: string; readonly key: RootKey | undefined; readonly weaker: false }
  | { readonly what: "key-unrevoked"; readonly raw: string; readonly weaker: true }
  | { readonly what: "group-added" | "group-dropped"; readonly group: Group; readonly weaker: false }
  | { readonly what: "group-changed"; readonly before: Group; readonly after: Group; readonly weaker: boolean }
  | {
      readonly what: "require";
      readonly requirement: Requirement;
      readonly before: string;
      readonly after: string;
      readonly weaker: boolean;
    }
  | {
      readonly what: "purpose" | "valid" | "contact" | "dissent" | "log";
      readonly before: string;
      readonly after: string;
      readonly weaker: boolean;
    };

/** Every difference, in the order of the note; empty exactly when only `previous` differs or nothing does. */
export function diffRoots(before: TrustRoot, after: TrustRoot): RootChange[] {
  return [
    ...changed("version", String(before.version), String(after.version), after.version <= before.version),
    ...changed("purpose", before.purpose, after.purpose, true),
    ...changed("valid", validityOf(before), validityOf(after), false),
    ...changed("contact", before.contact, after.contact, false),
    ...diffKeys(before, after),
    ...diffRevoked(before, after),
    ...diffGroups(before, after),
    ...requirements.flatMap((requirement) => diffRequire(before, after, requirement)),
    ...changed("dissent", dissentOf(before), dissentOf(after), isDissentWeaker(before, after)),
    ...changed("log", before.logOrigin ?? "none", after.logOrigin ?? "none", after.logOrigin === undefined),
  ];
}

function changed(
  what: "version" | "purpose" | "valid" | "contact" | "dissent" | "log",
  before: string,
  after: string,
  weaker: boolean,
): RootChange[] {
  return before === after ? [] : [{ what, before, after, weaker }];
}

const validityOf = (root: TrustRoot) => `${root.validFrom}..${root.validUntil}`;
const dissentOf = ({ dissentBlocksAt }: TrustRoot) =>
  dissentBlocksAt === undefined ? "reported" : `blocks-at ${dissentBlocksAt}`;
const isDissentWeaker = (before: TrustRoot, after: TrustRoot) =>
  (after.dissentBlocksAt ?? Number.POSITIVE_INFINITY) > (before.dissentBlocksAt ?? Number.POSITIVE_INFINITY);

function diffKeys(before: TrustRoot, after: TrustRoot): RootChange[] {
  const changes: RootChange[] = [];
  const sameRaw = (keys: readonly RootKey[], key: RootKey) => keys.find((k) => k.vkey.raw === key.vkey.raw);
  const arrived = after.keys.filter((key) => sameRaw(before.keys, key) === undefined);
  const matched = new Set<RootKey>();
  for (const key of before.keys) {
    const same = sameRaw(after.keys, key);
    if (same !== undefined) {
      changes.push(...diffSameKey(key, same));
      continue;
    }
    const heir = arrived.find((k) => k.holder === key.holder && k.role === key.role);
    if (heir === undefined) {
      const isRevoked = after.revoked.includes(key.vkey.raw) && !before.revoked.includes(key.vkey.raw);
      if (!isRevoked) changes.push({ what: "key-retired", key, weaker: false }); // else its own line says it
    } else {
      matched.add(heir);
      changes.push({ what: "key-replaced", before: key, after: heir, weaker: false });
      if (heir.organisation !== key.organisation)
        changes.push({ what: "holder-changed", before: key, after: heir, weaker: false });
    }
  }
  for (const key of arrived) if (!matched.has(key)) changes.push({ what: "key-added", key, weaker: false });
  return changes;
}

/** A key that went over to another person or another role is for the reader to ask about. */
function diffSameKey(before: RootKey, after: RootKey): RootChange[] {
  const changes: RootChange[] = [];
  if (before.vkey.name !== after.vkey.name) changes.push({ what: "key-renamed", before, after, weaker: false });
  if (before.holder !== after.holder || before.organisation !== after.organisation)
    changes.push({ what: "holder-changed", before, after, weaker: true });
  if (before.role !== after.role) changes.push({ what: "role-changed", before, after, weaker: true });
  return changes;
}

function diffRevoked(before: TrustRoot, after: TrustRoot): RootChange[] {
  const added = after.revoked.filter((raw) => !before.revoked.includes(raw));
  const dropped = before.revoked.filter((raw) => !after.revoked.includes(raw));
  return [
    ...added.map((raw): RootChange => {
      const key = before.keys.find((candidate) => candidate.vkey.raw === raw);
      return { what: "key-revoked", raw, key, weaker: false };
    }),
    ...dropped.map((raw): RootChange => ({ what: "key-unrevoked", raw, weaker: true })),
  ];
}

function diffGroups(before: TrustRoot, after: TrustRoot): RootChange[] {
  const changes: RootChange[] = [];
  for (const group of before.groups) {
    const now = after.groups.find((candidate) => candidate.name === group.name);
    if (now === undefined) changes.push({ what: "group-dropped", group, weaker: false });
    else if (now.threshold !== group.threshold || now.members.join(" ") !== group.members.join(" "))
      changes.push({ what: "group-changed", before: group, after: now, weaker: now.threshold < group.threshold });
  }
  for (const group of after.groups)
    if (!before.groups.some((candidate) => candidate.name === group.name))
      changes.push({ what: "group-added", group, weaker: false });
  return changes;
}

function diffRequire(before: TrustRoot, after: TrustRoot, requirement: Requirement): RootChange[] {
  const [was, now] = [before.requires[requirement], after.requires[requirement]];
  if (was === now) return [];
  const weaker = thresholdOf(after, now) < thresholdOf(before, was);
  return [{ what: "require", requirement, before: was ?? "none", after: now ?? "none", weaker }];
}

const thresholdOf = (root: TrustRoot, name: string | undefined) =>
  root.groups.find((group) => group.name === name)?.threshold ?? 0;
