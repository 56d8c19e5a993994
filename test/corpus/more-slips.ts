// More slips of the hand, found by people who tried: each under its heading of slips.ts.

import { appendFileSync, cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeForms, encodeCodeGroups, encodeRecallCode } from "../../src/format/index.ts";
import type { Answer } from "../cli/person.ts";
import { sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { at, code, disc, iso, type Slip, third } from "./slips.ts";

const groups = code.split("-");
const [firstGroup = "", secondGroup = ""] = groups;
const recall = encodeRecallCode(1, disc.release.imageSha256);
const control = encodeCodeGroups(sha256Of("x"), codeForms.control.groups, codeForms.control.first);
const codeIsGood = "De zegelcode is zonder typefout.";
const isCopy = "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.";
const noImage = "Dit is geen ISO-bestand:";
const noChoice = "Dat is geen van de keuzes.";

/** After the code of a good disc: not reported, no record, no copy, close. */
const end = ["", "n", "n", ""];
/** After a verdict of WACHT: no record, no report, close. */
const waitEnd = ["n", "n", ""];
const whole = () => [...iso(), code, ...end];
const slip = (what: string, says: string, hand: () => readonly Answer[], ends = 0): Slip => ({
  what,
  says,
  hand,
  ends,
});

const atTheMenu = (what: string, typed: string, says = noChoice) => slip(what, says, () => [typed, ...whole()]);
const atTheCode = (what: string, typed: string, says: string) =>
  slip(what, says, () => [...iso(), typed, code, ...end]);
const typesCode = (what: string, typed: string) => slip(what, codeIsGood, () => [...iso(), typed, ...end]);
const choosing = (what: string, says: string, chosen: () => string) =>
  slip(what, says, () => ["2", chosen(), at("master.iso"), code, ...end]);
const atChoice4 = (what: string, typed: () => string, says: string) =>
  slip(what, says, () => ["4", typed(), "", ...whole()]);
const installed = (what: string, says: string, folder: () => string) =>
  slip(what, says, () => [...third(), folder(), at("PC", "OSV"), code, "n", ""]);

function put(name: string, start: string | Buffer): string {
  writeFileSync(at(name), Buffer.concat([Buffer.from(start), Buffer.alloc(60_000, " ")]));
  return at(name);
}

function copied(): string {
  cpSync(folderOf(disc), at("kopie"), { recursive: true });
  return at("kopie");
}

const ofCopy = (what: string, spoil: (copy: string) => void) =>
  slip(
    what,
    isCopy,
    () => {
      spoil(copied());
      return ["2", at("kopie"), code, ...waitEnd];
    },
    23,
  );

/** Of an image of which `bytes` are there. */
const cutAt = (what: string, bytes: number) =>
  slip(
    what,
    "Dit bestand is niet compleet.",
    () => {
      writeFileSync(at("half.iso"), disc.image.subarray(0, bytes));
      return ["2", at("half.iso"), code, ...waitEnd];
    },
    20,
  );

export const moreSlips: Readonly<Record<string, readonly Slip[]>> = {
  "At the menu": [
    atTheMenu("types the number in words", "twee"),
    atTheMenu("types the word before the number", "keuze 2"),
    atTheMenu("types two numbers", "2,3"),
    atTheMenu("asks for help", "?"),
    atTheMenu("types the letter of a drive without a disc", "X:"),
    atTheMenu("types the envelope number", "0123-K", "Kies eerst wat u wilt controleren. De code komt daarna."),
    atTheMenu("types the intrekkingscode", recall, "Kies eerst wat u wilt controleren. De code komt daarna."),
    atTheMenu("types a control number", control, "Kies eerst wat u wilt controleren. De code komt daarna."),
  ],
  "At the code": [
    typesCode("puts commas between the groups", groups.join(", ")),
    typesCode("puts strokes between the groups", groups.join("/")),
    typesCode("puts points between the groups, and one behind them", `${groups.join(".")}.`),
    typesCode("pastes dashes of a word processor between the groups", groups.join(" \u2013 ")),
    slip("leaves blanks between the characters", codeIsGood, () => [
      ...iso(),
      ...groups.map((group) => group.split("").join(" ")),
      ...end,
    ]),
    atTheCode("pastes the code twice", `${code} ${code}`, "Dat zijn geen 7 groepen van 5 tekens."),
    atTheCode("types a group too many", `${code}-7Z4Q2`, "Dat zijn geen 7 groepen van 5 tekens."),
    atTheCode("drags the ISO file into the question", "/home/anna/master.iso", "Dat zijn geen 7 groepen van 5 tekens."),
    atTheCode("types the number of the Staatscourant", "Stcrt. 2027, 1234", "Dat zijn geen 7 groepen van 5 tekens."),
    atTheCode("types a telephone number", "070-3763000", "Dat zijn geen 7 groepen van 5 tekens."),
    atTheCode("begins at the second group", secondGroup, "Groep 1 klopt niet. Lees groep 1 opnieuw."),
    atTheCode(
      "reads the first group of a control number",
      control.slice(0, 5),
      "Leest u het controlenummer voor? Typ de zegelcode.",
    ),
    slip("types the first group twice", "Groep 2 klopt niet. Lees groep 2 opnieuw.", () => [
      ...iso(),
      firstGroup,
      ...groups.toSpliced(1, 0, firstGroup),
      ...end,
    ]),
  ],
  "At choosing a disc, a file or a folder": [
    choosing("chooses the data of an earlier check", noImage, () =>
      put("verslag.json", '{ "format": "zegel/record v1"'),
    ),
    choosing("chooses a statement of the Kiesraad", "Dit is een bestand van de Kiesraad, en geen schijf:", () =>
      at("root.note"),
    ),
    choosing("chooses a PDF", noImage, () => put("brief.pdf", "%PDF-1.7")),
    choosing("chooses a photograph", noImage, () => put("foto.jpg", Buffer.from("ffd8ffe0", "hex"))),
    choosing("chooses a zip that was named .iso", "Dit is een zip-bestand.", () => put("osv.iso", "PK\u0003\u0004")),
    choosing("chooses a rar", "Dit is een ingepakt bestand.", () => put("osv.rar", "Rar!\u001a\u0007")),
    choosing("types the name of the file alone", "Dat is er niet: master.iso.", () => "master.iso"),
    choosing("types an answer", "Dat is er niet: weet ik niet.", () => "weet ik niet"),
    slip("types quotes of a word processor around the place", codeIsGood, () => [
      "2",
      `\u201c${at("master.iso")}\u201d`,
      code,
      ...end,
    ]),
    slip("drags an address of a file", codeIsGood, () => ["2", `file://${at("master.iso")}`, code, ...end]),
    slip("has an ISO file without .iso behind its name", codeIsGood, () => {
      renameSync(at("master.iso"), at("master"));
      return ["2", at("master"), code, ...end];
    }),
    cutAt("has the first small part of an ISO file", 40_000),
    ofCopy("has a copy in which Windows left desktop.ini", (copy) => writeFileSync(join(copy, "desktop.ini"), "")),
    ofCopy("has a copy in which a Mac left .DS_Store", (copy) => writeFileSync(join(copy, ".DS_Store"), "")),
    ofCopy("has a copy on a stick of Windows", (copy) => mkdirSync(join(copy, "System Volume Information"))),
    ofCopy("has a copy with one file twice", (copy) => writeFileSync(join(copy, "LEESMIJ - kopie.txt"), "")),
    slip(
      "has an ISO file with something behind it",
      isCopy,
      () => {
        appendFileSync(at("master.iso"), Buffer.alloc(2048));
        return ["2", at("master.iso"), code, ...waitEnd];
      },
      23,
    ),
  ],
  "With what the Kiesraad sent": [
    atChoice4("types a control number", () => control, "Dat is het controlenummer. Typ de intrekkingscode."),
    atChoice4("types the envelope number", () => "0123-K", "Dat is het envelopnummer. Typ de intrekkingscode."),
    atChoice4("leaves out the last group", () => recall.slice(0, 17), "Dit is geen intrekkingscode (4 groepen van 5)"),
    atChoice4("gives the ISO file", () => at("master.iso"), "Dit is geen intreklijst"),
    atChoice4("gives a folder", () => at("PC"), "Dit is geen intreklijst"),
  ],
  "At choice 3": [
    installed("types the zegelcode for the folder", "Dat is de zegelcode. Hier hoort een bestand of map.", () => code),
    installed("types the name of the program", "Dat is er niet: OSV.", () => "OSV"),
    installed("chooses the whole computer", "In deze map staat het programma niet.", () => "/"),
    slip("compares with the letter", noImage, () => [
      "3",
      at("brief.docx"),
      at("master.iso"),
      at("PC", "OSV"),
      code,
      "n",
      "",
    ]),
  ],
  "At stopping": [
    slip("types a point behind the S", "Gestopt. Er is geen oordeel. Installeer niet.", () => ["s.", ""], 1),
  ],
  "After the verdict": [
    slip("types a name in other letters", "Dat kan niet op papier. Gebruik gewone letters en cijfers", () => [
      ...iso(),
      code,
      "",
      "j",
      "\u0401\u0436",
      "",
      "",
      "",
      "",
      ...end.slice(1),
    ]),
    slip(
      "types the control number as the envelope number",
      "Dat is het controlenummer. Het envelopnummer staat",
      () => [...iso(), code, "", "j", "", control, "", "", "", ...end.slice(1)],
    ),
  ],
};
