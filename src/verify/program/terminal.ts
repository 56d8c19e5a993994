// What every command shares: how it speaks to a person, and how it ends.

import { styleText } from "node:util";
import { type Bilingual, Fault } from "../../format/index.ts";

/** Exit codes of the commands that give no verdict. docs/spec/verification.md, "Exit codes". */
export const exitFailure = 1;
export const exitUsage = 2;

/** An expected error: its message is the whole explanation, no stack is shown. */
export class CommandError extends Fault<"COMMAND"> {
  readonly exitCode: number;
  constructor(message: string | Bilingual, exitCode: number = exitFailure) {
    super("COMMAND", message);
    this.exitCode = exitCode;
  }
}

/** Bold on a terminal that shows colour, plain elsewhere (NO_COLOR, a pipe). */
export function bold(text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return stream.isTTY && process.env.NO_COLOR === undefined ? styleText("bold", text) : text;
}

/** One line that is written over on a terminal and silent in a pipe. Rate and remaining time are measured, not promised. */
export class Progress {
  readonly #label: string;
  readonly #total: number;
  readonly #isDutch: boolean;
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #shown = 0;

  /** `total` in bytes; 0 when unknown. */
  constructor(
    label: string,
    total: number,
    language: keyof Bilingual = "en",
    stream: NodeJS.WriteStream = process.stderr,
  ) {
    this.#label = label;
    this.#total = total;
    this.#isDutch = language === "nl";
    this.#stream = stream;
  }

  /** `done` in bytes since the start. Redraws at most ten times a second. */
  update(done: number): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#shown < 100) return;
    this.#shown = now;
    const seconds = (now - this.#started) / 1000;
    const rate = done / Math.max(seconds, 0.001);
    const time = duration((this.#total - done) / rate);
    const left = this.#total > done && seconds > 2 ? (this.#isDutch ? `, nog ${time}` : `, ${time} left`) : "";
    const of = this.#total > 0 ? ` ${this.#isDutch ? "van" : "of"} ${megabytes(this.#total)}` : "";
    this.#stream.write(`\r\u001b[K${this.#label}: ${megabytes(done)}${of} MB, ${megabytes(rate)} MB/s${left}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\u001b[K");
  }
}

/** Whole megabytes (10^6 bytes). */
export function megabytes(bytes: number): string {
  return String(Math.round(bytes / 1e6));
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
