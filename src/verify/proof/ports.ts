// What the verifier needs of its surroundings, in small interfaces: so it runs on Node and in a browser alike.
// What only explains a no is asked for here too, and handed in from outside.

import type { Manifest } from "../../format/lists/manifest.ts";
import type { Release } from "../../format/notes/release.ts";
import { Fault } from "../../format/text/error.ts";
import type { IsoError, Volume } from "../../iso9660/index.ts";
import type { Found } from "../../trust/findings.ts";
import type { SignatureCheck } from "../../trust/signature.ts";
import type { FindingCode } from "./codes.ts";
import type { SectorCounts } from "./report.ts";

/** Bytes that can be read: an image file, a drive. Positions and lengths in bytes. */
export interface Medium {
  /** `file`: ends exactly where its data end. `drive`: may count sectors behind the data that a burner left. */
  readonly kind: "file" | "drive";
  /** Undefined: this system does not say how much the drive holds; then nothing on it is ECHT in scope `image`. */
  readonly bytes: number | undefined;
  /**
   * Fills `into` from `position` and returns how many bytes came; fewer only at the end. Rejects ReadError where the medium
   * cannot be read, VerifyError when there is no medium any more.
   */
  read(position: number, into: Uint8Array): Promise<number>;
  /** Whether it is still the medium that was opened; asked at the end. */
  isUnchanged(): Promise<boolean>;
  /** By what the platform that opened it can read it beside the main thread; undefined: only by `read`. */
  readonly handle?: unknown;
}

/** These bytes cannot be read; others may. */
export class ReadError extends Fault<"READ"> {
  /** Of the file or folder, where the medium is read as a tree. */
  readonly path: string | undefined;

  constructor(message: string, path?: string) {
    super("READ", message);
    this.path = path;
  }
}

/** Running SHA-256. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; ends it. */
  digest(): string;
}

/** What one pass over a medium reads, and what is digested of it. Positions and lengths in bytes. */
export interface PassOrder {
  readonly medium: Medium;
  /** What was read already: from byte 0 on, in order. The receiver owns it. */
  readonly before: readonly Uint8Array[];
  /** The pass ends there. */
  readonly end: number;
  /** Counted as zeros for the digest of the whole, and for that alone: the place of the seal. */
  readonly blankFrom: number;
  readonly blankTo: number;
  /**
   * Which bytes belong to files, in order of position and disjoint: from, to, and 1 where a file ends there, 0 where it goes on in the
   * next stretch. Three numbers a stretch.
   */
  readonly stretches: Float64Array;
}

export interface Chunk {
  readonly position: number;
  /** May be written to until the chunk is handed back: with what a later try brings, with zeros where nothing can be read. */
  readonly bytes: Uint8Array;
  /** How many bytes came at the first try; undefined: the medium cannot be read there. What was read before came whole. */
  readonly count: number | undefined;
}

export interface PassDigests {
  /** Of the whole, lower-case hex. Of no use where a chunk had to be filled with zeros. */
  readonly image: string;
  /** Of the files, in order of their ends: 64 characters each. Bytes, for 250,000 texts would take several times the memory. */
  readonly files: Uint8Array;
}

/**
 * One pass under way: a medium is read ahead once, in order, while both digests are taken beside the main thread. Whatever part of it
 * fails or ends early rejects what is waited for: there is no digest without all bytes.
 */
export interface Pass {
  /** The next chunk, in order, those that were read before first. Rejects VerifyError when there is no medium any more. */
  next(): Promise<Chunk>;
  /** Hands back the chunk given last: it is as it shall be digested, and its memory may be used again. */
  release(): void;
  /** After all chunks. */
  end(): Promise<PassDigests>;
  /** Ends it, whatever is still under way; resolves when nothing touches the medium any more, or when nothing can be done about it. */
  stop(): Promise<void>;
}

export interface Platform {
  sha256(): Sha256;
  pass(order: PassOrder): Pass;
  /** A buffer for a part of `PassOrder.before`. */
  buffer(bytes: number): Uint8Array;
  readonly check: SignatureCheck;
}

/** Bytes from the start of a medium. */
export interface BytesAt {
  /** `position` and `length` in bytes. Rejects RangeError beyond the medium, ReadError where bytes cannot be read. */
  readBytes(position: number, length: number): Promise<Uint8Array>;
}

export interface TreeEntry {
  /** Relative, with `/`. */
  readonly path: string;
  /** `other`: a link, a device, a name that is not Unicode: nothing that belongs on a disc. */
  readonly kind: "file" | "folder" | "other";
  /** A folder of which the content cannot be seen: nothing is known of what lies below it. */
  readonly isUnreadable?: boolean;
}

/** A folder that can be listed and read; links are never followed. */
export interface Tree {
  /** False where folders without a file cannot be seen (a browser); then they are not compared, and the record says so. */
  readonly showsEmptyFolders?: boolean;
  /**
   * Everything below, folders before what they hold. Rejects ReadError where the folder itself cannot be read; VerifyError when
   * there is more than a disc can hold.
   */
  list(): Promise<readonly TreeEntry[]>;
  /**
   * For a tree in a file, after `list`: tells what that file is where it is no image, or was cut off before the end of what is
   * wanted of it. `isOther`: nothing more can be had from it.
   */
  otherThanImage?(): Promise<{ readonly findings: readonly Found<FindingCode>[]; readonly isOther: boolean }>;
  /**
   * Asked when all was read: a path that is not what `list` last gave (name, kind, and what the system tells of its content and its
   * last change); undefined: all is as it was. What `mayChange` names may come, go and change, and so may the folders above it.
   */
  changed(mayChange?: readonly string[]): Promise<string | undefined>;
  /**
   * Hands over the content of a file in order, in plain Uint8Arrays that may be written over as soon as `take` returns, until `take`
   * says false: enough. Rejects ReadError where it cannot be read, for whatever reason.
   */
  read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void>;
  /**
   * A second reader of files that were listed: it reads each as `read` does, and no further than the first piece beyond `limit` bytes.
   * Undefined where two are not faster than one.
   */
  secondReader?(paths: readonly string[], limit: number): SecondReader | undefined;
}

/** What came of one file: how many bytes were read, and their SHA-256; undefined: it cannot be read to its end. */
export interface FileDigested {
  readonly size: number;
  readonly sha256: string | undefined;
}

/** A list of files that a second reader goes through, from the last on. Each is read by it, or by the caller who claimed it before. */
export interface SecondReader {
  /** Bytes that it has read so far. */
  readonly bytes: number;
  /** True: the file is the caller's, now or since an earlier claim. False: `result` has what came of it. */
  claim(index: number): boolean;
  /** Of a file that is not the caller's; `onBytes` is called now and then until it is there. Rejects Error when the reader ended before. */
  result(index: number, onBytes: () => void): Promise<FileDigested>;
  /** Ends it, whatever is still under way. Rejects Error when it had failed, whether or not that was noticed. */
  stop(): Promise<void>;
}

/** What an installation is judged by: a disc, an image of it, or a copy of its /ZEGEL, seen as a tree. `name`: for messages. */
export interface Reference {
  readonly name: string;
  readonly tree: Tree;
}

/**
 * Gets the content of files while it is read, so that nothing is read twice: one file at a time, from `begin` to `end`. When reading
 * fails, `end` is not called.
 */
export interface FileSink {
  /** `path` as the medium spells it: nothing has vouched for it yet. */
  begin(path: string): void;
  /** The bytes may be written over as soon as this returns. */
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface DiscSink extends FileSink {
  /** The manifest, once it is known to be the released one. */
  listed(manifest: Manifest): void;
}

export interface FilePassed {
  /** As the medium spells it: nothing has vouched for it yet. */
  readonly path: string;
  /** How many have passed; empty files have from the start. */
  readonly count: number;
  readonly of: number;
}

/** Bytes done and bytes in all (0 while that is unknown); the file that passed last, once one has. */
export type Progress = (done: number, total: number, passed?: FilePassed) => void;

/** The disc whose bytes are about to pass. */
export interface DiscAtHand {
  readonly release: Release;
  /** Its directories, or why they cannot be read. */
  readonly volume: Volume | IsoError;
  /** Bytes; undefined: the system does not say. */
  readonly capacity: number | undefined;
  /** Bytes from the start that will pass. */
  readonly passing: number;
}

/** What the one pass over the disc, and the look behind it, came to. */
export interface DiscSeen {
  /** The released one; undefined: what is on the disc is not. */
  readonly manifest: Manifest | undefined;
  /** SHA-256 by path. */
  readonly files: Pick<ReadonlyMap<string, string>, "get">;
  /** Paths of files of which a sector cannot be read. */
  readonly unreadable: readonly string[];
  /** What cannot be read, in order, disjoint; bytes. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** What lies behind the signed size was read. */
  readonly isBehindRead: boolean;
}

/** What is wrong and where, by step: findings that are added to what the proof found. */
export interface Explained {
  readonly structure: readonly Found<FindingCode>[];
  readonly image: readonly Found<FindingCode>[];
  readonly manifest: readonly Found<FindingCode>[];
  /** Undefined: the files were not compared. */
  readonly files: readonly Found<FindingCode>[] | undefined;
  /** Files compared with the manifest, and those that agreed. */
  readonly filesCompared: number;
  readonly filesGood: number;
  /** Undefined: the sectors were not counted. */
  readonly sectors: SectorCounts | undefined;
}

/** The explanation of one disc, which gets the bytes while they are read. */
export interface Listening {
  /** All bytes in order, each once. They are to be read and never written to: the digest of the image is taken of the same bytes. */
  hear(position: number, bytes: Uint8Array): void;
  end(seen: DiscSeen): Explained;
}

/**
 * Explains a no: which directory, which file, which sector. With one that finds nothing, a disc that was changed after signing is still
 * refused; one that was built wrong and then signed may not be (test/corpus/corpus.test.ts asks both of every attack).
 */
export interface Explainer {
  /** For a medium without readable directories: what it is when it is no image of a disc; none: nothing that is known. */
  otherFile(medium: Medium, bytes: BytesAt): Promise<readonly Found<FindingCode>[]>;
  /** For a medium whose seal was not found, or not read: that it is smaller than it says of itself, as a finding `code`. */
  cutFile(medium: Medium, bytes: BytesAt, code: CutCode): Promise<readonly Found<FindingCode>[]>;
  listen(disc: DiscAtHand): Listening;
}

export type CutCode = "CUT_FILE" | "CUT_FILE_NO_SEAL" | "CUT_FILE_PAPERS";
