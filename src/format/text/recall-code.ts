// Intrekkingscode: one entry of a recall list, short enough for the telephone. docs/spec/recall.md, "Intrekkingscode"
// It is signed by nobody: whoever knows an image's digest can make one. Whether what it reports is true, only the Kiesraad knows.

import { recallLimit } from "../notes/recall.ts";
import { checkSha256 } from "./decode.ts";
import { FormatError } from "./error.ts";
import { demandCode, encodeCodeGroups, hexOfCode, readCodeGroups, type TypedCode } from "./zegelcode.ts";

/** Above every group of a zegelcode: typed in its place, none of them passes. */
export const recallForm = { groups: 4, first: 17 } as const;

/** What a code says. */
export interface RecallCode {
  /** Of the entry, and so of the first list that held it. */
  readonly number: number;
  /** The first 18 hex digits (72 bits) of the image digest. */
  readonly imageStart: string;
}

/** The code of entry `number` (1 to 256) of a list: eight bits for the number, 72 of the image digest. Throws FormatError. */
export function encodeRecallCode(number: number, imageSha256: string): string {
  if (!Number.isInteger(number) || number < 1 || number > recallLimit)
    throw new FormatError("NUMBER", "intrekkingscode", `an entry 1 to ${recallLimit}`, `${number}`);
  const start = (number - 1).toString(16).padStart(2, "0") + checkSha256(imageSha256, "intrekkingscode");
  return encodeCodeGroups(start.slice(0, 64), recallForm.groups, recallForm.first);
}

/** As readZegelcode: never throws, says by group what is wrong. */
export function readRecallCode(typed: string): TypedCode {
  return readCodeGroups(typed, recallForm.groups, recallForm.first);
}

/** Throws FormatError CODE naming the wrong groups. */
export function parseRecallCode(typed: string): RecallCode {
  const hex = hexOfCode(demandCode(readRecallCode(typed), typed, "intrekkingscode"));
  return { number: Number.parseInt(hex.slice(0, 2), 16) + 1, imageStart: hex.slice(2) };
}
