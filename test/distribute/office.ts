// What an office has in its folder when it writes letters: a signed root, signed releases, the kit on their discs, the texts.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packKit } from "../../src/build-iso/index.ts";
import {
  encodeNote,
  encodeRelease,
  encodeTrustRoot,
  type Note,
  type Release,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { encodeBuiltInMark } from "../../src/format/notes/built-in-mark.ts";
import { zegelIn } from "../cli/flow.ts";
import { type Outcome, temporaryFolder } from "../tools.ts";
import { sha256Of, signText } from "../world/people.ts";
import { releaseOf } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";

export const contact = "Kiesraad, 070 000 00 00, software@kiesraad.example";

export const texts = {
  date: "2027-02-22",
  sender: "Kiesraad, Postbus 20011, 2500 EA Den Haag",
  address: ["Gemeente Juinen", "t.a.v. afdeling Verkiezingen", "Raadhuisplein 1", "1234 AB Juinen"],
  municipality: "Juinen",
  envelope: "0123-K",
  bag: "none",
  lastDay: "2027-03-10",
  minutes: 25,
  telephoneHours: { nl: "werkdagen 9 tot 17 uur, op 17 maart 2027 tot 24 uur", en: "working days 9 to 17" },
  staatscourant: "2027, 1234",
  website: "kiesraad.example",
};

export interface Office {
  readonly folder: string;
  readonly root: Note;
  readonly kit: NonNullable<Release["kit"]>;
  /** Of the two programs that the letter names. */
  readonly program: string;
  readonly page: string;
  /** A file of the folder. */
  put(name: string, content: string | Uint8Array | Note): void;
  /** A release under `root`, signed by `signers`, as NAME. */
  putRelease(name: string, change?: Partial<Release>, signers?: readonly string[]): Note;
  /** `zegel letter`, with what it needs unless `without` names it. */
  letter(args: readonly string[], ...without: string[]): Promise<Outcome>;
}

const imageOf = (disc: number) => sha256Of(`image ${disc}`);
/** Of `count` discs, the same in each of their notes. */
const manifestsOf = (count: number) => Array.from({ length: count }, (_, i) => sha256Of(`manifest ${i}`));

/** root.note, kit.tar, brief.json, release.note: a final release of one disc. */
export async function makeOffice(change: Partial<TrustRoot> = {}): Promise<Office> {
  const folder = temporaryFolder();
  const root = signText(encodeTrustRoot(testRoot({ contact, ...change })), ["anna", "bert"]);
  const program = `program ${encodeBuiltInMark([encodeNote(root)])}\n`;
  const page = `page ${encodeBuiltInMark([encodeNote(root)])}\n`;
  mkdirSync(join(folder, "parts"));
  const parts = { "controleprogramma.exe": program, "controlepagina.html": page, "zegel-verify-linux-x64": program };
  for (const [name, content] of Object.entries({ ...parts, "LICENTIES.txt": "EUPL\n" }))
    writeFileSync(join(folder, "parts", name), content);
  const packed = await packKit(
    [join(folder, "parts"), join(import.meta.dirname, "../../kit")],
    "1.0",
    join(folder, "kit.tar"),
  );
  const kit = { version: packed.version, sha256: packed.sha256 };
  const put: Office["put"] = (name, content) => {
    const bytes = typeof content === "object" && "text" in content ? encodeNote(content) : content;
    writeFileSync(join(folder, name), bytes);
  };
  const putRelease: Office["putRelease"] = (name, change = {}, signers = ["anna", "bert"]) => {
    const disc = change.disc ?? 1;
    const made = {
      imageSha256: imageOf(disc),
      imageSize: 1_048_576,
      sealOffset: 65_536,
      trustRoot: textDigest(root.text),
    };
    const release = releaseOf({ manifests: manifestsOf(1), ...made }, { kit, ...change });
    const note = signText(encodeRelease(release), signers);
    put(name, note);
    return note;
  };
  put("root.note", root);
  put("brief.json", JSON.stringify(texts));
  putRelease("release.note");
  const given: Readonly<Record<string, readonly string[]>> = {
    root: ["--root", "root.note"],
    kit: ["--kit", "kit.tar"],
    texts: ["--texts", "brief.json"],
    out: ["-o", "out.html"],
  };
  const letter: Office["letter"] = (args, ...without) => {
    const usual = Object.entries(given).flatMap(([name, words]) => (without.includes(name) ? [] : words));
    return zegelIn(folder, ["letter", ...args, ...usual]);
  };
  return { folder, root, kit, program: sha256Of(program), page: sha256Of(page), put, putRelease, letter };
}

/** Two or more discs of one set, as d1.note, d2.note, … */
export function putSet(office: Office, count: number, change: Partial<Release> = {}): string[] {
  const names = Array.from({ length: count }, (_, i) => `d${i + 1}.note`);
  for (const [i, name] of names.entries())
    office.putRelease(name, { manifests: manifestsOf(count), disc: i + 1, ...change });
  return names;
}

export const imageOfRelease = imageOf(1);
