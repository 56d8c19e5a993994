// Runs xorriso: a list of files in, an image and its digest out. docs/spec/recipe.md says what each option is for.
// Nothing of the surroundings reaches it: no environment, no start-up file, no path outside the work folder.

import { rm, writeFile } from "node:fs/promises";
import { execa } from "execa";
import { codeOf } from "../../files/error.ts";
import { quote } from "../../format/index.ts";
import { BuildError, tooLarge } from "../error.ts";
import type { Flow } from "../flow/flow.ts";
import { type Written, writeFlow } from "../flow/flow-file.ts";
import { Pipe } from "../sources/pipe.ts";
import type { ExpectedImage } from "./expected-image.ts";

export interface XorrisoRecipe {
  /** Where the places are; the two lists for xorriso are written here too. */
  readonly workFolder: string;
  /** In the order in which their data lies in the image. `place`: relative to the work folder. */
  readonly files: readonly { readonly path: string; readonly place: string }[];
  readonly emptyFolders: readonly string[];
  /** An empty folder, likewise: what each of those is made from. */
  readonly emptyPlace: string;
  readonly volume: string;
  readonly publisher: string;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
  /** Bytes: beyond it the image is given up. */
  readonly sizeLimit: number;
  /** The program: a name looked up in `searchPath`, or an absolute path. */
  readonly xorrisofs: string;
}

export interface XorrisoHooks {
  readonly onBytes?: (done: number, isAgain: boolean) => void;
  /** What it must be, where somebody is to compare it: `isMet` of what comes back. */
  readonly expected?: ExpectedImage | undefined;
  readonly signal: AbortSignal | undefined;
}

/** All that a program of ours gets to know. It is looked for here, whatever the caller's PATH says. */
export const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/nonexistent", TZ: "UTC", LC_ALL: "C.UTF-8" };

/** libisofs subtracts weights as C ints: all on one side of zero, and unique. */
const highestWeight = 1_000_000_000;
/** What xorriso says is kept for the message, and no more. */
const stderrLimit = 65_536;
/**
 * What xorriso says when it dies at its very end: its writing thread has more to say than the main thread waits for. Once in some
 * thousands, the image being whole. docs/adr/0002
 */
const death = /^UNIX-SIGNAL: +SIGSEGV /m;
/** Runs that may end so. More is another fault. */
const mostRuns = 3;
const complaint = / : (WARNING|SORRY|MISHAP|FAILURE|FATAL|ABORT) : /;

/**
 * Streams the image into `path`, a new file. `onBytes` gets the bytes written so far, and whether xorriso had to be run again. Throws
 * BuildError XORRISO, REFUSED (size), INTERRUPTED.
 */
export async function writeByXorriso(
  recipe: XorrisoRecipe,
  path: string,
  { onBytes = () => {}, expected, signal }: XorrisoHooks,
): Promise<Written> {
  await writeLists(recipe);
  for (let runs = 1; ; runs++) {
    let died: BuildError | undefined;
    try {
      return await writeFlow(path, { isDigested: true, stretches: expected?.stretches ?? 0 }, async (flow) => {
        expected?.mark(flow);
        died = await streamImage(recipe, flow, (done) => onBytes(done, runs > 1), signal);
        if (died !== undefined) throw died;
      });
    } catch (error) {
      if (error !== died || runs === mostRuns) throw error;
      await rm(path);
    }
  }
}

/** The fault when xorriso died at its end; every other is thrown. */
async function streamImage(
  recipe: XorrisoRecipe,
  flow: Flow,
  onBytes: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<BuildError | undefined> {
  const pipe = await Pipe.open(environment).catch((error: unknown) => {
    const why = `a pipe for it cannot be made here (${codeOf(error)})`;
    throw new BuildError("XORRISO", `${quote(recipe.xorrisofs)} cannot be run: ${why}. ${howToGetXorriso}`);
  });
  const xorriso = execa(recipe.xorrisofs, optionsOf(recipe), {
    cwd: recipe.workFolder,
    env: environment,
    extendEnv: false,
    stdin: "ignore",
    stdout: pipe.writeEnd as 3, // execa passes any descriptor on; its types know 3 to 9 only
    maxBuffer: stderrLimit,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  pipe.closeWriteEnd();
  let size = 0;
  const read = pipe.read((piece) => {
    size += piece.length;
    if (size > recipe.sizeLimit) throw tooLarge(recipe.sizeLimit);
    onBytes(size);
    return flow.append(piece);
  });
  const fault = await read.catch((error: unknown) => error);
  if (fault !== undefined) xorriso.kill("SIGKILL");
  const { code, failed, stderr, shortMessage } = await xorriso;
  signal?.throwIfAborted();
  if (fault !== undefined) throw fault;
  if (xorriso.pid === undefined) {
    const why = code === "ENOENT" ? "is not installed" : `cannot be started (${code})`;
    throw new BuildError("XORRISO", `${quote(recipe.xorrisofs)} ${why}. ${howToGetXorriso}`);
  }
  if (!failed && !complaint.test(stderr)) return undefined;
  const text = `xorrisofs failed (${shortMessage ?? "it warned"}); it said: ${quoteLines(stderr)}`;
  const error = new BuildError("XORRISO", text);
  if (death.test(stderr)) return error;
  throw error;
}

export const howToGetXorriso =
  "Install xorriso (Debian, Ubuntu: apt-get install xorriso; 1.5.2 to 1.5.8 are known to be good) and build again, or build " +
  "without one: --writer own makes the same bytes";

/** Each option and its reason: docs/spec/recipe.md, "Options". */
function optionsOf({ volume, publisher, date }: XorrisoRecipe): string[] {
  const seconds = Date.parse(date) / 1000;
  return [
    "--no_rc", // first: before any start-up file could be read
    "-quiet",
    ...["-iso-level", "3"],
    ...["-r", "-uid", "0", "-gid", "0", "-dir-mode", "0555", "-file-mode", "0555"],
    ...["-J", "-joliet-long"],
    ...["-input-charset", "UTF-8", "-output-charset", "UTF-8"],
    ...["-V", volume, "-volset", volume, "-publisher", publisher, "-p", "ZEGEL", "-A", "ZEGEL", "-sysid", ""],
    ...["--application_use", "0x00"],
    `--modification-date=${date.replace(/[-:TZ]/g, "")}00`,
    ...["--set_all_file_dates", `=${seconds}`],
    ...["--sort-weight-list", "weights.list"],
    ...["-untranslated_name_len", "96"],
    "-pad",
    ...["-o", "-"],
    ...["-graft-points", "-path-list", "paths.list"],
    ...["--", "-pacifier", "interval=0.1"], // how often it looks whether it is done, in seconds
  ];
}

/** In reverse byte order of path, which libisofs inserts without a search: 2 times faster where a folder holds thousands. */
async function writeLists({ workFolder, files, emptyFolders, emptyPlace }: XorrisoRecipe): Promise<void> {
  const empty = emptyFolders.map((path) => ({ path, place: emptyPlace }));
  const entries = [...files, ...empty].sort((a, b) => (a.path < b.path ? 1 : -1));
  const paths = entries.map(({ path, place }) => `/${escapeGraft(path)}=${escapeGraft(place)}\n`);
  const weights = files.map(({ path }, i) => `${highestWeight - i} /${path}\n`);
  await writeFile(`${workFolder}/paths.list`, paths.join(""));
  await writeFile(`${workFolder}/weights.list`, weights.join(""));
}

/** mkisofs' own escapes: a bare `=` would end the path on the disc. */
function escapeGraft(path: string): string {
  return path.replace(/[\\=]/g, "\\$&");
}

function quoteLines(said: string): string {
  const lines = said.split("\n").filter((line) => line.includes(" : ") || death.test(line));
  return lines.length === 0
    ? "nothing"
    : lines
        .slice(-5)
        .map((line) => quote(line.trim()))
        .join(", ");
}
