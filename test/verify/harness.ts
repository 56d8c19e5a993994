// Runs the verifier on images in memory and on folders, as the command line would.

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SignatureCheck } from "../../src/trust/index.ts";
import { type Expectation, noExpectation } from "../../src/trust/index.ts";
import { makeExplainer } from "../../src/verify/explain/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { passInThread } from "../../src/verify/pass-in-thread.ts";
import type { Mounted } from "../../src/verify/proof/mounted.ts";
import { type Explainer, type Medium, type Platform, ReadError, type Tree } from "../../src/verify/proof/ports.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { verifyWith } from "../../src/verify/proof/verify.ts";
import { temporaryFolder } from "../tools.ts";
import type { Disc } from "./fixture.ts";

export class MemoryMedium implements Medium {
  readonly kind: Medium["kind"];
  readonly bytes: number | undefined;
  readonly #image: Uint8Array;

  constructor(image: Uint8Array, kind: Medium["kind"] = "file", bytes: number | "unknown" = image.length) {
    this.#image = image;
    this.kind = kind;
    this.bytes = bytes === "unknown" ? undefined : bytes;
  }

  async isUnchanged(): Promise<boolean> {
    return true;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    const part = this.#image.subarray(position, position + into.length);
    into.set(part);
    return part.length;
  }
}

/** With sectors that will not come. Like Linux: first a short read up to the bad one, then an error. */
export class ScratchedMedium extends MemoryMedium {
  /** Reads so far: position and length. */
  readonly reads: [number, number][] = [];
  readonly #bad: ReadonlySet<number>;

  constructor(image: Uint8Array, bad: readonly number[], kind: Medium["kind"] = "drive") {
    super(image, kind);
    this.#bad = new Set(bad);
  }

  override async read(position: number, into: Uint8Array): Promise<number> {
    this.reads.push([position, into.length]);
    const first = Math.floor(position / 2048);
    for (let sector = first; sector * 2048 < position + into.length; sector++) {
      if (!this.#bad.has(sector)) continue;
      if (sector === first) throw new ReadError("EIO");
      return super.read(position, into.subarray(0, sector * 2048 - position));
    }
    return super.read(position, into);
  }
}

/** Without a worker and with signatures judged once: for tests that run the verifier hundreds of times. */
export function quickPlatform(): Platform {
  const known = new Map<string, Promise<boolean>>();
  const check: SignatureCheck = (key, message, signature) => {
    const id = [key, message, signature].map((bytes) => Buffer.from(bytes).toString("base64")).join(" ");
    const judged = known.get(id) ?? nodePlatform.check(key, message, signature);
    known.set(id, judged);
    return judged;
  };
  return { ...nodePlatform, check, pass: (order) => passInThread(order, nodePlatform.sha256) };
}

export interface Outside {
  readonly roots?: readonly Uint8Array[];
  readonly notes?: readonly Uint8Array[];
  readonly recallCodes?: readonly string[];
  readonly expectation?: Partial<Expectation>;
  readonly mounted?: Mounted;
  /** By the machine's clock. */
  readonly today?: string;
}

/** Explains nothing: no directory, no file and no sector is looked at. */
export const muteExplainer: Explainer = {
  otherFile: async () => [],
  cutFile: async () => [],
  listen: () => ({
    hear: () => undefined,
    end: () => ({
      structure: [],
      image: [],
      manifest: [],
      files: [],
      filesCompared: 0,
      filesGood: 0,
      sectors: undefined,
    }),
  }),
};

/** With the disc's own root and code unless told otherwise. */
export function verifyImageBytes(
  image: Uint8Array,
  disc: Disc,
  outside: Outside = {},
  platform: Platform = nodePlatform,
  explainer: Explainer = makeExplainer(platform),
): Promise<Report> {
  return verifyMedium(new MemoryMedium(image), disc, outside, platform, explainer);
}

export function verifyMedium(
  medium: Medium,
  disc: Disc,
  outside: Outside = {},
  platform: Platform = nodePlatform,
  explainer: Explainer = makeExplainer(platform),
): Promise<Report> {
  const source = { kind: "image", medium, mounted: outside.mounted } as const;
  return verifyWith(explainer, { ...inputOf(disc, outside), target: "test.iso", source }, platform);
}

export function verifyFolder(folder: string, disc: Disc, outside: Outside = {}): Promise<Report> {
  return verifyTreeOf(new FolderTree(folder), disc, outside, folder);
}

export function verifyTreeOf(tree: Tree, disc: Disc, outside: Outside = {}, target = "a tree"): Promise<Report> {
  const source = { kind: "tree", tree, deniedDevice: undefined } as const;
  return verifyWith(makeExplainer(nodePlatform), { ...inputOf(disc, outside), target, source }, nodePlatform);
}

export function inputOf(disc: Disc, outside: Outside = {}) {
  return {
    builtInRoots: [],
    roots: outside.roots ?? [disc.rootNote],
    notes: outside.notes ?? [],
    recallCodes: outside.recallCodes ?? [],
    expectation: { ...noExpectation, ...(outside.expectation ?? { code: disc.code }) },
    today: outside.today ?? "2027-03-01",
    selfTest: undefined,
    onProgress: () => undefined,
  };
}

/** The files of a disc as a folder, as a mount would show them. */
export function folderOf(disc: Disc): string {
  const folder = join(temporaryFolder(), "disc");
  for (const path of disc.folders) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, content] of Object.entries(disc.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A copy of a folder, to be spoilt. */
export function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), "copy");
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The codes of the findings that are reasons to refuse. */
export function reasonsOf(report: Report): string[] {
  const reasons = report.steps.flatMap((step) => step.findings).filter((finding) => finding.refusal !== undefined);
  return [...new Set(reasons.map((finding) => finding.code))].sort();
}

/** The values called `path` of the findings with `code`. */
export function pathsOf(report: Report, code: string): string[] {
  const found = report.steps.flatMap((step) => step.findings).filter((finding) => finding.code === code);
  return found.map((finding) => String(finding.values.path)).sort();
}
