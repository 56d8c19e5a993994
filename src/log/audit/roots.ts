// The trust roots by which a log is judged: those that the user gave, and those that stand in the log and follow from them. Without any
// given the first root of the log is the anchor, and then the log vouches for itself.
//
// A note is judged by what was known when it was logged: what a later root revokes does not make an old entry wrong, or every log would
// be wrong for ever after its first revocation.

import {
  encodeNote,
  FormatError,
  type Note,
  parseTrustRoot,
  type RootKey,
  type TrustRoot,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import { type KnownRoot, logKeyOf, type SignatureCheck, TrustChain, TrustError } from "../../trust/index.ts";
import type { KnownRoots } from "../entry.ts";
import type { Findings } from "./report.ts";

/** Roots of one log: far more than a version a month for a lifetime. */
export const rootLimit = 1024;

/** A trust root that stands in the log. */
export interface LoggedRoot {
  readonly index: number;
  readonly text: string;
  /** As it is served beside the leaves; undefined: it is not. */
  readonly note: Note | undefined;
}

export class AuditRoots {
  readonly from: "given" | "log" | "none";
  readonly #chain: TrustChain | undefined;
  /** Roots of the chain that are logged, in the order in which they are; each at its first place. */
  readonly #logged: readonly { readonly known: KnownRoot; readonly index: number }[];
  readonly #views = new Map<number, KnownRoots>();

  private constructor(from: AuditRoots["from"], chain: TrustChain | undefined, logged: readonly LoggedRoot[]) {
    this.from = from;
    this.#chain = chain;
    const places = new Map(logged.toReversed().map(({ index, text }) => [text, index]));
    this.#logged = (chain?.roots ?? [])
      .flatMap((known) => {
        const index = places.get(known.text);
        return index === undefined ? [] : [{ known, index }];
      })
      .sort((a, b) => a.index - b.index);
  }

  /** `given`: notes that the user trusts, all versions between. Throws TrustError where these are no chain. */
  static async gather(
    given: readonly Uint8Array[],
    logged: readonly LoggedRoot[],
    check: SignatureCheck,
    findings: Findings,
  ): Promise<AuditRoots> {
    const start = given.length > 0 ? await TrustChain.anchor(given, check) : await firstOf(logged, check);
    if (start === undefined) return new AuditRoots("none", undefined, logged);
    const chain = await withLogged(start, logged, check, findings);
    return new AuditRoots(given.length > 0 ? "given" : "log", chain, logged);
  }

  get versions(): readonly number[] {
    return (this.#chain?.roots ?? []).map(({ root }) => root.version);
  }

  /** By the digest of its text. */
  find(sha256: string): KnownRoot | undefined {
    return this.#chain?.find(sha256);
  }

  /** Where the root with this digest stands in the log. */
  placeOf(sha256: string): number | undefined {
    return this.#logged.find(({ known }) => known.sha256 === sha256)?.index;
  }

  /** The oldest version that is logged. */
  get oldestLogged(): KnownRoot | undefined {
    return this.#logged.map(({ known }) => known).sort((a, b) => a.root.version - b.root.version)[0];
  }

  /** The newest that is logged before entry `index`. */
  newestBefore(index: number, isMeant: (root: TrustRoot) => boolean = () => true): KnownRoot | undefined {
    const before = this.#logged.filter((each) => each.index < index && isMeant(each.known.root));
    return before.map(({ known }) => known).sort((a, b) => b.root.version - a.root.version)[0];
  }

  /** What was known when entry `index` was logged; where no root was logged before it, all that are known. Undefined: none is. */
  knownAt(index: number): KnownRoots | undefined {
    const chain = this.#chain;
    if (chain === undefined) return undefined;
    const newest = this.newestBefore(index + 1) ?? chain.newest; // a root knows itself
    const { version } = newest.root;
    const view = this.#views.get(version) ?? viewOf(chain.roots.filter(({ root }) => root.version <= version));
    this.#views.set(version, view);
    return view;
  }

  /** Keys that the log had in any root known, revoked in none: discs under that root are still taken with a line of theirs. */
  logKeys(origin: string): readonly RootKey[] {
    const roots = (this.#chain?.roots ?? []).map(({ root }) => root).filter(({ logOrigin }) => logOrigin === origin);
    const revoked = this.#chain?.revoked ?? new Set<string>();
    return roots.flatMap((root) => logKeyOf(root) ?? []).filter(({ vkey }) => !revoked.has(vkey.raw));
  }

  /** The roots whose log key may sign a checkpoint of `size` entries: the newest logged by then that names this log, else any that does. */
  signersAt(size: number, origin: string): readonly KnownRoot[] {
    const names = (root: TrustRoot) => root.logOrigin === origin;
    const newest = this.newestBefore(size, names);
    if (newest !== undefined) return [newest];
    return (this.#chain?.roots ?? []).filter(({ root }) => names(root));
  }
}

/** Consecutive versions, at least one. */
export function viewOf(roots: readonly KnownRoot[]): KnownRoots {
  return {
    roots,
    newest: roots.at(-1) as KnownRoot, // at least the one asked for
    revoked: new Set(roots.flatMap(({ root }) => root.revoked)),
    find: (sha256) => roots.find((known) => known.sha256 === sha256),
  };
}

/** The first root of the log that its own officers signed. */
async function firstOf(logged: readonly LoggedRoot[], check: SignatureCheck): Promise<TrustChain | undefined> {
  for (const { note } of logged) {
    if (note === undefined) continue;
    try {
      return await TrustChain.anchor([encodeNote(note)], check);
    } catch (error) {
      if (!(error instanceof TrustError)) throw error;
    }
  }
  return undefined;
}

/** The chain with all roots of the log that extend it, forwards and backwards; the others are found. */
async function withLogged(
  start: TrustChain,
  logged: readonly LoggedRoot[],
  check: SignatureCheck,
  findings: Findings,
): Promise<TrustChain> {
  let chain = start;
  let left = logged.flatMap((one) => {
    const root = tryParse(() => parseTrustRoot(one.text));
    return root instanceof FormatError ? [] : [{ ...one, version: root.version }]; // said where entries are read
  });
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    const later: typeof left = [];
    for (const one of left) {
      const [oldest, newest] = [chain.roots[0]?.root.version ?? 0, chain.newest.root.version];
      const { index, version, text } = one;
      if (version < oldest - 1 || version > newest + 1) {
        later.push(one);
        continue;
      }
      isMoving = true;
      if (version >= oldest && version <= newest) {
        if (chain.find(textDigest(text)) === undefined) findings.add("TWO_ROOTS", { version }, index);
        continue;
      }
      if (one.note === undefined) continue; // said where notes are read
      try {
        chain = await chain.withLoose([encodeNote(one.note)], check);
      } catch (error) {
        if (!(error instanceof TrustError)) throw error;
        findings.add("ROOT_CHAIN", { version, why: error.message }, index);
      }
    }
    left = later;
  }
  for (const { index, version } of left) findings.open("ROOT_GAP", { version }, index);
  return chain;
}
