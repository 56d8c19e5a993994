// A call: one line with all that was read out, or question by question while the caller waits.

import { scryptAll } from "../../../distribute/keys/scrypt.ts";
import {
  differsWords,
  findDisc,
  type Judged,
  judgeBag,
  judgeCode,
  judgeTold,
  onlyNew,
  type Slip,
  searchCode,
  swappedLetter,
} from "../../../distribute/receipts/index.ts";
import type { Difference } from "../../../distribute/register/index.ts";
import { print, printError } from "../../../files/print.ts";
import { inBoth } from "../../../format/index.ts";
import { momentOf } from "../../../format/text/chain.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../../words/language.ts";
import { exitIncomplete } from "../../end.ts";
import { typedLines } from "../typed-lines.ts";
import type { Call } from "./call.ts";
import { atDesk, type Desk, settle } from "./take.ts";
import { receiptTexts } from "./texts.ts";

/** Codes that are not of the envelope; the third ends the call. */
const wrongCodeLimit = 3;

export async function takeCall(path: string, call: Call): Promise<void> {
  let isUnfinished = false;
  await atDesk(path, call, async (desk) => {
    const found = findDisc(desk.register(), call.envelope, call.disc ?? 1);
    if ("kind" in found) throw new CommandError(found.says);
    printError(`${headWords(desk, call.envelope)}\n`);
    if (call.isPaper || call.control !== undefined) await takeTold(desk, call);
    else if (call.code !== undefined) await takeCode(desk, call, call.code);
    else isUnfinished = !(await converse(desk, call));
  });
  if (isUnfinished) process.exitCode = exitIncomplete;
}

/** On which number to call back: from the list, never from the caller. */
function headWords(desk: Desk, number: string): string {
  const envelope = desk.register().envelopes.get(number);
  const name = envelope?.recipient.name ?? "";
  return sayIn(receiptTexts.head, desk.language, {
    envelope: number,
    name,
    phone: phoneOf(desk, number, desk.language),
  });
}

function phoneOf({ register, list }: Desk, number: string, language: Language): string {
  const id = register().envelopes.get(number)?.recipient.id;
  return list().find((one) => one.id === id)?.phone || receiptTexts.noPhone[language];
}

function slipOf(call: Call, of: Slip["of"], more: Partial<Slip> = {}): Slip {
  const { envelope, disc = 1, code = "", control = "", bag = "", by } = call;
  const said = { envelope, disc, of, code, control, verdict: undefined, scope: undefined, bag, other: "", by };
  return { ...said, at: momentOf(new Date()), ...more };
}

async function takeTold(desk: Desk, call: Call): Promise<void> {
  const { envelope, disc, verdict = "ECHT", scope, control, bag, by, isPaper } = call;
  const evidence = isPaper ? "papier" : "mondeling";
  const judged = judgeTold(desk.register(), { envelope, disc, evidence, verdict, scope, control, bag, by });
  if (judged.kind === "wrong" && call.isTwice) return keepDifference(desk, call, judged);
  await settle(desk, judged, slipOf(call, evidence, { verdict, scope }));
}

async function takeCode(desk: Desk, call: Call, code: string): Promise<void> {
  const judged = await judgeOne(desk, call, code);
  if (judged.kind === "wrong" && call.isTwice) return keepDifference(desk, call, judged);
  await settle(desk, judged, codeSlip(call, code, judged));
}

function codeSlip(call: Call, code: string, judged: Judged): Slip {
  const fact = judged.kind === "good" ? judged.facts[0] : undefined;
  const disc = fact?.disc ?? call.disc ?? 1;
  // Of a set whose disc was found by its code, the bag that was read out may be another disc's: it was judged here, and not once more.
  const bag = call.disc === undefined && disc !== 1 ? "" : (call.bag ?? "");
  return slipOf({ ...call, code }, "afmeldcode", { disc, bag });
}

/** With --search, a code of no use here is looked for in all letters. */
async function judgeOne(desk: Desk, call: Call, code: string): Promise<Judged> {
  const { envelope, disc, bag, by } = call;
  const judged = await judgeCode(desk.register(), { envelope, disc, code, bag, by }, scryptAll);
  if (judged.kind !== "wrong" || judged.why !== "code" || !call.isSearched) return judged;
  const begun = performance.now();
  const { found, tried } = await searchCode(desk.register(), code, scryptAll);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  printError(`${sayIn(receiptTexts.searched, desk.language, { tried, seconds })}\n`);
  const [other] = found;
  if (other !== undefined) return swappedLetter(envelope, other);
  const says = inBoth((language) =>
    sayIn(receiptTexts.nowhere, language, { phone: phoneOf(desk, envelope, language) }),
  );
  return { kind: "wrong", why: "code", says };
}

/** Read out twice, and still another's: the status must name it. It is a failure all the same. */
async function keepDifference(desk: Desk, call: Call, wrong: Judged & { kind: "wrong" }): Promise<never> {
  const what = ({ bag: "zak", other: "brief", code: undefined, slip: undefined } as const)[wrong.why];
  if (what !== undefined) await recordDifference(desk, call, what, wrong.other);
  throw new CommandError(wrong.says);
}

async function recordDifference(desk: Desk, call: Call, what: Difference, other: string | undefined): Promise<void> {
  const { envelope, disc = 1, by } = call;
  const fact = { kind: "differs", envelope, disc, what, other, by } as const;
  const judged = onlyNew(desk.register(), [fact], differsWords(what), []);
  await settle(desk, judged, slipOf(call, what, { other: other ?? "" }));
}

/** Bag, then code. False: the input ended before anything could be recorded. */
async function converse(desk: Desk, call: Call): Promise<boolean> {
  const { language } = desk;
  const wrongBagOf = (typed: string) => {
    const envelope = desk.register().envelopes.get(call.envelope);
    return envelope && judgeBag(desk.register(), envelope, call.disc, typed);
  };
  let bag = call.bag;
  let wrongBag: string | undefined;
  const given = bag === undefined ? undefined : wrongBagOf(bag);
  if (given !== undefined) {
    sayAgain(given, language);
    wrongBag = bag;
    bag = undefined;
  }
  let wrongCodes = 0;
  const ask = () => printError((bag === undefined ? receiptTexts.askBag : receiptTexts.askCode)[language]);
  ask();
  for await (const line of typedLines()) {
    const typed = line.trim();
    if (typed === "") ask();
    else if (bag === undefined) {
      const judged = wrongBagOf(typed);
      if (judged === undefined) bag = typed;
      else if (typed === wrongBag) await keepDifference(desk, { ...call, bag: typed }, judged);
      else {
        wrongBag = typed;
        sayAgain(judged, language);
      }
      ask();
    } else {
      const judged = await judgeOne(desk, { ...call, bag }, typed);
      if (judged.kind !== "wrong") {
        await settle(desk, judged, codeSlip({ ...call, bag }, typed, judged));
        return true;
      }
      if (judged.why === "code" || judged.why === "other") wrongCodes++;
      if (wrongCodes >= wrongCodeLimit) await endCall(desk, { ...call, bag, code: typed }, judged);
      sayAgain(judged, language);
      ask();
    }
  }
  printError("\n");
  print(`${receiptTexts.ended[language]}\n`);
  return false;
}

function sayAgain({ says }: Judged & { kind: "wrong" }, language: Language): void {
  printError(`${sayIn(receiptTexts.again, language, { says: says[language] })}\n`);
}

/** Throws CommandError: the clerk hangs up. */
async function endCall(desk: Desk, call: Call, judged: Judged & { kind: "wrong" }): Promise<never> {
  const what = judged.why === "other" ? "brief" : "code";
  await recordDifference(desk, call, what, judged.other);
  if (what === "brief") throw new CommandError(judged.says);
  throw new CommandError(
    inBoth((language) => sayIn(receiptTexts.thirdCode, language, { phone: phoneOf(desk, call.envelope, language) })),
  );
}
