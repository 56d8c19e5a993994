// The Node binaries that are packed and tried: those that npm packages carry, each pinned by the SHA-256 of the binary itself.
// Which lines, why, and until when: docs/adr/0017-single-executables.md

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "./files.mjs";

const tools = join(import.meta.dirname, "../../.tools");

/** The line that the programs carry. */
export const packedLine = "24";

/**
 * The lines on which code and tests run, oldest first: one version of each, and the digests of its binaries. The version of 20 is
 * the oldest that package.json allows, not the newest of its line. On nodejs.org the same digests stand in
 * dist/vVERSION/SHASUMS256.txt (of Windows) or are of the file in its archive.
 */
export const lines = {
  20: ["20.19.0", { "linux-x64": "34bc6627675906f8431892630b5e91fc4cc9f1e03ce15e9716025aa551e5c823" }],
  22: ["22.23.3", { "linux-x64": "fde6a4bf8d0562f7751d1a2d6cb9b417c4cfe107bbcb0aa3e9a24e125e348f48" }],
  24: [
    "24.21.0",
    {
      "linux-x64": "7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c",
      "linux-arm64": "0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584",
      "win-x64": "ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32",
    },
  ],
  26: ["26.10.0", { "linux-x64": "ab9c8eecf9f82d6693cdc3accced17034065c8d96213b0aa76a7e803d20ae1da" }],
};

/** The version of Node in every program. */
export const nodeVersion = lines[packedLine][0];

/** Where the binary of a line lies once it was fetched; `target` as npm's packages are called. */
export function binaryPath(target, line = packedLine) {
  const member = target.startsWith("win-") ? "bin/node.exe" : "bin/node";
  return join(tools, `node-${lines[line][0]}-${target}`, member);
}

/** The path of the binary for `target`, fetched with npm where it is not there yet. Throws when its digest is another. */
export function nodeBinary(target, line = packedLine) {
  const [version, digests] = lines[line];
  const file = binaryPath(target, line);
  if (!existsSync(file)) fetchBinary(`node-${target}@${version}`, file);
  const found = sha256Of(readFileSync(file));
  if (found !== digests[target])
    throw new Error(`${file}: expected SHA-256 ${digests[target]}, found ${found}. Remove it and try again`);
  return file;
}

/** By way of a folder of its own and one rename: two runs at once do not see each other's halves. */
function fetchBinary(name, file) {
  const folder = join(file, "../..");
  mkdirSync(tools, { recursive: true });
  const work = mkdtempSync(join(tools, "fetch-"));
  try {
    const packed = runQuietly("npm", ["pack", "--silent", name], work).trim();
    runQuietly("tar", ["-xzf", packed, `package/${file.slice(folder.length + 1)}`], work);
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
