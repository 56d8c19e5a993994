// The payload of the demonstration: the user's own, or real released software of some 1,700 files from the npm registry.

import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { npm, root } from "./programs.mjs";
import { fail } from "./show.mjs";

const payloadPackage = "monaco-editor@0.55.1";
const payloadSha256 = "eec3721fb6b1dc5a0bd1a73e38a5eb5d0c3791af684f7d2571efb90ad8634871";
const kept = join(root, ".tools", "payload");

/** The path of the payload. `given`: what the user typed, against the folder where npm was called. */
export function payloadOf(given) {
  if (given !== undefined) return resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const name = `${payloadPackage.replace("@", "-")}.tgz`;
  const archive = join(kept, name);
  if (existsSync(archive) && sha256File(archive) === payloadSha256) return archive;
  mkdirSync(kept, { recursive: true });
  const fresh = mkdtempSync(join(kept, "fresh-"));
  console.log(`$ npm pack ${payloadPackage}`);
  const found = npm(["pack", "--silent", payloadPackage], fresh) ? sha256File(join(fresh, name)) : undefined;
  // Only what is whole gets its name: an archive of an interrupted run would be refused ever after.
  if (found === payloadSha256) renameSync(join(fresh, name), archive);
  rmSync(fresh, { recursive: true });
  if (found === undefined)
    fail(`${payloadPackage} did not come from the npm registry; your own payload: npm start -- FOLDER`);
  if (found !== payloadSha256) fail(`${payloadPackage}: expected SHA-256 ${payloadSha256}, found ${found}`);
  return archive;
}

/** Lower-case hex. */
export function sha256File(path) {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, "r");
  for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer))
    hash.update(buffer.subarray(0, count));
  closeSync(file);
  return hash.digest("hex");
}
