// Faults of notes, signatures, quorums, log proofs, seals and codes.

import {
  concatBytes,
  decodeUtf8,
  encodeBase64,
  encodeHashGroups,
  encodeHex,
  encodeNote,
  encodeRecallCode,
  encodeUtf8,
  encodeVKey,
  encodeZegelcode,
  keyId,
  makeVKey,
  parseRecall,
  type Signature,
} from "../../src/format/index.ts";
import { exampleBytes, officers, releaseDigest, releaseNote, stranger } from "../format/examples.ts";
import { byRawKey, signText } from "../format/test-keys.ts";
import { signatureVectors } from "./forge.ts";
import { example, linesOf, replaceOnce, table, textOf, type Vector } from "./table.ts";

export function noteVectors(): Vector[] {
  const whole = example("zegel-release");
  const [text = "", lines = ""] = whole.split("\n\n");
  const [first = "", second = ""] = linesOf(lines);
  const base64 = first.split(" ")[2] ?? "";
  const with_ = (...signatures: string[]) => `${text}\n\n${signatures.map((line) => `${line}\n`).join("")}`;
  const unknown = (name: string, bytes: number) => `— ${name} ${encodeBase64(new Uint8Array(bytes).fill(7))}`;
  return table("note", whole, [
    ["good_unsigned", "ok", with_()],
    ["good_unknown_key_with_other_name", "ok", with_(first, unknown("onbekend@voorbeeld.nl/Ø", 68))],
    ["good_unknown_key_with_post_quantum_length", "ok", with_(first, unknown("pq.example", 4 + 4627))],
    ["good_unknown_key_with_one_byte", "ok", with_(first, unknown("x", 5))],
    ["good_64_signatures", "ok", with_(...Array.from({ length: 64 }, (_, i) => unknown(`x${i}`, 68)))],
    ["good_text_with_empty_line", "ok", "one\n\ntwo\n\n"],
    ["signatures_65", "LIMIT", with_(...Array.from({ length: 65 }, (_, i) => unknown(`x${i}`, 68)))],
    ["whole_above_65536_bytes", "LIMIT", `${"x".repeat(65_535)}\n\n`],
    ["good_whole_of_65536_bytes", "ok", `${"x".repeat(65_534)}\n\n`],
    [
      "signature_line_of_8193_characters",
      "LIMIT",
      with_(`— ${"x".repeat(8093)} ${encodeBase64(new Uint8Array(72))}${"AAAA"}`.slice(0, 8193)),
    ],
    ["no_empty_line", "TEXT", `${text}\n${lines}`],
    ["no_text", "TEXT", `\n\n${lines}`],
    ["line_feed_missing_at_the_end", "TEXT", whole.slice(0, -1)],
    ["carriage_returns", "TEXT", whole.replaceAll("\n", "\r\n")],
    ["control_character_in_text", "TEXT", whole.replace("OSV", "O\tSV")],
    ["nul_in_text", "TEXT", whole.replace("OSV", "O\0SV")],
    ["control_character_in_name", "TEXT", with_(first, unknown("a\u0001b", 68))],
    ["not_utf8", "UTF8", concatBytes(Uint8Array.of(0xff), encodeUtf8(whole))],
    ["byte_order_mark", "UTF8", `\ufeff${whole}`],
    ["hyphen_for_dash", "SIGNATURE_LINE", with_(first.replace("—", "-"), second)],
    ["two_blanks", "SIGNATURE_LINE", with_(first.replace("— ", "—  "), second)],
    ["blank_at_the_end_of_a_signature_line", "SIGNATURE_LINE", with_(`${first} `, second)],
    ["name_missing", "SIGNATURE_LINE", with_(`— ${base64}`)],
    ["name_with_plus", "SIGNATURE_LINE", with_(unknown("a+b", 68))],
    ["name_with_no_break_space", "SIGNATURE_LINE", with_(unknown("a\u00a0b", 68))],
    ["name_with_next_line", "SIGNATURE_LINE", with_(unknown("a\u0085b", 68))],
    ["signature_without_bytes", "SIGNATURE_LINE", with_(unknown("x", 4))],
    ["base64_without_padding", "BASE64", with_(first.replace(/=+$/, ""))],
    ["base64_with_stray_bits", "BASE64", with_(`${first.slice(0, -2)}${first.at(-2) === "9" ? "8" : "9"}=`)],
    ["base64_for_urls", "BASE64", with_(first.replace(/[+/]/g, "-"))],
  ]);
}

export function vkeyVectors(): Vector[] {
  const { vkey, publicKey } = officers[0];
  const text = `${encodeVKey(vkey)}\n`;
  const typed = (type: number, key: Uint8Array) => encodeBase64(concatBytes(Uint8Array.of(type), key));
  const right = typed(1, publicKey);
  return table("vkey", text, [
    ["good_cosigner", "ok", `${encodeVKey(makeVKey(vkey.name, publicKey, 4))}\n`],
    ["good_name_of_64_characters", "ok", `${encodeVKey(makeVKey("n".repeat(64), publicKey))}\n`],
    ["good_name_of_128_characters", "ok", `${encodeVKey(makeVKey("n".repeat(128), publicKey))}\n`],
    [
      "good_name_of_a_sigsum_log",
      "ok",
      `${encodeVKey(makeVKey(`sigsum.org/v1/tree/${encodeHex(publicKey)}`, publicKey))}\n`,
    ],
    ["id_of_another_name", "KEY", "officer-a+", "officer-b+"],
    ["id_in_upper_case", "HEX", vkey.id, vkey.id.toUpperCase()],
    ["id_too_short", "HEX", vkey.id, vkey.id.slice(1)],
    ["name_missing", "KEY", text.slice(text.indexOf("+"))],
    ["name_with_blank", "KEY", "officer-a", "officer a"],
    ["name_with_accent", "KEY", "officer-a", "officer-á"],
    ["name_of_129_characters", "KEY", `${"n".repeat(129)}+${keyId("n".repeat(129), 1, publicKey)}+${right}\n`],
    ["key_missing", "KEY", `${vkey.name}+${vkey.id}\n`],
    ["key_of_31_bytes", "KEY", right, typed(1, publicKey.slice(1))],
    ["type_2", "KEY", right, typed(2, publicKey)],
    ["base64_of_45_characters", "BASE64", right, `${right}A`],
  ]);
}

/** Three lines: `key HEX`, `message HEX`, `signature HEX`. */
export function signatureFiles(): Vector[] {
  return signatureVectors().map(({ name, isGood, key, message, signature }) => ({
    file: `signature/${name}`,
    bytes: encodeUtf8(`key ${encodeHex(key)}\nmessage ${encodeHex(message)}\nsignature ${encodeHex(signature)}\n`),
    expected: isGood ? "ok" : "refused",
  }));
}

/** Release notes to be judged under the example trust root, two of officers a, b, c; `loose_` and `sealed_` name the rule. */
export function quorumVectors(): Vector[] {
  const { text } = releaseNote;
  const [first, second, third] = byRawKey(officers).map((key) => signText(key, text));
  const by = (key: (typeof officers)[number], message = text) => signText(key, message);
  const broken = (signature: Signature | undefined): Signature => ({
    ...(signature as Signature),
    bytes: by(stranger).bytes,
  });
  const cases: Record<string, readonly [string, (Signature | undefined)[]]> = {
    loose_good_two_of_three: ["met", [first, second]],
    loose_good_three_of_three: ["met", [first, second, third]],
    loose_good_any_order: ["met", [second, first]],
    loose_good_unknown_key_ignored: ["met", [first, by(stranger), second]],
    loose_good_one_key_twice_beside_another: ["met", [first, first, second]],
    loose_good_name_of_a_known_key_with_another_id: [
      "met",
      [first, second, { ...by(stranger), name: officers[0].vkey.name }],
    ],
    loose_unsigned: ["not-met", []],
    loose_one_of_three: ["not-met", [first]],
    loose_one_key_twice: ["not-met", [first, first]],
    loose_one_and_unknown_key: ["not-met", [first, by(stranger)]],
    loose_bad_signature_beside_enough_good_ones: ["BAD_SIGNATURE", [first, second, broken(third)]],
    loose_signature_over_another_text: ["BAD_SIGNATURE", [first, by(officers[2], `${text}x\n`)]],
    loose_signature_of_72_bytes: ["BAD_SIGNATURE", [first, { ...(second as Signature), bytes: new Uint8Array(72) }]],
    sealed_good_two_of_three: ["met", [first, second]],
    sealed_good_three_of_three: ["met", [first, second, third]],
    sealed_one_of_three: ["not-met", [third]],
    sealed_unknown_key: ["FOREIGN_SIGNATURE", [first, second, by(stranger)]],
    sealed_one_key_twice: ["REPEATED_SIGNATURE", [first, first, second]],
    sealed_out_of_order: ["UNORDERED_SIGNATURES", [second, first]],
    sealed_bad_signature: ["BAD_SIGNATURE", [first, broken(second), third]],
  };
  return Object.entries(cases).map(([name, [expected, signatures]]) => ({
    file: `quorum/${name}`,
    bytes: encodeNote({ text, signatures: signatures as Signature[] }),
    expected,
  }));
}

export function logProofVectors(): Vector[] {
  const text = example("zegel-log-proof");
  const hash = linesOf(text)[2] ?? "";
  const root = linesOf(text)[6] ?? "";
  const hashes = (count: number) =>
    text.replace("index 1", "index 0").replace(hash, Array(count).fill(hash).join("\n"));
  return table("log-proof", text, [
    ["good_first_of_one", "ok", text.replace("index 1", "index 0").replace(`${hash}\n`, "").replace("\n2\n", "\n1\n")],
    ["good_53_hashes", "ok", hashes(53)],
    ["hashes_54", "LIMIT", hashes(54)],
    ["another_version", "TYPE_LINE", "tlog-proof@v1", "tlog-proof@v2"],
    ["extra_data", "FIELD", "index 1", "extra AAAA\nindex 1"],
    ["index_missing", "FIELD", "index 1\n", ""],
    ["index_beyond_the_tree", "NUMBER", "index 1", "index 2"],
    ["index_with_leading_zero", "NUMBER", "index 1", "index 01"],
    ["hash_of_31_bytes", "FIELD", hash, encodeBase64(new Uint8Array(31))],
    ["hash_not_base64", "BASE64", hash, hash.slice(1)],
    ["checkpoint_of_an_empty_tree", "NUMBER", text.replace("\n2\n", "\n0\n")],
    ["checkpoint_root_of_33_bytes", "FIELD", root, encodeBase64(new Uint8Array(33))],
    ["checkpoint_with_extension_line", "FIELD", `${root}\n`, `${root}\nextra\n`],
    ["checkpoint_origin_in_our_own_space", "FIELD", "\nlog.example/zegel\n", "\nzegel/log\n"],
    ["checkpoint_origin_with_blank", "FIELD", "\nlog.example/zegel\n", "\nlog example\n"],
    ["checkpoint_without_empty_line", "TEXT", replaceOnce(text, `${root}\n\n`, `${root}\n`)],
    ["line_feed_missing_at_the_end", "TEXT", text.slice(0, -1)],
    ["byte_order_mark", "UTF8", `\ufeff${text}`],
  ]);
}

/** Files hold the used part; whoever runs them appends line feeds up to 262,144 bytes. */
export function sealVectors(): Vector[] {
  const filled = decodeUtf8(exampleBytes["zegel-seal"] ?? new Uint8Array(), "seal");
  const used = `${filled.replace(/\n+$/, "")}\n`;
  const heads = [...used.matchAll(/^(trust-root|release|rebuild|recall|log-proof) [0-9]+$/gm)];
  const sections = heads.map((head, i) => used.slice(head.index, heads[i + 1]?.index ?? used.length - 4));
  const [root = "", release = "", rebuild1 = "", rebuild2 = "", recall = "", logProof = ""] = sections;
  const seal = (...parts: string[]) => `zegel/seal v1\n${parts.join("")}end\n`;
  const resized = (section: string, change: number) =>
    section.replace(/ ([0-9]+)\n/, (_, size) => ` ${Number(size) + change}\n`);
  return table("seal", used, [
    ["good_minimal", "ok", seal(root, release)],
    ["good_no_log_proof", "ok", seal(root, release, rebuild1, rebuild2, recall)],
    ["good_two_trust_roots", "ok", seal(root, root, release)],
    ["only_line_feeds", "TYPE_LINE", ""],
    ["another_version", "TYPE_LINE", used.replace("seal v1", "seal v2")],
    ["no_trust_root", "SEAL", seal(release)],
    ["no_release", "SEAL", seal(root)],
    ["release_twice", "SEAL", seal(root, release, release)],
    ["recall_twice", "SEAL", seal(root, release, recall, recall)],
    ["log_proof_twice", "SEAL", seal(root, release, logProof, logProof)],
    ["sections_out_of_order", "SEAL", seal(root, release, recall, rebuild1)],
    ["section_unknown", "SEAL", seal(root, release, "letter 5\nhello")],
    ["length_one_too_low", "SEAL", seal(resized(root, -1), release)],
    ["length_one_too_high", "SEAL", seal(root, resized(release, 1))],
    ["length_with_leading_zero", "NUMBER", seal(root.replace(" ", " 0"), release)],
    ["length_zero", "NUMBER", seal(root, release, "rebuild 0\n")],
    ["length_above_the_limit", "NUMBER", seal(root, release, "rebuild 65537\n")],
    ["length_of_forty_digits", "SEAL", seal(root, release, `rebuild ${"9".repeat(40)}\n`)],
    ["length_missing", "NUMBER", seal(root, release, "rebuild\n")],
    ["length_twice", "SEAL", seal(root.replace("\n", " 1\n"), release)],
    ["end_missing", "SEAL", used.slice(0, -4)],
    ["byte_behind_the_end", "SEAL", `${used}x`],
    ["blank_behind_the_end", "SEAL", `${used}\n\n \n`],
    ["release_does_not_parse", "TEXT", seal(root, "release 3\nabc")],
    ["log_proof_does_not_parse", "TYPE_LINE", seal(root, release, "log-proof 4\nabc\n")],
  ]);
}

/** Codes and digests as typed; what they mean is in the column `prints`. */
export function codeVectors(): Vector[] {
  const code = encodeZegelcode(releaseDigest);
  const groups = code.split("-");
  const groupSwap = [groups[1], groups[0], ...groups.slice(2)].join("-");
  const low = encodeZegelcode("0".repeat(64));
  const typed = (noun: string, prints: string, rows: readonly (readonly [string, string, string])[]): Vector[] =>
    rows.map(([name, expected, text]) => ({
      file: `${noun}/${name}`,
      bytes: encodeUtf8(text),
      expected,
      ...(expected === "ok" ? { prints } : {}),
    }));
  const hex = releaseDigest;
  return [
    ...typed("zegelcode", code, [
      ["good_as_printed", "ok", code],
      ["good_without_hyphens", "ok", code.replaceAll("-", "")],
      ["good_with_blanks_in_lower_case", "ok", code.replaceAll("-", " ").toLowerCase()],
      ["good_with_en_dashes", "ok", code.replaceAll("-", "–")],
      ["one_digit_wrong", "CODE", code.replace(/.$/, (digit) => (digit === "7" ? "8" : "7"))],
      ["two_digits_of_a_group_swapped", "CODE", swapDigits(code)],
      ["two_groups_swapped", "CODE", groupSwap],
      ["one_digit_missing", "CODE", code.slice(0, -1)],
      ["one_digit_too_many", "CODE", `${code}0`],
      ["letter_u", "CODE", `U${code.slice(1)}`],
      ["letter_from_another_alphabet", "CODE", `\u0410${code.slice(1)}`],
      ["more_than_200_characters", "CODE", `${code}${" ".repeat(200)}`],
      ["empty", "CODE", ""],
    ]),
    ...typed("zegelcode", low, [
      ["good_all_zero", "ok", low],
      ["good_letters_for_digits", "ok", low.replaceAll("0", "O").replaceAll("1", "l")],
    ]),
    ...recallCodeRows(typed),
    ...typed("hash-groups", encodeHashGroups(hex), [
      ["good_as_printed", "ok", encodeHashGroups(hex)],
      ["good_without_blanks_in_upper_case", "ok", hex.toUpperCase()],
      ["good_with_colons", "ok", encodeHashGroups(hex).replaceAll(" ", ":")],
      ["one_digit_missing", "HEX", encodeHashGroups(hex).slice(0, -1)],
      ["letter_o_for_zero", "HEX", encodeHashGroups(hex).replace(/[0-9]/, "o")],
      ["more_than_300_characters", "LIMIT", `${encodeHashGroups(hex)}${" ".repeat(222)}`],
    ]),
  ];
}

type Typed = (noun: string, prints: string, rows: readonly (readonly [string, string, string])[]) => Vector[];

function recallCodeRows(typed: Typed): Vector[] {
  const { recalled } = parseRecall(textOf("zegel-recall"));
  const image = recalled[0]?.imageSha256 ?? "";
  const code = encodeRecallCode(1, image);
  const last = encodeRecallCode(256, "f".repeat(64));
  const [first = "", second = "", ...rest] = code.split("-");
  return [
    ...typed("recall-code", code, [
      ["good_as_printed", "ok", code],
      ["good_without_hyphens_in_lower_case", "ok", code.replaceAll("-", "").toLowerCase()],
      ["good_with_blanks", "ok", code.replaceAll("-", " ")],
      ["one_digit_wrong", "CODE", code.replace(/.$/, (digit) => (digit === "7" ? "8" : "7"))],
      ["two_digits_of_a_group_swapped", "CODE", swapDigits(code)],
      ["two_groups_swapped", "CODE", [second, first, ...rest].join("-")],
      ["one_group_missing", "CODE", [first, second, ...rest.slice(0, 1)].join("-")],
      ["one_group_too_many", "CODE", `${code}-00001`],
      ["groups_of_a_zegelcode", "CODE", encodeZegelcode(releaseDigest).split("-").slice(0, 4).join("-")],
      ["letter_u", "CODE", `U${code.slice(1)}`],
      ["more_than_200_characters", "CODE", `${code}${" ".repeat(200)}`],
      ["empty", "CODE", ""],
    ]),
    ...typed("recall-code", encodeRecallCode(1, "0".repeat(64)), [
      ["good_all_zero", "ok", encodeRecallCode(1, "0".repeat(64)).replaceAll("0", "O")],
    ]),
    ...typed("recall-code", last, [["good_number_256", "ok", last]]),
  ];
}

/** The first two different neighbours of a group change places. */
function swapDigits(code: string): string {
  return code.replace(/([0-9A-Z])(?!\1)([0-9A-Z])/, "$2$1");
}
