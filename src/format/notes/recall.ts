// RECALL note: the cumulative list of recalled images. docs/spec/recall.md

import { checkDay, checkSha256, checkText, decodeDecimal } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines, split } from "../text/lines.ts";

export interface Recalled {
  /** SHA-256 of the unsealed image. */
  readonly imageSha256: string;
  readonly date: string;
  readonly reason: string;
}

/** Its number is the count of its entries: a later list holds all of an earlier one. */
export interface Recall {
  readonly date: string;
  readonly recalled: readonly Recalled[];
}

export const recallLimit = 256;

/** The text of a recall note. Throws FormatError. */
export function parseRecall(text: string): Recall {
  const lines = new Lines(text, "recall note", 60_000);
  lines.exactly("zegel/recall v1");
  const number = decodeDecimal(lines.field("number"), 1, recallLimit, lines.where);
  const date = checkDay(lines.field("date"), lines.where);
  const recalled = lines.fields("recalled", recallLimit).map((line, i) => {
    const [entry = "", imageSha256 = "", day = "", reason = ""] = split(line, 4, lines.where);
    decodeDecimal(entry, i + 1, i + 1, lines.where);
    return {
      imageSha256: checkSha256(imageSha256, lines.where),
      date: checkDay(day, lines.where),
      reason: checkText(reason, lines.where, 200),
    };
  });
  lines.end();
  if (recalled.length !== number)
    throw new FormatError("COUNT", "recall note", `${number} entries`, `${recalled.length}`);
  const images = recalled.map((r) => r.imageSha256);
  const twice = images.find((image, i) => images.indexOf(image) !== i);
  if (twice !== undefined) throw new FormatError("DUPLICATE", "recall note", "an image once", quote(twice));
  return { date, recalled };
}

/** The inverse of parseRecall. Throws FormatError on values that parseRecall would refuse. */
export function encodeRecall(recall: Recall): string {
  for (const entry of recall.recalled) {
    checkSha256(entry.imageSha256, "recall note"); // a blank in either would move what follows it
    checkDay(entry.date, "recall note");
  }
  const lines = [
    "zegel/recall v1",
    `number ${recall.recalled.length}`,
    `date ${recall.date}`,
    ...recall.recalled.map((r, i) => `recalled ${i + 1} ${r.imageSha256} ${r.date} ${r.reason}`),
  ];
  const text = joinLines(lines, "recall note");
  parseRecall(text);
  return text;
}
