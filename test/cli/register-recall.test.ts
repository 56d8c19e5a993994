// zegel register notice, heard, recall: a recall that is told to all, at the desk of the office.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { RegisterBook, readBook } from "../../src/distribute/book/book.ts";
import type { Fact } from "../../src/distribute/register/index.ts";
import { encodeRecall, encodeRecallCode, encodeZegelcode, type Note } from "../../src/format/index.ts";
import { texts } from "../distribute/office.ts";
import { anna, bert, cees, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { putNote, refusalIn, runIn } from "./flow.ts";

const header = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email";
const people = [
  "GM0001;gsb;GSB;Juinen;nl;nee;Bureau Verkiezingen;Markt 1;1000 AA;Juinen;;0123 45 67 89;",
  "GM0002;gsb;GSB;Gaarne;en;nee;;;;;;0123 45 67 80;",
  "GM0003;gsb;GSB;Aalten;nl;ja;;;;;;;",
  "GM0004;gsb;GSB;Zutphen;nl;nee;;;;;;0123 45 67 70;",
  "RESERVE1;spare;GSB;Voorraad;nl;nee;;;;;;;",
];
const root = rootNote();
const image = (n: number) => n.toString(16).padStart(2, "0").repeat(32);
const both = ["--by", "anna", "--by", "bert"];
const run = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addRegister, ["register", ...args, "--lang", "en"]);
const refusal = (folder: string, ...args: readonly string[]) => refusalIn(folder, addRegister, ["register", ...args]);

const listText = (images: readonly string[], reason = "telfout"): Note => ({
  text: encodeRecall({
    date: "2027-03-03",
    recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-03-03", reason })),
  }),
  signatures: [],
});

/** Releases 12 (image 12) and 13 (image 13); GM0001 and GM0002 got 12, GM0003 got 13, GM0004 nothing yet. */
async function office(): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ontvangers.csv"), `${[header, ...people].join("\r\n")}\r\n`);
  writeFileSync(join(folder, "brief.json"), JSON.stringify(texts));
  writeFileSync(
    join(folder, "pak.csv"),
    "envelop;ontvanger;exemplaar;zak\n0100-F;;1;Z1\n0101-G;;2;Z2\n0102-H;;51;Z3\n0104-K;;3;Z4\n",
  );
  putNote(folder, "root.note", await signedBy(root, anna, bert));
  for (const n of [12, 13])
    putNote(
      folder,
      `${n}.note`,
      await signedBy(releaseNote({ sequence: n, version: `2.24.${n}`, imageSha256: image(n) }, root), anna, bert),
    );
  for (const args of [
    [
      ...["new", "--election", "TK2027", "--purpose", "final", "--first", "0100-F", ...both],
      ...["--organisation", "Kiesraad", "--recipients", "ontvangers.csv", "-o", "r"],
    ],
    ["release", "r", "gsb12", "12.note", "--root", "root.note"],
    ["release", "r", "gsb13", "13.note", "--root", "root.note"],
    ["batch", "r", "A", "--release", "gsb12", "--copies", "1..50", "--place", "Den Haag"],
    ["batch", "r", "B", "--release", "gsb13", "--copies", "51..99", "--place", "Den Haag"],
    ["pack", "r", ...both, "--csv", "pak.csv"],
  ])
    expect([args[0], await run(folder, ...args)]).toEqual([args[0], expect.objectContaining({ status: 0 })]);
  await lists(folder);
  return folder;
}

async function lists(folder: string): Promise<void> {
  const put = async (name: string, note: Note, ...keys: Parameters<typeof signedBy>[1][]) =>
    putNote(folder, name, await signedBy(note, ...keys));
  await put("recall-1.note", listText([image(12)]), anna, bert);
  await put("recall-2.note", listText([image(12), image(13)]), anna, cees);
  await put("few.note", listText([image(12)]), anna);
  await put("other.note", listText([image(12)], "een andere reden"), anna, bert);
  await put("fork.note", listText([image(13), image(12)]), anna, bert);
  await put("nobody.note", listText([image(77)]), anna, bert);
  await put("hostile.note", listText([image(12)], `<b onclick="x">=cmd|' /C calc'!A0 & "stop"</b>`), anna, bert);
}

const notice = (list: string, ...more: readonly string[]) => [
  ...["notice", "r", "--recall", list, "--root", "root.note", "--by", "anna", ...more],
];
const byLetter = (list: string, out: string, ...more: readonly string[]) =>
  notice(list, "--texts", "brief.json", "--out", out, ...more);
const read = (folder: string, ...path: readonly string[]) => readFileSync(join(folder, ...path), "utf8");
const factsOf = (folder: string, kind: Fact["kind"]) =>
  read(folder, "r")
    .split("\n")
    .map((line) => line.split(" ").slice(3).join(" "))
    .filter((fact) => fact.startsWith(`${kind} `));

describe("a recall is told to all", () => {
  test.runIf(process.platform === "linux")(
    "a folder that cannot be made ends it, and nothing is recorded",
    async () => {
      const folder = await office();
      const { status, stderr } = await run(folder, ...byLetter("recall-1.note", "/proc/x/y"));
      expect([status, stderr]).toEqual([1, expect.stringContaining("/proc/x/y: cannot be written (ENOENT)")]);
      expect(factsOf(folder, "recalled")).toEqual([]);
      expect((await run(folder, ...byLetter("recall-1.note", "uit"))).status).toBe(0);
    },
  );

  test("STOP for who has such a disc, information for the rest, a call list, and a line for each", async () => {
    const folder = await office();
    const done = await run(folder, ...byLetter("recall-1.note", "uit"));
    expect(done.status).toBe(0);
    expect(done.stderr).toContain("by the register not sent, with a recalled disc: 0100-F, 0101-G: hold them back");
    expect(done.stderr).toContain("in stock, with a recalled disc: 0104-K");
    expect(done.stderr).toContain("without a telephone number on the call list: 1, such as GM0003");
    expect(readdirSync(join(folder, "uit")).sort()).toEqual([
      "bellijst.csv",
      "informatie-nl-1.html",
      "informatie-nl-groot-1.html",
      "stop-en-1.html",
      "stop-nl-1.html",
    ]);
    const stop = read(folder, "uit", "stop-nl-1.html");
    expect(stop).toContain("STOP: uw schijf is ingetrokken");
    expect(stop).toContain("Envelop 0100-F, exemplaar 0001, zak Z1");
    expect(stop).toContain("OSV versie 2.24.12 (nummer 12)");
    const groups = [...stop.matchAll(/<span class="code">([0-9A-Z]{5})<\/span>/g)].map(([, group]) => group);
    expect(groups.join("-")).toBe(encodeRecallCode(1, image(12)));
    expect(stop).toContain("<br>Gemeente Juinen<br>Bureau Verkiezingen<br>");
    expect(stop).toContain("Misschien is die nog niet bij u aangekomen.");
    expect(stop).toContain('class="qr"');
    expect(stop).not.toContain("0101-G");
    expect(stop).not.toContain("070 000 00 00"); // whoever forges a recall would print his own
    const information = read(folder, "uit", "informatie-nl-1.html");
    expect(information).toContain("Volgens ons register hebt u geen schijf met een versie uit deze lijst.");
    expect(information).not.toContain("uw schijf is ingetrokken");
    expect(read(folder, "uit", "bellijst.csv").split("\r\n").slice(1, 5)).toEqual([
      `1;GM0002;Gaarne;0123 45 67 80;;STOP;1;0101-G;2;${encodeRecallCode(1, image(12))};;`,
      `2;GM0001;Juinen;0123 45 67 89;;STOP;1;0100-F;1;${encodeRecallCode(1, image(12))};;`,
      "3;GM0003;Aalten;;;informatie;;;;;;",
      "4;GM0004;Zutphen;0123 45 67 70;;informatie;;;;;;",
    ]);
    expect(factsOf(folder, "recalled")).toEqual([expect.stringContaining(`recalled 1 ${image(12)} `)]);
    expect(factsOf(folder, "notice")).toEqual(
      ["GM0002", "GM0001", "GM0003", "GM0004"].map((id) => `notice 1 ${id} brief anna`),
    );
    expect((await run(folder, "verify", "r")).status).toBe(0);
  });

  test("a second run says who was told, and tells nobody twice by the same channel unless it is asked to", async () => {
    const folder = await office();
    await run(folder, ...byLetter("recall-1.note", "uit"));
    const lines = factsOf(folder, "notice");
    const second = await run(folder, ...byLetter("recall-1.note", "nog"));
    expect(second.stderr).toMatch(/told by this channel already \(brief\): 4, such as GM0002 \(line \d+, 20/);
    expect(second.stdout).toContain("Everybody was told by this channel already.");
    expect([existsSync(join(folder, "nog")), factsOf(folder, "notice")]).toEqual([false, lines]);
    const calls = notice("recall-1.note", "--channel", "telefoon", "--only", "GM0001");
    expect((await run(folder, ...calls)).stderr).not.toContain("already");
    expect((await run(folder, ...calls)).stderr).toContain("told by this channel already (telefoon): 1");
    const again = await run(folder, ...byLetter("recall-1.note", "nog", "--again", "--only", "GM0001"));
    expect(again.stderr).toMatch(/told once more by the same channel \(brief\): 1, such as GM0001 \(before: line/);
    expect(readdirSync(join(folder, "nog")).sort()).toEqual(["bellijst.csv", "stop-nl-1.html"]);
    expect(factsOf(folder, "notice").slice(4)).toEqual(["notice 1 GM0001 telefoon anna", "notice 1 GM0001 brief anna"]);
    expect(await refusal(folder, ...byLetter("recall-1.note", "nog", "--again"))).toContain("exists already");
    expect(factsOf(folder, "notice").length).toBe(6);
  });

  test("a longer list names to each what he has", async () => {
    const folder = await office();
    await run(folder, ...byLetter("recall-1.note", "uit"));
    expect((await run(folder, ...byLetter("recall-2.note", "twee"))).status).toBe(0);
    expect(factsOf(folder, "recalled").length).toBe(2);
    expect(readdirSync(join(folder, "twee")).sort()).toContain("stop-nl-groot-1.html");
    const large = read(folder, "twee", "stop-nl-groot-1.html");
    expect(large).toContain("Envelop 0102-H, exemplaar 0051, zak Z3");
    expect(large).not.toContain(`aria-label="Intrekkingscode"><p class="frame-name">Intrekkingscode</p>\n1`);
    expect(large.match(/class="entry"/g)?.length).toBe(1);
    expect(read(folder, "twee", "bellijst.csv")).toContain(
      `GM0003;Aalten;;;STOP;2;0102-H;51;${encodeRecallCode(2, image(13))};;`,
    );
  });

  test("calls go by votes where they are given, holders first all the same", async () => {
    const folder = await office();
    writeFileSync(join(folder, "stemmen.csv"), "id;stemmen\nGM0001;900\nGM0004;99000\nGM0002;20\n");
    const votes = ["--order", "votes", "--votes", "stemmen.csv"];
    await run(folder, ...byLetter("recall-1.note", "uit", ...votes));
    const ids = [...read(folder, "uit", "bellijst.csv").matchAll(/^\d;(GM\d{4});/gm)].map(([, id]) => id);
    expect(ids).toEqual(["GM0001", "GM0002", "GM0004", "GM0003"]);
    writeFileSync(join(folder, "stemmen.csv"), "id;stemmen\nGM0001;veel\nGM0002;20\nGM0002;21\n");
    const said = await refusal(folder, ...byLetter("recall-1.note", "nog", ...votes));
    expect(said).toMatch(/line 2, column stemmen: expected [\s\S]*line 4, column id: this id is there twice/);
    expect(await refusal(folder, ...byLetter("recall-1.note", "nog", "--order", "votes"))).toContain("belong together");
  });

  test("of a disc that nobody here has, it is said, and all get information", async () => {
    const folder = await office();
    const done = await run(folder, ...byLetter("nobody.note", "uit"));
    expect(done).toMatchObject({ status: 0, stderr: expect.stringContaining("knows nothing of this disc") });
    expect(readdirSync(join(folder, "uit")).filter((name) => name.startsWith("stop"))).toEqual([]);
    expect(factsOf(folder, "notice").length).toBe(4);
  });

  test("a reason that looks like HTML or a formula stays a text", async () => {
    const folder = await office();
    expect((await run(folder, ...byLetter("hostile.note", "uit"))).status).toBe(0);
    const stop = read(folder, "uit", "stop-nl-1.html");
    expect(stop).toContain(
      "&lt;b onclick=&quot;x&quot;&gt;=cmd|&#39; /C calc&#39;!A0 &amp; &quot;stop&quot;&lt;/b&gt;",
    );
    expect(stop).not.toMatch(/<b onclick|<script/);
    expect(read(folder, "uit", "bellijst.csv")).not.toContain("cmd");
  });
});

describe("what does not go out", () => {
  test("a list that too few signed, an older one, one that is no continuation; each beside its good twin", async () => {
    const folder = await office();
    const before = read(folder, "r");
    expect(await refusal(folder, ...byLetter("few.note", "uit"))).toContain("expected 2 valid signatures for recall");
    expect([read(folder, "r"), existsSync(join(folder, "uit"))]).toEqual([before, false]);
    expect((await run(folder, ...byLetter("recall-2.note", "uit"))).status).toBe(0);
    const told = read(folder, "r");
    for (const [list, says] of [
      ["recall-1.note", "this is recall list 1, and list 2 was told already"],
      ["fork.note", "entry 1 of this recall list is not what was told before (line "],
      ["12.note", "recall"],
    ] as const)
      expect(await refusal(folder, ...byLetter(list, "nog"))).toContain(says);
    expect([read(folder, "r"), existsSync(join(folder, "nog"))]).toEqual([told, false]);
    expect((await run(folder, ...byLetter("recall-2.note", "nog", "--again"))).status).toBe(0);
    const second = await office();
    await run(second, ...byLetter("recall-1.note", "uit"));
    expect(await refusal(second, ...byLetter("other.note", "nog"))).toContain("is not what was told before");
  });

  test("practice to a real register; options that do not belong together; strangers", async () => {
    const folder = await office();
    const practice = rootNote({ purpose: "demonstration" });
    putNote(folder, "practice.note", await signedBy(practice, anna, bert));
    const args = byLetter("recall-1.note", "uit").map((word) => (word === "root.note" ? "practice.note" : word));
    expect(await refusal(folder, ...args)).toContain("under a demonstration root");
    for (const [more, says] of [
      [[], "--texts and --out"],
      [["--channel", "telefoon"], "--only"],
      [["--channel", "email", "--only", "GM0001", "--out", "x"], "--only"],
      [["--channel", "telefoon", "--only", "GM9999"], "recipient 'GM9999' is not in this register"],
      [["--channel", "telefoon", "--only", "RESERVE1"], "is not in this register, or is stock"],
    ] as const)
      expect(await refusal(folder, ...notice("recall-1.note", ...more))).toMatch(
        new RegExp(says.replaceAll("'", `['"]?`)),
      );
    expect(factsOf(folder, "notice")).toEqual([]);
  });

  test("a line, where the letters cannot be written", async () => {
    const folder = await office();
    writeFileSync(join(folder, "uit"), "a file");
    const before = read(folder, "r");
    expect((await run(folder, ...byLetter("recall-1.note", "uit"))).status).toBe(1);
    expect(read(folder, "r")).toBe(before);
    expect((await run(folder, ...byLetter("recall-1.note", "uit2"))).status).toBe(0);
  });
});

describe("who heard", () => {
  const code = (entry: number, n: number) => encodeRecallCode(entry, image(n));
  const readBack = (id: string, typed: string, number = "2") => [
    ...["heard", "r", number, id, "--how", "teruggelezen", "--code", typed, "--by", "anna"],
  ];

  async function told(): Promise<string> {
    const folder = await office();
    await run(folder, ...byLetter("recall-2.note", "uit"));
    return folder;
  }

  test("four groups read back: a slip is located, a code of another disc is named", async () => {
    const folder = await told();
    const good = code(1, 12);
    const groups = good.split("-");
    const slip = [groups[0], `${groups[1]?.slice(0, 4)}${groups[1]?.endsWith("0") ? "1" : "0"}`, ...groups.slice(2)];
    expect(await refusal(folder, ...readBack("GM0001", slip.join(" ")))).toContain("Group 2 is wrong");
    const swapped = [groups[1], groups[0], groups[2], groups[3]].join(" ");
    expect(await refusal(folder, ...readBack("GM0001", swapped))).toContain("Group 1 and group 2 stand in each other");
    expect(await refusal(folder, ...readBack("GM0001", good.slice(0, 11)))).toContain("has 4 groups of 5 characters");
    expect(await refusal(folder, ...readBack("GM0001", encodeZegelcode(image(1))))).toContain("That is the zegelcode");
    expect(await refusal(folder, ...readBack("GM0001", code(2, 13)))).toContain(
      "is of entry 2, and this recipient does not have that disc: have the one of entry 1 read back",
    );
    expect(await refusal(folder, ...readBack("GM0001", code(1, 99)))).toContain("is not of recall list 2");
    expect(factsOf(folder, "heard")).toEqual([]);
    expect((await run(folder, ...readBack("GM0001", good.toLowerCase().replaceAll("-", " ")))).status).toBe(0);
    expect((await run(folder, ...readBack("GM0004", code(2, 13)))).status).toBe(0); // who has none reads any
    expect(factsOf(folder, "heard")).toEqual(["heard 2 GM0001 teruggelezen anna", "heard 2 GM0004 teruggelezen anna"]);
    expect((await run(folder, ...readBack("GM0001", good))).stderr).toContain("GM0001 showed it before");
  });

  test("who has two recalled discs reads both", async () => {
    const folder = await told();
    const book = await RegisterBook.open(join(folder, "r"), () => undefined);
    await book.add([
      {
        ...{ kind: "packed", envelope: "0105-M", recipient: "GM0001", release: "gsb13", disc: 1, copy: 60, seal: "Z9" },
        by: ["anna", "bert"],
      },
    ]);
    await book.release();
    expect(await refusal(folder, ...readBack("GM0001", code(1, 12)))).toContain("of entry 2 read back too");
    expect((await run(folder, ...readBack("GM0001", code(1, 12)), "--code", code(2, 13))).status).toBe(0);
  });

  test("a record that was not taken in does not count; a visit does", async () => {
    const folder = await told();
    const by = (how: string, number = "2") => ["heard", "r", number, "GM0001", "--how", how, "--by", "anna"];
    expect(await refusal(folder, ...by("verslag"))).toContain("no record of GM0001 was taken in");
    expect(await refusal(folder, ...by("teruggelezen"))).toContain("give --code");
    expect(await refusal(folder, ...by("bezoek"), "--code", code(1, 12))).toContain("belongs to --how teruggelezen");
    expect(await refusal(folder, ...by("bezoek", "3"))).toContain(
      "recall list 3 is not in this register (the newest: 2)",
    );
    expect(await refusal(folder, ...by("bezoek", "0"))).toContain("expected the number of a recall list");
    expect((await run(folder, ...by("bezoek"))).status).toBe(0);
    const book = await RegisterBook.open(join(folder, "r"), () => undefined);
    const place = { envelope: "0100-F", disc: 1 };
    const control = "0000D-0000E-0000F";
    const record = (list: number): Fact[] => [
      {
        ...{ ...place, kind: "receipt", evidence: "verslag", verdict: "INGETROKKEN", scope: 0, link: control },
        ...{ found: undefined, by: "anna" },
      },
      {
        ...{ ...place, kind: "record", sha256: image(list), control, release: undefined, image: image(12), list },
        ...{ moment: "2027-03-04T09:00:00Z" },
      },
    ];
    await book.add(record(1)); // it knew the list before
    await book.release();
    expect(await refusal(folder, ...by("verslag"))).toContain("no record of GM0001 was taken in");
    const more = await RegisterBook.open(join(folder, "r"), () => undefined);
    await more.add(record(2));
    await more.release();
    expect((await run(folder, ...by("verslag"))).status).toBe(0);
  });

  test("and how far it has come, in words and for another program", async () => {
    const folder = await told();
    await run(folder, ...readBack("GM0001", code(1, 12)));
    const shown = await run(folder, "recall", "r", "2");
    expect(shown.stdout).toContain("Holders 3: confirmed 0 · heard 1 · told 2 · not reached 0\n");
    expect(shown.stdout).toContain("Not heard yet, call now (2):\n  GM0002  Gaarne  0123 45 67 80  0101-G");
    const json = await run(folder, "recall", "r", "2", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ format: "zegel/recall-status v1", number: 2, stock: ["0104-K"] });
    expect(json.stdout).not.toContain("0123 45");
    expect(await refusal(folder, "recall", "r", "3")).toContain("is not in this register");
    expect((await readBook(join(folder, "r"))).register.recalled.length).toBe(2);
  });
});
