// A first trust root, from what a person types. docs/spec/trust-root.md
// Keys and groups are put in byte order, so the same choices give the same text whatever their order.

import {
  compareText,
  decodeDecimal,
  encodeTrustRoot,
  type Group,
  keyLimit,
  keyRoles,
  type Note,
  quote,
  type Requirement,
  type RootKey,
  requirements,
  shown,
  type TrustRoot,
  type VKey,
} from "../../format/index.ts";
import { SignError } from "../error.ts";
import { readPublicKey } from "../keys/key-file.ts";

export interface RootChoice {
  readonly purpose: TrustRoot["purpose"];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly contact: string;
  readonly keys: readonly RootKey[];
  readonly groups: readonly Group[];
  /** A group's name, or undefined for `none`; every requirement must be there. */
  readonly requires: ReadonlyMap<Requirement, string | undefined>;
  readonly dissentBlocksAt: number | undefined;
  readonly logOrigin: string | undefined;
}

/** Version 1, unsigned. Throws SignError TRUST_ROOT, FormatError. */
export function newRoot(choice: RootChoice): Note {
  const unnamed = unnamedRequirements(choice.requires);
  if (unnamed.length > 0)
    throw new SignError("TRUST_ROOT", {
      nl: `verwacht voor elke eis een groep of none, gevonden niets voor ${unnamed.join(", ")}: voeg toe ${unnamed.map((r) => `--require ${r}=GROUP`).join(" ")} (of =none)`,
      en: `expected a group or none for every requirement, found nothing for ${unnamed.join(", ")}: add ${unnamed.map((r) => `--require ${r}=GROUP`).join(" ")} (or =none)`,
    });
  const requires = Object.fromEntries(
    requirements.map((requirement) => [requirement, choice.requires.get(requirement)]),
  ) as Record<Requirement, string | undefined>;
  const root: TrustRoot = {
    version: 1,
    previous: undefined,
    purpose: choice.purpose,
    validFrom: choice.validFrom,
    validUntil: choice.validUntil,
    contact: choice.contact,
    keys: choice.keys.toSorted((a, b) => compareText(a.vkey.name, b.vkey.name)),
    groups: choice.groups.toSorted((a, b) => compareText(a.name, b.name)),
    requires,
    dissentBlocksAt: choice.dissentBlocksAt,
    revoked: [],
    logOrigin: choice.logOrigin,
  };
  const text = encodeTrustRoot(root);
  demandLogName(root);
  return { text, signatures: [] };
}

/**
 * C2SP: the name of a log's key is its origin. A root that says otherwise can be read, for it says itself which origin it means; but `zegel
 * log sign` would sign nothing for it. Throws SignError TRUST_ROOT.
 */
export function demandLogName({ logOrigin: origin, keys }: TrustRoot): void {
  const log = keys.find(({ role }) => role === "log");
  if (log === undefined || origin === undefined || log.vkey.name === origin) return;
  throw new SignError("TRUST_ROOT", {
    nl: shown`verwacht een sleutel van het logboek die heet als het logboek, ${origin}, gevonden ${log.vkey.name}: met een andere ondertekent niemand dit logboek, en andere programma's herkennen het niet; maak een sleutel met die naam (zegel key new --name ${origin})`,
    en: shown`expected a log key with the name of the log, ${origin}, found ${log.vkey.name}: with another nobody signs this log, and other programs do not know it; make a key of that name (zegel key new --name ${origin})`,
  });
}

/** In the order of the note. */
export function unnamedRequirements(requires: ReadonlyMap<Requirement, string | undefined>): Requirement[] {
  return requirements.filter((requirement) => !requires.has(requirement));
}

/** `ROLE:HOLDER:ORGANISATION:FILE.pub`; the path may hold colons. Throws SignError, FormatError. */
export async function readKeyChoice(typed: string, option = "--key"): Promise<RootKey> {
  const [role = "", holder = "", organisation = "", ...path] = typed.split(":");
  if (path.length === 0) throw bad(option, typed, "ROLE:HOLDER:ORGANISATION:FILE.pub");
  return {
    role: oneOf(keyRoles, role, option, typed),
    holder: word(holder, option, typed),
    organisation: word(organisation, option, typed),
    vkey: await readPublicKey(path.join(":")),
  };
}

/** `NAME=K:MEMBER,MEMBER…`, members by the names of their keys. Throws SignError, FormatError. */
export function parseGroupChoice(typed: string): Group {
  const found = /^([^=]+)=([^:]+):(.+)$/.exec(typed);
  if (found === null) throw bad("--group", typed, "NAME=K:MEMBER,MEMBER…");
  const [, name = "", threshold = "", members = ""] = found;
  return {
    name: word(name, "--group", typed),
    threshold: decodeDecimal(threshold, 1, keyLimit, `--group ${quote(typed)}`),
    members: members.split(",").sort(compareText),
  };
}

/** `REQUIREMENT=GROUP` or `REQUIREMENT=none`. Throws SignError. */
export function parseRequireChoice(typed: string): [Requirement, string | undefined] {
  const [requirement = "", group = "", more] = typed.split("=");
  if (group === "" || more !== undefined) throw bad("--require", typed, "REQUIREMENT=GROUP or REQUIREMENT=none");
  return [oneOf(requirements, requirement, "--require", typed), group === "none" ? undefined : group];
}

/** `reported` or `blocks-at=K`. Throws SignError, FormatError. */
export function parseDissentChoice(typed: string): number | undefined {
  if (typed === "reported") return undefined;
  if (!typed.startsWith("blocks-at=")) throw bad("--dissent", typed, "reported or blocks-at=K");
  return decodeDecimal(typed.slice("blocks-at=".length), 1, keyLimit, `--dissent ${quote(typed)}`);
}

/** `NAME=HOLDER:ORGANISATION`, NAME a key's. Throws SignError. */
export function parseHolderChoice(typed: string): { name: string; to: { holder: string; organisation: string } } {
  const [, name = "", holder = "", organisation = ""] = /^([^=]+)=([^:]+):([^:]+)$/.exec(typed) ?? [];
  if (name === "") throw bad("--holder", typed, "NAME=HOLDER:ORGANISATION");
  return {
    name,
    to: { holder: word(holder, "--holder", typed), organisation: word(organisation, "--holder", typed) },
  };
}

/** `NAME=FILE.pub`: the key by that name gives way to the one in the file. Throws SignError, FormatError. */
export async function readReplacement(typed: string): Promise<{ name: string; to: VKey }> {
  const at = typed.indexOf("=");
  if (at < 1) throw bad("--replace-key", typed, "NAME=FILE.pub");
  return { name: typed.slice(0, at), to: await readPublicKey(typed.slice(at + 1)) };
}

/** The note's fields are parted by blanks: one inside a name would make another field of its end. */
function word(text: string, option: string, typed: string): string {
  if (text === "" || /\s/u.test(text)) throw bad(option, typed, "names without blanks (use - or _)");
  return text;
}

function oneOf<T extends string>(values: readonly T[], text: string, option: string, typed: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw bad(option, typed, values.join(", "));
  return found;
}

function bad(option: string, typed: string, expected: string): SignError {
  return new SignError("TRUST_ROOT", `${option}: expected ${expected}, found ${quote(typed)}`);
}
