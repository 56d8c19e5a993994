// Why a statement or a signature is not taken, in both languages. The English words are those of src/trust, which every command says.

import type { Signature } from "../format/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  faultText,
  type RebuildFault,
  type Shortfall,
} from "../trust/index.ts";
import type { Text } from "../words/language.ts";

/** As values of a finding: `{reason}` in an English sentence, `{reden}` in a Dutch one. */
export const asValues = ({ nl, en }: Text) => ({ reason: en, reden: nl });

/** What a file is or says that keeps it from being a statement; in English after "it". */
export const rebuildReason = (fault: RebuildFault): Text => ({
  nl: dutchFault(fault),
  en: describeRebuildFault(fault),
});

function dutchFault(fault: RebuildFault): string {
  switch (fault.code) {
    case "OTHER_RELEASE":
      return `gaat over een andere versie (hashcode ${fault.sha256})`;
    case "UNCONFIRMED":
      return "zegt dat het verschilt, en geen handtekening eronder is te bevestigen: het is beschadigd of verzonnen";
    case "BAD_SIGNATURE":
      return `de handtekening van ${fault.name} klopt niet`;
    case "NO_REVIEWER":
      return "is niet ondertekend door een nabouwer die de vertrouwensbasis over deze versie vraagt";
    case "TWO_REVIEWERS":
      return "is door meer dan één nabouwer ondertekend: ieder spreekt voor zichzelf";
    case "REVOKED":
      return `is ondertekend met een ingetrokken sleutel, die van ${fault.by.vkey.name}`;
  }
}

/** A line under a note that differs; in English after "it". */
export const unconfirmedReason = (line: Signature): Text => ({
  nl: `zegt dat het verschilt, en de handtekening van ${line.name} is niet te bevestigen: die kan van een andere nabouwer zijn`,
  en: describeUnconfirmed(line),
});

const dutchShortfalls: Readonly<Record<Shortfall, string>> = {
  DIFFERS: "zegt dat het verschilt",
  SOURCE: "gaat over de broncode, en gevraagd is het schijfbestand",
  KIT: "gaat over de kit: dat wordt gepubliceerd en telt niet mee",
  OTHER_IMAGE: "zegt dat het gelijk is, en heeft een ander schijfbestand gemeten",
  OTHER_MANIFEST: "zegt dat het gelijk is, en heeft een andere inhoudslijst gemeten",
  OTHER_KIT: "zegt dat het gelijk is, en gaat over een andere kit dan die van deze versie",
};

/** Why a statement is no agreement; in English after "it". */
export const shortfallReason = (shortfall: Shortfall): Text => ({
  nl: dutchShortfalls[shortfall],
  en: describeShortfall(shortfall),
});

/** What is wrong with a signature line. */
export const signatureReason = (fault: Parameters<typeof faultText>[0]): Text => ({
  nl: dutchSignature(fault),
  en: faultText(fault),
});

function dutchSignature({ code, name }: Parameters<typeof faultText>[0]): string {
  switch (code) {
    case "BAD_SIGNATURE":
      return `de handtekening van ${name} klopt niet`;
    case "FOREIGN_SIGNATURE":
      return `de handtekening van ${name} is van niemand die dit mag ondertekenen`;
    case "REPEATED_SIGNATURE":
      return `${name} heeft twee keer ondertekend`;
    case "UNORDERED_SIGNATURES":
      return `de handtekening van ${name} staat niet op volgorde`;
  }
}
