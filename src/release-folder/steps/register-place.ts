// The register of dispatch as the folder of a release sees it: filled in by whoever reads it.

import type { Bilingual } from "../../format/index.ts";

/** Where in/register.txt says that the register lies. */
export interface RegisterPlace {
  /** As it is typed in the folder of the release. */
  readonly path: string;
  /** A fault: no register is there that holds. */
  readonly register: RegisterHere | { readonly fault: Bilingual };
}

/** What a register says of this release. Envelopes are those that count, with every disc in them. */
export interface RegisterHere {
  /** What it is called there; undefined: it was not taken in. */
  readonly name: string | undefined;
  /** Numbers of the discs of which a master is there. */
  readonly masters: readonly number[];
  readonly packed: number;
  readonly lettered: number;
  /** Letters whose commitments stand in the public log. */
  readonly logged: number;
  readonly sent: number;
  /** Sent, and the commitments are not in the log. */
  readonly bare: number;
  readonly arrived: number;
}
