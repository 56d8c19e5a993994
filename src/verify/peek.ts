// A first look at the seal, before the long read: whether the typed code is that of this disc, and what the disc says it is.
// Decides nothing: it only spares the official a quarter of an hour with the wrong code in hand.

import {
  concatBytes,
  copyBytes,
  encodeZegelcode,
  FormatError,
  parseRelease,
  parseSeal,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  textDigest,
  tryParse,
} from "../format/index.ts";
import { locateSeal } from "./proof/locate-seal.ts";
import { type Medium, type Platform, ReadError } from "./proof/ports.ts";
import { CarefulReader } from "./proof/read/careful.ts";
import { Prefix, tryVolume } from "./proof/read/prefix.ts";
import { VerifyError } from "./proof/verdict.ts";
import type { Source } from "./proof/verify.ts";
import { SilentMedium } from "./silence.ts";

/** What a medium says of itself. Nobody has checked a signature: it may be shown as what stands there, and never as what it is. */
export interface Claim {
  /** Its zegelcode, in printed form. Not to be shown: a typed code is to come from the letter. */
  readonly code: string;
  /** Undefined: the text of its release is none of ours. */
  readonly release: Release | undefined;
}

/** Undefined where no seal can be read: the verification will say why. */
export async function claimOf(source: Source, platform: Platform): Promise<Claim | undefined> {
  const seal = source.kind === "image" ? await onMedium(source.medium, platform) : await inTree(source);
  if (seal === undefined) return undefined;
  const { text } = seal.release;
  const release = tryParse(() => parseRelease(text));
  return { code: encodeZegelcode(textDigest(text)), release: release instanceof FormatError ? undefined : release };
}

/** `code` in printed form. Undefined where no seal can be read. */
export async function codeFits(source: Source, code: string, platform: Platform): Promise<boolean | undefined> {
  const claim = await claimOf(source, platform);
  return claim === undefined ? undefined : claim.code === code;
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

/**
 * No seal, not there, not allowed, a scratch: the verification will meet it again and say it. But whoever has waited for a drive that does
 * not answer is not made to wait again.
 */
export function willBeMet(error: unknown): boolean {
  if (error instanceof SilentMedium) return false;
  if (error instanceof FormatError || error instanceof VerifyError || error instanceof ReadError) return true;
  return error instanceof Error && "errno" in error; // the system's own
}
