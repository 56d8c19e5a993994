// Unpacks a zip into the staging folder: yauzl with everything strict. The central directory is judged whole before the
// first byte is unpacked; a local header must say the same.

import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { decodeUtf8, equalBytes, FormatError } from "../format/index.ts";
import type { StagedFile, Staging } from "./staging.ts";

const unicodePathField = 0x7075; // APPNOTE.TXT 4.6.9
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const folderType = 0o040000;
const stored = 0;
const deflated = 8;

/** Why a zip is refused; the message completes "PATH is no sound zip: …". */
export class ZipFault extends Error {}

/** Throws BuildError REFUSED for limits, ZipFault for a zip that is broken; other refusals are in `staging`. */
export async function unpackZip(path: string, staging: Staging, signal: AbortSignal | undefined): Promise<void> {
  const zip = await faultsOf(openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: true }));
  try {
    const files = await faultsOf(listFiles(zip, staging));
    await staging.checkRoom();
    for (const file of files) {
      signal?.throwIfAborted();
      await unpackFile(zip, file.entry, file.path, staging);
    }
  } finally {
    zip.close();
  }
}

/** yauzl says what is broken by plain errors; those of the disk and ours have a code. */
async function faultsOf<T>(work: Promise<T>, where = ""): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && !("code" in error)) throw new ZipFault(`${where}${error.message}`);
    throw isZlibError(error) ? new ZipFault(`${where}${(error as Error).message}`) : error;
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

interface ZippedFile {
  readonly entry: Entry;
  readonly path: string;
}

async function listFiles(zip: ZipFile, staging: Staging): Promise<ZippedFile[]> {
  const files: ZippedFile[] = [];
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const path = judgeEntry(entry, staging);
    if (path === undefined) continue;
    staging.reserve(path, entry.uncompressedSize);
    files.push({ entry, path });
  }
  return files;
}

/** The path of a file; folders are added, everything else is refused. */
function judgeEntry(entry: Entry, staging: Staging): string | undefined {
  const name = nameOf(entry, staging);
  const path = name === undefined ? undefined : staging.pathOf(name);
  if (name === undefined || path === undefined) return undefined;
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
  const isFolder = name.endsWith("/");
  if (type !== 0 && type !== (isFolder ? folderType : regularFile))
    staging.refuse(path, "is a link or a device, or a file with the name of a folder");
  else if (entry.isEncrypted()) staging.refuse(path, "is encrypted", "pack it without a password");
  else if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    staging.refuse(path, `is packed by method ${entry.compressionMethod}`, "pack it with deflate");
  else if (!isFolder) return path;
  else if (entry.uncompressedSize > 0) staging.refuse(path, "is a folder with content");
  else staging.addFolder(path);
  return undefined;
}

/** Always UTF-8, whatever the flag says: a name in another encoding is refused, not guessed. */
function nameOf(entry: Entry, staging: Staging): string | undefined {
  try {
    const name = decodeUtf8(entry.fileNameRaw, "name");
    const unicode = entry.extraFields.filter((field) => field.id === unicodePathField);
    if (unicode.every(({ data }) => decodeUtf8(data.subarray(5), "name") === name)) return name;
    staging.refuse(name, "has a second, different name in the zip", "pack it again");
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const shown = entry.fileNameRaw.toString("latin1");
    staging.refuse(shown, "has a name that is not UTF-8 (shown as Latin-1)", "pack it with names in UTF-8");
  }
  return undefined;
}

async function unpackFile(zip: ZipFile, entry: Entry, path: string, staging: Staging): Promise<void> {
  const file = staging.begin(path);
  try {
    if (!staging.isRefused) await faultsOf(unpackInto(file, zip, entry), `${path}: `);
    file.end(); // where something is refused, only the name is still judged with the others
  } finally {
    file.abandon();
  }
}

async function unpackInto(file: StagedFile, zip: ZipFile, entry: Entry): Promise<void> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  if (!equalBytes(local.fileName, entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod)
    throw new ZipFault("its local header says something else than the directory");
  let sum = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    file.data(chunk);
    if (file.size > entry.uncompressedSize) throw new ZipFault("it is longer than the directory says");
  }
  if (file.size !== entry.uncompressedSize || sum !== entry.crc32) throw new ZipFault("size or CRC-32 do not fit");
}
