// Sentences for people, in both languages of the house: what a fault is told in, and what a judge remarks.

export type Bilingual = Readonly<Record<"nl" | "en", string>>;

/** The sentence that `say` makes in each language. */
export function inBoth(say: (language: keyof Bilingual) => string): Bilingual {
  return { nl: say("nl"), en: say("en") };
}
