// A public log in memory and its witnesses: roots that know it, trees, signed checkpoints, proofs, and discs with a proof in the seal.
// TEST-ONLY keys of test/world/people.ts; the tree is the plain recursion of test/log/naive.ts, no part of the program.

import { sign } from "node:crypto";
import {
  compareText,
  concatBytes,
  decodeHex,
  encodeCheckpoint,
  encodeNote,
  encodeRelease,
  encodeTrustRoot,
  encodeUtf8,
  type LogProof,
  makeVKey,
  type Note,
  parseTrustRoot,
  type RootKey,
  type Seal,
  type Signature,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { leafOf, pathOf, rootOf } from "../log/naive.ts";
import { type Disc, type DiscOptions, makeDisc } from "../world/disc.ts";
import { person, signatureOf, signText, testKey } from "../world/people.ts";
import { otherDigest, releaseOf } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";

export const origin = "log.example.nl/zegel";
/** Who holds the log's key. */
export const logName = "lies";
/** Witnesses of the log, by name, and whose they are. */
export const witnessPlaces = { wessel: "Gemeente", wies: "Krant", wim: "VNG" } as const;
/** 17 January 2027, in seconds: before the day on which the tests verify. */
export const seenAt = 1_800_180_000;

/** A witness's line in a trust root: its key is of type 4. */
export function witnessKey(name: string, organisation = `Org-${name}`): RootKey {
  const { vkey } = testKey(name);
  return { ...testKey(name, "witness", organisation), vkey: makeVKey(name, decodeHex(vkey.raw, 32, name), 4) };
}

export const witnesses: readonly RootKey[] = Object.entries(witnessPlaces).map(([name, place]) =>
  witnessKey(name, place),
);

/** A root of officers anna, bert and carl, whose log is `origin` by lies; `needed` of the witnesses, 0: it asks for no checkpoint. */
export function logRoot(
  needed = 2,
  change: Partial<TrustRoot> = {},
  { log = testKey(logName, "log", "Logbeheer"), group = witnesses } = {},
): TrustRoot {
  const { keys, groups, requires } = testRoot();
  const members = group.map(({ vkey }) => vkey.name).sort();
  return testRoot({
    keys: [...keys, log, ...group],
    groups: [...groups, { name: "witnesses", threshold: Math.max(1, needed), members }],
    requires: { ...requires, checkpoint: needed === 0 ? undefined : "witnesses" },
    logOrigin: origin,
    ...change,
  });
}

/** The note of the version behind `before`, by the same officers. */
export function nextRoot(before: Note, change: Partial<TrustRoot>): Note {
  const { version, revoked } = parseTrustRoot(before.text);
  const next = { ...parseTrustRoot(before.text), revoked, ...change, version: version + 1 };
  return signText(encodeTrustRoot({ ...next, previous: textDigest(before.text) }), ["anna", "bert"]);
}

/** What revokes the key `name`: it leaves keys and groups. `instead`: a key in its place. */
export function without(root: TrustRoot, name: string, instead?: RootKey): Partial<TrustRoot> {
  const key = root.keys.find(({ vkey }) => vkey.name === name);
  if (key === undefined) throw new Error(`the root has no ${name}`);
  const swap = <T>(list: readonly T[], nameOf: (one: T) => string, other: T | undefined) =>
    list.flatMap((one) => (nameOf(one) !== name ? [one] : other === undefined ? [] : [other]));
  return {
    keys: swap(root.keys, ({ vkey }) => vkey.name, instead),
    groups: root.groups.map((group) => ({
      ...group,
      members: swap(group.members, (one) => one, instead?.vkey.name).sort(),
    })),
    revoked: [...root.revoked, key.vkey.raw].sort(),
  };
}

/** The log's line under a checkpoint. */
export function logLine(text: string, name = logName): Signature {
  return signatureOf(text, person(name));
}

/** A witness's line. `time` in seconds, also one that no witness writes; `over`: the text that it truly signed. */
export function cosignLine(text: string, name: string, time: number | bigint = seenAt, over = text): Signature {
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const bytes = new Uint8Array(sign(null, encodeUtf8(`cosignature/v1\ntime ${time}\n${over}`), person(name).secret));
  return { name, keyId: witnessKey(name).vkey.id, bytes: concatBytes(stamp, bytes) };
}

/** In byte order of raw key. */
export function inOrder(lines: readonly Signature[]): Signature[] {
  return lines.toSorted((a, b) => compareText(person(a.name).vkey.raw, person(b.name).vkey.raw));
}

export interface Logged {
  /** Entries before the text, and behind it. */
  readonly before?: number;
  readonly behind?: number;
  /** What the other entries are: another word, another tree. */
  readonly others?: string;
  readonly origin?: string;
  /** Who signs as the log; `null`: nobody. */
  readonly log?: string | null;
  /** Who saw it, and when where that is another time. */
  readonly seen?: readonly (string | readonly [name: string, time: number | bigint])[];
  /** Last word on the lines under the checkpoint. */
  readonly lines?: (lines: readonly Signature[], checkpoint: string) => readonly Signature[];
}

/** The proof that `text` stands in a log: of 6 entries it is the fourth, and wies and wim saw it, unless told otherwise. */
export function proofOf(text: string, logged: Logged = {}): LogProof {
  const { before = 3, behind = 2, others = "entry", log = logName, seen = ["wies", "wim"] } = logged;
  const entries = Array.from({ length: before + 1 + behind }, (_, i) => (i === before ? text : `${others} ${i}\n`));
  const leaves = entries.map((entry) => leafOf(encodeUtf8(entry)));
  const head = { origin: logged.origin ?? origin, size: leaves.length, rootHash: rootOf(leaves) };
  const checkpoint = encodeCheckpoint(head, 1);
  const lines = inOrder([
    ...(log === null ? [] : [logLine(checkpoint, log)]),
    ...seen.map((who) => (typeof who === "string" ? cosignLine(checkpoint, who) : cosignLine(checkpoint, ...who))),
  ]);
  const signatures = logged.lines?.(lines, checkpoint) ?? lines;
  return { index: before, hashes: pathOf(before, leaves), checkpoint: { text: checkpoint, signatures } };
}

/** The notes of a seal under a root with a log, without a disc: what step 8 asks, and nothing else. */
export function logSeal(root: TrustRoot = logRoot()): { readonly seal: Seal; readonly rootNote: Uint8Array } {
  const rootNote = signText(encodeTrustRoot(root), ["anna", "bert"]);
  const made = { imageSha256: otherDigest, imageSize: 2_048_000, sealOffset: 77_824, manifests: [otherDigest] };
  const release = releaseOf({ ...made, trustRoot: textDigest(rootNote.text) });
  return {
    rootNote: encodeNote(rootNote),
    seal: {
      trustRoots: [rootNote],
      release: signText(encodeRelease(release), ["anna", "bert"]),
      rebuilds: [],
      recall: undefined,
      logProof: undefined,
    },
  };
}

/** A small disc under a root with a log. `logged` undefined: no proof in its seal. `seal`: last word on it. */
export function logDisc(
  logged: Logged | undefined,
  { root = logRoot(), seal, ...options }: Pick<DiscOptions, "root" | "release" | "rebuilds" | "seal"> = {},
): Disc {
  return makeDisc({
    payload: { "a.txt": "a\n" },
    folders: [],
    root,
    ...options,
    seal: (plain: Seal) => {
      const proven = logged === undefined ? plain : { ...plain, logProof: proofOf(plain.release.text, logged) };
      return seal?.(proven) ?? proven;
    },
  });
}
