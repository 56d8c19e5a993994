// Scratches as a system gives them: input errors of a file behind a modelled drive, through the built program, killed in between.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { has, run, temporaryFolder, zegel } from "../tools.ts";
import { makeDisc, otherDigest, recallNote, sealDisc } from "../verify/fixture.ts";
import { canScratch, withScratch } from "./scratched.ts";

/** 24 MB that no pattern repeats: a sector at the wrong place would be seen. */
const payload = Uint8Array.from({ length: 24_000_000 }, (_, i) => (i * 2_654_435_761) >>> 13);
const disc = makeDisc({ payload: { "groot.bin": payload, "LEESMIJ.txt": "Lees dit eerst.\n" } });
/** What the model is compiled with. */
const canModel = has("gcc") && existsSync("/usr/include/nbdkit-plugin.h");
const rig = join(import.meta.dirname, "../bench/rig/on-cd");

describe.skipIf(!canScratch)("a disc with scratches behind a drive", () => {
  const judged = ["--root", "root.note", "--code", disc.code, "--lang", "nl"];
  const make = () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "disc.iso"), disc.image);
    writeFileSync(join(folder, "root.note"), disc.rootNote);
    return folder;
  };
  const rescue = (folder: string, input: string) =>
    zegel(["rescue", input, "-o", "goed.iso", ...judged], { cwd: folder });
  /** One disc after the other in the same drive. */
  const inDrive = async (folder: string, from: number, to: number, use: (path: string) => void) => {
    const own = join(folder, `drive-${from}`);
    mkdirSync(own);
    await withScratch(join(folder, "disc.iso"), own, { from, to }, use);
  };

  test("gaps apart: the second disc gives what the first lacks", async () => {
    const folder = make();
    await inDrive(folder, 2000, 2040, (path) => {
      const { status, stdout } = rescue(folder, path);
      expect(status, stdout).toBe(3);
      expect(stdout).toContain("sector 2000 tot en met 2039");
    });
    await inDrive(folder, 9000, 9010, (path) => expect(rescue(folder, path).status).toBe(0));
    expect(readFileSync(join(folder, "goed.iso")).equals(disc.image)).toBe(true);
  });

  test("gaps in common: named, and no image", async () => {
    const folder = make();
    await inDrive(folder, 2000, 2040, (path) => expect(rescue(folder, path).status).toBe(3));
    await inDrive(folder, 2030, 2060, (path) =>
      expect(rescue(folder, path).stdout).toMatch(/10 van \d+ sectoren[\s\S]*sector 2030 tot en met 2039/),
    );
    expect(existsSync(join(folder, "goed.iso"))).toBe(false);
  });

  /** The first disc with a scratch in the drive; then, by a run of its own, the second in the same drive. */
  const afterFirst = async (folder: string, second: string, use: (outcome: ReturnType<typeof rescue>) => void) => {
    const own = join(folder, "drive");
    mkdirSync(own);
    await withScratch(join(folder, "disc.iso"), own, { from: 2000, to: 2040 }, (path) =>
      expect(rescue(folder, path).status).toBe(3),
    );
    await withScratch(join(folder, second), own, { from: 9000, to: 9010 }, (path) => use(rescue(folder, path)));
  };
  const isMade = (folder: string) => existsSync(join(folder, "goed.iso"));
  const changed = (at: number) => {
    const image = Buffer.from(disc.image);
    image[at] = (image[at] ?? 0) ^ 0x55;
    return image;
  };
  const again = (options: Parameters<typeof sealDisc>[1]) =>
    sealDisc({ ...disc, sealOffset: disc.release.sealOffset }, options).image;
  const manifests = [...disc.release.manifests, otherDigest];

  test.each([
    ["another version", () => again({ release: { version: "2.24.4", sequence: 13 } }), /niet de schijf .* 2\.24\.4/],
    ["disc 1 of a set", () => again({ release: { disc: 1, manifests } }), /niet de schijf .* schijf 1 van 2/],
    ["a recalled one", () => again({ recall: ({ imageSha256 }) => recallNote([imageSha256]) }), /mag niet meedoen/],
    ["one whose seal lies", () => changed(disc.image.indexOf("product OSV") + 9), /het zegel .* is niet goed/],
  ])("%s in the same drive: named, and the next disc goes on", async (_what, make2, due) => {
    const folder = make();
    writeFileSync(join(folder, "second.iso"), make2());
    await afterFirst(folder, "second.iso", ({ status, stderr }) => {
      expect(status).toBe(1);
      expect(stderr.replace(/\s+/g, " ")).toMatch(due);
    });
    expect(isMade(folder)).toBe(false);
    expect(rescue(folder, "disc.iso").status).toBe(0);
    expect(readFileSync(join(folder, "goed.iso")).equals(disc.image)).toBe(true);
  });

  test("two seals of one release: the one that says more, whole", async () => {
    const folder = make();
    const second = again({ recall: () => recallNote([otherDigest]) });
    writeFileSync(join(folder, "second.iso"), second);
    await afterFirst(folder, "second.iso", ({ status }) => expect(status).toBe(0));
    expect(readFileSync(join(folder, "goed.iso")).equals(second)).toBe(true);
  });

  test.each([
    ["a file", () => disc.image.indexOf(payload.subarray(4_100_000, 4_100_032))], // sector 2000 and on: what the first lacks
    ["a directory", () => disc.image.indexOf("LEESMIJ.txt") + 1],
  ])("a second that lies in %s: no wrong image under the final name", async (_what, at) => {
    const folder = make();
    const place = at();
    expect(place).toBeGreaterThan(0);
    writeFileSync(join(folder, "second.iso"), changed(place));
    await afterFirst(folder, "second.iso", ({ status }) => {
      expect([0, 22]).toContain(status);
      expect(isMade(folder)).toBe(status === 0);
    });
    if (!isMade(folder)) expect(rescue(folder, "disc.iso").status).toBe(0); // a third that is good
    expect(readFileSync(join(folder, "goed.iso")).equals(disc.image)).toBe(true);
  });

  test("kill -9 at twenty moments: no name before it is whole, and the next run goes on", async () => {
    const folder = make();
    const program = join(import.meta.dirname, "../../dist/cli/zegel.js");
    for (let i = 0; i < 20; i++) {
      const child = spawn(process.execPath, [program, "rescue", "disc.iso", "-o", "goed.iso", ...judged], {
        cwd: folder,
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await Promise.race([ended, setTimeout(150 + 40 * i)]);
      child.kill("SIGKILL");
      await ended;
      if (existsSync(join(folder, "goed.iso")))
        expect(readFileSync(join(folder, "goed.iso")).equals(disc.image)).toBe(true);
    }
    if (!existsSync(join(folder, "goed.iso"))) expect(rescue(folder, "disc.iso").status).toBe(0);
    expect(readFileSync(join(folder, "goed.iso")).equals(disc.image)).toBe(true);
  });

  test.skipIf(!canModel)("on the modelled CD: one pass over the disc and no more", () => {
    const folder = make();
    const command = `cd ${folder} && node ${join(import.meta.dirname, "../../dist/cli/zegel.js")} rescue $DISC -o goed.iso ${judged.join(" ")}`;
    const { status, stdout, stderr } = run("bash", [rig, "disc.iso", command], {
      cwd: folder,
      env: { ...process.env, BAD: "2000,4 9000,2" },
    });
    expect(status, `${stdout}${stderr}`).toBe(3);
    expect(stdout).toContain("6 van ");
    expect(stdout).toContain(" passes=1.000 ");
    expect(readFileSync(join(folder, "goed.iso.map"), "utf8")).toContain("missing 2000 4\nmissing 9000 2\n");
  });
});
