// Step 3: what reviewers say of what was built. A statement that differs is told first, and none is passed over.

import { type Bilingual, kindOf, parseRebuild, type RootKey, textDigest } from "../../format/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import {
  contradictionsOf,
  isAboutKit,
  type JudgedRebuild,
  judgeRebuild,
  type RebuildJudge,
  type SignatureCheck,
  type Statement,
  speakers,
  type TrustChain,
  tallyRebuilds,
} from "../../trust/index.ts";
import type { ReleaseFolder } from "../folder.ts";
import { asValues, rebuildReason, shortfallReason, unconfirmedReason } from "../reasons.ts";
import { type Finding, found, judged, type Step } from "../step.ts";
import { type BuiltRelease, discMark } from "./build.ts";

/** A statement, and the file that it stands in. */
interface TakenStatement extends Statement {
  readonly path: string;
}

export interface JudgedRebuilds {
  readonly step: Step;
  /** Of each disc, in the order of the releases, the files that its seal is to hold. */
  readonly taken: readonly (readonly NoteFile[])[];
  /** Whose agreement would count and is not there, for any of the discs; none where there are enough. */
  readonly missing: readonly RootKey[];
}

export async function judgeRebuilds(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<JudgedRebuilds> {
  const files = folder.notes.filter(({ note }) => kindOf(note.text) === "rebuild");
  const ofDiscs: OfDisc[] = [];
  for (const built of releases) ofDiscs.push(await judgeDisc(files, judgeOf(built, chain, check), discMark(built)));
  const isTaken = ({ path }: NoteFile) => ofDiscs.some(({ about }) => about.has(path));
  const others = files.filter((file) => !isTaken(file)).map(({ path }) => found("OTHER", { path }));
  const findings = ofDiscs.flatMap((disc) => disc.findings);
  const dissent = findings.filter(({ code }) => code === "DISSENT");
  const rest = findings.filter(({ code }) => code !== "DISSENT");
  return {
    step: judged("rebuilds", [...dissent, ...rest, ...others]),
    taken: ofDiscs.map(({ taken }) => taken),
    missing: onceEach(ofDiscs.flatMap(({ missing }) => missing)),
  };
}

/** Under the root that the release names; whoever built knows it. */
export function judgeOf({ release, sha256 }: BuiltRelease, chain: TrustChain, check: SignatureCheck): RebuildJudge {
  const root = (chain.find(release.trustRoot) ?? chain.newest).root;
  return { release, releaseSha256: sha256, root, roots: chain.roots.map((known) => known.root), check };
}

interface OfDisc {
  readonly findings: readonly Finding[];
  readonly taken: readonly NoteFile[];
  /** Paths of what is about this disc, good or bad. */
  readonly about: ReadonlySet<string>;
  readonly missing: readonly RootKey[];
}

/** `disc`: see `discMark`. */
async function judgeDisc(files: readonly NoteFile[], judge: RebuildJudge, disc: string): Promise<OfDisc> {
  const findings: Finding[] = [];
  const statements: TakenStatement[] = [];
  const taken: NoteFile[] = [];
  const about = new Set<string>();
  for (const file of files) {
    const one = await judgeRebuild(file.note, judge);
    if (one.fault?.code === "OTHER_RELEASE") continue;
    about.add(file.path);
    const reason = faultIn(one, judge);
    if (reason !== undefined) findings.push(found("REBUILD_BAD", { path: file.path, ...asValues(reason) }));
    else taken.push(file);
    statements.push(...one.statements.map((statement) => ({ ...statement, path: file.path })));
  }
  findings.push(...tellTwice(statements));
  const told = tellTally(statements, judge, disc);
  return { findings: [...findings, ...told.findings], taken, about, missing: told.missing };
}

/** What the seal would refuse in it; undefined: nothing. */
function faultIn({ rebuild, fault, unconfirmed }: JudgedRebuild, { release }: RebuildJudge): Bilingual | undefined {
  if (fault !== undefined) return rebuildReason(fault);
  const [line] = unconfirmed;
  if (line !== undefined) return unconfirmedReason(line);
  const [shortfall] = contradictionsOf(rebuild, release);
  return shortfall === undefined ? undefined : shortfallReason(shortfall);
}

/** A seal holds one statement a reviewer and scope: which one is for a person to say. */
function tellTwice(statements: readonly TakenStatement[]): Finding[] {
  const byPlace = new Map<string, TakenStatement[]>();
  for (const statement of statements) {
    const place = `${statement.by.vkey.raw} ${statement.rebuild.scope}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), statement]);
  }
  return [...byPlace.values()].flatMap(([first, ...more]) =>
    first === undefined || more.length === 0
      ? []
      : [
          found("REBUILD_TWICE", {
            paths: [first, ...more].map(({ path }) => path).join(", "),
            holder: first.by.holder,
          }),
        ],
  );
}

function tellTally(
  statements: readonly TakenStatement[],
  judge: RebuildJudge,
  disc: string,
): { readonly findings: readonly Finding[]; readonly missing: readonly RootKey[] } {
  const tally = tallyRebuilds(statements, judge);
  const { found: agreeing, needed, differing, blocksAt } = tally;
  const findings: Finding[] = statements.map(({ rebuild, by: { holder, organisation }, path }) =>
    rebuild.differs === undefined
      ? found("REBUILD_AGREES", { holder, organisation })
      : found("DISSENT", { holder, organisation, where: rebuild.differs, path }),
  );
  findings.push(...tally.revoked.map(({ holder }) => found("REVOKED", { holder })));
  if (tally.isBlocked && blocksAt !== undefined) {
    const paths = statements.filter(({ rebuild }) => rebuild.differs !== undefined).map(({ path }) => path);
    findings.push(found("DISSENT_BLOCKS", { paths: paths.join(", "), found: differing.length, limit: blocksAt }));
  }
  if (needed === 0) findings.push(found("NO_REBUILDS_ASKED", { version: judge.root.version }));
  const missing = tally.isEnough ? [] : missingFrom(statements, judge);
  const names = namesOf(missing);
  if (tally.isEnough) findings.push(...(needed === 0 ? [] : [found("REBUILDS", { disc, found: agreeing, needed })]));
  else findings.push(found("REBUILDS_MISSING", { disc, found: agreeing, needed, missing: names }));
  return { findings, missing };
}

/** Who could still say that it agrees, and has said nothing of the image. */
function missingFrom(statements: readonly Statement[], judge: RebuildJudge): RootKey[] {
  const revoked = new Set(judge.roots.flatMap((root) => root.revoked));
  const spoke = new Set(
    statements
      .filter(({ rebuild }) => rebuild.scope === "image" || rebuild.differs !== undefined)
      .map(({ by }) => by.vkey.raw),
  );
  return speakers(judge, "agrees").filter(({ vkey: { raw } }) => !spoke.has(raw) && !revoked.has(raw));
}

/** `anna (Anna Jansen, Kiesraad), bert (Kiesraad)`; `…` where nobody is left. */
export function namesOf(keys: readonly RootKey[]): string {
  const named = keys.map(({ vkey: { name }, holder, organisation }) =>
    name === holder ? `${name} (${organisation})` : `${name} (${holder}, ${organisation})`,
  );
  return named.join(", ") || "…";
}

/** Each raw key once. */
export function onceEach(keys: readonly RootKey[]): RootKey[] {
  return [...new Map(keys.map((key) => [key.vkey.raw, key])).values()];
}

/** Digests of the texts of the statements about these releases. */
export const textsOf = (files: readonly NoteFile[]) => files.map(({ note }) => textDigest(note.text));

/** Each path once: a request, and a merge, take a file once. */
export const pathsOf = (files: readonly Pick<NoteFile, "path">[]) => [...new Set(files.map(({ path }) => path))];

/** Those that a seal holds: a statement about the kit is published, and never sealed. */
export const sealedPart = (files: readonly NoteFile[]) =>
  files.filter(({ note }) => !isAboutKit(parseRebuild(note.text)));
