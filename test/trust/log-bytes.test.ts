// One byte of a proof is another one: the verifier never says yes. In a seal and beside it.

import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { encodeLogProof, encodeNote, encodeSeal, equalBytes, FormatError, parseSeal } from "../../src/format/index.ts";
import { judgeSeal, type SignatureCheck, sortLooseNotes, TrustChain, trustFacts } from "../../src/trust/index.ts";
import { logDisc } from "./log-fixture.ts";

/** Each is another kind of slip: the neighbour, the other case, a byte that is no ASCII. All 255 take four minutes a test. */
const flips = [1, 0x20, 0x80];
/** Node's own, which is quicker than the accept rule and refuses no more than that: what it refuses the rule refuses too. */
const check: SignatureCheck = async (key, message, signature) => {
  const x = Buffer.from(key).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, message, publicKey, signature);
};
const proven = logDisc({});
const bare = logDisc(undefined);
const proofBytes = encodeLogProof(proven.seal.logProof!);
const anchor = await TrustChain.anchor([proven.rootNote], check);

/** Step 8 refuses, or what holds the proof is no seal and no note at all. */
async function isRefused(seal: Uint8Array, notes: readonly Uint8Array[]): Promise<boolean> {
  try {
    const loose = sortLooseNotes(notes, []);
    const { steps } = await judgeSeal(parseSeal(seal), { anchor, loose, today: "2027-03-01" }, check);
    const found = steps.find(([step]) => step === "log")?.[1] ?? [];
    return !found.every(({ code }) => (trustFacts as readonly string[]).includes(code));
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
}

/** Places at which a changed proof was accepted. */
async function acceptedAt(judge: (changed: Uint8Array) => Promise<boolean>): Promise<string[]> {
  const accepted: string[] = [];
  for (const [at, byte] of proofBytes.entries())
    for (const flip of flips) {
      const changed = Uint8Array.from(proofBytes);
      changed[at] = byte ^ flip;
      if (!(await judge(changed))) accepted.push(`byte ${at} ^ ${flip}`);
    }
  return accepted;
}

test("in a seal", { timeout: 60_000 }, async () => {
  const seal = encodeSeal(proven.seal);
  const start = Buffer.from(seal).indexOf(proofBytes);
  expect(start).toBeGreaterThan(0);
  expect(await isRefused(seal, [])).toBe(false);
  const within = (changed: Uint8Array) => {
    const whole = Uint8Array.from(seal);
    whole.set(changed, start);
    return whole;
  };
  expect(equalBytes(within(proofBytes), seal)).toBe(true);
  expect(await acceptedAt((changed) => isRefused(within(changed), []))).toEqual([]);
});

test("beside it", { timeout: 60_000 }, async () => {
  const seal = encodeSeal(bare.seal);
  expect(equalBytes(encodeNote(bare.seal.release), encodeNote(proven.seal.release))).toBe(true);
  expect(await isRefused(seal, [proofBytes])).toBe(false);
  expect(await acceptedAt((changed) => isRefused(seal, [changed]))).toEqual([]);
});

test("a byte too many or too few, anywhere", { timeout: 60_000 }, async () => {
  const seal = encodeSeal(bare.seal);
  const parts = (at: number) => [proofBytes.subarray(0, at), proofBytes.subarray(at)] as const;
  const accepted: number[] = [];
  for (const at of proofBytes.keys()) {
    const [head, tail] = parts(at);
    for (const changed of [Buffer.concat([head, tail.subarray(1)]), Buffer.concat([head, tail.subarray(0, 1), tail])])
      if (!(await isRefused(seal, [changed]))) accepted.push(at);
  }
  expect(accepted).toEqual([]);
});
