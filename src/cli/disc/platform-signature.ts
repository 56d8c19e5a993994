// The check of signatures that every command uses: the verifier's own. docs/spec/signature.md

import type { SignatureCheck } from "../../trust/index.ts";
import { nodePlatform } from "../../verify/node/platform.ts";

/** Ours and node:crypto's, which must agree. */
export const signatureCheck: SignatureCheck = nodePlatform.check;
