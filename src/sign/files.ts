// Small files, read whole once.

import { open } from "node:fs/promises";
import { SignError } from "./error.ts";

/** The bytes of a file or a pipe, at most `limit`. Throws SignError FILE. */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit + 1);
  let length = 0;
  try {
    const file = await open(path, "r");
    try {
      for (let got = 1; got > 0 && length < bytes.length; length += got)
        got = (await file.read(bytes, length, bytes.length - length)).bytesRead;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new SignError("FILE", `${path}: cannot be read (${codeOf(error)}): check the name and the rights on it`);
  }
  if (length > limit)
    throw new SignError("FILE", `${path}: expected at most ${limit} bytes, found more: not a file of ours`);
  return bytes.subarray(0, length);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
