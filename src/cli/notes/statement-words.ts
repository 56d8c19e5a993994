// What a reviewer states, in words.

import { quote } from "../../format/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";

/** What a reviewer rebuilt: never "from source" of a statement on the image. docs/spec/rebuild.md */
export const scopeWords = {
  image: { nl: "het schijfbestand nagebouwd uit de software", en: "the image rebuilt from the payload" },
  source: { nl: "de software nagebouwd uit de broncode", en: "the payload rebuilt from its source" },
  kit: {
    nl: "de kit nagebouwd uit de broncode van het controleprogramma",
    en: "the kit rebuilt from the program's own source",
  },
} as const satisfies Record<string, Text>;

const findingWords = {
  agrees: { nl: "gelijk", en: "agrees" },
  differs: { nl: "VERSCHILT: {where}", en: "DIFFERS: {where}" },
} as const satisfies Record<string, Text>;

/** What a reviewer found. `differs`: where, in her own words; undefined: nothing differs. */
export function sayFinding(differs: string | undefined, language: Language): string {
  return differs === undefined
    ? findingWords.agrees[language]
    : sayIn(findingWords.differs, language, { where: quote(differs) });
}
