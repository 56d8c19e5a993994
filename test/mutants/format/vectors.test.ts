// The committed vectors, each judged as expected.tsv says, by the parsers alone: nothing here is made by them before a test begins.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FormatError, sealSize } from "../../../src/format/index.ts";
import { nouns } from "../../format/nouns.ts";
import { codeJudges } from "../../vectors/codes.ts";

const folder = join(import.meta.dirname, "../../vectors");
const rows = readFileSync(join(folder, "expected.tsv"), "utf8")
  .split("\n")
  .slice(1, -1)
  .map((row) => row.split("\t") as [file: string, expected: string, prints?: string])
  .filter(([file]) => !/^(signature|quorum|register)\//.test(file)); // other rooms judge those

/** What expected.tsv would say. */
function judge(file: string): string {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const noun = file.split("/")[0] ?? "";
  const text = new TextDecoder().decode(bytes);
  try {
    const code = codeJudges[noun]?.(text);
    if (code !== undefined) return code;
    const whole = noun === "seal" ? new Uint8Array(sealSize).fill(10) : bytes;
    whole.set(bytes);
    const again = nouns[noun]?.(whole);
    return again !== undefined && Buffer.from(again).equals(whole) ? "ok" : "printed otherwise";
  } catch (error) {
    if (error instanceof FormatError) return error.code;
    throw error;
  }
}

test.each(rows)("%s: %s", (file, expected, prints) => {
  expect(judge(file)).toBe(expected === "ok" && prints !== undefined ? prints : expected);
});
