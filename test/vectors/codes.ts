// What a vector of a typed code, or of a receipt that is made of what it says, comes to. Nothing is computed when this is imported.

import { scryptSync } from "node:crypto";
import {
  commitmentInput,
  commitmentSalt,
  commitmentScrypt,
  encodeHashGroups,
  encodeHex,
  encodeRecallCode,
  encodeReceipt,
  encodeReceiptKey,
  FormatError,
  foundDigits,
  parseHashGroups,
  parseRecallCode,
  parseReceipt,
  parseReceiptKey,
  parseZegelcode,
  type ReceiptScope,
  readEnvelope,
  receiptProof,
  receiptScopes,
} from "../../src/format/index.ts";

export type Fields = Readonly<Record<string, string>>;

/** Of each kind: what is printed of it. Throws FormatError. */
export const codeJudges: Readonly<Record<string, (text: string) => string>> = {
  zegelcode: parseZegelcode,
  "recall-code": (text) => {
    const { number, imageStart } = parseRecallCode(text);
    return encodeRecallCode(number, imageStart.padEnd(64, "0"));
  },
  "hash-groups": (text) => encodeHashGroups(parseHashGroups(text)),
  afmeldcode: (text) => madeAfmeldcode(fieldsOf(text)),
  stopcode: (text) => madeStopcode(fieldsOf(text)),
  receipt: (text) => encodeReceipt(parseReceipt(text)),
  "receipt-key": (text) => encodeReceiptKey(parseReceiptKey(text)),
  envelope: (text) => readEnvelope(text) ?? "CODE",
};

function fieldsOf(text: string): Fields {
  return Object.fromEntries(
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split(" ") as [string, string]),
  );
}

function scopeOf(text: string | undefined): ReceiptScope {
  const scope = receiptScopes.find((one) => String(one) === text);
  if (scope === undefined) throw new FormatError("NUMBER", "scope", "0 to 3", `${text}`);
  return scope;
}

/** The afmeldcode of such fields, and the commitment of it in the register, with a blank between. Throws FormatError. */
export function madeAfmeldcode({ key = "", envelope = "", release = "", scope, control = "", disc }: Fields): string {
  const of = scopeOf(scope);
  const proof = receiptProof(parseReceiptKey(key), envelope, release, of);
  const { N, r, p, dkLen } = commitmentScrypt;
  const made = scryptSync(commitmentInput(proof), commitmentSalt(envelope, Number(disc), of), dkLen, { N, r, p });
  const code = encodeReceipt({ exitCode: 0, scope: of, link: control.slice(0, 2), proof });
  return `${code} ${encodeHex(new Uint8Array(made))}`;
}

/** The stopcode of such fields. Throws FormatError. */
export function madeStopcode({ exit, scope, control = "", image, manifest, seal }: Fields): string {
  const digest = (value: string | undefined) => (value === "-" ? undefined : value);
  const found = { imageSha256: digest(image), manifestSha256: digest(manifest), sealSha256: digest(seal) };
  const of = scopeOf(scope);
  return encodeReceipt({ exitCode: Number(exit), scope: of, link: control.slice(0, 2), proof: foundDigits(found, of) });
}
