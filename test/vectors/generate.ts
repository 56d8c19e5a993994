// All vectors, from the examples and TEST-ONLY keys: one fault each, the fault is the name. README.md says how to run them.

import { aanwijzingenVectors, installVectors, manifestVectors } from "./lists.ts";
import { rebuildVectors, recallVectors, releaseVectors, trustRootVectors } from "./notes.ts";
import { receiptVectors } from "./receipts.ts";
import { registerHeadVectors, registerVectors } from "./registers.ts";
import {
  codeVectors,
  logProofVectors,
  noteVectors,
  quorumVectors,
  sealVectors,
  signatureFiles,
  vkeyVectors,
} from "./signed.ts";
import type { Vector } from "./table.ts";

/** In order of file name. */
export function vectors(): Vector[] {
  return [
    ...aanwijzingenVectors(),
    ...codeVectors(),
    ...installVectors(),
    ...logProofVectors(),
    ...manifestVectors(),
    ...noteVectors(),
    ...quorumVectors(),
    ...rebuildVectors(),
    ...receiptVectors(),
    ...recallVectors(),
    ...registerHeadVectors(),
    ...registerVectors(),
    ...releaseVectors(),
    ...sealVectors(),
    ...signatureFiles(),
    ...trustRootVectors(),
    ...vkeyVectors(),
  ].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** `file TAB expected`, and a third column where the value has a printed form. */
export function expectedTable(all: readonly Vector[]): string {
  const rows = all.map(({ file, expected, prints }) => [file, expected, ...(prints === undefined ? [] : [prints])]);
  return [["file", "expected", "prints"], ...rows].map((row) => `${row.join("\t")}\n`).join("");
}
