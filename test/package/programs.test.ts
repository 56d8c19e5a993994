// The programs of dist/ as npm run build leaves them: what each holds, what a command loads and evaluates, and that threads work from them.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { commandFiles, tree } from "../build-iso/building.ts";
import { run, temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { project } from "./packing.ts";

const dist = join(project, "dist");
const zegel = join(dist, "cli/zegel.js");
const commands = join(dist, "cli/commands.js");
const verifier = join(dist, "verify/program/zegel-verify.js");
/** Rooms of src that the verifier may use, as walls.json has them; beside them only the entry that chooses between it and the others. */
const ofVerifier =
  /^src\/(?:format|words|files|trust|iso9660|verify)\/|^src\/cli\/zegel\.ts$|^node_modules\/(?:@noble|uqr)\//;

/** The sources of a bundle, by the line that esbuild writes above each. */
function sourcesOf(program: string): string[] {
  const text = readFileSync(program, "utf8");
  return [...text.matchAll(/^(?: {2})?\/\/ ((?:src|node_modules)\/\S+)$/gm)].map(([, path = ""]) => path);
}

/** What a bundle imports, and what it loads when it is called. */
function importsOf(program: string): string[] {
  const text = readFileSync(program, "utf8");
  return [...text.matchAll(/^import .*? from "(.+?)";$|\bimport\("(.+?)"\)/gm)].map(([, at = "", late = at]) => late);
}

describe("the programs of dist", () => {
  test("zegel.js and zegel-verify.js hold the verifier and nothing of what builds and signs", () => {
    for (const [program, entry] of [
      [zegel, "src/cli/zegel.ts"],
      [verifier, "src/verify/program/zegel-verify.ts"],
    ] as const) {
      const sources = sourcesOf(program);
      expect(sources).toEqual(expect.arrayContaining([entry, "src/verify/proof/verify.ts", "src/trust/signature.ts"]));
      expect(sources.filter((path) => !ofVerifier.test(path))).toEqual([]);
    }
    expect(sourcesOf(commands)).toEqual(
      expect.arrayContaining(["src/cli/run-command.ts", "src/build-iso/build.ts", "node_modules/commander/index.js"]),
    );
  });

  test("load nothing but Node's modules, and zegel.js the other commands when one is called", () => {
    const foreign = (program: string) => importsOf(program).filter((name) => !name.startsWith("node:"));
    expect(foreign(zegel)).toEqual(["./commands.js"]);
    expect(foreign(commands)).toEqual([]);
    expect(foreign(verifier)).toEqual([]);
    expect(importsOf(zegel)).toContain("node:worker_threads");
    expect(importsOf(zegel)).not.toContain("node:child_process"); // and with it the modules of Node that speak with networks
    expect(importsOf(commands)).toContain("node:child_process");
  });

  test("are to be read, and tell nothing of where they were made", () => {
    for (const program of [zegel, commands, verifier]) {
      const text = readFileSync(program, "utf8");
      expect(text).not.toContain(project);
      expect(text.split("\n").every((line) => line.length < 3_000)).toBe(true);
      expect(text).toContain("function isSoundPoint(encoded)"); // names as in the sources
    }
  });
});

/** The files of ours that a run of zegel.js loaded, and the rooms and packages of commands.js that it evaluated. */
function evaluated(...words: readonly string[]): { files: string[]; parts: string[] } {
  const folder = temporaryFolder();
  const outcome = run(process.execPath, [zegel, ...words], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  expect(outcome.status, outcome.stderr).toBe(0);
  interface Script {
    readonly url: string;
    readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { count: number }[] }[];
  }
  const scripts = readdirSync(folder).flatMap(
    (name): Script[] => JSON.parse(readFileSync(join(folder, name), "utf8")).result,
  );
  const ours = scripts.filter(({ url }) => url.startsWith(pathToFileURL(dist).href));
  const modules = ours
    .flatMap(({ functions }) => functions)
    .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
    .flatMap(({ functionName }) => /^(?:src|node_modules)\/[^/]+/.exec(functionName) ?? []);
  return { files: ours.map(({ url }) => basename(url)).sort(), parts: [...new Set(modules)].sort() };
}

describe("what is loaded", () => {
  test("a check of a disc, and what only says what the program is: nothing of the other commands", () => {
    for (const words of [["verify", "--help"], ["--version"]]) expect(evaluated(...words).files).toEqual(["zegel.js"]);
  });

  test("another command: commands.js, and in it the rooms of that command alone", () => {
    const lint = evaluated("lint-payload", "--help");
    expect(lint.files).toEqual(["commands.js", "zegel.js"]);
    expect(lint.parts).toEqual(expect.arrayContaining(["src/cli", "src/lint", "node_modules/commander"]));
    for (const room of ["src/build-iso", "src/sign", "src/reproduce", "node_modules/execa"])
      expect(lint.parts).not.toContain(room);
    expect(evaluated("reproduce", "--help").parts).toEqual(expect.arrayContaining(["src/reproduce", "src/build-iso"]));
  });
});

describe("threads, which get the source text of functions", () => {
  /** Runs `program` in `folder`; it ends with 0 only when every thread has answered. The texts that they got. */
  function threadsOf(folder: string, program: string, ...words: readonly string[]): string[] {
    const recorder = `
      const threads = require("node:worker_threads");
      const { appendFileSync } = require("node:fs");
      threads.Worker = class extends threads.Worker {
        constructor(text, options) {
          appendFileSync(${JSON.stringify(join(folder, "texts"))}, JSON.stringify(text) + "\\n");
          super(text, options);
        }
      };
      require("node:module").syncBuiltinESMExports();`;
    writeFileSync(join(folder, "record.cjs"), recorder);
    const outcome = run(process.execPath, ["--require", "./record.cjs", program, ...words], { cwd: folder });
    expect(outcome.status, outcome.stderr).toBe(0);
    const lines = readFileSync(join(folder, "texts"), "utf8").trimEnd().split("\n");
    return [...new Set(lines.map((line): string => JSON.parse(line)))];
  }

  /** How many functions of these rooms are for threads. */
  const bodiesIn = (...rooms: readonly string[]) =>
    rooms
      .map((room) => join(project, "src", room))
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((name) => join(room, name)))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^(?:export )?const \w+: ThreadBody\b/gm)]).length;

  /** Names that esbuild puts in front of what it adds, and of what a module imports: a thread has none of them. */
  const added = /\b(?:__\w+|import_\w+|\w+_exports|init_\w+)\b/;

  function expectWhole(texts: readonly string[], bodies: number): void {
    expect(bodies).toBeGreaterThan(1);
    expect(texts).toHaveLength(bodies);
    for (const text of texts) expect(text).not.toMatch(added);
  }

  async function packed(): Promise<string> {
    const { makeBundle } = await import(join(project, "scripts/package/bundle.mjs"));
    const file = join(temporaryFolder(), "zegel-verify.cjs");
    writeFileSync(file, await makeBundle("src/verify/program/zegel-verify.ts", { roots: [], isWhole: true }));
    return file;
  }

  test.each<[string, () => Promise<string>, readonly string[]]>([
    ["dist/cli/zegel.js", async () => zegel, ["verify"]],
    ["dist/verify/program/zegel-verify.js", async () => verifier, []],
    ["a packed zegel-verify.cjs", packed, []],
  ])("%s: each works, and none asks for what the bundle adds", async (_name, program, words) => {
    const disc = makeDisc({ payload: { "groot.bin": new Uint8Array(33 * 2 ** 20) } }); // a folder of it has two readers
    const folder = temporaryFolder();
    writeFileSync(join(folder, "disc.iso"), disc.image);
    writeFileSync(join(folder, "root"), disc.rootNote);
    const given = ["--root", "root", "--code", disc.code];
    const file = await program();
    threadsOf(folder, file, ...words, "disc.iso", ...given);
    expectWhole(threadsOf(folder, file, ...words, folderOf(disc), ...given), bodiesIn("verify"));
  });

  test("dist/cli/commands.js: those of the build and of its look at the disc as well", () => {
    const { root, release } = commandFiles();
    const given = ["--payload", tree({ "a.txt": "a" }), "--release", release, "--root", root, "--writer", "own"];
    const texts = threadsOf(temporaryFolder(), zegel, "build-iso", ...given, "--out", "out");
    // All but that of a folder with two readers.
    expectWhole(texts, bodiesIn("verify", "build-iso") - 1);
  });
});
