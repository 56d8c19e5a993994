// What a witness's line under a checkpoint says: that it saw the log, and when. C2SP tlog-cosignature v1.0.1; docs/spec/log-proof.md

import type { Note, Signature } from "../format/notes/note.ts";
import type { RootKey } from "../format/notes/trust-root.ts";
import { decodeHex, encodeUtf8 } from "../format/text/decode.ts";
import { isBy } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** Seconds: the last of the year 9999. */
const timeLimit = 253_402_300_799;

/** The time (seconds since 1970) of a cosignature that holds over this checkpoint's text; undefined: it does not hold. Never throws. */
export async function checkCosignature(
  line: Signature,
  { vkey }: RootKey,
  text: string,
  check: SignatureCheck,
): Promise<number | undefined> {
  if (vkey.type !== 4 || line.bytes.length !== 72) return undefined;
  const time = line.bytes.subarray(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  if (time < 1 || time > timeLimit) return undefined;
  const message = encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`);
  const holds = await check(decodeHex(vkey.raw, 32, line.name), message, line.bytes.subarray(8));
  return holds ? time : undefined;
}

/** Those of `keys` whose line holds under this checkpoint and that are not revoked, in the order of `keys`. */
export async function witnessesOf(
  { text, signatures }: Note,
  keys: readonly RootKey[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<RootKey[]> {
  const seen: RootKey[] = [];
  for (const key of keys) {
    const line = signatures.find((own) => isBy(own, key));
    if (line === undefined || revoked.has(key.vkey.raw)) continue;
    if ((await checkCosignature(line, key, text, check)) !== undefined) seen.push(key);
  }
  return seen;
}

/** One organisation is one witness, however many keys it has. */
export function countWitnesses(seen: readonly RootKey[]): number {
  return new Set(seen.map(({ organisation }) => organisation.toLowerCase())).size;
}
