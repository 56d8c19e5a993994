// Walks the directories of one tree, iteratively and within limits, and gathers what lies where. Lenient: it describes
// what is there; src/iso9660 judges it.

import { defaultLimits, type Extent, recordFlags, sectorBytes } from "../../iso9660/index.ts";
import { type Area, areaOf, type TreeName } from "../compare/area.ts";
import type { Item } from "../compare/field.ts";
import { ReproduceError } from "../error.ts";
import type { ImageSource } from "./image-source.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./names.ts";
import { restItem } from "./path-table-fields.ts";
import { type RawRecord, recordFields, recordsOf } from "./record-fields.ts";
import { type Continuation, continuationOf, entriesOf, namePartOf, systemUseFields } from "./system-use.ts";

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly extents: readonly Extent[];
}

export interface FoundTree {
  readonly name: TreeName;
  readonly files: ReadonlyMap<string, FoundFile>;
  /** Sector of each folder's directory by path; "" is the root. */
  readonly folders: ReadonlyMap<string, number>;
  /** Directories and continuation areas. */
  readonly areas: readonly Area[];
  /** Where the structure could not be followed, in words. */
  readonly faults: readonly string[];
  readonly hasRockRidge: boolean;
}

/** What reading all trees of one image may cost. */
export class Budget {
  #records = 0;
  #characters = 0;
  #bytes = 0;
  #folders = 0;

  spend(cost: {
    readonly records?: number;
    readonly characters?: number;
    readonly bytes?: number;
    readonly folders?: number;
  }): void {
    this.#records += cost.records ?? 0;
    this.#characters += cost.characters ?? 0;
    this.#bytes += cost.bytes ?? 0;
    this.#folders += cost.folders ?? 0;
    const isOver =
      this.#records > limits.records ||
      this.#characters > limits.pathCharacters ||
      this.#bytes > limits.structureBytes ||
      this.#folders > 3 * limits.folders;
    if (isOver)
      throw new ReproduceError("LIMIT", "expected no more structure than a disc of 250,000 files has, found more");
  }
}

interface Pending {
  readonly path: string;
  readonly extent: Extent;
  readonly depth: number;
}

/** A continuation area and the record that it belongs to. */
interface Owned extends Continuation {
  readonly owner: string;
}

export class TreeReader {
  readonly #source: ImageSource;
  readonly #budget: Budget;
  readonly #name: TreeName;
  readonly #isUcs2: boolean;
  readonly #files = new Map<string, FoundFile>();
  readonly #folders = new Map<string, number>();
  readonly #areas: Area[] = [];
  readonly #faults: string[] = [];
  readonly #visited = new Set<number>();
  readonly #sectors = new Map<number, Uint8Array>();
  #pending: Pending[] = [];
  #hasRockRidge = false;

  constructor(source: ImageSource, budget: Budget, name: TreeName, isUcs2: boolean) {
    this.#source = source;
    this.#budget = budget;
    this.#name = name;
    this.#isUcs2 = isUcs2;
  }

  /** Throws ReproduceError LIMIT, FILE. */
  async read(root: Extent): Promise<FoundTree> {
    this.#pending = [{ path: "", extent: root, depth: 0 }];
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) await this.#readFolder(next);
    return {
      name: this.#name,
      files: this.#files,
      folders: this.#folders,
      areas: this.#areas,
      faults: this.#faults,
      hasRockRidge: this.#hasRockRidge,
    };
  }

  async #readFolder({ path, extent, depth }: Pending): Promise<void> {
    const { lba } = extent;
    const count = Math.ceil(extent.bytes / sectorBytes);
    this.#folders.set(path, lba);
    const fault =
      count === 0 || extent.bytes > limits.areaBytes
        ? `has ${extent.bytes} bytes`
        : lba + count > this.#source.wholeSectors
          ? "lies behind the end of the image"
          : this.#visited.has(lba)
            ? "was met before"
            : depth > limits.depth
              ? "lies too deep"
              : undefined;
    if (fault !== undefined) {
      if (this.#faults.length < limits.examples)
        this.#faults.push(`${this.#name} directory /${path} at sector ${lba} ${fault}`);
      return;
    }
    this.#visited.add(lba);
    this.#budget.spend({ bytes: count * sectorBytes, folders: 1 });
    const bytes = await this.#source.read(lba, count);
    const names = new Map<number, string>();
    const continued: Owned[] = [];
    const used = new Map<string, number>();
    const folders: Pending[] = [];
    let open: string | undefined; // the file whose last record says that another of its extents follows
    for (const record of recordsOf(bytes)) {
      if (record.kind !== "record") continue;
      this.#budget.spend({ records: 1 });
      const name = nameOf(record.identifier, this.#isUcs2, await this.#rockRidgeName(bytes, record, continued));
      const isPart = open === name;
      const count = (used.get(name) ?? 0) + 1;
      used.set(name, count);
      const key = count === 1 ? name : `${name} (${count})`;
      names.set(record.at, key);
      if (name === "." || name === "..") continue;
      const child = path === "" ? (isPart ? name : key) : `${path}/${isPart ? name : key}`;
      this.#budget.spend({ characters: child.length });
      if ((record.flags & recordFlags.folder) !== 0)
        folders.push({ path: child, extent: { lba: record.lba, bytes: record.bytes }, depth: depth + 1 });
      else this.#addExtent(child, record);
      open = (record.flags & recordFlags.moreExtents) !== 0 ? name : undefined;
    }
    for (const folder of folders.reverse()) this.#pending.push(folder);
    const isUcs2 = this.#isUcs2;
    this.#areas.push(
      areaOf("directory", `${this.#name} directory /${path}`, lba, count * sectorBytes, {
        tree: this.#name,
        path,
        items: (area) => directoryItems(area, names, path, isUcs2),
      }),
      ...(await this.#continuationAreas(path, continued)),
    );
  }

  #addExtent(path: string, { lba, bytes }: RawRecord): void {
    const before = this.#files.get(path);
    const extents = [...(before?.extents ?? []), { lba, bytes }];
    if (extents.length > defaultLimits.depth * 4) throw new ReproduceError("LIMIT", "expected files of fewer extents");
    this.#files.set(path, { path, size: (before?.size ?? 0) + bytes, extents });
  }

  /** The name in the record's system use and its continuations, which are noted. Undefined: there is none. */
  async #rockRidgeName(bytes: Uint8Array, record: RawRecord, continued: Owned[]): Promise<Uint8Array | undefined> {
    if (this.#name !== "primary") return undefined;
    const parts: Uint8Array[] = [];
    let area: { bytes: Uint8Array; from: number; to: number } | undefined = {
      bytes,
      from: record.systemUseAt,
      to: record.end,
    };
    for (let hops = 0; area !== undefined && hops <= limits.continuations; hops++) {
      let next: Continuation | undefined;
      for (const entry of entriesOf(area.bytes, area.from, area.to).entries) {
        if (entry.signature === "PX") this.#hasRockRidge = true;
        next = continuationOf(area.bytes, entry) ?? next;
        const part = namePartOf(area.bytes, entry);
        if (part !== undefined) parts.push(part);
      }
      area = next === undefined ? undefined : await this.#enter(next);
      if (next !== undefined && area !== undefined)
        continued.push({ ...next, owner: nameOf(record.identifier, false, undefined) });
    }
    return parts.length === 0 ? undefined : Buffer.concat(parts);
  }

  async #enter({
    lba,
    at,
    length,
  }: Continuation): Promise<{ bytes: Uint8Array; from: number; to: number } | undefined> {
    if (lba >= this.#source.wholeSectors) return undefined;
    let bytes = this.#sectors.get(lba);
    if (bytes === undefined) {
      this.#budget.spend({ bytes: sectorBytes });
      bytes = await this.#source.read(lba, 1);
      this.#sectors.set(lba, bytes);
    }
    return { bytes, from: at, to: at + length };
  }

  async #continuationAreas(path: string, continued: readonly Owned[]): Promise<Area[]> {
    const bySector = new Map<number, Owned[]>();
    for (const one of continued) bySector.set(one.lba, [...(bySector.get(one.lba) ?? []), one]);
    return [...bySector].map(([lba, owned], i) =>
      areaOf("continuation", `continuation area ${i + 1} of /${path}`, lba, sectorBytes, {
        tree: this.#name,
        path,
        items: () => continuationItems(this.#sectors.get(lba) ?? new Uint8Array(sectorBytes), owned, path),
      }),
    );
  }
}

function directoryItems(bytes: Uint8Array, names: ReadonlyMap<number, string>, path: string, isUcs2: boolean): Item[] {
  return [...recordsOf(bytes)].map((one) => {
    if (one.kind === "unparsed") return restItem("bytes that are no record", one.at, one.end, "unparsed");
    if (one.kind === "fill")
      return {
        ...restItem("behind the last record", one.at, one.end, "follows"),
        key: `fill ${Math.floor(one.at / sectorBytes)}`,
      };
    const name = names.get(one.at) ?? "";
    const where =
      name === "." ? `/${path}` : name === ".." ? `the parent of /${path}` : `${path === "" ? "" : `/${path}`}/${name}`;
    return { key: name, where, from: one.at, to: one.end, fields: () => recordFields(bytes, one.at, one.end, isUcs2) };
  });
}

/** Every byte of the sector; an area that overlaps an earlier one is left to it. */
function continuationItems(bytes: Uint8Array, owned: readonly Owned[], path: string): Item[] {
  const items: Item[] = [];
  let next = 0;
  const fill = (to: number) => {
    if (to > next)
      items.push({ ...restItem("between continuation areas", next, to, "slack"), key: `fill ${items.length}` });
  };
  for (const { at, length, owner } of [...owned].sort((a, b) => a.at - b.at)) {
    if (at < next) continue;
    fill(at);
    const where = owner === "." ? `/${path}` : `${path === "" ? "" : `/${path}`}/${owner}`;
    items.push({
      key: `${owner} ${items.length}`,
      where,
      from: at,
      to: at + length,
      fields: () => systemUseFields(bytes, at, at + length),
    });
    next = at + length;
  }
  fill(sectorBytes);
  return items;
}
