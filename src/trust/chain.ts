// Trust roots: the anchor from outside the medium, and the chain to the roots that the medium carries.
// docs/spec/verification.md steps 1 and 4; rotation after TUF 1.0.34 section 5.3.

import { type Note, onceEachText, parseNote, textDigest } from "../format/notes/note.ts";
import type { TrustRoot } from "../format/notes/trust-root.ts";
import { parseTrustRoot } from "../format/notes/trust-root-lines.ts";
import { Fault, FormatError, tryParse } from "../format/text/error.ts";
import type { RootFault } from "./findings.ts";
import { faultText } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";
import { judgeRootSignatures, judgeRootStep, type RootSignatures, type SuccessionFault } from "./succession.ts";

/** A trust root that is trusted, with the digest that releases pin. */
export interface KnownRoot {
  readonly root: TrustRoot;
  readonly text: string;
  readonly sha256: string;
}

/** Why roots cannot be trusted. */
export class TrustError extends Fault<RootFault> {}

/** Consecutive versions, ascending; never empty. */
export class TrustChain {
  readonly roots: readonly KnownRoot[];

  private constructor(roots: readonly KnownRoot[]) {
    this.roots = roots;
  }

  /** Step 1: from roots given from outside the medium, in any order: consecutive versions, each signed as it must be. Throws TrustError. */
  static async anchor(notes: readonly Uint8Array[], check: SignatureCheck): Promise<TrustChain> {
    const [first, ...rest] = readRoots(notes, (i) => `trust root ${i + 1} given`);
    if (first === undefined) throw new TrustError("ROOT_TEXT", "no trust root given");
    const { root } = first.known;
    demandMet(await judgeRootSignatures(first.note, root, undefined, "loose", check), root);
    let chain = new TrustChain([first.known]);
    for (const next of rest) chain = await chain.#forward(next.note, next.known, "loose", check);
    return chain;
  }

  /** The chain with roots that a person gave where this chain is built in: each equals one of it or extends it. Throws TrustError. */
  async extend(notes: readonly Uint8Array[], check: SignatureCheck): Promise<TrustChain> {
    return this.#with(
      readRoots(notes, (i) => `trust root ${i + 1} given`),
      check,
    );
  }

  get newest(): KnownRoot {
    return this.roots.at(-1) as KnownRoot; // never empty
  }

  /** Raw keys revoked in any known root: they count nowhere. */
  get revoked(): ReadonlySet<string> {
    return new Set(this.roots.flatMap((known) => known.root.revoked));
  }

  /** The root with this text digest. */
  find(sha256: string): KnownRoot | undefined {
    return this.roots.find((known) => known.sha256 === sha256);
  }

  /** Step 4: the chain with the roots of a seal, versions 1..N, each signature line judged strictly. Throws TrustError. */
  async withSealed(notes: readonly Note[], check: SignatureCheck): Promise<TrustChain> {
    const sealed = notes.map((note, i) => ({ note, known: knownOf(note, `trust root ${i + 1} in the seal`) }));
    for (const [i, { note, known }] of sealed.entries()) {
      if (known.root.version !== i + 1)
        throw new TrustError(
          "ROOT_CHAIN",
          `trust root ${i + 1} in the seal calls itself version ${known.root.version}`,
        );
      // Nothing in a seal may be changed unseen: also where a root is known already, its signature lines are judged.
      const before = sealed[i - 1]?.known.root;
      demandMet(await judgeRootSignatures(note, known.root, before, "sealed", check), known.root);
    }
    let chain: TrustChain = this;
    for (const { known } of [...sealed].reverse())
      if (known.root.version < chain.#oldest) chain = chain.#backward(known);
    for (const { note, known } of sealed) chain = await chain.#merge(note, known, check);
    return chain;
  }

  /** Step 4: the chain with roots given beside the seal, in any order: each extends it or is known. Throws TrustError. */
  async withLoose(notes: readonly Uint8Array[], check: SignatureCheck): Promise<TrustChain> {
    const given = readRoots(notes, () => "trust root given beside the seal");
    let chain: TrustChain = this;
    for (const { known } of [...given].reverse())
      if (known.root.version < chain.#oldest) chain = chain.#backward(known);
    return chain.#with(given, check);
  }

  /** The chain with loose notes in rising order of version: each extends it or is known. */
  async #with(given: readonly GivenRoot[], check: SignatureCheck): Promise<TrustChain> {
    let chain: TrustChain = this;
    for (const { note, known } of given)
      chain =
        known.root.version > chain.newest.root.version
          ? await chain.#forward(note, known, "loose", check)
          : await chain.#merge(note, known, check);
    return chain;
  }

  get #oldest(): number {
    return (this.roots[0] as KnownRoot).root.version;
  }

  /** The chain with a root whose version it may hold already: then both have the same text, byte for byte. Throws TrustError. */
  async #merge(note: Note, known: KnownRoot, check: SignatureCheck): Promise<TrustChain> {
    const own = this.roots.find((r) => r.root.version === known.root.version);
    if (own === undefined) return this.#forward(note, known, "sealed", check);
    if (own.text !== known.text)
      throw new TrustError(
        "ROOT_DIFFERS",
        `trust root version ${known.root.version}: expected ${own.sha256}, found ${known.sha256}`,
      );
    return this;
  }

  /** The chain with its next version, which must follow the newest (TUF 1.0.34 sections 5.3.4, 5.3.5 and 5.3.7). Throws TrustError. */
  async #forward(
    note: Note,
    next: KnownRoot,
    strictness: "loose" | "sealed",
    check: SignatureCheck,
  ): Promise<TrustChain> {
    const { newest } = this;
    const { succession, signatures } = await judgeRootStep(note, next.root, newest, strictness, check);
    const [fault] = succession;
    if (fault !== undefined) throw new TrustError("ROOT_CHAIN", successionText(fault, next.root, newest));
    demandMet(signatures, next.root);
    return new TrustChain([...this.roots, next]);
  }

  /** The chain with the version before its oldest: the very text whose digest the oldest names. Throws TrustError. */
  #backward(known: KnownRoot): TrustChain {
    const oldest = this.roots[0] as KnownRoot;
    if (known.root.version !== oldest.root.version - 1 || oldest.root.previous !== known.sha256)
      throw new TrustError(
        "ROOT_UNCONNECTED",
        `trust root version ${known.root.version} is not the one that version ${oldest.root.version} follows`,
      );
    return new TrustChain([known, ...this.roots]);
  }
}

interface GivenRoot {
  readonly note: Note;
  readonly known: KnownRoot;
}

/** By version. One text given twice counts once, with the signature lines of both. Throws TrustError ROOT_TEXT. */
function readRoots(notes: readonly Uint8Array[], where: (index: number) => string): GivenRoot[] {
  const given = onceEachText(notes.map((bytes, i) => readRoot(bytes, where(i))));
  return given.sort((a, b) => a.known.root.version - b.known.root.version);
}

function readRoot(bytes: Uint8Array, where: string): GivenRoot {
  const note = tryParse(() => parseNote(bytes, where));
  if (note instanceof FormatError) throw new TrustError("ROOT_TEXT", note.message);
  return { note, known: knownOf(note, where) };
}

function knownOf(note: Note, where: string): KnownRoot {
  const { text } = note;
  const root = tryParse(() => parseTrustRoot(text));
  if (root instanceof FormatError) throw new TrustError("ROOT_TEXT", `${where}: ${root.message}`);
  return { root, text, sha256: textDigest(text) };
}

/** Throws TrustError ROOT_SIGNATURES when a root quorum that must have signed `root` did not. */
function demandMet({ faults, quorums, isMet }: RootSignatures, { version }: TrustRoot): void {
  if (isMet) return;
  const [fault] = faults;
  const short = quorums.find((quorum) => !quorum.isMet);
  const reason =
    fault !== undefined
      ? faultText(fault)
      : `${short?.signers.length} valid signatures of the ${short?.threshold} that version ${short?.version} asks for`;
  throw new TrustError("ROOT_SIGNATURES", `trust root version ${version}: ${reason}`);
}

function successionText(fault: SuccessionFault, { version }: TrustRoot, { root, sha256 }: KnownRoot): string {
  switch (fault.code) {
    case "VERSION":
    case "PREVIOUS":
      return `trust root version ${version} does not follow version ${root.version} (${sha256})`;
    case "PURPOSE":
      return `trust root version ${version} changes the purpose`;
    case "REVOKED_DROPPED":
      return `trust root version ${version} drops the revoked key ${fault.raw}`;
    case "KEY_ID":
      return `trust root version ${version}: the key ${fault.name} has the key id ${fault.id} of another key, ${fault.of}, of version ${root.version}`;
  }
}
