// The head of a register: how far it had come, for the public log. Nobody signs it: it binds whoever holds the register, no more.
// docs/spec/register.md, "Head"

import { decimal, line, noteLines, plain, sha256 } from "./note-lines.ts";
import type { Purpose } from "./release.ts";
import { releaseFields } from "./release.ts";

export const registerHeadTypeLine = "zegel/register-head v1";

export interface RegisterHead {
  readonly election: string;
  readonly purpose: Purpose;
  /** Lines of the register, the first one among them. */
  readonly lines: number;
  /** SHA-256 of the last of them with its line feed, hex. */
  readonly head: string;
}

const head = noteLines<RegisterHead>({ typeLine: registerHeadTypeLine, what: "register head", limit: 1000 }, () => ({
  election: line("election", plain(releaseFields.election)),
  purpose: line("purpose", plain(releaseFields.purpose)),
  lines: line("lines", decimal(2, 9_999_999)),
  head: line("head", sha256),
}));

/** Throws FormatError. */
export const parseRegisterHead = (text: string): RegisterHead => head.parse(text);

/** The inverse of parseRegisterHead. Throws FormatError. */
export function encodeRegisterHead(value: RegisterHead): string {
  const text = head.print(value);
  parseRegisterHead(text);
  return text;
}
