// The blocks of a tar that we write, against another writer of tars, and against our own reader.

import { pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { refuse } from "../../src/archives/bytes.ts";
import { type TarEntry, TarReader } from "../../src/archives/tar-reader.ts";
import { tarEndBytes, tarHeader, tarPadding } from "../../src/archives/tar-writer.ts";
import fc from "../world/properties.ts";

/** What tar-stream writes before the content of an entry. */
async function byTarStream(name: string, type: "file" | "directory", size: number): Promise<Buffer> {
  const tar = pack();
  const mode = type === "directory" ? 0o755 : 0o644;
  const mtime = new Date("1980-01-01T00:00:00Z");
  const sink = tar.entry({ name, type, mode, size, uid: 0, gid: 0, uname: "", gname: "", mtime });
  sink.on("error", () => undefined); // it is cut off: no content follows
  const chunks: Buffer[] = [];
  tar.on("data", (chunk) => void chunks.push(chunk as Buffer));
  await new Promise((resolve) => setImmediate(resolve));
  tar.on("error", () => undefined);
  tar.destroy();
  return Buffer.concat(chunks);
}

const names = fc.string({ unit: fc.constantFrom(..."abz .é€=ĳ"), minLength: 1, maxLength: 96 });
const paths = fc.array(names, { minLength: 1, maxLength: 8 }).map((parts) => parts.join("/"));
const sizes = fc.oneof(fc.constantFrom(0, 1, 511, 512, 513, 8 ** 11 - 1, 8 ** 11, 2 ** 40), fc.nat());

describe("a header", () => {
  test("is the very one that tar-stream writes", async () => {
    const both = fc.asyncProperty(paths, sizes, async (path, size) => {
      expect(Buffer.from(tarHeader(path, "file", size))).toEqual(await byTarStream(path, "file", size));
      expect(Buffer.from(tarHeader(path, "folder", 0))).toEqual(await byTarStream(`${path}/`, "directory", 0));
    });
    await fc.assert(both, { numRuns: 150 });
  });

  test.each([100, 101, 155, 156, 157, 255, 256, 257, 300])("with a path of %i ASCII letters", async (length) => {
    for (const at of [0, 54, 99, 100, 101, 154, 155, 156, 157]) {
      const path = `${"p".repeat(at)}${at > 0 && at < length ? "/" : ""}${"n".repeat(Math.max(1, length - at - 1))}`;
      expect(Buffer.from(tarHeader(path, "file", 7))).toEqual(await byTarStream(path, "file", 7));
    }
  });

  test("is read back by the reader that is strict: name, size, kind", () => {
    const readable = paths.filter((path) => !path.split("/").some((name) => /^[ .]+$|^ | $|\.$/.test(name)));
    fc.assert(
      fc.property(readable, fc.integer({ min: 0, max: 2000 }), (path, size) => {
        const entries: [TarEntry["type"], string, number][] = [];
        const reader = new TarReader(({ type, name, size }) => {
          entries.push([type, Buffer.from(name).toString(), size]);
          return { data: () => {}, end: () => {} };
        }, refuse);
        reader.write(tarHeader(path, "file", size));
        reader.write(new Uint8Array(size + tarPadding(size)));
        reader.write(tarHeader("leeg", "folder", 0));
        reader.write(new Uint8Array(tarEndBytes));
        reader.end();
        expect(entries).toEqual([
          ["file", path, size],
          ["folder", "leeg/", 0],
        ]);
      }),
      { numRuns: 100 },
    );
  });
});
