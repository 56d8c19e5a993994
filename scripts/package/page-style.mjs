// The style of a page for a browser: what all our pages share, and behind it what is the page's own.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** `own`: the page's own style, a path in `folder`. */
export function pageStyle(own, folder) {
  return ["src/words/house.css", own].map((path) => readFileSync(join(folder, path), "utf8")).join("");
}
