// The same rebuild in surroundings that are as unlike this machine's as can be: what a build takes from its surroundings
// without anyone's knowing shows as a difference. What this machine cannot change is told, not passed over.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { findWriters } from "../../build-iso/index.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import type { ReproductionReport, Surroundings } from "../../reproduce/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { languageOf } from "../command.ts";
import type { ReproduceOptions } from "./inputs.ts";

/** A report is small; names in it are cut. */
const outputLimit = 4 * 1024 * 1024;
/** Not who anybody is here; the files of the caller stay readable, because outside the namespace it is still her. */
const otherUser = ["--user", "--map-user=54321", "--map-group=54321"];
const otherMachine = ["--net", "--ipc", "--uts"];
/** In the hour that Central Europe skips, in another year. */
const otherClock = "2031-03-30 02:30:00";
const searchPath = "/usr/local/bin:/usr/bin:/bin";

/** Throws CommandError with what the program said when it did not get to a report. */
export async function reproduceClean(path: string, options: ReproduceOptions): Promise<ReproductionReport> {
  return inTemporaryFolder("clean", async (temporary) => {
    const folder = join(temporary, "een ander pad, = [é]");
    mkdirSync(folder);
    const { names, xorrisofs } = findWriters(options.writer, options.xorriso);
    const usesXorriso = names.includes("xorriso");
    const { prefix, xorriso, surroundings } = prepareSurroundings(temporary, xorrisofs);
    const [program = "", ...args] = [
      ...prefix,
      ...[process.execPath, ...process.execArgv, ...ownScript()],
      ...["reproduce", resolve(path), ...absolute(options), "--json", "--lang", languageOf(options)],
      ...["--writer", usesXorriso && names.includes("own") ? "both" : (names[0] ?? "")],
      ...(usesXorriso ? ["--xorriso", xorriso] : []),
    ];
    const before = process.umask(0o077);
    const { stdout, stderr, exitCode } = await execa(program, args, {
      cwd: folder,
      env: {
        ...{ PATH: searchPath, HOME: "/nonexistent", TMPDIR: folder, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" },
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
      extendEnv: false,
      stdin: "ignore",
      reject: false,
      maxBuffer: outputLimit,
    }).finally(() => process.umask(before));
    return { ...readReport(stdout, stderr, exitCode), surroundings, written: options.out };
  });
}

/** A single executable is its own script, and names itself there. */
function ownScript(): string[] {
  const script = resolve(process.argv[1] ?? "");
  return script === process.execPath ? [] : [script];
}

/** Its paths as they are from any folder; what the outer program does itself left out. */
function absolute({ payload, kit, install, instructions, manifest, masterSha256, out }: ReproduceOptions): string[] {
  const paths = { payload, kit, install, instructions, manifest, out };
  const given = Object.entries(paths).flatMap(([name, path]) =>
    path === undefined ? [] : [`--${name}`, resolve(path)],
  );
  return masterSha256 === undefined ? given : [...given, "--master-sha256", masterSha256];
}

interface Prepared {
  /** What the program is started with. */
  readonly prefix: readonly string[];
  readonly xorriso: string;
  readonly surroundings: Surroundings;
}

/** `starts`: whether a program of this machine does what is asked. */
export function prepareSurroundings(temporary: string, xorrisofs: string, starts = startsHere): Prepared {
  const changed = ["time zone", "locale", "path", "home", "umask", "environment"];
  const unchanged: string[] = [];
  const prefix: string[] = [];
  const namespaces = [
    { what: "user, group, network, host name space", options: [...otherUser, ...otherMachine] },
    { what: "user, group", options: otherUser },
  ];
  const unshared = namespaces.find(({ options }) => starts("unshare", [...options, "--", "true"]));
  if (unshared === undefined) unchanged.push("user and network: unshare(1) does not work here");
  else {
    prefix.push("unshare", ...unshared.options, "--");
    changed.push(unshared.what);
  }
  const hasClock = starts("faketime", ["-f", `@${otherClock}`, "true"]);
  if (hasClock) {
    prefix.push("faketime", "-f", `@${otherClock}`);
    changed.push("clock");
  } else unchanged.push("clock: faketime(1) is not installed");
  return {
    prefix,
    xorriso: hasClock ? fakedXorriso(temporary, xorrisofs) : xorrisofs,
    surroundings: { changed, unchanged },
  };
}

function startsHere(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { env: { PATH: searchPath }, stdio: "ignore" }).status === 0;
}

/** build-iso hands xorriso no variable of ours, so the clock is set in front of it. */
function fakedXorriso(temporary: string, xorrisofs: string): string {
  const path = join(temporary, "xorrisofs");
  const program = xorrisofs.includes("/") ? resolve(xorrisofs) : xorrisofs;
  const quoted = `'${program.replaceAll("'", "'\\''")}'`;
  writeFileSync(path, `#!/bin/sh\nexec faketime -f '@${otherClock}' ${quoted} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function readReport(stdout: string, stderr: string, exitCode: number | undefined): ReproductionReport {
  try {
    return JSON.parse(stdout) as ReproductionReport;
  } catch {
    const said = stderr.trim().replace(/^zegel: /, "") || `it ended with code ${exitCode} and said nothing`;
    throw new CommandError({
      nl: `in de andere omgeving kwam er niets uit: ${said}`,
      en: `in clean surroundings nothing came of it: ${said}`,
    });
  }
}
