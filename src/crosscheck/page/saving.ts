// The file in which typing is kept. Nothing is kept in the browser: several people type on one computer.

/** What became of it: written to the file that was chosen, or given to the browser as a download; or it was not. */
export type Saved = "written" | "handed-over" | "no";

interface WritableFile {
  createWritable(): Promise<{ write(bytes: Uint8Array): Promise<void>; close(): Promise<void> }>;
  readonly name: string;
}
type Picker = (options: object) => Promise<WritableFile>;

export class Saving {
  /** Where it goes from the second time on: browsers that can write a file ask once. */
  #file: WritableFile | undefined;
  name: string;

  /** `name`: of the file, as it is proposed. */
  constructor(name: string) {
    this.name = name;
  }

  async save(bytes: Uint8Array): Promise<Saved> {
    const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
    if (picker === undefined) return this.#handOver(bytes);
    try {
      this.#file ??= await picker.call(globalThis, { suggestedName: this.name });
      const stream = await this.#file.createWritable();
      await stream.write(bytes);
      await stream.close(); // until here the file is as it was
      this.name = this.#file.name;
      return "written";
    } catch (error) {
      this.#file = undefined; // a stick that was taken out: the next time it is asked again
      if (error instanceof DOMException && error.name === "SecurityError") return this.#handOver(bytes);
      return "no";
    }
  }

  #handOver(bytes: Uint8Array): Saved {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "text/plain;charset=utf-8" }));
    link.download = this.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser takes it when it likes
    return "handed-over";
  }
}
