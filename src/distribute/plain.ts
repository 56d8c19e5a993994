// Texts without markup: what goes into the Staatscourant, and what stands on the disc's label. docs/spec/letter.md

import { encodeHashGroups } from "../format/index.ts";
import { electionName, roleName } from "../words/elections.ts";
import { labelWords, purposeWords, releaseWords } from "../words/glossary.ts";
import { type Language, type Text, visible } from "../words/language.ts";
import { signWords } from "../words/signs.ts";
import { said } from "./parts.ts";
import { pagePath, programPath, type ReleasedSet } from "./released-set.ts";

const plainWords = {
  title: labelWords.title,
  election: { nl: "Verkiezing: {name} ({code})", en: "Election: {name} ({code})" },
  role: { nl: "Voor: {name} ({code})", en: "For: {name} ({code})" },
  purpose: { nl: "Soort: {purpose}", en: "Kind: {purpose}" },
  emergency: { nl: "Dit is een noodversie.", en: "This is an emergency release." },
  practice: {
    nl: "Dit is een oefenschijf. Niet voor de verkiezing.",
    en: "This is a practice disc. Not for the election.",
  },
  codes: { nl: "Zegelcode: 7 groepen van 5", en: "Zegelcode: 7 groups of 5" },
  disc: { nl: "Schijf {disc} van {discs}", en: "Disc {disc} of {discs}" },
  digests: {
    nl: "Hashcode van het controleprogramma: 16 groepen van 4",
    en: "Hash code (SHA-256) of the verifier program: 16 groups of 4",
  },
  countProgram: {
    nl: "Hashcode van telcontrole.exe, om een telling na te kijken; dit staat niet op de schijf",
    en: "Hash code (SHA-256) of telcontrole.exe, to check a count; it is not on the disc",
  },
  compare: {
    nl: "Vergelijk met uw brief. Wijkt er iets af? Installeer niet en bel de Kiesraad.",
    en: "Compare with your letter. Does anything differ? Do not install, and call the Kiesraad.",
  },
  contact: { nl: "Contact: {contact}", en: "Contact: {contact}" },
  labelEmergency: { nl: "NOODVERSIE", en: "EMERGENCY" },
  final: { nl: "DEFINITIEF", en: "FINAL" },
  first: { nl: "Eerst controleren: pak uw brief.", en: "Verify first: take your letter." },
} as const satisfies Record<string, Text>;

/**
 * What anybody may compare a letter with: all codes of the set, and the digests of the programs. Lines of text. `countProgram`: SHA-256
 * of telcontrole.exe, where it is published with the release; undefined: it is not.
 */
export function renderStaatscourant(set: ReleasedSet, language: Language, countProgram?: string): string {
  const { release, discs } = set;
  const say = (text: Text, values = {}) => said(text, language, values);
  const { product, version, sequence, election, role, purpose, urgency } = release;
  const inTwoLines = (sha256: string) => {
    const groups = encodeHashGroups(sha256);
    return [`  ${groups.slice(0, 39)}`, `  ${groups.slice(40)}`];
  };
  const digest = (path: string, sha256: string) => [path.replaceAll("/", "\\"), ...inTwoLines(sha256)];
  const lines = [
    say(plainWords.title),
    "",
    say(releaseWords.version, { product, version, sequence }),
    say(plainWords.election, { name: electionName(election, language), code: election }),
    say(plainWords.role, { name: roleName(role, language), code: role }),
    say(plainWords.purpose, { purpose: purposeWords[purpose][language] }),
    ...(urgency === "emergency" ? [say(plainWords.emergency)] : []),
    ...(purpose === "final" ? [] : [say(plainWords.practice)]),
    "",
    say(plainWords.codes),
    ...discs.map(
      ({ release: { disc }, zegelcode }) => `${say(plainWords.disc, { disc, discs: discs.length })}: ${zegelcode}`,
    ),
    "",
    say(plainWords.digests),
    ...digest(programPath, set.programSha256),
    ...digest(pagePath, set.pageSha256),
    "",
    ...(countProgram === undefined ? [] : [say(plainWords.countProgram), ...inTwoLines(countProgram), ""]),
    say(plainWords.compare),
    say(plainWords.contact, { contact: visible(set.contact) }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A line a disc, and no code: a code belongs in the letter, which comes by another road. */
export function renderLabels({ discs }: ReleasedSet, language: Language): string {
  const say = (text: Text, values = {}) => said(text, language, values);
  const lines = discs.map(({ release }) => {
    const { product, version, sequence, election, role, purpose, urgency, disc } = release;
    const kind = purpose === "final" ? say(plainWords.final) : signWords.practice[language];
    return [
      say(releaseWords.version, { product, version, sequence }),
      election,
      role,
      say(releaseWords.disc, { disc, discs: discs.length }),
      kind,
      ...(urgency === "emergency" ? [say(plainWords.labelEmergency)] : []),
      say(plainWords.first),
    ].join(" · ");
  });
  return `${lines.join("\n")}\n`;
}
