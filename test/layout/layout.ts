// The whole image out of the rules of docs/spec/image.md: which bytes stand in which sectors. This is a second
// implementation of the recipe, made from the page and not from src/: it shares nothing with the builder or the reader.

import { descriptor, pathTable, type TreePlaces, terminator, type VolumeFacts } from "./descriptor.ts";
import { type Places, renderDirectory, sizesOf } from "./directory.ts";
import { sectorSize, sectorsOf } from "./fields.ts";
import { depthFirst, makeTree, type Node, type SizedFile } from "./tree.ts";

export type PieceClass =
  | "system area"
  | "primary descriptor"
  | "Joliet descriptor"
  | "terminator"
  | "directories"
  | "path tables"
  | "Joliet directories"
  | "Joliet path tables"
  | "zeros up to sector 32"
  | "sector of empty files"
  | "file data"
  | "padding";

/** `sectors` sectors from `from`: `bytes` and then zeros, or the content of the file `path` and then zeros. */
export interface Piece {
  readonly kind: PieceClass;
  readonly from: number;
  readonly sectors: number;
  readonly bytes?: Buffer;
  readonly path?: string;
}

const systemSectors = 16;
const paddingSectors = 150;
const firstData = 32;
const sealPath = "ZEGEL/SEAL";
const manifestPath = "ZEGEL/MANIFEST";
const firstPage = "00-EERST-CONTROLEREN.html";

/** SEAL, MANIFEST, the rest of /ZEGEL, the page at the root, the payload; within each in byte order of path. */
export function dataOrder(paths: readonly string[]): string[] {
  const rank = (path: string) => {
    const ranks = [path === sealPath, path === manifestPath, path.startsWith("ZEGEL/"), path === firstPage, true];
    return ranks.indexOf(true);
  };
  return [...paths].sort((a, b) => rank(a) - rank(b) || Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Directories and path tables of one tree, laid out from sector `from`. */
function layTree(root: Node, isJoliet: boolean, date: string, from: number) {
  const places = new Map<Node, { sector: number; bytes: number }>();
  let next = from;
  for (const folder of depthFirst(root)) {
    const { bytes, continued } = sizesOf(folder, isJoliet, date);
    places.set(folder, { sector: next, bytes });
    next += sectorsOf(bytes + continued);
  }
  const folder = (one: Node) => places.get(one) ?? { sector: 0, bytes: 0 };
  const tableBytes = pathTable(root, isJoliet, false, () => 0).length;
  const tree: TreePlaces = { root: folder(root), tableL: next, tableM: next + sectorsOf(tableBytes), tableBytes };
  return { folder, tree, end: tree.tableM + sectorsOf(tableBytes) };
}

/** Every sector of the image, in order and without a gap. `files` in any order. */
export function computeLayout(
  facts: VolumeFacts,
  files: readonly SizedFile[],
  emptyFolders: readonly string[],
): Piece[] {
  const root = makeTree(files, emptyFolders);
  const primary = layTree(root, false, facts.date, systemSectors + 3);
  const joliet = layTree(root, true, facts.date, primary.end);
  const emptyAt = Math.max(joliet.end, firstData);
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const data: Piece[] = [];
  let next = emptyAt + 1;
  for (const path of dataOrder([...sizes.keys()])) {
    const sectors = sectorsOf(sizes.get(path) ?? 0);
    if (sectors > 0) data.push({ kind: "file data", from: next, sectors, path });
    next += sectors;
  }
  const starts = new Map(data.map(({ path, from }) => [path, from]));
  const file = (node: Node) => starts.get(node.path) ?? emptyAt;
  const total = next + paddingSectors;
  return [
    { kind: "system area", from: 0, sectors: systemSectors },
    { kind: "primary descriptor", from: 16, sectors: 1, bytes: descriptor(facts, total, primary.tree, false) },
    { kind: "Joliet descriptor", from: 17, sectors: 1, bytes: descriptor(facts, total, joliet.tree, true) },
    { kind: "terminator", from: 18, sectors: 1, bytes: terminator() },
    ...treePieces(root, false, facts.date, { folder: primary.folder, file }, primary.tree),
    ...treePieces(root, true, facts.date, { folder: joliet.folder, file }, joliet.tree),
    { kind: "zeros up to sector 32", from: joliet.end, sectors: emptyAt - joliet.end },
    { kind: "sector of empty files", from: emptyAt, sectors: 1 },
    ...data,
    { kind: "padding", from: next, sectors: paddingSectors },
  ];
}

function treePieces(root: Node, isJoliet: boolean, date: string, places: Places, tree: TreePlaces): Piece[] {
  const piece = (kind: PieceClass, from: number, bytes: Buffer): Piece => ({
    kind,
    from,
    sectors: sectorsOf(bytes.length),
    bytes,
  });
  const sectorOf = (folder: Node) => places.folder(folder).sector;
  const tables = isJoliet ? "Joliet path tables" : "path tables";
  return [
    ...depthFirst(root).map((folder) =>
      piece(
        isJoliet ? "Joliet directories" : "directories",
        sectorOf(folder),
        renderDirectory(folder, isJoliet, date, places),
      ),
    ),
    piece(tables, tree.tableL, pathTable(root, isJoliet, false, sectorOf)),
    piece(tables, tree.tableM, pathTable(root, isJoliet, true, sectorOf)),
  ];
}

export { sectorSize };
