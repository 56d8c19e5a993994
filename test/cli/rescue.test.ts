// `zegel rescue` as people meet it: files that cannot be read in places, one after the other and together.

import { spawn } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encodeRelease } from "../../src/format/index.ts";
import { PartFile } from "../../src/verify/program/rescue/part-file.ts";
import { encodeMap } from "../../src/verify/rescue/map.ts";
import { makeLibrary, runJobs } from "../files/faults.ts";
import { has, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc } from "../verify/fixture.ts";
import { sha256Of } from "../world/people.ts";
import { zegelCommand, zegelIn } from "./flow.ts";
import { scratch } from "./scratch.ts";

const disc: Disc = makeDisc();
const other: Disc = makeDisc({ release: { version: "2.24.4", sequence: 13 } });
const end = disc.image.length / 2048;
/** Three sectors of a file; those from 300 on are padding. */
const inFile = Math.floor(disc.image.indexOf("uitslag\nuitslag") / 2048);
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ["a.iso", "b.iso"]) writeFileSync(join(folder, name), disc.image);
  writeFileSync(join(folder, "other.iso"), other.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
});
afterEach(() => vi.restoreAllMocks());

const judged = ["--root", "root.note", "--code", disc.code, "--lang", "nl"];
const rescue = (...args: string[]) => zegelIn(folder, ["rescue", ...args, ...judged]);
const bytes = (name: string) => readFileSync(join(folder, name));
/** What stands in the folder beside what was put there. */
const made = () => readdirSync(folder).filter((name) => !["a.iso", "b.iso", "other.iso", "root.note"].includes(name));

describe("two scratched discs", () => {
  test("apart: one good image, its record says of how many discs, and nothing else is left", async () => {
    scratch({
      "a.iso": [
        [inFile, 2],
        [300, 18],
      ],
      "b.iso": [
        [20, 2],
        [end - 2, 2],
      ],
    });
    const { status, stdout, stderr } = await rescue(
      "a.iso",
      "b.iso",
      "-o",
      "goed.iso",
      "--record",
      "r.json",
      "--record",
      "r.txt",
    );
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
    expect(bytes("goed.iso").equals(disc.image)).toBe(true);
    expect(made().sort()).toEqual(["goed.iso", "r.json", "r.txt"]);
    expect(stdout).toMatch(
      / GOED\n[\s\S]*a\.iso: \d+ sectoren\nb\.iso: 20 sectoren\nHet zegel is dat van a\.iso\.\nGemaakt: goed\.iso\n$/,
    );
    const record = JSON.parse(bytes("r.json").toString());
    expect(record).toMatchObject({ verdict: "ECHT", target: "goed.iso", scope: "image", medium: "file" });
    const facts = record.steps.flatMap((step: { findings: { code: string }[] }) => step.findings);
    expect(facts.filter(({ code }: { code: string }) => code === "JOINED")).toEqual([
      { step: "image", code: "JOINED", values: { count: 2 } },
    ]);
    expect(bytes("r.txt").toString().replace(/\s+/g, " ")).toContain(
      "Dit bestand is samengevoegd. Aantal schijven: 2.",
    );
    vi.restoreAllMocks();
    expect((await zegelIn(folder, ["verify", "goed.iso", ...judged])).status).toBe(0);
  });

  test("one after the other with the same -o: first what is missing, then the image", async () => {
    scratch({ "a.iso": [[300, 20]], "b.iso": [[20, 2]] });
    const first = await rescue("a.iso", "-o", "goed.iso");
    expect(first).toMatchObject({ status: 3, stderr: "" });
    expect(first.stdout).toContain(
      `Nog niet compleet: 20 van ${end} sectoren zijn op geen van de schijven gelezen.\n  sector 300 tot en met 319\n`,
    );
    expect(first.stdout).toContain("Leg de volgende schijf in het station en geef dezelfde opdracht nog een keer.");
    expect(made()).toEqual(["goed.iso.map", "goed.iso.part"]);
    expect(bytes("goed.iso.map").toString()).toMatch(
      /^zegel\/rescue-map v1\nrelease [0-9a-f]{64}\ninputs 1\nmissing 300 20\nend\n$/,
    );
    const second = await rescue("b.iso", "-o", "goed.iso", "--record", "r.json");
    expect(second.status).toBe(0);
    expect(bytes("goed.iso").equals(disc.image)).toBe(true);
    expect(bytes("r.json").toString()).toContain('"count": 2');
    expect(made().sort()).toEqual(["goed.iso", "r.json"]);
  });

  test("in common: named, and no image; --json says it to a program", async () => {
    scratch({ "a.iso": [[300, 20]], "b.iso": [[310, 20]] });
    const { status, stdout } = await rescue("a.iso", "b.iso", "-o", "goed.iso", "--json");
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ missing: [[310, 10]], inputs: 2 });
    expect(made()).toEqual(["goed.iso.map", "goed.iso.part"]);
    const again = await rescue("b.iso", "-o", "goed.iso");
    expect(again.stdout).toContain("Nog niet compleet: 10 van");
    scratch({ "b.iso": [[319, 1]] });
    expect((await rescue("b.iso", "-o", "goed.iso")).stdout).toMatch(
      /b\.iso: 9 sectoren\n[\s\S]*compleet: 1 van \d+ sectoren is op geen van de schijven gelezen\.\n {2}sector 319\n/,
    );
    vi.restoreAllMocks();
    expect((await rescue("b.iso", "-o", "goed.iso")).stdout).toContain("\nb.iso: 1 sector\n");
  });

  test("one that lies in a file is mended from the other; where both lie the sectors and discs are named", async () => {
    const lying = Buffer.from(disc.image);
    lying[lying.indexOf("Lees dit eerst.")] = 0;
    writeFileSync(join(folder, "a.iso"), lying);
    expect((await rescue("a.iso", "b.iso", "-o", "goed.iso")).status).toBe(0);
    expect(bytes("goed.iso").equals(disc.image)).toBe(true);
    writeFileSync(join(folder, "b.iso"), lying);
    const { status, stdout } = await rescue("a.iso", "b.iso", "-o", "fout.iso");
    expect(status).toBe(22);
    const sector = Math.floor(disc.image.indexOf("Lees dit eerst.") / 2048);
    expect(stdout).toContain(`  LEESMIJ.txt: sector ${sector}, gelezen van a.iso\n`);
    expect(stdout).toContain("Er is geen fout.iso gemaakt.");
    expect(made()).toEqual(["fout.iso.map", "fout.iso.part", "goed.iso"]);
    writeFileSync(join(folder, "b.iso"), disc.image); // a third that is good mends it
    expect((await rescue("b.iso", "-o", "fout.iso")).status).toBe(0);
  });

  test("what verify says no to for another reason gets no name either", async () => {
    const { status, stdout } = await zegelIn(folder, ["rescue", "a.iso", "-o", "goed.iso", "--root", "root.note"]);
    expect(status).toBe(27);
    expect(stdout).toContain("No goed.iso was made.");
    expect(existsSync(join(folder, "goed.iso"))).toBe(false);
  });
});

describe("refused, and nothing is written", () => {
  const nothing = async (due: RegExp, status: number, ...args: string[]) => {
    const before = readdirSync(folder).sort();
    const outcome = await rescue(...args);
    expect(outcome.stderr.replace(/\s+/g, " ")).toMatch(due);
    expect(outcome).toMatchObject({ status, stdout: "" });
    expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual([]);
  };

  test("another version, by name", async () => {
    await nothing(
      /FOUT: other\.iso: dit is niet de schijf die hier nodig is, maar OSV versie 2\.24\.4 \(nummer 13\).*zegelcode/,
      1,
      "a.iso",
      "other.iso",
      "-o",
      "goed.iso",
    );
    expect(existsSync(join(folder, "goed.iso.map"))).toBe(false);
    expect((await rescue("a.iso", "-o", "goed.iso")).status).toBe(0); // the same name, then
  });

  test("slips: no inputs, no -o, an option twice, a disc twice, a folder, what is not there, options of another kind", async () => {
    mkdirSync(join(folder, "map"));
    linkSync(join(folder, "a.iso"), join(folder, "same.iso"));
    await nothing(/GEBRUIK: expected inputs and -o IMAGE/, 2, "-o", "goed.iso");
    await nothing(/GEBRUIK: expected inputs and -o IMAGE/, 2, "a.iso");
    await nothing(/GEBRUIK: --out (is given twice|staat er twee keer)/, 2, "a.iso", "-o", "x.iso", "--out", "y.iso");
    await nothing(
      /GEBRUIK: --code (is given twice|staat er twee keer)/,
      2,
      "a.iso",
      "-o",
      "x.iso",
      "--code",
      disc.code,
    );
    await nothing(/GEBRUIK: a\.iso staat er twee keer/, 2, "a.iso", "a.iso", "-o", "x.iso");
    await nothing(/GEBRUIK: same\.iso staat er twee keer/, 2, "a.iso", "same.iso", "-o", "x.iso");
    await nothing(/GEBRUIK: map: dit is een map\./, 2, "map", "-o", "x.iso");
    await nothing(/GEBRUIK: (Dat is er niet: )?weg\.iso/, 2, "weg.iso", "-o", "x.iso");
    await nothing(/GEBRUIK: x\.html: is what is being made/, 2, "a.iso", "-o", "x.html", "--record", "x.html");
    await nothing(/GEBRUIK: \.\/x\.html: is what/, 2, "a.iso", "-o", "x.html", "--record", "./x.html");
    await nothing(/GEBRUIK: --extract: not with rescue/, 2, "a.iso", "-o", "x.iso", "--extract", "uit");
    writeFileSync(join(folder, "brief.txt"), "Geachte heer,\n");
    await nothing(/GEBRUIK: note 1 given: expected a text/, 2, "a.iso", "-o", "x.iso", "--note", "brief.txt");
    await nothing(/GEBRUIK:.*--nonsense/, 2, "a.iso", "-o", "x.iso", "--nonsense");
  });

  test("a record that cannot be made, or would stand at a name that is taken by then: before a sector is read", async () => {
    symlinkSync(".", join(folder, "hier"));
    mkdirSync(join(folder, "map.html"));
    const wrong: [RegExp, ...string[]][] = [
      [/weg\/r\.html: cannot be written \(ENOENT\)/, "weg/r.html"],
      [/a\.iso\/r\.html: cannot be written \(ENOTDIR\)/, "a.iso/r.html"],
      [/map\.html exists/, "map.html"],
      [/\.\/r\.html: is r\.html once more/, "r.html", "./r.html"],
      [/hier\/r\.html: is r\.html once more/, "r.html", "hier/r.html"],
      [/R\.HTML: is r\.html once more/, "r.html", "R.HTML"],
      [/hier\/x\.html: is what is being made/, "hier/x.html"],
      [/X\.html: is what is being made/, "X.html"],
    ];
    for (const [due, ...names] of wrong)
      await nothing(due, 2, "a.iso", "-o", "x.html", ...names.flatMap((name) => ["--record", name]));
    const good = ["r.html", "hier/r.json", "x.html.html"].flatMap((name) => ["--record", name]);
    expect((await rescue("a.iso", "-o", "x.html", ...good)).status).toBe(0);
    expect(made().sort()).toEqual(["hier", "map.html", "r.html", "r.json", "x.html", "x.html.html"]);
  });

  test("an output that is there, is an input, or is none of ours", async () => {
    await nothing(/a\.iso: bestaat al/, 1, "b.iso", "-o", "a.iso");
    writeFileSync(join(folder, "x.iso.part"), "iets anders");
    await nothing(/x\.iso\.part: bestaat al, en is niet van een eerdere keer/, 1, "b.iso", "-o", "x.iso");
    expect(bytes("x.iso.part").toString()).toBe("iets anders");
    writeFileSync(join(folder, "y.iso.map"), "iets anders");
    await nothing(/y\.iso\.map: bestaat al, en is niet van een eerdere keer/, 1, "b.iso", "-o", "y.iso");
    symlinkSync("a.iso", join(folder, "z.iso.part"));
    await nothing(/z\.iso\.part/, 1, "b.iso", "-o", "z.iso");
    linkSync(join(folder, "a.iso"), join(folder, "w.iso.part"));
    await nothing(/w\.iso\.part: bestaat al/, 1, "b.iso", "-o", "w.iso");
    expect(bytes("a.iso").equals(disc.image)).toBe(true);
    scratch({ "a.iso": [[300, 1]] });
    expect((await rescue("a.iso", "-o", "v.iso")).status).toBe(3);
    await nothing(/v\.iso\.part: dit is het bestand dat gemaakt wordt/, 2, "v.iso.part", "-o", "v.iso");
    await nothing(/geen-map\/x\.iso/, 1, "a.iso", "-o", "geen-map/x.iso");
  });

  test("a part of another release", async () => {
    scratch({ "a.iso": [[300, 1]] });
    expect((await rescue("a.iso", "-o", "goed.iso")).status).toBe(3);
    const args = ["rescue", "other.iso", "-o", "goed.iso", "--root", "root.note", "--code", other.code, "--lang", "nl"];
    expect(await zegelIn(folder, args)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("goed.iso.part hoort bij een andere versie dan deze schijf"),
    });
  });

  test("--help is a page", async () => {
    expect(await zegelIn(folder, ["rescue", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("-o, --out IMAGE"),
    });
  });
});

test("a hostile map: what it leaves out is found by verify, what is no map is refused", async () => {
  scratch({ "a.iso": [[inFile, 3]] });
  await rescue("a.iso", "-o", "goed.iso");
  const map = bytes("goed.iso.map").toString();
  const line = `missing ${inFile} 3\n`;
  const put = (text: string) => writeFileSync(join(folder, "goed.iso.map"), text);
  for (const bad of [
    map.replace(line, "missing 310 2\nmissing 300 2\n"),
    map.replace(line, "missing 300 2\nmissing 302 2\n"),
    map.replace("inputs 1", "inputs 01"),
    map.replace("end\n", ""),
    `${map}x`,
    map.replace(line, "missing 300 99999999999\n"),
    `${map.slice(0, -4)}${"missing 1 1\n".repeat(400_000)}end\n`,
    "\u0000".repeat(5_000_000),
  ]) {
    put(bad);
    expect((await rescue("b.iso", "-o", "goed.iso")).stderr).toMatch(
      /goed\.iso\.map: (bestaat al, en is niet|verwacht ten hoogste)/,
    );
  }
  put(map.replace(line, "")); // zeros where three sectors of a file should be
  expect(await rescue("a.iso", "-o", "goed.iso")).toMatchObject({ status: 22 });
  truncateSync(join(folder, "goed.iso.part"), 5000);
  expect((await rescue("b.iso", "-o", "goed.iso")).status).toBe(0);
  expect(bytes("goed.iso").equals(disc.image)).toBe(true);
});

test.skipIf(!has("cc"))("a full disk is one sentence, and what was read stays for the next run", async () => {
  const library = makeLibrary(folder);
  const words = ["rescue", "a.iso", "-o", "goed.iso", ...judged];
  const [full, flushed, named] = await runJobs(library, folder, [
    { words, faults: "write:28:2:goed.iso.part" },
    { words, faults: "fsync:28:2:goed.iso.part" },
    { words, faults: "link:28:0:goed.iso" },
  ]);
  expect(full).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(/^zegel rescue: FOUT: goed\.iso\.part: is niet te schrijven \(ENOSPC\).*\n$/),
  });
  expect(flushed).toMatchObject({ exitCode: 1, said: expect.stringContaining("(ENOSPC)") });
  expect(named).toMatchObject({ exitCode: 1, said: expect.stringContaining("(ENOSPC)") });
  expect(bytes("goed.iso.part").equals(disc.image)).toBe(true); // all of it was read, and is not lost
  expect(existsSync(join(folder, "goed.iso"))).toBe(false);
  const again = await rescue("a.iso", "-o", "goed.iso");
  expect(again).toMatchObject({ status: 0 });
  expect(bytes("goed.iso").equals(disc.image)).toBe(true);
});

test("a first run that gets no room leaves nothing behind; a part without bytes and its map are gone on with", async () => {
  const path = join(folder, "goed.iso");
  const map = encodeMap({ release: sha256Of(encodeRelease(disc.release)), inputs: 0, missing: [] });
  const first = await PartFile.open(path);
  await first.save(map);
  await expect(first.setSize(2 ** 52)).rejects.toThrow(/cannot be written/);
  await first.close();
  expect(made()).toEqual([]);
  const second = await PartFile.open(path);
  await second.save(map);
  await second.close(); // as a run leaves them that was killed before the part had a size
  expect(made().sort()).toEqual(["goed.iso.map", "goed.iso.part"]);
  expect((await rescue("a.iso", "-o", "goed.iso")).status).toBe(0);
  expect(bytes("goed.iso").equals(disc.image)).toBe(true);
});

test("once a rescue is closed, what still reads in the background writes nothing: another run may have begun", async () => {
  const path = join(folder, "goed.iso");
  const first = await PartFile.open(path);
  await first.setSize(4096);
  const map = encodeMap({ release: "ab".repeat(32), inputs: 1, missing: [{ from: 2048, to: 4096 }] });
  await first.write(0, new Uint8Array(2048).fill(7));
  await first.save(map);
  await first.letGo(); // to be judged: it may be opened again
  await first.write(0, new Uint8Array(2048).fill(8));
  await first.close();
  const second = await PartFile.open(path);
  await expect(first.write(0, new Uint8Array(2048).fill(9))).rejects.toThrow("closed");
  await expect(first.save(encodeMap({ release: "ab".repeat(32), inputs: 1, missing: [] }))).rejects.toThrow("closed");
  await second.close();
  expect(bytes("goed.iso.part")[0]).toBe(8);
  expect(Buffer.compare(bytes("goed.iso.map"), map)).toBe(0);
});

test("a reader that closes takes nothing from the result", async () => {
  const [program, script] = zegelCommand;
  const child = spawn(program, [script, "rescue", "a.iso", "-o", "goed.iso", ...judged], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  expect(bytes("goed.iso").equals(disc.image)).toBe(true);
});
