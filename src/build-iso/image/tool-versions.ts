// What a rebuild is made with, for people to read: what decides is the canary.

import { statSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { readBytesSync } from "../../files/bounded.ts";
import { environment } from "./xorriso.ts";

export interface ToolVersions {
  /** As xorriso says it itself; undefined: none is used. */
  readonly xorriso: string | undefined;
  readonly node: string;
  readonly system: string;
}

/** `xorrisofs`: a name or an absolute path; undefined: none is used. What cannot be found out is `unknown`. */
export async function toolVersions(xorrisofs: string | undefined): Promise<ToolVersions> {
  const xorriso = xorrisofs === undefined ? undefined : await xorrisoVersion(xorrisofs);
  return { xorriso, node: process.versions.node, system: systemName() };
}

async function xorrisoVersion(xorrisofs: string): Promise<string> {
  const { stdout, stderr } = await execa(xorrisofs, ["--version"], {
    env: environment,
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    maxBuffer: 65_536,
  });
  const [, version] = /\bxorriso ([0-9][0-9A-Za-z.]{0,31})/.exec(`${stdout}\n${stderr}`) ?? [];
  return version ?? "unknown";
}

/** The file of the program `name`, looked for where xorriso is; undefined: there is none. */
export function programFile(name: string): string | undefined {
  return environment.PATH.split(":")
    .map((folder) => join(folder, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

const releaseLimit = 65_536;

/** os-release(5) */
function systemName(): string {
  try {
    const text = Buffer.from(readBytesSync("/etc/os-release", releaseLimit)).toString();
    const [, name] = /^PRETTY_NAME="?([\x20-\x21\x23-\x7e]{1,64})"?$/m.exec(text) ?? [];
    if (name !== undefined) return `${name}, ${process.arch}`;
  } catch {
    // not a Linux with that file
  }
  return `${process.platform}, ${process.arch}`;
}
