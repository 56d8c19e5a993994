// What is built in: the trust roots given, judged by the verifier's own rule, and the revision of the sources.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNote, parseTrustRoot } from "../../dist/format/index.js";
import { encodeBuiltInMark } from "../../dist/format/notes/built-in-mark.js";
import { TrustChain } from "../../dist/trust/chain.js";
import { nodePlatform } from "../../dist/verify/node/platform.js";
import { runQuietly } from "./node-binaries.mjs";

const root = join(import.meta.dirname, "../..");
/** Whatever can change a byte of what is packed. */
const sources = ["src", "scripts", "package.json", "package-lock.json"];

/**
 * In the form of src/verify/built-in.ts. `notes` are the paths of a chain of roots, in any order. `revision` only where there is no git.
 * Rejects TrustError for roots that are no chain.
 */
export async function makeBuiltIn(notes, revision) {
  const read = notes.map((path) => {
    const bytes = new Uint8Array(readFileSync(path));
    return { bytes, version: parseTrustRoot(parseNote(bytes, path).text).version };
  });
  read.sort((a, b) => a.version - b.version);
  const chain = read.map(({ bytes }) => bytes);
  const fingerprint =
    chain.length === 0 ? undefined : (await TrustChain.anchor(chain, nodePlatform.check)).newest.sha256;
  const roots = chain.map((bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  const mark = encodeBuiltInMark(chain);
  return { builtIn: { roots, revision: revision ?? readRevision(), isWhole: true, mark }, fingerprint };
}

/** The commit that is checked out, with `-dirty` where a file that is packed is not the commit's. */
function readRevision() {
  const git = (...args) => runQuietly("git", args, root).trim();
  const commit = git("rev-parse", "--verify", "HEAD");
  const changed = git("status", "--porcelain", "--untracked-files=all", "--", ...sources);
  return changed === "" ? commit : `${commit}-dirty`;
}
