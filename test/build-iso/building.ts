// What the tests of build-iso share: a signed demonstration root, a release description, payload folders, a build.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { checkXorriso } from "../../src/build-iso/image/canary.ts";
import {
  BuildError,
  type BuildOptions,
  type BuiltDisc,
  buildIso,
  type Refusal,
  type ReleaseDescription,
} from "../../src/build-iso/index.ts";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import { encodeNote, encodeTrustRoot, type Note, type ReleaseChoice, type TrustRoot } from "../../src/format/index.ts";
import { temporaryFolder } from "../tools.ts";
import { folderOnce } from "../world/once.ts";
import { signText, testKey } from "../world/people.ts";
import { choice as worldChoice } from "../world/release.ts";
import { firstRoot, group } from "../world/roots.ts";

/** A root of one officer, signed by her unless told otherwise. */
export function rootNote(purpose: TrustRoot["purpose"] = "demonstration", isSigned = true): Note {
  const officers = { keys: [testKey("anna")], groups: [group("officers", 1, ["anna"])] };
  const text = encodeTrustRoot(firstRoot(officers, undefined, { purpose }));
  return signText(text, isSigned ? ["anna"] : []);
}

export const choice: ReleaseChoice = { ...worldChoice, purpose: "demonstration", volume: "OSV_2_24_3" };

export function description(change: Partial<ReleaseChoice> = {}): ReleaseDescription {
  return { choice: { ...choice, ...change }, recallAtLeast: 0, install: undefined, steps: undefined };
}

/** Files (text or bytes by path; a path that ends in `/` is an empty folder) in a new folder, or in `folder`. */
export function tree(
  files: Readonly<Record<string, string | Uint8Array>>,
  folder = join(temporaryFolder(), "p"),
): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith("/")) mkdirSync(join(folder, path), { recursive: true });
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  return folder;
}

/** What is hard about names, depth and sizes, in one small payload. */
export const hardPayload: Readonly<Record<string, string | Uint8Array>> = {
  "LEESMIJ.txt": "Lees dit eerst.\n",
  ".verborgen/.instelling": "punt voorop",
  "leeg.bin": "",
  "lege map/": "",
  "map met spatie/[1] uitslag (2).txt": "uitslag\n".repeat(700),
  "a=b/c=d.txt": "is-teken",
  "Súdwest-Fryslân/reëel ĳsvrij Œuvre ÛÂÊ.xml": "<a/>\n",
  [`${"q".repeat(71)}.json`]: "75 tekens",
  [`${"n".repeat(96)}`]: "96 tekens",
  [`${Array.from({ length: 13 }, (_, i) => `niveau${i}`).join("/")}/diep.txt`]: "13 diep",
  [`lang/${"p".repeat(56)}/${"r".repeat(56)}/${"s".repeat(90)}.txt`]: "meer dan 200 tekens",
  "gelijk/1.bin": new Uint8Array(5000).fill(7),
  "gelijk/2.bin": new Uint8Array(5000).fill(7),
  "programma/telprogramma.jar": new Uint8Array(100_000).map((_, i) => i % 251),
};

/** Builds `payloads` with defaults for all else. */
export function build(payloads: string | readonly string[], options: Partial<BuildOptions> = {}): Promise<BuiltDisc[]> {
  return buildIso({
    payloads: typeof payloads === "string" ? [payloads] : payloads,
    description: description(),
    trustRoot: rootNote(),
    out: join(temporaryFolder(), "out"),
    signatureCheck,
    finishedCheck: async () => [],
    explainDifference: async () => "",
    ...options,
  });
}

/**
 * A program that makes the canary (docs/spec/recipe.md) once a run and gives the same bytes ever after; all else is made by
 * xorriso. For payloads that are refused: each build asks for a canary before it looks at them, and xorriso takes its time.
 */
async function withCanary(): Promise<string> {
  const folder = await folderOnce("canary", async (empty) => {
    await checkXorriso(join(empty, "work"), "xorrisofs", undefined);
    renameSync(join(empty, "work/canary.iso"), join(empty, "canary.iso"));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: sh takes the folder of the program itself
    const lines = ["#!/bin/sh", 'case "$*" in *KANARIE*) exec cat "${0%/*}/canary.iso";; esac', 'exec xorrisofs "$@"'];
    writeFileSync(join(empty, "xorrisofs"), `${lines.join("\n")}\n`, { mode: 0o755 });
  });
  return join(folder, "xorrisofs");
}

/** The refusals of a payload; fails when it is accepted, or when anything was left behind. */
export async function refusalsOf(
  payload: string | readonly string[],
  options: Partial<BuildOptions> = {},
): Promise<readonly Refusal[]> {
  const out = join(temporaryFolder(), "out");
  try {
    await build(payload, { out, xorrisofs: await withCanary(), ...options });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    expect(existsSync(out), "the output folder").toBe(false);
    for (const refusal of error.refusals) expect(refusal.remedy).not.toBe("");
    return error.refusals;
  }
  throw new Error("accepted");
}

/** The image digest of a payload. */
export async function imageDigest(payload: string, options: Partial<BuildOptions> = {}): Promise<string> {
  const [disc] = await build(payload, options);
  if (disc === undefined) throw new Error("no disc");
  return disc.release.imageSha256;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function sha256File(path: string): string {
  return sha256(readFileSync(path));
}

/** root.note and release.json in a new folder, for the command line. */
export function commandFiles(change: Record<string, unknown> = {}): { root: string; release: string } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "root.note"), encodeNote(rootNote()));
  writeFileSync(join(folder, "release.json"), JSON.stringify({ ...choice, recall: 0, ...change }));
  return { root: join(folder, "root.note"), release: join(folder, "release.json") };
}
