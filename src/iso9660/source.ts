// Where sectors come from. Whoever reads a file, a drive or a browser's File stands behind this.

export const sectorBytes = 2048;

/** Reads whole sectors. `lba` and `count` in sectors of 2,048 bytes. */
export interface SectorReader {
  /** Exactly `count` sectors from `lba`. Rejects when any of them cannot be had. */
  read(lba: number, count: number): Promise<Uint8Array>;
}
