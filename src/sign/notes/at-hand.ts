// What the coordinator sent along beside the notes to sign, and which of it a note pins: only that is used, and what belongs to no note is
// refused.

import { parseRelease, parseTrustRoot, type TrustRoot, textDigest } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import type { Changes } from "../request/changes.ts";
import type { ManifestBytes } from "../request/file-changes.ts";
import { judgeChain } from "../root/root-chain.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import type { NoteFile } from "./merge.ts";
import { readStatement } from "./statement.ts";

export interface Evidence {
  /** Previous releases, trust roots and recall lists; and releases whose images a recall list to sign names. */
  readonly previous: readonly NoteFile[];
  readonly roots: readonly NoteFile[];
  readonly rebuilds: readonly NoteFile[];
  readonly manifests: readonly ManifestBytes[];
  readonly changes: readonly Changes[];
  /** The chain of trust roots built into this program: none in a checkout. */
  readonly builtIn: readonly NoteFile[];
}

/** Each method that gives a file notes that it belongs to something that is signed. */
export class AtHand {
  readonly evidence: Evidence;
  readonly #check: SignatureCheck;
  /** What a note pinned. By itself, not by its path: one file can be given in two places. */
  readonly #used = new Set<NoteFile | ManifestBytes>();
  /** SHA-256 of the manifests that the releases name. */
  readonly #pinned = new Set<string>();
  /** Images on the recall lists to sign: a release of one of them explains an entry, and is nobody's previous release. */
  readonly #recalled: ReadonlySet<string>;

  constructor(notes: readonly NoteFile[], evidence: Evidence, check: SignatureCheck) {
    this.#recalled = new Set(notes.flatMap(({ note }) => recalledIn(note.text)));
    this.evidence = evidence;
    this.#check = check;
  }

  /** `file` belongs to a note that is signed. */
  use(file: NoteFile): void {
    this.#used.add(file);
  }

  /** A recall list and a rebuild name no root: the newest given is the one under which it says who may sign. */
  async newestRoot(): Promise<NoteFile | undefined> {
    const versions = this.evidence.roots.map(({ note }) => parseTrustRoot(note.text).version);
    const file = this.evidence.roots[versions.indexOf(Math.max(...versions))];
    if (file === undefined) return undefined;
    this.#used.add(file);
    await demandOwnRoot(file.note, file.path, this.#check);
    return file;
  }

  /** Digests of `newest` and of the roots at hand that it goes back to, one by one. */
  rootsBefore(newest: NoteFile | undefined): ReadonlySet<string> {
    const { roots, builtIn } = this.evidence;
    const found = new Set<string>();
    for (let file = newest; file !== undefined; ) {
      found.add(textDigest(file.note.text));
      const { previous } = parseTrustRoot(file.note.text);
      if (previous === undefined || found.has(previous)) break;
      file = [...roots, ...builtIn].find(({ note }) => textDigest(note.text) === previous);
    }
    return found;
  }

  /** The note that is pinned as the previous one, or undefined when none is at hand. Throws SignError PREVIOUS for another in its place. */
  previous(type: "release" | "trust-root", path: string, pinned: string | undefined): NoteFile | undefined {
    const files = this.evidence.previous.filter(({ note }) => readStatement(note.text).type === type);
    const isOfRecall = ({ note }: NoteFile) =>
      type === "release" && this.#recalled.has(parseRelease(note.text).imageSha256);
    const file = files.find(({ note }) => textDigest(note.text) === pinned);
    if (file !== undefined) {
      this.#used.add(file);
      return file;
    }
    const other = files.find((one) => !isOfRecall(one));
    if (other === undefined) return undefined;
    throw new SignError("PREVIOUS", {
      nl: `${path}: noemt ${pinned ?? "geen"} als vorige, maar ${other.path} is ${textDigest(other.note.text)}: één van de twee is het verkeerde bestand, of dit is gemaakt na een andere vorige; onderteken niet voordat dat duidelijk is`,
      en: `${path}: names ${pinned ?? "none"} as the previous one, but ${other.path} is ${textDigest(other.note.text)}: one of them is the wrong file, or this note was made for another history; do not sign before that is clear`,
    });
  }

  /** A trust root at hand with this digest, also one that is built in. Throws SignError where its own officers did not sign it. */
  async pinnedRoot(sha256: string): Promise<TrustRoot | undefined> {
    const { roots, builtIn } = this.evidence;
    const file = [...roots, ...builtIn].find(({ note }) => textDigest(note.text) === sha256);
    if (file === undefined) return undefined;
    this.#used.add(file);
    return demandOwnRoot(file.note, file.path, this.#check);
  }

  /** The root with this digest and those at hand that follow it: a key that a later one revokes counts nowhere. Throws SignError TRUST_ROOT. */
  async rootsFrom(sha256: string): Promise<TrustRoot[]> {
    const chain: NoteFile[] = [];
    for (let next: string | undefined = sha256; next !== undefined; ) {
      const named: string = next;
      const file = this.evidence.roots.find(({ note }) =>
        chain.length === 0 ? textDigest(note.text) === named : parseTrustRoot(note.text).previous === named,
      );
      if (file === undefined || chain.includes(file)) break;
      chain.push(file);
      next = textDigest(file.note.text);
    }
    for (const file of chain) this.#used.add(file);
    const { steps } = await judgeChain(chain, { kind: "sha256", sha256 }, this.#check);
    const bad = steps.find(({ isGood }) => !isGood);
    if (bad !== undefined)
      throw new SignError("TRUST_ROOT", {
        nl: `${bad.path}: verwacht een vertrouwensbasis die ondertekend is volgens de versie ervoor: geef ook de versies ervoor met --root`,
        en: `${bad.path}: expected a trust root signed by the quorum of the one before it`,
      });
    return steps.map(({ root }) => root);
  }

  /** `digests`: SHA-256 of the manifests that the releases name. */
  pinManifests(digests: readonly string[]): void {
    for (const file of this.evidence.manifests) if (digests.includes(file.sha256)) this.#used.add(file);
    for (const sha256 of digests) this.#pinned.add(sha256);
  }

  /** The recall lists at hand. */
  recallLists(): readonly NoteFile[] {
    const lists = this.evidence.previous.filter(({ note }) => readStatement(note.text).type === "recall");
    for (const file of lists) this.#used.add(file);
    return lists;
  }

  /** The statements on the release with this digest. Throws SignError REBUILD, FormatError. */
  rebuildsOf(releaseSha256: string): readonly NoteFile[] {
    const rebuilds = this.evidence.rebuilds.filter((found) => readRelease(found) === releaseSha256);
    for (const found of rebuilds) this.#used.add(found);
    return rebuilds;
  }

  /** Something given that nothing pins is a mistake, or a trick: ignoring it would look like having checked it. Throws SignError PREVIOUS, MANIFEST. */
  refuseUnused(): void {
    const { previous, roots, rebuilds, manifests, changes } = this.evidence;
    const unused = [...previous, ...roots, ...rebuilds, ...manifests].find((file) => !this.#used.has(file));
    if (unused !== undefined)
      throw new SignError("PREVIOUS", {
        nl: `${unused.path}: hoort bij niets van wat u ondertekent (geen hashcode daarin is die van dit bestand): geef het goede bestand, of laat het weg`,
        en: `${unused.path}: belongs to none of the notes to sign (no digest in them is that of this file): give the right file, or leave it out`,
      });
    const foreign = changes.find(({ to }) => !this.#pinned.has(to));
    if (foreign !== undefined)
      throw new SignError("MANIFEST", {
        nl: `het ondertekenverzoek noemt wijzigingen naar ${foreign.to}, en geen versie erin noemt die: vraag het opnieuw`,
        en: `the request lists changes to ${foreign.to}, which no release in it names: ask for it again`,
      });
  }
}

/** The images of a recall list; none of any other note. */
function recalledIn(text: string): string[] {
  const statement = readStatement(text);
  return statement.type === "recall" ? statement.recall.recalled.map(({ imageSha256 }) => imageSha256) : [];
}

/** The release that a rebuild note is about. Throws SignError REBUILD, FormatError. */
function readRelease({ path, note }: NoteFile): string {
  const statement = readStatement(note.text);
  if (statement.type !== "rebuild")
    throw new SignError("REBUILD", `${path}: expected a rebuild note, found a ${statement.type} note`);
  return statement.rebuild.release;
}
