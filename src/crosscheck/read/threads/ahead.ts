// Large inputs on all cores: threads read files ahead of the main one, which still goes through all of them in their order and asks for
// each when its turn comes. So limits, order and refusals are those of one thread. docs/spec/crosscheck.md, "Threads"

import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { FileError } from "../../../files/bounded.ts";
import { startProgram } from "../../../files/thread.ts";
import { Fault } from "../../../format/index.ts";
import { OtherDocument } from "../eml/eml-file.ts";
import { ReadError } from "../error.ts";
import { limits } from "../limits.ts";
import type { Message } from "../model.ts";
import { openFiles } from "../one-file.ts";
import { threadProgram } from "./built-thread.ts";

/** One file for a thread. `entry`: of the zip at `path`. */
export interface Job {
  readonly path: string;
  readonly entry: string | undefined;
}

/** A message that was read whole; undefined: it is none, or cannot be read. */
export type Answer = { readonly message: Message; readonly sha256: string; readonly size: number } | undefined;

/** A thread ended by itself: nothing is known of the files that it had, and the run gives no verdict. */
export class ThreadError extends Fault<"THREAD"> {}

export interface ThreadOptions {
  /** Lines of the program of a thread; none: no threads. */
  readonly program: readonly string[];
  /** Threads at most. */
  readonly most: number;
  /** Bytes of all files below which none is started: starting costs more than it saves. */
  readonly leastBytes: number;
  /** Bytes of a file below which it is not worth a message to and fro. */
  readonly leastFile: number;
}

/** Each thread holds some 60 MB: a machine of 64 cores is not to be filled for a read of ten seconds. */
const mostThreads = 4;
/** Tags and texts die young, and of what is kept most lies outside of this; without it a thread holds 10 MB more. */
const youngMegabytes = 4;

export function threadsOfMachine(): ThreadOptions {
  const most = Math.min(availableParallelism(), mostThreads);
  return { program: threadProgram, most, leastBytes: 20_000_000, leastFile: 64 * 1024 };
}

interface Waiting extends Job {
  readonly size: number;
  readonly answer: Promise<Answer>;
  settle(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Reads ahead from when it is made until `close`. What runs in its threads is a program and no function: a parser with all that it needs.
 */
export class Ahead {
  readonly #waiting = new Map<string, Waiting>();
  /** What no thread has yet, the smallest first: the largest are begun first, so that none ends alone. */
  readonly #queue: Waiting[];
  readonly #threads: Worker[] = [];

  /** `paths`: files, in the order in which they will be asked for. One that cannot be opened is passed over here: the main thread will say so. */
  constructor(paths: readonly string[], { program, most, leastBytes, leastFile }: ThreadOptions) {
    const jobs = program.length === 0 || most < 2 ? [] : jobsOf(paths);
    this.#queue = jobs.filter(({ size }) => size >= leastFile).sort((a, b) => a.size - b.size);
    const bytes = this.#queue.reduce((sum, { size }) => sum + size, 0);
    if (bytes < leastBytes || this.#queue.length < 2) return;
    for (const job of this.#queue) this.#waiting.set(keyOf(job), job);
    const threads = Math.min(most, this.#queue.length);
    for (let i = 0; i < threads; i++) this.#start(program.join("\n"));
  }

  /** What a thread made of the file; undefined: the main thread has to read it. Once for each file. Throws ThreadError. */
  async take(job: Job): Promise<Answer> {
    const waiting = this.#waiting.get(keyOf(job));
    this.#waiting.delete(keyOf(job)); // what was taken is not held here any longer
    return await waiting?.answer;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #start(program: string): void {
    const thread = startProgram(program, youngMegabytes);
    this.#threads.push(thread);
    let job: Waiting | undefined;
    const next = () => {
      job = this.#queue.pop();
      if (job !== undefined) thread.postMessage({ path: job.path, entry: job.entry } satisfies Job);
    };
    thread.on("message", (answer: Answer) => {
      job?.settle(answer);
      next();
    });
    thread.on("error", (error) => this.#fail(job, error));
    thread.on("messageerror", (error) => this.#fail(job, error));
    thread.on("exit", () => this.#fail(job, undefined));
    next();
  }

  /** All that is still to come fails too: what the other threads make of it is of no use to a run that ends. */
  #fail(job: Waiting | undefined, cause: unknown): void {
    const why = cause instanceof Error ? cause.message : "it ended";
    const error = new ThreadError("THREAD", {
      nl: `een thread die bestanden leest is gestopt (${why}): probeer het opnieuw`,
      en: `a thread that reads files has stopped (${why}): try again`,
    });
    for (const one of [...(job === undefined ? [] : [job]), ...this.#queue.splice(0)]) one.reject(error);
  }
}

/** Until a limit of the run is reached: behind it nothing is read. */
function jobsOf(paths: readonly string[]): Waiting[] {
  const jobs: Waiting[] = [];
  let files = 0;
  let bytes = 0;
  for (const path of paths)
    for (const { entry, size } of filesAt(path)) {
      files++;
      bytes += size;
      if (files > limits.files || bytes > limits.allBytes) return jobs;
      jobs.push(waitingOf({ path, entry }, size));
    }
  return jobs;
}

function filesAt(path: string): readonly { readonly entry: string | undefined; readonly size: number }[] {
  try {
    const { files, close } = openFiles(path);
    close();
    for (const file of files) if (file.entry === undefined) file.read(); // throws for what is no file of a count
    return files;
  } catch (error) {
    if (error instanceof ReadError || error instanceof FileError || error instanceof OtherDocument) return [];
    throw error;
  }
}

function waitingOf(job: Job, size: number): Waiting {
  let settle: Waiting["settle"] = () => {};
  let reject: Waiting["reject"] = () => {};
  const answer = new Promise<Answer>((...both) => {
    [settle, reject] = both;
  });
  answer.catch(() => {}); // whoever asks for it hears of it
  return { ...job, size, answer, settle, reject };
}

/** No path has a zero in it. */
function keyOf({ path, entry }: Job): string {
  return entry === undefined ? path : `${path}\0${entry}`;
}
