// The one text before the passphrase: its order, its words, and which of them stand in capitals.

import { describe, expect, test } from "vitest";
import {
  encodeManifest,
  encodeRecall,
  type Note,
  parseRecall,
  parseRelease,
  type Release,
  type RootKey,
  textDigest,
} from "../../src/format/index.ts";
import { type Evidence, lookAt, manifestBytes, type Reader, SignError } from "../../src/sign/index.ts";
import type { Language } from "../../src/words/language.ts";
import {
  anna,
  bert,
  cees,
  check,
  dora,
  emma,
  mallory,
  manifestOf,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testRoot,
} from "./fixtures.ts";

const file = (path: string, note: Note) => ({ path, note });
const none: Evidence = { previous: [], roots: [], rebuilds: [], manifests: [], changes: [], builtIn: [] };
const root = await signedBy(rootNote(), anna, bert);
const byName = (a: RootKey, b: RootKey) => (a.vkey.name < b.vkey.name ? -1 : 1);
const roots = [file("root.note", root)];

async function look(note: Note, evidence: Evidence, reader: Reader = anna, language: Language = "nl"): Promise<string> {
  const style = { language, nameLimit: 30 };
  const [lines = []] = await lookAt([file("x.note", note)], evidence, reader, style, check);
  return lines.join("\n");
}

/** Each stands behind the one before it. */
function expectInOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  expect(parts.filter((_, i) => (places[i] ?? -1) < 0)).toEqual([]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
}

const older = manifestBytes("older", encodeManifest(manifestOf({ "ZEGEL/AANWIJZINGEN": 1, "lib/a.jar": 2 })));
const newer = manifestBytes("newer", encodeManifest(manifestOf({ "ZEGEL/kit.exe": 3, "lib/a.jar": 4 })));
const before = await signedBy(releaseNote({ sequence: 11, manifests: [older.sha256] }, root), anna, bert);
const change = { previous: textDigest(before.text), manifests: [newer.sha256] };
const with_ = (more: Partial<Evidence>): Evidence => ({ ...none, roots, ...more });
const at = { previous: [file("previous.note", before)], manifests: [older, newer] };

async function agreeing(release: Note): Promise<Evidence["rebuilds"]> {
  return [file("dora.note", await signedBy(rebuildNote(release, parseRelease(release.text)), dora))];
}

describe("a release", () => {
  test("what it is, the folder ZEGEL before the software, fields, who rebuilt, her key: in this order", async () => {
    const release = releaseNote(change, root);
    const shown = await look(release, with_({ ...at, rebuilds: await agreeing(release) }));
    expect(shown.split("\n").slice(0, 11)).toEqual([
      "U gaat een versie ondertekenen",
      "  OSV versie 2.24.3 (nummer 12), schijf 1 van 1",
      "  Tweede Kamer 2027, gemeentelijk stembureau",
      "  gewone versie, definitief",
      "",
      "Schijf 1, de map ZEGEL: 1 bestand: 1 erbij, 0 gewijzigd, 1 weg",
      "  + erbij: ZEGEL/kit.exe",
      "  - weg: ZEGEL/AANWIJZINGEN",
      "",
      "Schijf 1, de software: 1 bestand: 0 erbij, 1 gewijzigd, 0 weg",
      "  ~ gewijzigd: lib/a.jar",
    ]);
    expectInOrder(shown, [
      "Vergeleken met de vorige",
      "Alle gegevens\n  Product: OSV",
      "Nabouwers: 1 gelijk, 1 nodig, 0 verschillend",
      "Met sleutel: anna\n  Uw handtekening telt mee: 2 van anna, bert, cees (versie volgens vertrouwensbasis versie 1)",
      "Volgens de vertrouwensbasis met hashcode:",
    ]);
    expect(shown).not.toMatch(/LET OP|NOODVERSIE|DEFINITIEF/);
  });

  test.each<[Partial<Release>, RegExp]>([
    [{ urgency: "emergency" }, /^U gaat .*\n.*\n.*\n {2}NOODVERSIE, definitief\n/],
    [
      { purpose: "trial" },
      /^U gaat .*\n.*\n.*\n {2}gewone versie, PROEF\n {2}LET OP: dit is niet voor een echte telling\.\n/,
    ],
  ])("what is out of the ordinary stands in capitals at the top: %o", async (odd, said) => {
    expect(await look(releaseNote({ ...change, ...odd }, root), with_(at))).toMatch(said);
    expect(await look(releaseNote(change, root), with_(at))).not.toMatch(said);
  });

  test("too few rebuilders, and one who differs, are warned of though no note was shown", async () => {
    const release = releaseNote(change, root);
    expect(await look(release, with_(at))).toContain("Nabouwers: 0 gelijk, 1 nodig, 0 verschillend (volgens");
    expect(await look(release, with_(at))).toMatch(/0 verschillend .* LET OP\n {2}Geen verklaringen/);
    const differs = rebuildNote(release, parseRelease(release.text), { differs: "lib/a.jar" });
    const both = [...(await agreeing(release)), file("emma.note", await signedBy(differs, emma))];
    expect(await look(release, with_({ ...at, rebuilds: both }))).toMatch(/1 gelijk.* 1 verschillend .* LET OP/);
  });

  test("a key that does not count, one of a file that cannot be read yet, and whoever asks for signatures", async () => {
    const release = releaseNote(change, root);
    expect(await look(release, with_(at), dora)).toContain("UW HANDTEKENING TELT NIET MEE");
    expect(await look(release, with_(at), dora)).not.toContain("telt mee:");
    expect(await look(release, with_(at), "unknown-key")).not.toContain("Met sleutel");
    expect(await look(release, with_(at), "asker")).toContain("Ondertekenen kunnen: 2 van anna, bert, cees");
  });
});

test("a root and minutes begin with what they are", async () => {
  const shown = await look(rootNote(), none);
  expect(shown).toMatch(/^U gaat een vertrouwensbasis \(trust root\) ondertekenen\n {2}versie 1, definitief, geldig /);
  expectInOrder(shown, ["dit is de eerste", "Alle gegevens", "Uw handtekening telt mee: 2 van anna, bert, cees"]);
  const second = rootNote({ version: 2, previous: textDigest(root.text), contact: "Nieuw nummer" });
  expectInOrder(await look(second, { ...none, previous: roots }), ['wordt "Nieuw nummer"', "Alle gegevens"]);
});

describe("a recall list", async () => {
  const image = (digit: string) => digit.repeat(64);
  const released = await signedBy(
    releaseNote({ version: "2.24.1", sequence: 10, imageSha256: image("2") }, root),
    anna,
    bert,
  );
  const list = (...digits: string[]) => recallNote(digits.map(image));
  const first = await signedBy(list("1"), anna, cees);

  test("each entry in words, what is new, and what nobody explains", async () => {
    const shown = await look(list("1", "2", "3"), with_({ previous: [file("old", first), file("r", released)] }));
    expect(shown.split("\n").slice(0, 10)).toEqual([
      "U gaat een intreklijst ondertekenen",
      "  nummer 3, 2027-01-10",
      "",
      "Vergeleken met de vorige intreklijst, nummer 1 van 2027-01-10 (ondertekend door: anna, cees): er is niets af.",
      "  1: 2027-01-09, telfout",
      "     (stond al op de vorige lijst)",
      "  2: NIEUW 2027-01-09, telfout",
      "     OSV versie 2.24.1 (nummer 10), schijf 1 van 1, Tweede Kamer 2027, gemeentelijk stembureau (ondertekend door: bert, anna)",
      "  3: NIEUW 2027-01-09, telfout",
      "     LET OP: GEEN ENKELE VERSIE BIJ DIT SCHIJFBESTAND: niet te zien is wat u intrekt (--release)",
    ]);
    const all = await look(list("1", "2"), with_({ previous: [file("old", first), file("r", released)] }));
    expect(all).not.toContain("LET OP");
  });

  test("without the list before nothing is called new; the same list anew adds nothing", async () => {
    const alone = await look(list("1", "2"), with_({ previous: [file("r", released)] }), anna, "en");
    expect(alone).toContain("WARNING: NOT COMPARED with the previous recall list");
    expect(alone).not.toContain("NEW");
    expect(await look(list("1"), with_({ previous: [file("old", first)] }), anna, "en")).toContain("Nothing is added.");
  });

  test("a release that too few signed explains nothing in silence; an altered one is refused", async () => {
    const few = await signedBy({ text: released.text, signatures: [] }, anna);
    const evidence = (note: Note) => with_({ previous: [file("old", first), file("r", note)] });
    expect(await look(list("1", "2"), evidence(few))).toContain("LET OP: door te weinigen ondertekend: anna");
    const [line] = released.signatures;
    const bad = { text: released.text, signatures: [{ ...line!, bytes: line!.bytes.map((byte) => byte ^ 1) }] };
    await expect(look(list("1", "2"), evidence(bad))).rejects.toThrow("does not hold");
    expect(await look(list("1", "2"), evidence(released))).not.toContain("LET OP");
  });

  test("a list before that nobody signed, or whose root is not at hand, hides no entry that nobody explains", async () => {
    const forged = with_({ previous: [file("old", list("1", "2"))] });
    const shown = await look(list("1", "2"), forged);
    expect(shown).toContain("(LET OP: door te weinigen ondertekend: geen): er is niets af.");
    expect(shown.match(/GEEN ENKELE VERSIE BIJ DIT SCHIJFBESTAND/g)).toHaveLength(2);
    const unjudged = await look(list("1"), { ...none, previous: [file("old", first)] });
    expect(unjudged).toContain("LET OP: HANDTEKENINGEN NIET NAGEGAAN");
    expect(unjudged).toContain("GEEN ENKELE VERSIE");
    const unknown = await look(list("2"), { ...none, previous: [file("r", released)] });
    expect(unknown).toContain("gemeentelijk stembureau (LET OP: HANDTEKENINGEN NIET NAGEGAAN");
    expect(await look(list("1"), with_({ previous: [file("old", first)] }))).not.toContain("LET OP");
  });

  test("a release counts as signed under the root of the list or one that it goes back to, not under any root", async () => {
    const old = file("old", first);
    const second = await signedBy(rootNote({ version: 2, previous: textDigest(root.text) }), anna, bert);
    const later = { ...none, roots: [...roots, file("root-2.note", second)], previous: [old, file("r", released)] };
    expect(await look(list("1", "2"), later)).toMatch(/gemeentelijk stembureau \(ondertekend door: bert, anna\)/);
    const keys = testRoot().keys.map((key) => (key.vkey.name === "anna" ? { ...key, vkey: mallory.vkey } : key));
    const groups = [{ name: "officers", threshold: 1, members: ["mallory"] }, testRoot().groups[1]!];
    const own = await signedBy(rootNote({ version: 1, keys: keys.sort(byName), groups }), mallory);
    const forged = await signedBy(releaseNote({ version: "1.0", imageSha256: image("2") }, own), mallory);
    const evidence = {
      ...none,
      roots: [file("own.note", own), file("root-2.note", second)],
      previous: [old, file("f", forged)],
    };
    expect(await look(list("1", "2"), evidence)).toMatch(/OSV versie 1\.0 .*LET OP: HANDTEKENINGEN NIET NAGEGAAN/);
  });

  test("a list that drops, moves or rewrites an entry of the one before is refused; a release of no entry too", async () => {
    const two = await signedBy(list("1", "2"), anna, bert);
    const old = with_({ previous: [file("old", two)] });
    const recall = parseRecall(list("1", "2", "3").text);
    const reworded = recall.recalled.map((entry, i) => (i === 1 ? { ...entry, reason: "anders" } : entry));
    const rewritten: Note = { text: encodeRecall({ ...recall, recalled: reworded }), signatures: [] };
    for (const wrong of [list("1"), list("2", "1", "3"), list("3"), rewritten])
      await expect(look(wrong, old)).rejects.toThrow(/expected all 2 entries of old/);
    expect(await look(list("1", "2", "3"), old)).toContain("3: NIEUW");
    const stray = with_({ previous: [file("old", two), file("stray", before)] });
    await expect(look(list("1", "2", "3"), stray)).rejects.toThrow(SignError);
  });

  test("beside a release that goes on from another: what explains an entry is not taken for its previous one", async () => {
    const release = releaseNote({ manifests: [newer.sha256] }, root); // the first: names no previous one
    const notes = [file("a", release), file("b", list("2"))];
    const style = { language: "nl", nameLimit: 30 } as const;
    const evidence = with_({ previous: [file("r", released)] });
    const [, recall = []] = await lookAt(notes, evidence, anna, style, check);
    expect(recall.join("\n")).toContain("OSV versie 2.24.1 (nummer 10)");
    await expect(look(release, evidence)).rejects.toThrow("names none as the previous one");
  });
});
