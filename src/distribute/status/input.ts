// What every rule of a status looks at: the register, read once.

import { counts, isAwaited, type Register } from "../register/index.ts";
import { type KnownDisc, knownFinds, knownImages } from "./known.ts";
import { type Standing, standingsOf } from "./standing.ts";

export interface ReadRegister {
  readonly register: Register;
  /** `YYYY-MM-DDThh:mm:ssZ`: what days are counted to. */
  readonly now: string;
  /** The day of the letters, `YYYY-MM-DD`, by which discs are to be checked; undefined: nothing is late. */
  readonly due: string | undefined;
  /** All envelopes. */
  readonly all: readonly Standing[];
  /** Those that count, of recipients whose silence means something. */
  readonly awaited: readonly Standing[];
  readonly finds: ReadonlyMap<string, KnownDisc>;
  readonly images: ReadonlySet<string>;
}

export function readRegister(register: Register, now: string, due: string | undefined): ReadRegister {
  const all = standingsOf(register);
  const awaited = all.filter(({ envelope }) => counts(envelope) && isAwaited(envelope.recipient));
  return { register, now, due, all, awaited, finds: knownFinds(register), images: knownImages(register) };
}
