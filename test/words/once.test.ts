// What every text shares stands in src/words, and nowhere else.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => [path, readFileSync(join(src, path), "utf8")] as const);
const filesWith = (pattern: RegExp) => sources.filter(([, source]) => pattern.test(source)).map(([path]) => path);

test.each([
  ["a page and its policy are written", /<!doctype|Content-Security-Policy/i, "words/html.ts"],
  ["text is escaped for HTML", /&(?:lt|amp|quot|#39);|"(?:lt|#39)"/, "words/html.ts"],
  ["values are filled into a text", /\.replace\(\/\\\{\(/, "words/language.ts"],
  ["the languages are listed", /\["nl", "en"\] as const/, "words/language.ts"],
  ["a text in two languages is a type", /(?:type|interface) Text\b(?! *[,}])/, "words/language.ts"],
])("where %s", (_what, pattern, path) => {
  expect(filesWith(pattern)).toEqual([path]);
});
