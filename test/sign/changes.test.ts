// Changes between manifests: they lead back to the very manifest that is signed, or are refused.

import { describe, expect, it } from "vitest";
import { sha256Of } from "../../src/files/digest.ts";
import { encodeManifest, FormatError } from "../../src/format/index.ts";
import { SignError } from "../../src/sign/index.ts";
import { applyChanges, diffManifests, encodeChanges, parseChanges } from "../../src/sign/request/changes.ts";
import fc from "../world/properties.ts";
import { shortHash as hash, manifestOf } from "./fixtures.ts";

const older = manifestOf({ "a.txt": 1, "b.txt": 2, "lib/c.jar": 3 }, ["leeg"]);
const newer = manifestOf({ "a.txt": 1, "b.txt": 9, "lib/d.jar": 4 }, ["nieuw"]);

describe("diff and apply", () => {
  it("names what was added, changed and is gone", () => {
    const changes = diffManifests(older, newer);
    expect(changes).toMatchObject({
      gone: ["lib/c.jar"],
      changed: [{ path: "b.txt" }],
      added: [{ path: "lib/d.jar" }],
      goneFolders: ["leeg"],
      newFolders: ["nieuw"],
      from: sha256Of(encodeManifest(older)),
      to: sha256Of(encodeManifest(newer)),
    });
    expect(encodeManifest(applyChanges(older, changes))).toEqual(encodeManifest(newer));
  });

  it("from nothing: everything is added", () => {
    const changes = diffManifests(undefined, newer);
    expect([changes.from, changes.added.length]).toEqual([undefined, 3]);
    expect(encodeManifest(applyChanges(undefined, changes))).toEqual(encodeManifest(newer));
  });

  it("any two manifests; the text prints back", () => {
    const files = fc.dictionary(fc.stringMatching(/^[a-d]{1,2}$/), fc.nat(3), { minKeys: 1, maxKeys: 8 });
    fc.assert(
      fc.property(files, files, (one, two) => {
        const [from, to] = [manifestOf(one), manifestOf(two)];
        const changes = diffManifests(from, to);
        const text = encodeChanges(changes);
        expect(encodeChanges(parseChanges(text))).toBe(text);
        expect(encodeManifest(applyChanges(from, parseChanges(text)))).toEqual(encodeManifest(to));
      }),
      { numRuns: 100 },
    );
  });

  it("any lie in them is refused: a file hidden, another digest, added called changed, another total", () => {
    const good = encodeChanges(diffManifests(older, newer));
    for (const [from, to] of [
      [`gone lib/c.jar\n`, ""],
      [`changed ${hash(9)} b.txt\n`, ""],
      [hash(9), hash(8)],
      [`added ${hash(4)} lib/d.jar`, `added ${hash(4)} lib/e.jar`],
      [`changed ${hash(9)} b.txt\nadded ${hash(4)}`, `added ${hash(9)} b.txt\nadded ${hash(4)}`],
      ["bytes 30", "bytes 31"],
      ["new-folder nieuw\n", ""],
      ["gone lib/c.jar\n", "gone lib/c.jar\ngone zz\n"],
      ["gone-folder leeg\n", "gone-folder leeg\ngone-folder xx\n"],
    ] as const) {
      const lie = good.replace(from, to);
      expect(lie).not.toBe(good);
      expect(() => applyChanges(older, parseChanges(lie)), to).toThrow(SignError);
    }
    expect(() => applyChanges(newer, parseChanges(good))).toThrow(SignError);
    expect(() => applyChanges(undefined, parseChanges(good))).toThrow(SignError);
  });

  it("a text that is not in the one form is refused", () => {
    const good = encodeChanges(diffManifests(older, newer));
    for (const bad of [
      "",
      good.slice(0, -1),
      `${good}more\n`,
      good.replace("v1", "v2"),
      good.replace("gone lib/c.jar", "gone ../c.jar"),
      good.replace("gone lib/c.jar\n", "gone lib/c.jar\ngone a\n"),
      good.replace(`${hash(9)} b`, `${hash(9)}  b`),
      good.replace("from ", "from A"),
    ])
      expect(() => parseChanges(bad), bad).toThrow(FormatError);
  });
});
