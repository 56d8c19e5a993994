// A7: an image file that changes while it is read, and all that changes nothing.

import {
  appendFileSync,
  chmodSync,
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileMedium } from "../../src/verify/node/medium.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc } from "./fixture.ts";
import { quickPlatform, verifyMedium } from "./harness.ts";

const disc = makeDisc();
const platform = quickPlatform();

/** One byte at `at`, written into the file itself. */
function poke(path: string, at: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Uint8Array.of(0x55), 0, 1, at);
  closeSync(file);
}

function withTimesPutBack(path: string, change: () => void): void {
  const { atime, mtime } = statSync(path);
  change();
  utimesSync(path, atime, mtime);
}

/** Verifies an image file; `harm` is done when half of it was read. */
async function outcome(harm: (path: string, beside: string) => void): Promise<string> {
  const folder = temporaryFolder();
  const path = join(folder, "disc.iso");
  writeFileSync(path, disc.image);
  writeFileSync(join(folder, "beside.iso"), disc.image);
  const medium = await FileMedium.open(path);
  let isDone = false;
  const watched = {
    kind: medium.kind,
    bytes: medium.bytes,
    isUnchanged: () => medium.isUnchanged(),
    read: async (position: number, into: Uint8Array) => {
      const count = await medium.read(position, into);
      if (!isDone) harm(path, join(folder, "beside.iso"));
      isDone = true;
      return count;
    },
  };
  try {
    return (await verifyMedium(watched, disc, {}, platform)).verdict;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await medium.close();
  }
}

const at = disc.image.indexOf("Lees dit eerst");

test.each<[string, (path: string, beside: string) => void]>([
  ["renamed over by a copy of itself", (path, beside) => renameSync(beside, path)],
  [
    "renamed over by another disc",
    (path, beside) => {
      poke(beside, at);
      renameSync(beside, path);
    },
  ],
  ["renamed away", (path) => renameSync(path, `${path}.old`)],
  ["deleted", (path) => unlinkSync(path)],
  ["a byte that was read is changed", (path) => poke(path, at)],
  ["a byte that was read is changed, its time put back", (path) => withTimesPutBack(path, () => poke(path, at))],
  ["the same bytes written again", (path) => writeFileSync(path, disc.image)],
  [
    "written again by a copy, its time put back",
    (path, beside) => withTimesPutBack(path, () => copyFileSync(beside, path)),
  ],
  ["longer by a byte", (path) => appendFileSync(path, "x")],
  [
    "shorter and longer again",
    (path) => {
      truncateSync(path, 1000);
      truncateSync(path, disc.image.length);
    },
  ],
])("A7: an image %s while it is read: no verdict", async (_what, harm) => {
  expect(await outcome(harm)).toBe("FOUT");
});

test.each<[string, (path: string, beside: string) => void]>([
  ["nothing happens", () => undefined],
  ["it is read by others", (path) => void readFileSync(path)],
  ["another file beside it is changed", (_path, beside) => poke(beside, at)],
  ["another file beside it goes", (_path, beside) => unlinkSync(beside)],
  ["the folder around it gets other rights", (path) => chmodSync(join(path, ".."), 0o755)],
])("good twin: %s while an image is read: ECHT", async (_what, harm) => {
  expect(await outcome(harm)).toBe("ECHT");
});
