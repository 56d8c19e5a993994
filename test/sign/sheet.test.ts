// The officer's sheet, and commands for people to type: no value breaks out of its row or its word.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addCeremony } from "../../src/cli/ceremony/ceremony.ts";
import {
  checkText,
  encodeHashGroups,
  encodeNote,
  encodeSeal,
  encodeZegelcode,
  FormatError,
  type Note,
  parseSeal,
  sealSignatureLimit,
  shellPath,
  shellWord,
  shown,
  spellOut,
  textDigest,
} from "../../src/format/index.ts";
import { describeNote } from "../../src/sign/index.ts";
import { runIn } from "../cli/flow.ts";
import { has, temporaryFolder } from "../tools.ts";
import { rebuildNote, releaseNote, rootNote, testRelease } from "./fixtures.ts";

const columns = (line: string) => [...line].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2), 0);

describe("C2: the officer's sheet", () => {
  test.each([
    [
      "words that would make a row at the margin of 80 columns",
      `${"x ".repeat(30)}Purpose: FINAL ${"y ".repeat(40)}`.trim(),
    ],
    ["words that would make one at 100 columns", `${"x ".repeat(40)}Purpose: FINAL ${"y ".repeat(40)}`.trim()],
    ["one word without a blank", "x".repeat(200)],
    [
      "a word that begins a row after one that fills the line",
      `${"x".repeat(60)} Purpose: FINAL ${"y".repeat(80)} Purpose: TRIAL`,
    ],
  ])("C2: %s", (_, contact) => {
    for (const language of ["nl", "en"] as const) {
      const lines = describeNote(rootNote({ contact }), language);
      const at = lines.findIndex((line) => line.startsWith(language === "nl" ? "  Contact voor" : "  Contact for"));
      const value = lines.slice(at, at + 1 + lines.slice(at + 1).findIndex((line) => !line.startsWith("        ")));
      expect(value.length).toBeGreaterThan(1);
      expect(value.every((line) => columns(line) <= 80)).toBe(true);
      expect(
        value
          .map((line) => line.trim())
          .join("")
          .replaceAll(" ", ""),
      ).toContain(contact.replaceAll(" ", ""));
      // Exactly one line looks like the row that says what the root is for.
      expect(lines.filter((line) => /^ {0,3}(Purpose|Doel): /.test(line))).toHaveLength(1);
    }
  });

  test("C2, the good twin: a value that fits stands on its line, and a digest always does", () => {
    const root = rootNote();
    expect(describeNote(root, "en")).toContain("  Contact for municipalities: Kiesraad, 070 000 00 00");
    expect(describeNote(releaseNote({}, root), "en")).toContain(
      `  Trust root (SHA-256): ${encodeHashGroups(textDigest(root.text))}`,
    );
  });

  test("C2: names of two columns a letter, of a line that nobody knows", () => {
    const name = "表".repeat(300);
    const note: Note = { ...releaseNote(), signatures: [{ name, keyId: "00000000", bytes: new Uint8Array(64) }] };
    for (const line of describeNote(note, "en"))
      if (!/[0-9a-f]{4} [0-9a-f]{4}/.test(line)) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(describeNote(note, "en").join("")).not.toContain("表");
  });
});

describe("the sheet of a note: every field of it, in its order", () => {
  const groups = (digit: string) => Array(16).fill(digit.repeat(4)).join(" ");
  const shown = (note: Note, language: "nl" | "en") => describeNote(note, language);

  test("release", () => {
    const kit = { version: "1.0", sha256: "c".repeat(64) };
    const manifests = ["a".repeat(64), "b".repeat(64)];
    const trial = releaseNote({ kit, manifests, disc: 2, purpose: "trial", previous: "d".repeat(64) });
    const root = encodeHashGroups(textDigest(rootNote().text));
    expect(shown(trial, "nl")).toEqual([
      "  Product: OSV",
      "  Versie: 2.24.3",
      "  Verkiezing: TK2027",
      "  Rol: GSB",
      "  Nummer van de versie: 12",
      "  Doel: PROEF",
      "  LET OP: dit is niet voor een echte telling.",
      "  Spoed: gewoon",
      "  Datum: 2027-01-15T12:00:00Z",
      "  Naam van de schijf (volume): OSV_2_24_3",
      "  Uitgever: KIESRAAD",
      "  Medium: cd700",
      "  Schijf: 2 van 2",
      `  Inhoudslijst schijf 1: ${groups("a")}`,
      `  Inhoudslijst schijf 2: ${groups("b")}`,
      `  Schijfbestand (SHA-256): ${groups("b")}`,
      "  Grootte schijfbestand: 1048576 bytes",
      "  Plaats van het zegel: 65536",
      `  Controleprogramma's: 1.0 ${groups("c")}`,
      "  Recept: 1",
      `  Vertrouwensbasis (SHA-256): ${root}`,
      "  Laagste nummer intreklijst: 0",
      `  Vorige (SHA-256): ${groups("d")}`,
      `  Zegelcode: ${encodeZegelcode(textDigest(trial.text))}`,
    ]);
    const final = shown(releaseNote(), "en");
    expect(final).toEqual(expect.arrayContaining(["  Purpose: final", "  Kit: none", "  Previous (SHA-256): none"]));
    expect(final).toHaveLength(22);
  });

  test("rebuild", () => {
    const release = releaseNote();
    const measured = testRelease("");
    const about = encodeHashGroups(textDigest(release.text));
    const image = [
      `  Image (SHA-256): ${groups("b")}`,
      `  Manifest (SHA-256): ${groups("a")}`,
      "  Environment: Debian 12, xorriso 1.5.4",
      "  Date: 2027-01-16T09:00:00Z",
    ];
    expect(shown(rebuildNote(release, measured), "en")).toEqual([
      `  Release (SHA-256 of its text): ${about}`,
      "  Scope: payload to image",
      "  Finding: AGREES",
      ...image,
    ]);
    expect(shown(rebuildNote(release, measured, { scope: "source", differs: "lib/a.jar differs" }), "en")).toEqual([
      `  Release (SHA-256 of its text): ${about}`,
      "  Scope: source to payload",
      "  Finding: DIFFERS: lib/a.jar differs",
      ...image,
    ]);
  });
});

describe("C2: a text", () => {
  const good = [
    "Kiesraad, 070 000 00 00",
    "Súdwest-Fryslân",
    "„ja” – ’nee’ — “q” ‘r’",
    "€ 5, 10 ‰, ½ × 2",
    "Ĳsselmeer ŵ ỹ ß Å",
    "a → b ≤ c",
  ];
  test.each(good)("C2, the good twin: %s", (text) => expect(checkText(text, "test")).toBe(text));

  const blanks = [0x09, 0xa0, 0x1680, 0x2000, 0x2003, 0x2007, 0x2009, 0x200a, 0x202f, 0x205f, 0x2800, 0x3000];
  const marks = [
    0x0300, 0x0301, 0x0308, 0x0332, 0x0335, 0x0336, 0x0338, 0x0488, 0x1ab0, 0x1dc0, 0x20d0, 0x20d2, 0x20e5, 0xfe20,
  ];
  const letters = [
    0x0370, 0x0391, 0x0410, 0x0435, 0x05d0, 0x0627, 0x0661, 0x0710, 0x07c0, 0x0e01, 0x13a0, 0x2170, 0x2c60, 0xa730,
    0xff21, 0x10800, 0x1d400, 0x1e900, 0x1f600,
  ];
  test.each([...blanks, ...marks, ...letters].map((code) => [code.toString(16), String.fromCodePoint(code)]))(
    "C2: refuses U+%s",
    (_, character) => {
      for (const text of [`bel x${character} 070`, `bel ${character}x`, `x${character}${character}x`])
        expect(() => checkText(text.normalize("NFC"), "test")).toSatisfy((work: () => unknown) => {
          // A mark with a composed form becomes a Latin letter, which is fine.
          if (text.normalize("NFC") !== text && /^[\u0020-\u024f\u1e00-\u1eff]*$/.test(text.normalize("NFC")))
            return work() === text.normalize("NFC");
          try {
            work();
          } catch (error) {
            return error instanceof FormatError && error.code === "TEXT";
          }
          return false;
        });
    },
  );

  test("C2: refuses two blanks in a row, wherever they stand", () => {
    for (const text of ["a  b", "a   b", "a b  c", `a${" ".repeat(60)}b`])
      expect(() => checkText(text, "test")).toThrow("never two blanks in a row");
  });
});

describe("C1: words for a screen", () => {
  test("spellOut spells out and cuts; shown does so with each value", () => {
    expect(spellOut("a\u202eb\u0336c\nd\u{e0041}e")).toBe("a\\u{202e}b\\u{336}c\\u{a}d\\u{e0041}e");
    expect(spellOut("x".repeat(81))).toBe(`${"x".repeat(80)}…`);
    expect(spellOut("🗳".repeat(81))).toBe(`${"🗳".repeat(80)}…`);
    expect(spellOut("Súdwest-Fryslân „ja” C:\\map")).toBe("Súdwest-Fryslân „ja” C:\\map");
    expect(shown`${"a\u001bb"}: ${7}\n`).toBe("a\\u{1b}b: 7\n");
  });
});

describe("C7: a word of a command", () => {
  const hostileWords = [
    "../../$(id)",
    "`id`",
    "a b",
    "a'b",
    'a"b',
    "a;b",
    "a|b",
    "a&b",
    "a>b",
    "a*b",
    "~a",
    "!a",
    "#a",
    "a\\b",
    "a\nb",
    "a\u001b[2Jb",
    "a\u202eb",
    "a\u0336b",
    "a\u200bb",
    "",
    "$HOME",
    "a\u00a0b",
    "é’",
    "'",
    "\\'\u202e'\\",
  ];
  test.skipIf(!has("bash")).each(hostileWords.map((word) => [JSON.stringify(word), word]))(
    "C7: %s is one word",
    (_, word) => {
      const typed = shellWord(word);
      expect(typed).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u202e]|\u0336/);
      const { stdout } = spawnSync("bash", ["-c", `printf '[%s]' ${typed}`], {
        env: { LC_ALL: "C.UTF-8", PATH: process.env.PATH },
      });
      expect(stdout.toString()).toBe(`[${word}]`);
    },
  );

  test("C7, the good twin: a plain path stands as it is; one with a hyphen first is no option", () => {
    expect([shellWord("../usb/anna.pub"), shellPath("usb/anna.pub"), shellPath("-rf")]).toEqual([
      "../usb/anna.pub",
      "usb/anna.pub",
      "./-rf",
    ]);
  });

  test.each(["../../$(id)", "`id`", "een map", "-rf", "a;b", "a'b"])(
    "C7: a ceremony whose stick is %s",
    async (stick) => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, "d"));
      const person = (id: string, role: string, more = {}) => ({
        id,
        role,
        name: id,
        organisation: "Kiesraad",
        ...more,
      });
      const description = {
        ceremony: "key-enrolment",
        purpose: "final",
        title: "Sleutels",
        date: "2026-12-01",
        time: "10:00",
        place: "Den Haag",
        previous: "none",
        people: [
          person("mies", "master"),
          person("anna", "officer", { key: "anna", folder: stick }),
          person("wim", "witness"),
        ],
      };
      writeFileSync(join(folder, "d/c.json"), JSON.stringify(description));
      const { status, stdout, stderr } = await runIn(folder, addCeremony, [
        "ceremony",
        "plan",
        "d/c.json",
        "--out",
        "pages",
        "--lang",
        "en",
      ]);
      expect([status, stderr]).toEqual([0, ""]);
      const page = /^written: +(\S+02-anna\.html)$/m.exec(stdout)?.[1] ?? "";
      const text = readFileSync(join(folder, page), "utf8")
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, "&");
      const typed = shellPath(`${stick}/anna.pub`);
      // On paper each word is a piece of its own, and a long one may break.
      expect(text.replace(/<[^>]*>/g, "")).toContain(`zegel ceremony copy ${typed} anna.pub`);
      const commands = /^written: +(\S+\.(?:txt|sh))$/m.exec(stdout)?.[1] ?? "";
      expect(readFileSync(join(folder, commands), "utf8")).toContain(
        `-- zegel ceremony copy ${typed} anna.pub --lang en\n`,
      );
    },
  );
});

describe("C6: a seal", () => {
  const line = (i: number) => ({ name: `n${i}`, keyId: "00000000", bytes: new Uint8Array(64).fill(7) });
  const withLines = (note: Note, from: number, count: number): Note => ({
    text: note.text,
    signatures: Array.from({ length: count }, (_, i) => line(from + i)),
  });
  const release = releaseNote();
  const rebuild = rebuildNote(release, testRelease(textDigest(rootNote().text)));
  const sealWith = (count: number) => {
    const rebuilds = Array.from({ length: Math.ceil(count / 64) }, (_, i) =>
      withLines(rebuild, 64 * i, Math.min(64, count - 64 * i)),
    );
    return { trustRoots: [rootNote()], release, rebuilds, recall: undefined, logProof: undefined };
  };

  test("C6: of as many signature lines as a seal may have is read; of one more it is refused before any is checked", () => {
    const most = encodeSeal(sealWith(sealSignatureLimit));
    expect(parseSeal(most).rebuilds).toHaveLength(8);
    expect(() => encodeSeal(sealWith(sealSignatureLimit + 1))).toThrow("at most 512 signature lines");
    const text = Buffer.from(most).toString("latin1");
    const section = Buffer.from(encodeNote(withLines(rebuild, 900, 1))).toString("latin1");
    const more = text.replace("\nend\n", `\nrebuild ${section.length}\n${section}end\n`).slice(0, most.length);
    expect(() => parseSeal(new Uint8Array(Buffer.from(more, "latin1")))).toThrow("at most 512 signature lines");
  });
});
