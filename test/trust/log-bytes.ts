// One byte of a proof is another one: step 8 never says yes, of a proof in a seal and of one beside it.

import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { encodeLogProof, FormatError, type LogProof, parseLogProof } from "../../src/format/index.ts";
import { judgeLog, type LogJudge, type SignatureCheck, TrustChain, trustFacts } from "../../src/trust/index.ts";
import { logSeal, proofOf } from "./log-fixture.ts";

/** Node's own, which is quicker than the accept rule and refuses no more: what it refuses, the rule refuses too. */
const check: SignatureCheck = async (key, message, signature) => {
  const x = Buffer.from(key).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, message, publicKey, signature);
};

export type Place = "in a seal" | "beside it";
export const places: readonly Place[] = ["in a seal", "beside it"];

const disc = logSeal();
const { text } = disc.seal.release;
const proofBytes = encodeLogProof(proofOf(text));
const known = await TrustChain.anchor([disc.rootNote], check);
const judge: LogJudge = { text, pinned: 1, sealed: 1, known, today: "2027-03-01", check };

/** Step 8 refuses, or what was given is no proof: then there is no seal, and no note. */
async function isRefused(bytes: Uint8Array, place: Place): Promise<boolean> {
  let proof: LogProof;
  try {
    proof = parseLogProof(bytes);
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
  const found = await (place === "in a seal" ? judgeLog(proof, [], judge) : judgeLog(undefined, [proof], judge));
  return !found.every(({ code }) => (trustFacts as readonly string[]).includes(code));
}

/** `flips`: with what each byte is combined. */
export function testEveryByte(flips: readonly number[], timeout: number): void {
  test.each(places)("a byte that is another one, %s", { timeout }, async (place) => {
    expect(await isRefused(proofBytes, place)).toBe(false);
    const accepted: string[] = [];
    for (const [at, byte] of proofBytes.entries())
      for (const flip of flips) {
        const changed = Uint8Array.from(proofBytes);
        changed[at] = byte ^ flip;
        if (!(await isRefused(changed, place))) accepted.push(`byte ${at} ^ ${flip}`);
      }
    expect(accepted).toEqual([]);
  });
}

/** A byte too many, or too few, anywhere. */
export function testEveryLength(): void {
  test.each(places)("a byte too many or too few, %s", async (place) => {
    const accepted: number[] = [];
    for (const at of proofBytes.keys()) {
      const [head, tail] = [proofBytes.subarray(0, at), proofBytes.subarray(at)];
      for (const changed of [Buffer.concat([head, tail.subarray(1)]), Buffer.concat([head, tail.subarray(0, 1), tail])])
        if (!(await isRefused(changed, place))) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });
}
