// Reviewers' statements on one release, judged and counted: the only place that does. docs/spec/rebuild.md, "Verification"
// A note that agrees must be right in every line: else it is nobody's statement. A note that differs counts for each valid line by a
// reviewer, whatever stands beside it: so nobody silences a reviewer by damaging the note or adding to it. One that differs and that
// nobody can confirm is told as such, never dropped.

import type { Note, Signature } from "../format/notes/note.ts";
import { parseRebuild, type Rebuild } from "../format/notes/rebuild.ts";
import type { Release } from "../format/notes/release.ts";
import { type RootKey, requiredKeys, type TrustRoot } from "../format/notes/trust-root.ts";
import { compareText } from "../format/text/decode.ts";
import { FormatError, tryParse } from "../format/text/error.ts";
import { type HeldLine, sortLines } from "./lines.ts";
import { countJudges, judgeSigners, type QuorumFault, requirementsOf } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** Under what statements are judged. */
export interface RebuildJudge {
  readonly release: Release;
  /** SHA-256 of the release note's text. */
  readonly releaseSha256: string;
  /** The root that the release names. */
  readonly root: TrustRoot;
  /** All roots known, that one too: their keys are known, and what they revoke counts nowhere. */
  readonly roots: readonly TrustRoot[];
  readonly check: SignatureCheck;
}

/** What one reviewer says: one vote. */
export interface Statement {
  readonly rebuild: Rebuild;
  readonly by: RootKey;
  /** The reviewer's line, which holds. */
  readonly line: Signature;
}

/** Why a loose note is nobody's statement on this release. */
export type RebuildFault =
  | { readonly code: "OTHER_RELEASE"; readonly sha256: string }
  /** It says `differs`, and whether a reviewer signed that cannot be told: it may be damaged, it may be made up. */
  | { readonly code: "UNCONFIRMED" }
  | { readonly code: "BAD_SIGNATURE"; readonly name: string }
  | { readonly code: "NO_REVIEWER" }
  | { readonly code: "TWO_REVIEWERS" }
  | { readonly code: "REVOKED"; readonly by: RootKey };

export interface JudgedRebuild {
  readonly rebuild: Rebuild;
  /** One where the note agrees; one for each reviewer whose line holds where it differs. */
  readonly statements: readonly Statement[];
  /** Exactly when there are no statements. */
  readonly fault: RebuildFault | undefined;
  /** Lines under a note that differs, beside one that counts, of which nobody can say whether a reviewer made them. */
  readonly unconfirmed: readonly Signature[];
  /** Lines that change nothing: under a note that agrees by keys that are not asked, under one that differs by keys of no reviewer. */
  readonly idle: readonly Signature[];
}

/** A reviewer may have signed that the release differs, and it cannot be told: whoever sees the note must not say yes. */
export function isUnconfirmed({ fault, unconfirmed }: JudgedRebuild): boolean {
  return fault?.code === "UNCONFIRMED" || unconfirmed.length > 0;
}

/** Whose statements count: that it agrees, of the group that the release's urgency asks for; that it differs, of any reviewer. */
export function speakers({ release, root }: RebuildJudge, says: "agrees" | "differs"): readonly RootKey[] {
  return says === "agrees" ? requiredKeys(root, requirementsOf(release).rebuild).keys : dissenters(root);
}

/** Whose statement that a release differs counts: any reviewer of the root, whatever the release asks for. */
export function dissenters(root: TrustRoot): readonly RootKey[] {
  return root.keys.filter(isReviewer);
}

function isReviewer({ role }: RootKey): boolean {
  return role === "rebuilder";
}

/** A note that is not in a seal. Throws FormatError when its text is no rebuild note. */
export async function judgeRebuild(note: Note, judge: RebuildJudge): Promise<JudgedRebuild> {
  const rebuild = parseRebuild(note.text);
  return rebuild.differs === undefined ? judgeAgreement(note, rebuild, judge) : judgeDissent(note, rebuild, judge);
}

/** One valid line by one reviewer, and no line in a reviewer's name that does not hold. */
async function judgeAgreement(note: Note, rebuild: Rebuild, judge: RebuildJudge): Promise<JudgedRebuild> {
  const { held, bad, unknown } = await sortLines(note, speakers(judge, "agrees"), judge.check);
  const [own, second] = held;
  const without = (fault: RebuildFault) => ({ rebuild, statements: [], fault, unconfirmed: [], idle: note.signatures });
  if (rebuild.release !== judge.releaseSha256) return without({ code: "OTHER_RELEASE", sha256: rebuild.release });
  if (bad[0] !== undefined) return without({ code: "BAD_SIGNATURE", name: bad[0].name });
  if (own === undefined) return without({ code: "NO_REVIEWER" });
  if (second !== undefined) return without({ code: "TWO_REVIEWERS" });
  if (revokedBy(judge).has(own.key.vkey.raw)) return without({ code: "REVOKED", by: own.key });
  const statement = { rebuild, by: own.key, line: own.line };
  return { rebuild, statements: [statement], fault: undefined, unconfirmed: [], idle: unknown };
}

/** Each valid line by a reviewer counts. Without one: ignored only where every line holds and is by a key that is known. */
async function judgeDissent(note: Note, rebuild: Rebuild, judge: RebuildJudge): Promise<JudgedRebuild> {
  const { root, roots, releaseSha256 } = judge;
  const revoked = revokedBy(judge);
  const known = [...root.keys, ...roots.flatMap(({ keys }) => keys)];
  const { held, bad, unknown } = await sortLines(note, known, judge.check);
  const isCounted = ({ key }: HeldLine) => isReviewer(key) && !revoked.has(key.vkey.raw);
  const isOfRoot = ({ key }: HeldLine) => root.keys.some((own) => own.vkey.raw === key.vkey.raw);
  const without = (fault: RebuildFault) => ({ rebuild, statements: [], fault, unconfirmed: [], idle: note.signatures });
  if (rebuild.release !== releaseSha256) {
    // A reviewer's valid line proves that the text is as it was written. Else its digest may be what was damaged.
    const isAboutAnother = held.some(isCounted) || isAllKnown(note, bad, unknown);
    return without(isAboutAnother ? { code: "OTHER_RELEASE", sha256: rebuild.release } : { code: "UNCONFIRMED" });
  }
  const counting = held.filter((line) => isCounted(line) && isOfRoot(line));
  if (counting.length > 0) {
    const statements = counting.map(({ key, line }) => ({ rebuild, by: key, line }));
    const idle = held.filter((line) => !counting.includes(line)).map(({ line }) => line);
    return { rebuild, statements, fault: undefined, unconfirmed: [...bad, ...unknown], idle };
  }
  if (!isAllKnown(note, bad, unknown)) return without({ code: "UNCONFIRMED" });
  const withdrawn = held.find(({ key }) => revoked.has(key.vkey.raw));
  return without(withdrawn === undefined ? { code: "NO_REVIEWER" } : { code: "REVOKED", by: withdrawn.key });
}

/** No line is left of which nobody can say whose it was. */
function isAllKnown({ signatures }: Note, bad: readonly Signature[], unknown: readonly Signature[]): boolean {
  return signatures.length > 0 && bad.length === 0 && unknown.length === 0;
}

/** Raw keys revoked in any known root: they count nowhere. */
function revokedBy({ roots }: RebuildJudge): ReadonlySet<string> {
  return new Set(roots.flatMap(({ revoked }) => revoked));
}

/** Why a note in a seal makes the seal bad; undefined: its text, its order or the number of its lines. */
export type SealedFault = QuorumFault | undefined;

/**
 * The notes of a seal: about this release and not about its kit, one valid line a note by a reviewer whose statement counts, in order
 * of raw key and scope.
 * A line by a revoked key is no fault here: a key can be revoked after the disc was sealed. `tallyRebuilds` does not count it.
 */
export async function judgeSealedRebuilds(
  notes: readonly Note[],
  judge: RebuildJudge,
): Promise<{ readonly statements: readonly Statement[]; readonly faults: readonly SealedFault[] }> {
  const statements: Statement[] = [];
  const faults: SealedFault[] = [];
  let before = "";
  for (const note of notes) {
    const parsed = tryParse(() => parseRebuild(note.text));
    const rebuild = parsed instanceof FormatError ? undefined : parsed;
    const keys = speakers(judge, rebuild?.differs === undefined ? "agrees" : "differs");
    const quorum = await judgeSigners(note, keys, 1, "sealed", new Set(), judge.check);
    const [by] = quorum.signers;
    const [line, more] = note.signatures;
    const place = `${by?.vkey.raw} ${rebuild?.scope}`;
    const isAbout = rebuild?.release === judge.releaseSha256;
    const isOne = quorum.isMet && more === undefined && by !== undefined && line !== undefined;
    if (rebuild === undefined || isAboutKit(rebuild) || !isAbout || !isOne || compareText(before, place) >= 0) {
      faults.push(quorum.faults[0]);
      continue;
    }
    before = place;
    statements.push({ rebuild, by, line });
  }
  return { statements, faults };
}

/**
 * A statement on what the kit is made of is published beside the release: it is told where it differs, no quorum counts it, and no seal
 * holds it, because a verifier that was made before there was this scope would refuse such a seal.
 */
export function isAboutKit({ scope }: Rebuild): boolean {
  return scope === "kit";
}

/** Why a statement is no agreement for the quorum. */
export type Shortfall = "DIFFERS" | "SOURCE" | "KIT" | "OTHER_IMAGE" | "OTHER_MANIFEST" | "OTHER_KIT";

/** Empty: it is an agreement, as far as this statement alone can say. */
export function shortfallsOf(rebuild: Rebuild, release: Release): readonly Shortfall[] {
  const found: Shortfall[] = [];
  if (rebuild.differs !== undefined) found.push("DIFFERS");
  if (rebuild.scope !== "image") found.push(isAboutKit(rebuild) ? "KIT" : "SOURCE");
  return [...found, ...contradictionsOf(rebuild, release)];
}

/** It says that it agrees, and what it measured is not what the release names. */
export function contradictionsOf(rebuild: Rebuild, release: Release): readonly Shortfall[] {
  if (rebuild.differs !== undefined) return [];
  const found: Shortfall[] = [];
  if (rebuild.imageSha256 !== release.imageSha256) found.push("OTHER_IMAGE");
  if (rebuild.manifestSha256 !== release.manifests[release.disc - 1]) found.push("OTHER_MANIFEST");
  if (isAboutKit(rebuild) && !isSameKit(rebuild.kit, release.kit)) found.push("OTHER_KIT");
  return found;
}

function isSameKit(measured: Rebuild["kit"], named: Release["kit"]): boolean {
  return measured !== undefined && measured.version === named?.version && measured.sha256 === named.sha256;
}

export interface Tally {
  /** Those of keys that are not revoked. */
  readonly statements: readonly Statement[];
  /** Whose statements do not count because their keys are revoked, each once. */
  readonly revoked: readonly RootKey[];
  /** Distinct keys and distinct organisations that agree, whichever are fewer. */
  readonly found: number;
  readonly needed: number;
  readonly isEnough: boolean;
  /** Who says that image or source differs, each once. */
  readonly differing: readonly RootKey[];
  /** Somebody says that it differs, of the kit too. */
  readonly isDisputed: boolean;
  /** Undefined: the root only has dissent reported. */
  readonly blocksAt: number | undefined;
  readonly isBlocked: boolean;
}

/**
 * Step 6: one key is one vote, and who says both that it agrees and that it differs, of the image or of its source, has said that it
 * differs. Statements on the kit change no count.
 */
export function tallyRebuilds(statements: readonly Statement[], judge: RebuildJudge): Tally {
  const { release, root } = judge;
  const gone = revokedBy(judge);
  const counted = statements.filter(({ by }) => !gone.has(by.vkey.raw));
  const noes = counted.filter(({ rebuild }) => rebuild.differs !== undefined);
  const differing = onceEach(noes.filter(({ rebuild }) => !isAboutKit(rebuild)));
  const isYes = ({ rebuild, by }: Statement) =>
    shortfallsOf(rebuild, release).length === 0 && !differing.some((no) => no.vkey.raw === by.vkey.raw);
  const agreeing = onceEach(counted.filter(isYes));
  const { keys, organisations } = countJudges(agreeing);
  const found = Math.min(keys, organisations);
  const { threshold: needed } = requiredKeys(root, requirementsOf(release).rebuild);
  const blocksAt = root.dissentBlocksAt;
  return {
    statements: counted,
    revoked: onceEach(statements.filter(({ by }) => gone.has(by.vkey.raw))),
    found,
    needed,
    isEnough: found >= needed,
    differing,
    isDisputed: noes.length > 0,
    blocksAt,
    isBlocked: blocksAt !== undefined && differing.length >= blocksAt,
  };
}

/** The reviewers of these statements, each raw key once. */
function onceEach(statements: readonly Statement[]): RootKey[] {
  return [...new Map(statements.map(({ by }) => [by.vkey.raw, by])).values()];
}
