// --stations: a sample that was drawn, for the commands that compare papers. docs/spec/paper-sample.md

import { judgeSample, populationOf } from "../../crosscheck/outcome/draw.ts";
import { verdicts, verdictsOf } from "../../crosscheck/report/verdict.ts";
import type { Judged } from "../../crosscheck/rules/judge.ts";
import { parseSample, type Sample, sampleLimit } from "../../crosscheck/seats/sample-file.ts";
import { readBytes } from "../../files/bounded.ts";
import { FormatError, quote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Text } from "../../words/language.ts";

export const stationsFlags = "--stations <sample>";
export const stationsText = "only the stations of this sample are expected: a text zegel/sample v1";

const misfits = {
  election: {
    nl: "de steekproef is van een andere verkiezing",
    en: "the sample is of another election",
  },
  files: {
    nl: "de steekproef is getrokken uit andere bestanden dan deze tellingen en stembureaulijsten. Is een telling verbeterd? Dan bewijst deze steekproef niets meer",
    en: "the sample was drawn from other files than these counts and lists of stations. Was a count corrected? Then this sample proves nothing any more",
  },
  stations: {
    nl: "dit zijn niet de stembureaus die deze dobbelstenen uit deze bestanden trekken",
    en: "these are not the stations that these dice draw from these files",
  },
} as const satisfies Record<string, Text>;

/** `--stations`. Throws CommandError on what is no sample. */
export async function readSample(path: string | undefined): Promise<Sample | undefined> {
  if (path === undefined) return undefined;
  try {
    return parseSample(await readBytes(path, sampleLimit));
  } catch (error) {
    if (error instanceof FormatError) throw new CommandError(`--stations ${quote(path)}: ${error.message}`, exitUsage);
    throw error;
  }
}

/** It must be drawn from the files that are compared. Where these cannot be read or do not belong together, the report says so. */
export function demandDrawn(sample: Sample | undefined, path: string | undefined, { findings, dossier }: Judged): void {
  const isSound = verdictsOf(findings, false, ["L", "I"])[0] === "KLOPT";
  const misfit = sample === undefined || !isSound ? undefined : judgeSample(sample, populationOf(dossier));
  if (misfit === undefined) return;
  const { nl, en } = misfits[misfit];
  const option = `--stations ${quote(path ?? "")}`;
  throw new CommandError({ nl: `${option}: ${nl}`, en: `${option}: ${en}` }, verdicts.ANDER_BESTAND.exit);
}
