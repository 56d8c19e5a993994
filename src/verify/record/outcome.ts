// What a person is told of a report: one sign, one word, one cause, numbered steps. Console, page and paper set out the same.
// Which verdict shows what is decided here and in the tables of outcome/; none of it changes a verdict or an exit code.

import { electionName, roleName } from "../../words/elections.ts";
import { purposeWords } from "../../words/glossary.ts";
import { fill, type Language, type Text, uncut, visible } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { type Sign, signWords } from "../../words/signs.ts";
import type { Report } from "../proof/report.ts";
import type { Refusal, Verdict } from "../proof/verdict.ts";
import type { Cause } from "./outcome/cause.ts";
import { goodOf } from "./outcome/good.ts";
import { refusalOf } from "./outcome/refused.ts";
import { outcomeWords as words } from "./outcome/words.ts";

/** In one language, ready to be set out; foreign text in it is spelt out. */
export interface Outcome {
  readonly sign: Sign;
  readonly word: string;
  /** What to do or not to do, and the cause in a few words. */
  readonly headline: string;
  /** The second line of an emergency version: only the letter can say that it was meant. */
  readonly emergency: string | undefined;
  /** The cause in a sentence or two. */
  readonly cause: string | undefined;
  /** Which software it is; undefined where not enough officers signed it. */
  readonly software: string | undefined;
  readonly checked: string;
  /** In the order in which they are to be done. */
  readonly steps: readonly string[];
  /** Sentences below the steps. */
  readonly after: readonly string[];
  /** The name of the verdict, as manuals and programs know it. */
  readonly message: string;
}

export function outcomeOf(report: Report, language: Language): Outcome {
  const [main, ...others] = causesOf(report);
  const said = main === undefined ? goodOf(report) : main.cause;
  const { date = "" } = said.values;
  const values = { ...said.values, date: momentWords(String(date), language), contact: contactOf(report, language) };
  const say = (text: Text) => fill(text[language], values);
  const also = others.map(({ cause }) => cause.short[language]).join(" ");
  return {
    sign: said.sign,
    word: signWords[said.sign][language],
    headline: main === undefined ? say(said.short) : `${headOf(report, said.sign)[language]} ${say(said.short)}`,
    emergency: report.release?.urgency === "emergency" ? words.emergency[language] : undefined,
    cause: said.cause.length === 0 ? undefined : said.cause.map(say).join(" "),
    software: softwareOf(report, language),
    checked: checkedOf(report, language),
    steps: said.steps.map(say),
    after: [...said.after.map(say), ...(also === "" ? [] : [fill(words.also[language], { also }, uncut)])],
    message: fill(words.message[language], { verdict: messageOf(report.verdict, main?.refusal) }),
  };
}

interface Told {
  readonly refusal: Refusal;
  readonly cause: Cause;
}

/**
 * What stands first is the cause that is shown: of several the first that says STOP, else the verdict's own. So a copy that is not whole
 * and was recalled as well is not called a copy to be made again.
 */
function causesOf(report: Report): readonly Told[] {
  const told = report.refusals.map((refusal): Told => ({ refusal, cause: refusalOf(refusal, report) }));
  const main = told.find(({ cause }) => cause.sign === "stop") ?? told[0];
  return main === undefined ? [] : [main, ...told.filter((one) => one !== main)];
}

function messageOf(verdict: Verdict, shown: Refusal | undefined): string {
  return shown === undefined || shown === verdict ? verdict : `${verdict}, ${shown}`;
}

/** What not to do. */
function headOf({ scope }: Report, sign: Sign): Text {
  const use = scope === "installed" ? "use" : "install";
  return words[sign === "stop" ? "doNot" : "notYet"][use];
}

/** The trust root's own line, which names a telephone and an address; nothing that stands on the medium alone. */
export function contactOf({ contact }: Report, language: Language): string {
  return contact === undefined ? words.letterNumber[language] : visible(contact);
}

/** `OSV versie 2.24.3 (nummer 12), Tweede Kamer 2027, gemeentelijk stembureau`: of a set also the disc, of a practice version that it is one. */
export function softwareOf({ release }: Pick<Report, "release">, language: Language): string | undefined {
  if (release === undefined) return undefined;
  const { product, version, sequence, election, role, disc, purpose } = release;
  const parts = [
    fill(words.version[language], { product, version, sequence }),
    electionName(election, language),
    roleName(role, language),
    ...(release.manifests.length > 1 ? [fill(words.disc[language], { disc, discs: release.manifests.length })] : []),
    ...(purpose === "final" ? [] : [words.practice[purpose][language]]),
  ];
  return parts.join(", ");
}

/** What a disc says that it is, before anybody has checked it; `release` undefined where its text cannot be read. */
export function claimedSoftware(release: Report["release"], language: Language): string {
  const software = softwareOf({ release }, language) ?? words.unknown[language];
  return release?.purpose === "final" ? `${software}, ${purposeWords.final[language]}` : software;
}

/** What was looked at, and not more: a disc of which a part cannot be read was not read as a whole. */
export function checkedOf(report: Report, language: Language): string {
  return fill(words.checked[language], { what: checkedWhat(report, language) }, uncut);
}

/** The same without a verb, for a table. */
export function checkedWhat(report: Report, language: Language): string {
  const { release, scope, refusals, steps } = report;
  const isShort = steps.some(({ findings }) => findings.some(({ code }) => code === "IMAGE_SHORT"));
  const part = refusals.includes("ONLEESBAAR") ? "readable" : isShort ? "present" : scope;
  const what = release === undefined ? "nothing" : part;
  return fill(words.scopes[what][language], { target: report.target });
}
