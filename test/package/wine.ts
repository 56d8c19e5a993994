// Windows as far as Wine has it: a fresh user of it, drives that are links, programs whose output goes to files.

import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { onTerminal, type Turn } from "../sign/pty.ts";
import { has, type Outcome, run } from "../tools.ts";
import { project } from "./packing.ts";

/** Wine of Debian's next release, which this fetches. Undefined where something for it is missing. */
const programs = ["xvfb-run", "python3", "unshare"].map(has).every(Boolean) ? otherWine() : undefined;

function otherWine(): string | undefined {
  const { status, stdout, stderr } = run("bash", [join(project, "scripts/other.sh"), "wine"]);
  if (status !== 0 && process.env.CI !== undefined) throw new Error(`CI lacks the judge Wine: ${stderr}`);
  return status === 0 ? stdout.trim() : undefined;
}

export const hasWine = programs !== undefined;

/** Sequences of ECMA-48 that a console writes between the letters. */
const placing = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007]*\u0007)/g;

export class Wine {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** In the new folder `folder`; Windows 10, for Node wants no older one. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#env = {
      PATH: `${programs}:${process.env.PATH}`,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      LC_ALL: "C.UTF-8",
      TERM: "xterm",
      WINEPREFIX: join(folder, "prefix"),
      WINEDEBUG: "-all",
      WINEDLLOVERRIDES: "mscoree,mshtml=",
    };
    // Where Debian's packages are installed, this library of zlib's lies where Wine looks for it.
    const system = join(folder, "prefix/drive_c/windows/system32");
    mkdirSync(system, { recursive: true });
    copyFileSync(join(`${programs}`, "../root/usr/x86_64-w64-mingw32/lib/zlib1.dll"), join(system, "zlib1.dll"));
    // Stays for minutes behind the last program, so that Windows need not start for each.
    this.#toFiles("wineserver", ["-p300"]);
    for (const command of [
      ["wineboot", "-i"],
      ["winecfg", "-v", "win10"],
    ]) {
      const { status, stderr } = this.#toFiles("xvfb-run", ["-a", "wine", ...command]);
      expect(status, `${command.join(" ")}: ${stderr}`).toBe(0);
    }
  }

  /** What Windows finds at `D:\` (a folder) and at `\\.\D:` (an image or a device); undefined: nothing. */
  insert(folder: string | undefined, raw: string | undefined): void {
    for (const [name, target] of [
      ["d:", folder],
      ["d::", raw],
    ] as const) {
      const link = join(this.#folder, "prefix/dosdevices", name);
      rmSync(link, { force: true });
      if (target !== undefined) symlinkSync(target, link);
    }
  }

  /** Runs a Windows program in `cwd`. */
  run(args: readonly string[], cwd: string): Outcome {
    return this.#toFiles("wine", args, cwd);
  }

  /** What a person at the console sees after `chcp`, as far as the console writes it to a terminal of UTF-8. */
  onConsole(codePage: number, args: readonly string[], cwd: string): string {
    return this.converse([], ["cmd", "/c", `chcp ${codePage} & ${args.join(" ")}`], cwd).stdout;
  }

  /** A console window with a person before it. What Wine wrote to place the cursor is left out of `stdout`. */
  converse(turns: readonly Turn[], args: readonly string[], cwd: string): Outcome {
    const env = Object.entries(this.#env).map(([name, value]) => `${name}=${value}`);
    const outcome = onTerminal(turns, ["env", "-i", ...env, "wine", ...args], cwd);
    return { ...outcome, stdout: outcome.stdout.replace(placing, "") };
  }

  /** The folder of the person at this Windows. */
  get home(): string {
    return join(this.#folder, "prefix/drive_c/users", userInfo().username);
  }

  /** Windows started anew for `use`, and ended: it sees what is mounted when it starts, and holds that until it ends. */
  anew(use: () => void): void {
    this.stop();
    try {
      use();
    } finally {
      this.stop();
    }
  }

  /** Ends what Wine left running, and waits for it. */
  stop(): void {
    run("wineserver", ["-k", "-w"], { env: this.#env });
  }

  /** Not through pipes: Node finds a pipe of Wine's to be no standard output (EBADF). */
  #toFiles(program: string, args: readonly string[], cwd = this.#folder): Outcome {
    const names = ["out", "err"].map((name) => join(this.#folder, name));
    const files = names.map((name) => openSync(name, "w"));
    const stdio = ["ignore", ...files] as const;
    const { status } = spawnSync(program, args, { cwd, env: this.#env, stdio: [...stdio] });
    for (const file of files) closeSync(file);
    const [stdout = "", stderr = ""] = names.map((name) => readFileSync(name, "utf8"));
    return { status, stdout, stderr };
  }
}
