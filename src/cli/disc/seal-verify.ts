// The verifier of this program on a final master, before it has its name: what it would refuse must not go to the disc plant.

import { encodeNote, encodeZegelcode, parseSeal, shown } from "../../format/index.ts";
import type { ComposedSeal } from "../../trust/compose/index.ts";
import { nodePlatform, noExpectation, openTarget, type Report, thenClose, verifyDisc } from "../../verify/index.ts";
import { CommandError, Progress } from "../../verify/program/terminal.ts";
import { sentenceOf } from "../../verify/record/report-words.ts";
import type { Language, Text } from "../../words/language.ts";

/**
 * All steps of docs/spec/verification.md on the sealed image, with its own roots for an anchor and its own code: are image, directories,
 * files and notes what the release says? Returns the verdict: ECHT, or the one that `composed` warns of. Throws CommandError with any
 * other. `isNamed`: it lies there under its name already.
 */
export async function demandGenuine(
  sealed: string,
  composed: ComposedSeal,
  language: Language,
  isNamed = false,
): Promise<string> {
  const report = await verify(sealed, composed, verifying[language]);
  const isWarnedOf =
    composed.warnings.length > 0 && report.refusals.every((refusal) => refusal === "ONVOLDOENDE_HERBOUW");
  if (report.verdict === "ECHT" || isWarnedOf) return report.verdict;
  const found = report.steps.flatMap(({ findings }) => findings).find(({ refusal }) => refusal === report.verdict);
  const why = (l: Language) => (found === undefined ? "" : ` (${sentenceOf(found, l)})`);
  const what = isNamed
    ? { nl: shown`${sealed}`, en: shown`${sealed}` }
    : { nl: "het verzegelde schijfbestand", en: "the sealed image" };
  const then = isNamed
    ? { nl: "Geef het niet aan de persing", en: "Keep it from the disc plant" }
    : { nl: "Er is niets geschreven", en: "Nothing was written" };
  throw new CommandError({
    nl: `het controleprogramma zegt ${report.verdict} van ${what.nl}${why("nl")}: verwacht ECHT. ${then.nl}: zoek uit waarom, en bouw het schijfbestand opnieuw`,
    en: `verify says ${report.verdict} of ${what.en}${why("en")}: expected ECHT. ${then.en}: find out why, and build the image again`,
  });
}

const verifying: Text = { nl: "controleren", en: "verifying" };

async function verify(sealed: string, { bytes, release, releaseSha256 }: ComposedSeal, label: string): Promise<Report> {
  const { source, close } = await openTarget(sealed);
  const progress = new Progress(label, release.imageSize);
  const input = {
    target: sealed,
    source,
    builtInRoots: [],
    roots: parseSeal(bytes).trustRoots.map(encodeNote),
    notes: [],
    expectation: { ...noExpectation, code: encodeZegelcode(releaseSha256), purpose: "by-code" as const },
    today: new Date().toISOString().slice(0, 10),
    selfTest: undefined,
    onProgress: (done: number) => progress.update(done),
  };
  return thenClose(close, () => verifyDisc(input, nodePlatform).finally(() => progress.end()));
}
