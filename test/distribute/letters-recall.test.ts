// zegel register letters --recall: the letter of an emergency version tells whoever has the recalled disc before it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { encodeRecall, encodeRecallCode, type Release } from "../../src/format/index.ts";
import { sha256Of, signText } from "../world/people.ts";
import { by, type DispatchOffice, dispatchOffice, people, textOf } from "./dispatch.ts";
import { imageOfRelease } from "./office.ts";
import { envelope } from "./register/world.ts";

vi.mock("../../src/distribute/keys/commitments.ts", async (original) => {
  const { quickCommitments } = await import("./quick-commitments.ts"); // this stands above all imports when it runs
  return quickCommitments(await original());
});

const [stock = ""] = people.slice(-1);
const all = [
  ...people.slice(0, -1),
  "GM0004;gsb;GSB;Nieuwdorp;nl;nee;;Kade 4;4000 DD;Nieuwdorp;;0123 45 67 82;",
  stock,
];
const code = encodeRecallCode(1, imageOfRelease);
const newEnvelopes = [120, 121, 122, 123].map(envelope);

/** Juinen, Gaarne and Verweg have the recalled disc and got another one, Nieuwdorp the other one alone. */
async function office(change: Partial<Release> = { urgency: "emergency" }): Promise<DispatchOffice> {
  const made = await dispatchOffice({ people: all, packed: ["0100-F;;1;NL001", "0101-G;;2;NL002", "0102-H;;3;NL003"] });
  made.putRelease("new.note", { version: "2.24.4", sequence: 13, imageSha256: sha256Of("other image"), ...change });
  const lists = {
    "recall.note": [imageOfRelease],
    "longer.note": [imageOfRelease, sha256Of("a third image")],
    "nobody.note": [sha256Of("a third image")],
    "itself.note": [sha256Of("other image")],
  };
  for (const [name, images] of Object.entries(lists)) made.put(name, signedList(images, ["anna", "bert"]));
  made.put("few.note", signedList([imageOfRelease], ["anna"]));
  const rows = newEnvelopes.map((number, i) => `${number};GM000${i + 1};${5001 + i};NL10${i}`);
  made.put("pak2.csv", `envelop;ontvanger;exemplaar;zak\n${rows.join("\n")}\n`);
  for (const args of [
    ["release", "r", "new", "new.note", "--root", "root.note"],
    ["batch", "r", "N", "--release", "new", "--copies", "5001..5900", "--place", "Den Haag"],
    ["letters", "r", "release.note", ...given, ...by, "--only", "0100-F", "--out", "oud"],
    ["sent", "r", "--envelope", "0100-F", "--what", "disc", "--carrier", "PostNL"],
    ["pack", "r", ...by, "--csv", "pak2.csv"],
  ])
    expect([args[0], await made.run(...args)]).toEqual([args[0], expect.objectContaining({ status: 0 })]);
  return made;
}

const signedList = (images: readonly string[], signers: readonly string[]) =>
  signText(
    encodeRecall({
      date: "2027-03-03",
      recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-03-03", reason: "telfout" })),
    }),
    signers,
  );

const given = ["--root", "root.note", "--kit", "kit.tar", "--texts", "brief.json"];
const make = (office: DispatchOffice, list: string, ...more: readonly string[]) =>
  office.run("letters", "r", "new.note", ...given, ...by, "--recall", list, ...outOf(more), ...more);
const outOf = (more: readonly string[]) => (more.includes("--out") ? [] : ["--out", "brieven"]);
const factsOf = (office: DispatchOffice, kind: string) =>
  office
    .register()
    .split("\n")
    .map((line) => line.split(" ").slice(3).join(" "))
    .filter((fact) => fact.startsWith(`${kind} `));
const letterTo = (office: DispatchOffice, number: number): string => {
  const file = office.names().find((name) => name.startsWith("brieven-")) ?? "";
  const articles = office.made(file).split("</article>");
  return articles.find((one) => one.includes(`data-envelope="${envelope(number)}"`)) ?? "";
};
const notices = ["GM0001", "GM0002", "GM0003"].map((id) => `notice 1 ${id} brief anna`);

describe("the letter of an emergency version, with a recall list", () => {
  test("tells each that his old disc is recalled, with its code, before any step; and who has none nothing", async () => {
    const made = await office();
    const done = await make(made, "recall.note");
    expect(done.status, done.stderr).toBe(0);
    expect(done.stdout).toMatch(/Told of their recalled disc by these letters: 3\./);
    const juinen = textOf(letterTo(made, 120));
    for (const part of [
      "STOP: Uw oude schijf is INGETROKKEN. Gebruik die niet. Niet installeren. Is het programma al geïnstalleerd?",
      "OSV versie 2.24.3 (nummer 12) . Envelop 0100-F, exemplaar 0001, zak NL001.",
      "Leg de schijf terug in de zak en bewaar die.",
      "Lees van elke intrekkingscode de 4 groepen voor.",
      "De rest van deze brief gaat over uw nieuwe schijf.",
      "STOP. The disc named above was recalled.",
    ])
      expect(juinen).toContain(part);
    for (const group of code.split("-")) expect(juinen).toContain(group);
    expect(juinen.indexOf("INGETROKKEN")).toBeLessThan(juinen.indexOf("Is de zak heel"));
    expect(juinen).not.toContain("0101-G");
    const gaarne = textOf(letterTo(made, 121));
    expect(gaarne).toContain("Your old disc was RECALLED. Do not use it. Do not install.");
    expect(gaarne).toContain("It may not have reached you yet. Then put the bag away unopened."); // no line says that it was sent
    const large = textOf(made.made(`brief-groot-${envelope(122)}.html`));
    expect(large).toContain("Envelop 0102-H, exemplaar 0003, zak NL003.");
    expect(letterTo(made, 123)).not.toMatch(/INGETROKKEN|class="recalled"/);
  });

  test("records who was told as notice does: told, passed over by it, and once however often a letter is made", async () => {
    const made = await office();
    expect((await make(made, "recall.note")).status).toBe(0);
    expect(factsOf(made, "recalled")).toEqual([expect.stringContaining(`recalled 1 ${imageOfRelease} `)]);
    expect(factsOf(made, "notice")).toEqual(notices);
    expect((await make(made, "recall.note", "--only", envelope(120), "--out", "nog")).status).toBe(0);
    expect(readFileSync(join(made.folder, "nog", `brieven-${envelope(120)}.html`), "utf8")).toContain("INGETROKKEN");
    expect(factsOf(made, "notice")).toEqual(notices);
    const bare = ["letters", "r", "new.note", ...given, ...by, "--only", `${envelope(120)}..${envelope(123)}`];
    expect((await made.run(...bare, "--out", "kaal")).stderr).toContain(
      `to whom this letter says nothing of it: envelopes: 3, such as ${envelope(120)}: give the recall list`,
    );
    const rest = ["notice", "r", "--recall", "recall.note", "--root", "root.note", "--texts", "brief.json"];
    const told = await made.run(...rest, "--out", "uit", "--by", "anna");
    expect(told.stderr).toMatch(/told by this channel already \(brief\): 3, such as GM0002 /);
    expect(factsOf(made, "notice").slice(3)).toEqual(["notice 1 GM0004 brief anna"]);
    expect(JSON.parse((await made.run("recall", "r", "1", "--json")).stdout).counts.holders).toMatchObject({ told: 3 });
    expect((await made.run("verify", "r")).status).toBe(0);
  });

  test("of whom STOP told before, says it once more and records nothing twice", async () => {
    const made = await office();
    const stop = ["notice", "r", "--recall", "recall.note", "--root", "root.note", "--texts", "brief.json"];
    expect((await made.run(...stop, "--out", "uit", "--by", "anna")).status).toBe(0);
    const before = factsOf(made, "notice");
    expect((await make(made, "recall.note")).status).toBe(0);
    expect(letterTo(made, 120)).toContain("INGETROKKEN");
    expect(factsOf(made, "notice")).toEqual(before);
  });

  test("in files of one letter each, every file records its own", async () => {
    const made = await office();
    expect((await make(made, "longer.note", "--per-file", "1")).status).toBe(0);
    expect(factsOf(made, "recalled")).toHaveLength(2);
    expect(factsOf(made, "notice")).toEqual(["GM0001", "GM0002", "GM0003"].map((id) => `notice 2 ${id} brief anna`));
    expect((await make(made, "recall.note", "--only", envelope(120), "--out", "nog")).stderr).toContain(
      "this is recall list 1, and list 2 was told already",
    );
  });

  test("as a proof shows it and records nothing", async () => {
    const made = await office();
    const before = made.register();
    expect((await make(made, "recall.note", "--proof")).status).toBe(0);
    const [file = ""] = made.names().filter((name) => name.includes("brieven"));
    expect(made.made(file)).toContain("INGETROKKEN");
    expect(made.register()).toBe(before);
  });

  test("of a disc that nobody here has is the letter as it is, and nothing is recorded of the list", async () => {
    const made = await office();
    expect((await make(made, "nobody.note")).status).toBe(0);
    expect(letterTo(made, 120)).not.toContain('class="recalled"');
    expect([...factsOf(made, "recalled"), ...factsOf(made, "notice")]).toEqual([]);
  });

  test("of too many discs for a sheet says nothing, and leaves STOP to notice", async () => {
    const made = await office();
    const rows = Array.from({ length: 8 }, (_, i) => `${envelope(130 + i)};GM0001;${20 + i};NL20${i}`);
    made.put("pak3.csv", `envelop;ontvanger;exemplaar;zak\n${rows.join("\n")}\n`);
    expect((await made.run("pack", "r", ...by, "--csv", "pak3.csv")).status).toBe(0);
    const done = await make(made, "recall.note");
    expect(done.status, done.stderr).toBe(0);
    expect(done.stderr).toContain(`than a letter has room for: envelopes: 1, such as ${envelope(120)}`);
    expect(letterTo(made, 120)).not.toContain('class="recalled"');
    expect(factsOf(made, "notice")).toEqual(notices.slice(1));
  });
});

describe("what tells nobody", () => {
  test("a list that too few signed, or that names the new disc: nothing is made; the good twin is above", async () => {
    const made = await office();
    const before = made.register();
    expect((await make(made, "few.note")).stderr).toMatch(/expected 2 valid signatures/);
    expect((await make(made, "itself.note")).status).toBe(1);
    expect([made.register(), existsSync(join(made.folder, "brieven"))]).toEqual([before, false]);
  });

  test("a letter of no emergency version: the list judges its discs alone, and that is said", async () => {
    const made = await office({ urgency: "normal" });
    const done = await make(made, "recall.note");
    expect(done.status, done.stderr).toBe(0);
    expect(done.stderr).toContain("no emergency version: the letter says nothing of the recall list");
    expect(letterTo(made, 120)).not.toContain('class="recalled"');
    expect(factsOf(made, "notice")).toEqual([]);
  });
});
