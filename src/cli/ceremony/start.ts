// zegel ceremony start: opens the transcript, and says in it which program did. docs/spec/transcript.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { encodeHashGroups, inBoth, textDigest } from "../../format/index.ts";
import {
  createTranscript,
  type Fact,
  type Language,
  type LoadedCeremony,
  loadCeremony,
  type ProgramFacts,
} from "../../sign/index.ts";
import { builtIn } from "../../verify/built-in.ts";
import { readTool } from "../../verify/program/checklist.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { builtInRoots } from "../notes/evidence.ts";
import { texts } from "./texts.ts";

export function addStart(ceremony: Command): void {
  ceremony
    .command("start")
    .description("open the transcript of a ceremony, by its description")
    .argument("<description>", "the JSON file of the ceremony")
    .requiredOption("-o, --out <transcript>", "the new transcript")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel ceremony start ceremonie.json -o 2026-12-01-root.transcript\n")
    .action(start);
}

async function start(path: string, options: { readonly out: string; readonly lang?: Language }): Promise<void> {
  const loaded = await loadCeremony(path, signatureCheck);
  const program = programFacts();
  demandProgram(loaded, program);
  await createTranscript(options.out, openingFacts(loaded, program), new Date());
  const language = languageOf(options);
  const { ceremony: kind, purpose, title, previousSha256, people } = loaded;
  const groups = (sha256: string | undefined, none: Text) =>
    sha256 === undefined ? none[language] : encodeHashGroups(sha256);
  const lines = [
    fill(texts.ceremony[language], { kind, purpose, title }),
    sayIn(texts.previous, language, { sha256: groups(previousSha256, texts.first) }),
    sayIn(texts.program, language, { sha256: groups(program.sha256, texts.manyFiles) }),
    sayIn(texts.present, language, { people: people.map(({ id, name }) => `${id} (${name})`).join(", ") }),
    fill(texts.written[language], { path: options.out }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** This program, as `zegel --version` shows it. */
function programFacts(): ProgramFacts {
  const { kind, sha256 } = readTool();
  const newest = builtInRoots().at(-1);
  return {
    sha256: kind === "program" ? sha256 : undefined,
    trustRoot: newest && textDigest(newest.note.text),
    revision: builtIn.revision,
  };
}

/** Everybody compared the program with paper before this; but a wrong one that is honest is found without anybody's eyes. */
function demandProgram({ program: expected }: LoadedCeremony, { sha256 }: ProgramFacts): void {
  if (expected === undefined || expected === sha256) return;
  throw new CommandError(
    inBoth((language) => {
      const found = sha256 === undefined ? texts.manyFiles[language] : encodeHashGroups(sha256);
      return sayIn(texts.otherProgram, language, { expected: encodeHashGroups(expected), found });
    }),
  );
}

function openingFacts(loaded: LoadedCeremony, program: ProgramFacts): Fact[] {
  return [
    { kind: "opened", ceremony: loaded.ceremony, purpose: loaded.purpose },
    { kind: "plan", sha256: loaded.sha256 },
    { kind: "program", ...program },
    { kind: "previous", sha256: loaded.previousSha256 },
    { kind: "place", text: loaded.place },
    ...loaded.people.map(
      ({ id, role, key, organisation, name }) => ({ kind: "present", id, role, key, organisation, name }) as const,
    ),
  ];
}
