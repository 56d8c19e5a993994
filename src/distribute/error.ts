// The one error of this room. The message says what was expected, what was found and what to do.

import { Fault } from "../format/index.ts";

/**
 * TEXTS: what no note knows is not as it must be. SET: releases that are no one set. KIT: not the kit of these discs. RECALL: a list.
 * ENVELOPE: one that can have no letter now. ADDRESS: more than a letter has room for. LANGUAGE: one that nobody reviewed.
 */
export type DistributeErrorCode = "TEXTS" | "SET" | "KIT" | "RECALL" | "ENVELOPE" | "ADDRESS" | "LANGUAGE";

export class DistributeError extends Fault<DistributeErrorCode> {}
