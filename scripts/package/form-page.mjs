// What makes the page work on which paper is typed (src/crosscheck/page): its script and its style, as lines, so that the program that holds them can be read. A form is put into a page
// when `zegel crosscheck form` runs, so both are built into that program.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browserOptions, bundle } from "./bundle.mjs";

const root = join(import.meta.dirname, "../..");

/** As src/crosscheck/paper/built-page.ts exports them. */
export async function makeFormPage(folder = root) {
  const { bytes } = await bundle("src/crosscheck/page/main.ts", folder, {}, browserOptions);
  const pageStyle = readFileSync(join(folder, "src/crosscheck/page/form.css"), "utf8").split("\n");
  return { pageScript: new TextDecoder().decode(bytes).split("\n"), pageStyle };
}
