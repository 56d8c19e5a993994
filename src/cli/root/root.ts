// zegel root new, zegel root show; rotate, diff, verify and policy are files of their own. docs/spec/trust-root.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import {
  encodeHashGroups,
  type Note,
  parseTrustRoot,
  type Requirement,
  type RootKey,
  shellPath,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import { personsIn } from "../../log/index.ts";
import {
  describeEmergency,
  describeTrustRoot,
  describeWitnesses,
  judgeOwnRoot,
  type Language,
  newRoot,
  parseDissentChoice,
  parseGroupChoice,
  parseRequireChoice,
  readKeyChoice,
  unnamedRequirements,
} from "../../sign/index.ts";
import { contactWarning } from "../../trust/contact.ts";
import type { Quorum } from "../../trust/index.ts";
import { askLine, canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { noWords } from "../../words/glossary.ts";
import { fill, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, outOption, printRemark, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote, writeNote } from "../notes/note-file.ts";
import { addPolicy } from "./policy.ts";
import { addRotate, readValidity, twice, warnOfPersons } from "./rotate.ts";
import { addDiffAndVerify } from "./verify.ts";

export function addRoot(program: Command): void {
  const root = program
    .command("root")
    .description("make, change, show and verify trust roots: who may sign what, and how many of them");
  root
    .command("new")
    .description("make version 1 of a trust root, still to be signed by its officers")
    .addOption(
      many(
        "--key <role:holder:organisation:file>",
        "a key: officer, rebuilder, log or witness; its holder; organisation; STEM.pub (repeat)",
      ).makeOptionMandatory(),
    )
    .addOption(
      many("--group <name=k:members>", "a group of keys by name, of which k are needed (repeat)").makeOptionMandatory(),
    )
    .addOption(many("--require <requirement=group>", "the group for a requirement, or none (repeat)"))
    .requiredOption("--valid <from..until>", "days, YYYY-MM-DD..YYYY-MM-DD")
    .requiredOption("--purpose <purpose>", "final or demonstration")
    .requiredOption("--contact <text>", "whom municipalities call: telephone number and e-mail address")
    .option("--dissent <rule>", "reported, or blocks-at=K: so many dissenting rebuilders block a release", "reported")
    .option("--log <origin>", "origin of the transparency log")
    .addOption(outOption("-o, --out <note>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel root new --key officer:anna:Kiesraad:anna.pub --key officer:bert:Kiesraad:bert.pub \\\n" +
        "    --group officers=2:anna,bert --require root=officers --require release=officers \\\n" +
        "    --require emergency-release=officers --require recall=officers --require rebuild=none \\\n" +
        "    --require emergency-rebuild=none --require checkpoint=none --valid 2026-12-01..2029-03-31 \\\n" +
        '    --purpose final --contact "Kiesraad, 070 000 00 00, software@example.nl" -o root-1.note\n',
    )
    .action(makeRoot);
  root
    .command("show")
    .description("print a trust root in words, and who signed it")
    .argument("<note>", "a trust-root note")
    .addOption(languageOption())
    .addOption(jsonOption("print JSON: the digest and who signed"))
    .addHelpText("after", "\nExample:\n  zegel root show root-1.note\n")
    .action(showRoot);
  addRotate(root);
  addDiffAndVerify(root);
  addPolicy(root);
}

interface NewOptions {
  readonly key: readonly string[];
  readonly group: readonly string[];
  readonly require: readonly string[];
  readonly valid: string;
  readonly purpose: string;
  readonly contact: string;
  readonly dissent: string;
  readonly log?: string;
  readonly out: string;
  readonly lang?: Language;
}

const texts = {
  digest: { nl: "hashcode:    {sha256}", en: "trust root:  {sha256}" },
  written: { nl: "geschreven:  {path} (nog niet ondertekend)", en: "written:     {path} (not signed yet)" },
  next: {
    nl: "hierna:      elke functionaris: zegel sign {path} --key STEM.key",
    en: "next:        each officer: zegel sign {path} --key STEM.key",
  },
  merge: {
    nl: "             daarna: zegel merge NOTE… -o NIEUW.note",
    en: "             then: zegel merge NOTE… -o NEW.note",
  },
  whichGroup: {
    nl: "Welke groep moet ondertekenen voor {requirement}? ({groups}): ",
    en: "Which group must sign for {requirement}? ({groups}): ",
  },
  one: {
    nl: "Ondertekend: {count} geldige handtekening, {threshold} nodig, beoordeeld volgens zichzelf: {names}",
    en: "Signed by {count} of the {threshold} needed, judged by itself: {names}",
  },
  several: {
    nl: "Ondertekend: {count} geldige handtekeningen, {threshold} nodig, beoordeeld volgens zichzelf: {names}",
    en: "Signed by {count} of the {threshold} needed, judged by itself: {names}",
  },
  forged: { nl: "De handtekening van {name} klopt NIET.", en: "The signature by {name} does NOT hold." },
  enough: {
    nl: "Deze vertrouwensbasis is door genoeg functionarissen ondertekend.",
    en: "This trust root is signed by enough of its officers.",
  },
  notYet: {
    nl: "Deze vertrouwensbasis mag NOG NIET worden gebruikt.",
    en: "This trust root may NOT be used yet.",
  },
} as const satisfies Record<string, Text>;

async function makeRoot(options: NewOptions): Promise<void> {
  const language = languageOf(options);
  const { purpose } = options;
  if (purpose !== "final" && purpose !== "demonstration")
    throw new CommandError(
      {
        nl: `--purpose: verwacht final of demonstration, gevonden ${JSON.stringify(purpose)}`,
        en: `--purpose: expected final or demonstration, found ${JSON.stringify(purpose)}`,
      },
      exitUsage,
    );
  const { from: validFrom, until: validUntil } = readValidity(options.valid);
  const keys: RootKey[] = [];
  for (const typed of options.key) keys.push(await readKeyChoice(typed));
  const groups = options.group.map(parseGroupChoice);
  const note = newRoot({
    purpose,
    validFrom,
    validUntil,
    contact: options.contact,
    keys,
    groups,
    requires: await completeRequires(
      options.require,
      groups.map((group) => group.name),
      language,
    ),
    dissentBlocksAt: parseDissentChoice(options.dissent),
    logOrigin: options.log,
  });
  writeNote({ path: options.out, note });
  const warning = contactWarning(options.contact, language);
  if (warning !== undefined) printRemark("warning", warning, language);
  const root = parseTrustRoot(note.text);
  warnOfPersons(root.logOrigin === undefined ? [] : personsIn(note.text), language);
  const lines = [
    ...describeEmergency(root, language),
    ...describeWitnesses(root, language),
    sayIn(texts.digest, language, { sha256: encodeHashGroups(textDigest(note.text)) }),
    fill(texts.written[language], { path: options.out }),
    sayIn(texts.next, language, { path: shellPath(options.out) }),
    texts.merge[language],
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** What is not named is asked for on a terminal; elsewhere newRoot refuses it. Twice the same is a mistake. */
async function completeRequires(
  typed: readonly string[],
  groups: readonly string[],
  language: Language,
): Promise<Map<Requirement, string | undefined>> {
  const requires = new Map<Requirement, string | undefined>();
  for (const [requirement, group] of typed.map(parseRequireChoice)) {
    if (requires.has(requirement)) throw new CommandError(twice(requirement), exitUsage);
    requires.set(requirement, group);
  }
  if (!canAsk()) return requires;
  for (const requirement of unnamedRequirements(requires)) {
    const names = [...groups, "none"].join(", ");
    const answer = await askLine(sayIn(texts.whichGroup, language, { requirement, groups: names }));
    const [, group] = parseRequireChoice(`${requirement}=${answer}`);
    requires.set(requirement, group);
  }
  return requires;
}

interface ShowOptions {
  readonly lang?: Language;
  readonly json?: true;
}

async function showRoot(path: string, options: ShowOptions): Promise<void> {
  const { note } = await readNote(path);
  const { root, quorum } = await judgeOwnRoot(note, signatureCheck);
  printResult(
    options.json,
    () => rootInJson(note, root, quorum),
    () => rootInWords(note, root, quorum, languageOf(options)),
  );
  process.exitCode = 0;
}

function rootInJson(note: Note, { version, purpose }: TrustRoot, quorum: Quorum) {
  const { threshold, isMet, faults } = quorum;
  const signers = quorum.signers.map((key) => key.vkey.name);
  return { version, purpose, sha256: textDigest(note.text), threshold, signers, faults, isMet };
}

function rootInWords(note: Note, root: TrustRoot, quorum: Quorum, language: Language): string {
  const { signers, threshold, faults, isMet } = quorum;
  const names = signers.map((key) => `${key.vkey.name} (${key.holder})`).join(", ") || noWords.nobody[language];
  const lines = [
    ...describeTrustRoot(root, language),
    ...describeEmergency(root, language).map((line) => `  ${line}`),
    ...describeWitnesses(root, language).map((line) => `  ${line}`),
    `  SHA-256: ${encodeHashGroups(textDigest(note.text))}`,
    "",
    sayIn(signers.length === 1 ? texts.one : texts.several, language, { count: signers.length, threshold, names }),
    ...faults.map(({ name }) => sayIn(texts.forged, language, { name })),
    (isMet ? texts.enough : texts.notYet)[language],
  ];
  return `${lines.join("\n")}\n`;
}
