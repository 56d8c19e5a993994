// An escrow bundle, read: what its first files say, or all of it against its MANIFEST. docs/spec/escrow.md

import { createHash } from "node:crypto";
import { type EntrySink, TarReader } from "../../../archives/tar-reader.ts";
import { bundleManifestName } from "../../../build-iso/kit/bundle.ts";
import { readPieces } from "../../../files/bounded.ts";
import {
  type Bilingual,
  checkSha256,
  decodeUtf8,
  Fault,
  manifestLimit,
  parseManifest,
  sealSize,
} from "../../../format/index.ts";
import type { EscrowFile } from "../../../release-folder/index.ts";

/** Bytes of a bundle before its kit: MANIFEST and papers, and the seal. */
const headLimit = 2 * manifestLimit;

class UnfitBundle extends Fault<"BUNDLE"> {
  constructor({ nl, en }: Bilingual) {
    super("BUNDLE", {
      nl: `verwacht een bewaarbundel, gevonden ${nl}: haal weg en maak opnieuw`,
      en: `expected an escrow bundle, found ${en}: take it away and make it again`,
    });
  }
}

/** The seal and the digest that stand before its kit. Throws ArchiveFault, FileError, FormatError, UnfitBundle. */
export function readEscrow(file: string, path: string): EscrowFile {
  const parts = new Map<string, Uint8Array>();
  const reader = readerOf((name, size) => keep(parts, name, ["SEAL", "MASTER-SHA256"].includes(name) ? size : 0));
  let read = 0;
  for (const piece of readPieces(file)) {
    reader.write(piece);
    read += piece.length;
    const [seal, digest] = [parts.get("SEAL"), parts.get("MASTER-SHA256")];
    if (seal?.length === sealSize && digest !== undefined)
      return { path, seal, masterSha256: checkSha256(decodeUtf8(digest, path).trimEnd(), "MASTER-SHA256") };
    if (read > headLimit) break;
  }
  throw new UnfitBundle({
    nl: "geen zegel of geen hashcode van een master voor de kit",
    en: "no seal or no digest of a master before its kit",
  });
}

/** Every file is the one that MANIFEST names, and there is no other. Throws ArchiveFault, FileError, FormatError, UnfitBundle. */
export function demandBundle(file: string): void {
  const found = new Map<string, string>();
  const parts = new Map<string, Uint8Array>();
  const reader = readerOf((name, size) => {
    if (found.has(name) || parts.has(name)) throw new UnfitBundle({ nl: `${name} tweemaal`, en: `${name} twice` });
    return name === bundleManifestName ? keep(parts, name, size) : digestInto(found, name);
  });
  for (const piece of readPieces(file)) reader.write(piece);
  reader.end();
  const { files } = parseManifest(parts.get(bundleManifestName) ?? new Uint8Array());
  const other = files.find(({ path, sha256 }) => found.get(path) !== sha256);
  if (other !== undefined)
    throw new UnfitBundle({
      nl: `${other.path} anders dan de eigen MANIFEST zegt`,
      en: `${other.path} other than its MANIFEST says`,
    });
  if (found.size !== files.length)
    throw new UnfitBundle({
      nl: "een bestand dat de eigen MANIFEST niet noemt",
      en: "a file that its MANIFEST does not name",
    });
}

function readerOf(onFile: (name: string, size: number) => EntrySink): TarReader {
  return new TarReader(
    ({ name, size }) => onFile(decodeUtf8(name, "a name"), size),
    (fault) => {
      throw fault;
    },
  );
}

/** Into `parts` when it is whole; what is larger than a seal and a MANIFEST can be is none of them. */
function keep(parts: Map<string, Uint8Array>, name: string, size: number): EntrySink {
  if (size === 0 || size > manifestLimit) return { data: () => {}, end: () => {} };
  const bytes = new Uint8Array(size);
  let filled = 0;
  return {
    data(chunk) {
      bytes.set(chunk, filled);
      filled += chunk.length;
    },
    end: () => void parts.set(name, bytes),
  };
}

function digestInto(found: Map<string, string>, name: string): EntrySink {
  const hash = createHash("sha256");
  return { data: (chunk) => void hash.update(chunk), end: () => void found.set(name, hash.digest("hex")) };
}
