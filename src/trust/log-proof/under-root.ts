// A checkpoint under one trust root: whose lines stand under it, which of them hold, and who saw it. docs/spec/verification.md step 8,
// docs/spec/log-proof.md. What of this refuses a disc is said in judge.ts.

import type { Note, Signature } from "../../format/notes/note.ts";
import type { RootKey, TrustRoot } from "../../format/notes/trust-root.ts";
import { compareText, decodeHex, encodeHex, encodeUtf8 } from "../../format/text/decode.ts";
import { type Found, found, type LogFault } from "../findings.ts";
import { faultText, isBy, type QuorumFault, type Strictness } from "../quorum.ts";
import type { SignatureCheck } from "../signature.ts";
import { checkCosignature, cosignatureTime, type Seen, witnessesOf } from "./cosignature.ts";

/** A checkpoint under one root that has a log. */
export interface UnderRoot {
  readonly root: TrustRoot;
  /** What is wrong with it, whatever was revoked and however many saw it. */
  readonly faults: readonly Found<LogFault>[];
  /** The log's key has a line that holds. */
  readonly isSigned: boolean;
  /** Witnesses who count. */
  readonly seen: readonly Seen[];
  /** Whose lines hold and do not count, because their keys are revoked: witnesses, and the log itself. */
  readonly revoked: readonly RootKey[];
  readonly isKeyRevoked: boolean;
  /** Keys, and organisations, of witnesses that the root asks for; 0: it asks for none. */
  readonly needed: number;
}

/** The key of the log; undefined: the root has none. */
export function logKeyOf({ keys }: TrustRoot): RootKey | undefined {
  return keys.find(({ role }) => role === "log");
}

/** What a line comes to: the time of a witness's, 0 of the log's; or why it does not hold. */
export type LineCheck = (line: Signature, key: RootKey) => Promise<number | "LOG_LINE" | "LOG_TIME">;

/** Judges lines under the checkpoint `text`. A line under one key is checked once, in however many roots that key stands. */
export function lineCheck(text: string, check: SignatureCheck): LineCheck {
  const known = new Map<string, Awaited<ReturnType<LineCheck>>>();
  const judgeLine: LineCheck = async (line, key) => {
    if (key.role === "log")
      return (await check(decodeHex(key.vkey.raw, 32, line.name), encodeUtf8(text), line.bytes)) ? 0 : "LOG_LINE";
    if (cosignatureTime(line) === undefined) return "LOG_TIME";
    return (await checkCosignature(line, key, text, check)) ?? "LOG_LINE";
  };
  return async (line, key) => {
    const id = `${key.role} ${key.vkey.raw} ${encodeHex(line.bytes)}`;
    const state = known.get(id) ?? (await judgeLine(line, key));
    known.set(id, state);
    return state;
  };
}

/**
 * Each line by the log's key or a witness of the group, which holds, once, in byte order of raw key. `loose`: lines by other keys are
 * passed over. `revoked`: raw keys, hex.
 */
export async function judgeLines(
  { signatures }: Pick<Note, "signatures">,
  root: TrustRoot,
  strictness: Strictness,
  revoked: ReadonlySet<string>,
  holds: LineCheck,
): Promise<UnderRoot> {
  const { keys, threshold: needed, counts } = witnessesOf(root);
  const speakers = root.keys.filter((key) => key.role === "log" || keys.includes(key));
  const faults: Found<LogFault>[] = [];
  const badLine = (code: QuorumFault["code"], name: string) =>
    faults.push(found("LOG_LINE", { text: faultText({ code, name }), name }));
  const held: Seen[] = [];
  let before = "";
  for (const line of signatures) {
    const { name } = line;
    const key = speakers.find((one) => isBy(line, one));
    if (key === undefined) {
      if (strictness === "sealed") badLine("FOREIGN_SIGNATURE", name);
      continue;
    }
    const order = compareText(key.vkey.raw, before);
    if (order <= 0) badLine(order === 0 ? "REPEATED_SIGNATURE" : "UNORDERED_SIGNATURES", name);
    before = key.vkey.raw;
    const time = await holds(line, key);
    if (time === "LOG_TIME") faults.push(found("LOG_TIME", { name }));
    else if (time === "LOG_LINE") badLine("BAD_SIGNATURE", name);
    else held.push({ key, time });
  }
  const isGone = ({ key }: Seen) => revoked.has(key.vkey.raw);
  const ofLog = held.filter(({ key }) => key.role === "log");
  const isSigned = ofLog.length > 0;
  return {
    ...{ root, isSigned, needed },
    faults: [...(isSigned ? [] : [found("LOG_UNSIGNED")]), ...faults],
    seen: held.filter((one) => one.key.role === "witness" && counts(one.key) && !isGone(one)),
    revoked: held.filter(isGone).map(({ key }) => key),
    isKeyRevoked: ofLog.some(isGone),
  };
}
