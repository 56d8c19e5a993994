// Sealing: what goes in, what is refused, and that no other byte changes.

import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sealImage } from "../../src/build-iso/seal.ts";
import { FilesError } from "../../src/files/error.ts";
import {
  type Bilingual,
  FormatError,
  type Note,
  parseRelease,
  parseSeal,
  type Release,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import { type ComposedSeal, composeSeal, demandComplete, SealError } from "../../src/trust/compose/index.ts";
import {
  anna,
  bert,
  cees,
  check,
  dora,
  emma,
  mallory,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testRoot,
} from "../sign/fixtures.ts";
import { has, temporaryFolder } from "../tools.ts";
import { sha256, type TinyImage, tinyImage } from "./tiny-image.ts";

const file = (note: Note, path = "given.note") => ({ path, note });
const inEnglish = (texts: readonly Bilingual[]) => texts.map(({ en }) => en).join();
const root = await signedBy(rootNote(), anna, bert);
const release = releaseNote();
const signed = await signedBy(release, anna, bert);
const measured = parseRelease(release.text);

interface Notes {
  readonly trustRoots: readonly Note[];
  readonly release: Note;
  readonly rebuilds: readonly Note[];
  readonly recall: Note | undefined;
}
const good: Notes = {
  trustRoots: [root],
  release: signed,
  rebuilds: [await signedBy(rebuildNote(release, measured), dora)],
  recall: undefined,
};

function compose(change: Partial<Notes> = {}): Promise<ComposedSeal> {
  const notes = { ...good, ...change };
  return composeSeal(
    {
      trustRoots: notes.trustRoots.map((note) => file(note)),
      release: file(notes.release),
      rebuilds: notes.rebuilds.map((note) => file(note)),
      recall: notes.recall === undefined ? undefined : file(notes.recall),
    },
    check,
  );
}

async function failure(work: () => Promise<unknown>): Promise<SealError | FormatError | FilesError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SealError || error instanceof FormatError || error instanceof FilesError) return error;
    throw error;
  }
  throw new Error("accepted");
}
const refusal = async (change: Partial<Notes>) => (await failure(() => compose(change))).code;

describe("the notes of a seal", () => {
  it("are those given, and read back", async () => {
    const composed = await compose();
    const seal = parseSeal(composed.bytes);
    expect(seal.release.text).toBe(release.text);
    expect(seal.trustRoots.length).toBe(1);
    expect(seal.rebuilds.length).toBe(1);
    expect(composed.remarks).toEqual([]);
    expect(composed.warnings).toEqual([]);
    expect(composed.releaseSha256).toBe(textDigest(release.text));
  });

  it("give the same bytes whatever their order", async () => {
    const byDora = await signedBy(rebuildNote(release, measured), dora);
    const byEmma = await signedBy(rebuildNote(release, measured, { environment: "Fedora" }), emma);
    const source = await signedBy(rebuildNote(release, measured, { scope: "source" }), dora);
    const one = await compose({ rebuilds: [byDora, byEmma, source], release: await signedBy(release, cees, anna) });
    const other = await compose({ rebuilds: [source, byEmma, byDora], release: await signedBy(release, anna, cees) });
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });

  it("a root given twice, whole or with its signatures apart, counts once; another text of that version is refused", async () => {
    const one = await compose();
    for (const trustRoots of [
      [root, root],
      [await signedBy(rootNote(), anna), await signedBy(rootNote(), bert)],
      [rootNote(), root, root],
    ])
      expect(Buffer.from((await compose({ trustRoots })).bytes).equals(Buffer.from(one.bytes))).toBe(true);
    const other = await signedBy(rootNote({ contact: "Iemand, 070 000 00 01" }), anna, bert);
    expect(await refusal({ trustRoots: [root, other] })).toBe("TRUST_ROOTS");
    expect(await refusal({ trustRoots: [await signedBy(rootNote(), anna), rootNote()] })).toBe("SIGNATURES");
  });

  it("keep only lines that may stand there, by raw key, and say what was left out", async () => {
    const composed = await compose({ release: await signedBy(release, mallory, dora, bert, cees, anna) });
    const names = parseSeal(composed.bytes).release.signatures.map((line) => line.name);
    const raws = names.map((name) => [anna, bert, cees].find((key) => key.vkey.name === name)?.vkey.raw);
    expect(names.length).toBe(3);
    expect(raws).toEqual(raws.toSorted());
    expect(composed.remarks.length).toBe(2);
    for (const name of ["mallory", "dora"]) expect(inEnglish(composed.remarks)).toContain(`by ${name} is left out`);
  });

  it("too few, none, or one officer twice: refused, and told who is missing", async () => {
    expect(await refusal({ release })).toBe("SIGNATURES");
    const error = await failure(async () => compose({ release: await signedBy(release, anna) }));
    expect(error.code).toBe("SIGNATURES");
    expect(error.message).toContain("not signed by bert, cees");
    const one = await signedBy(release, anna);
    expect(await refusal({ release: { text: release.text, signatures: [...one.signatures, ...one.signatures] } })).toBe(
      "SIGNATURES",
    );
    await compose({ release: await signedBy(release, anna, cees) });
  });

  it("a signature moved from another release: refused", async () => {
    const other = await signedBy(releaseNote({ sequence: 13 }), bert);
    const moved = { text: release.text, signatures: [...signed.signatures.slice(0, 1), ...other.signatures] };
    expect(await refusal({ release: moved })).toBe("SIGNATURES");
  });

  it("purposes must fit: a final root releases final and trial, a demonstration root demonstrations", async () => {
    const demonstration = await signedBy(rootNote({ purpose: "demonstration" }), anna, bert);
    const sign = (change: Partial<Release>, by: Note) => signedBy(releaseNote(change, by), anna, bert);
    const none = { rebuilds: [] };
    await compose({ ...none, release: await sign({ purpose: "trial" }, root) });
    await compose({
      ...none,
      trustRoots: [demonstration],
      release: await sign({ purpose: "demonstration" }, demonstration),
    });
    expect(await refusal({ ...none, release: await sign({ purpose: "demonstration" }, root) })).toBe("RELEASE");
    for (const purpose of ["final", "trial"] as const)
      expect(
        await refusal({ ...none, trustRoots: [demonstration], release: await sign({ purpose }, demonstration) }),
      ).toBe("RELEASE");
  });

  it("an emergency release needs its own group", async () => {
    const { requires } = testRoot();
    const strict = await signedBy(rootNote({ requires: { ...requires, "emergency-release": undefined } }), anna, bert);
    const emergency = (by: Note) => signedBy(releaseNote({ urgency: "emergency" }, by), anna, bert);
    await compose({ rebuilds: [], release: await emergency(root) });
    expect(await refusal({ rebuilds: [], trustRoots: [strict], release: await emergency(strict) })).toBe("SIGNATURES");
  });
});

describe("trust roots", () => {
  const second = { version: 2, previous: textDigest(root.text) };

  it("unsigned, under-signed, another's, none: refused", async () => {
    expect(await refusal({ trustRoots: [rootNote()] })).toBe("SIGNATURES");
    expect(await refusal({ trustRoots: [await signedBy(rootNote(), anna)] })).toBe("SIGNATURES");
    expect(await refusal({ trustRoots: [await signedBy(rootNote({ contact: "x" }), anna, bert)] })).toBe("RELEASE");
    expect(await refusal({ trustRoots: [] })).toBe("TRUST_ROOTS");
  });

  it("1 to N in any order, each once; the release under the one that it names", async () => {
    const two = await signedBy(rootNote(second), bert, cees);
    await compose({ trustRoots: [two, root] });
    await compose({ trustRoots: [root, two], release: await signedBy(releaseNote({}, two), anna, bert), rebuilds: [] });
    expect(await refusal({ trustRoots: [two] })).toBe("TRUST_ROOTS");
    const stray = await signedBy(rootNote({ ...second, previous: "f".repeat(64) }), bert, cees);
    expect(await refusal({ trustRoots: [root, stray] })).toBe("TRUST_ROOTS");
  });

  it("the successor needs the quorum of both", async () => {
    const { keys, groups } = testRoot();
    const others = {
      ...second,
      keys: [...keys, { vkey: mallory.vkey, role: "officer" as const, holder: "mallory", organisation: "X" }],
      groups: [{ name: "officers", threshold: 1, members: ["mallory"] }, ...groups.slice(1)],
    };
    expect(await refusal({ trustRoots: [root, await signedBy(rootNote(others), mallory)] })).toBe("SIGNATURES");
    expect(await refusal({ trustRoots: [root, await signedBy(rootNote(others), anna, bert)] })).toBe("SIGNATURES");
    await compose({ trustRoots: [root, await signedBy(rootNote(others), anna, bert, mallory)] });
  });

  it("a key revoked in any root counts nowhere", async () => {
    const { keys, groups } = testRoot();
    const without = {
      ...second,
      keys: keys.filter((key) => key.vkey.name !== "anna"),
      groups: [{ name: "officers", threshold: 2, members: ["bert", "cees"] }, ...groups.slice(1)],
      revoked: [anna.vkey.raw],
    };
    const two = await signedBy(rootNote(without), bert, cees);
    expect(await refusal({ trustRoots: [root, two] })).toBe("SIGNATURES"); // signed by anna and bert
    const composed = await compose({ trustRoots: [root, two], release: await signedBy(release, anna, bert, cees) });
    expect(
      parseSeal(composed.bytes)
        .release.signatures.map((line) => line.name)
        .sort(),
    ).toEqual(["bert", "cees"]);
    const revived = await signedBy(rootNote({ version: 3, previous: textDigest(two.text) }), anna, bert, cees);
    expect(await refusal({ trustRoots: [root, two, revived] })).toBe("TRUST_ROOTS");
  });
});

describe("rebuilds", () => {
  it("about another release, by no reviewer, by two at once, twice by one, or at odds with itself: refused", async () => {
    const note = rebuildNote(release, measured);
    const refused = async (...rebuilds: Note[]) => refusal({ rebuilds });
    expect(await refused(await signedBy(rebuildNote(releaseNote({ sequence: 13 }), measured), dora))).toBe("REBUILD");
    expect(await refused(note)).toBe("REBUILD");
    expect(await refused(await signedBy(note, anna))).toBe("REBUILD");
    expect(await refused(await signedBy(note, dora, emma))).toBe("REBUILD");
    const again = rebuildNote(release, measured, { environment: "another" });
    expect(await refused(await signedBy(note, dora), await signedBy(again, dora))).toBe("REBUILD");
    expect(await refused(await signedBy(rebuildNote(release, measured, { imageSha256: "0".repeat(64) }), dora))).toBe(
      "REBUILD",
    );
    await compose({ rebuilds: [await signedBy(note, dora), await signedBy(again, emma)] });
  });

  it("too few: sealed with a warning; one that differs is sealed too", async () => {
    const early = await compose({ rebuilds: [] });
    expect(inEnglish(early.warnings)).toContain("0 of 1");
    expect(inEnglish(early.warnings)).toContain("no statement by dora (Universiteit), emma (Vereniging)");
    const source = await signedBy(rebuildNote(release, measured, { scope: "source" }), dora);
    expect(inEnglish((await compose({ rebuilds: [source] })).warnings)).toContain("no statement by dora"); // of the image
    expect(() => demandComplete(early)).toThrow(expect.objectContaining({ code: "INCOMPLETE" }));
    demandComplete({ ...early, release: { ...early.release, purpose: "trial" } });
    demandComplete(await compose());
    const differs = await signedBy(
      rebuildNote(release, measured, { differs: "a.txt", imageSha256: "0".repeat(64) }),
      emma,
    );
    expect((await compose({ rebuilds: [differs] })).warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining("by dora (Universiteit))"),
    ]);
    const both = await signedBy(rebuildNote(release, measured, { differs: "b.bin" }), dora);
    const spoken = (await compose({ rebuilds: [differs, both] })).warnings;
    expect(spoken.map(({ en }) => en)).toEqual([expect.stringContaining("every reviewer has spoken")]);
    expect((await compose({ rebuilds: [differs, ...good.rebuilds] })).warnings).toEqual([]);
    const blocking = await signedBy(rootNote({ dissentBlocksAt: 1 }), anna, bert);
    const blocked = releaseNote({}, blocking);
    const warned = await compose({
      trustRoots: [blocking],
      release: await signedBy(blocked, anna, bert),
      rebuilds: [await signedBy(rebuildNote(blocked, measured, { differs: "a.txt" }), emma)],
    });
    expect(inEnglish(warned.warnings)).toContain("differ");
    expect(() => demandComplete(warned)).toThrow("ONVOLDOENDE_HERBOUW");
  });
});

describe("recalls", () => {
  it("must reach the number that the release asks for, be signed, and not name this image", async () => {
    const asking = await signedBy(releaseNote({ recallAtLeast: 2 }), anna, bert);
    const list = (...images: string[]) => signedBy(recallNote(images), anna, bert);
    const base = { release: asking, rebuilds: [] };
    expect(await refusal({ ...base })).toBe("RECALL");
    expect(await refusal({ ...base, recall: await list("1".repeat(64)) })).toBe("RECALL");
    const enough = ["1".repeat(64), "2".repeat(64)];
    await compose({ ...base, recall: await list(...enough) });
    expect(await refusal({ ...base, recall: await signedBy(recallNote(enough), anna) })).toBe("SIGNATURES");
    expect(await refusal({ ...base, recall: await list(measured.imageSha256, "2".repeat(64)) })).toBe("RECALL");
    await compose({ recall: await list("1".repeat(64)) });
  });
});

describe.skipIf(!has("xorrisofs"))("the image", () => {
  async function sealFor(image: TinyImage, change: Partial<Release> = {}): Promise<ComposedSeal> {
    const { imageSha256, imageSize, sealOffset } = image;
    const note = releaseNote({ imageSha256, imageSize, sealOffset, ...change });
    return compose({ release: await signedBy(note, anna, bert), rebuilds: [] });
  }

  it("changes in its place and nowhere else; the master digest is the file's", async () => {
    const folder = temporaryFolder();
    const image = await tinyImage(folder);
    const seal = await sealFor(image);
    const out = join(folder, "master.iso");
    const shown: number[] = [];
    const master = await sealImage(image.path, seal, out, { onProgress: (bytes) => shown.push(bytes) });
    const [before, after] = [readFileSync(image.path), readFileSync(out)];
    expect(sha256(before)).toBe(image.imageSha256);
    expect(master).toEqual({ sha256: sha256(after), bytes: after.length });
    const end = image.sealOffset + sealSize;
    expect(after.subarray(image.sealOffset, end).equals(Buffer.from(seal.bytes))).toBe(true);
    expect(after.subarray(0, image.sealOffset).equals(before.subarray(0, image.sealOffset))).toBe(true);
    expect(after.subarray(end).equals(before.subarray(end))).toBe(true);
    expect(shown.at(-1)).toBe(before.length);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("sealed again: only the notes change, and the same notes give the same bytes", async () => {
    const folder = temporaryFolder();
    const image = await tinyImage(folder);
    const { imageSha256, imageSize, sealOffset } = image;
    const note = releaseNote({ imageSha256, imageSize, sealOffset });
    const plain = await compose({ release: await signedBy(note, anna, bert), rebuilds: [] });
    const rebuilds = [await signedBy(rebuildNote(note, parseRelease(note.text)), dora)];
    const more = await compose({ release: await signedBy(note, anna, bert, cees), rebuilds });
    const at = (name: string) => join(folder, name);
    await sealImage(image.path, plain, at("1.iso"));
    await sealImage(at("1.iso"), more, at("2.iso"));
    await sealImage(image.path, more, at("3.iso"));
    await sealImage(at("2.iso"), plain, at("4.iso"));
    expect(readFileSync(at("2.iso")).equals(readFileSync(at("3.iso")))).toBe(true);
    expect(readFileSync(at("4.iso")).equals(readFileSync(at("1.iso")))).toBe(true);
    expect(readFileSync(at("1.iso")).equals(readFileSync(at("2.iso")))).toBe(false);
  });

  it("another image, a changed byte anywhere, a longer or shorter file: refused, nothing is left", async () => {
    const folder = temporaryFolder();
    const image = await tinyImage(folder);
    const seal = await sealFor(image);
    const out = join(folder, "master.iso");
    const refused = async (change: (path: string) => void) => {
      const path = join(folder, "changed.iso");
      writeFileSync(path, readFileSync(image.path));
      change(path);
      const { code } = await failure(() => sealImage(path, seal, out));
      expect(readdirSync(folder).filter((name) => name.startsWith("master.iso"))).toEqual([]);
      return code;
    };
    const flip = (at: number) => (path: string) => {
      const bytes = readFileSync(path);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    };
    for (const at of [0, 32_767, image.sealOffset + sealSize, image.imageSize - 1])
      expect(await refused(flip(at))).toBe("IMAGE");
    expect(await refused(flip(16 * 2048 + 80))).toBe("PLACE");
    expect(await refused(flip(image.sealOffset))).toBe("PLACE");
    expect(await refused((path) => appendFileSync(path, "x"))).toBe("IMAGE");
    expect(await refused((path) => truncateSync(path, image.imageSize - 2048))).toBe("IMAGE");
    await sealImage(image.path, seal, out);
  });

  it("the place must be where the release says, of the right size, and hold zeros or a seal", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "master.iso");
    const image = await tinyImage(folder);
    const refused = async (other: TinyImage, change: Partial<Release> = {}) => {
      const seal = await sealFor(other, change);
      const { code } = await failure(() => sealImage(other.path, seal, out));
      expect(existsSync(out)).toBe(false);
      return code;
    };
    expect(await refused(image, { sealOffset: image.sealOffset - 2048 })).toBe("PLACE");
    expect(await refused(await tinyImage(folder, new Uint8Array(sealSize).fill(1), "ones.iso"))).toBe("PLACE");
    expect(await refused(await tinyImage(folder, new Uint8Array(sealSize + 1), "long.iso"))).toBe("PLACE");
    expect(await refused(await tinyImage(folder, null, "none.iso"), { sealOffset: 65_536 })).toBe("PLACE");
    await sealImage(image.path, await sealFor(image), out);
  });

  it("never writes over a file; leaves one that ends in .tmp alone", async () => {
    const folder = temporaryFolder();
    const image = await tinyImage(folder);
    const seal = await sealFor(image);
    const out = join(folder, "master.iso");
    writeFileSync(out, "mine");
    expect((await failure(() => sealImage(image.path, seal, out))).code).toBe("EXISTS");
    expect((await failure(() => sealImage(image.path, seal, image.path))).code).toBe("EXISTS");
    expect(readFileSync(out, "utf8")).toBe("mine");
    const other = join(folder, "other.iso");
    writeFileSync(`${other}.tmp`, "half");
    chmodSync(`${other}.tmp`, 0o400);
    await sealImage(image.path, seal, other);
    expect(readFileSync(`${other}.tmp`, "utf8")).toBe("half");
    expect((await failure(() => sealImage(image.path, seal, join(folder, "no/where.iso")))).code).toBe("FILE");
    expect((await failure(() => sealImage(join(folder, "no.iso"), seal, join(folder, "x")))).code).toBe("FILE");
    expect((await failure(() => sealImage(folder, seal, join(folder, "x")))).code).toBe("IMAGE");
  });
});

describe("the verifier's own judge", () => {
  it("is asked of the seal just made: what it would refuse is not sealed, whatever was found before", async () => {
    let asked = 0;
    /** Says yes for as long as the notes are sorted, and what is true afterwards: of forged lines, no. */
    const late: typeof check = async (...line) => ++asked <= 6 || check(...line);
    const forged = signed.signatures.map((line) => ({ ...line, bytes: new Uint8Array(64) }));
    const choice = {
      trustRoots: [file(root)],
      release: file({ text: release.text, signatures: forged }),
      rebuilds: [],
      recall: undefined,
    };
    const error = await failure(() => composeSeal(choice, late));
    expect(error).toMatchObject({ code: "REFUSED", message: expect.stringContaining("SIGNATURE_FAULT") });
    asked = -1000;
    await expect(composeSeal({ ...choice, release: file(signed) }, late)).resolves.toMatchObject({ release: measured });
  });
});
