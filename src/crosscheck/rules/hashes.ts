// I3: hash codes from paper against the bytes of the files. What is printed is the SHA-256 of the file as it was first written.

import { encodeHashGroups } from "../../format/index.ts";
import type { Source } from "../read/model.ts";
import type { Findings } from "./findings.ts";

/** Groups of four that may differ when a code is still taken to be meant for a file: a slip, or one character changed on purpose. */
const slipLimit = 4;

export interface HashesJudged {
  /** Paths of the files whose code was given. */
  readonly compared: readonly string[];
  readonly notCompared: readonly string[];
}

/** `codes`: SHA-256 values in hex, each once. `sources`: of messages alone; what is published besides has no printed code. */
export function judgeHashes(codes: readonly string[], sources: readonly Source[], findings: Findings): HashesJudged {
  const given = new Set(codes);
  const compared = sources.filter(({ sha256 }) => given.has(sha256));
  const left = sources.filter((source) => !compared.includes(source));
  const spare = codes.filter((code) => !sources.some(({ sha256 }) => sha256 === code));
  for (const code of spare) {
    const near = left.find(({ sha256 }) => differingGroups(code, sha256).length <= slipLimit) ?? onlyOne(left);
    // With every file accounted for, a further code belongs to a file that is not here.
    if (near === undefined && left.length === 0)
      findings.add({ code: "I3o", file: "", expected: encodeHashGroups(code) });
    else if (near === undefined)
      findings.add({ code: "I3", file: "", part: "hash-other", expected: encodeHashGroups(code) });
    else
      findings.add({
        code: "I3",
        file: near.path,
        part: "hash-groups",
        found: encodeHashGroups(near.sha256),
        expected: encodeHashGroups(code),
      });
  }
  return { compared: compared.map(({ path }) => path), notCompared: left.map(({ path }) => path) };
}

function onlyOne(sources: readonly Source[]): Source | undefined {
  return sources.length === 1 ? sources[0] : undefined;
}

/** Numbers of the groups of four that are not the same, from 1. Both are 64 hex digits. */
export function differingGroups(a: string, b: string): readonly number[] {
  return Array.from({ length: 16 }, (_, i) => i + 1).filter(
    (number) => a.slice(4 * number - 4, 4 * number) !== b.slice(4 * number - 4, 4 * number),
  );
}
