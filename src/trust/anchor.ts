// The anchor: trust roots that a person has from elsewhere than the disc. A root on the disc alone proves nothing, for whoever made
// the disc made that root too. docs/spec/verification.md step 1

import { type KnownRoot, TrustChain, TrustError } from "./chain.ts";
import { type Found, found, type Judged, type TrustFact } from "./findings.ts";
import type { SignatureCheck } from "./signature.ts";

/** Trust roots from outside the medium, as bytes. */
export interface AnchorRoots {
  /** Those that the program was packaged with: where there are any, `given` may extend them and nothing else. */
  readonly builtIn: readonly Uint8Array[];
  readonly given: readonly Uint8Array[];
}

/**
 * Step 1. No value: no root was given, or a bad one, for which it never throws. `today`: YYYY-MM-DD by the machine's clock, told beside
 * the root's dates.
 */
export async function judgeAnchor(
  { builtIn, given }: AnchorRoots,
  today: string,
  check: SignatureCheck,
): Promise<Judged<TrustChain>> {
  if (builtIn.length + given.length === 0) return { findings: [found("NO_ANCHOR")], value: undefined };
  try {
    const first = await TrustChain.anchor(builtIn.length > 0 ? builtIn : given, check);
    const extended = builtIn.length > 0 ? await extendBuiltIn(first, given, check) : { findings: [], value: first };
    const chain = extended.value;
    if (chain === undefined) return extended;
    const { root, sha256 } = chain.newest;
    const versions = chain.roots.map((known) => known.root.version).join(", ");
    const anchor = found("ANCHOR", { versions, purpose: root.purpose, sha256 });
    return { findings: [...extended.findings, anchor, clockFact(chain.newest, today)], value: chain };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    return { findings: [found(error.code, { text: error.message })], value: undefined };
  }
}

/** A person may extend the roots that are built in, never replace them: else whoever hands out a disc could hand out its root. */
async function extendBuiltIn(
  builtIn: TrustChain,
  given: readonly Uint8Array[],
  check: SignatureCheck,
): Promise<Judged<TrustChain>> {
  const own = found("ANCHOR_BUILT_IN", { version: builtIn.newest.root.version });
  try {
    return { findings: [own], value: await builtIn.extend(given, check) };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    return { findings: [own, found("ROOT_NOT_BUILT_IN", { text: error.message })], value: undefined };
  }
}

/** The root's dates and the machine's, side by side. Neither decides: a clock is easily set. In place of TUF 1.0.34 section 5.3.10. */
export function clockFact({ root }: KnownRoot, today: string): Found<TrustFact> {
  const { version, validFrom: from, validUntil: until } = root;
  return found("CLOCK", { version, from, until, today });
}
