// docs/audit-guide.md: each file that it names is there, and whatever `verifyDisc` reaches is named, so that nothing that could
// say ECHT is left out of an audit.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/audit-guide.md"), "utf8");

/** Paths in the order of the page: a folder in code, with a slash at its end, holds for the names behind it in its row. */
const named = page.split("\n").flatMap((line) => {
  let folder = "";
  return [...line.matchAll(/`([\w./-]+(?:\/|\.ts))`/g)].flatMap(([, text = ""]) => {
    if (text.endsWith("/")) folder = text;
    if (text.endsWith("/")) return [];
    return [/^(src|test)\//.test(text) ? text : `${folder}${text}`];
  });
});

/** Every file that `entry` reaches by relative imports, itself too; as seen from the project's folder. */
function reachedFrom(entry: string): string[] {
  const files = [join(root, entry)];
  for (const file of files)
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|export|\}).*?\bfrom "(\.[^"]+)";$/gm))
      if (!files.includes(resolve(dirname(file), from))) files.push(resolve(dirname(file), from));
  return files.map((file) => relative(root, file));
}

test("names no file that is not there", () => {
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("names every file that decides, but for the reader of directories, of which it names the larger ones", () => {
  const decides = reachedFrom("src/verify/proof/verify.ts").filter((path) => !path.startsWith("src/iso9660/"));
  expect(decides.length).toBeGreaterThan(40);
  expect(decides.filter((path) => !named.includes(path))).toEqual([]);
  expect(named).toContain("src/verify/program/main.ts");
});
