// Who signed a note that is judged strictly, as findings.

import { faultText, type Quorum } from "../../trust/index.ts";
import type { Findings } from "./report.ts";

/** Any fault refuses. Signers and revoked keys are facts. */
export function reportQuorum(quorum: Quorum, step: "release-signatures" | "recall", findings: Findings): void {
  for (const fault of quorum.faults)
    findings.refuse(step, "SIGNATURE_FAULT", { text: faultText(fault), name: fault.name });
  for (const key of quorum.revoked) findings.note(step, "REVOKED_KEY_IGNORED", { holder: key.holder });
  for (const key of quorum.signers)
    findings.note(step, "SIGNED_BY", { holder: key.holder, organisation: key.organisation, name: key.vkey.name });
}
