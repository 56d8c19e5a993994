// The first of two reads of every input file: digested, and in the same read copied into payload.tar and, where needed, aside.
// The second puts them into the image: the digest of an image begins with MANIFEST, which names every file's.

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { leftoverByContent, leftoverByName } from "../../files/leftovers.ts";
import { compareText } from "../../format/index.ts";
import type { Flow } from "../flow/flow.ts";
import { inFlow, writeFlow } from "../flow/flow-file.ts";
import type { Remark } from "../image/options.ts";
import type { DiscPlan, PlannedFile } from "../release/disc-plan.ts";
import { changed, pourFile } from "./input-file.ts";
import { PayloadTar } from "./payload-tar.ts";
import type { ReadFile, Source } from "./source.ts";

const copiesFolder = "copies";
/** Of no bytes. */
const emptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export interface ReaderOptions {
  readonly workFolder: string;
  /** libisofs reads a file once for all that have its inode: such files are copied aside where it writes. */
  readonly copiesTwins: boolean;
  /** Is told the bytes of every chunk read. */
  readonly onBytes: (bytes: number) => void;
  /** Is told of files that seem left over. */
  readonly onRemark?: ((remark: Remark) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Reads for all discs of a set, so that the kit they share is read once. */
export class InputReader {
  readonly #options: ReaderOptions;
  readonly #kitFiles = new Map<string, ReadFile>();
  /** Places of copies by that of what they are copies of. */
  readonly #copies = new Map<string, string>();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /**
   * Reads the files of a disc in manifest order and writes the payload among them to `tarPath`. `onDisk` resolves when that is on the
   * disk. Throws BuildError CHANGED.
   */
  async readDisc(plan: DiscPlan, tarPath: string): Promise<{ files: ReadFile[]; onDisk: Promise<void> }> {
    await this.#readKit(plan.files.filter(({ isPayload, path }) => !isPayload && !this.#kitFiles.has(path)));
    const payload = plan.files.filter(({ isPayload }) => isPayload);
    const { flow, onDisk } = await writeFlow(tarPath, { stretches: payload.length }, async (flow) => {
      const tar = new PayloadTar(flow);
      const folders = [...plan.payloadEmptyFolders].reverse();
      for (const file of payload) {
        for (let next = folders.at(-1); next !== undefined && compareText(next, file.path) < 0; next = folders.at(-1))
          await tar.addEmptyFolder(folders.pop() ?? next);
        await tar.beginFile(file.path, file.source.size);
        await this.#pour(file, flow);
        await tar.endFile(file.source.size);
      }
      for (const folder of folders.reverse()) await tar.addEmptyFolder(folder);
      await tar.end();
    });
    const kit = plan.files.flatMap(({ path }) => this.#kitFiles.get(path) ?? []);
    const files = [...this.#readFiles(payload, flow), ...kit].sort((a, b) => compareText(a.path, b.path));
    return { files, onDisk };
  }

  async #readKit(files: readonly PlannedFile[]): Promise<void> {
    if (files.length === 0) return;
    const { flow } = await inFlow({ stretches: files.length }, async (flow) => {
      for (const file of files) await this.#pour(file, flow);
    });
    for (const file of this.#readFiles(files, flow)) this.#kitFiles.set(file.path, file);
  }

  async #pour({ path, source }: PlannedFile, flow: Flow): Promise<void> {
    const { workFolder, copiesTwins, onBytes, onRemark, signal } = this.#options;
    const copy = source.needsCopy && copiesTwins ? this.#newCopy(source.place) : undefined;
    let leftover = leftoverByName(path);
    if (source.size > 0) flow.markStretch(flow.size, source.size);
    try {
      const { place, size, stamp } = source;
      await pourFile(workFolder, { path, place, size, stamp }, flow, (bytes) => {
        signal?.throwIfAborted();
        leftover ??= leftoverByContent(bytes, source.size);
        if (copy !== undefined) writeFully(copy, bytes);
        onBytes(bytes.length);
      });
    } finally {
      if (copy !== undefined) closeSync(copy);
    }
    if (leftover !== undefined) onRemark?.({ path, what: leftover });
  }

  #newCopy(place: string): number {
    const copy = `${copiesFolder}/${this.#copies.size}`;
    this.#copies.set(place, copy);
    mkdirSync(`${this.#options.workFolder}/${copiesFolder}`, { recursive: true });
    return openSync(`${this.#options.workFolder}/${copy}`, "wx");
  }

  /** With their digests: those of the stretches of `flow`, which an empty file has none of. */
  #readFiles(files: readonly PlannedFile[], flow: Flow): ReadFile[] {
    let stretch = 0;
    return files.map(({ path, source, isPayload }) => {
      const { size } = source;
      const sha256 = size === 0 ? emptySha256 : flow.stretchSha256(stretch++);
      const copy = this.#copies.get(source.place);
      const { place, stamp } = copy === undefined ? source : { place: copy, stamp: undefined };
      return { path, sha256, size, place, stamp, isPayload };
    });
  }
}

/**
 * After the last read: a folder holds what it held when it was listed. What a file holds is no matter any more: what was read of it is
 * what goes on the disc, and the image is compared with that. Throws BuildError CHANGED.
 */
export function refuseChangedFolder(source: Source): void {
  const other = source.changedName?.();
  if (other !== undefined) throw changed(other);
}

function writeFully(fd: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
}
