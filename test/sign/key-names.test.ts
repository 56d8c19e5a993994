// Names of keys as real logs and witnesses have them, up to the limit, through every format that holds one.

import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeTrustRoot,
  encodeVKey,
  FormatError,
  type KeyType,
  keyNameLimit,
  makeVKey,
  parseNote,
  parseTrustRoot,
  parseVKey,
  type RootKey,
  vkeyLimit,
} from "../../src/format/index.ts";
import { parsePresent, presentLine } from "../../src/sign/ceremony/transcript/fact.ts";
import { encodeResponse, judgeJoined, parseResponse, type SigningKey, signNote } from "../../src/sign/index.ts";
import { publicKeyOf } from "../../src/sign/keys/ed25519.ts";
import { check, releaseNote, rootNote, signedBy, testKey, testRoot } from "./fixtures.ts";

const hex = "4644af2abd40f4895a003bca350f9d5912ab301a49c77f13e5b6d905c20a5fe6";
const good = [
  "a",
  "n".repeat(64),
  "n".repeat(65),
  `sigsum.org/v1/tree/${hex}`, // 83 characters
  `sigsum.org/v1/witness/${hex}`, // 86
  "log2026h1.sunlight.example.org/witness",
  "n".repeat(127),
  "n".repeat(128),
  `a${"._/-".repeat(31)}9._`,
];
const bad = [
  "",
  "n".repeat(129),
  "n".repeat(182),
  "n".repeat(1000),
  `${"n".repeat(128)} `,
  ...[" ", "+", "é", ":", "\\", "~", "​", "\n"].map((character) => `a${character}b`),
  ...[".a", "/a", "-a", "_a"],
];
const refuses = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
  return false;
};

test("C10: the limits are 128 characters of name and what a vkey then takes", () => {
  expect([keyNameLimit, vkeyLimit]).toEqual([128, encodeVKey(testKey("n".repeat(128), 1).vkey).length]);
});

describe("C10: a key by that name", () => {
  test.each(good)("%s is taken by every format that holds it", async (name) => {
    const key = testKey(name, 7);
    expect(parseVKey(encodeVKey(key.vkey), "vkey")).toEqual(key.vkey);
    const present = { id: "p", role: "officer", key: name, organisation: "Kiesraad", name: "Anna" } as const;
    expect(parsePresent(presentLine(present), "present")).toEqual(present);
    const signed = await signNote(releaseNote(), key, check);
    expect(parseNote(encodeNote(signed), "note")).toEqual(signed);
    const answer = { textSha256: "a".repeat(64), signature: signed.signatures[0]! };
    expect(parseResponse(encodeResponse([answer]), "response")).toEqual([answer]);
  });

  test.each(bad)("%j is refused by every one of them", (name) => {
    const key = publicKeyOf(new Uint8Array(32).fill(7));
    expect(refuses(() => makeVKey(name, key))).toBe(true);
    const { raw } = testKey("x", 7).vkey;
    const base64 = Buffer.concat([Buffer.of(1), Buffer.from(raw, "hex")]).toString("base64");
    expect(refuses(() => parseVKey(`${name}+00000000+${base64}`, "vkey"))).toBe(true);
    // A blank parts the fields of that line: what stands behind it is the next field.
    if (!name.includes(" "))
      expect(refuses(() => parsePresent(`p officer ${name} Kiesraad Anna`, "present"))).toBe(true);
  });
});

test("C10: a root of officers with the longest names, a log and witnesses with real ones: signed, joined, met", async () => {
  const officers = [1, 2, 3].map((n) => testKey(`${n}`.repeat(128), n));
  const key = ({ vkey }: Pick<SigningKey, "vkey">, role: RootKey["role"], holder: string): RootKey => ({
    ...{ vkey, role, holder, organisation: role === "witness" ? `of-${holder}` : "Kiesraad" },
  });
  const typed = (name: string, n: number, type: KeyType) => ({
    vkey: makeVKey(name, publicKeyOf(new Uint8Array(32).fill(n)), type),
  });
  const witnesses = Array.from({ length: 15 }, (_, i) =>
    typed(`sigsum.org/v1/witness/${hex.slice(2)}${String(i).padStart(2, "0")}`, 40 + i, 4),
  );
  const change = {
    keys: [
      ...officers.map((each, i) => key(each, "officer", `officer-${i}`)),
      key(typed(`sigsum.org/v1/tree/${hex}`, 30, 1), "log", "log"),
      ...witnesses.map((each, i) => key(each, "witness", `witness-${i}`)),
    ],
    groups: [
      { name: "officers", threshold: 2, members: officers.map((each) => each.vkey.name) },
      { name: "witnesses", threshold: 8, members: witnesses.map((each) => each.vkey.name) },
    ],
    requires: { ...testRoot().requires, rebuild: undefined, checkpoint: "witnesses" },
    logOrigin: `sigsum.org/v1/tree/${hex}`,
  };
  const root = rootNote(change);
  expect(encodeTrustRoot(parseTrustRoot(root.text))).toBe(root.text);
  const [one, two, three] = officers as [SigningKey, SigningKey, SigningKey];
  const signed = await signedBy(root, one, two);
  const release = await signedBy(releaseNote({}, root), two, three);
  const file = (path: string, note: typeof release) => ({ path, note });
  const { judgement } = await judgeJoined([file("release", release)], file("root", signed), check);
  expect(judgement).toMatchObject({ quorum: { isMet: true }, unknown: [] });
});
