// Keys of letters, and what the register holds of them: made of the system's randomness, committed to by scrypt.
// docs/spec/receipt.md, "Commitment"

import { randomBytes } from "node:crypto";
import { commitmentInput, commitmentSalt, receiptKeyBytes, receiptProof, receiptScopes } from "../../format/index.ts";
import { scryptAll } from "./scrypt.ts";

/** 60 random bits. */
export function newReceiptKey(): Uint8Array {
  const key = new Uint8Array(randomBytes(receiptKeyBytes));
  key[0] = (key[0] ?? 0) & 15;
  return key;
}

/** One disc of an envelope: what its four commitments are made of. */
export interface Committed {
  readonly key: Uint8Array;
  /** As printed: 0123-K. */
  readonly envelope: string;
  readonly disc: number;
  /** Of its release note's text. */
  readonly releaseSha256: string;
}

/** For each disc, by scope 0 to 3, its commitment in hex. */
export async function commitmentsOf(discs: readonly Committed[]): Promise<readonly (readonly string[])[]> {
  const parts = discs.flatMap(({ key, envelope, disc, releaseSha256 }) =>
    receiptScopes.map((scope) => ({
      input: commitmentInput(receiptProof(key, envelope, releaseSha256, scope)),
      salt: commitmentSalt(envelope, disc, scope),
    })),
  );
  const made = await scryptAll(parts);
  return discs.map((_, i) => made.slice(i * receiptScopes.length, (i + 1) * receiptScopes.length));
}
