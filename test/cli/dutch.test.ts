// What office, officers and reviewers read in Dutch: whole screens, errors that name the file to give, and JSON that has no language.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { makeProgram } from "../../src/cli/program.ts";
import { encodeTrustRoot, textDigest } from "../../src/format/index.ts";
import { makeRelease, type ReleaseFolder, sealRelease } from "../reproduce/release.ts";
import { otherDigest, rebuildNote, signText, testRoot } from "../verify/fixture.ts";
import { keyFolder, putNote, zegelIn } from "./flow.ts";

const inDutch = ({ folder }: Pick<ReleaseFolder, "folder">, ...args: string[]) =>
  zegelIn(folder, [...args, "--lang", "nl"]);

/** A screen whose digests and codes are told apart by nobody. */
const plain = (text: string) =>
  text
    .replace(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/g, "<hashcode>")
    .replace(/[0-9a-f]{64}/g, "<hex>")
    .replace(/(?:[0-9A-Z]{5}-){6}[0-9A-Z]{5}/g, "<zegelcode>")
    .split("\n");

/** The release note with the first of its two signatures alone. */
function putOneSigned({ folder, releaseNote }: ReleaseFolder): void {
  putNote(folder, "one.note", { ...releaseNote, signatures: releaseNote.signatures.slice(0, 1) });
}

test("merge: how many are valid, how many are needed, who is missing", async () => {
  const made = await makeRelease();
  putOneSigned(made);
  const few = await inDutch(made, "merge", "one.note", "--root", "root.note", "-o", "m.note");
  expect([few.status, few.stderr, plain(few.stdout)]).toEqual([
    3,
    "",
    [
      "ondertekend: 1 geldige handtekening, 2 nodig voor de versie: anna",
      "ontbreekt:   bert (holder-bert, Org-bert), carl (holder-carl, Org-carl)",
      "geschreven:  m.note.incomplete",
      "NIET compleet: m.note is er pas als genoeg mensen hebben ondertekend; voeg opnieuw samen met wat zij sturen",
      "",
    ],
  ]);
  const all = await inDutch(made, "merge", "release.note", "--root", "root.note", "-o", "m.note");
  expect([all.status, plain(all.stdout)]).toEqual([
    0,
    ["ondertekend: 2 geldige handtekeningen, 2 nodig voor de versie: anna, bert", "geschreven:  m.note", ""],
  ]);
});

test("seal: the master, and what it still waits for", async () => {
  const made = await makeRelease();
  const args = ["--image", "build/unsealed.iso", "--release", "release.note", "--root", "root.note"];
  const sealed = await inDutch(made, "seal", ...args, "-o", "s.iso");
  expect([sealed.status, plain(sealed.stdout)]).toEqual([
    0,
    [
      "versie:         OSV 2.24.3, TK2027, GSB, nummer 12",
      "ondertekend:    anna (holder-anna), bert (holder-bert)",
      "zegelcode:      <zegelcode>",
      "schijfbestand:  <hashcode>",
      "met het zegel:  <hashcode>",
      `geschreven:     s.iso (${made.release.imageSize} bytes)`,
      "controleer:     echo '<hex>  s.iso' | sha256sum -c",
      "",
    ],
  ]);
  expect(sealed.stderr).toContain(
    "zegel: let op: onafhankelijke nabouwers: 0, nodig: 2 (nog geen verklaring van rosa (holder-rosa, Universiteit), ruud",
  );
});

test("reproduce: the result first, each check, what is made of it", async () => {
  const made = await makeRelease();
  await sealRelease(made, [rebuildNote(made.release, made.releaseSha256, "rosa")], "rebuilt.iso");
  const args = ["reproduce", "rebuilt.iso", "--payload", "build/payload.tar", "--writer", "own"];
  const same = await inDutch(made, ...args, "--note", "n.note");
  expect([same.status, plain(same.stdout).filter((line) => !/^(?:hier|bouwrecept):/.test(line))]).toEqual([
    0,
    [
      "GELIJK: bit voor bit nagebouwd, en met het zegel erin precies de bytes van de master: OSV 2.24.3, TK2027, GSB, nummer 12, schijf 1 van 1",
      "zegelcode:       <zegelcode>",
      "schijfbestand:   <hashcode>",
      "bestandslijst:   <hashcode>",
      "met het zegel:   <hashcode>",
      "kit:             uit het gegeven schijfbestand; de hashcode ervan is nagegaan",
      "gelijk:          hashcode van de bestandslijst",
      "gelijk:          hashcode van de kit",
      "gelijk:          grootte van het schijfbestand",
      "gelijk:          plaats van het zegel",
      "gelijk:          hashcode van het schijfbestand",
      "gelijk:          hashcode van het gegeven schijfbestand",
      "gelijk:          hashcode van de gegeven master, met het zegel",
      "nagebouwd met:   Debian 12, xorriso 1.5.4 (verklaring van een nabouwer in het zegel)",
      "gemaakt door:    alleen Zegel",
      "handtekeningen:  hier niet beoordeeld: dat doet zegel verify",
      "verklaring:      n.note (nog niet ondertekend)",
      "hierna:          zegel sign n.note --key UW.key",
      "",
    ],
  ]);
  writeFileSync(join(made.folder, "payload/meer.txt"), "meer");
  const other = await inDutch(made, "reproduce", "rebuilt.iso", "--payload", "payload", "--note", "d.note");
  expect([other.status, plain(other.stdout)[0]]).toEqual([
    31,
    "VERSCHILT: het nagebouwde is niet wat is vrijgegeven: OSV 2.24.3, TK2027, GSB, nummer 12, schijf 1 van 1",
  ]);
  expect(other.stdout).toMatch(/^VERSCHILT: {7}grootte van het schijfbestand: verwacht \d+, gevonden \d+$/m);
  expect(other.stderr).toContain("er is geen verklaring geschreven: het is niet gelijk");
});

test("rebuild-note: what was made; of what is judged the difference first, and who counts", async () => {
  const made = await makeRelease();
  const { release, releaseSha256, folder } = made;
  const note = await inDutch(made, "rebuild-note", "new", "release.note", "--image", "master.iso", "-o", "r.note");
  expect([note.status, note.stdout]).toEqual([
    0,
    "bevinding:   gelijk (het schijfbestand nagebouwd uit de software)\ngeschreven:  r.note (nog niet ondertekend)\n" +
      "hierna:      zegel sign r.note --key UW.key\n",
  ]);
  putNote(folder, "rosa.note", rebuildNote(release, releaseSha256, "rosa"));
  putNote(folder, "ruud.note", rebuildNote(release, releaseSha256, "ruud", { differs: "a", imageSha256: otherDigest }));
  putNote(folder, "anders.note", rebuildNote(release, otherDigest, "ruud"));
  const told = ["rosa.note", "ruud.note", "anders.note", "--release", "release.note", "--root", "root.note"];
  const judged = await inDutch(made, "rebuild-note", "verify", ...told);
  expect([judged.status, plain(judged.stdout)]).toEqual([
    1,
    [
      '"ruud.note": holder-ruud (Waterschap), sleutel ruud: het schijfbestand nagebouwd uit de software: VERSCHILT: "a"; telt niet mee: zegt dat het verschilt',
      '  met (eigen opgave, niet nagegaan): "Debian 12, xorriso 1.5.4"',
      '"rosa.note": holder-rosa (Universiteit), sleutel rosa: het schijfbestand nagebouwd uit de software: gelijk; telt mee',
      '  met (eigen opgave, niet nagegaan): "Debian 12, xorriso 1.5.4"',
      '"anders.note": NIET GOED: gaat over een andere versie (hashcode van de tekst <hex>)',
      "gelijk:      1, nodig: 2, elk van een andere sleutel en organisatie: NIET GENOEG",
      "verschilt:   1; wie afwijkt wordt alleen gemeld",
      "",
    ],
  ]);
});

describe("an error", () => {
  const errorOf = async (made: Pick<ReleaseFolder, "folder">, ...args: string[]) =>
    (await inDutch(made, ...args)).stderr;

  test("names the trust root that is missing and how to give it, in both languages", async () => {
    const made = await makeRelease();
    const next = testRoot({ purpose: "demonstration", version: 2, previous: textDigest(made.root.text) }, 2);
    putNote(made.folder, "root-2.note", signText(encodeTrustRoot(next), ["anna", "bert"]));
    const seal = ["seal", "--image", "build/unsealed.iso", "--release", "release.note", "--root", "root-2.note"];
    expect(await errorOf(made, ...seal, "-o", "s.iso")).toMatch(
      /^zegel: root-2\.note: .*: geef ook root 1 \(--root\)$/m,
    );
    expect((await zegelIn(made.folder, [...seal, "-o", "s.iso"])).stderr).toMatch(/: give root 1 too \(--root\)$/m);
    const merge = await inDutch(made, "merge", "root-2.note", "-o", "m.note");
    expect(merge.stdout).toMatch(/^NIET beoordeeld .*: geef ook root 1 \(--root\)$/m);
    expect((await inDutch(made, "merge", "root-2.note", "--root", "root.note", "-o", "good.note")).status).toBe(0);
    putNote(made.folder, "rosa.note", rebuildNote(made.release, made.releaseSha256, "rosa"));
    const third = testRoot({ purpose: "demonstration", version: 3, previous: textDigest(made.root.text) }, 2);
    putNote(made.folder, "root-3.note", signText(encodeTrustRoot(third), ["anna", "bert"]));
    const verify = ["rebuild-note", "verify", "rosa.note", "--release", "release.note", "--root", "root.note"];
    expect(await errorOf(made, ...verify, "--root", "root-3.note")).toMatch(/geef ook root 2 \(--root\)$/m);
  });

  test("says what people meet most in Dutch: expected, found, what to do", async () => {
    const made = await makeRelease();
    putOneSigned(made);
    const merge = (...files: string[]) => errorOf(made, "merge", ...files, "-o", "m.note");
    expect(await merge("weg.note")).toBe(
      "zegel: weg.note: is er niet (ENOENT): controleer de naam en de rechten erop\n",
    );
    expect(await merge("kit")).toBe("zegel: kit: verwacht een bestand, gevonden een map\n");
    expect(await merge("release.note", "root.note")).toMatch(
      /^zegel: release\.note en root\.note bevatten verschillende/,
    );
    expect(await errorOf(made, "merge", "one.note", "-o", "root.note")).toBe(
      "zegel: root.note: bestaat al, en niets wordt overschreven: kies een andere naam\n",
    );
    const seal = ["seal", "--image", "build/unsealed.iso", "--root", "root.note", "-o", "s.iso", "--release"];
    expect(await errorOf(made, ...seal, "one.note")).toContain("one.note: 1 geldige handtekening (anna), 2 nodig voor");
    expect(await errorOf(made, ...seal, "root.note")).toMatch(
      /^zegel: Dit is niet wat hier verwacht wordt: .* \(Voor de technicus: .*: expected "zegel\/release v1"/,
    );
    const keys = { folder: await keyFolder() };
    writeFileSync(join(keys.folder, "wrong"), "not the passphrase\n", { mode: 0o600 });
    const show = ["key", "show", "anna.key", "--passphrase-file"];
    expect(await errorOf(keys, ...show, "wrong")).toBe(
      "zegel: anna.key: verkeerde wachtzin, of het bestand is beschadigd: probeer het opnieuw\n",
    );
    expect((await inDutch(keys, ...show, "pw")).stdout).toMatch(/^naam: {10}anna\n/);
  });
});

test("the locale is Dutch where nothing is typed; JSON has no language", async () => {
  const made = await makeRelease();
  const code = (args: string[], env = {}) => zegelIn(made.folder, ["code", "release.note", ...args], env);
  const dutch = { LC_ALL: "nl_NL.UTF-8" };
  expect((await code([], dutch)).stdout).toMatch(/^tekst: /m);
  expect((await code(["--lang", "en"], dutch)).stdout).toMatch(/^text digest: /m);
  const missing = await zegelIn(made.folder, ["code", "weg.note"], dutch);
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("weg.note: is er niet")]);
  const rows = [
    ["code", "release.note", "--json"],
    ["inspect", "master.iso", "--json"],
    ["root", "show", "root.note", "--json"],
    ["rebuild-note", "verify", "rosa.note", "--release", "release.note", "--root", "root.note", "--json"],
    ["lint-payload", "payload", "--json"],
  ];
  putNote(made.folder, "rosa.note", rebuildNote(made.release, otherDigest, "rosa"));
  for (const row of rows) {
    const [nl, en] = [await zegelIn(made.folder, row, dutch), await zegelIn(made.folder, row)];
    expect([row, nl.stdout, nl.status]).toEqual([row, en.stdout, en.status]);
    expect(() => JSON.parse(nl.stdout)).not.toThrow();
  }
});

/** The commands that do something, each with the words that call it. */
function leavesOf(command: Command, words: readonly string[] = []): { name: string; of: Command }[] {
  if (command.commands.length === 0) return [{ name: words.join(" "), of: command }];
  return command.commands.flatMap((below) => leavesOf(below, [...words, below.name()]));
}

test("every command has --lang, and its page says so", async () => {
  const silent: readonly string[] = [];
  const own = ["verify", "rescue"]; // they read their options themselves
  const leaves = leavesOf(await makeProgram()).filter(({ name }) => !own.includes(name));
  const mute = leaves.filter(({ of }) => of.options.every(({ long }) => long !== "--lang"));
  expect(mute.map(({ name }) => name).filter((name) => !silent.includes(name))).toEqual([]);
  const page = (name: string) =>
    readFileSync(join(import.meta.dirname, `../../docs/man/zegel-${name.split(" ")[0]}.1.md`), "utf8");
  const unsaid = leaves.filter((leaf) => !mute.includes(leaf) && !page(leaf.name).includes("[--lang nl|en]"));
  expect(unsaid.map(({ name }) => name)).toEqual([]);
});
