// Reads that block the main thread: no timer and no handler of a signal runs while one hangs in the system, so a second
// thread watches them, and ends this process when one of them is never answered.

import { localeLanguage } from "../record/language.ts";
import { fill, hungTexts, type Language, visible } from "../record/sentences.ts";
import { limits } from "../silence.ts";
import { startWorker, type ThreadBody } from "./worker.ts";

/** What is said when a read hangs. */
export interface HungRun {
  /** Which program says it. */
  readonly program: string;
  readonly language: Language;
  /** Whether a record was asked for: there is none then, which is said. */
  readonly hasRecord?: boolean;
  /** Whether the verdict was shown already, and only what is kept of it is left to do. */
  readonly hasVerdict?: boolean;
  /** The folders that were to be made: a part of one may stay behind. */
  readonly folders?: readonly string[];
  /** Whether a window closes with the process: the words stay for a while. */
  readonly inWindow?: boolean;
}

/** Of the watched reads: odd while one runs. Then it is the same for as long as that has not come back. */
const turn = 0;
/** Where the length of the path stands that is being read. */
const length = 1;
/** In place of the turn: the watch has given up, and whoever comes back now must wait for the end. */
const given = -1;
const headBytes = 8;
/** Of a path, in UTF-16 units; each has three bytes at most. */
const letterLimit = 2_000;

const shared = new SharedArrayBuffer(headBytes + 3 * letterLimit);
const words = new Int32Array(shared, 0, 2);
const pathBytes = new Uint8Array(shared, headBytes);
let run: HungRun = { program: "zegel", language: localeLanguage() };
let thread: ReturnType<typeof startWorker> | undefined;

/** Which words the watch uses from now on. */
export function whenHung(asked: HungRun): void {
  run = asked;
  thread?.postMessage(wordsOf(run));
}

/** What is said of whatever does not answer. */
export function silentText(language: Language, hasVerdict = false): string {
  return fill(hungTexts[hasVerdict ? "silentAfter" : "silent"][language], { seconds: limits.silence / 1000 });
}

/** The sentence for standard error, one line. `path`: what did not answer. */
export function hungSentence(path: string): string {
  const { before, after } = sentenceOf(run);
  return `${before}${visible(path)}${after}\n`;
}

/**
 * Does `work`: system calls, a few at most, that may block this thread. When they have not come back after the limit, the process says
 * so and ends by SIGKILL, as node-hung.ts does. `path`: what is read.
 */
export function watched<T>(path: string, work: () => T): T {
  thread ??= startWatch();
  if (Atomics.load(words, turn) % 2 !== 0) return work(); // within another
  const text = Buffer.from(visible(path).slice(0, letterLimit));
  pathBytes.set(text);
  Atomics.store(words, length, text.length);
  const own = (Atomics.add(words, turn, 1) + 1) | 0;
  try {
    return work();
  } finally {
    // An answer after the sentence was written would make a verdict beside it.
    if (Atomics.compareExchange(words, turn, own, (own + 1) | 0) !== own) Atomics.wait(words, turn, given);
  }
}

interface Words {
  readonly before: string;
  readonly after: string;
  readonly lingers: number;
}

function wordsOf(asked: HungRun): Words {
  const { before, after } = sentenceOf(asked);
  const stays = (asked.folders ?? []).map((folder) => `. ${fill(hungTexts.stays[asked.language], { folder })}`);
  return { before, after: `${after}${stays.join("")}\n`, lingers: asked.inWindow === true ? limits.lastWords : 0 };
}

function sentenceOf({ program, language, hasRecord, hasVerdict }: HungRun): { before: string; after: string } {
  const said = silentText(language, hasVerdict);
  const record = hasRecord === true ? `. ${hungTexts.noRecord[language]}` : "";
  return { before: `${program}: FOUT: `, after: `: ${said}${record}` };
}

function startWatch(): ReturnType<typeof startWorker> {
  const worker = startWorker(watch, { shared, headBytes, silence: limits.silence, said: wordsOf(run) });
  // Without the watch a read that hangs is not ended; no verdict comes of it.
  worker.on("error", () => undefined);
  worker.unref();
  return worker;
}

/**
 * Runs in the thread. It counts its own beats and looks at no clock: a machine that slept, or a process that was stopped, has not
 * waited for a drive.
 */
const watch: ThreadBody = (threads, _crypto, fs) => {
  const beats = 20;
  const { shared, headBytes, silence } = threads.workerData;
  let said: Words = threads.workerData.said;
  const words = new Int32Array(shared, 0, 2);
  let [last, same] = [0, 0];
  threads.parentPort?.on("message", (next: Words) => {
    said = next;
  });
  setInterval(() => {
    const now = Atomics.load(words, 0);
    same = now === last && now % 2 !== 0 ? same + 1 : 0;
    last = now;
    if (same < beats || Atomics.compareExchange(words, 0, now, -1) !== now) return;
    const path = Buffer.from(new Uint8Array(shared, headBytes, Atomics.load(words, 1))).toString();
    try {
      fs.writeSync(2, `${said.before}${path}${said.after}`);
    } catch {
      // nobody listens: the status says it all the same
    }
    Atomics.wait(words, 0, -1, said.lingers);
    process.kill(process.pid, "SIGKILL");
  }, silence / beats);
};
