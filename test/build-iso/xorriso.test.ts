// xorriso: the canary, what is done when it is missing, other, or complains; and what it writes of its surroundings.

import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { canarySha256, checkXorriso } from "../../src/build-iso/image/canary.ts";
import { leastImage } from "../../src/build-iso/release/capacity.ts";
import { run, temporaryFolder, zegel } from "../tools.ts";
import { build, commandFiles, hardPayload, tree } from "./building.ts";

/** A program that stands in for xorrisofs. */
function stand(script: string): string {
  const path = join(temporaryFolder(), "xorrisofs");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function fails(xorrisofs: string): Promise<Error> {
  const out = join(temporaryFolder(), "out");
  const error = await build(tree({ a: "a" }), { out, xorrisofs }).catch((e: Error) => e);
  expect(existsSync(out)).toBe(false);
  if (!(error instanceof Error)) throw new Error("accepted");
  return error;
}

describe("xorriso", () => {
  test("the canary is what this machine's xorriso makes, twice", async () => {
    for (const name of ["een", "twee"]) {
      const folder = join(temporaryFolder(), name);
      await expect(checkXorriso(folder, "xorrisofs", undefined)).resolves.toBeUndefined();
    }
    expect(canarySha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("missing: how to get it", async () => {
    const error = await fails("xorrisofs-is-er-niet");
    expect(error).toMatchObject({ code: "XORRISO" });
    expect(error.message).toMatch(/not installed.*apt-get install xorriso/);
    for (const name of [temporaryFolder(), "x".repeat(5000)])
      expect((await fails(name)).message).toMatch(/cannot be started \(E[A-Z]+\).*apt-get install xorriso/);
  });

  test("another image than the recipe's: how to get a good one", async () => {
    const error = await fails(stand('xorrisofs "$@" | tr "K" "k"'));
    expect(error).toMatchObject({ code: "CANARY" });
    expect(error.message).toMatch(new RegExp(`expected .*${canarySha256}.*apt-get install xorriso`));
    await expect(build(tree({ a: "a" }), { xorrisofs: stand('exec xorrisofs "$@"') })).resolves.toHaveLength(1);
  });

  test.each(["WARNING", "SORRY", "FAILURE", "FATAL"])(
    "a line with %s is a failure, even with exit code 0",
    async (severity) => {
      const error = await fails(stand(`xorrisofs "$@"; echo "xorriso : ${severity} : iets" >&2`));
      expect(error).toMatchObject({ code: "XORRISO" });
      expect(error.message).toContain(`${severity} : iets`);
    },
  );

  test("another exit code, a signal, or half an image is a failure", async () => {
    expect(await fails(stand('xorrisofs "$@"; exit 32'))).toMatchObject({ code: "XORRISO" });
    expect(await fails(stand('xorrisofs "$@"; kill -9 $$'))).toMatchObject({ code: "XORRISO" });
    expect((await fails(stand('xorrisofs "$@" | head -c 100000'))).message).toMatch(
      /^xorrisofs failed|^this xorriso makes/,
    );
  });

  /** Dies at its end, as libburn does, in its first `times` runs; each leaves a line in `log`. */
  function dying(times: number): { xorrisofs: string; log: string } {
    const log = join(temporaryFolder(), "log");
    const dies = `echo "UNIX-SIGNAL:  SIGSEGV  errno= 0" >&2; exit 1`;
    return {
      log,
      xorrisofs: stand(`xorrisofs "$@"; echo >>${log}; [ $(wc -l <${log}) -gt ${times} ] || { ${dies}; }`),
    };
  }

  test("one that dies at its very end is run again, which is told, and the image is the same", async () => {
    const folder = tree({ a: "a" });
    const [good] = await build(folder);
    for (const times of [1, 2]) {
      const { xorrisofs, log } = dying(times);
      const steps: string[] = [];
      const [disc] = await build(folder, { xorrisofs, onProgress: (step) => void steps.push(step) });
      expect(disc?.release.imageSha256).toBe(good?.release.imageSha256);
      expect(readFileSync(log, "utf8")).toHaveLength(times + 2); // the canary's runs, and one of the image
      expect(steps).not.toContain("writing again"); // it was the canary's
    }
    const { xorrisofs, log } = dying(1);
    writeFileSync(log, "");
    const later = stand(`case "$*" in *KANARIE*) exec xorrisofs "$@";; esac; exec ${xorrisofs} "$@"`);
    const steps: [string, number][] = [];
    const [disc] = await build(folder, {
      xorrisofs: later,
      onProgress: (...step) => void steps.push([step[0], step[1]]),
    });
    expect(disc?.release.imageSha256).toBe(good?.release.imageSha256);
    const size = disc?.release.imageSize;
    expect(Math.max(...steps.filter(([step]) => step === "writing").map(([, done]) => done))).toBe(size);
    expect(Math.max(...steps.filter(([step]) => step === "writing again").map(([, done]) => done))).toBe(size);
  });

  test("one that always dies at its end is a failure", async () => {
    const { xorrisofs, log } = dying(1000);
    const error = await fails(xorrisofs);
    expect(error).toMatchObject({ code: "XORRISO" });
    expect(error.message).toContain("SIGSEGV");
    expect(readFileSync(log, "utf8")).toHaveLength(3);
  });

  test("endless output stops at the medium's size", async () => {
    expect(await fails(stand("exec cat /dev/zero"))).toMatchObject({ code: "REFUSED" });
  }, 60_000);

  test("endless complaints are cut", async () => {
    expect(await fails(stand("while true; do echo klacht; done >&2"))).toMatchObject({ code: "XORRISO" });
  });

  test("--xorriso names another", () => {
    const { root, release } = commandFiles();
    const args = [
      "--payload",
      tree({ a: "a" }),
      "--release",
      release,
      "--root",
      root,
      "--out",
      `${temporaryFolder()}/o`,
    ];
    const { status, stderr } = zegel(["build-iso", ...args, "--xorriso", stand("exit 5")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^zegel: xorrisofs failed/);
  });
});

describe("the image", () => {
  test("holds nothing of its surroundings, and only the date of the release", async () => {
    const folder = tree(
      { "a.txt": "inhoud", "map/b.txt": "meer", "leeg/": "" },
      join(temporaryFolder(), "herkomst-xyz"),
    );
    const [disc] = await build(folder);
    const image = readFileSync(join(disc!.folder, "unsealed.iso"));
    const text = image.toString("latin1");
    for (const trace of ["herkomst-xyz", "zegel-work", "payload-1", "xorriso", "XORRISO", "libisofs", "LIBISO", "1.5."])
      expect(text, trace).not.toContain(trace);
    if (hostname().length > 4) expect(text).not.toContain(hostname());
    expect(image.subarray(0, 16 * 2048).every((byte) => byte === 0)).toBe(true); // the system area
    expect(image.subarray(-150 * 2048).every((byte) => byte === 0)).toBe(true); // the padding
    expect(new Set(text.match(/20[0-9]{14}/g))).toEqual(new Set(["2027011512000000"]));
    const shown = run("isoinfo", ["-R", "-l", "-i", join(disc!.folder, "unsealed.iso")]).stdout.split("\n");
    for (const line of shown.filter((l) => /^[d-]r/.test(l)))
      expect(line).toMatch(/^[d-]r-xr-xr-x +1 +0 +0 +\d+ Jan 15 2027/);
  });

  test("the estimate of its size is never above, and a sector or two below", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`map ${i % 7}/bestand ${i}.txt`, "x".repeat(i * 9)]),
    );
    for (const files of [{ a: "a" }, hardPayload, many]) {
      const [disc] = await build(tree(files as Record<string, string>));
      const manifest = readFileSync(join(disc!.folder, "MANIFEST"));
      const sized = Object.entries(files).filter(([path]) => !path.endsWith("/"));
      const { imageBytes: estimate } = leastImage(
        [
          ...sized.map(([path, bytes]) => ({ path, size: Buffer.byteLength(bytes as string) })),
          { path: "ZEGEL/SEAL", size: 262_144 },
          { path: "ZEGEL/MANIFEST", size: manifest.length },
        ],
        Object.keys(files)
          .filter((path) => path.endsWith("/"))
          .map((path) => path.slice(0, -1)),
      );
      expect(estimate).toBeLessThanOrEqual(disc!.release.imageSize);
      expect(disc!.release.imageSize - estimate).toBeLessThanOrEqual(16 * 2048);
    }
  });

  test("data lies in the order seal, manifest, rest of /ZEGEL, page, payload by path", async () => {
    const payload = tree({ "!voor.txt": "1", "b.txt": "2", "a/z.txt": "3", Z: "4", "é.txt": "5" });
    const kit = tree({ VERSION: "1\n", "z.txt": "6", "a.txt": "7", "00-EERST-CONTROLEREN.html": "8" });
    const [disc] = await build(payload, { kit });
    const iso = join(disc!.folder, "unsealed.iso");
    const listed = run("xorriso", ["-indev", iso, "-find", "/", "-type", "f", "-exec", "report_lba", "--"]).stdout;
    const byLba = [...listed.matchAll(/File data lba: +\d+ , +(\d+) , .*'(.*)'/g)]
      .map(([, lba, path]) => ({ lba: Number(lba), path }))
      .sort((a, b) => a.lba - b.lba);
    expect(byLba.map(({ path }) => path)).toEqual([
      "/ZEGEL/SEAL",
      "/ZEGEL/MANIFEST",
      "/ZEGEL/VERSION",
      "/ZEGEL/a.txt",
      "/ZEGEL/z.txt",
      "/00-EERST-CONTROLEREN.html",
      "/!voor.txt",
      "/Z",
      "/a/z.txt",
      "/b.txt",
      "/é.txt",
    ]);
    expect(disc!.release.sealOffset).toBe(byLba[0]!.lba * 2048);
  });
});
