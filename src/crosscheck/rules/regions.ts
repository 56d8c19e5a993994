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
    (region) => !isDistrict(region) && region.superior !== undefined && region.number === Number(municipality),
  );
}

/** The regions right below that of an authority, in the order of the file. */
export function regionsBelow(definition: Definition, authority: string): readonly Region[] {
  const region = regionOf(definition, authority);
  return region === undefined ? [] : childrenOf(definition, region);
}

export function childrenOf({ regions }: Definition, parent: Region): readonly Region[] {
  return regions.filter(({ superior }) => superior?.category === parent.category && superior.number === parent.number);
}

/** The authority that counts for a region, as its count names it. */
export function authorityOf(region: Region): string {
  const { number = 0 } = region;
  return isDistrict(region) ? `HSB${number}` : String(number).padStart(4, "0");
}
