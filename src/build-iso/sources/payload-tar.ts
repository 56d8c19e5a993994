// payload.tar: the payload in one canonical file, to archive and to build from again. docs/spec/recipe.md, "payload.tar"
// A function of the payload alone: neither the release description nor the kit changes a byte of it.

import type { FileHandle } from "node:fs/promises";
import { type Pack, pack } from "tar-stream";
import { OutputFile, type Written } from "../image/output-file.ts";

type Header = Parameters<Pack["entry"]>[0];
type Sink = ReturnType<Pack["entry"]>;

/** The first moment that zip and FAT can say; tar-stream would write dates after 2038 wrongly. */
const tarDate = new Date("1980-01-01T00:00:00Z");
const fixed = { uid: 0, gid: 0, uname: "", gname: "", mtime: tarDate };

export class PayloadTar {
  readonly #pack: Pack = pack();
  readonly #file: OutputFile;
  readonly #ended: Promise<void>;
  /** The chunk that is on its way through tar-stream, and what to do when it has come out. */
  #awaited: { readonly chunk: Uint8Array; readonly onOut: () => void } | undefined;

  private constructor(file: OutputFile) {
    this.#file = file;
    this.#ended = new Promise((resolve, reject) => {
      this.#pack.on("end", () => resolve());
      this.#pack.on("error", reject);
    });
    this.#ended.catch(() => {}); // reported by finish()
    this.#pack.on("data", (out: unknown) => {
      const chunk = out as Uint8Array;
      file.append(chunk);
      if (chunk === this.#awaited?.chunk) this.#awaited.onOut();
    });
  }

  static async create(path: string): Promise<PayloadTar> {
    return new PayloadTar(await OutputFile.create(path, false));
  }

  /** Into an open, empty file, which is closed here. Its digest is known when it is written. */
  static into(file: FileHandle): PayloadTar {
    return new PayloadTar(OutputFile.into(file, true));
  }

  /** A folder that nothing lies in; others are made by the files in them. */
  addEmptyFolder(path: string): Promise<void> {
    return this.#add({ ...fixed, name: `${path}/`, type: "directory", mode: 0o755, size: 0 }, async () => {});
  }

  /** `chunks` must give exactly `size` bytes. A chunk's buffer may be used again when the next chunk is asked for. */
  addFile(path: string, size: number, chunks: Iterable<Uint8Array>): Promise<void> {
    return this.#add({ ...fixed, name: path, type: "file", mode: 0o644, size }, async (sink) => {
      for (const chunk of chunks) {
        await new Promise<void>((onOut) => {
          this.#awaited = { chunk, onOut };
          sink.write(chunk);
        });
        await this.#file.ready();
      }
      sink.end(undefined);
    });
  }

  #add(header: Header, write: (sink: Sink) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const sink = this.#pack.entry(header, (error) => (error ? reject(error) : resolve()));
      sink.on("error", reject); // of `write` too, through abandon()
      write(sink).catch(reject);
    });
  }

  async finish(): Promise<Written> {
    this.#pack.finalize();
    await this.#ended;
    return this.#file.close();
  }

  /** After a failure: nothing of it will be used. */
  async abandon(): Promise<void> {
    this.#pack.destroy();
    await this.#file.abandon();
  }
}
