// What is told of a genuine disc or program: installing, checking what was installed, signing, reporting. Of a practice disc none of it.

import type { Text } from "../../../words/language.ts";
import { momentWords } from "../../../words/moments.ts";
import type { Report } from "../../proof/report.ts";
import type { Cause } from "./cause.ts";
import { copyNames } from "./words.ts";

const heads = {
  drive: { nl: "Deze schijf is echt. U mag installeren.", en: "This disc is genuine. You may install." },
  file: { nl: "Dit ISO-bestand is echt. U mag installeren.", en: "This ISO file is genuine. You may install." },
  folder: { nl: "Deze kopie is echt. U mag installeren.", en: "This copy is genuine. You may install." },
  installed: { nl: "Dit programma is echt. U mag het gebruiken.", en: "This program is genuine. You may use it." },
} as const satisfies Record<string, Text>;

const practiceHeads = {
  trial: {
    nl: "Dit is een echte oefenschijf. Gebruik deze niet voor de verkiezing.",
    en: "This is a genuine practice disc. Do not use it for the election.",
  },
  demonstration: {
    nl: "Dit is een echte voorbeeldschijf. Gebruik deze niet voor de verkiezing.",
    en: "This is a genuine demonstration disc. Do not use it for the election.",
  },
} as const satisfies Record<string, Text>;

const practiceProgram: Text = {
  nl: "Dit is een echt oefenprogramma. Gebruik het niet voor de verkiezing.",
  en: "This is a genuine practice program. Do not use it for the election.",
};

const steps = {
  mount: {
    nl: "Dubbelklik op het ISO-bestand. Windows toont het als schijf.",
    en: "Double-click the ISO file. Windows shows it as a disc.",
  },
  start: {
    nl: "Open daarop de map {start} en volg de aanwijzingen.",
    en: "Open the folder {start} on it and follow the instructions.",
  },
  begin: { nl: "Open de schijf en volg de aanwijzingen.", en: "Open the disc and follow the instructions." },
  startOnDisc: {
    nl: "Open op de schijf de map {start} en volg de aanwijzingen.",
    en: "Open the folder {start} on the disc and follow the instructions.",
  },
  startInFolder: {
    nl: "Open in deze kopie de map {start} en volg de aanwijzingen.",
    en: "Open the folder {start} in this copy and follow the instructions.",
  },
  manual: {
    nl: "Installeer de software. Volg de handleiding van de software.",
    en: "Install the software. Follow the software's own manual.",
  },
  installed: {
    nl: "Controleer na het installeren elke computer met keuze 3.",
    en: "After installing, verify each computer with choice 3.",
  },
  sign: {
    nl: "Zet beiden uw handtekening op het controleverslag en bewaar het.",
    en: "Both sign the record of verification, and keep it.",
  },
  report: {
    nl: "Meld de schijf af bij de Kiesraad: {contact}. Noem envelopnummer, nummer van de zak en afmeldcode. Hebt u geen afmeldcode? Noem dan het controlenummer.",
    en: "Report the disc to the Kiesraad: {contact}. Give envelope number, number of the bag and afmeldcode. Do you have no afmeldcode? Then give the control number.",
  },
  keepProof: {
    nl: "Bewaar het logboekbewijs bij de schijf, op een USB-stick. Geef het bij elke controle op: keuze 4.",
    en: "Keep the log proof with the disc, on a USB stick. Enter it at every check: choice 4.",
  },
  others: { nl: "Controleer ook de andere computers.", en: "Verify the other computers as well." },
  final: {
    nl: "Hebt u de definitieve schijf? Controleer die met de code uit de definitieve brief.",
    en: "Do you have the final disc? Verify it with the code of the final letter.",
  },
} as const satisfies Record<string, Text>;

/** Of a report without refusals. */
export function goodOf(report: Report): Cause {
  const purpose = report.release?.purpose;
  const values = { start: startOf(report), reference: referenceWords(referenceOf(report)) };
  if (purpose !== "final") {
    const short = report.scope === "installed" ? practiceProgram : practiceHeads[purpose ?? "trial"];
    return { sign: "practice", short, cause: [], values, steps: [steps.final], after: [] };
  }
  const kind = report.scope === "installed" ? "installed" : report.medium;
  return { sign: "good", short: heads[kind], cause: comparedWith(report), values, steps: stepsOf(report), after: [] };
}

function stepsOf(report: Report): readonly Text[] {
  return [...stepsOfScope(report), ...(hasGivenProof(report) ? [steps.keepProof] : [])];
}

/** It is good by a file that is not on the disc: without that file the next check waits again. */
function hasGivenProof(report: Report): boolean {
  return report.steps.some(({ findings }) => findings.some(({ code }) => code === "LOG_BESIDE"));
}

function stepsOfScope(report: Report): readonly Text[] {
  if (report.scope === "installed") return [steps.sign, steps.others];
  const checks = report.install === undefined ? [] : [steps.installed];
  return [...(report.medium === "file" ? [steps.mount] : []), openStep(report), ...checks, steps.sign, steps.report];
}

/** The place where installing begins is named and never started: what runs is for the person to decide. */
function openStep(report: Report): Text {
  if (report.install?.start === undefined) return steps.manual;
  if (startOf(report) === "") return steps.begin;
  return { drive: steps.startOnDisc, file: steps.start, folder: steps.startInFolder }[report.medium];
}

/** The folder of what is started; "" where it stands in none, or where the release names nothing to start. */
function startOf({ install }: Report): string {
  return install?.start?.split("/").slice(0, -1).join("\\") ?? "";
}

function comparedWith(report: Report): readonly Text[] {
  if (report.scope !== "installed" || referenceOf(report) === "") return [];
  return [{ nl: "Vergeleken met: {reference}.", en: "Compared with: {reference}." }];
}

/** Discs as the system names them: a drive's letter, or its device. */
const drives = /^([A-Za-z]:)[\\/]?$|^(\/dev\/[a-z0-9]+)$/;
/** A copy that the program saved, by the name that it gave it. */
const datedCopy = /^.* ([0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9]{2}\.[0-9]{2}(?: \([0-9]+\))?$/;

/** As a person knows it, where its name tells; else as it was typed. */
function referenceWords(name: string): string | Text {
  const drive = drives.exec(name)?.slice(1).find(Boolean);
  if (drive !== undefined) return { nl: `de schijf in ${drive}`, en: `the disc in ${drive}` };
  const folder =
    name
      .replace(/[\\/]+$/, "")
      .split(/[\\/]/)
      .at(-1) ?? "";
  const [, date] = (copyNames.test(folder) && datedCopy.exec(folder)) || [];
  if (date === undefined) return name;
  return { nl: `de kopie van ${momentWords(date, "nl")}`, en: `the copy of ${momentWords(date, "en")}` };
}

/** What an installed program was compared with. */
function referenceOf({ steps }: Report): string {
  const found = steps.flatMap(({ findings }) => findings).find(({ code }) => code === "REFERENCE");
  return String(found?.values.text ?? "");
}
