// What other programs see on the disc: the same names and the same bytes in every tree.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../../src/format/index.ts";
import { readVolume } from "../../src/iso9660/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { build, hardPayload, sha256, sha256File, tree } from "./building.ts";

const utf8 = { ...process.env, LC_ALL: "C.UTF-8" };
const kit = { VERSION: "1.0\n", "00-EERST-CONTROLEREN.html": "<p>", "hulp.txt": "hulp" };

/** The disc of the hard payload, and its files by path with their digests; MANIFEST and the seal too. */
async function hardDisc(): Promise<{ iso: string; files: Map<string, string> }> {
  const [disc] = await build(tree(hardPayload), { kit: tree(kit) });
  const manifest = readFileSync(join(disc!.folder, "MANIFEST"));
  const files = new Map(parseManifest(manifest).files.map((file) => [file.path, file.sha256]));
  files.set("ZEGEL/MANIFEST", sha256(manifest));
  files.set("ZEGEL/SEAL", sha256(new Uint8Array(262_144)));
  return { iso: join(disc!.folder, "unsealed.iso"), files };
}

/** Digests of all files below a folder. */
function digestsBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((p) =>
    statSync(join(folder, p)).isFile(),
  );
  return new Map(files.map((path) => [path, sha256File(join(folder, path))]));
}

const sorted = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

describe("the disc of the hard payload as seen by", () => {
  test.skipIf(!has("isoinfo")).each(["-R", "-J"])("isoinfo %s", async (option) => {
    const { iso, files } = await hardDisc();
    const listed = run("isoinfo", [option, "-f", "-i", iso], { env: utf8 }).stdout.split("\n");
    const paths = listed.flatMap((line) => (line.startsWith("/") ? [line.slice(1)] : []));
    for (const [path, digest] of files) {
      // This isoinfo prints Joliet names in Latin-1 and no character beyond it, so those are found by their shape.
      const shown = paths.filter((found) => found === path || isShownAs(found, path));
      expect(shown, path).toHaveLength(1);
      if (option === "-R" || /^[ -~]*$/.test(path)) {
        const out = join(temporaryFolder(), "x");
        expect(
          run("sh", ["-c", 'isoinfo "$1" -i "$2" -x "/$3" > "$4"', "sh", option, iso, path, out], { env: utf8 }).status,
        ).toBe(0);
        expect(sha256File(out), path).toBe(digest);
      }
    }
    const folders = new Set(
      [...files.keys()].flatMap((path) => path.split("/").map((_, i, all) => all.slice(0, i).join("/"))),
    );
    folders.delete("");
    expect(paths).toHaveLength(files.size + folders.size + 1); // and the empty folder
  });

  test.skipIf(!has("bsdtar")).each([
    ["Rock Ridge", []],
    ["Joliet", ["--options", "!rockridge"]],
    ["plain ISO 9660", ["--options", "!rockridge,!joliet"]],
  ])("bsdtar: %s", async (_, options) => {
    const { iso, files } = await hardDisc();
    const out = temporaryFolder();
    const made = run("bsdtar", [...options, "-xf", iso, "-C", out], { env: utf8 });
    expect(made.status, made.stderr).toBe(0);
    run("chmod", ["-R", "u+w", out]);
    expect(sorted(digestsBelow(out))).toEqual(sorted(files));
    expect(readdirSync(join(out, "lege map"))).toEqual([]);
  });

  test("xorriso -indev", async () => {
    const { iso, files } = await hardDisc();
    const out = temporaryFolder();
    const made = run("xorriso", ["-no_rc", "-osirrox", "on", "-indev", iso, "-extract", "/", join(out, "x")], {
      env: utf8,
    });
    expect(made.status, made.stderr).toBe(0);
    run("chmod", ["-R", "u+w", out]);
    expect(sorted(digestsBelow(join(out, "x")))).toEqual(sorted(files));
  });

  test("our own reader, which finds nothing to complain of", async () => {
    const { iso, files } = await hardDisc();
    const bytes = readFileSync(iso);
    const volume = await readVolume({ read: async (lba, count) => bytes.subarray(lba * 2048, (lba + count) * 2048) });
    expect(volume.findings).toEqual([]);
    const seen = volume.files.map(({ path, size, extents }): [string, string] => {
      const start = (extents[0]?.lba ?? 0) * 2048;
      return [path, sha256(bytes.subarray(start, start + size))];
    });
    expect(sorted(new Map(seen))).toEqual(sorted(files));
  });

  test.skipIf(!has("fuseiso") || (process.env.CI === undefined && !existsSync("/dev/fuse")))(
    "fuseiso, where sha256sum -c ZEGEL/MANIFEST prints OK for every line and no warning",
    async () => {
      const { iso, files } = await hardDisc();
      const mount = join(temporaryFolder(), "schijf");
      mkdirSync(mount);
      const mounted = run("fuseiso", ["-c", "UTF-8", iso, mount]);
      expect(mounted.status, mounted.stderr).toBe(0);
      try {
        const { status, stdout, stderr } = run("sha256sum", ["-c", "ZEGEL/MANIFEST"], { cwd: mount, env: utf8 });
        expect(stderr).toBe("");
        expect(status).toBe(0);
        const lines = stdout.trim().split("\n");
        expect(lines).toHaveLength(files.size - 2);
        for (const line of lines) expect(line).toMatch(/: OK$/);
        expect(sorted(digestsBelow(mount))).toEqual(sorted(files));
      } finally {
        expect(run("fusermount", ["-u", mount]).status).toBe(0);
      }
    },
  );
});

/** `_` or a Latin-1 byte that is no UTF-8 for each character beyond ASCII. */
function isShownAs(found: string, path: string): boolean {
  const pattern = path.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/[^ -~]/g, ".");
  return /[^ -~]/.test(path) && new RegExp(`^${pattern}$`).test(found.replace(/[^ -~]/g, "_"));
}

test("a payload like real tally software: 1,600 files, 13 levels, Latin-1 texts, blanks and brackets", async () => {
  const files: Record<string, string | Uint8Array> = {};
  for (let i = 0; i < 1600; i++) {
    const depth = i % 13;
    const folder = Array.from({ length: depth }, (_, d) => `laag ${d} (${i % 5})`).join("/");
    const text = Buffer.from(`Uitslag geli\xeberd ${i}\r\n`.repeat(1 + (i % 40)), "latin1");
    files[`${folder}${depth > 0 ? "/" : ""}bestand [${i}] één.txt`] = text;
  }
  const folder = tree(files);
  const [disc] = await build(folder);
  const out = temporaryFolder();
  expect(run("bsdtar", ["-xf", join(disc!.folder, "unsealed.iso"), "-C", out], { env: utf8 }).status).toBe(0);
  run("chmod", ["-R", "u+w", out]);
  const seen = digestsBelow(out);
  expect(seen.size).toBe(1602);
  for (const [path, bytes] of Object.entries(files)) expect(seen.get(path), path).toBe(sha256(bytes));
});
