// What an image consists of: descriptors, trees, path tables, files, and the sectors that belong to nothing.

import { descriptorAt, IsoError, readVolume, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { type Area, areaOf, SectorMap, type TreeName } from "../compare/area.ts";
import { descriptorFields, descriptorName, isJolietEscape } from "../compare/descriptor-fields.ts";
import type { Item } from "../compare/field.ts";
import { ReproduceError } from "../error.ts";
import type { ImageSource } from "./image-source.ts";
import { limits } from "./limits.ts";
import { pathTableItems } from "./path-table-fields.ts";
import { Budget, type FoundFile, type FoundTree, TreeReader } from "./tree-reader.ts";

const systemSectors = 16;

export interface Survey {
  readonly source: ImageSource;
  readonly map: SectorMap;
  /** By key. */
  readonly areas: ReadonlyMap<string, Area>;
  readonly trees: ReadonlyMap<TreeName, FoundTree>;
  /** The primary tree's, and those that another tree alone has or has elsewhere, under `TREE /PATH`. */
  readonly files: ReadonlyMap<string, FoundFile>;
  /** As the primary descriptor says. */
  readonly volumeSectors: number;
  /** What the reader that judges finds, where it can read the volume at all. */
  readonly volume: Volume | undefined;
  readonly faults: readonly string[];
}

/** Throws ReproduceError NOT_ISO, LIMIT, FILE. */
export async function surveyImage(source: ImageSource): Promise<Survey> {
  const descriptors = await readDescriptors(source);
  const primary = descriptors.find(({ bytes }) => bytes[0] === 1);
  if (primary === undefined)
    throw new ReproduceError(
      "NOT_ISO",
      `${JSON.stringify(source.path)}: expected a primary volume descriptor at sector 16, found none`,
    );
  const budget = new Budget();
  const faults: string[] = [];
  const trees = new Map<TreeName, FoundTree>();
  const tables: Area[] = [];
  for (const { bytes, tree } of treesOf(descriptors)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const reader = new TreeReader(source, budget, tree, tree === "Joliet");
    const found = await reader.read({ lba: view.getUint32(158, true), bytes: view.getUint32(166, true) });
    trees.set(tree, found);
    faults.push(...found.faults);
    tables.push(...tableAreas(view, found, source, budget, faults));
  }
  const files = unifyFiles(trees);
  const volumeSectors = new DataView(primary.bytes.buffer, primary.bytes.byteOffset).getUint32(80, true);
  const structure = [
    areaOf("system-area", "system area", 0, systemSectors * sectorBytes),
    ...descriptors.map(({ area }) => area),
    ...[...trees.values()].flatMap(({ areas }) => areas),
    ...tables,
  ];
  const map = new SectorMap(source.sectors);
  map.claim(structure);
  map.claim(fileAreas(files));
  map.claim(emptyFileSectors(files));
  map.claim(leftOver(map, volumeSectors, source.sectors));
  const areas = new Map<string, Area>();
  for (const { area } of map.segments) areas.set(area.key, area);
  return { source, map, areas, trees, files, volumeSectors, volume: await judge(source), faults };
}

interface FoundDescriptor {
  readonly bytes: Uint8Array;
  readonly area: Area;
}

async function readDescriptors(source: ImageSource): Promise<FoundDescriptor[]> {
  const found: FoundDescriptor[] = [];
  const used = new Map<string, number>();
  for (let lba = systemSectors; lba < systemSectors + limits.descriptors && lba < source.wholeSectors; lba++) {
    const bytes = await source.read(lba, 1);
    const name = descriptorName(bytes);
    if (name === undefined) break;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const key = count === 1 ? name : `${name} ${count}`;
    const items = (area: Uint8Array): Item[] => [
      { key, where: key, from: 0, to: sectorBytes, fields: () => descriptorFields(area) },
    ];
    found.push({ bytes, area: areaOf("descriptor", key, lba, sectorBytes, { items }) });
    if (bytes[0] === 255) break;
  }
  return found;
}

/** The first descriptor of each kind names the root directory of a tree. */
function treesOf(descriptors: readonly FoundDescriptor[]): { bytes: Uint8Array; tree: TreeName }[] {
  const first = (tree: TreeName, isIt: (bytes: Uint8Array) => boolean) => {
    const bytes = descriptors.find((one) => isIt(one.bytes))?.bytes;
    return bytes === undefined ? [] : [{ bytes, tree }];
  };
  return [
    ...first("primary", (bytes) => bytes[0] === 1),
    ...first("Joliet", (bytes) => bytes[0] === 2 && isJolietEscape(bytes)),
    ...first("supplementary", (bytes) => bytes[0] === 2 && !isJolietEscape(bytes)),
  ];
}

function tableAreas(
  view: DataView,
  { name: tree, folders }: FoundTree,
  source: ImageSource,
  budget: Budget,
  faults: string[],
): Area[] {
  const folderAt = new Map([...folders].map(([path, lba]) => [lba, path]));
  const bytes = view.getUint32(descriptorAt.pathTableSize, true);
  const places = [
    ["L", view.getUint32(descriptorAt.pathTableL, true)],
    ["optional L", view.getUint32(descriptorAt.optionalPathTableL, true)],
    ["M", view.getUint32(descriptorAt.pathTableM, false)],
    ["optional M", view.getUint32(descriptorAt.optionalPathTableM, false)],
  ] as const;
  return places.flatMap(([type, lba]) => {
    if (lba === 0) return [];
    const sectors = Math.ceil(bytes / sectorBytes);
    const name = `${tree === "primary" ? "" : `${tree} `}path table ${type}`;
    if (bytes === 0 || bytes > limits.areaBytes || lba + sectors > source.wholeSectors) {
      faults.push(`${name}: ${bytes} bytes at sector ${lba}`);
      return [];
    }
    budget.spend({ bytes: sectors * sectorBytes });
    const kind = { isBigEndian: type.endsWith("M"), isUcs2: tree === "Joliet", folderAt };
    const items = (area: Uint8Array) => pathTableItems(area, bytes, kind);
    return [areaOf("path-table", name, lba, bytes, { tree, items })];
  });
}

/** A file that both trees place alike is one file. */
function unifyFiles(trees: ReadonlyMap<TreeName, FoundTree>): Map<string, FoundFile> {
  const files = new Map<string, FoundFile>();
  for (const [tree, found] of trees)
    for (const [path, file] of found.files) {
      const known = files.get(path);
      const isSame = known !== undefined && JSON.stringify(known.extents) === JSON.stringify(file.extents);
      if (tree === "primary") files.set(path, file);
      else if (!isSame) files.set(`${tree} /${path}`, file);
    }
  return files;
}

/** Extents that follow each other directly are one area. */
function fileAreas(files: ReadonlyMap<string, FoundFile>): Area[] {
  return [...files].flatMap(([key, { extents }]) => {
    const merged: { lba: number; bytes: number }[] = [];
    for (const { lba, bytes } of extents) {
      const last = merged.at(-1);
      if (last !== undefined && last.lba * sectorBytes + last.bytes === lba * sectorBytes) last.bytes += bytes;
      else if (bytes > 0) merged.push({ lba, bytes });
    }
    return merged.map(({ lba, bytes }, i) =>
      areaOf("file", `file ${key}${i === 0 ? "" : ` part ${i + 1}`}`, lba, bytes, { path: key }),
    );
  });
}

function emptyFileSectors(files: ReadonlyMap<string, FoundFile>): Area[] {
  const places = new Set(
    [...files.values()].flatMap(({ size, extents }) => (size === 0 ? [extents[0]?.lba ?? 0] : [])),
  );
  return [...places]
    .sort((a, b) => a - b)
    .slice(0, limits.descriptors)
    .map((lba, i) =>
      areaOf("empty-file-sector", `sector of empty files${i === 0 ? "" : ` ${i + 1}`}`, lba, sectorBytes),
    );
}

/** Sectors of nobody: between things, at the end of the volume, and behind it. */
function leftOver(map: SectorMap, volumeSectors: number, sectors: number): Area[] {
  const end = Math.min(volumeSectors, sectors);
  const gaps = map.gaps(end);
  const areas = gaps.map(({ from, count, behind }) => {
    const isLast = from + count === end;
    return areaOf(
      isLast ? "padding" : "gap",
      isLast ? "padding" : `unused sectors behind ${behind?.key ?? "the start"}`,
      from,
      count * sectorBytes,
    );
  });
  // Many gaps can follow one area only where areas overlap; then the place tells them apart.
  const used = new Set<string>();
  const distinct = areas.map((area) => {
    const key = used.has(area.key) ? `${area.key} at sector ${area.from}` : area.key;
    used.add(key);
    return { ...area, key };
  });
  const behind =
    sectors > end ? [areaOf("behind-volume", "behind the end of the volume", end, (sectors - end) * sectorBytes)] : [];
  return [...distinct, ...behind];
}

/** The reader that the verifier has: what it finds is said beside, and where it gives up the comparison goes on. */
async function judge(source: ImageSource): Promise<Volume | undefined> {
  try {
    return await readVolume(source);
  } catch (error) {
    if (error instanceof IsoError) return undefined;
    throw error;
  }
}
