// Faults of MANIFEST, INSTALL and AANWIJZINGEN.

import {
  commonRules,
  example,
  linesOf,
  type Row,
  replaceOnce,
  swapped,
  table,
  textRules,
  type Vector,
} from "./table.ts";

export function manifestVectors(): Vector[] {
  const text = example("zegel-manifest");
  const lines = linesOf(text);
  const path = (to: string): [string, string] => ["OSV/osv.jar", to];
  const first = lines.at(4) ?? "";
  const minimal = `# zegel/manifest v1\n# files 1\n# bytes 0\n${"0".repeat(64)}  a\n`;
  const one = (path: string) => `# zegel/manifest v1\n# files 1\n# bytes 0\n${"0".repeat(64)}  ${path}\n`;
  const two = (a: string, b: string) =>
    `# zegel/manifest v1\n# files 2\n# bytes 0\n${"0".repeat(64)}  ${a}\n${"1".repeat(64)}  ${b}\n`;
  return table("manifest", text, [
    ...commonRules(text, first),
    ["good_minimal", "ok", minimal],
    ["good_file_called_minus_in_a_folder", "ok", one("a/-")],
    ["good_name_of_96_bytes", "ok", one("a".repeat(96))],
    ["good_path_of_240_characters", "ok", one(`${"a".repeat(79)}/${"b".repeat(79)}/${"c".repeat(80)}`)],
    ["good_short_name_look_alike", "ok", one("PROGRA~1/x")],
    ["good_sharp_s_beside_ss", "ok", two("ss", "ß")],
    ["good_order_by_bytes_not_by_locale", "ok", two("Z", "a")],
    ["good_bytes_at_the_limit", "ok", minimal.replace("bytes 0", "bytes 9007199254740991")],
    ["bytes_above_the_limit", "NUMBER", minimal.replace("bytes 0", "bytes 9007199254740992")],
    ["bytes_of_seventeen_digits", "NUMBER", minimal.replace("bytes 0", "bytes 10000000000000000")],
    ["count_with_leading_zero", "NUMBER", "# files 6", "# files 06"],
    ["count_zero", "NUMBER", minimal.split("\n").slice(0, 3).join("\n").replace("files 1", "files 0").concat("\n")],
    ["count_too_high", "COUNT", "# files 6", "# files 7"],
    ["count_too_low", "COUNT", "# files 6", "# files 5"],
    ["digest_in_upper_case", "HEX", lines.at(7)?.slice(0, 64) ?? "", lines.at(7)?.slice(0, 64).toUpperCase() ?? ""],
    ["digest_too_short", "FIELD", lines.at(7)?.slice(0, 64) ?? "", lines.at(7)?.slice(0, 63) ?? ""],
    ["one_blank_before_the_path", "FIELD", "  OSV/osv.jar", " OSV/osv.jar"],
    ["binary_mark_before_the_path", "FIELD", "  OSV/osv.jar", " *OSV/osv.jar"],
    ["header_order", "FIELD", swapped(text, 1)],
    ["paths_out_of_order", "ORDER", swapped(text, 5)],
    ["path_twice", "ORDER", two("a", "a")],
    ["path_that_differs_only_in_case", "DUPLICATE", two("A", "a")],
    ["path_that_differs_only_in_case_of_a_folder", "DUPLICATE", two("A/x", "a/y")],
    ["path_that_differs_only_in_case_beyond_ascii", "DUPLICATE", two("É", "é")],
    ["path_that_differs_only_in_dotless_i", "DUPLICATE", two("i", "ı")],
    ["path_that_differs_only_in_dotted_capital_i", "DUPLICATE", two("I", "İ")],
    ["path_that_differs_only_in_capital_sharp_s", "DUPLICATE", two("ß", "ẞ")],
    ["path_below_a_file", "DUPLICATE", two("a", "a/b")],
    ["path_below_a_file_of_another_case", "DUPLICATE", two("A", "a/b")],
    ["path_of_the_manifest", "PATH", one("ZEGEL/MANIFEST")],
    ["path_of_the_seal", "PATH", one("ZEGEL/SEAL")],
    ["path_zegel_in_lower_case", "PATH", one("zegel/x")],
    ["path_zegel_in_a_folder", "PATH", one("a/ZEGEL/x")],
    ["file_in_the_place_of_the_zegel_folder", "DUPLICATE", one("ZEGEL")],
    ["path_is_minus", "PATH", one("-")],
    ["path_with_backslash", "PATH", ...path("OSV\\osv.jar")],
    ["path_with_colon", "PATH", ...path("OSV/osv.jar:stream")],
    ["path_with_semicolon", "PATH", ...path("OSV/osv.jar;1")],
    ["path_with_question_mark", "PATH", ...path("OSV/os?.jar")],
    ["path_with_greek_letter", "PATH", one("α")],
    ["path_with_superscript_device_name", "PATH", one("COM¹")],
    ["path_with_emoji", "PATH", one("🗳")],
    ["path_with_soft_hyphen", "TEXT", one("o\u00adsv")],
    ["path_not_in_nfc", "TEXT", one("e\u0301")],
    ["path_with_device_name", "PATH", one("con")],
    ["path_with_device_name_and_extension", "PATH", one("a/Lpt1.tar.gz")],
    ["path_with_device_name_and_blank", "PATH", one("aux .txt")],
    ["path_with_device_name_in_dotless_i", "PATH", one("conın$")],
    ["path_that_starts_by_itself", "PATH", one("AutoRun.inf")],
    ["good_autorun_in_a_folder", "ok", one("a/autorun.inf")],
    ["path_absolute", "PATH", ...path("/osv.jar")],
    ["path_with_empty_component", "PATH", ...path("OSV//osv.jar")],
    ["path_with_dot_component", "PATH", ...path("OSV/./osv.jar")],
    ["path_with_parent_component", "PATH", ...path("OSV/../osv.jar")],
    ["path_that_ends_with_a_slash", "PATH", ...path("OSV/osv/")],
    ["component_that_ends_with_a_dot", "PATH", ...path("OSV./osv.jar")],
    ["component_that_ends_with_a_blank", "PATH", ...path("OSV /osv.jar")],
    ["component_that_begins_with_a_blank", "PATH", one("a/ b")],
    ["component_of_97_bytes", "PATH", one("a".repeat(97))],
    ["component_of_97_bytes_in_49_characters", "PATH", one(`a${"é".repeat(48)}`)],
    ["path_of_241_characters", "PATH", one(`${"a".repeat(79)}/${"b".repeat(79)}/${"c".repeat(81)}`)],
    ["good_depth_of_31_folders", "ok", one("a/".repeat(31).concat("b"))],
    ["depth_of_32_folders", "PATH", one("a/".repeat(32).concat("b"))],
    ["empty_folder_that_holds_a_file", "PATH", "# empty-folder OSV/uitvoer", "# empty-folder OSV/gemeenten"],
    ["empty_folder_that_is_zegel", "PATH", "# empty-folder OSV/uitvoer", "# empty-folder ZEGEL"],
    ["empty_folder_that_is_a_file", "DUPLICATE", "# empty-folder OSV/uitvoer", "# empty-folder OSV/osv.jar"],
    ["empty_folder_twice", "ORDER", "# empty-folder OSV/uitvoer", "# empty-folder b\n# empty-folder b"],
    ["empty_folder_in_an_empty_folder", "PATH", "# empty-folder OSV/uitvoer", "# empty-folder b\n# empty-folder b/c"],
  ]);
}

export function installVectors(): Vector[] {
  const text = example("zegel-install-one");
  const digest = linesOf(text).at(-1)?.slice(7, 71) ?? "";
  return table("install", text, [
    ...commonRules(text, "absent OSV/lib/extra.jar"),
    ["good_minimal", "ok", `zegel/install v1\nstatic ${digest} a\n`],
    ["good_path_with_blanks", "ok", "absent OSV/lib/extra.jar", "absent OSV/lib/een twee.jar"],
    ["nothing_static", "COUNT", `static ${digest} OSV/osv.jar\n`, ""],
    ["nothing_at_all", "COUNT", "zegel/install v1\n"],
    ["class_unknown", "FIELD", "absent OSV", "gone OSV"],
    ["class_in_upper_case", "FIELD", "absent OSV", "ABSENT OSV"],
    ["digest_missing", "FIELD", `static ${digest} `, "static "],
    ["digest_in_upper_case", "HEX", digest, digest.toUpperCase()],
    ["paths_out_of_order", "ORDER", swapped(text, 1)],
    ["path_twice", "ORDER", "absent OSV/lib/extra.jar\n", "absent OSV/lib/extra.jar\nabsent OSV/lib/extra.jar\n"],
    [
      "path_and_a_folder_of_that_name",
      "DUPLICATE",
      "absent OSV/lib/extra.jar",
      "absent OSV/lib\nabsent OSV/lib/extra.jar",
    ],
    ["path_above_a_static_file", "DUPLICATE", `zegel/install v1\nabsent a\nstatic ${digest} a/b\n`],
    ["path_and_a_folder_in_capitals", "DUPLICATE", `zegel/install v1\nmay-change A\nstatic ${digest} a/b\n`],
    ["paths_that_differ_in_case", "DUPLICATE", `zegel/install v1\nstatic ${digest} A\nstatic ${digest} a\n`],
    ["folders_that_differ_in_case", "DUPLICATE", `zegel/install v1\nmay-change A/x\nstatic ${digest} a/b\n`],
    ["good_paths_that_look_alike", "ok", `zegel/install v1\nmay-change a b\nstatic ${digest} a/b\nabsent ab\n`],
    ["path_absolute", "PATH", "absent OSV", "absent /OSV"],
    ["path_with_parent_component", "PATH", "absent OSV/lib", "absent OSV/../lib"],
    ["place_in_version_one", "FIELD", "zegel/install v1\n", "zegel/install v1\nplace C:\\OSV\n"],
    ["start_in_version_one", "FIELD", "zegel/install v1\n", "zegel/install v1\nstart OSV/osv.jar\n"],
    ["version_three", "TYPE_LINE", "zegel/install v1", "zegel/install v3"],
    ...installTwo(),
  ]);
}

/** Version 2: what stands before the files. */
function installTwo(): Row[] {
  const text = example("zegel-install");
  const [place, start] = ["place C:\\OSV\n", "start OSV/osv.jar\n"];
  const row = (name: string, expected: string, from: string, to: string): Row => [
    `${expected === "ok" ? "good_" : ""}two_${name}`,
    expected,
    replaceOnce(text, from, to),
  ];
  const at = (name: string, expected: string, to: string) => row(`place_${name}`, expected, "C:\\OSV", to);
  const from = (name: string, expected: string, to: string) =>
    row(`start_${name}`, expected, "start OSV/osv.jar", `start ${to}`);
  const ofLength = (characters: number) => `C:\\${"a".repeat(79)}\\${"b".repeat(79)}\\${"c".repeat(characters - 163)}`;
  return [
    ["good_two_example", "ok", text],
    row("place_alone", "ok", start, ""),
    row("start_alone", "ok", place, ""),
    row("start_before_place", "ORDER", place + start, start + place),
    row("place_twice", "ORDER", place, place + place),
    row("start_twice", "ORDER", start, start + start),
    row("place_behind_the_files", "FIELD", "absent OSV/lib/extra.jar\n", `absent OSV/lib/extra.jar\n${place}`),
    row("place_without_a_value", "TYPE_LINE", place, "place\n"),
    row("place_that_is_empty", "TEXT", place, "place \n"),
    row("start_without_a_value", "FIELD", start, "start\n"),
    row("start_that_is_empty", "TEXT", start, "start \n"),
    row("version_three", "TYPE_LINE", "zegel/install v2", "zegel/install v3"),
    row("nothing_static", "COUNT", text.slice(text.indexOf("static ")), ""),
    at("of_unix", "ok", "/opt/osv"),
    at("with_blanks_and_marks", "ok", "D:\\Program Files (x86)\\Súdwest-Fryslân"),
    at("in_a_small_letter", "ok", "c:\\osv"),
    at("of_240_characters", "ok", ofLength(240)),
    at("of_241_characters", "LIMIT", ofLength(241)),
    at("of_32_folders", "ok", `C:${"\\a".repeat(32)}`),
    at("of_33_folders", "PATH", `C:${"\\a".repeat(33)}`),
    at("that_is_a_share", "PATH", "\\\\server\\OSV"),
    at("that_is_a_device", "PATH", "\\\\.\\PHYSICALDRIVE0"),
    at("with_a_long_path_prefix", "PATH", "\\\\?\\C:\\OSV"),
    at("that_is_a_share_of_unix", "PATH", "//server/osv"),
    at("that_is_relative", "PATH", "OSV"),
    at("relative_to_a_drive", "PATH", "C:OSV"),
    at("that_is_a_drive", "PATH", "C:\\"),
    at("that_is_the_root", "PATH", "/"),
    at("that_leads_up", "PATH", "C:\\OSV\\..\\Windows"),
    at("with_a_blank_name", "PATH", "C:\\OSV\\\\x"),
    at("that_ends_with_a_separator", "PATH", "C:\\OSV\\"),
    at("with_slashes_on_a_drive", "PATH", "C:/OSV"),
    at("with_a_device_name", "PATH", "C:\\aux"),
    at("with_a_stream", "PATH", "C:\\OSV:x"),
    at("with_a_variable", "PATH", "%USERPROFILE%\\OSV"),
    at("with_two_blanks_in_a_row", "TEXT", "C:\\O  SV"),
    at("with_a_control_character", "TEXT", "C:\\O\u001bSV"),
    at("with_a_bidi_override", "TEXT", "C:\\O\u202eSV"),
    at("with_a_cyrillic_letter", "TEXT", "C:\\ОSV"),
    from("with_blanks_and_marks", "ok", "Súdwest-Fryslân/Start mij.exe"),
    from("in_the_root", "ok", "setup.exe"),
    from("that_is_a_folder", "PATH", "OSV/"),
    from("that_leads_up", "PATH", "../setup.exe"),
    from("that_is_absolute", "PATH", "/OSV/setup.exe"),
    from("with_a_drive", "PATH", "D:/OSV/setup.exe"),
    from("with_backslashes", "PATH", "OSV\\setup.exe"),
    from("of_241_characters", "PATH", `${"a".repeat(79)}/${"b".repeat(79)}/${"c".repeat(81)}`),
    from("with_a_control_character", "TEXT", "OSV/\u0007setup.exe"),
  ];
}

export function aanwijzingenVectors(): Vector[] {
  const text = example("zegel-aanwijzingen");
  const step = (length: number) => `zegel/aanwijzingen v1\n1 ${"x".repeat(length)}\n`;
  const steps = (count: number) =>
    `zegel/aanwijzingen v1\n${Array.from({ length: count }, (_, i) => `${i + 1} stap\n`).join("")}`;
  return table("aanwijzingen", text, [
    ...commonRules(text, "3 Bel bij twijfel het nummer in de brief; installeer dan niet."),
    ["good_minimal", "ok", "zegel/aanwijzingen v1\n1 Ja.\n"],
    ["no_step", "COUNT", "zegel/aanwijzingen v1\n"],
    ["step_number_missing", "NUMBER", "\n2 Start", "\nStart"],
    ["step_number_skipped", "NUMBER", "\n2 Start", "\n3 Start"],
    ["step_number_from_zero", "NUMBER", "\n1 Contr", "\n0 Contr"],
    ["step_without_text", "FIELD", "zegel/aanwijzingen v1\n1\n"],
    ["step_with_two_blanks", "FIELD", "\n2 Start", "\n2  Start"],
    ...textRules("step", "Bel bij twijfel het nummer in de brief; installeer dan niet.", (said) => said),
    ["step_with_tab", "TEXT", "\n2 Start", "\n2 \tStart"],
    ["step_with_bidi_override", "TEXT", "\n2 Start", "\n2 \u202eStart"],
    ["step_with_zero_width_space", "TEXT", "\n2 Start", "\n2 \u200bStart"],
    ["step_with_tag_character", "TEXT", "\n2 Start", "\n2 \u{e0041}Start"],
    ["step_with_variation_selector", "TEXT", "\n2 Start", "\n2 \ufe0fStart"],
    ["step_not_in_nfc", "TEXT", "„Nieuwe", "„Ni\u0065\u0301uwe"],
    ["step_that_looks_like_a_signature", "TEXT", "\n2 Start", "\n— Start"],
    ["good_step_of_900_characters", "ok", step(900)],
    ["step_of_901_characters", "LIMIT", step(901)],
    ["good_200_steps", "ok", steps(200)],
    ["steps_201", "LIMIT", steps(201)],
  ]);
}
