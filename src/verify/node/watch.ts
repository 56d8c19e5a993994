// Reads that block the main thread: no timer and no handler of a signal runs while one hangs in the system, so a second
// thread watches them, and ends this process when one of them is never answered.

import { startThread, type ThreadBody } from "../../files/thread.ts";
import { spellOut } from "../../format/index.ts";
import { limits } from "../silence.ts";

/** What is said when a read hangs: one line of standard error. The texts are the program's, for it knows who asked and in which language. */
export interface HungWords {
  /** Before the path of what does not answer. */
  readonly before: string;
  /** After it, without a line feed. */
  readonly after: string;
  /** After that, where the watch ends the process and nothing can be cleared up: what stays behind. */
  readonly left: string;
  /** Milliseconds for which the words stay before the process ends: a window may close with it. */
  readonly lingers: number;
}

/** Counts the beginnings and ends of watched reads: odd while one runs, and unchanged for as long as that is not answered. */
const turn = 0;
/** Where the length of the path stands that is being read. */
const length = 1;
/** In place of the turn: the watch has given up. A read that is answered now must wait for the end of the process. */
const given = -1;
const headBytes = 8;
/** Characters of a path that are shown. */
const pathLimit = 400;
/** Of a path as it is shown, in UTF-16 units; each has three bytes at most. */
const letterLimit = 2_000;

const shared = new SharedArrayBuffer(headBytes + 3 * letterLimit);
const state = new Int32Array(shared, 0, 2);
const pathBytes = new Uint8Array(shared, headBytes);
/** Until a program hands in its own. */
let said: HungWords = { before: "zegel: FOUT: ", after: ": has not answered; no verdict", left: "", lingers: 0 };
let thread: ReturnType<typeof startThread> | undefined;

/** Which words the watch uses from now on. */
export function sayWhenHung(words: HungWords): void {
  said = words;
  thread?.postMessage(said);
}

/** The sentence for standard error, one line, where this thread can still clear up. `path`: what did not answer. */
export function hungSentence(path: string): string {
  return `${said.before}${shownPath(path)}${said.after}\n`;
}

function shownPath(path: string): string {
  return spellOut(path, pathLimit);
}

/**
 * Does `work`: system calls, a few at most, that may block this thread. When they have not come back after the limit, the process says
 * so and ends by SIGKILL, as hung.ts does. `path`: what is read.
 */
export function watched<T>(path: string, work: () => T): T {
  thread ??= startWatch();
  if (Atomics.load(state, turn) % 2 !== 0) return work(); // within another
  const text = Buffer.from(shownPath(path).slice(0, letterLimit));
  pathBytes.set(text);
  Atomics.store(state, length, text.length);
  const own = (Atomics.add(state, turn, 1) + 1) | 0;
  try {
    return work();
  } finally {
    // An answer that comes after the sentence was written must not lead to a verdict beside it.
    if (Atomics.compareExchange(state, turn, own, (own + 1) | 0) !== own) Atomics.wait(state, turn, given);
  }
}

function startWatch(): ReturnType<typeof startThread> {
  const worker = startThread(watch, { shared, headBytes, silence: limits.silence, said });
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
  let words: HungWords = threads.workerData.said;
  const state = new Int32Array(shared, 0, 2);
  let [last, same] = [0, 0];
  threads.parentPort?.on("message", (next: HungWords) => {
    words = next;
  });
  setInterval(() => {
    const now = Atomics.load(state, 0);
    same = now === last && now % 2 !== 0 ? same + 1 : 0;
    last = now;
    if (same < beats || Atomics.compareExchange(state, 0, now, -1) !== now) return;
    const path = Buffer.from(new Uint8Array(shared, headBytes, Atomics.load(state, 1))).toString();
    try {
      fs.writeSync(2, `${words.before}${path}${words.after}${words.left}\n`);
    } catch {
      // nobody listens: the status says it all the same
    }
    Atomics.wait(state, 0, -1, words.lingers);
    process.kill(process.pid, "SIGKILL");
  }, silence / beats);
};
