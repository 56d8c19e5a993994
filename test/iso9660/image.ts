// Small images for the tests of this room: made by xorriso with the options of the recipe, then patched.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Finding, readVolume, type SectorReader, sectorBytes, type Volume } from "../../src/iso9660/index.ts";
import { type RunOptions, run, temporaryFolder } from "../tools.ts";
import { bytesOnce, keyOf } from "../world/once.ts";

/** Path to content; null is an empty folder. */
export type Content = Readonly<Record<string, string | Uint8Array | null>>;

export const cleanEnvironment = {
  PATH: "/usr/bin:/bin",
  HOME: "/nonexistent",
  TZ: "UTC",
  LC_ALL: "C.UTF-8",
};

/** Everything but the output and the input. */
export const recipe = [
  ..."--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long".split(" "),
  ..."-input-charset UTF-8 -output-charset UTF-8 -V VOLUME -volset VOLUME -publisher KIESRAAD -p ZEGEL".split(" "),
  ...["-A", "ZEGEL", "-sysid", "", "--application_use", "0x00", "--modification-date=2023111422132000"],
  ...["--set_all_file_dates", "=1700000000", "-untranslated_name_len", "96", "-pad"],
];

/** Writes the content below `stage` in a new folder and returns that folder. */
export function stage(content: Content): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "stage"));
  for (const [path, bytes] of Object.entries(content)) {
    const target = join(folder, "stage", path);
    mkdirSync(bytes === null ? target : dirname(target), { recursive: true });
    if (bytes !== null) writeFileSync(target, bytes);
  }
  return folder;
}

/** The image of the recipe, files in the order given. `more` are further options for attacks. Made once a run for the same. */
export function makeImage(content: Content, more: readonly string[] = []): Uint8Array {
  const make = () => Buffer.from(makeStaged(stage(content), Object.keys(content), more));
  return bytesOnce(`recipe image ${keyOf(content)} ${JSON.stringify(more)}`, make);
}

/** The same from a folder that `stage` made and a test changed. */
export function makeStaged(folder: string, order: readonly string[], more: readonly string[] = []): Uint8Array {
  writeFileSync(join(folder, "weights"), order.map((path, i) => `${1_000_000_000 - i} /${path}\n`).join(""));
  writeFileSync(join(folder, "list"), `/=${join(folder, "stage")}\n`);
  return makeBy("xorrisofs", folder, [
    ...[...recipe, "--sort-weight-list", "weights", ...more],
    ...["-o", "out.iso", "-graft-points", "-path-list", "list"],
  ]);
}

/** Runs a maker of images in `folder`, which writes `out.iso` there, or changes the one that is there. */
export function makeBy(program: string, folder: string, args: readonly string[]): Uint8Array {
  return makeFile(program, args, join(folder, "out.iso"), { cwd: folder, env: cleanEnvironment });
}

/** The bytes of `out`, which the program makes. One of xorriso that dies at its very end (docs/adr/0002) is run again, and that is told. */
export function makeFile(program: string, args: readonly string[], out: string, options: RunOptions = {}): Uint8Array {
  const before = existsSync(out) ? readFileSync(out) : undefined;
  for (let runs = 1; ; runs++) {
    const { status, stderr } = run(program, args, options);
    if (status === 0) return readFileSync(out);
    if (runs === 3 || !/^UNIX-SIGNAL: +SIGSEGV /m.test(stderr))
      throw new Error(`${program} ended with ${status}: ${stderr}`);
    process.stderr.write(`${program} died at its end and is run again\n`);
    rmSync(out, { force: true });
    if (before !== undefined) writeFileSync(out, before);
  }
}

/** Reads from memory, refuses sectors that are not there, and notes what was asked for. */
export class MemoryReader implements SectorReader {
  readonly asked: { lba: number; count: number }[] = [];
  readonly #image: Uint8Array;

  constructor(image: Uint8Array) {
    this.#image = image;
  }

  async read(lba: number, count: number): Promise<Uint8Array> {
    this.asked.push({ lba, count });
    const end = (lba + count) * sectorBytes;
    if (end > this.#image.length) throw new Error(`sector ${lba} is not there`);
    return this.#image.subarray(lba * sectorBytes, end);
  }
}

export function read(image: Uint8Array): Promise<Volume> {
  return readVolume(new MemoryReader(image));
}

export function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((finding) => finding.code))].sort();
}
