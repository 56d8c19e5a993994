// Typed envelope numbers, keys and codes of receipts; and receipts made of what they say, each with the code that comes of it.

import { encodeReceiptKey, encodeUtf8, encodeZegelcode, readReceipt } from "../../src/format/index.ts";
import { type Fields, madeAfmeldcode, madeStopcode } from "./codes.ts";
import type { Vector } from "./table.ts";

const release = "8718cbe4c2cfb9cf29482eb7c0548d1fe629c73f683475c53a6a39e0bafd1ab9";
const key = encodeReceiptKey(Uint8Array.of(0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78));
const control = "WX5F1-C83AT-5XES8";

/** `name value` lines, as the files of afmeldcode and stopcode hold them. */
const linesOf = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${value}\n`)
    .join("");

type Change = readonly [name: string, expected: string, change: Fields];

function made(noun: string, of: (fields: Fields) => string, base: Fields, rows: readonly Change[]): Vector[] {
  return rows.map(([name, expected, change]) => {
    const fields = { ...base, ...change };
    const bytes = encodeUtf8(linesOf(fields));
    return { file: `${noun}/${name}`, bytes, expected, ...(expected === "ok" ? { prints: of(fields) } : {}) };
  });
}

function typed(noun: string, prints: string, rows: readonly (readonly [string, string, string])[]): Vector[] {
  return rows.map(([name, expected, text]) => {
    const bytes = encodeUtf8(text);
    return { file: `${noun}/${name}`, bytes, expected, ...(expected === "ok" ? { prints } : {}) };
  });
}

const otherDigit = (code: string) => code.replace(/.$/, (digit) => (digit === "7" ? "8" : "7"));
const swapped = (code: string) => {
  const [first, second, third] = code.split("-");
  return [second, first, third].join("-");
};

export function receiptVectors(): Vector[] {
  const good = { key, envelope: "0123-K", release, scope: "0", control, disc: "1" };
  const bad = { exit: "22", scope: "0", control, image: release, manifest: "-", seal: "-" };
  const code = madeStopcode(bad);
  return [
    ...made("afmeldcode", madeAfmeldcode, good, [
      ["good_disc_in_a_drive", "ok", {}],
      ["good_image_file", "ok", { scope: "1" }],
      ["good_files", "ok", { scope: "2" }],
      ["good_installed", "ok", { scope: "3" }],
      ["good_second_disc", "ok", { disc: "2" }],
      ["good_other_envelope", "ok", { envelope: "0124-M" }],
      ["good_envelope_of_six_digits", "ok", { envelope: "100000-D" }],
      ["good_other_control_number", "ok", { control: control.replace("WX", "00") }],
      ["good_other_release", "ok", { release: "00".repeat(32) }],
      ["good_key_of_zeros", "ok", { key: encodeReceiptKey(new Uint8Array(8)) }],
      ["good_key_as_it_may_be_typed", "ok", { key: key.toLowerCase().replaceAll("-", "").replaceAll("0", "o") }],
      ["envelope_with_another_letter", "CODE", { envelope: "0123-L" }],
      ["envelope_not_as_printed", "CODE", { envelope: "0123k" }],
      ["key_with_a_slip", "CODE", { key: otherDigit(key) }],
      ["key_that_is_a_zegelcode", "CODE", { key: encodeZegelcode(release) }],
      ["release_in_upper_case", "HEX", { release: release.toUpperCase() }],
      ["control_number_with_u", "CODE", { control: control.replace("WX", "UX") }],
      ["scope_of_four", "NUMBER", { scope: "4" }],
    ]),
    ...made("stopcode", madeStopcode, bad, [
      ["good_changed_image", "ok", {}],
      ["good_in_a_file", "ok", { scope: "1" }],
      ["good_all_three", "ok", { manifest: "11".repeat(32), seal: "22".repeat(32) }],
      ["good_seal_alone", "ok", { exit: "21", image: "-", seal: "22".repeat(32) }],
      ["good_nothing_found", "ok", { exit: "20", image: "-" }],
      ["good_last_exit_code", "ok", { exit: "29" }],
      ["exit_code_of_a_failure", "NUMBER", { exit: "1" }],
      ["exit_code_beyond_the_last", "NUMBER", { exit: "30" }],
      ["scope_of_four", "NUMBER", { scope: "4" }],
      ["control_number_with_u", "CODE", { control: control.replace("WX", "UX") }],
    ]),
    ...typed("receipt", code, [
      ["good_as_printed", "ok", code],
      ["good_without_hyphens_in_lower_case", "ok", code.replaceAll("-", "").toLowerCase()],
      ["good_letters_for_digits", "ok", code.replaceAll("0", "O").replaceAll("1", "l")],
      ["one_digit_wrong", "CODE", otherDigit(code)],
      ["two_groups_swapped", "CODE", swapped(code)],
      ["one_digit_missing", "CODE", code.slice(0, -1)],
      ["an_afmeldsleutel", "CODE", key],
      ["a_control_number", "CODE", control],
      ["verdict_of_eleven", "NUMBER", verdictOfEleven(code)],
    ]),
    ...typed("receipt-key", key, [
      ["good_as_printed", "ok", key],
      ["good_with_blanks_in_lower_case", "ok", key.replaceAll("-", " ").toLowerCase()],
      ["one_digit_wrong", "CODE", otherDigit(key)],
      ["two_groups_swapped", "CODE", swapped(key)],
      ["an_afmeldcode", "CODE", code],
      ["empty", "CODE", ""],
    ]),
    ...typed("envelope", "0123-K", [
      ["good_as_printed", "ok", "0123-K"],
      ["good_without_hyphen_in_lower_case", "ok", "0123k"],
      ["good_with_blanks", "ok", " 0123 - K "],
      ["another_letter", "CODE", "0123-L"],
      ["two_digits_swapped", "CODE", "0132-K"],
      ["digit_for_its_letter", "CODE", "0123-5"],
      ["three_digits", "CODE", "123-K"],
      ["seven_digits", "CODE", "1000000-A"],
    ]),
  ];
}

/** The first four bits say 11, which no verdict is; the check digit is right. */
function verdictOfEleven(code: string): string {
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const all = [...digits].map((check) => `P${code.slice(1, 4)}${check}${code.slice(5)}`);
  return all.find((one) => readReceipt(one).code !== undefined) ?? "";
}
