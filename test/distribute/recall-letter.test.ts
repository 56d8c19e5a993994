// zegel letter --recall without a release: the letter about a recall, and its QR code.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeNote, encodeRecall, encodeRecallCode, type Note } from "../../src/format/index.ts";
import { has, run } from "../tools.ts";
import { signText } from "../world/people.ts";
import { otherDigest, recallNote } from "../world/release.ts";
import { imageOfRelease, makeOffice, type Office } from "./office.ts";

const read = ({ folder }: Office, name = "out.html") => readFileSync(join(folder, name), "utf8");
const letter = (office: Office, list: string, ...more: string[]) => office.letter(["--recall", list, ...more], "kit");
const listOf = (reason: string, ...images: readonly string[]): string =>
  encodeRecall({
    date: "2027-02-01",
    recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-02-01", reason })),
  });

describe("the letter about a recall", () => {
  it("names what is recalled, newest first, with its codes, who signed, and choice 4; no number to call", async () => {
    const office = await makeOffice();
    office.put("list.note", recallNote([otherDigest, imageOfRelease]));
    const done = await letter(office, "list.note", "--recalled", "release.note");
    expect(done).toMatchObject({ status: 0, stderr: "" });
    const page = read(office);
    expect(page).toContain("OSV versie 2.24.3 (nummer 12), Tweede Kamer 2027, gemeentelijk stembureau, schijf 1 van 1");
    const at = (text: string) => page.indexOf(text);
    expect(at(encodeRecallCode(2, imageOfRelease))).toBeGreaterThan(0);
    expect(at(encodeRecallCode(1, otherDigest))).toBeGreaterThan(at(encodeRecallCode(2, imageOfRelease)));
    expect(page).toContain("Intreklijst nummer 2 van 1 februari 2027.");
    expect(page).toContain("Ondertekend door: holder-");
    expect(page).toContain("Kies 4: Intrekking of bestand van de Kiesraad opgeven.");
    expect(page).not.toContain("070 000 00 00"); // whoever forges a recall would print his own
    expect(page).not.toMatch(/<script|url\((?!#)/);
  });

  it("is English, or large, where it is asked for; for practice under a demonstration root", async () => {
    const office = await makeOffice({ purpose: "demonstration" });
    office.put("list.note", recallNote([otherDigest]));
    expect((await letter(office, "list.note", "--paper-lang", "en", "--large")).status).toBe(0);
    expect(read(office)).toMatch(/Recalled: verify your disc again[\s\S]*font: 18pt|font: 18pt[\s\S]*Recalled: verify/);
    expect(read(office)).toMatch(/<text[^>]*>PRACTICE</);
    expect(read(office)).not.toContain("Ingetrokken op");
  });

  it("goes out for no list that too few signed, that is damaged or another note, nor with a release that it does not name", async () => {
    const office = await makeOffice();
    const good = recallNote([otherDigest]);
    office.put("good.note", good);
    office.put("one.note", recallNote([otherDigest], ["anna"]));
    office.put("none.note", recallNote([otherDigest], []));
    office.put("reviewers.note", recallNote([otherDigest], ["rosa", "ruud"]));
    office.put("altered.note", { ...good, text: good.text.replace("restzetels", "stemmen") });
    office.put("unsigned-root.note", signText(office.root.text, ["anna"]));
    const refusal = async (list: string, ...more: string[]) => {
      const { status, stderr } = await letter(office, list, ...more);
      expect([status, existsSync(join(office.folder, "out.html"))]).toEqual([1, false]);
      return stderr;
    };
    for (const name of ["one.note", "none.note", "reviewers.note"])
      expect(await refusal(name)).toContain("expected 2 valid signatures for recall");
    expect(await refusal("altered.note")).toContain("does not hold under this text");
    expect(await refusal("release.note")).toContain("recall");
    expect(await refusal("good.note", "--recalled", "release.note")).toContain(
      "expected a release that the list recalls",
    );
    const other = await office.letter(["--recall", "good.note", "--root", "unsigned-root.note"], "kit", "root");
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("trust root version 1")]);
    expect((await letter(office, "good.note")).status).toBe(0);
  });

  it("carries the lines that count, and says which it leaves out", async () => {
    const office = await makeOffice();
    const text = listOf("Een reden", otherDigest);
    office.put("list.note", signText(text, ["anna", "bert", "ruud"]));
    const done = await letter(office, "list.note");
    expect([done.status, done.stderr]).toEqual([0, expect.stringContaining("the signature by ruud is left out")]);
    expect(read(office)).not.toContain("— ruud");
    expect(read(office)).toContain("— anna");
  });

  it("is refused where the list does not fit a QR code, by one byte; and escapes a reason that looks like HTML", async () => {
    const office = await makeOffice();
    const images = Array.from({ length: 14 }, (_, i) => i.toString(16).padStart(64, "0"));
    const signed = (text: string) => signText(text, ["anna", "bert"]);
    const filled = (bytes: number): Note => {
      const short = encodeNote(signed(listOf("r".repeat(100), ...images))).length;
      const [first = "", ...rest] = images;
      const recalled = [first, ...rest].map((imageSha256, i) => ({
        imageSha256,
        date: "2027-02-01",
        reason: "r".repeat(i === 0 ? 100 + bytes - short : 100),
      }));
      return signed(encodeRecall({ date: "2027-02-01", recalled }));
    };
    for (const bytes of [2953, 2954]) {
      expect(encodeNote(filled(bytes)).length).toBe(bytes);
      office.put(`${bytes}.note`, filled(bytes));
    }
    const long = await letter(office, "2954.note");
    expect([long.status, long.stderr]).toEqual([1, expect.stringContaining("a QR code holds 2953 bytes")]);
    expect(existsSync(join(office.folder, "out.html"))).toBe(false);
    expect((await letter(office, "2953.note")).status).toBe(0);
    office.put("odd.note", signed(listOf("<script>alert('x')</script>", otherDigest)));
    const odd = ["--recall", "odd.note", "-o", "odd.html"];
    expect((await office.letter(odd, "kit", "out")).status).toBe(0);
    expect(read(office, "odd.html")).toContain("&lt;script&gt;alert(&#39;x&#39;)");
    expect(read(office, "odd.html")).not.toContain("<script");
  });
});

/** The dark modules of the letter's one path, as a bitmap that scanners read: each module as 4 by 4 dots. */
function bitmapOf(page: string): Buffer {
  const size = Number(/class="qr"[^>]*viewBox="0 0 (\d+) /.exec(page)?.[1]);
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const [, path = ""] = /class="qr"[^>]*><path[^>]*\/><path d="([^"]*)"/.exec(page) ?? [];
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  const lines = rows.flatMap((row) => Array(4).fill(row.map((isDark) => (isDark ? "1111" : "0000")).join("")));
  return Buffer.from(`P1\n${size * 4} ${size * 4}\n${lines.join("\n")}\n`);
}

describe.skipIf(!has("zbarimg"))("its QR code, read by zbar", () => {
  it("gives the note back, small and large", async () => {
    const office = await makeOffice();
    for (const [i, count] of [1, 8].entries()) {
      const images = Array.from({ length: count }, (_, n) => `${n}`.repeat(64));
      const note = signText(listOf(i === 0 ? "Eén reden: ≠ de uitslag" : "x".repeat(200), ...images), ["anna", "bert"]);
      office.put(`${i}.note`, note);
      expect((await office.letter(["--recall", `${i}.note`, "-o", `${i}.html`], "kit", "out")).status).toBe(0);
      writeFileSync(join(office.folder, "qr.pbm"), bitmapOf(read(office, `${i}.html`)));
      const scanned = run("zbarimg", ["-q", "--raw", "qr.pbm"], { cwd: office.folder }).stdout;
      expect(scanned).toBe(`${Buffer.from(encodeNote(note))}\n`); // zbarimg ends with a line feed of its own
    }
  });
});
