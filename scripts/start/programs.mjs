// The programs that the demonstration runs: npm, and of the system whatever is there. No shell: Windows has another.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** Whether the system can run `name`; a program that only complains about `args` is there too. */
export const has = (name, args = ["--version"]) => spawnSync(name, args, { stdio: "ignore" }).error === undefined;

/** npm in `folder`; what it says is seen by the person who started us, on standard error. Whether it succeeded. */
export function npm(args, folder) {
  // Run by Node itself: on Windows `npm` is a batch file, which is started by a shell only.
  const program = npmProgram();
  const [name, first] = program === undefined ? ["npm", []] : [process.execPath, [program]];
  return spawnSync(name, [...first, ...args], { cwd: folder, stdio: ["inherit", 2, 2] }).status === 0;
}

/** Where npm's own JavaScript is: as npm tells what it starts, or beside Node in the places of its packagings. */
function npmProgram() {
  const beside = dirname(process.execPath);
  const places = [
    process.env.npm_execpath ?? "",
    join(beside, "node_modules/npm/bin/npm-cli.js"),
    join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  return places.find((path) => basename(path) === "npm-cli.js" && existsSync(path));
}

/** A program that checks lists in the form of `sha256sum`; undefined where there is none, as on a bare Windows. */
export function sumProgram() {
  const coreutils = spawnSync("sha256sum", ["--version"], { encoding: "utf8" });
  if (/coreutils/.test(coreutils.stdout ?? "")) return ["sha256sum", "-c", "--strict"];
  // Perl's, which macOS has; the sha256sum of busybox has no --strict and takes a comment for a bad line.
  return has("shasum") ? ["shasum", "-a", "256", "-c", "--strict"] : undefined;
}
