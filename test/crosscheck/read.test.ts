// Reading: what is accepted means what it says, and every hostile file is refused by the rule that it breaks, beside a good twin.

import { describe, expect, test } from "vitest";
import { EmlFile, OtherDocument } from "../../src/crosscheck/read/eml/eml-file.ts";
import { ReadError } from "../../src/crosscheck/read/error.ts";
import { listFigure, otherFigure } from "../../src/crosscheck/read/votes.ts";
import { candidateLists, count, definition, lists, result, stationList, stations } from "./made.ts";
import { changed, readText } from "./run.ts";

/** The rule by which it is refused, with where; undefined: it is accepted. */
function refusal(text: string | Uint8Array): { rule: string; reason: string } | undefined {
  try {
    readText(text);
    return undefined;
  } catch (error) {
    if (error instanceof ReadError) return { rule: error.code, reason: error.reason };
    throw error;
  }
}

const good = count();
const bytes = (text: string) => new TextEncoder().encode(text);
const figure = /<\/Candidate><ValidVotes>\d+/;
const inFigure = (text: string) => changed(good, figure, `</Candidate><ValidVotes>${text}`);

describe("what is read", () => {
  test("a count: lists, candidates and other figures of the total and of each unit", () => {
    const message = readText(good);
    if (message.kind !== "510b") throw new Error(message.kind);
    expect(message.election).toMatchObject({ id: "GR2027_Voorbeeld", date: "2027-03-17", domain: { id: "9998" } });
    expect(message.units.map(({ id }) => id)).toEqual(["9998::SB1", "9998::SB2", "9998::SB12"]);
    const [unit] = message.units;
    const own = stations[0];
    if (unit === undefined || own === undefined) throw new Error("no unit");
    expect(unit.votes.ballot).toBe(message.total.ballot);
    expect(unit.votes.ballot.lists.map(({ number, name }) => [number, name])).toEqual(
      lists.map(({ number, name }) => [number, name]),
    );
    expect(listFigure(unit.votes, 2)).toBe((own.votes[1] ?? []).reduce((a, b) => a + b, 0));
    expect([...unit.votes.figures.subarray(1, 4)]).toEqual(own.votes[0]);
    expect(otherFigure(unit.votes, "blanco")).toBe(own.blanco);
    expect(otherFigure(unit.votes, "andere verklaring")).toBeUndefined();
  });

  test("what a corrigendum says stood there before", () => {
    const text = changed(
      count({ phase: "corrigendum" }),
      /<ValidVotes>\d+/g,
      "<kr:InitialValidVotes>9</kr:InitialValidVotes>$&",
      2,
    ).replace("$&", "<ValidVotes>1");
    const message = readText(text);
    if (message.kind !== "510b") throw new Error(message.kind);
    expect([message.phase, message.total.initial?.[0], message.total.initial?.[1]]).toEqual(["corrigendum", -1, 9]);
    expect(message.units[0]?.votes.initial).toBeUndefined();
  });

  test("candidate lists, stations, definition and result", () => {
    const candidates = readText(candidateLists());
    const places = readText(stationList());
    const defined = readText(definition(150));
    const elected = readText(result());
    expect(candidates.kind === "230b" && candidates.lists[0]?.candidates[2]).toEqual({
      position: 3,
      name: { initials: "Q.", firstName: "", prefix: "", lastName: "Cijfersma" },
      locality: "Nergenshuizen",
    });
    expect(places.kind === "110b" && places.stations[2]).toMatchObject({
      unitId: "9998::SB12",
      number: 12,
      name: "Zaal 12",
    });
    expect(defined.kind === "110a" && [defined.seats, defined.preferenceThreshold, defined.regions.length]).toEqual([
      150, 25, 6,
    ]);
    expect(elected.kind === "520" && elected.lists.map(({ elected: some }) => some[0]?.shortCode)).toEqual([
      "AagtenQ",
      "DeelbaarQ",
      "FiguurQ",
    ]);
  });

  test("a candidate belongs to the last list before it", () => {
    const moved = good.replace(
      /(<Selection><AffiliationIdentifier Id="2">.*?<\/Selection>)(<Selection><Candidate><CandidateIdentifier Id=)"1"(.*?<\/Selection>)/,
      '$2"9"$3$1',
    );
    const message = readText(moved);
    expect(message.kind === "510b" && message.total.ballot.lists.map(({ candidates }) => candidates.length)).toEqual([
      4, 1, 1,
    ]);
  });

  test.each([
    ["a mark at the start", `\ufeff${good}`],
    ["an XML declaration", `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${good}`],
    ["a comment before and behind", `<!-- proef -->\n${good}\n<!-- <?einde?> -->`],
    ["white space between the elements", good.replaceAll("><", ">\n  <")],
    ["a comment in a number", inFigure("1<!-- een -->2")],
    ["a character reference in a number", inFigure("&#49;&#x32;")],
    ["a prefix for its namespace", good.replaceAll("xmlns=", "xmlns:e=").replace(/<(\/?)(?=[A-Z])/g, "<$1e:")],
    [
      "where its schema is",
      good.replace(" Id=", ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" Id='),
    ],
  ])("%s changes nothing", (_, text) => {
    expect(refusal(text)).toBeUndefined();
  });

  test("a comment and a reference in a number are the number", () => {
    for (const text of [inFigure("1<!-- een -->2"), inFigure("&#49;2")]) {
      const message = readText(text);
      expect(message.kind === "510b" && message.total.figures[1]).toBe(12);
    }
  });

  test("unknown elements outside of votes are passed over and counted", () => {
    const text = good.replace(
      "</EventIdentifier>",
      '<x:Nieuw xmlns:x="urn:x"><x:Meer/></x:Nieuw></EventIdentifier><kr:Later/>',
    );
    const message = readText(text);
    expect(message.skipped).toBe(2);
    expect(readText(good).skipped).toBe(0);
  });
});

const entity = '<!DOCTYPE EML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const deep = (levels: number) =>
  good.replace("</EventIdentifier>", `${"<x>".repeat(levels)}${"</x>".repeat(levels)}</EventIdentifier>`);

describe("hostile files are refused by the rule that they break", () => {
  const sizes: readonly (readonly [string, string, string])[] = [
    ["200,000 elements in each other", "L2", deep(200_000)],
    ["an attribute of 20 MB", "L2", good.replace('SchemaVersion="5"', `SchemaVersion="${"5".repeat(20_000_000)}"`)],
    [
      "200,000 attributes",
      "L2",
      good.replace(" Id=", ` ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(" ")} Id=`),
    ],
    [
      "17 attributes",
      "L2",
      good.replace(
        "<EventIdentifier>",
        `<EventIdentifier ${Array.from({ length: 17 }, (_, i) => `xmlns:a${i}="u${i}"`).join(" ")}>`,
      ),
    ],
    ["a text of 20 MB", "L2", good.replace("<ElectionName>", `<ElectionName>${"a".repeat(20_000_000)}`)],
    ["a comment of 20 MB", "L2", `<!--${"a".repeat(20_000_000)}-->${good}`],
    ["a name in pieces of 20 MB", "L2", good.replace("<ElectionName>", `<ElectionName>${"a<!---->".repeat(100_000)}`)],
    [
      "65 lists",
      "L2",
      good.replace(
        /<Selection>/,
        `${Array.from({ length: 65 }, (_, i) => `<Selection><AffiliationIdentifier Id="${100 + i}"><RegisteredName>x</RegisteredName></AffiliationIdentifier><ValidVotes>0</ValidVotes></Selection>`).join("")}<Selection>`,
      ),
    ],
    [
      "121 candidates",
      "L2",
      good.replace(
        /(<\/Selection>)(<Selection><Candidate>)/,
        `$1${Array.from({ length: 121 }, (_, i) => `<Selection><Candidate><CandidateIdentifier Id="${100 + i}"/></Candidate><ValidVotes>0</ValidVotes></Selection>`).join("")}$2`,
      ),
    ],
  ];
  test.each(sizes)("%s: %s", (_, rule, text) => {
    expect(refusal(text)?.rule).toBe(rule);
  });

  test.each([
    ["32 elements in each other pass", 32 - 3, undefined],
    ["33 do not", 33 - 3, "L2"],
  ])("%s", (_, levels, rule) => {
    expect(refusal(deep(levels))?.rule).toBe(rule);
  });

  test.each([
    ["a laugh", "L1", `${entity}${good.replace("Gemeenteraad Voorbeeld 2027", "&b;")}`],
    [
      "an external entity",
      "L1",
      `<!DOCTYPE EML [<!ENTITY x SYSTEM "file:///etc/passwd">]>${good.replace("Gemeenteraad Voorbeeld 2027", "&x;")}`,
    ],
    ["an attribute by default", "L1", `<!DOCTYPE EML [<!ATTLIST Cast x CDATA "1">]>${good}`],
    ["an entity that nothing declares", "L1", good.replace("Gemeenteraad Voorbeeld 2027", "&b;")],
    ["an attribute twice", "L1", good.replace('SchemaVersion="5"', 'SchemaVersion="5" SchemaVersion="5"')],
    [
      "an attribute twice by its namespace",
      "L1",
      good.replace('SchemaVersion="5"', 'SchemaVersion="5" xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"'),
    ],
    ["an element that is not closed", "L1", good.replace("</EML>", "")],
    ["two roots", "L1", `${good}${good}`],
    ["text behind the root", "L1", `${good}meer`],
    ["CDATA", "L1", inFigure("<![CDATA[12]]>")],
    ["a processing instruction in a number", "L1", inFigure("1<?x?>2")],
    ["a processing instruction before the root", "L1", `<?xml-stylesheet href="x"?>${good}`],
    ["a NUL", "L1", good.replace("Voorbeeld 2027", "Voorbeeld\u0000 2027")],
    ["another namespace", "L1", good.replace('xmlns="urn:oasis:names:tc:evs:schema:eml"', 'xmlns="urn:x"')],
    ["no namespace", "L1", good.replace('xmlns="urn:oasis:names:tc:evs:schema:eml"', "")],
    ["XML 1.1", "L1", `<?xml version="1.1"?>${good}`],
    ["ISO-8859-1 declared", "L1", `<?xml version="1.0" encoding="ISO-8859-1"?>${good}`],
    [
      "XInclude among votes",
      "L3",
      changed(good, "<Cast>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x"/><Cast>'),
    ],
    ["an unknown element among votes", "L3", changed(good, "<Cast>", "<Extra>1</Extra><Cast>", 2)],
    [
      "a known element in a place that is passed over",
      "L3",
      good.replace("</EventIdentifier>", "<x><TotalVotes/></x></EventIdentifier>"),
    ],
    [
      "a known element in a part that is not looked at",
      "L3",
      good.replace(
        "</kr:CreationDateTime>",
        '</kr:CreationDateTime><ds:CanonicalizationMethod Algorithm="x"><TotalVotes/></ds:CanonicalizationMethod>',
      ),
    ],
    ["a known element in another place", "L3", good.replace("<Contests>", "<Cast>1</Cast><Contests>")],
    ["text between elements", "L3", good.replace("<Contests>", "12<Contests>")],
    ["an unknown attribute", "L3", changed(good, "<Cast>", '<Cast x="1">')],
    ["a missing element", "L3", good.replace(/<Cast>\d+<\/Cast>/, "")],
    ["elements in another order", "L3", good.replace(/(<Cast>\d+<\/Cast>)(<TotalCounted>\d+<\/TotalCounted>)/, "$2$1")],
    ["an unknown reason", "L3", good.replace('"geen verklaring"', '"geen zin"')],
    ["a day that is none", "L3", good.replace("2027-03-17", "2027-02-30")],
    ["Arabic-Indic digits", "L4", inFigure("١٢")],
    ["a plus sign", "L4", inFigure("+7")],
    ["zeros in front", "L4", inFigure("007")],
    ["blanks around a number", "L4", inFigure(" 7 ")],
    ["a minus sign", "L4", inFigure("-1")],
    ["a number of ten digits", "L4", inFigure("1000000000")],
    ["nothing", "L4", inFigure("")],
    ["a hexadecimal number", "L4", inFigure("0x10")],
    [
      "a position that is no number",
      "L4",
      changed(good, 'CandidateIdentifier Id="2"', 'CandidateIdentifier Id="twee"'),
    ],
    ["a list twice", "L5", changed(good, 'AffiliationIdentifier Id="2"', 'AffiliationIdentifier Id="1"')],
    ["a candidate twice", "L5", changed(good, 'CandidateIdentifier Id="2"', 'CandidateIdentifier Id="1"')],
    ["a unit twice", "L5", good.replace("9998::SB2", "9998::SB1")],
    ["a reason twice", "L5", good.replace('"geldige kiezerspassen"', '"geldige stempassen"')],
    ["one of the two reasons twice", "L5", good.replace('"blanco"', '"ongeldig"')],
    [
      "a candidate without position and code",
      "L5",
      good.replace('<CandidateIdentifier Id="1">', "<CandidateIdentifier>"),
    ],
    ["a candidate before any list", "L5", good.replace(/<Selection><AffiliationIdentifier.*?<\/Selection>/, "")],
    ["no total", "L5", good.replace(/<TotalVotes>.*?<\/TotalVotes>/, "")],
    [
      "two days",
      "L5",
      good.replace(
        /<kr:ElectionSubcategory>.*?<\/kr:ElectionSubcategory>/,
        "<kr:ElectionDate>2027-03-17</kr:ElectionDate>",
      ),
    ],
  ])("%s: %s", (_, rule, text) => {
    expect(refusal(text)?.rule).toBe(rule);
  });

  test("the limits themselves pass: 999999999 votes, 64 lists, 120 candidates, 64 Ki characters", () => {
    expect(refusal(inFigure("999999999"))).toBeUndefined();
    expect(refusal(good.replace("Gemeenteraad", "a".repeat(65_500)))).toBeUndefined();
  });

  test("bytes that are no UTF-8, and UTF-16", () => {
    const [head, tail] = [bytes(good.slice(0, 900)), bytes(good.slice(900))];
    expect(refusal(new Uint8Array([...head, 0xff, ...tail]))?.rule).toBe("L1");
    expect(refusal(new Uint8Array([...head, 0xc0, 0xaf, ...tail]))?.rule).toBe("L1");
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...[...good].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ]);
    expect(refusal(utf16)?.rule).toBe("L1");
    expect(refusal(bytes(good).subarray(0, good.length - 20))?.rule).toBe("L1");
  });

  test("the place is told: line and character", () => {
    try {
      readText(`\n${inFigure("+7")}`);
      throw new Error("accepted");
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      const at = inFigure("+7").indexOf("+7</ValidVotes>") + "+7</ValidVotes>".length;
      expect([error.place, error.message]).toEqual([
        { line: 2, column: at },
        `line 2, character ${at}: ValidVotes: expected a number from 0 to 999999999 with nothing before it, found +7`,
      ]);
    }
  });

  test("names from a file are spelt out in the message, and cut", () => {
    try {
      readText(good.replace('"geen verklaring"', `"\u202e${"x".repeat(500)}"`));
      throw new Error("accepted");
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      expect(error.message).not.toContain("\u202e");
      expect(error.message.length).toBeLessThan(900);
    }
  });

  test("another document, and another kind of message, are no fault of the file", () => {
    expect(() => readText("<html/>")).toThrow(OtherDocument);
    expect(() => readText(good.replace('Id="510b"', 'Id="630"'))).toThrow(OtherDocument);
  });

  test("a file in pieces of any size is the same file", () => {
    const text = count({ units: stations }).replace("Gemeenteraad", "Gemeenteraad é€😀");
    const plain = (message: unknown) =>
      JSON.stringify(message, (_, value) => (value instanceof Int32Array ? [...value] : value));
    const whole = plain(readText(text));
    for (const size of [1, 7, 1000]) {
      const file = new EmlFile();
      const all = bytes(text);
      for (let at = 0; at < all.length; at += size) file.write(all.subarray(at, at + size));
      expect(plain(file.end())).toBe(whole);
    }
  });
});
