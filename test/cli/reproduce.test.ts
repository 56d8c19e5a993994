// zegel reproduce: from what a reviewer is given to yes or no, on her machine and on one that is unlike it.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prepareSurroundings } from "../../src/cli/reproduce/clean.ts";
import { parseNote, parseRebuild } from "../../src/format/index.ts";
import { sha256File } from "../build-iso/building.ts";
import { makeRelease, type ReleaseFolder, sealRelease } from "../reproduce/release.ts";
import { has, type Outcome, run, temporaryFolder } from "../tools.ts";
import { rebuildNote } from "../verify/fixture.ts";
import { startIn, zegelIn } from "./flow.ts";

/** In this process, but for a build that is to run in other surroundings: it is this program, started again. */
async function reproduce({ folder }: ReleaseFolder, args: readonly string[]): Promise<Outcome> {
  return (args.includes("--clean") ? startIn : zegelIn)(folder, ["reproduce", ...args]);
}

function reportOf({ status, stdout, stderr }: Outcome, expected: number) {
  expect(status, stderr).toBe(expected);
  return JSON.parse(stdout);
}

/** A program that stands in for xorrisofs. */
function stand(script: string): string {
  const path = join(temporaryFolder(), "xorrisofs");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test("a sealed image: the same, the master bit for bit, in one line, with the note that says so", async () => {
  const made = await makeRelease();
  const master = await sealRelease(made, [rebuildNote(made.release, made.releaseSha256, "rosa")], "rebuilt.iso");
  const said = await reproduce(made, [
    "rebuilt.iso",
    "--payload",
    "build/payload.tar",
    "--out",
    "mine",
    "--note",
    "n.note",
  ]);
  expect(said.status, said.stderr).toBe(0);
  expect(said.stdout.split("\n")[0]).toBe(
    "SAME: rebuilt bit for bit, and with its seal the very bytes of the master: OSV 2.24.3, TK2027, GSB, number 12, disc 1 of 1",
  );
  expect(said.stdout).toMatch(/rebuilt with: +Debian .* \(a reviewer's statement in the seal\)/);
  expect(said.stdout).toMatch(/^here: +xorriso \d/m);
  expect(sha256File(join(made.folder, "mine/master.iso"))).toBe(sha256File(master));
  const note = parseNote(readFileSync(join(made.folder, "n.note")), "n.note");
  expect(note.signatures).toEqual([]);
  expect(parseRebuild(note.text)).toMatchObject({
    release: made.releaseSha256,
    scope: "image",
    differs: undefined,
    imageSha256: made.release.imageSha256,
    manifestSha256: made.release.manifests[0],
    environment: expect.stringMatching(/xorriso \d.*, Node \d.*, Zegel /),
  });
});

test("what stays in --out when the seal cannot be put in is said; where it can, nothing is", async () => {
  const made = await makeRelease();
  const args = ["master.iso", "--payload", "build/payload.tar", "--out"];
  mkdirSync(join(made.folder, "mine"));
  writeFileSync(join(made.folder, "mine/master.iso"), "of another");
  const said = await reproduce(made, [...args, "mine"]);
  expect([said.status, said.stdout]).toEqual([1, ""]);
  expect(said.stderr).toMatch(/^zegel: note: mine holds the rebuilt image; it was not judged/m);
  expect(readFileSync(join(made.folder, "mine/master.iso"), "utf8")).toBe("of another");
  const good = await reproduce(made, [...args, "yours"]);
  expect([good.status, good.stderr]).toEqual([0, expect.not.stringContaining("not judged")]);
});

test("a release note, a seal alone and an unsealed image do too; what is missing is asked for", async () => {
  const made = await makeRelease();
  const payload = ["--payload", "payload", "--json"];
  const missing = await reproduce(made, ["release.note", ...payload]);
  expect(missing).toMatchObject({ status: 2, stderr: expect.stringMatching(/made with kit 1\.2.*--kit/) });
  const image = readFileSync(join(made.folder, "master.iso"));
  writeFileSync(join(made.folder, "SEAL"), image.subarray(made.release.sealOffset, made.release.sealOffset + 262_144));
  writeFileSync(join(made.folder, "a.md"), "1. Controleer de schijf.\n2. Installeer.\n");
  writeFileSync(join(made.folder, "i.json"), JSON.stringify({ static: { "tel.exe": "a".repeat(64) } }));
  const parts = ["--kit", "kit", "--install", "i.json", "--instructions", "a.md"];
  const master = ["--master-sha256", sha256File(join(made.folder, "master.iso"))];
  expect(reportOf(await reproduce(made, ["release.note", ...payload, ...parts]), 0)).toMatchObject({
    kitFrom: "given",
  });
  const sealed = reportOf(await reproduce(made, ["SEAL", ...payload, ...parts, ...master]), 0);
  expect(sealed).toMatchObject({ outcome: "same", masterSha256: master[1] });
  const unsealed = reportOf(await reproduce(made, ["build/unsealed.iso", ...payload]), 0);
  expect(unsealed).toMatchObject({ outcome: "same", kitFrom: "image" });
  expect(unsealed.release).toBeUndefined();
  const other = reportOf(await reproduce(made, ["SEAL", ...payload, ...parts, "--master-sha256", "0".repeat(64)]), 33);
  expect(other.outcome).toBe("other-image");
});

test("with the release's MANIFEST a paper that lacks, or is one too many, is named before anything is built", async () => {
  const made = await makeRelease();
  writeFileSync(join(made.folder, "a.md"), "1. Controleer de schijf.\n2. Installeer.\n");
  writeFileSync(join(made.folder, "i.json"), JSON.stringify({ static: { "tel.exe": "a".repeat(64) } }));
  const manifest = ["--manifest", "build/MANIFEST"];
  const args = ["release.note", "--payload", "payload", "--kit", "kit"];
  const [list, steps] = [
    ["--install", "i.json"],
    ["--instructions", "a.md"],
  ];
  const none = await reproduce(made, [...args, ...manifest]);
  expect(none).toMatchObject({ status: 2, stdout: "" });
  expect(none.stderr).toContain("the release lists ZEGEL/INSTALL; you gave none: give it with --install");
  expect(none.stderr).toContain("the release lists ZEGEL/AANWIJZINGEN; you gave none: give it with --instructions");
  const one = await reproduce(made, [...args, ...manifest, ...list]);
  expect(one.stderr).not.toContain("ZEGEL/INSTALL");
  expect(one.stderr).toContain("the release lists ZEGEL/AANWIJZINGEN");
  expect((await reproduce(made, [...args, ...manifest, ...list, ...steps])).status).toBe(0);
  expect((await reproduce(made, ["master.iso", "--payload", "payload", ...manifest])).status).toBe(0);
  // Another release's list would name the wrong papers.
  writeFileSync(join(made.folder, "OTHER"), `${readFileSync(join(made.folder, "build/MANIFEST"), "utf8")}x`);
  for (const other of ["OTHER", "release.note"])
    expect(await reproduce(made, [...args, "--manifest", other])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/expected the MANIFEST that the release names for disc 1 \([0-9a-f]{64}\), found/),
    });
  expect(await reproduce(made, ["build/unsealed.iso", "--payload", "payload", ...manifest])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("names no MANIFEST: leave it out"),
  });
});

test("another payload differs, and is explained; no note is written", async () => {
  const made = await makeRelease();
  writeFileSync(join(made.folder, "payload/LEESMIJ.txt"), "Lees dit eerst!\n");
  const said = await reproduce(made, ["master.iso", "--payload", "payload", "--note", "n.note", "--json"]);
  const report = reportOf(said, 31);
  expect(report.outcome).toBe("differs");
  expect(report.difference.explainedBytes).toBe(report.difference.differingBytes);
  expect(report.difference.causes).toContain("content");
  expect(said.stderr).toMatch(/no rebuild note was written/);
  expect(existsSync(join(made.folder, "n.note"))).toBe(false);
});

test("an image that is not its release, though the release can be rebuilt", async () => {
  const made = await makeRelease();
  const image = readFileSync(join(made.folder, "master.iso"));
  image[image.indexOf("Lees dit eerst")] = 0x6c;
  writeFileSync(join(made.folder, "altered.iso"), image);
  const report = reportOf(await reproduce(made, ["altered.iso", "--payload", "payload", "--json"]), 33);
  expect(report).toMatchObject({ outcome: "other-image", difference: { differingBytes: 1, explainedBytes: 1 } });
});

describe("xorriso", () => {
  test("one that fails the canary is refused, and the same one passed through is not", async () => {
    const made = await makeRelease();
    const args = ["master.iso", "--payload", "payload", "--xorriso"];
    const refused = await reproduce(made, [...args, stand('xorrisofs "$@" | tr K k')]);
    expect(refused).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/makes other bytes than the recipe/),
    });
    expect((await reproduce(made, [...args, stand('exec xorrisofs "$@"')])).status).toBe(0);
  });

  const other = has("dpkg") ? run("bash", [join(import.meta.dirname, "../../scripts/other.sh"), "xorriso"]) : undefined;
  if (process.env.CI !== undefined && other?.status !== 0)
    throw new Error(`CI lacks another xorriso: ${other?.stderr}`);
  test.skipIf(other?.status !== 0)("another version gives the same bytes, and is named", async () => {
    const made = await makeRelease();
    const program = other?.stdout.trim() ?? "";
    const report = reportOf(
      await reproduce(made, ["master.iso", "--payload", "payload", "--json", "--xorriso", program]),
      0,
    );
    const here = reportOf(await reproduce(made, ["master.iso", "--payload", "payload", "--json"]), 0);
    expect(report.tools.xorriso).toMatch(/^\d+\.\d+\.\d+/);
    expect(report.tools.xorriso).not.toBe(here.tools.xorriso);
    expect(report.measured).toEqual(here.measured);
  });
});

describe("--clean", () => {
  test("gives the same under another user, zone, locale, umask and clock, and the note says so", async () => {
    const made = await makeRelease();
    const said = await reproduce(made, [
      "master.iso",
      "--payload",
      "payload",
      "--clean",
      "--json",
      "--note",
      "n.note",
      "--out",
      "mine",
    ]);
    const report = reportOf(said, 0);
    expect(report.surroundings.changed).toEqual(
      expect.arrayContaining(["time zone", "locale", "umask", "environment"]),
    );
    if (has("faketime")) expect(report.surroundings.changed).toContain("clock");
    expect(report.written).toBe("mine");
    expect(parseRebuild(parseNote(readFileSync(join(made.folder, "n.note")), "n").text).environment).toMatch(
      /other time zone/,
    );
  });

  test("is really other inside: what a xorriso sees of itself", async () => {
    const made = await makeRelease();
    const seen = join(temporaryFolder(), "seen");
    const spy = stand(`{ date -u +%Y; id -u; umask; } > '${seen}'; exec xorrisofs "$@"`);
    expect((await reproduce(made, ["master.iso", "--payload", "payload", "--clean", "--xorriso", spy])).status).toBe(0);
    const [year, user, mask] = readFileSync(seen, "utf8").split("\n");
    expect(mask).toBe("0077");
    if (has("faketime")) expect(year).toBe("2031");
    if (run("unshare", ["--user", "--map-user=54321", "true"]).status === 0) expect(user).toBe("54321");
  });

  test("catches a build that looks at the clock, which the reviewer's own machine hides", async () => {
    if (!has("faketime")) return;
    const made = await makeRelease();
    // The canary passes everywhere; only in another year does the image change.
    const leaky = stand(
      'case "$*" in *KANARIE*) exec xorrisofs "$@";; esac\nif [ "$(date -u +%Y)" = 2031 ]; then xorrisofs "$@" | tr G g; else exec xorrisofs "$@"; fi',
    );
    const args = ["master.iso", "--payload", "payload", "--xorriso", leaky];
    expect((await reproduce(made, args)).status).toBe(0);
    const clean = await reproduce(made, [...args, "--clean"]);
    expect(clean.status).not.toBe(0);
    expect(clean.stderr + clean.stdout).toMatch(
      /two different images|not what its manifest says|structure of the recipe|not sound|DIFFERENT/,
    );
  });

  test("says what this machine cannot change", () => {
    const { surroundings, prefix } = prepareSurroundings(temporaryFolder(), "xorrisofs", () => false);
    expect(prefix).toEqual([]);
    expect(surroundings.unchanged.join()).toMatch(/user and network: unshare.*clock: faketime/);
    expect(surroundings.changed.join()).not.toMatch(/user|clock/);
    const able = prepareSurroundings(temporaryFolder(), "xorrisofs", () => true);
    expect(able.surroundings.unchanged).toEqual([]);
  });
});
