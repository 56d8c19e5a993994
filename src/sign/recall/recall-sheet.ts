// A recall list in words, for the screen of whoever signs or sends it. The letter: src/distribute.

import {
  encodeHashGroups,
  encodeRecallCode,
  type Note,
  type Recall,
  showLineNames,
  textDigest,
} from "../../format/index.ts";
import { labelWords, noWords } from "../../words/glossary.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import type { Judgement } from "../notes/merge.ts";

export const recallTexts = {
  list: { nl: "Intreklijst nummer {number} van {date}", en: "Recall list number {number} of {date}" },
  number: { nl: "Nummer", en: "Number" },
  date: { nl: "Ingetrokken op", en: "Recalled on" },
  release: labelWords.release,
  reason: { nl: "Reden", en: "Reason" },
  code: labelWords.recallCode,
  image: labelWords.imageSha256,
  text: { nl: "Tekst van de lijst (hashcode)", en: "Text of the list (SHA-256)" },
  signedBy: labelWords.signedBy,
  missing: { nl: "Nog niet ondertekend door", en: "Not signed yet by" },
  unknown: { nl: "Handtekeningen die niet tellen", en: "Signatures that do not count" },
  nobody: noWords.nobody,
  count: { nl: "{found} van {needed} nodig", en: "{found} of {needed} needed" },
  enough: { nl: "Deze lijst is geldig.", en: "This list is valid." },
  notEnough: {
    nl: "Deze lijst geldt NOG NIET: er zijn te weinig handtekeningen.",
    en: "This list is NOT valid yet: there are too few signatures.",
  },
  notJudged: {
    nl: "De handtekeningen zijn NIET beoordeeld: er is geen vertrouwensbasis opgegeven (--root).",
    en: "The signatures were NOT judged: no trust root was given (--root).",
  },
  unsignedCode: {
    nl: "De intrekkingscode is door niemand ondertekend: wie haar typt, ziet ONBEVESTIGD.",
    en: "Nobody signs the intrekkingscode: who types it sees ONBEVESTIGD (unconfirmed).",
  },
} as const satisfies Record<string, Text>;

/** What a list is shown with. */
export interface ShownRecall {
  readonly note: Note;
  readonly recall: Recall;
  readonly judgement: Judgement | undefined;
  /** What the images are, in words, by digest: of release notes that were given. */
  readonly releases: ReadonlyMap<string, string>;
}

/** Lines for the screen. */
export function describeRecallList(shown: ShownRecall, language: Language): string[] {
  const t = recallTexts;
  const say = (word: keyof typeof t) => t[word][language];
  const { recall, note, releases } = shown;
  const entries = recall.recalled.flatMap(({ imageSha256, date, reason }, i) => {
    const release = releases.get(imageSha256);
    return [
      "",
      `  ${say("number")} ${i + 1}: ${say("date").toLowerCase()} ${date}: ${reason}`,
      ...(release === undefined ? [] : [`    ${say("release")}: ${release}`]),
      `    ${say("image")}: ${encodeHashGroups(imageSha256)}`,
      `    ${say("code")}: ${encodeRecallCode(i + 1, imageSha256)}`,
    ];
  });
  return [
    fill(t.list[language], { number: recall.recalled.length, date: recall.date }),
    ...entries,
    "",
    `  ${say("text")}: ${encodeHashGroups(textDigest(note.text))}`,
    ...signersOf(shown, language).map((line) => `  ${line}`),
    "",
    say("unsignedCode"),
  ];
}

/** Who signed, who has not, and whether it is enough. */
export function signersOf({ note, judgement }: ShownRecall, language: Language): string[] {
  const t = recallTexts;
  const names = (list: readonly string[]) => list.join(", ") || t.nobody[language];
  if (judgement === undefined)
    return [
      `${t.signedBy[language]}: ${showLineNames(note.signatures.map((line) => line.name)) || t.nobody[language]}`,
      t.notJudged[language],
    ];
  const { quorum, missing, unknown } = judgement;
  const holders = (keys: typeof missing) => names(keys.map((key) => `${key.holder} (${key.organisation})`));
  const count = fill(t.count[language], { found: quorum.signers.length, needed: quorum.threshold });
  return [
    `${t.signedBy[language]}: ${holders(quorum.signers)}; ${count}`,
    ...(quorum.isMet ? [] : [`${t.missing[language]}: ${holders(missing)}`]),
    ...(unknown.length + quorum.revoked.length === 0
      ? []
      : [`${t.unknown[language]}: ${showLineNames([...quorum.revoked.map((key) => key.vkey.name), ...unknown])}`]),
    t[quorum.isMet ? "enough" : "notEnough"][language],
  ];
}
