// What a finding has to say. Completeness is held by type: who adds a code without words, or words without a code, does not compile.

import type { Text } from "../../../words/language.ts";
import type { FactCode, FindingCode, RefusalCode } from "../../proof/codes.ts";

/** `{name}` stands for a value of the finding. */
export interface FactSentence {
  readonly says: Text;
  /** For the technician, in the annex of the record and never between verdict and advice: numbers, options, what a reader said. */
  readonly technical?: Text;
  /** What a person does about it; absent where there is nothing to do. */
  readonly next?: Text;
}

/** Whoever is refused is told what to do. */
export interface RefusalSentence extends FactSentence {
  readonly next: Text;
}

/** One entry for every code of src/verify/proof/codes.ts. */
export type Sentences = Readonly<Record<RefusalCode, RefusalSentence>> & Readonly<Record<FactCode, FactSentence>>;

/** A table with some of them. */
export type PartOfSentences = Readonly<Partial<Record<FindingCode, FactSentence>>>;

/** Two tables as one. A code that stands in both is a type error. */
export function joined<A extends PartOfSentences, B extends PartOfSentences & { readonly [C in keyof A]?: never }>(
  one: A,
  other: B,
): A & B {
  return { ...one, ...other };
}
