// The digest worker: the right digest, and every early end of it rejects what waits.

import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WorkerSha256 } from "../../src/verify/node/platform.ts";
import { startWorker } from "../../src/verify/node/worker.ts";
import { makeDisc } from "./fixture.ts";
import { MemoryMedium, verifyMedium } from "./harness.ts";

describe("WorkerSha256", () => {
  const sha256 = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest("hex");

  test("is SHA-256 over the parts of all updates in order", async () => {
    const [first, second] = [randomBytes(1_000_000), randomBytes(10)];
    const worker = new WorkerSha256();
    const cut = [
      { from: 0, to: 10, isLast: true },
      { from: 20, to: 20, isLast: true },
      { from: 30, to: 1_000_000, isLast: false },
    ];
    expect(await worker.update(first, cut)).toEqual([sha256(first.subarray(0, 10)), sha256()]);
    expect(await worker.update(second, [{ from: 1, to: 10, isLast: true }])).toEqual([
      sha256(first.subarray(30), second.subarray(1)),
    ]);
    worker.stop();
  });

  test("that is stopped rejects what waits and what comes after", async () => {
    const worker = new WorkerSha256();
    const waiting = worker.update(new Uint8Array(8_000_000), [{ from: 0, to: 8_000_000, isLast: true }]);
    worker.stop();
    await expect(waiting).rejects.toThrow(/ended/);
    await expect(worker.update(new Uint8Array(0), [])).rejects.toThrow(/ended/);
  });
});

test("a thread gets its data, and neither environment nor options of Node", async () => {
  expect(process.env.PATH).toBeDefined();
  const worker = startWorker((threads) => {
    const environment = Object.keys(process.env);
    threads.parentPort?.postMessage({ data: threads.workerData, environment, options: process.execArgv });
  }, 7);
  const answer = await new Promise((resolve) => worker.once("message", resolve));
  expect(answer).toEqual({ data: 7, environment: [], options: [] });
  await worker.terminate();
});

test("a medium that fails in the middle leaves no verdict", async () => {
  const disc = makeDisc();
  class Failing extends MemoryMedium {
    override read(position: number, into: Uint8Array): Promise<number> {
      if (position > 0) return Promise.reject(new Error("EIO"));
      return super.read(position, into);
    }
  }
  const long = Buffer.concat([disc.image, Buffer.alloc(3_000_000)]);
  expect((await verifyMedium(new MemoryMedium(disc.image), disc)).verdict).toBe("ECHT");
  const bigger = { ...disc, release: disc.release };
  expect((await verifyMedium(new MemoryMedium(long), bigger)).verdict).toBe("ONVOLLEDIG");
  const large = makeDisc({ payload: { "groot.bin": new Uint8Array(3_000_000).fill(1) } });
  expect((await verifyMedium(new MemoryMedium(large.image), large)).verdict).toBe("ECHT");
  await expect(verifyMedium(new Failing(large.image), large)).rejects.toThrow("EIO");
});
