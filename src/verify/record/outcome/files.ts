// Files that a refusal is about: the first by name, and how many more.

import type { Text } from "../../../words/language.ts";
import type { Finding, Report } from "../../proof/report.ts";

interface NamedFiles {
  /** `{name}`, or `{name} en nog {nameMore}`; undefined where no finding is about a file. */
  readonly text: Text | undefined;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Of findings with a path. `name`: the placeholder, so that two lists stand in one sentence. */
export function filesOf(report: Report, findings: readonly Finding[], name = "file"): NamedFiles {
  const named = findings.filter(({ values }) => (values.path ?? "") !== "");
  const paths = new Set(named.map(({ values }) => values.path));
  const [first] = paths;
  if (first === undefined) return { text: undefined, values: {} };
  const more = paths.size - 1 + unlisted(report, named);
  const values = { [name]: first, [`${name}More`]: more };
  if (more === 0) return { text: { nl: `{${name}}`, en: `{${name}}` }, values };
  const text = { nl: `{${name}}, en nog {${name}More}`, en: `{${name}}, and {${name}More} more` };
  return { text, values };
}

/** Findings of these kinds that a report counts and does not list. */
function unlisted(report: Report, named: readonly Finding[]): number {
  const codes = new Set<unknown>(named.map(({ code }) => code));
  const rests = report.steps.flatMap(({ findings }) => findings).filter(({ code }) => code === "AND_MORE");
  return rests.reduce((sum, { values }) => sum + (codes.has(values.code) ? Number(values.count) : 0), 0);
}
