// zegel root rotate: version N + 1 from a signed version N. docs/spec/trust-root.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { encodeHashGroups, parseTrustRoot, quote, shellPath, textDigest } from "../../format/index.ts";
import { personsIn } from "../../log/index.ts";
import {
  demandOwnRoot,
  describeChanges,
  describeEmergency,
  describeWitnesses,
  diffRoots,
  type Language,
  parseDissentChoice,
  parseGroupChoice,
  parseHolderChoice,
  parseRequireChoice,
  type RotationChoice,
  readKeyChoice,
  readReplacement,
  rotateRoot,
} from "../../sign/index.ts";
import { contactWarning } from "../../trust/contact.ts";
import { judgeRootSignatures } from "../../trust/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption, printRemark } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote, writeNote } from "../notes/note-file.ts";

export function addRotate(root: Command): void {
  root
    .command("rotate")
    .description("make the next version of a trust root: what is not named stays as it is")
    .argument("<note>", "the newest trust root, signed")
    .addOption(many("--add-key <role:holder:organisation:file>", "a new key (repeat)"))
    .addOption(many("--replace-key <name=file>", "another key for the same holder, in the same groups (repeat)"))
    .addOption(many("--retire-key <name>", "take a key out; what it signed still counts (repeat)"))
    .addOption(many("--revoke-key <name-or-hex>", "take a key out; what it signed counts nowhere any more (repeat)"))
    .addOption(many("--holder <name=holder:organisation>", "other words for who holds a key (repeat)"))
    .addOption(many("--group <name=k:members>", "a new group, or in place of the one by that name (repeat)"))
    .addOption(many("--drop-group <name>", "take a group out (repeat)"))
    .addOption(many("--require <requirement=group>", "the group for a requirement, or none (repeat)"))
    .option("--valid <from..until>", "days, YYYY-MM-DD..YYYY-MM-DD")
    .option("--contact <text>", "whom municipalities call")
    .option("--dissent <rule>", "reported, or blocks-at=K")
    .option("--log <origin>", "origin of the transparency log, or none")
    .addOption(outOption("-o, --out <note>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample (bert's key was stolen, dirk takes his place):\n" +
        "  zegel root rotate root-1.note --revoke-key bert --add-key officer:Dirk:Kiesraad:dirk.pub \\\n" +
        "    --group officers=2:anna,cees,dirk -o root-2.note\n",
    )
    .action(makeNext);
}

interface RotateOptions {
  readonly addKey: readonly string[];
  readonly replaceKey: readonly string[];
  readonly retireKey: readonly string[];
  readonly revokeKey: readonly string[];
  readonly holder: readonly string[];
  readonly group: readonly string[];
  readonly dropGroup: readonly string[];
  readonly require: readonly string[];
  readonly valid?: string;
  readonly contact?: string;
  readonly dissent?: string;
  readonly log?: string;
  readonly out: string;
  readonly lang?: Language;
}

const texts = {
  persons: {
    nl: "houders van sleutels komen voor altijd in het openbare logboek, en dit lijkt op de naam van een persoon: {names}. Noem liever een functie, zoals Officier-A",
    en: "holders of keys stand in the public log for ever, and this looks like the name of a person: {names}. Name a function instead, such as Officer-A",
  },
  needed: { nl: "{threshold} van {names} (versie {version})", en: "{threshold} of {names} (version {version})" },
  and: { nl: " EN ", en: " AND " },
  digest: { nl: "hashcode:    {sha256}", en: "trust root:  {sha256}" },
  written: {
    nl: "geschreven:  {path} (versie {version}, nog niet ondertekend)",
    en: "written:     {path} (version {version}, not signed yet)",
  },
  next: { nl: "hierna:      ondertekenen moeten {needed}", en: "next:        it needs {needed}" },
  sign: {
    nl: "             ieder van hen: zegel sign {path} --key STEM.key",
    en: "             each of them: zegel sign {path} --key STEM.key",
  },
  merge: {
    nl: "             daarna: zegel merge NOTE… --root {path} -o NIEUW.note; dan zegel root verify met alle versies",
    en: "             then: zegel merge NOTE… --root {path} -o NEW.note; then zegel root verify with all versions",
  },
} as const satisfies Record<string, Text>;

/** The trust root goes into the public log, and nobody is taken out of that again. `persons`: holders that look like names of persons. */
export function warnOfPersons(persons: readonly string[], language: Language): void {
  const names = persons.map(quote).join(", ");
  if (persons.length > 0) printRemark("warning", sayIn(texts.persons, language, { names }), language);
}

/** A requirement that is named a second time. */
export const twice = (requirement: string): Text => ({
  nl: `--require: ${requirement} is twee keer gegeven`,
  en: `--require: ${requirement} is given twice`,
});

async function makeNext(path: string, options: RotateOptions): Promise<void> {
  const { note } = await readNote(path);
  const before = await demandOwnRoot(note, path, signatureCheck);
  const next = rotateRoot(note, before, await readChoice(options));
  const root = parseTrustRoot(next.text);
  writeNote({ path: options.out, note: next });
  const language = languageOf(options);
  const warning = options.contact === undefined ? undefined : contactWarning(options.contact, language);
  if (warning !== undefined) printRemark("warning", warning, language);
  const told = before.logOrigin === undefined ? [] : personsIn(note.text);
  const persons = root.logOrigin === undefined ? [] : personsIn(next.text);
  warnOfPersons(
    persons.filter((name) => !told.includes(name)),
    language,
  );
  const { quorums } = await judgeRootSignatures(next, root, before, "loose", signatureCheck);
  const needed = quorums.map(({ version, threshold, missing }) =>
    sayIn(texts.needed, language, { version, threshold, names: missing.map((key) => key.vkey.name).join(", ") }),
  );
  const lines = [
    ...describeChanges(diffRoots(before, root), language).map((line) => `  ${line}`),
    ...describeEmergency(root, language).map((line) => `  ${line}`),
    ...describeWitnesses(root, language).map((line) => `  ${line}`),
    "",
    sayIn(texts.digest, language, { sha256: encodeHashGroups(textDigest(next.text)) }),
    fill(texts.written[language], { path: options.out, version: root.version }),
    sayIn(texts.next, language, { needed: needed.join(texts.and[language]) }),
    sayIn(texts.sign, language, { path: shellPath(options.out) }),
    sayIn(texts.merge, language, { path: shellPath(path) }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

async function readChoice(options: RotateOptions): Promise<RotationChoice> {
  const requires: [ReturnType<typeof parseRequireChoice>[0], string | undefined][] = [];
  for (const [requirement, group] of options.require.map(parseRequireChoice)) {
    if (requires.some(([known]) => known === requirement)) throw new CommandError(twice(requirement), exitUsage);
    requires.push([requirement, group]);
  }
  const added = [];
  for (const typed of options.addKey) added.push(await readKeyChoice(typed, "--add-key"));
  const replaced = [];
  for (const typed of options.replaceKey) replaced.push(await readReplacement(typed));
  return {
    added,
    replaced,
    renamed: options.holder.map(parseHolderChoice),
    retired: options.retireKey,
    revoked: options.revokeKey,
    groups: options.group.map(parseGroupChoice),
    droppedGroups: options.dropGroup,
    requires: new Map(requires),
    valid: options.valid === undefined ? undefined : readValidity(options.valid),
    contact: options.contact,
    dissent: options.dissent === undefined ? undefined : { blocksAt: parseDissentChoice(options.dissent) },
    log: options.log === undefined ? undefined : { origin: options.log === "none" ? undefined : options.log },
  };
}

/** `FROM..UNTIL`. Throws CommandError. */
export function readValidity(typed: string): { from: string; until: string } {
  const [from = "", until = "", more] = typed.split("..");
  if (more !== undefined || until === "")
    throw new CommandError(
      { nl: "--valid: verwacht JJJJ-MM-DD..JJJJ-MM-DD", en: "--valid: expected YYYY-MM-DD..YYYY-MM-DD" },
      exitUsage,
    );
  return { from, until };
}
