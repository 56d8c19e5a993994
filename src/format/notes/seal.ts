// SEAL: the signed notes in /ZEGEL/SEAL, of which no byte can be changed unseen. docs/spec/seal.md
// The order of sections and the padding are judged here; which keys may stand under which note, by src/trust.

import {
  concatBytes,
  copyBytes,
  decodeDecimal,
  decodeUtf8,
  encodeUtf8,
  equalBytes,
  isFilledWith,
} from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { encodeLogProof, type LogProof, parseLogProof } from "./log-proof.ts";
import { encodeNote, type Note, noteLimit, parseNote } from "./note.ts";
import { sealSize } from "./release.ts";

/** The first line of a seal. */
export const sealTypeLine = "zegel/seal v1";

export interface Seal {
  /** Versions 1..N, in order; at least one. */
  readonly trustRoots: readonly Note[];
  readonly release: Note;
  readonly rebuilds: readonly Note[];
  readonly recall: Note | undefined;
  readonly logProof: LogProof | undefined;
}

/** The sections in their order, and how many there may be of each. */
const most = { "trust-root": 64, release: 1, rebuild: 64, recall: 1, "log-proof": 1 } as const;
type Section = keyof typeof most;
const sections = Object.keys(most) as readonly Section[];
/** Signature lines of all notes of a seal together, the checkpoint's too: each may cost the reader ten milliseconds. */
export const sealSignatureLimit = 512;
const LF = 10;

/** Steps 3 and 4 of docs/spec/verification.md begin here. `bytes` must be the whole place, `sealSize` long. Throws FormatError. */
export function parseSeal(bytes: Uint8Array): Seal {
  if (bytes.length !== sealSize) throw new FormatError("SEAL", "seal", `${sealSize} bytes`, `${bytes.length}`);
  let at = 0;
  const line = (): string => {
    const end = bytes.subarray(at, at + 40).indexOf(LF);
    if (end < 0) throw new FormatError("SEAL", `seal byte ${at}`, "a short line", "none");
    const text = decodeUtf8(bytes.subarray(at, at + end), `seal byte ${at}`);
    at += end + 1;
    return text;
  };
  const first = line();
  if (first !== sealTypeLine) throw new FormatError("TYPE_LINE", "seal", quote(sealTypeLine), quote(first));
  const found = Object.fromEntries(sections.map((name) => [name, []])) as unknown as Record<Section, Uint8Array[]>;
  let reached = 0;
  for (let head = line(); head !== "end"; head = line()) {
    const [name = "", size = ""] = head.split(" ");
    const order = (sections as readonly string[]).indexOf(name);
    const section = sections[order];
    if (section === undefined || order < reached)
      throw new FormatError("SEAL", "seal", "the next section or end", quote(head));
    reached = order;
    const length = decodeDecimal(size, 1, noteLimit, `seal section ${section}`);
    if (`${section} ${length}` !== head || found[section].length === most[section] || at + length > bytes.length)
      throw new FormatError("SEAL", "seal", `a section ${section} that fits`, quote(head));
    found[section].push(copyBytes(bytes.subarray(at, at + length)));
    at += length;
  }
  const padding = bytes.subarray(at);
  if (!isFilledWith(LF, padding))
    throw new FormatError("SEAL", "seal", "line feeds up to the end", `byte ${padding.find((byte) => byte !== LF)}`);
  const seal = sealOf(found);
  if (!equalBytes(encodeSeal(seal), bytes)) throw new FormatError("SEAL", "seal", "its own canonical bytes", "others");
  return seal;
}

function sealOf(found: Record<Section, Uint8Array[]>): Seal {
  const [release] = found.release;
  if (release === undefined || found["trust-root"].length === 0)
    throw new FormatError("SEAL", "seal", "a trust root and a release", "one of them missing");
  const [recall] = found.recall;
  const [logProof] = found["log-proof"];
  const seal = {
    trustRoots: found["trust-root"].map((bytes, i) => parseNote(bytes, `seal trust root ${i + 1}`)),
    release: parseNote(release, "seal release"),
    rebuilds: found.rebuild.map((bytes, i) => parseNote(bytes, `seal rebuild ${i + 1}`)),
    recall: recall === undefined ? undefined : parseNote(recall, "seal recall"),
    logProof: logProof === undefined ? undefined : parseLogProof(logProof),
  };
  checkSignatureCount(seal);
  return seal;
}

function checkSignatureCount({ trustRoots, release, rebuilds, recall, logProof }: Seal): void {
  const notes = [...trustRoots, release, ...rebuilds, recall, logProof?.checkpoint];
  const count = notes.reduce((sum, note) => sum + (note?.signatures.length ?? 0), 0);
  if (count > sealSignatureLimit)
    throw new FormatError("LIMIT", "seal", `at most ${sealSignatureLimit} signature lines`, `${count}`);
}

/** The inverse of parseSeal. Throws FormatError SEAL when the notes are too many, too few or do not fit. */
export function encodeSeal(seal: Seal): Uint8Array {
  const { length: roots } = seal.trustRoots;
  if (roots < 1 || roots > most["trust-root"])
    throw new FormatError("SEAL", "seal", `1 to ${most["trust-root"]} trust roots`, `${roots}`);
  if (seal.rebuilds.length > most.rebuild)
    throw new FormatError("SEAL", "seal", `at most ${most.rebuild} rebuilds`, `${seal.rebuilds.length}`);
  checkSignatureCount(seal);
  const section = (name: Section, bytes: Uint8Array) => concatBytes(encodeUtf8(`${name} ${bytes.length}\n`), bytes);
  const used = concatBytes(
    encodeUtf8(`${sealTypeLine}\n`),
    ...seal.trustRoots.map((note) => section("trust-root", encodeNote(note))),
    section("release", encodeNote(seal.release)),
    ...seal.rebuilds.map((note) => section("rebuild", encodeNote(note))),
    ...(seal.recall === undefined ? [] : [section("recall", encodeNote(seal.recall))]),
    ...(seal.logProof === undefined ? [] : [section("log-proof", encodeLogProof(seal.logProof))]),
    encodeUtf8("end\n"),
  );
  if (used.length > sealSize) throw new FormatError("SEAL", "seal", `at most ${sealSize} bytes`, `${used.length}`);
  const bytes = new Uint8Array(sealSize).fill(LF);
  bytes.set(used);
  return bytes;
}

/** True for the place as build-iso leaves it: zeros only. */
export function isBlankSeal(bytes: Uint8Array): boolean {
  return bytes.length === sealSize && isFilledWith(0, bytes);
}
