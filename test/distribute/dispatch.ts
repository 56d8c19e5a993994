// An office with a register: recipients, a release, copies, packed envelopes; and the letters that it makes.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { RegisterBook } from "../../src/distribute/book/book.ts";
import { runIn } from "../cli/flow.ts";
import type { Outcome } from "../tools.ts";
import { makeOffice, type Office, putSet, texts } from "./office.ts";

const header = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email";
/** Juinen, Gaarne (English), Verweg (large), and stock. */
export const people: readonly string[] = [
  "GM0001;gsb;GSB;Juinen;nl;nee;Bureau Verkiezingen;Markt 1;1000 AA;Juinen;;0123 45 67 89;",
  "GM0002;gsb;GSB;Gaarne;en;nee;;Plein 2;2000 BB;Gaarne;;0123 45 67 80;",
  "GM0003;gsb;GSB;Verweg;nl;ja;;Laan 3;3000 CC;Verweg;;0123 45 67 81;",
  "RESERVE1;spare;GSB;Voorraad;nl;nee;;;;;;;",
];

export const by = ["--by", "anna", "--by", "bert"];
export const openTexts = { ...texts, address: "none", municipality: "none", envelope: "none", bag: "none" };

export interface DispatchOffice extends Office {
  /** `zegel register`, in English. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** `zegel register letters r`, with what it needs. */
  letters(...args: readonly string[]): Promise<Outcome>;
  readonly register: () => string;
  /** The text of a file of `brieven`. */
  made(name: string): string;
  names(): string[];
}

interface Setting {
  readonly people?: readonly string[];
  readonly purpose?: "final" | "trial";
  readonly discs?: number;
  /** Rows `envelope;recipient;copy;bag`. */
  readonly packed?: readonly string[];
}

export async function dispatchOffice(setting: Setting = {}): Promise<DispatchOffice> {
  const { purpose = "final", discs = 1 } = setting;
  const office = await makeOffice();
  const notes = discs === 1 ? ["release.note"] : putSet(office, discs, { purpose });
  if (discs === 1) office.putRelease("release.note", { purpose });
  office.put("ontvangers.csv", `${[header, ...(setting.people ?? people)].join("\r\n")}\r\n`);
  office.put("brief.json", JSON.stringify(openTexts));
  const run = (...args: readonly string[]) => runIn(office.folder, addRegister, ["register", ...args]);
  const rows = setting.packed ?? ["0100-F;;1;NL001", "0101-G;;2;NL002", "0102-H;;3;NL003", "0103-J;;4;NL004"];
  office.put("pak.csv", `envelop;ontvanger;exemplaar;zak\n${rows.join("\n")}\n`);
  const steps = [
    [
      "new",
      "--election",
      "TK2027",
      "--purpose",
      purpose,
      "--first",
      "0100-F",
      ...by,
      "--organisation",
      "Kiesraad",
    ].concat(["--recipients", "ontvangers.csv", "-o", "r"]),
    ["release", "r", "gsb", ...notes, "--root", "root.note"],
    ...notes.map((_, i) =>
      ["batch", "r", `P${i + 1}`, "--release", "gsb", "--disc", `${i + 1}`].concat([
        "--copies",
        `${i * 1000 + 1}..${i * 1000 + 900}`,
        "--place",
        "Den Haag",
      ]),
    ),
    ["pack", "r", ...by, "--csv", "pak.csv"],
  ];
  for (const args of steps)
    expect([args[0], await run(...args)]).toEqual([args[0], expect.objectContaining({ status: 0 })]);
  const given = ["letters", "r", ...notes, "--root", "root.note", "--kit", "kit.tar", "--texts", "brief.json"];
  return {
    ...office,
    run,
    letters: (...args) => run(...given, "--out", "brieven", ...(args.includes("--by") ? [] : by), ...args),
    register: () => readFileSync(join(office.folder, "r"), "utf8"),
    made: (name) => readFileSync(join(office.folder, "brieven", name), "utf8"),
    names: () => readdirSync(join(office.folder, "brieven")).sort(),
  };
}

/** The head of the register, as if it stood in the log: its line alone. */
export async function logHead(office: DispatchOffice): Promise<void> {
  const book = await RegisterBook.open(join(office.folder, "r"), () => undefined);
  await book.add([{ kind: "logged", upTo: book.chain.lines, proofSha256: "ab".repeat(32) }]);
  await book.release();
}

/** Keys in a file of letters, by the order in which they stand. */
export function keysIn(page: string): string[] {
  const folds = page.match(/<(div class="fold key"|section class="key-sheet")>[\s\S]*?<\/ol>/g) ?? [];
  return folds.map((fold) =>
    (fold.match(/class="code">([0-9A-Z_]{5})</g) ?? []).map((group) => group.slice(13, 18)).join("-"),
  );
}

export const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
