// Whose answer is missing: who gets discs and has not reported each of them. docs/spec/register.md, "Missing"

import { counts, type Envelope, isAwaited, lastOf, type Recipient, type Register } from "./model.ts";

/** How far it has come with the envelope; `nothing`: none is packed for him. */
export type Stage = "nothing" | "packed" | "sent" | "arrived";

export interface Missing {
  readonly recipient: Recipient;
  /** Undefined: nothing is packed for him. */
  readonly envelope: Envelope | undefined;
  readonly stage: Stage;
  /** Numbers of the discs that nobody reported; of `nothing`: none. */
  readonly discs: readonly number[];
}

/** In the order of the register, an envelope a row. What was withdrawn or replaced is waited for no more. */
export function missingOf({ recipients }: Register): Missing[] {
  return [...recipients.values()].filter(isAwaited).flatMap((recipient): Missing[] => {
    const open = recipient.envelopes.filter(counts);
    if (open.length === 0) return [{ recipient, envelope: undefined, stage: "nothing", discs: [] }];
    return open.flatMap((envelope) => {
      const discs = unreported(envelope);
      return discs.length === 0 ? [] : [{ recipient, envelope, stage: stageOf(envelope), discs }];
    });
  });
}

/** By a receipt of any kind, or a record: which of them an office asks for is said when it is reconciled. */
function unreported({ discs, receipts, records }: Envelope): number[] {
  const reported = new Set([...receipts, ...records].map(({ disc }) => disc));
  return discs
    .map(({ disc }) => disc)
    .filter((disc) => !reported.has(disc))
    .toSorted((a, b) => a - b);
}

/** How far the discs of a packed envelope have come. */
export function stageOf({ disc }: Pick<Envelope, "disc">): Exclude<Stage, "nothing"> {
  const last = lastOf(disc);
  if (last === undefined) return "packed";
  return last.arrived === undefined ? "sent" : "arrived";
}
