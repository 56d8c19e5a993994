// keys/: whatever trust root is committed there parses, is signed, and follows the one before; no secret is.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeNote, type Note, parseNote, parseTrustRoot, textDigest } from "../src/format/index.ts";
import { judgeQuorum } from "../src/trust/index.ts";
import { anna, bert, check, mallory, rootNote, signedBy } from "./sign/fixtures.ts";
import { temporaryFolder } from "./tools.ts";

const keys = join(import.meta.dirname, "../keys");

/** What is wrong with the roots of a folder: each signed by itself, each next one also by the one before (TUF 5.3.4, 5.3.5). */
async function faultsOf(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const names = readdirSync(folder).filter((name) => name.startsWith("root-"));
  const versions = names.map((name) => Number(/^root-([1-9][0-9]*)\.note$/.exec(name)?.[1])).sort((a, b) => a - b);
  let before: Note | undefined;
  for (const [i, version] of versions.entries()) {
    if (version !== i + 1) return [...faults, `expected root-${i + 1}.note`];
    const note = parseNote(readFileSync(join(folder, `root-${version}.note`)), `root-${version}.note`);
    const root = parseTrustRoot(note.text);
    if (root.version !== version) faults.push(`root-${version}.note holds version ${root.version}`);
    if (root.previous !== (before && textDigest(before.text)))
      faults.push(`root-${version}.note names another predecessor`);
    for (const judge of before === undefined ? [root] : [root, parseTrustRoot(before.text)])
      if (!(await judgeQuorum(note, judge, "root", "loose", new Set(root.revoked), check)).isMet)
        faults.push(`root-${version}.note lacks the quorum of version ${judge.version}`);
    before = note;
  }
  return faults;
}

it("the committed trust roots, if there are any, form a chain", async () => {
  expect(await faultsOf(keys)).toEqual([]);
});

it("no secret key is committed", () => {
  const files = readdirSync(keys, { recursive: true }).map(String);
  expect(files.filter((name) => name.endsWith(".key"))).toEqual([]);
});

it("a good chain passes, and each fault of a chain is found", async () => {
  const folder = join(temporaryFolder(), "keys");
  mkdirSync(folder);
  const put = async (version: number, note: Note, ...signers: (typeof anna)[]) =>
    writeFileSync(join(folder, `root-${version}.note`), encodeNote(await signedBy(note, ...signers)));
  const first = rootNote();
  const second = (previous: string) => rootNote({ version: 2, previous, contact: "nieuw" });
  await put(1, first, anna, bert);
  await put(2, second(textDigest(first.text)), anna, bert);
  expect(await faultsOf(folder)).toEqual([]);
  await put(2, second(textDigest(first.text)), anna, mallory);
  expect(await faultsOf(folder)).toContain("root-2.note lacks the quorum of version 1");
  await put(2, second("0".repeat(64)), anna, bert);
  expect(await faultsOf(folder)).toEqual(["root-2.note names another predecessor"]);
  await put(2, first, anna, bert);
  expect(await faultsOf(folder)).toContain("root-2.note holds version 1");
  writeFileSync(join(folder, "root-4.note"), "");
  await put(2, second(textDigest(first.text)), anna, bert);
  expect(await faultsOf(folder)).toEqual(["expected root-3.note"]);
});
