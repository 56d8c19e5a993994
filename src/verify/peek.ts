// A first look at the seal, before the long read: whether the typed code is that of this disc. Decides nothing, shows nothing
// of the disc: it only spares the official a quarter of an hour with the wrong code in hand.

import {
  concatBytes,
  copyBytes,
  encodeZegelcode,
  FormatError,
  parseSeal,
  type Seal,
  sealPath,
  sealSize,
  textDigest,
} from "../format/index.ts";
import { locateSeal } from "./proof/locate-seal.ts";
import { type Medium, type Platform, ReadError } from "./proof/ports.ts";
import { CarefulReader } from "./proof/read/careful.ts";
import { Prefix, tryVolume } from "./proof/read/prefix.ts";
import { VerifyError } from "./proof/verdict.ts";
import type { Source } from "./proof/verify.ts";

/** `code` in printed form. Undefined where no seal can be read: the verification will say why. */
export async function codeFits(source: Source, code: string, platform: Platform): Promise<boolean | undefined> {
  const seal = source.kind === "image" ? await onMedium(source.medium, platform) : await inTree(source);
  return seal === undefined ? undefined : encodeZegelcode(textDigest(seal.release.text)) === code;
}

async function onMedium(medium: Medium, platform: Platform): Promise<Seal | undefined> {
  const prefix = new Prefix(medium, new CarefulReader(), platform);
  const found = await locateSeal(medium, prefix, await tryVolume(prefix));
  return "seal" in found ? found.seal : undefined;
}

async function inTree(source: Exclude<Source, { kind: "image" }>): Promise<Seal | undefined> {
  const tree = source.kind === "tree" ? source.tree : source.reference.tree;
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    if (source.kind === "installed") await source.reference.tree.list(); // an image as reference reads its directories here
    await tree.read(sealPath, (bytes) => {
      parts.push(copyBytes(bytes));
      length += bytes.length;
      return length <= sealSize;
    });
    return length === sealSize ? parseSeal(concatBytes(...parts)) : undefined;
  } catch (error) {
    if (willBeMet(error)) return undefined;
    throw error;
  }
}

/** No seal, not there, not allowed, a scratch: the verification will meet it again and say it. */
export function willBeMet(error: unknown): boolean {
  if (error instanceof FormatError || error instanceof VerifyError || error instanceof ReadError) return true;
  return error instanceof Error && "errno" in error; // the system's own
}
