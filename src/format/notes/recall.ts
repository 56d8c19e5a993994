// RECALL note: the cumulative list of recalled images. docs/spec/recall.md

import { checkDay, checkSha256, checkText } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { split } from "../text/lines.ts";
import { typeLineOf } from "./note.ts";
import { decimal, line, noteLines, numbered, plain, type Value } from "./note-lines.ts";

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

/** Entries of a list, and so its highest number. */
export const recallLimit = 256;

export const recallLines = noteLines<Recall & { readonly number: number }>(
  { typeLine: typeLineOf("recall"), what: "recall note", limit: 60_000 },
  () => ({
    number: line("number", decimal(1, recallLimit)),
    date: line("date", plain(checkDay)),
    recalled: numbered("recalled", recallLimit, entry),
  }),
);

const entry: Value<Recalled> = {
  parse: (text, where) => {
    const [imageSha256 = "", date = "", reason = ""] = split(text, 3, where);
    return {
      imageSha256: checkSha256(imageSha256, where),
      date: checkDay(date, where),
      reason: checkText(reason, where, 200),
    };
  },
  // A blank in the digest or the date would move what follows it.
  print: ({ imageSha256, date, reason }, where) =>
    `${checkSha256(imageSha256, where)} ${checkDay(date, where)} ${reason}`,
};

/** The text of a recall note. Throws FormatError. */
export function parseRecall(text: string): Recall {
  const { number, ...recall } = recallLines.parse(text);
  if (recall.recalled.length !== number)
    throw new FormatError("COUNT", "recall note", `${number} entries`, `${recall.recalled.length}`);
  const images = recall.recalled.map((r) => r.imageSha256);
  const twice = images.find((image, i) => images.indexOf(image) !== i);
  if (twice !== undefined) throw new FormatError("DUPLICATE", "recall note", "an image once", quote(twice));
  return recall;
}
