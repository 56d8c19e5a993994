// The page's medium on Node's own Blob of a file, which refuses a changed file as browsers do.

import { appendFileSync, openAsBlob, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BrowserMedium } from "../../src/page/browser/medium.ts";
import { ReadError } from "../../src/verify/proof/ports.ts";
import { temporaryFolder } from "../tools.ts";

const content = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 7) ^ (i >> 8));

function makeFile(): string {
  const path = join(temporaryFolder(), "image.iso");
  writeFileSync(path, content);
  return path;
}

describe.each([
  { name: "by one stream", canStream: true },
  { name: "part by part, in older browsers", canStream: false },
])("a chosen file, $name", ({ canStream }) => {
  const open = async (path: string) => new BrowserMedium(await openAsBlob(path), canStream);

  test("gives the bytes asked for: onward, back, with a jump, and what is left at the end", async () => {
    const medium = await open(makeFile());
    expect(medium.bytes).toBe(content.length);
    const places = [
      [0, 2_500_000],
      [2_500_000, 400_000],
      [2048, 10],
      [2058, 1_100_000],
      [2_999_000, 1000],
    ] as const;
    for (const [position, length] of places) {
      const into = new Uint8Array(length);
      expect(await medium.read(position, into)).toBe(length);
      expect(Buffer.compare(into, content.subarray(position, position + length))).toBe(0);
    }
    const taken = await medium.take(2048, 1_100_000, new ArrayBuffer(2_000_000));
    expect(taken.count).toBe(1_100_000);
    expect(Buffer.compare(taken.bytes, content.subarray(2048, 1_102_048))).toBe(0);
    const beyond = new Uint8Array(5000);
    expect(await medium.read(2_999_000, beyond)).toBe(1000);
    expect(Buffer.compare(beyond.subarray(0, 1000), content.subarray(2_999_000))).toBe(0);
    expect(await medium.take(2_999_000, 5000, new ArrayBuffer(5000))).toEqual({
      bytes: new Uint8Array(beyond.fill(0, 1000)),
      count: 1000,
    });
    expect(await medium.read(3_000_000, beyond)).toBe(0);
    expect(await medium.isUnchanged()).toBe(true);
  });

  test("a file that changed after it was chosen is changed, and not read from a new place", async () => {
    const path = makeFile();
    const medium = await open(path);
    expect(await medium.read(0, new Uint8Array(2048))).toBe(2048);
    expect(await medium.isUnchanged()).toBe(true);
    appendFileSync(path, "more");
    expect(await medium.isUnchanged()).toBe(false);
    await expect(medium.read(1_000_000, new Uint8Array(2048))).rejects.toThrow(ReadError);
    const taken = await medium.take(1_000_000, 2048, new ArrayBuffer(4096));
    expect(taken).toEqual({ bytes: new Uint8Array(2048), count: undefined });
  });
});
