// TUF's catalogue of attacks (specification 1.0.34, section 1.5.2) and those on thresholds that TUF's clients fell for, each
// beside its good twin. Chains are judged four ways: by the verifier as notes of their own and as notes of a seal, by `root verify`,
// and by the sealer: what one accepts, all accept. docs/spec/trust-root.md has the table; a test holds it to the names below.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  decodeHex,
  encodeNote,
  encodeRelease,
  encodeTrustRoot,
  encodeUtf8,
  makeVKey,
  type Note,
  noteLimit,
  parseNote,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { judgeChain, type SignError } from "../../src/sign/index.ts";
import { composeSeal, SealError } from "../../src/trust/compose/index.ts";
import { TrustChain, type TrustError } from "../../src/trust/index.ts";
import { temporaryFolder, zegel } from "../tools.ts";
import {
  type Disc,
  type DiscOptions,
  makeDisc,
  otherDigest,
  recallNote,
  signText,
  testKey,
  testRoot,
  withSeal,
} from "../verify/fixture.ts";
import { type Outside, quickPlatform, reasonsOf, verifyImageBytes } from "../verify/harness.ts";

const platform = quickPlatform();
const { check } = platform;

const first = signText(encodeTrustRoot(testRoot()), ["anna", "bert"]);
const nextOf = (before: Note, version: number, change: Partial<TrustRoot> = {}) =>
  testRoot({ version, previous: textDigest(before.text), contact: `version ${version}`, ...change });
const signed = (root: TrustRoot, ...names: string[]) => signText(encodeTrustRoot(root), names);
/** Dora in bert's place, whose key is revoked. */
const withoutBert = {
  keys: [testKey("anna"), testKey("carl"), testKey("dora")],
  groups: [{ name: "officers", threshold: 2, members: ["anna", "carl", "dora"] }],
  revoked: [testKey("bert").vkey.raw],
};
const second = signed(nextOf(first, 2, withoutBert), "anna", "carl");

const code = (error: unknown): string => {
  if (error instanceof Error && "code" in error) return (error as TrustError | SignError).code;
  throw error;
};

/** What the four say of `notes` to somebody who holds `anchor`; each "trusted" or why not. */
async function judged(anchor: Note, notes: readonly (Note | Uint8Array)[]) {
  const bytes = notes.map((note) => (note instanceof Uint8Array ? note : encodeNote(note)));
  const chain = await TrustChain.anchor([encodeNote(anchor)], check);
  const loose = await chain.withLoose(bytes, check).then(() => "trusted", code);
  const parsed = () => bytes.map((note) => parseNote(note, "note"));
  const sealed = await (async () => chain.withSealed([anchor, ...parsed()], check))().then(() => "trusted", code);
  const tool = await (async () => {
    const files = parsed().map((note, i) => ({ path: `${i}.note`, note }));
    const { isTrusted } = await judgeChain(files, { kind: "note", file: { path: "anchor.note", note: anchor } }, check);
    return isTrusted ? "trusted" : "refused";
  })().catch(code);
  const sealer = await (async () => sealWith([anchor, ...parsed()]))().catch(() => "refused");
  return { loose, sealed, tool, sealer };
}

/** Whether the sealer takes the roots: it comes to a release then, and that names a root which nobody knows. */
async function sealWith(notes: readonly Note[]): Promise<string> {
  const file = (note: Note) => ({ path: "given.note", note });
  const release = file(signText(encodeRelease({ ...disc.release, trustRoot: otherDigest }), ["anna"]));
  const choice = { trustRoots: notes.map(file), release, rebuilds: [], recall: undefined };
  return composeSeal(choice, check).then(
    () => "trusted",
    (error: unknown) => (error instanceof SealError && error.code === "RELEASE" ? "trusted" : "refused"),
  );
}
const trusted = { loose: "trusted", sealed: "trusted", tool: "trusted", sealer: "trusted" };
const refused = (reason: string) => ({ loose: reason, sealed: reason, tool: "refused", sealer: "refused" });

let disc: Disc;
beforeAll(() => {
  disc = makeDisc();
});
const verdictOf = async (of: Disc, outside: Outside = {}, image: Uint8Array = of.image) => {
  const report = await verifyImageBytes(image, of, outside, platform);
  return [report.verdict, ...reasonsOf(report)];
};
const releasedBy = (signers: string[], options: DiscOptions = {}) => makeDisc({ ...options, signers });

test("the good twin of all chains below", async () => {
  expect(await judged(first, [second])).toEqual(trusted);
  const third = signed(nextOf(second, 3, { ...withoutBert, contact: "3" }), "anna", "dora");
  expect(await judged(first, [second, third])).toEqual(trusted);
  expect(await judged(first, [third, second])).toMatchObject({ loose: "trusted", tool: "trusted" }); // in any order
});

describe("rollback", () => {
  test("of the root: another version 1, or a version 2 again", async () => {
    const again = signed(testRoot({ contact: "another" }), "anna", "bert");
    expect(await judged(first, [again])).toEqual({ ...refused("ROOT_CHAIN"), loose: "ROOT_DIFFERS" });
    const twice = signed(nextOf(second, 2, withoutBert), "anna", "carl");
    const outcome = await judged(first, [second, twice]);
    expect(outcome).toEqual({ ...refused("ROOT_CHAIN"), loose: "ROOT_DIFFERS", tool: "TRUST_ROOT" });
  });
  test("of revocation: a version 3 that forgets a stolen key", async () => {
    const forgetful = signed(nextOf(second, 3, { ...withoutBert, revoked: [] }), "anna", "carl");
    expect(await judged(first, [second, forgetful])).toEqual(refused("ROOT_CHAIN"));
  });
  test("of the release: last election's genuine disc", async () => {
    const expectation = { product: "OSV", election: "TK2027", role: "GSB" };
    expect(await verdictOf(disc, { expectation: { ...expectation, minSequence: 12 } })).toEqual(["ECHT"]);
    expect(await verdictOf(disc, { expectation: { ...expectation, minSequence: 13 } })).toEqual([
      "ANDERE_UITGAVE",
      "SEQUENCE_TOO_LOW",
    ]);
  });
  test("of recalls: the seal's list taken out, or an older one put in", async () => {
    const release = { recallAtLeast: 2 };
    const list = (images: string[]) => makeDisc({ release, recall: () => recallNote(images) });
    expect(await verdictOf(list([otherDigest, "0".repeat(64)]))).toEqual(["ECHT"]);
    expect(await verdictOf(list([otherDigest]))).toEqual(["NIET_ONDERTEKEND", "RECALL_MISSING"]);
    expect(await verdictOf(makeDisc({ release }))).toEqual(["NIET_ONDERTEKEND", "RECALL_MISSING"]);
  });
});

describe("fast-forward", () => {
  test("a version number far ahead, to make every later one look old", async () => {
    for (const version of [3, 9999])
      expect(await judged(first, [signed(nextOf(first, version), "anna", "bert")])).toEqual(refused("ROOT_CHAIN"));
  });
  test("a high sequence does not make the next release old: the verifier remembers nothing", async () => {
    expect(await verdictOf(makeDisc({ release: { sequence: 999_999 } }))).toEqual(["ECHT"]);
    expect(await verdictOf(disc)).toEqual(["ECHT"]);
  });
});

describe("freeze", () => {
  test("a newer root withheld: who holds it sees through, who does not is told what she holds", async () => {
    expect(await verdictOf(disc)).toEqual(["ECHT"]); // anna and bert; nothing tells this verifier of version 2
    const notes = [encodeNote(second)];
    expect(await verdictOf(disc, { notes })).toEqual(["NIET_ONDERTEKEND", "TOO_FEW_SIGNATURES"]);
    expect(await verdictOf(disc, { roots: notes })).toEqual(["NIET_ONDERTEKEND", "TOO_FEW_SIGNATURES"]);
    expect(await verdictOf(releasedBy(["anna", "carl"]), { roots: notes })).toEqual(["ECHT"]); // the twin
  });
  test("expired or not yet valid: two facts beside each other, and neither decides", async () => {
    for (const today of ["1970-01-01", "2026-11-30", "2027-03-01", "2029-04-01", "2099-01-01"]) {
      const report = await verifyImageBytes(disc.image, disc, { today }, platform);
      expect(report.verdict).toBe("ECHT");
      const clock = report.steps.flatMap((step) => step.findings).filter((finding) => finding.code === "CLOCK");
      expect(clock.map((finding) => finding.values)).toEqual([
        { version: 1, from: "2026-12-01", until: "2029-03-31", today },
      ]);
    }
  });
});

describe("mix-and-match", () => {
  test("a version 2 that followed another version 1, of the same officers", async () => {
    const other = signed(testRoot({ contact: "another ceremony" }), "anna", "bert");
    expect(await judged(first, [signed(nextOf(other, 2), "anna", "bert")])).toEqual(refused("ROOT_CHAIN"));
    expect(await judged(other, [signed(nextOf(other, 2), "anna", "bert")])).toEqual(trusted);
  });
  test("signatures of one root under another", async () => {
    const { signatures } = signed(nextOf(first, 2, { contact: "a" }), "anna", "bert");
    const note = { text: encodeTrustRoot(nextOf(first, 2, { contact: "b" })), signatures };
    expect(await judged(first, [note])).toEqual(refused("ROOT_SIGNATURES"));
  });
  test("the seal of one release in the image of another", async () => {
    const other = makeDisc({ payload: { "a.txt": "another\n" } });
    const { sealOffset } = disc.release;
    const seal = other.image.subarray(other.release.sealOffset, other.release.sealOffset + 262_144);
    const mixed = withSeal(disc.unsealed, sealOffset, seal);
    expect((await verdictOf(disc, { expectation: { code: other.code } }, mixed))[0]).toBe("GEWIJZIGD");
    expect(await verdictOf(other)).toEqual(["ECHT"]);
  });
});

describe("wrong software", () => {
  test("genuine, for another election or role, or a trial", async () => {
    const wrong = async (release: DiscOptions["release"]) =>
      (await verdictOf(makeDisc({ release: { ...release } }), { expectation: { code: disc.code } }))[0];
    expect(await wrong({})).toBe("ECHT");
    for (const release of [{ election: "EP2029" }, { role: "CSB" }, { purpose: "trial" as const }])
      expect(await wrong(release)).toBe("ANDERE_UITGAVE");
  });
  test("arbitrary: by nobody's or by a stranger's keys", async () => {
    expect(await verdictOf(releasedBy([]))).toEqual(["NIET_ONDERTEKEND", "TOO_FEW_SIGNATURES"]);
    expect((await verdictOf(releasedBy(["emil", "eve"])))[0]).toBe("NIET_ONDERTEKEND");
    expect(await judged(first, [signed(nextOf(first, 2), "emil", "eve")])).toMatchObject(refused("ROOT_SIGNATURES"));
  });
});

describe("endless data", () => {
  test("a note of one byte too much, and one of exactly as much as may be", async () => {
    /** `second` with lines by strangers, up to exactly `size` bytes. */
    const padded = (size: number) => {
      let text = new TextDecoder().decode(encodeNote(second));
      const left = () => size - Buffer.byteLength(text);
      const line = (name: string, base64: number) => `— ${name} ${"A".repeat(base64)}\n`;
      while (left() > 7000) text += line("s", 6000);
      const base64 = Math.floor((left() - 7) / 4) * 4;
      return encodeUtf8(text + line("s".repeat(left() - 6 - base64), base64));
    };
    expect(padded(noteLimit)).toHaveLength(noteLimit);
    expect((await judged(first, [padded(noteLimit)])).loose).toBe("trusted");
    expect((await judged(first, [padded(noteLimit + 1)])).loose).toBe("ROOT_TEXT");
  });
  test("more signature lines than may be", async () => {
    const [line] = signText(second.text, ["eve"]).signatures;
    const crowd = (count: number) => ({ ...second, signatures: [...second.signatures, ...Array(count).fill(line)] });
    expect((await judged(first, [crowd(62)])).loose).toBe("trusted");
    const over = Buffer.concat([encodeNote(crowd(62)), encodeNote({ ...second, signatures: [line!] }).slice(-100)]);
    expect((await judged(first, [new Uint8Array(over)])).loose).toBe("ROOT_TEXT");
  });
  test("a file without an end", () => {
    const folder = temporaryFolder();
    const verify = zegel(["root", "verify", "/dev/zero"], { cwd: folder });
    expect([verify.status, verify.stderr]).toEqual([1, expect.stringContaining(`at most ${noteLimit} bytes`)]);
    const disc = zegel(["verify", ".", "--root", "/dev/zero"], { cwd: folder });
    expect([disc.status, disc.stderr]).toEqual([2, expect.stringContaining(`at most ${noteLimit} bytes`)]);
  });
});

describe("key compromise", () => {
  const thieves = (threshold: number, ...members: string[]) =>
    nextOf(first, 2, {
      keys: members.map((name) => testKey(name)),
      groups: [{ name: "officers", threshold, members }],
    });
  test("below the threshold: no release, no root", async () => {
    expect(await verdictOf(releasedBy(["anna"]))).toEqual(["NIET_ONDERTEKEND", "TOO_FEW_SIGNATURES"]);
    expect(await judged(first, [signed(thieves(1, "anna", "eve"), "anna", "eve")])).toEqual(refused("ROOT_SIGNATURES"));
  });
  test("the old quorum alone, or the new one alone, is not enough", async () => {
    const next = () =>
      nextOf(first, 2, { ...withoutBert, groups: [{ name: "officers", threshold: 2, members: ["carl", "dora"] }] });
    expect(await judged(first, [signed(next(), "anna", "carl")])).toEqual(refused("ROOT_SIGNATURES"));
    expect(await judged(first, [signed(next(), "carl", "dora")])).toEqual(refused("ROOT_SIGNATURES"));
    expect(await judged(first, [signed(next(), "anna", "carl", "dora")])).toEqual(trusted);
  });
  test("a key revoked in the new version does not help to make it", async () => {
    const next = nextOf(first, 2, withoutBert);
    expect((await judged(first, [signed(next, "anna", "bert", "dora")])).tool).toBe("refused");
    expect(await judged(first, [signed(next, "anna", "carl", "dora")])).toEqual(trusted);
  });
  test("at the threshold: nothing stops it for who holds the old root alone; who holds a newer one is safe", async () => {
    const theft = signed(thieves(1, "eve"), "anna", "bert", "eve");
    expect(await judged(first, [theft])).toEqual(trusted); // the limit of every threshold: the anchor must be renewed by hand
    const chain = await TrustChain.anchor([encodeNote(first), encodeNote(second)], check);
    expect(await chain.withSealed([first, theft], check).then(() => "trusted", code)).toBe("ROOT_DIFFERS");
    expect(await chain.withSealed([first, second], check).then(() => "trusted", code)).toBe("trusted");
    expect(await verdictOf(disc, { roots: [encodeNote(second)] })).toEqual(["NIET_ONDERTEKEND", "TOO_FEW_SIGNATURES"]);
  });
});

describe("one key twice", () => {
  const alias = (name: string): RootKey => ({
    ...testKey("anna"),
    vkey: makeVKey(name, decodeHex(testKey("anna").vkey.raw, 32, "key")),
    holder: `holder-${name}`,
  });
  const signedAs = (note: Note, name: string): Note => {
    const own = note.signatures.find((line) => line.name === "anna")!;
    return { ...note, signatures: [...note.signatures, { ...own, name, keyId: alias(name).vkey.id }] };
  };
  test("under two names in one root", () => {
    const keys = [testKey("anna"), alias("anna-2"), testKey("bert")];
    const group = (...members: string[]) => [{ name: "officers", threshold: 2, members }];
    expect(() => encodeTrustRoot(testRoot({ keys, groups: group("anna", "anna-2") }))).toThrow("a key once");
    const twin = testRoot({ keys: [testKey("anna"), testKey("bert")], groups: group("anna", "bert") });
    expect(encodeTrustRoot(twin)).toContain("group officers 2 anna bert");
  });
  test("under another name in the next root: one signer, also with two lines", async () => {
    const next = nextOf(first, 2, {
      keys: [alias("anna-2"), testKey("bert"), testKey("carl")],
      groups: [{ name: "officers", threshold: 2, members: ["anna-2", "bert", "carl"] }],
    });
    const alone = signedAs(signed(next, "anna"), "anna-2");
    expect(await judged(first, [alone])).toMatchObject({ loose: "ROOT_SIGNATURES", tool: "refused" });
    expect(await judged(first, [signed(next, "anna", "bert")])).toEqual(trusted);
  });
  test("one officer's line twice under a release", async () => {
    const twice = (names: string[]) =>
      makeDisc({ seal: (seal) => ({ ...seal, release: signText(seal.release.text, names) }) });
    expect((await verdictOf(twice(["anna", "anna"])))[0]).toBe("NIET_ONDERTEKEND");
    expect(await verdictOf(twice(["anna", "carl"]))).toEqual(["ECHT"]);
  });
});

describe("another spelling", () => {
  const spelt = async (from: string | RegExp, to: (found: string) => string) => {
    const text = second.text.replace(from, to);
    expect(text).not.toBe(second.text);
    return (await judged(first, [signText(text, ["anna", "carl"])])).loose;
  };
  test.each([
    ["upper-case hex in a revoked key", /(?<=revoked )[0-9a-f]+/, (hex: string) => hex.toUpperCase()],
    [
      "upper-case hex in the digest of the version before",
      /(?<=previous )[0-9a-f]+/,
      (hex: string) => hex.toUpperCase(),
    ],
    ["upper-case hex in a key id", /(?<=key dora\+)[0-9a-f]+/, (hex: string) => hex.toUpperCase()],
    ["a threshold with a leading zero", "officers 2", () => "officers 02"],
    ["extra fields: a line more", /$/, () => "x-note extra\n"],
    ["extra fields: a line twice", /^contact .*\n/m, (line: string) => line + line],
    ["extra fields: a word more in a key", /^key dora.*$/m, (line: string) => `${line} extra`],
    ["extra fields: a comment", /^dissent/m, () => "# comment\ndissent"],
  ])("%s", async (_name, from, to) => {
    expect(await spelt(from, to)).toBe("ROOT_TEXT");
  });
  test("as it should be spelt", async () => {
    expect(await judged(first, [signText(second.text, ["anna", "carl"])])).toEqual(trusted);
  });
});

describe("same key in two roles", () => {
  const roles = (key: RootKey) => () => encodeTrustRoot(testRoot({ keys: [...testRoot().keys, key] }));
  test("as officer and rebuilder, or one holder as both", () => {
    expect(roles({ ...testKey("anna", "rebuilder", "Elders"), holder: "holder-x" })).toThrow("a key once");
    expect(roles({ ...testKey("dora", "rebuilder", "Elders"), holder: "holder-anna" })).toThrow("a holder once");
    expect(roles({ ...testKey("dora", "rebuilder", "Elders"), holder: "HOLDER-ANNA" })).toThrow("a holder once");
    expect(roles(testKey("dora", "rebuilder", "Elders"))()).toContain("holder-dora");
  });
  test("an officer's group for rebuilds, or reviewers for releases", () => {
    const requires = testRoot().requires;
    const root = (change: Partial<typeof requires>) => () =>
      encodeTrustRoot(testRoot({ requires: { ...requires, ...change } }));
    expect(root({ rebuild: "officers" })).toThrow("keys of role rebuilder only");
    expect(root({ release: "reviewers" })).toThrow("keys of role officer only");
    expect(root({ rebuild: "reviewers" })()).toContain("require rebuild reviewers");
  });
});

test("the table in docs/spec/trust-root.md names every attack here, and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/trust-root.md"), "utf8");
  const own = readFileSync(import.meta.filename, "utf8");
  const attacks = [...own.matchAll(/^describe\("([^"]+)"/gm)].map(([, name]) => name);
  const [, table = ""] = page.split("## Attacks");
  const rows = [...table.matchAll(/^\| \*\*([^*]+)\*\*/gm)].map(([, name]) => name);
  expect(attacks.length).toBeGreaterThan(8);
  expect(rows).toEqual(attacks);
});
