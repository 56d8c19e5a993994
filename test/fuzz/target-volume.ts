// The strict reader over hostile sectors.

import { pathFault } from "../../src/format/index.ts";
import {
  defaultLimits,
  dueZeroFrom,
  IsoError,
  type Limits,
  readVolume,
  type SectorReader,
  sectorBytes,
  type Volume,
} from "../../src/iso9660/index.ts";
import { type IsoMap, mapImage } from "./iso-fields.ts";
import { mutateIso } from "./mutate-iso.ts";
import { readSeeds } from "./seeds.ts";
import { Broken, hold, type Outcome, type Target } from "./target.ts";

/** What no small image can reach with the limits of a disc: `tight/SEED` is read with these. */
const tightLimits: Limits = {
  ...{ folders: 7, files: 10, depth: 2, pathLength: 80, directoryBytes: 4096, metadataBytes: 23 * sectorBytes },
  ...{ systemUseEntries: 5, continuations: 1, descriptors: 4 },
};
const limitsOf = (seed: string) => (seed.startsWith("tight/") ? tightLimits : defaultLimits);

export async function volumeTarget(): Promise<Target> {
  const images = readSeeds("iso");
  const maps = new Map<string, IsoMap>();
  for (const [name, image] of images) maps.set(name, await mapImage(image));
  const mapOf = (seed: string) => maps.get(seed.replace("tight/", "")) as IsoMap;
  const seeds = new Map(
    [...images].flatMap(([name, image]) => [[name, image] as const, [`tight/${name}`, image] as const]),
  );
  const names = [...images.keys()];
  return {
    name: "volume",
    seeds,
    rooms: ["iso9660"],
    mutate: (seed, bytes, random) => mutateIso(mapOf(seed), bytes, random, names),
    run: (seed, bytes) => runVolume(bytes, seeds.get(seed) as Uint8Array, limitsOf(seed)),
  };
}

/** Gives every sector once, and counts them. */
class OnceReader implements SectorReader {
  readonly #image: Uint8Array;
  readonly #given = new Set<number>();

  constructor(image: Uint8Array) {
    this.#image = image;
  }

  async read(lba: number, count: number): Promise<Uint8Array> {
    hold(Number.isSafeInteger(lba) && lba >= 0 && count > 0, `sensible sectors are asked for, not ${count} at ${lba}`);
    const end = (lba + count) * sectorBytes;
    if (end > this.#image.length) throw new RangeError(`sector ${lba} is not there`);
    for (let i = lba; i < lba + count; i++) {
      hold(!this.#given.has(i), `sector ${i} is read once`);
      this.#given.add(i);
    }
    return this.#image.slice(lba * sectorBytes, end);
  }
}

async function runVolume(image: Uint8Array, seed: Uint8Array, limits: Limits): Promise<Outcome> {
  let volume: Volume;
  try {
    volume = await readVolume(new OnceReader(image), limits);
  } catch (error) {
    if (!(error instanceof IsoError)) throw error;
    if (error.cause instanceof Broken) throw error.cause;
    return { verdict: error.code, codes: [] };
  }
  checkMap(volume);
  checkFiles(volume);
  const codes = [...new Set(volume.findings.map(({ code }) => code))].sort();
  if (codes.length === 0) await checkVisible(volume, image, seed, limits);
  return { verdict: codes.length === 0 ? "clean" : "findings", codes };
}

/** Complete, in order, without a gap or an overlap. */
function checkMap({ regions, sectors }: Volume): void {
  let next = 0;
  for (const region of regions) {
    hold(region.from === next && region.count > 0, `the map goes on at sector ${next}, not ${region.from}`);
    hold(region.slack >= 0 && region.slack < sectorBytes, `slack of sector ${region.from} is part of a sector`);
    const due = dueZeroFrom(region);
    hold(due >= 0 && due <= region.count * sectorBytes, `zeros due within the region at ${region.from}`);
    next += region.count;
  }
  hold(next === sectors, `the map ends at sector ${sectors}, not ${next}`);
}

/** What volume.ts promises of a path and of extents. */
function checkFiles({ files, folders }: Volume): void {
  const paths = [...files.map(({ path }) => path), ...folders];
  hold(new Set(paths).size === paths.length, "every path stands once");
  for (const path of paths) {
    const parts = path.split("/");
    const isSafe = parts.every((part) => part !== "" && part !== "." && part !== "..") && !/[\0-\x1f\x7f\\]/.test(path);
    hold(isSafe, `a path that stays in its folder, not ${JSON.stringify(path)}: ${pathFault(path)}`);
    const parent = parts.slice(0, -1).join("/");
    hold(parent === "" || folders.includes(parent), `the folder of ${JSON.stringify(path)} is listed`);
  }
  for (const { path, size, extents } of files) {
    const sum = extents.reduce((all, extent) => all + extent.bytes, 0);
    hold(
      size === sum && (size === 0) === (extents.length === 0),
      `extents of ${JSON.stringify(path)} add up to ${size}`,
    );
  }
}

/**
 * An image without a finding is told from its seed by what the reader says of it, or it is the seed in every byte of
 * structure: no bit of the structure is free to be changed unseen.
 */
async function checkVisible(volume: Volume, image: Uint8Array, seed: Uint8Array, limits: Limits): Promise<void> {
  const same = await readVolume(new OnceReader(seed), limits);
  if (JSON.stringify(same) !== JSON.stringify(volume)) return;
  for (const { kind, from, count } of volume.regions) {
    if (["file", "padding", "system-area", "empty-file-block"].includes(kind)) continue; // verify checks these
    const part = (bytes: Uint8Array) => Buffer.from(bytes.subarray(from * sectorBytes, (from + count) * sectorBytes));
    hold(part(image).equals(part(seed)), `a changed byte in sectors ${from} to ${from + count - 1} (${kind}) is seen`);
  }
}
