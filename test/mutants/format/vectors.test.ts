// The committed vectors, each judged as expected.tsv says, by the parsers alone: nothing here is made by them before a test begins.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  encodeHashGroups,
  encodeRecallCode,
  FormatError,
  parseHashGroups,
  parseRecallCode,
  parseZegelcode,
  sealSize,
} from "../../../src/format/index.ts";
import { nouns } from "../../format/nouns.ts";

const folder = join(import.meta.dirname, "../../vectors");
const rows = readFileSync(join(folder, "expected.tsv"), "utf8")
  .split("\n")
  .slice(1, -1)
  .map((row) => row.split("\t") as [file: string, expected: string, prints?: string])
  .filter(([file]) => !/^(signature|quorum)\//.test(file)); // src/trust judges those

/** What expected.tsv would say. */
function judge(file: string): string {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const noun = file.split("/")[0] ?? "";
  const text = new TextDecoder().decode(bytes);
  try {
    if (noun === "zegelcode") return parseZegelcode(text);
    if (noun === "recall-code") {
      const { number, imageStart } = parseRecallCode(text);
      return encodeRecallCode(number, imageStart.padEnd(64, "0"));
    }
    if (noun === "hash-groups") return encodeHashGroups(parseHashGroups(text));
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
