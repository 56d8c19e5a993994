// zegel register receipt and status at the desk: what the clerk reads, what the register keeps, and what the page says.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { createBook, readBook } from "../../src/distribute/book/book.ts";
import { scryptAll } from "../../src/distribute/keys/scrypt.ts";
import type { Fact } from "../../src/distribute/register/index.ts";
import {
  codeForms,
  commitmentInput,
  commitmentSalt,
  encodeCodeGroups,
  encodeReceipt,
  receiptProof,
  textDigest,
} from "../../src/format/index.ts";
import {
  arrived,
  by,
  clerks,
  commit,
  digest,
  envelope,
  letter,
  opened,
  packed,
  sent,
  stock,
} from "../distribute/register/world.ts";
import { temporaryFolder } from "../tools.ts";
import { refusalIn, runIn } from "./flow.ts";

const list = `id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email
GM0001;gsb;GSB;Juinen;nl;nee;;;;;;0123 45 67 89;
GM0002;gsb;GSB;Gaarne;nl;nee;;;;;;0123 45 67 80;
`;
const key = (n: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, n);
const proof = (n: number) => receiptProof(key(n), envelope(n), digest(10), 0);
const good = (n: number, link = "02"): string => encodeReceipt({ exitCode: 0, scope: 0, link, proof: proof(n) });
const stop = encodeReceipt({ exitCode: 22, scope: 0, link: "4X", proof: "0123456789a" });

/** Of both letters, for a disc in a drive: scrypt is slow, and once is enough. */
const drives = new Map<number, string>();
async function drive(n: number): Promise<string> {
  const parts = { input: commitmentInput(proof(n)), salt: commitmentSalt(envelope(n), 1, 0) };
  const [made = ""] = drives.has(n) ? [drives.get(n)] : await scryptAll([parts]);
  drives.set(n, made);
  return made;
}

/** A folder with a list and a register: Juinen and Gaarne have their discs. */
async function office(): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ontvangers.csv"), list);
  const sha256 = createHash("sha256").update(list).digest("hex");
  const facts: Fact[] = [
    ...[opened, ...clerks, { kind: "recipients", sha256, count: 2, by } as const],
    { kind: "recipient", id: "GM0001", of: "gsb", role: "GSB", name: "Juinen" },
    { kind: "recipient", id: "GM0002", of: "gsb", role: "GSB", name: "Gaarne" },
    ...stock.slice(0, 3),
  ];
  for (const [n, id, copy] of [
    [100, "GM0001", 1],
    [101, "GM0002", 51],
  ] as const)
    facts.push(
      ...[packed(n, id, copy, `NL00${copy}`), letter(n), { ...commit(n), drive: await drive(n) } as Fact],
      ...[sent(n), arrived(n)],
    );
  createBook(join(folder, "r"), facts, new Date("2020-02-01T09:00:00Z"));
  return folder;
}
const run = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addRegister, ["register", ...args, "--lang", "nl"]);
const refusal = (folder: string, ...args: readonly string[]) => refusalIn(folder, addRegister, ["register", ...args]);
const call = ["receipt", "r", "--by", "anna", "--envelope"];
const linesOf = async (folder: string): Promise<number> => (await readBook(join(folder, "r"))).lines;

/** The same with lines typed at its questions. */
async function typing(folder: string, typed: readonly string[], ...args: readonly string[]) {
  const stdin = vi
    .spyOn(process, "stdin", "get")
    .mockReturnValue(Readable.from([typed.map((line) => `${line}\n`).join("")]) as never);
  try {
    return await run(folder, ...args);
  } finally {
    stdin.mockRestore();
  }
}

describe("a call", () => {
  test("with all that was read out: called back by the list, read back, recorded once", async () => {
    const folder = await office();
    const first = await run(folder, ...call, "0100-F", "--code", good(100), "--bag", "NL001");
    expect(first.stderr).toBe("Envelop 0100-F, Juinen. Bel terug op 0123 45 67 89 (uit de lijst van het register).\n");
    expect(first.stdout).toMatch(
      /^Klopt: GOED, hele schijf in het station\. Lees terug: nul .*\nvastgelegd: {2}regel \d+: receipt 0100-F 1 afmeldcode ECHT 0 02 - anna\n$/,
    );
    const lines = await linesOf(folder);
    const again = await run(folder, ...call, "0100-F", "--code", good(100));
    expect(again).toMatchObject({ status: 0, stdout: `staat er al:  regel ${lines}\n` });
    expect(await linesOf(folder)).toBe(lines);
  });

  test("that is wrong is told, and records nothing unless it was read out twice", async () => {
    const folder = await office();
    const lines = await linesOf(folder);
    expect(await refusal(folder, ...call, "0100-F", "--code", good(101))).toContain(
      "this code is not of envelope 0100-F",
    );
    expect(await refusal(folder, ...call, "0100-F", "--code", good(100), "--bag", "NL0051")).toContain(
      "do not use the disc",
    );
    expect(await refusal(folder, ...call, "0100-F", "--code", good(101), "--search")).toContain(
      "is of envelope 0101-G of Gaarne",
    );
    expect(await linesOf(folder)).toBe(lines);
    const twice = await run(folder, ...call, "0100-F", "--code", good(101), "--search", "--twice");
    expect(twice).toMatchObject({ status: 1 });
    expect(twice.stderr).toMatch(
      /gezocht: {5}2 schijven in [0-9.]+ s\n.*brieven verwisseld\. Niet installeren; beide bellen/s,
    );
    expect((await run(folder, "status", "r")).stdout).toContain(
      "VERWISSELD (1): Bel nu\n  Juinen (0100-F): de code is van de brief van Gaarne",
    );
  });

  test("question by question: a slip is asked again, the third wrong code ends it", async () => {
    const folder = await office();
    const done = await typing(folder, ["NL0051", "nl001", "onzin", good(101), good(100)], ...call, "0100-F");
    expect(done.status).toBe(0);
    expect(done.stdout).toMatch(/^Klopt: GOED/);
    expect(done.stderr).toMatch(
      /Nummer van de zak\? NIET GOED: het nummer van de zak wijkt af.*Nummer van de zak\? Code\? NIET GOED: verwacht drie groepen.*Code\? NIET GOED: deze code hoort niet bij/s,
    );
    const third = await typing(folder, ["NL0051", good(100), good(100), good(100)], ...call, "0101-G");
    expect(third.status).toBe(1);
    expect(third.stderr).toMatch(/derde foute code: hang op, en bel terug op 0123 45 67 80/);
    expect((await run(folder, "status", "r")).stdout).toContain(
      "Gaarne (0101-G): drie keer een code die niet bij deze envelop hoort",
    );
    const given = await typing(folder, ["NL0051", good(101)], ...call, "0101-G", "--bag", "NL001");
    expect(given.stderr).toMatch(/NIET GOED: het nummer van de zak wijkt af.*Nummer van de zak\? Code\? $/s);
    expect(given.stdout).toMatch(/^Klopt: GOED/);
    expect((await typing(folder, ["NL001"], ...call, "0100-F")).status).toBe(3);
  });

  test("a bag that is read out wrong twice is recorded, and ends it", async () => {
    const folder = await office();
    const wrong = await typing(folder, ["NL999", "NL999"], ...call, "0100-F");
    expect(wrong).toMatchObject({ status: 1 });
    expect((await run(folder, "status", "r")).stdout).toContain("ZEGEL (1): Bel nu");
  });

  test("without a code, on paper, and after a refusal", async () => {
    const folder = await office();
    const control = "RW5F1-C83AT-5XES8";
    const spoken = await run(folder, ...call, "0100-F", "--control", control, "--verdict", "ECHT");
    expect(spoken.stdout).toMatch(
      /^Klopt: GOED, hele schijf in het station \(mondeling, zonder code\)\. Lees terug: R W vijf/,
    );
    expect((await run(folder, ...call, "0100-F", "--paper", "--verdict", "ECHT")).stdout).toMatch(
      /papier met handtekeningen/,
    );
    expect((await run(folder, ...call, "0101-G", "--code", stop)).stdout).toMatch(
      /^Klopt: NIET GOED, melding GEWIJZIGD/,
    );
    expect(await refusal(folder, ...call, "0100-F", "--paper")).toContain("give --verdict");
    expect(await refusal(folder, ...call, "0100-F", "--verdict", "ECHT")).toContain("give --control");
    expect(await refusal(folder, ...call, "0100-F", "--control", "0".repeat(15), "--verdict", "ECHT")).toContain(
      "control number is wrong",
    );
    expect(await refusal(folder, "receipt", "r", "--by", "anna")).toContain("give --envelope");
    expect(await refusal(folder, ...call, "0100-F", "--code", stop, "--scan", "x")).toContain("give one of");
  });

  test("is judged by the list that the register took in, and by its clerks", async () => {
    const folder = await office();
    expect(await refusal(folder, "receipt", "r", "--by", "dora", "--envelope", "0101-G", "--code", stop)).toContain(
      "clerk dora is not",
    );
    writeFileSync(join(folder, "ontvangers.csv"), list.replace("67 89", "67 88"));
    expect(await refusal(folder, ...call, "0101-G", "--code", stop)).toContain(
      "is not the list that the register took in last",
    );
    expect(await refusal(folder, "status", "r")).toContain("is not the list that the register took in last");
  });
});

test("several telephones: each clerk writes her own table, and the register takes each row once", async () => {
  const folder = await office();
  const lines = await linesOf(folder);
  const slip = await run(folder, ...call, "0100-F", "--code", good(100), "--bag", "NL001", "--slip", "anna.csv");
  expect(slip.stdout).toMatch(/^Klopt: GOED.*\ngeschreven: {2}"anna\.csv"\n$/);
  expect(
    (await run(folder, "receipt", "r", "--by", "bert", "--envelope", "0101-G", "--code", stop, "--slip", "bert.csv"))
      .status,
  ).toBe(0);
  expect(
    (await run(folder, "receipt", "r", "--by", "bert", "--envelope", "0101-G", "--code", stop, "--slip", "bert.csv"))
      .status,
  ).toBe(0);
  expect(
    await refusal(folder, "receipt", "r", "--by", "dora", "--envelope", "0101-G", "--code", stop, "--slip", "d.csv"),
  ).toContain("clerk dora");
  expect(existsSync(join(folder, "d.csv"))).toBe(false);
  expect(await linesOf(folder)).toBe(lines);
  const taken = await run(folder, "receipt", "r", "--csv", "anna.csv", "bert.csv");
  expect(taken).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("opgenomen: 2, stond er al: 1, niet opgenomen: 0\n"),
  });
  expect((await run(folder, "receipt", "r", "--csv", "anna.csv", "bert.csv")).stdout).toBe(
    "opgenomen: 0, stond er al: 3, niet opgenomen: 0\n",
  );
  // A row that was changed to say another code was right.
  const changed = readFileSync(join(folder, "anna.csv"), "utf8").replace("0100-F", "0101-G").replace("NL001", "NL0051");
  writeFileSync(join(folder, "anna.csv"), changed);
  const refused = await run(folder, "receipt", "r", "--csv", "anna.csv");
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(
    /niet opgenomen, fouten: 1\n {2}"anna\.csv", regel 2: deze code hoort niet bij envelop 0101-G/,
  );
  // A row that broke off.
  writeFileSync(join(folder, "anna.csv"), changed.slice(0, -9));
  expect((await run(folder, ...call, "0100-F", "--code", stop, "--slip", "anna.csv")).stderr).toMatch(
    /de laatste rij was afgebroken/,
  );
});

/** As the verifier writes one. */
function recordText(number: string, more: object = {}): string {
  const measured = {
    ...{ format: "zegel/record v1", checkedOn: "2027-02-02T09:14:05.120Z", verdict: "ECHT", refusals: [], exitCode: 0 },
    ...{ scope: "image", medium: "drive", target: number, releaseSha256: digest(10), ...more },
  };
  const start = `${JSON.stringify(measured, null, 2).slice(0, -2)},\n`;
  const controlNumber = encodeCodeGroups(textDigest(start), 3, codeForms.control.first);
  return `${JSON.stringify({ ...measured, filledIn: { envelope: number, persons: [] }, controlNumber }, null, 2)}\n`;
}

test("a folder of records: what is good is taken in, all that is wrong is told at once", async () => {
  const folder = await office();
  const records = join(folder, "verslagen");
  mkdirSync(records);
  writeFileSync(join(records, "a.json"), recordText("0100-F"));
  writeFileSync(join(records, "b.json"), recordText("0101-G").replace("ECHT", "GOED"));
  writeFileSync(join(records, "c.json"), "{");
  writeFileSync(join(records, "d\u001b[2J.json"), recordText("9999-Z"));
  writeFileSync(join(records, "e.html"), "no record");
  const taken = await run(folder, "receipt", "r", "--by", "anna", "--record", "verslagen");
  expect(taken.status).toBe(1);
  expect(taken.stdout).toMatch(
    /receipt 0100-F 1 verslag ECHT.*\n.*record 0100-F.*\nopgenomen: 1, stond er al: 0, niet opgenomen: 3\n$/,
  );
  expect(taken.stderr).toMatch(
    /fouten: 3\n.*b\.json.*\n.*c\.json.*no record.*\n.*d\\u001b\[2J\.json.*noemt geen envelop/,
  );
  const gone = await run(folder, "receipt", "r", "--by", "anna", "--record", "weg.json");
  expect(gone).toMatchObject({ status: 1, stdout: "opgenomen: 0, stond er al: 0, niet opgenomen: 1\n" });
  expect(gone.stderr).toContain("weg.json: is er niet");
  const again = await run(folder, "receipt", "r", "--by", "bert", "--record", "verslagen/a.json");
  expect(again.stdout).toBe("opgenomen: 0, stond er al: 1, niet opgenomen: 0\n");
});

test("a scanner's lines, each judged", async () => {
  const folder = await office();
  const bare = encodeCodeGroups("ab".repeat(32), 3, codeForms.control.first).replaceAll("-", "");
  const line = `ZEGEL.R1.0100F.0.0.${digest(10).slice(0, 16)}.0123456789A.${bare}.`;
  writeFileSync(join(folder, "scan.txt"), `${line}\r\n\r\nonzin\r\n${line}\r\n`);
  const taken = await run(folder, "receipt", "r", "--by", "anna", "--scan", "scan.txt");
  expect(taken.stdout).toMatch(/receipt 0100-F 1 papier ECHT.*\nopgenomen: 1, stond er al: 1, niet opgenomen: 1\n$/);
  expect(taken.stderr).toMatch(/regel 3: dit is geen regel van een controleverslag/);
});

describe("a status", () => {
  test("on screen, as a page, a table and JSON; each new", async () => {
    const folder = await office();
    await run(folder, ...call, "0100-F", "--code", good(100));
    const args = ["status", "r", "--json", "s.json", "--html", "s.html", "--csv", "s.csv"];
    const shown = await run(folder, ...args);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toMatch(
      /^Stand op .* OSV versie 2\.24\.3 \(nummer 12\), GSB\. 2 verzonden · 2 aangekomen · 1 gemeld \(GOED met afmeldcode 1, niet goed 0\) · 0 getekend binnen · 1 ontbreken \(0 niet ingepakt, 0 niet verzonden, 0 onderweg, 1 wel aangekomen\)\.\n/,
    );
    const json = JSON.parse(readFileSync(join(folder, "s.json"), "utf8"));
    expect(json).toMatchObject({
      format: "zegel/status v1",
      counts: { awaited: 2, reported: 1 },
      flags: [{ flag: "ONTBREEKT" }],
    });
    const page = readFileSync(join(folder, "s.html"), "utf8");
    expect(page).toContain("<td>Gaarne<td>0123 45 67 80<td>0101-G<td>aangekomen");
    expect(page).not.toMatch(/<script|https?:/);
    expect(readFileSync(join(folder, "s.csv"), "utf8")).toMatch(
      /^\ufeffenvelop;id;.*\r\n0100-F;GM0001;Juinen;0123 45 67 89;;gsb;1;aangekomen;\d+;afmeldcode;GOED;;ja\r\n/,
    );
    expect(await refusal(folder, ...args)).toMatch(/exists/);
  });

  test("asks for the evidence that is named", async () => {
    const folder = await office();
    for (const [n, bag] of [
      [100, "NL001"],
      [101, "NL0051"],
    ] as const)
      await run(folder, ...call, envelope(n), "--code", good(n), "--bag", bag);
    expect(await run(folder, "status", "r", "--require", "afmeldcode")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("(afmeldcode): 2 van 2"),
    });
    const both = await run(folder, "status", "r", "--require", "afmeldcode,papier");
    expect(both).toMatchObject({ status: 3, stdout: expect.stringContaining("(afmeldcode, papier): 0 van 2") });
    expect((await run(folder, "status", "r", "--due", "2027-02-30")).status).toBe(2);
    expect((await run(folder, "status", "r", "--require", "alles")).status).toBe(2);
  });

  test("of a register in which nothing was packed yet names no release", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "ontvangers.csv"), list);
    const sha256 = createHash("sha256").update(list).digest("hex");
    const facts: Fact[] = [opened, ...clerks, { kind: "recipients", sha256, count: 2, by }];
    createBook(join(folder, "r"), facts, new Date("2020-02-01T09:00:00Z"));
    expect((await run(folder, "status", "r")).stdout).toMatch(/ uur \(UTC\)\. 0 verzonden · /);
  });

  test("without a list says so, and goes on", async () => {
    const folder = await office();
    expect((await run(folder, "status", "r", "--recipients", "weg.csv")).stderr).toMatch(
      /de stand noemt geen telefoonnummers/,
    );
  });
});
