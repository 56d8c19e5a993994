// The one error of src/iso9660: no tree of files can be read at all. Every other fault of a disc is a finding (finding.ts).

import { Fault } from "../format/text/error.ts";

export type IsoErrorCode =
  /** Sector 16 holds no primary volume descriptor: this is not an ISO 9660 volume. */
  | "NOT_ISO"
  /** The descriptor points nowhere: there is no tree to walk. */
  | "BROKEN"
  /** More folders, files or bytes of structure than any disc of ours has. */
  | "LIMIT"
  /** The reader could not give a sector of the structure; `cause` is the reader's own error. */
  | "UNREADABLE";

/** What was expected, what was found, and where. `lba` is the first of the sectors concerned, when it is about sectors. */
export class IsoError extends Fault<IsoErrorCode> {
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  readonly lba: number | undefined;

  constructor(code: IsoErrorCode, where: string, expected: string, found: string, lba?: number, cause?: unknown) {
    super(code, `${where}: expected ${expected}, found ${found}`, { cause });
    this.where = where;
    this.expected = expected;
    this.found = found;
    this.lba = lba;
  }
}
