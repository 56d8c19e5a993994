// Where sectors come from: a file, a drive, a browser's File or, in tests, bytes in memory. The reader of directories knows no other door.

export const sectorBytes = 2048;

/** Reads whole sectors. `lba` and `count` in sectors of 2,048 bytes. */
export interface SectorReader {
  /** Exactly `count` sectors from `lba`, which are only looked at and not kept. Rejects when any of them cannot be had. */
  read(lba: number, count: number): Promise<Uint8Array>;
}
