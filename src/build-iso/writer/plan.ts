// From the lists of files and empty folders to the whole image: every place first, then the bytes in the order in which they lie.
// docs/spec/image.md, "Steps"

import { sealPath, sectorSize } from "../../format/index.ts";
import { paddingSectors } from "../../iso9660/index.ts";
import { throwRefusals } from "../error.ts";
import { descriptor, terminator, type VolumeFacts } from "./descriptor.ts";
import { type Contents, directoryPieces, measureDirectory } from "./directory.ts";
import { recordDate, sectorsOf } from "./fields.ts";
import { refuseFolders, refuseSealEnd, refuseSectors } from "./limits.ts";
import { pathTable, pathTableBytes } from "./path-table.ts";
import { SystemUseWriter } from "./system-use.ts";
import { type Folder, makeTree, type PlannedFile, type TreeLayout } from "./tree.ts";

export interface ImageRecipe extends VolumeFacts {
  /** All files of the disc, in the order of their data. Their paths were judged: `refusePaths` in ../sources/names.ts. */
  readonly files: readonly PlannedFile[];
  readonly emptyFolders: readonly string[];
}

/**
 * What comes next in the image: bytes; all bytes of a file, by its number in the list of files; zeros.
 * `bytes` belong to who gets them: they are not written to again.
 */
export type Piece =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "file"; readonly index: number; readonly size: number }
  | { readonly kind: "zeros"; readonly count: number };

export interface ImagePlan {
  /** Of the whole image. */
  readonly bytes: number;
  /** First byte of ZEGEL/SEAL; undefined when there is no such file. */
  readonly sealOffset: number | undefined;
  /** The whole image from its first byte, without a gap. Each directory is made when its turn comes. May be asked for again. */
  pieces(): Iterable<Piece>;
}

const systemSectors = 16;
/** Primary descriptor, Joliet descriptor, terminator. */
const descriptorSectors = 3;
/** libisofs puts nothing of the data in front of it, however small the trees are. */
const firstDataSector = 32;

const refusedImage = "this cannot be an image";

/** An image with all its places. */
interface LaidImage {
  readonly recipe: ImageRecipe;
  readonly folders: readonly Folder[];
  readonly primary: TreeLayout;
  readonly joliet: TreeLayout;
  /** First sector of each file's data; of an empty file the sector of empty files. */
  readonly starts: Uint32Array;
  /** The sector of empty files. */
  readonly emptySector: number;
  /** Of the whole image. */
  readonly sectors: number;
}

/** Throws BuildError REFUSED for what an image cannot hold. */
export function planImage(recipe: ImageRecipe): ImagePlan {
  const image = layImage(recipe);
  const seal = recipe.files.findIndex(({ path }) => path === sealPath);
  const sealOffset = seal < 0 ? undefined : (image.starts[seal] ?? 0) * sectorSize;
  if (sealOffset !== undefined)
    throwRefusals(refusedImage, refuseSealEnd(sealOffset + (recipe.files[seal]?.size ?? 0)));
  return { bytes: image.sectors * sectorSize, sealOffset, pieces: () => piecesOf(image) };
}

/** Steps 1 to 8. */
function layImage(recipe: ImageRecipe): LaidImage {
  const { files, emptyFolders } = recipe;
  const folders = makeTree(files, emptyFolders);
  throwRefusals(refusedImage, refuseFolders(folders.length));
  const primary = layTree(folders, files, false, systemSectors + descriptorSectors);
  const joliet = layTree(folders, files, true, primary.end);
  const emptySector = Math.max(joliet.end, firstDataSector);
  const starts = new Uint32Array(files.length);
  let next = emptySector + 1;
  for (const [i, { size }] of files.entries()) {
    starts[i] = size === 0 ? emptySector : next;
    next += sectorsOf(size);
  }
  const sectors = next + paddingSectors;
  throwRefusals(refusedImage, refuseSectors(sectors));
  return { recipe, folders, primary, joliet, starts, emptySector, sectors };
}

/** Steps 2 to 5 for one tree, whose first directory is at sector `from`. */
function layTree(
  folders: readonly Folder[],
  files: readonly PlannedFile[],
  isJoliet: boolean,
  from: number,
): TreeLayout {
  const sectors = new Uint32Array(folders.length);
  const bytes = new Uint32Array(folders.length);
  let next = from;
  for (const [i, folder] of folders.entries()) {
    const size = measureDirectory(folder, files, isJoliet);
    sectors[i] = next;
    bytes[i] = size.bytes;
    next += sectorsOf(size.bytes + size.continued);
  }
  const tableBytes = pathTableBytes(folders, isJoliet);
  const tableM = next + sectorsOf(tableBytes);
  return { isJoliet, sectors, bytes, tableBytes, tableL: next, tableM, end: tableM + sectorsOf(tableBytes) };
}

/** Step 9. */
function* piecesOf({ recipe, folders, primary, joliet, starts, emptySector, sectors }: LaidImage): Generator<Piece> {
  const { files } = recipe;
  const date = recordDate(recipe.date);
  const contents: Contents = { files, starts, date, systemUse: new SystemUseWriter(date) };
  yield zeros(systemSectors);
  yield piece(descriptor(recipe, sectors, primary));
  yield piece(descriptor(recipe, sectors, joliet));
  yield piece(terminator());
  for (const layout of [primary, joliet]) {
    for (const folder of folders) for (const bytes of directoryPieces(folder, layout, contents)) yield piece(bytes);
    yield piece(pathTable(folders, layout, false));
    yield piece(pathTable(folders, layout, true));
  }
  yield zeros(emptySector + 1 - joliet.end);
  for (const [index, { size }] of files.entries()) {
    if (size === 0) continue;
    yield { kind: "file", index, size };
    const left = sectorsOf(size) * sectorSize - size;
    if (left > 0) yield { kind: "zeros", count: left };
  }
  yield zeros(paddingSectors);
}

const piece = (bytes: Uint8Array): Piece => ({ kind: "bytes", bytes });
const zeros = (sectors: number): Piece => ({ kind: "zeros", count: sectors * sectorSize });
