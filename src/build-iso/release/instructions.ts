// The instructions for use: a Markdown file whose numbered items become steps. Nothing else may stand between them but
// headings and blank lines, so that no word of the instructions is lost on the way.

import { decodeUtf8, encodeAanwijzingen, parseAanwijzingen, quote, stepLimit } from "../../format/index.ts";
import { BuildError } from "../error.ts";

const item = /^([0-9]{1,3})[.)] +(.*)$/;
const continuation = /^ {2,}(\S.*)$/;

/** Throws BuildError DESCRIPTION, FormatError. */
export function parseInstructions(bytes: Uint8Array, where: string): readonly string[] {
  const steps: string[] = [];
  let isOpen = false;
  for (const [i, line] of decodeUtf8(bytes, where).split("\n").entries()) {
    const [, number, text] = item.exec(line) ?? [];
    const [, more] = continuation.exec(line) ?? [];
    if (number !== undefined && text !== undefined) {
      if (Number(number) !== steps.length + 1) throw wrong(where, i, `step ${steps.length + 1}`, line);
      if (steps.length === stepLimit) throw wrong(where, i, `at most ${stepLimit} steps`, line);
      steps.push(text);
      isOpen = true;
    } else if (more !== undefined && isOpen) steps.push(`${steps.pop() ?? ""} ${more}`);
    else if (line === "" || /^#{1,6} \S/.test(line)) isOpen = false;
    else throw wrong(where, i, "a numbered step, a heading or a blank line", line);
  }
  if (steps.length === 0) throw new BuildError("DESCRIPTION", `${where}: expected numbered steps, found none: "1. …"`);
  return parseAanwijzingen(encodeAanwijzingen(steps));
}

function wrong(where: string, index: number, expected: string, line: string): BuildError {
  return new BuildError(
    "DESCRIPTION",
    `${where} line ${index + 1}: expected ${expected}, found ${quote(line)}: correct it`,
  );
}
