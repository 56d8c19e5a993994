// The doors of the package: what another project gets from `npm pack`, unpacked beside it, imported as a stranger would.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./tools.ts";
import { type Disc, makeDisc } from "./verify/fixture.ts";

const root = join(import.meta.dirname, "..");
const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
let project: string;
let disc: Disc;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "zegel-doors-"));
  const packed = run("npm", ["pack", "--silent", "--pack-destination", project], { cwd: root });
  expect(packed.status, packed.stderr).toBe(0);
  const place = join(project, "node_modules/zegel");
  mkdirSync(place, { recursive: true });
  const unpacked = run("tar", ["-xzf", join(project, packed.stdout.trim()), "-C", place, "--strip-components=1"]);
  expect(unpacked.status, unpacked.stderr).toBe(0);
  // What `npm install` would fetch, and nothing that only development needs.
  for (const name of Object.keys(ours.dependencies)) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  disc = makeDisc();
  writeFileSync(join(project, "package.json"), '{ "name": "stranger", "private": true, "type": "module" }\n');
  writeFileSync(join(project, "good.iso"), disc.image);
  writeFileSync(join(project, "bad.iso"), disc.image.with(disc.image.length - 1, 1));
  writeFileSync(join(project, "root.note"), disc.rootNote);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a program text of the stranger's. */
const script = (name: string, text: string, ...args: string[]) => {
  writeFileSync(join(project, name), text);
  return run(process.execPath, [name, ...args], { cwd: project });
};

describe("zegel/verify", () => {
  test("has twelve names, and no other", () => {
    const { stdout } = script("names.js", 'console.log(Object.keys(await import("zegel/verify")).sort().join(" "));');
    expect(stdout.trim().split(" ")).toEqual([
      ...["ReadError", "VerifyError", "encodeRecord", "exitCodes", "makeRecord", "noExpectation"],
      ...["nodePlatform", "openTarget", "renderRecord", "selfTest", "thenClose", "verifyDisc"],
    ]);
  });

  const embedding = readFileSync(join(root, "docs/embedding.md"), "utf8");
  const example = /^```js\n([\s\S]*?)^```$/m.exec(embedding)?.[1] ?? "";

  test("the example of docs/embedding.md accepts a good disc and refuses a changed one", () => {
    const good = script("example.js", example, "good.iso", "root.note", disc.code);
    expect([good.stdout.split("\n")[1], good.stderr, good.status]).toEqual([" GOED", "", 0]);
    const record = JSON.parse(readFileSync(join(project, "record.json"), "utf8"));
    expect(record).toMatchObject({ format: "zegel/record v1", verdict: "ECHT", tool: { file: "example.js" } });
    rmSync(join(project, "record.json"));
    const bad = script("example.js", example, "bad.iso", "root.note", disc.code);
    expect([bad.stdout.split("\n")[1], bad.stderr, bad.status]).toEqual([" STOP", "", 22]);
    rmSync(join(project, "record.json"));
    const blind = script("example.js", example, "good.iso", "root.note", `${disc.code.slice(0, -1)}!`);
    expect([blind.stdout, blind.status]).toEqual(["", 2]);
  });
});

describe("zegel/format", () => {
  test("reads a note and prints it again", () => {
    const text = [
      'import { readFileSync } from "node:fs";',
      'import { encodeNote, parseNote, parseTrustRoot } from "zegel/format";',
      'const bytes = new Uint8Array(readFileSync("root.note"));',
      'const note = parseNote(bytes, "root.note");',
      "console.log(parseTrustRoot(note.text).version, Buffer.compare(bytes, encodeNote(note)));",
    ];
    expect(script("note.js", text.join("\n"))).toMatchObject({ status: 0, stdout: "1 0\n", stderr: "" });
  });
});

test.each(["zegel", "zegel/dist/verify/proof/verify.js", "zegel/dist/format/index.js", "zegel/sign"])(
  "%s is no door",
  (name) => {
    const { status, stderr } = script("deep.js", `await import(${JSON.stringify(name)});`);
    expect([status, stderr]).toEqual([1, expect.stringContaining("ERR_PACKAGE_PATH_NOT_EXPORTED")]);
  },
);

test("tsc of a stranger finds the types, without Node's own", () => {
  const options = { strict: true, noEmit: true, target: "es2023", lib: ["es2023"], types: [], module: "nodenext" };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["types.ts"] }));
  const text = `
import { parseNote, type Note } from "zegel/format";
import { exitCodes, type Medium, nodePlatform, noExpectation, openTarget, type Report, verifyDisc } from "zegel/verify";
// @ts-expect-error: no door leads there
import * as deep from "zegel/dist/verify/proof/verify.js";

export const note = (bytes: Uint8Array): Note => parseNote(bytes, "a note");
export const genuine: 0 = exitCodes.ECHT;
export async function check(target: string, roots: readonly Uint8Array[]): Promise<Report> {
  const { source, close } = await openTarget(target);
  const given = { target, source, builtInRoots: [], roots, notes: [], expectation: { ...noExpectation, code: "x" } };
  try {
    return await verifyDisc({ ...given, today: "2027-03-01", selfTest: undefined, onProgress: () => {} }, nodePlatform);
  } finally {
    await close();
  }
}
// @ts-expect-error: a verdict is no word of one's own
export const isGood = (report: Report) => report.verdict === "GOED";
// @ts-expect-error: a medium says whether it is still the same
export const medium: Medium = { kind: "file", bytes: 0, read: async () => 0 };
export { deep };
`;
  writeFileSync(join(project, "types.ts"), text);
  const { status, stdout } = run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project });
  expect([stdout, status]).toEqual(["", 0]);
});

describe("the package", () => {
  test("holds the built program and nothing of the sources, and is published by nobody", () => {
    expect(readdirSync(join(project, "node_modules/zegel")).sort()).toEqual([
      "LICENSE",
      "README.md",
      "dist",
      "package.json",
    ]);
    expect(ours.private).toBe(true);
  });

  test("both programs run from it", () => {
    const start = (name: string, ...args: string[]) =>
      run(process.execPath, [join(project, "node_modules/zegel", ours.bin[name]), ...args], { cwd: project });
    const given = ["--root", "root.note", "--code", disc.code, "--lang", "en"];
    expect(start("zegel-verify", "good.iso", ...given)).toMatchObject({ status: 0, stderr: "" });
    expect(start("zegel", "verify", "bad.iso", ...given)).toMatchObject({ status: 22, stderr: "" });
    expect(start("zegel", "root", "show", "root.note")).toMatchObject({ status: 0, stderr: "" });
  });
});
