// MANIFEST: every file on the disc but itself and the seal, in a form that `sha256sum -c` checks. docs/spec/manifest.md

import { checkSha256, compareText, decodeDecimal, encodeUtf8 } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines } from "../text/lines.ts";
import { checkPath, findTwins, parentOf, parentsOf, withParents } from "../text/path.ts";

/** Bytes: 200,000 lines of some 140 bytes fit. */
export const manifestLimit = 64 * 1024 * 1024;
/** Lines of files, and of empty folders. */
export const fileLimit = 250_000;
export const manifestPath = "ZEGEL/MANIFEST";
export const sealPath = "ZEGEL/SEAL";
/** The list of install.ts, where a release has one. */
export const installPath = "ZEGEL/INSTALL";

export interface ManifestFile {
  readonly path: string;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
}

export interface Manifest {
  /** Sum of the sizes of the files, bytes. */
  readonly totalBytes: number;
  /** In byte order. */
  readonly emptyFolders: readonly string[];
  /** In byte order of path; at least one. */
  readonly files: readonly ManifestFile[];
}

/** The bytes of /ZEGEL/MANIFEST. Throws FormatError. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const lines = Lines.fromBytes(bytes, "MANIFEST", manifestLimit);
  lines.exactly("# zegel/manifest v1");
  const count = decodeDecimal(lines.field("# files"), 1, fileLimit, lines.where);
  const totalBytes = decodeDecimal(lines.field("# bytes"), 0, Number.MAX_SAFE_INTEGER, lines.where);
  const emptyFolders = lines.fields("# empty-folder", fileLimit, (folder) => checkPath(folder, lines.where));
  const files: ManifestFile[] = [];
  for (let line = lines.line(); line !== undefined; line = lines.line()) {
    if (files.length === count) throw new FormatError("COUNT", lines.where, `${count} files`, "more");
    if (line.slice(64, 66) !== "  ")
      throw new FormatError("FIELD", lines.where, "SHA-256, two blanks, path", quote(line));
    files.push({
      sha256: checkSha256(line.slice(0, 64), lines.where),
      path: checkPath(line.slice(66), lines.where),
    });
  }
  if (files.length !== count) throw new FormatError("COUNT", "MANIFEST", `${count} files`, `${files.length}`);
  checkTree(files, emptyFolders);
  return { totalBytes, emptyFolders, files };
}

/** The inverse of parseManifest. Throws FormatError on values that parseManifest would refuse. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  checkManifest(manifest);
  const lines = [
    "# zegel/manifest v1",
    `# files ${manifest.files.length}`,
    `# bytes ${manifest.totalBytes}`,
    ...manifest.emptyFolders.map((folder) => `# empty-folder ${folder}`),
    ...manifest.files.map((file) => `${file.sha256}  ${file.path}`),
  ];
  const bytes = encodeUtf8(joinLines(lines, "MANIFEST"));
  if (bytes.length > manifestLimit)
    throw new FormatError("LIMIT", "MANIFEST", `at most ${manifestLimit} bytes`, `${bytes.length}`);
  return bytes;
}

function checkManifest({ files, emptyFolders, totalBytes }: Manifest): void {
  if (files.length < 1 || files.length > fileLimit)
    throw new FormatError("COUNT", "MANIFEST", `1 to ${fileLimit} files`, `${files.length}`);
  if (emptyFolders.length > fileLimit)
    throw new FormatError("LIMIT", "MANIFEST", `at most ${fileLimit} empty folders`, `${emptyFolders.length}`);
  decodeDecimal(String(totalBytes), 0, Number.MAX_SAFE_INTEGER, "MANIFEST bytes");
  for (const file of files) {
    checkPath(file.path, "MANIFEST");
    checkSha256(file.sha256, "MANIFEST");
  }
  for (const folder of emptyFolders) checkPath(folder, "MANIFEST empty folder");
  checkTree(files, emptyFolders);
}

/** What no single line shows: order, paths that differ only in case, files in the way of folders, folders that are not empty. */
function checkTree(files: readonly ManifestFile[], emptyFolders: readonly string[]): void {
  const paths = files.map((file) => file.path);
  const own = paths.find((path) => path === manifestPath || path === sealPath);
  if (own !== undefined) throw new FormatError("PATH", "MANIFEST", "neither itself nor the seal", quote(own));
  checkOrder(paths);
  checkOrder(emptyFolders);
  const twin = findTwins([...paths, manifestPath, sealPath], emptyFolders)[0];
  if (twin !== undefined)
    throw new FormatError(
      "DUPLICATE",
      "MANIFEST",
      "paths that differ in more than case",
      twin.map(quote).join(" and "),
    );
  const used = withParents(parentsOf(paths), [parentOf(manifestPath)], parentsOf(emptyFolders));
  const full = emptyFolders.find((folder) => used.has(folder));
  if (full !== undefined)
    throw new FormatError("PATH", "MANIFEST", "an empty folder", `${quote(full)}, which holds something`);
}

function checkOrder(paths: readonly string[]): void {
  for (let i = 1; i < paths.length; i++) {
    const [before, after] = [paths[i - 1] ?? "", paths[i] ?? ""];
    if (compareText(before, after) >= 0)
      throw new FormatError(
        "ORDER",
        "MANIFEST",
        "paths in byte order, each once",
        `${quote(before)} before ${quote(after)}`,
      );
  }
}
