// Recipients from the definition of an election (EML 110a): its municipalities, districts and committees. What it does not know
// (addresses, telephones) is left open. docs/spec/register.md, "The list of recipients"

import type { ListedRecipient } from "./list.ts";

/** A region as the reader of EML hands it over. */
export interface GivenRegion {
  /** GEMEENTE, KIESKRING, STAAT, … */
  readonly category: string;
  readonly number: number | undefined;
  readonly name: string;
  /** CSB, HSB, PSB, PROV_SB: committees that sit there. */
  readonly committees: readonly string[];
}

/** Their committee is that of a public body, and no municipality's. */
const publicBodies = ["Bonaire", "Saba", "Sint Eustatius"];

/** One a committee, in the order of the file; a municipality that is another committee too has two. */
export function recipientsOf(regions: readonly GivenRegion[]): ListedRecipient[] {
  const found = new Map<string, ListedRecipient>();
  const add = (id: string, kind: ListedRecipient["kind"], role: string, name: string) => {
    if (!found.has(id)) found.set(id, { id, kind, role, name, ...open });
  };
  for (const { category, number, name, committees } of regions) {
    const digits = (width: number) => (number === undefined ? "" : String(number).padStart(width, "0"));
    const isPublicBody = publicBodies.includes(name);
    if (category === "GEMEENTE")
      add(`GM${digits(4)}`, isPublicBody ? "sol" : "gsb", isPublicBody ? "SOL" : "GSB", name);
    for (const committee of committees) {
      const width = category === "GEMEENTE" ? 4 : 2;
      if (committee === "HSB") add(`HSB${digits(width)}`, "hsb", "HSB", name);
      else if (committee === "CSB") add(category === "STAAT" ? "CSB" : `CSB${digits(width)}`, "csb", "CSB", name);
      else add(`PSB${digits(width)}`, "psb", "PSB", name);
    }
  }
  return [...found.values()];
}

const open = {
  ...({ language: "nl", isLarge: false, attention: "", address: "" } as const),
  ...{ postcode: "", place: "", country: "", phone: "", email: "" },
};
