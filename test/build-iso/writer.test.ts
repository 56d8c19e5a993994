import { describe, expect, test } from "vitest";
import { has } from "../tools.ts";
import { differing } from "./writer-judge.ts";
import { treeOf } from "./writer-trees.ts";

describe.skipIf(!has("xorrisofs"))("the image of our own writer is xorriso's", () => {
  test("for 100 trees", async () => {
    const t = performance.now();
    expect(await differing(Array.from({ length: 100 }, (_, i) => treeOf(i)))).toEqual([]);
    console.log(performance.now() - t);
  });
});
