// What was said without a code, and what was signed on paper: believed, not judged, and kept as what it is.

import { FormatError, type ReceiptScope, readCode, tryParse } from "../../format/index.ts";
import type { ReceiptVerdict, Register } from "../register/index.ts";
import { remarksOf } from "./code.ts";
import { findDisc, type Judged, judgeBag, onlyNew, type ReceiptFact, wrong } from "./told.ts";
import { answerWords } from "./words.ts";

export interface Told {
  readonly envelope: string;
  readonly disc: number | undefined;
  readonly evidence: "mondeling" | "papier";
  readonly verdict: ReceiptVerdict;
  readonly scope: ReceiptScope;
  /** The control number as read out or written; undefined: of a paper that has none. */
  readonly control: string | undefined;
  readonly bag: string | undefined;
  readonly by: string;
}

/** Never throws. */
export function judgeTold(register: Register, told: Told): Judged {
  const found = findDisc(register, told.envelope, told.disc);
  if ("kind" in found) return found;
  const bag = told.bag === undefined ? undefined : judgeBag(register, found.envelope, told.disc, told.bag);
  if (bag !== undefined) return bag;
  const control = told.control === undefined ? undefined : tryParse(() => demandControl(told.control ?? ""));
  if (control instanceof FormatError)
    return wrong(
      "slip",
      `het controlenummer klopt niet (${control.found}): lees opnieuw`,
      `the control number is wrong (${control.found}): read it again`,
    );
  const { evidence, verdict, scope, by } = told;
  const { disc } = found.packed;
  const fact: ReceiptFact = {
    ...{ kind: "receipt", envelope: told.envelope, disc, evidence, verdict, scope },
    ...{ link: control, found: undefined, by },
  };
  const code = evidence === "mondeling" ? control : undefined;
  return onlyNew(register, [fact], answerWords({ verdict, scope, evidence, code }), remarksOf(found.envelope));
}

/** In printed form. Throws FormatError. */
function demandControl(typed: string): string {
  const { code, groups } = readCode("control", typed);
  if (code !== undefined) return code;
  const bad = groups.flatMap((isRight, i) => (isRight ? [] : [i + 1]));
  throw new FormatError("CODE", "control number", "3 groups of 5", `groep ${bad.join(", ")}`);
}
