// The check of signatures that every command uses: the verifier's own. docs/spec/signature.md

import { createHash } from "node:crypto";
import { encodeHex } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { nodePlatform } from "../../verify/node/platform.ts";

/** Ours and node:crypto's, which must agree. */
export const signatureCheck: SignatureCheck = nodePlatform.check;

/** A check that judges each key, message and signature once: for whoever asks of a note under several trust roots. */
export function rememberedCheck(check: SignatureCheck): SignatureCheck {
  const known = new Map<string, Promise<boolean>>();
  return (key, message, signature) => {
    const id = [key, digestOf(message), signature].map(encodeHex).join(" ");
    const judged = known.get(id) ?? check(key, message, signature);
    known.set(id, judged);
    return judged;
  };
}

const digestOf = (message: Uint8Array): Uint8Array => createHash("sha256").update(message).digest();
