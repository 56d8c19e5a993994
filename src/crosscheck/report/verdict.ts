// What a run says in the end: one table of names, exit codes, signs and words, and which finding means which of them.
// docs/spec/crosscheck.md, "Verdicts"

import type { Text } from "../../words/language.ts";
import type { Sign } from "../../words/signs.ts";
import { type FindingCode, type Findings, weights } from "../rules/findings.ts";

interface VerdictRow {
  readonly exit: number;
  readonly sign: Sign;
  readonly word: Text;
}

const stop: Text = { nl: "STOP", en: "STOP" };
const difference: Text = { nl: "VERSCHIL", en: "DIFFERENCE" };

/** In the order of precedence: of several that apply the first is the verdict, and all are listed. KLOPT is what is left. */
export const verdicts = {
  ONLEESBAAR_BESTAND: { exit: 41, sign: "stop", word: stop },
  ANDER_BESTAND: { exit: 42, sign: "stop", word: stop },
  PAPIER_WIJKT_AF: { exit: 44, sign: "stop", word: difference },
  UITSLAG_WIJKT_AF: { exit: 45, sign: "stop", word: difference },
  OPTELLING_KLOPT_NIET: { exit: 43, sign: "stop", word: difference },
  NOG_NIET_AF: { exit: 46, sign: "wait", word: { nl: "NOG NIET AF", en: "NOT FINISHED" } },
  KLOPT: { exit: 0, sign: "good", word: { nl: "KLOPT", en: "AGREES" } },
} as const satisfies Record<string, VerdictRow>;
export type Verdict = keyof typeof verdicts;
const order = Object.keys(verdicts) as Verdict[];

const verdictOfRule: Readonly<Record<string, Verdict>> = {
  L: "ONLEESBAAR_BESTAND",
  I: "ANDER_BESTAND",
  S: "OPTELLING_KLOPT_NIET",
  Z: "UITSLAG_WIJKT_AF",
};

/** What a finding means; undefined: it decides nothing. */
export function verdictOf(code: FindingCode): Verdict | undefined {
  const weight = weights[code];
  if (weight === "remark") return undefined;
  return weight === "missing" ? "NOG_NIET_AF" : verdictOfRule[code.charAt(0)];
}

/**
 * All that apply, the one that counts first. `isEmpty`: nothing was compared of what was asked, and that is never a yes. `rules`: letters
 * of the rules that were asked for; none given: all.
 */
export function verdictsOf(
  findings: Findings,
  isEmpty: boolean,
  rules?: readonly string[],
): readonly [Verdict, ...Verdict[]] {
  const asked = findings.codes.filter((code) => rules === undefined || rules.includes(code.charAt(0)));
  const found = asked.map(verdictOf).filter((verdict) => verdict !== undefined);
  return inOrder(isEmpty ? [...found, "NOG_NIET_AF"] : found);
}

/** Each once, the one that counts first; of no fault at all KLOPT alone. */
export function inOrder(found: readonly Verdict[]): readonly [Verdict, ...Verdict[]] {
  const [first = "KLOPT", ...others] = order.filter((verdict) => verdict !== "KLOPT" && found.includes(verdict));
  return [first, ...others];
}
