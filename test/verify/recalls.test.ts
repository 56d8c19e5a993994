// Recall lists in the seal and beside it, and recalls that are only reported: each no has its yes beside it.

import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeRecall,
  encodeRecallCode,
  encodeTrustRoot,
  type Note,
  textDigest,
} from "../../src/format/index.ts";
import { checkTypedRecallCode, readRecallFile } from "../../src/verify/program/typed.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { makeDisc, otherDigest, recallNote, sha256Of, signText, testKey, testRoot } from "./fixture.ts";
import { type Outside, quickPlatform, reasonsOf, verifyImageBytes } from "./harness.ts";

const platform = quickPlatform();
const disc = makeDisc();
const image = disc.release.imageSha256;
const [older = "", newer = ""] = ["older", "newer"].map(sha256Of);
/** Number 2 in the seal, and the release asks for it. */
const carrying = makeDisc({ recall: () => recallNote([older, newer]), release: { recallAtLeast: 2 } });

async function judged(outside: Outside = {}, of = disc) {
  const { verdict, exitCode, recalls, ...report } = await verifyImageBytes(of.image, of, outside, platform);
  const codes = report.steps.flatMap((step) => step.findings.map((finding) => finding.code));
  const said = codes.filter((code) => code.startsWith("RECALL_") || code === "NO_RECALLS_KNOWN");
  return { verdict, exitCode, reasons: reasonsOf(report as never), recalls, said };
}
const given = (...notes: Note[]): Outside => ({ notes: notes.map(encodeNote) });
const genuine = { verdict: "ECHT", exitCode: 0, reasons: [] };
const reported = { verdict: "INTREKKING_GEMELD", exitCode: 29 };

describe("the list in the seal", () => {
  test("without this image it is accepted, with it it is not", async () => {
    expect(await judged({}, carrying)).toMatchObject({
      ...genuine,
      recalls: { number: 2, date: "2027-02-01", from: "seal" },
    });
    const recalled = makeDisc({ recall: (release) => recallNote([release.imageSha256]) });
    expect(await judged({}, recalled)).toMatchObject({ verdict: "INGETROKKEN", exitCode: 24, reasons: ["RECALLED"] });
  });

  test("taken out, or an older one in its place, where the release asks for number 2", async () => {
    for (const recall of [() => undefined, () => recallNote([older])]) {
      const stripped = makeDisc({ recall, release: { recallAtLeast: 2 } });
      expect(await judged({}, stripped)).toMatchObject({ verdict: "NIET_ONDERTEKEND", reasons: ["RECALL_MISSING"] });
      // What is given beside the disc does not mend its seal.
      expect((await judged(given(recallNote([older, newer])), stripped)).verdict).toBe("NIET_ONDERTEKEND");
    }
  });

  test("with too few signatures it is no seal", async () => {
    const bad = makeDisc({ recall: () => recallNote([otherDigest], ["anna"]) });
    expect(await judged({}, bad)).toMatchObject({ verdict: "NIET_ONDERTEKEND", reasons: ["RECALL_NOTE_BAD"] });
  });

  test("none, and none asked for: said as such", async () => {
    expect(await judged()).toMatchObject({
      ...genuine,
      recalls: { number: 0, from: "none" },
      said: ["NO_RECALLS_KNOWN"],
    });
  });

  test("how far recalls are known is not said of a disc that nobody signed", async () => {
    expect((await judged({ roots: [] })).recalls).toBeUndefined();
  });
});

describe("a list given beside the disc", () => {
  test("that names this disc recalls it, one that does not moves the horizon", async () => {
    expect(await judged(given(recallNote([older, image])))).toMatchObject({
      verdict: "INGETROKKEN",
      exitCode: 24,
      reasons: ["RECALLED"],
      recalls: { number: 2, date: "2027-02-01", from: "given" },
    });
    expect(await judged(given(recallNote([older])))).toMatchObject({
      ...genuine,
      recalls: { number: 1, from: "given" },
      said: [],
    });
  });

  test("an older one, replayed, is said to be older and takes nothing back", async () => {
    expect(await judged(given(recallNote([older])), carrying)).toMatchObject({
      ...genuine,
      recalls: { number: 2, from: "seal" },
      said: ["RECALL_OLDER"],
    });
    const both = await judged(given(recallNote([older, image]), recallNote([older])));
    expect(both).toMatchObject({ verdict: "INGETROKKEN", recalls: { number: 2 }, said: ["RECALL_OLDER"] });
  });

  test("one that does not begin with the entries of another: said, and both count", async () => {
    expect(await judged(given(recallNote([newer, older, otherDigest])), carrying)).toMatchObject({
      ...genuine,
      said: ["RECALL_LISTS_DIFFER"],
    });
    expect(await judged(given(recallNote([older, newer, otherDigest])), carrying)).toMatchObject({
      ...genuine,
      said: [],
    });
    const other = await judged(given(recallNote([newer, older, otherDigest]), recallNote([image])), carrying);
    expect(other).toMatchObject({ verdict: "INGETROKKEN" });
  });

  test("of fewer than the quorum recalls nothing and passes nothing, whatever it names", async () => {
    for (const signers of [[], ["anna"], ["rosa", "ruud"]])
      expect(await judged(given(recallNote([image], signers)))).toMatchObject({
        ...reported,
        reasons: ["RECALL_REPORTED", "RECALL_UNSIGNED"],
        recalls: { number: 0 },
      });
    expect(await judged(given(recallNote([older], ["anna"])))).toMatchObject({
      ...reported,
      reasons: ["RECALL_UNSIGNED"],
    });
    expect(await judged(given(recallNote([older], ["anna", "carl"])))).toMatchObject(genuine);
  });

  test("whose signature does not hold, and whose text was changed to name another disc", async () => {
    const good = recallNote([image]);
    const renamed = { ...good, text: good.text.replace(image, older) };
    expect(await judged(given(renamed))).toMatchObject({
      ...reported,
      reasons: ["RECALL_SIGNATURE_FAULT", "RECALL_UNSIGNED"],
    });
    expect((await judged(given(good))).verdict).toBe("INGETROKKEN");
  });

  test("is judged under the newest root known, and a key revoked there does not count", async () => {
    const [first, second] = [
      signText(encodeTrustRoot(testRoot()), ["anna", "bert"]),
      signText(
        encodeTrustRoot(
          testRoot({
            version: 2,
            previous: textDigest(encodeTrustRoot(testRoot())),
            keys: [...testRoot().keys.filter(({ vkey }) => vkey.name !== "bert"), testKey("dirk")].sort((a, b) =>
              a.vkey.name < b.vkey.name ? -1 : 1,
            ),
            groups: testRoot().groups.map((group) => ({
              ...group,
              members: group.members.map((name) => (name === "bert" ? "dirk" : name)).sort(),
            })),
            revoked: [testKey("bert").vkey.raw],
          }),
        ),
        ["anna", "bert", "carl", "dirk"],
      ),
    ];
    expect(encodeNote(first)).toEqual(disc.rootNote);
    const roots = [encodeNote(first), encodeNote(second)];
    const unrevoked = makeDisc({ signers: ["anna", "carl"] });
    const by = (...signers: string[]) => judged({ roots, ...given(recallNote([otherDigest], signers)) }, unrevoked);
    expect(await by("anna", "bert")).toMatchObject({ ...reported, reasons: ["RECALL_UNSIGNED"] });
    expect(await by("anna", "dirk")).toMatchObject(genuine);
    // An older verifier knows neither dirk nor what happened to bert.
    expect(await judged(given(recallNote([otherDigest], ["anna", "dirk"])), unrevoked)).toMatchObject(reported);
  });

  test("whose text is no list is a wrong command line, not ignored", async () => {
    const text = encodeRecall({
      date: "2027-02-01",
      recalled: [{ imageSha256: image, date: "2027-02-01", reason: "x" }],
    });
    const broken = given(signText(text.replace("number 1", "number 2"), ["anna", "bert"]));
    await expect(judged(broken)).rejects.toThrow(VerifyError);
    await expect(judged(broken)).rejects.toMatchObject({ code: "GEBRUIK" });
    expect((await judged(given(signText(text, ["anna", "bert"])))).verdict).toBe("INGETROKKEN");
  });
});

describe("an intrekkingscode", () => {
  const typed = (...recallCodes: string[]): Outside => ({ recallCodes });

  test("of this disc holds it, and the same disc without the code is ECHT again", async () => {
    expect(await judged(typed(encodeRecallCode(3, image)))).toMatchObject({
      ...reported,
      reasons: ["RECALL_REPORTED"],
    });
    expect(await judged()).toMatchObject(genuine);
  });

  test("of another disc is said, and changes nothing", async () => {
    expect(await judged(typed(encodeRecallCode(3, older)))).toMatchObject({
      ...genuine,
      said: ["RECALL_CODE_OTHER", "NO_RECALLS_KNOWN"],
    });
    const both = typed(encodeRecallCode(3, older), encodeRecallCode(4, image));
    expect(await judged(both)).toMatchObject({ ...reported, reasons: ["RECALL_REPORTED"] });
  });

  test("together with the signed list the list decides", async () => {
    const code = typed(encodeRecallCode(1, image));
    const list = await judged({ ...given(recallNote([image])), ...code });
    expect(list).toMatchObject({ verdict: "INGETROKKEN", exitCode: 24, reasons: ["RECALLED", "RECALL_REPORTED"] });
  });

  test("never hides what was measured", async () => {
    const changed = Buffer.from(disc.image);
    changed[changed.length - 1] = 1;
    const report = await verifyImageBytes(changed, disc, typed(encodeRecallCode(1, image)), platform);
    expect(report).toMatchObject({ verdict: "GEWIJZIGD", refusals: ["GEWIJZIGD", "INTREKKING_GEMELD"] });
  });

  test("that is mistyped is a wrong command line", async () => {
    const code = encodeRecallCode(3, image);
    await expect(judged(typed(`${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`))).rejects.toMatchObject({
      code: "GEBRUIK",
      message: expect.stringContaining("group 4 wrong"),
    });
  });
});

describe("a file with a list", () => {
  const note = encodeNote(recallNote([image]));
  const text = Buffer.from(note).toString();
  const from = (written: string | Uint8Array) => Buffer.from(readRecallFile(Buffer.from(written), "scan.txt", "nl"));

  test("that was scanned or went through an editor gives the note back, byte for byte", () => {
    const written = [
      note,
      text.trimEnd(),
      `${text}\n`,
      text.replaceAll("\n", "\r\n"),
      `\ufeff${text}`,
      Buffer.from(`\ufeff${text.replaceAll("\n", "\r\n")}`, "utf16le"),
    ];
    for (const one of written) expect(Buffer.compare(from(one), note)).toBe(0);
    const unsigned = encodeNote(recallNote([image], []));
    for (const one of [unsigned, `${Buffer.from(unsigned).toString().trimEnd()}\r\n`])
      expect(Buffer.compare(from(one), unsigned)).toBe(0);
  });

  test("that is something else is told as such, and a blank line in it is not mended", async () => {
    for (const other of [disc.rootNote, "hallo", "", Uint8Array.of(0xff, 0x00, 0x80)])
      expect(() => from(other)).toThrow(VerifyError);
    const torn = from(text.replace("\ndate", "\n\ndate"));
    await expect(judged({ notes: [torn] })).rejects.toMatchObject({ code: "GEBRUIK" });
  });

  test("typed codes: the group to read again, or that it is another kind of code", () => {
    const code = encodeRecallCode(3, image);
    expect(checkTypedRecallCode(code.toLowerCase(), "nl")).toBe(code);
    const slip = code.replace(/^..../, (four) => four.slice(1) + four.charAt(0));
    expect(() => checkTypedRecallCode(slip, "nl")).toThrow("Groep 1 klopt niet. Lees groep 1 opnieuw.");
    expect(() => checkTypedRecallCode(disc.code, "nl")).toThrow("Dat is de zegelcode. Typ de intrekkingscode.");
    expect(() => checkTypedRecallCode("hallo", "nl")).toThrow("Dit is geen intrekkingscode.");
  });
});
