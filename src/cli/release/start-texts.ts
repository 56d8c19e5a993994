// What `zegel release start` asks and says.

import type { Text } from "../../words/language.ts";

export const startTexts = {
  askVersion: {
    nl: "Versie van de software (vorige: {before}): ",
    en: "Version of the software (previous: {before}): ",
  },
  askPayload: {
    nl: "Software van schijf {disc} van {discs} (map, tar of zip): ",
    en: "Payload of disc {disc} of {discs} (folder, tar or zip): ",
  },
  again: { nl: "{reason} Typ het nog een keer.\n", en: "{reason} Type it again.\n" },
  noPayload: { nl: "Daar ligt niets: {path}.", en: "There is nothing: {path}." },
  title: { nl: "Nieuwe versie in {path}", en: "New release in {path}" },
  after: { nl: "Nieuwe versie in {path}, na {before}", en: "New release in {path}, after {before}" },
  same: { nl: "zoals vorige", en: "as before" },
  confirm: {
    nl: "Klopt dit? Typ ja om te bouwen; leeg stopt: ",
    en: "Is this right? Type yes to build; empty stops: ",
  },
  yes: { nl: "ja", en: "yes" },
  hasInputs: {
    nl: "deze map heeft al een release.json, en gaat verder met wat erin ligt: laat weg waarvan zij gemaakt zou worden",
    en: "this folder has its release.json already, and goes on with what lies in it: leave out what it would be made of",
  },
  giveYes: {
    nl: "geef --yes: er is niemand om te vragen of het klopt",
    en: "give --yes: there is nobody to ask whether it is right",
  },
  stopped: { nl: "niet bevestigd: er is niets gemaakt", en: "not confirmed: nothing was made" },
  refused: { nl: "zo kan deze versie niet worden gemaakt:", en: "this release cannot be made so:" },
  doing: { nl: "nu: ", en: "now: " },
  built: { nl: "gebouwd: schijf {disc}, zegelcode {code}", en: "built: disc {disc}, zegelcode {code}" },
  bundle: {
    nl: "voor de nabouwers: {path}, {files} bestanden, {megabytes} MB (met SHA256SUMS)",
    en: "for the rebuilders: {path}, {files} files, {megabytes} MB (with SHA256SUMS)",
  },
  fat: {
    nl: "{path} is 4 GiB of meer en past niet op een stick met FAT32: gebruik exFAT of NTFS",
    en: "{path} is 4 GiB or more and does not fit on a stick with FAT32: use exFAT or NTFS",
  },
  otherBundle: {
    nl: "{path}: is van een andere bouw: haal weg en begin opnieuw met zegel release start",
    en: "{path}: is of another build: take it away and run zegel release start again",
  },
} as const satisfies Record<string, Text>;
