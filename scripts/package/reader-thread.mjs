// The program of the threads that read a count (src/crosscheck/read/threads), as lines, so that the program that holds it can be read.

import { join } from "node:path";
import { bundle } from "./bundle.mjs";

const root = join(import.meta.dirname, "../..");
const options = { outfile: "thread.cjs", platform: "node", target: "node20.19", format: "cjs", charset: "utf8" };

/** As src/crosscheck/read/threads/built-thread.ts exports it. */
export async function makeReaderThread(folder = root) {
  const { bytes } = await bundle("src/crosscheck/read/threads/reader-thread.ts", folder, {}, options);
  return { threadProgram: new TextDecoder().decode(bytes).split("\n") };
}
