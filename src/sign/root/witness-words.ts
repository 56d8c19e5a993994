// How many witnesses of the log may be missing before releases wait, and whether those who are needed must have met. For whoever makes,
// reads or signs a trust root. docs/spec/trust-root.md

import { requiredKeys, type TrustRoot } from "../../format/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { attention } from "./root-words.ts";

const texts = {
  only: { nl: "De ene getuige mag niet ontbreken.", en: "The one witness must not be missing." },
  none: {
    nl: "Van de {count} getuigen mag er geen ontbreken.",
    en: "Of the {count} witnesses none may be missing.",
  },
  one: { nl: "Van de {count} getuigen mag er 1 ontbreken.", en: "Of the {count} witnesses 1 may be missing." },
  several: {
    nl: "Van de {count} getuigen mogen er {spare} ontbreken.",
    en: "Of the {count} witnesses {spare} may be missing.",
  },
  fewToSpare: {
    nl: "zodra er meer ontbreken, ook op een zondag, wacht elke versie. Neem zoveel getuigen op dat er 2 mogen ontbreken.",
    en: "as soon as more are missing, on a Sunday too, every release waits. Name so many witnesses that 2 may be missing.",
  },
  apart: {
    nl: "twee groepen getuigen zonder gemeenschappelijk lid zijn elk genoeg: zij kunnen verschillende logboeken te zien krijgen zonder het te merken. Laat meer dan de helft nodig zijn, en geef elke organisatie één sleutel.",
    en: "two sets of witnesses with no member in common are each enough: they can be shown different logs and not notice. Ask for more than half, and give each organisation one key.",
  },
} as const satisfies Record<string, Text>;

/** How many may be missing, and what is wrong with that; nothing where the root asks for no witnesses. */
export function describeWitnesses(root: TrustRoot, language: Language): string[] {
  const { keys } = requiredKeys(root, "checkpoint");
  if (keys.length === 0) return [];
  const spare = spareWitnesses(root);
  const text = keys.length === 1 ? "only" : spare === 0 ? "none" : spare === 1 ? "one" : "several";
  return [sayIn(texts[text], language, { count: keys.length, spare }), ...warnWitnesses(root, language)];
}

/** A line for each thing that is wrong with how many witnesses there are. */
export function warnWitnesses(root: TrustRoot, language: Language): string[] {
  if (requiredKeys(root, "checkpoint").keys.length === 0) return [];
  const warnings = [...(spareWitnesses(root) < 2 ? [texts.fewToSpare] : []), ...(canPart(root) ? [texts.apart] : [])];
  return warnings.map((text) => `${attention[language]}: ${text[language]}`);
}

/** Whichever so many are missing, those who are left are of enough organisations. */
function spareWitnesses(root: TrustRoot): number {
  const { sizes, threshold } = organisationsOf(root);
  // An organisation is missing when all its keys are. The small ones go first.
  const gone = sizes.slice(0, sizes.length - threshold + 1);
  return gone.reduce((sum, size) => sum + size, 0) - 1;
}

/** Whether two sets of keys that share none are each of enough organisations. One with two keys can be in both sets. */
function canPart(root: TrustRoot): boolean {
  const { sizes, threshold } = organisationsOf(root);
  return sizes.reduce((sum, size) => sum + Math.min(size, 2), 0) >= 2 * threshold;
}

/** How many keys of the `checkpoint` group each organisation has, the smallest first. A root has one spelling of each. */
function organisationsOf(root: TrustRoot): { readonly sizes: readonly number[]; readonly threshold: number } {
  const { keys, threshold } = requiredKeys(root, "checkpoint");
  const counts = new Map<string, number>();
  for (const { organisation } of keys) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  return { sizes: [...counts.values()].sort((a, b) => a - b), threshold };
}
