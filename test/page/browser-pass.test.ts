// The page's pass on Node's own Blob, with workers that stand in for the browser's: the right digests, each byte read once into few
// buffers, and no digest where a worker or the reading fails. In Chromium, with its own workers: page.test.ts

import { afterEach, describe, expect, test } from "vitest";
import { BrowserMedium, type Taken } from "../../src/page/browser/medium.ts";
import {
  BrowserPass,
  type Digest,
  type DigestAnswer,
  type DigestRequest,
  type DigestWorker,
  type StartWorker,
} from "../../src/page/browser/pass.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import type { PassOrder } from "../../src/verify/proof/ports.ts";
import { digestFiles, digestWhole, type RunningDigest } from "../../src/verify/proof/read/running-digests.ts";
import { MemoryMedium } from "../verify/harness.ts";
import { bytes, digestsOf, due, mebibyte, orderOf } from "../verify/pass-fixture.ts";

/** What digest-worker.ts does in a browser, in the same thread. */
class WorkerHere implements DigestWorker {
  /** Asked before each answer; false: there is none. */
  static meddle: (worker: WorkerHere, request: DigestRequest) => boolean = () => true;
  static readonly all: WorkerHere[] = [];
  readonly #take: (answer: DigestAnswer) => void;
  readonly fail: (error: Error) => void;
  requests = 0;
  isEnded = false;
  #running: RunningDigest<Digest> | undefined;

  constructor(...[take, fail]: Parameters<StartWorker>) {
    this.#take = take;
    this.fail = fail;
    WorkerHere.all.push(this);
  }

  get takesFiles(): boolean {
    return this === WorkerHere.all[1];
  }

  postMessage(message: DigestRequest, transfer: ArrayBuffer[]): void {
    const request = structuredClone(message, { transfer });
    setImmediate(() => {
      if (this.isEnded) return;
      this.requests++;
      if (WorkerHere.meddle(this, request)) this.answer(request);
    });
  }

  answer(request: DigestRequest): void {
    const { sha256 } = nodePlatform;
    if ("stretches" in request) this.#running = digestFiles(sha256, request.stretches);
    else if ("blankFrom" in request) this.#running = digestWhole(sha256, request.blankFrom, request.blankTo);
    else if ("bytes" in request) {
      this.#running?.update(request.position, request.bytes);
      this.#take(structuredClone(request, { transfer: [request.bytes.buffer as ArrayBuffer] }));
    } else this.#take({ digest: this.#running?.digest() ?? "none" });
  }

  terminate(): void {
    this.isEnded = true;
  }
}

afterEach(() => {
  expect(WorkerHere.all.filter(({ isEnded }) => !isEnded)).toEqual([]);
  WorkerHere.all.length = 0;
  WorkerHere.meddle = () => true;
});

const passOver = (order: PassOrder) => new BrowserPass(order, (take, fail) => new WorkerHere(take, fail));

/** The image as a chosen file. */
const chosen = (canStream = true) => new BrowserMedium(new Blob([bytes]), canStream);

/** Says what was read, and in how many reads of how much. */
class Counting extends BrowserMedium {
  readonly reads: [number, number][] = [];

  override take(position: number, length: number, buffer: ArrayBuffer): Promise<Taken> {
    this.reads.push([position, length]);
    return super.take(position, length, buffer);
  }
}

describe("both digests", () => {
  test.each([
    ["by one stream", true],
    ["part by part, in older browsers", false],
  ])("%s", async (_, canStream) => {
    expect(await digestsOf(passOver(orderOf(chosen(canStream))))).toEqual(due);
  });

  test.each([1, 5, 12])("with %s chunks read before, of which nothing is read again", async (count) => {
    const before = Array.from({ length: count }, (_, i) => bytes.slice(i * mebibyte, (i + 1) * mebibyte));
    const medium = new Counting(new Blob([bytes]));
    expect(await digestsOf(passOver(orderOf(medium, { before })))).toEqual(due);
    const places = Array.from({ length: 12 - count }, (_, i) => (count + i) * mebibyte);
    expect(medium.reads).toEqual(places.map((at) => [at, Math.min(mebibyte, bytes.length - at)]));
  });

  test("with no more memory than eight chunks, however slow a worker is", async () => {
    let [under, most] = [0, 0];
    WorkerHere.meddle = (worker, request) => {
      if (!worker.takesFiles) {
        if ("bytes" in request) most = Math.max(most, ++under);
        return true;
      }
      setTimeout(() => {
        if ("bytes" in request) under--;
        worker.answer(request);
      }, 10);
      return false;
    };
    expect(await digestsOf(passOver(orderOf(chosen())))).toEqual(due);
    expect(most).toBe(8);
  });
});

describe("a chunk that does not come whole", () => {
  test.each([
    ["cannot be read", undefined],
    ["comes short", 2048],
  ])("%s: is told, digested as it was handed back, and nothing is read meanwhile", async (_, count) => {
    class Scratched extends Counting {
      override async take(position: number, length: number, buffer: ArrayBuffer): Promise<Taken> {
        const taken = await super.take(position, length, buffer);
        return position === 4 * mebibyte ? { bytes: new Uint8Array(length), count } : taken;
      }
    }
    const medium = new Scratched(new Blob([bytes]));
    const filled: number[] = [];
    const fill = (at: number, into: Uint8Array) => {
      filled.push(at / mebibyte);
      expect(medium.reads.at(-1)).toEqual([at, into.length]);
      into.set(bytes.subarray(at, at + into.length));
    };
    expect(await digestsOf(passOver(orderOf(medium)), fill)).toEqual(due);
    expect(filled).toEqual([4]);
  });

  test("because the file ends there", async () => {
    const medium = new BrowserMedium(new Blob([bytes.subarray(0, 4 * mebibyte + 2048)]));
    const pass = passOver(orderOf(medium));
    for (let i = 0; i < 4; i++) {
      expect((await pass.next()).count).toBe(mebibyte);
      pass.release();
    }
    const { bytes: last, count } = await pass.next();
    expect([last.length, count]).toEqual([mebibyte, 2048]);
    expect(last.subarray(0, 2048)).toEqual(bytes.subarray(4 * mebibyte, 4 * mebibyte + 2048));
    await pass.stop();
  });
});

describe("there is no digest", () => {
  test.each([
    ["of the whole", "at its start", false, 1],
    ["of the files", "at its start", true, 1],
    ["of the whole", "in the middle", false, 6],
    ["of the files", "in the middle", true, 6],
    ["of the whole", "at the end", false, 14],
    ["of the files", "at the end", true, 14],
  ])("when the worker %s fails %s", async (_whose, _when, ofFiles, request) => {
    WorkerHere.meddle = (worker) => {
      if (worker.takesFiles !== ofFiles || worker.requests < request) return true;
      worker.fail(new Error("out of memory"));
      return false;
    };
    await expect(digestsOf(passOver(orderOf(chosen())))).rejects.toThrow(/^out of memory$/);
  });

  test("when the pass is stopped", async () => {
    const pass = passOver(orderOf(chosen()));
    await pass.next();
    const end = pass.end();
    const [failure] = await Promise.all([end.catch((error: Error) => error), pass.stop()]);
    expect(String(failure)).toMatch(/the pass was stopped/);
  });

  test("when the medium does not answer", async () => {
    class Silent extends BrowserMedium {
      override take(position: number, length: number, buffer: ArrayBuffer): Promise<Taken> {
        return position < 3 * mebibyte ? super.take(position, length, buffer) : Promise.reject(new Error("silent"));
      }
    }
    await expect(digestsOf(passOver(orderOf(new Silent(new Blob([bytes])))))).rejects.toThrow(/^silent$/);
  });
});

test("a medium that is no chosen file is refused", () => {
  expect(() => passOver(orderOf(new MemoryMedium(bytes)))).toThrow(/chosen files only/);
});
