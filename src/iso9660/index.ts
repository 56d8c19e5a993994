// Reads ISO 9660, Rock Ridge and Joliet from untrusted bytes. Pure over a SectorReader.
export { IsoError, type IsoErrorCode } from "./error.ts";
export { type Finding, type FindingCode, findingCodes, findingsPerCode } from "./finding.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export { type SectorReader, sectorBytes } from "./source.ts";
export * from "./structure/layout.ts";
export { dueZeroFrom, paddingSectors, type Region, type RegionKind } from "./volume/regions.ts";
export type { Extent, IsoFile } from "./volume/tree.ts";
export { readVolume, type Volume } from "./volume/volume.ts";
