// What can sign: a seed in memory, a key that an agent holds, a key on a token. All give the same plain Ed25519 signature.

import { decodeHex, type VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { demandKeyType, signMessage } from "./ed25519.ts";
import type { SigningKey } from "./key-file.ts";

/** A key whose secret half this program never sees. */
export interface RemoteKey {
  readonly vkey: VKey;
  /** Where it is, for messages: "the ssh-agent". */
  readonly place: string;
  /** What the other side calls an Ed25519 signature of `message`: not judged yet. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

export type Signer = SigningKey | RemoteKey;

/** 64 bytes over `message`, judged before they leave, whoever made them. Throws SignError SELF_CHECK, KEY_TYPE, AGENT, TOKEN. */
export async function signChecked(signer: Signer, message: Uint8Array, check: SignatureCheck): Promise<Uint8Array> {
  if ("seed" in signer) return signMessage(signer.seed, signer.vkey, message, check);
  demandKeyType(signer.vkey, message);
  const signature = await signer.sign(message);
  if (!(await check(decodeHex(signer.vkey.raw, 32, "raw key"), message, signature)))
    throw new SignError(
      "SELF_CHECK",
      `the signature that ${signer.place} gave for ${signer.vkey.name} does not verify: nothing was written`,
    );
  return signature;
}
