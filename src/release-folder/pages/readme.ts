// LEESMIJ.txt of the bundle for the public: for a citizen or a journalist, what each file is and the command that checks it, typed in the
// bundle. The same release is the same text. docs/spec/release-folder.md, "Bundles"

import { shellWord } from "../../format/index.ts";
import { electionName, roleName } from "../../words/elections.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import {
  builtFolder,
  labelName,
  letterName,
  type ReleaseFolder,
  readmeName,
  signedName,
  staatscourantName,
} from "../folder.ts";
import type { JudgedFolder } from "../judge.ts";
import { rootPaths, withOption } from "../paths.ts";
import { pathsOf } from "../steps/rebuilds.ts";

const texts = {
  title: {
    nl: "{product} {version}, {election}, {role}, nummer {sequence}: wat ieder kan nagaan",
    en: "{product} {version}, {election}, {role}, number {sequence}: what anybody can check",
  },
  begin: {
    nl: "Elke regel hieronder is een opdracht, te typen in deze map. zegel is het programma van deze schijven.",
    en: "Each line below is a command, to be typed in this folder. zegel is the program of these discs.",
  },
  anchor: {
    nl: "Deze map bewijst niet zelf van wie zij is: vergelijk de hashcode van de vertrouwensbasis met die op\npapier, in de Staatscourant of een brief, en niet met een van dezelfde website als deze map.",
    en: "This folder does not itself prove whose it is: compare the digest of the trust root with the one on\npaper, in the Staatscourant or a letter, and not with one from the same web site as this folder.",
  },
  whole: { nl: "Is deze map zoals zij is gemaakt? (SHA256SUMS)", en: "Is this folder as it was made? (SHA256SUMS)" },
  roots: {
    nl: "Wie mogen ondertekenen en nabouwen? (vertrouwensbasis)",
    en: "Who may sign and rebuild? (trust root)",
  },
  code: {
    nl: "Wat is vrijgegeven, en met welke zegelcode? (versie met handtekeningen)",
    en: "What was released, and with which zegelcode? (release note with signatures)",
  },
  rebuilds: {
    nl: "Wie bouwde het na, en is het gelijk? (verklaringen van nabouwers, ook dat het verschilt)",
    en: "Who built it again, and is it the same? (rebuilders' statements, those that differ too)",
  },
  log: {
    nl: "Staat de versie in het openbare logboek? (bewijs; SCHIJF en CODE zoals hieronder)",
    en: "Is the release in the public log? (proof; SCHIJF and CODE as below)",
  },
  previous: { nl: "Wat is er nieuw sinds de vorige versie?", en: "What is new since the release before?" },
  recall: { nl: "Wat is ingetrokken? (intreklijst)", en: "What was recalled? (recall list)" },
  payload: { nl: "Is de schijf na te bouwen?", en: "Can the disc be built again?" },
  disc: {
    nl: "Is een schijf deze versie? (SCHIJF: het bestand of het station; CODE: de zegelcode van hierboven)",
    en: "Is a disc this release? (SCHIJF: the file or the drive; CODE: the zegelcode from above)",
  },
  papers: { nl: "Om te lezen:", en: "To read:" },
  manifest: { nl: "alle bestanden van de schijf, met hun hashcode", en: "all files of the disc, with their digests" },
  install: { nl: "de bestanden van het geïnstalleerde programma", en: "the files of the installed program" },
  instructions: { nl: "de aanwijzingen voor wie installeert", en: "the instructions for whoever installs" },
  letter: { nl: "de brief aan de gemeenten", en: "the letter to the municipalities" },
  label: { nl: "de tekst van de etiketten", en: "the text of the labels" },
  staatscourant: { nl: "de tekst voor de Staatscourant", en: "the text for the Staatscourant" },
  description: { nl: "hoe de versie is beschreven", en: "how the release is described" },
} as const satisfies Record<string, Text>;

/** `hasPayload`: the bundle has what it takes to build the discs again. */
export function publicReadme(folder: ReleaseFolder, judged: JudgedFolder, hasPayload: boolean): string {
  const languages: readonly Language[] = ["nl", "en"];
  return `${languages.map((language) => partIn(folder, judged, hasPayload, language)).join(`\n${"=".repeat(72)}\n\n`)}`;
}

function partIn(folder: ReleaseFolder, judged: JudgedFolder, hasPayload: boolean, language: Language): string {
  const { inputs, letter, label, staatscourant } = folder;
  const say = (text: keyof typeof texts) => texts[text][language];
  const commands = commandsOf(folder, judged, hasPayload).map(
    ([text, lines]) => `${say(text)}\n${lines.map((words) => `    ${words.map(shellWord).join(" ")}\n`).join("")}`,
  );
  const discs = judged.releases.length;
  const papers: (readonly [path: string, is: keyof typeof texts, isThere?: boolean])[] = [
    ...judged.releases.map(({ disc }) => [`${builtFolder(disc, discs)}/MANIFEST`, "manifest"] as const),
    ["in/install.json", "install", inputs.hasInstall],
    ["in/aanwijzingen.md", "instructions", inputs.hasInstructions],
    [letterName, "letter", letter !== undefined],
    [labelName, "label", label !== undefined],
    [staatscourantName, "staatscourant", staatscourant !== undefined],
    ["release.json", "description"],
  ];
  const listed = papers.filter(([, , isThere]) => isThere !== false).map(([path, is]) => `  ${path}: ${say(is)}\n`);
  return [
    `${titleIn(folder, language)}\n`,
    `${say("begin")}\n`,
    `${say("anchor")}\n`,
    ...commands,
    `${say("papers")}\n${listed.join("")}`,
  ].join("\n");
}

function titleIn({ description }: ReleaseFolder, language: Language): string {
  if (description === undefined) return readmeName;
  const { product, version, election, role, sequence } = description.choice;
  const values = { election: electionName(election, language), role: roleName(role, language) };
  return fill(texts.title[language], { product, version, sequence, ...values });
}

type Asked = readonly [question: keyof typeof texts, commands: readonly (readonly string[])[]];

function commandsOf(folder: ReleaseFolder, { releases, taken }: JudgedFolder, hasPayload: boolean): Asked[] {
  const { inputs } = folder;
  const discs = releases.length;
  const roots = rootPaths(folder);
  const notes = releases.map(({ disc }) => signedName(disc, discs));
  const statements = releases.flatMap(({ disc }, i): string[][] => {
    const paths = pathsOf(taken[i] ?? []);
    const judge = ["--release", signedName(disc, discs), ...withOption("--root", roots)];
    return paths.length === 0 ? [] : [["zegel", "rebuild-note", "verify", ...paths, ...judge]];
  });
  const again = releases.map(({ disc }) => [
    ...["zegel", "reproduce", signedName(disc, discs), "--payload", `${builtFolder(disc, discs)}/payload.tar`],
    ...withOption("--kit", inputs.kits),
    ...withOption("--install", [inputs.hasInstall ? "in/install.json" : undefined]),
    ...withOption("--instructions", [inputs.hasInstructions ? "in/aanwijzingen.md" : undefined]),
  ]);
  const { previous, recall } = inputs;
  const verify = [
    "zegel",
    "verify",
    "SCHIJF",
    ...withOption("--root", roots),
    "--code",
    "CODE",
    "--purpose",
    "by-code",
  ];
  const proofs = folder.finished.flatMap(({ proof }) => proof ?? []);
  const asked: Asked[] = [
    ["whole", [["sha256sum", "-c", "SHA256SUMS"]]],
    ["roots", roots.map((path) => ["zegel", "root", "show", path])],
    ["code", notes.map((path) => ["zegel", "code", path])],
    ["rebuilds", statements],
    ["log", proofs.map(({ path }) => [...verify, "--note", path])],
    ["previous", previous === undefined ? [] : notes.map((path) => ["zegel", "compare", previous.path, path])],
    [
      "recall",
      recall === undefined ? [] : [["zegel", "recall", "show", recall.path, ...withOption("--root", roots.slice(-1))]],
    ],
    ["payload", hasPayload ? again : []],
    ["disc", [verify]],
  ];
  return asked.filter(([, commands]) => commands.length > 0);
}
