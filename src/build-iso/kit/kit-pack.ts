// Packs a kit: verifiers, page and texts in one canonical tar for `build-iso --kit`. docs/spec/recipe.md, "Kit"
// Its bytes are a function of the files and the version alone; nothing in it names a disc.

import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, readSync } from "node:fs";
import { join } from "node:path";
import { openFileSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { asWriteError } from "../../files/error.ts";
import { NewFile } from "../../files/new-file.ts";
import {
  compareText,
  encodeKitList,
  encodeUtf8,
  FormatError,
  firstPagePath,
  releaseFields,
  type SizedFile,
} from "../../format/index.ts";
import { BuiltInSearch } from "../../format/notes/built-in-mark.ts";
import { BuildError } from "../error.ts";
import { inFlow } from "../flow/flow-file.ts";
import { PayloadTar } from "../sources/payload-tar.ts";
import { discPathOf } from "./kit.ts";
import { differenceIn, isVerifier, type KitVerifier, verifierOf } from "./roots.ts";

/** What a kit is made of. `in`: its folder in the kit. */
interface Part {
  readonly name: string;
  readonly in?: string;
  readonly isOptional?: true;
}

/** For machines that allow programs by their publisher: the unmodified, signed node.exe and a script to read. All three or none. */
const publisherFolder = "uitgever";
const parts: readonly Part[] = [
  { name: firstPagePath },
  { name: "CONTROLE.TXT" },
  { name: "LICENTIES.txt" },
  { name: "controlepagina.html" },
  { name: "controleprogramma.exe" },
  { name: "zegel-verify-linux-x64" },
  { name: "zegel-verify-linux-arm64", isOptional: true },
  { name: "controle.cmd", in: publisherFolder, isOptional: true },
  { name: "node.exe", in: publisherFolder, isOptional: true },
  { name: "zegel-verify.cjs", in: publisherFolder, isOptional: true },
];

const versionName = "VERSION";
/** Bytes of one file; a verifier has some hundred million. */
const fileLimit = 1_000_000_000;
const chunkBytes = 1024 * 1024;

export interface PackedKit {
  readonly version: string;
  /** As on a disc, in byte order of path. */
  readonly files: readonly SizedFile[];
  /** SHA-256 of the kit's own list: what a release note names. */
  readonly sha256: string;
  /** SHA-256 of the tar. */
  readonly tarSha256: string;
  /** What each verifier in it says of its trust roots, the same of all; paths as on a disc. */
  readonly verifiers: readonly KitVerifier[];
}

/** `folders` are looked through in turn for each part; a part in two of them is refused. Throws BuildError REFUSED, CHANGED, FilesError EXISTS, FILE. */
export async function packKit(folders: readonly string[], version: string, out: string): Promise<PackedKit> {
  const files = find(folders);
  const versionText = encodeUtf8(`${checkVersion(version)}\n`);
  const entries = [...files, { path: versionName, place: undefined }];
  entries.sort((a, b) => compareText(a.path, b.path));
  const file = await NewFile.create(out, 0o644);
  try {
    const packed: SizedFile[] = [];
    const verifiers: KitVerifier[] = [];
    const { sha256: tarSha256 } = await inFlow({ descriptor: file.handle.fd, isDigested: true }, async (flow) => {
      const tar = new PayloadTar(flow);
      for (const { path, place } of entries)
        packed.push(
          place === undefined ? await addBytes(tar, path, versionText) : await addFile(tar, path, place, verifiers),
        );
      const difference = differenceIn(verifiers);
      if (difference !== undefined) throw new BuildError("REFUSED", `no kit was made: ${difference}`);
      await tar.end();
    });
    await file.flush();
    file.giveName();
    const onDisc = packed.map((file) => ({ ...file, path: discPathOf(file.path) }));
    const list = encodeKitList(onDisc, []) ?? new Uint8Array(0); // it has its VERSION at least
    const sha256 = sha256Of(list);
    return { version, files: onDisc, sha256, tarSha256, verifiers };
  } catch (error) {
    throw asWriteError(out, error);
  } finally {
    await file.discard();
  }
}

interface FoundFile {
  readonly path: string;
  readonly place: string;
}

function find(folders: readonly string[]): FoundFile[] {
  const found: FoundFile[] = [];
  const faults: string[] = [];
  for (const { name, in: folder, isOptional } of parts) {
    const places = folders.map((from) => join(from, name)).filter(isPlainFile);
    const [place, twice] = places;
    if (twice !== undefined) faults.push(`${name}: found in two folders, and which one is meant is not said`);
    else if (place !== undefined) found.push({ path: folder === undefined ? name : `${folder}/${name}`, place });
    else if (!isOptional) faults.push(`${name}: expected in ${folders.join(" or ")}, found nothing`);
  }
  const ofPublisher = found.filter(({ path }) => path.startsWith(`${publisherFolder}/`));
  const hasNode = ofPublisher.some(({ path }) => path.endsWith("/node.exe"));
  if (hasNode && ofPublisher.length !== 3)
    faults.push(
      `node.exe: expected controle.cmd and zegel-verify.cjs beside it, found ${ofPublisher.length - 1} of them`,
    );
  if (faults.length > 0) throw new BuildError("REFUSED", `no kit was made:\n  ${faults.join("\n  ")}`);
  return hasNode ? found : found.filter((file) => !ofPublisher.includes(file)); // script and starter are nothing without it
}

function checkVersion(version: string): string {
  try {
    return releaseFields.version(version, "--kit-version");
  } catch (error) {
    if (error instanceof FormatError) throw new BuildError("REFUSED", error.message);
    throw error;
  }
}

async function addBytes(tar: PayloadTar, path: string, bytes: Uint8Array): Promise<SizedFile> {
  await tar.addFile(path, bytes.length, [bytes]);
  return { path, size: bytes.length, sha256: sha256Of(bytes) };
}

/** Of a verifier, what it says of its roots goes to `verifiers`. */
async function addFile(tar: PayloadTar, path: string, place: string, verifiers: KitVerifier[]): Promise<SizedFile> {
  const fd = openFileSync(place, constants.O_NOFOLLOW ?? 0);
  try {
    const size = fstatSync(fd).size;
    if (size === 0 || size > fileLimit)
      throw new BuildError("REFUSED", `${place}: expected 1 to ${fileLimit} bytes, found ${size}`);
    const hash = createHash("sha256");
    const search = isVerifier(path) ? new BuiltInSearch(place) : undefined;
    const update = (bytes: Uint8Array) => {
      hash.update(bytes);
      search?.push(bytes);
    };
    await tar.addFile(path, size, chunksOf(fd, place, size, { update }));
    if (search !== undefined) verifiers.push(verifierOf(discPathOf(path), search));
    return { path, size, sha256: hash.digest("hex") };
  } finally {
    closeSync(fd);
  }
}

/** Exactly `size` bytes, hashed as they pass. */
function* chunksOf(fd: number, place: string, size: number, hash: { update(bytes: Uint8Array): unknown }) {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let left = size; left > 0; ) {
    const count = readSync(fd, buffer, 0, Math.min(left, chunkBytes), null);
    if (count === 0) throw new BuildError("CHANGED", `${place}: changed while it was read: pack the kit again`);
    const chunk = buffer.subarray(0, count);
    hash.update(chunk);
    left -= count;
    yield chunk;
  }
}

function isPlainFile(path: string): boolean {
  try {
    closeSync(openFileSync(path, constants.O_NOFOLLOW ?? 0));
    return true;
  } catch {
    return false;
  }
}
