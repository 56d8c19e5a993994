// Real and made files of EML_NL that lie beside the checkout and are not committed: people's names are in them.

import { existsSync } from "node:fs";
import { join } from "node:path";

// A worktree lies one folder deeper than the checkout.
const places = ["../../../shared", "../../../../shared"].map((up) => join(import.meta.dirname, up));
const folder = process.env.ZEGEL_SHARED ?? places.find((place) => existsSync(place)) ?? "../shared";

/** Of files with real elections. */
export const sharedEml = join(folder, "eml");
/** A test that needs them is skipped, visibly, where they are not. */
export const hasShared = existsSync(sharedEml);
