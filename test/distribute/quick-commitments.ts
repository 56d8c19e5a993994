// Commitments of letters by a hash in place of scrypt, for tests in which scrypt is not the subject: a letter's four take 0.16 s, and a
// thread for each core. Nobody can guess what the hash makes either.

import type * as commitments from "../../src/distribute/keys/commitments.ts";
import { commitmentInput, commitmentSalt, receiptProof, receiptScopes } from "../../src/format/index.ts";
import { sha256Of } from "../world/people.ts";

/** Set by a test that asks for the real ones. */
export const scrypt = { isReal: false };

/** What `vi.mock` puts in the place of the module. */
export function quickCommitments(real: typeof commitments): typeof commitments {
  const quick: typeof commitments.commitmentsOf = async (discs) =>
    discs.map(({ key, envelope, disc, releaseSha256 }) =>
      receiptScopes.map((scope) => {
        const proof = commitmentInput(receiptProof(key, envelope, releaseSha256, scope));
        return sha256Of(Buffer.concat([commitmentSalt(envelope, disc, scope), proof]));
      }),
    );
  return { ...real, commitmentsOf: (...given) => (scrypt.isReal ? real.commitmentsOf : quick)(...given) };
}
