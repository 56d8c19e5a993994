// What a person types for a trust root, piece by piece. Whole commands: test/cli/root.test.ts.

import { describe, expect, it } from "vitest";
import { FormatError } from "../../src/format/index.ts";
import { newRoot, parseDissentChoice, parseGroupChoice, parseRequireChoice, SignError } from "../../src/sign/index.ts";
import { testRoot } from "./fixtures.ts";

const isRefused = (work: () => unknown) => {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof SignError || error instanceof FormatError;
  }
};

describe("choices", () => {
  it("groups", () => {
    expect(parseGroupChoice("officers=2:cees,anna")).toEqual({
      name: "officers",
      threshold: 2,
      members: ["anna", "cees"],
    });
    for (const bad of ["", "x", "x=", "x=2", "x=2:", "=2:a", "x=two:a", "x=02:a", "x=-1:a", "x y=1:a"])
      expect(
        isRefused(() => parseGroupChoice(bad)),
        bad,
      ).toBe(true);
  });

  it("requirements", () => {
    expect(parseRequireChoice("rebuild=none")).toEqual(["rebuild", undefined]);
    expect(parseRequireChoice("root=officers")).toEqual(["root", "officers"]);
    for (const bad of ["", "root", "root=", "=x", "Root=x", "root=a=b"])
      expect(
        isRefused(() => parseRequireChoice(bad)),
        bad,
      ).toBe(true);
  });

  it("dissent", () => {
    expect(parseDissentChoice("reported")).toBeUndefined();
    expect(parseDissentChoice("blocks-at=3")).toBe(3);
    for (const bad of ["", "blocks-at", "blocks-at=", "blocks-at=0", "blocks-at=x", "blocks-at 3"])
      expect(
        isRefused(() => parseDissentChoice(bad)),
        bad,
      ).toBe(true);
  });

  it("every requirement must be named, none too", () => {
    const root = testRoot();
    const requires = new Map(Object.entries(root.requires)) as Parameters<typeof newRoot>[0]["requires"];
    expect(newRoot({ ...root, requires }).text).toContain("require checkpoint none\n");
    const fewer = new Map([...requires].slice(1));
    expect(isRefused(() => newRoot({ ...root, requires: fewer }))).toBe(true);
  });
});
