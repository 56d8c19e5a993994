// Letters and labels of a register as a browser prints them: one sheet each, nothing runs over its place, every code is read again.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type DispatchedLetter, type ReleasedSet, renderLetters } from "../../src/distribute/index.ts";
import { discLabels, type LabelSheet, labelSheets, renderLabelSheets } from "../../src/distribute/letters/labels.ts";
import { type RecalledDisc, recalledLimit } from "../../src/distribute/letters/recalled.ts";
import type { Register } from "../../src/distribute/register/index.ts";
import { encodeZegelcode } from "../../src/format/index.ts";
import type { Language } from "../../src/words/language.ts";
import { axeComplaints, launch } from "../page/browser.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { sha256Of } from "../world/people.ts";
import { releaseOf } from "../world/release.ts";
import { dispatchOffice, keysIn, openTexts } from "./dispatch.ts";
import { contact } from "./office.ts";
import { faultsOf, longest, sidesOf } from "./paper.ts";

vi.mock("../../src/distribute/keys/commitments.ts", async (original) => {
  const { quickCommitments } = await import("./quick-commitments.ts"); // this stands above all imports when it runs
  return quickCommitments(await original());
});

interface Asked {
  readonly discs?: number;
  readonly language?: Language;
  readonly purpose?: "final" | "trial";
  readonly isLong?: boolean;
  readonly isLarge?: boolean;
  /** Each disc in a bag of its own. */
  readonly inBags?: boolean;
  /** Recalled discs that the recipient has. */
  readonly recalled?: number;
  readonly isRecalledLong?: boolean;
  readonly isWithoutProof?: boolean;
}

const name = "Nederweert-en-Weert-aan-de-Maasduinen, met-alle-Dorpen-en-Buurten-die-Daarbij-Ho";

/** As long as a register lets them be; the first of them never sent. */
const recalledOf = (count: number, isLong: boolean): RecalledDisc[] =>
  Array.from({ length: count }, (_, i) => {
    const { product, version, sequence } = isLong
      ? longest.release
      : { product: "OSV", version: "2.24.2", sequence: 11 };
    const discs = new Map([[i + 1, { imageSha256: sha256Of(`old image ${i}`) }]]);
    const release = { product, version, sequence, count: isLong ? 16 : 1, discs };
    const number = isLong ? `00010${i}-K` : "0100-F";
    const ended = isLong ? { how: "replaced", what: "all", envelope: "000109-K" } : undefined;
    const seal = isLong ? `K${"0123456789-".repeat(3).slice(0, 29)}` : "NL001";
    const envelope = { number, release, ended } as unknown as RecalledDisc["envelope"];
    return { entry: 256 - i, envelope, disc: i + 1, copy: 999_990 + i, seal, isSent: !isLong };
  });

function letterOf({
  discs = 1,
  language = "nl",
  purpose = "final",
  isLong = false,
  ...asked
}: Asked): DispatchedLetter {
  const manifests = Array.from({ length: discs }, (_, i) => sha256Of(`manifest ${i}`));
  const all = manifests.map((_, i) => {
    const made = { manifests, imageSha256: sha256Of(`image ${i}`), imageSize: 1_048_576, sealOffset: 65_536 };
    const change = { disc: i + 1, purpose, ...(isLong ? longest.release : {}) };
    const releaseSha256 = sha256Of(`release ${i}`);
    return {
      ...{ release: releaseOf({ ...made, trustRoot: sha256Of("root") }, change), releaseSha256 },
      zegelcode: encodeZegelcode(releaseSha256),
    };
  });
  const first = all[0]?.release as ReleasedSet["release"];
  const [programSha256, pageSha256] = [sha256Of("program"), sha256Of("page")];
  const set = { discs: all, release: first, programSha256, pageSha256, remarks: [] };
  const bag = (disc: number) =>
    isLong
      ? `K${"0123456789-".repeat(3).slice(0, 29)}${asked.inBags ? 10 + disc : 10}`
      : `NL00${asked.inBags ? disc : 1}`;
  const bags = new Map(manifests.map((_, i) => [i + 1, bag(i + 1)]));
  const texts = isLong ? { ...longest.texts, municipality: name } : { ...openTexts, municipality: "Juinen" };
  const address = isLong ? longest.texts.address : ["Gemeente Juinen", "Markt 1", "1000 AA  Juinen"];
  const envelope = isLong ? "000123-K" : "0123-K";
  return {
    set: { ...set, contact: isLong ? longest.contact : contact },
    texts: { ...texts, address, envelope, bag: [...new Set(bags.values())].join(", ") },
    ...{ language, isLarge: asked.isLarge ?? false, isWithoutProof: asked.isWithoutProof ?? false },
    recalled: recalledOf(asked.recalled ?? 0, asked.isRecalledLong ?? isLong),
    dispatch: {
      ...{ envelope, bags, copies: new Map(manifests.map((_, i) => [i + 1, `${999_900 + i}`])) },
      ...{ replaces: isLong ? { envelope: "000122-J", what: "letter" } : undefined, key: "Y7HDY-7H5NG-MTBRA" },
    },
  };
}

describe.skipIf(!has("chromium"))("letters of a register in print", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function opened(content: string, folder = temporaryFolder()): Promise<Page> {
    const path = join(folder, `${sha256Of(content).slice(0, 16)}.html`);
    writeFileSync(path, content);
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    await page.emulateMedia({ media: "print" });
    await page.goto(`file://${path}`);
    return page;
  }

  test("each begins a sheet and fills both its sides at most, with the longest names, with two discs, with sixteen", async () => {
    expect(name).toHaveLength(80);
    const some: Asked[] = [
      {},
      { isLong: true },
      { isLong: true, discs: 2, inBags: true },
      { isLong: true, discs: 16, inBags: true },
      { isLong: true, discs: 2, purpose: "trial", language: "en" },
      { language: "en", purpose: "trial" },
    ];
    const page = await opened(renderLetters(some.map(letterOf)));
    expect(await faultsOf(page)).toEqual([]);
    expect(await sidesOf(page)).toBe(2 + 2 + 2 + 4 + 2 + 2);
    await page.close();
  });

  test("a recalled disc has its place above the steps; more of them, or beside two codes, a side of their own", async () => {
    const alone: Asked[] = [
      { recalled: 1 },
      { recalled: 1, language: "en", purpose: "trial" },
      { isLong: true, recalled: 1, isRecalledLong: false },
      { isLong: true, recalled: 1, isRecalledLong: false, language: "en" },
    ];
    const apart: Asked[] = [
      { recalled: 2 },
      { isLong: true, recalled: 1 },
      { isLong: true, recalled: recalledLimit },
      { isLong: true, recalled: recalledLimit, language: "en" },
      { isLong: true, recalled: 2, discs: 2, inBags: true },
      { isLong: true, recalled: recalledLimit, discs: 16, inBags: true, purpose: "trial" },
      { isLong: true, recalled: 2, isWithoutProof: true },
      { isLong: true, recalled: 2, isWithoutProof: true, discs: 2 },
    ];
    const page = await opened(renderLetters([...alone, ...apart].map(letterOf)));
    expect(await faultsOf(page)).toEqual([]);
    expect(await sidesOf(page)).toBe(alone.length * 2 + apart.length * 4);
    const inFront =
      "[...document.querySelectorAll('article')].map((one) => one.querySelectorAll('.front .recalled-code').length)";
    expect(await page.evaluate(inFront)).toEqual([...alone.map(() => 1), ...apart.map(() => 0)]);
    const isAbove =
      "[...document.querySelectorAll('article')].every((one) => one.querySelector('.front .recalled').getBoundingClientRect().bottom <= one.querySelector('.front .steps').getBoundingClientRect().top && one.querySelector('.facts').getBoundingClientRect().bottom <= one.querySelector('.front .recalled').getBoundingClientRect().top)";
    expect(await page.evaluate(isAbove)).toBe(true);
    await page.close();
    const large = await opened(renderLetters([letterOf({ recalled: recalledLimit + 1, isLarge: true })]));
    expect([await faultsOf(large), await axeComplaints(large)]).toEqual([[], []]);
    expect((await large.textContent("main"))?.split("Intrekkingscode").length).toBe(recalledLimit + 2);
    await large.close();
  });

  test("the label of the longest release holds all of it, of a practice disc too", async () => {
    for (const purpose of ["final", "trial"] as const) {
      const { product, version, sequence, role, election } = longest.release;
      const release = { name: "gsb", product, version, sequence, role, count: 16 };
      const batch = { copies: { from: 999_990, to: 999_999 }, release: "gsb", disc: 16 };
      const register = { batches: [batch], releases: new Map([["gsb", release]]), purpose, election };
      const labels = discLabels(register as unknown as Register, 1, 999_999, "nl");
      expect(labels).toHaveLength(10);
      const page = await opened(renderLabelSheets(labels, "disc", labelSheets["a4-3x7"] as LabelSheet, "nl"));
      const cut = await page.evaluate(
        "[...document.querySelectorAll('.label')].filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length",
      );
      expect([purpose, cut]).toEqual([purpose, 0]);
      expect(await page.textContent(".label:last-child")).toContain("exemplaar 999999");
      await page.close();
    }
  });

  test("axe-core finds nothing: of two letters, of one in large print, of labels of a practice", async () => {
    const office = await dispatchOffice({ purpose: "trial" });
    const labels: string[] = [];
    for (const kind of ["disc", "bag", "address"]) {
      const part = kind === "disc" ? ["--copies", "1..25"] : [];
      expect((await office.run("labels", "r", "--kind", kind, ...part, "-o", `${kind}.html`)).status).toBe(0);
      labels.push(join(office.folder, `${kind}.html`));
    }
    const other = letterOf({ language: "en" });
    const two = [letterOf({}), { ...other, dispatch: { ...other.dispatch, envelope: "0124-M" } }];
    for (const content of [
      renderLetters(two),
      renderLetters([letterOf({ isLarge: true })]),
      renderLetters([letterOf({ recalled: 2 })]),
    ]) {
      const page = await opened(content);
      expect([await axeComplaints(page), await faultsOf(page)]).toEqual([[], []]);
      await page.close();
    }
    const page = await browser.newPage();
    for (const path of labels) {
      await page.goto(`file://${path}`);
      expect([path, await axeComplaints(page)]).toEqual([path, []]);
      if (path.includes("disc")) expect(await sidesOf(page)).toBe(2);
    }
    await page.close();
  });

  test("in large print the key has the first sheet, with a pattern behind it, and no code breaks", async () => {
    const page = await opened(renderLetters([letterOf({ isLarge: true, purpose: "trial" })]));
    const pdf = join(temporaryFolder(), "large.pdf");
    await page.pdf({ preferCSSPageSize: true, path: pdf });
    const side = (number: number) =>
      run("pdftotext", ["-f", `${number}`, "-l", `${number}`, "-layout", pdf, "-"]).stdout;
    if (has("pdftotext")) {
      expect(side(1)).toMatch(/Groep 1 +Y7HDY\s+Groep 2 +7H5NG\s+Groep 3 +MTBRA/);
      const outside = side(2)
        .replace(/ {3,}–.*|OSV.*/g, "")
        .replace(/^ *OEFENEN$/gm, "")
        .replace(/\s+/g, " ");
      expect(outside.trim()).toBe("Hierin staat de afmeldsleutel van envelop 0123-K. Pas openen na OEFENEN.");
      expect(side(3)).toContain("Gemeente Juinen");
    }
    await page.close();
  });

  test.skipIf(!has("zbarimg") || !has("pdftotext"))("every code and every QR is read again from paper", async () => {
    const office = await dispatchOffice();
    expect((await office.letters("--paper-lang", "nl")).status).toBe(0);
    const content = office.made("brieven-0100-F-0101-G.html");
    const page = await opened(content);
    const folder = temporaryFolder();
    const pdf = join(folder, "some.pdf");
    await page.pdf({ preferCSSPageSize: true, path: pdf });
    const text = run("pdftotext", ["-layout", pdf, "-"]).stdout;
    for (const group of keysIn(content).join("-").split("-")) expect(text).toContain(group);
    // The fronts alone, at 200 dots an inch, which is what a scanner in an office makes.
    const fronts = ["1", "3"].map((side) => {
      const path = join(folder, `side-${side}`);
      const status = run("pdftoppm", ["-r", "200", "-gray", "-singlefile", "-f", side, "-l", side, pdf, path]).status;
      expect([side, status]).toEqual([side, 0]);
      return `${path}.pgm`;
    });
    const read = run("zbarimg", ["-q", "--raw", ...fronts]).stdout;
    const [, code = ""] = /ZEGEL\.B1\.0100F\.([0-9A-Z]{35})\n/.exec(read) ?? [];
    expect(read).toBe(`ZEGEL.B1.0100F.${code}\nZEGEL.B1.0101G.${code}\n`);
    for (const group of code.match(/.{5}/g) ?? []) expect(text).toContain(group);
    expect((await office.run("labels", "r", "--kind", "bag", "-o", "bags.html")).status).toBe(0);
    await page.goto(`file://${join(office.folder, "bags.html")}`);
    await page.screenshot({ path: join(folder, "bags.png") });
    const bags = run("zbarimg", ["-q", "--raw", join(folder, "bags.png")])
      .stdout.trim()
      .split("\n")
      .sort();
    expect(bags).toEqual(["0100F.0001", "0101G.0002", "0102H.0003", "0103J.0004"].map((one) => `ZEGEL.E1.${one}`));
    await page.close();
  });
});
