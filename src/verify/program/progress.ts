// Progress on a console, with a remaining time that holds on optical media too. Written over by carriage return and blanks:
// there are consoles that print the sequences by which a terminal clears a line.

import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { width } from "../../words/wrap.ts";
import type { FilePassed } from "../proof/ports.ts";
import { labels } from "../record/labels.ts";
import { secondsLeft } from "../record/progress-time.ts";

/** Columns that a file's name needs at least: of less nobody could tell which it is. */
const nameRoom = 16;

const texts = {
  /** Where nobody knows how much there is. */
  bytesAlone: { nl: "{done} MB gelezen.", en: "{done} MB read." },
  again: { nl: "Nu de bestanden.", en: "Now the files." },
} as const satisfies Record<string, Text>;

/** How a source is read. */
export interface Ways {
  /** A drive turns a disc at one speed, so that time does not go with the bytes. */
  readonly isDrive: boolean;
  /** Passes over the same bytes: 2 where the drive and then the files that the machine shows of it are read. */
  readonly times: 1 | 2;
}

/** One line that is written over: bytes, time, and the file that passed last where there is room. Nothing in a pipe. */
export class ProgressLine {
  readonly #language: Language;
  readonly #ways: Ways;
  readonly #started = performance.now();
  #shown = 0;
  #length = 0;

  constructor(language: Language, ways: Ways) {
    this.#language = language;
    this.#ways = ways;
  }

  /** Bytes of all passes; `total` 0 while it is not known. */
  show(done: number, total: number, passed?: FilePassed): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shown < 250) return;
    this.#shown = now;
    this.#write(this.line(done, total, (now - this.#started) / 1000, passed));
  }

  /** The line after `elapsed` seconds, at most 79 columns. */
  line(done: number, total: number, elapsed: number, passed?: FilePassed): string {
    const text = this.text(done, total, elapsed);
    const room = width - text.length - 1;
    return passed === undefined || room < nameRoom ? text : `${text} ${shortened(visible(passed.path), room)}`;
  }

  /** Its sentences: each byte of the disc is counted once, however often it is read. */
  text(done: number, total: number, elapsed: number): string {
    const { isDrive, times } = this.#ways;
    const disc = total / times;
    const isAgain = times > 1 && done > disc;
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const read = isAgain ? done - disc : done;
    const values = { done: megabytes(read), total: megabytes(Math.max(disc, read)) };
    const sentences = [
      ...(isAgain ? [texts.again[this.#language]] : []),
      fill((total === 0 ? texts.bytesAlone : labels.progress)[this.#language], values),
    ];
    if (elapsed >= 3 && done > 0 && total > done)
      sentences.push(this.#timeLeft(secondsLeft(done, total, elapsed, isDrive, times)));
    if (isDrive) sentences.push(labels.leaveDisc[this.#language]);
    const line = sentences.join(" ");
    return line.length <= width ? line : sentences.slice(0, -1).join(" ");
  }

  clear(): void {
    if (process.stderr.isTTY && this.#length > 0) process.stderr.write(`\r${" ".repeat(this.#length)}\r`);
    this.#length = 0;
  }

  #timeLeft(left: number): string {
    const seconds = Math.ceil(left);
    const isShort = seconds < 90;
    const count = isShort ? Math.ceil(seconds / 10) * 10 : Math.ceil(seconds / 60);
    return fill((isShort ? labels.secondsLeft : labels.minutesLeft)[this.#language], { count });
  }

  #write(line: string): void {
    const columns = Math.min(width, columnsOf(line));
    process.stderr.write(`\r${line}${" ".repeat(Math.max(0, this.#length - columns))}`);
    this.#length = columns;
  }
}

/** The end of a name, in at most `room` columns. */
function shortened(name: string, room: number): string {
  const letters = [...name];
  if (columnsOf(name) <= room) return name;
  let left = room - 1; // "…"
  let from = letters.length;
  for (; from > 0; from--) {
    left -= columnsOf(letters[from - 1] ?? "");
    if (left < 0) break;
  }
  return `…${letters.slice(from).join("")}`;
}

/** East Asian characters and the like fill two columns. To count too many is harmless; too few would wrap the line. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2), 0);
}
