// A folder as one canonical tar with its own MANIFEST, and back: an escrow bundle. docs/spec/escrow.md
// The same rules as payload.tar: byte order of path, one fixed date, no owner. So the same content is the same file.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readBytesSync, readPieces } from "../../files/bounded.ts";
import { digestFile } from "../../files/digest.ts";
import { asWriteError } from "../../files/error.ts";
import { NewFile } from "../../files/new-file.ts";
import { compareText, encodeManifest, manifestLimit, parseManifest, quote } from "../../format/index.ts";
import { BuildError } from "../error.ts";
import { inFlow } from "../flow/flow-file.ts";
import { listFolder } from "../sources/folder.ts";
import { openSource } from "../sources/open-source.ts";
import { PayloadTar } from "../sources/payload-tar.ts";

/** Of the bundle: lists every other file, for `sha256sum -c MANIFEST`. */
export const bundleManifestName = "MANIFEST";

/** Bytes of a bundle: a set of dual-layer discs, its notes and texts. */
export const bundleLimit = 64 * 1024 * 1024 * 1024;

/** Adds MANIFEST to `folder` and writes all of it to the new file `out`. Returns its SHA-256. Throws BuildError REFUSED, FilesError EXISTS, FILE. */
export async function writeBundle(folder: string, out: string): Promise<string> {
  const paths = filesOf(folder);
  const files = paths.map((path) => ({ path, ...digestFile(join(folder, path)) }));
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  writeFileSync(join(folder, bundleManifestName), encodeManifest({ totalBytes, emptyFolders: [], files }));
  const target = await NewFile.create(out, 0o644);
  try {
    const { sha256 } = await inFlow({ descriptor: target.handle.fd, isDigested: true }, async (flow) => {
      const tar = new PayloadTar(flow);
      for (const path of [...paths, bundleManifestName].sort(compareText)) {
        const { size } = digestFile(join(folder, path));
        await tar.addFile(path, size, readPieces(join(folder, path)));
      }
      await tar.end();
    });
    await target.flush();
    target.giveName();
    return sha256;
  } catch (error) {
    throw asWriteError(out, error);
  } finally {
    await target.discard();
  }
}

/** Unpacks into `folder`, a new one, and holds every file against MANIFEST. Throws BuildError REFUSED, FormatError. */
export async function unpackBundle(path: string, folder: string, work: string): Promise<void> {
  const source = await openSource(path, {
    workFolder: work,
    place: "bundle",
    capacity: bundleLimit,
    signal: undefined,
  });
  const [refusal] = source.refusals;
  if (refusal !== undefined) throw unsound(path, `${quote(refusal.path)} ${refusal.reason}`);
  mkdirSync(folder);
  const manifest = source.files.find((file) => file.path === bundleManifestName);
  if (manifest === undefined || manifest.size > manifestLimit) throw unsound(path, "it has no MANIFEST");
  const bytes = readBytesSync(join(work, manifest.place), manifestLimit);
  const listed = new Map(parseManifest(bytes).files.map(({ path: name, sha256 }) => [name, sha256]));
  for (const { path: name, place } of source.files) {
    if (name === bundleManifestName) continue;
    const { sha256 } = digestFile(join(work, place));
    if (listed.get(name) !== sha256)
      throw unsound(path, `${quote(name)}: expected ${listed.get(name) ?? "no such file"}, found ${sha256}`);
    listed.delete(name);
    mkdirSync(dirname(join(folder, name)), { recursive: true }); // its MANIFEST parsed: no name in it points out of the folder
    copyFileSync(join(work, place), join(folder, name));
  }
  const [missing] = listed.keys();
  if (missing !== undefined) throw unsound(path, `${quote(missing)} is missing`);
}

/** In byte order. Links, devices and names that no MANIFEST can hold are refused. */
function filesOf(folder: string): string[] {
  const { files, refusals } = listFolder(dirname(folder), basename(folder));
  const [refusal] = refusals;
  if (refusal !== undefined) throw new BuildError("REFUSED", `${quote(refusal.path)} ${refusal.reason}`, refusals);
  return files.map(({ path }) => path).sort(compareText);
}

function unsound(path: string, what: string): BuildError {
  return new BuildError("REFUSED", `${quote(path)} is no sound bundle: ${what}`);
}
