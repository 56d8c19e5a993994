// Step 9: the escrow bundles, from which the masters can be built again in ten years.

import { equalBytes } from "../../format/index.ts";
import { escrowName, masterName, type ReleaseFolder } from "../folder.ts";
import { found, judged, later, type Step } from "../step.ts";
import { type BuiltRelease, discMark } from "./build.ts";

/** Each holds the seal of its master; where the master was measured, its digest. */
export function judgeEscrow({ finished, unread, measured }: ReleaseFolder, releases: readonly BuiltRelease[]): Step {
  const discs = releases.length;
  const findings = releases.map((built) => {
    const path = escrowName(built.disc, discs);
    const bad = unread.find((one) => one.path === path);
    if (bad !== undefined) return found("UNREAD", { ...bad });
    const { master, escrow } = finished.find(({ disc }) => disc === built.disc) ?? {};
    if (escrow === undefined) return found("NOT_ESCROWED", { disc: discMark(built) });
    if (master === undefined) return undefined;
    const sha256 = measured?.masters.get(master.path);
    const isOther = !equalBytes(escrow.seal, master.seal) || (sha256 !== undefined && sha256 !== escrow.masterSha256);
    return found(isOther ? "ESCROW_OTHER" : "ESCROW", { path, master: masterName(built.disc, discs) });
  });
  const told = findings.filter((finding) => finding !== undefined);
  return told.length === 0 ? later("escrow") : judged("escrow", told);
}
