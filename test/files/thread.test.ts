// Threads: what one is given; and a medium that fails while they run.

import { expect, test } from "vitest";
import { startThread, type ThreadBody } from "../../src/files/thread.ts";
import { makeDisc } from "../verify/fixture.ts";
import { MemoryMedium, verifyMedium } from "../verify/harness.ts";

test("a thread gets its data, and neither environment nor options of Node", async () => {
  expect(process.env.PATH).toBeDefined();
  const worker = startThread((threads) => {
    const environment = Object.keys(process.env);
    threads.parentPort?.postMessage({ data: threads.workerData, environment, options: process.execArgv });
  }, 7);
  const answer = await new Promise((resolve) => worker.once("message", resolve));
  expect(answer).toEqual({ data: 7, environment: [], options: [] });
  await worker.terminate();
});

test("a thread is given functions by their source text", async () => {
  const double = (value: number) => 2 * value;
  const body: ThreadBody<[typeof double]> = (threads, _crypto, _fs, twice) =>
    threads.parentPort?.postMessage(twice(threads.workerData));
  const worker = startThread(body, 21, double);
  expect(await new Promise((resolve) => worker.once("message", resolve))).toBe(42);
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
