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

/** What a thread whose reads are watched writes on. The main thread has one, and the second reader of a folder (second-reader.ts). */
export interface Watched {
  /**
   * First the beginnings and ends of watched reads: odd while one runs, and unchanged for as long as that is not answered; -1: the watch
   * has given up. Then the length of the path that is being read.
   */
  readonly state: Int32Array;
  /** That path, as it is shown, in UTF-8. */
  readonly path: Uint8Array;
}

const headBytes = 8;
/** Characters of a path that are shown. */
const pathLimit = 400;
/** Of a path as it is shown, in UTF-16 units; each has three bytes at most. */
const letterLimit = 2_000;

const [own, second] = [makeWatched(), makeWatched()];
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

function makeWatched(): Watched {
  const shared = new SharedArrayBuffer(headBytes + 3 * letterLimit);
  return { state: new Int32Array(shared, 0, 2), path: new Uint8Array(shared, headBytes) };
}

/** For a thread that reads beside the main one: what it writes on. */
export function watchSecond(): Watched {
  thread ??= startWatch();
  return second;
}

/** After the end of that thread: it may have been stopped between a beginning and its end, and nobody waits for that read. */
export function leaveSecond(): void {
  const now = Atomics.load(second.state, 0);
  if (now !== -1 && now % 2 !== 0) Atomics.compareExchange(second.state, 0, now, (now + 1) | 0);
}

/** A path that is shown as it stands. */
export function isPlain(path: string): boolean {
  return shownPath(path) === path;
}

/**
 * Does `work`: system calls, a few at most, that may block this thread. When they have not come back after the limit, the process says
 * so and ends by SIGKILL, as hung.ts does. `path`: what is read.
 */
export function watched<T>(path: string, work: () => T): T {
  thread ??= startWatch();
  if (Atomics.load(own.state, 0) % 2 !== 0) return work(); // within another
  return whileWatched(own, Buffer.from(shownPath(path).slice(0, letterLimit)), work);
}

/** Does `work` in any thread: one can be given the source text of this. `text`: the path as it is shown, in UTF-8. */
export function whileWatched<T>({ state, path }: Watched, text: Uint8Array, work: () => T): T {
  path.set(text);
  Atomics.store(state, 1, text.length);
  const turn = (Atomics.add(state, 0, 1) + 1) | 0;
  try {
    return work();
  } finally {
    // An answer that comes after the sentence was written must not lead to a verdict beside it.
    if (Atomics.compareExchange(state, 0, turn, (turn + 1) | 0) !== turn) Atomics.wait(state, 0, -1);
  }
}

function startWatch(): ReturnType<typeof startThread> {
  const worker = startThread(watch, { all: [own, second], silence: limits.silence, said });
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
  const { silence } = threads.workerData;
  let words: HungWords = threads.workerData.said;
  const all = (threads.workerData.all as Watched[]).map((one) => ({ ...one, last: 0, same: 0 }));
  threads.parentPort?.on("message", (next: HungWords) => {
    words = next;
  });
  setInterval(() => {
    for (const one of all) {
      const now = Atomics.load(one.state, 0);
      one.same = now === one.last && now % 2 !== 0 ? one.same + 1 : 0;
      one.last = now;
      if (one.same < beats || Atomics.compareExchange(one.state, 0, now, -1) !== now) continue;
      const path = Buffer.from(one.path.slice(0, Atomics.load(one.state, 1))).toString();
      try {
        fs.writeSync(2, `${words.before}${path}${words.after}${words.left}\n`);
      } catch {
        // nobody listens: the status says it all the same
      }
      Atomics.wait(one.state, 0, -1, words.lingers);
      process.kill(process.pid, "SIGKILL");
    }
  }, silence / beats);
};
