// Entry after entry: what kind it is, whether it parses, whether the note beside it is its own and signed by enough, and what it says
// beside those before it.

import { sha256Of } from "../../files/digest.ts";
import {
  decodeUtf8,
  FormatError,
  type Note,
  noteLimit,
  parseNote,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  type RootKey,
  tryParse,
} from "../../format/index.ts";
import { parseRegisterHead } from "../../format/notes/register-head.ts";
import { dissenters, isAboutKit, judgeRootSignatures, type SignatureCheck, sortLines } from "../../trust/index.ts";
import { type EntryKind, entryKindOf, judgeEntry } from "../entry.ts";
import { notePath } from "../folder.ts";
import { readServed } from "./files.ts";
import { Ledger } from "./ledger.ts";
import type { RegisterJudge } from "./registers.ts";
import type { Findings } from "./report.ts";
import type { AuditRoots } from "./roots.ts";

/** A reviewer's statement that a release differs, as the log has it. */
export interface LoggedDissent {
  readonly index: number;
  /** SHA-256 of its text, and of the release's that it is about. */
  readonly sha256: string;
  readonly release: string;
  /** Reviewers whose lines hold under it, not revoked by then. */
  readonly by: readonly RootKey[];
}

/** What seals and registers ask of the log. */
export interface Interest {
  /** Digests of texts of which the place is wanted, and of releases of which the dissents are. */
  readonly texts: ReadonlySet<string>;
  readonly releases: ReadonlySet<string>;
  readonly registers: RegisterJudge;
}

/** Dissents that are kept; a log with more of one release would be a joke. */
export const dissentLimit = 1000;

export class EntryJudge {
  readonly counts: Record<EntryKind | "other", number> = {
    release: 0,
    "trust-root": 0,
    recall: 0,
    rebuild: 0,
    "register-head": 0,
    other: 0,
  };
  /** Where the texts of interest stand. */
  readonly places = new Map<string, number>();
  readonly dissents: LoggedDissent[] = [];
  readonly #folder: string;
  readonly #roots: AuditRoots;
  readonly #check: SignatureCheck;
  readonly #interest: Interest;
  readonly #findings: Findings;
  readonly #ledger: Ledger;
  /** A dissent was not kept, which is said once. */
  #hasDropped = false;

  constructor(folder: string, roots: AuditRoots, check: SignatureCheck, interest: Interest, findings: Findings) {
    this.#folder = folder;
    this.#roots = roots;
    this.#check = check;
    this.#interest = interest;
    this.#findings = findings;
    this.#ledger = new Ledger(roots, findings);
  }

  async hear(index: number, entry: Uint8Array): Promise<void> {
    const sha256 = sha256Of(entry);
    if (this.#interest.texts.has(sha256) && !this.places.has(sha256)) this.places.set(sha256, index);
    const kind = this.#read(index, entry, sha256);
    this.counts[kind ?? "other"]++;
    const note = this.#noteOf(index, sha256);
    if (kind === undefined || note === undefined) return;
    await this.#judge(index, kind, note, sha256);
  }

  /** When all entries were heard. */
  finish(): void {
    this.#ledger.finish();
  }

  /** The kind of an entry that parses, told to the ledger. */
  #read(index: number, entry: Uint8Array, sha256: string): EntryKind | undefined {
    const kind = tryParse(() => {
      const text = decodeUtf8(entry, "entry");
      const found = entryKindOf(text);
      if (found === undefined) throw new FormatError("TYPE_LINE", "entry", "a text of ours", "another");
      if (found === "release") this.#ledger.release(index, parseRelease(text), sha256);
      if (found === "recall") this.#ledger.recall(index, parseRecall(text));
      if (found === "rebuild") parseRebuild(text);
      if (found === "trust-root") parseTrustRoot(text);
      if (found === "register-head") this.#interest.registers.hear(index, parseRegisterHead(text));
      return found;
    });
    if (!(kind instanceof FormatError)) return kind;
    this.#findings.add("ENTRY_TEXT", { why: kind.message }, index);
    return undefined;
  }

  /** The note beside an entry; undefined: it is not served, or is another's, which is found. */
  #noteOf(index: number, sha256: string): Note | undefined {
    const path = notePath(sha256);
    const bytes = readServed(this.#folder, path, noteLimit);
    if (bytes === undefined) {
      this.#findings.add("NOTE_MISSING", { path }, index);
      return undefined;
    }
    const note = tryParse(() => parseNote(bytes, path));
    if (!(note instanceof FormatError) && sha256Of(note.text) === sha256) return note;
    this.#findings.add("NOTE_DAMAGED", { path }, index);
    return undefined;
  }

  async #judge(index: number, kind: EntryKind, note: Note, sha256: string): Promise<void> {
    const known = this.#roots.knownAt(index);
    if (known === undefined) return; // that no root is known is said once
    if (kind === "trust-root") return this.#judgeRoot(index, note, sha256);
    if (kind === "release" && known.find(parseRelease(note.text).trustRoot) === undefined) return; // found in the ledger
    const why = await judgeEntry(note, kind, known, this.#check);
    if (why !== undefined) this.#findings.add("NOTE_QUORUM", { nl: why.nl, en: why.en }, index);
    if (kind === "rebuild") await this.#keepDissent(index, note, sha256);
  }

  /** Its own quorum and its predecessor's, where that is known. That it follows is judged where the roots are gathered. */
  async #judgeRoot(index: number, note: Note, sha256: string): Promise<void> {
    const root = this.#roots.find(sha256)?.root;
    if (root === undefined) return;
    const before = root.previous === undefined ? undefined : this.#roots.find(root.previous)?.root;
    const { isMet } = await judgeRootSignatures(note, root, before, "loose", this.#check);
    if (!isMet)
      this.#findings.add(
        "NOTE_QUORUM",
        { nl: "te weinig geldige handtekeningen eronder", en: "too few valid signatures" },
        index,
      );
  }

  async #keepDissent(index: number, note: Note, sha256: string): Promise<void> {
    const rebuild = parseRebuild(note.text);
    const { release } = rebuild;
    if (rebuild.differs === undefined || isAboutKit(rebuild) || !this.#interest.releases.has(release)) return;
    const known = this.#roots.knownAt(index);
    if (known === undefined) return;
    const reviewers = known.roots.flatMap(({ root }) => dissenters(root));
    const { held } = await sortLines(note, reviewers, this.#check);
    const by = held.map(({ key }) => key).filter(({ vkey }) => !known.revoked.has(vkey.raw));
    if (by.length === 0) return;
    if (this.dissents.length < dissentLimit) this.dissents.push({ index, sha256, release, by });
    else if (!this.#hasDropped) {
      this.#hasDropped = true;
      this.#findings.open("DISSENTS_UNREAD", { limit: dissentLimit }, index);
    }
  }
}
