// Makes seeds/: small images by xorriso and genisoimage, small archives by tar and zip. Run once by hand:
// npm run fuzz -- --make-seeds
// They are committed, since what is recorded in corpus/ depends on every byte of them.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Patch } from "../iso9660/patch.ts";
import { buildImage, makeDisc, rebuildNote, recallNote, testKey, testRoot } from "../verify/fixture.ts";

type Content = Readonly<Record<string, string | Uint8Array>>;

/** Every structure that the reader knows: a continued name, an empty file, an empty folder, nested folders. */
const rich: Content = {
  "LEESMIJ.txt": "Lees dit eerst.\n",
  "leeg.bin": "",
  [`map/diep/${"naam-".repeat(12)}${"é".repeat(15)}abcdef`]: "lang\n",
  [`map/diep/${"ander-".repeat(10)}${"ü".repeat(15)}abcdef`]: "lang\n",
  "cd/ab": "names as long as ..\n",
  "map/groot.bin": new Uint8Array(5000).fill(7),
  "programma/uitslagen één.jar": "PK\u0003\u0004 not really\n".repeat(20),
};

export function makeSeeds(): void {
  const work = mkdtempSync(join(tmpdir(), "zegel-seeds-"));
  try {
    const seeds = { ...images(), ...foreignImages(work), ...archives(work) };
    const folder = join(process.cwd(), "test/fuzz/seeds");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(seeds))
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function images(): Record<string, Uint8Array> {
  const one = [{ name: "officers", threshold: 1, members: ["anna"] }];
  const signed = (name: string) => name === "anna";
  const small = makeDisc({
    ...{
      payload: { a: "a" },
      folders: [],
      signers: ["anna"],
      root: testRoot({ keys: [testKey("anna")], groups: one }),
    },
    seal: (seal) => ({
      ...seal,
      trustRoots: seal.trustRoots.map((note) => ({
        ...note,
        signatures: note.signatures.filter(({ name }) => signed(name)),
      })),
    }),
  });
  const full = makeDisc({
    payload: rich,
    root: testRoot({}, 2),
    rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa"), rebuildNote(release, sha256, "ruud")],
    recall: () => recallNote(["ab".repeat(32)]),
  });
  return { "small.sealed.iso": small.image, "full.sealed.iso": full.image, "extents.iso": severalExtents() };
}

/** Two files made into two parts of one, in both trees. */
function severalExtents(): Uint8Array {
  const patch = new Patch(buildImage({ "m/deel1": new Uint8Array(4096).fill(1), "m/deel2": "twee" }));
  for (const tree of ["primary", "joliet"] as const) {
    const [one, two] = [patch.record("m/deel1", tree), patch.record("m/deel2", tree)];
    patch.set8(one + 25, 0x80).set8(two + 33 + (tree === "primary" ? 4 : 9), 0x31);
    if (tree === "primary") patch.set8(patch.entry(two, "NM") + 9, 0x31);
  }
  return patch.image;
}

/** What others make: links, deep folders moved up, a boot catalogue, HFS+, no Joliet, names with version numbers. */
function foreignImages(work: string): Record<string, Uint8Array> {
  const deep = Array.from({ length: 10 }, (_, i) => `laag${i}`).join("/");
  const stage = lay(work, { ...rich, [`${deep}/x`]: "x", "boot.img": new Uint8Array(2048) });
  symlinkSync("../LEESMIJ.txt", join(stage, "map/verwijzing"));
  const make = (program: string, args: readonly string[]) => {
    const out = join(work, "out.iso");
    execFileSync(program, [...args, "-quiet", "-V", "TEST", "-o", out, stage], { stdio: "pipe" });
    return new Uint8Array(readFileSync(out));
  };
  const boot = ["-b", "boot.img", "-c", "boot.cat", "-no-emul-boot"];
  return {
    "genisoimage.iso": make("genisoimage", ["-R", "-J", "-joliet-long", "-input-charset", "UTF-8", ...boot]),
    "hfsplus.iso": make("xorrisofs", ["-r", "-J", "-hfsplus", ...boot]),
    "plain.iso": make("genisoimage", ["-R", "-input-charset", "UTF-8"]),
  };
}

function archives(work: string): Record<string, Uint8Array> {
  const long = `map/${"lange naam ".repeat(7)}map/${"x".repeat(60)}`;
  const content = { "a.txt": "a\n", leeg: "", [long]: "lang\n", "map/één": "b\n".repeat(300) };
  const stage = lay(join(work, "archives"), content);
  const out = join(work, "out.archive"); // with a dot: zip adds its own ending otherwise
  const pack = (program: string, args: readonly string[]) => {
    rmSync(out, { force: true });
    execFileSync(program, [...args], { cwd: stage, stdio: "pipe", env: { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" } });
    return new Uint8Array(readFileSync(out));
  };
  const tar = (format: string) => [
    "--sort=name",
    "--mtime=@0",
    "--owner=0",
    "--group=0",
    `--format=${format}`,
    "-cf",
    out,
    ".",
  ];
  execFileSync("ln", [join(stage, "a.txt"), join(stage, "zelfde.txt")]);
  return {
    "gnu.tar": pack("tar", ["-b1", ...tar("gnu")]),
    "pax.tar": pack("tar", ["-b1", ...tar("pax")]),
    "ustar.tar": pack("tar", ["-b1", ...tar("ustar")]),
    "deflated.zip": pack(
      "zip",
      ["-q", "-X", "-r", "-", "."].map((arg) => (arg === "-" ? `${out}` : arg)),
    ),
    "stored.zip": pack("zip", ["-q", "-0", "-r", out, "a.txt", "map"]),
  };
}

function lay(work: string, content: Content): string {
  const stage = join(work, "stage");
  for (const [path, bytes] of Object.entries(content)) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    writeFileSync(join(stage, path), bytes);
  }
  return stage;
}
