// zegel register: from a definition of an election to who has not reported, at the desk of two clerks.

import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { RegisterBook, readBook } from "../../src/distribute/book/book.ts";
import { encodeCheckpoint, encodeLogProof, encodeUtf8, parseNote, textDigest } from "../../src/format/index.ts";
import { leafHash } from "../../src/format/merkle.ts";
import { parseRegisterHead } from "../../src/format/notes/register-head.ts";
import { signChecked } from "../../src/sign/index.ts";
import { hasShared, sharedEml } from "../crosscheck/shared.ts";
import { anna, bert, cees, check, releaseNote, rootNote, signedBy, testKey, testRoot } from "../sign/fixtures.ts";
import { temporaryFolder, zegel } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { putNote, refusalIn, runIn, zegelCommand } from "./flow.ts";

const sharedDefinition = join(sharedEml, "made/eml110a_test.eml.xml");
const header = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email";
const people = [
  "GM0001;gsb;GSB;Juinen;nl;nee;Bureau Verkiezingen;Markt 1;1000 AA;Juinen;;0123 45 67 89;",
  "GM0002;gsb;GSB;Gaarne;nl;nee;;;;;;0123 45 67 80;",
  "RESERVE1;spare;GSB;Voorraad;nl;nee;;;;;;;",
];
const logKey = testKey("log.example/zegel", 12);
const plain = testRoot();
const root = rootNote({
  keys: [...plain.keys, { vkey: logKey.vkey, role: "log", holder: "Log", organisation: "Stichting" }],
  logOrigin: "log.example/zegel",
});
const by = ["--by", "anna", "--by", "bert"];
const run = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addRegister, ["register", ...args, "--lang", "en"]);
const refusal = (folder: string, ...args: readonly string[]) => refusalIn(folder, addRegister, ["register", ...args]);
const begin = [
  ...["new", "--election", "TK2027", "--purpose", "final", "--first", "0100-F", ...by, "--organisation", "Kiesraad"],
  ...["--recipients", "ontvangers.csv", "-o", "r"],
];

/** A folder with a list, a register, a release and 50 copies of it. */
async function office(): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ontvangers.csv"), `${[header, ...people].join("\r\n")}\r\n`);
  putNote(folder, "root.note", await signedBy(root, anna, bert));
  putNote(folder, "release.note", await signedBy(releaseNote({}, root), anna, bert));
  for (const args of [
    begin,
    ["release", "r", "gsb", "release.note", "--root", "root.note"],
    ["batch", "r", "A", "--release", "gsb", "--copies", "1..50", "--place", "Den Haag, kamer 3"],
  ])
    expect(await run(folder, ...args)).toMatchObject({ status: 0, stderr: "" });
  return folder;
}

/** The envelopes of Juinen and Gaarne packed from a table. */
async function packedOffice(): Promise<string> {
  const folder = await office();
  writeFileSync(join(folder, "pak.csv"), "envelop;ontvanger;exemplaar;zak\n0100-F;;0001;Z1\n0101-G;GM0002;2;Z2\n");
  expect(await run(folder, "pack", "r", ...by, "--csv", "pak.csv")).toMatchObject({ status: 0, stderr: "" });
  return folder;
}

/** Letters are made by another command: here their lines alone. */
async function letters(folder: string, ...envelopes: readonly string[]): Promise<void> {
  const book = await RegisterBook.open(join(folder, "r"), () => undefined);
  const h = "ab".repeat(32);
  for (const envelope of envelopes)
    await book.add([
      { kind: "letter", envelope, sha256: h, by: ["anna", "bert"] },
      { kind: "commit", envelope, disc: 1, drive: h, image: h, tree: h, installed: h },
    ]);
  await book.release();
}

describe("the way of an envelope", () => {
  test("packed, sent, arrived, and who is missing", async () => {
    const folder = await packedOffice();
    expect(
      await refusal(folder, "sent", "r", "--envelope", "0100-F", "--what", "disc", "--carrier", "PostNL"),
    ).toContain("has no letter yet");
    await letters(folder, "0100-F", "0101-G");
    writeFileSync(
      join(folder, "post.csv"),
      "envelop;wat;vervoerder;nummer\r\n0100F;schijf;PostNL;3sabc1\r\n0100-F;brief;PostNL;3SABC2\r\n",
    );
    const sent = await run(folder, "sent", "r", "--csv", "post.csv");
    expect(sent.status).toBe(0);
    expect(sent.stdout).toMatch(
      /^recorded: {4}line 17: sent 0100-F disc PostNL 3SABC1\nrecorded: {4}line 18: sent 0100-F letter/,
    );
    expect(sent.stderr).toMatch(
      /warning: sent before the register with the commitments stands in the public log: envelopes: 1, such as 0100-F/,
    );
    expect(sent.stderr).toMatch(/warning: letter and disc sent together/);
    const missing = await run(folder, "missing", "r");
    expect(missing.stdout).toBe(
      "GM0001  Juinen  0123 45 67 89  0100-F  under way\nGM0002  Gaarne  0123 45 67 80  0101-G  packed, not sent\nmissing:     2\n",
    );
    expect(
      (await run(folder, "arrived", "r", "--envelope", "0100-f", "--what", "disc", "--carrier", "PostNL")).status,
    ).toBe(0);
    expect((await run(folder, "missing", "r", "-o", "bel.csv")).status).toBe(0);
    expect(readFileSync(join(folder, "bel.csv"), "utf8")).toContain(
      'GM0001;Juinen;0123 45 67 89;;0100-F;"arrived, not reported";1\r\n',
    );
  });

  test("void, corrected, assigned, replaced, returned, destroyed, checked, closed", async () => {
    const folder = await packedOffice();
    for (const args of [
      ["void", "r", "0101-G", "--reason", "zak-open", ...by],
      ["correct", "r", "13", "--reason", "niet-gebeurd", ...by],
      ["checked", "r", "9", "--verdict", "ECHT", "--control", "0000D-0000E-0000F", "--by", "anna"],
      ["clerk", "r", "cees", "Kiesraad"],
      ["destroyed", "r", "0101-G", "--by", "cees"],
      ["close", "r"],
    ])
      expect([args[0], await run(folder, ...args)]).toEqual([
        args[0],
        expect.objectContaining({ status: 0, stderr: "" }),
      ]);
    const { register } = await readBook(join(folder, "r"));
    expect(register.envelopes.get("0101-G")).toMatchObject({ ended: undefined, destroyed: [{ by: "cees" }] });
    expect(await refusal(folder, "clerk", "r", "dora", "Kiesraad")).toContain("is closed");
    const verified = await run(folder, "verify", "r");
    expect(verified.stdout).toContain("corrected:   line 13 (niet-gebeurd), by anna, bert, line 14\n");
    expect(verified.status).toBe(0);
  });

  test("a spare gets its recipient, a lost letter a new number, a better disc its place; discs come back", async () => {
    const folder = await packedOffice();
    writeFileSync(
      join(folder, "meer.csv"),
      "envelop;ontvanger;exemplaar;zak\n0102-H;RESERVE1;3;Z3\n0103-J;GM0002;4;Z4\n",
    );
    expect(await run(folder, "pack", "r", ...by, "--csv", "meer.csv")).toMatchObject({ status: 0, stderr: "" });
    expect(await refusal(folder, "assign", "r", "0103-J", "GM0001", ...by)).toMatch(/stock|spare/);
    expect(await refusal(folder, "assign", "r", "0102-H", "RESERVE1", ...by)).toMatch(/RESERVE1/);
    expect(await run(folder, "assign", "r", "0102-H", "GM0001", ...by)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("assigned 0102-H GM0001 anna bert\n"),
    });
    await letters(folder, "0100-F", "0101-G", "0102-H", "0103-J");
    const replace = (old: string, next: string, what: string) => ["replace", "r", old, next, "--what", what, ...by];
    expect(await refusal(folder, ...replace("0101-G", "0102-H", "all"))).toMatch(/GM000/); // another's
    expect((await run(folder, ...replace("0101-G", "0103-J", "all"))).status).toBe(0);
    expect(await refusal(folder, ...replace("0101-G", "0103-J", "all"))).toContain("was replaced by 0103-J");
    expect((await run(folder, ...replace("0100-F", "0104-K", "letter"))).status).toBe(0);
    const { register } = await readBook(join(folder, "r"));
    expect(register.envelopes.get("0104-K")).toMatchObject({ number: "0104-K", discs: [{ copy: 1 }], letters: [] });
    const sent = ["--envelope", "0103-J", "--what", "disc", "--carrier", "PostNL"];
    expect(await refusal(folder, "returned", "r", "0103-J", "--by", "anna")).toMatch(/0103-J/);
    expect((await run(folder, "sent", "r", ...sent)).status).toBe(0);
    expect(await run(folder, "returned", "r", "0103-J", "--by", "anna")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("returned 0103-J anna\n"),
    });
    expect((await run(folder, "sent", "r", ...sent)).status).toBe(0);
    expect((await run(folder, "verify", "r")).status).toBe(0);
  });

  test("a master is a sealed image of a release that is there, once", async () => {
    const folder = await packedOffice();
    const made = makeDisc();
    writeFileSync(join(folder, "disc.iso"), made.image);
    writeFileSync(join(folder, "unsealed.iso"), made.unsealed);
    for (const name of ["root.note", "unsealed.iso"])
      expect([name, await refusal(folder, "master", "r", "gsb", name)]).toEqual([
        name,
        expect.stringMatching(/expected a (sealed image|primary volume descriptor)/),
      ]);
    expect(await refusal(folder, "master", "r", "gsb", "disc.iso")).toMatch(/expected|image/);
    const book = await RegisterBook.open(join(folder, "r"), () => undefined);
    const { role, sequence, version, product, imageSha256 } = made.release;
    const disc = { name: "own", disc: 1, discs: 1, role, sequence, version, product };
    await book.add([{ kind: "release", ...disc, textSha256: textDigest(made.seal.release.text), imageSha256 }]);
    await book.release();
    const taken = await run(folder, "master", "r", "own", "disc.iso");
    expect(taken).toMatchObject({ status: 0, stdout: expect.stringMatching(/ master own 1 [0-9a-f]{8}… /) });
    expect(await refusal(folder, "master", "r", "own", "disc.iso")).toMatch(/line 15|already/);
  });

  test("a head for the log, and its proof back", async () => {
    const folder = await packedOffice();
    const printed = await run(folder, "head", "r");
    const head = parseRegisterHead(printed.stdout);
    const { lines, head: last } = await readBook(join(folder, "r"));
    expect(head).toEqual({ election: "TK2027", purpose: "final", lines, head: last });
    expect((await run(folder, "head", "r", "-o", "head.note")).status).toBe(0);
    const { text } = parseNote(readFileSync(join(folder, "head.note")), "head");
    expect(text).toBe(printed.stdout);
    await letters(folder, "0100-F"); // the register goes on meanwhile
    await prove(folder, text, "good");
    const other = text.replace(last, "0".repeat(64));
    await prove(folder, other, "other");
    await prove(folder, text, "stranger", cees);
    const logged = (name: string) => ["logged", "r", `${name}.tlog-proof`, "--root", "root.note"];
    expect(await refusal(folder, ...logged("other"))).toContain("no line of this register gives this proof");
    expect(await refusal(folder, ...logged("stranger"))).toContain("not signed by the log of the trust root");
    const done = await run(folder, ...logged("good"));
    expect(done).toMatchObject({ status: 0, stderr: "" });
    expect(done.stdout).toContain(`line ${lines + 3}: logged ${lines} `);
    expect(await refusal(folder, ...logged("good"))).toContain("expected a later line");
    expect((await run(folder, "verify", "r")).stdout).toContain(`in the public log: up to line ${lines}\n`);
  });
});

/** A log of one entry, signed by `signer` under the log's name: the proof of `text` in it. */
async function prove(folder: string, text: string, name: string, signer = logKey): Promise<void> {
  const checkpoint = encodeCheckpoint({ origin: "log.example/zegel", size: 1, rootHash: leafHash(encodeUtf8(text)) });
  const bytes = await signChecked(signer, encodeUtf8(checkpoint), check);
  const signatures = [{ name: signer.vkey.name, keyId: signer.vkey.id, bytes }];
  const proof = encodeLogProof({ index: 0, hashes: [], checkpoint: { text: checkpoint, signatures } });
  writeFileSync(join(folder, `${name}.tlog-proof`), proof);
}

describe("the list of recipients", () => {
  test("a telephone number altered in it stops every command, until the list is taken in", async () => {
    const folder = await packedOffice();
    const path = join(folder, "ontvangers.csv");
    const right = readFileSync(path, "utf8");
    writeFileSync(path, right.replace("45 67 89", "45 67 88"));
    for (const args of [
      ["missing", "r"],
      ["void", "r", "0100-F", "--reason", "zak-open", ...by],
      ["verify", "r"],
    ])
      expect(await refusal(folder, ...args)).toMatch(
        /is not the list that the register took in last \(expected SHA-256 [0-9a-f]{64}\)/,
      );
    writeFileSync(path, right);
    expect((await run(folder, "missing", "r")).status).toBe(0);
    writeFileSync(
      path,
      `${right.replace("45 67 89", "45 67 88")}3;gsb;GSB;Nieuw;nl;nee;;;;;;0123;\r\n`.replace(";0123;", ";012345;"),
    );
    const taken = await run(folder, "recipients", "r", "--csv", "ontvangers.csv", ...by);
    expect(taken.status).toBe(0);
    expect(taken.stderr).toContain("line 5: the code 3 was read as GM0003");
    expect(taken.stdout).toMatch(/recipient GM0003 gsb GSB Nieuw/);
    expect((await run(folder, "recipients", "r", "--csv", "ontvangers.csv", ...by)).stdout).toContain(
      "nothing has changed",
    );
    expect((await run(folder, "missing", "r")).stdout).toContain("0123 45 67 88");
  });

  test("taken in half by a run that was killed: the same list once more brings those who are missing", async () => {
    const folder = await office();
    const changed = [
      header,
      ...people,
      "GM0003;gsb;GSB;Dorp;nl;nee;;;;;;0123 45;",
      "GM0004;gsb;GSB;Stad;nl;nee;;;;;;0123 46;",
    ];
    writeFileSync(join(folder, "ontvangers.csv"), `${changed.join("\r\n")}\r\n`);
    const take = () => run(folder, "recipients", "r", "--csv", "ontvangers.csv", ...by);
    expect((await take()).status).toBe(0);
    const whole = readFileSync(join(folder, "r"), "utf8").split("\n");
    writeFileSync(join(folder, "r"), `${whole.slice(0, -2).join("\n")}\n`); // its last line did not reach the disk
    expect((await readBook(join(folder, "r"))).register.recipients.has("GM0004")).toBe(false);
    expect((await take()).stdout).toContain("recipient GM0004 gsb GSB Stad");
    const { register } = await readBook(join(folder, "r"));
    expect([register.recipients.has("GM0004"), register.lists.length]).toEqual([true, 2]);
    expect((await take()).stdout).toContain("nothing has changed");
  });

  test("a name that changes is refused, one who is gone is told and stays", async () => {
    const folder = await packedOffice();
    const changed = `${[header, people[0]?.replace("Juinen", "Juinen-Stad"), ...people.slice(1)].join("\n")}\n`;
    writeFileSync(join(folder, "n.csv"), changed);
    expect(await refusal(folder, "recipients", "r", "--csv", "n.csv", ...by)).toMatch(
      /GM0001 stands otherwise in the register \(line 6\)/,
    );
    writeFileSync(join(folder, "n.csv"), `${[header, ...people.slice(1)].join("\n")}\n`);
    const taken = await run(folder, "recipients", "r", "--csv", "n.csv", ...by);
    expect(taken).toMatchObject({ status: 0, stderr: expect.stringContaining("not in the list any more: GM0001") });
  });

  test("without it: verify says so and is not done, other commands stop", async () => {
    const folder = await packedOffice();
    const gone = ["--recipients", "gone.csv"];
    expect(await run(folder, "verify", "r", ...gone)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("was not looked at"),
    });
    expect(await refusal(folder, "missing", "r", ...gone)).toContain("gone.csv: the list of recipients is not there");
    expect((await run(folder, "verify", "r", "--recipients", "ontvangers.csv")).status).toBe(0);
  });

  test("made from the definition of an election, and refused from anything else", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "110a.xml"), definition);
    expect(await run(folder, "recipients", "--eml", "110a.xml", "-o", "l.csv")).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("without a telephone number: 3, such as HSB09"),
      stdout: expect.stringContaining("recipients:  3"),
    });
    expect(readFileSync(join(folder, "l.csv"), "utf8").split("\r\n").slice(1, 4)).toEqual([
      "HSB09;hsb;HSB;Amsterdam;nl;nee;;;;;;;",
      "GM0363;gsb;GSB;Amsterdam;nl;nee;;;;;;;",
      "GM9001;sol;SOL;Bonaire;nl;nee;;;;;;;",
    ]);
    expect(await refusal(folder, "recipients", "--eml", "110a.xml", "-o", "l.csv")).toContain("exists already");
    writeFileSync(join(folder, "x.xml"), "<html/>");
    expect(await refusal(folder, "recipients", "--eml", "x.xml", "-o", "m.csv")).toContain(
      "expected the definition of an election (EML 110a)",
    );
    for (const more of [[], ["--csv", "l.csv"]])
      expect(await refusal(folder, "recipients", "--eml", "110a.xml", ...more)).toMatch(/give -o|not both/);
    expect(existsSync(join(folder, "m.csv"))).toBe(false);
  });

  test("held against the municipalities of the CBS: who is left out, merged or exchanged is named", async () => {
    const folder = temporaryFolder();
    const table = (...rows: readonly string[]) =>
      ['"Regio\'s";"Codes en namen van gemeenten/Code (code)";"Codes en namen van gemeenten/Naam (naam)"', ...rows]
        .map((line) => `${line}\r\n`)
        .join("");
    writeFileSync(join(folder, "l.csv"), `${[header, ...people].join("\r\n")}\r\n`);
    writeFileSync(join(folder, "good.csv"), table('"Juinen";"GM0001    ";"Juinen"', '"Gaarne";"GM0002    ";"Gaarne"'));
    writeFileSync(
      join(folder, "other.csv"),
      table('"Juinen";"GM0001    ";"Ju\u001binen aan Zee"', '"Dorp";"GM0003    ";"Dorp"'),
    );
    writeFileSync(join(folder, "none.csv"), "id;naam\r\n1;Juinen\r\n");
    const check = (file: string, out: string) =>
      run(folder, "recipients", "--csv", "l.csv", "--check-cbs", file, "-o", out);
    const good = await check("good.csv", "a.csv");
    expect(good).toMatchObject({ status: 0, stderr: "" });
    expect(good.stdout).toContain("CBS:         municipalities 2, and the list has the same");
    const other = await check("other.csv", "b.csv");
    expect(other).toMatchObject({ status: 3, stdout: expect.stringContaining("see the differences above") });
    expect(other.stderr).toContain("that are not in the list: 1: GM0003 Dorp: they get no disc");
    expect(other.stderr).toContain("that the CBS does not know: 1: GM0002 Gaarne: merged, or mistyped?");
    expect(other.stderr).toContain("(list / CBS): 1: GM0001 Juinen / Ju\\u{1b}inen aan Zee: look");
    expect(readFileSync(join(folder, "b.csv"))).toEqual(readFileSync(join(folder, "a.csv")));
    expect(await refusal(folder, "recipients", "--csv", "l.csv", "--check-cbs", "", "-o", "c.csv")).toContain(
      "cannot be read",
    );
    const none = await refusal(folder, "recipients", "--csv", "l.csv", "--check-cbs", "none.csv", "-o", "c.csv");
    expect(none).toContain("expected the table Gebieden in Nederland");
    expect(existsSync(join(folder, "c.csv"))).toBe(false);
    expect(await refusal(folder, "recipients", "r", "--csv", "l.csv", "--check-cbs", "good.csv", ...by)).toContain(
      "belongs to the making of a list",
    );
  });

  test.skipIf(!hasShared)("the Kiesraad's own example of a definition", async () => {
    const folder = temporaryFolder();
    expect((await run(folder, "recipients", "--eml", sharedDefinition, "-o", "l.csv")).status).toBe(0);
    expect(readFileSync(join(folder, "l.csv"), "utf8")).toContain("GM0000;gsb;GSB;Test;");
  });
});

/** As Kiesraad/EML_NL 110a has it, of as little as the schema allows. */
const definition = `<?xml version="1.0" encoding="UTF-8"?>
<EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" Id="110a" SchemaVersion="5">
<TransactionId>1</TransactionId><IssueDate>2027-01-04</IssueDate><kr:CreationDateTime>2027-01-04T11:16:26.827</kr:CreationDateTime>
<ElectionEvent><EventIdentifier/><Election>
<ElectionIdentifier Id="TK2027"><ElectionName>Tweede Kamer 2027</ElectionName><ElectionCategory>TK</ElectionCategory>
<kr:ElectionDate>2027-03-17</kr:ElectionDate><kr:NominationDate>2027-02-01</kr:NominationDate></ElectionIdentifier>
<Contest><ContestIdentifier Id="alle"/><VotingMethod>SPV</VotingMethod><MaxVotes></MaxVotes></Contest>
<kr:NumberOfSeats>150</kr:NumberOfSeats><kr:PreferenceThreshold>25</kr:PreferenceThreshold>
<kr:ElectionTree><kr:Region RegionNumber="9" RegionCategory="KIESKRING"><kr:RegionName>Amsterdam</kr:RegionName><kr:Committee CommitteeCategory="HSB"/></kr:Region>
<kr:Region RegionNumber="363" RegionCategory="GEMEENTE"><kr:RegionName>Amsterdam</kr:RegionName></kr:Region>
<kr:Region RegionNumber="9001" RegionCategory="GEMEENTE"><kr:RegionName>Bonaire</kr:RegionName></kr:Region></kr:ElectionTree>
<kr:RegisteredParties/></Election></ElectionEvent></EML>
`;

describe("what may not come in", () => {
  test("a release that too few signed, of another election, of a root that is not given", async () => {
    const folder = await office();
    const release = (name: string) => ["release", "r", "x", name, "--root", "root.note"];
    putNote(folder, "one.note", await signedBy(releaseNote({ sequence: 13 }, root), anna));
    expect(await refusal(folder, ...release("one.note"))).toContain(
      "expected 2 valid signatures under the trust root, found 1",
    );
    putNote(folder, "gr.note", await signedBy(releaseNote({ election: "GR2026" }, root), anna, bert));
    expect(await refusal(folder, ...release("gr.note"))).toContain(
      "expected a release for TK2027 with purpose final, found GR2026, final",
    );
    putNote(folder, "trial.note", await signedBy(releaseNote({ purpose: "trial" }, root), anna, bert));
    expect(await refusal(folder, ...release("trial.note"))).toContain("found TK2027, trial");
    putNote(folder, "other.note", await signedBy(releaseNote({ sequence: 14 }, rootNote()), anna, bert));
    expect(await refusal(folder, ...release("other.note"))).toContain("was not given, or does not fit");
    putNote(
      folder,
      "good.note",
      await signedBy(releaseNote({ sequence: 13, imageSha256: "c".repeat(64) }, root), anna, bert),
    );
    expect((await run(folder, ...release("good.note"))).status).toBe(0);
  });

  test("a table with a fault comes in not at all, and each fault is told with its line", async () => {
    const folder = await office();
    const before = readFileSync(join(folder, "r"));
    writeFileSync(
      join(folder, "pak.csv"),
      "envelop;ontvanger;exemplaar;zak\n0100-F;;1;Z1\n0101-K;;2;Z2\n0101-G;;1;Z3\n0101-G;;99;Z4\n0102-H;;3;Z1\n",
    );
    const said = await refusal(folder, "pack", "r", ...by, "--csv", "pak.csv");
    expect(said.split("\n").map((line) => line.split(":")[0])).toEqual([
      "pak.csv",
      "line 3, column envelop",
      "line 4",
      "line 5",
      "line 6",
    ]);
    expect(said).toContain("line 4: copy 1 is in envelope 0100-F already");
    expect(readFileSync(join(folder, "r"))).toEqual(before);
  });

  test("clerks who are too few, the same one twice, or unknown", async () => {
    const folder = await packedOffice();
    for (const [clerks, says] of [
      [["--by", "anna"], "give --by twice"],
      [["--by", "anna", "--by", "anna"], "give --by twice"],
      [["--by", "anna", "--by", "mallory"], "clerk mallory is not in this register"],
    ] as const)
      expect(await refusal(folder, "void", "r", "0100-F", "--reason", "zak-open", ...clerks)).toContain(says);
    expect(await refusal(folder, "void", "r", "0100-G", "--reason", "zak-open", ...by)).toContain(
      "envelope number such as 0123-K",
    );
    expect((await run(folder, "void", "r", "0100-F", "--reason", "zak-open", ...by)).status).toBe(0);
  });
});

describe("a scanner", () => {
  test("a wrong beep is named at once, and what was right is on the disk", async () => {
    const folder = await office();
    const beeps = [
      "0001",
      "0101-K",
      "0100f",
      "Z9",
      "0051",
      "0001",
      "0100-F",
      "0001",
      "Z1",
      "0100-F",
      "ZEGEL.E1.0101G.0002",
      "1",
      "2",
      "Z1",
      "Z2",
      "0102-H",
      "opnieuw",
      "0102-H",
    ];
    const { status, stdout, stderr } = zegel(["register", "pack", "r", ...by, "--lang", "en"], {
      cwd: folder,
      input: `${beeps.join("\n")}\n`,
    });
    expect(stdout).toBe(
      "packed:      0100-F, Juinen, copy 1, bag Z1 (line 11)\npacked:      0101-G, Gaarne, copy 2, bag Z2 (line 12)\n",
    );
    expect([...stderr.matchAll(/WRONG: (.*)/g)].map(([, said]) => said)).toEqual([
      "this is the number of a copy: scan the envelope first",
      expect.stringContaining('this is no envelope number: "0101-K"'),
      expect.stringContaining('this is no number of a copy: "Z9"'),
      "copy 51 is of no batch in this register",
      "this is envelope 0100-F: scan the number of the bag",
      "this is copy 1 again: scan the number of the bag",
      "envelope 0100-F is packed or void already: look whether this is the right envelope",
      "copy 1 is in envelope 0100-F already",
      "bag Z1 is of envelope 0100-F already",
    ]);
    expect(stderr).toContain("the last envelope is not complete and was not recorded");
    expect(status).toBe(3);
    expect((await readBook(join(folder, "r"))).lines).toBe(12);
  });
});

describe("the file", () => {
  test("a line that broke off is cut, and the next line says so", async () => {
    const folder = await packedOffice();
    const path = join(folder, "r");
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 5);
    expect(await refusal(folder, "head", "r")).toContain("line 12 breaks off");
    const done = await run(folder, "clerk", "r", "cees", "Kiesraad");
    expect(done.stderr).toMatch(/the last line had broken off \(bytes: \d+\) and was cut/);
    const { register, lines } = await readBook(path);
    expect([lines, register.torn.length, register.envelopes.size]).toEqual([13, 1, 1]);
    expect((await run(folder, "verify", "r")).stdout).toContain("broken off and repaired: line 12");
  });

  test("two at once: the second is told, and neither harms the other", async () => {
    const folder = await packedOffice();
    const book = await RegisterBook.open(join(folder, "r"), () => undefined);
    expect(await refusal(folder, "clerk", "r", "cees", "Kiesraad")).toMatch(/is recording in this register: wait/);
    appendFileSync(join(folder, "r"), "x");
    await expect(book.add([{ kind: "clerk", id: "dora", organisation: "X" }])).rejects.toThrow(
      /somebody else writes it/,
    );
    await book.release();
  });

  test("killed in the middle of packing: what was said to be packed is there, and the rest can go on", async () => {
    const folder = await office();
    for (const wait of [1, 2]) {
      const child = spawn(zegelCommand[0], [zegelCommand[1], "register", "pack", "r", ...by], {
        cwd: folder,
        stdio: ["pipe", "pipe", "ignore"],
      });
      const said = new Promise<string>((resolve) => {
        let text = "";
        child.stdout.on("data", (piece) => {
          text += String(piece);
          if (text.includes("\n")) child.kill("SIGKILL");
        });
        child.on("close", () => resolve(text));
      });
      const number = { 1: "0100-F", 2: "0101-G" }[wait];
      child.stdin.on("error", () => undefined);
      child.stdin.write(`${number}\n${wait}\nZ${wait}\n`);
      const envelopes = [...(await said).matchAll(/ (0\d{3}-[A-Z]),/g)].map(([, found]) => found);
      const { register } = await readBook(join(folder, "r"));
      for (const envelope of envelopes) expect(register.envelopes.has(envelope ?? "")).toBe(true);
      expect(register.envelopes.size).toBe(wait);
    }
  });
});
