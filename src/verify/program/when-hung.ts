// What is said when a read hangs in the system. verify/node watches the reads and ends the process; the words are handed to it here.

import { fill, type Language, type Text } from "../../words/language.ts";
import { sayWhenHung } from "../node/watch.ts";
import { limits } from "../silence.ts";

/** After the path of what does not answer. */
export const hungTexts = {
  silent: {
    nl: "het station of de netwerkschijf heeft {seconds} s niet geantwoord; er is geen oordeel. Installeer niet",
    en: "the drive or share has not answered for {seconds} s; no verdict. Do not install",
  },
  silentAfter: {
    nl: "het station of de netwerkschijf heeft {seconds} s niet geantwoord; het oordeel hierboven blijft staan",
    en: "the drive or share has not answered for {seconds} s; the verdict above stands",
  },
  noRecord: {
    nl: "Er is geen verslag gemaakt: schrijf deze zin over, start opnieuw en probeer een ander station of een kopie op deze computer",
    en: "No record was written: copy this sentence by hand, start again, and try another drive or a copy on this computer",
  },
  stays: {
    nl: "Er kan een map {folder}.tmp-… achterblijven met bestanden die niet gecontroleerd zijn: verwijder die zelf",
    en: "A folder {folder}.tmp-… may stay behind with files that were not verified: remove it yourself",
  },
} as const satisfies Record<string, Text>;

export interface HungRun {
  /** Which program says it. */
  readonly program: string;
  readonly language: Language;
  /** Whether a record was asked for: there is none then, which is said. */
  readonly hasRecord?: boolean;
  /** Whether the verdict was shown already, and only what is kept of it is left to do. */
  readonly hasVerdict?: boolean;
  /** The folders that were to be made: a part of one may stay behind. */
  readonly folders?: readonly string[];
  /** Whether a window closes with the process: the words stay for a while. */
  readonly inWindow?: boolean;
}

/** Which words the watch uses from now on. */
export function whenHung(run: HungRun): void {
  const { program, language, hasRecord = false, hasVerdict = false, folders = [], inWindow = false } = run;
  const record = hasRecord ? `. ${hungTexts.noRecord[language]}` : "";
  sayWhenHung({
    before: `${program}: FOUT: `,
    after: `: ${silentText(language, hasVerdict)}${record}`,
    left: folders.map((folder) => `. ${fill(hungTexts.stays[language], { folder })}`).join(""),
    lingers: inWindow ? limits.lastWords : 0,
  });
}

/** What is said of whatever does not answer. */
export function silentText(language: Language, hasVerdict = false): string {
  return fill(hungTexts[hasVerdict ? "silentAfter" : "silent"][language], { seconds: limits.silence / 1000 });
}
