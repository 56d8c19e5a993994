// From a payload to a sealed master, with the commands that people type and two officers' keys.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../tools.ts";
import { keyFolder, startIn, zegelCommand } from "./flow.ts";

export interface Master {
  readonly folder: string;
  readonly code: string;
  /** Options of verify that this master needs. */
  readonly outside: readonly string[];
}

/** Builds, signs and seals `payload` as `master.iso` in a new folder. `medium` as in a release description. */
export async function wholeWay(payload: string, medium = "cd700"): Promise<Master> {
  const folder = await keyFolder();
  const zegel = (...args: string[]) => {
    const outcome = startIn(folder, args);
    expect(outcome.status, `zegel ${args.join(" ")}\n${outcome.stderr}`).toBe(0);
    return outcome.stdout;
  };
  const sign = (note: string, name: string, out: string) =>
    zegel("sign", note, "--key", `${name}.key`, "--passphrase-file", "pw", "--yes", "-o", out);
  zegel(
    ...["root", "new", "--group", "officers=2:anna,bert,cees"],
    ...["anna", "bert", "cees"].flatMap((name) => ["--key", `officer:${name}:Kiesraad:${name}.pub`]),
    ...["root", "release", "emergency-release", "recall"].flatMap((name) => ["--require", `${name}=officers`]),
    ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((name) => ["--require", `${name}=none`]),
    ...["--valid", "2026-12-01..2029-03-31", "--purpose", "final", "--contact", "070 000 00 00", "-o", "new.note"],
  );
  for (const name of ["anna", "bert"]) sign("new.note", name, `root.${name}`);
  zegel("merge", "root.anna", "root.bert", "-o", "root.note");
  const description = {
    ...{ product: "OSV", version: "2.24.3", election: "TK2027", role: "GSB", sequence: 12, purpose: "final" },
    ...{
      urgency: "normal",
      date: "2027-01-15T12:00:00Z",
      volume: "OSV_2_24_3",
      publisher: "KIESRAAD",
      medium,
      recall: 0,
    },
  };
  writeFileSync(join(folder, "release.json"), JSON.stringify(description));
  zegel("build-iso", "--payload", payload, "--release", "release.json", "--root", "root.note", "--out", "build");
  for (const name of ["bert", "cees"]) sign("build/release.note", name, `release.${name}`);
  zegel("merge", "release.bert", "release.cees", "--root", "root.note", "-o", "release.note");
  const parts = ["--image", "build/unsealed.iso", "--release", "release.note", "--root", "root.note"];
  zegel("seal", ...parts, "-o", "master.iso");
  const [code = ""] = /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(zegel("code", "release.note")) ?? [];
  return { folder, code, outside: ["--root", "root.note", "--code", code] };
}

/** Peak memory in KiB and the exit code of a zegel command, by GNU time. */
export function peakOf(
  folder: string,
  args: readonly string[],
): { peak: number; status: number | null; stdout: string } {
  const { status, stdout, stderr } = run("/usr/bin/time", ["-f", "peak %M", ...zegelCommand, ...args], { cwd: folder });
  return { peak: Number(/peak (\d+)/.exec(stderr)?.[1]), status, stdout };
}
