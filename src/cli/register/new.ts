// zegel register new, clerk, close.

import { type Command, Option } from "commander";
import { createBook } from "../../distribute/book/book.ts";
import { demandList, type Fact, type ListedRecipient, tableLimit } from "../../distribute/register/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { print } from "../../files/print.ts";
import { type Purpose, purposes, quote } from "../../format/index.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { languageOf, languageOption, outOption, printRemark } from "../command.ts";
import { type BookOptions, byOption, envelopeTyped, inBook, listPath, record, subcommand, twoOf } from "./book.ts";
import { texts } from "./texts.ts";

interface NewOptions {
  readonly election: string;
  readonly purpose: Purpose;
  readonly recipients: string;
  readonly first: string;
  readonly organisation: string;
  readonly by: readonly string[];
  readonly out: string;
  readonly lang?: Language;
}

export function addNew(register: Command): void {
  register
    .command("new")
    .description("begin a register, with its recipients and two clerks")
    .requiredOption("--election <id>", "as in the release notes, such as TK2027")
    .addOption(new Option("--purpose <purpose>", "as in the release notes").choices(purposes).makeOptionMandatory())
    .requiredOption("--recipients <csv>", "the list (zegel register recipients)")
    .addOption(byOption())
    .requiredOption("--organisation <name>", "of the two clerks, one word")
    .requiredOption("--first <envelope>", "the lowest envelope number; another one for each register of an election")
    .addOption(languageOption())
    .addOption(outOption("-o, --out <file>"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel register new --election TK2027 --purpose final --first 0100-F --recipients ontvangers.csv --by anna --by bert --organisation Kiesraad -o tk2027.register\n",
    )
    .action(newRegister);
  subcommand(register, "clerk", "add a clerk")
    .argument("<id>", "a short name, as --by takes it; a function, such as balie-1, may do")
    .argument("<organisation>", "one word")
    .action((path: string, id: string, organisation: string, options: BookOptions) =>
      inBook(path, options, (work) => record(work, [{ kind: "clerk", id, organisation }])),
    );
  subcommand(
    register,
    "close",
    "close the register: nothing is added any more, and what can be destroyed is said",
  ).action((path: string, options: BookOptions) =>
    inBook(
      path,
      options,
      async (work) => [
        ...(await record(work, [{ kind: "closed" }])),
        sayIn(texts.closed, work.language, { path: quote(listPath(path, options)) }),
      ],
      { isListless: true },
    ),
  );
}

async function newRegister(options: NewOptions): Promise<void> {
  const language = languageOf(options);
  const by = twoOf(options.by);
  const first = envelopeTyped(options.first);
  const bytes = await readBytes(options.recipients, tableLimit);
  const { recipients, padded } = demandList(bytes, options.recipients);
  const { election, purpose, organisation } = options;
  const facts: Fact[] = [
    { kind: "opened", election, purpose, first },
    ...by.map((id): Fact => ({ kind: "clerk", id, organisation })),
    { kind: "recipients", sha256: sha256Of(bytes), count: recipients.length, by },
    ...recipients.map(factOf),
  ];
  const chain = createBook(options.out, facts, new Date());
  for (const one of padded) printRemark("note", sayIn(texts.padded, language, one), language);
  warnPhones(recipients, language);
  const lines = [
    sayIn(texts.election, language, { election, purpose, first }),
    sayIn(texts.recipients, language, { count: recipients.length }),
    sayIn(texts.lines, language, { lines: chain.lines }),
    sayIn(texts.written, language, { path: quote(options.out) }),
    sayIn(texts.listPlace, language, { path: quote(listPath(options.out, {})) }),
    texts.nextPack[language],
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** The line of a recipient: what of him may stand in the chain for ever. */
export function factOf({ id, kind, role, name }: ListedRecipient): Fact {
  return { kind: "recipient", id, of: kind, role, name };
}

/** Whoever cannot be called back cannot be asked whether it was he who called. */
export function warnPhones(recipients: readonly ListedRecipient[], language: Language): void {
  const silent = recipients.filter(({ kind, phone }) => kind !== "spare" && phone === "");
  const [first] = silent;
  if (first !== undefined)
    printRemark("warning", sayIn(texts.noPhone, language, { count: silent.length, id: first.id }), language);
}
