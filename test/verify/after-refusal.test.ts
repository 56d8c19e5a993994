// docs/spec/verification.md, "What is still read after a refusal": the steps that stay not-checked, for a refusal in each;
// and what becomes of a line by a reviewer who is revoked.

import { beforeAll, describe, expect, test } from "vitest";
import { encodeSeal, encodeTrustRoot, type Note, type Seal, sealSize, textDigest } from "../../src/format/index.ts";
import {
  type Disc,
  makeDisc,
  otherDigest,
  rebuildNote,
  recallNote,
  sha256Of,
  signText,
  testKey,
  testRoot,
  withSeal,
} from "./fixture.ts";
import { type Outside, quickPlatform, reasonsOf, verifyImageBytes } from "./harness.ts";

const platform = quickPlatform();
/** One rebuild is asked for, and rosa made it. */
let disc: Disc;
beforeAll(() => {
  disc = makeDisc({
    root: testRoot({}, 1),
    rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")],
    recall: () => recallNote([otherDigest]),
  });
});

const afterSeal = ["trust-roots", "release-signatures", "rebuilds", "recall", "log"];
const ofDisc = ["structure", "manifest", "image", "behind-the-volume", "files", "expected-release"];
const from = (step: string) => [...afterSeal.slice(afterSeal.indexOf(step)), ...ofDisc].sort();
const resealed = (change: (seal: Seal) => Partial<Seal>, of = disc) =>
  withSeal(of.unsealed, of.release.sealOffset, encodeSeal({ ...of.seal, ...change(of.seal) }));
const unsigned = (note: Note): Note => ({ text: note.text, signatures: [] });

async function told(image: Uint8Array, outside: Outside = {}, of = disc) {
  const report = await verifyImageBytes(image, of, outside, platform);
  const open = report.steps.filter((step) => step.status === "not-checked" && step.id !== "seal");
  const ofRebuilds = report.steps.filter((step) => step.id === "rebuilds").flatMap((step) => step.findings);
  const holdersIn = (...codes: string[]) =>
    ofRebuilds.filter(({ code }) => codes.includes(code)).map(({ values }) => values.holder);
  return {
    verdict: report.verdict,
    reasons: reasonsOf(report),
    open: open.map((step) => step.id).sort(),
    reviewers: holdersIn("REBUILD_AGREES", "REBUILD_DIFFERS"),
    revoked: holdersIn("REVOKED_KEY_IGNORED"),
  };
}

describe("a refusal leaves these steps not-checked:", () => {
  test("none where nothing is refused", async () => {
    expect(await told(disc.image)).toMatchObject({ verdict: "ECHT", reasons: [], open: [] });
  });

  test("step 1, 3: all that are of the medium", async () => {
    expect((await told(disc.image, { roots: [] })).open).toEqual(from("trust-roots"));
    const blank = withSeal(disc.unsealed, disc.release.sealOffset, new Uint8Array(sealSize));
    expect(await told(blank)).toMatchObject({ reasons: ["SEAL_BLANK"], open: from("trust-roots") });
  });

  test("step 4: the release and all behind it", async () => {
    const other = signText(encodeTrustRoot(testRoot({ contact: "een ander" }, 1)), ["anna", "bert"]);
    const outcome = await told(resealed(() => ({ trustRoots: [other] })));
    expect(outcome).toMatchObject({ verdict: "NIET_ONDERTEKEND", open: from("release-signatures") });
  });

  test("step 5: its rebuilds, recalls, log proof, and the disc", async () => {
    const outcome = await told(resealed((seal) => ({ release: unsigned(seal.release) })));
    expect(outcome).toMatchObject({ reasons: ["TOO_FEW_SIGNATURES"], open: from("rebuilds") });
  });

  test("step 6, 7: none, and the other notes of the step are judged too", async () => {
    const rebuilds = await told(resealed((seal) => ({ rebuilds: seal.rebuilds.map(unsigned) })));
    expect(rebuilds).toMatchObject({ reasons: ["REBUILD_NOTE_BAD", "TOO_FEW_REBUILDS"], open: [] });
    const sha256 = textDigest(disc.seal.release.text);
    const ruud = rebuildNote(disc.release, sha256, "ruud");
    const beside = await told(resealed((seal) => ({ rebuilds: [...seal.rebuilds.map(unsigned), ruud] })));
    expect(beside).toMatchObject({ reasons: ["REBUILD_NOTE_BAD"], open: [], reviewers: ["holder-ruud"] });
    const recall = await told(resealed(() => ({ recall: unsigned(recallNote([disc.release.imageSha256])) })));
    expect(recall).toMatchObject({ verdict: "NIET_ONDERTEKEND", reasons: ["RECALL_NOTE_BAD"], open: [] });
  });

  test("step 10: the files", async () => {
    const image = Buffer.from(disc.image);
    const at = image.indexOf("# files "); // of MANIFEST, which opens the file area behind the seal
    image[at + 8] = (image[at + 8] ?? 0) ^ 1;
    expect(await told(image)).toMatchObject({ verdict: "GEWIJZIGD", open: ["files"] });
  });

  test("step 13: none", async () => {
    const outcome = await told(disc.image, { expectation: { code: undefined, releaseSha256: sha256Of("x") } });
    expect(outcome).toMatchObject({ verdict: "ANDERE_UITGAVE", open: [] });
  });
});

describe("a line in the seal by a reviewer who is revoked", () => {
  const first = signText(encodeTrustRoot(testRoot({ dissentBlocksAt: 1 }, 1)), ["anna", "bert"]);
  const without = testRoot({}, 1);
  const second = signText(
    encodeTrustRoot({
      ...without,
      version: 2,
      previous: textDigest(first.text),
      keys: without.keys.filter((key) => key.vkey.name !== "rosa"),
      groups: without.groups.map((group) => ({ ...group, members: group.members.filter((name) => name !== "rosa") })),
      revoked: [testKey("rosa", "rebuilder", "Universiteit").vkey.raw],
    }),
    ["anna", "bert"],
  );
  const sealedBy = (names: readonly string[], change = {}) =>
    makeDisc({
      root: testRoot({ dissentBlocksAt: 1 }, 1),
      rebuilds: (sha256, release) =>
        names
          .map((name) => ({
            raw: testKey(name).vkey.raw,
            note: rebuildNote(release, sha256, name, name === "rosa" ? change : {}),
          }))
          .sort((a, b) => (a.raw < b.raw ? -1 : 1))
          .map(({ note }) => note),
      seal: (seal) => ({ ...seal, trustRoots: [...seal.trustRoots, second] }),
    });

  test("counts for neither side and is named as revoked, where it holds", async () => {
    for (const change of [{}, { differs: "x" }]) {
      const both = sealedBy(["rosa", "ruud"], change);
      expect(await told(both.image, {}, both)).toMatchObject({
        verdict: "ECHT",
        reviewers: ["holder-ruud"],
        revoked: ["holder-rosa"],
      });
      const alone = sealedBy(["rosa"], change);
      expect(await told(alone.image, {}, alone)).toMatchObject({ reasons: ["TOO_FEW_REBUILDS"], reviewers: [] });
    }
  });

  test("refuses the seal, where it does not", async () => {
    const both = sealedBy(["rosa", "ruud"]);
    const bad = (note: Note): Note => ({
      ...note,
      signatures: note.signatures.map((line) => (line.name === "rosa" ? { ...line, bytes: new Uint8Array(64) } : line)),
    });
    const image = resealed((seal) => ({ rebuilds: seal.rebuilds.map(bad) }), both);
    expect(await told(image, {}, both)).toMatchObject({ reasons: ["REBUILD_NOTE_BAD"] });
  });
});
