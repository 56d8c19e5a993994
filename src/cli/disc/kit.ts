// zegel kit: what goes onto every disc beside the payload, packed once and the same for all. docs/spec/recipe.md, "Kit"

import type { Command } from "commander";
import { describeRoots, hasRoots, type PackedKit, packKit } from "../../build-iso/index.ts";
import { encodeHashGroups, shellPath, spellOut } from "../../format/index.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, outOption, printRemark, printResult } from "../command.ts";

export function addKit(program: Command): void {
  program
    .command("kit")
    .description("pack verifiers, page and texts into the kit that every disc carries")
    .argument("<folder...>", "where the parts are: what `npm run package` made, and kit/ of the sources")
    .requiredOption("--kit-version <version>", "the kit's version; a kit that differs gets another")
    .addOption(outOption("-o, --out <tar>"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel kit dist/package kit --kit-version 1.0 -o kit-1.0.tar\n")
    .action(pack);
}

interface Options {
  readonly kitVersion: string;
  readonly out: string;
  readonly json?: true;
  readonly lang?: Language;
}

const texts = {
  rootless: {
    nl: "de controleprogramma's van deze kit hebben geen ingebouwde vertrouwensbasis: alleen goed voor een voorbeeld, build-iso neemt hem voor niets anders",
    en: "the verifiers of this kit have no trust root built in: good for demonstrations only, build-iso takes it for nothing else",
  },
  kit: { nl: "kit {version}:", en: "kit {version}:" },
  file: { nl: "{path}  ({size} bytes)", en: "{path}  ({size} bytes)" },
  builtIn: { nl: "ingebouwde vertrouwensbasis:", en: "trust root built in:" },
  note: { nl: "in de tekst van een versie: kit {version} {sha256}", en: "in release notes: kit {version} {sha256}" },
  tar: { nl: "tar:              {sha256}", en: "tar:              {sha256}" },
  written: { nl: "geschreven:       {path}", en: "written:          {path}" },
  next: { nl: "Hierna: zegel build-iso … --kit {path}", en: "Next: zegel build-iso … --kit {path}" },
  letter: {
    nl: "        zegel letter … zet de groepen van controleprogramma.exe en controlepagina.html in brief en Staatscourant",
    en: "      zegel letter … puts the groups of controleprogramma.exe and controlepagina.html into letter and Staatscourant",
  },
} as const satisfies Record<string, Text>;

async function pack(folders: readonly string[], options: Options): Promise<void> {
  const kit = await packKit(folders, options.kitVersion, options.out);
  const rootless = kit.verifiers.some((verifier) => !hasRoots(verifier));
  const language = languageOf(options);
  if (rootless) printRemark("warning", texts.rootless[language], language);
  printResult(
    options.json,
    () => inJson(kit, options.out),
    () => inWords(kit, options.out, language),
  );
  process.exitCode = 0;
}

function inJson(kit: PackedKit, out: string) {
  const verifiers = kit.verifiers.map(({ path, roots }) => ({
    path,
    roots: roots?.map(({ root, sha256 }) => ({ version: root.version, purpose: root.purpose, sha256 })) ?? null,
  }));
  return { ...kit, verifiers, written: out };
}

function inWords(kit: PackedKit, out: string, language: Language): string {
  const { version, sha256, tarSha256 } = kit;
  const lines = [
    sayIn(texts.kit, language, { version }),
    ...kit.files.flatMap((file) => [
      fill(texts.file[language], { path: file.path, size: file.size }),
      `  ${encodeHashGroups(file.sha256)}`,
    ]),
    "",
    texts.builtIn[language],
    ...kit.verifiers.map((verifier) => `  ${spellOut(verifier.path, 400)}: ${describeRoots(verifier, language)}`),
    sayIn(texts.note, language, { version, sha256 }),
    sayIn(texts.tar, language, { sha256: tarSha256 }),
    fill(texts.written[language], { path: out }),
    "",
    sayIn(texts.next, language, { path: shellPath(out) }),
    texts.letter[language],
  ];
  return `${lines.join("\n")}\n`;
}
