// A clerk's own table of what she was told by telephone, when several call at once: a row a call, judged again where it is taken in.
// docs/spec/register.md, "Receipts"

import {
  type Bilingual,
  decodeDecimal,
  FormatError,
  oneOf,
  quote,
  type ReceiptScope,
  readEnvelope,
} from "../../format/index.ts";
import {
  cellOf,
  type Difference,
  differences,
  encodeTable,
  type ReceiptVerdict,
  type Register,
  readTable,
  receiptVerdicts,
  type TableFault,
} from "../register/index.ts";
import { judgeCode } from "./code.ts";
import { judgeTold } from "./spoken.ts";
import { type Judged, type Kdf, onlyNew } from "./told.ts";

const columns = [
  "envelop",
  "schijf",
  "bewijs",
  "code",
  "controle",
  "oordeel",
  "bereik",
  "zak",
  "ander",
  "door",
  "tijd",
] as const;

/** What a row is of: evidence by telephone or paper, or what did not belong to the envelope. */
const rowKinds = ["afmeldcode", "mondeling", "papier", ...differences] as const;

export interface Slip {
  readonly envelope: string;
  readonly disc: number;
  readonly of: (typeof rowKinds)[number];
  /** Of `afmeldcode`: as read out. */
  readonly code: string;
  readonly control: string;
  readonly verdict: ReceiptVerdict | undefined;
  readonly scope: ReceiptScope | undefined;
  readonly bag: string;
  /** Of a difference: the envelope to which it belongs. */
  readonly other: string;
  readonly by: string;
  /** A moment. */
  readonly at: string;
}

/** The first line of a file of slips. */
export const slipHeader = (): Uint8Array => encodeTable(columns, []);

/** A row with its line end, to be put behind. Throws FormatError TEXT for a cell that no spreadsheet may see. */
export function encodeSlip(slip: Slip): Uint8Array {
  const { envelope, disc, of, code, control, verdict = "", scope = "", bag, other, by, at } = slip;
  const cells = [envelope, `${disc}`, of, code, control, verdict, `${scope}`, bag, other, by, at];
  return encodeTable(columns, [cells]).subarray(slipHeader().length);
}

export interface ReadSlips {
  readonly slips: readonly { readonly line: number; readonly slip: Slip }[];
  readonly faults: readonly TableFault[];
}

/** Never throws for a bad table. */
export function readSlips(bytes: Uint8Array): ReadSlips {
  const table = readTable(bytes, columns);
  const faults = [...table.faults];
  const slips = table.rows.flatMap(({ line, cells }) => {
    const read = <T>(column: (typeof columns)[number], parse: (text: string) => T) =>
      cellOf(() => parse(cells[column]), line, column, faults);
    const envelope = read("envelop", demandEnvelope);
    const disc = read("schijf", (text) => decodeDecimal(text, 1, 16, ""));
    const of = read("bewijs", (text) => oneOf(text, rowKinds, ""));
    const verdict = read("oordeel", (text) => (text === "" ? "" : oneOf(text, receiptVerdicts, "")));
    const scope = read("bereik", (text) => (text === "" ? "" : (decodeDecimal(text, 0, 3, "") as ReceiptScope)));
    const other = read("ander", (text) => (text === "" ? "" : demandEnvelope(text)));
    if (envelope === undefined || disc === undefined || of === undefined || other === undefined) return [];
    if (verdict === undefined || scope === undefined) return [];
    const { code, controle: control, zak: bag, door: by, tijd: at } = cells;
    const rest = { verdict: verdict === "" ? undefined : verdict, scope: scope === "" ? undefined : scope };
    return [{ line, slip: { envelope, disc, of, code, control, ...rest, bag, other, by, at } }];
  });
  return { slips, faults };
}

function demandEnvelope(text: string): string {
  const found = readEnvelope(text);
  if (found === undefined) throw new FormatError("CODE", "", "an envelope number such as 0123-K", quote(text));
  return found;
}

/** As if it were told now: a row is no evidence of having been judged. Never throws. */
export async function judgeSlip(register: Register, slip: Slip, kdf: Kdf): Promise<Judged> {
  const { envelope, disc, of, code, control, verdict, scope, by } = slip;
  const bag = slip.bag === "" ? undefined : slip.bag;
  const what = differences.find((one) => one === of);
  if (what !== undefined) return judgeDifference(register, slip, what);
  if (of === "afmeldcode") return judgeCode(register, { envelope, disc, code, bag, by }, kdf);
  if (verdict === undefined || scope === undefined)
    return { kind: "wrong", why: "slip", says: { nl: "oordeel of bereik ontbreekt", en: "no oordeel or bereik" } };
  const evidence = of === "papier" ? "papier" : "mondeling";
  const told = { envelope, disc, evidence, verdict, scope, bag, by } as const;
  return judgeTold(register, { ...told, control: control === "" ? undefined : control });
}

function judgeDifference(register: Register, { envelope, disc, other, by }: Slip, what: Difference): Judged {
  const fact = { kind: "differs", envelope, disc, what, other: other === "" ? undefined : other, by } as const;
  return onlyNew(register, [fact], differsWords(what), []);
}

/** What is said when it is recorded. */
export function differsWords(what: Difference): Bilingual {
  const said = {
    zak: { nl: "het nummer van de zak wijkt af", en: "the number of the bag differs" },
    code: {
      nl: "drie keer een code die niet bij deze envelop hoort",
      en: "three times a code that is not of this envelope",
    },
    brief: { nl: "de code is van een andere brief", en: "the code is of another letter" },
  }[what];
  return { nl: `Opgeschreven: ${said.nl}. De stand noemt het.`, en: `Recorded: ${said.en}. The status names it.` };
}
