// What runs in a thread that reads messages for the main one. It hands back what it read whole, and nothing else: a file that it refuses,
// or that is no message, the main thread reads itself, so that all refusals come from one place.

import { parentPort } from "node:worker_threads";
import { FileError } from "../../../files/bounded.ts";
import { OtherDocument } from "../eml/eml-file.ts";
import { ReadError } from "../error.ts";
import type { Message } from "../model.ts";
import { openFiles, type ReadFile, readFile } from "../one-file.ts";
import type { Answer, Job } from "./ahead.ts";

/** The file that was opened last: a zip has many entries, and its directory is judged each time that it is opened. */
let opened: { readonly path: string; readonly files: ReturnType<typeof openFiles> } | undefined;

async function readMessage({ path, entry }: Job): Promise<Answer> {
  try {
    if (opened?.path !== path) {
      opened?.files.close();
      opened = undefined;
      opened = { path, files: openFiles(path) };
    }
    const file = opened.files.files.find((one) => one.entry === entry);
    if (file === undefined) return undefined;
    const read: ReadFile = await readFile(file, path, () => {});
    return "message" in read.found ? { message: read.found.message, sha256: read.sha256, size: read.size } : undefined;
  } catch (error) {
    if (error instanceof ReadError || error instanceof FileError || error instanceof OtherDocument) return undefined;
    throw error; // the thread ends, and with it the run
  }
}

/** The figures of a count: handed over, not copied. */
function figuresOf(message: Message): ArrayBuffer[] {
  if (!("units" in message)) return [];
  return [message.total, ...message.units.map(({ votes }) => votes)].flatMap(({ figures, initial }) =>
    [figures, initial].flatMap((cells) => (cells === undefined ? [] : [cells.buffer as ArrayBuffer])),
  );
}

parentPort?.on("message", async (job: Job) => {
  const answer = await readMessage(job);
  parentPort?.postMessage(answer, answer === undefined ? [] : figuresOf(answer.message));
});
