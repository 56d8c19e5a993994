// The files of a disc that are read as texts: SEAL, MANIFEST and AANWIJZINGEN. The bytes that were hashed are parsed.
// docs/spec/verification.md steps 3 and 10; docs/spec/verification-installed.md

import { aanwijzingenLimit, aanwijzingenPath, parseAanwijzingen } from "../../format/lists/aanwijzingen.ts";
import { type InstallHead, installHeadLimit, parseInstallHead } from "../../format/lists/install-head.ts";
import { installPath, type Manifest, manifestPath, parseManifest } from "../../format/lists/manifest.ts";
import type { Release } from "../../format/notes/release.ts";
import { isBlankSeal, parseSeal, type Seal } from "../../format/notes/seal.ts";
import { concatBytes, copyBytes } from "../../format/text/decode.ts";
import { FormatError, tryParse } from "../../format/text/error.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { FindingCode } from "./codes.ts";
import { type FileSink, type Platform, ReadError, type Tree } from "./ports.ts";

/** A text that was read and is what it must be, or why it is not. */
export type ReadText<Text, Code extends FindingCode = FindingCode> =
  | { readonly text: Text; readonly finding: undefined }
  | { readonly text: undefined; readonly finding: Found<Code> };

/** Bytes as read, and their SHA-256. */
export interface Digested {
  /** Undefined: it is longer than any such file; then the digest is that of a start of it. */
  readonly bytes: Uint8Array | undefined;
  readonly sha256: string;
}

/** Step 3: bytes that stand where a seal belongs. */
export function readSeal(bytes: Uint8Array): ReadText<Seal, "SEAL_BLANK" | "SEAL_UNREADABLE"> {
  if (isBlankSeal(bytes)) return refused("SEAL_BLANK", { text: "its place is empty: the image was never sealed" });
  return parsed("SEAL_UNREADABLE", () => parseSeal(bytes));
}

/** Step 10: MANIFEST is the one that the release names for this disc. `digested` undefined: it is not there. */
export function readManifest(digested: Digested | undefined, { manifests, disc }: Release): ReadText<Manifest> {
  const bytes = withDigest(digested, manifests[disc - 1] ?? "", manifestPath);
  return "code" in bytes
    ? { text: undefined, finding: bytes }
    : parsed("MANIFEST_TEXT", () => parseManifest(bytes.bytes));
}

/** What the report tells of a release beside its verdict. Undefined: it is not there, or not as released. */
export interface Told {
  /** The steps of the instructions for use. */
  readonly instructions?: readonly string[] | undefined;
  /** What the list of installed files says before its files. */
  readonly install?: InstallHead | undefined;
}

/** Which files that takes, and how many bytes of each: of instructions one too many, so that those that are too long are seen to be. */
export const toldBy: ReadonlyMap<string, number> = new Map([
  [aanwijzingenPath, aanwijzingenLimit + 1],
  [installPath, installHeadLimit], // the list itself may be long
]);

/** Starts and digests of files by path, as far as they were kept and read. */
export interface ReadFiles {
  readonly kept: Pick<ReadonlyMap<string, Uint8Array>, "get">;
  readonly digests: Pick<ReadonlyMap<string, string>, "get">;
}

/** What files with the manifest's digests say. One that is signed and does not parse says nothing: no verdict hangs on it. */
export function readTold(read: ReadFiles, manifest: Manifest | undefined): Told {
  const told = <Text>(path: string, parse: (bytes: Uint8Array) => Text): Text | undefined => {
    const bytes = read.kept.get(path);
    const expected = manifest?.files.find((file) => file.path === path)?.sha256;
    if (bytes === undefined || expected === undefined || read.digests.get(path) !== expected) return undefined;
    const text = tryParse(() => parse(bytes));
    return text instanceof FormatError ? undefined : text;
  };
  const head = told(installPath, parseInstallHead);
  return {
    instructions: told(aanwijzingenPath, parseAanwijzingen),
    install: head === undefined || manifest === undefined ? undefined : installOnDisc(head, manifest),
  };
}

/** Nobody is sent to a file that this disc does not have: of a set, another disc may have it. */
export function installOnDisc({ place, start }: InstallHead, { files }: Manifest): InstallHead {
  return { place, start: files.some(({ path }) => path === start) ? start : undefined };
}

/** The bytes of a file, when they have the digest `expected`; else the finding. `digested` undefined: it is not there. */
export function withDigest(
  digested: Digested | undefined,
  expected: string,
  path: string,
): { readonly bytes: Uint8Array } | Found<FindingCode> {
  if (digested === undefined) return found("FILE_MISSING", { path });
  const { bytes, sha256 } = digested;
  if (sha256 !== expected || bytes === undefined) return found("FILE_CHANGED", { path, found: sha256, expected });
  return { bytes };
}

/** What `parse` makes of a text, or why it does not parse, as finding `code`. */
export function parsed<Text, Code extends FindingCode>(code: Code, parse: () => Text): ReadText<Text, Code> {
  const text = tryParse(parse);
  return text instanceof FormatError ? refused(code, { text: text.message }) : { text, finding: undefined };
}

function refused<Code extends FindingCode>(code: Code, values: Found<Code>["values"]): ReadText<never, Code> {
  return { text: undefined, finding: found(code, values) };
}

/**
 * A file of a tree in one read, with its digest. Of one longer than `limit` bytes only a start is read: a file of a terabyte costs an
 * opponent nothing, and what is too long is not what was released. Rejects ReadError.
 */
export async function readWhole(
  tree: Tree,
  path: string,
  limit: number,
  platform: Platform,
  sink?: FileSink,
): Promise<Digested> {
  const parts: Uint8Array[] = [];
  const sha256 = platform.sha256();
  let length = 0;
  sink?.begin(path);
  await tree.read(path, (bytes) => {
    length += bytes.length;
    sha256.update(bytes);
    sink?.write(bytes);
    if (length <= limit) parts.push(copyBytes(bytes));
    return length <= limit;
  });
  sink?.end();
  return { bytes: length <= limit ? concatBytes(...parts) : undefined, sha256: sha256.digest() };
}

/** What was read, or that it cannot be read. */
export type Attempt<Value> =
  | { readonly value: Value; readonly fault: undefined }
  | { readonly value: undefined; readonly fault: Found<"FILE_UNREADABLE"> };

/** A medium that cannot be read is a finding; `path` is where, unless the fault knows better. Rejects whatever else `read` rejects with. */
export async function unlessUnreadable<Value>(path: string, read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await read(), fault: undefined };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { value: undefined, fault: found("FILE_UNREADABLE", { path: error.path || path }) };
  }
}
