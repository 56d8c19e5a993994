// How far a recall has come: who has such a disc, by the digest of its image, and who has shown that he heard.

import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/distribute/register/index.ts";
import { demandRecall, recallStatus } from "../../src/distribute/status/recall.ts";
import { recallLines, recallValue } from "../../src/distribute/status/recall-words.ts";
import { arrived, by, chainOf, digest, envelope, letter, packed, registerOf, sent, start } from "./register/world.ts";

const gsbImage = digest(11);
const [hsbOne, hsbTwo] = [digest(13), digest(15)];
const recalled = (...images: readonly string[]): Fact[] =>
  images.map((imageSha256, i) => ({
    ...{ kind: "recalled", entry: i + 1, imageSha256, entrySha256: digest(900 + i), by: "anna" },
  }));
const notice = (recipient: string, list = 1): Fact => ({
  kind: "notice",
  list,
  recipient,
  channel: "brief",
  by: "anna",
});
const heard = (recipient: string, list = 1, how: "teruggelezen" | "verslag" = "teruggelezen"): Fact => ({
  ...{ kind: "heard", list, recipient, how, by: "anna" },
});
const set = (n: number, recipient: string): Fact[] => [
  { ...{ kind: "packed", envelope: envelope(n), recipient, release: "hsb" }, disc: 1, copy: 101, seal: "S1", by },
  { ...{ kind: "packed", envelope: envelope(n), recipient, release: "hsb" }, disc: 2, copy: 111, seal: "S1", by },
];
const two = [packed(100, "GM0001", 1), packed(101, "GM0002", 2)];
const gone = [...two, letter(100), sent(100), arrived(100), letter(101), sent(101)];
const holdersOf = (facts: readonly Fact[], images: readonly string[] = [gsbImage]) =>
  recallStatus(registerOf(...facts, ...recalled(...images)), images.length)?.holders.map(({ recipient, held }) => [
    recipient.id,
    ...held.map((one) => `${one.entry} ${one.envelope.number} ${one.disc} ${one.copy}`),
  ]);

describe("who has a recalled disc", () => {
  test("is found by the digest of its image, of one disc or several of a set", () => {
    expect(holdersOf(gone)).toEqual([
      ["GM0001", "1 0100-F 1 1"],
      ["GM0002", "1 0101-G 1 2"],
    ]);
    expect(holdersOf([...gone, ...set(102, "HSB09")], [digest(77), hsbTwo, hsbOne])).toEqual([
      ["HSB09", "3 0102-H 1 101", "2 0102-H 2 111"],
    ]);
    expect(holdersOf(gone, [digest(77)])).toEqual([]);
  });

  test.each<[string, Fact[], number]>([
    ["sent", [], 1],
    ["back in the office", [{ kind: "returned", envelope: envelope(100), by: "anna" }], 0],
    ["back, and sent again", [{ kind: "returned", envelope: envelope(100), by: "anna" }, sent(100, "disc", "T2")], 1],
    ["destroyed", [{ kind: "destroyed", envelope: envelope(100), by: "anna" }], 0],
    ["void, and still with him", [{ kind: "void", envelope: envelope(100), reason: "niet-nodig", by }], 1],
  ])("%s: %#", (_, more, count) => {
    const facts = [packed(100, "GM0001", 1), letter(100), sent(100), ...more];
    expect(holdersOf(facts)?.length).toBe(count);
  });

  test.each<[string, Fact[], number]>([
    ["may be under way", [], 1],
    ["was lost", [{ kind: "void", envelope: envelope(100), reason: "verloren", by }], 1],
    ["was made void in the office", [{ kind: "void", envelope: envelope(100), reason: "zak-open", by }], 0],
  ])("of which no line says that it was sent: %s", (_, more, count) => {
    expect(holdersOf([packed(100, "GM0001", 1), ...more])?.length).toBe(count);
  });

  test("of a replaced letter, in the new envelope; of a replaced disc, in the old one that is still there", () => {
    const letterLost: Fact = { kind: "replaced", old: envelope(100), envelope: envelope(120), what: "letter", by };
    expect(holdersOf([packed(100, "GM0001", 1), letter(100), sent(100), letterLost])).toEqual([
      ["GM0001", "1 0120-G 1 1"],
    ]);
    const newer: Fact[] = [
      {
        ...{ kind: "release", name: "gsb13", disc: 1, discs: 1, role: "GSB", sequence: 13, version: "2.24.4" },
        ...{ product: "OSV", textSha256: digest(20), imageSha256: digest(21) },
      },
      { kind: "batch", name: "N", release: "gsb13", disc: 1, copies: { from: 201, to: 250 }, place: "Den Haag" },
      {
        ...{ kind: "packed", envelope: envelope(130), recipient: "GM0001", release: "gsb13", disc: 1, copy: 201 },
        ...{ seal: "N1", by },
      },
      { kind: "replaced", old: envelope(100), envelope: envelope(130), what: "all", by },
    ];
    const status = recallStatus(
      registerOf(packed(100, "GM0001", 1), letter(100), sent(100), ...newer, ...recalled(gsbImage)),
      1,
    );
    expect(status?.holders[0]?.held[0]?.envelope).toMatchObject({
      number: "0100-F",
      ended: { how: "replaced", envelope: envelope(130) },
    });
  });

  test("stock has no holder and is named; a third party that looks is one", () => {
    const facts = [packed(104, "RESERVE1", 4), packed(103, "STUDIE1", 3), ...recalled(gsbImage)];
    const status = recallStatus(registerOf(...facts), 1);
    expect(status?.stock.map(({ envelope: { number } }) => number)).toEqual(["0104-K"]);
    expect(status?.holders.map(({ recipient }) => recipient.id)).toEqual(["STUDIE1"]);
    expect(status?.others.map(({ recipient }) => recipient.id)).toEqual(["GM0001", "GM0002", "HSB09"]);
  });

  test("of a release that nobody has, and of one that the register does not know, it is said", () => {
    const status = demandRecall(registerOf(...gone, ...recalled(gsbImage, hsbOne, digest(77))), 3);
    expect(status.entries.map(({ release, holders }) => [release?.name, holders])).toEqual([
      ["gsb", 2],
      ["hsb", 0],
      [undefined, 0],
    ]);
    const nl = recallLines(status, new Map(), "2027-03-03T09:00:00Z", "nl");
    expect(nl).toContain("Nummer 2: niemand in dit register heeft deze schijf.");
    expect(nl).toContain("Nummer 3: van deze schijf weet dit register niets.");
    expect(() => demandRecall(registerOf(...gone), 1)).toThrow(
      "recall list 1 is not in this register (the newest: none)",
    );
  });
});

/** A record of GM0001's disc that was taken in, as the lines of it say. */
const record = (list: number, change: Partial<{ image: string; release: string; verdict: string }> = {}): Fact[] => {
  const place = { envelope: envelope(100), disc: 1 };
  const { image = gsbImage, release, verdict = "INGETROKKEN" } = change;
  return [
    { ...place, kind: "receipt", evidence: "verslag", verdict, scope: 0, link: "00", found: undefined, by: "anna" },
    {
      ...{ ...place, kind: "record", sha256: digest(300 + list), control: "0000D-0000E-0000F" },
      ...{ release, image, list, moment: "2027-03-03T09:00:00Z" },
    },
  ] as unknown as Fact[];
};

describe("how far it has come", () => {
  const stages = (number: number, ...facts: readonly Fact[]) => {
    const status = demandRecall(registerOf(...gone, ...recalled(gsbImage, hsbOne), ...facts), number);
    return Object.fromEntries([...status.holders, ...status.others].map((row) => [row.recipient.id, row.stage]));
  };

  test("a later list tells of the earlier one, an earlier one not of the later", () => {
    expect(stages(1, notice("GM0001", 2), heard("GM0002", 2))).toMatchObject({ GM0001: "told", GM0002: "heard" });
    expect(stages(2, notice("GM0001", 1), heard("GM0002", 1))).toMatchObject({
      GM0001: "unreached",
      GM0002: "unreached",
    });
  });

  test("a record confirms that says INGETROKKEN, of a recalled disc, and knew the list", () => {
    expect(stages(1, ...record(1)).GM0001).toBe("confirmed");
    expect(stages(1, ...record(2)).GM0001).toBe("confirmed");
    expect(stages(1, ...record(1, { image: digest(1), release: digest(10) })).GM0001).toBe("confirmed");
    expect(stages(2, ...record(1)).GM0001).toBe("unreached");
    expect(stages(1, ...record(1, { verdict: "ECHT" })).GM0001).toBe("unreached");
    expect(stages(1, ...record(1, { image: digest(21) })).GM0001).toBe("unreached");
  });

  test("by the hour: half-way, with three who never hear", () => {
    const chain = chainOf(...gone, packed(103, "STUDIE1", 3), ...set(102, "HSB09"), ...recalled(gsbImage, hsbTwo));
    const add = (at: string, ...facts: readonly Fact[]) => {
      for (const fact of facts) chain.add(fact, at);
    };
    const all = ["GM0001", "GM0002", "HSB09", "STUDIE1"];
    add("2027-03-03T08:10:00Z", ...all.slice(0, 3).map((id) => notice(id, 2)));
    add("2027-03-03T10:59:59Z", heard("GM0001", 2));
    const status = demandRecall(chain.register, 2);
    expect(status.hours).toEqual([
      { hour: "2027-03-03T08", told: 3, heard: 0, confirmed: 0 },
      { hour: "2027-03-03T10", told: 3, heard: 1, confirmed: 0 },
    ]);
    const list = new Map([["GM0002", { phone: "0123 45 67 80" }]]);
    expect(recallLines(status, list, "2027-03-03T11:00:00Z", "nl")).toEqual([
      "Intrekking 2, stand op 3 maart 2027, 11.00 uur (UTC).",
      "Houders 4: bevestigd 0 · gehoord 1 · bereikt 2 · niet bereikt 1",
      "Overigen 0: bevestigd 0 · gehoord 0 · bereikt 0 · niet bereikt 0",
      "Nog niet gehoord, bel nu (3):",
      "  GM0002  Gaarne  0123 45 67 80  0101-G  bereikt, niets gehoord",
      "  HSB09  Juinen  -  0102-H  bereikt, niets gehoord",
      "  STUDIE1  Aanvraag 1  -  0103-J  niet bereikt",
      "Houders per uur (UTC):",
      "  3 maart 2027, 08.59 uur: bereikt 3, gehoord 0, bevestigd 0",
      "  3 maart 2027, 10.59 uur: bereikt 3, gehoord 1, bevestigd 0",
    ]);
    expect(recallValue(status)).toMatchObject({
      number: 2,
      counts: { holders: { confirmed: 0, heard: 1, told: 2, unreached: 1 } },
    });
    expect(JSON.stringify(recallValue(status))).not.toContain("Gaarne");
    add("2027-03-03T09:00:00Z", ...all.slice(1).map((id) => heard(id, 2))); // the clock went back: hours stay in order
    const later = demandRecall(chain.register, 2);
    expect(later.hours.map(({ hour, heard: count }) => [hour.slice(11), count])).toEqual([
      ["08", 0],
      ["09", 3],
      ["10", 4],
    ]);
    expect(recallLines(later, list, "2027-03-03T11:00:00Z", "en")).toContain("All holders have heard.");
  });
});

describe("the lines of a recall", () => {
  const [first, second] = recalled(gsbImage, hsbOne) as [Fact, Fact];
  test.each<[string, RegExp, Fact[], Fact, Fact]>([
    ["an entry before the one before it", /comes after entry 0/, [], second, first],
    ["an image twice", /recalled already, as entry 1/, [first], { ...second, imageSha256: gsbImage } as Fact, second],
    ["a stranger", /clerk mallory is not in/, [], { ...first, by: "mallory" } as Fact, first],
  ])("%s is refused", (_, says, before, bad, good) => {
    const chain = chainOf(...before);
    expect(() => chain.add(bad, "2027-03-03T09:00:00Z")).toThrow(says);
    chain.add(good, "2027-03-03T09:00:00Z");
    expect(chain.register.recalled.length).toBe(before.length + 1);
  });

  test("are corrected the last one first, and not while a notice rests on them", () => {
    const chain = chainOf(first, second, notice("GM0001", 1));
    const at = start.length + 2;
    const corrects = (target: number): Fact => ({ kind: "corrects", target, reason: "tikfout", by });
    for (const target of [at]) expect(() => chain.add(corrects(target), "2027-03-03T09:00:00Z")).toThrow(/rests on it/);
    for (const target of [at + 1, at + 2, at]) chain.add(corrects(target), "2027-03-03T09:00:00Z");
    expect(chain.register.recalled).toEqual([]);
  });
});
