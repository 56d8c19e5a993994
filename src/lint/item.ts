// A file of the payload, or an entry of an archive in it.

import { Fault } from "../format/index.ts";

export interface Item {
  readonly path: string;
  /** How many archives it lies in, inside the payload. */
  readonly depth: number;
  readonly bytes: Uint8Array;
}

/** What an archive gives for each entry: the bytes, or why there are none. */
export interface Entry {
  /** As the archive has it; foreign text. */
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
  /** Where a link leads. */
  readonly target: string;
  /** Seconds since 1970, undefined: none, or the fixed one that says nothing (zero, 1980-01-01). */
  readonly time: number | undefined;
  /** Unpacked only when it is asked for; throws EntryFault. */
  readonly read: () => Uint8Array;
}

/** Why an entry, or the rest of an archive, was not looked into: BROKEN: it cannot be read. LIMIT: it could be, but costs too much. */
export class EntryFault extends Fault<"BROKEN" | "LIMIT"> {
  constructor(message: string, code: "BROKEN" | "LIMIT" = "BROKEN") {
    super(code, message);
  }
}
