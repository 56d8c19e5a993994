// The judge of the second writer: the image that xorriso makes of the same tree, run as build-iso runs it.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ImageRecipe, type Piece, planImage } from "../../src/build-iso/writer/index.ts";

/** What a file of a tree holds: its own number again and again. */
export function contentOf(index: number, size: number): Buffer {
  return Buffer.alloc(size, `${index} `);
}

/** The image by our own writer; `change` may spoil a piece. */
export function ownImage(recipe: ImageRecipe, change: (piece: Piece, bytes: Buffer) => void = () => {}): Buffer {
  const plan = planImage(recipe);
  const parts = [...plan.pieces()].map((piece) => {
    const bytes =
      piece.kind === "bytes"
        ? Buffer.from(piece.bytes)
        : piece.kind === "file"
          ? contentOf(piece.index, piece.size)
          : Buffer.alloc(piece.count);
    change(piece, bytes);
    return bytes;
  });
  return Buffer.concat(parts);
}

/** Each option and its reason: docs/spec/recipe.md, "Options". */
function optionsOf({ volume, publisher, date }: ImageRecipe): string[] {
  return [
    ..."--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long".split(" "),
    ..."-input-charset UTF-8 -output-charset UTF-8 --application_use 0x00 -untranslated_name_len 96 -pad".split(" "),
    ...["-V", volume, "-volset", volume, "-publisher", publisher, "-p", "ZEGEL", "-A", "ZEGEL", "-sysid", ""],
    ...[`--modification-date=${date.replace(/[-:TZ]/g, "")}00`, "--set_all_file_dates", `=${Date.parse(date) / 1000}`],
    ...["--sort-weight-list", "weights", "-o", "-", "-graft-points", "-path-list", "paths", "--"],
    ...["-pacifier", "interval=0.1"],
  ];
}

const escaped = (path: string) => path.replace(/[\\=]/g, "\\$&");

/**
 * Lays the files of a tree in a new folder with the two lists that xorriso reads, and lets `use` have it. `write`: makes one file.
 * The folder is gone afterwards.
 */
export async function withStage<Result>(
  recipe: ImageRecipe,
  write: (path: string, index: number) => void,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "zegel-judge-"));
  try {
    mkdirSync(join(folder, "empty"));
    const paths = recipe.files.map(({ path }) => [path, `tree/${path}`] as const);
    for (const above of new Set(paths.map(([, place]) => dirname(place))))
      mkdirSync(join(folder, above), { recursive: true });
    for (const [i, [, place]] of paths.entries()) write(join(folder, place), i);
    const grafts = [...paths, ...recipe.emptyFolders.map((path) => [path, "empty"] as const)].sort().reverse();
    const lines = grafts.map(([path, place]) => `/${escaped(path)}=${escaped(place)}\n`);
    writeFileSync(join(folder, "paths"), lines.join(""));
    writeFileSync(join(folder, "weights"), paths.map(([path], i) => `${1_000_000_000 - i} /${path}\n`).join(""));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs xorriso in a folder that `withStage` made; `take` gets the image as it comes. */
export async function runJudge(
  recipe: ImageRecipe,
  folder: string,
  take: (bytes: Buffer) => void,
  xorrisofs = "xorrisofs",
): Promise<void> {
  const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/nonexistent", TZ: "UTC", LC_ALL: "C.UTF-8" };
  const child = spawn(xorrisofs, optionsOf(recipe), {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
  child.stdout.on("data", take);
  const status = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  // It may die at its very end, the image being whole (docs/adr/0002).
  if (/^UNIX-SIGNAL: +SIGSEGV /m.test(said)) console.warn("xorriso died at its end");
  else if (status !== 0 || / : (WARNING|SORRY|MISHAP|FAILURE|FATAL|ABORT) : /.test(said))
    throw new Error(`xorrisofs ended with ${status}: ${said}`);
}

/** The image by xorriso. */
export function judgesImage(recipe: ImageRecipe, xorrisofs?: string): Promise<Buffer> {
  const write = (path: string, i: number) => writeFileSync(path, contentOf(i, recipe.files[i]?.size ?? 0));
  return withStage(recipe, write, async (folder) => {
    const parts: Buffer[] = [];
    await runJudge(recipe, folder, (bytes) => void parts.push(bytes), xorrisofs);
    return Buffer.concat(parts);
  });
}

/** Where two images differ first, for a person; undefined: nowhere. */
export function differenceOf(own: Buffer, judges: Buffer): string | undefined {
  if (own.equals(judges)) return undefined;
  let at = 0;
  while (at < own.length && own[at] === judges[at]) at++;
  const shown = (bytes: Buffer) => bytes.subarray(at, at + 8).toString("hex") || "the end";
  return `sector ${Math.floor(at / 2048)} byte ${at % 2048}: expected ${shown(judges)} as xorriso has it, found ${shown(own)}`;
}

/** Those of the recipes of which the two writers make other images, each with the first difference. */
export async function differing(
  recipes: Iterable<ImageRecipe & { readonly what: string }>,
  xorrisofs?: string,
): Promise<string[]> {
  const found: string[] = [];
  const queue = recipes[Symbol.iterator]();
  // Several at a time: xorriso sleeps a tenth of a second at its end.
  const work = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const difference = differenceOf(ownImage(next.value), await judgesImage(next.value, xorrisofs));
      if (difference !== undefined) found.push(`${next.value.what}: ${difference}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return found;
}
