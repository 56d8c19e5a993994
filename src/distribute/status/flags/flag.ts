// What the office must look at, and the rules that find it. docs/spec/register.md, "Status"

import type { Text } from "../../../words/language.ts";
import type { Envelope } from "../../register/index.ts";
import type { ReadRegister } from "../input.ts";

/** In the order in which they are told: what cannot wait comes first. */
export const flagKinds = [
  "VERVALSING",
  "VERWISSELD",
  "ZEGEL",
  "NIET GOED",
  "PARTIJ",
  "DUBBEL",
  "ONTBREEKT",
  "LAAT",
  "OUDE LIJST",
  "SAMEN",
  "KLOK",
] as const;
export type FlagKind = (typeof flagKinds)[number];

export interface Flag {
  readonly kind: FlagKind;
  /** Those that it is about; none: the register itself, or copies that lie at the office. */
  readonly envelopes: readonly Envelope[];
  /** Lines of the register that it rests on. */
  readonly lines: readonly number[];
  readonly text: Text;
  /** What is filled into the text. */
  readonly values: Readonly<Record<string, string | number>>;
}

export type FlagRule = (read: ReadRegister) => Flag[];

/** `Juinen (0123-K)`. */
export const nameOf = ({ recipient, number }: Envelope): string => `${recipient.name} (${number})`;

/** The first ten of them, and how many more there are. */
export function namesOf(envelopes: readonly Envelope[]): string {
  const told = envelopes.slice(0, 10).map(nameOf).join(", ");
  return envelopes.length > 10 ? `${told} + ${envelopes.length - 10}` : told;
}
