// What a witness of a log signs: that this tree continues the last one that it saw, and when. C2SP tlog-cosignature v1.0.1;
// docs/spec/log-proof.md, "Verification"

import type { Signature } from "../../format/notes/note.ts";
import { type RootKey, requiredKeys, type TrustRoot } from "../../format/notes/trust-root.ts";
import { decodeHex, encodeUtf8 } from "../../format/text/decode.ts";
import type { SignatureCheck } from "../signature.ts";

/** Bytes of the time, and of time and Ed25519 signature together. */
const [timeBytes, cosignatureBytes] = [8, 72];
/** Seconds: the last of the year 9999. */
const timeLimit = 253_402_300_799;

/** A witness's line that holds, and when it was made by the witness's clock: seconds since 1970. */
export interface Seen {
  readonly key: RootKey;
  readonly time: number;
}

/** Seconds since 1970, as the line says; undefined: it is no cosignature, or its time is 0 or behind the year 9999. */
export function cosignatureTime({ bytes }: Signature): number | undefined {
  if (bytes.length !== cosignatureBytes) return undefined;
  const time = bytes.subarray(0, timeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return time < 1 || time > timeLimit ? undefined : time;
}

/** What a witness signs: when it saw the checkpoint (seconds since 1970), and the checkpoint's text. */
export function cosignatureOf(time: number, text: string): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** The time of a cosignature that holds over the checkpoint `text`; undefined: it does not hold. Never throws for a bad line. */
export async function checkCosignature(
  line: Signature,
  { vkey }: RootKey,
  text: string,
  check: SignatureCheck,
): Promise<number | undefined> {
  const time = cosignatureTime(line);
  if (vkey.type !== 4 || time === undefined) return undefined;
  const raw = decodeHex(vkey.raw, 32, line.name);
  const holds = await check(raw, cosignatureOf(time, text), line.bytes.subarray(timeBytes));
  return holds ? time : undefined;
}

export interface Witnesses {
  /** Whose lines a proof may hold: the group that `require checkpoint` names. */
  readonly keys: readonly RootKey[];
  /** How many keys, and how many organisations, must have seen the checkpoint; 0: the root asks for none. */
  readonly threshold: number;
  /** Whether a witness counts: who runs the log or signs releases is no witness of it. */
  readonly counts: (key: RootKey) => boolean;
}

/** Who may see a log for this root. */
export function witnessesOf(root: TrustRoot): Witnesses {
  const watched = root.keys.filter(({ role }) => role === "log" || role === "officer");
  const organisations = new Set(watched.map(({ organisation }) => organisation.toLowerCase()));
  const counts = ({ organisation }: RootKey) => !organisations.has(organisation.toLowerCase());
  return { ...requiredKeys(root, "checkpoint"), counts };
}
