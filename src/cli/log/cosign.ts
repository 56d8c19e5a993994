// zegel log cosign: what witnesses answered, taken into the log's checkpoint. docs/spec/log-folder.md, "Witnesses"

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { decodeUtf8, inBoth, noteLimit, parseNote, quote, shellPath } from "../../format/index.ts";
import { areLines, type Cosigned, cosignLog, parseLines, readLog, takeCheckpoint } from "../../log/index.ts";
import { type Language, readBytes } from "../../sign/index.ts";
import { CommandError, exitFailure, exitUsage } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { readRoots } from "../notes/note-file.ts";

export function addLogCosign(log: Command): void {
  log
    .command("cosign")
    .description("take the lines that witnesses answered into the log's checkpoint: those that hold")
    .argument("<folder>", "the log, signed")
    .argument("<lines...>", "what witnesses answered; or a checkpoint that log sign wrote elsewhere (-o)")
    .addOption(many("--root <note>", "the trust root that names the witnesses: all versions (repeat)"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel log cosign log vng.lines krant.lines --root root-1.note\n")
    .action(cosign);
}

const texts = {
  needsRoot: {
    nl: "geef --root: de vertrouwensbasis die de getuigen noemt",
    en: "give --root: the trust root that names the witnesses",
  },
  added: {
    nl: "getuige:     {holder} ({organisation}), gezien {time} volgens zijn klok",
    en: "witness:     {holder} ({organisation}), seen {time} by its clock",
  },
  taken: {
    nl: "ondertekend: door het logboek zelf; staat nu in het logboek",
    en: "signed:      by the log itself; it is in the log now",
  },
  UNKNOWN: {
    nl: "weggelaten:  {name}: geen getuige van deze vertrouwensbasis",
    en: "left out:    {name}: no witness of this trust root",
  },
  REVOKED: { nl: "weggelaten:  {name}: ingetrokken sleutel", en: "left out:    {name}: a revoked key" },
  BAD: {
    nl: "weggelaten:  {name}: klopt niet bij de laatste stand van het logboek; vraag de getuige opnieuw",
    en: "left out:    {name}: does not hold over the last checkpoint; ask the witness again",
  },
  request: {
    nl: "{path} is de aanvraag die naar de getuige gaat: geef wat de getuige antwoordde (zegel witness cosign, of curl); er is niets gewijzigd",
    en: "{path} is the request that goes to the witness: give what the witness answered (zegel witness cosign, or curl); nothing was changed",
  },
  THERE: { nl: "stond er al:  {name}", en: "was there:   {name}" },
  enough: { nl: "getuigen:    {found}, nodig: {needed}", en: "witnesses:   {found}, needed: {needed}" },
  waiting: {
    nl: "getuigen:    {found}, nodig: {needed}: WACHT op de andere",
    en: "witnesses:   {found}, needed: {needed}: WAITING for the others",
  },
  next: { nl: "hierna:      {command}", en: "next:        {command}" },
} as const satisfies Record<string, Text>;

interface CosignOptions {
  readonly root: readonly string[];
  readonly lang?: Language;
}

async function cosign(folder: string, paths: readonly string[], options: CosignOptions): Promise<void> {
  const language = languageOf(options);
  if (options.root.length === 0) throw new CommandError(texts.needsRoot, exitUsage);
  const log = readLog(folder);
  const known = await readRoots(options.root);
  const lines = [];
  let isTaken = false;
  for (const path of paths) {
    const bytes = await readBytes(path, noteLimit);
    const text = decodeUtf8(bytes, path);
    if (/^old [0-9]+\n/.test(text)) throw ownRequest(path);
    if (areLines(text)) lines.push(...parseLines(text, path));
    else {
      await takeCheckpoint(log, parseNote(bytes, path), known, signatureCheck);
      isTaken = true;
    }
  }
  const cosigned = await cosignLog(log, lines, known, signatureCheck);
  const taken = isTaken ? [sayIn(texts.taken, language)] : [];
  const root = options.root.flatMap((path) => ["--root", shellPath(path)]).join(" ");
  const next = `zegel log proof ${shellPath(folder)} NOTE ${root} -o NOTE.tlog-proof`;
  print(`${[...taken, ...describe(cosigned, next, language)].join("\n")}\n`);
  const { added, left, found, needed } = cosigned;
  if (!isTaken && added.length === 0 && left.every(({ why }) => why !== "THERE")) process.exitCode = exitFailure;
  else process.exitCode = found < needed ? exitIncomplete : 0;
}

function ownRequest(path: string): CommandError {
  return new CommandError(inBoth((language) => sayIn(texts.request, language, { path: quote(path) })));
}

/** `next`: the command that comes after, once there are enough. */
function describe({ added, left, found, needed }: Cosigned, next: string, language: Language): string[] {
  const isEnough = found >= needed;
  return [
    ...added.map(({ key: { holder, organisation }, time }) =>
      sayIn(texts.added, language, {
        holder,
        organisation,
        time: `${new Date(time * 1000).toISOString().slice(0, 19)}Z`,
      }),
    ),
    ...left.map(({ name, why }) => sayIn(texts[why], language, { name: quote(name) })),
    sayIn(isEnough ? texts.enough : texts.waiting, language, { found, needed }),
    ...(isEnough ? [sayIn(texts.next, language, { command: next })] : []),
  ];
}
