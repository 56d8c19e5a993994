// The step between the signatures and the seal: the release in the public log, signed by the log's key, seen by witnesses, and proven.
// It is there where a trust root asks for it. docs/spec/release-folder.md, "Steps"

import {
  encodeUtf8,
  type Note,
  parseCheckpoint,
  type RootKey,
  requiredKeys,
  type TrustRoot,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import { isIncluded, leafHash } from "../../format/merkle.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import { countWitnesses, type SignatureCheck, sortLines, type TrustChain, witnessesOf } from "../../trust/index.ts";
import { type LogHere, logBundle, logPlaceName, type ProofFile, type ReleaseFolder, witnessBundle } from "../folder.ts";
import { rootPaths } from "../paths.ts";
import { asValues } from "../reasons.ts";
import { type Finding, found, judged, type Step } from "../step.ts";
import { type BuiltRelease, discMark } from "./build.ts";
import { appendCommand, bundleCommand, typed } from "./log-commands.ts";
import { namesOf, pathsOf } from "./rebuilds.ts";

/** What is to be done next; the log's place is known by then. */
export type LogDue =
  | { readonly is: "append"; readonly paths: readonly string[] }
  | { readonly is: "sign"; readonly key: RootKey }
  | { readonly is: "witness"; readonly key: RootKey; readonly missing: readonly RootKey[] }
  | { readonly is: "proof" };

export interface JudgedLog {
  readonly step: Step;
  readonly due: LogDue | undefined;
  /** The proof of each disc that holds, by its number. */
  readonly proofs: ReadonlyMap<number, ProofFile>;
}

/** What a release is judged by: the newest root with a log, of those known from the one that it names. */
interface Asked {
  readonly root: TrustRoot;
  readonly key: RootKey | undefined;
  readonly witnesses: readonly RootKey[];
  readonly needed: number;
  readonly revoked: ReadonlySet<string>;
  readonly check: SignatureCheck;
}

/**
 * Whether a trust root asks for a log: one that is newer than the root that the release names asks too, so that nobody escapes the log by
 * naming one of before it. Before the build it is the newest.
 */
export function isLogAsked(chain: TrustChain, releases: readonly BuiltRelease[]): boolean {
  return knownFrom(chain, releases).some(({ requires }) => requires.checkpoint !== undefined);
}

function knownFrom(chain: TrustChain, releases: readonly BuiltRelease[]): TrustRoot[] {
  const [first] = releases;
  const pinned = (first && chain.find(first.release.trustRoot)) ?? chain.newest;
  return chain.roots.map(({ root }) => root).filter(({ version }) => version >= pinned.root.version);
}

/** The judge of the `log` step. `taken`: the statements about this release, which go into the log with it. */
export async function judgeLog(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  taken: readonly (readonly NoteFile[])[],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<JudgedLog> {
  const asked = askedOf(chain, releases, check);
  const unread = folder.unread.filter(({ path }) => isOfLog(path));
  if (unread.length > 0) return waitFor(...unread.map((file) => found("UNREAD", { ...file })));
  const { findings, proofs } = await judgeProofs(folder, releases, asked);
  if (findings.some(({ code }) => code === "PROOF_BAD")) return waitFor(...findings);
  if (proofs.size === releases.length)
    return { step: judged("log", [...findings, ...tellLater(folder, taken)]), due: undefined, proofs };
  const { findings: waiting, due } = await judgeWaiting(folder, releases, taken, asked);
  const early = folder.withoutProof === undefined ? [] : [found("WITHOUT_PROOF", { reason: folder.withoutProof })];
  return { step: judged("log", [...early, ...findings, ...waiting]), due, proofs };
}

/** Whether a file that cannot be read is told here. */
export const isOfLog = (path: string) => path === logPlaceName || path.endsWith(".tlog-proof");

const waitFor = (...findings: Finding[]): JudgedLog => ({
  step: judged("log", findings),
  due: undefined,
  proofs: new Map(),
});

function askedOf(chain: TrustChain, releases: readonly BuiltRelease[], check: SignatureCheck): Asked {
  const known = knownFrom(chain, releases);
  const root = known.findLast(({ logOrigin }) => logOrigin !== undefined) ?? chain.newest.root;
  const { keys: witnesses, threshold: needed } = requiredKeys(root, "checkpoint");
  const { revoked } = chain;
  const key = root.keys.find(({ role, vkey: { raw } }) => role === "log" && !revoked.has(raw));
  return { root, key, witnesses, needed, revoked, check };
}

/** Of what lies in out/: each is of its disc's release, under a checkpoint that the log's key and enough witnesses signed. */
async function judgeProofs(
  { finished }: ReleaseFolder,
  releases: readonly BuiltRelease[],
  asked: Asked,
): Promise<{ readonly findings: Finding[]; readonly proofs: Map<number, ProofFile> }> {
  const findings: Finding[] = [];
  const proofs = new Map<number, ProofFile>();
  for (const built of releases) {
    const file = finished.find(({ disc }) => disc === built.disc)?.proof;
    if (file === undefined) continue;
    const finding = await judgeProof(file, built, asked);
    findings.push(finding);
    if (finding.code === "LOGGED") proofs.set(built.disc, file);
  }
  return { findings, proofs };
}

async function judgeProof({ path, proof }: ProofFile, built: BuiltRelease, asked: Asked): Promise<Finding> {
  const { index, hashes, checkpoint } = proof;
  const head = parseCheckpoint(checkpoint.text);
  const bad = (nl: string, en: string) => found("PROOF_BAD", { path, ...asValues({ nl, en }) });
  if (head.origin !== asked.root.logOrigin) return bad("het is van een ander logboek", "it is of another log");
  if (!isIncluded(leafHash(encodeUtf8(built.file.note.text)), index, hashes, head))
    return bad("het gaat over een andere tekst", "it is about another text");
  if (!(await isSigned(checkpoint, asked)))
    return bad("de sleutel van het logboek heeft het niet ondertekend", "the log's key did not sign it");
  const seen = await witnessesOf(checkpoint, asked.witnesses, asked.revoked, asked.check);
  if (countWitnesses(seen) < asked.needed)
    return bad(
      `${countWitnesses(seen)} van ${asked.needed} getuigen`,
      `${countWitnesses(seen)} of ${asked.needed} witnesses`,
    );
  return found("LOGGED", { disc: discMark(built), index, size: head.size, names: namesOf(seen) });
}

async function isSigned(checkpoint: Note, { key, check }: Asked): Promise<boolean> {
  return key !== undefined && (await sortLines(checkpoint, [key], check)).held.length > 0;
}

/** Where the way to the proof is. */
async function judgeWaiting(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  taken: readonly (readonly NoteFile[])[],
  asked: Asked,
): Promise<{ readonly findings: readonly Finding[]; readonly due: LogDue | undefined }> {
  const { log: place } = folder;
  const expected = asked.root.logOrigin ?? "";
  const stop = (...findings: Finding[]) => ({ findings, due: undefined });
  if (place === undefined) return stop(found("NO_LOG", { origin: expected }));
  const { path, log } = place;
  if ("fault" in log) return stop(found("LOG_UNREAD", { path, ...asValues(log.fault) }));
  if (log.origin !== expected) return stop(found("LOG_ORIGIN", { path, found: log.origin, expected }));
  const [rival] = log.rivals;
  if (rival !== undefined) return stop(found("LOG_RIVAL", { path, index: rival }));
  const places = releases.map(({ sha256 }) => log.entries.get(sha256));
  const paths = lackingPaths(folder, releases, taken, log);
  const isNew = places.includes(undefined) || folder.inputs.roots.some((file) => paths.includes(file.path));
  if (isNew) return { findings: [found("NOT_LOGGED")], due: { is: "append", paths } };
  return judgeCheckpoint(folder, log, releases, asked);
}

async function judgeCheckpoint(
  folder: ReleaseFolder,
  { entries, checkpoint }: LogHere,
  releases: readonly BuiltRelease[],
  asked: Asked,
): Promise<{ readonly findings: readonly Finding[]; readonly due: LogDue | undefined }> {
  const { key, witnesses, needed, revoked, check } = asked;
  if (key === undefined) return { findings: [found("LOG_KEY_REVOKED")], due: undefined };
  const size = checkpoint === undefined ? 0 : sizeOf(checkpoint);
  const indexOf = (built: BuiltRelease) => entries.get(built.sha256) ?? 0;
  const isCovered = releases.every((built) => indexOf(built) < size);
  if (checkpoint === undefined || !isCovered || !(await isSigned(checkpoint, asked)))
    return {
      findings: [
        ...releases.map((built) => found("LOG_UNSIGNED", { disc: discMark(built), index: indexOf(built) })),
        ...tellOld(folder, "log"),
      ],
      due: { is: "sign", key },
    };
  const seen = await witnessesOf(checkpoint, witnesses, revoked, check);
  const values = { found: countWitnesses(seen), needed };
  if (values.found >= needed)
    return {
      findings: releases.map((built) => found("NOT_PROVEN", { disc: discMark(built) })),
      due: { is: "proof" },
    };
  const missing = stillToAsk(witnesses, seen, revoked);
  return {
    findings: [found("WITNESSES_MISSING", { ...values, missing: namesOf(missing) }), ...tellOld(folder, "witness")],
    due: { is: "witness", key, missing },
  };
}

function sizeOf({ text }: Note): number {
  const head = tryParse(() => parseCheckpoint(text, 0));
  return head instanceof Error ? 0 : head.size;
}

/** Whose line would count: a second key of an organisation does not. */
function stillToAsk(
  witnesses: readonly RootKey[],
  seen: readonly RootKey[],
  revoked: ReadonlySet<string>,
): readonly RootKey[] {
  const organisations = new Set(seen.map(({ organisation }) => organisation.toLowerCase()));
  return witnesses.filter(
    ({ vkey: { raw }, organisation }) => !revoked.has(raw) && !organisations.has(organisation.toLowerCase()),
  );
}

/** Files whose texts are not in the log, in the order in which they go in: a root before the release that names it. */
function lackingPaths(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  taken: readonly (readonly NoteFile[])[],
  { entries }: LogHere,
): string[] {
  const { inputs, finished } = folder;
  const roots = rootPaths(folder).flatMap((path) => inputs.roots.filter((file) => file.path === path));
  const joined = releases.flatMap(({ disc }) => finished.find((one) => one.disc === disc)?.note ?? []);
  const files = [...roots, ...(inputs.recall === undefined ? [] : [inputs.recall]), ...taken.flat(), ...joined];
  return pathsOf(files.filter(({ note: { text } }) => !entries.has(textDigest(text))));
}

/** A statement or list that came after the release was logged goes in too: a dissent that stands in the log cannot be withheld. */
function tellLater(folder: ReleaseFolder, taken: readonly (readonly NoteFile[])[]): Finding[] {
  const { log: place } = folder;
  if (place === undefined || "fault" in place.log) return [];
  const paths = lackingPaths(folder, [], taken, place.log);
  if (paths.length === 0) return [];
  return [found("LOG_LATER", { paths: paths.join(", "), command: typed(appendCommand(place.path, paths, folder)) })];
}

function tellOld({ bundles }: ReleaseFolder, bundle: "log" | "witness"): Finding[] {
  if (bundles[bundle] !== "old") return [];
  const path = bundle === "log" ? logBundle : witnessBundle;
  return [found("LOG_BUNDLE_OLD", { path, command: bundleCommand(bundle) })];
}
