// The verifier on discs in memory, and what it says in a few lines. It is spoken to through its ports alone.

import { createHash } from "node:crypto";
import { encodeUtf8, type Note } from "../../src/format/index.ts";
import type { SignatureCheck } from "../../src/trust/index.ts";
import { type Expectation, noExpectation } from "../../src/trust/index.ts";
import {
  type Medium,
  type Pass,
  type PassOrder,
  type Platform,
  ReadError,
  type Sha256,
  type Tree,
  type TreeEntry,
} from "../../src/verify/proof/ports.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import type { Source, VerifyInput } from "../../src/verify/proof/verify.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { nodeCheck } from "../format/node-check.ts";
import { bytesOf, type Disc, type Files } from "./disc.ts";

export type { Report, Tree, TreeEntry };

export function runningSha256(): Sha256 {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest("hex") };
}

/** A pass of the test's own: it keeps all bytes and digests them in the end. */
export function passInMemory({ medium, before, end, blankFrom, blankTo, stretches }: PassOrder): Pass {
  const all = Buffer.alloc(end);
  let position = 0;
  let bytes: Uint8Array = all;
  const digestOf = (...parts: readonly Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest("hex");
  const tryRead = async (into: Uint8Array): Promise<number | undefined> => {
    try {
      return await medium.read(position, into);
    } catch (error) {
      if (error instanceof ReadError) return undefined;
      throw error;
    }
  };
  const chunks = [...before];
  return {
    next: async () => {
      const known = chunks.shift();
      bytes = known ?? new Uint8Array(Math.min(2 ** 20, end - position));
      return { position, bytes, count: known === undefined ? await tryRead(bytes) : bytes.length };
    },
    release: () => {
      all.set(bytes, position);
      position += bytes.length;
    },
    end: async () => {
      const files: string[] = [];
      const parts: Uint8Array[] = [];
      for (let i = 0; i < stretches.length; i += 3) {
        parts.push(all.subarray(stretches[i], stretches[i + 1]));
        if (stretches[i + 2] === 1) files.push(digestOf(...parts.splice(0)));
      }
      return { image: digestOf(Buffer.from(all).fill(0, blankFrom, blankTo)), files: encodeUtf8(files.join("")) };
    },
    stop: async () => undefined,
  };
}

/** Each signature is judged once: the accept rule has tests of its own. */
const judged = new Map<string, Promise<boolean>>();
const check: SignatureCheck = (key, message, signature) => {
  const id = [key, message, signature].map((bytes) => Buffer.from(bytes).toString("base64")).join(" ");
  const known = judged.get(id) ?? nodeCheck(key, message, signature);
  judged.set(id, known);
  return known;
};

export const platform: Platform = {
  sha256: runningSha256,
  pass: passInMemory,
  buffer: (bytes) => new Uint8Array(bytes),
  check,
};

export interface MediumOptions {
  readonly kind?: Medium["kind"];
  /** As the system says; null: it does not. */
  readonly capacity?: number | null;
  /** Sectors that cannot be read. Like Linux: first a short read up to it, then an error. */
  readonly bad?: readonly number[];
  /** How often a bad sector fails before it is read after all. */
  readonly failures?: number;
  readonly isUnchanged?: boolean;
  /** Gets each read: position and length. */
  readonly reads?: [number, number][];
}

export function mediumOf(image: Uint8Array, options: MediumOptions = {}): Medium {
  const { kind = "file", capacity = image.length, bad = [], failures = Number.POSITIVE_INFINITY, reads } = options;
  const left = new Map(bad.map((sector) => [sector, failures]));
  return {
    kind,
    bytes: capacity ?? undefined,
    isUnchanged: async () => options.isUnchanged ?? true,
    read: async (position, into) => {
      reads?.push([position, into.length]);
      const first = Math.floor(position / 2048);
      for (let sector = first; sector * 2048 < position + into.length; sector++) {
        const more = left.get(sector) ?? 0;
        if (more === 0) continue;
        left.set(sector, more - 1);
        if (sector === first) throw new ReadError("EIO");
        const before = image.subarray(position, sector * 2048);
        into.set(before);
        return before.length;
      }
      const part = image.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
  };
}

export interface TreeOptions {
  /** Paths of files and folders that cannot be read. "": the whole. */
  readonly unreadable?: readonly string[];
  readonly entries?: readonly TreeEntry[];
  readonly changed?: string;
  readonly showsEmptyFolders?: boolean;
  /** Gets what was read: path and bytes taken. */
  readonly reads?: [string, number][];
  /** Bytes handed over at once. */
  readonly piece?: number;
}

/** `files` with the folders that they need and `folders`. */
export function treeOf(files: Files, folders: readonly string[], options: TreeOptions = {}): Tree {
  const { unreadable = [], entries = [], changed, reads, piece = 3000 } = options;
  const parents = new Set(folders);
  for (const path of Object.keys(files))
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) parents.add(path.slice(0, at));
  const folderOf = (path: string): TreeEntry =>
    unreadable.includes(path) ? { path, kind: "folder", isUnreadable: true } : { path, kind: "folder" };
  return {
    ...(options.showsEmptyFolders === undefined ? {} : { showsEmptyFolders: options.showsEmptyFolders }),
    list: async () => {
      if (unreadable.includes("")) throw new ReadError("EIO");
      return [
        ...[...parents].sort().map(folderOf),
        ...Object.keys(files).map((path) => ({ path, kind: "file" as const })),
        ...entries,
      ];
    },
    changed: async (mayChange) => (changed !== undefined && mayChange?.includes(changed) ? undefined : changed),
    read: async (path, take) => {
      if (unreadable.includes(path)) throw new ReadError("EIO");
      const bytes = files[path] ?? new Uint8Array(0);
      let taken = 0;
      for (let more = true; more && taken < bytes.length; ) {
        const part = new Uint8Array(bytes.subarray(taken, taken + piece));
        taken += part.length;
        more = take(part);
        part.fill(255); // it may be written over as soon as `take` returns
      }
      reads?.push([path, taken]);
    },
  };
}

/** What is given beside the medium. Left out: the disc's own root and code, and nothing else. */
export interface Outside extends Partial<Omit<VerifyInput, "expectation" | "notes" | "roots" | "builtInRoots">> {
  readonly roots?: readonly (Note | Uint8Array)[];
  readonly builtInRoots?: readonly Note[];
  readonly notes?: readonly (Note | Uint8Array)[];
  readonly expectation?: Partial<Expectation>;
}

const asBytes = (note: Note | Uint8Array) => (note instanceof Uint8Array ? note : bytesOf(note));

export function verify(disc: Disc, source: Source, outside: Outside = {}, by = platform): Promise<Report> {
  const { roots = [disc.rootNote], builtInRoots = [], notes = [], expectation, ...rest } = outside;
  return verifyDisc(
    {
      target: "test",
      source,
      today: "2027-03-01",
      selfTest: undefined,
      onProgress: () => undefined,
      ...rest,
      builtInRoots: builtInRoots.map(asBytes),
      roots: roots.map(asBytes),
      notes: notes.map(asBytes),
      expectation: { ...noExpectation, ...(expectation ?? { code: disc.code }) },
    },
    by,
  );
}

export const verifyMedium = (disc: Disc, medium: Medium, outside?: Outside, by?: Platform) =>
  verify(disc, { kind: "image", medium, mounted: undefined }, outside, by);
export const verifyImage = (disc: Disc, outside?: Outside, image = disc.image, options?: MediumOptions) =>
  verifyMedium(disc, mediumOf(image, options), outside);
export const verifyTree = (disc: Disc, outside?: Outside, files = disc.files, options?: TreeOptions) =>
  verify(disc, { kind: "tree", tree: treeOf(files, disc.folders, options), deniedDevice: undefined }, outside);

/** A digest by its first eight digits: enough to see which it is. */
const short = (text: string) => text.replace(/[0-9a-f]{64}/g, (digest) => `${digest.slice(0, 8)}…`);
const valuesOf = (values: object) => Object.entries(values).map(([name, value]) => ` ${name}=${value}`);

/** The classes that are not empty. */
function sectorsOf({ unexplainedAt, ...counts }: NonNullable<Report["sectors"]>): string {
  const counted = valuesOf(Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)));
  return [...counted, ...unexplainedAt.map(({ from, count }) => ` at ${from}+${count}`)].join("").trim();
}

/** All that a report says, one thing a line. */
export function linesOf(report: Report): string[] {
  const { steps, release, releaseSha256, contact, signers, recalls, instructions, sectors } = report;
  const said = steps.flatMap(({ id, status, findings }) => [
    `${id}: ${status}`,
    ...findings.map(({ code, refusal, values }) => `${id}: ${code} ${refusal ?? "-"}${valuesOf(values).join("")}`),
  ]);
  const facts = {
    release: release?.sequence,
    releaseSha256,
    contact,
    signers: signers.map(({ vkey }) => vkey.name).join(" "),
    recalls: recalls === undefined ? undefined : valuesOf(recalls).join("").trim(),
    seal: report.sealSha256,
    image: report.imageSha256,
    manifest: report.manifestSha256,
    files: `${report.filesGood} good of ${report.filesCompared}`,
    instructions: instructions?.length,
    sectors: sectors === undefined ? undefined : sectorsOf(sectors),
  };
  return [
    `${[report.verdict, report.exitCode].join(" ")} ${report.refusals.join(" ")}`.trim(),
    `${report.scope} ${report.target}`,
    ...said,
    ...Object.entries(facts).map(([name, value]) => `${name} ${value}`),
  ].map((line) => short(line).trimEnd());
}

/**
 * What the second report says and the first does not: `+`. What only the first says: `-`, but for what is plain from the rest, that is
 * lines of steps that were not reached, and lines of which the second has another of that name.
 */
export function difference(one: readonly string[], two: readonly string[]): string[] {
  const nameOf = (line: string) => line.split(" ", line.includes(":") ? 2 : 1).join(" ");
  const added = two.filter((line) => !one.includes(line));
  const unreached = added.filter((line) => line.endsWith(": not-checked")).map((line) => line.split(":")[0]);
  const names = new Set(added.map(nameOf));
  const isPlain = (line: string) => names.has(nameOf(line)) || unreached.includes(line.split(":")[0]);
  return [
    ...one
      .filter((line, at) => at > 1 && !line.endsWith(": passed") && !two.includes(line) && !isPlain(line))
      .map((line) => `- ${line}`),
    ...added.filter((line) => !line.endsWith(": not-checked")).map((line) => `+ ${line}`),
    ...(unreached.length === 0 ? [] : [`+ not checked: ${unreached.join(" ")}`]),
  ];
}
