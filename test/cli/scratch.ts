// Files that cannot be read in places, as a disc with scratches: by the one function that opens a medium.

import { vi } from "vitest";
import { FileMedium } from "../../src/verify/node/medium.ts";
import { ReadError } from "../../src/verify/proof/ports.ts";

/** By the last part of a path: stretches of sectors, first and count. */
export type Scratches = Readonly<Record<string, readonly (readonly [number, number])[]>>;

const open = FileMedium.open.bind(FileMedium);

/** From now on these sectors cannot be read, until mocks are restored. `isDrive`: what has scratches is a drive. */
export function scratch(bad: Scratches, isDrive = false): void {
  vi.spyOn(FileMedium, "open").mockImplementation(async (path) => {
    const medium = await open(path);
    const stretches = bad[path.split("/").at(-1) ?? ""];
    if (stretches === undefined) return medium;
    const read = async (position: number, into: Uint8Array) => {
      const [first, last] = [position / 2048, (position + into.length) / 2048];
      if (stretches.some(([from, count]) => from < last && from + count > first)) throw new ReadError("EIO");
      return medium.read(position, into);
    };
    const scratched = {
      kind: isDrive ? "drive" : medium.kind,
      bytes: medium.bytes,
      read,
      isUnchanged: () => medium.isUnchanged(),
      close: () => medium.close(),
    };
    return scratched as unknown as FileMedium; // without what a thread could read it by
  });
}
