// Every format as one function: what its parser accepts, printed again. Shared by vectors, properties and the spec's examples.

import {
  decodeUtf8,
  encodeAanwijzingen,
  encodeInstall,
  encodeLogProof,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  encodeVKey,
  parseAanwijzingen,
  parseInstall,
  parseLogProof,
  parseManifest,
  parseNote,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseSeal,
  parseTrustRoot,
  parseVKey,
} from "../../src/format/index.ts";
import { installHeadLimit, parseInstallHead } from "../../src/format/lists/install-head.ts";
import { encodeRegisterHead, parseRegisterHead } from "../../src/format/notes/register-head.ts";

type Again = (bytes: Uint8Array) => Uint8Array;

const onText =
  (again: (text: string) => string): Again =>
  (bytes) =>
    encodeUtf8(again(decodeUtf8(bytes, "test")));

/** Throws FormatError for what is refused. */
export const nouns: Readonly<Record<string, Again>> = {
  note: (bytes) => encodeNote(parseNote(bytes, "note")),
  vkey: onText((text) => `${encodeVKey(parseVKey(text.replace(/\n$/, ""), "vkey"))}\n`),
  manifest: (bytes) => encodeManifest(parseManifest(bytes)),
  release: onText((text) => encodeRelease(parseRelease(text))),
  "trust-root": onText((text) => encodeTrustRoot(parseTrustRoot(text))),
  rebuild: onText((text) => encodeRebuild(parseRebuild(text))),
  recall: onText((text) => encodeRecall(parseRecall(text))),
  "register-head": onText((text) => encodeRegisterHead(parseRegisterHead(text))),
  install: (bytes) => encodeInstall(parseInstall(bytes).files, parseInstallHead(bytes.subarray(0, installHeadLimit))), // one head, read twice
  aanwijzingen: (bytes) => encodeAanwijzingen(parseAanwijzingen(bytes)),
  "log-proof": (bytes) => encodeLogProof(parseLogProof(bytes)),
  seal: (bytes) => encodeSeal(parseSeal(bytes)),
};
