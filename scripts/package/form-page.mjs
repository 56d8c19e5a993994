// What makes the page work on which paper is typed (src/crosscheck/page): its script and its style, as lines, so that the program that holds them can be read. A form is put into a page
// when `zegel crosscheck form` runs, so both are built into that program.

import { join } from "node:path";
import { browserOptions, bundle } from "./bundle.mjs";
import { pageStyle } from "./page-style.mjs";

const root = join(import.meta.dirname, "../..");

/** As src/crosscheck/paper/built-page.ts exports them. */
export async function makeFormPage(folder = root) {
  const { bytes } = await bundle("src/crosscheck/page/main.ts", folder, {}, browserOptions);
  const style = pageStyle("src/crosscheck/page/form.css", folder);
  return { pageScript: new TextDecoder().decode(bytes).split("\n"), pageStyle: style.split("\n") };
}
