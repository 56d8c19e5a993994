// `npm start` in a system that has Node, npm, the shell that npm itself runs scripts by, and no other program: no xorriso, no
// FUSE, no root and (dependencies and payload being there) no network.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { has } from "../tools.ts";

const root = join(import.meta.dirname, "../..");
let work: string;
let checkout: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "zegel-start-"));
  checkout = join(work, "checkout"); // one of its own: npm start makes `out` and `dist` anew
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0");
  for (const path of files.filter((path) => path !== "" && existsSync(join(root, path))))
    cpSync(join(root, path), join(checkout, path));
  mkdirSync(join(checkout, "node_modules"));
  mkdirSync(join(checkout, "my payload/map"), { recursive: true });
  writeFileSync(join(checkout, "my payload/map/één.txt"), "een\n");
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const pathOf = (name: string) => execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();

/** Arguments of bwrap: a system of these programs and the libraries that they load. */
function bareSystem(): string[] {
  const programs = { node: process.execPath, sh: realpathSync(pathOf("sh")), env: pathOf("env") };
  const loaded = execFileSync("ldd", Object.values(programs), { encoding: "utf8" });
  const libraries = new Set([...loaded.matchAll(/(?:=> |^\t)(\/\S+) \(/gm)].map(([, path = ""]) => path));
  const npm = dirname(dirname(realpathSync(pathOf("npm"))));
  return [
    ...["--unshare-all", "--uid", "65534", "--gid", "65534", "--die-with-parent", "--tmpfs", "/"],
    ...Object.entries(programs).flatMap(([name, path]) => ["--ro-bind", path, `/bin/${name}`]),
    ...["--symlink", "/bin/env", "/usr/bin/env"],
    ...[...libraries].flatMap((path) => ["--ro-bind", path, path]),
    ...["--ro-bind", npm, "/npm", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/home"],
    ...["--bind", checkout, "/project", "--ro-bind", join(root, "node_modules"), "/project/node_modules"],
    ...["--chdir", "/project", "--clearenv", "--setenv", "PATH", "/bin", "--setenv", "HOME", "/home"],
  ];
}

test.skipIf(!has("bwrap"))("npm start needs Node and npm alone: it ends with an image that is verified", () => {
  const npm = ["/bin/node", "/npm/bin/npm-cli.js", "start", "--silent", "--", "my payload"];
  const started = spawnSync("bwrap", [...bareSystem(), ...npm], { encoding: "utf8" });
  expect(started.stderr).toBe("");
  expect(started.status).toBe(0);
  expect(started.stdout).toContain("no xorriso was found");
  expect(started.stdout).toContain("--extract disc"); // nothing can mount an image there
  expect(started.stdout).toContain("Two proofs of the public log contradict each other.");
  expect(started.stdout).toContain("exit 62: zegel: 422: ");
  expect(started.stdout).toContain("NOTHING FOUND");
  expect(started.stdout).toMatch(/\nDone in \d+ s\. /);

  const [, verify = ""] = /npx zegel (verify out\/master\.iso .*)/.exec(started.stdout) ?? [];
  const zegel = join(checkout, "dist/cli/zegel.js");
  const said = spawnSync(process.execPath, [zegel, ...verify.split(" ")], { cwd: checkout, encoding: "utf8" });
  expect(said.stdout).toContain("(message: ECHT)");
  expect(said.status).toBe(0);
});
