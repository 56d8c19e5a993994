// Envelopes as --only names them.

import type { EnvelopeRange } from "../../../distribute/index.ts";
import { inBoth, quote, readEnvelope } from "../../../format/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { sayIn } from "../../../words/language.ts";
import { texts } from "./texts.ts";

/** `0123-K`, or the first and the last of some. Throws CommandError GEBRUIK. */
export function rangeOf(typed: string): EnvelopeRange {
  const [one = "", other = one, ...more] = typed.split("..");
  const [from, to] = [readEnvelope(one), readEnvelope(other)];
  if (from !== undefined && to !== undefined && more.length === 0) return { from, to };
  throw new CommandError(
    inBoth((language) => sayIn(texts.noRange, language, { typed: quote(typed) })),
    exitUsage,
  );
}
