// What changed between two releases: every line of the note, and no more.

import { expect, test } from "vitest";
import { diffReleases, type Release } from "../../src/format/index.ts";
import { release } from "./examples.ts";

const digest = "1".repeat(64);
const [manifest = ""] = release.manifests;

const changes: readonly (readonly [keyof Release, Partial<Release>, before: string, after: string])[] = [
  ["product", { product: "Abacus" }, "OSV", "Abacus"],
  ["version", { version: "2.25.0" }, "2.24.3", "2.25.0"],
  ["election", { election: "GR2030" }, "TK2027", "GR2030"],
  ["role", { role: "CSB" }, "GSB", "CSB"],
  ["sequence", { sequence: 13 }, "12", "13"],
  ["purpose", { purpose: "final" }, "demonstration", "final"],
  ["urgency", { urgency: "emergency" }, "normal", "emergency"],
  ["date", { date: "2027-01-16T12:00:00Z" }, "2027-01-15T12:00:00Z", "2027-01-16T12:00:00Z"],
  ["volume", { volume: "OSV_2_25" }, "OSV_2_24_3", "OSV_2_25"],
  ["publisher", { publisher: "ANDEREN" }, "KIESRAAD", "ANDEREN"],
  ["medium", { medium: "dvd" }, "cd700", "dvd"],
  ["manifests", { manifests: [digest] }, `1 ${manifest}`, `1 ${digest}`],
  ["imageSha256", { imageSha256: digest }, release.imageSha256, digest],
  ["imageSize", { imageSize: 2_050_048 }, "2048000", "2050048"],
  ["sealOffset", { sealOffset: 79_872 }, "77824", "79872"],
  ["kit", { kit: undefined }, `1.0 ${release.kit?.sha256}`, "none"],
  ["trustRoot", { trustRoot: digest }, release.trustRoot, digest],
  ["recallAtLeast", { recallAtLeast: 2 }, "1", "2"],
  ["previous", { previous: undefined }, release.previous ?? "", "none"],
];

test.each(changes)("%s", (field, change, before, after) => {
  expect(diffReleases(release, { ...release, ...change })).toEqual([{ field, before, after }]);
  expect(diffReleases({ ...release, ...change }, release)).toEqual([{ field, before: after, after: before }]);
});

test("nothing changed; everything changed, in the order of the note", () => {
  expect(diffReleases(release, { ...release })).toEqual([]);
  const all = Object.assign({}, release, ...changes.map(([, change]) => change)) as Release;
  expect(diffReleases(release, all).map(({ field }) => field)).toEqual(changes.map(([field]) => field));
});

test("a set of another number of discs: the lines that one side has alone", () => {
  const two = { ...release, manifests: [manifest, digest] };
  expect(diffReleases(release, two)).toEqual([
    { field: "disc", before: "1 of 1", after: "1 of 2" },
    { field: "manifests", before: undefined, after: `2 ${digest}` },
  ]);
  expect(diffReleases(two, release)).toEqual([
    { field: "disc", before: "1 of 2", after: "1 of 1" },
    { field: "manifests", before: `2 ${digest}`, after: undefined },
  ]);
});
