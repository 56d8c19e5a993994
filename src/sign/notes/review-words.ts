// The words in which a signer reads what changed, in Dutch and English.

import type { Language } from "../../words/language.ts";

export interface ReviewStyle {
  readonly language: Language;
  /** Names of files shown of each kind. */
  readonly nameLimit: number;
}

const table = {
  comparedWith: { nl: "Vergeleken met de vorige", en: "Compared with the previous" },
  directlyAfter: { nl: "volgt direct op", en: "directly follows" },
  skips: { nl: "LET OP: volgt niet direct op", en: "WARNING: does not directly follow" },
  first: { nl: "Er is geen vorige versie: alles is nieuw.", en: "There is no previous release: everything is new." },
  firstRoot: { nl: "Er is geen vorige: dit is de eerste.", en: "There is no previous one: this is the first." },
  previousMissing: {
    nl: "LET OP: NIET VERGELEKEN met de vorige: die is er niet bij (--previous).",
    en: "WARNING: NOT COMPARED with the previous one: it is not at hand (--previous).",
  },
  otherDigest: {
    nl: "een andere dan bij de vorige (zie hieronder)",
    en: "not that of the previous one (see below)",
  },
  fieldsSame: { nl: "De overige gegevens zijn gelijk.", en: "The other fields are the same." },
  disc: { nl: "Schijf", en: "Disc" },
  kitFolder: { nl: "de map ZEGEL", en: "the folder ZEGEL" },
  software: { nl: "de software", en: "the software" },
  files: { nl: "bestanden", en: "files" },
  oneFile: { nl: "bestand", en: "file" },
  added: { nl: "erbij", en: "added" },
  changed: { nl: "gewijzigd", en: "changed" },
  gone: { nl: "weg", en: "gone" },
  newFolders: { nl: "lege mappen erbij", en: "empty folders added" },
  goneFolders: { nl: "lege mappen weg", en: "empty folders gone" },
  more: { nl: "en nog", en: "and" },
  moreEnd: { nl: "(toon ze met --all)", en: "more (show them with --all)" },
  unchangedFiles: {
    nl: "De inhoud is gelijk aan die van de vorige.",
    en: "The contents are those of the previous one.",
  },
  filesUnknown: {
    nl: "LET OP: NIET NAGEGAAN wat er in de bestanden veranderde. Geef de bestandslijst (ZEGEL/MANIFEST) van deze en de vorige versie met --manifest.",
    en: "WARNING: NOT CHECKED what changed in the files. Give the manifest (ZEGEL/MANIFEST) of this and of the previous release with --manifest.",
  },
  olderUnknown: {
    nl: "LET OP: NIET NAGEGAAN wat er in de bestanden veranderde: het verzoek noemt wijzigingen, maar die zijn alleen na te gaan met ZEGEL/MANIFEST van de vorige schijf (--manifest).",
    en: "WARNING: NOT CHECKED what changed in the files: the request names changes, but they can only be checked with ZEGEL/MANIFEST of the previous disc (--manifest).",
  },
  firstRecall: {
    nl: "LET OP: NIET VERGELEKEN met de vorige intreklijst: die is er niet bij (--previous-recall). Goed als dit de allereerste lijst is.",
    en: "WARNING: NOT COMPARED with the previous recall list: it is not at hand (--previous-recall). Right if this is the very first list.",
  },
  recallAfter: {
    nl: "Vergeleken met de vorige intreklijst, nummer {count} van {date} ({signers}): er is niets af.",
    en: "Compared with the previous recall list, number {count} of {date} ({signers}): nothing is gone.",
  },
  nothingNew: { nl: "Er komt niets bij.", en: "Nothing is added." },
  unexplainedOld: { nl: "(stond al op de vorige lijst)", en: "(was on the previous list)" },
  isNew: { nl: "NIEUW", en: "NEW" },
  unexplained: {
    nl: "LET OP: GEEN ENKELE VERSIE BIJ DIT SCHIJFBESTAND: niet te zien is wat u intrekt (--release)",
    en: "WARNING: NO RELEASE NOTE FOR THIS IMAGE: nothing shows what you recall (--release)",
  },
  signedEnough: { nl: "ondertekend door", en: "signed by" },
  signedTooFew: {
    nl: "LET OP: door te weinigen ondertekend",
    en: "WARNING: too few signed it",
  },
  unjudged: {
    nl: "LET OP: HANDTEKENINGEN NIET NAGEGAAN: de vertrouwensbasis is er niet bij (--root)",
    en: "WARNING: SIGNATURES NOT CHECKED: the trust root is not at hand (--root)",
  },
  notJudged: { nl: "handtekeningen niet nagegaan", en: "signatures not checked" },
  rebuilds: { nl: "Nabouwers", en: "Rebuilds" },
  noRebuilds: { nl: "Geen verklaringen van nabouwers getoond.", en: "No rebuild statements shown." },
  agrees: { nl: "GELIJK", en: "AGREES" },
  differs: { nl: "VERSCHILT", en: "DIFFERS" },
  byNobody: { nl: "geen geldige handtekening van een nabouwer", en: "no valid signature by a rebuilder" },
  byTwo: {
    nl: "door meer dan één nabouwer ondertekend, telt niet",
    en: "signed by more than one rebuilder, does not count",
  },
  byRevoked: {
    nl: "met een ingetrokken sleutel ondertekend, telt niet",
    en: "signed by a revoked key, does not count",
  },
  rebuildsNeeded: { nl: "nodig", en: "needed" },
  rebuildsDiffer: { nl: "verschillend", en: "differ" },
  rebuildsLack: { nl: "LET OP", en: "WARNING" },
  rebuildsBlock: { nl: "dit houdt de versie tegen", en: "this blocks the release" },
  rebuildsAgree: { nl: "gelijk", en: "agree" },
  underRoot: { nl: "volgens vertrouwensbasis versie", en: "under trust root version" },
  rootSame: { nl: "Dezelfde vertrouwensbasis als de vorige.", en: "The same trust root as the previous one." },
  rootOther: {
    nl: "LET OP: een andere vertrouwensbasis dan de vorige",
    en: "WARNING: another trust root than the previous one",
  },
  rootUnknown: {
    nl: "Wat daarin veranderde is niet nagegaan: geef beide versies met --root.",
    en: "What changed in it was not checked: give both trust roots with --root.",
  },
} as const;

export type ReviewWord = keyof typeof table;

export function sayReview(word: ReviewWord, language: Language): string {
  return table[word][language];
}
