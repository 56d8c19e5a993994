// What an officer reads beside a note's own fields: what changed since the previous one, and who rebuilt it.
// Whatever the coordinator sent along is used only where the text to be signed pins it; what belongs to no note is refused.

import {
  parseRelease,
  parseTrustRoot,
  type Recall,
  type Release,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import { requirementsOf, type SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { describeEntries, findRecallBefore, type RecalledRelease } from "../recall/entries.ts";
import type { Changes } from "../request/changes.ts";
import { describeFiles, type ManifestBytes } from "../request/file-changes.ts";
import { judgeChain } from "../root/root-chain.ts";
import { diffRoots } from "../root/root-diff.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import { describeChanges, describeEmergency } from "../root/root-words.ts";
import { compareReleases, describeSigners } from "./compare.ts";
import type { NoteFile } from "./merge.ts";
import { describeRebuilds } from "./rebuild-status.ts";
import { type ReviewStyle, sayReview } from "./review-words.ts";
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

/** What is at hand about one note, in lines. */
export interface ReviewPage {
  /** What is new or gone: files, fields, entries. */
  readonly changes: readonly string[];
  /** Who rebuilt it, and who differs. */
  readonly rebuilds: readonly string[];
}

/** A page for each note, in the order of `notes`. Throws SignError PREVIOUS, MANIFEST, REBUILD, TRUST_ROOT, FormatError. */
export async function reviewNotes(
  notes: readonly NoteFile[],
  evidence: Evidence,
  style: ReviewStyle,
  check: SignatureCheck,
): Promise<ReviewPage[]> {
  const review = new Review(notes, evidence, style, check);
  const pages: ReviewPage[] = [];
  for (const file of notes) pages.push(await review.page(file));
  review.refuseUnused();
  return pages;
}

class Review {
  readonly #evidence: Evidence;
  readonly #style: ReviewStyle;
  readonly #check: SignatureCheck;
  /** What a note pinned. By itself, not by its path: one file can be given in two places. */
  readonly #used = new Set<NoteFile | ManifestBytes>();
  /** SHA-256 of the manifests that the releases name. */
  readonly #pinned = new Set<string>();
  /** Images on the recall lists to sign: a release of one of them explains an entry, and is nobody's previous release. */
  readonly #recalled: ReadonlySet<string>;

  constructor(notes: readonly NoteFile[], evidence: Evidence, style: ReviewStyle, check: SignatureCheck) {
    this.#recalled = new Set(notes.flatMap(({ note }) => recalledIn(note.text)));
    this.#evidence = evidence;
    this.#style = style;
    this.#check = check;
  }

  async page({ path, note }: NoteFile): Promise<ReviewPage> {
    const statement = readStatement(note.text);
    switch (statement.type) {
      case "release":
        return this.#release(path, note.text, statement.release);
      case "trust-root":
        return { changes: await this.#root(path, statement.root), rebuilds: [] };
      case "recall":
        return { changes: await this.#recall(path, statement.recall, await this.#newestRoot()), rebuilds: [] };
      case "rebuild":
        await this.#newestRoot();
        return { changes: [], rebuilds: [] };
      case "minutes":
        return { changes: [], rebuilds: [] };
    }
  }

  /** A recall list and a rebuild name no root: the newest given is the one under which it says who may sign. */
  async #newestRoot(): Promise<NoteFile | undefined> {
    const versions = this.#evidence.roots.map(({ note }) => parseTrustRoot(note.text).version);
    const file = this.#evidence.roots[versions.indexOf(Math.max(...versions))];
    if (file === undefined) return undefined;
    this.#used.add(file);
    await demandOwnRoot(file.note, file.path, this.#check);
    return file;
  }

  /** Each entry with the releases at hand whose image it is, and which entries the list before did not have. */
  async #recall(path: string, recall: Recall, given: NoteFile | undefined): Promise<string[]> {
    const { language } = this.#style;
    const { previous, builtIn } = this.#evidence;
    const lists = previous.filter(({ note }) => readStatement(note.text).type === "recall");
    const found = findRecallBefore(path, recall, lists);
    for (const file of lists) this.#used.add(file);
    const judge = newestOf([given, builtIn.at(-1)]);
    const connected = this.#rootsBefore(judge);
    const root = judge && parseTrustRoot(judge.note.text);
    const before = found && {
      recall: found.recall,
      signers: await describeSigners(found.file, "recall", root, language, this.#check),
    };
    const releases: RecalledRelease[] = [];
    for (const file of previous) {
      if (readStatement(file.note.text).type !== "release") continue;
      const release = parseRelease(file.note.text);
      if (!recall.recalled.some(({ imageSha256 }) => imageSha256 === release.imageSha256)) continue;
      this.#used.add(file);
      const pinned = await this.#pinnedRoot(release.trustRoot);
      const under = connected.has(release.trustRoot) ? pinned : undefined; // anybody can make a root of her own
      const { release: asked } = requirementsOf(release);
      releases.push({ release, signers: await describeSigners(file, asked, under, language, this.#check) });
    }
    return describeEntries(recall, before, releases, language);
  }

  /** Digests of `newest` and of the roots at hand that it goes back to, one by one. */
  #rootsBefore(newest: NoteFile | undefined): ReadonlySet<string> {
    const { roots, builtIn } = this.#evidence;
    const found = new Set<string>();
    for (let file = newest; file !== undefined; ) {
      found.add(textDigest(file.note.text));
      const { previous } = parseTrustRoot(file.note.text);
      if (previous === undefined || found.has(previous)) break;
      file = [...roots, ...builtIn].find(({ note }) => textDigest(note.text) === previous);
    }
    return found;
  }

  async #release(path: string, text: string, release: Release): Promise<ReviewPage> {
    const file = this.#previous("release", path, release.previous);
    const previous = file === undefined ? undefined : parseRelease(file.note.text);
    const compared: string[] = [];
    if (file !== undefined && previous !== undefined) {
      const [rootBefore, rootNow] = [
        await this.#pinnedRoot(previous.trustRoot),
        await this.#pinnedRoot(release.trustRoot),
      ];
      compared.push(
        ...(await compareReleases(
          { path, release, previousFile: file, previous, rootBefore, rootNow },
          this.#style.language,
          this.#check,
        )),
      );
    } else compared.push(this.#say(release.previous === undefined ? "first" : "previousMissing"));
    this.#pinManifests([...release.manifests, ...(previous?.manifests ?? [])]);
    const files =
      previous !== undefined || release.previous === undefined
        ? [...describeFiles(path, release, previous, this.#evidence, this.#style), ""]
        : [];
    const releaseSha256 = textDigest(text);
    const rebuilds = this.#evidence.rebuilds.filter((found) => readRelease(found) === releaseSha256);
    for (const found of rebuilds) this.#used.add(found);
    const root = await this.#pinnedRoot(release.trustRoot);
    const under = root === undefined ? {} : { root, roots: await this.#rootsFrom(release.trustRoot) };
    const judge = { release, releaseSha256, check: this.#check, ...under };
    return {
      changes: [...files, ...compared],
      rebuilds: await describeRebuilds(judge, rebuilds, this.#style.language),
    };
  }

  async #root(path: string, root: TrustRoot): Promise<string[]> {
    const { language } = this.#style;
    const warnings = describeEmergency(root, language);
    const file = this.#previous("trust-root", path, root.previous);
    if (file === undefined)
      return [...warnings, this.#say(root.previous === undefined ? "firstRoot" : "previousMissing")];
    const previous = await demandOwnRoot(file.note, file.path, this.#check);
    if (root.version !== previous.version + 1)
      throw new SignError(
        "PREVIOUS",
        `${path}: expected version ${previous.version + 1}, the one behind ${file.path}, found ${root.version}`,
      );
    const changes = describeChanges(diffRoots(previous, root), language);
    return [...warnings, `${this.#say("comparedWith")}: ${previous.version}`, ...changes.map((line) => `  ${line}`)];
  }

  /** The note that is pinned as the previous one, or undefined when none is at hand. Another in its place is refused. */
  #previous(type: "release" | "trust-root", path: string, pinned: string | undefined): NoteFile | undefined {
    const files = this.#evidence.previous.filter(({ note }) => readStatement(note.text).type === type);
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

  /** A trust root at hand with this digest, signed by its own officers. */
  async #pinnedRoot(sha256: string): Promise<TrustRoot | undefined> {
    const { roots, builtIn } = this.#evidence;
    const file = [...roots, ...builtIn].find(({ note }) => textDigest(note.text) === sha256);
    if (file === undefined) return undefined;
    this.#used.add(file);
    return demandOwnRoot(file.note, file.path, this.#check);
  }

  /** The root with this digest and those at hand that follow it: a key that a later one revokes counts nowhere. */
  async #rootsFrom(sha256: string): Promise<TrustRoot[]> {
    const chain: NoteFile[] = [];
    for (let next: string | undefined = sha256; next !== undefined; ) {
      const named: string = next;
      const file = this.#evidence.roots.find(({ note }) =>
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

  #pinManifests(digests: readonly string[]): void {
    for (const file of this.#evidence.manifests) if (digests.includes(file.sha256)) this.#used.add(file);
    for (const sha256 of digests) this.#pinned.add(sha256);
  }

  /** Something given that nothing pins is a mistake, or a trick: ignoring it would look like having checked it. */
  refuseUnused(): void {
    const { previous, roots, rebuilds, manifests, changes } = this.#evidence;
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

  #say(word: Parameters<typeof sayReview>[0]): string {
    return sayReview(word, this.#style.language);
  }
}

/** The images of a recall list; none of any other note. */
function recalledIn(text: string): string[] {
  const statement = readStatement(text);
  return statement.type === "recall" ? statement.recall.recalled.map(({ imageSha256 }) => imageSha256) : [];
}

function newestOf(roots: readonly (NoteFile | undefined)[]): NoteFile | undefined {
  const versionOf = ({ note }: NoteFile) => parseTrustRoot(note.text).version;
  return roots.filter((file) => file !== undefined).toSorted((a, b) => versionOf(b) - versionOf(a))[0];
}

/** The release that a rebuild note is about. Throws SignError REBUILD, FormatError. */
function readRelease({ path, note }: NoteFile): string {
  const statement = readStatement(note.text);
  if (statement.type !== "rebuild")
    throw new SignError("REBUILD", `${path}: expected a rebuild note, found a ${statement.type} note`);
  return statement.rebuild.release;
}
