// What the reader of one kind of message hands to the parser.

import type { Message } from "../model.ts";
import type { Particle } from "./grammar.ts";

export interface MessageReader<Kind extends Message = Message> {
  /** What stands below the root element, in order. */
  readonly body: readonly Particle[];
  /** The message, when the file is at its end. `skipped`: unknown elements. Throws ReadError where something is missing. */
  readonly finish: (skipped: number) => Kind;
}
