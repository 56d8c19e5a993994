// zegel letter: what it writes, and for whom it writes nothing.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packKit } from "../../src/build-iso/index.ts";
import { sha256Of } from "../../src/files/digest.ts";
import { encodeHashGroups, encodeTrustRoot, encodeZegelcode, textDigest } from "../../src/format/index.ts";
import { signText } from "../world/people.ts";
import { otherDigest, recallNote } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";
import { imageOfRelease, makeOffice, type Office, putSet, texts } from "./office.ts";

const read = ({ folder }: Office, name = "out.html") => readFileSync(join(folder, name), "utf8");
/** Text of a page: tags out, entities back. */
const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");

describe("the letter of a release", () => {
  test("holds the code in numbered groups, both digests, the contact and the texts; no script; the same bytes again", async () => {
    const office = await makeOffice();
    const { sha256 } = { sha256: textDigest(office.putRelease("release.note").text) };
    const done = await office.letter(["release.note"]);
    expect(done).toMatchObject({ status: 0, stderr: "" });
    expect(done.stdout).toContain(encodeZegelcode(sha256));
    const page = read(office);
    const text = textOf(page);
    expect(text).toContain(
      encodeZegelcode(sha256)
        .split("-")
        .map((group, i) => `Groep ${i + 1} ${group}`)
        .join(" "),
    );
    for (const digest of [office.program, office.page])
      expect(text).toContain(encodeHashGroups(digest).split(" ").join(" "));
    for (const part of [
      "Kiesraad, 070 000 00 00, software@kiesraad.example",
      "uiterlijk 10 maart 2027",
      "ongeveer 25 minuten",
      "OSV versie 2.24.3 (nummer 12) · Tweede Kamer 2027 · gemeentelijk stembureau · definitief",
      "Staatscourant 2027, nr. 1234 of kiesraad.example",
      "Envelopnummer 0123-K",
      ...texts.address,
    ])
      expect(text).toContain(part);
    expect(page).not.toMatch(/<script|javascript:|<img|<link|url\((?!#)/i);
    expect(page.match(/lang="en"/g)).toHaveLength(1);
    expect((await office.letter(["release.note", "-o", "again.html"], "out")).status).toBe(0);
    expect(read(office, "again.html")).toBe(page);
  });

  test("is English as a whole where it is asked for, and Dutch whatever the locale", async () => {
    const office = await makeOffice();
    expect((await office.letter(["release.note", "--paper-lang", "en"])).status).toBe(0);
    const english = textOf(read(office));
    expect(english).toContain("Verify your disc before you install, no later than 10 March 2027");
    expect(english).not.toMatch(/schijf|Kies 1|controleer |uiterlijk|werkdagen/i);
    for (const [screen, says] of [
      ["nl", "geschreven:   "],
      ["en", "written:      "],
    ] as const) {
      const told = await office.letter(["release.note", "-o", `${screen}.html`, "--lang", screen], "out");
      expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining(says) });
      expect(read(office, `${screen}.html`)).toContain('<html lang="nl">');
    }
  });

  test("for a practice disc says OEFENEN over each side, and never to sign or keep; the final one does", async () => {
    const office = await makeOffice();
    office.putRelease("trial.note", { purpose: "trial" });
    expect((await office.letter(["trial.note"])).status).toBe(0);
    const page = read(office);
    expect(page.match(/class="across"[^>]*><svg[^>]*><text[^>]*>OEFENEN</g)).toHaveLength(2);
    const signing = /bewaar|handtekening|sign and keep|both sign|Installeer\./i;
    expect(textOf(page)).not.toMatch(signing);
    expect(textOf(page)).toContain("Gebruik deze schijf niet voor de verkiezing");
    await office.letter(["release.note", "-o", "final.html"], "out");
    expect(textOf(read(office, "final.html"))).toMatch(signing);
    expect(read(office, "final.html")).not.toContain('class="across"');
  });

  test("for a demonstration too, in a kit without a root", async () => {
    const office = await makeOffice({ purpose: "demonstration" });
    office.putRelease("release.note", { purpose: "demonstration" });
    expect((await office.letter(["release.note", "--paper-lang", "en"])).status).toBe(0);
    expect(read(office).match(/<text[^>]*>PRACTICE</g)).toHaveLength(2);
  });

  test("for an emergency release says so on its first line; a normal one does not", async () => {
    const office = await makeOffice();
    office.putRelease("urgent.note", { urgency: "emergency" });
    expect((await office.letter(["urgent.note"])).status).toBe(0);
    const [, body = ""] = read(office).split("<body>");
    expect(textOf(body).trim()).toMatch(/^Deze brief hoort bij een noodversie\./);
    await office.letter(["release.note", "-o", "normal.html"], "out");
    expect(read(office, "normal.html")).not.toContain("noodversie");
  });

  test("has a frame for each of two discs in front, and a sheet of frames for more, in the order of the discs", async () => {
    const office = await makeOffice();
    const codes = (page: string) => [...page.matchAll(/aria-label="(Zegelcode[^"]*)"/g)].map(([, name]) => name);
    expect((await office.letter(putSet(office, 2).reverse())).status).toBe(0);
    expect(codes(read(office))).toEqual(["Zegelcode van schijf 1 van 2", "Zegelcode van schijf 2 van 2"]);
    expect(read(office)).not.toContain('class="side more"');
    expect((await office.letter([...putSet(office, 12), "-o", "12.html"], "out")).status).toBe(0);
    const twelve = read(office, "12.html");
    expect(codes(twelve)).toHaveLength(12);
    expect(twelve.indexOf('class="side more"')).toBeLessThan(twelve.indexOf("Zegelcode van schijf 1 van 12"));
    expect(textOf(twelve)).toContain("De zegelcodes staan op het tweede vel: één kader per schijf.");
    expect((await office.letter([...putSet(office, 12), "--large", "-o", "large.html"], "out")).status).toBe(0);
    expect(textOf(read(office, "large.html"))).not.toContain("tweede vel");
  });

  test("leaves a line for the pen where the texts say none, and cannot be told HTML by them", async () => {
    const office = await makeOffice();
    const odd = { ...texts, municipality: "none", sender: '<script>"&', address: "none", bag: "Z-1" };
    office.put("brief.json", JSON.stringify(odd));
    expect((await office.letter(["release.note"])).status).toBe(0);
    const page = read(office);
    expect(page).toContain("&lt;script&gt;&quot;&amp;");
    expect(page).toMatch(/Gemeente<\/span> <span class="pen">/);
    expect(page).toContain("Z-1");
  });
});

describe("no letter", () => {
  /** The refusal; nothing may be left of OUT. */
  async function refused(office: Office, args: readonly string[], ...without: string[]): Promise<string> {
    const { status, stderr } = await office.letter(args, ...without);
    expect([status, stderr]).toEqual([1, expect.any(String)]);
    expect(readdirSync(office.folder).filter((name) => name.startsWith("out"))).toEqual([]);
    return stderr;
  }
  const accepted = async (office: Office, args: readonly string[], ...without: string[]) =>
    expect(await office.letter([...args, "-o", `good${args.join("")}.html`], "out", ...without)).toMatchObject({
      status: 0,
    });

  test("for a release that its root's quorum did not sign", async () => {
    const office = await makeOffice();
    office.putRelease("none.note", {}, []);
    office.putRelease("one.note", {}, ["anna"]);
    office.putRelease("reviewers.note", {}, ["rosa", "ruud"]);
    office.putRelease("demo.note", { purpose: "demonstration" });
    const good = office.putRelease("good.note");
    office.put("altered.note", { ...good, text: good.text.replace("sequence 12", "sequence 13") });
    office.putRelease("foreign.note", { trustRoot: otherDigest });
    expect(await refused(office, ["none.note"])).toContain("expected 2 valid signatures for release, found 0");
    expect(await refused(office, ["one.note"])).toContain("found 1 (anna)");
    expect(await refused(office, ["reviewers.note"])).toContain("found 0");
    expect(await refused(office, ["altered.note"])).toContain("does not hold under this text");
    expect(await refused(office, ["foreign.note"])).toContain("trust root");
    expect(await refused(office, ["demo.note"])).toMatch(/purpose/);
    expect(await refused(office, ["root.note"])).toMatch(/root\.note: .*expected "zegel\/release v1"/);
    await accepted(office, ["good.note"]);
  });

  test("under a root that is not signed, and without the roots before it", async () => {
    const office = await makeOffice();
    office.put("unsigned.note", signText(office.root.text, ["anna"]));
    expect(await refused(office, ["release.note", "--root", "unsigned.note"], "root")).toContain("root group");
    await accepted(office, ["release.note", "--root", "root.note"], "root");
  });

  test("for a release that the recall list names; for a list that too few signed, or that is damaged", async () => {
    const office = await makeOffice();
    office.put("names.note", recallNote([otherDigest, imageOfRelease]));
    office.put("other.note", recallNote([otherDigest]));
    office.put("one.note", recallNote([otherDigest], ["anna"]));
    const list = recallNote([otherDigest]);
    office.put("bad.note", { ...list, text: list.text.replace("restzetels", "restzetel") });
    expect(await refused(office, ["release.note", "--recall", "names.note"])).toContain("was recalled on 2027-02-01");
    expect(await refused(office, ["release.note", "--recall", "one.note"])).toContain(
      "expected 2 valid signatures for recall",
    );
    expect(await refused(office, ["release.note", "--recall", "bad.note"])).toContain("does not hold under this text");
    expect(await refused(office, ["release.note", "--recall", "release.note"])).toContain("recall");
    await accepted(office, ["release.note", "--recall", "other.note"]);
  });

  test("without the recall list that the release itself asks for", async () => {
    const office = await makeOffice();
    office.putRelease("asks.note", { recallAtLeast: 1 });
    office.put("list.note", recallNote([otherDigest]));
    expect(await refused(office, ["asks.note"])).toContain("number 1 or higher");
    await accepted(office, ["asks.note", "--recall", "list.note"]);
  });

  test("with a kit that is not the one the release names, or has no root in it", async () => {
    const office = await makeOffice();
    const parts = join(office.folder, "parts");
    const texts = join(import.meta.dirname, "../../kit");
    await packKit([parts, texts], "1.1", join(office.folder, "version.tar"));
    office.put("parts/LICENTIES.txt", "other\n");
    await packKit([parts, texts], "1.0", join(office.folder, "changed.tar"));
    for (const name of ["controleprogramma.exe", "controlepagina.html", "zegel-verify-linux-x64"])
      office.put(`parts/${name}`, "no mark\n");
    await packKit([parts, texts], "1.0", join(office.folder, "rootless.tar"));
    const kit = (name: string) => refused(office, ["release.note", "--kit", name], "kit");
    expect(await kit("version.tar")).toContain("expected the kit that the release names (1.0 ");
    expect(await kit("changed.tar")).toContain("expected the kit that the release names (1.0 ");
    expect(await kit("rootless.tar")).toContain("has no trust root built in");
    expect(await kit("nothing.tar")).toContain("nothing.tar");
    office.putRelease("kitless.note", { kit: undefined });
    expect(await refused(office, ["kitless.note"])).toContain("the release names no kit");
    await accepted(office, ["release.note"]);
  });

  test("before the kit is looked at, which is large", async () => {
    const office = await makeOffice();
    office.putRelease("none.note", {}, []);
    expect(await refused(office, ["none.note", "--kit", "nothing.tar"], "kit")).toContain("found 0");
    expect(await refused(office, ["release.note", "--kit", "nothing.tar"], "kit")).toContain("nothing.tar");
  });

  test("under a later root alone; under both, the kit may have the first one built in", async () => {
    const office = await makeOffice();
    const next = {
      version: 2,
      previous: textDigest(office.root.text),
      contact: "Kiesraad, 070 111 11 11, nieuw@kiesraad.example",
    };
    office.put("root-2.note", signText(encodeTrustRoot(testRoot(next)), ["anna", "bert"]));
    expect(await refused(office, ["release.note", "--root", "root-2.note"], "root")).toContain("trust roots 1 to 1");
    expect(await office.letter(["release.note", "--root", "root-2.note"])).toMatchObject({ status: 0 });
    expect(read(office)).toContain(next.contact); // of the newest, as screens show it
    expect(read(office)).not.toContain("070 000 00 00");
  });

  test("for a set with a disc missing, twice, or of another release", async () => {
    const office = await makeOffice();
    const [one = "", two = "", three = ""] = putSet(office, 3);
    office.putRelease("later.note", {
      ...{ disc: 3, sequence: 13 },
      manifests: [one, two, three].map(() => otherDigest),
    });
    expect(await refused(office, [one, two])).toContain("all 3 discs of the set, found none for disc 3");
    expect(await refused(office, [one, two, three, two])).toContain("disc 2 is given twice");
    expect(await refused(office, [one, two, "later.note"])).toContain("another release (sequence, manifests differ)");
    expect(await refused(office, [one, two, three, "release.note"])).toContain("manifests differ");
    await accepted(office, [three, one, two]);
  });

  test("over a file that exists, nor for a wrong command line", async () => {
    const office = await makeOffice();
    office.put("out.html", "mine");
    expect(await office.letter(["release.note"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("exists already"),
    });
    expect(read(office)).toBe("mine");
    const usage = async (args: readonly string[], ...without: string[]) =>
      expect([args, (await office.letter([...args, "-o", "x.html"], "out", ...without)).status]).toEqual([args, 2]);
    await usage([]);
    await usage([], "kit");
    await usage(["release.note"], "kit");
    await usage(["release.note"], "texts");
    await usage(["release.note"], "root");
    await usage(["release.note", "--recalled", "release.note"]);
    await usage(["release.note", "--staatscourant", "--label"]);
    await usage(["release.note", "--label", "--large"]);
    await usage(["release.note", "--paper-lang", "fy"]);
    await usage(["--recall", "release.note"]);
    await usage(["--recall", "release.note", "--label"], "kit");
    expect(existsSync(join(office.folder, "x.html"))).toBe(false);
  });
});

describe("the other texts", () => {
  test("--staatscourant: every code, both digests, in groups, and what a lost letter is replaced by", async () => {
    const office = await makeOffice();
    const names = putSet(office, 2);
    expect((await office.letter([...names, "--staatscourant", "-o", "s.txt"], "out")).status).toBe(0);
    const text = read(office, "s.txt");
    for (const name of names) {
      const [, body = ""] = [name, readFileSync(join(office.folder, name), "utf8").split("\n\n")[0]];
      expect(text).toContain(`${encodeZegelcode(textDigest(`${body}\n`))}\n`);
    }
    for (const digest of [office.program, office.page])
      expect(text.replace(/\n {2}/g, " ")).toContain(encodeHashGroups(digest));
    expect(text).toMatch(/\(nummer 12\)[\s\S]*\(TK2027\)[\s\S]*\(GSB\)[\s\S]*definitief[\s\S]*070 000 00 00/);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(90);
    expect(text).not.toContain("telcontrole");
  });

  test("--telcontrole: the digest of the program that checks a count, in the text for the Staatscourant alone", async () => {
    const office = await makeOffice();
    office.putRelease("release.note");
    writeFileSync(join(office.folder, "telcontrole.exe"), "MZ of another program");
    const asked = ["release.note", "--staatscourant", "--telcontrole", "telcontrole.exe", "-o", "s.txt"];
    expect((await office.letter(asked, "out")).status).toBe(0);
    const digest = encodeHashGroups(sha256Of(readFileSync(join(office.folder, "telcontrole.exe"))));
    expect(read(office, "s.txt").replace(/\n {2}/g, " ")).toContain(`dit staat niet op de schijf ${digest}`);
    for (const [words, status] of [
      [["release.note", "--telcontrole", "telcontrole.exe", "-o", "x.html"], 2],
      [["release.note", "--label", "--telcontrole", "telcontrole.exe", "-o", "x.html"], 2],
      [["release.note", "--staatscourant", "--telcontrole", "nergens.exe", "-o", "x.html"], 1],
    ] as const)
      expect((await office.letter(words, "out")).status).toBe(status);
    expect(existsSync(join(office.folder, "x.html"))).toBe(false);
  });

  test("--label: a line a disc and no code", async () => {
    const office = await makeOffice();
    const note = office.putRelease("release.note");
    expect((await office.letter(["release.note", "--label", "-o", "l.txt"], "out")).status).toBe(0);
    const text = read(office, "l.txt");
    expect(text).toMatch(/^OSV versie 2\.24\.3 \(nummer 12\) · TK2027 · GSB · schijf 1 van 1 · DEFINITIEF/);
    for (const group of encodeZegelcode(textDigest(note.text)).split("-")) expect(text).not.toContain(group);
    office.putRelease("trial.note", { purpose: "trial", urgency: "emergency" });
    await office.letter(["trial.note", "--label", "-o", "t.txt"], "out");
    expect(read(office, "t.txt")).toMatch(/schijf 1 van 1 · OEFENEN · NOODVERSIE/);
  });
});

test("a root without a telephone number and an e-mail address is warned of; one with both is not", async () => {
  for (const [contact, warning] of [
    ["Kiesraad, Den Haag", "no telephone number and no e-mail address"],
    ["Kiesraad, 070 000 00 00", "no e-mail address"],
    ["Kiesraad, software@kiesraad.example", "no telephone number"],
    ["Kiesraad, 070 000 00 00, software@kiesraad.example", ""],
  ]) {
    const office = await makeOffice({ contact: contact ?? "" });
    const { status, stderr } = await office.letter(["release.note"]);
    expect([contact, status, stderr]).toEqual([
      contact,
      0,
      warning === "" ? "" : expect.stringContaining(`has ${warning}:`),
    ]);
  }
});
