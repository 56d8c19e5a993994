// A run as one JSON object, for scripts: full paths, all findings that were kept, and how far each comparison went.

import { ReadError, reasons } from "../read/error.ts";
import type { Unreadable } from "../read/inputs.ts";
import { type Finding, figureKey, weights } from "../rules/findings.ts";
import type { Report } from "./screen.ts";
import { verdicts } from "./verdict.ts";

/** docs/spec/crosscheck.md, "JSON" */
export function reportInJson({ inputs, judged, verdicts: all }: Report): object {
  const { findings, compared, dossier } = judged;
  const [verdict] = all;
  return {
    verdict,
    exit: verdicts[verdict].exit,
    verdicts: all,
    findings: findings.kept.map(findingInJson),
    unusual: judged.unusual,
    counts: Object.fromEntries(findings.codes.map((code) => [code, findings.count(code)])),
    compared: {
      counts: compared.counts,
      units: compared.units,
      lists: compared.lists,
      stations: compared.stations,
      links: compared.links,
      unlinkedUnits: compared.unlinked,
      districts: compared.districts,
      sheets: compared.sheets,
      hashes: compared.hashes.compared,
    },
    notCompared: {
      paper: true,
      seats: true,
      signatures: true,
      hashes: compared.hashes.notCompared,
      sheets: compared.loose,
      figures: compared.missing,
    },
    files: [
      ...inputs.messages.map(({ source, message: { kind, election, contest, authority, createdAt, skipped } }) => ({
        ...source,
        kind,
        election,
        contest,
        authority: authority ?? null,
        createdAt,
        skipped,
      })),
      ...inputs.sheets.map(({ source, sheet: { electionName, date, areaNumber } }) => ({
        ...source,
        kind: "csv",
        electionName,
        date,
        areaNumber,
      })),
    ],
    replaced: dossier.replaced.map(({ source }) => source.path),
    unused: inputs.unused,
    unreadable: inputs.unreadable.map(unreadableInJson),
  };
}

function findingInJson(finding: Finding): object {
  const { figure, ...rest } = finding;
  return {
    ...rest,
    weight: weights[finding.code],
    ...(figure === undefined ? {} : { figure, key: figureKey(figure) }),
  };
}

function unreadableInJson({ path, error }: Unreadable): object {
  if (!(error instanceof ReadError)) return { path, rule: "L1", reason: "FILE", message: error.message };
  const { reason, values, place } = error;
  return { path, rule: reasons[reason].rule, reason, ...(place ?? {}), values, message: error.message };
}
