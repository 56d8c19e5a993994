// Where the fields of the structures stand: offsets from the start of each, counted from 0 (the standards count from 1). What a field
// must hold is for its reader; who only describes what a disc holds, such as the comparison, finds it at the same places.

/** A volume descriptor, ECMA-119 8.4 and 8.5: primary and supplementary have the same places. */
export const descriptorAt = {
  type: 0,
  identifier: 1,
  version: 6,
  /** 8.5.3; unused in a primary descriptor. */
  volumeFlags: 7,
  systemIdentifier: 8,
  volumeIdentifier: 40,
  unused: 72,
  volumeSpaceSize: 80,
  /** 8.5.6; unused in a primary descriptor. */
  escapeSequences: 88,
  volumeSetSize: 120,
  volumeSequenceNumber: 124,
  logicalBlockSize: 128,
  pathTableSize: 132,
  pathTableL: 140,
  optionalPathTableL: 144,
  pathTableM: 148,
  optionalPathTableM: 152,
  rootRecord: 156,
  volumeSetIdentifier: 190,
  publisherIdentifier: 318,
  preparerIdentifier: 446,
  applicationIdentifier: 574,
  copyrightFile: 702,
  abstractFile: 739,
  bibliographicFile: 776,
  creationDate: 813,
  modificationDate: 830,
  expirationDate: 847,
  effectiveDate: 864,
  structureVersion: 881,
  reserved: 882,
  /** 8.4.32. */
  applicationUse: 883,
  /** 8.4.33: to the end of the sector. */
  lastReserved: 1395,
} as const;

/** A directory record, ECMA-119 9.1. */
export const recordAt = {
  length: 0,
  extendedAttributes: 1,
  extent: 2,
  dataLength: 10,
  date: 18,
  flags: 25,
  unitSize: 26,
  gapSize: 27,
  volumeSequenceNumber: 28,
  identifierLength: 32,
  identifier: 33,
} as const;
/** Bytes of a record whose identifier has one, such as that of the root (8.4.18). */
export const smallestRecord = 34;
/** ECMA-119 9.1.6. */
export const recordFlags = { hidden: 0x01, folder: 0x02, associated: 0x04, moreExtents: 0x80 } as const;

/** An entry of a path table, ECMA-119 9.4. */
export const pathEntryAt = {
  identifierLength: 0,
  extendedAttributes: 1,
  extent: 2,
  parentNumber: 6,
  identifier: 8,
} as const;

/** A system use entry, SUSP-112 4.1: signature, length, version; then what the signature says. */
export const entryAt = { signature: 0, length: 2, version: 3, content: 4 } as const;
/** Bytes of an entry without content. */
export const smallestEntry = 4;
/** CE, SUSP-112 5.1: three numbers in both byte orders. */
export const continuationAt = { sector: 4, offset: 12, length: 20 } as const;
export const continuationBytes = 28;
/** NM, RRIP-112 4.1.4: flags, then a part of the name. */
export const nameEntryAt = { flags: 4, name: 5 } as const;
