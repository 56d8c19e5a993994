// What the entries of a log say together: each number of a version stands once, sets are whole, sequences rise, recall lists continue
// each other, and a release names the trust root of its day. Pure: it hears entry after entry, and keeps what the next is held against.

import type { Recall, Recalled, Release } from "../../format/index.ts";
import { numberOf } from "../entry.ts";
import type { Findings } from "./report.ts";
import type { AuditRoots } from "./roots.ts";

interface FirstRelease {
  readonly index: number;
  readonly sha256: string;
}

/** Discs of one number, as they were logged. */
interface DiscSet {
  readonly index: number;
  readonly manifests: string;
  readonly of: number;
  readonly discs: Set<number>;
  readonly release: Release;
}

export class Ledger {
  readonly #findings: Findings;
  readonly #roots: AuditRoots;
  readonly #releases = new Map<string, FirstRelease>();
  readonly #sets = new Map<string, DiscSet>();
  /** The highest sequence so far, and where it stands. */
  readonly #highest = new Map<string, { readonly sequence: number; readonly index: number }>();
  #recall: { readonly recalled: readonly Recalled[]; readonly index: number } | undefined;

  constructor(roots: AuditRoots, findings: Findings) {
    this.#roots = roots;
    this.#findings = findings;
  }

  /** `sha256`: of its text. */
  release(index: number, release: Release, sha256: string): void {
    this.#judgeNumber(index, release, sha256);
    this.#judgeSet(index, release);
    this.#judgeSequence(index, release);
    this.#judgeRoot(index, release);
  }

  recall(index: number, { recalled }: Recall): void {
    const before = this.#recall;
    const isShorter = before !== undefined && recalled.length < before.recalled.length;
    const [older = [], newer = []] = isShorter ? [recalled, before.recalled] : [before?.recalled, recalled];
    const isContinued = older.every((one, i) => isSame(one, newer[i]));
    if (before !== undefined && (isShorter || !isContinued))
      this.#findings.add(
        "RECALL_BRANCH",
        { number: recalled.length, before: before.recalled.length, first: before.index },
        index,
      );
    if (!isShorter) this.#recall = { recalled, index };
  }

  /** When all entries were heard: sets of which a disc is missing. */
  finish(): void {
    for (const { index, discs, of, release } of this.#sets.values())
      for (let disc = 1; disc <= of; disc++)
        if (!discs.has(disc)) this.#findings.add("SET_INCOMPLETE", { ...nameOf(release), disc, of }, index);
  }

  #judgeNumber(index: number, release: Release, sha256: string): void {
    const key = `${numberOf(release)} ${release.disc}`;
    const first = this.#releases.get(key);
    if (first === undefined) this.#releases.set(key, { index, sha256 });
    else if (first.sha256 !== sha256)
      this.#findings.add("TWO_RELEASES", { ...nameOf(release), disc: release.disc, first: first.index }, index);
  }

  #judgeSet(index: number, release: Release): void {
    const { disc } = release;
    const manifests = release.manifests.join(" ");
    if (release.manifests.length === 1 && !this.#sets.has(numberOf(release))) return;
    const key = numberOf(release);
    const set = this.#sets.get(key);
    if (set === undefined)
      this.#sets.set(key, { index, manifests, of: release.manifests.length, discs: new Set([disc]), release });
    else if (set.manifests === manifests) set.discs.add(disc);
    else if (!set.discs.has(disc)) this.#findings.add("SET_DIFFERS", { ...nameOf(release), first: set.index }, index);
  }

  #judgeSequence(index: number, release: Release): void {
    const { sequence } = release;
    const key = numberOf({ ...release, sequence: 0 }); // what it counts up within
    const highest = this.#highest.get(key);
    if (highest !== undefined && sequence < highest.sequence)
      this.#findings.add(
        "SEQUENCE_BACK",
        { ...nameOf(release), highest: highest.sequence, first: highest.index },
        index,
      );
    else if (highest === undefined || sequence > highest.sequence) this.#highest.set(key, { sequence, index });
  }

  /** It names the newest root that was logged before it. */
  #judgeRoot(index: number, release: Release): void {
    const newest = this.#roots.newestBefore(index);
    if (newest?.sha256 === release.trustRoot) return;
    const own = this.#roots.placeOf(release.trustRoot);
    if (own === undefined || own > index || newest === undefined)
      this.#findings.add("ROOT_NOT_LOGGED", { ...nameOf(release), sha256: release.trustRoot }, index);
    else
      this.#findings.add(
        "ROOT_OLD",
        {
          ...nameOf(release),
          version: this.#roots.find(release.trustRoot)?.root.version ?? "?",
          newest: newest.root.version,
          first: this.#roots.placeOf(newest.sha256) ?? "?",
        },
        index,
      );
  }
}

function nameOf({ product, version, election, role, purpose, sequence }: Release) {
  return { product, version, election, role, purpose, sequence };
}

function isSame(a: Recalled, b: Recalled | undefined): boolean {
  return a.imageSha256 === b?.imageSha256 && a.date === b.date && a.reason === b.reason;
}
