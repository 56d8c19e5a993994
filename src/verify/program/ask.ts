// Questions on a terminal. Prompts go to stderr, so that stdout holds results alone.

import { printError } from "../../files/print.ts";
import { CommandError, exitFailure } from "./terminal.ts";

export const exitInterrupted = 130; // 128 + SIGINT, as a shell reports it
const interrupt = 3;
const endOfFile = 4;
const backspaces = [8, 127];
const eraseLine = 21;
const lineEnds = [10, 13];
/** Bytes of one answer; more is refused, never cut. */
const answerLimit = 4096;

/** True when a person can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks each question in turn without showing the answers, which the caller wipes. The terminal is silent from the first question to the last answer. */
export async function askHidden(questions: readonly string[]): Promise<Uint8Array[]> {
  const answers: Uint8Array[] = [];
  process.stdin.setRawMode(true);
  try {
    for (const question of questions) {
      printError(question);
      answers.push(await readRawLine());
      printError("\n");
    }
  } catch (error) {
    for (const answer of answers) answer.fill(0);
    printError("\n");
    throw error;
  } finally {
    process.stdin.setRawMode(false);
  }
  return answers;
}

/** Asks a question whose answer may be seen. */
export async function askLine(question: string): Promise<string> {
  printError(question);
  const line = await readRawLine(); // a terminal that is not raw edits and ends the line itself
  return new TextDecoder().decode(line).trim();
}

/** One line of bytes. What was typed ahead stays for the next question. */
async function readRawLine(): Promise<Uint8Array> {
  const line = new Uint8Array(answerLimit); // of its own: a small Buffer is cut from memory that others share
  let length = 0;
  for (;;) {
    const chunk = await nextChunk();
    for (const [i, byte] of chunk.entries()) {
      if (lineEnds.includes(byte)) {
        const ahead = Buffer.from(chunk.subarray(i + 1));
        chunk.fill(0);
        if (ahead.length > 0) process.stdin.unshift(ahead);
        return line.subarray(0, length);
      }
      if (byte === interrupt || byte === endOfFile) {
        line.fill(0);
        throw new CommandError("stopped: nothing was done", exitInterrupted);
      }
      if (backspaces.includes(byte)) length = beforeLastCharacter(line, length);
      else if (byte === eraseLine) length = 0;
      else if (length === answerLimit) throw new CommandError("the answer is too long", exitFailure);
      else line[length++] = byte;
    }
    chunk.fill(0);
  }
}

/** Where the last UTF-8 character begins: its other bytes are 10xxxxxx. */
function beforeLastCharacter(line: Uint8Array, length: number): number {
  let at = Math.max(0, length - 1);
  while (at > 0 && ((line[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}

function nextChunk(): Promise<Buffer> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer) => settle(() => resolve(chunk));
    const onEnd = () => settle(() => reject(new CommandError("the input ended: nothing was done", exitFailure)));
    const settle = (then: () => void) => {
      stdin.off("data", onData).off("end", onEnd).pause();
      then();
    };
    stdin.on("data", onData).on("end", onEnd).resume();
  });
}
