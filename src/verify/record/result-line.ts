// One line that every implementation of the verifier must print alike for the same disc: docs/spec/record.md, "Result line"

import type { Report } from "../proof/report.ts";

/** A function of the disc and of what was given from outside: no name of a target, no clock, no program stands in it. */
export function resultLine(report: Report): string {
  const { verdict, scope, refusals, filesCompared, filesGood } = report;
  const digests = (["releaseSha256", "imageSha256", "manifestSha256", "sealSha256"] as const).map(
    (name) => report[name] ?? "-",
  );
  const counts = new Map<string, number>();
  for (const { findings } of report.steps)
    for (const { code, refusal } of findings) if (refusal !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts].map(([code, count]) => `${code}:${count}`).sort();
  return [
    "zegel/result v1",
    verdict,
    scope,
    refusals.join(",") || "-",
    ...digests,
    `${filesGood}/${filesCompared}`,
    codes.join(",") || "-",
  ].join(" ");
}
