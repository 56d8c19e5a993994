// Whether a folder lies in the memory of this machine: what was written to a disk can be read from it after it was deleted.

import { statfsSync } from "node:fs";

/** Linux's numbers of file systems, statfs(2), that lie in memory. */
const inMemory = [
  0x0102_1994, // tmpfs
  0x8584_58f6, // ramfs
];

/** True only where that is known. Throws the system's error. */
export function isInMemory(folder: string): boolean {
  return process.platform === "linux" && inMemory.includes(statfsSync(folder).type);
}
