// An office in which every command of a register has something to do, and a command line of each that writes.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { RegisterBook } from "../../src/distribute/book/book.ts";
import {
  codeForms,
  encodeCheckpoint,
  encodeCodeGroups,
  encodeLogProof,
  encodeRecall,
  encodeReceipt,
  encodeUtf8,
  parseNote,
  textDigest,
} from "../../src/format/index.ts";
import { leafHash } from "../../src/format/merkle.ts";
import { signChecked } from "../../src/sign/index.ts";
import { by, openTexts } from "../distribute/dispatch.ts";
import { imageOfRelease, makeOffice, type Office } from "../distribute/office.ts";
import { check, testKey } from "../sign/fixtures.ts";
import { makeDisc } from "../verify/fixture.ts";
import { signText } from "../world/people.ts";
import { testRoot } from "../world/roots.ts";
import { runIn } from "./flow.ts";

const header = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email";
const peopleOf = ([one, two, three]: Names) => [
  `GM0001;gsb;GSB;${one};nl;nee;Bureau Verkiezingen;Markt 1;1000 AA;Juinen;;0123 45 67 89;`,
  `GM0002;gsb;GSB;${two};nl;nee;;Plein 2;2000 BB;Gaarne;;0123456780;`,
  `GM0003;gsb;GSB;${three};nl;nee;;Laan 3;3000 CC;Verweg;;+31 123 456781;`,
  "RESERVE1;spare;GSB;Voorraad;nl;nee;;;;;;;",
];
const listOf = (rows: readonly string[]) => `${[header, ...rows].join("\r\n")}\r\n`;
const logKey = testKey("log.example/zegel", 12);
const logged = {
  keys: [...testRoot().keys, { vkey: logKey.vkey, role: "log", holder: "Log", organisation: "Stichting" } as const],
  logOrigin: "log.example/zegel",
};
const controlNumber = encodeCodeGroups("ab".repeat(32), 3, codeForms.control.first);
/** What a program says that was stopped, of a disc in a drive. */
const stopcode = encodeReceipt({ exitCode: 22, scope: 0, link: "4X", proof: "0123456789a" });

export const registerName = "tk.register";

/** Words of a command that writes in the register `@/tk.register`, and the files that it makes beside it. */
export interface Writing {
  readonly words: readonly string[];
  readonly made: readonly string[];
}

export interface WholeOffice extends Office {
  /** `zegel register` in the office's folder, in English. */
  run(...args: readonly string[]): ReturnType<typeof runIn>;
  /** A folder with the register, its list and a clerk's table, as they are at the start. Its name. */
  copy(name: string): string;
  readonly writing: readonly Writing[];
}

/** Of three municipalities, as a cell of a table has them. */
export type Names = readonly [string, string, string];

export async function makeWholeOffice(names: Names = ["Juinen", "Gaarne", "Verweg"]): Promise<WholeOffice> {
  const people = peopleOf(names);
  const office = await makeOffice(logged);
  const { folder, put } = office;
  const run: WholeOffice["run"] = (...args) => runIn(folder, addRegister, ["register", ...args, "--lang", "en"]);
  const done = async (...args: readonly string[]) =>
    expect([args[0], await run(...args)]).toEqual([args[0], expect.objectContaining({ status: 0 })]);
  mkdirSync(join(folder, "begin"));
  const register = `begin/${registerName}`;
  put("begin/ontvangers.csv", listOf(people));
  put("changed.csv", listOf([...people, "GM0004;gsb;GSB;Erbij;nl;nee;;;;;;0123 45 67 82;"]));
  put("brief.json", JSON.stringify(openTexts));
  put("pak.csv", "envelop;ontvanger;exemplaar;zak\n0100-F;;1;Z1\n0101-G;;2;Z2\n0102-H;;3;Z3\n0103-J;;4;Z4\n");
  put("meer.csv", "envelop;ontvanger;exemplaar;zak\n0110-S;GM0001;5;Z5\n0111-T;GM0002;6;Z6\n");
  office.putRelease("two.note", { sequence: 13, version: "2.24.4", imageSha256: "ee".repeat(32) });
  const entry = { imageSha256: imageOfRelease, date: "2027-03-03", reason: "telfout" };
  put("recall.note", signText(encodeRecall({ date: "2027-03-03", recalled: [entry] }), ["anna", "bert"]));
  await done(
    ...["new", "--election", "TK2027", "--purpose", "final", "--first", "0100-F", ...by, "--organisation", "Kiesraad"],
    ...["--recipients", "begin/ontvangers.csv", "-o", register],
  );
  await done("release", register, "gsb", "release.note", "--root", "root.note");
  await done("batch", register, "A", "--release", "gsb", "--copies", "1..50", "--place", "Den Haag");
  await done("pack", register, ...by, "--csv", "pak.csv");
  await addLetters(office, register);
  await done("sent", register, "--envelope", "0100-F", "--what", "disc", "--carrier", "PostNL");
  await done("sent", register, "--envelope", "0101-G", "--what", "disc", "--carrier", "PostNL");
  await done("arrived", register, "--envelope", "0100-F", "--what", "disc", "--carrier", "PostNL");
  const arrivedAt = readFileSync(join(folder, register), "utf8").split("\n").length - 1;
  const notice = ["notice", register, "--recall", "recall.note", "--root", "root.note", "--by", "anna"];
  await done(...notice, "--channel", "telefoon", "--only", "GM0001");
  await done("head", register, "-o", "head.note");
  await prove(office);
  await done(
    ...["receipt", register, "--envelope", "0101-G", "--code", stopcode, "--by", "anna"],
    "--slip",
    "begin/s.csv",
  );
  putReports(office);
  const copy: WholeOffice["copy"] = (name) => {
    cpSync(join(folder, "begin"), join(folder, name), { recursive: true });
    return name;
  };
  return { ...office, run, copy, writing: writingOf(arrivedAt) };
}

/** Letters are made by another command, with scrypt: here the lines of two, and the release of a disc that is a sealed image. */
async function addLetters({ folder }: Office, register: string): Promise<void> {
  const made = makeDisc();
  writeFileSync(join(folder, "disc.iso"), made.image);
  const { role, sequence, version, product, imageSha256 } = made.release;
  const own = { name: "own", disc: 1, discs: 1, role, sequence, version, product };
  const book = await RegisterBook.open(join(folder, register), () => undefined);
  const h = "ab".repeat(32);
  for (const envelope of ["0100-F", "0101-G"])
    await book.add([
      { kind: "letter", envelope, sha256: h, by: ["anna", "bert"] },
      { kind: "commit", envelope, disc: 1, drive: h, image: h, tree: h, installed: h },
    ]);
  await book.add([{ kind: "release", ...own, textSha256: textDigest(made.seal.release.text), imageSha256 }]);
  await book.release();
}

/** A log of one entry: the head of this register. */
async function prove({ folder, put }: Office): Promise<void> {
  const { text } = parseNote(readFileOf(folder, "head.note"), "head.note");
  const checkpoint = encodeCheckpoint({ origin: "log.example/zegel", size: 1, rootHash: leafHash(encodeUtf8(text)) });
  const bytes = await signChecked(logKey, encodeUtf8(checkpoint), check);
  const signatures = [{ name: logKey.vkey.name, keyId: logKey.vkey.id, bytes }];
  put("head.tlog-proof", encodeLogProof({ index: 0, hashes: [], checkpoint: { text: checkpoint, signatures } }));
}

const readFileOf = (folder: string, name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** A record of a recalled disc, and a scanner's line of a paper. */
function putReports({ folder, put }: Office): void {
  const releaseSha256 = textDigest(parseNote(readFileOf(folder, "release.note"), "note").text);
  const measured = {
    ...{ format: "zegel/record v1", checkedOn: "2027-02-02T09:14:05.120Z", verdict: "ECHT", refusals: [], exitCode: 0 },
    ...{ scope: "image", medium: "drive", target: "D:", releaseSha256 },
  };
  const start = `${JSON.stringify(measured, null, 2).slice(0, -2)},\n`;
  const number = encodeCodeGroups(textDigest(start), 3, codeForms.control.first);
  const filledIn = { envelope: "0100-F", persons: [] };
  put("verslag.json", `${JSON.stringify({ ...measured, filledIn, controlNumber: number }, null, 2)}\n`);
  const bare = controlNumber.replaceAll("-", "");
  put("scan.txt", `ZEGEL.R1.0100F.0.0.${releaseSha256.slice(0, 16)}.0123456789A.${bare}.\r\n`);
}

/** `arrivedAt`: a line that can be corrected. */
function writingOf(arrivedAt: number): Writing[] {
  const write = (kind: string, ...more: readonly string[]): Writing => ({
    words: ["register", kind, `@/${registerName}`, ...more],
    made: [],
  });
  const one = ["--by", "anna"];
  const recall = ["--recall", "recall.note", "--root", "root.note", ...one];
  const paper = ["--texts", "brief.json", "--out"];
  const call = ["--envelope", "0100-F", ...one];
  return [
    write("recipients", "--csv", "changed.csv", ...by),
    write("clerk", "balie-1", "Kiesraad"),
    write("release", "two", "two.note", "--root", "root.note"),
    write("master", "own", "disc.iso"),
    write("batch", "B", "--release", "gsb", "--copies", "51..60", "--place", "Perserij X"),
    write("checked", "9", "--verdict", "ECHT", "--control", controlNumber, ...one),
    write("pack", ...by, "--csv", "meer.csv"),
    {
      ...write(
        ...(["letters", "release.note", "--root", "root.note", "--kit", "kit.tar", ...paper, "@/brieven"] as const),
        ...["--only", "0102-H", ...by],
      ),
      made: ["brieven/brieven-0102-H.html"],
    },
    write("sent", "--envelope", "0100-F", "--what", "letter", "--carrier", "koerier"),
    write("arrived", "--envelope", "0101-G", "--what", "disc", "--carrier", "PostNL"),
    write("assign", "0103-J", "GM0003", ...by),
    write("replace", "0101-G", "0112-V", "--what", "letter", ...by),
    write("void", "0101-G", "--reason", "verloren", ...by),
    write("correct", String(arrivedAt), "--reason", "tikfout", ...by),
    write("returned", "0100-F", ...one),
    write("destroyed", "0100-F", ...one),
    {
      ...write("notice", ...recall, ...paper, "@/uit", "--only", "GM0002"),
      made: ["uit/bellijst.csv", "uit/stop-nl-1.html"],
    },
    write("notice", ...recall, "--channel", "telefoon", "--only", "GM0002"),
    write("heard", "1", "GM0001", "--how", "bezoek", ...one),
    write("logged", "head.tlog-proof", "--root", "root.note"),
    write("receipt", ...call, "--code", stopcode),
    write("receipt", ...call, "--control", controlNumber, "--verdict", "ECHT"),
    write("receipt", "--record", "verslag.json", ...one),
    write("receipt", "--scan", "scan.txt", ...one),
    write("receipt", "--csv", "@/s.csv"),
    write("close"),
  ];
}
