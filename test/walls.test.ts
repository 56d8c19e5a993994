// The walls between the rooms: the lint rule catches a planted violation, and the verifier stands when all else is gone.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "./tools.ts";
import { makeDisc } from "./verify/fixture.ts";

const root = join(import.meta.dirname, "..");

/** What is planted: room, import that must be refused, import that must pass. */
const planted = [
  ["verify", "../sign/index.ts", "../format/index.ts"],
  ["verify", "../build-iso/index.ts", "../iso9660/index.ts"],
  ["verify", "../cli/terminal.ts", "./report.ts"],
  ["verify", "node:net", "node:fs"],
  ["verify", "node:http", "node:path"],
  ["verify", "node:child_process", "node:crypto"],
  ["verify", "execa", "@noble/ed25519"],
  ["format", "../verify/index.ts", "./decode.ts"],
  ["format", "node:fs", "@noble/hashes/sha2.js"],
  ["iso9660", "../verify/index.ts", "../format/index.ts"],
  ["iso9660", "node:fs", "./source.ts"],
  ["sign", "../verify/index.ts", "../format/index.ts"],
  ["sign", "../build-iso/index.ts", "node:crypto"],
  ["build-iso", "../sign/index.ts", "../iso9660/index.ts"],
  ["build-iso", "../verify/index.ts", "execa"],
  ["reproduce", "../build-iso/index.ts", "../iso9660/index.ts"],
  ["reproduce", "../verify/index.ts", "node:crypto"],
  ["lint", "../build-iso/index.ts", "node:zlib"],
  ["lint", "../sign/index.ts", "../format/index.ts"],
  ["lint", "../iso9660/index.ts", "../archives/zip.ts"],
  ["files", "../verify/index.ts", "../format/index.ts"],
  ["files", "execa", "node:fs"],
  ["archives", "node:zlib", "../format/index.ts"],
  ["archives", "../files/bounded.ts", "./zip.ts"],
  ["trust", "node:crypto", "../format/index.ts"],
  ["trust", "../files/bounded.ts", "./rebuilds.ts"],
  ["sign", "../iso9660/index.ts", "../trust/rebuilds.ts"],
  ["build-iso", "../reproduce/index.ts", "../archives/zip.ts"],
  ["verify", "../archives/zip.ts", "../trust/rebuilds.ts"],
] as const;

/** Files with the lint rule's complaints, after planting one import a file in a copy of the rooms' layout. */
function lintPlanted(column: 1 | 2): { status: number | null; complaints: string[] } {
  const copy = temporaryFolder();
  cpSync(join(root, "biome.json"), join(copy, "biome.json"));
  for (const [i, row] of planted.entries()) {
    mkdirSync(join(copy, "src", row[0]), { recursive: true });
    writeFileSync(
      join(copy, "src", row[0], `planted${i}.ts`),
      `import { x } from "${row[column]}";\n\nconsole.log(x);\n`,
    );
  }
  const program = join(root, "node_modules/.bin/biome");
  const { status, stdout } = run(program, ["lint", "--error-on-warnings", "--reporter=github", "."], { cwd: copy });
  const lines = stdout.split("\n").filter((line) => line.includes("noRestrictedImports"));
  return { status, complaints: lines.map((line) => relative(copy, /file=([^,]*)/.exec(line)?.[1] ?? "")) };
}

describe("the lint rule", () => {
  test("passes what a room may import", () => {
    expect(lintPlanted(2)).toEqual({ status: 0, complaints: [] });
  });

  test("catches every planted violation", () => {
    const { status, complaints } = lintPlanted(1);
    expect(status).not.toBe(0);
    expect(complaints.sort()).toEqual(planted.map((row, i) => `src/${row[0]}/planted${i}.ts`).sort());
  });
});

/** What a source names in `import … from "x";`, `export … from "x";` and `import "x";`. */
function importsOf(source: string): string[] {
  const found = source.matchAll(/^(?:import|export|\}).*?\bfrom "([^"]+)";$|^import "([^"]+)";$/gm);
  return [...found].map(([, from, bare]) => from ?? bare ?? "");
}

/** All files that `entry` reaches by relative imports, and the other modules that they name. */
function closureOf(entry: string): { files: string[]; modules: Set<string> } {
  const files = [entry];
  const modules = new Set<string>();
  for (const file of files)
    for (const from of importsOf(readFileSync(file, "utf8")))
      if (!from.startsWith(".")) modules.add(from);
      else if (!files.includes(resolve(dirname(file), from))) files.push(resolve(dirname(file), from));
  return { files, modules };
}

describe("the verifier", () => {
  const { files, modules } = closureOf(join(root, "src/verify/main.ts"));
  const rooms = new Set(files.map((file) => relative(join(root, "src"), file).split("/")[0]));
  const program = closureOf(join(root, "src/cli/zegel-verify.ts"));

  /** What the verifier is made of; the room of files and the room of trust are built as they are needed. */
  const ground = ["files", "format", "iso9660", "trust", "verify"].filter((room) =>
    existsSync(join(root, "src", room)),
  );

  test("reaches only format, files, trust, iso9660 and itself", () => {
    expect([...rooms].filter((room) => !ground.includes(room ?? ""))).toEqual([]);
  });

  test("uses noble and a few modules of Node, none of which reaches a network or starts a program", () => {
    const allowed = ["crypto", "fs", "fs/promises", "path", "util", "os", "worker_threads"].map(
      (name) => `node:${name}`,
    );
    const others = [...modules].filter((name) => !allowed.includes(name));
    expect(others.sort()).toEqual(["@noble/ed25519", "@noble/hashes/sha2.js"]);
  });

  test("as zegel-verify it has the guided program beside it, which opens the record when asked, and nothing else", () => {
    const added = program.files.filter((file) => !files.includes(file)).map((file) => relative(root, file));
    const guide = ["-code", "-dialog", "-discs", "-keep", "-menu", "-person", "-texts", ""].map(
      (part) => `guide${part}`,
    );
    const cli = ["ask", ...guide, "terminal", "zegel-verify"].map((name) => `src/cli/${name}.ts`);
    expect(added.filter((file) => !file.startsWith("src/verify/")).sort()).toEqual(cli.sort());
    const further = [...program.modules].filter((name) => !modules.has(name));
    expect(further.sort()).toEqual(["node:child_process", "node:readline"]);
  });

  const shown = "main|options|typed|language|progress|checklist|render|record|sectors|version";
  /** docs/adr/0007: a budget that is not a test drifts. */
  test.each([
    ["format", /\/src\/format\//, 2500],
    ["iso9660", /\/src\/iso9660\//, 1950],
    ["trust", /\/src\/trust\//, 380],
    ["files", /\/src\/files\//, 700],
    ["verify, what decides,", new RegExp(`/src/verify/(?!messages|node-|self-test|${shown})`), 3030],
    ["verify, what touches Node,", /\/src\/verify\/node-/, 1280],
    ["verify, what is asked, shown and written,", new RegExp(`/src/verify/(${shown})`), 1700],
    ["verify, the self-test,", /\/src\/verify\/self-test/, 300],
  ])("%s stays within its budget", (_room, part, budget) => {
    const own = files.filter((file) => part.test(file));
    const lines = own.map((file) => readFileSync(file, "utf8").split("\n").length - 1);
    expect(own.length).toBeGreaterThan(1);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
  });

  test("builds, accepts and refuses with every other room deleted", () => {
    const alone = temporaryFolder();
    for (const room of ground) cpSync(join(root, "src", room), join(alone, "src", room), { recursive: true });
    for (const file of program.files) cpSync(file, join(alone, relative(root, file)));
    for (const file of ["package.json", "tsconfig.json", "tsconfig.build.json"])
      cpSync(join(root, file), join(alone, file));
    symlinkSync(join(root, "node_modules"), join(alone, "node_modules"));
    expect(readdirSync(join(alone, "src")).sort()).toEqual(["cli", ...ground]);
    expect(run("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: alone })).toMatchObject({ status: 0 });

    const disc = makeDisc();
    const altered = Buffer.from(disc.image);
    altered[altered.length - 1] = 1;
    writeFileSync(join(alone, "root.note"), disc.rootNote);
    writeFileSync(join(alone, "good.iso"), disc.image);
    writeFileSync(join(alone, "bad.iso"), altered);
    const built = join(alone, "dist/cli/zegel-verify.js");
    expect(existsSync(built)).toBe(true);
    const verify = (image: string) =>
      run(process.execPath, [built, image, "--root", "root.note", "--code", disc.code], { cwd: alone }).status;
    expect(verify("good.iso")).toBe(0);
    expect(verify("bad.iso")).toBe(22);
  });
});
