// What a stopcode says at once, while the caller is still there: which genuine disc it is, or who else found the same.

import type { Bilingual } from "../../format/index.ts";
import type { Register } from "../register/index.ts";
import { knownFinds, suspectVerdicts } from "../status/known.ts";
import type { ReceiptFact } from "./told.ts";

/** Nothing for a receipt that has nothing found. */
export function foundRemarks(register: Register, { envelope, verdict, found }: ReceiptFact): Bilingual[] {
  if (found === undefined) return [];
  const known = knownFinds(register).get(found);
  const release = register.releases.get(known?.release ?? "");
  if (known !== undefined && release !== undefined) {
    const { product, version, sequence } = release;
    const [nl, en] = known.isWhole
      ? ["op de schijf staat de echte", "the disc holds the genuine"]
      : ["het zegel is dat van de echte", "the seal is that of the genuine"];
    return [
      {
        nl: `volgens deze stopcode: ${nl} ${product} versie ${version} (nummer ${sequence})`,
        en: `by this stopcode: ${en} ${product} version ${version} (number ${sequence})`,
      },
    ];
  }
  const others = suspectVerdicts.has(verdict) ? othersWith(register, found, envelope) : [];
  if (others.length === 0) return [];
  return [
    {
      nl: `precies hetzelfde gevonden bij ${others.join(", ")}: waarschijnlijk dezelfde vervalsing. Niemand installeert; meld dit nu`,
      en: `exactly the same was found by ${others.join(", ")}: probably one forgery. Nobody installs; report this now`,
    },
  ];
}

function othersWith({ envelopes }: Register, found: string, own: string): string[] {
  return [...envelopes.values()]
    .filter(({ number, receipts }) => {
      const same = receipts.some((one) => one.found === found && suspectVerdicts.has(one.verdict));
      return number !== own && same;
    })
    .map(({ number, recipient }) => `${recipient.name} (${number})`);
}
