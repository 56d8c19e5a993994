// Machines that share nothing: each is a folder of its own, and what goes from one to another is a file that is carried.

import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import { passphrase, testKey, writeTestKey } from "../sign/fixtures.ts";
import { type Outcome, temporaryFolder } from "../tools.ts";
import { zegelIn } from "./flow.ts";

export class Machine {
  readonly folder = temporaryFolder();

  /** Runs the program, which must end with 0. What it printed. */
  async zegel(...args: readonly string[]): Promise<string> {
    const outcome = await this.tries(...args);
    expect(outcome.status, `zegel ${args.join(" ")}\n${outcome.stdout}${outcome.stderr}`).toBe(0);
    return outcome.stdout;
  }

  /** Same, whatever it ends with. */
  tries(...args: readonly string[]): Promise<Outcome> {
    return zegelIn(this.folder, args);
  }

  /** A stick is carried here: only these files come along. */
  takes(from: Machine, ...paths: readonly string[]): void {
    for (const path of paths) copyFileSync(join(from.folder, path), join(this.folder, basename(path)));
  }

  put(path: string, content: string): void {
    writeFileSync(join(this.folder, path), content, { mode: 0o600 });
  }
}

/** The officers' safe: an air-gapped machine with keys of its own. Cheap ones, but for those that a test makes itself. */
export async function makeSafe(...names: readonly string[]): Promise<Machine> {
  const safe = new Machine();
  safe.put("pw", new TextDecoder().decode(passphrase));
  for (const name of names) await writeTestKey(safe.folder, seedOf(name));
  return safe;
}

const seedOf = (name: string) => testKey(name, 60 + (name.codePointAt(0) ?? 0));

/**
 * NOTE goes to the safe, each of `names` signs it there, and what they signed comes back and is merged as OUT; as OUT.incomplete where
 * they are too few for `root`.
 */
export async function collect(
  office: Machine,
  safe: Machine,
  note: string,
  names: readonly string[],
  out: string,
  root?: string,
): Promise<string> {
  safe.takes(office, note);
  const local = basename(note);
  const parts = names.map((name) => `${out}.${name}`);
  for (const [i, name] of names.entries())
    await safe.zegel("sign", local, "--key", `${name}.key`, "--passphrase-file", "pw", "--yes", "-o", parts[i] ?? "");
  office.takes(safe, ...parts);
  const judge = root === undefined ? [] : ["--root", root];
  const { status, stdout, stderr } = await office.tries("merge", ...parts, ...judge, "-o", out);
  expect(root === undefined ? [0] : [0, 3], `zegel merge\n${stdout}${stderr}`).toContain(status);
  expect(existsSync(join(office.folder, out))).toBe(status === 0);
  return stdout;
}

export interface Policy {
  readonly release: string;
  readonly emergency: string;
}

/** Version 1 at the office, of keys whose public halves were carried there; `who`: all officers, 2 of them a quorum. */
export async function foundRoot(
  office: Machine,
  safe: Machine,
  who: readonly string[],
  out = "root-1.note",
  more: readonly string[] = [],
): Promise<void> {
  office.takes(safe, ...who.map((name) => `${name}.pub`));
  await office.zegel(
    ...["root", "new", "--group", `officers=2:${who.join(",")}`, ...more],
    ...who.flatMap((name) => ["--key", `officer:${name}:Kiesraad:${name}.pub`]),
    ...["root", "release", "recall"].flatMap((name) => ["--require", `${name}=officers`]),
    ...(more.some((option) => option.startsWith("emergency-release="))
      ? []
      : ["--require", "emergency-release=officers"]),
    ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((name) => ["--require", `${name}=none`]),
    ...["--valid", "2026-12-01..2029-03-31", "--purpose", "final", "--contact", "070 000 00 00", "-o", `new-${out}`],
  );
  await collect(office, safe, `new-${out}`, who.slice(0, 2), out);
}

export interface DiscPlan {
  readonly sequence: number;
  readonly roots: readonly string[];
  readonly signers: readonly string[];
  readonly urgency?: "normal" | "emergency";
}

/** Builds, signs and seals a disc at the office, as `disc-N.iso`, and gives its zegelcode. */
export async function makeMaster(office: Machine, safe: Machine, plan: DiscPlan): Promise<string> {
  const { sequence, roots, signers, urgency = "normal" } = plan;
  const pinned = roots.at(-1) ?? "";
  office.put(
    `release-${sequence}.json`,
    JSON.stringify({
      ...{ product: "OSV", version: `2.24.${sequence}`, election: "TK2027", role: "GSB", sequence, purpose: "final" },
      ...{ urgency, date: "2027-01-15T12:00:00Z", volume: `OSV_${sequence}`, publisher: "KIESRAAD" },
      ...{ medium: "cd700", recall: 0 },
    }),
  );
  const build = ["--payload", "payload", "--release", `release-${sequence}.json`, "--root", pinned];
  await office.zegel("build-iso", ...build, "--out", `build-${sequence}`);
  await collect(office, safe, `build-${sequence}/release.note`, signers, `release-${sequence}.note`, pinned);
  await seal(office, sequence, roots, `disc-${sequence}.iso`);
  return codeOf(await office.zegel("code", `release-${sequence}.note`));
}

export async function seal(office: Machine, sequence: number, roots: readonly string[], out: string): Promise<void> {
  const notes = ["--release", `release-${sequence}.note`, ...roots.flatMap((root) => ["--root", root])];
  await office.zegel("seal", "--image", `build-${sequence}/unsealed.iso`, ...notes, "-o", out);
}

export function codeOf(printed: string): string {
  return /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(printed)?.[0] ?? "";
}

/** Verdict, exit code and screen of a disc at a town hall that holds `outside`. */
export async function verdictAt(town: Machine, image: string, ...outside: readonly string[]) {
  const { status, stdout } = await town.tries("verify", image, ...outside, "--json");
  const record = JSON.parse(stdout);
  const findings = record.steps.flatMap((step: { findings: { code: string }[] }) => step.findings);
  return {
    status,
    verdict: record.verdict,
    contact: record.contact,
    codes: findings.map((finding: { code: string }) => finding.code) as string[],
    found: findings as { code: string; values: Record<string, unknown> }[],
  };
}
