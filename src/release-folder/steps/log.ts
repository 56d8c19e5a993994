// The step between the signatures and the seal: the release in the public log, signed by the log's key, seen by witnesses, and proven.
// It is there where a trust root asks for it. docs/spec/release-folder.md, "Steps"

import {
  type Bilingual,
  type Note,
  parseCheckpoint,
  type RootKey,
  type TrustRoot,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import type { NoteFile, ProofFile } from "../../trust/compose/index.ts";
import {
  countJudges,
  judgeLines,
  lineCheck,
  logKeyOf,
  type SignatureCheck,
  type TrustChain,
  judgeLog as verifyProof,
  witnessesOf,
} from "../../trust/index.ts";
import { type LogHere, logBundle, logPlaceName, type ReleaseFolder, witnessBundle } from "../folder.ts";
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
  /** Undefined: it is revoked. */
  readonly key: RootKey | undefined;
  readonly chain: TrustChain;
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
  const early = folder.withoutProof === undefined ? [] : [found("WITHOUT_PROOF", { why: folder.withoutProof })];
  return { step: judged("log", [...early, ...findings, ...waiting]), due, proofs };
}

/** The release is in the log, as far as can be told: a person may decide not to wait for its proof. */
export function isInLog({ due, proofs }: JudgedLog): boolean {
  return proofs.size > 0 || due?.is === "sign" || due?.is === "witness" || due?.is === "proof";
}

/** Whether a file that cannot be read is told here. */
export const isOfLog = (path: string) => path === logPlaceName || path.endsWith(".tlog-proof");

const waitFor = (...findings: Finding[]): JudgedLog => ({
  step: judged("log", findings),
  due: undefined,
  proofs: new Map(),
});

function askedOf(chain: TrustChain, releases: readonly BuiltRelease[], check: SignatureCheck): Asked {
  const root = knownFrom(chain, releases).findLast(({ logOrigin }) => logOrigin !== undefined) ?? chain.newest.root;
  const key = logKeyOf(root);
  return { root, key: key !== undefined && chain.revoked.has(key.vkey.raw) ? undefined : key, chain, check };
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

/** As the verifier judges it in a seal that holds every root of the folder. */
async function judgeProof({ path, proof }: ProofFile, built: BuiltRelease, asked: Asked): Promise<Finding> {
  const { chain, check } = asked;
  const pinned = chain.find(built.release.trustRoot)?.root.version ?? 1;
  const judge = {
    text: built.file.note.text,
    pinned,
    sealed: chain.newest.root.version,
    known: chain,
    today: "9999-12-31",
    check,
  };
  const findings = await verifyProof(proof, [], judge);
  const [proven] = findings.filter(({ code }) => code === "LOG_PROVEN");
  const fault = findings.find(({ code }) => code in faultWords);
  if (proven === undefined || fault !== undefined)
    return found("PROOF_BAD", {
      path,
      ...asValues(faultWords[fault?.code ?? "LOG_MISSING"] ?? faultWords.LOG_MISSING),
    });
  const names = findings
    .filter(({ code }) => code === "LOG_SEEN")
    .map(({ values }) => `${values.holder} (${values.organisation})`);
  const { index = 0, size = 0 } = proven.values;
  return found("LOGGED", { disc: discMark(built), index, size, names: names.join(", ") });
}

const faultWords: Readonly<Record<string, Bilingual>> & { readonly LOG_MISSING: Bilingual } = {
  LOG_UNEXPECTED: { nl: "geen vertrouwensbasis noemt dit logboek", en: "no trust root names this log" },
  LOG_ORIGIN: { nl: "het is van een ander logboek", en: "it is of another log" },
  LOG_UNSIGNED: { nl: "de sleutel van het logboek ondertekende het niet", en: "the log's key did not sign it" },
  LOG_LINE: { nl: "een handtekening eronder klopt niet", en: "a line under it does not hold" },
  LOG_TIME: { nl: "een getuige noemt geen tijd die kan", en: "a witness gives a time that cannot be" },
  LOG_NOT_INCLUDED: { nl: "het gaat over een andere tekst", en: "it is about another text" },
  LOG_SPLIT: { nl: "het logboek spreekt zichzelf tegen", en: "the log contradicts itself" },
  LOG_MISSING: { nl: "het telt hier niet", en: "it does not count here" },
  LOG_KEY_REVOKED: { nl: "de sleutel van het logboek is ingetrokken", en: "the log's key is revoked" },
  LOG_QUORUM: { nl: "te weinig getuigen tekenden", en: "too few witnesses signed" },
};

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
  const { root, key, chain, check } = asked;
  if (key === undefined) return { findings: [found("LOG_KEY_REVOKED")], due: undefined };
  const size = checkpoint === undefined ? 0 : sizeOf(checkpoint);
  const indexOf = (built: BuiltRelease) => entries.get(built.sha256) ?? 0;
  const isCovered = releases.every((built) => indexOf(built) < size);
  const under =
    checkpoint && (await judgeLines(checkpoint, root, "loose", chain.revoked, lineCheck(checkpoint.text, check)));
  if (under === undefined || !isCovered || !under.isSigned || under.isKeyRevoked)
    return {
      findings: [
        ...releases.map((built) => found("LOG_UNSIGNED", { disc: discMark(built), index: indexOf(built) })),
        ...tellOld(folder, "log"),
      ],
      due: { is: "sign", key },
    };
  const seen = under.seen.map((one) => one.key);
  const { keys, organisations } = countJudges(seen);
  const values = { found: Math.min(keys, organisations), needed: under.needed };
  if (values.found >= under.needed)
    return {
      findings: releases.map((built) => found("NOT_PROVEN", { disc: discMark(built) })),
      due: { is: "proof" },
    };
  const missing = stillToAsk(root, seen, chain.revoked);
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
function stillToAsk(root: TrustRoot, seen: readonly RootKey[], revoked: ReadonlySet<string>): RootKey[] {
  const { keys, counts } = witnessesOf(root);
  const organisations = new Set(seen.map(({ organisation }) => organisation));
  const isLeft = (key: RootKey) => !revoked.has(key.vkey.raw) && !organisations.has(key.organisation);
  return keys.filter((key) => counts(key) && isLeft(key));
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
