// What changed between two releases, and between a folder and an image.

import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, parseNote } from "../../src/format/index.ts";
import {
  compareReleases,
  compareWithFolder,
  ReproduceError,
  renderChanges,
  renderChangesPage,
} from "../../src/reproduce/index.ts";
import { build, description, tree } from "../build-iso/building.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { image } from "./images.ts";

const was = {
  "LEESMIJ.txt": "2.24",
  "programma/app.jar": "jar 1",
  "programma/lib.jar": "lib",
  "oud.txt": "oud",
};
const old = { ...was, "leeg/": "" };
const next = {
  "LEESMIJ.txt": "2.25",
  "programma/app.jar": "jar 1",
  "bibliotheek/lib.jar": "lib",
  "nieuw.txt": "nieuw",
};
const plain = (text: string) => text;

async function twoReleases(): Promise<{ a: string; b: string }> {
  const [first] = await build(tree(old), { kit: tree({ VERSION: "1\n", "controle.exe": "1" }) });
  const note = parseNote(Buffer.from(encodeNote({ text: first!.releaseText, signatures: [] })), "release.note");
  const [second] = await build(tree(next), {
    kit: tree({ VERSION: "2\n", "controle.exe": "2" }),
    previous: note,
    description: description({ version: "2.25.0", sequence: 13, date: "2027-02-01T12:00:00Z" }),
  });
  return { a: first!.folder, b: second!.folder };
}

describe("two releases", () => {
  test("fields, files of the payload, parts for checking, and whether one follows the other", async () => {
    const { a, b } = await twoReleases();
    const found = await compareReleases(join(a, "release.note"), join(b, "release.note"));
    expect(found).toMatchObject({ outcome: "differ", isSuccessor: true });
    expect(found.fields).toEqual(
      expect.arrayContaining([
        { field: "version", a: "2.24.3", b: "2.25.0" },
        { field: "sequence", a: "12", b: "13" },
      ]),
    );
    expect(found.fields?.map(({ field }) => field)).toEqual([
      ...["version", "sequence", "date", "manifests", "imageSha256", "kit", "previous"],
    ]);
    expect(found.fields?.find(({ field }) => field === "kit")).toMatchObject({
      a: expect.stringMatching(/^1 [0-9a-f]{64}$/),
    });
    expect(found.fields?.at(-1)).toEqual({ field: "previous", a: "", b: found.fields?.at(-1)?.b });
    expect(found.payload).toEqual({
      same: 1,
      changed: ["LEESMIJ.txt"],
      added: ["nieuw.txt"],
      removed: ["leeg/", "oud.txt"],
      renamed: [["programma/lib.jar", "bibliotheek/lib.jar"]],
    });
    expect(found.kit?.changed).toEqual(["ZEGEL/VERSION", "ZEGEL/controle.exe"]);
    const dutch = renderChanges(found, "nl", plain);
    expect(dutch).toContain("versie: 2.24.3 → 2.25.0");
    expect(dutch).toContain("B noemt A als de vorige versie.");
    expect(dutch).toContain("programma/lib.jar → bibliotheek/lib.jar");
    expect(renderChanges(found, "en", plain)).toContain("version: 2.24.3 → 2.25.0");
    expect(renderChanges(found, "en", plain)).toMatch(/previous release: none → [0-9a-f]{64}/);
    expect(renderChangesPage(found, "nl")).toContain("<h3>nieuw in B</h3>");
    // The same from the unsealed images: they have MANIFEST, but no note yet.
    const images = await compareReleases(join(a, "unsealed.iso"), join(b, "unsealed.iso"));
    expect(images).toMatchObject({ fields: undefined, isSuccessor: undefined, payload: found.payload, kit: found.kit });
    // The twin: a release and itself.
    const same = await compareReleases(join(a, "release.note"), join(a, "release.note"));
    expect(same).toMatchObject({ outcome: "same", fields: [], payload: { changed: [], added: [] } });
    expect(renderChanges(same, "nl", plain)).toContain("Niets: beide zijn gelijk.");
  });

  test("a note without its MANIFEST, or with another's: the fields alone, and it is said", async () => {
    const { a, b } = await twoReleases();
    const alone = temporaryFolder();
    cpSync(join(b, "release.note"), join(alone, "release.note"));
    for (const manifest of [undefined, join(a, "MANIFEST")]) {
      if (manifest !== undefined) cpSync(manifest, join(alone, "MANIFEST"));
      const found = await compareReleases(join(a, "release.note"), join(alone, "release.note"));
      expect(found).toMatchObject({ outcome: "differ", payload: undefined });
      expect(renderChanges(found, "en", plain)).toContain("The files were not compared");
    }
  });

  test("two sealed images", async () => {
    const folder = temporaryFolder();
    const [first, second] = [
      makeDisc({ payload: was, folders: [] }),
      makeDisc({ payload: next, folders: [], release: { version: "2.25.0" } }),
    ];
    writeFileSync(join(folder, "a.iso"), first.image);
    writeFileSync(join(folder, "b.iso"), second.image);
    const found = await compareReleases(join(folder, "a.iso"), join(folder, "b.iso"));
    expect(found.fields).toContainEqual({ field: "version", a: "2.24.3", b: "2.25.0" });
    expect(found.payload?.changed).toEqual(["LEESMIJ.txt"]);
    expect(found.isSuccessor).toBe(false);
  });

  test("an image without a MANIFEST is no release", async () => {
    const path = join(temporaryFolder(), "a.iso");
    writeFileSync(path, image({ "a.txt": "a" }));
    await expect(compareReleases(path, path)).rejects.toMatchObject({ code: "KIND" });
    await expect(compareReleases(path, path)).rejects.toBeInstanceOf(ReproduceError);
  });
});

describe("a folder and an image", () => {
  const sides = (folder: string, disc: string) =>
    [
      { path: folder, isFolder: true },
      { path: disc, isFolder: false },
    ] as const;
  const count = () => undefined;

  test("the payload that an image was built from: the same, without what only the disc has", async () => {
    const payload = tree(old);
    const [disc] = await build(payload, { kit: tree({ VERSION: "1\n", "00-EERST-CONTROLEREN.html": "<p>" }) });
    const found = await compareWithFolder(...sides(payload, join(disc!.folder, "unsealed.iso")), count);
    expect(found).toMatchObject({ outcome: "same", isWithoutZegel: true, changes: { same: 5 } });
    expect(renderChanges(found, "nl", plain)).toContain("/ZEGEL en de pagina vooraan zijn niet vergeleken");
  });

  test("changed, added, removed, renamed, and a link where a file should be", async () => {
    const payload = tree(old);
    const [disc] = await build(payload);
    const other = tree(next);
    symlinkSync("LEESMIJ.txt", join(other, "koppeling"));
    mkdirSync(join(other, "lege map"));
    const found = await compareWithFolder(...sides(other, join(disc!.folder, "unsealed.iso")), count);
    expect(found.outcome).toBe("differ");
    expect(found.changes).toEqual({
      same: 1,
      changed: ["LEESMIJ.txt"],
      added: ["leeg/", "oud.txt"],
      removed: ["koppeling", "lege map/", "nieuw.txt"],
      renamed: [["bibliotheek/lib.jar", "programma/lib.jar"]],
    });
  });

  test("an image that shows Windows other data is not the same", async () => {
    const { baseImage, content, dataAt, patched, recordAt, sectorSize, writeBoth32 } = await import("./images.ts");
    const path = join(temporaryFolder(), "a.iso");
    const files = Object.fromEntries(
      Object.entries(content).flatMap(([name, bytes]) => (bytes === null ? [[`${name}/`, ""]] : [[name, bytes]])),
    );
    writeFileSync(path, baseImage());
    expect(await compareWithFolder(...sides(tree(files), path), count)).toMatchObject({ outcome: "same" });
    const evil = patched(baseImage(), (copy) =>
      writeBoth32(copy, dataAt(copy, "groot.bin") / sectorSize, recordAt(copy, "LEESMIJ.txt", true) + 2),
    );
    writeFileSync(path, evil);
    const found = await compareWithFolder(...sides(tree(files), path), count);
    expect(found).toMatchObject({ outcome: "differ", elsewhere: ["Joliet /LEESMIJ.txt"] });
    expect(renderChanges(found, "en", plain)).toContain("BEWARE");
  });
});
