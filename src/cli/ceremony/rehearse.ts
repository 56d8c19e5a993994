// zegel ceremony rehearse: types every command of the script, as it stands on paper, with throw-away keys.

import { join } from "node:path";
import { print } from "../../files/print.ts";
import { shellWord } from "../../format/index.ts";
import {
  type Language,
  loadCeremony,
  prepareRehearsal,
  rehearsalPassphraseFile,
  type Script,
  type Step,
  typedCommands,
  writeScript,
} from "../../sign/index.ts";
import { bold, CommandError } from "../../verify/program/terminal.ts";
import { fill } from "../../words/language.ts";
import { languageOf } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { runSelf } from "../run-self.ts";

const texts = {
  begin: {
    nl: "OEFENING met wegwerpsleutels in {folder}. Niets hiervan geldt voor een echte telling.",
    en: "REHEARSAL with throw-away keys in {folder}. Nothing of it counts for a real count.",
  },
  step: { nl: "Stap {number} – {name}", en: "Step {number} – {name}" },
  byHand: { nl: "(op papier; in de oefening niets te typen)", en: "(on paper; nothing to type in the rehearsal)" },
  end: {
    nl: "De oefening is klaar: {count} stappen. Het verslag is {file}. Gooi de map weg als u klaar bent.",
    en: "The rehearsal is done: {count} steps. The transcript is {file}. Throw the folder away when you are done.",
  },
} as const;

/** So that commands without --lang speak the language of the script. */
const locales: Readonly<Record<Language, string>> = { nl: "nl_NL.UTF-8", en: "C.UTF-8" };

export async function rehearse(
  path: string,
  options: { readonly out: string; readonly lang?: Language },
): Promise<void> {
  const language = languageOf(options);
  const folder = options.out;
  const tell = (name: keyof typeof texts, values: Readonly<Record<string, string>>) =>
    print(`${fill(texts[name][language], values)}\n`);
  const file = await prepareRehearsal(path, folder, signatureCheck);
  const script = writeScript(await loadCeremony(join(folder, file), signatureCheck), file, language);
  tell("begin", { folder });
  for (const step of script.steps) {
    const { number, by, text } = step;
    print(`\n${bold(fill(texts.step[language], { number, name: by.name }))}\n`);
    print(`${text}\n`);
    if (step.commands.length === 0) tell("byHand", {});
    await carryOut(script, step, folder, language);
  }
  print("\n");
  tell("end", { count: String(script.steps.length), file: join(folder, script.transcript) });
  process.exitCode = 0;
}

async function carryOut(script: Script, step: Step, folder: string, language: Language): Promise<void> {
  for (const typed of typedCommands(script, step)) {
    const words = unattended(typed.slice(1));
    print(`$ zegel ${words.map(shellWord).join(" ")}\n`);
    const exitCode = await runSelf(words, folder, { LC_ALL: locales[language] });
    if (exitCode !== 0)
      throw new CommandError(
        `step ${step.number} ended with ${exitCode}: the rehearsal stops; ${folder} stays as it is`,
      );
  }
}

/** What a person types at a prompt comes from a file here; nothing else differs from the ceremony itself. */
function unattended(words: readonly string[]): readonly string[] {
  const inner = words.slice(words.lastIndexOf("zegel") + 1);
  const passphrase = ["--passphrase-file", rehearsalPassphraseFile];
  if (inner[0] === "sign") return [...words, ...passphrase, "--yes"];
  return inner[0] === "key" && inner[1] === "new" ? [...words, ...passphrase] : words;
}
