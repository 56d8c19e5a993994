// controleprogramma.exe under Wine: image, drive, folder, every verdict, words on the console. `npm run test:windows`
// What Wine cannot show (real drives, rights, AppLocker) stands in docs/packaging.md.

import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encodeHashGroups, encodeNote, encodeRecallCode, encodeReceiptKey } from "../../src/format/index.ts";
import { makeDisc, recallNote, sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { makeRebuiltDisc, pack, project } from "./packing.ts";
import { canScratch, withScratch } from "./scratched.ts";
import { hasWine, Wine } from "./wine.ts";

const disc = makeRebuiltDisc();
const lone = makeRebuiltDisc({ rebuilds: () => [] });
const unsigned = makeRebuiltDisc({ signers: ["anna"] });
const later = makeRebuiltDisc({ release: { sequence: 13 } });
const exe = "controleprogramma.exe";

const { nodeBinary } = await import(join(project, "scripts/package/node-binaries.mjs"));

describe.skipIf(!hasWine)("on Windows", { timeout: 600_000 }, () => {
  let folder: string;
  let wine: Wine;
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  const at = (name: string) => join(folder, name);
  const verify = (...args: string[]) => wine.run([at(`out/${exe}`), ...args], folder);
  const good = ["--code", disc.code, "--lang", "nl"];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zegel-windows-"));
    pack([exe], at("out"), disc.rootNote);
    wine = new Wine(at("wine"));
    const altered = Buffer.from(disc.image);
    altered[altered.indexOf("PK\u0003\u0004 not")] = 88;
    put("good.iso", disc.image);
    put("altered.iso", altered);
    put("short.iso", disc.image.subarray(0, -2048));
    put("none.iso", Buffer.alloc(1024 * 2048));
    put("lone.iso", lone.image);
    put("unsigned.iso", unsigned.image);
    put("recall.note", encodeNote(recallNote([disc.release.imageSha256])));
    put("other.note", makeDisc().rootNote);
  }, 900_000);
  afterAll(() => {
    wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => wine.insert(undefined, undefined));

  test("says what it is", () => {
    const { status, stdout } = verify("--version", "--lang", "nl");
    const groups = encodeHashGroups(sha256Of(readFileSync(at(`out/${exe}`))));
    expect(status).toBe(0);
    expect(stdout).toContain(`  ${groups.slice(0, 39)}\n  ${groups.slice(40)}\n`);
    expect(stdout).toContain("versie 1, definitief");
  });

  test("A5: Node's options as the program's own name, and its variables, change nothing", () => {
    put("evil.cjs", Buffer.from('require("node:fs").writeFileSync("RAN", "");process.exit(0);\n'));
    put("start.cjs", Buffer.from(startByOtherNames));
    put("args.json", Buffer.from(JSON.stringify({ exe: `out\\${exe}`, code: disc.code })));
    const before = readdirSync(folder);
    expect(wine.run([nodeBinary("win-x64"), "start.cjs"], folder).status).toBe(0);
    const found = JSON.parse(readFileSync(at("found.json"), "utf8"));
    expect(found.length).toBeGreaterThan(20);
    for (const { what, image, status, said } of found) {
      expect({ what, status }).toEqual({ what, status: image === "good.iso" ? 0 : 22 });
      expect(said, what).toMatch(image === "good.iso" ? /ECHT/ : /GEWIJZIGD/);
    }
    const made = readdirSync(folder).filter((name) => !before.includes(name));
    expect(made.sort()).toEqual(["found.json", "said.txt"]);
  });

  test.each([
    ["ECHT", 0, "good.iso", good],
    ["GEEN_ZEGELSCHIJF", 20, "none.iso", good],
    ["NIET_ONDERTEKEND", 21, "unsigned.iso", ["--code", unsigned.code, "--lang", "nl"]],
    ["NIET_ONDERTEKEND", 21, "good.iso", [...good, "--root", "other.note"]],
    ["GEWIJZIGD", 22, "altered.iso", good],
    ["ONVOLLEDIG", 23, "short.iso", good],
    ["INGETROKKEN", 24, "good.iso", [...good, "--note", "recall.note"]],
    ["ONVOLDOENDE_HERBOUW", 25, "lone.iso", ["--code", lone.code, "--lang", "nl"]],
    ["ANDERE_UITGAVE", 26, "good.iso", ["--code", later.code, "--lang", "nl"]],
    ["NIET_VERGELEKEN", 27, "good.iso", ["--lang", "nl"]],
    ["INTREKKING_GEMELD", 29, "good.iso", [...good, "--recall-code", encodeRecallCode(1, disc.release.imageSha256)]],
  ])("%s is exit code %i", (verdict, code, image, args) => {
    const { status, stdout, stderr } = verify(image, ...args);
    expect(status, stdout + stderr).toBe(code);
    expect(stdout.replace(/\s+/g, " ")).toContain(`(melding: ${verdict}`);
  });

  test("a wrong command line is 2, a missing file too", () => {
    expect(verify().status).toBe(2);
    expect(verify("nothing.iso", ...good).status).toBe(2);
    expect(verify("good.iso", ...good).status).toBe(0);
  });

  test.each(["D:\\", "d:", "D:/", "\\\\.\\D:"])("%s: bytes and files of a drive together", (target) => {
    wine.insert(folderOf(disc), at("good.iso"));
    const { status, stdout, stderr } = verify(target, ...good);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Gecontroleerd: hele\s+schijf/);
    expect(stdout).toContain("[goed] Deze computer toont dezelfde bestanden");
    expect(stdout).toContain("[goed] Niets achter de inhoud");
  });

  test("a second session, as Windows shows it: equal names, another content", () => {
    const shown = folderOf(disc);
    writeFileSync(join(shown, "programma/uitslagen één.jar"), "PK evil");
    wine.insert(shown, at("good.iso"));
    const { status, stdout } = verify("D:\\", ...good);
    expect(status, stdout).toBe(22);
    expect(stdout).toContain("programma/uitslagen één.jar");
    expect(stdout).toContain("[FOUT] Deze computer toont dezelfde bestanden");
  });

  test("a second session with one more file", () => {
    const shown = folderOf(disc);
    writeFileSync(join(shown, "SETUP.EXE"), "MZ");
    wine.insert(shown, at("good.iso"));
    expect(verify("D:\\", ...good).status).toBe(23);
  });

  test("run-out behind the disc is told; more than that is not genuine", () => {
    put("run-out.iso", Buffer.concat([disc.image, Buffer.alloc(150 * 2048)]));
    put("behind.iso", Buffer.concat([disc.image, Buffer.alloc(400 * 2048)]));
    wine.insert(folderOf(disc), at("run-out.iso"));
    expect(verify("D:\\", ...good)).toMatchObject({ status: 0 });
    wine.insert(folderOf(disc), at("behind.iso"));
    expect(verify("D:\\", ...good)).toMatchObject({ status: 23 });
  });

  test("a drive that may not be read raw, and a stick: the files alone, and that is said", () => {
    wine.insert(folderOf(disc), undefined);
    const { status, stdout, stderr } = verify("D:\\", ...good);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Gecontroleerd: alleen de\s+bestanden/);
    expect(stdout).toContain("Het station zelf mag hier niet gelezen worden");
    expect(stdout).toMatch(/mag hier niet gelezen worden[^→]*\\\\\.\\D:/);
    wine.insert(folderOf(disc), at("none.iso"));
    expect(verify("D:\\", ...good)).toMatchObject({ status: 0 });
    expect(verify("\\\\.\\D:", ...good)).toMatchObject({ status: 20 });
  });

  test.skipIf(!canScratch)(
    "a scratch is ONLEESBAAR, with the file it hits; the same disc without it is ECHT",
    async () => {
      const sector = Math.floor(disc.image.indexOf("PK\u0003\u0004 not") / 2048);
      const scratch = { from: sector, to: sector + 1 };
      await withScratch(at("good.iso"), at("scratch"), scratch, (path) => {
        wine.insert(folderOf(disc), path);
        wine.anew(() => {
          const { status, stdout } = verify("D:\\", ...good);
          expect(status, stdout).toBe(28);
          expect(stdout).toContain("melding: ONLEESBAAR");
          expect(stdout).toContain("programma/uitslagen één.jar");
        });
      });
      await withScratch(at("good.iso"), at("whole"), { from: 400_000, to: 400_001 }, (path) => {
        wine.insert(folderOf(disc), path);
        wine.anew(() => {
          const { status, stdout } = verify("D:\\", ...good);
          expect(status, stdout).toBe(0);
          expect(stdout).toMatch(/Gecontroleerd: hele\s+schijf/);
        });
      });
    },
  );

  test("bytes without a folder are never genuine; no disc is no verdict", () => {
    wine.insert(undefined, at("good.iso"));
    const { status, stdout } = verify("\\\\.\\D:", ...good);
    expect(status, stdout).toBe(23);
    expect(stdout).toContain("hoe groot de schijf is");
    wine.insert(undefined, undefined);
    expect(verify("D:\\", ...good).status).toBe(1);
  });

  test("a copied folder, and its record", () => {
    const copy = folderOf(disc);
    expect(verify(copy, ...good, "--record", "verslag.html", "--record", "verslag.json")).toMatchObject({ status: 0 });
    expect(readFileSync(at("verslag.html"), "utf8")).toContain("(nummer 12)");
    expect(JSON.parse(readFileSync(at("verslag.json"), "utf8"))).toMatchObject({
      verdict: "ECHT",
      tool: { kind: "program" },
    });
    appendFileSync(join(copy, "LEESMIJ.txt"), "\n");
    expect(verify(copy, ...good).status).toBe(22);
  });

  describe("with a person before it", () => {
    const receiptKey = encodeReceiptKey(Uint8Array.of(15, 14, 13, 12, 11, 10, 9, 8));
    const groups = (code: string) =>
      code.split("-").map((group, i) => [`Groep ${i + 1} van 7:`, `${group}\r`] as const);

    test("double-click: finds the disc, a slip in a group is told, ECHT, and the record lies where she is told", () => {
      wine.insert(folderOf(disc), at("good.iso"));
      const [first = ["", ""] as const, ...others] = groups(disc.code);
      const { status, stdout } = wine.converse(
        [
          ["Schijf D:", "1\r"],
          [first[0], "O0000\r"],
          ["Lees groep 1 opnieuw", first[1]],
          ...others,
          ["Typ het envelopnummer", "0123-K\r"],
          ["groep 1 van 3:", `${receiptKey.slice(0, 5)}\r`],
          ["groep 2 van 3:", `${receiptKey.slice(6, 11)}\r`],
          ["groep 3 van 3:", `${receiptKey.slice(12)}\r`],
          ["verslag opslaan?", "j\r"],
          ["Gemeente", "Súdwest-Fryslân\r"],
          ["persoon 1", "A. de Vries\r"],
          ["persoon 2", "\r"],
          ["openen om af te drukken?", "n\r"],
          ["Druk op Enter", "\r"],
        ],
        [at(`out/${exe}`)],
        folder,
      );
      expect(status, stdout).toBe(0);
      expect(stdout).toContain("U mag installeren.");
      // One slip, one complaint: nothing but the person answered.
      expect(stdout.match(/klopt niet/g)).toHaveLength(1);
      const documents = join(wine.home, "Documents");
      const kept = readdirSync(documents).filter((name) => name.startsWith("controleverslag "));
      const [page = "", json = ""] = kept.sort();
      expect(readFileSync(join(documents, page), "utf8")).toContain("Súdwest-Fryslân");
      expect(JSON.parse(readFileSync(join(documents, json), "utf8"))).toMatchObject({
        verdict: "ECHT",
        filledIn: { municipality: "Súdwest-Fryslân", envelope: "0123-K", persons: ["A. de Vries"] },
        receipt: { envelope: "0123-K", code: expect.stringMatching(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/) },
      });
      expect(readFileSync(join(documents, json), "utf8")).not.toContain(receiptKey.slice(0, 5));
    });

    test("a file dropped on it: GEWIJZIGD, nothing kept, the control number stays on the screen", () => {
      const { status, stdout } = wine.converse(
        [
          ["Groep 1 van 7:", `${disc.code}\r`],
          ["verslag opslaan?", "n\r"],
          ["bericht voor de Kiesraad", "n\r"],
          ["Druk op Enter", "\r"],
        ],
        [at(`out/${exe}`), at("altered.iso")],
        folder,
      );
      expect(status, stdout).toBe(22);
      expect(stdout).toMatch(/ STOP[\s\S]*Niet installeren\. Er is iets veranderd\./);
      expect(stdout).toMatch(/strook van de brief:\s+[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/);
    });

    test("English, no disc, and stopping is no verdict", () => {
      const { status, stdout } = wine.converse(
        [
          ["Geen schijf met een zegel", "e\r"],
          ["No disc with a seal", "s\r"],
          ["Press Enter", "\r"],
        ],
        [at(`out/${exe}`)],
        folder,
      );
      expect(status, stdout).not.toBe(0);
      expect(stdout).toContain("There is no verdict. Do not install.");
    });
  });

  test.each([850, 1252, 65001])("Dutch and Frisian letters on a console of code page %i", (codePage) => {
    const screen = wine.onConsole(codePage, [`out\\${exe}`, "altered.iso", ...good], folder);
    expect(screen).toContain(`${codePage}`);
    expect(screen).toContain("Er is iets veranderd.");
    expect(screen).toContain("programma/uitslagen één.jar");
  });
});

/** Run by Node on Windows: starts the program as CreateProcess can, by any name, and writes how it ended. Not through pipes. */
const startByOtherNames = `const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const { exe, code } = JSON.parse(fs.readFileSync("args.json", "utf8"));
const names = ["x", "--require=./evil.cjs", "--import=./evil.cjs", "--inspect", "--version", "--build-snapshot", "-e", "--test", "--"];
const variables = { NODE_V8_COVERAGE: "cov", NODE_CHANNEL_FD: "3", NODE_DEBUG: "fs", NODE_COMPILE_CACHE: "cache", NODE_OPTIONS: "--require=./evil.cjs" };
const starts = names.map((name) => [name, {}]).concat(Object.entries(variables).map(([name, value]) => ["x", { [name]: value }]));
const found = [];
for (const [argv0, more] of starts)
  for (const image of ["good.iso", "altered.iso"]) {
    const out = fs.openSync("said.txt", "w");
    const env = { ...process.env, ...more };
    const { status } = spawnSync(exe, [image, "--code", code, "--lang", "nl"], { argv0, env, stdio: ["ignore", out, out] });
    fs.closeSync(out);
    found.push({ what: argv0 + " " + Object.keys(more), image, status, said: fs.readFileSync("said.txt", "utf8") });
  }
fs.writeFileSync("found.json", JSON.stringify(found));
`;
