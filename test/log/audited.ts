// An office that keeps a log, for tests of its audit: trust roots that name the log and its witnesses, notes, and signed checkpoints.

import { join } from "node:path";
import {
  compareText,
  encodeCheckpoint,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  makeVKey,
  type Note,
  type Rebuild,
  type Recalled,
  type Release,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { makeLog, readLog } from "../../src/log/folder.ts";
import { makeProof } from "../../src/log/proof.ts";
import { storeCheckpoint } from "../../src/log/signing.ts";
import { cosignText, signText as signLine, type TestKey, testKey } from "../format/test-keys.ts";
import { temporaryFolder } from "../tools.ts";
import { testKey as personKey, signText } from "../world/people.ts";
import { releaseOf } from "../world/release.ts";
import { firstRoot, group } from "../world/roots.ts";

export const origin = "log.example/zegel";
export const logKey = testKey(origin);
export const witnessF = testKey("witness-f", 4);
export const witnessG = testKey("witness-g", 4);
const officers = ["anna", "bert"];

/** A later key of the same log: it has the log's name. */
export function laterLogKey(version: number): TestKey {
  const { seed, publicKey } = testKey(`${origin}-${version}`);
  return { seed, publicKey, vkey: makeVKey(origin, publicKey) };
}
export const otherLogKey = laterLogKey(2);

function rootKey(
  { vkey }: Pick<TestKey, "vkey">,
  role: RootKey["role"],
  holder: string,
  organisation: string,
): RootKey {
  return { vkey, role, holder, organisation };
}

/** Two of three officers sign; rosa and ruud may rebuild; of two witnesses one must see the log. */
export function logRoot(
  change: Partial<TrustRoot> = {},
  log: TestKey = logKey,
  witnesses = [witnessF, witnessG],
): TrustRoot {
  const keys = [
    ...["anna", "bert", "carl"].map((name) => personKey(name)),
    personKey("rosa", "rebuilder", "Universiteit"),
    personKey("ruud", "rebuilder", "Waterschap"),
    rootKey(log, "log", "Logboek", "Kiesraad"),
    ...witnesses.map((one) => rootKey(one, "witness", `holder-${one.vkey.name}`, `Org-${one.vkey.name}`)),
  ];
  const groups = [
    group("officers", 2, ["anna", "bert", "carl"]),
    group("reviewers", 1, ["rosa", "ruud"]),
    group(
      "witnesses",
      1,
      witnesses.map(({ vkey }) => vkey.name),
    ),
  ];
  const root = firstRoot({ keys, groups }, "reviewers", { logOrigin: log.vkey.name });
  return { ...root, requires: { ...root.requires, checkpoint: "witnesses" }, ...change };
}

/** The next version of a root. */
export function nextRoot(before: Note, version: number, root: TrustRoot, signers = officers): Note {
  return signText(encodeTrustRoot({ ...root, version, previous: textDigest(before.text) }), signers);
}

export const rootNote = (root: TrustRoot = logRoot(), signers = officers): Note =>
  signText(encodeTrustRoot(root), signers);

export function releaseUnder(root: Note, change: Partial<Release> = {}, signers = officers): Note {
  const made = { manifests: ["a".repeat(64)], imageSha256: "b".repeat(64), imageSize: 1_048_576, sealOffset: 65_536 };
  return signText(encodeRelease(releaseOf({ ...made, trustRoot: textDigest(root.text) }, change)), signers);
}

export function statementOn(release: Note, signers: readonly string[], change: Partial<Rebuild> = {}): Note {
  const text = encodeRebuild({
    release: textDigest(release.text),
    scope: "image",
    differs: undefined,
    imageSha256: "b".repeat(64),
    manifestSha256: "a".repeat(64),
    environment: "Debian 12",
    date: "2027-01-20T10:00:00Z",
    ...change,
  });
  return signText(text, signers);
}

export function recallOf(images: readonly string[], signers = officers): Note {
  const recalled = images.map(
    (image): Recalled => ({ imageSha256: image.repeat(64), date: "2027-02-01", reason: "fout" }),
  );
  return signText(encodeRecall({ date: "2027-02-01", recalled }), signers);
}

/** A new log without an entry. */
export async function newLog(name = origin): Promise<string> {
  const path = join(temporaryFolder(), "log");
  await makeLog(path, name);
  return path;
}

/** Appends, and has the log's key sign, and witnesses see, what stands there then. */
export async function logged(
  path: string,
  notes: readonly Note[],
  log = logKey,
  witnesses = [witnessF],
): Promise<string> {
  if (notes.length > 0) await appendNotes(path, notes);
  await signed(path, log, witnesses);
  return path;
}

export async function signed(path: string, log = logKey, witnesses: readonly TestKey[] = [witnessF]): Promise<void> {
  const tree = readLog(path);
  await storeCheckpoint(tree, checkpointOf(tree, log, witnesses));
}

export function checkpointOf(
  tree: { readonly origin: string; readonly size: number; readonly rootHash: Uint8Array },
  log = logKey,
  witnesses: readonly TestKey[] = [witnessF],
): Note {
  const text = encodeCheckpoint(tree, 0);
  const keys = [log, ...witnesses].sort((a, b) => compareText(a.vkey.raw, b.vkey.raw));
  return {
    text,
    signatures: keys.map((key) => (key === log ? signLine(key, text) : cosignText(key, text, 1_800_000_000))),
  };
}

export const proofOf = (path: string, note: Note) => makeProof(readLog(path), note.text).proof;
