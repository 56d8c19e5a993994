// A public log with witnesses, as far as a proof shows it: its tree by the recursive definitions, its key, and lines of who saw it.

import {
  encodeUtf8,
  type LogProof,
  makeVKey,
  type Note,
  type RootKey,
  type TrustRoot,
} from "../../src/format/index.ts";
import { leafOf, pathOf, rootOf } from "../log/naive.ts";
import { person, sha256Of, signatureOf, testKey } from "./people.ts";
import { group, testRoot } from "./roots.ts";

export const logOrigin = "log.example.nl/zegel";

type Line = Note["signatures"][number];

const rawBytes = (name: string) => new Uint8Array(Buffer.from(person(name).vkey.raw, "hex"));

/** A witness's line in a trust root: a key of type 4. */
export function witnessKey(name: string, organisation: string): RootKey {
  const holder = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { ...testKey(name, "witness", organisation), holder, vkey: makeVKey(name, rawBytes(name), 4) };
}

/** The log's key made of that of `name`: it has the name of its log. */
export const logKeyOf = (name: string): RootKey => ({
  ...testKey(name, "log", "Logboekhouder"),
  holder: "Logboek",
  vkey: makeVKey(logOrigin, rawBytes(name)),
});

/** Of three organisations, none of them the log's or an officer's. */
export const witnesses: readonly RootKey[] = [
  witnessKey("getuige-f", "VNG"),
  witnessKey("getuige-g", "Krant"),
  witnessKey("getuige-h", "Hogeschool"),
];
export const logKey = logKeyOf(logOrigin);

/** The root of the tests with a log: two of three witnesses are asked, unless `change` says otherwise. */
export function logRoot(change: Partial<TrustRoot> = {}, seen: readonly RootKey[] = witnesses): TrustRoot {
  const { keys, groups, requires } = testRoot();
  const names = seen.map(({ vkey }) => vkey.name);
  return testRoot({
    keys: [...keys, logKey, ...seen],
    groups: [...groups, group("witnesses", 2, names)],
    requires: { ...requires, checkpoint: "witnesses" },
    logOrigin,
    ...change,
  });
}

export interface Logged {
  readonly origin?: string;
  /** All entries of the tree; the text that is proven stands at `index`. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** Whose key signs as the log; undefined: nobody's. */
  readonly log?: string | undefined;
  readonly seenBy?: readonly string[];
  /** Seconds since 1970. */
  readonly time?: number;
}

/** Noon of 17 January 2027, two days after the release. */
export const seenAt = 1_800_187_200;

export function checkpointOf(entries: readonly string[], origin = logOrigin): string {
  const root = Buffer.from(rootOf(entries.map((entry) => leafOf(encodeUtf8(entry))))).toString("base64");
  return `${origin}\n${entries.length}\n${root}\n`;
}

/** A line with the raw key that it is by: lines stand in that order. */
export interface SignedLine {
  readonly raw: string;
  readonly line: Line;
}

/** The line of whoever is called `name`, under the name of the log. */
export function logLine(text: string, name = logOrigin, origin = logOrigin): SignedLine {
  const { vkey, secret } = person(name);
  return { raw: vkey.raw, line: signatureOf(text, { vkey: makeVKey(origin, rawBytes(name)), secret }) };
}

/** A witness's line: eight bytes of time and a signature over both. */
export function cosign(text: string, name: string, time = seenAt): SignedLine {
  const { vkey } = witnessKey(name, "any");
  const { bytes } = signatureOf(`cosignature/v1\ntime ${time}\n${text}`, { vkey, secret: person(name).secret });
  const eight = Buffer.alloc(8);
  eight.writeBigUInt64BE(BigInt(time));
  return { raw: vkey.raw, line: { name, keyId: vkey.id, bytes: new Uint8Array(Buffer.concat([eight, bytes])) } };
}

export const inOrder = (lines: readonly SignedLine[]): Line[] =>
  lines.toSorted((a, b) => (a.raw < b.raw ? -1 : 1)).map(({ line }) => line);

/** What a log proves of `text`: of five entries the second, seen by two witnesses, unless told otherwise. */
export function proofOf(text: string, logged: Logged = {}): LogProof {
  const { before = ["entry 0\n"], after = ["entry 2\n", "entry 3\n", "entry 4\n"] } = logged;
  const { origin = logOrigin, seenBy = ["getuige-f", "getuige-g"], time = seenAt } = logged;
  const log = "log" in logged ? logged.log : logOrigin;
  const entries = [...before, text, ...after];
  const checkpoint = checkpointOf(entries, origin);
  const own = log === undefined ? [] : [logLine(checkpoint, log, origin)];
  const signatures = inOrder([...own, ...seenBy.map((name) => cosign(checkpoint, name, time))]);
  const leaves = entries.map((entry) => leafOf(encodeUtf8(entry)));
  return { index: before.length, hashes: pathOf(before.length, leaves), checkpoint: { text: checkpoint, signatures } };
}

/** A leaf that stands for nothing. */
export const strayHash = new Uint8Array(Buffer.from(sha256Of("stray"), "hex"));
