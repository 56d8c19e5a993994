// An office that keeps a log: a folder with an empty one, the log's key, a signed trust root and a signed release.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import { parseNote, textDigest } from "../../src/format/index.ts";
import { writeKey } from "../../src/sign/index.ts";
import { putNote, refusalIn, runIn } from "../cli/flow.ts";
import { anna, bert, passphrase, releaseNote, rootNote, signedBy, testKey, testRelease } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";

export const logKey = testKey("log.example/zegel", 12);
export const root = rootNote();
export const release = releaseNote();
export const measured = testRelease(textDigest(root.text));

/** A folder with an empty log, its key, a signed trust root, a signed release and what else an office has. */
export async function office(): Promise<string> {
  const folder = temporaryFolder();
  await writeKey(join(folder, "log-key"), logKey, passphrase, 4);
  writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
  putNote(folder, "root.note", await signedBy(root, anna, bert));
  putNote(folder, "release.note", await signedBy(release, anna, bert));
  expect((await run(folder, "new", "--origin", "log.example/zegel", "--out", "log")).status).toBe(0);
  return folder;
}

export const run = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addLog, ["log", ...args, "--lang", "en"]);
export const refusal = (folder: string, ...args: readonly string[]) => refusalIn(folder, addLog, ["log", ...args]);
export const append = (...notes: readonly string[]) => ["append", "log", ...notes, "--root", "root.note"];
export const key = ["--key", "log-key.key", "--passphrase-file", "pw", "--yes"];
export const sign = ["sign", "log", ...key, "--state", "state"];
export const read = (folder: string, name: string) => parseNote(readFileSync(join(folder, name)), name);
