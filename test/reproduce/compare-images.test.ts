// `zegel compare` names the cause of every planted difference, and explains every byte.

import { describe, expect, test } from "vitest";
import type { CauseId } from "../../src/reproduce/index.ts";
import { makeBy, stage } from "../iso9660/image.ts";
import { has } from "../tools.ts";
import { baseImage, compare, content, image } from "./images.ts";
import { planted } from "./planted.ts";

const consequences: readonly CauseId[] = ["follows", "moved", "volume-size", "length"];

/** What `cmp -l` counts, and the bytes that only the longer one has. */
function countDiffering(a: Buffer, b: Buffer): number {
  const shared = Math.min(a.length, b.length);
  let count = Math.max(a.length, b.length) - shared;
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) count++;
  return count;
}

describe("planted", () => {
  test.each(planted)("$what: $causes", async ({ causes, make, from, isMore }) => {
    const base = baseImage();
    const [a, b] = [from?.(base) ?? base, make(base)];
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const found = await compare(one, other);
      expect(found.differingBytes).toBe(countDiffering(one, other));
      expect(found.explainedBytes).toBe(found.differingBytes);
      expect(found.groups.reduce((sum, group) => sum + group.bytes, 0)).toBe(found.differingBytes);
      const named = found.causes.filter((cause) => !consequences.includes(cause));
      if (one === a) expect(isMore ? named.filter((cause) => causes.includes(cause)) : named).toEqual(causes);
      expect(found.outcome).toBe(`${causes}` === "seal" ? "seal-only" : "differ");
    }
  });
});

test.skipIf(!has("genisoimage"))(
  "an image by genisoimage: another program, every byte explained, no file different",
  async () => {
    const folder = stage(content);
    const other = makeBy("genisoimage", folder, ["-quiet", "-r", "-J", "-o", "out.iso", "stage"]);
    const found = await compare(baseImage(), other);
    expect(found).toMatchObject({ outcome: "differ", explainedBytes: found.differingBytes });
    expect(found.files).toMatchObject({ differ: 0, added: 0, removed: 0, renamed: 0 });
    expect(found.causes).toEqual(
      expect.arrayContaining(["tool", "names", "mode", "links", "volume-date", "record-date"]),
    );
  },
);

test("the twin: two images made apart from each other are the same", async () => {
  expect(await compare(image(), image())).toMatchObject({ outcome: "same", differingBytes: 0, causes: [], groups: [] });
});
