// zegel register labels: sheets of labels for discs, bags and addresses. docs/spec/letter.md, "Labels"

import { type Command, Option } from "commander";
import { readBook } from "../../../distribute/book/book.ts";
import {
  addressLabels,
  bagLabels,
  discLabels,
  envelopesAsked,
  type LabelKind,
  labelKinds,
  labelSheets,
  renderLabelSheets,
} from "../../../distribute/index.ts";
import { byId, counts, type Envelope, isWhole, type Register } from "../../../distribute/register/index.ts";
import { writeNew } from "../../../files/new-file.ts";
import { print } from "../../../files/print.ts";
import { encodeUtf8, inBoth, quote } from "../../../format/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../../words/language.ts";
import { languageOf, languageOption, many, outOption, paperLanguageOption } from "../../command.ts";
import { judgeList, listPath } from "../book.ts";
import { rangeTyped } from "../stock.ts";
import { rangeOf } from "./range.ts";
import { texts } from "./texts.ts";

/** Labels of one file. */
const labelLimit = 20_000;

interface LabelsOptions {
  readonly kind: LabelKind;
  readonly sheet: string;
  readonly only: readonly string[];
  readonly copies?: string;
  readonly paperLang?: Language;
  readonly lang?: Language;
  readonly recipients?: string;
  readonly out: string;
}

export function addLabels(register: Command): void {
  register
    .command("labels")
    .description("make sheets of labels: of discs by their copies, of bags with a QR code, of addresses")
    .argument("<register>", "the register")
    .addOption(new Option("--kind <kind>", "what they are for").choices(labelKinds).makeOptionMandatory())
    .addOption(new Option("--sheet <sheet>", "how they lie on A4").choices(Object.keys(labelSheets)).default("a4-3x7"))
    .option("--copies <range>", "of discs: these alone, such as 1..420")
    .addOption(many("--only <envelope>", "of bags and addresses: these alone, 0123-K or 0123-K..0145-P (repeat)"))
    .option("--recipients <csv>", "the list of recipients (else ontvangers.csv beside the register)")
    .addOption(paperLanguageOption())
    .addOption(languageOption())
    .addOption(outOption("-o, --out <file>"))
    .addHelpText("after", "\nExample:\n  zegel register labels tk2027.register --kind bag -o zakken.html\n")
    .action(writeLabels);
}

async function writeLabels(path: string, options: LabelsOptions): Promise<void> {
  const { kind } = options;
  if (kind === "disc" ? options.only.length > 0 : options.copies !== undefined)
    throw new CommandError(texts.copiesOfDiscs, exitUsage);
  const copies = options.copies === undefined ? { from: 1, to: 999_999 } : rangeTyped(options.copies);
  const { register } = await readBook(path);
  const place = options.recipients === undefined ? {} : { recipients: options.recipients };
  const list = judgeList(register, listPath(path, place));
  const language = options.paperLang ?? "nl";
  const envelopes = envelopesFor(register, options);
  if (kind === "disc") demandFew(countCopies(register, copies));
  const labels =
    kind === "disc"
      ? discLabels(register, copies.from, copies.to, language)
      : kind === "bag"
        ? bagLabels(register, envelopes, language)
        : addressLabels(envelopes, byId(list()), language);
  if (labels.length === 0) throw new CommandError(texts.noLabels);
  demandFew(labels.length);
  const sheet = labelSheets[options.sheet] ?? { columns: 3, rows: 7, width: 63.5, height: 38.1, gap: 2.5 };
  writeNew(options.out, encodeUtf8(renderLabelSheets(labels, kind, sheet, language)), 0o644);
  const screen = languageOf(options);
  const sheets = Math.ceil(labels.length / (sheet.columns * sheet.rows));
  const lines = [
    sayIn(texts.labels, screen, { count: labels.length, sheets }),
    sayIn(texts.written1, screen, { path: quote(options.out) }),
    texts.labelNext[screen],
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** Throws CommandError. */
function demandFew(count: number): void {
  if (count > labelLimit)
    throw new CommandError(inBoth((language) => sayIn(texts.tooManyLabels, language, { count, limit: labelLimit })));
}

function countCopies({ batches }: Register, { from, to }: ReturnType<typeof rangeTyped>): number {
  return batches.reduce(
    (sum, { copies }) => sum + Math.max(0, Math.min(copies.to, to) - Math.max(copies.from, from) + 1),
    0,
  );
}

/**
 * A bag that another letter goes with keeps its number, so it gets no label by itself; what lies in stock has a bag, and no address.
 * Throws CommandError.
 */
function envelopesFor(register: Register, { kind, only }: LabelsOptions): readonly Envelope[] {
  const ranges = only.map(rangeOf);
  return envelopesAsked(register, ranges).filter((one) => {
    if (!counts(one) || !isWhole(one)) return false;
    if (kind === "address") return one.recipient.of !== "spare";
    const { ended } = one.replaces ?? {};
    return ranges.length > 0 || ended?.how !== "replaced" || ended.what === "all";
  });
}
