// Bytes through a ring of shared memory: the same into the file and the digests, however they come; and no end where a thread failed.

import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inFlow, writeFlow } from "../../src/build-iso/flow/flow-file.ts";
import { temporaryFolder } from "../tools.ts";
import fc from "../world/properties.ts";

const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** Pieces of which some are stretches: sizes around a block of 1 MiB among small ones. */
const sizes = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1));
const pieces = fc.array(fc.record({ size: sizes, isStretch: fc.boolean() }), { minLength: 0, maxLength: 14 });

describe("a flow", () => {
  test("gives the file, its digest and those of its stretches", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (list) => {
        const parts = list.map(({ size }, i) => new Uint8Array(size).fill(i + 1));
        const path = join(temporaryFolder(), "f");
        const options = { isDigested: true, stretches: list.length };
        const {
          flow,
          size,
          sha256: whole,
          restSha256,
          onDisk,
        } = await writeFlow(path, options, async (flow) => {
          for (const [i, part] of parts.entries()) {
            if (list[i]?.isStretch) flow.markStretch(flow.size, part.length);
            await flow.append(part);
          }
        });
        await onDisk;
        expect(size).toBe(parts.reduce((sum, { length }) => sum + length, 0));
        expect(whole).toBe(sha256(...parts));
        expect(sha256(readFileSync(path))).toBe(whole);
        const stretches = parts.filter((_, i) => list[i]?.isStretch);
        expect(stretches.map((_, i) => flow.stretchSha256(i))).toEqual(stretches.map((part) => sha256(part)));
        expect(restSha256).toBe(list.length === 0 ? "" : sha256(...parts.filter((_, i) => !list[i]?.isStretch)));
      }),
      { numRuns: 25 },
    );
  });

  test("that is longer than its ring loses nothing", async () => {
    const megabytes = Array.from({ length: 40 }, (_, i) => new Uint8Array(1_000_000).fill(i));
    const { sha256: whole } = await inFlow({ isDigested: true }, async (flow) => {
      for (const part of megabytes) await flow.append(part);
      await flow.appendZeros(3_000_000);
    });
    expect(whole).toBe(sha256(...megabytes, new Uint8Array(3_000_000)));
  });

  test.skipIf(!existsSync("/dev/full"))("onto a full disk rejects with the system's code", async () => {
    for (const bytes of [1, 30_000_000]) {
      const descriptor = openSync("/dev/full", "w");
      const full = inFlow({ descriptor, isDigested: true }, (flow) => flow.appendZeros(bytes));
      await expect(full).rejects.toMatchObject({ code: "ENOSPC", syscall: "write" });
      closeSync(descriptor);
    }
  });

  test("of which the filling fails rejects with that, and leaves no thread", async () => {
    const path = join(temporaryFolder(), "f");
    const failed = writeFlow(path, { isDigested: true }, async (flow) => {
      await flow.appendZeros(3_000_000);
      throw new Error("geen zin meer");
    });
    await expect(failed).rejects.toThrow("geen zin meer");
  });

  test("whose thread is ended from outside rejects", async () => {
    const ended = inFlow({ isDigested: true }, async (flow) => {
      await flow.append(new Uint8Array(10));
      await flow.stop();
    });
    await expect(ended).rejects.toThrow(/a thread that was to digest ended early/);
  });
});
