// Packs the verifier as `npm run package` does, from this checkout or from a copy of it elsewhere.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../tools.ts";
import { makeDisc, rebuildNote, testRoot } from "../verify/fixture.ts";

export const project = join(import.meta.dirname, "../..");

/** A disc whose root asks for one rebuild, so that every verdict can be had under one root that is built in. */
export function makeRebuiltDisc(change: Parameters<typeof makeDisc>[0] = {}) {
  return makeDisc({
    root: testRoot({}, 1),
    rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")],
    ...change,
  });
}

/** What packing needs of a checkout, in a new folder; built already. The caller removes it. */
export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), "zegel-elsewhere-"));
  for (const name of ["src", "scripts", "package.json", "package-lock.json"])
    cpSync(join(project, name), join(copy, name), { recursive: true });
  for (const room of ["files", "format", "iso9660", "trust", "verify"])
    cpSync(join(project, "dist", room), join(copy, "dist", room), { recursive: true });
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
  mkdirSync(join(project, ".tools"), { recursive: true });
  symlinkSync(join(project, ".tools"), join(copy, ".tools"));
  return copy;
}

/** Packs `names` into the new folder `out`. `outer` is what runs node, such as `["faketime", "2031-05-06"]`. */
export function pack(
  names: readonly string[],
  out: string,
  root: Uint8Array | undefined,
  { folder = project, env = {}, outer = [] as readonly string[] } = {},
): void {
  const given = root === undefined ? [] : ["--root", `${out}.root.note`];
  if (root !== undefined) writeFileSync(`${out}.root.note`, root);
  const script = [join(folder, "scripts/package.mjs"), "--revision", "test", "--out", out, ...given];
  const [program = "", ...args] = [...outer, process.execPath, ...script, ...names.flatMap((name) => ["--only", name])];
  const outcome = run(program, args, { cwd: folder, env: { ...process.env, ...env } });
  expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
}

/** SHA256SUMS of a packed folder, by name; judged by sha256sum itself. */
export function sumsOf(folder: string): Record<string, string> {
  expect(run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder })).toMatchObject({ status: 0 });
  const lines = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
  return Object.fromEntries(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}
