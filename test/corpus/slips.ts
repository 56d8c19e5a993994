// Slips of the hand, beside the attacks: what an official does wrong, and what she reads. slips.test.ts types each of them into the
// guided program, from its start to its end.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import {
  codeForms,
  encodeCodeGroups,
  encodeHashGroups,
  encodeInstall,
  encodeLogProof,
  encodeNote,
  encodeRecallCode,
  installPath,
} from "../../src/format/index.ts";
import { type Answer, interruption } from "../cli/person.ts";
import { proofOf } from "../trust/log-fixture.ts";
import { makeDisc, recallNote, samplePayload, sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";

/** Folders that will not take a file: what the system says of each. */
export const fullFolders: Readonly<Record<string, string>> = { "volle-schijf": "ENOSPC", "alleen-lezen": "EROFS" };

const program = Buffer.from("PK\n");
const install = encodeInstall([{ class: "static", path: "osv.jar", sha256: sha256Of(program) }]);
export const disc = makeDisc({ payload: { ...samplePayload, [installPath]: install } });
const practice = makeDisc({ release: { purpose: "trial" } });
const bare = makeDisc({ release: { sequence: 99 } });
export const { code } = disc;
const groups = code.split("-");
const slip = (group = "") => `${group.slice(0, 4)}${group.endsWith("0") ? "1" : "0"}`;
const recall = encodeRecallCode(1, disc.release.imageSha256);

/** The folder of the slip at hand: what she has on her computer. */
let folder = "";
export const at = (...names: string[]) => join(folder, ...names);

/** Lays out in a new folder what she has. */
export function layOut(there: string): void {
  folder = there;
  writeFileSync(at("root.note"), disc.rootNote);
  writeFileSync(at("master.iso"), disc.image);
  writeFileSync(at("oud.iso"), bare.image);
  writeFileSync(at("OSV.zip"), "PK\u0003\u0004 and so on");
  writeFileSync(at("brief.docx"), "PK\u0003\u0004 and so on");
  writeFileSync(at("verslag.html"), `<!doctype html>${" ".repeat(50_000)}`);
  writeFileSync(at("leeg.iso"), "");
  mkdirSync(at("lege map"));
  mkdirSync(at("home", "Documents"), { recursive: true });
  mkdirSync(at("PC", "OSV"), { recursive: true });
  mkdirSync(at("PC", "Foto's"));
  writeFileSync(at("PC", "Foto's", "a.jpg"), "");
  writeFileSync(at("PC", "OSV", "osv.jar"), program);
  for (const name of Object.keys(fullFolders)) mkdirSync(at(name));
  vi.stubEnv("HOME", at("home"));
}

/** A copy of the disc in a folder of its own. */
function copied(): string {
  mkdirSync(at("stick"), { recursive: true });
  cpSync(folderOf(disc), at("stick", "kopie"), { recursive: true });
  return at("stick", "kopie");
}

export interface Slip {
  /** What the hand does. */
  readonly what: string;
  /** The sentence that she reads, as the screen has it in one line. */
  readonly says: string;
  /** All that she types. */
  readonly hand: () => readonly Answer[];
  readonly dropped?: () => readonly string[];
  /** How it ends: 0 GOED, 1 no verdict, else the verdict of WACHT. */
  readonly ends: number;
}

/** After the code of a good disc with a list of installed files: not reported, no record, no copy, close. */
const goodEnd = ["", "n", "n", ""];
/** After WACHT: no record, no report, close. */
const waitEnd = ["n", "n", ""];
const stop = ["s", ""];
export const iso = () => ["2", at("master.iso")];
const whole = () => [...iso(), code, ...goodEnd];
export const third = () => ["3", at("master.iso")];

const atTheMenu: readonly Slip[] = [
  {
    what: "types a number that is no choice",
    says: "Dat is geen van de keuzes. Typ een van deze: 2, 3, 4, Z, E, S.",
    hand: () => ["9", ...whole()],
    ends: 0,
  },
  {
    what: "presses Enter without a choice",
    says: "Dat is geen van de keuzes.",
    hand: () => ["", ...whole()],
    ends: 0,
  },
  {
    what: "types the code before choosing a disc",
    says: "Kies eerst wat u wilt controleren. De code komt daarna.",
    hand: () => [code, ...whole()],
    ends: 0,
  },
  {
    what: "chooses 1 while there is no disc in the drive",
    says: "Geen schijf met een zegel gevonden. Leg de schijf in het station",
    hand: () => ["1", ...whole()],
    ends: 0,
  },
  {
    what: "drags the ISO file into the menu",
    says: "U mag installeren.",
    hand: () => [`"${at("master.iso")}"`, code, ...goodEnd],
    ends: 0,
  },
];

const atTheCode: readonly Slip[] = [
  {
    what: "types one group wrong",
    says: "Groep 3 klopt niet. Lees groep 3 opnieuw.",
    hand: () => [...iso(), ...groups.slice(0, 2), slip(groups[2]), ...groups.slice(2), ...goodEnd],
    ends: 0,
  },
  {
    what: "types two groups in each other's place",
    says: "Groep 2 en groep 3 staan omgewisseld. Lees ze opnieuw.",
    hand: () => {
      const [one = "", two = "", three = "", ...more] = groups;
      return [...iso(), [one, three, two, ...more].join(" "), two, three, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "types two groups wrong",
    says: "Groep 2 en groep 5 kloppen niet. Lees ze opnieuw.",
    hand: () => {
      const typed = groups.with(1, slip(groups[1])).with(4, slip(groups[4])).join("-");
      return [...iso(), typed, groups[1] ?? "", groups[4] ?? "", ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "types the intrekkingscode",
    says: "Dat is de intrekkingscode. Typ de zegelcode.",
    hand: () => [...iso(), recall, code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types the first group of the intrekkingscode",
    says: "Groep 1 klopt niet. Lees groep 1 opnieuw. Leest u de intrekkingscode voor? Typ de zegelcode.",
    hand: () => [...iso(), recall.slice(0, 5), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types a control number",
    says: "Dat is het controlenummer. Typ de zegelcode.",
    hand: () => [...iso(), encodeCodeGroups(sha256Of("x"), 3, codeForms.control.first), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types the envelope number",
    says: "Dat is het envelopnummer. Typ de zegelcode.",
    hand: () => [...iso(), "0123-K", code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types the hash code",
    says: "Dat is een hashcode. Typ de zegelcode.",
    hand: () => [...iso(), encodeHashGroups(sha256Of("x")), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "leaves out a character",
    says: "Een groep heeft 5 tekens, u typte er 4. Lees groep 1 opnieuw.",
    hand: () => [...iso(), "7Z4Q", code, ...goodEnd],
    ends: 0,
  },
  {
    what: "reads a V as a U",
    says: "Een U staat nooit in de code. Is het een V?",
    hand: () => [...iso(), "7Z4QU", code, ...goodEnd],
    ends: 0,
  },
  {
    what: "leaves out the last group",
    says: "Dat zijn geen 7 groepen van 5 tekens. Typ nu alleen groep 1.",
    hand: () => [...iso(), groups.slice(0, 6).join("-"), ...groups, ...goodEnd],
    ends: 0,
  },
  {
    what: "presses Enter instead of a group",
    says: "U typte niets. Typ groep 1.",
    hand: () => [...iso(), "", ...groups, ...goodEnd],
    ends: 0,
  },
  {
    what: "types in lower case, O for 0 and I or L for 1",
    says: "De zegelcode is zonder typefout.",
    hand: () => [...iso(), code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l"), ...goodEnd],
    ends: 0,
  },
  {
    what: "pastes the code with characters that nobody sees",
    says: "De zegelcode is zonder typefout.",
    hand: () => [...iso(), groups.join("\u00ad\u200b \u202a"), ...goodEnd],
    ends: 0,
  },
  {
    what: "reads the number in front of each group out as well",
    says: "De zegelcode is zonder typefout.",
    hand: () => [...iso(), ...groups.map((group, i) => `${i + 1} ${group}`), ...goodEnd],
    ends: 0,
  },
  {
    what: "pastes the code in quotes, with its name before it",
    says: "De zegelcode is zonder typefout.",
    hand: () => [...iso(), `“Zegelcode: ${code}”`, ...goodEnd],
    ends: 0,
  },
  {
    what: "has the letter of the practice disc with the final disc",
    says: "definitief. Staat dat ook boven uw brief?",
    hand: () => [...iso(), practice.code, "1", code, ...goodEnd],
    ends: 0,
  },
  {
    what: "has two discs, and the code of the other one",
    says: "Staan er meer codes in de brief? Kies de code bij deze schijf.",
    hand: () => ["2", at("oud.iso"), code, "2", ...whole()],
    ends: 0,
  },
];

const atChoosing: readonly Slip[] = [
  {
    what: "chooses the folder above the copy",
    says: "Daar staat het niet. Bedoelt u",
    hand: () => {
      copied();
      return ["2", at("stick"), "j", code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "chooses the folder ZEGEL of the copy",
    says: "Daar staat het niet. Bedoelt u",
    hand: () => ["2", join(copied(), "ZEGEL"), "j", code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses the folder with the ISO file in it",
    says: "Daar staat het niet. Bedoelt u",
    hand: () => {
      mkdirSync(at("download"));
      writeFileSync(at("download", "schijf.iso"), disc.image);
      return ["2", at("download"), "j", code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "chooses the zip with the ISO file in it",
    says: "Dit is een zip-bestand. Pak het eerst uit en kies dan het ISO-bestand.",
    hand: () => ["2", at("OSV.zip"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "drags the ISO file out of the window of a zip",
    says: "Dit is een zip-bestand. Pak het eerst uit en kies dan het ISO-bestand.",
    hand: () => ["2", `${at("OSV.zip")}/master.iso`, at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "drags two files into the window at once",
    says: "Kies één bestand. U koos er meer dan één.",
    hand: () => ["2", `${at("master.iso")} '${at("oud.iso")}'`, at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "drops two files on the program at once",
    says: "Kies één bestand. U koos er meer dan één.",
    hand: () => whole(),
    dropped: () => [at("master.iso"), at("oud.iso")],
    ends: 0,
  },
  {
    what: "drops the letter on the program",
    says: "Dit is geen ISO-bestand:",
    hand: () => [at("master.iso"), code, ...goodEnd],
    dropped: () => [at("brief.docx")],
    ends: 0,
  },
  {
    what: "chooses a document",
    says: "Dit is geen ISO-bestand:",
    hand: () => ["2", at("brief.docx"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses the record of an earlier check",
    says: "Dit is geen ISO-bestand:",
    hand: () => ["2", at("verslag.html"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses the verifier itself",
    says: "Dit is geen ISO-bestand:",
    hand: () => {
      writeFileSync(at("controleprogramma.exe"), `MZ${"\u0000".repeat(50_000)}`);
      return ["2", at("controleprogramma.exe"), at("master.iso"), code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "chooses an empty folder",
    says: "Deze map is leeg. Kies een andere map.",
    hand: () => ["2", at("lege map"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses an empty file",
    says: "Dit bestand is leeg. Kopieer of download het opnieuw.",
    hand: () => ["2", at("leeg.iso"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses a file that is still being downloaded",
    says: "Dit bestand is nog niet helemaal gekopieerd of gedownload. Wacht tot het klaar is.",
    hand: () => {
      writeFileSync(at("master.iso.crdownload"), disc.image.subarray(0, 300_000));
      return ["2", at("master.iso.crdownload"), at("master.iso"), code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "types a place that is not there",
    says: "Dat is er niet:",
    hand: () => ["2", at("mastre.iso"), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types the letter of an empty drive",
    says: "In X: zit geen schijf of stick.",
    hand: () => ["2", "X:", at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "types the code where a file is asked for",
    says: "Dat is de zegelcode. Hier hoort een bestand of map.",
    hand: () => ["2", code, at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses a folder with other things",
    says: "Hier staat geen zegel van de Kiesraad op:",
    hand: () => ["2", at("PC"), "1", at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses a shortcut to the ISO file",
    says: "Dit is een snelkoppeling. Kies het bestand of de map zelf.",
    hand: () => {
      writeFileSync(at("schijf.lnk"), Buffer.concat([Buffer.from("4c0000000114020000", "hex"), Buffer.alloc(50_000)]));
      return ["2", at("schijf.lnk"), at("master.iso"), code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "chooses a file that is packed in another way",
    says: "Dit is een ingepakt bestand. Pak het eerst uit en kies dan het ISO-bestand.",
    hand: () => {
      writeFileSync(at("OSV.7z"), Buffer.concat([Buffer.from("377abcaf271c", "hex"), Buffer.alloc(50_000)]));
      return ["2", at("OSV.7z"), at("master.iso"), code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "types the address of a site",
    says: "Dat is een adres op internet. Kies een bestand of map op deze computer.",
    hand: () => ["2", "https://www.kiesraad.nl/osv.iso", at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "chooses a film",
    says: "Hier staat geen zegel van de Kiesraad op:",
    hand: () => {
      writeFileSync(at("film.mp4"), Buffer.alloc(90_000, 7));
      return ["2", at("film.mp4"), "1", at("master.iso"), code, ...goodEnd];
    },
    ends: 0,
  },
  {
    what: "chooses a folder with two ISO files",
    says: "In deze map staan meer ISO-bestanden. Kies er één.",
    hand: () => ["2", folder, at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "takes the disc away before it is read",
    says: "De controle is niet gelukt. Er is geen oordeel.",
    hand: () => {
      const away = () => {
        rmSync(at("master.iso"));
        return code;
      };
      return [...iso(), away, ...stop];
    },
    ends: 1,
  },
  {
    what: "has a copy in which Windows left Thumbs.db",
    says: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.",
    hand: () => {
      writeFileSync(join(copied(), "Thumbs.db"), "");
      return ["2", at("stick", "kopie"), code, ...waitEnd];
    },
    ends: 23,
  },
  {
    what: "has a copy that broke off halfway",
    says: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.",
    hand: () => {
      rmSync(join(copied(), "programma"), { recursive: true });
      return ["2", at("stick", "kopie"), code, ...waitEnd];
    },
    ends: 23,
  },
  {
    what: "has an ISO file of which the copy broke off",
    says: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.",
    hand: () => {
      writeFileSync(at("half.iso"), disc.image.subarray(0, -4096));
      return ["2", at("half.iso"), code, ...waitEnd];
    },
    ends: 23,
  },
];

const fromTheKiesraad: readonly Slip[] = [
  {
    what: "types the zegelcode for the intrekkingscode",
    says: "Dat is de zegelcode. Typ de intrekkingscode.",
    hand: () => ["4", code, "", ...whole()],
    ends: 0,
  },
  {
    what: "gives the letter where a file of the Kiesraad is asked for",
    says: "Dit is geen intreklijst, logboekbewijs of ander bestand van de Kiesraad dat hier hoort",
    hand: () => ["4", at("brief.docx"), "", ...whole()],
    ends: 0,
  },
  {
    what: "gives a statement that an editor saved anew",
    says: "Een programma heeft de regeleinden van dit bestand veranderd.",
    hand: () => {
      writeFileSync(at("wortel.note"), readFileSync(at("root.note"), "utf8").replaceAll("\n", "\r\n"));
      return ["4", at("wortel.note"), "", ...whole()];
    },
    ends: 0,
  },
  {
    what: "gives a recall list that an editor saved anew",
    says: "De intrekking wordt meegenomen.",
    hand: () => {
      const other = encodeNote(recallNote([bare.release.imageSha256]));
      writeFileSync(at("lijst.note"), Buffer.from(other).toString().replaceAll("\n", "\r\n"));
      return ["4", at("lijst.note"), ...whole()];
    },
    ends: 0,
  },
  {
    what: "drags the log proof into the menu, without choosing 4",
    says: "Bestand van de Kiesraad: logboekbewijs. Dit wordt meegenomen.",
    hand: () => [logProof(), ...whole()],
    ends: 0,
  },
  {
    what: "drops the log proof on the program",
    says: "Bestand van de Kiesraad: logboekbewijs. Dit wordt meegenomen.",
    hand: () => whole(),
    dropped: () => [logProof()],
    ends: 0,
  },
  {
    what: "gives the log proof where the disc is asked for",
    says: "Dit is een bestand van de Kiesraad, en geen schijf:",
    hand: () => ["2", logProof(), at("master.iso"), code, ...goodEnd],
    ends: 0,
  },
  {
    what: "gives a log proof that an editor saved anew",
    says: "Een programma heeft de regeleinden van dit bestand veranderd.",
    hand: () => {
      const path = logProof();
      writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
      return ["4", path, "", ...whole()];
    },
    ends: 0,
  },
  {
    what: "gives the log's own page for its proof",
    says: "Dit is geen intreklijst, logboekbewijs of ander bestand van de Kiesraad dat hier hoort",
    hand: () => {
      writeFileSync(at("checkpoint"), encodeNote(proofOf(disc.seal.release.text).checkpoint));
      return ["4", at("checkpoint"), "", ...whole()];
    },
    ends: 0,
  },
  {
    what: "gives the log proof of another version",
    says: "Bestand van de Kiesraad: logboekbewijs. Dit wordt meegenomen.",
    hand: () => ["4", logProof(bare), ...whole()],
    ends: 0,
  },
];

/** A log proof on her computer. */
function logProof(of = disc): string {
  writeFileSync(at("osv.tlog-proof"), encodeLogProof(proofOf(of.seal.release.text)));
  return at("osv.tlog-proof");
}

const atChoice3: readonly Slip[] = [
  {
    what: "chooses the folder above that of the program",
    says: "Daar staat het niet. Bedoelt u",
    hand: () => [...third(), at("PC"), "j", code, "n", ""],
    ends: 0,
  },
  {
    what: "chooses another folder",
    says: "In deze map staat het programma niet. Kies de map waarin het is geïnstalleerd.",
    hand: () => [...third(), at("PC", "Foto's"), at("PC", "OSV"), code, "n", ""],
    ends: 0,
  },
  {
    what: "chooses an empty folder",
    says: "Deze map is leeg. Kies een andere map.",
    hand: () => [...third(), at("lege map"), at("PC", "OSV"), code, "n", ""],
    ends: 0,
  },
  {
    what: "chooses a file of the program",
    says: "Dat is een bestand. Kies een map.",
    hand: () => [...third(), at("PC", "OSV", "osv.jar"), at("PC", "OSV"), code, "n", ""],
    ends: 0,
  },
  {
    what: "chooses the copy that it is compared with",
    says: "Daarmee wordt vergeleken. Kies de map waarin het programma is geïnstalleerd.",
    hand: () => ["3", copied(), at("stick", "kopie"), at("PC", "OSV"), code, "n", ""],
    ends: 0,
  },
  {
    what: "compares with a disc that has no list of installed files",
    says: "Bij deze versie hoort geen lijst van geïnstalleerde bestanden.",
    hand: () => ["3", at("oud.iso"), ...whole()],
    ends: 0,
  },
  {
    what: "stops before the program is checked",
    says: "Gestopt. Er is geen oordeel. Gebruik het programma nog niet.",
    hand: () => [...third(), ...stop],
    ends: 1,
  },
];

const stopping: readonly Slip[] = [
  {
    what: "stops with S",
    says: "Gestopt. Er is geen oordeel. Installeer niet.",
    hand: () => [...iso(), groups[0] ?? "", ...stop],
    ends: 1,
  },
  {
    what: "presses Ctrl-C while the disc is read",
    says: "Gestopt. Er is geen oordeel. Installeer niet.",
    hand: () => [...iso(), code, interruption, ""],
    ends: 1,
  },
  {
    what: "closes the window at a question",
    says: "Gestopt. Er is geen oordeel. Installeer niet.",
    hand: () => iso(),
    ends: 1,
  },
];

const noForms = ["", "", "", ""];
const afterwards: readonly Slip[] = [
  {
    what: "answers a question of yes or no with something else",
    says: "Typ J of N, en druk op Enter.",
    hand: () => [...iso(), code, "", "misschien", ...goodEnd.slice(1)],
    ends: 0,
  },
  {
    what: "closes the window before the record is saved",
    says: "Het oordeel blijft staan.",
    hand: () => [...iso(), code],
    ends: 0,
  },
  {
    what: "saves the record on a full stick",
    says: "Opslaan lukt hier niet: de schijf is vol. Kies een andere map.",
    hand: () => {
      vi.stubEnv("HOME", at("volle-schijf"));
      return [...iso(), code, "", "j", ...noForms, at("lege map"), "n", "n", ""];
    },
    ends: 0,
  },
  {
    what: "saves the record where nothing may be written",
    says: "Opslaan lukt hier niet: in deze map mag u niets opslaan. Kies een andere map.",
    hand: () => {
      vi.stubEnv("HOME", at("alleen-lezen"));
      return [...iso(), code, "", "j", ...noForms, at("lege map"), "n", "n", ""];
    },
    ends: 0,
  },
  {
    what: "saves the record in the copy that was checked",
    says: "Opslaan kan niet op de plaats die u controleert: dan zou die veranderen.",
    hand: () => {
      vi.stubEnv("HOME", copied());
      return ["2", at("stick", "kopie"), code, "", "j", ...noForms, at("lege map"), "n", "n", ""];
    },
    ends: 0,
  },
  {
    what: "types the zegelcode as the envelope number",
    says: "Dat is de zegelcode. Het envelopnummer staat op de envelop en ziet eruit als 0123-K.",
    hand: () => [...iso(), code, "", "j", "", code, "0123-K", "", "", "n", "n", ""],
    ends: 0,
  },
  {
    what: "types a number that is on no envelope",
    says: "Een envelopnummer ziet eruit als 0123-K. Kijk op de envelop en typ het nog een keer.",
    hand: () => [...iso(), code, "", "j", "", "123", "0123-K", "", "", "n", "n", ""],
    ends: 0,
  },
  {
    what: "types one name twice",
    says: "Dat is dezelfde naam. Controleer met twee personen.",
    hand: () => [...iso(), code, "", "j", "", "", "A. de Vries", "a de vries", "", "n", "n", ""],
    ends: 0,
  },
];

export const slips: Readonly<Record<string, readonly Slip[]>> = {
  "At the menu": atTheMenu,
  "At the code": atTheCode,
  "At choosing a disc, a file or a folder": atChoosing,
  "With what the Kiesraad sent": fromTheKiesraad,
  "At choice 3": atChoice3,
  "At stopping": stopping,
  "After the verdict": afterwards,
};
