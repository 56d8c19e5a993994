// How every command speaks: the one way to stdout and stderr. A reader that closes is no fault, a full disk is one sentence,
// and no character gets out that could steer a terminal.

import { harmless, spellOut } from "../format/index.ts";

type Stream = "stdout" | "stderr";

/** Of each stream what it failed with. Nothing more is written to it. */
const failed: Partial<Record<Stream, string>> = {};
const watched = new Set<NodeJS.WriteStream>();

/** Results, on stdout. Whoever puts foreign text into a line spells it out there (`shown`, `quote`); this only catches what slipped. */
export function print(text: string): void {
  write("stdout", text);
}

/** Questions, warnings and faults, on stderr. */
export function printError(text: string): void {
  write("stderr", text);
}

/**
 * The text of an expected error for a person: bounded, and each further line set in, so that no foreign text in it can begin
 * at the margin as if it were a line of ours. The system's own errors hold a path as it was typed: they are one line.
 */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "syscall" in error) return spellOut(text, errorLimit);
  return text
    .split("\n")
    .map((line, i) => `${i > 0 && !line.startsWith(" ") ? "  " : ""}${spellOut(line, errorLimit)}`)
    .join("\n");
}

/** Characters of one line of an error. */
const errorLimit = 2000;

/** Bold on and off (node:util styleText): the only sequences that a line of ours holds. */
const style = /(\u001b\[(?:1|22)m)/;

/** Our own sequences stay, all else is made harmless. */
function withStyle(text: string): string {
  return text
    .split(style)
    .map((part, i) => (i % 2 === 1 ? part : harmless(part)))
    .join("");
}

function write(name: Stream, text: string): void {
  if (failed[name] !== undefined) return;
  const stream = process[name];
  if (!watched.has(stream)) {
    watched.add(stream);
    stream.on("error", (error: NodeJS.ErrnoException) => onFailure(name, error.code ?? error.message));
  }
  stream.write(withStyle(text));
}

/**
 * Whoever closed the pipe has seen enough: the command's own result decides how it ends. Anything else is said once, and the
 * end is a failure whatever the command sets afterwards: what it had to say was not seen.
 */
function onFailure(name: Stream, code: string): void {
  if (failed[name] !== undefined) return;
  failed[name] = code;
  if (code === "EPIPE" || code === "EOF") return; // EOF: Windows
  process.on("exit", () => {
    process.exitCode = 1;
  });
  if (name === "stdout") printError(`zegel: the output cannot be written (${code}): is the disk full?\n`);
}
