// What a clerk typed of one call.

import type { ReceiptVerdict } from "../../../distribute/register/index.ts";
import type { ReceiptScope } from "../../../format/index.ts";
import type { BookOptions } from "../book.ts";

/** All that it tells, judged by nobody yet. */
export interface Call extends BookOptions {
  readonly envelope: string;
  readonly disc: number | undefined;
  readonly code: string | undefined;
  readonly control: string | undefined;
  readonly verdict: ReceiptVerdict | undefined;
  readonly scope: ReceiptScope;
  readonly isPaper: boolean;
  readonly bag: string | undefined;
  readonly isTwice: boolean;
  readonly isSearched: boolean;
  readonly by: string;
  readonly slip: string | undefined;
}
