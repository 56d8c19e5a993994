// A folder of releases for programs. docs/spec/release-folder.md, "JSON"

import { type JudgedParent, kindOfParent, type ReleaseRow, sayParentFinding } from "../../../release-folder/index.ts";
import type { Language } from "../../../words/language.ts";

export function parentInJson({ groups, findings, outcome }: JudgedParent, isFull: boolean, language: Language) {
  return {
    outcome,
    isFull,
    releases: groups.flatMap(({ rows }) => rows.map(rowInJson)),
    findings: findings.map((finding) => ({
      code: finding.code,
      is: kindOfParent(finding),
      values: finding.values,
      text: sayParentFinding(finding, language),
    })),
  };
}

function rowInJson({ name, state, reason, stopped, choice, next, texts, signed, isDisputed }: ReleaseRow) {
  return {
    folder: name,
    outcome: state,
    reason: reason ?? null,
    stopped: stopped ?? null,
    release: choice ?? null,
    releaseSha256: texts,
    isDisputed,
    signedBy: signed.keys.map(({ vkey }) => vkey.name),
    next:
      next === undefined ? null : { step: next.step, who: next.who, people: next.people.map(({ vkey }) => vkey.name) },
  };
}
