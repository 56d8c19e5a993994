// Two writers of one image: they agree, or nothing is kept; and our own one does without the other.

import { appendFileSync, chmodSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { environment } from "../../src/build-iso/image/xorriso.ts";
import { writerChoices } from "../../src/build-iso/index.ts";
import { explainImages } from "../../src/cli/reproduce/compare.ts";
import { checkBuiltImage } from "../../src/verify/check-built.ts";
import { zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { build, commandFiles, hardPayload, sha256File, tree } from "./building.ts";

const searchPath = environment.PATH;
afterEach(() => {
  environment.PATH = searchPath;
});

/** A xorrisofs that makes a good canary, and then changes a byte at an offset of the image, or none. */
function flipping(at: number | undefined): string {
  const folder = temporaryFolder();
  const path = join(folder, "xorrisofs");
  const image = join(folder, "image");
  const flip = at === undefined ? "true" : `printf '\\001' | dd of=${image} bs=1 seek=${at} conv=notrunc status=none`;
  const lines = [
    "#!/bin/sh",
    'case "$*" in *KANARIE*) exec xorrisofs "$@";; esac',
    `xorrisofs "$@" > ${image}`,
    flip,
    `cat ${image}`,
  ];
  writeFileSync(path, `${lines.join("\n")}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Arguments of `build-iso` for a small payload. */
function commandLine(out: string): string[] {
  const { root, release } = commandFiles();
  return ["build-iso", "--payload", tree({ a: "a" }), "--release", release, "--root", root, "--out", out];
}

describe("image, note, manifest and payload.tar", () => {
  test.each([
    ["of hard names, depths and sizes", hardPayload],
    ["of one file", { a: "a" }],
    [
      "of files around a sector and a block",
      { a: Buffer.alloc(2047, 1), b: Buffer.alloc(2049, 2), c: Buffer.alloc(1 << 20, 3) },
    ],
  ])("%s are the same by whichever writer", async (_, files) => {
    const payload = tree(files);
    const kit = tree({ VERSION: "1\n", "map/a.txt": "7", "leeg.bin": "" });
    const made = [];
    for (const writer of writerChoices) {
      const [disc] = await build(payload, { writer, kit, finishedCheck: checkBuiltImage });
      const folder = disc?.folder ?? "";
      made.push(readdirSync(folder).map((name) => [name, sha256File(join(folder, name))]));
    }
    expect(made[0]).toHaveLength(4);
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
  });

  test("of hard links are the same, copied aside or not", async () => {
    const { linkSync } = await import("node:fs");
    const payload = tree({ a: "twee namen" });
    linkSync(join(payload, "a"), join(payload, "b"));
    const digests = new Set<string | undefined>();
    for (const writer of writerChoices) digests.add((await build(payload, { writer }))[0]?.release.imageSha256);
    expect(digests.size).toBe(1);
  });
});

describe("both", () => {
  test.each([
    ["in a descriptor", 16 * 2048 + 883, /file structure version|File Structure Version|descriptor/i],
    ["in the content of a file", (33 + 128 + 1) * 2048, /content/],
    ["in the padding", 200 * 2048, /padding/i],
  ])("one byte that differs %s: nothing is kept, and compare says where", async (_, at, words) => {
    const out = join(temporaryFolder(), "out");
    const payload = tree({ "a.txt": "inhoud" });
    const options = { out, explainDifference: explainImages };
    const error = await build(payload, { ...options, xorrisofs: flipping(at) }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: "WRITERS" });
    const { message } = error as Error;
    const [good] = await build(payload);
    expect(message).toMatch(/found [0-9a-f]{64} by xorriso and [0-9a-f]{64} by Zegel/);
    expect(message).toContain(`${good?.release.imageSha256} by Zegel`);
    expect(message).toMatch(/100 % of 1 differing bytes explained/);
    expect(message).toMatch(words);
    expect(existsSync(out)).toBe(false);
    await expect(build(payload, { ...options, xorrisofs: flipping(undefined) })).resolves.toHaveLength(1);
  });

  test("one byte more or less at the end is a difference", async () => {
    const payload = tree({ a: "a" });
    const path = flipping(undefined);
    appendFileSync(path, "printf x\n");
    await expect(build(payload, { xorrisofs: path })).rejects.toMatchObject({ code: "WRITERS" });
  });

  test("a canary that is another: refused, with our own writer as the way out", async () => {
    const folder = temporaryFolder();
    const bad = join(folder, "xorrisofs");
    writeFileSync(bad, '#!/bin/sh\nxorrisofs "$@" | tr K k\n', { mode: 0o755 });
    for (const writer of ["both", "xorriso"] as const) {
      const error = await build(tree({ a: "a" }), { writer, xorrisofs: bad }).catch((e: Error) => e);
      expect(error).toMatchObject({ code: "CANARY", message: expect.stringContaining("--writer own") });
    }
    await expect(build(tree({ a: "a" }), { writer: "own", xorrisofs: bad })).resolves.toHaveLength(1);
  });

  test("a canary that is another is told before what is wrong with the payload", async () => {
    const missing = { xorrisofs: join(temporaryFolder(), "xorrisofs") };
    await expect(build(tree({ "aux.txt": "a" }), missing)).rejects.toMatchObject({ code: "XORRISO" });
    await expect(build(tree({ "aux.txt": "a" }))).rejects.toMatchObject({ code: "REFUSED" });
  });
});

describe("build-iso", () => {
  test("says by whom: both", async () => {
    const { status, stdout, stderr } = await zegelIn(temporaryFolder(), commandLine("out"));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^image by: +xorriso and Zegel alike$/m);
  });

  test("without a xorriso: by Zegel alone, and says so", async () => {
    environment.PATH = temporaryFolder();
    const { status, stdout, stderr } = await zegelIn(temporaryFolder(), commandLine("out"));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^image by: +Zegel alone: no xorriso was found here to compare with$/m);
    const json = await zegelIn(temporaryFolder(), [...commandLine("out"), "--json"]);
    expect(JSON.parse(json.stdout).discs[0].writers).toEqual(["own"]);
  });

  test("--writer own: chosen, and not for want of another", async () => {
    const { stdout } = await zegelIn(temporaryFolder(), [...commandLine("out"), "--writer", "own"]);
    expect(stdout).toMatch(/^image by: +Zegel alone$/m);
  });

  test("--writer both without a xorriso is refused; another word is a wrong command line", async () => {
    environment.PATH = temporaryFolder();
    const refused = await zegelIn(temporaryFolder(), [...commandLine("out"), "--writer", "both"]);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/cannot be run.*--writer own/) });
    const wrong = await zegelIn(temporaryFolder(), [...commandLine("out"), "--writer", "ours"]);
    expect(wrong).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Allowed choices are both, own, xorriso"),
    });
  });

  test("a second run into the same folder is refused, by whichever writer", async () => {
    const out = join(temporaryFolder(), "out");
    await build(tree({ a: "a" }), { out, writer: "own" });
    await expect(build(tree({ a: "a" }), { out, writer: "own" })).rejects.toMatchObject({ code: "OUTPUT" });
  });

  test("more than the medium holds is refused before a byte is written", async () => {
    const wide = tree({ a: Buffer.alloc(1000) });
    const options = { writer: "own" } as const;
    await expect(build(wide, options)).resolves.toHaveLength(1);
    const { truncateSync } = await import("node:fs");
    truncateSync(join(wide, "a"), 800_000_000);
    await expect(build(wide, options)).rejects.toMatchObject({ code: "REFUSED" });
  });
});
