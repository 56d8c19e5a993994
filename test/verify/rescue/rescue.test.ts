// One good image out of several scratched copies, in memory. The verifier judges what comes of each; no test here says ECHT by itself.

import { beforeAll, describe, expect, test } from "vitest";
import { encodeSeal, type Note } from "../../../src/format/index.ts";
import { VerifyError } from "../../../src/verify/proof/verdict.ts";
import { know } from "../../../src/verify/rescue/input.ts";
import { encodeMap, parseMap } from "../../../src/verify/rescue/map.ts";
import { chooseSeal } from "../../../src/verify/rescue/seals.ts";
import fc from "../../world/properties.ts";
import {
  type Disc,
  makeDisc,
  otherDigest,
  rebuildNote,
  recallNote,
  sealDisc,
  testKey,
  testRoot,
  withSeal,
} from "../fixture.ts";
import { MemoryMedium, quickPlatform } from "../harness.ts";
import { judgeOf, MemoryPart, rescueOf, scratched, sectors, whole } from "./memory.ts";

const platform = quickPlatform();
let disc: Disc;
let sealAt: number;
let last: number;

beforeAll(() => {
  disc = makeDisc();
  sealAt = disc.release.sealOffset / 2048;
  last = disc.image.length / 2048 - 1;
});

const rescue = (media: Parameters<typeof rescueOf>[1], part?: MemoryPart) => rescueOf(disc, media, platform, part);
const sectorOf = (text: string) => Math.floor(disc.image.indexOf(text) / 2048);

/** The image with these bytes changed. */
function lying(at: number, length = 1, image: Uint8Array = disc.image): Buffer {
  const changed = Buffer.from(image);
  for (let i = at; i < at + length; i++) changed[i] = (changed[i] ?? 0) ^ 0x55;
  return changed;
}

/** In the order of a seal. */
const byKey = (a: Note, b: Note) => {
  const [one, other] = [a, b].map(({ signatures }) => testKey(signatures[0]?.name ?? "").vkey.raw);
  return (one ?? "") < (other ?? "") ? -1 : 1;
};

/** The same release with other notes in its seal. */
const resealed = (options: Parameters<typeof sealDisc>[1]) =>
  sealDisc({ ...disc, sealOffset: disc.release.sealOffset }, options);

describe("scratches", () => {
  test("apart from each other: the image is the released one, byte for byte", async () => {
    const part = new MemoryPart();
    const inFile = sectorOf("uitslag\nuitslag");
    const bad = [...sectors(inFile, 2), ...sectors(300, 20)];
    const done = await rescue([scratched(disc.image, bad), scratched(disc.image, sectors(20, 5))], part);
    expect(done.report?.verdict).toBe("ECHT");
    expect(Buffer.compare(part.image, disc.image)).toBe(0);
    expect(done.rescue.inputs).toBe(2);
    expect(done.rescue.given.map(({ taken }) => taken.length)).toEqual([3, 2]);
  });

  test("of three, where no two are enough", async () => {
    const media = [
      [...sectors(40, 3), ...sectors(250, 9)],
      [...sectors(250, 9), ...sectors(301, 2)],
      [...sectors(301, 2), ...sectors(40, 3)],
    ].map((bad) => scratched(disc.image, bad));
    expect((await rescue(media)).report?.verdict).toBe("ECHT");
    expect((await rescue(media.slice(0, 2))).report).toBeUndefined();
  });

  test("in common: they are named, and nothing is judged", async () => {
    const bad = [scratched(disc.image, sectors(300, 4)), scratched(disc.image, sectors(302, 9))];
    const { rescue: joined, report } = await rescue(bad);
    expect(joined.missing).toEqual([{ from: 302 * 2048, to: 304 * 2048 }]);
    expect(report).toBeUndefined();
  });

  test("none: one good disc gives its image", async () => {
    const done = await rescue([whole(disc.image)]);
    expect(done).toMatchObject({ missing: 0, report: { verdict: "ECHT" } });
  });

  test("a file that ends too early gives what it has", async () => {
    const short = new MemoryMedium(disc.image.subarray(0, disc.image.length - 5000));
    const alone = await rescue([short]);
    expect(alone.rescue.missing).toEqual([{ from: (last - 2) * 2048, to: (last + 1) * 2048 }]);
    expect((await rescue([short, scratched(disc.image, sectors(25, 1))])).report?.verdict).toBe("ECHT");
  });

  test("of a further input only what is missing is read, and of the first nothing twice", async () => {
    const second = scratched(disc.image, []) as InstanceType<typeof MemoryMedium> & { reads: [number, number][] };
    const judge = await judgeOf(disc, platform);
    const before = (await know({ name: "two", medium: second }, judge)).opened.prefix.end;
    second.reads.length = 0;
    const done = await rescue([scratched(disc.image, [last - 3]), second]);
    expect(done.report?.verdict).toBe("ECHT");
    expect(second.reads.filter(([at]) => at >= before)).toEqual(
      before > (last - 3) * 2048 ? [] : [[(last - 3) * 2048, 2048]],
    );
  });
});

describe("what may not join", () => {
  const refusal = (media: Parameters<typeof rescueOf>[1], part = new MemoryPart()) =>
    rescue(media, part).then(
      () => "joined",
      (error) => `${error.code} ${error.finding?.code ?? ""} ${part.map === undefined ? "nothing written" : ""}`.trim(),
    );

  test("another version, another role, disc 2 of the set: by name, before anything is written", async () => {
    for (const release of [{ version: "2.24.4" }, { role: "CSB" as const }, { sequence: 13 }]) {
      const other = resealed({ release });
      expect(await refusal([whole(disc.image), whole(other.image)])).toBe("OTHER_RELEASE CODE_DIFFERS nothing written");
      const judge = await judgeOf(disc, platform, { code: undefined });
      const both = [
        await know({ name: "one", medium: whole(disc.image) }, judge),
        await know({ name: "two", medium: whole(other.image) }, judge),
      ];
      const { Rescue } = await import("../../../src/verify/rescue/rescue.ts");
      const part = new MemoryPart();
      await expect(Rescue.begin(judge, part, undefined, both)).rejects.toMatchObject({
        code: "OTHER_RELEASE",
        dutch: expect.stringMatching(/^two: dit is een andere versie: OSV versie .*Gezocht wordt OSV versie 2\.24\.3/),
      });
      expect(part.map).toBeUndefined();
    }
    const { sealOffset } = disc.release;
    const manifests = [otherDigest, ...disc.release.manifests];
    const second = sealDisc({ ...disc, sealOffset }, { release: { disc: 2, manifests } });
    expect(await refusal([whole(disc.image), whole(second.image)])).toBe("OTHER_RELEASE CODE_DIFFERS nothing written");
  });

  test("a genuine disc that is not due is named, and nobody is told that its seal is no good", async () => {
    const manifests = [...disc.release.manifests, otherDigest];
    const said = async (other: Disc, outside?: Parameters<typeof judgeOf>[2]) =>
      know({ name: "two", medium: whole(other.image) }, await judgeOf(disc, platform, outside)).then(
        () => "joined",
        ({ code, dutch, finding }) => `${code} ${finding?.code}: ${dutch}`,
      );
    const newer = resealed({ release: { version: "2.24.4", sequence: 13 } });
    expect(await said(newer)).toBe(
      "OTHER_RELEASE CODE_DIFFERS: two: dit is niet de schijf die hier nodig is, maar OSV versie 2.24.4 (nummer 13), Tweede Kamer 2027, gemeentelijk stembureau, schijf 1 van 1, definitief. Er is niets van gelezen",
    );
    const trial = resealed({ release: { purpose: "trial" } });
    expect(await said(trial)).toContain("schijf 1 van 1, proef. Er is niets van gelezen");
    const oneOfTwo = resealed({ release: { disc: 1, manifests } });
    expect(await said(oneOfTwo, {})).toMatch(
      /^OTHER_RELEASE DISC_NOT_EXPECTED: two: niet te zien is of dit de schijf is/,
    );
    const recalled = resealed({ recall: (release) => recallNote([release.imageSha256]) });
    expect(await said(recalled)).toMatch(/^NOT_TRUSTED RECALLED: two: deze schijf mag niet meedoen\. Bel de Kiesraad/);
    expect(await said(resealed({ signers: ["anna"] }))).toMatch(/^NOT_TRUSTED TOO_FEW_SIGNATURES: two: het zegel van/);
    expect(await said(disc)).toBe("joined");
  });

  test("too few signatures, a changed note, no seal at all, an empty place", async () => {
    const few = resealed({ signers: ["anna"] });
    expect(await refusal([whole(disc.image), whole(few.image)])).toBe("NOT_TRUSTED TOO_FEW_SIGNATURES nothing written");
    const changed = lying(disc.image.indexOf("product OSV") + 8);
    expect(await refusal([whole(disc.image), whole(changed)])).toMatch(/^NOT_TRUSTED .* nothing written$/);
    expect(await refusal([whole(disc.image), whole(disc.unsealed)])).toBe("NOT_TRUSTED SEAL_BLANK nothing written");
    expect(await refusal([whole(Buffer.alloc(1_000_000))])).toBe("NO_SEAL  nothing written");
  });

  test("a recalled release, by whichever seal says so", async () => {
    const recalled = resealed({ recall: (release) => recallNote([release.imageSha256]) });
    expect(await refusal([whole(disc.image), whole(recalled.image)])).toBe("NOT_TRUSTED RECALLED nothing written");
    const harmless = resealed({ recall: () => recallNote([otherDigest]) });
    expect(await refusal([whole(disc.image), whole(harmless.image)])).toBe("joined");
  });

  test("a disc of which nobody can say the release: alone no, beside a readable one yes", async () => {
    const blind = () => scratched(disc.image, sectors(sealAt, 1));
    expect(await refusal([blind()])).toBe("NO_RELEASE  nothing written");
    expect(await refusal([blind(), scratched(disc.image, [last])])).toBe("joined");
  });

  test("directories out of reach: the place of the seal is known from the other", async () => {
    const blind = scratched(disc.image, sectors(16, 3));
    expect((await rescue([scratched(disc.image, [400]), blind])).report?.verdict).toBe("ECHT");
  });

  test("another disc with a scratched seal of which the notes can be read is refused all the same", async () => {
    const other = resealed({ release: { version: "2.24.4" } });
    const padding = scratched(other.image, [sealAt + 100]);
    expect(await refusal([whole(disc.image), padding])).toBe("OTHER_RELEASE CODE_DIFFERS nothing written");
    expect(await refusal([whole(disc.image), scratched(disc.image, [sealAt + 100])])).toBe("joined");
  });
});

describe("the seal", () => {
  const withRecall = () => resealed({ recall: () => recallNote([otherDigest]) });

  test("is taken whole from the input that says most, in either order", async () => {
    const root = testRoot({}, 1);
    const strict = makeDisc({ root, rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")] });
    const again = (options: Parameters<typeof sealDisc>[1]) =>
      sealDisc({ ...strict, sealOffset: strict.release.sealOffset }, { root, ...options }).image;
    const reviewers = ["rosa", "ruud"];
    const two = again({
      rebuilds: (sha256, release) => reviewers.map((by) => rebuildNote(release, sha256, by)).sort(byKey),
    });
    const recalling = again({
      rebuilds: (sha256, release) => [rebuildNote(release, sha256, "ruud")],
      recall: () => recallNote([otherDigest]),
    });
    for (const images of [
      [strict.image, two, recalling],
      [recalling, two, strict.image],
    ]) {
      const part = new MemoryPart();
      const done = await rescueOf(
        strict,
        images.map((image) => whole(image)),
        platform,
        part,
      );
      expect(done.report?.verdict).toBe("ECHT");
      expect(done.rescue.seal.names).toEqual([`disc ${images.indexOf(recalling) + 1}`]);
      expect(Buffer.compare(part.image, recalling)).toBe(0);
    }
    const fewer = new MemoryPart();
    await rescueOf(strict, [whole(strict.image), whole(two)], platform, fewer);
    expect(Buffer.compare(fewer.image, two)).toBe(0);
  });

  test("most roots, then the highest recall number, then most notes, then byte order", () => {
    const { seal } = disc;
    const [note] = seal.trustRoots as [Disc["seal"]["release"]];
    const pieces = [
      { ...seal, trustRoots: [note, note] },
      { ...seal, recall: recallNote([otherDigest, disc.release.imageSha256].sort()), rebuilds: [] },
      { ...seal, recall: recallNote([otherDigest]), rebuilds: [note, note] },
      { ...seal, recall: recallNote([disc.release.imageSha256]), rebuilds: [note, note] },
      seal,
    ].map((one, i) => ({ name: `${i}`, bytes: encodeSeal(one), gaps: [] }));
    const order: string[] = [];
    for (const left = [...pieces]; left.length > 0; ) {
      const [name = ""] = chooseSeal(left).names;
      expect(chooseSeal([...left].reverse()).names).toEqual([name]);
      order.push(name);
      left.splice(
        left.findIndex((piece) => piece.name === name),
        1,
      );
    }
    const [three, four] = [pieces[2], pieces[3]] as [(typeof pieces)[0], (typeof pieces)[0]];
    const tie = Buffer.compare(three.bytes, four.bytes) < 0 ? ["2", "3"] : ["3", "2"];
    expect(order).toEqual(["0", "1", ...tie, "4"]);
  });

  test("one that can be read whole is taken before one that says more and cannot", async () => {
    const part = new MemoryPart();
    const done = await rescue([scratched(withRecall().image, [sealAt]), whole(disc.image)], part);
    expect(done.report?.verdict).toBe("ECHT");
    expect(Buffer.compare(part.image, disc.image)).toBe(0);
  });

  test("no input has it whole: joined of those that agree", async () => {
    const part = new MemoryPart();
    const done = await rescue([scratched(disc.image, [sealAt + 90]), scratched(disc.image, [sealAt])], part);
    expect(done.report?.verdict).toBe("ECHT");
    expect(done.rescue.seal.names).toHaveLength(2);
    expect(Buffer.compare(part.image, disc.image)).toBe(0);
  });

  test("two seals of one release are never mixed", async () => {
    const done = await rescue([scratched(disc.image, [sealAt + 90]), scratched(withRecall().image, [sealAt + 91])]);
    expect(done.rescue.seal.fault).toBe("differ");
    expect(done.rescue.missing.length).toBeGreaterThan(0);
    expect(done.report).toBeUndefined();
  });

  test("what a seal that was not taken says against the release is heard", async () => {
    const note = (release: Disc["release"], sha256: string) =>
      rebuildNote(release, sha256, "ruud", { differs: "a.txt" });
    const dissent = resealed({ rebuilds: (sha256, release) => [note(release, sha256)] });
    const done = await rescue([whole(withRecall().image), whole(dissent.image)]);
    expect(done.rescue.beside).toHaveLength(1);
    const codes = done.report?.steps.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes).toContain("REBUILD_DIFFERS");
  });

  test("a lie in the seal is refused before a sector is taken", async () => {
    const seal = Buffer.from(encodeSeal(disc.seal));
    const at = seal.indexOf("— anna") + 30;
    seal[at] = seal[at] === 65 ? 66 : 65;
    await expect(
      rescue([whole(disc.image), whole(withSeal(disc.unsealed, disc.release.sealOffset, seal))]),
    ).rejects.toMatchObject({ code: "NOT_TRUSTED" });
  });
});

describe("an input that lies", () => {
  const file = () => disc.image.indexOf("Lees dit eerst.");

  test("in a file: the file is taken from the other, whichever comes first", async () => {
    for (const [one, two] of [
      [scratched(lying(file()), [last]), scratched(disc.image, [30])],
      [scratched(disc.image, [sectorOf("Lees dit eerst.")]), scratched(lying(file()), [])],
    ] as const) {
      const part = new MemoryPart();
      const done = await rescue([one, two], part);
      const isCommon = done.report?.verdict !== "ECHT";
      if (isCommon) {
        // of this file the honest one has no whole copy
        expect(done.mended).toMatchObject({ isGood: false, bad: [{ path: "LEESMIJ.txt" }] });
        continue;
      }
      expect(Buffer.compare(part.image, disc.image)).toBe(0);
    }
  });

  test("in several files, in MANIFEST, in a directory, in the padding", async () => {
    const places = {
      "a long file": disc.image.indexOf("uitslag\nuitslag") + 3000,
      MANIFEST: disc.image.indexOf("# zegel/manifest v1") + 60,
      "a directory": disc.image.indexOf("LEESMIJ.txt") + 1,
      padding: disc.image.length - 10,
      "the system area": 5,
    };
    for (const [what, at] of Object.entries(places)) {
      const part = new MemoryPart();
      const done = await rescue([scratched(lying(at), [450]), scratched(disc.image, [20])], part);
      expect([what, done.report?.verdict]).toEqual([what, "ECHT"]);
      expect(Buffer.compare(part.image, disc.image)).toBe(0);
      const names = new Set(done.mended?.taken.map(({ name }) => name));
      expect([...names]).toEqual(["disc 2"]);
      expect(done.rescue.inputs).toBe(2); // however much of it was taken twice
    }
  });

  test("both lie, in different files: each is taken from the other", async () => {
    const one = lying(file());
    const two = lying(disc.image.indexOf("not really"));
    expect((await rescue([whole(one), whole(two)])).report?.verdict).toBe("ECHT");
  });

  test("both lie in directories: no combination is tried, nothing is written, and there is no image", async () => {
    const part = new MemoryPart();
    const [a, b] = [disc.image.length - 10, 5];
    const done = await rescue([whole(lying(a)), whole(lying(b))], part);
    expect(done).toMatchObject({ mended: { isGood: false, taken: [], bad: [] }, report: { verdict: "GEWIJZIGD" } });
    expect(Buffer.compare(part.image, lying(a))).toBe(0);
  });

  test("both have the same lie in a file: the file and its sectors are named", async () => {
    const done = await rescue([whole(lying(file())), whole(lying(file()))]);
    const from = sectorOf("Lees dit eerst.") * 2048;
    expect(done.mended).toEqual({
      isGood: false,
      taken: [],
      bad: [{ path: "LEESMIJ.txt", at: [{ from, to: from + 2048 }] }],
    });
  });
});

describe("several runs", () => {
  test("killed between two discs, and within one: the next run goes on", async () => {
    const first = new MemoryPart();
    await rescue([scratched(disc.image, sectors(300, 20))], first);
    const second = first.restart();
    const two = scratched(disc.image, sectors(20, 5)) as unknown as { reads: [number, number][] };
    const done = await rescue([two as never], second);
    expect(done.report?.verdict).toBe("ECHT");
    expect(done.rescue.inputs).toBe(2);
    expect(Buffer.compare(second.image, disc.image)).toBe(0);
  });

  test("killed at its very beginning: a part that has a size has a map, and the next run goes on", async () => {
    for (const step of ["setSize", "save"] as const) {
      const part = new MemoryPart();
      part[step] = () => Promise.reject(new Error("killed"));
      await expect(rescue([whole(disc.image)], part)).rejects.toThrow("killed");
      expect(part.image.length === 0 || part.map !== undefined).toBe(true);
      expect((await rescue([whole(disc.image)], part.restart())).report?.verdict).toBe("ECHT");
    }
  });

  test("a disk that is full ends the run; with room it goes on", async () => {
    const part = new MemoryPart();
    part.failsAt = 2;
    await expect(rescue([scratched(disc.image, [300, 310])], part)).rejects.toThrow("ENOSPC");
    expect((await rescue([whole(disc.image)], part.restart())).report?.verdict).toBe("ECHT");
  });

  test("a disc that is taken out while it is read gives what came before, and is counted", async () => {
    const large = makeDisc({ payload: { "groot.bin": new Uint8Array(4_000_000).fill(7) } });
    const part = new MemoryPart();
    const medium = whole(large.image);
    const read = (position: number, into: Uint8Array) =>
      position > 2_500_000 ? Promise.reject(new VerifyError("FOUT", "no disc")) : medium.read(position, into);
    const gone = { kind: medium.kind, bytes: medium.bytes, isUnchanged: async () => true, read };
    await expect(rescueOf(large, [gone], platform, part)).rejects.toMatchObject({ code: "FOUT" });
    const next = part.restart();
    expect(parseMap(next.map ?? new Uint8Array(0))).toMatchObject({ inputs: 1, missing: [{ from: 3 * 1024 * 1024 }] });
    const done = await rescueOf(large, [whole(large.image)], platform, next);
    expect(done.report?.verdict).toBe("ECHT");
    expect(done.rescue.inputs).toBe(2);
  });

  test("the same disc twice is of no use, and does no harm", async () => {
    const bad = sectors(300, 20);
    const done = await rescue([scratched(disc.image, bad), scratched(disc.image, bad)]);
    expect(done).toMatchObject({ missing: 20, report: undefined });
    expect(done.rescue.inputs).toBe(1);
  });

  test("a part and map of another release are refused", async () => {
    const part = new MemoryPart();
    part.map = encodeMap({ release: otherDigest, inputs: 1, missing: [] });
    await expect(rescue([whole(disc.image)], part)).rejects.toMatchObject({ code: "OTHER_RELEASE" });
  });

  test("a hostile map that says all is there: the verifier finds out, and what is wrong comes from the disc", async () => {
    const judge = await judgeOf(disc, platform);
    const { sealed } = await know({ name: "", medium: whole(disc.image) }, judge);
    const release = sealed?.trusted.sha256 ?? "";
    const part = new MemoryPart();
    part.image = Uint8Array.from(lying(disc.image.indexOf("Lees dit eerst.")));
    part.map = encodeMap({ release, inputs: 7, missing: [] });
    const done = await rescue([whole(disc.image)], part);
    expect(done.report?.verdict).toBe("ECHT");
    const empty = new MemoryPart();
    empty.map = encodeMap({ release, inputs: 7, missing: [] });
    expect((await rescue([whole(disc.image)], empty)).report?.verdict).toBe("ECHT"); // cut off: all is missing
    const forged = new MemoryPart();
    forged.image = new Uint8Array(disc.image.length).fill(7);
    forged.map = encodeMap({ release, inputs: 7, missing: [] });
    const found = await rescue([scratched(disc.image, [300])], forged);
    expect(found.report?.verdict).not.toBe("ECHT");
  });

  test("a disc that is changed while it is read gives nothing", async () => {
    const medium = whole(disc.image);
    const changing = {
      kind: medium.kind,
      bytes: medium.bytes,
      read: medium.read.bind(medium),
      isUnchanged: async () => false,
    };
    const part = new MemoryPart();
    await expect(rescue([changing], part)).rejects.toMatchObject({ code: "FOUT" });
    const done = await rescue([scratched(disc.image, [last])], part.restart());
    expect(done.missing).toBe(1);
  });
});

test("whatever is scratched and whoever lies, what is called ECHT is the released image", async () => {
  const sector = fc.nat({ max: last });
  const input = fc.record({
    bad: fc.array(fc.tuple(sector, fc.integer({ min: 1, max: 30 })), { maxLength: 6 }),
    lies: fc.array(fc.tuple(fc.nat({ max: disc.image.length - 1 }), fc.integer({ min: 1, max: 4000 })), {
      maxLength: 2,
    }),
  });
  const verdicts = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(input, { minLength: 1, maxLength: 3 }), async (inputs) => {
      const media = inputs.map(({ bad, lies }) => {
        let image: Buffer = Buffer.from(disc.image);
        for (const [at, length] of lies) image = lying(at, Math.min(length, image.length - at), image);
        return scratched(
          image,
          bad.flatMap(([from, count]) => sectors(from, count)),
        );
      });
      const part = new MemoryPart();
      const done = await rescue(media, part).catch((error) => {
        if (error.name !== "RescueError") throw error;
        return undefined;
      });
      verdicts.add(done?.report?.verdict ?? "none");
      if (done?.report?.verdict === "ECHT") expect(Buffer.compare(part.image, disc.image)).toBe(0);
    }),
    { numRuns: 60 },
  );
  expect([...verdicts]).toContain("none");
});
