// How many witnesses may be missing, and whether two sets of them can be enough without meeting: held against trying every set.

import { describe, expect, test } from "vitest";
import { requiredKeys, type TrustRoot } from "../../src/format/index.ts";
import { describeWitnesses } from "../../src/sign/index.ts";
import { trustRoot } from "../format/examples.ts";
import { isEnough, rootWith, spreads, subsetsOf } from "./log-roots.ts";

/** So many may be missing, whichever they are. */
function spareByTrying(root: TrustRoot): number {
  const { keys } = requiredKeys(root, "checkpoint");
  const tooMany = subsetsOf(keys).filter(
    (gone) =>
      !isEnough(
        root,
        keys.filter((key) => !gone.includes(key)),
      ),
  );
  return Math.min(...tooMany.map((gone) => gone.length)) - 1;
}

/** Some set is enough, and so are those who are not in it. */
function partByTrying(root: TrustRoot): boolean {
  const { keys } = requiredKeys(root, "checkpoint");
  return subsetsOf(keys).some(
    (some) =>
      isEnough(root, some) &&
      isEnough(
        root,
        keys.filter((key) => !some.includes(key)),
      ),
  );
}

describe("the witnesses of a trust root in words", () => {
  test("the number that may be missing and both warnings are those of trying every set", () => {
    const seen = new Set<string>();
    for (const [organisations, threshold] of spreads()) {
      const root = rootWith(organisations, threshold);
      const [first = "", ...warnings] = describeWitnesses(root, "en");
      const spare = spareByTrying(root);
      const said =
        first.startsWith("The one") || first.includes("none may") ? 0 : Number(/ (\d+) may/.exec(first)?.[1]);
      const wanted = [spare, spare < 2, partByTrying(root)];
      const found = [said, /every release waits/.test(warnings.join()), /shown different logs/.test(warnings.join())];
      expect([organisations, threshold, ...found]).toEqual([organisations, threshold, ...wanted]);
      seen.add(wanted.join());
    }
    expect(seen.size).toBeGreaterThan(6);
  });

  const names = (count: number) => Array.from({ length: count }, (_, i) => `Organisatie-${i}`);

  test.each([
    [1, 1, "De ene getuige mag niet ontbreken.", 1],
    [2, 2, "Van de 2 getuigen mag er geen ontbreken.", 1],
    [3, 2, "Van de 3 getuigen mag er 1 ontbreken.", 1],
    [5, 3, "Van de 5 getuigen mogen er 2 ontbreken.", 0],
    [4, 2, "Van de 4 getuigen mogen er 2 ontbreken.", 1],
    [2, 1, "Van de 2 getuigen mag er 1 ontbreken.", 2],
  ])("%i witnesses, %i needed: %s", (count, threshold, said, warnings) => {
    const lines = describeWitnesses(rootWith(names(count), threshold), "nl");
    expect(lines[0]).toBe(said);
    expect(lines.filter((line) => line.startsWith("LET OP: ")).length).toBe(warnings);
    expect(lines.length).toBe(1 + warnings);
  });

  test("nothing where the root asks for no witnesses", () => {
    const requires = { ...trustRoot.requires, checkpoint: undefined };
    expect(describeWitnesses({ ...trustRoot, requires }, "nl")).toEqual([]);
    expect(describeWitnesses(trustRoot, "nl")).toHaveLength(3);
  });
});
