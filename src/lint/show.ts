// The report of lint-payload in lines of text, by what matters most.

import { quote } from "../format/index.ts";
import { findingCodes, findingTexts } from "./finding.ts";
import type { LintReport } from "./lint.ts";

const shownLimit = 10;

export function renderLint({ looked, bytes, total, findings }: LintReport, bold: (text: string) => string): string {
  const lines = [`${total} findings in ${looked} files and entries of archives (${bytes} bytes).`];
  for (const code of findingCodes) {
    const own = findings.filter((finding) => finding.code === code);
    if (own.length === 0) continue;
    const { title, why } = findingTexts[code];
    lines.push("", bold(`${title}: ${own.length}  [${code}]`), `  ${why}`);
    for (const { path, detail } of own.slice(0, shownLimit)) lines.push(`    ${quote(path)}: ${detail}`);
    if (own.length > shownLimit) lines.push(`    and ${own.length - shownLimit} others (--json has them)`);
  }
  if (total > findings.length) lines.push("", `${total - findings.length} more findings were only counted.`);
  lines.push("", "These are findings, not verdicts: each is for a person to look at.", "");
  return lines.join("\n");
}
