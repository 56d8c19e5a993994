// The tree of regions of an election, and which authority counts for which of them.

import type { Definition, Region } from "../read/model.ts";

/** `HSB12::0518` → `0518`; undefined: the id names no municipality. */
export function municipalityOf(id: string): string | undefined {
  return /(?:^|::)(\d{4})(?:::SB\d+)?$/.exec(id)?.[1];
}

/** `HSB12` → 12; undefined: it is no district as a whole. */
export function districtOf(id: string): number | undefined {
  const [, number] = /^HSB(\d+)$/.exec(id) ?? [];
  return number === undefined ? undefined : Number(number);
}

export function isDistrict({ category }: Region): boolean {
  return category.includes("KIESKRING");
}

/** The region that an authority counts for. Undefined: the tree does not have it. */
export function regionOf({ regions }: Definition, authority: string): Region | undefined {
  if (authority === "CSB") return regions.find(({ superior }) => superior === undefined);
  const district = districtOf(authority);
  if (district !== undefined) return regions.find((region) => isDistrict(region) && region.number === district);
  const municipality = municipalityOf(authority);
  return regions.find(
    (region) => isMunicipality(region) && region.superior !== undefined && region.number === Number(municipality),
  );
}

/**
 * The districts or the municipalities within the region of an authority, at any depth, in the order of the file: some trees have districts
 * between the whole and its municipalities that count nothing themselves.
 */
export function regionsWithin(
  definition: Definition,
  authority: string,
  level: "districts" | "municipalities",
): Region[] {
  const top = regionOf(definition, authority);
  if (top === undefined) return [];
  const within = new Set<Region>([top]);
  for (const region of within) for (const child of childrenOf(definition, region)) within.add(child);
  within.delete(top);
  return [...within].filter(level === "districts" ? isDistrict : isMunicipality);
}

function isMunicipality({ category }: Region): boolean {
  return category === "GEMEENTE" || category === "WATERSCHAP_GEMEENTE";
}

export function childrenOf(definition: Definition, parent: Region): readonly Region[] {
  return childIndex(definition).get(`${parent.category} ${parent.number}`) ?? [];
}

/** Made once a definition: a country has hundreds of regions, and a hostile file thousands. */
const childIndexes = new WeakMap<Definition, ReadonlyMap<string, readonly Region[]>>();

function childIndex(definition: Definition): ReadonlyMap<string, readonly Region[]> {
  const known = childIndexes.get(definition);
  if (known !== undefined) return known;
  const index = new Map<string, Region[]>();
  for (const region of definition.regions) {
    if (region.superior === undefined) continue;
    const key = `${region.superior.category} ${region.superior.number}`;
    const siblings = index.get(key);
    if (siblings === undefined) index.set(key, [region]);
    else siblings.push(region);
  }
  childIndexes.set(definition, index);
  return index;
}

/** The authority that counts for a region, as its count names it. */
export function authorityOf(region: Region): string {
  const { number = 0 } = region;
  return isDistrict(region) ? `HSB${number}` : String(number).padStart(4, "0");
}
