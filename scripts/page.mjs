// npm run page [-- --root NOTE…]: the verifier as one HTML file, dist/controlepagina.html.
// Its bytes are a function of the sources and the roots. docs/packaging.md, "The page"

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeBuiltIn } from "./package/built-in.mjs";
import { writeAs } from "./package/files.mjs";
import { makePage } from "./package/page.mjs";

const { values } = parseArgs({
  options: {
    root: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: join(import.meta.dirname, "../dist") },
    revision: { type: "string" },
  },
});
const { builtIn, fingerprint } = await makeBuiltIn(values.root, values.revision);
const page = await makePage(builtIn);
mkdirSync(resolve(values.out), { recursive: true });
const out = join(resolve(values.out), "controlepagina.html");
writeAs(out, page, 0o644);
process.stdout.write(`${out}: ${page.length} bytes\nTrust root built in: ${fingerprint ?? "none"}\n`);
