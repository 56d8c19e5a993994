// The pass in threads: the right digests over every size of chunk and way of reading, and no digest where a thread ends early.

import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileDescriptor, FileMedium } from "../../src/verify/node/medium.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { RingPass } from "../../src/verify/node/ring.ts";
import { passInThread } from "../../src/verify/pass-in-thread.ts";
import type { Medium } from "../../src/verify/proof/ports.ts";
import { MemoryMedium } from "./harness.ts";
import { bytes, digestOf, digestsOf, due, mebibyte, orderOf } from "./pass-fixture.ts";

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zegel-test-"));
  path = join(folder, "image");
  writeFileSync(path, bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shared = (part: Uint8Array) => {
  const buffer = nodePlatform.buffer(part.length);
  buffer.set(part);
  return buffer;
};

describe("both digests", () => {
  test.each([0, 1, 5, 11])("of a file, %s chunks of it read before", async (count) => {
    const before = Array.from({ length: count }, (_, i) => shared(bytes.subarray(i * mebibyte, (i + 1) * mebibyte)));
    const medium = await FileMedium.open(path);
    expect(medium.handle).toBeInstanceOf(FileDescriptor);
    expect(await digestsOf(new RingPass(orderOf(medium, { before })))).toEqual(due);
    await medium.close();
  });

  test("of a file that was read before as a whole, its last chunk short", async () => {
    const before = Array.from({ length: 12 }, (_, i) => shared(bytes.subarray(i * mebibyte, (i + 1) * mebibyte)));
    expect(await digestsOf(new RingPass(orderOf(new MemoryMedium(bytes), { before })))).toEqual(due);
  });

  test("of a drive, in pieces of 64 KiB", async () => {
    const medium = await FileMedium.open(path);
    const drive: Medium = {
      kind: "drive",
      bytes: bytes.length,
      handle: new FileDescriptor(medium.handle.number, false),
      read: () => Promise.reject(new Error("read by its descriptor alone")),
      isUnchanged: async () => true,
    };
    expect(await digestsOf(new RingPass(orderOf(drive)))).toEqual(due);
    await medium.close();
  });

  test("of a medium that only the main thread can read, and of no bytes", async () => {
    expect(await digestsOf(new RingPass(orderOf(new MemoryMedium(bytes))))).toEqual(due);
    const order = orderOf(new MemoryMedium(bytes), {
      end: 0,
      blankFrom: 0,
      blankTo: 0,
      stretches: new Float64Array(0),
    });
    const pass = new RingPass(order);
    expect(await pass.end()).toEqual({ image: digestOf(), files: new Uint8Array(0) });
    await pass.stop();
  });

  test("the same without threads", async () => {
    const before = [bytes.slice(0, mebibyte)];
    for (const order of [orderOf(new MemoryMedium(bytes)), orderOf(new MemoryMedium(bytes), { before })])
      expect(await digestsOf(passInThread(order, nodePlatform.sha256))).toEqual(due);
  });
});

describe("a chunk that does not come whole", () => {
  test("is told, and digested as it was handed back", async () => {
    const short = join(folder, "short");
    writeFileSync(short, bytes);
    truncateSync(short, 4 * mebibyte + 2048);
    const medium = await FileMedium.open(short);
    const filled: number[] = [];
    const fill = (at: number, into: Uint8Array) => {
      filled.push(at / mebibyte);
      into.set(bytes.subarray(at, at + into.length));
    };
    expect(await digestsOf(new RingPass(orderOf(medium)), fill)).toEqual(due);
    expect(filled).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    await medium.close();
  });

  test("for an error of the system, is one that cannot be read", async () => {
    const closed = openSync(path, "r");
    closeSync(closed);
    const medium: Medium = {
      ...new MemoryMedium(bytes),
      kind: "file",
      handle: new FileDescriptor(closed, true),
    } as Medium;
    const pass = new RingPass(orderOf(medium));
    const chunk = await pass.next();
    await pass.stop();
    expect(chunk.count).toBeUndefined();
  });
});

describe("there is no digest", () => {
  test("when the pass was stopped while a thread waits", async () => {
    const pass = new RingPass(orderOf(new MemoryMedium(bytes)));
    await pass.next();
    const end = pass.end();
    const [failure] = await Promise.all([end.catch((error: Error) => error), pass.stop()]);
    expect(String(failure)).toMatch(/a thread of the pass ended \(1\) before its answer/);
    await expect(pass.next()).rejects.toThrow(/before its answer/);
  });

  test("when a file lies beyond the end", async () => {
    const stretches = Float64Array.of(bytes.length - 10, bytes.length + 10, 1);
    await expect(digestsOf(new RingPass(orderOf(new MemoryMedium(bytes), { stretches })))).rejects.toThrow(
      /the bytes ended before the last file/,
    );
    const inThread = passInThread(orderOf(new MemoryMedium(bytes), { stretches }), nodePlatform.sha256);
    await expect(digestsOf(inThread)).rejects.toThrow(/the bytes ended before the last file/);
  });

  test("when what the main thread reads is gone", async () => {
    const gone: Medium = {
      ...new MemoryMedium(bytes),
      kind: "file",
      bytes: 1,
      isUnchanged: async () => true,
      read: () => Promise.reject(new Error("gone")),
    };
    await expect(digestsOf(new RingPass(orderOf(gone)))).rejects.toThrow(/^gone$/);
  });
});
