// The bundle of the verifier: the same bytes from anywhere, with its root in it, and nothing looked up beside it.

import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readVerifier } from "../../src/build-iso/index.ts";
import { encodeHashGroups, parseNote, textDigest } from "../../src/format/index.ts";
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
  appendFileSync(join(folder, "src/verify/proof/verdict.ts"), 'console.log("another");\n');
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

test("the licences: of Zegel, of Node when given, of every package that is not for development alone", async () => {
  const folder = temporaryFolder();
  const licences = (...args: string[]) => {
    const script = [join(project, "scripts/package.mjs"), "--out", join(folder, "out"), "--only", "LICENTIES.txt"];
    const outcome = run(process.execPath, [...script, ...args], { cwd: project });
    expect(outcome.status, outcome.stderr).toBe(0);
    return readFileSync(join(folder, "out/LICENTIES.txt"), "utf8");
  };
  const text = licences();
  const { nodeVersion } = await import(join(project, "scripts/package/node-binaries.mjs"));
  expect(text).toContain(readFileSync(join(project, "LICENSE"), "utf8").trim());
  const where = `https://github.com/nodejs/node/blob/v${nodeVersion}/LICENSE`;
  expect(text).toContain(`Node.js ${nodeVersion}, in every program\n\n${where}\n`);
  const installed = run("npm", ["ls", "--omit=dev", "--all", "--parseable", "--long"], { cwd: project });
  const names = installed.stdout
    .split("\n")
    .flatMap((line) => /node_modules\/[^:]*:(.+)@([^@:]+)/.exec(line)?.slice(1, 3).join(" ") ?? []);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) expect(text).toContain(`\n${name} (`);
  expect(text.match(/^-{78}$/gm)).toHaveLength(names.length + 2);
  expect(text).toContain("Copyright (c) 2022 Paul Miller");
  writeFileSync(join(folder, "node.txt"), "Node.js is licensed for use as follows:\n");
  expect(licences("--node-licence", join(folder, "node.txt"))).toContain("in every program\n\nNode.js is licensed");
});

test("a package without a licence, or with two, is not packed", async () => {
  const { makeLicences } = await import(join(project, "scripts/package/licences.mjs"));
  const folder = temporaryFolder();
  const at = join(folder, "node_modules/een");
  mkdirSync(at, { recursive: true });
  const packages = {
    "": { name: "z", version: "1", license: "MIT" },
    "node_modules/een": { version: "2", license: "MIT" },
  };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
  writeFileSync(join(folder, "LICENSE"), "van ons");
  expect(() => makeLicences(undefined, folder)).toThrow(/een: expected one licence/);
  writeFileSync(join(at, "license.md"), "van een ander");
  expect(makeLicences(undefined, folder).toString()).toContain("een 2 (MIT)\n\nvan een ander\n");
  writeFileSync(join(at, "LICENSE"), "of toch niet");
  expect(() => makeLicences(undefined, folder)).toThrow(/een: expected one licence/);
});

test("A14: page and script tell the roots built in, to who reads their bytes", () => {
  const { rootNote } = makeRebuiltDisc();
  const roots = (given: Uint8Array | undefined) => {
    const out = join(temporaryFolder(), "out");
    pack([name, "controlepagina.html"], out, given);
    return [name, "controlepagina.html"].map((file) => {
      const { roots } = readVerifier(file, [readFileSync(join(out, file))]);
      return roots?.map(({ sha256 }) => sha256);
    });
  };
  const digest = textDigest(parseNote(rootNote, "root").text);
  expect(roots(rootNote)).toEqual([[digest], [digest]]);
  expect(roots(undefined)).toEqual([[], []]);
});

describe("A5: the names that Node looks up are made empty in its binary", async () => {
  const { withoutDoors, askedByMachineCode, askedByScripts } = await import(
    join(project, "scripts/package/node-doors.mjs")
  );
  const cString = (text: string) => Buffer.from(`\0${text}\0`);
  /** A string as V8 keeps it: hash, length, letters. */
  const v8String = (text: string) =>
    Buffer.concat([Buffer.from([1, 2, 3, 4, text.length, 0, 0, 0]), Buffer.from(text)]);
  const codeNames = askedByMachineCode as readonly string[];
  const scriptNames = askedByScripts as readonly string[];
  const parts = (): Buffer[] => [
    Buffer.from("ELF, and a text that names NODE_CHANNEL_FD and NODE_DEBUG_NATIVE\n"),
    ...codeNames.map(cString),
    ...scriptNames.flatMap((name) => [v8String(name), Buffer.from("between"), v8String(name)]),
  ];

  test("each of them, one byte of it, and nothing else", () => {
    const binary = Buffer.concat(parts());
    const changed = withoutDoors(binary) as Buffer;
    expect(withoutDoors(binary)).toEqual(changed);
    const differing = [...binary.keys()].filter((at) => binary[at] !== changed[at]);
    expect(differing).toHaveLength(codeNames.length + 2 * scriptNames.length);
    for (const at of differing) expect(changed[at]).toBe(0);
    for (const name of codeNames) expect(changed.includes(cString(name)), name).toBe(false);
    for (const name of scriptNames) expect(changed.includes(v8String(name)), name).toBe(false);
    expect(changed.toString("latin1")).toContain("names NODE_CHANNEL_FD and NODE_DEBUG_NATIVE\n");
  });

  test("a binary without one of them, or with one twice, is not packed", () => {
    for (const name of codeNames) {
      const without = Buffer.concat(parts().filter((part) => !part.equals(cString(name))));
      expect(() => withoutDoors(without), name).toThrow(`expected ${name} once`);
      expect(() => withoutDoors(Buffer.concat([...parts(), cString(name)])), name).toThrow(`expected ${name} once`);
    }
    for (const name of scriptNames) {
      const without = Buffer.concat(parts().filter((part) => !part.equals(v8String(name))));
      expect(() => withoutDoors(without), name).toThrow(`expected ${name} in the scripts`);
    }
  });
});
