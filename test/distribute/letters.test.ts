// zegel register letters: what stands in them, where their keys are and where they are not, and for whom there is none.

import { execFileSync } from "node:child_process";
import { scryptSync } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeLetters } from "../../src/cli/register/paper/make.ts";
import { RegisterBook } from "../../src/distribute/book/book.ts";
import { type LetterFile, parseTexts, planLetters } from "../../src/distribute/index.ts";
import { demandList, type Register } from "../../src/distribute/register/index.ts";
import { sha256Of } from "../../src/files/digest.ts";
import {
  commitmentInput,
  commitmentSalt,
  encodeZegelcode,
  parseNote,
  parseReceiptKey,
  parseRelease,
  parseTrustRoot,
  receiptProof,
  receiptScopes,
  textDigest,
} from "../../src/format/index.ts";
import { type DispatchOffice, dispatchOffice, keysIn, logHead, openTexts, textOf } from "./dispatch.ts";
import { scrypt } from "./quick-commitments.ts";

vi.mock("../../src/distribute/keys/commitments.ts", async (original) => {
  const { quickCommitments } = await import("./quick-commitments.ts"); // this stands above all imports when it runs
  return quickCommitments(await original());
});
afterEach(() => {
  scrypt.isReal = false;
});

/** The letters of Juinen and Gaarne, as the command plans them. */
function planOf({ folder, root, program, page }: DispatchOffice, register: Register): LetterFile {
  const { text } = parseNote(readFileSync(join(folder, "release.note")), "release.note");
  const releaseSha256 = textDigest(text);
  const release = parseRelease(text);
  const discs = [{ release, releaseSha256, zegelcode: encodeZegelcode(releaseSha256) }];
  const { contact } = parseTrustRoot(root.text);
  const set = { discs, release, programSha256: program, pageSha256: page, contact, remarks: [] };
  const { recipients } = demandList(readFileSync(join(folder, "ontvangers.csv")), "ontvangers.csv");
  const { files } = planLetters(
    {
      ...{ register, list: recipients, sets: new Map([["gsb", set]]), recalled: new Map() },
      texts: parseTexts(readFileSync(join(folder, "brief.json")), "brief.json"),
    },
    { only: [], language: undefined, isLarge: false, perFile: 200, isProof: false, isWithoutProof: false },
  );
  return files[0] as LetterFile;
}

const lineOf = (register: string, words: string) => register.split("\n").filter((line) => line.includes(` ${words} `));

const dumps = "/proc/self/coredump_filter";
/** What of this process's memory a core dump would hold, read after `use` from a state in which it would hold some. */
async function dumpedAfter(use: () => Promise<unknown>): Promise<number> {
  const before = readFileSync(dumps, "latin1").trim();
  writeFileSync(dumps, "0x33");
  try {
    await use();
    return Number.parseInt(readFileSync(dumps, "latin1"), 16);
  } finally {
    writeFileSync(dumps, `0x${before}`);
  }
}

describe("the letters of a register", () => {
  test.skipIf(!existsSync(dumps))("their keys are in no core dump", async () => {
    const office = await dispatchOffice();
    expect(await dumpedAfter(() => office.run("labels", "r", "--kind", "bag", "-o", "x.html"))).toBe(0x33);
    expect(await dumpedAfter(() => office.letters())).toBe(0);
  });

  test("go to each packed envelope in its language and size, with numbers, QR and a key; stock gets none", async () => {
    const office = await dispatchOffice();
    const done = await office.letters();
    expect(done.status, done.stderr).toBe(0);
    expect(office.names()).toEqual(["brief-groot-0102-H.html", "brieven-0100-F-0101-G.html"]);
    const page = office.made("brieven-0100-F-0101-G.html");
    const [juinen = "", gaarne = ""] = page.split("</article>");
    const dutch = textOf(juinen);
    for (const part of [
      "Gemeente Juinen Bureau Verkiezingen Markt 1 1000 AA Juinen",
      "Envelopnummer 0100-F Nummer van de zak NL001 Nummer van de versie 12 of hoger",
      "Exemplaar 0001",
      "Meld af: zie de strook.",
      "Strook: meld af, alleen na GOED Open het vouwtje. Typ envelopnummer en afmeldsleutel in het programma.",
      "Na STOP of WACHT is de afmeldsleutel niet nodig.",
      "vouwlijn · pas openen na GOED Afmeldsleutel Groep 1",
    ])
      expect(dutch).toContain(part);
    expect(textOf(gaarne)).toContain("Slip: report, only after GOOD");
    expect(textOf(gaarne)).toContain("Plein 2 2000 BB Gaarne");
    expect(textOf(gaarne).replace("Gemeente Gaarne", "")).not.toMatch(/schijf|afmelden|Strook|vouwlijn/);
    expect(gaarne).toContain('lang="en"');
    const large = textOf(office.made("brief-groot-0102-H.html"));
    expect(large).toMatch(/^.*Afmeldsleutel van envelop 0102-H Vouw dit vel dicht.*Groep 1 [0-9A-Z]{5} Groep 2/);
    expect(page).not.toMatch(/<script|<img|<link|url\((?!#)/i);
    expect(page.match(/class="pattern"/g)).toHaveLength(2);
    expect(statSync(join(office.folder, "brieven/brief-groot-0102-H.html")).mode & 0o777).toBe(0o600);
    expect(statSync(join(office.folder, "brieven")).mode & 0o777).toBe(0o700);
    expect(done.stdout).toMatch(/recorded: {4}letters 3, lines \d+ to \d+\nnext: .*Then destroy "brieven"/s);
  });

  test("have keys that stand in them and nowhere else; the register holds what scrypt makes of each, and each letter's digest", async () => {
    scrypt.isReal = true;
    const office = await dispatchOffice();
    const done = await office.letters();
    const large = office.made("brief-groot-0102-H.html");
    const page = office.made("brieven-0100-F-0101-G.html");
    const keys = [...keysIn(page), ...keysIn(large)];
    expect(new Set(keys).size).toBe(3);
    const register = office.register();
    const elsewhere = [done.stdout, done.stderr, register, process.argv.join(" ")].concat(
      readdirSync(office.folder)
        .filter((name) => name !== "brieven" && name !== "parts")
        .map((name) => readFileSync(join(office.folder, name), "latin1")),
    );
    const digest = textDigest(parseNote(readFileSync(join(office.folder, "release.note")), "release.note").text);
    for (const [i, key] of keys.entries()) {
      const bytes = parseReceiptKey(key);
      for (const text of elsewhere)
        for (const form of [
          key.slice(0, 11),
          key.slice(6),
          key.replaceAll("-", ""),
          Buffer.from(bytes).toString("hex"),
        ])
          expect(text.toUpperCase().includes(form.toUpperCase())).toBe(false);
      const envelope = ["0100-F", "0101-G", "0102-H"][i] ?? "";
      const commitments = receiptScopes.map((scope) =>
        scryptSync(
          commitmentInput(receiptProof(bytes, envelope, digest, scope)),
          commitmentSalt(envelope, 1, scope),
          32,
          {
            N: 2 ** 14,
            r: 8,
            p: 1,
          },
        ).toString("hex"),
      );
      expect(lineOf(register, `commit ${envelope} 1`)[0]).toContain(commitments.join(" "));
    }
    // As docs/spec/letter.md says: from <article to its end, with the key's groups left open.
    const article = `<article${page.split("<article")[1]}`.replaceAll(
      /(<div class="fold key">[\s\S]*?<\/ol>)/g,
      (fold) => fold.replaceAll(/class="code">[0-9A-Z]{5}</g, 'class="code">_____<'),
    );
    expect(lineOf(register, "letter 0100-F")[0]).toContain(sha256Of(new TextEncoder().encode(article)));
    expect((await office.run("verify", "r")).status).toBe(0);
  });

  test("of a set have a code and a QR a disc, and one key", async () => {
    const office = await dispatchOffice({ discs: 2, packed: ["0100-F;;1;NL001", "0100-F;;1001;NL001"] });
    expect((await office.letters()).status).toBe(0);
    const page = office.made("brieven-0100-F.html");
    expect(keysIn(page)).toHaveLength(1);
    expect(page.match(/aria-label="QR-code/g)).toHaveLength(2);
    expect(textOf(page)).toContain("Exemplaar 0001, 1001");
    expect(textOf(page)).toContain("De afmeldsleutel is voor alle schijven dezelfde.");
    expect(lineOf(office.register(), "commit 0100-F 2")).toHaveLength(1);
  });

  test("of a trial say OEFENEN, and to report after it", async () => {
    const office = await dispatchOffice({ purpose: "trial" });
    expect((await office.letters("--only", "0100-F")).status).toBe(0);
    const page = office.made("brieven-0100-F.html");
    expect(page.match(/class="across"[^>]*><svg[^>]*><text[^>]*>OEFENEN</g)).toHaveLength(2);
    expect(textOf(page)).toContain("Strook: meld af, alleen na OEFENEN");
    expect(textOf(page)).not.toMatch(/bewaar|handtekening|Installeer\./);
  });

  test("are the same but for the keys, whatever the clock; --large and --paper-lang are for all of them", async () => {
    const [one, other] = [await dispatchOffice(), await dispatchOffice()];
    await one.letters("--only", "0100-F");
    await other.letters("--only", "0100-F");
    const open = (page: string) =>
      keysIn(page).reduce((text, key) => key.split("-").reduce((t, g) => t.replaceAll(g, "_____"), text), page);
    expect(open(one.made("brieven-0100-F.html"))).toBe(open(other.made("brieven-0100-F.html")));
    const large = await one.letters("--only", "0101-G", "--large", "--paper-lang", "nl", "--lang", "en");
    expect(large).toMatchObject({ status: 0, stdout: expect.stringContaining("recorded:    letters 1") });
    expect(textOf(one.made("brief-groot-0101-G.html"))).toContain("Afmeldsleutel van envelop 0101-G");
  });

  test("do not become HTML by what stands in the list", async () => {
    const odd =
      'GM0001;gsb;GSB;"<b>Juinen</b> ""&""";nl;nee;<script>alert(1)</script>;</article><article>;1000 AA;Juinen;;;';
    const office = await dispatchOffice({ people: [odd], packed: ["0100-F;;1;NL001"] });
    expect((await office.letters()).status).toBe(0);
    const page = office.made("brieven-0100-F.html");
    expect(page).toContain("&lt;b&gt;Juinen&lt;/b&gt; &quot;&amp;&quot;");
    expect(page.match(/<article/g)).toHaveLength(1);
    expect(page).not.toContain("<script");
    for (const kind of ["bag", "address"])
      expect((await office.run("labels", "r", "--kind", kind, "-o", `${kind}.html`)).status).toBe(0);
    expect(readFileSync(join(office.folder, "bag.html"), "utf8")).toContain("&lt;b&gt;Juinen");
    expect(readFileSync(join(office.folder, "address.html"), "utf8")).toContain("&lt;script&gt;");
  });
});

describe("a second run", () => {
  test("makes no second key by itself; a jammed letter is made anew by its number, until its head is logged", async () => {
    const office = await dispatchOffice();
    expect((await office.letters()).status).toBe(0);
    const again = await office.letters();
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("have a letter and get no new one: envelopes: 3, 0100-F to 0102-H");
    expect(again.stderr).toContain("no envelope waits for a letter");
    const [before = ""] = keysIn(office.made("brieven-0100-F-0101-G.html"));
    expect((await office.letters("--only", "0100f")).status).toBe(0);
    const [after = ""] = keysIn(office.made("brieven-0100-F.html"));
    expect(after).not.toBe(before);
    expect(lineOf(office.register(), "letter 0100-F")).toHaveLength(2);
    await logHead(office);
    const lines = office.register();
    const refused = await office.letters("--only", "0100-F..0102-H");
    expect([refused.status, office.register()]).toEqual([1, lines]);
    expect(refused.stderr).toMatch(
      /envelope 0100-F has a letter that stands in the public log.*\n.*0101-G has a letter.*\n.*0102-H/,
    );
  });

  test("and not over the files of the first", async () => {
    const office = await dispatchOffice();
    expect((await office.letters("--only", "0100-F")).status).toBe(0);
    const [kept, lines] = [office.made("brieven-0100-F.html"), office.register()];
    const again = await office.letters("--only", "0100-F");
    expect(again.status).toBe(1);
    expect([office.made("brieven-0100-F.html"), office.register()]).toEqual([kept, lines]);
    expect((await office.letters("--only", "0100-F", "--out", "opnieuw")).status).toBe(0);
  });

  test("is refused where the letter was sent; the replaced envelope gets its letter, which names the number on the bag", async () => {
    const office = await dispatchOffice();
    expect((await office.letters()).status).toBe(0);
    expect(
      (await office.run("sent", "r", "--envelope", "0100-F", "--what", "letter", "--carrier", "PostNL")).status,
    ).toBe(0);
    expect((await office.letters("--only", "0100-F")).stderr).toContain("or was sent: a new letter gets a new number");
    expect(
      (await office.run("replace", "r", "0100-F", "0110-S", "--what", "letter", ...["--by", "anna", "--by", "bert"]))
        .status,
    ).toBe(0);
    expect((await office.letters("--only", "0100-F")).stderr).toContain("envelope 0100-F was replaced by 0110-S");
    expect((await office.letters()).status).toBe(0);
    const text = textOf(office.made("brieven-0110-S.html"));
    expect(text).toContain("Deze brief vervangt brief 0100-F. Op de zak staat nog 0100-F.");
    expect(text).toContain("Nummer van de zak NL001");
  });
});

describe("a run that is stopped", () => {
  test("once the register has its lines leaves no letter; before that no key is on the disk; they are made anew by number", async () => {
    const office = await dispatchOffice();
    const out = join(office.folder, "brieven");
    const seen: string[] = [];
    mkdirSync(out);
    const book = await RegisterBook.open(join(office.folder, "r"), () => undefined);
    const stopped = makeLetters(book, planOf(office, book.register), out, { by: ["anna", "bert"], before: [] }, () => {
      seen.push(...readdirSync(out).map((name) => readFileSync(join(out, name), "utf8")));
      throw new Error("stopped");
    });
    await expect(stopped).rejects.toThrow("stopped");
    await book.release();
    expect(seen.flatMap(keysIn)).toEqual(["_____-_____-_____", "_____-_____-_____"]);
    expect(office.names()).toEqual([]);
    expect(lineOf(office.register(), "commit 0100-F 1")).toHaveLength(1);
    expect((await office.letters("--only", "0100-F..0101-G")).status).toBe(0);
    expect(keysIn(office.made("brieven-0100-F-0101-G.html"))).toHaveLength(2);
  });
});

describe("no letter", () => {
  test("where the texts fill in what the register knows; where they leave it open there is", async () => {
    const office = await dispatchOffice();
    office.put("brief.json", JSON.stringify({ ...openTexts, municipality: "Juinen", envelope: "0100-F" }));
    const lines = office.register();
    const refused = await office.letters();
    expect([refused.status, existsSync(join(office.folder, "brieven")), office.register()]).toEqual([1, false, lines]);
    expect(refused.stderr).toMatch(/municipality: the register fills this in.*\n.*envelope: the register fills/);
    office.put("brief.json", JSON.stringify(openTexts));
    expect((await office.letters("--only", "0100-F")).status).toBe(0);
  });

  test("in a language that nobody reviewed, but to look at; then there is no key and nothing is recorded", async () => {
    const [row = ""] = ["GM0001;gsb;GSB;Kralendijk;pap;nee;;Kaya 1;;Kralendijk;Bonaire;;"];
    const office = await dispatchOffice({ people: [row], packed: ["0100-F;;1;NL001"] });
    const lines = office.register();
    const refused = await office.letters();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("pap: no native speaker has reviewed the letter in this language (letters: 1)");
    expect((await office.letters("--paper-lang", "fy")).stderr).toContain("fy: no native speaker");
    expect((await office.letters("--proof")).status).toBe(0);
    const page = office.made("proefdruk-brieven-0100-F.html");
    expect(keysIn(page)).toEqual(["_____-_____-_____"]);
    expect(page.match(/<text[^>]*>PROEFDRUK</g)).toHaveLength(2);
    expect(textOf(page)).toContain("Kontrolá e disko promé ku instalá");
    expect(office.register()).toBe(lines);
    expect((await office.letters("--paper-lang", "nl")).status).toBe(0);
  });

  test("for an address or a name that does not fit; all of them are told, and the list as it may be is taken", async () => {
    const long = "Een heel lange straatnaam die maar doorgaat en doorgaat, kamer 12.034, ".repeat(2).trim();
    const people = [
      `GM0001;gsb;GSB;Juinen;nl;nee;${long};${long};1000 AA;Juinen;;;`,
      `GM0002;gsb;GSB;${"Lang-".repeat(18)};nl;nee;;Plein 2;2000 BB;Gaarne;;;`,
      `GM0003;gsb;GSB;${"Lang-".repeat(16)};nl;nee;;Plein 2;2000 BB;Gaarne;;;`,
    ];
    const office = await dispatchOffice({ people, packed: ["0100-F;;1;A1", "0101-G;;2;A2", "0102-H;;3;A3"] });
    const refused = await office.letters();
    expect(refused.stderr).toMatch(/GM0001: the address has 1\d? ?.*lines.*|GM0001: the address has \d+ lines/);
    expect(refused.stderr).toContain("GM0002: the name has 90 characters, the slip has room for 80");
    expect(refused.stderr).not.toContain("GM0003");
    expect((await office.letters("--only", "0102-H")).status).toBe(0);
  });

  test("for a release that the register has not; for an envelope that is not packed, in stock, void", async () => {
    const office = await dispatchOffice();
    office.putRelease("other.note", { sequence: 13 });
    const other = await office.run(
      ...["letters", "r", "other.note", "--root", "root.note", "--kit", "kit.tar", "--texts", "brief.json"],
      ...["--out", "brieven", "--by", "anna", "--by", "bert"],
    );
    expect(other.stderr).toContain("this note is not in this register");
    for (const [number, why] of [
      ["0190-A", "is not packed"],
      ["0103-J", "is in stock: assign it first"],
    ] as const)
      expect((await office.letters("--only", number)).stderr).toContain(why);
    expect(
      (await office.run("void", "r", "0101-G", "--reason", "zak-open", "--by", "anna", "--by", "bert")).status,
    ).toBe(0);
    expect((await office.letters("--only", "0101-G")).stderr).toContain("0101-G was made void");
    for (const typed of ["0100", "0100-K", "0100-F..", "0100-F..0101-G..0102-H"])
      expect([typed, (await office.letters("--only", typed)).status]).toEqual([typed, 2]);
    expect((await office.letters("--by", "anna")).status).toBe(2);
    expect((await office.letters("--by", "anna", "--by", "wim")).status).toBe(1);
    expect((await office.run("assign", "r", "0103-J", "GM0002", "--by", "anna", "--by", "bert")).status).toBe(0);
    expect((await office.letters("--only", "0103-J")).status).toBe(0);
  });

  test("on a list of recipients that is not the register's", async () => {
    const office = await dispatchOffice();
    const list = readFileSync(join(office.folder, "ontvangers.csv"), "utf8");
    office.put("ontvangers.csv", list.replace("0123 45 67 89", "0123 45 67 88"));
    expect((await office.letters()).stderr).toContain("is not the list that the register took in last");
    office.put("ontvangers.csv", list);
    expect((await office.letters("--only", "0100-F")).status).toBe(0);
  });

  test("is told to lie on a disk where it does, and not where it lies in memory", async () => {
    const office = await dispatchOffice();
    const type = execFileSync("stat", ["-f", "-c", "%T", office.folder]).toString().trim();
    const done = await office.letters("--only", "0100-F");
    expect(done.stderr.includes("is not in the memory of this machine")).toBe(type !== "tmpfs");
  });
});
