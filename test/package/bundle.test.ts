// The bundle of the verifier: the same bytes from anywhere, with its root in it, and nothing looked up beside it.

import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { encodeHashGroups, textDigest } from "../../src/format/index.ts";
import { run, temporaryFolder } from "../tools.ts";
import { makeDisc, sha256Of } from "../verify/fixture.ts";
import { copyProject, makeRebuiltDisc, pack, project, sumsOf } from "./packing.ts";

const name = "zegel-verify.cjs";

function packed(root: Uint8Array | undefined, options: Parameters<typeof pack>[3] = {}): string {
  const out = join(temporaryFolder(), "out");
  pack([name], out, root, options);
  return out;
}

/** A copy of the project, removed when the test ends. */
function elsewhere(): string {
  const copy = copyProject();
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

test("is the same from another folder, with another umask, time zone and locale; and another after a change", () => {
  const { rootNote } = makeRebuiltDisc();
  const here = sumsOf(packed(rootNote));
  const folder = elsewhere();
  const outer = ["sh", "-c", 'umask 077; exec "$@"', "sh"];
  const env = { TZ: "Asia/Kolkata", LC_ALL: "C", HOME: "/nonexistent", NODE_ENV: "production" };
  expect(sumsOf(packed(rootNote, { folder, outer, env }))).toEqual(here);
  appendFileSync(join(folder, "src/verify/verdict.ts"), 'console.log("another");\n');
  expect(sumsOf(packed(rootNote, { folder }))[name]).not.toBe(here[name]);
  expect(sumsOf(packed(undefined))[name]).not.toBe(here[name]);
});

test("says what it is; accepts and refuses under its own root; and another root does not help", () => {
  const disc = makeRebuiltDisc();
  const other = makeDisc();
  const folder = packed(disc.rootNote);
  const altered = Buffer.from(disc.image);
  altered[altered.length - 1] = 1;
  for (const [file, bytes] of Object.entries({ good: disc.image, altered, other: other.image, root: other.rootNote }))
    writeFileSync(join(folder, file), bytes);
  const verify = (...args: string[]) => run(process.execPath, [join(folder, name), ...args], { cwd: folder });
  const version = verify("--version", "--lang", "en");
  const lines = (sha256: string) => encodeHashGroups(sha256).replace(/^(.{39}) /, "  $1\n  ");
  expect(version).toMatchObject({ status: 0, stderr: "" });
  expect(version.stdout).toContain(lines(sha256Of(readFileSync(join(folder, name)))));
  expect(version.stdout).toContain(lines(textDigest(disc.seal.trustRoots[0]?.text ?? "")));
  expect(version.stdout).toContain("Source revision (git): test\n");
  expect(verify("good", "--code", disc.code).status).toBe(0);
  expect(verify("altered", "--code", disc.code).status).toBe(22);
  expect(verify("other", "--code", other.code).status).toBe(21);
  expect(verify("other", "--code", other.code, "--root", "root").status).toBe(21);
  expect(JSON.parse(verify("good", "--code", disc.code, "--json").stdout).tool).toMatchObject({ kind: "program" });
});

test("without a root says that it has none, and takes one from outside", () => {
  const disc = makeDisc();
  const folder = packed(undefined);
  writeFileSync(join(folder, "disc.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  const verify = (...args: string[]) => run(process.execPath, [join(folder, name), ...args], { cwd: folder });
  expect(verify("--version", "--lang", "nl").stdout).toContain("Ingebouwde vertrouwensbasis: geen");
  expect(verify("disc.iso", "--code", disc.code).status).toBe(21);
  expect(verify("disc.iso", "--code", disc.code, "--root", "root.note").status).toBe(0);
});

test("loads nothing that lies beside it", () => {
  const folder = packed(undefined);
  const source = readFileSync(join(folder, name), "utf8");
  const wanted = [...source.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module);
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((module) => module?.startsWith("node:") !== true)).toEqual([]);
  expect(source).not.toMatch(/\bimport\(/);
  expect(source).not.toContain(project);
});

test("is not packed with a root that is none, nor from sources without a name", () => {
  const folder = elsewhere();
  const out = join(temporaryFolder(), "out");
  const script = join(folder, "scripts/package.mjs");
  const { rootNote } = makeDisc();
  const broken = Buffer.from(rootNote);
  broken[broken.length - 5] = 65; // in the last signature
  writeFileSync(`${out}.bad`, broken);
  writeFileSync(`${out}.good`, rootNote);
  const attempt = (...args: string[]) =>
    run(process.execPath, [script, "--only", name, "--out", out, ...args], { cwd: folder });
  expect(attempt("--revision", "r", "--root", `${out}.good`)).toMatchObject({ status: 0 });
  const bad = attempt("--revision", "r", "--root", `${out}.bad`);
  expect(bad.status).not.toBe(0);
  expect(bad.stderr).toContain("ROOT_SIGNATURES");
  const nameless = attempt();
  expect(nameless.status).not.toBe(0);
  expect(nameless.stderr).toContain("git rev-parse");
  mkdirSync(`${out}.mine`);
  expect(attempt("--revision", "r", "--out", `${out}.mine`).stderr).toContain("--out: expected a new folder");
});
