// A pass without threads: for the hundreds of small discs of a self-test, each of which would cost more to start than to digest.

import type { Pass, PassOrder, Sha256 } from "./proof/ports.ts";
import { tryRead } from "./proof/read/careful.ts";
import { chunkBytes } from "./proof/read/prefix.ts";
import { digestFiles, digestWhole } from "./proof/read/running-digests.ts";

/** Reads and digests where it is called. `begin`: a running digest. */
export function passInThread(
  { medium, before, end, blankFrom, blankTo, stretches }: PassOrder,
  begin: () => Sha256,
): Pass {
  const image = digestWhole(begin, blankFrom, blankTo);
  const files = digestFiles(begin, stretches);
  const left = [...before];
  let position = 0;
  let buffer = new Uint8Array(0);
  let bytes: Uint8Array = buffer;
  return {
    async next() {
      const known = left.shift();
      if (known === undefined && buffer.length === 0) buffer = new Uint8Array(chunkBytes);
      bytes = known ?? buffer.subarray(0, Math.min(chunkBytes, end - position));
      const count = known === undefined ? await tryRead(medium, { at: position, into: bytes }) : bytes.length;
      return { position, bytes, count };
    },
    release() {
      image.update(position, bytes);
      files.update(position, bytes);
      position += bytes.length;
    },
    end: async () => ({ image: image.digest(), files: files.digest() }),
    stop: async () => undefined,
  };
}
