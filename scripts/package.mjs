// npm run package [-- --root NOTE…]: the verifier, the crosscheck and the whole of Zegel as single executables, in dist/package.
// The bytes are a function of the sources, the roots and the pinned Node: not of the folder, the time or the machine. docs/packaging.md

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeBuiltIn } from "./package/built-in.mjs";
import { makeBundle } from "./package/bundle.mjs";
import { makeExecutable } from "./package/executable.mjs";
import { writeAs, writeSums } from "./package/files.mjs";
import { makeFormPage } from "./package/form-page.mjs";
import { makeLicences } from "./package/licences.mjs";
import { nodeBinary } from "./package/node-binaries.mjs";
import { makePage } from "./package/page.mjs";
import { makeReaderThread } from "./package/reader-thread.mjs";

const help = `Usage: npm run package -- [--root NOTE …] [--out DIR] [--only NAME …] [--node-licence FILE] [--revision TEXT]

  --root NOTE      trust root to build in, once for each version; none: a verifier without an anchor, which says so
  --out DIR        where (default dist/package); an earlier packaging there is replaced
  --only NAME      only this file (may be repeated)
  --node-licence FILE  Node's licence, for LICENTIES.txt; without it, where it stands
  --revision TEXT  what to call the sources where they are not a git checkout
`;

const verifier = "src/verify/program/zegel-verify.ts";
const whole = "src/cli/zegel.ts";
const crosscheck = "src/cli/telcontrole.ts";
/** Name, entry (none: Node alone), and the Node that it is put into (none: the readable bundle itself, the page, the licences). */
const products = [
  ["LICENTIES.txt", "licences", undefined],
  ["controlepagina.html", "page", undefined],
  ["controleprogramma.exe", verifier, "win-x64"],
  // As its publisher signed it, for machines that allow programs by their publisher: asked for with --only alone.
  ["node.exe", undefined, "win-x64"],
  // On no disc: what checks a count comes by another road than what makes it.
  ["telcontrole.exe", crosscheck, "win-x64"],
  ["telcontrole-linux-x64", crosscheck, "linux-x64"],
  ["zegel-linux-x64", whole, "linux-x64"],
  ["zegel-verify-linux-arm64", verifier, "linux-arm64"],
  ["zegel-verify-linux-x64", verifier, "linux-x64"],
  ["zegel-verify.cjs", verifier, undefined],
];

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    root: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: join(root, "dist/package") },
    only: { type: "string", multiple: true },
    "node-licence": { type: "string" },
    revision: { type: "string" },
    help: { type: "boolean" },
  },
});

if (values.help === true) process.stdout.write(help);
else await makeAll(resolve(values.out));

async function makeAll(out) {
  const known = products.map(([name]) => name);
  const wanted = values.only ?? known.filter((name) => name !== "node.exe");
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--only: expected one of ${known.join(", ")}, found ${unknown}`);
  const { builtIn, fingerprint } = await makeBuiltIn(values.root, values.revision);
  const nodeLicence = values["node-licence"] === undefined ? undefined : readFileSync(values["node-licence"], "utf8");
  const bundles = new Map();
  const built = {
    "crosscheck/paper/built-page.ts": await makeFormPage(),
    "crosscheck/read/threads/built-thread.ts": await makeReaderThread(),
  };
  // The crosscheck judges no signature: no root is in it, so that its bytes are the same for every root.
  const rootless = { roots: [], revision: builtIn.revision, isWhole: true };
  for (const [entry, own, more] of [
    [verifier, builtIn, {}],
    [whole, builtIn, built],
    [crosscheck, rootless, built],
  ])
    if (products.some(([name, its]) => its === entry && wanted.includes(name)))
      bundles.set(entry, await makeBundle(entry, own, root, more));
  if (existsSync(out) && !existsSync(join(out, "SHA256SUMS")))
    throw new Error(`--out: expected a new folder or one of an earlier packaging (with SHA256SUMS), found ${out}`);
  const work = `${out}.tmp`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const [name, entry, target] of products) {
    if (!wanted.includes(name)) continue;
    const bundle = bundles.get(entry);
    if (entry === "page") writeAs(join(work, name), await makePage(builtIn), 0o644);
    else if (entry === "licences") writeAs(join(work, name), makeLicences(nodeLicence), 0o644);
    else if (entry === undefined) writeAs(join(work, name), readFileSync(nodeBinary(target)), 0o755);
    else if (target === undefined) writeAs(join(work, name), bundle, 0o644);
    else writeAs(join(work, name), makeExecutable(bundle, target), 0o755);
    process.stdout.write(`${name}: ${statSync(join(work, name)).size} bytes\n`);
  }
  writeSums(work);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  renameSync(work, out);
  process.stdout.write(`Source revision: ${builtIn.revision}\n`);
  process.stdout.write(`Trust root built in: ${fingerprint ?? "none; this verifier has no anchor of its own"}\n`);
  process.stdout.write(`In ${out}, with SHA256SUMS.\n`);
}
