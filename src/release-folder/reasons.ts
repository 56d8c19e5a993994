// Why a statement, a signature or a file is not taken, as values of a finding: `{reason}` in its English sentence, `{reden}` in its Dutch.

import { type Bilingual, type Fault, inBoth, type Signature } from "../format/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  faultText,
  type RebuildFault,
  type Shortfall,
} from "../trust/index.ts";

export const asValues = ({ nl, en }: Bilingual) => ({ reason: en, reden: nl });

/** What a fault says; where it says it in English only, a Dutch reader is told so. */
export const faultReason = ({ message, dutch }: Fault): Bilingual => ({
  nl: dutch ?? `in het Engels: ${message}`,
  en: message,
});

/** What a file is or says that keeps it from being a statement; in English after "it". */
export const rebuildReason = (fault: RebuildFault) => inBoth((language) => describeRebuildFault(fault, language));

/** A line under a note that differs; in English after "it". */
export const unconfirmedReason = (line: Signature) => inBoth((language) => describeUnconfirmed(line, language));

/** Why a statement is no agreement; in English after "it". */
export const shortfallReason = (shortfall: Shortfall) => inBoth((language) => describeShortfall(shortfall, language));

type SignatureFault = Parameters<typeof faultText>[0];

/** What is wrong with a signature line. */
export const signatureReason = (fault: SignatureFault): Bilingual => ({
  nl: dutchSignature(fault),
  en: faultText(fault),
});

function dutchSignature({ code, name }: SignatureFault): string {
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
