// The toolkit itself: the same bytes from another folder and another Node, a list of digests, a list of parts.

import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../tools.ts";

const root = join(import.meta.dirname, "../..");
const { binaryPath, lines } = await import(join(root, "scripts/package/node-binaries.mjs"));
const parts = ["src", "scripts", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];

/** A copy of what a build needs, in a folder of another name and depth. */
function copyOfToolkit(): string {
  const copy = join(temporaryFolder(), "een heel ander pad", "zegel");
  mkdirSync(copy, { recursive: true });
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

function digests(folder: string, node: readonly string[] = [process.execPath], env: NodeJS.ProcessEnv = {}): string {
  const [program = "", ...before] = node;
  const script = join(folder, "scripts/digests.mjs");
  const { status, stdout, stderr } = run(program, [...before, script], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

describe("npm run digests", () => {
  let here: string;
  beforeAll(() => {
    here = digests(root);
  });

  test("is the same from two folders, time zones and umasks; one changed character shows", () => {
    expect(here.split("\n").length).toBeGreaterThan(100);
    expect(here).toMatch(/^[0-9a-f]{64} {2}dist\/cli\/zegel\.js$/m);
    expect(here).toMatch(/# all [0-9a-f]{64}\n$/);
    const copy = copyOfToolkit();
    const before = process.umask(0o077);
    try {
      expect(digests(copy, undefined, { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" })).toBe(here);
    } finally {
      process.umask(before);
    }
    writeFileSync(join(copy, "src/cli/extra.ts"), "export const extra = 1;\n");
    expect(digests(copy)).not.toBe(here);
  });

  test("names the files of dist, as sha256sum checks them", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "list"), here);
    const { status, stderr } = run("sha256sum", ["-c", "--quiet", join(folder, "list")], { cwd: root });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  // The first use fetches that Node; a developer's machine without it skips.
  test.for(Object.keys(lines))("is the same on Node %s", (line, { skip }) => {
    if (process.env.CI === undefined) skip(!existsSync(binaryPath("linux-x64", line)));
    const node = [process.execPath, join(root, "scripts/node.mjs"), line, "node"]; // on the PATH too, where the compiler looks
    expect(digests(root, node)).toBe(here);
  });
});

describe("npm run sbom", () => {
  test("is the same every time and from another folder, and names every part that runs", () => {
    const list = (folder: string) => run(process.execPath, [join(folder, "scripts/sbom.mjs")], { cwd: folder }).stdout;
    const here = list(root);
    expect(list(copyOfToolkit())).toBe(here);
    const sbom = JSON.parse(here);
    expect(sbom).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "zegel" } } });
    const names = sbom.components.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["@noble/ed25519", "@noble/hashes", "commander", "execa"]));
    expect(names).not.toContain("vitest");
    expect(here).not.toMatch(/timestamp/);
  });
});
