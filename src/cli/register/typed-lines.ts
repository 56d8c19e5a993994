// Lines that a scanner or a clerk types, one by one as they come.

import { fstatSync } from "node:fs";
import { createInterface } from "node:readline";
import { FileError, unreadable } from "../../files/bounded.ts";

const folder = {
  nl: "verwacht een scanner of toetsenbord, gevonden een map",
  en: "expected a scanner or keyboard, found a folder",
};

/** Until the input ends. An input that cannot be read (a folder, a stick that was pulled out) is no end of it. Throws FileError. */
export async function* typedLines(): AsyncGenerator<string, void> {
  // Node takes a folder for an input that has ended.
  if (fstatSync(0).isDirectory()) throw new FileError(folder, true);
  const failed: unknown[] = [];
  process.stdin.once("error", (error) => failed.push(error));
  for await (const line of createInterface({ input: process.stdin, terminal: false })) yield line;
  if (failed.length > 0) throw unreadable("stdin", failed[0]);
}
