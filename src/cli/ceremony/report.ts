// What `zegel ceremony verify` says of a transcript, in Dutch, English or JSON.

import { encodeHashGroups } from "../../format/index.ts";
import type { Language, MinutesJudgement, Present, ProgramFacts, Transcript } from "../../sign/index.ts";
import { bold } from "../../verify/program/terminal.ts";
import { exitIncomplete } from "../end.ts";

export interface TranscriptReport {
  readonly path: string;
  readonly transcript: Transcript;
  /** Undefined: no minutes were given. */
  readonly minutes: MinutesJudgement | undefined;
}

const texts = {
  proved: { nl: "KETEN EN HANDTEKENINGEN KLOPPEN", en: "CHAIN AND SIGNATURES HOLD" },
  chainOnly: {
    nl: "ALLEEN DE KETEN KLOPT – handtekeningen zijn niet beoordeeld: geef --note en --root of --key",
    en: "ONLY THE CHAIN HOLDS – signatures were not judged: give --note, and --root or --key",
  },
  notAll: { nl: "DE KETEN KLOPT, MAAR NIET IEDEREEN ONDERTEKENDE", en: "THE CHAIN HOLDS, BUT NOT EVERYBODY SIGNED" },
  refused: {
    nl: "NIET IN ORDE – gebruik dit ceremonieverslag niet; hieronder staat waarom, en zo mogelijk in welke regel",
    en: "NOT IN ORDER – do not use this transcript; the reason, and the line where there is one, is below",
  },
  open: { nl: "NIET AFGESLOTEN – er kunnen nog regels bij", en: "NOT CLOSED – lines can still be added" },
  ceremony: { nl: "ceremonie", en: "ceremony" },
  program: { nl: "programma", en: "program" },
  manyFiles: { nl: "veel bestanden: geen hashcode zegt welke", en: "many files: no digest says which" },
  builtInRoot: { nl: "vertrouwd", en: "trust root" },
  noRoot: { nl: "geen vertrouwensbasis ingebouwd", en: "none built in" },
  revision: { nl: "broncode", en: "revision" },
  notPackaged: { nl: "niet verpakt", en: "not packaged" },
  previous: { nl: "vorig verslag", en: "previous" },
  none: { nl: "geen: dit was de eerste", en: "none: this was the first" },
  place: { nl: "plaats", en: "place" },
  span: { nl: "tijd (klok)", en: "time (clock)" },
  lines: { nl: "regels", en: "lines" },
  whole: { nl: "SHA-256", en: "SHA-256" },
  paper: { nl: "op papier", en: "on paper" },
  signed: { nl: "ondertekend", en: "signed" },
  revoked: { nl: "sleutel sindsdien ingetrokken", en: "key revoked since" },
  missing: { nl: "ONTBREEKT", en: "MISSING" },
  unknown: { nl: "SLEUTEL NIET GEGEVEN", en: "KEY NOT GIVEN" },
  failed: { nl: "mislukte opdracht (regel {line}, einde {code})", en: "command failed (line {line}, ended {code})" },
  incomplete: {
    nl: "opdracht uitgevoerd, nog niet compleet (regel {line}, einde {code})",
    en: "command done, not complete yet (line {line}, ended {code})",
  },
  interrupted: { nl: "afgebroken opdracht (regel {line})", en: "command interrupted (line {line})" },
  running: { nl: "de laatste opdracht heeft nog geen einde", en: "the last command has no end yet" },
  torn: { nl: "een afgebroken regel werd verwijderd (regel {line})", en: "a broken line was cut (line {line})" },
  clock: { nl: "de klok gaat terug (regel {line})", en: "the clock goes back (line {line})" },
  remark: { nl: "let op", en: "remark" },
} as const;

/** Stands above the reason when nothing can be reported. */
export function refusal(language: Language): string {
  return bold(texts.refused[language]);
}

export function inWords(report: TranscriptReport, language: Language): string {
  const { transcript, minutes } = report;
  const t = (name: keyof typeof texts) => texts[name][language];
  const row = (name: string, value: string) => `${`${name}:`.padEnd(15)}${value}`;
  const facts = transcript.entries.map((entry) => entry.fact);
  const lines = [bold(t(headlineOf(report))), ""];
  for (const fact of facts) {
    if (fact.kind === "opened") lines.push(row(t("ceremony"), `${fact.ceremony}, ${fact.purpose}`));
    if (fact.kind === "program") lines.push(...programRows(fact, language).map(([name, value]) => row(name, value)));
    if (fact.kind === "previous")
      lines.push(row(t("previous"), fact.sha256 === undefined ? t("none") : encodeHashGroups(fact.sha256)));
    if (fact.kind === "place") lines.push(row(t("place"), fact.text));
  }
  lines.push(row(t("span"), `${transcript.entries[0]?.at ?? ""} – ${transcript.entries.at(-1)?.at ?? ""}`));
  lines.push(row(t("lines"), String(transcript.entries.length + 1)));
  lines.push(row(t("whole"), encodeHashGroups(transcript.sha256)));
  for (const person of transcript.present) lines.push(row(person.id, `${person.name}, ${t(stateOf(person, minutes))}`));
  for (const remark of remarksOf(transcript, language)) lines.push(row(t("remark"), remark));
  return `${lines.join("\n")}\n`;
}

/** What the program said of itself when the transcript was opened. */
function programRows({ sha256, trustRoot, revision }: ProgramFacts, language: Language): [string, string][] {
  const t = (name: keyof typeof texts) => texts[name][language];
  return [
    [t("program"), sha256 === undefined ? t("manyFiles") : encodeHashGroups(sha256)],
    [t("builtInRoot"), trustRoot === undefined ? t("noRoot") : encodeHashGroups(trustRoot)],
    [t("revision"), revision ?? t("notPackaged")],
  ];
}

function headlineOf({ transcript, minutes }: TranscriptReport): keyof typeof texts {
  if (!transcript.isClosed) return "open";
  if (minutes === undefined) return "chainOnly";
  return minutes.isComplete ? "proved" : "notAll";
}

function stateOf(person: Present, minutes: MinutesJudgement | undefined): keyof typeof texts {
  if (person.key === undefined) return "paper";
  if (minutes?.signed.includes(person)) return "signed";
  if (minutes?.revoked.includes(person)) return "revoked";
  return minutes?.missing.includes(person) ? "missing" : "unknown";
}

/** What a reader should look at: nothing of it is an alteration. */
function remarksOf({ entries, isRunning }: Transcript, language: Language): string[] {
  const say = (name: keyof typeof texts, line: number, code = 0) =>
    texts[name][language].replace("{line}", String(line)).replace("{code}", String(code));
  const remarks: string[] = [];
  for (const [i, { line, at, fact }] of entries.entries()) {
    if (fact.kind === "ended" && fact.exitCode !== 0)
      remarks.push(say(fact.exitCode === exitIncomplete ? "incomplete" : "failed", line, fact.exitCode));
    if (fact.kind === "interrupted" || fact.kind === "torn") remarks.push(say(fact.kind, line));
    if (at < (entries[i - 1]?.at ?? "")) remarks.push(say("clock", line));
  }
  if (isRunning) remarks.push(texts.running[language]);
  return remarks;
}

export function inJson({ transcript, minutes }: TranscriptReport) {
  const ids = (people: readonly Present[] = []) => people.map((person) => person.id);
  const { entries, head, sha256, isClosed } = transcript;
  const judged = minutes && {
    isComplete: minutes.isComplete,
    signed: ids(minutes.signed),
    revoked: ids(minutes.revoked),
    missing: ids(minutes.missing),
    unknown: ids(minutes.unknown),
  };
  return {
    lines: entries.length + 1,
    head,
    sha256,
    isClosed,
    minutes: judged ?? null,
    remarks: remarksOf(transcript, "en"),
  };
}
