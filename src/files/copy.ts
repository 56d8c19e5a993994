// Files that a person names, copied as they are: never more than a limit, and never waiting for the writer of a pipe.

import { open } from "node:fs/promises";
import { openFile, tooLarge } from "./bounded.ts";

const chunkBytes = 1 << 20;

/** Copies the regular file `path`, at most `limit` bytes, to the new file `to`. Throws FileError, the system's errors of writing. */
export async function copyBounded(path: string, to: string, limit: number): Promise<void> {
  const source = await openFile(path);
  try {
    const target = await open(to, "wx");
    try {
      const chunk = new Uint8Array(chunkBytes);
      for (let left = limit; ; ) {
        const { bytesRead } = await source.read(chunk, 0, chunkBytes, null);
        if (bytesRead === 0) return;
        left -= bytesRead;
        if (left < 0) throw tooLarge(path, limit);
        await target.writeFile(chunk.subarray(0, bytesRead));
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
