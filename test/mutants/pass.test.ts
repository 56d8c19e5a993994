// The one pass over an image: order, buffers, extents. Digests are slow here, so that a buffer that is written over too early shows.

import { describe, expect, test } from "vitest";
import { concatBytes, encodeUtf8 } from "../../src/format/index.ts";
import type { IsoFile } from "../../src/iso9660/index.ts";
import type { Chunk, Medium, Pass, PassOrder, Platform } from "../../src/verify/proof/ports.ts";
import { CarefulReader } from "../../src/verify/proof/read/careful.ts";
import { filesPassing } from "../../src/verify/proof/read/file-digests.ts";
import { readOnce } from "../../src/verify/proof/read/pass.ts";
import { Prefix } from "../../src/verify/proof/read/prefix.ts";
import { goodFiles, makeDisc, sha256Of } from "./disc.ts";
import { type MediumOptions, mediumOf, platform, verifyMedium } from "./run.ts";

const mebibyte = 2 ** 20;
/** Bytes that are nowhere the same. */
const varied = (length: number, seed: number) => {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(i + seed, 2_654_435_761);
  return new Uint8Array(words.buffer, 0, length);
};

/** Takes its time, and uses the memory of a chunk for something else as soon as that is handed back. */
function slowPlatform(): { by: Platform; seen: { passes: number; stopped: number } } {
  const seen = { passes: 0, stopped: 0 };
  const pass = (order: PassOrder): Pass => {
    const own = platform.pass(order);
    let given: Chunk | undefined;
    seen.passes++;
    return {
      next: async () => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        expect(given).toBeUndefined();
        given = await own.next();
        return given;
      },
      release: () => {
        own.release();
        given?.bytes.fill(255);
        given = undefined;
      },
      end: () => own.end(),
      stop: async () => {
        seen.stopped++;
        await own.stop();
      },
    };
  };
  return { by: { ...platform, pass }, seen };
}

/** Refuses to be read twice at once. */
function oneAtATime(medium: Medium): Medium {
  let isReading = false;
  return {
    ...medium,
    read: async (position, into) => {
      expect(isReading).toBe(false);
      isReading = true;
      await new Promise((resolve) => setImmediate(resolve));
      const count = await medium.read(position, into);
      isReading = false;
      return count;
    },
  };
}

const large = makeDisc({
  files: { ...goodFiles, "groot.bin": varied(11 * mebibyte, 1), "zz.bin": varied(mebibyte, 7) },
});

describe("a large image", () => {
  test("is ECHT, whatever becomes of the memory that was handed back", async () => {
    const { by, seen } = slowPlatform();
    const report = await verifyMedium(large, oneAtATime(mediumOf(large.image)), {}, by);
    expect(report).toMatchObject({ verdict: "ECHT", imageSha256: large.release.imageSha256, filesGood: 9 });
    expect(seen).toEqual({ passes: 1, stopped: 1 });
  });

  test("with a byte changed in its last file is not", async () => {
    const { by } = slowPlatform();
    const image = new Uint8Array(large.image);
    image[large.image.length - 400_000] = (image[large.image.length - 400_000] ?? 0) ^ 1;
    expect(await verifyMedium(large, mediumOf(image), {}, by)).toMatchObject({ verdict: "GEWIJZIGD", filesGood: 8 });
  });

  test("whose pass ends early is no verdict, and is ended", async () => {
    const broken = async (): Promise<never> => Promise.reject(new Error("a worker ended"));
    for (const failing of [{ next: broken }, { end: broken }]) {
      const { by, seen } = slowPlatform();
      const pass = (order: PassOrder) => ({ ...by.pass(order), ...failing });
      await expect(verifyMedium(large, mediumOf(large.image), {}, { ...by, pass })).rejects.toThrow(/^a worker ended$/);
      expect(seen.stopped).toBe(1);
    }
  });

  test("whose pass leaves out a chunk, or a digest, is no verdict", async () => {
    for (const change of [
      (own: Pass): Pass => ({ ...own, next: async () => ({ ...(await own.next()), position: 1 }) }),
      (own: Pass): Pass => ({ ...own, next: async () => ({ ...(await own.next()), bytes: new Uint8Array(0) }) }),
      (own: Pass): Pass => ({ ...own, end: async () => ({ ...(await own.end()), files: new Uint8Array(0) }) }),
      (own: Pass): Pass => ({
        ...own,
        end: async () => {
          const digests = await own.end();
          return { ...digests, files: concatBytes(digests.files, encodeUtf8(digests.image)) };
        },
      }),
    ]) {
      const pass = (order: PassOrder) => change(platform.pass(order));
      await expect(verifyMedium(large, mediumOf(large.image), {}, { ...platform, pass })).rejects.toThrow(
        /expected bytes from 0|without the digest of|expected 9 digests of files/,
      );
    }
  });

  test("that is gone in the middle is no verdict", async () => {
    const { by, seen } = slowPlatform();
    const medium = mediumOf(large.image);
    const gone: Medium = {
      ...medium,
      read: async (position, into) => {
        if (position >= 4 * mebibyte) throw new Error("no medium");
        return medium.read(position, into);
      },
    };
    await expect(verifyMedium(large, gone, {}, by)).rejects.toThrow(/^no medium$/);
    expect(seen.stopped).toBe(1);
  });
});

describe("files of a pass", () => {
  const image = varied(5 * mebibyte, 3);
  const fileOf = (path: string, ...extents: readonly (readonly [lba: number, bytes: number])[]): IsoFile => ({
    path,
    size: extents.reduce((sum, [, bytes]) => sum + bytes, 0),
    extents: extents.map(([lba, bytes]) => ({ lba, bytes })),
  });
  const partOf = (lba: number, bytes: number) => image.subarray(lba * 2048, lba * 2048 + bytes);
  const digestOf = (...parts: readonly Uint8Array[]) => sha256Of(Buffer.concat(parts));
  const pass = async (
    files: readonly IsoFile[],
    options: MediumOptions & { end?: number; read?: number; keep?: [string, number][] } = {},
  ) => {
    const { end = image.length, read = 0, keep = [] } = options;
    const medium = mediumOf(image, options);
    const reader = new CarefulReader();
    const prefix = new Prefix(medium, reader, platform);
    if (read > 0) await prefix.readBytes(0, read).catch(() => undefined);
    const told: string[] = [];
    const sink = {
      begin: (path: string) => void told.push(`begin ${path}`),
      write: (bytes: Uint8Array) => void told.push(`${bytes.length}`),
      end: () => void told.push("end"),
    };
    const heard: [number, number][] = [];
    const done: number[] = [];
    const plan = { bytes: end, blankFrom: 0, blankTo: 0, files, keep: new Map(keep), sink };
    const outcome = await readOnce({ medium, reader, prefix }, plan, platform, {
      onProgress: (bytes) => done.push(bytes),
      onBytes: (position, bytes) => heard.push([position, bytes.length]),
    });
    return { ...outcome, told, heard, done };
  };

  test("whole, in order of place, however they are listed", async () => {
    const { files, told, unreadable, imageSha256 } = await pass([
      fileOf("late", [1000, 5000]),
      fileOf("early", [10, 10]),
      fileOf("next", [11, 2048]),
      fileOf("none"),
    ]);
    expect(Object.fromEntries(files)).toEqual({
      none: digestOf(),
      early: digestOf(partOf(10, 10)),
      next: digestOf(partOf(11, 2048)),
      late: digestOf(partOf(1000, 5000)),
    });
    expect(told).toEqual([
      "begin none",
      "end",
      "begin early",
      "10",
      "end",
      "begin next",
      "2048",
      "end",
      "begin late",
      "5000",
      "end",
    ]);
    expect(unreadable).toEqual([]);
    expect(imageSha256).toBe(sha256Of(image));
  });

  test("in several extents, over the bounds of chunks", async () => {
    const file = fileOf("a", [100, mebibyte * 2], [1500, 2048], [1600, 10]);
    const between = await pass([file, fileOf("b", [1501, 2048])]); // among the extents of another
    expect([...between.files.keys()]).toEqual(["a"]);
    const alone = await pass([file, fileOf("b", [1602, 2048])]);
    expect(alone.files.get("a")).toBe(digestOf(partOf(100, mebibyte * 2), partOf(1500, 2048), partOf(1600, 10)));
    expect(alone.files.get("b")).toBe(digestOf(partOf(1602, 2048)));
    expect(alone.told.filter((line) => line.startsWith("begin"))).toEqual(["begin a", "begin b"]);
    expect(alone.told.slice(-6)).toEqual(["2048", "10", "end", "begin b", "2048", "end"]);
  });

  test("that overlap, run backwards or lie beyond the end have no digest, and the others have theirs", async () => {
    const { files } = await pass(
      [
        fileOf("first", [10, 4096]),
        fileOf("over it", [11, 2048]),
        fileOf("behind it", [12, 2048]),
        fileOf("backwards", [30, 2048], [20, 2048]),
        fileOf("within itself", [40, 4096], [41, 10]),
        fileOf("to the end", [98, 4096]),
        fileOf("beyond", [99, 4097]),
      ],
      { end: 100 * 2048 },
    );
    expect([...files.keys()].sort()).toEqual(["behind it", "first", "to the end"]);
  });

  test("to the end is not beyond it, and a file from the bound of a chunk begins there", async () => {
    const end = 100 * 2048;
    expect([...(await pass([fileOf("beyond", [99, 2049])], { end })).files.keys()]).toEqual([]);
    expect([...(await pass([fileOf("to the end", [99, 2048])], { end })).files.keys()]).toEqual(["to the end"]);
    const { told, files } = await pass([fileOf("a", [511, 2048]), fileOf("b", [512, 10])]);
    expect(told).toEqual(["begin a", "2048", "end", "begin b", "10", "end"]);
    expect(files.get("b")).toBe(digestOf(partOf(512, 10)));
  });

  test("a scratch spoils the file that it is in, whichever extent", async () => {
    const listed = [fileOf("a", [10, 2048], [20, 2048], [30, 2048]), fileOf("b", [40, 2048]), fileOf("c", [41, 10])];
    for (const [bad, expected] of [
      [10, ["a"]],
      [20, ["a"]],
      [30, ["a"]],
      [40, ["b"]],
      [41, ["c"]],
      [15, []],
    ] as const) {
      const { files, unreadable, imageSha256 } = await pass(listed, { bad: [bad] });
      expect(unreadable).toEqual(expected);
      expect(["a", "b", "c"].filter((path) => !files.has(path))).toEqual(expected);
      expect(imageSha256).toBeUndefined();
    }
    const twice = await pass(listed, { bad: [20, 41] });
    expect(twice.unreadable).toEqual(["a", "c"]);
  });

  test("a scratch behind the end is no matter of the image", async () => {
    const { imageSha256, heard } = await pass([], { bad: [150], end: 100 * 2048, read: 3 * mebibyte });
    expect(imageSha256).toBe(sha256Of(image.subarray(0, 100 * 2048)));
    expect(heard).toEqual([[0, 100 * 2048]]);
  });

  test("what was read before is given first, and nothing twice", async () => {
    for (const read of [0, 10, mebibyte, mebibyte + 1, 5 * mebibyte]) {
      const { heard, done, imageSha256 } = await pass([], { read });
      expect(heard).toEqual([0, 1, 2, 3, 4].map((i) => [i * mebibyte, mebibyte]));
      expect(done).toEqual([1, 2, 3, 4, 5].map((i) => i * mebibyte));
      expect(imageSha256).toBe(sha256Of(image));
    }
    const short = await pass([], { end: mebibyte + 5, read: 2 * mebibyte });
    expect(short.heard).toEqual([
      [0, mebibyte],
      [mebibyte, 5],
    ]);
    expect((await pass([], { end: mebibyte, read: 3 * mebibyte })).heard).toEqual([[0, mebibyte]]);
    expect((await pass([], { end: mebibyte + 7 })).heard).toEqual([
      [0, mebibyte],
      [mebibyte, 7],
    ]);
  });

  test("content is kept of the files that are wanted, up to their limit, and of none that has no digest", async () => {
    const listed = [
      fileOf("a", [10, 100], [11, 50]),
      fileOf("b", [20, 2048]),
      fileOf("c", [30, 10]),
      fileOf("empty"),
      fileOf("vacant"),
    ];
    const keep: [string, number][] = [
      ["a", 150],
      ["b", 2047],
      ["empty", 0],
    ];
    const { kept } = await pass(listed, { keep });
    expect([...kept.keys()].sort()).toEqual(["a", "empty"]);
    expect(Buffer.from(kept.get("a")!).equals(Buffer.concat([partOf(10, 100), partOf(11, 50)]))).toBe(true);
    expect(kept.get("empty")).toHaveLength(0);
    expect([...(await pass(listed, { keep, bad: [11] })).kept.keys()]).toEqual(["empty"]);
  });

  test("which passed last", () => {
    const told = filesPassing([
      fileOf("b", [20, 2048]),
      fileOf("a", [10, 10], [30, 10]),
      fileOf("none"),
      fileOf("c", [15, 1]),
    ]);
    expect(told(0)).toBeUndefined();
    expect(told(15 * 2048)).toBeUndefined();
    expect(told(15 * 2048 + 1)).toEqual({ path: "c", count: 2, of: 4 });
    expect(told(21 * 2048)).toEqual({ path: "b", count: 3, of: 4 });
    expect(told(21 * 2048 + 1)).toEqual({ path: "b", count: 3, of: 4 });
    expect(told(9_999_999)).toEqual({ path: "a", count: 4, of: 4 });
    expect(filesPassing([fileOf("none")])(10)).toBeUndefined();
  });
});

describe("the start of a medium, kept", () => {
  const image = varied(3 * mebibyte + 1000, 5);
  const opened = (options: MediumOptions = {}) => {
    const reads: [number, number][] = [];
    const medium = mediumOf(image, { ...options, reads });
    return { prefix: new Prefix(medium, new CarefulReader(), platform), reads };
  };

  test("gives the bytes asked for, over the bounds of chunks, and reads each once", async () => {
    const { prefix, reads } = opened();
    for (const [at, length] of [
      [0, 10],
      [mebibyte - 5, 10],
      [5, 2 * mebibyte + 3],
      [mebibyte, mebibyte],
      [3 * mebibyte + 990, 10],
    ] as const)
      expect(Buffer.from(await prefix.readBytes(at, length)).equals(image.subarray(at, at + length))).toBe(true);
    expect(await prefix.read(2, 1)).toEqual(image.slice(4096, 6144));
    expect(reads).toEqual([
      [0, mebibyte],
      [mebibyte, mebibyte],
      [2 * mebibyte, mebibyte],
      [3 * mebibyte, 1000],
    ]);
    expect(prefix.end).toBe(image.length);
    expect(prefix.takeChunks().map(({ length }) => length)).toEqual([mebibyte, mebibyte, mebibyte, 1000]);
    expect(prefix.takeChunks()).toEqual([]);
  });

  test("refuses what lies beyond the medium, and what cannot be read", async () => {
    const { prefix, reads } = opened({ bad: [3] });
    await expect(prefix.readBytes(image.length - 5, 6)).rejects.toThrow(RangeError);
    expect(reads).toEqual([]);
    await expect(prefix.readBytes(3 * 2048 + 2047, 1)).rejects.toThrow(/^bytes 8191 to 8192 cannot be read$/);
    expect(await prefix.readBytes(4 * 2048, 1)).toEqual(image.slice(8192, 8193));
    expect(await prefix.readBytes(0, 3 * 2048)).toEqual(image.slice(0, 6144));
  });
});
