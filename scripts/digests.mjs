// npm run digests: builds the program into a new folder and prints the SHA-256 of each file of it, and of the lock file, for
// `sha256sum -c`. The last line is the digest of all lines before it: one figure to compare on paper.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const out = mkdtempSync(join(tmpdir(), "zegel-digests-"));
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

try {
  const options = { stdio: ["ignore", 2, 2] };
  const compiler = join(root, "node_modules/.bin/tsc");
  execFileSync(compiler, ["-p", join(root, "tsconfig.build.json"), "--outDir", out], options);
  execFileSync(process.execPath, [join(root, "scripts/programs.mjs"), "--out", out], options);
  const built = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(out, path)).isFile(),
  );
  const lines = built.map((path) => `${sha256(readFileSync(join(out, path)))}  dist/${path}`);
  lines.push(`${sha256(readFileSync(join(root, "package-lock.json")))}  package-lock.json`);
  const list = `${lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join("\n")}\n`;
  process.stdout.write(`${list}# all ${sha256(list)}\n`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
