// A record that came in, read as what it is: a file from a stranger. docs/spec/record.md
// Only what the control number covers is believed of the check, and it is believed of a check, not of a disc: whoever can write a record can
// compute its number.

import {
  checkSha256,
  codeForms,
  decodeDecimal,
  decodeUtf8,
  encodeCodeGroups,
  encodeUtf8,
  FormatError,
  oneOf,
  parseJson,
  quote,
  type ReceiptScope,
  readEnvelope,
  readReceipt,
  textDigest,
} from "../../format/index.ts";
import { type ReceiptVerdict, receiptVerdicts } from "../register/index.ts";
import { verdictOf } from "./code.ts";

/** Bytes of a record that is looked at. */
export const recordLimit = 4 * 1024 * 1024;

export interface CheckRecord {
  readonly verdict: ReceiptVerdict;
  readonly scope: ReceiptScope;
  /** In printed form, and right. */
  readonly control: string;
  readonly release: string | undefined;
  readonly image: string | undefined;
  readonly manifest: string | undefined;
  readonly seal: string | undefined;
  /** The number of the newest recall list that the check knew; undefined: it did not come so far. */
  readonly list: number | undefined;
  /** By the machine's clock, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly moment: string;
  /** What people filled in; undefined: nothing, or no envelope number. */
  readonly envelope: string | undefined;
  /** The receipt that it holds, in printed form. */
  readonly code: string | undefined;
}

/** The line that parts what was measured from what people said. */
const parting = '\n  "filledIn": {\n';

type Fields = Readonly<Record<string, unknown>>;

/** Throws FormatError: too big, no record, of another version, a control number that is not the one of these bytes. */
export function parseCheckRecord(bytes: Uint8Array, where: string): CheckRecord {
  if (bytes.length > recordLimit)
    throw new FormatError("LIMIT", where, `at most ${recordLimit} bytes`, `${bytes.length}`);
  const text = decodeUtf8(bytes, where);
  // Before anything is parsed: a file that is something else is told by its first line, whatever follows.
  const first = /^\{\r?\n {2}"format": ("[^"\\\n]{0,60}")/.exec(text)?.[1];
  if (first !== '"zegel/record v1"')
    throw new FormatError(
      "TYPE_LINE",
      where,
      "a record, zegel/record v1",
      first === undefined ? "no record" : quote(first),
    );
  const at = text.indexOf(parting);
  if (at < 0) throw new FormatError("FIELD", where, "the line filledIn", "none");
  const measured = text.slice(0, at + 1);
  const whole = fieldsOf(parseJson(bytes, where), where);
  // The part before that line alone: a field behind it that has the same name says nothing about the check.
  const fields = fieldsOf(parseJson(encodeUtf8(`${measured.trimEnd().replace(/,$/, "")}\n}\n`), where), where);
  const { groups, first: number } = codeForms.control;
  const control = encodeCodeGroups(textDigest(measured), groups, number);
  if (whole.controlNumber !== control)
    throw new FormatError("CODE", where, `control number ${control}, of these bytes`, shownValue(whole.controlNumber));
  return { ...readMeasured(fields, where), ...readFilledIn(whole, where), control };
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new FormatError("JSON", where, "an object", shownValue(value));
  return value as Fields;
}

function readMeasured(fields: Fields, where: string): Omit<CheckRecord, "control" | "envelope" | "code"> {
  const verdict = oneOf(textOf(fields, "verdict", where), receiptVerdicts, where);
  const { exitCode } = fields;
  if (typeof exitCode !== "number" || verdictOf(exitCode) !== verdict)
    throw new FormatError("NUMBER", where, `the exit code of ${verdict}`, shownValue(exitCode));
  const release = digestOf(fields, "releaseSha256", where);
  if (verdict === "ECHT" && release === undefined)
    throw new FormatError("FIELD", where, "a releaseSha256, as the verdict is ECHT", "none");
  const { recalls } = fields;
  const [, moment] =
    /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.[0-9]{3}Z$/.exec(textOf(fields, "checkedOn", where)) ??
    [];
  if (moment === undefined || Number.isNaN(Date.parse(`${moment}Z`)))
    throw new FormatError("DATE", where, "checkedOn as a moment in UTC", shownValue(fields.checkedOn));
  return {
    ...{ verdict, scope: scopeOf(fields, where), release, moment: `${moment}Z` },
    image: digestOf(fields, "imageSha256", where),
    manifest: digestOf(fields, "manifestSha256", where),
    seal: digestOf(fields, "sealSha256", where),
    list: recalls === undefined ? undefined : listOf(fieldsOf(recalls, where).number, where),
  };
}

function scopeOf(fields: Fields, where: string): ReceiptScope {
  const scope = oneOf(textOf(fields, "scope", where), ["image", "tree", "installed"], where);
  const medium = oneOf(textOf(fields, "medium", where), ["drive", "file", "folder"], where);
  if (scope === "image") return medium === "drive" ? 0 : 1;
  return scope === "tree" ? 2 : 3;
}

const listOf = (number: unknown, where: string): number =>
  decodeDecimal(typeof number === "number" ? String(number) : "", 0, 256, `${where}: recalls`);

function readFilledIn(whole: Fields, where: string): Pick<CheckRecord, "envelope" | "code"> {
  const { envelope } = fieldsOf(whole.filledIn, where);
  const receipt = whole.receipt === undefined ? undefined : fieldsOf(whole.receipt, where);
  const code = typeof receipt?.code === "string" ? readReceipt(receipt.code).code : undefined;
  const typed = [receipt?.envelope, envelope].find((one) => typeof one === "string");
  return { envelope: typed === undefined ? undefined : readEnvelope(String(typed)), code };
}

function textOf(fields: Fields, name: string, where: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new FormatError("FIELD", where, `a text ${name}`, shownValue(value));
  return value;
}

function digestOf(fields: Fields, name: string, where: string): string | undefined {
  return fields[name] === undefined ? undefined : checkSha256(textOf(fields, name, where), where);
}

const shownValue = (value: unknown): string =>
  typeof value === "string" ? quote(value) : quote(JSON.stringify(value) ?? "none");
