// One release and its reviewers, and the four rooms that are shown a note about it, each in process.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { vi } from "vitest";
import { addRebuildNote } from "../../src/cli/reproduce/rebuild-note.ts";
import {
  compareText,
  encodeNote,
  encodeTrustRoot,
  type Note,
  parseTrustRoot,
  type RootKey,
  sealPath,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { reviewNotes, SignError } from "../../src/sign/index.ts";
import { composeSeal, SealError } from "../../src/trust/compose/index.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, rebuildNote, signText, testKey, testRoot } from "../verify/fixture.ts";
import { inputOf, type Outside, quickPlatform } from "../verify/harness.ts";

export const platform = quickPlatform();

/** rosa, ruud and vera are of the group that is asked, rik is a reviewer of the root beside it. */
export const reviewers: readonly RootKey[] = [
  testKey("rik", "rebuilder", "Hogeschool"),
  testKey("rosa", "rebuilder", "Universiteit"),
  testKey("ruud", "rebuilder", "Waterschap"),
  testKey("vera", "rebuilder", "Vereniging"),
];

/** Officers as everywhere; `needed` of rosa, ruud and vera. */
export function rootOf(needed: number, change: Partial<TrustRoot> = {}): TrustRoot {
  const { keys, groups, requires } = testRoot();
  const officers = groups.filter(({ name }) => name === "officers");
  return testRoot({
    keys: [...keys.filter(({ role }) => role === "officer"), ...reviewers],
    groups: [...officers, { name: "reviewers", threshold: needed, members: ["rosa", "ruud", "vera"] }],
    requires: { ...requires, rebuild: "reviewers", "emergency-rebuild": undefined },
    ...change,
  });
}

const revoking = new Map<string, Note>();

/** The root that follows the one in the seal, and revokes vera's key. Made once for a seal's root. */
export function revokingRoot({ seal }: Pick<Disc, "seal">): Note {
  const [before] = seal.trustRoots;
  if (before === undefined) throw new Error("a seal has a root");
  const made = revoking.get(before.text) ?? revokingAfter(before);
  revoking.set(before.text, made);
  return made;
}

function revokingAfter(before: Note): Note {
  const root = parseTrustRoot(before.text);
  const without = <T>(names: readonly T[], nameOf: (one: T) => string) => names.filter((one) => nameOf(one) !== "vera");
  const next = {
    ...root,
    version: 2,
    previous: textDigest(before.text),
    keys: without(root.keys, ({ vkey }) => vkey.name),
    groups: root.groups.map((group) => ({ ...group, members: without(group.members, (name) => name) })),
    revoked: [testKey("vera").vkey.raw],
  };
  return signText(encodeTrustRoot(next), ["anna", "bert"]);
}

const inOrder = (notes: readonly Note[]) => {
  const rawOf = (note: Note) => testKey(note.signatures[0]?.name ?? "").vkey.raw;
  return notes.toSorted((a, b) => compareText(rawOf(a), rawOf(b)));
};

/** A release under `root`, signed by two officers; `agreed`: whose agreements are in its seal. */
export function releaseUnder(root: TrustRoot, urgency: "normal" | "emergency", agreed: readonly string[]): Disc {
  return makeDisc({
    payload: { "a.txt": "a\n" },
    folders: [],
    root,
    release: { urgency },
    rebuilds: (sha256, release) => inOrder(agreed.map((name) => rebuildNote(release, sha256, name))),
  });
}

/** The disc's files as a folder in memory: what the notes come to does not hang on how a disc is read. */
export function verifyNotes(disc: Disc, outside: Outside = {}, seal?: Uint8Array, by = platform): Promise<Report> {
  const files = new Map(Object.entries({ ...disc.files, ...(seal === undefined ? {} : { [sealPath]: seal }) }));
  const tree = {
    list: async () => [
      { path: "ZEGEL", kind: "folder" as const },
      ...[...files.keys()].map((path) => ({ path, kind: "file" as const })),
    ],
    read: async (path: string, take: (bytes: Uint8Array) => void) => take(files.get(path) ?? new Uint8Array(0)),
    changed: async () => undefined,
  };
  const source = { kind: "tree", tree, deniedDevice: undefined } as const;
  return verifyDisc({ ...inputOf(disc, outside), target: "disc", source }, by);
}

/** What a room makes of the notes: how many agree and how many differ, or that it takes them not at all. */
export type Answer = { readonly agree: number; readonly differ: number } | "refused";

/** The verifier, of the notes in the seal and those beside it. */
export function answerOf(report: Report): Answer {
  const findings = report.steps.flatMap((step) => step.findings);
  const holders = (code: string, scope?: string) =>
    new Set(
      findings
        .filter((found) => found.code === code && (scope === undefined || found.values.scope === scope))
        .map(({ values }) => values.holder),
    );
  const differ = holders("REBUILD_DIFFERS");
  const agree = [...holders("REBUILD_AGREES", "image")].filter((holder) => !differ.has(holder));
  return { agree: agree.length, differ: differ.size };
}

const file = (note: Note, path: string) => ({ path, note });
/** The release's root, and the one behind it. */
const rootFiles = (disc: Disc) =>
  [...disc.seal.trustRoots, revokingRoot(disc)].map((note, i) => file(note, `root-${i + 1}.note`));

/** The sealer: the whole seal, or undefined where it refuses. */
export async function composed(disc: Disc, notes: readonly Note[]): Promise<Uint8Array | undefined> {
  try {
    const seal = await composeSeal(
      {
        trustRoots: rootFiles(disc),
        release: file(disc.seal.release, "release.note"),
        rebuilds: notes.map((note, i) => file(note, `${i}.note`)),
        recall: undefined,
      },
      platform.check,
    );
    return seal.bytes;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** The officer's screen. */
export async function shownToOfficer(disc: Disc, notes: readonly Note[]): Promise<Answer> {
  try {
    const evidence = {
      previous: [],
      roots: rootFiles(disc),
      rebuilds: notes.map((note, i) => file(note, `${i}.note`)),
      builtIn: [],
      manifests: [],
      changes: [],
    };
    const release = [file(disc.seal.release, "release.note")];
    const pages = await reviewNotes(release, evidence, { language: "en", nameLimit: 5 }, platform.check);
    const [, agree, differ] =
      /(\d+) agree, \d+ needed, (\d+) differ/.exec(pages.flatMap(({ rebuilds }) => rebuilds).join("\n")) ?? [];
    return { agree: Number(agree), differ: Number(differ) };
  } catch (error) {
    if (error instanceof SignError) return "refused";
    throw error;
  }
}

/** `rebuild-note verify --json`, run in this process: how the notes are counted, and why which does not. */
export function reviewerOf(disc: Disc) {
  const folder = temporaryFolder();
  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const release = put("release.note", encodeNote(disc.seal.release));
  const roots = rootFiles(disc).flatMap(({ path, note }) => ["--root", put(path, encodeNote(note))]);
  const program = new Command();
  addRebuildNote(program);
  return async (notes: readonly Note[]) => {
    const paths = notes.map((note, i) => put(`${i}.note`, encodeNote(note)));
    const {
      found,
      differing,
      notes: judged,
    } = JSON.parse(
      await printedBy(program, ["rebuild-note", "verify", ...paths, "--release", release, ...roots, "--json"]),
    );
    return { agree: Number(found), differ: Number(differing), reasons: judged as { reasons: string[] }[] };
  };
}

async function printedBy(program: Command, args: readonly string[]): Promise<string> {
  let printed = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const before = process.exitCode;
  try {
    await program.parseAsync(args, { from: "user" });
  } finally {
    write.mockRestore();
    process.exitCode = before;
  }
  return printed;
}

export const digestOf = (disc: Disc): string => textDigest(disc.seal.release.text);
