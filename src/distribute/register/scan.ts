// Packing by a scanner: envelope, disc, bag, again and again. Each beep is judged when it comes, so that a wrong one is named while the
// thing is still in somebody's hand. docs/spec/register.md, "Packing"

import { type Bilingual, quote, readEnvelope } from "../../format/index.ts";
import { RegisterError } from "./error.ts";
import type { FactOf } from "./fact.ts";
import type { Envelope, Recipient, Register } from "./model.ts";
import { batchOf } from "./rules/stock.ts";

/** What is scanned next. */
export type Awaited = "envelope" | "copy" | "bag";

export type Scanned =
  | { readonly kind: "next" }
  /** The beep was wrong; what was scanned before it stands. */
  | { readonly kind: "wrong"; readonly says: Bilingual }
  /** All three are there: this is to be recorded. */
  | { readonly kind: "packed"; readonly fact: FactOf<"packed"> };

/** A typed or scanned line is no longer than this. */
const scanLimit = 200;

/** What a beep may be: by its own form, whatever was asked for. */
interface Beep {
  readonly envelope: string | undefined;
  readonly copy: number | undefined;
  readonly bag: string | undefined;
}

/** `0123-K`, `0123`, the number of a bag, or the label of a bag: `ZEGEL.E1.0123K.0123`, which is envelope and copy at once. */
function readBeep(typed: string): Beep {
  const text = typed.trim().toUpperCase();
  const [, labelled, copy] = /^ZEGEL\.E1\.([0-9A-Z]{5,7})\.([0-9]{1,6})$/.exec(text) ?? [];
  if (labelled !== undefined) return { envelope: readEnvelope(labelled), copy: Number(copy), bag: undefined };
  const digits = /^[0-9]{1,6}$/.test(text) ? Number(text) : undefined;
  const bag = /^[A-Z0-9][A-Z0-9-]{0,31}$/.test(text) ? text : undefined;
  return { envelope: readEnvelope(text), copy: digits === 0 ? undefined : digits, bag };
}

/** One table with a scanner. `register` is asked anew at each beep: what was recorded meanwhile counts. */
export class PackingScan {
  readonly #register: () => Register;
  readonly #by: readonly [string, string];
  #envelope: string | undefined;
  #copy: number | undefined;

  constructor(register: () => Register, by: readonly [string, string]) {
    this.#register = register;
    this.#by = by;
  }

  get awaits(): Awaited {
    if (this.#envelope === undefined) return "envelope";
    return this.#copy === undefined ? "copy" : "bag";
  }

  /** Forgets what was scanned of an envelope that is not complete. */
  startAgain(): void {
    this.#envelope = undefined;
    this.#copy = undefined;
  }

  /** Never throws. */
  take(typed: string): Scanned {
    if (typed.length > scanLimit) return wrong("dit is te lang voor een nummer", "this is too long for a number");
    const beep = readBeep(typed);
    if (this.#envelope === undefined) return this.#takeEnvelope(beep, typed);
    return this.#copy === undefined
      ? this.#takeCopy(beep, typed, this.#envelope)
      : this.#takeBag(beep, typed, this.#envelope, this.#copy);
  }

  #takeEnvelope({ envelope, copy }: Beep, typed: string): Scanned {
    if (envelope === undefined && copy !== undefined)
      return wrong(
        "dit is een exemplaarnummer: scan eerst de envelop",
        "this is the number of a copy: scan the envelope first",
      );
    if (envelope === undefined)
      return wrong(
        `dit is geen envelopnummer: ${quote(typed)}: scan het nummer met de letter erachter, zoals 0123-K`,
        `this is no envelope number: ${quote(typed)}: scan the number with its letter, such as 0123-K`,
      );
    const refused = tryRule(() => void recipientOf(this.#register(), envelope));
    if (refused !== undefined) return refused;
    this.#envelope = envelope;
    return { kind: "next" };
  }

  #takeCopy({ copy, envelope }: Beep, typed: string, open: string): Scanned {
    if (envelope !== undefined && envelope !== open)
      return wrong(
        `dit is envelop ${envelope}, en ${open} ligt open: scan de schijf`,
        `this is envelope ${envelope}, and ${open} is open: scan the disc`,
      );
    if (copy === undefined)
      return wrong(
        `dit is geen exemplaarnummer: ${quote(typed)}: scan de schijf`,
        `this is no number of a copy: ${quote(typed)}: scan the disc`,
      );
    const { batches, copies } = this.#register();
    const holder = copies.get(copy);
    if (batchOf(batches, copy) === undefined) return ofNoBatch(copy);
    if (holder !== undefined)
      return wrong(
        `exemplaar ${copy} zit al in envelop ${holder.number}`,
        `copy ${copy} is in envelope ${holder.number} already`,
      );
    this.#copy = copy;
    return { kind: "next" };
  }

  #takeBag({ bag, envelope }: Beep, typed: string, open: string, copy: number): Scanned {
    if (envelope !== undefined)
      return wrong(
        `dit is envelop ${envelope}: scan het nummer van de zak`,
        `this is envelope ${envelope}: scan the number of the bag`,
      );
    if (bag === undefined)
      return wrong(`dit is geen zaknummer: ${quote(typed)}`, `this is no number of a bag: ${quote(typed)}`);
    if (/^[0-9]+$/.test(bag) && Number(bag) === copy)
      return wrong(
        `dit is weer exemplaar ${copy}: scan het nummer van de zak`,
        `this is copy ${copy} again: scan the number of the bag`,
      );
    const holder = this.#register().seals.get(bag);
    if (holder !== undefined && holder.number !== open)
      return wrong(
        `zak ${bag} is al van envelop ${holder.number}`,
        `bag ${bag} is of envelope ${holder.number} already`,
      );
    this.startAgain();
    return packedBy(this.#register(), { envelope: open, copy, seal: bag, by: this.#by });
  }
}

/** What is asked of a row of a table too; the recipient is the one whom the envelope is set apart for, unless he is named. */
export interface PackedRow {
  readonly envelope: string;
  readonly recipient?: string | undefined;
  readonly copy: number;
  readonly seal: string;
  readonly by: readonly [string, string];
}

/** The line for it, release and disc by the copy. Wrong: it names nobody, or the copy is of no batch. */
export function packedBy(register: Register, row: PackedRow): Exclude<Scanned, { kind: "next" }> {
  const { envelope, copy, seal, by } = row;
  let recipient = row.recipient;
  if (recipient === undefined) {
    const refused = tryRule(() => {
      recipient = recipientOf(register, envelope).id;
    });
    if (refused !== undefined) return refused;
  }
  const batch = batchOf(register.batches, copy);
  if (batch === undefined) return ofNoBatch(copy);
  const { release, disc } = batch;
  return {
    kind: "packed",
    fact: { kind: "packed", envelope, recipient: recipient ?? "", release, disc, copy, seal, by },
  };
}

/** Throws RegisterError RULE. */
function recipientOf(register: Register, number: string): Recipient {
  const there: Envelope | undefined = register.envelopes.get(number);
  const found = there?.recipient ?? register.planned.get(number);
  const isFull = there !== undefined && there.discs.length === there.release.count;
  if (there?.ended !== undefined || isFull)
    throw new RegisterError("RULE", {
      nl: `envelop ${number} is al ingepakt of vervallen: kijk of dit de goede envelop is`,
      en: `envelope ${number} is packed or void already: look whether this is the right envelope`,
    });
  if (found !== undefined) return found;
  throw new RegisterError("RULE", {
    nl: `envelop ${number} is voor niemand bestemd: kijk of die van dit register is, of noem de ontvanger in een tabel`,
    en: `envelope ${number} is set apart for nobody: look whether it is of this register, or name the recipient in a table`,
  });
}

function tryRule(ask: () => void): (Scanned & { kind: "wrong" }) | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    return wrong(error.dutch ?? error.message, error.message);
  }
}

const ofNoBatch = (copy: number) =>
  wrong(`exemplaar ${copy} is van geen partij in dit register`, `copy ${copy} is of no batch in this register`);

const wrong = (nl: string, en: string): Scanned & { kind: "wrong" } => ({ kind: "wrong", says: { nl, en } });
