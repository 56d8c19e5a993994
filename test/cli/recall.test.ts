// zegel recall: on real files, and the whole way from a release to discs that know of its recall.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addBuildIso } from "../../src/cli/disc/build-iso.ts";
import { addSeal } from "../../src/cli/disc/seal.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addRecall } from "../../src/cli/notes/recall.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import {
  encodeNote,
  encodeRecall,
  encodeRecallCode,
  encodeZegelcode,
  type Note,
  parseNote,
  parseRecall,
  textDigest,
} from "../../src/format/index.ts";
import { anna, bert, cees, mallory, releaseNote, rootNote, signedBy, testRoot } from "../sign/fixtures.ts";
import { has, run, temporaryFolder, zegel } from "../tools.ts";
import { keyFolder, putNote, refusalIn, zegelIn } from "./flow.ts";

const image = "b".repeat(64); // of releaseNote()
const other = "c".repeat(64);
const description = {
  product: "OSV",
  version: "2.24.3",
  election: "TK2027",
  role: "GSB",
  sequence: 12,
  purpose: "final",
  urgency: "normal",
  date: "2027-01-15T12:00:00Z",
  volume: "OSV_2_24_3",
  publisher: "KIESRAAD",
  medium: "cd700",
  recall: 0,
};
const reason = ["--reason", "Telt blanco stemmen dubbel", "--date", "2027-02-01"];

async function folderWithRoot(): Promise<string> {
  const folder = temporaryFolder();
  putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
  putNote(folder, "release.note", releaseNote());
  return folder;
}

const listOf = (...images: string[]): Note => ({
  text: encodeRecall({
    date: "2027-02-01",
    recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-02-01", reason: "Een reden" })),
  }),
  signatures: [],
});
const read = (folder: string, name: string) => parseNote(readFileSync(join(folder, name)), name);

describe("zegel recall new and add", () => {
  it("makes number 1, and number 2 that begins with all of it", async () => {
    const folder = await folderWithRoot();
    const made = await zegelIn(folder, ["recall", "new", "--release", "release.note", ...reason, "-o", "1.note"]);
    expect(made.status, made.stderr).toBe(0);
    expect(made.stdout).toContain(`code:        ${encodeRecallCode(1, image)}`);
    const first = read(folder, "1.note");
    expect(parseRecall(first.text).recalled).toEqual([
      { imageSha256: image, date: "2027-02-01", reason: "Telt blanco stemmen dubbel" },
    ]);
    putNote(folder, "1.signed.note", await signedBy(first, anna, cees));
    const more = ["--image-digest", other.toUpperCase(), "--reason", "Foute restzetels", "--date", "2027-02-09"];
    const added = ["recall", "add", "1.signed.note", "--root", "root.note", ...more, "-o", "2.note"];
    expect((await zegelIn(folder, added)).status).toBe(0);
    const second = parseRecall(read(folder, "2.note").text);
    expect(second.date).toBe("2027-02-09");
    expect(second.recalled[0]).toEqual(parseRecall(first.text).recalled[0]);
    expect(second.recalled[1]).toEqual({ imageSha256: other, date: "2027-02-09", reason: "Foute restzetels" });
  });

  it("names next the command that makes the officers' request, and that command is taken as it stands", async () => {
    const folder = await folderWithRoot();
    const nextOf = ({ stdout }: { stdout: string }) => / zegel (request new .*)/.exec(stdout)?.[1] ?? "";
    const first = await zegelIn(folder, ["recall", "new", "--release", "release.note", ...reason, "-o", "1.note"]);
    expect(nextOf(first)).toBe("request new 1.note --release release.note --root ROOT -o 1.request");
    putNote(folder, "1.signed.note", await signedBy(read(folder, "1.note"), anna, cees));
    putNote(folder, "other.note", releaseNote({ imageSha256: other }));
    const add = ["recall", "add", "1.signed.note", "--root", "root.note", "--release", "other.note", ...reason];
    const second = await zegelIn(folder, [...add, "-o", "2.note"]);
    const next =
      "request new 2.note --release other.note --previous-recall 1.signed.note --root root.note -o 2.request";
    expect(nextOf(second)).toBe(next);
    const made = await zegelIn(folder, [...next.split(" "), "--lang", "nl"]);
    expect(made.status, made.stderr).toBe(0);
    expect(made.stdout).toContain("Vergeleken met de vorige intreklijst, nummer 1");
    expect(made.stdout).not.toContain("GEEN ENKELE VERSIE");
  });

  it("refuses a list before it that is not signed by enough, unless it is told so", async () => {
    const folder = await folderWithRoot();
    putNote(folder, "none.note", listOf(image));
    putNote(folder, "one.note", await signedBy(listOf(image), anna));
    putNote(folder, "foreign.note", await signedBy(listOf(image), anna, mallory));
    const good = await signedBy(listOf(image), anna, bert);
    putNote(folder, "two.note", good);
    putNote(folder, "altered.note", { ...good, text: good.text.replace("Een reden", "Geen reden") });
    putNote(folder, "unsigned-root.note", rootNote());
    const add = (previous: string, out: string, ...options: string[]) =>
      refusalIn(folder, addRecall, [
        ...["recall", "add", previous, "--image-digest", other, ...reason, "-o", out],
        ...options,
      ]);
    const root = ["--root", "root.note"];
    for (const name of ["none.note", "one.note", "foreign.note"])
      expect(await add(name, "x.note", ...root)).toContain("expected a recall list signed by 2 officers");
    expect(await add("altered.note", "x.note", ...root)).toContain("does not hold under this text");
    expect(await add("two.note", "x.note", "--root", "unsigned-root.note")).toContain("sign it first");
    expect(await add("release.note", "x.note", ...root)).toContain("expected a recall list, found another note");
    expect(await add("two.note", "x.note")).toContain("--previous-unsigned: one of them");
    expect(await add("two.note", "x.note", ...root, "--previous-unsigned")).toContain("one of them");
    expect(existsSync(join(folder, "x.note"))).toBe(false);
    expect(await add("two.note", "2.note", ...root)).toBe("accepted");
    expect(await add("none.note", "2b.note", "--previous-unsigned")).toBe("accepted");
    expect(await add("two.note", "2.note", ...root)).toContain("exists already");
  });

  it("refuses an image twice, a date that goes back, no image, and a reason that no list can hold", async () => {
    const folder = await folderWithRoot();
    putNote(folder, "1.note", await signedBy(listOf(image), anna, bert));
    const add = (out: string, ...options: string[]) =>
      refusalIn(folder, addRecall, ["recall", "add", "1.note", "--root", "root.note", "-o", out, ...options]);
    expect(await add("x.note", "--release", "release.note", ...reason)).toContain("is recalled already: number 1");
    expect(await add("x.note", "--image-digest", other, "--image-digest", other, ...reason)).toContain("given twice");
    expect(await add("x.note", "--image-digest", other, "--reason", "x", "--date", "2027-01-31")).toContain("or later");
    expect(await add("x.note", ...reason)).toContain("give --release or --image-digest");
    expect(await add("x.note", "--image-digest", other.slice(1), ...reason)).toContain("64");
    expect(await add("x.note", "--image-digest", other, "--reason", "a\nb", "--date", "2027-02-01")).not.toBe(
      "accepted",
    );
    expect(await add("x.note", "--image-digest", other, "--reason", "x", "--date", "2027-02-30")).toContain(
      "2027-02-30",
    );
    expect(existsSync(join(folder, "x.note"))).toBe(false);
    expect(await add("2.note", "--image-digest", other, ...reason)).toBe("accepted");
  });

  it("warns when a disc of a set is left out, and is silent when all are given", async () => {
    const folder = await folderWithRoot();
    const manifests = ["a".repeat(64), "d".repeat(64)];
    putNote(folder, "d1.note", releaseNote({ manifests }));
    putNote(folder, "d2.note", releaseNote({ manifests, disc: 2, imageSha256: other }));
    const one = await zegelIn(folder, ["recall", "new", "--release", "d1.note", ...reason, "-o", "1.note"]);
    expect(one.stderr).toContain("disc 2 of 2 stays in force");
    const both = ["recall", "new", "--release", "d1.note", "--release", "d2.note", ...reason, "-o", "2.note"];
    expect(await zegelIn(folder, both)).toMatchObject({ status: 0, stderr: "" });
    expect(parseRecall(read(folder, "2.note").text).recalled).toHaveLength(2);
  });
});

describe("zegel recall show", () => {
  it("says what is recalled, who signed and who is missing, in both languages and in JSON", async () => {
    const folder = await folderWithRoot();
    putNote(folder, "one.note", await signedBy(listOf(other, image), anna, mallory));
    putNote(folder, "two.note", await signedBy(listOf(other, image), anna, bert));
    const show = async (...args: string[]) => (await zegelIn(folder, ["recall", "show", ...args])).stdout;
    const named = ["--root", "root.note", "--release", "release.note"];
    expect(await show("one.note", ...named, "--lang", "nl")).toMatch(
      /^Intreklijst nummer 2 van 2027-02-01\n.*OSV 2\.24\.3.*Ondertekend door: anna \(Kiesraad\); 1 van 2 nodig\n {2}Nog niet ondertekend door: bert \(Kiesraad\), cees \(Kiesraad\)\n.*mallory.*NOG NIET/s,
    );
    expect(await show("two.note", ...named, "--lang", "en")).toContain("This list is valid.");
    expect(await show("two.note", "--lang", "en")).toContain("NOT judged");
    expect(JSON.parse(await show("two.note", "--json", "--root", "root.note"))).toMatchObject({
      number: 2,
      recalled: [{ number: 1 }, { number: 2, imageSha256: image, code: encodeRecallCode(2, image) }],
      missing: ["cees"],
      isMet: true,
    });
  });

  it("prints a QR code of a valid list only, and says which command writes the letter now", async () => {
    const folder = await folderWithRoot();
    putNote(folder, "one.note", await signedBy(listOf(image), anna));
    putNote(folder, "two.note", await signedBy(listOf(image), anna, bert));
    const show = (...args: string[]) => refusalIn(folder, addRecall, ["recall", "show", ...args]);
    expect(await show("one.note", "--root", "root.note", "--qr")).toContain("found 1 valid signatures");
    expect(await show("two.note", "--qr")).toContain("--qr needs --root");
    expect(await show("two.note", "--root", "root.note", "--qr")).toBe("accepted");
    const gone = await zegelIn(folder, ["recall", "show", "two.note", "--root", "root.note", "--letter", "l.html"]);
    expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining("zegel letter --recall NOTE --root NOTE")]);
    expect(existsSync(join(folder, "l.html"))).toBe(false);
  });
});

/** A bitmap that scanners read: each module as 4 by 4 dots. */
function toBitmap(rows: readonly (readonly boolean[])[]): Buffer {
  const size = rows.length * 4;
  const lines = rows.flatMap((row) => Array(4).fill(row.map((isDark) => (isDark ? "1111" : "0000")).join("")));
  return Buffer.from(`P1\n${size} ${size}\n${lines.join("\n")}\n`);
}

/** The light half blocks of the terminal. */
function readBlocks(screen: string): boolean[][] {
  const lines = screen.split("\n").filter((line) => /^[ ▀▄█]{20,}$/.test(line));
  const rows = lines.flatMap((line) => [
    Array.from(line, (block) => block === " " || block === "▄"),
    Array.from(line, (block) => block === " " || block === "▀"),
  ]);
  return rows.slice(0, rows[0]?.length);
}

describe.skipIf(!has("zbarimg"))("the QR code, read by zbar", () => {
  const scan = (folder: string, rows: boolean[][]) => {
    writeFileSync(join(folder, "qr.pbm"), toBitmap(rows));
    return run("zbarimg", ["-q", "--raw", "qr.pbm"], { cwd: folder }).stdout;
  };

  it("gives the note back, from the terminal, small and large", async () => {
    const folder = await folderWithRoot();
    const texts = ["Eén reden: ≠ de uitslag", "x".repeat(200)];
    for (const [i, text] of texts.entries()) {
      const images = Array.from({ length: i === 0 ? 1 : 8 }, (_, n) => `${n}`.repeat(64));
      const recalled = images.map((imageSha256) => ({ imageSha256, date: "2027-02-01", reason: text }));
      const note = { text: encodeRecall({ date: "2027-02-01", recalled }), signatures: [] };
      const bytes = encodeNote(await signedBy(note, anna, bert));
      writeFileSync(join(folder, "list.note"), bytes);
      const shown = await zegelIn(folder, ["recall", "show", "list.note", "--root", "root.note", "--qr"]);
      expect(shown.status, shown.stderr).toBe(0);
      const note_ = Buffer.from(bytes).toString();
      expect(scan(folder, readBlocks(shown.stdout))).toBe(`${note_}\n`); // zbarimg ends with a line feed of its own
    }
  });
});

describe.skipIf(!has("xorriso"))("the whole way", () => {
  it("a release, its disc, its recall; the old disc with it, and a new disc that carries it", async () => {
    // In this process, but for the verifier: some forty programs would take minutes.
    const folder = await keyFolder();
    const inHere = (add: (program: Command) => void, ...args: string[]) => refusalIn(folder, add, args);
    const signed = async (note: string, out: string, ...names: string[]) => {
      const parts = names.map((name) => `${out}.${name}`);
      for (const [i, name] of names.entries()) {
        const key = ["--key", `${name}.key`, "--passphrase-file", "pw", "--yes", "-o", parts[i] ?? ""];
        expect(await inHere(addSign, "sign", note, ...key)).toBe("accepted");
      }
      expect(await inHere(addMerge, "merge", ...parts, "--root", "root.note", "-o", out)).toBe("accepted");
    };
    const requires = { ...testRoot().requires, rebuild: undefined };
    putNote(folder, "root.note", await signedBy(rootNote({ requires }), anna, bert));
    const build = async (out: string, content: string, change: object) => {
      mkdirSync(join(folder, `${out}.payload`));
      writeFileSync(join(folder, `${out}.payload/LEESMIJ.txt`), content);
      writeFileSync(join(folder, `${out}.json`), JSON.stringify({ ...description, ...change }));
      const given = ["--payload", `${out}.payload`, "--release", `${out}.json`, "--root", "root.note", "--out", out];
      expect(await inHere(addBuildIso, "build-iso", ...given)).toBe("accepted");
      await signed(`${out}/release.note`, `${out}.note`, "anna", "cees");
    };
    const seal = (name: string, ...more: string[]) => {
      const parts = ["--image", `${name}/unsealed.iso`, "--release", `${name}.note`, "--root", "root.note"];
      return inHere(addSeal, "seal", ...parts, "-o", `${name}.iso`, ...more);
    };
    const codeOf = (name: string) => encodeZegelcode(textDigest(read(folder, name).text));
    await build("first", "Lees dit eerst.\n", {});
    expect(await seal("first")).toBe("accepted");
    const outside = ["--root", "root.note", "--code", codeOf("first.note")];
    const verify = async (...args: string[]) => {
      const { status, stdout, stderr } = await zegelIn(folder, [
        "verify",
        "first.iso",
        ...outside,
        "--lang",
        "nl",
        ...args,
      ]);
      return { status, screen: stdout.replace(/\s+/g, " "), stderr };
    };

    expect(await inHere(addRecall, "recall", "new", "--image-digest", other, ...reason, "-o", "1.note")).toBe(
      "accepted",
    );
    await signed("1.note", "r1.note", "anna", "bert");
    const why = ["--release", "first.note", "--reason", "Foute restzetels", "--date", "2027-02-09"];
    expect(await inHere(addRecall, "recall", "add", "r1.note", "--root", "root.note", ...why, "-o", "2.note")).toBe(
      "accepted",
    );
    const { imageSha256 = "" } = parseRecall(read(folder, "2.note").text).recalled[1] ?? {};
    const phone = encodeRecallCode(2, imageSha256);

    // By telephone, before anybody signed: said as unconfirmed, with the telephone number of the trust root.
    const reported = await verify("--recall-code", phone.toLowerCase().replaceAll("-", " "));
    expect(reported.status).toBe(29);
    expect(reported.screen).toContain("Nog niet installeren. Iemand meldde dat deze versie is ingetrokken.");
    expect(reported.screen).toContain("Bel eerst de Kiesraad: Kiesraad, 070 000 00 00");
    const slip = phone.replace(/.(?=-.{5}$)/, (digit) => (digit === "0" ? "1" : "0"));
    expect(await verify("--recall-code", slip)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Groep 3 klopt niet."),
    });

    // Signed, as a text that was scanned and saved on Windows; and the list before it, which names another disc.
    await signed("2.note", "r2.note", "bert", "cees");
    const text = readFileSync(join(folder, "r2.note"), "utf8");
    writeFileSync(join(folder, "scan.txt"), `\ufeff${text.replaceAll("\n", "\r\n")}\r\n`);
    const recalled = await verify("--recall", "scan.txt", "--recall-code", phone);
    expect(recalled.status).toBe(24);
    expect(recalled.screen).toContain("Deze versie is ingetrokken op 2027-02-09: Foute restzetels");
    const before = await verify("--recall", "r1.note");
    expect(before.status).toBe(0);
    expect(before.screen).toContain(
      "Intrekkingen: bekend tot en met nummer 1 van 2027-02-01 (uit een opgegeven lijst)",
    );

    // The next release asks for number 2 in its seal.
    await build("next", "Lees dit beter.\n", { sequence: 13, version: "2.24.4", volume: "OSV_2_24_4", recall: 2 });
    expect(await seal("next")).toContain("recall list of number 2 or higher");
    expect(await seal("next", "--recall", "r1.note")).toContain("recall list of number 2 or higher");
    expect(await seal("next", "--recall", "r2.note.bert")).not.toBe("accepted");
    expect(await seal("next", "--recall", "r2.note")).toBe("accepted");
    const code = codeOf("next.note");
    const args = ["verify", "next.iso", "--root", "root.note", "--code", code, "--json", "--recall", "r1.note"];
    const report = await zegelIn(folder, args);
    expect(report.status).toBe(0);
    expect(JSON.parse(report.stdout).recalls).toEqual({ number: 2, date: "2027-02-09", from: "seal" });
    expect(report.stdout).toContain("RECALL_OLDER");
  });
});

it("has an example in its help", () => {
  expect(zegel(["recall", "add", "--help"]).stdout).toMatch(/Example:\n {2}zegel recall add /);
});
