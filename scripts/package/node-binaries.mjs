// The Node binaries that are packed: those that npm packages carry, each pinned by the SHA-256 of the binary itself.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "./files.mjs";

const tools = join(import.meta.dirname, "../../.tools");

/** 22: the oldest line that obeys `execArgvExtension`, and the newest that runs in Debian's Wine. docs/adr/0017 */
export const nodeVersion = "22.23.3";

/** On nodejs.org the same digests stand in dist/v22.23.3/SHASUMS256.txt (of Windows) or are of the file in its archive. */
const pins = {
  "linux-x64": ["bin/node", "fde6a4bf8d0562f7751d1a2d6cb9b417c4cfe107bbcb0aa3e9a24e125e348f48"],
  "linux-arm64": ["bin/node", "d09e299258c24f7cdf6f5d5ec185e3a56512b27a697113735dac909f1cac7b8d"],
  "win-x64": ["bin/node.exe", "9c9245166b4a8e182e0b797da9c20136117ff24368eaff1fec8343a123c8db0e"],
};

/** The path of the binary for `target`, fetched with npm where it is not there yet. Throws when its digest is another. */
export function nodeBinary(target) {
  const [member, digest] = pins[target];
  // As scripts/node22.sh, which has the same pin for linux-x64 and may have fetched it already.
  const folder = join(tools, target === "linux-x64" ? `node-${nodeVersion}` : `node-${nodeVersion}-${target}`);
  const file = join(folder, member);
  if (!existsSync(file)) fetchBinary(`node-${target}@${nodeVersion}`, member, folder);
  const found = sha256Of(readFileSync(file));
  if (found !== digest) throw new Error(`${file}: expected SHA-256 ${digest}, found ${found}. Remove it and try again`);
  return file;
}

/** By way of a folder of its own and one rename: two runs at once do not see each other's halves. */
function fetchBinary(name, member, folder) {
  mkdirSync(tools, { recursive: true });
  const work = mkdtempSync(join(tools, "fetch-"));
  try {
    const packed = runQuietly("npm", ["pack", "--silent", name], work).trim();
    runQuietly("tar", ["-xzf", packed, `package/${member}`], work);
    if (!existsSync(folder)) renameSync(join(work, "package"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs a program, without a shell, and returns what it printed. What it complained of is shown only when it fails. */
export function runQuietly(program, args, cwd, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args[0]}: exit ${status}\n${stdout}${stderr}`);
  return stdout.toString();
}
