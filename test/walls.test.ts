// The walls between the rooms: the lint rule catches a planted violation, files import each other in no circle, and the verifier
// stands when all else is gone.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "./tools.ts";
import { makeDisc } from "./verify/fixture.ts";

const root = join(import.meta.dirname, "..");

const { withWalls } = await import(join(root, "scripts/walls.mjs"));
const walls = JSON.parse(readFileSync(join(root, "walls.json"), "utf8")) as Walls;

interface Walls {
  readonly rooms: Readonly<Record<string, Room>>;
}
interface Room {
  readonly imports: readonly string[];
  readonly node?: readonly string[];
  readonly packages?: readonly string[];
}

/** What is planted: room, import that must be refused, import that must pass. */
const planted = [
  ["verify/proof", "../../sign/index.ts", "../../format/index.ts"],
  ["verify/proof", "../record/text.ts", "../../iso9660/index.ts"],
  ["verify/proof", "../explain/sectors.ts", "../../trust/index.ts"],
  ["verify/proof", "node:fs", "./report.ts"],
  ["verify/rescue", "node:fs", "../proof/ports.ts"],
  ["verify/rescue", "../record/text.ts", "../../words/language.ts"],
  ["verify/proof", "../rescue/rescue.ts", "./report.ts"],
  ["verify/record", "../node/medium.ts", "../proof/report.ts"],
  ["verify/record", "node:fs", "../../format/index.ts"],
  ["verify/node", "node:net", "node:fs"],
  ["verify/node", "../program/main.ts", "../proof/ports.ts"],
  ["verify/node", "../record/text.ts", "../../format/index.ts"],
  ["verify/node", "../../words/language.ts", "../../files/bounded.ts"],
  ["verify/program", "node:http", "node:path"],
  ["verify/program", "../../cli/zegel.ts", "../record/text.ts"],
  ["verify/program", "execa", "node:crypto"],
  ["format", "../verify/index.ts", "./decode.ts"],
  ["format", "node:fs", "@noble/hashes/sha2.js"],
  ["words", "../verify/record/text.ts", "../format/index.ts"],
  ["words", "node:fs", "./language.ts"],
  ["iso9660", "../verify/index.ts", "../format/index.ts"],
  ["iso9660", "node:fs", "./source.ts"],
  ["sign", "../verify/index.ts", "../format/index.ts"],
  ["sign/keys", "../../build-iso/index.ts", "node:crypto"],
  ["build-iso/image", "../../sign/index.ts", "../../iso9660/index.ts"],
  ["build-iso", "../verify/index.ts", "execa"],
  ["build-iso/writer", "node:fs", "./plan.ts"],
  ["build-iso/writer", "../../trust/index.ts", "../../iso9660/index.ts"],
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
  ["log", "../sign/index.ts", "../trust/index.ts"],
  ["log", "node:http", "node:crypto"],
  ["distribute", "node:fs", "./register/index.ts"],
  ["distribute/register", "node:crypto", "csv-parse/sync"],
  ["distribute/register", "../book/book.ts", "../../format/index.ts"],
  ["distribute/book", "../../trust/index.ts", "../register/index.ts"],
  ["distribute/status", "../receipts/index.ts", "../register/index.ts"],
  ["distribute/receipts", "../keys/scrypt.ts", "../status/known.ts"],
  ["distribute/notices", "../book/book.ts", "../recall-letter.ts"],
  ["release-folder", "node:fs", "../trust/index.ts"],
  ["release-folder", "../sign/index.ts", "../distribute/index.ts"],
  ["page", "../verify/node/medium.ts", "../verify/proof/ports.ts"],
  ["crosscheck/paper", "node:fs", "csv-parse/sync"],
  ["crosscheck/paper", "../../files/bounded.ts", "../../format/index.ts"],
  ["crosscheck/page", "../read/votes.ts", "../paper/form.ts"],
  ["crosscheck/read", "../../verify/index.ts", "../../archives/zip.ts"],
  ["crosscheck/read", "execa", "saxes"],
  ["crosscheck/rules", "node:fs", "../read/model.ts"],
  ["crosscheck/rules", "../../files/bounded.ts", "../../format/index.ts"],
  ["crosscheck/seats", "node:fs", "../../words/language.ts"],
  ["crosscheck/seats", "../read/model.ts", "../../format/index.ts"],
  ["crosscheck/outcome", "node:fs", "../seats/apportion.ts"],
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

/** What a source names in `import … from "x";`, `export … from "x";`, `import "x";` and `import("x")`. */
function importsOf(source: string): string[] {
  const found = source.matchAll(
    /^(?:import|export|\}).*?\bfrom "([^"]+)";$|^import "([^"]+)";$|\bimport\("([^"]+)"\)/gm,
  );
  return [...found].map(([, from, bare, late]) => from ?? bare ?? late ?? "");
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

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .sort();
/** The innermost room that holds a file; both relative to src. */
const roomOf = (path: string) =>
  Object.keys(walls.rooms)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0] ?? "none";

/** Why a file of `room` may not import `from`; undefined: it may. */
function wallBetween(room: string, path: string, from: string): string | undefined {
  const { imports, node = [], packages = [] } = walls.rooms[room] as Room;
  if (from.startsWith("node:")) return node.some((name) => name === "*" || from === `node:${name}`) ? undefined : from;
  if (!from.startsWith("."))
    return packages.some((name) => from === name || from.startsWith(name.replace(/\*$/, ""))) ? undefined : from;
  const target = roomOf(relative(join(root, "src"), resolve(root, "src", dirname(path), from)));
  return target === room || imports.includes(target) || imports.includes("*") ? undefined : target;
}

describe("the shape of a function", () => {
  /** Complaints of biome about a file in src that holds this. */
  function lintShape(source: string): string[] {
    const copy = temporaryFolder();
    cpSync(join(root, "biome.json"), join(copy, "biome.json"));
    mkdirSync(join(copy, "src/lint"), { recursive: true });
    writeFileSync(join(copy, "src/lint/planted.ts"), source);
    const program = join(root, "node_modules/.bin/biome");
    const { stdout } = run(program, ["lint", "--error-on-warnings", "--reporter=github", "."], { cwd: copy });
    return [...stdout.matchAll(/title=lint\/([^,]*),/g)].map(([, rule]) => rule ?? "");
  }
  /** Lines between the braces: so biome counts. */
  const ofLines = (count: number) => `export function long() {\n${"  console.log();\n".repeat(count)}}\n`;
  const ofParameters = (count: number) =>
    `export const wide = (${Array.from({ length: count }, (_, i) => `a${i}: number`).join(", ")}) => a0${" + a1".repeat(count)};\n`;

  test("is at most 60 lines and 6 parameters", () => {
    expect(lintShape(ofLines(61))).toEqual(["complexity/noExcessiveLinesPerFunction"]);
    expect(lintShape(ofLines(60))).toEqual([]);
    expect(lintShape(ofParameters(7)).filter((rule) => rule.startsWith("complexity/"))).toEqual([
      "complexity/useMaxParams",
    ]);
    expect(lintShape(ofParameters(6)).filter((rule) => rule.startsWith("complexity/"))).toEqual([]);
  });
});

describe("the table of walls", () => {
  test("is what biome.json's restrictions are made from", () => {
    const biome = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
    expect(withWalls(biome, walls)).toEqual(biome);
  });

  test("holds for every file, by where its imports truly end", () => {
    const broken = sources.flatMap((path) =>
      importsOf(readFileSync(join(root, "src", path), "utf8")).flatMap((from) => {
        const wall = wallBetween(roomOf(path), path, from);
        return wall === undefined ? [] : [`${path} imports ${wall}`];
      }),
    );
    expect(broken).toEqual([]);
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((path) => roomOf(path) === "none")).toEqual([]);
  });

  test("names no room that is not there", () => {
    const missing = Object.keys(walls.rooms).filter((room) => !existsSync(join(root, "src", room)));
    expect(missing).toEqual([]);
  });

  test("would see a planted import", () => {
    for (const [room, refused, passed] of planted) {
      const path = `${room}/planted.ts`;
      expect([room, refused, wallBetween(roomOf(path), path, refused)]).not.toEqual([room, refused, undefined]);
      expect([room, passed, wallBetween(roomOf(path), path, passed)]).toEqual([room, passed, undefined]);
    }
  });
});

/**
 * Circles of files, by imports of values and of types alike: sets of files of which each reaches each other (Tarjan, "Depth-first
 * search and linear graph algorithms", 1972). `imports`: each file with those that it names.
 */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const number = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string) => {
    number.set(file, number.size);
    lowest.set(file, number.size - 1);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!number.has(next)) visit(next);
      else if (!open.includes(next)) continue;
      lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== number.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!number.has(file)) visit(file);
  return circles.sort();
}

const filesInFolder = 15;

describe("the files", () => {
  const reached = (path: string) =>
    importsOf(readFileSync(join(root, "src", path), "utf8"))
      .filter((from) => from.startsWith("."))
      .map((from) => relative(join(root, "src"), resolve(root, "src", dirname(path), from)));

  test("import each other in no circle", () => {
    expect(circlesOf(new Map(sources.map((path) => [path, reached(path)])))).toEqual([]);
  });

  test("would be seen in a planted circle: of two, of three with a way in and a way out, of one", () => {
    const planted: Record<string, string[]> = {
      ...{ a: ["b"], b: ["c"], c: ["d", "e"], d: ["b"], e: ["f"], f: [] },
      ...{ x: ["y"], y: ["x"], own: ["own"] },
    };
    expect(circlesOf(new Map(Object.entries(planted)))).toEqual([["b", "c", "d"], ["own"], ["x", "y"]]);
    const { d: _, y: __, own: ___, ...straight } = planted;
    expect(circlesOf(new Map(Object.entries(straight)))).toEqual([]);
  });

  test(`lie at most ${filesInFolder} in a folder`, () => {
    const counts = new Map<string, number>();
    for (const path of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const crowded = [...counts].filter(([, count]) => count > filesInFolder).map(([folder]) => folder);
    expect(crowded).toEqual([]);
  });
});

test("the pages use nothing that Chrome 109 lacks: the last one for Windows 7 and 8", () => {
  const later =
    /\.(?:toSorted|toReversed|toSpliced|with|union|intersection|difference|isSubsetOf)\(|Object\.groupBy|Promise\.withResolvers/;
  for (const entry of ["src/page/main.ts", "src/crosscheck/page/main.ts"]) {
    const { files } = closureOf(join(root, entry));
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => later.test(readFileSync(file, "utf8").replaceAll("...", " ")))).toEqual([]);
  }
  expect(later.test("list.toSorted()")).toBe(true);
});

test("the writer of images reaches no module of Node, whatever it imports", () => {
  const { files, modules } = closureOf(join(root, "src/build-iso/writer/index.ts"));
  expect(files.map((file) => relative(root, file))).toContain("src/build-iso/error.ts");
  expect([...modules].filter((name) => name.startsWith("node:"))).toEqual([]);
});

describe("the verifier", () => {
  const { files, modules } = closureOf(join(root, "src/verify/program/main.ts"));
  const rooms = new Set(files.map((file) => relative(join(root, "src"), file).split("/")[0]));
  const program = closureOf(join(root, "src/verify/program/zegel-verify.ts"));

  /** What the verifier is made of; the room of files and the room of trust are built as they are needed. */
  const ground = ["files", "format", "iso9660", "trust", "verify", "words"].filter((room) =>
    existsSync(join(root, "src", room)),
  );

  test("reaches only format, files, trust, iso9660, words and itself", () => {
    expect([...rooms].filter((room) => !ground.includes(room ?? ""))).toEqual([]);
  });

  test("uses noble, a drawer of QR codes and a few modules of Node, none of which reaches a network or starts a program", () => {
    const allowed = ["crypto", "fs", "fs/promises", "path", "util", "os", "worker_threads"].map(
      (name) => `node:${name}`,
    );
    const others = [...modules].filter((name) => !allowed.includes(name));
    expect(others.sort()).toEqual(["@noble/ed25519", "@noble/hashes/hmac.js", "@noble/hashes/sha2.js", "uqr"]);
  });

  test("as zegel-verify it has the guided program beside it, which opens the record when asked, and nothing else", () => {
    const added = program.files.filter((file) => !files.includes(file)).map((file) => relative(root, file));
    const own = added.filter((file) => !/^src\/verify\/program\/(guide\/|ask|terminal|zegel-verify)/.test(file));
    // One run at a time, and a map that is written anew, where discs are joined.
    const alsoHere = ["src/files/lock.ts", "src/files/replace.ts"];
    expect(own.filter((file) => !file.startsWith("src/verify/") && !alsoHere.includes(file))).toEqual([]);
    const further = [...program.modules].filter((name) => !modules.has(name));
    expect(further.sort()).toEqual(["node:child_process", "node:readline"]);
  });

  /** docs/adr/0007: a budget that is not a test drifts. */
  test.each([
    ["format", /\/src\/format\//, 3100],
    ["iso9660", /\/src\/iso9660\//, 2000],
    ["trust", /\/src\/trust\//, 1975],
    ["files", /\/src\/files\//, 785],
    ["words", /\/src\/words\//, 540],
    ["verify/proof", /\/src\/verify\/proof\//, 2540],
    ["verify/explain", /\/src\/verify\/explain\//, 370],
    ["verify/node", /\/src\/verify\/node\//, 1450],
    ["verify/record", /\/src\/verify\/record\//, 3190],
    ["verify/program", /\/src\/verify\/program\//, 1680],
    ["the self-test", /\/src\/verify\/self-test/, 295],
  ])("%s stays within its budget", (_room, part, budget) => {
    const own = files.filter((file) => part.test(file));
    const lines = own.map((file) => readFileSync(file, "utf8").split("\n").length - 1);
    expect(own.length).toBeGreaterThan(1);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
  });

  /**
   * docs/adr/0007: what an outsider reads to know what can say ECHT of a disc, by whole files, comments and all; the reader of directories
   * apart, and what judges an installed folder.
   */
  test("what can say ECHT stays within its budget", () => {
    const proof = closureOf(join(root, "src/verify/proof/verify.ts")).files;
    const own = proof.filter((file) => !file.includes("/src/iso9660/"));
    const lines = own.map((file) => readFileSync(file, "utf8").split("\n").length - 1);
    expect(own.map((file) => relative(root, file))).toContain("src/trust/signature.ts");
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(6590);
  });

  test("builds, accepts and refuses with every other room deleted", () => {
    const alone = temporaryFolder();
    for (const room of ground) cpSync(join(root, "src", room), join(alone, "src", room), { recursive: true });
    for (const file of ["package.json", "tsconfig.json", "tsconfig.build.json"])
      cpSync(join(root, file), join(alone, file));
    symlinkSync(join(root, "node_modules"), join(alone, "node_modules"));
    expect(readdirSync(join(alone, "src")).sort()).toEqual(ground);
    expect(run("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: alone })).toMatchObject({ status: 0 });

    const disc = makeDisc();
    const altered = Buffer.from(disc.image);
    altered[altered.length - 1] = 1;
    writeFileSync(join(alone, "root.note"), disc.rootNote);
    writeFileSync(join(alone, "good.iso"), disc.image);
    writeFileSync(join(alone, "bad.iso"), altered);
    const built = join(alone, "dist/verify/program/zegel-verify.js");
    expect(existsSync(built)).toBe(true);
    const verify = (image: string) =>
      run(process.execPath, [built, image, "--root", "root.note", "--code", disc.code], { cwd: alone }).status;
    expect(verify("good.iso")).toBe(0);
    expect(verify("bad.iso")).toBe(22);
  });
});
