// A public key on the screen.

import { encodeHashGroups, encodeVKey, type VKey } from "../../format/index.ts";
import { fingerprintOf, minisignKey } from "../../sign/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";

const texts = {
  name: { nl: "naam:          {value}", en: "name:        {value}" },
  vkey: { nl: "vkey:          {value}", en: "vkey:        {value}" },
  raw: { nl: "sleutel (hex): {value}", en: "raw key:     {value}" },
  fingerprint: { nl: "vingerafdruk:  {value}", en: "fingerprint: {value}" },
  minisign: { nl: "minisign:      {value}", en: "minisign:    {value}" },
} as const satisfies Record<string, Text>;

/** A public key in every form that a person compares. */
export function keyInWords(vkey: VKey, language: Language): string {
  const lines = [
    sayIn(texts.name, language, { value: vkey.name }),
    sayIn(texts.vkey, language, { value: encodeVKey(vkey) }),
    sayIn(texts.raw, language, { value: vkey.raw }),
    sayIn(texts.fingerprint, language, { value: encodeHashGroups(fingerprintOf(vkey)) }),
    // A witness's key signs no file that minisign could check.
    ...(vkey.type === 1 ? [sayIn(texts.minisign, language, { value: minisignKey(vkey) })] : []),
  ];
  return `${lines.join("\n")}\n`;
}
