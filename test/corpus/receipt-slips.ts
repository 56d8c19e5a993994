// Slips while a disc is reported after GOED. slips.test.ts types them as it does those of slips.ts.

import { codeForms, encodeCodeGroups, encodeRecallCode, encodeReceiptKey, envelopeOf } from "../../src/format/index.ts";
import type { Answer } from "../cli/person.ts";
import { sha256Of } from "../verify/fixture.ts";
import { code, iso, type Slip } from "./slips.ts";

const key = encodeReceiptKey(Uint8Array.from([0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78]));
const [first = "", second = "", third = ""] = key.split("-");
const envelope = envelopeOf("0123");
const control = encodeCodeGroups(sha256Of("x"), codeForms.control.groups, codeForms.control.first);
const recall = encodeRecallCode(1, sha256Of("x"));
const wrong = (group: string) => `${group.slice(0, 4)}${group.endsWith("0") ? "1" : "0"}`;

/** Neither record nor copy, close. */
const end = ["n", "n", ""];
const slip = (what: string, says: string, hand: () => readonly Answer[]): Slip => ({ what, says, hand, ends: 0 });
const atEnvelope = (what: string, typed: string, says: string) =>
  slip(what, says, () => [...iso(), code, typed, envelope, key, ...end]);
const atKey = (what: string, typed: readonly string[], says: string) =>
  slip(what, says, () => [...iso(), code, envelope, ...typed, ...end]);

const isWanted = "Gevraagd wordt de afmeldsleutel: drie groepen, achter het vouwtje.";
const envelopeIsWanted = "Gevraagd wordt het envelopnummer van de brief, bijvoorbeeld 0123-K.";

export const receiptSlips: Readonly<Record<string, readonly Slip[]>> = {
  "At reporting the disc": [
    atEnvelope("types another letter", "0123-L", "Envelopnummer: de letter achter het streepje klopt niet."),
    atEnvelope("leaves the letter out", "0123", "Een envelopnummer ziet eruit als 0123-K. Het staat op de brief."),
    atEnvelope("types the number of the bag", "NL 4471882", "Een envelopnummer ziet eruit als 0123-K."),
    atEnvelope("types the afmeldsleutel as the envelope number", key, `Dat is de afmeldsleutel. ${envelopeIsWanted}`),
    atEnvelope("types the zegelcode as the envelope number", code, `Dat is de zegelcode. ${envelopeIsWanted}`),
    atEnvelope("says no", "nee", "Een envelopnummer ziet eruit als 0123-K."),
    slip("has no fold on the letter", "Niet afgemeld. Het oordeel blijft staan.", () => [...iso(), code, "", ...end]),
    atKey("types the zegelcode as the afmeldsleutel", [code, key], `Dat is de zegelcode. ${isWanted}`),
    atKey("types a control number as the afmeldsleutel", [control, key], `Dat is het controlenummer. ${isWanted}`),
    atKey("types the intrekkingscode as the afmeldsleutel", [recall, key], `Dat is de intrekkingscode. ${isWanted}`),
    atKey("types the envelope number once more", [envelope, key], `Dat is het envelopnummer. ${isWanted}`),
    atKey(
      "types the first group of the zegelcode",
      [code.slice(0, 5), key],
      "Leest u de zegelcode voor? Typ de afmeldsleutel.",
    ),
    atKey("types a group wrong", [first, wrong(second), second, third], "Groep 2 klopt niet. Lees groep 2 opnieuw."),
    atKey(
      "types two groups in each other's place",
      [[second, first, third].join(" "), first, second],
      "Groep 1 en groep 2 staan omgewisseld.",
    ),
    atKey("presses Enter instead of a group", ["", key], "U typte niets. Typ groep 1."),
    atKey("leaves out a character", [first.slice(1), key], "Een groep heeft 5 tekens, u typte er 4."),
    atKey("types a group too many", [`${key}-${first}`, key], "Dat zijn geen 3 groepen van 5 tekens."),
    atKey("types in lower case, without dashes", [key.toLowerCase().replaceAll("-", "")], "Afmeldcode: "),
    atKey("pastes it in quotes, with its name before it", [`“Afmeldsleutel: ${key}”`], "Afmeldcode: "),
    atKey("cannot read the key, and types S", ["s"], "Niet afgemeld. Het oordeel blijft staan."),
    slip(
      "types the afmeldsleutel where the zegelcode is asked",
      "Dat is de afmeldsleutel. Die typt u pas na GOED, bij het afmelden. Typ de zegelcode.",
      () => [...iso(), key, code, "", ...end],
    ),
    slip(
      "types the afmeldsleutel as the municipality",
      "Dat is de afmeldsleutel. Die hoort niet in het verslag.",
      () => [...iso(), code, "", "j", key, "", "", "", "", ...end],
    ),
    slip("types the afmeldsleutel twice as the envelope number of the record", "Die hoort niet in het verslag.", () => [
      ...iso(),
      code,
      "",
      "j",
      "",
      key,
      key,
      "",
      "",
      "",
      ...end,
    ]),
  ],
};
