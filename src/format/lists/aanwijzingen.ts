// /ZEGEL/AANWIJZINGEN: the instructions for use as numbered steps. docs/spec/aanwijzingen.md

import { checkText, decodeDecimal } from "../text/decode.ts";
import { FormatError } from "../text/error.ts";
import { Lines, split } from "../text/lines.ts";

export const aanwijzingenPath = "ZEGEL/AANWIJZINGEN";
/** Steps. */
export const stepLimit = 200;
/** Bytes. */
export const aanwijzingenLimit = 262_144;

/** The steps, from the bytes of /ZEGEL/AANWIJZINGEN. Throws FormatError. */
export function parseAanwijzingen(bytes: Uint8Array): readonly string[] {
  const lines = Lines.fromBytes(bytes, "AANWIJZINGEN", aanwijzingenLimit);
  lines.exactly("zegel/aanwijzingen v1");
  const steps: string[] = [];
  for (let line = lines.line(); line !== undefined; line = lines.line()) {
    if (steps.length === stepLimit) throw new FormatError("LIMIT", lines.where, `at most ${stepLimit} steps`, "more");
    const [number = "", text = ""] = split(line, 2, lines.where);
    decodeDecimal(number, steps.length + 1, steps.length + 1, lines.where);
    steps.push(checkText(text, lines.where, 900));
  }
  if (steps.length === 0) throw new FormatError("COUNT", "AANWIJZINGEN", "at least one step", "none");
  return steps;
}
