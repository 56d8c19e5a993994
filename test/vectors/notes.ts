// Faults of the four notes' texts. Each file is a text without its signatures.

import { concatBytes, encodeBase64, encodeVKey, keyId, makeVKey } from "../../src/format/index.ts";
import { officers, stranger } from "../format/examples.ts";
import { testKey } from "../format/test-keys.ts";
import { signatureVectors } from "./forge.ts";
import { commonRules, linesOf, replaceOnce, swapped, table, textOf, textRules, type Vector } from "./table.ts";

export function releaseVectors(): Vector[] {
  const text = textOf("zegel-release");
  const manifest = linesOf(text).find((line) => line.startsWith("manifest 1 ")) ?? "";
  const another = `manifest 2 ${"1".repeat(64)}`;
  return table("release", text, [
    ...commonRules(text, "product OSV"),
    ["good_two_discs", "ok", `disc 1 of 1\n${manifest}`, `disc 2 of 2\n${manifest}\n${another}`],
    ["good_no_kit", "ok", text.replace(/\nkit .*\n/, "\nkit none\n")],
    ["good_no_previous", "ok", text.replace(/\nprevious .*\n/, "\nprevious none\n")],
    ["good_sequence_highest", "ok", "sequence 12", "sequence 999999"],
    ["sequence_too_high", "NUMBER", "sequence 12", "sequence 1000000"],
    ["sequence_zero", "NUMBER", "sequence 12", "sequence 0"],
    ["sequence_with_sign", "NUMBER", "sequence 12", "sequence +12"],
    ["field_missing", "FIELD", "election TK2027\n", ""],
    ["field_twice", "FIELD", "role GSB\n", "role GSB\nrole GSB\n"],
    ["field_order", "FIELD", swapped(text, 1)],
    ["field_unknown", "FIELD", "recipe 1\n", "recipe 1\ncolour blue\n"],
    ["field_after_the_last", "FIELD", `${text}more 1\n`],
    ["two_blanks_before_a_value", "FIELD", "product OSV", "product  OSV"],
    ["tab_before_a_value", "TEXT", "product OSV", "product\tOSV"],
    ["line_that_looks_like_a_signature", "TEXT", `${text}— a b\n`],
    ["product_with_other_letters", "FIELD", "product OSV", "product ÖSV"],
    ["product_of_33_characters", "FIELD", "product OSV", `product ${"O".repeat(33)}`],
    ["good_product_of_32_characters", "ok", "product OSV", `product ${"O".repeat(32)}`],
    ["version_with_blank", "FIELD", "version 2.24.3", "version 2.24 3"],
    ["role_in_lower_case", "FIELD", "role GSB", "role gsb"],
    ["purpose_unknown", "FIELD", "purpose demonstration", "purpose test"],
    ["urgency_unknown", "FIELD", "urgency normal", "urgency high"],
    ["medium_unknown", "FIELD", "medium cd700", "medium usb"],
    ["date_that_does_not_exist", "DATE", "date 2027-01-15T", "date 2027-02-30T"],
    ["date_without_zone", "DATE", "T12:00:00Z", "T12:00:00"],
    ["date_with_fraction", "DATE", "T12:00:00Z", "T12:00:00.0Z"],
    ["date_with_leap_second", "DATE", "T12:00:00Z", "T23:59:60Z"],
    ["date_before_1980", "DATE", "date 2027", "date 1979"],
    ["date_after_2099", "DATE", "date 2027", "date 2100"],
    ["volume_of_17_characters", "FIELD", "volume OSV_2_24_3", `volume ${"O".repeat(17)}`],
    ["publisher_in_lower_case", "FIELD", "publisher KIESRAAD", "publisher kiesraad"],
    ["disc_above_the_set", "NUMBER", "disc 1 of 1", "disc 2 of 1"],
    ["disc_zero", "NUMBER", "disc 1 of 1", "disc 0 of 1"],
    ["disc_without_of", "FIELD", "disc 1 of 1", "disc 1 / 1"],
    ["set_of_17_discs", "NUMBER", "disc 1 of 1", "disc 1 of 17"],
    ["manifest_missing", "COUNT", "disc 1 of 1", "disc 1 of 2"],
    ["manifest_too_many", "COUNT", manifest, `${manifest}\n${another}`],
    ["manifest_misnumbered", "NUMBER", "manifest 1 ", "manifest 2 "],
    [
      "image_digest_in_upper_case",
      "HEX",
      text.replace(/image-sha256 .*/, (line) => `image-sha256 ${line.slice(13).toUpperCase()}`),
    ],
    ["image_size_not_in_sectors", "NUMBER", "image-bytes 2048000", "image-bytes 2048001"],
    ["image_larger_than_its_medium", "NUMBER", "image-bytes 2048000", `image-bytes ${360_001 * 2048}`],
    ["good_image_that_fills_its_medium", "ok", "image-bytes 2048000", `image-bytes ${360_000 * 2048}`],
    ["seal_not_at_a_sector", "NUMBER", "seal-at 77824", "seal-at 77825"],
    ["seal_before_the_file_area", "NUMBER", "seal-at 77824", `seal-at ${18 * 2048}`],
    ["good_seal_at_its_lowest", "ok", "seal-at 77824", `seal-at ${19 * 2048}`],
    ["seal_beyond_the_image", "NUMBER", "seal-at 77824", `seal-at ${2_048_000 - 262_144 + 2048}`],
    ["good_seal_at_the_end_of_the_image", "ok", "seal-at 77824", `seal-at ${2_048_000 - 262_144}`],
    ["kit_without_digest", "FIELD", text.replace(/\nkit .*\n/, "\nkit 1.0\n")],
    ["recipe_unknown", "FIELD", "recipe 1", "recipe 2"],
    ["trust_root_none", "HEX", text.replace(/\ntrust-root .*\n/, "\ntrust-root none\n")],
    ["good_recall_at_least_highest", "ok", "recall-at-least 1", "recall-at-least 256"],
    ["recall_at_least_too_high", "NUMBER", "recall-at-least 1", "recall-at-least 257"],
    ["previous_empty", "FIELD", text.replace(/\nprevious .*\n/, "\nprevious\n")],
  ]);
}

/** A group line of as many members as there can be, each with the longest name. */
function longNames(text: string): string {
  const keys = linesOf(text).filter((line) => line.startsWith("key ")).length;
  const name = (i: number) => `test-only/${String(i).padStart(3, "0")}/${"n".repeat(114)}`;
  const added = Array.from({ length: 64 - keys }, (_, i) => ({ name: name(i), key: testKey(name(i)).vkey }));
  const lines = added.map(({ key }, i) => `key ${encodeVKey(key)} rebuilder Lang-${i} Lang-${i}\n`).join("");
  return replaceOnce(
    replaceOnce(text, "key log.example/zegel+", `${lines}key log.example/zegel+`),
    "group rebuilders 2 ",
    `group rebuilders 2 ${added.map(({ name }) => name).join(" ")} `,
  );
}

export function trustRootVectors(): Vector[] {
  const text = textOf("zegel-trust-root");
  const keyLines = linesOf(text).filter((line) => line.startsWith("key "));
  const [a = "", b = ""] = keyLines;
  const vkeyA = encodeVKey(officers[0].vkey);
  const second = (name: string, key: Uint8Array) =>
    `key ${encodeVKey(makeVKey(name, key))} officer Officier-B Kiesraad`;
  // The id is right for these bytes: only the point is at fault.
  const unsound = (key: Uint8Array): [string, string] => [
    vkeyA,
    `test-only/officer-a+${keyId("test-only/officer-a", 1, key)}+${encodeBase64(concatBytes(Uint8Array.of(1), key))}`,
  ];
  const forged = (name: string) => signatureVectors().find((vector) => vector.name === name)?.key ?? new Uint8Array(0);
  const contact = /^contact .*$/m.exec(text)?.[0] ?? "";
  const twoWitnesses = text.replace("group witnesses 1", "group witnesses 2");
  return table("trust-root", text, [
    ...commonRules(text, "version 1"),
    ["good_version_2", "ok", "version 1\nprevious none", `version 2\nprevious ${"0".repeat(64)}`],
    ["good_dissent_reported", "ok", "dissent blocks-at 1", "dissent reported"],
    ["good_key_revoked", "ok", "log log.example/zegel", `revoked ${stranger.vkey.raw}\nlog log.example/zegel`],
    ["version_1_with_predecessor", "REFERENCE", "previous none", `previous ${"0".repeat(64)}`],
    ["version_2_without_predecessor", "REFERENCE", "version 1", "version 2"],
    ["version_zero", "NUMBER", "version 1", "version 0"],
    ["purpose_trial", "FIELD", "purpose demonstration", "purpose trial"],
    ["validity_that_ends_before_it_starts", "DATE", "2026-12-01..2029-03-31", "2029-03-31..2026-12-01"],
    ["validity_of_one_date", "DATE", "2026-12-01..2029-03-31", "2026-12-01"],
    ...textRules("contact", contact, (said) => `contact ${said}`),
    ["contact_of_201_characters", "LIMIT", text.replace(/\ncontact .*/, `\ncontact ${"x".repeat(201)}`)],
    ["good_contact_of_200_characters", "ok", text.replace(/\ncontact .*/, `\ncontact ${"x".repeat(200)}`)],
    ["key_is_identity", "KEY", ...unsound(forged("key_is_identity_any_message_holds"))],
    ["key_of_order_2", "KEY", ...unsound(forged("key_of_order_2"))],
    ["key_non_canonical", "KEY", ...unsound(forged("key_is_identity_non_canonical"))],
    ["key_with_torsion", "KEY", ...unsound(forged("key_with_torsion_cofactorless_holds"))],
    ["key_not_on_curve", "KEY", ...unsound(forged("key_not_on_curve"))],
    ["key_id_of_another_key", "KEY", `officer-a+${officers[0].vkey.id}`, `officer-a+${officers[1].vkey.id}`],
    [
      "key_id_in_upper_case",
      "HEX",
      `officer-a+${officers[0].vkey.id}`,
      `officer-a+${officers[0].vkey.id.toUpperCase()}`,
    ],
    ["key_of_type_4_for_an_officer", "KEY", vkeyA, encodeVKey(testKey("test-only/officer-a", 4).vkey)],
    [
      "key_of_type_1_for_a_witness",
      "KEY",
      text.replace(/test-only\/witness-f\+\S+/, encodeVKey(testKey("test-only/witness-f").vkey)),
    ],
    ["key_twice", "DUPLICATE", b, second("test-only/officer-b", officers[0].publicKey)],
    ["key_name_twice", "DUPLICATE", b, second("test-only/officer-a", stranger.publicKey)],
    ["key_name_twice_in_another_case", "DUPLICATE", b, second("test-only/Officer-A", stranger.publicKey)],
    // Found by trying names: two keys, two names, one key id, deae31a8.
    [
      "key_id_twice",
      "DUPLICATE",
      text
        .replace(vkeyA, encodeVKey(makeVKey("test-only/officer-a-135775", officers[0].publicKey)))
        .replace(encodeVKey(officers[1].vkey), encodeVKey(makeVKey("test-only/officer-b-25581", officers[1].publicKey)))
        .replaceAll(/test-only\/officer-a(?= )/g, "test-only/officer-a-135775")
        .replaceAll(/test-only\/officer-b(?= )/g, "test-only/officer-b-25581"),
    ],
    ["good_group_of_64_long_names", "ok", longNames(text)],
    ["holder_twice", "DUPLICATE", "Officier-B Kiesraad", "Officier-A Kiesraad"],
    ["holder_is_officer_and_rebuilder", "DUPLICATE", "Nabouwer-D", "Officier-A"],
    ["holder_twice_in_another_case", "DUPLICATE", "Officier-B Kiesraad", "officier-a Kiesraad"],
    ["holder_with_full_width_letter", "FIELD", "Officier-A", "Ｏfficier-A"],
    ["organisation_in_two_spellings", "DUPLICATE", "Officier-B Kiesraad", "Officier-B KIESRAAD"],
    ["organisation_missing", "FIELD", a, a.replace(/ Kiesraad$/, "")],
    ["role_unknown", "FIELD", "officer Officier-A", "chief Officier-A"],
    ["group_twice", "DUPLICATE", "group one-officer 1", "group officers 1"],
    ["group_called_none", "FIELD", text.replaceAll("one-officer", "none")],
    [
      "group_with_unknown_member",
      "REFERENCE",
      "group rebuilders 2 test-only/rebuilder-d",
      "group rebuilders 2 test-only/nobody",
    ],
    [
      "group_members_out_of_order",
      "ORDER",
      "2 test-only/officer-a test-only/officer-b",
      "2 test-only/officer-b test-only/officer-a",
    ],
    ["group_member_twice", "ORDER", "2 test-only/officer-a", "2 test-only/officer-a test-only/officer-a"],
    ["threshold_zero", "NUMBER", "group officers 2", "group officers 0"],
    ["threshold_above_members", "COUNT", "group officers 2", "group officers 4"],
    ["good_threshold_of_all_members", "ok", "group officers 2", "group officers 3"],
    ["rebuild_threshold_above_organisations", "COUNT", "Universiteit-Één", "Fryske-Akademy"],
    [
      "good_one_organisation_where_one_is_enough",
      "ok",
      text.replace("Universiteit-Één", "Fryske-Akademy").replace("rebuilders 2", "rebuilders 1"),
    ],
    ["witness_threshold_above_organisations", "COUNT", twoWitnesses.replace("Getuige-G Krant", "Getuige-G VNG")],
    ["good_witnesses_of_two_organisations", "ok", twoWitnesses],
    [
      "good_two_witnesses_of_one_organisation_where_one_is_enough",
      "ok",
      "witness Getuige-G Krant",
      "witness Getuige-G VNG",
    ],
    [
      "witness_of_the_organisation_that_keeps_the_log",
      "REFERENCE",
      text.replace("log Logboek Kiesraad", "log Logboek Stichting").replace("Getuige-G Krant", "Getuige-G Stichting"),
    ],
    [
      "witness_of_an_organisation_with_an_officer",
      "REFERENCE",
      text.replace("Officier-C Kiesraad", "Officier-C Krant"),
    ],
    [
      "witness_of_an_organisation_with_an_officer_in_no_group",
      "REFERENCE",
      text
        .replace("Officier-C Kiesraad", "Officier-C Krant")
        .replaceAll("test-only/officer-b test-only/officer-c", "test-only/officer-b"),
    ],
    [
      "good_officer_of_another_organisation_in_no_group",
      "ok",
      text
        .replace("Officier-C Kiesraad", "Officier-C Stichting")
        .replaceAll("test-only/officer-b test-only/officer-c", "test-only/officer-b"),
    ],
    ["good_log_of_another_organisation", "ok", "log Logboek Kiesraad", "log Logboek Stichting"],
    ["good_witness_of_an_organisation_that_rebuilds", "ok", "Getuige-G Krant", "Getuige-G Fryske-Akademy"],
    [
      "good_witness_of_an_officers_organisation_in_no_group",
      "ok",
      text
        .replace("Getuige-G Krant", "Getuige-G Kiesraad")
        .replace("group witnesses 1 test-only/witness-f test-only/witness-g", "group witnesses 1 test-only/witness-f"),
    ],
    ["require_missing", "FIELD", "require recall one-officer\n", ""],
    ["require_out_of_order", "FIELD", swapped(text, linesOf(text).indexOf("require root officers"))],
    ["require_root_none", "REFERENCE", "require root officers", "require root none"],
    ["require_release_none", "REFERENCE", "require release officers", "require release none"],
    ["require_unknown_group", "REFERENCE", "require recall one-officer", "require recall nobody"],
    ["require_release_by_rebuilders", "REFERENCE", "require release officers", "require release rebuilders"],
    ["require_rebuild_by_officers", "REFERENCE", "require rebuild rebuilders", "require rebuild officers"],
    ["require_checkpoint_by_officers", "REFERENCE", "require checkpoint witnesses", "require checkpoint officers"],
    ["dissent_zero", "NUMBER", "dissent blocks-at 1", "dissent blocks-at 0"],
    ["dissent_bare_number", "FIELD", "dissent blocks-at 1", "dissent 1"],
    ["revoked_key_in_use", "KEY", "log log.example/zegel", `revoked ${officers[0].vkey.raw}\nlog log.example/zegel`],
    [
      "revoked_out_of_order",
      "ORDER",
      "log log.example/zegel",
      `revoked ${"2".repeat(64)}\nrevoked ${"1".repeat(64)}\nlog log.example/zegel`,
    ],
    [
      "revoked_twice",
      "ORDER",
      "log log.example/zegel",
      `revoked ${"2".repeat(64)}\nrevoked ${"2".repeat(64)}\nlog log.example/zegel`,
    ],
    ["log_none_with_log_key", "REFERENCE", text.replace(/\nlog .*\n$/, "\nlog none\n")],
    ["log_without_log_key", "COUNT", text.replace(/\nkey log.*\n/, "\n")],
    ["log_origin_in_our_own_space", "FIELD", text.replace(/\nlog .*\n$/, "\nlog zegel/log\n")],
    ["log_origin_with_scheme", "FIELD", text.replace(/\nlog .*\n$/, "\nlog https://log.example\n")],
    [
      "good_log_and_checkpoint_none",
      "ok",
      text
        .replace(/\nkey log.*\n/, "\n")
        .replace("checkpoint witnesses", "checkpoint none")
        .replace(/\nlog .*\n$/, "\nlog none\n"),
    ],
  ]);
}

const kitLine = /kit .*/.exec(textOf("zegel-release"))?.[0] ?? "";

export function rebuildVectors(): Vector[] {
  const text = textOf("zegel-rebuild");
  const environment = /environment .*/.exec(text)?.[0] ?? "";
  const kitText = text.replace("scope image", "scope kit").replace(environment, `${kitLine}\n${environment}`);
  return table("rebuild", text, [
    ...commonRules(text, "scope image"),
    ["good_differs", "ok", "finding agrees", "finding differs OSV/osv.jar at byte 1024"],
    ["good_scope_source", "ok", "scope image", "scope source"],
    ["scope_unknown", "FIELD", "scope image", "scope all"],
    ["good_scope_kit", "ok", kitText],
    ["good_scope_kit_differs", "ok", kitText.replace("finding agrees", "finding differs controleprogramma.exe")],
    ["scope_kit_without_kit", "FIELD", "scope image", "scope kit"],
    ["scope_image_with_kit", "FIELD", kitText.replace("scope kit", "scope image")],
    ["scope_source_with_kit", "FIELD", kitText.replace("scope kit", "scope source")],
    ["kit_twice", "FIELD", kitText.replace(/(\nkit .*)/, "$1$1")],
    ["kit_none", "FIELD", kitText.replace(/\nkit .*/, "\nkit none")],
    ["kit_without_version", "FIELD", kitText.replace("kit 1.0 ", "kit ")],
    [
      "kit_digest_in_upper_case",
      "HEX",
      kitText.replace(/(\nkit 1.0 )(.*)/, (_, name, hex) => name + hex.toUpperCase()),
    ],
    ["kit_behind_environment", "FIELD", swapped(kitText, 6)],
    ["finding_unknown", "FIELD", "finding agrees", "finding unclear"],
    ["finding_differs_without_where", "FIELD", "finding agrees", "finding differs"],
    ["finding_agrees_with_more", "FIELD", "finding agrees", "finding agrees mostly"],
    ["finding_of_501_characters", "LIMIT", "finding agrees", `finding differs ${"x".repeat(501)}`],
    ["good_finding_of_500_characters", "ok", "finding agrees", `finding differs ${"x".repeat(500)}`],
    ["release_digest_none", "HEX", text.replace(/\nrelease .*/, "\nrelease none")],
    [
      "image_digest_in_upper_case",
      "HEX",
      text.replace(/(\nimage-sha256 )(.*)/, (_, name, hex) => name + hex.toUpperCase()),
    ],
    ["manifest_digest_too_short", "HEX", text.replace(/(\nmanifest-sha256 .*)./, "$1")],
    ["environment_missing", "FIELD", `${environment}\n`, ""],
    ...textRules("environment", environment, (said) => `environment ${said}`),
    ...textRules("finding", "finding agrees", (said) => `finding differs ${said}`),
    ["environment_with_bidi_override", "TEXT", environment, "environment Debian \u202e21"],
    ["date_of_a_day_only", "DATE", "T09:30:00Z", ""],
    ["field_order", "FIELD", swapped(text, 4)],
    ["field_after_the_last", "FIELD", `${text}more 1\n`],
  ]);
}

export function recallVectors(): Vector[] {
  const text = textOf("zegel-recall");
  const entry = linesOf(text).at(-1) ?? "";
  const second = entry.replace("recalled 1 ", "recalled 2 ");
  const another = `recalled 2 ${"1".repeat(64)} 2027-01-10 Reden`;
  return table("recall", text, [
    ...commonRules(text, "date 2027-01-10"),
    [
      "good_two_entries",
      "ok",
      `number 1\ndate 2027-01-10\n${entry}`,
      `number 2\ndate 2027-01-10\n${entry}\n${another}`,
    ],
    ["number_too_high", "COUNT", "number 1", "number 2"],
    ["number_too_low", "COUNT", entry, `${entry}\n${another}`],
    ["number_zero", "NUMBER", "zegel/recall v1\nnumber 0\ndate 2027-01-10\n"],
    ["number_257", "NUMBER", "number 1", "number 257"],
    ["entry_misnumbered", "NUMBER", "recalled 1 ", "recalled 2 "],
    [
      "image_twice",
      "DUPLICATE",
      `number 1\ndate 2027-01-10\n${entry}`,
      `number 2\ndate 2027-01-10\n${entry}\n${second}`,
    ],
    ...textRules("reason", "Telt blanco stemmen dubbel", (said) => said),
    ["reason_missing", "FIELD", " Telt blanco stemmen dubbel", ""],
    ["reason_of_201_characters", "LIMIT", "Telt blanco stemmen dubbel", "x".repeat(201)],
    ["good_reason_of_200_characters", "ok", "Telt blanco stemmen dubbel", "x".repeat(200)],
    ["date_that_does_not_exist", "DATE", "date 2027-01-10", "date 2027-01-32"],
    ["date_with_time", "DATE", "date 2027-01-10", "date 2027-01-10T00:00:00Z"],
    ["field_after_the_last", "FIELD", `${text}more 1\n`],
  ]);
}
