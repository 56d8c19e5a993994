// Which file passed last: files are told as their last extent goes by, in whatever order the disc has them.

import { type IsoFile, sectorBytes } from "../../iso9660/index.ts";

export interface FilePassed {
  /** As the medium spells it: nothing has vouched for it yet. */
  readonly path: string;
  /** How many have passed; empty files have from the start. */
  readonly count: number;
  readonly of: number;
}

/** Bytes done and bytes in all (0 while that is unknown); the file that passed last, once one has. */
export type Progress = (done: number, total: number, passed?: FilePassed) => void;

/** Takes bytes done, which never fall. Costs one step a file in the whole run. */
export function filesPassing(files: readonly IsoFile[]): (done: number) => FilePassed | undefined {
  const ends = files.flatMap(({ path, extents }) => {
    const last = extents.at(-1);
    return last === undefined ? [] : [{ path, end: last.lba * sectorBytes + last.bytes }];
  });
  ends.sort((a, b) => a.end - b.end);
  const empty = files.length - ends.length;
  let at = 0;
  return (done) => {
    while ((ends[at]?.end ?? Number.POSITIVE_INFINITY) <= done) at++;
    const path = ends[at - 1]?.path;
    return path === undefined ? undefined : { path, count: empty + at, of: files.length };
  };
}
