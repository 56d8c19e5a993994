// zegel register missing: whom to call, with his number.

import type { Command } from "commander";
import { readBook } from "../../distribute/book/book.ts";
import { byId, encodeTable, type Missing, missingOf, type People } from "../../distribute/register/index.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { quote } from "../../format/index.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { languageOf, oneNew } from "../command.ts";
import { type BookOptions, listPath, readJudgedList, subcommand } from "./book.ts";
import { texts } from "./texts.ts";

const columns = ["id", "naam", "telefoon", "email", "envelop", "stand", "schijven"] as const;

export function addMissing(register: Command): void {
  subcommand(register, "missing", "say who has not reported, with his telephone number")
    .addOption(oneNew("-o, --out <csv>", "write a table to call by instead"))
    .action(showMissing);
}

async function showMissing(path: string, options: BookOptions & { readonly out?: string }): Promise<void> {
  const language = languageOf(options);
  const { register } = await readBook(path);
  const list = byId(readJudgedList(register, listPath(path, options)));
  const missing = missingOf(register);
  const count = sayIn(texts.missingCount, language, { count: missing.length });
  if (options.out !== undefined) {
    writeNew(
      options.out,
      encodeTable(
        columns,
        missing.map((one) => rowOf(one, list, language)),
      ),
      0o644,
    );
    print(`${count}\n${sayIn(texts.written, language, { path: quote(options.out) })}\n`);
  } else if (missing.length === 0) print(`${texts.nobodyMissing[language]}\n`);
  else print([...missing.map((one) => lineOf(one, list, language)), count].map((line) => `${line}\n`).join(""));
  process.exitCode = 0;
}

function lineOf({ recipient, envelope, stage }: Missing, list: People, language: Language): string {
  const { id, name } = recipient;
  const phone = list.get(id)?.phone || "-";
  return sayIn(texts.missing, language, {
    id,
    name,
    phone,
    envelope: envelope?.number ?? "-",
    stage: texts.stages[stage][language],
  });
}

function rowOf({ recipient, envelope, stage, discs }: Missing, list: People, language: Language): string[] {
  const { id, name } = recipient;
  const { phone = "", email = "" } = list.get(id) ?? {};
  return [id, name, phone, email, envelope?.number ?? "", texts.stages[stage][language], discs.join(" ")];
}
