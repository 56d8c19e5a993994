// Where the fields of a clean image lie, so that mutations can aim at them. The map is made once for a seed and used for
// everything that is mutated out of it.

import { type Region, readVolume, sectorBytes } from "../../src/iso9660/index.ts";

/** Both32: little-endian then big-endian, 8 bytes; and so on. `text` is a name or an identifier. */
export type FieldKind = "both32" | "both16" | "little32" | "big32" | "little16" | "big16" | "byte" | "text";

export interface Field {
  readonly kind: FieldKind;
  /** "sector", "bytes", "flags": fields of one meaning can be exchanged. */
  readonly what: string;
  readonly at: number;
  readonly length: number;
}

/** Bytes `at` to `at + length`: a directory record, a system use entry, an entry of a path table. */
export interface Part {
  readonly at: number;
  readonly length: number;
}

export interface IsoMap {
  readonly fields: readonly Field[];
  readonly records: readonly Part[];
  readonly entries: readonly Part[];
  /** Sectors of descriptors, directories, continuations and path tables. */
  readonly structure: readonly number[];
  readonly regions: readonly Region[];
  readonly sectors: number;
  /** Bytes of the structure and of the files, where havoc has something to hit. */
  readonly places: readonly Part[];
}

const lengths: Readonly<Record<Exclude<FieldKind, "text">, number>> = {
  ...{ both32: 8, both16: 4, little32: 4, big32: 4, little16: 2, big16: 2, byte: 1 },
};

type Row = readonly [kind: Exclude<FieldKind, "text">, at: number, what: string];

// ECMA-119 8.4, from the start of the descriptor.
const descriptorRows: readonly Row[] = [
  ...([
    ["byte", 0, "type"],
    ["byte", 6, "version"],
    ["byte", 7, "flags"],
    ["both32", 80, "volume"],
  ] as const),
  ...([
    ["both16", 120, "one"],
    ["both16", 124, "one"],
    ["both16", 128, "block"],
    ["both32", 132, "bytes"],
  ] as const),
  ...([
    ["little32", 140, "sector"],
    ["little32", 144, "sector"],
    ["big32", 148, "sector"],
  ] as const),
  ...([
    ["big32", 152, "sector"],
    ["byte", 881, "version"],
  ] as const),
];
const descriptorTexts: readonly (readonly [number, number])[] = [
  ...([
    [1, 5],
    [8, 32],
    [40, 32],
    [72, 8],
    [88, 32],
    [190, 128],
    [318, 128],
    [446, 128],
    [574, 128],
  ] as const),
  ...([
    [702, 37],
    [739, 37],
    [776, 37],
    [813, 17],
    [830, 17],
    [847, 17],
    [864, 17],
    [883, 512],
  ] as const),
];
// ECMA-119 9.1, from the start of the record.
const recordRows: readonly Row[] = [
  ...([
    ["byte", 0, "length"],
    ["byte", 1, "attributes"],
    ["both32", 2, "sector"],
    ["both32", 10, "bytes"],
  ] as const),
  ...([
    ["byte", 18, "year"],
    ["byte", 25, "flags"],
    ["byte", 26, "unit"],
    ["byte", 27, "gap"],
  ] as const),
  ...([
    ["both16", 28, "one"],
    ["byte", 32, "name length"],
  ] as const),
];
// SUSP-112 4.1 and 5.1, RRIP-112 4.1.1 and 4.1.4, from the start of the entry.
const entryRows: Readonly<Record<string, readonly Row[]>> = {
  CE: [
    ["both32", 4, "sector"],
    ["both32", 12, "offset"],
    ["both32", 20, "area"],
  ],
  PX: [
    ["both32", 4, "mode"],
    ["both32", 12, "links"],
    ["both32", 20, "user"],
    ["both32", 28, "user"],
  ],
  NM: [["byte", 4, "name flags"]],
  CL: [["both32", 4, "sector"]],
  PL: [["both32", 4, "sector"]],
};

/** The map of an image that this project's reader can read; `image` need not be free of findings. */
export async function mapImage(image: Uint8Array): Promise<IsoMap> {
  const volume = await readVolume({
    read: async (lba, count) => image.subarray(lba * sectorBytes, (lba + count) * sectorBytes),
  });
  const walk = new Walk(image);
  const regions = [...volume.regions];
  for (const region of regions) walk.region(region);
  const kinds = new Set(["file", "padding", "system-area", "empty-file-block", "unexplained"]);
  const ofStructure = regions.filter((region) => !kinds.has(region.kind));
  const files = regions.filter((region) => region.kind === "file");
  return {
    ...walk,
    structure: ofStructure.flatMap(({ from, count }) => Array.from({ length: count }, (_, i) => from + i)),
    regions,
    sectors: volume.sectors,
    places: [...ofStructure, ...ofStructure, ...files].map(({ from, count }) => ({
      at: from * sectorBytes,
      length: count * sectorBytes,
    })),
  };
}

class Walk {
  readonly fields: Field[] = [];
  readonly records: Part[] = [];
  readonly entries: Part[] = [];
  readonly #image: Uint8Array;

  constructor(image: Uint8Array) {
    this.#image = image;
  }

  region({ kind, from, count, slack }: Region): void {
    const at = from * sectorBytes;
    const end = at + count * sectorBytes - slack;
    if (kind === "primary-descriptor" || kind === "joliet-descriptor") this.#descriptor(at);
    else if (kind === "directory" || kind === "joliet-directory") this.#directory(at, end, kind === "directory");
    else if (kind === "continuation") this.#systemUse(at, end);
    else if (kind === "path-table" || kind === "joliet-path-table") this.#pathTable(at, end);
    else if (kind === "file") this.#addText(at, Math.min(end - at, 4096));
  }

  #byte(at: number): number {
    return this.#image[at] ?? 0;
  }

  #add(at: number, rows: readonly Row[]): void {
    for (const [kind, offset, what] of rows) this.fields.push({ kind, what, at: at + offset, length: lengths[kind] });
  }

  #addText(at: number, length: number): void {
    if (length > 0) this.fields.push({ kind: "text", what: "text", at, length });
  }

  #descriptor(at: number): void {
    this.#add(at, descriptorRows);
    for (const [offset, length] of descriptorTexts) this.#addText(at + offset, length);
    this.#record(at + 156, false);
  }

  #directory(from: number, end: number, hasSystemUse: boolean): void {
    for (let at = from; at < end; ) {
      const length = this.#byte(at);
      if (length === 0) at = (Math.floor(at / sectorBytes) + 1) * sectorBytes;
      else {
        this.#record(at, hasSystemUse);
        at += length;
      }
    }
  }

  #record(at: number, hasSystemUse: boolean): void {
    const length = this.#byte(at);
    const nameLength = this.#byte(at + 32);
    this.records.push({ at, length });
    this.#add(at, recordRows);
    this.#addText(at + 33, nameLength);
    if (hasSystemUse) this.#systemUse(at + 33 + nameLength + ((nameLength + 1) % 2), at + length);
  }

  #systemUse(from: number, end: number): void {
    for (let at = from; at + 4 <= end && this.#byte(at + 2) >= 4; at += this.#byte(at + 2)) {
      const length = this.#byte(at + 2);
      const signature = String.fromCharCode(this.#byte(at), this.#byte(at + 1));
      this.entries.push({ at, length });
      this.#addText(at, 2);
      this.#add(at, [["byte", 2, "length"], ["byte", 3, "version"], ...(entryRows[signature] ?? [])]);
      if (signature === "NM") this.#addText(at + 5, length - 5);
    }
  }

  #pathTable(from: number, end: number): void {
    const isBig = this.#byte(from + 2) === 0; // no directory lies beyond sector 65,535 in a seed
    for (let at = from; at < end && this.#byte(at) > 0; ) {
      const nameLength = this.#byte(at);
      this.entries.push({ at, length: 8 + nameLength });
      this.#add(at, [
        ...([
          ["byte", 0, "name length"],
          ["byte", 1, "attributes"],
        ] as const),
        ...([
          [isBig ? "big32" : "little32", 2, "sector"],
          [isBig ? "big16" : "little16", 6, "number"],
        ] as const),
      ]);
      this.#addText(at + 8, nameLength);
      at += 8 + nameLength + (nameLength % 2);
    }
  }
}
