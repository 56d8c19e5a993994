// A file that comes in, read from its beginning to its end: provided that it is the file that was listed, and stays so.

import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { codeOf } from "../../files/error.ts";
import { quote } from "../../format/index.ts";
import { BuildError } from "../error.ts";
import type { Flow } from "../flow/flow.ts";
import { type InputFile, stampOf } from "./source.ts";

/** Windows has neither of the last two. */
const readFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Puts the bytes of a file into `flow`, and shows each piece of them to `onBytes`, which may throw to end it. Throws BuildError CHANGED,
 * and the system's errors.
 */
export async function pourFile(
  workFolder: string,
  file: InputFile,
  flow: Flow,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  const descriptor = openListed(workFolder, file);
  try {
    for (let left = file.size; left > 0; ) {
      const { room } = flow;
      const count = readSync(descriptor, room, 0, Math.min(left, room.length), null);
      if (count === 0) throw changed(file.path);
      onBytes(room.subarray(0, count));
      left -= count;
      const wait = flow.took(count);
      if (wait !== undefined) await wait;
    }
    // Once, and behind the last byte: whatever was done to it since it was listed shows then.
    if (file.stamp !== undefined && stampOf(fstatSync(descriptor, { bigint: true })) !== file.stamp)
      throw changed(file.path);
  } finally {
    closeSync(descriptor);
  }
}

function openListed(workFolder: string, { path, place }: InputFile): number {
  try {
    return openSync(`${workFolder}/${place}`, readFlags);
  } catch (error) {
    throw ["ENOENT", "ELOOP"].includes(codeOf(error)) ? changed(path) : error;
  }
}

/** What is thrown for a file that is not any more what was listed. */
export function changed(path: string): BuildError {
  const refusal = { path, reason: "changed while it was read", remedy: "stop what writes to it and build again" };
  return new BuildError("CHANGED", `${quote(path)} ${refusal.reason}: ${refusal.remedy}`, [refusal]);
}
