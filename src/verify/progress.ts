// Progress on a terminal.

import { fill, type Language, labels } from "./messages.ts";

/** One line that is written over on a terminal; nothing in a pipe. */
export class ProgressLine {
  readonly #language: Language;
  #shown = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  show(done: number, total: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shown < 100) return;
    this.#shown = now;
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const text = fill(labels.progress[this.#language], { done: megabytes(done), total: megabytes(total) });
    process.stderr.write(`\r\u001b[K${text}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
}
