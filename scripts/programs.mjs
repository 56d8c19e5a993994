// The end of npm run build [-- --out DIR]: the programs of dist/, each one readable file of an entry and what that loads at once. They
// take the places of what tsc made of the entries; where only tsc ran, the same programs run from their modules and start later.

import { renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./package/bundle.mjs";
import { makeFormPage } from "./package/form-page.mjs";
import { makeReaderThread } from "./package/reader-thread.mjs";

const root = join(import.meta.dirname, "..");
/**
 * By the place in dist/: the entry, what stands in the place of modules, what is another file beside it, what stands on top. No root and
 * no revision is built in: that is packaging.
 */
const programs = {
  "cli/zegel.js": { entry: "src/cli/zegel.ts", beside: { "./run-command.ts": "./commands.js" } },
  "cli/commands.js": {
    entry: "src/cli/run-command.ts",
    replaced: {
      "crosscheck/paper/built-page.ts": await makeFormPage(),
      "crosscheck/read/threads/built-thread.ts": await makeReaderThread(),
    },
    // Packages in CommonJS ask for Node's modules by a function that an ES module lacks.
    banner: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  "verify/program/zegel-verify.js": {
    entry: "src/verify/program/zegel-verify.ts",
    replaced: { "verify/built-in.ts": { builtIn: { roots: [], isWhole: true } } },
  },
};

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "dist") } } });
await Promise.all(Object.entries(programs).map(([file, program]) => make(join(resolve(values.out), file), program)));

async function make(file, { entry, replaced = {}, beside = {}, banner = "" }) {
  const options = { outfile: "program.js", platform: "node", target: "node20.19", format: "esm", charset: "utf8" };
  const { bytes } = await bundle(entry, root, replaced, { ...options, banner: { js: banner } }, beside);
  // Whole or not at all: a program that starts meanwhile is the one before.
  writeFileSync(`${file}.tmp`, bytes);
  renameSync(`${file}.tmp`, file);
}
