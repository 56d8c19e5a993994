// A trust root stands only when its own root quorum signed it. docs/spec/trust-root.md

import { type Note, parseTrustRoot, type TrustRoot } from "../../format/index.ts";
import { faultText, judgeQuorum, type Quorum, type SignatureCheck, validInDutch } from "../../trust/index.ts";
import { SignError } from "../error.ts";

/** Judges a trust root by the keys and the group that it names itself. Throws FormatError. */
export async function judgeOwnRoot(note: Note, check: SignatureCheck): Promise<{ root: TrustRoot; quorum: Quorum }> {
  const root = parseTrustRoot(note.text);
  return { root, quorum: await judgeQuorum(note, root, "root", "loose", new Set(root.revoked), check) };
}

/** A trust root that its own root quorum signed. `where` names the file. Throws SignError TRUST_ROOT, FormatError. */
export async function demandOwnRoot(note: Note, where: string, check: SignatureCheck): Promise<TrustRoot> {
  const { root, quorum } = await judgeOwnRoot(note, check);
  if (quorum.isMet) return root;
  const [fault] = quorum.faults;
  if (fault !== undefined)
    throw new SignError("TRUST_ROOT", {
      nl: `${where}: de handtekening van ${fault.name} klopt niet: vraag de vertrouwensbasis opnieuw`,
      en: `${where}: ${faultText(fault)}: get the trust root again`,
    });
  throw new SignError("TRUST_ROOT", {
    nl: `${where}: de vertrouwensbasis heeft ${validInDutch(quorum.signers.length)}, ${quorum.threshold} nodig: laat hem eerst ondertekenen (zegel sign, zegel merge)`,
    en: `${where}: expected a trust root signed by ${quorum.threshold} of its officers, found ${quorum.signers.length} valid signatures: sign it first (zegel sign, zegel merge)`,
  });
}
