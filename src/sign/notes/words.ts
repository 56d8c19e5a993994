// The words in which a signer reads what she signs, in Dutch and English.

import { labelWords, noWords, purposeWords } from "../../words/glossary.ts";
import type { Language, Text } from "../../words/language.ts";

/** As a signer reads what she must not overlook. */
function loud({ nl, en }: Text): Text {
  return { nl: nl.toUpperCase(), en: en.toUpperCase() };
}

const table = {
  release: { nl: "U gaat een versie ondertekenen", en: "You are about to sign a release" },
  root: { nl: "U gaat een vertrouwensbasis (trust root) ondertekenen", en: "You are about to sign a trust root" },
  rebuild: {
    nl: "U gaat een verklaring van een nabouwer ondertekenen",
    en: "You are about to sign a rebuild statement",
  },
  recall: { nl: "U gaat een intreklijst ondertekenen", en: "You are about to sign a recall list" },
  minutes: {
    nl: "U gaat de slotverklaring van een sleutelceremonie ondertekenen",
    en: "You are about to sign the minutes of a key ceremony",
  },
  ceremony: { nl: "Ceremonie", en: "Ceremony" },
  transcriptLines: { nl: "Regels van het ceremonieverslag", en: "Lines of the transcript" },
  transcriptHead: { nl: "Laatste regel (SHA-256)", en: "Last line (SHA-256)" },
  transcript: { nl: "Hele ceremonieverslag (SHA-256)", en: "Whole transcript (SHA-256)" },
  present: { nl: "Aanwezig", en: "Present" },
  product: { nl: "Product", en: "Product" },
  election: { nl: "Verkiezing", en: "Election" },
  role: { nl: "Rol", en: "Role" },
  sequence: { nl: "Nummer van de versie", en: "Release number" },
  purpose: { nl: "Doel", en: "Purpose" },
  final: purposeWords.final,
  trial: loud(purposeWords.trial),
  demonstration: loud(purposeWords.demonstration),
  notFinal: {
    nl: "LET OP: dit is niet voor een echte telling.",
    en: "WARNING: this is not for a real count.",
  },
  urgency: { nl: "Spoed", en: "Urgency" },
  normal: { nl: "gewoon", en: "normal" },
  emergency: { nl: "NOODVERSIE", en: "EMERGENCY RELEASE" },
  date: { nl: "Datum", en: "Date" },
  disc: { nl: "Schijf", en: "Disc" },
  of: labelWords.of,
  medium: { nl: "Medium", en: "Medium" },
  volume: { nl: "Naam van de schijf (volume)", en: "Volume" },
  publisher: { nl: "Uitgever", en: "Publisher" },
  manifest: { nl: "Inhoudslijst schijf", en: "Manifest of disc" },
  image: { nl: "Schijfbestand (SHA-256)", en: "Image (SHA-256)" },
  imageSize: { nl: "Grootte schijfbestand", en: "Image size" },
  bytes: { nl: "bytes", en: "bytes" },
  sealPlace: { nl: "Plaats van het zegel", en: "Place of the seal" },
  kit: { nl: "Controleprogramma's", en: "Kit" },
  recipe: { nl: "Recept", en: "Recipe" },
  trustRoot: { nl: "Vertrouwensbasis (SHA-256)", en: "Trust root (SHA-256)" },
  recallAtLeast: { nl: "Laagste nummer intreklijst", en: "Recall list at least number" },
  previous: { nl: "Vorige (SHA-256)", en: "Previous (SHA-256)" },
  none: noWords.none,
  zegelcode: { nl: "Zegelcode", en: "Zegelcode" },
  digest: { nl: "Hashcode van de tekst die u ondertekent", en: "Digest of the text that you sign" },
  version: { nl: "Versie", en: "Version" },
  valid: { nl: "Geldig", en: "Valid" },
  until: { nl: "tot en met", en: "until" },
  contact: { nl: "Contact voor gemeenten", en: "Contact for municipalities" },
  key: { nl: "Sleutel", en: "Key" },
  fingerprint: { nl: "vingerafdruk", en: "fingerprint" },
  group: { nl: "Groep", en: "Group" },
  require: { nl: "Nodig voor", en: "Required for" },
  dissent: { nl: "Afwijkende nabouwers", en: "Dissenting rebuilders" },
  dissentReported: { nl: "worden gemeld", en: "are reported" },
  dissentBlocks: { nl: "houden een versie tegen vanaf", en: "block a release from" },
  dissentUnreachable: {
    nl: "LET OP: zo veel nabouwers zijn er niet: geen afwijking kan een versie tegenhouden.",
    en: "WARNING: there are not so many rebuilders: no dissent can block a release.",
  },
  revoked: { nl: "Ingetrokken sleutel", en: "Revoked key" },
  log: { nl: "Logboek", en: "Log" },
  scope: { nl: "Omvang", en: "Scope" },
  scopeImage: { nl: "van payload naar schijfbestand", en: "payload to image" },
  scopeSource: { nl: "van broncode naar payload", en: "source to payload" },
  scopeKit: { nl: "van de broncode van het controleprogramma naar de kit", en: "source of the verifier to kit" },
  finding: { nl: "Bevinding", en: "Finding" },
  agrees: { nl: "GELIJK", en: "AGREES" },
  differs: { nl: "VERSCHILT", en: "DIFFERS" },
  ofRelease: { nl: "Versie (SHA-256 van de tekst)", en: "Release (SHA-256 of its text)" },
  manifestMeasured: { nl: "Inhoudslijst (SHA-256)", en: "Manifest (SHA-256)" },
  environment: { nl: "Omgeving", en: "Environment" },
  entries: { nl: "Aantal ingetrokken schijfbestanden", en: "Recalled images" },
  recalled: { nl: "Ingetrokken", en: "Recalled" },
  signedBy: { nl: "Al ondertekend door (niet beoordeeld)", en: "Signed already by (not judged)" },
  otherKey: {
    nl: "LET OP: de STEM.pub naast deze sleutel is van een ANDERE sleutel ({shown}). U tekent met {found}:",
    en: "WARNING: the STEM.pub beside this key is of ANOTHER key ({shown}). You sign with {found}:",
  },
  number: { nl: "nummer", en: "number" },
  allFields: { nl: "Alle gegevens", en: "All fields" },
  withKey: { nl: "Met sleutel", en: "With key" },
} as const;

export type Word = keyof typeof table;

/** The word or sentence in `language`. */
export function say(word: Word, language: Language): string {
  return table[word][language];
}
