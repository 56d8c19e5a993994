// An office that keeps a log: a folder with an empty one, the log's key, a signed trust root and a signed release; and one whose log two
// witnesses watch.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import { decodeUtf8, encodeNote, parseNote, textDigest } from "../../src/format/index.ts";
import { writeKey } from "../../src/sign/index.ts";
import { putNote, refusalIn, runIn } from "../cli/flow.ts";
import { testKey as cosigner, cosignText, type TestKey } from "../format/test-keys.ts";
import {
  anna,
  bert,
  passphrase,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRelease,
  testRoot,
} from "../sign/fixtures.ts";
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

/** Witnesses of the root below, and one of nobody's. */
export const [vng, krant, other] = ["witness-f", "witness-g", "witness-h"].map((name) => cosigner(name, 4)) as [
  TestKey,
  TestKey,
  TestKey,
];

/** A root under which two witnesses, of two organisations, must see the log. */
export const seenRoot = rootNote({
  keys: [
    ...testRoot().keys.filter(({ role }) => role === "officer"),
    { vkey: logKey.vkey, role: "log", holder: "Log", organisation: "Kiesraad" },
    { vkey: vng.vkey, role: "witness", holder: "Getuige-F", organisation: "VNG" },
    { vkey: krant.vkey, role: "witness", holder: "Getuige-G", organisation: "Krant" },
  ],
  groups: [
    { name: "officers", threshold: 2, members: ["anna", "bert", "cees"] },
    { name: "witnesses", threshold: 2, members: ["witness-f", "witness-g"] },
  ],
  requires: { ...testRoot().requires, rebuild: undefined, checkpoint: "witnesses" },
  logOrigin: "log.example/zegel",
});

/** A signed log of that root alone, its checkpoint's text, and a way to write a witness's answer. */
export async function watched() {
  const folder = await office();
  putNote(folder, "root.note", await signedBy(seenRoot, anna, bert));
  await run(folder, ...append("root.note"));
  await run(folder, ...sign, "--new-state");
  const { text } = read(folder, "log/checkpoint");
  const answer = (name: string, by: TestKey, over = text, time = 1_800_000_000) => {
    const { bytes, keyId } = cosignText(by, over, time);
    const line = { text: "x\n", signatures: [{ name: by.vkey.name, keyId, bytes }] };
    writeFileSync(join(folder, name), decodeUtf8(encodeNote(line), "line").slice(3));
    return name;
  };
  const cosign = (...lines: string[]) => run(folder, "cosign", "log", ...lines, "--root", "root.note");
  return { folder, answer, cosign, text };
}
