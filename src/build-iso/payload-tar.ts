// payload.tar: the payload in one canonical file, to archive and to build from again. docs/spec/recipe.md, "payload.tar"
// A function of the payload alone: neither the release description nor the kit changes a byte of it.

import { once } from "node:events";
import { type Pack, pack } from "tar-stream";
import { OutputFile, type Written } from "./output-file.ts";

/** The first moment that zip and FAT can say; tar-stream would write dates after 2038 wrongly. */
const tarDate = new Date("1980-01-01T00:00:00Z");
type Header = Parameters<Pack["entry"]>[0];
type Sink = ReturnType<Pack["entry"]>;
const fixed = { uid: 0, gid: 0, uname: "", gname: "", mtime: tarDate };

export class PayloadTar {
  readonly #pack: Pack = pack();
  readonly #file: OutputFile;
  readonly #copied: Promise<void>;

  private constructor(file: OutputFile) {
    this.#file = file;
    this.#copied = this.#copy();
    this.#copied.catch((error: unknown) => this.#pack.destroy(error as Error)); // add and finish() report it
  }

  static async create(path: string): Promise<PayloadTar> {
    return new PayloadTar(await OutputFile.create(path));
  }

  async #copy(): Promise<void> {
    for await (const chunk of this.#pack as AsyncIterable<Uint8Array>) await this.#file.append(chunk);
  }

  /** A folder that nothing lies in; others are made by the files in them. */
  addEmptyFolder(path: string): Promise<void> {
    return this.#store({ ...fixed, name: `${path}/`, type: "directory", mode: 0o755, size: 0 }, async () => {});
  }

  /**
   * `chunks` must give exactly `size` bytes. A chunk is kept until it is on its way to the disk: each needs a buffer of
   * its own.
   */
  addFile(path: string, size: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    return this.#store({ ...fixed, name: path, type: "file", mode: 0o644, size }, async (sink) => {
      for await (const chunk of chunks) if (!sink.write(chunk)) await once(sink, "drain");
      sink.end(undefined);
    });
  }

  #store(header: Header, write: (sink: Sink) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const sink = this.#pack.entry(header, (error) => (error ? reject(error) : resolve()));
      write(sink).catch(reject);
    });
  }

  async finish(): Promise<Written> {
    this.#pack.finalize();
    await this.#copied;
    return this.#file.close();
  }

  /** After a failure: nothing of it will be used. */
  async abandon(): Promise<void> {
    this.#pack.destroy();
    await this.#copied.catch(() => {});
    await this.#file.abandon();
  }
}
