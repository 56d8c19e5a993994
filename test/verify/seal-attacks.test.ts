// What an opponent can do to the notes of a seal, each beside what must be accepted.

import { beforeAll, describe, expect, test } from "vitest";
import {
  concatBytes,
  encodeNote,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  type Seal,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import {
  type Disc,
  makeDisc,
  otherDigest,
  rebuildNote,
  recallNote,
  signText,
  testKey,
  testRoot,
  withSeal,
} from "./fixture.ts";
import { quickPlatform, reasonsOf, verifyImageBytes } from "./harness.ts";

const platform = quickPlatform();
let disc: Disc;

beforeAll(() => {
  disc = makeDisc();
});

/** The disc with a seal made of other notes. */
function resealed(change: (seal: Seal) => Seal): Promise<{ verdict: string; reasons: string[] }> {
  return judged(withSeal(disc.unsealed, disc.release.sealOffset, encodeSeal(change(disc.seal))));
}

async function judged(image: Uint8Array, of: Disc = disc, outside = {}) {
  const report = await verifyImageBytes(image, of, outside, platform);
  return { verdict: report.verdict, reasons: reasonsOf(report) };
}

const release = (seal: Seal, signatures: Note["signatures"]): Seal => ({
  ...seal,
  release: { text: seal.release.text, signatures },
});

describe("signatures of the release", () => {
  test("two of three are accepted, and so are three of three", async () => {
    expect(await judged(disc.image)).toEqual({ verdict: "ECHT", reasons: [] });
    const three = signText(disc.seal.release.text, ["anna", "bert", "carl"]);
    expect(await resealed((seal) => ({ ...seal, release: three }))).toEqual({ verdict: "ECHT", reasons: [] });
  });

  test("too few", async () => {
    expect(await resealed((seal) => release(seal, seal.release.signatures.slice(0, 1)))).toEqual({
      verdict: "NIET_ONDERTEKEND",
      reasons: ["TOO_FEW_SIGNATURES"],
    });
    expect((await resealed((seal) => release(seal, []))).verdict).toBe("NIET_ONDERTEKEND");
  });

  test("one officer's signature twice", async () => {
    const twice = (seal: Seal) => [seal.release.signatures[0]!, seal.release.signatures[0]!];
    const outcome = await resealed((seal) => release(seal, twice(seal)));
    expect(outcome.verdict).toBe("NIET_ONDERTEKEND");
    expect(outcome.reasons).toContain("TOO_FEW_SIGNATURES");
  });

  test("one key's signature under a second name", async () => {
    const renamed = (seal: Seal) => [seal.release.signatures[0]!, { ...seal.release.signatures[0]!, name: "dirk" }];
    const outcome = await resealed((seal) => release(seal, renamed(seal)));
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["SIGNATURE_FAULT", "TOO_FEW_SIGNATURES"] });
  });

  test("one foreign line beside enough good ones", async () => {
    const [eve] = signText(disc.seal.release.text, ["eve"]).signatures;
    const outcome = await resealed((seal) => release(seal, [...seal.release.signatures, eve!]));
    expect(outcome.verdict).toBe("NIET_ONDERTEKEND");
  });

  test("a reviewer's signature in an officer's place", async () => {
    const mixed = signText(disc.seal.release.text, ["anna", "rosa"]);
    expect((await resealed((seal) => ({ ...seal, release: mixed }))).verdict).toBe("NIET_ONDERTEKEND");
  });

  test("good signatures out of order", async () => {
    const outcome = await resealed((seal) => release(seal, seal.release.signatures.toReversed()));
    expect(outcome.verdict).toBe("NIET_ONDERTEKEND");
  });

  test("signatures of another text", async () => {
    const other = signText(disc.seal.release.text.replace("sequence 12", "sequence 11"), ["anna", "bert"]);
    expect((await resealed((seal) => release(seal, other.signatures))).verdict).toBe("NIET_ONDERTEKEND");
  });

  test("a bad line by a third officer beside two good ones", async () => {
    const three = signText(disc.seal.release.text, ["anna", "bert", "carl"]).signatures.map((line) =>
      line.name === "carl" ? { ...line, bytes: new Uint8Array(64) } : line,
    );
    expect((await resealed((seal) => release(seal, three))).verdict).toBe("NIET_ONDERTEKEND");
  });
});

describe("the seal as a whole", () => {
  test("of another release, on this image", async () => {
    const other = makeDisc({ payload: { "a.txt": "another\n" } });
    const outcome = await judged(withSeal(disc.unsealed, disc.release.sealOffset, encodeSeal(other.seal)), disc);
    expect(outcome.verdict).toBe("GEWIJZIGD");
    expect(outcome.reasons).toContain("IMAGE_DIGEST");
  });

  test.each([
    ["empty", new Uint8Array(sealSize), "SEAL_BLANK"],
    ["line feeds only", new Uint8Array(sealSize).fill(10), "SEAL_UNREADABLE"],
    [
      "cut after its first line",
      concatBytes(encodeUtf8("zegel/seal v1\n"), new Uint8Array(sealSize - 14)),
      "SEAL_UNREADABLE",
    ],
  ])("%s", async (_what, seal, reason) => {
    const outcome = await judged(withSeal(disc.unsealed, disc.release.sealOffset, seal));
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: [reason] });
  });

  test("with a byte in its padding", async () => {
    const seal = encodeSeal(disc.seal);
    seal[sealSize - 1] = 32;
    expect((await judged(withSeal(disc.unsealed, disc.release.sealOffset, seal))).verdict).toBe("NIET_ONDERTEKEND");
  });

  test("without its trust root", async () => {
    const seal = Buffer.from(encodeSeal(disc.seal));
    const from = seal.indexOf("trust-root ");
    const to = seal.indexOf("release ", from + disc.rootNote.length);
    const cut = concatBytes(seal.subarray(0, from), seal.subarray(to), new Uint8Array(to - from).fill(10));
    expect((await judged(withSeal(disc.unsealed, disc.release.sealOffset, cut))).verdict).toBe("NIET_ONDERTEKEND");
  });

  test("with a log proof, under a root that knows no log", async () => {
    const checkpoint = signText(`log.example.nl/zegel\n1\n${Buffer.alloc(32).toString("base64")}\n`, ["anna"]);
    const outcome = await resealed((seal) => ({ ...seal, logProof: { index: 0, hashes: [], checkpoint } }));
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["LOG_UNEXPECTED"] });
  });
});

describe("the anchor", () => {
  test("none: the root on the disc does not count", async () => {
    const outcome = await judged(disc.image, disc, { roots: [] });
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["NO_ANCHOR"] });
  });

  test("another root than the disc's", async () => {
    const other = encodeNote(signText(encodeTrustRoot(testRoot({ contact: "Iemand anders" })), ["anna", "bert"]));
    const outcome = await judged(disc.image, disc, { roots: [other] });
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["ROOT_DIFFERS"] });
  });

  test("a root with too few signatures", async () => {
    const weak = encodeNote(signText(encodeTrustRoot(testRoot()), ["anna"]));
    const outcome = await judged(disc.image, disc, { roots: [weak] });
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["ROOT_SIGNATURES"] });
  });

  test("an opponent's whole chain on the disc", async () => {
    const eves = testRoot({
      keys: [testKey("eve"), testKey("emil"), testKey("egon")],
      groups: [{ name: "officers", threshold: 2, members: ["egon", "emil", "eve"] }],
    });
    const hostile = makeDisc({
      root: eves,
      signers: ["eve", "emil"],
      seal: (seal) => ({ ...seal, trustRoots: [signText(encodeTrustRoot(eves), ["eve", "emil"])] }),
    });
    const outcome = await judged(hostile.image, hostile, { roots: [disc.rootNote] });
    expect(outcome.verdict).toBe("NIET_ONDERTEKEND");
    const own = encodeNote(signText(encodeTrustRoot(eves), ["eve", "emil"]));
    expect((await judged(hostile.image, hostile, { roots: [own] })).verdict).toBe("ECHT");
  });

  test("a demonstration root signs demonstrations only", async () => {
    const root = testRoot({ purpose: "demonstration" });
    const demonstration = makeDisc({ root });
    const expectation = { code: demonstration.code, purpose: "demonstration" as const };
    expect((await judged(demonstration.image, demonstration, { expectation })).verdict).toBe("ECHT");
    const final = makeDisc({ root, release: { purpose: "final" } });
    expect(await judged(final.image, final)).toEqual({
      verdict: "NIET_ONDERTEKEND",
      reasons: ["PURPOSE_NOT_SIGNABLE"],
    });
  });
});

describe("rotation of the root", () => {
  const first = testRoot();
  const firstNote = signText(encodeTrustRoot(first), ["anna", "bert"]);
  const second = testRoot({ version: 2, previous: textDigest(firstNote.text), contact: "Kiesraad, nieuw nummer" });
  const secondNote = signText(encodeTrustRoot(second), ["bert", "carl"]);
  const bytes = [encodeNote(firstNote), encodeNote(secondNote)];
  let rotated: Disc;

  beforeAll(() => {
    rotated = makeDisc({
      root: second,
      release: { trustRoot: textDigest(secondNote.text) },
      seal: (seal) => ({ ...seal, trustRoots: [firstNote, secondNote] }),
    });
  });

  test.each([
    ["the first", [0]],
    ["the second", [1]],
    ["both", [0, 1]],
  ])("accepted from %s as anchor", async (_what, which) => {
    const roots = which.map((i) => bytes[i]!);
    expect(await judged(rotated.image, rotated, { roots })).toEqual({ verdict: "ECHT", reasons: [] });
  });

  test("an old disc under the new anchor, which knows its predecessor by digest", async () => {
    expect((await judged(disc.image, disc, { roots: [bytes[1]!] })).verdict).toBe("ECHT");
  });

  test("refused when the second root lacks the first one's quorum", async () => {
    const eve = testKey("eve");
    const stolen = testRoot({
      version: 2,
      previous: textDigest(firstNote.text),
      keys: [testKey("anna"), eve],
      groups: [{ name: "officers", threshold: 1, members: ["anna", "eve"] }],
    });
    const stolenNote = signText(encodeTrustRoot(stolen), ["anna", "eve"]);
    const hostile = makeDisc({
      root: stolen,
      release: { trustRoot: textDigest(stolenNote.text) },
      signers: ["eve"],
      seal: (seal) => ({ ...seal, trustRoots: [firstNote, stolenNote] }),
    });
    const outcome = await judged(hostile.image, hostile, { roots: [bytes[0]!] });
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["ROOT_SIGNATURES"] });
  });

  test("a key revoked in a root that comes beside the seal counts nowhere", async () => {
    const revoking = testRoot({
      version: 2,
      previous: textDigest(firstNote.text),
      keys: [testKey("anna"), testKey("carl"), testKey("dora")],
      groups: [{ name: "officers", threshold: 2, members: ["anna", "carl", "dora"] }],
      revoked: [testKey("bert").vkey.raw],
    });
    const notes = [encodeNote(signText(encodeTrustRoot(revoking), ["anna", "carl", "dora"]))];
    expect((await judged(disc.image, disc)).verdict).toBe("ECHT");
    const outcome = await judged(disc.image, disc, { notes });
    expect(outcome).toEqual({ verdict: "NIET_ONDERTEKEND", reasons: ["TOO_FEW_SIGNATURES"] });
  });
});

describe("rebuilds", () => {
  const root = testRoot({}, 2);
  const both = (sha256: string, release: Disc["release"]) =>
    [rebuildNote(release, sha256, "rosa"), rebuildNote(release, sha256, "ruud")].sort((a, b) =>
      testKey(a.signatures[0]!.name).vkey.raw < testKey(b.signatures[0]!.name).vkey.raw ? -1 : 1,
    );

  test("two of two agree", async () => {
    const good = makeDisc({ root, rebuilds: both });
    expect(await judged(good.image, good)).toEqual({ verdict: "ECHT", reasons: [] });
  });

  test("one of two", async () => {
    const short = makeDisc({ root, rebuilds: (sha256, release) => both(sha256, release).slice(0, 1) });
    expect(await judged(short.image, short)).toEqual({ verdict: "ONVOLDOENDE_HERBOUW", reasons: ["TOO_FEW_REBUILDS"] });
  });

  test("a second one beside the seal completes it; one that is not signed by a reviewer does not", async () => {
    const short = makeDisc({ root, rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")] });
    const sha256 = textDigest(short.seal.release.text);
    const note = (by: string) => [encodeNote(rebuildNote(short.release, sha256, by))];
    expect((await judged(short.image, short, { notes: note("ruud") })).verdict).toBe("ECHT");
    expect((await judged(short.image, short, { notes: note("anna") })).verdict).toBe("ONVOLDOENDE_HERBOUW");
    expect((await judged(short.image, short, { notes: note("rosa") })).verdict).toBe("ONVOLDOENDE_HERBOUW");
  });

  test("out of order, twice by one reviewer, for another release, by an officer, by two at once: no seal", async () => {
    const wrong = [
      (sha256: string, release: Disc["release"]) => both(sha256, release).toReversed(),
      (sha256: string, release: Disc["release"]) => [
        rebuildNote(release, sha256, "rosa"),
        rebuildNote(release, sha256, "rosa"),
      ],
      (_: string, release: Disc["release"]) => [rebuildNote(release, otherDigest, "rosa")],
      (sha256: string, release: Disc["release"]) => [rebuildNote(release, sha256, "anna")],
      (sha256: string, release: Disc["release"]) => [
        signText(rebuildNote(release, sha256, "rosa").text, ["rosa", "ruud"]), // one note, two reviewers
      ],
    ];
    for (const rebuilds of wrong) {
      const bad = makeDisc({ root, rebuilds });
      const outcome = await judged(bad.image, bad);
      expect(outcome.verdict).toBe("NIET_ONDERTEKEND");
      expect(outcome.reasons).toContain("REBUILD_NOTE_BAD");
    }
  });

  test("digests that are not the release's do not count as agreement", async () => {
    const lying = makeDisc({
      root,
      rebuilds: (sha256, release) => both(sha256, { ...release, imageSha256: otherDigest }),
    });
    expect((await judged(lying.image, lying)).verdict).toBe("ONVOLDOENDE_HERBOUW");
  });

  test("dissent is reported, or blocks from the root's limit on", async () => {
    const differs = (sha256: string, release: Disc["release"]) => [
      rebuildNote(release, sha256, "rosa", { differs: "sector 5" }),
    ];
    const reported = makeDisc({ root: testRoot({}, 0), rebuilds: () => [] });
    expect((await judged(reported.image, reported)).verdict).toBe("ECHT");
    const blocking = makeDisc({ root: testRoot({ dissentBlocksAt: 1 }, 2), rebuilds: differs });
    expect((await judged(blocking.image, blocking)).reasons).toEqual(["DISSENT_BLOCKS", "TOO_FEW_REBUILDS"]);
  });
});

describe("which root judges what", () => {
  const first = signText(encodeTrustRoot(testRoot()), ["anna", "bert"]);
  const next = (change: object, signers: string[]) =>
    signText(encodeTrustRoot(testRoot({ version: 2, previous: textDigest(first.text), ...change })), signers);
  const others = {
    keys: [testKey("carl"), testKey("dora"), testKey("emil")],
    groups: [{ name: "officers", threshold: 2, members: ["carl", "dora", "emil"] }],
  };
  const retiring = next(others, ["anna", "bert", "carl", "dora"]);

  test("a release whose signers merely retired is judged by the root that it pins", async () => {
    for (const outside of [{ notes: [encodeNote(retiring)] }, { roots: [encodeNote(retiring)] }])
      expect(await judged(disc.image, disc, outside)).toEqual({ verdict: "ECHT", reasons: [] });
    const revoked = next({ ...others, revoked: [testKey("anna").vkey.raw] }, ["bert", "carl", "dora"]);
    expect((await judged(disc.image, disc, { notes: [encodeNote(revoked)] })).reasons).toEqual(["TOO_FEW_SIGNATURES"]);
  });

  test("a recall beside the disc is judged by the newest root known, whoever could recall before", async () => {
    const list = (signers: string[]) => encodeNote(recallNote([disc.release.imageSha256], signers));
    const by = async (...signers: string[]) =>
      (await judged(disc.image, disc, { notes: [encodeNote(retiring), list(signers)] })).verdict;
    expect(await by("carl", "dora")).toBe("INGETROKKEN");
    expect(await by("anna", "bert")).toBe("INTREKKING_GEMELD"); // retired: heard, as one reports a rumour
  });

  test("an emergency release by its own group and rebuilds, a normal one never", async () => {
    const groups = testRoot({}, 2).groups.concat({ name: "piket", threshold: 1, members: ["carl"] });
    const { requires } = testRoot({}, 2);
    const root = testRoot({
      groups,
      requires: { ...requires, "emergency-release": "piket", "emergency-rebuild": undefined },
      dissentBlocksAt: 1,
    });
    const emergency = makeDisc({ root, release: { urgency: "emergency" }, signers: ["carl"] });
    expect(await judged(emergency.image, emergency)).toEqual({ verdict: "ECHT", reasons: [] });
    const normal = makeDisc({ root, signers: ["carl"] });
    expect((await judged(normal.image, normal)).reasons).toEqual(["TOO_FEW_SIGNATURES"]);
    // Nobody need rebuild it in time; who did and differs is heard, and a yes changes nothing.
    const sha256 = textDigest(emergency.seal.release.text);
    const note = (by: string, differs?: string) => encodeNote(rebuildNote(emergency.release, sha256, by, { differs }));
    const differs = await judged(emergency.image, emergency, { notes: [note("rosa", "sector 5")] });
    expect(differs).toEqual({ verdict: "ONVOLDOENDE_HERBOUW", reasons: ["DISSENT_BLOCKS"] });
    expect((await judged(emergency.image, emergency, { notes: [note("anna", "sector 5")] })).verdict).toBe("ECHT");
    // Nobody knows whose line eve's is: it may have been a reviewer's before it was damaged.
    expect((await judged(emergency.image, emergency, { notes: [note("eve", "sector 5")] })).reasons).toEqual([
      "DISSENT_UNCONFIRMED",
    ]);
    expect((await judged(emergency.image, emergency, { notes: [note("rosa")] })).verdict).toBe("ECHT");
  });

  test("whom to call: the newest anchored root says, never the disc alone", async () => {
    const moved = next({ contact: "Kiesraad, nieuw nummer" }, ["anna", "bert"]);
    const contactOf = async (image: Uint8Array, outside: object) =>
      (await verifyImageBytes(image, disc, outside, platform)).contact;
    expect(await contactOf(disc.image, {})).toBe("Kiesraad, 070-0000000");
    expect(await contactOf(disc.image, { notes: [encodeNote(moved)] })).toBe("Kiesraad, nieuw nummer");
    expect(await contactOf(disc.image, { roots: [] })).toBeUndefined();
    expect(await contactOf(disc.unsealed, {})).toBe("Kiesraad, 070-0000000"); // refused, and still somebody to call
    const foreign = encodeNote(signText(encodeTrustRoot(testRoot({ contact: "Iemand" })), ["anna", "bert"]));
    expect(await contactOf(disc.image, { roots: [foreign] })).toBe("Iemand");
  });
});
