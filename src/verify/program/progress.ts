// Progress on a terminal, with a remaining time that holds on optical media too.

import { fill, type Language, visible } from "../../words/language.ts";
import type { FilePassed } from "../proof/ports.ts";
import { labels } from "../record/labels.ts";
import { secondsLeft } from "../record/progress-time.ts";

/** Columns that a line may fill: one in the 80th column makes some terminals wrap. */
const width = 79;

/** Two lines that are written over: bytes and time, and the file that passed last. Nothing in a pipe. */
export class ProgressLine {
  readonly #language: Language;
  readonly #isDrive: boolean;
  readonly #started = performance.now();
  #shown = 0;

  constructor(language: Language, isDrive: boolean) {
    this.#language = language;
    this.#isDrive = isDrive;
  }

  /** Bytes; `total` 0 while it is not known. */
  show(done: number, total: number, passed?: FilePassed): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shown < 250) return;
    this.#shown = now;
    const lines = [this.text(done, total, (now - this.#started) / 1000), this.fileText(passed)];
    process.stderr.write(`\r\u001b[J${lines.join("\n")}\r\u001b[A`);
  }

  /** The line after `elapsed` seconds. */
  text(done: number, total: number, elapsed: number): string {
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const read = fill(labels.progress[this.#language], {
      done: megabytes(done),
      total: megabytes(Math.max(total, done)),
    });
    if (elapsed < 3 || done === 0 || total <= done) return read;
    const seconds = Math.ceil(secondsLeft(done, total, elapsed, this.#isDrive));
    const left = seconds < 90 ? labels.secondsLeft : labels.minutesLeft;
    const count = seconds < 90 ? Math.ceil(seconds / 10) * 10 : Math.ceil(seconds / 60);
    return `${read} ${fill(left[this.#language], { count })}${this.#isDrive ? ` ${labels.leaveDisc[this.#language]}` : ""}`;
  }

  /** The second line: "" before a file has passed; a name that is too long loses its start. */
  fileText(passed: FilePassed | undefined): string {
    if (passed === undefined) return "";
    const { count, of } = passed;
    const start = fill(labels.filesPassed[this.#language], { count, of });
    let room = width - start.length - 1; // "…"
    const letters = [...visible(passed.path)];
    let from = letters.length;
    for (; from > 0; from--) {
      room -= columnsOf(letters[from - 1] ?? "");
      if (room < 0) break;
    }
    return `${start}${from > 0 ? "…" : ""}${letters.slice(from).join("")}`;
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[J");
  }
}

/** East Asian characters and the like fill two columns. To count too many is harmless; too few would wrap the line. */
function columnsOf(letter: string): number {
  return (letter.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
}
