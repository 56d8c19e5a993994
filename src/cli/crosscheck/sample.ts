// zegel crosscheck sample: which polling stations are looked at, by dice thrown in public. docs/spec/paper-sample.md

import { type Command, Option } from "commander";
import { judge } from "../../crosscheck/index.ts";
import { type Draw, drawSample, type Population, populationOf } from "../../crosscheck/outcome/draw.ts";
import { describeDraw } from "../../crosscheck/outcome/draw-words.ts";
import { boundsOf, comparedCount } from "../../crosscheck/paper/index.ts";
import { type PaperReport, reportOnPaper } from "../../crosscheck/report/paper-report.ts";
import { sayFinding } from "../../crosscheck/report/sentences.ts";
import { verdicts, verdictsOf } from "../../crosscheck/report/verdict.ts";
import { weights } from "../../crosscheck/rules/findings.ts";
import type { Judged } from "../../crosscheck/rules/judge.ts";
import { filesDigest, parseDice } from "../../crosscheck/seats/sample.ts";
import { encodeSample, riskLimit } from "../../crosscheck/seats/sample-file.ts";
import { writeNew } from "../../files/new-file.ts";
import { encodeHashGroups, FormatError, quote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { labelWords } from "../../words/glossary.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";
import { jsonOption, languageOf, languageOption, outOption, printRemark, printResult } from "../command.ts";
import { chosenOf, givenCodes, readAll } from "./inputs.ts";
import type { ReadOptions } from "./seats.ts";

interface Options extends ReadOptions {
  readonly risk: string;
  readonly dice: string;
  readonly out: string;
  readonly json?: true;
  readonly lang?: Language;
}

const texts = {
  dice: { nl: "dobbelstenen: {dice}", en: "dice:         {dice}" },
  files: { nl: "bestanden:", en: "files:" },
  aside: {
    nl: "{path}: deze invoer is niet gebruikt; bij de vergelijking van het papier staat waarom",
    en: "{path}: this entry was not used; the comparison of papers says why",
  },
  written: { nl: "geschreven:   {path}", en: "written:      {path}" },
} as const satisfies Record<string, Text>;

export function addSample(crosscheck: Command, readOptions: readonly (() => Option)[]): void {
  const command = crosscheck
    .command("sample")
    .description("draw the polling stations of a sample by dice, and say what it can prove")
    .argument(
      "<path...>",
      "the counts, lists of stations, definition, and the entries of D and H: files, folders and zips in any order",
    );
  for (const option of readOptions) command.addOption(option());
  command
    .addOption(new Option("--risk <percent>", "how likely it may miss what it is drawn to see").default("5"))
    .addOption(
      new Option(
        "--dice <digits>",
        "20 throws of a die, in public, after the files are fixed and their hash codes printed",
      ).makeOptionMandatory(),
    )
    .addOption(outOption("-o, --out <sample>", "the new file, which the comparison of papers takes as --stations"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel crosscheck sample telling/ --dice 31641526354412653126 -o steekproef.txt\n" +
        "\nExit code: 0 drawn and written, 41 unreadable file, 42 another file, 44 the paper differs already: check everything,\n" +
        "46 there is no municipal count, 1 failed, 2 wrong command line.\n",
    )
    .action(writeSample);
}

async function writeSample(paths: readonly string[], options: Options): Promise<void> {
  const language = languageOf(options);
  const [dice, risk] = [diceOf(options.dice), riskOf(options.risk)];
  const codes = givenCodes(options.hash);
  const chosen = chosenOf(options.use);
  const { inputs } = await readAll(paths, chosen);
  const judged = judge(inputs, { chosen: new Set(chosen.keys()), codes });
  demandSound(judged);
  const population = demandPopulation(judged);
  const paper = reportOnPaper(inputs, judged);
  for (const { path } of [...paper.strays, ...paper.broken])
    printRemark("warning", sayIn(texts.aside, language, { path: quote(path) }), language);
  const draw = drawSample(judged.dossier, population, { dice, risk, ...knownOf(judged, paper) });
  writeNew(options.out, encodeSample(draw.sample), 0o644);
  printResult(
    options.json,
    () => drawInJson(draw, options.out),
    () => `${showDraw(draw, options.out, language).join("\n")}\n`,
  );
  process.exitCode = 0;
}

/** Throws CommandError. */
function diceOf(typed: string): string {
  try {
    return parseDice(typed);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const [nl, en] = [
      `--dice ${quote(typed)}: verwacht 20 cijfers van 1 tot en met 6, van 20 worpen met een dobbelsteen`,
      `--dice ${quote(typed)}: expected 20 digits from 1 to 6, of 20 throws of a die`,
    ];
    throw new CommandError({ nl, en }, exitUsage);
  }
}

/** Throws CommandError. */
function riskOf(typed: string): number {
  const risk = /^[1-9][0-9]?$/.test(typed) ? Number(typed) : 0;
  if (risk >= 1 && risk <= riskLimit) return risk;
  const [nl, en] = [
    `--risk ${quote(typed)}: verwacht een heel getal van 1 tot en met ${riskLimit}, in procenten`,
    `--risk ${quote(typed)}: expected a whole number from 1 to ${riskLimit}, in percent`,
  ];
  throw new CommandError({ nl, en }, exitUsage);
}

/** Nothing is drawn from files that cannot be read or do not belong together: afterwards they would be others. */
function demandSound({ findings }: Judged): void {
  const [verdict] = verdictsOf(findings, false, ["L", "I"]);
  if (verdict === "KLOPT") return;
  const finding = findings.kept.find(({ code }) => /^[LI]/.test(code) && weights[code] === "fault");
  const why = (language: Language) => (finding === undefined ? verdict : sayFinding(finding, language, (path) => path));
  throw new CommandError(
    {
      nl: `er is niet getrokken, eerst moeten de bestanden in orde zijn: ${why("nl")}`,
      en: `nothing was drawn, the files must be in order first: ${why("en")}`,
    },
    verdicts[verdict].exit,
  );
}

function demandPopulation({ dossier }: Judged): Population {
  const population = populationOf(dossier);
  if (population === undefined)
    throw new CommandError(
      {
        nl: "er is niet getrokken: verwacht de telling van een gemeente (510b), die is er niet bij",
        en: "nothing was drawn: expected the count of a municipality (510b), found none",
      },
      verdicts.NOG_NIET_AF.exit,
    );
  const { twice } = population;
  if (twice === undefined) return population;
  throw new CommandError({
    nl: `er is niet getrokken: twee gemeenten hebben een stembureau ${quote(twice)}`,
    en: `nothing was drawn: two municipalities have a station ${quote(twice)}`,
  });
}

/** What people typed already. Throws CommandError where it differs from the count: then everything is checked, and nothing drawn. */
function knownOf(
  { findings }: Judged,
  { parts }: PaperReport,
): { readonly admitted: ReadonlyMap<string, number>; readonly areSumsGood: boolean } {
  const admitted = new Map<string, number>();
  for (const { count, form, entries, comparison } of parts) {
    const own = comparedCount(count.message);
    const differing = comparison.differences.map(({ unit }) => unit);
    for (const [unit, bound] of boundsOf(entries, form)) {
      admitted.set(unit, bound.admitted);
      const parts = (["E", "F", "G"] as const).map((field) => own.figure(unit, field));
      const papers = parts.reduce<number>((sum, figure) => sum + (figure ?? Number.NaN), 0);
      const isOther = (paper: number, figure: number | undefined) =>
        !Number.isNaN(figure ?? Number.NaN) && paper !== figure;
      if (isOther(bound.admitted, own.figure(unit, "D")) || isOther(bound.papers, papers)) differing.push(unit);
    }
    const [first] = differing;
    if (first !== undefined)
      throw new CommandError(
        {
          nl: `er is niet getrokken: van ${quote(first)} is het papier al anders dan de telling. Controleer alles, van elk stembureau het papier`,
          en: `nothing was drawn: the paper of ${quote(first)} differs from the count already. Check everything, the paper of every station`,
        },
        verdicts.PAPIER_WIJKT_AF.exit,
      );
  }
  const areSumsGood = findings.codes.every((code) => !code.startsWith("S") || weights[code] !== "fault");
  return { admitted, areSumsGood };
}

function showDraw(draw: Draw, path: string, language: Language): string[] {
  const { says, next } = describeDraw(draw, language);
  const { dice, files } = draw.sample;
  const digest = encodeHashGroups(filesDigest(files));
  return [
    ...says.flatMap((one) => [...wrapped(one), ""]),
    sayIn(texts.dice, language, { dice: dice.replace(/(.{5})(?=.)/g, "$1 ") }),
    texts.files[language],
    `  ${digest}`,
    sayIn(texts.written, language, { path: quote(path) }),
    "",
    `${labelWords.todo[language]}:`,
    ...next.flatMap((one, i) => wrapped(one, `  ${i + 1}. `)),
  ];
}

/** docs/spec/paper-sample.md, "JSON" */
function drawInJson({ sample, municipalities, margin, noMargin }: Draw, path: string): object {
  const { files, ...own } = sample;
  return {
    ...own,
    files: { digest: filesDigest(files), sha256: files },
    municipalities,
    margin: margin ?? null,
    noMargin: noMargin ?? null,
    written: path,
  };
}
