// What an attack is, and what its row in docs/attacks.md says.

import type { Finding, Report } from "../../src/verify/proof/report.ts";
import type { Verdict } from "../../src/verify/proof/verdict.ts";
import type { Disc } from "../verify/fixture.ts";
import type { Outside } from "../verify/harness.ts";

/** In the order of the table. */
export const families = [
  "content",
  "sessions and size",
  "padding and system area",
  "volume descriptors",
  "other file systems and boot",
  "trees that differ",
  "both-endian fields",
  "path tables",
  "loops and directories",
  "overlaps and places",
  "hidden and associated files",
  "Rock Ridge",
  "names",
  "seal",
  "signatures",
  "trust roots",
  "rebuilds, recalls, log",
  "manifest",
  "expectation",
  "folder",
  "floods and limits",
] as const;
export type Family = (typeof families)[number];

/**
 * `after`: a good sealed disc is changed, so that the image's digest sees it too. `before`: the disc was built that way and
 * its release names the digest honestly, so that structure, manifest and notes alone can see it. `folder`: a mounted tree.
 */
export type Form = "after" | "before" | "folder";

/** Something to verify: an image or the path of a folder, under the root and code of `disc` unless `outside` says otherwise. */
export interface Trial {
  readonly disc: Disc;
  readonly target: Uint8Array | string;
  readonly outside?: Outside;
}

export interface Attack {
  readonly name: string;
  readonly family: Family;
  readonly form: Form;
  /** What the opponent does. */
  readonly does: string;
  readonly verdict: Verdict;
  /** The code of the finding; for STRUCTURE with the code of src/iso9660 behind it. */
  readonly finding: string;
  /** As `placeOf` says it: a path, a sector, or the words of the finding. */
  readonly place: string;
  /** The name of the twin that must be ECHT. */
  readonly twin: string;
  readonly make: () => Trial;
}

/** What an honest maker does that comes closest to the attacks that name it. */
export interface Twin {
  readonly name: string;
  readonly does: string;
  readonly make: () => Trial;
}

export function nameOf(finding: Finding): string {
  return finding.code === "STRUCTURE" ? `STRUCTURE ${finding.values.code}` : finding.code;
}

/** Where it is, in the words of the finding. Digests say no place, and what they are changes with every fixture. */
export function placeOf(finding: Finding): string {
  const { values } = finding;
  const value = (name: string) => (values[name] === undefined ? undefined : String(values[name]));
  const sectors = values.from === undefined ? undefined : `sector ${values.from}, ${values.count} in all`;
  const bytes = finding.code === "DATA_BEHIND" ? `${values.bytes} bytes` : undefined;
  const text = value("text")?.replaceAll(/[0-9a-f]{64}/g, "(digest)");
  const seal =
    finding.code.startsWith("SEAL_") && values.expected !== undefined ? `byte ${values.expected}` : undefined;
  const path = value("path") === "" ? undefined : value("path");
  const count = values.needed === undefined ? undefined : `${values.found} of ${values.needed}`;
  const where = value("where") === "" ? "/" : value("where");
  return where ?? path ?? sectors ?? seal ?? bytes ?? text ?? value("name") ?? count ?? value("reason") ?? "as a whole";
}

/** The findings that are reasons to refuse. */
export function refusing(report: Report): Finding[] {
  return report.steps.flatMap((step) => step.findings).filter((finding) => finding.refusal !== undefined);
}
