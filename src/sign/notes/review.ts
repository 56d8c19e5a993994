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
import { describeFiles } from "../request/file-changes.ts";
import { diffRoots } from "../root/root-diff.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import { describeChanges, describeEmergency } from "../root/root-words.ts";
import { warnWitnesses } from "../root/witness-words.ts";
import { AtHand, type Evidence } from "./at-hand.ts";
import { compareReleases, describeSigners } from "./compare.ts";
import type { NoteFile } from "./merge.ts";
import { describeRebuilds } from "./rebuild-status.ts";
import { type ReviewStyle, sayReview } from "./review-words.ts";
import { readStatement } from "./statement.ts";

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
  const atHand = new AtHand(notes, evidence, check);
  const review = new Review(atHand, style, check);
  const pages: ReviewPage[] = [];
  for (const file of notes) pages.push(await review.page(file));
  atHand.refuseUnused();
  return pages;
}

class Review {
  readonly #atHand: AtHand;
  readonly #style: ReviewStyle;
  readonly #check: SignatureCheck;

  constructor(atHand: AtHand, style: ReviewStyle, check: SignatureCheck) {
    this.#atHand = atHand;
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
        return { changes: await this.#recall(path, statement.recall, await this.#atHand.newestRoot()), rebuilds: [] };
      case "rebuild":
        await this.#atHand.newestRoot();
        return { changes: [], rebuilds: [] };
      case "minutes":
        return { changes: [], rebuilds: [] };
    }
  }

  /** Each entry with the releases at hand whose image it is, and which entries the list before did not have. */
  async #recall(path: string, recall: Recall, given: NoteFile | undefined): Promise<string[]> {
    const { language } = this.#style;
    const { previous, builtIn } = this.#atHand.evidence;
    const found = findRecallBefore(path, recall, this.#atHand.recallLists());
    const judge = newestOf([given, builtIn.at(-1)]);
    const connected = this.#atHand.rootsBefore(judge);
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
      this.#atHand.use(file);
      const pinned = await this.#atHand.pinnedRoot(release.trustRoot);
      const under = connected.has(release.trustRoot) ? pinned : undefined; // anybody can make a root of her own
      const { release: asked } = requirementsOf(release);
      releases.push({ release, signers: await describeSigners(file, asked, under, language, this.#check) });
    }
    return describeEntries(recall, before, releases, language);
  }

  async #release(path: string, text: string, release: Release): Promise<ReviewPage> {
    const file = this.#atHand.previous("release", path, release.previous);
    const previous = file === undefined ? undefined : parseRelease(file.note.text);
    const compared: string[] = [];
    if (file !== undefined && previous !== undefined) {
      const [rootBefore, rootNow] = [
        await this.#atHand.pinnedRoot(previous.trustRoot),
        await this.#atHand.pinnedRoot(release.trustRoot),
      ];
      compared.push(
        ...(await compareReleases(
          { path, release, previousFile: file, previous, rootBefore, rootNow },
          this.#style.language,
          this.#check,
        )),
      );
    } else compared.push(this.#say(release.previous === undefined ? "first" : "previousMissing"));
    this.#atHand.pinManifests([...release.manifests, ...(previous?.manifests ?? [])]);
    const files =
      previous !== undefined || release.previous === undefined
        ? [...describeFiles(path, release, previous, this.#atHand.evidence, this.#style), ""]
        : [];
    const releaseSha256 = textDigest(text);
    const rebuilds = this.#atHand.rebuildsOf(releaseSha256);
    const root = await this.#atHand.pinnedRoot(release.trustRoot);
    const under = root === undefined ? {} : { root, roots: await this.#atHand.rootsFrom(release.trustRoot) };
    const judge = { release, releaseSha256, check: this.#check, ...under };
    return {
      changes: [...files, ...compared],
      rebuilds: await describeRebuilds(judge, rebuilds, this.#style.language),
    };
  }

  async #root(path: string, root: TrustRoot): Promise<string[]> {
    const { language } = this.#style;
    const warnings = [...describeEmergency(root, language), ...warnWitnesses(root, language)];
    const file = this.#atHand.previous("trust-root", path, root.previous);
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

  #say(word: Parameters<typeof sayReview>[0]): string {
    return sayReview(word, this.#style.language);
  }
}

function newestOf(roots: readonly (NoteFile | undefined)[]): NoteFile | undefined {
  const versionOf = ({ note }: NoteFile) => parseTrustRoot(note.text).version;
  return roots.filter((file) => file !== undefined).toSorted((a, b) => versionOf(b) - versionOf(a))[0];
}
