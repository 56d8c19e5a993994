// zegel register assign, replace, void, correct, returned, destroyed: what becomes of an envelope, and of a line that was wrong.

import { type Command, Option } from "commander";
import { correctionReasons, type FactOf, voidReasons } from "../../distribute/register/index.ts";
import {
  type BookOptions,
  byOption,
  envelopeTyped,
  inBook,
  numberTyped,
  oneOf,
  record,
  subcommand,
  twoOf,
} from "./book.ts";

interface By extends BookOptions {
  readonly by: readonly string[];
}

export function addChanges(register: Command): void {
  subcommand(register, "assign", "give an envelope in stock its recipient")
    .argument("<envelope>", "a packed one of a spare")
    .argument("<recipient>", "his id")
    .addOption(byOption())
    .action((path: string, typed: string, recipient: string, options: By) => {
      const envelope = envelopeTyped(typed);
      const by = twoOf(options.by);
      return inBook(path, options, (work) => record(work, [{ kind: "assigned", envelope, recipient, by }]));
    });
  subcommand(register, "replace", "let one envelope come in the place of another")
    .argument("<old>", "the one that counts no more")
    .argument("<new>", "the one in its place")
    .addOption(
      new Option(
        "--what <what>",
        "all: another disc, packed already; letter: the disc is good, a new letter is to be made",
      )
        .choices(["all", "letter"])
        .makeOptionMandatory(),
    )
    .addOption(byOption())
    .action((path: string, first: string, second: string, options: By & Pick<FactOf<"replaced">, "what">) => {
      const [old, envelope] = [envelopeTyped(first), envelopeTyped(second)];
      const { what } = options;
      const by = twoOf(options.by);
      return inBook(path, options, (work) => record(work, [{ kind: "replaced", old, envelope, what, by }]));
    });
  subcommand(register, "void", "let an envelope count no more")
    .argument("<envelope>", "its number")
    .addOption(new Option("--reason <reason>", "why").choices(voidReasons).makeOptionMandatory())
    .addOption(byOption())
    .action((path: string, typed: string, options: By & Pick<FactOf<"void">, "reason">) => {
      const envelope = envelopeTyped(typed);
      const { reason } = options;
      const by = twoOf(options.by);
      return inBook(path, options, (work) => record(work, [{ kind: "void", envelope, reason, by }]));
    });
  subcommand(register, "correct", "let a line count no more; what it used up is free again")
    .argument("<line>", "its number in the register")
    .addOption(new Option("--reason <reason>", "why").choices(correctionReasons).makeOptionMandatory())
    .addOption(byOption())
    .action((path: string, typed: string, options: By & Pick<FactOf<"corrects">, "reason">) => {
      const target = numberTyped(typed);
      const { reason } = options;
      const by = twoOf(options.by);
      return inBook(path, options, (work) => record(work, [{ kind: "corrects", target, reason, by }]), { target });
    });
  const ends = {
    returned: "record that the discs of an envelope came back",
    destroyed: "record that they were destroyed",
  };
  for (const kind of ["returned", "destroyed"] as const)
    subcommand(register, kind, ends[kind])
      .argument("<envelope>", "its number")
      .addOption(byOption())
      .action((path: string, typed: string, options: By) => {
        const envelope = envelopeTyped(typed);
        const by = oneOf(options.by);
        return inBook(path, options, (work) => record(work, [{ kind, envelope, by }]));
      });
}
