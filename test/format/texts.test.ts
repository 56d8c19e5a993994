// Encoders of the four notes and of the lists refuse values that would be read as something else.
// Refused texts: test/vectors.

import { describe, expect, test } from "vitest";
import {
  encodeAanwijzingen,
  encodeCheckpoint,
  encodeInstall,
  encodeLogProof,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  encodeVKey,
  FormatError,
  keyLimit,
  keyNameLimit,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  type Release,
  requiredKeys,
  requirements,
  type TrustRoot,
} from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";
import {
  install,
  installHead,
  logProof,
  officers,
  rebuild,
  rebuilders,
  recall,
  release,
  rootKey,
  stranger,
  trustRoot,
} from "./examples.ts";
import { testKey } from "./test-keys.ts";

test("what is printed is read back as it was", () => {
  expect(parseRelease(encodeRelease(release))).toEqual(release);
  expect(parseTrustRoot(encodeTrustRoot(trustRoot))).toEqual(trustRoot);
  expect(parseRebuild(encodeRebuild(rebuild))).toEqual(rebuild);
  expect(parseRecall(encodeRecall(recall))).toEqual(recall);
});

const sha256 = "1".repeat(64);

describe("encodeRelease", () => {
  test.each<[string, Partial<Release>, string]>([
    ["as it is", {}, "ok"],
    ["a product that brings a line", { product: "OSV\nversion 1" }, "TEXT"],
    ["a publisher with a line feed", { publisher: "KIESRAAD\n" }, "TEXT"],
    ["a kit whose digest holds the version's rest", { kit: { version: "1", sha256: `2 ${sha256}` } }, "HEX"],
    ["a kit whose version holds a blank", { kit: { version: "1 2", sha256 } }, "HEX"],
    ["a previous called none", { previous: "none" }, "HEX"],
    ["no previous", { previous: undefined }, "ok"],
    ["no manifest", { manifests: [] }, "NUMBER"],
    ["sixteen discs", { manifests: Array(16).fill(sha256), disc: 16 }, "ok"],
    ["seventeen discs", { manifests: Array(17).fill(sha256), disc: 17 }, "NUMBER"],
    ["a sequence in part", { sequence: 1.5 }, "NUMBER"],
    ["a DVD's size", { medium: "dvd", imageSize: 2_295_104 * 2048 }, "ok"],
    ["one sector above a DVD's size", { medium: "dvd", imageSize: 2_295_105 * 2048 }, "NUMBER"],
  ])("%s", (_, change, code) => expect(codeOf(() => encodeRelease({ ...release, ...change }))).toBe(code));
});

describe("encodeTrustRoot", () => {
  const [first, ...others] = trustRoot.keys;
  const [group, ...groups] = trustRoot.groups;
  const key = (holder: string, organisation: string) => ({
    keys: [rootKey(officers[0], "officer", holder, organisation), ...others],
  });
  test.each<[string, Partial<TrustRoot>, string]>([
    ["as it is", {}, "ok"],
    [
      "a contact that brings a key of its own",
      { contact: `x\nkey ${encodeVKey(stranger.vkey)} officer Indringer Kiesraad` },
      "TEXT",
    ],
    ["a holder with a blank", key("Officier A", "Kiesraad"), "FIELD"],
    ["an organisation with a blank", key("Officier-A", "De Kiesraad"), "FIELD"],
    ["a holder with a line feed", key("Officier\nA", "Kiesraad"), "TEXT"],
    ["a holder with marks", key("Fenna-Düring", "Kiesraad"), "ok"],
    [
      "two members in one",
      { groups: [{ ...group!, members: [group!.members.slice(0, 2).join(" "), group!.members[2]!] }, ...groups] },
      "REFERENCE",
    ],
    [
      "a group called none",
      {
        groups: [{ ...group!, name: "none" }, ...groups],
        requires: { ...trustRoot.requires, root: "none", release: "none", "emergency-release": "none" },
      },
      "FIELD",
    ],
    ["a requirement called none", { requires: { ...trustRoot.requires, recall: "none" } }, "REFERENCE"],
    ["a predecessor called none", { previous: "none" }, "HEX"],
    [
      "a log called none",
      {
        logOrigin: "none",
        keys: trustRoot.keys.filter((k) => k.role !== "log"),
        requires: { ...trustRoot.requires, checkpoint: undefined },
      },
      "COUNT",
    ],
    ["a log called none, with its key", { logOrigin: "none" }, "FIELD"],
    ["no keys", { keys: [] }, "REFERENCE"],
    ["a name with a blank", { keys: [{ ...first!, vkey: { ...first!.vkey, name: "a b" } }, ...others] }, "REFERENCE"],
    ["two organisations that rebuild", { keys: trustRoot.keys }, "ok"],
    [
      "one organisation that rebuilds twice",
      { keys: trustRoot.keys.map((k) => (k.role === "rebuilder" ? { ...k, organisation: "Een" } : k)) },
      "COUNT",
    ],
    [
      "one organisation in two spellings",
      {
        keys: trustRoot.keys.map((k) =>
          k.role === "rebuilder" ? { ...k, organisation: k.vkey.raw === rebuilders[0].vkey.raw ? "Één" : "één" } : k,
        ),
      },
      "DUPLICATE",
    ],
    ["one organisation for officers", { keys: trustRoot.keys }, "ok"],
  ])("%s", (_, change, code) => expect(codeOf(() => encodeTrustRoot({ ...trustRoot, ...change }))).toBe(code));
});

describe("parseTrustRoot", () => {
  const text = encodeTrustRoot(trustRoot);
  const refusal = (from: string, to: string) => {
    expect(text).toContain(from);
    try {
      parseTrustRoot(text.replace(from, to));
      return "ok";
    } catch (error) {
      return error instanceof FormatError ? `${error.code} ${error.message}` : String(error);
    }
  };

  test.each([
    ["as it is", "..2029-03-31", "..2029-03-31", /^ok$/],
    [
      "three dates",
      "..2029-03-31",
      "..2028-03-31..2029-03-31",
      /^DATE trust root line 5 \(valid\): expected FROM\.\.UNTIL/,
    ],
    [
      "no group for a release",
      "require release officers",
      "require release none",
      /^REFERENCE require release: expected a group, found none$/,
    ],
    [
      "no log",
      "log log.example/zegel",
      "log none",
      /^REFERENCE trust root: expected a log origin for its keys, found none$/,
    ],
  ])("%s", (_, from, to, found) => {
    expect(refusal(from, to)).toMatch(found);
  });

  test("a group of as many members as there can be, with the longest names", () => {
    const keys = Array.from({ length: keyLimit }, (_, i) =>
      rootKey(testKey(String(i).padStart(keyNameLimit, "k")), "officer", `Officier-${i}`, "Kiesraad"),
    );
    const members = keys.map((key) => key.vkey.name).sort();
    const requires = Object.fromEntries(requirements.map((name) => [name, undefined])) as TrustRoot["requires"];
    const group = { name: "g".repeat(64), threshold: keyLimit, members };
    const root: TrustRoot = {
      ...trustRoot,
      keys,
      groups: [group],
      requires: { ...requires, root: group.name, release: group.name },
      logOrigin: undefined,
    };
    expect(parseTrustRoot(encodeTrustRoot(root))).toEqual(root);
    expect(
      Math.max(
        ...encodeTrustRoot(root)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeGreaterThan(keyLimit * (keyNameLimit + 1));
  });
});

test("requiredKeys gives the group's keys, and none where the root says none", () => {
  const { threshold, keys } = requiredKeys(trustRoot, "rebuild");
  expect([threshold, keys.map((k) => k.vkey.raw)]).toEqual([2, rebuilders.map((k) => k.vkey.raw)]);
  expect(requiredKeys(trustRoot, "emergency-rebuild")).toEqual({ threshold: 0, keys: [] });
});

describe("other encoders", () => {
  const [entry] = recall.recalled;
  const entryOf = (change: object) => ({ ...recall, recalled: [{ ...entry!, ...change }] });
  test.each<[string, () => unknown, string]>([
    ["rebuild: agrees", () => encodeRebuild(rebuild), "ok"],
    ["rebuild: differs in words", () => encodeRebuild({ ...rebuild, differs: "byte 7" }), "ok"],
    ["rebuild: of the kit, with the kit", () => encodeRebuild({ ...rebuild, scope: "kit", kit: release.kit }), "ok"],
    ["rebuild: of the kit, without one", () => encodeRebuild({ ...rebuild, scope: "kit" }), "FIELD"],
    ["rebuild: of the image, with a kit", () => encodeRebuild({ ...rebuild, kit: release.kit }), "FIELD"],
    ["rebuild: differs in nothing", () => encodeRebuild({ ...rebuild, differs: "" }), "TEXT"],
    [
      "rebuild: an environment with a line of its own",
      () => encodeRebuild({ ...rebuild, environment: "x\ndate y" }),
      "TEXT",
    ],
    ["recall: one entry", () => encodeRecall(recall), "ok"],
    ["recall: no entry", () => encodeRecall({ ...recall, recalled: [] }), "NUMBER"],
    ["recall: a reason with a line of its own", () => encodeRecall(entryOf({ reason: "x\ny" })), "TEXT"],
    [
      "recall: a digest with a date in it",
      () => encodeRecall(entryOf({ imageSha256: `${entry!.imageSha256} 2027-01-01` })),
      "HEX",
    ],
    ["recall: a date with a reason in it", () => encodeRecall(entryOf({ date: "2027-01-09 omdat" })), "DATE"],
    ["recall: an image twice", () => encodeRecall({ ...recall, recalled: [entry!, entry!] }), "DUPLICATE"],
    ["install: as it is", () => encodeInstall(install), "ok"],
    [
      "install: a path with a line of its own",
      () => encodeInstall([...install, { path: "Z\nabsent Z2", class: "absent" }]),
      "TEXT",
    ],
    ["install: nothing", () => encodeInstall([]), "COUNT"],
    ["install: with a place and a start", () => encodeInstall(install, installHead), "ok"],
    ["install: a place with a line of its own", () => encodeInstall(install, { place: "C:\\OSV\nstart x" }), "TEXT"],
    ["install: a start with a line of its own", () => encodeInstall(install, { start: "x\nabsent y" }), "TEXT"],
    ["install: an empty place", () => encodeInstall(install, { place: "" }), "TEXT"],
    ["install: a place that is a share", () => encodeInstall(install, { place: "\\\\server\\OSV" }), "PATH"],
    ["install: a start out of the disc", () => encodeInstall(install, { start: "../x" }), "PATH"],
    ["aanwijzingen: a step", () => encodeAanwijzingen(["Ja."]), "ok"],
    ["aanwijzingen: two steps in one", () => encodeAanwijzingen(["Ja.\n2 Nee."]), "TEXT"],
    ["aanwijzingen: none", () => encodeAanwijzingen([]), "COUNT"],
    ["aanwijzingen: an empty step", () => encodeAanwijzingen([""]), "TEXT"],
    ["log proof: as it is", () => encodeLogProof(logProof), "ok"],
    ["log proof: beyond the tree", () => encodeLogProof({ ...logProof, index: 2 }), "NUMBER"],
    ["log proof: a short hash", () => encodeLogProof({ ...logProof, hashes: [new Uint8Array(31)] }), "FIELD"],
    [
      "log proof: too many hashes",
      () => encodeLogProof({ ...logProof, hashes: Array(54).fill(new Uint8Array(32)) }),
      "LIMIT",
    ],
    [
      "checkpoint: an origin with a line of its own",
      () => encodeCheckpoint({ origin: "a\nb", size: 1, rootHash: new Uint8Array(32) }),
      "FIELD",
    ],
    [
      "checkpoint: a short root",
      () => encodeCheckpoint({ origin: "a", size: 1, rootHash: new Uint8Array(31) }),
      "FIELD",
    ],
    ["checkpoint: as it may be", () => encodeCheckpoint({ origin: "a", size: 1, rootHash: new Uint8Array(32) }), "ok"],
  ])("%s", (_, call, code) => expect(codeOf(call)).toBe(code));
});
