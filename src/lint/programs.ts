// Which programs of a folder are signed: one that is not, among others that are, is worth a question.

import type { Findings } from "./finding.ts";
import { readProgram } from "./program.ts";

export class Programs {
  readonly #folders = new Map<string, { signed: number; unsigned: string[] }>();

  add(path: string, bytes: Uint8Array): void {
    const program = readProgram(bytes);
    if (program === undefined) return;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const known = this.#folders.get(folder) ?? { signed: 0, unsigned: [] };
    if (program.isSigned) known.signed++;
    else known.unsigned.push(path);
    this.#folders.set(folder, known);
  }

  report(findings: Findings): void {
    for (const { signed, unsigned } of this.#folders.values())
      if (signed > 0)
        for (const path of unsigned)
          findings.add("UNSIGNED_PROGRAM", path, `no signature; in the same folder ${signed} programs have one`);
  }
}
