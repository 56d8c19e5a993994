// A fault of trust in a sentence, for messages and for people who know the formats. English stands after "it", Dutch without a subject.

import type { Signature } from "../format/notes/note.ts";
import type { Bilingual } from "../format/text/bilingual.ts";
import { quote } from "../format/text/error.ts";
import type { RebuildFault, Shortfall } from "./rebuilds.ts";

/** In Dutch, which needs its plural: `1 geldige handtekening`. */
export function validInDutch(count: number): string {
  return `${count} geldige ${count === 1 ? "handtekening" : "handtekeningen"}`;
}

/** What a note is or says that keeps it from being a statement. */
export function describeRebuildFault(fault: RebuildFault, language: keyof Bilingual = "en"): string {
  return rebuildFaultOf(fault)[language];
}

function rebuildFaultOf(fault: RebuildFault): Bilingual {
  switch (fault.code) {
    case "OTHER_RELEASE":
      return {
        nl: `gaat over een andere versie (hashcode van de tekst ${fault.sha256})`,
        en: `is about another release (text digest ${fault.sha256})`,
      };
    case "UNCONFIRMED":
      return {
        nl: "zegt dat het verschilt, en geen handtekening van een nabouwer eronder is na te gaan: het is beschadigd of verzonnen; vraag de nabouwer",
        en: "says that it differs, and no reviewer's signature under it can be confirmed: it is damaged or made up; ask the reviewer",
      };
    case "BAD_SIGNATURE":
      return {
        nl: `heeft een handtekening van ${fault.name} die niet klopt`,
        en: `has a signature by ${fault.name} that does not hold`,
      };
    case "NO_REVIEWER":
      return {
        nl: "is niet ondertekend door een nabouwer aan wie de vertrouwensbasis dit vraagt",
        en: "is signed by no reviewer whom the trust root asks about this release",
      };
    case "TWO_REVIEWERS":
      return {
        nl: "is ondertekend door meer dan één nabouwer: ieder spreekt voor zichzelf",
        en: "is signed by more than one reviewer: each speaks for herself",
      };
    case "REVOKED":
      return {
        nl: `is ondertekend door ${fault.by.vkey.name}, met een ingetrokken sleutel`,
        en: `is signed by ${fault.by.vkey.name}, a key that was revoked`,
      };
  }
}

/** A line of a note that differs. */
export function describeUnconfirmed({ name }: Signature, language: keyof Bilingual = "en"): string {
  return language === "nl"
    ? `zegt dat het verschilt, en de handtekening van ${quote(name)} naast die van een nabouwer is niet na te gaan: die kan van een andere nabouwer zijn`
    : `says that it differs, and the signature by ${quote(name)} beside a reviewer's own cannot be confirmed: it may be another reviewer's`;
}

const shortfallWords: Readonly<Record<Shortfall, Bilingual>> = {
  DIFFERS: { nl: "zegt dat het verschilt", en: "says that it differs" },
  SOURCE: {
    nl: "gaat over de broncode, en gevraagd wordt het schijfbestand",
    en: "is about the source, and the quorum asks for the image",
  },
  KIT: {
    nl: "gaat over de kit: dat wordt gepubliceerd en nooit geteld",
    en: "is about the kit, which is published and never counted",
  },
  OTHER_IMAGE: {
    nl: "zegt dat het gelijk is, maar over een ander schijfbestand",
    en: "says that it agrees, and measured another image",
  },
  OTHER_MANIFEST: {
    nl: "zegt dat het gelijk is, maar over een andere bestandslijst",
    en: "says that it agrees, and measured another MANIFEST",
  },
  OTHER_KIT: {
    nl: "zegt dat het gelijk is, maar over een andere kit dan die van de versie",
    en: "says that it agrees, and is about another kit than the release's",
  },
};

/** Why a statement is no agreement. */
export function describeShortfall(shortfall: Shortfall, language: keyof Bilingual = "en"): string {
  return shortfallWords[shortfall][language];
}
