// Registers and their heads: whole files, each line chained to the one before, with what a verifier in another language must say of them.

import { RegisterChain } from "../../src/distribute/register/index.ts";
import { lineDigest } from "../../src/files/lines/appended.ts";
import { encodeUtf8 } from "../../src/format/index.ts";
import { encodeRegisterHead } from "../../src/format/notes/register-head.ts";
import { cases, forge } from "../distribute/register/cases.ts";
import { at, bytesOf, commit, corrects, letter, nextLine, packed, sent } from "../distribute/register/world.ts";
import { commonRules, joined, linesOf, type Row, table, type Vector } from "./table.ts";

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const way = [packed(100, "GM0001", 1), letter(100), commit(100), sent(100, "disc", "3SABC0123"), corrects(16)];
const whole = textOf(bytesOf(...way));
const lines = linesOf(whole);
const last = lines.at(-1) ?? "";

/** `ok` is followed by the head of the file; a refusal by the number of the line at which it shows, where it is of a line. */
function vector(name: string, expected: string, content: string | Uint8Array, line?: number): Vector {
  const bytes = typeof content === "string" ? encodeUtf8(content) : content;
  const prints = expected === "ok" ? lineDigest(linesOf(textOf(bytes)).at(-1) ?? "") : line?.toString();
  return { file: `register/${name}`, bytes, expected, ...(prints === undefined ? {} : { prints }) };
}

export function registerVectors(): Vector[] {
  return [
    vector("good_example", "ok", whole),
    ...cases.flatMap(([name, before, bad, , good]) => [
      vector(slug(name), "RULE", forge(before, bad), nextLine + before.length),
      vector(`good_not_${slug(name)}`, "ok", bytesOf(...before, good)),
    ]),
    vector("behind_closed", "RULE", forge([{ kind: "closed" }], { kind: "torn", bytes: 1 }), nextLine + 1),
    ...chainVectors(),
    ...fileVectors(),
    ...factVectors(),
  ];
}

/** `a clerk twice` → `clerk_twice`. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^an? /, "")
    .replaceAll(/[^a-z0-9]+/g, "_");

function chainVectors(): Vector[] {
  const fifth = lines[4] ?? "";
  return [
    vector("line_altered", "CHAIN", whole.replace("gsb GSB Juinen", "gsb GSB Gaarne"), 7),
    vector("line_before_the_last_altered", "CHAIN", whole.replace("3SABC0123", "3SABC0124"), lines.length),
    vector("good_last_line_altered", "ok", whole.replace("tikfout", "dubbel")), // which only a head in the log can tell
    vector("line_missing", "CHAIN", joined(lines.toSpliced(4, 1)), 5),
    vector("line_twice", "CHAIN", joined(lines.toSpliced(4, 0, fifth)), 6),
    vector("lines_exchanged", "CHAIN", joined(lines.toSpliced(4, 2, lines[5] ?? "", fifth)), 5),
    vector("number_with_leading_zero", "CHAIN", joined(lines.with(4, `0${fifth}`)), 5),
    vector("digest_in_upper_case", "CHAIN", joined(lines.with(-1, upperDigest(last))), lines.length),
    vector("first_line_not_chained", "CHAIN", whole.replace(/^2 (\S+) \S+/m, `2 $1 ${"0".repeat(64)}`), 2),
    vector("last_line_breaks_off", "CHAIN", whole.slice(0, -1), lines.length),
    vector("empty_line_at_the_end", "CHAIN", `${whole}\n`, lines.length + 1),
  ];
}

const upperDigest = (line: string): string => line.replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase());

/** Faults that stand in the last line: no digest vouches for it, so that the chain holds. */
function fileVectors(): Vector[] {
  const common = new Map(commonRules(whole, last).map((row) => [row[0], row]));
  const content = (name: string): string | Uint8Array => {
    const row = common.get(name);
    return row?.length === 4 ? whole.replace(row[2], row[3]) : (row?.[2] ?? "");
  };
  const ending = (text: string) => joined(lines.with(-1, text));
  return [
    vector("carriage_returns", "TYPE_LINE", content("carriage_returns")),
    vector("byte_order_mark", "UTF8", content("byte_order_mark")),
    vector("not_utf8", "UTF8", content("not_utf8")),
    vector("another_version", "TYPE_LINE", content("another_version")),
    vector("empty", "TYPE_LINE", ""),
    vector("nothing_but_its_first_line", "FIELD", `${lines[0]}\n`),
    vector("blank_at_the_end_of_a_line", "TEXT", ending(`${last} `), lines.length),
    vector("two_blanks", "FIELD", ending(last.replace(" corrects", "  corrects")), lines.length),
    vector("moment_that_no_clock_shows", "DATE", ending(last.replace("2027-02-01", "2027-02-30")), lines.length),
    vector("moment_of_a_second_24_hours", "DATE", ending(last.replace("T09:", "T24:")), lines.length),
    vector("line_of_8193_characters", "LIMIT", ending(last.padEnd(8193, "x")), lines.length),
    vector("opened_by_another_line", "ORDER", joined([lines[0] ?? "", chained(lines.slice(0, 1), "clerk anna X")]), 2),
  ];
}

/** The next line behind `before`, whatever it says. */
const chained = (before: readonly string[], fact: string): string =>
  `${before.length + 1} ${at} ${lineDigest(before.at(-1) ?? "")} ${fact}`;

/** One word of a fact that may not stand there; the rest of the line is one that may. */
function factVectors(): Vector[] {
  const hex = (n: number) => n.toString(16).padStart(64, "0");
  const before = linesOf(textOf(bytesOf(packed(100, "GM0001", 1), letter(100), commit(100), sent(100))));
  const rows: readonly (readonly [name: string, expected: string, fact: string, good: string])[] = [
    ["fact_unknown", "FIELD", "lost 0100-F", "closed"],
    ["fact_with_a_word_more", "FIELD", "closed now", "closed"],
    ["fact_with_a_word_less", "FIELD", "clerk cees", "clerk cees Kiesraad"],
    ["clerk_that_begins_with_a_hyphen", "FIELD", "clerk -cees Kiesraad", "clerk renée-2 Kiesraad"],
    ["recipient_of_unknown_kind", "FIELD", "recipient X1 bsb GSB Dorp", "recipient X1 gsb GSB Dorp"],
    [
      "recipient_with_two_blanks_in_the_name",
      "TEXT",
      "recipient X1 gsb GSB Dorp  aan Zee",
      "recipient X1 gsb GSB Dorp aan Zee",
    ],
    [
      "recipient_with_a_name_of_101_characters",
      "LIMIT",
      `recipient X1 gsb GSB ${"x".repeat(101)}`,
      `recipient X1 gsb GSB ${"x".repeat(100)}`,
    ],
    ["envelope_with_a_wrong_letter", "FIELD", "void 0100-G zak-open anna bert", "void 0100-F zak-open anna bert"],
    ["envelope_in_lower_case", "FIELD", "void 0100-f zak-open anna bert", "void 0100-F zak-open anna bert"],
    ["envelope_without_its_hyphen", "FIELD", "void 0100F zak-open anna bert", "void 0100-F zak-open anna bert"],
    ["two_clerks_who_are_one", "DUPLICATE", "void 0100-F zak-open anna anna", "void 0100-F zak-open bert anna"],
    ["reason_in_free_text", "FIELD", "void 0100-F nat anna bert", "void 0100-F verloren anna bert"],
    ["batch_that_goes_back", "NUMBER", "batch E gsb 1 130..121 Den Haag", "batch E gsb 1 121..130 Den Haag"],
    ["batch_with_leading_zero", "NUMBER", "batch E gsb 1 0121..130 Den Haag", "batch E gsb 1 121..121 Den Haag"],
    ["batch_from_zero", "NUMBER", "batch E gsb 1 0..130 Den Haag", "batch E gsb 1 130..130 Den Haag"],
    [
      "copy_of_seven_digits",
      "NUMBER",
      "checked 1000000 ECHT 0000D-0000E-0000F anna",
      "checked 99 ECHT 0000D-0000E-0000F anna",
    ],
    [
      "bag_that_begins_with_a_hyphen",
      "FIELD",
      "packed 0101-G GM0002 gsb 1 2 -Z2 anna bert",
      "packed 0101-G GM0002 gsb 1 2 Z-2 anna bert",
    ],
    [
      "bag_in_lower_case",
      "FIELD",
      "packed 0101-G GM0002 gsb 1 2 z2 anna bert",
      "packed 0101-G GM0002 gsb 1 2 Z2 anna bert",
    ],
    ["track_with_a_formula", "FIELD", "arrived 0100-F disc PostNL =1+1", "arrived 0100-F disc PostNL none"],
    [
      "receipt_of_unknown_evidence",
      "FIELD",
      "receipt 0100-F 1 gehoord ECHT 0 02 none anna",
      "receipt 0100-F 1 mondeling ECHT 0 02 none anna",
    ],
    [
      "receipt_with_a_verdict_of_no_verifier",
      "FIELD",
      "receipt 0100-F 1 papier GOED 0 02 none anna",
      "receipt 0100-F 1 papier ECHT 0 02 none anna",
    ],
    [
      "receipt_of_scope_4",
      "NUMBER",
      "receipt 0100-F 1 papier ECHT 4 02 none anna",
      "receipt 0100-F 1 papier ECHT 3 02 none anna",
    ],
    [
      "receipt_with_a_link_that_is_no_code",
      "FIELD",
      "receipt 0100-F 1 papier ECHT 0 0U none anna",
      "receipt 0100-F 1 papier ECHT 0 none none anna",
    ],
    [
      "receipt_with_found_in_upper_case",
      "FIELD",
      "receipt 0100-F 1 papier GEWIJZIGD 0 02 0123456789A anna",
      "receipt 0100-F 1 papier GEWIJZIGD 0 02 0123456789a anna",
    ],
    [
      "receipt_with_found_of_ten_digits",
      "FIELD",
      "receipt 0100-F 1 papier GEWIJZIGD 0 02 0123456789 anna",
      "receipt 0100-F 1 papier GEWIJZIGD 0 02 00000000000 anna",
    ],
    [
      "control_number_with_a_wrong_digit",
      "FIELD",
      "checked 2 ECHT 0000D-0000E-0000G anna",
      "checked 2 ONLEESBAAR 0000D-0000E-0000F anna",
    ],
    [
      "record_with_list_257",
      "NUMBER",
      `record 0100-F 1 ${hex(5)} 0000D-0000E-0000F none none 257 ${at}`,
      `record 0100-F 1 ${hex(5)} 0000D-0000E-0000F none none 256 ${at}`,
    ],
    ["notice_of_list_zero", "NUMBER", "notice 0 GM0001 brief anna", "notice 256 GM0001 brief anna"],
    ["heard_by_a_fax", "FIELD", "heard 1 GM0001 fax anna", "heard 1 GM0001 bezoek anna"],
    ["torn_of_no_bytes", "NUMBER", "torn 0", "torn 1"],
    ["digest_too_short", "HEX", `logged 17 ${hex(1).slice(1)}`, `logged 17 ${hex(1)}`],
  ];
  return rows.flatMap(([name, expected, fact, good]) => [
    vector(name, expected, joined([...before, chained(before, fact)]), before.length + 1),
    vector(`good_not_${name}`, "ok", joined([...before, chained(before, good)])),
  ]);
}

export function registerHeadVectors(): Vector[] {
  const { lines: line, head } = RegisterChain.parse(bytesOf(...way), "register", lineDigest);
  const text = encodeRegisterHead({ election: "TK2027", purpose: "final", lines: line, head });
  const rows: readonly Row[] = [
    ...commonRules(text, "purpose final"),
    ["good_of_the_first_line", "ok", `lines ${line}`, "lines 2"],
    ["of_no_line", "NUMBER", `lines ${line}`, "lines 1"],
    ["lines_with_leading_zero", "NUMBER", `lines ${line}`, `lines 0${line}`],
    ["purpose_unknown", "FIELD", "purpose final", "purpose real"],
    ["head_in_upper_case", "HEX", head, head.toUpperCase()],
    ["head_too_short", "HEX", head, head.slice(1)],
    ["line_more", "FIELD", `head ${head}\n`, `head ${head}\nmoment 2027-02-01T09:00:00Z\n`],
    ["line_less", "FIELD", "purpose final\n", ""],
  ];
  return table("register-head", text, rows);
}
