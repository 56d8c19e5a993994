// A request to sign, as it is carried to an officer's machine without a network. docs/spec/sign-request.md
// It is not signed itself: everything in it that matters is pinned by the text that is to be signed, or is not shown.

import {
  concatBytes,
  copyBytes,
  decodeDecimal,
  decodeUtf8,
  encodeNote,
  encodeUtf8,
  equalBytes,
  type Note,
  parseNote,
  quote,
} from "../../format/index.ts";
import { SignError } from "../error.ts";
import { type Changes, changesBytes, parseChanges } from "./changes.ts";

export interface Request {
  /** What is to be signed; at least one, no text twice. */
  readonly notes: readonly Note[];
  /** Previous releases and trust roots. */
  readonly previous: readonly Note[];
  readonly trustRoots: readonly Note[];
  readonly rebuilds: readonly Note[];
  readonly changes: readonly Changes[];
}

/** Bytes: what a floppy disk of 1.44 MB holds (FAT12). */
export const requestLimit = 1_457_664;
export const requestTypeLine = "zegel/sign-request v1\n";

const sections = ["sign", "previous", "trust-root", "rebuild", "changes"] as const;
type Section = (typeof sections)[number];
/** Sections of one kind. */
const sectionLimit = 64;

/** True for a file that claims to be a request. */
export function isRequest(file: Uint8Array): boolean {
  return equalBytes(file.subarray(0, requestTypeLine.length), encodeUtf8(requestTypeLine));
}

/** Throws SignError REQUEST, FormatError. */
export function parseRequest(file: Uint8Array, where: string): Request {
  if (file.length > requestLimit) throw bad(where, `at most ${requestLimit} bytes`, `${file.length}`);
  if (!isRequest(file)) throw bad(where, '"zegel/sign-request v1"', "another first line");
  const found: Record<Section, Uint8Array[]> = {
    sign: [],
    previous: [],
    "trust-root": [],
    rebuild: [],
    changes: [],
  };
  let at = requestTypeLine.length;
  for (;;) {
    const end = file.subarray(at, at + 40).indexOf(10);
    if (end < 0) throw bad(where, "a section or end", "neither: the file is cut off or damaged");
    const head = decodeUtf8(file.subarray(at, at + end), where);
    at += end + 1;
    if (head === "end") break;
    const [name = "", size = ""] = head.split(" ");
    const section = sections.find((known) => known === name);
    const length = decodeDecimal(size, 1, requestLimit, `${where} section ${quote(name)}`);
    if (section === undefined || at + length > file.length || found[section].length === sectionLimit)
      throw bad(where, "a known section that fits", quote(head));
    found[section].push(copyBytes(file.subarray(at, at + length)));
    at += length;
  }
  const notes = (section: Section) =>
    found[section].map((bytes, i) => parseNote(bytes, `${where} ${section} ${i + 1}`));
  const request: Request = {
    notes: notes("sign"),
    previous: notes("previous"),
    trustRoots: notes("trust-root"),
    rebuilds: notes("rebuild"),
    changes: found.changes.map((bytes) => parseChanges(decodeUtf8(bytes, `${where} changes`))),
  };
  if (!equalBytes(encodeRequest(request), file)) throw bad(where, "its own canonical bytes", "others");
  return request;
}

/** The inverse of parseRequest. Throws SignError REQUEST, FormatError. */
export function encodeRequest(request: Request): Uint8Array {
  const texts = request.notes.map((note) => note.text);
  if (texts.length < 1 || new Set(texts).size !== texts.length)
    throw bad("request", "notes to sign, each once", texts.length < 1 ? "none" : "one twice");
  const parts: [Section, Uint8Array[]][] = [
    ["sign", request.notes.map(encodeNote)],
    ["previous", request.previous.map(encodeNote)],
    ["trust-root", request.trustRoots.map(encodeNote)],
    ["rebuild", request.rebuilds.map(encodeNote)],
    ["changes", request.changes.map(changesBytes)],
  ];
  const file = concatBytes(
    encodeUtf8(requestTypeLine),
    ...parts.flatMap(([name, found]) => found.map((bytes) => section(name, bytes))),
    encodeUtf8("end\n"),
  );
  const most = parts.find(([, found]) => found.length > sectionLimit);
  if (most !== undefined) throw bad("request", `at most ${sectionLimit} ${most[0]} sections`, `${most[1].length}`);
  if (file.length > requestLimit)
    throw bad(
      "request",
      `at most ${requestLimit} bytes (a floppy disk)`,
      `${file.length}: leave out --manifest, carry MANIFEST beside it and give it to zegel sign`,
    );
  return file;
}

function section(name: Section, bytes: Uint8Array): Uint8Array {
  return concatBytes(encodeUtf8(`${name} ${bytes.length}\n`), bytes);
}

function bad(where: string, expected: string, found: string): SignError {
  return new SignError("REQUEST", `${where}: expected ${expected}, found ${found}`);
}
