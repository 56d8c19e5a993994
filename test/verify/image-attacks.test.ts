// What an opponent, the post or a scratch can do to the bytes of a sealed image.

import { beforeAll, describe, expect, test } from "vitest";
import { encodeKitList, encodeManifest, encodeSeal, manifestPath, sealSize } from "../../src/format/index.ts";
import { buildImage, type Disc, makeDisc, samplePayload, sha256Of, testRoot, withSeal } from "./fixture.ts";
import { pathsOf, quickPlatform, reasonsOf, verifyImageBytes } from "./harness.ts";

const platform = quickPlatform();
let disc: Disc;

beforeAll(() => {
  disc = makeDisc();
});

const verify = (image: Uint8Array, outside = {}) => verifyImageBytes(image, disc, outside, platform);

function flipped(at: number, mask: number): Buffer {
  const image = Buffer.from(disc.image);
  image[at] = (image[at] ?? 0) ^ mask;
  return image;
}

/** The verdict that one changed byte must give: in the seal's place that of the notes, anywhere else that of the bytes. */
function dueVerdict(at: number): string {
  const { sealOffset } = disc.release;
  return at >= sealOffset && at < sealOffset + sealSize ? "NIET_ONDERTEKEND" : "GEWIJZIGD";
}

describe("one changed byte", () => {
  test("the unchanged image is accepted, every step passed that anything asked for, every file compared", async () => {
    const report = await verify(disc.image);
    expect(report.verdict).toBe("ECHT");
    const unasked = report.steps.filter(({ status }) => status !== "passed");
    expect(unasked.map(({ id, status }) => [id, status])).toEqual(
      ["rebuilds", "recall", "log"].map((id) => [id, "not-asked"]),
    );
    expect(report).toMatchObject({ filesCompared: 5, filesGood: 5, exitCode: 0, refusals: [] });
  });

  test("200 at random, with the real digest worker", async () => {
    let seed = 20261124; // the same 200 in every run
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    for (let i = 0; i < 200; i++) {
      const at = random(disc.image.length);
      const report = await verifyImageBytes(flipped(at, 1 << random(8)), disc);
      expect([at, report.verdict]).toEqual([at, dueVerdict(at)]);
    }
  });

  // Every single byte: every-byte.ts, among the slow tests.
  test("every 997th, and many of the descriptors', the root directory's and the notes'", async () => {
    const { sealOffset } = disc.release;
    const notes = encodeSeal(disc.seal).findLastIndex((byte) => byte !== 10) + 2;
    for (let at = 0; at < disc.image.length; at++) {
      const isNear = (at >= 32768 && at < 32768 + 900) || (at >= 19 * 2048 && at < 19 * 2048 + 300);
      const isNote = at >= sealOffset && at < sealOffset + notes;
      if (at % 997 !== 0 && !(isNear && at % 4 === 0) && !(isNote && at % 16 === 0)) continue;
      const report = await verify(flipped(at, 0x01));
      expect([at, report.verdict]).toEqual([at, dueVerdict(at)]);
    }
  });

  test("names the file that it hit, or its slack", async () => {
    const inFile = disc.image.indexOf("uitslag\nuitslag\n") + 100;
    expect(pathsOf(await verify(flipped(inFile, 1)), "FILE_CHANGED")).toEqual(["map met spatie/[1] uitslag.txt"]);
    const slack = disc.image.indexOf("Lees dit eerst.\n") + 1000;
    expect(pathsOf(await verify(flipped(slack, 1)), "NOT_ZERO")).toEqual(["LEESMIJ.txt"]);
    const inManifest = disc.image.indexOf("# zegel/manifest v1\n") + 3;
    expect(pathsOf(await verify(flipped(inManifest, 1)), "FILE_CHANGED")).toEqual([manifestPath]);
    expect(reasonsOf(await verify(flipped(disc.image.length - 1, 1)))).toEqual(["IMAGE_DIGEST", "NOT_ZERO"]);
  });
});

describe("size", () => {
  test.each([
    ["one sector less", -2048],
    ["one byte less", -1],
    ["half of it", -300_000],
  ])("%s", async (_what, less) => {
    const report = await verify(disc.image.subarray(0, disc.image.length + less));
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(reasonsOf(report)).toContain("IMAGE_SHORT");
  });

  test.each([
    ["one zero byte more", Buffer.alloc(1)],
    ["one sector of zeros more", Buffer.alloc(2048)],
    ["a second session", Buffer.concat([Buffer.alloc(11_400 * 2048), Buffer.from("CD001")])],
  ])("%s", async (_what, more) => {
    const report = await verify(Buffer.concat([disc.image, more]));
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(reasonsOf(report)).toEqual(["DATA_BEHIND"]);
  });

  test("cut inside the seal", async () => {
    const report = await verify(disc.image.subarray(0, disc.release.sealOffset + 1000));
    expect(report.verdict).toBe("NIET_ONDERTEKEND");
  });
});

describe("no seal", () => {
  test("an image that was never sealed", async () => {
    const report = await verify(disc.unsealed);
    expect(report).toMatchObject({ verdict: "NIET_ONDERTEKEND", filesCompared: 0 });
    expect(reasonsOf(report)).toEqual(["SEAL_BLANK"]);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a text", Buffer.from("dit is geen schijf\n")],
    ["zeros", Buffer.alloc(1_000_000)],
  ])("%s", async (_what, image) => {
    const report = await verify(image);
    expect(report).toMatchObject({ verdict: "GEEN_ZEGELSCHIJF", filesCompared: 0 });
    expect(report.steps.filter((step) => step.status === "passed").map((step) => step.id)).toEqual([
      "anchor",
      "expectation",
    ]);
  });

  test("another disc", async () => {
    const image = Buffer.from(buildImage({ "SETUP.EXE": "MZ" }));
    const other = Buffer.from(
      image.toString("latin1").replaceAll("ZEGEL", "ANDER").replaceAll("SEAL", "ZEEL"),
      "latin1",
    );
    const joliet = (name: string) => Buffer.from(name, "utf16le").swap16();
    for (let at = other.indexOf(joliet("ZEGEL")); at >= 0; at = other.indexOf(joliet("ZEGEL")))
      joliet("ANDER").copy(other, at);
    expect((await verify(other)).verdict).toBe("GEEN_ZEGELSCHIJF");
    expect((await verify(image)).verdict).toBe("NIET_ONDERTEKEND"); // a trace: the place of a seal
  });
});

describe("the manifest", () => {
  const manifestOf = (payload: Readonly<Record<string, string>>) =>
    encodeManifest({
      totalBytes: 0,
      emptyFolders: [],
      files: Object.keys(payload)
        .sort()
        .map((path) => ({ path, sha256: sha256Of(payload[path] ?? "") })),
    });

  /** An image with another manifest than its release names, the officers' notes on it. */
  test("of another release", async () => {
    const other = buildImage({ ...samplePayload, [manifestPath]: manifestOf({ "a.txt": "a" }) }, ["lege map"]);
    const report = await verify(withSeal(other, disc.release.sealOffset, encodeSeal(disc.seal)));
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(pathsOf(report, "FILE_CHANGED")).toEqual([manifestPath]);
    expect(report.filesCompared).toBe(0);
  });

  test.each([
    ["empty", ""],
    ["without a file", "# zegel/manifest v1\n# files 0\n# bytes 0\n"],
  ])("%s, though signed", async (_what, text) => {
    const image = buildImage({ ...samplePayload, [manifestPath]: text }, ["lege map"]);
    const offset = disc.release.sealOffset;
    const hollow = makeDisc({
      release: {
        manifests: [sha256Of(text)],
        imageSha256: sha256Of(image),
        imageSize: image.length,
        sealOffset: offset,
      },
    });
    const report = await verifyImageBytes(withSeal(image, offset, encodeSeal(hollow.seal)), hollow, {}, platform);
    expect(report.verdict).toBe("NIET_ONDERTEKEND");
    expect(report.filesCompared).toBe(0);
  });

  test("that lists more or less than the disc holds, though signed", async () => {
    const less = makeDisc({ payload: { "a.txt": "a", "b.txt": "b" }, folders: [] });
    const image = buildImage({
      "a.txt": "a",
      "b.txt": "b",
      "c.txt": "c",
      [manifestPath]: less.files[manifestPath] ?? "",
    });
    const signed = makeDisc({
      payload: { "a.txt": "a", "b.txt": "b" },
      folders: [],
      release: { imageSha256: sha256Of(image), imageSize: image.length },
    });
    const report = await verifyImageBytes(
      withSeal(image, signed.release.sealOffset, encodeSeal(signed.seal)),
      signed,
      {},
      platform,
    );
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(pathsOf(report, "FILE_EXTRA")).toEqual(["c.txt"]);
  });
});

describe("what the release says of itself", () => {
  const kitFiles = { "ZEGEL/VERSION": "2027-01\n", "ZEGEL/hulp.txt": "help\n", "00-EERST-CONTROLEREN.html": "<p>\n" };
  const sized = Object.entries(kitFiles).map(([path, text]) => ({ path, sha256: sha256Of(text), size: text.length }));
  const kit = { version: "2027-01", sha256: sha256Of(encodeKitList(sized, []) ?? "") };
  const payload = { ...samplePayload, ...kitFiles };
  const judged = async (made: Disc) => {
    const report = await verifyImageBytes(made.image, made, {}, platform);
    return { verdict: report.verdict, reasons: reasonsOf(report) };
  };

  test("the kit's digest and version", async () => {
    expect(await judged(makeDisc({ payload, release: { kit } }))).toEqual({ verdict: "ECHT", reasons: [] });
    const cases = [
      [{ payload, release: { kit: { ...kit, sha256: sha256Of("another") } } }, "KIT_DIFFERS"],
      [{ payload, release: {} }, "KIT_DIFFERS"],
      [{ release: { kit } }, "KIT_DIFFERS"],
      [{ payload, release: { kit: { ...kit, version: "2027-02" } } }, "KIT_VERSION"],
    ] as const;
    for (const [options, reason] of cases) {
      const outcome = await judged(makeDisc(options));
      expect(outcome.verdict).toBe("GEWIJZIGD");
      expect(outcome.reasons).toContain(reason);
    }
  });

  test.each([
    ["volume", { volume: "ANDERS" }],
    ["publisher", { publisher: "IEMAND" }],
    ["date", { date: "2027-01-15T12:00:01Z" }],
  ])("the %s of the volume", async (_what, release) => {
    expect(await judged(makeDisc({ release }))).toEqual({ verdict: "GEWIJZIGD", reasons: ["VOLUME_FIELD"] });
  });

  test("the manifest's sum of bytes", async () => {
    const manifest = disc.files[manifestPath] ?? new Uint8Array();
    const text = new TextDecoder().decode(manifest).replace(/^# bytes \d+$/m, "# bytes 1");
    const image = buildImage({ ...samplePayload, [manifestPath]: text }, ["lege map"]);
    const signed = makeDisc({
      release: { manifests: [sha256Of(text)], imageSha256: sha256Of(image), imageSize: image.length },
    });
    const sealed = withSeal(image, signed.release.sealOffset, encodeSeal(signed.seal));
    expect(reasonsOf(await verifyImageBytes(sealed, signed, {}, platform))).toEqual(["MANIFEST_BYTES"]);
  });
});

describe("the expected release", () => {
  const numbered = { product: "OSV", election: "TK2027", role: "GSB" };
  const expected = (expectation: object, of: Disc = disc) =>
    verifyImageBytes(of.image, of, { expectation }, platform).then((r) => ({
      verdict: r.verdict,
      reasons: reasonsOf(r),
    }));

  test("by its code, typed in any manner", async () => {
    expect((await expected({ code: disc.code.toLowerCase().replaceAll("-", " ") })).verdict).toBe("ECHT");
  });

  test("by another release's code", async () => {
    const other = makeDisc({ release: { sequence: 13 } });
    expect(await expected({ code: other.code })).toEqual({ verdict: "ANDERE_UITGAVE", reasons: ["CODE_DIFFERS"] });
  });

  test("a code with a slip is no code", async () => {
    const slip = disc.code.startsWith("0") ? `1${disc.code.slice(1)}` : `0${disc.code.slice(1)}`;
    await expect(expected({ code: slip })).rejects.toMatchObject({ code: "GEBRUIK" });
  });

  test.each([
    [{ ...numbered, minSequence: 12 }, "ECHT", []],
    [{ ...numbered, minSequence: 1 }, "ECHT", []],
    [{ ...numbered, minSequence: 12, disc: 1 }, "ECHT", []],
    [{ ...numbered, minSequence: 13 }, "ANDERE_UITGAVE", ["SEQUENCE_TOO_LOW"]],
    [{ ...numbered, election: "GR2026", minSequence: 12 }, "ANDERE_UITGAVE", ["ELECTION_DIFFERS"]],
    [{ ...numbered, role: "CSB", minSequence: 12 }, "ANDERE_UITGAVE", ["ROLE_DIFFERS"]],
    [{ ...numbered, product: "osv", minSequence: 1 }, "ANDERE_UITGAVE", ["PRODUCT_DIFFERS"]],
    [{ ...numbered, minSequence: 12, disc: 2 }, "ANDERE_UITGAVE", ["DISC_DIFFERS"]],
    [{ disc: 1 }, "NIET_VERGELEKEN", ["NO_EXPECTATION"]],
    [{}, "NIET_VERGELEKEN", ["NO_EXPECTATION"]],
  ])("by %j", async (expectation, verdict, reasons) => {
    expect(await expected(expectation)).toEqual({ verdict, reasons });
  });

  test("A2: a part of product, election, role and sequence is a wrong command; all four are none", async () => {
    const all = Object.entries({ ...numbered, minSequence: 12 });
    for (let mask = 1; mask < 2 ** all.length; mask++) {
      const given = Object.fromEntries(all.filter((_, i) => ((mask >> i) & 1) === 1));
      if (mask === 2 ** all.length - 1) expect((await expected(given)).verdict).toBe("ECHT");
      else await expect(expected(given)).rejects.toMatchObject({ code: "GEBRUIK" });
      await expect(expected({ ...given, code: disc.code, disc: 17 })).rejects.toMatchObject({ code: "GEBRUIK" });
    }
  });

  test("A2: of two discs under one number each passes only where it is due, by whatever it is named", async () => {
    const own = disc.release.manifests[0] ?? "";
    const set = [
      makeDisc({ release: { disc: 1, manifests: [own, sha256Of("2")] } }),
      makeDisc({ release: { disc: 2, manifests: [sha256Of("1"), own] } }),
    ];
    for (const [i, of] of set.entries()) {
      const releaseSha256 = sha256Of(of.seal.release.text);
      for (const named of [{ ...numbered, minSequence: 12 }, { code: of.code }, { releaseSha256 }])
        for (const due of [undefined, 1, 2, 3]) {
          const { verdict, reasons } = await expected({ ...named, disc: due }, of);
          const isUnique = !("minSequence" in named);
          if (due === i + 1 || (due === undefined && isUnique)) expect([verdict, reasons]).toEqual(["ECHT", []]);
          else if (due === undefined) expect([verdict, reasons]).toEqual(["NIET_VERGELEKEN", ["DISC_NOT_EXPECTED"]]);
          else expect([verdict, reasons]).toEqual(["ANDERE_UITGAVE", ["DISC_DIFFERS"]]);
        }
    }
  });

  test("A2: the number of another product, election or role never passes, however high", async () => {
    for (const change of [{ product: "OSV-U" }, { election: "GR2026" }, { role: "CSB" }])
      for (const sequence of [12, 999_999]) {
        const other = makeDisc({ release: { ...change, sequence } });
        expect((await expected({ ...numbered, minSequence: 7 }, other)).verdict).toBe("ANDERE_UITGAVE");
        expect((await expected({ ...numbered, ...change, minSequence: 7 }, other)).verdict).toBe("ECHT");
      }
  });

  test("a trial where a final is expected, and the other way round", async () => {
    const trial = makeDisc({ release: { purpose: "trial" } });
    const refused = { verdict: "ANDERE_UITGAVE", reasons: ["PURPOSE_DIFFERS"] };
    expect(await expected({ code: trial.code }, trial)).toEqual(refused);
    expect((await expected({ code: trial.code, purpose: "trial" }, trial)).verdict).toBe("ECHT");
    expect(await expected({ code: disc.code, purpose: "trial" })).toEqual(refused);
  });

  test("disc 2 of another set", async () => {
    const manifests = [disc.release.manifests[0] ?? "", sha256Of("disc 2")];
    const first = makeDisc({ release: { manifests } });
    expect((await expected({ code: first.code }, first)).verdict).toBe("ECHT");
    const other = makeDisc({ release: { manifests: manifests.toReversed(), disc: 2 } });
    expect((await expected({ code: first.code }, other)).verdict).toBe("ANDERE_UITGAVE");
  });

  test("the digest that holds the code is not in the report before the code was accepted", async () => {
    const withCode = await verifyImageBytes(disc.image, disc, {}, platform);
    expect(withCode.releaseSha256).toBe(sha256Of(disc.seal.release.text));
    const other = makeDisc({ release: { sequence: 13 } });
    for (const expectation of [{}, { code: other.code }])
      expect((await verifyImageBytes(disc.image, disc, { expectation }, platform)).releaseSha256).toBeUndefined();
  });

  test("an emergency release is judged by its own group", async () => {
    const groups = testRoot().groups.concat({ name: "piket", threshold: 1, members: ["carl"] });
    const root = testRoot({ groups, requires: { ...testRoot().requires, "emergency-release": "piket" } });
    const good = makeDisc({ root, release: { urgency: "emergency" }, signers: ["carl"] });
    expect((await expected({ code: good.code }, good)).verdict).toBe("ECHT");
    const normal = makeDisc({ root, signers: ["carl"] });
    expect((await expected({ code: normal.code }, normal)).verdict).toBe("NIET_ONDERTEKEND");
  });
});
