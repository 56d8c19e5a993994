// zegel register sent, arrived: what left, and what came. One envelope, or a table of the carrier's.

import { type Command, Option } from "commander";
import {
  cellOf,
  demandNoFaults,
  type FactOf,
  isCommitted,
  noRowFault,
  type Parcel,
  parcels,
  type Register,
  readTable,
  type TableFault,
  tableLimit,
} from "../../distribute/register/index.ts";
import { isTogether } from "../../distribute/status/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { oneOf } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { printRemark } from "../command.ts";
import { type BookOptions, envelopeTyped, inBook, recorded, subcommand, type Work } from "./book.ts";
import { envelopeIn } from "./pack.ts";
import { stageRows } from "./rows.ts";
import { texts } from "./texts.ts";

interface JourneyOptions extends BookOptions {
  readonly csv?: string;
  readonly envelope?: string;
  readonly what?: Parcel;
  readonly carrier?: string;
  readonly track?: string;
}

type Moved = FactOf<"sent"> | FactOf<"arrived">;

const columns = ["envelop", "wat", "vervoerder", "nummer"] as const;
const parcelWords: Readonly<Record<string, Parcel>> = {
  schijf: "disc",
  brief: "letter",
  disc: "disc",
  letter: "letter",
};

export function addJourney(register: Command): void {
  const about = { sent: "record what was sent: disc and letter apart", arrived: "record what arrived" } as const;
  for (const kind of ["sent", "arrived"] as const)
    subcommand(register, kind, about[kind])
      .option("--csv <csv>", `a table with the columns ${columns.join(";")}; wat is schijf or brief`)
      .option("--envelope <number>", "or one envelope")
      .addOption(new Option("--what <parcel>", "of it").choices(parcels))
      .option("--carrier <name>", "who carries it, one word")
      .option("--track <number>", "the carrier's number")
      .action((path: string, options: JourneyOptions) => inBook(path, options, (work) => move(work, kind, options)));
}

async function move(work: Work, kind: Moved["kind"], options: JourneyOptions): Promise<string[]> {
  const { book, language } = work;
  const first = book.chain.lines + 1;
  const moved = options.csv === undefined ? [{ line: 1, fact: oneMoved(kind, options) }] : [];
  const faults: TableFault[] = [];
  if (options.csv !== undefined) moved.push(...(await readMoved(kind, options.csv, faults)));
  if (options.csv === undefined) book.stage(moved[0]?.fact as Moved);
  else {
    faults.push(
      ...stageRows(
        book,
        moved.map(({ line, fact }) => ({ line, facts: [fact] })),
      ),
    );
    demandNoFaults(faults, options.csv);
  }
  await book.flush();
  const facts = moved.map(({ fact }) => fact);
  if (kind === "sent") warn(book.register, facts, language);
  return facts.map((fact, i) => recorded(first + i, fact, language));
}

/** Throws CommandError GEBRUIK. */
function oneMoved(kind: Moved["kind"], { envelope, what, carrier, track }: JourneyOptions): Moved {
  if (envelope === undefined || what === undefined || carrier === undefined)
    throw new CommandError(texts.oneOrTable, exitUsage);
  return { kind, envelope: envelopeTyped(envelope), parcel: what, carrier, track };
}

async function readMoved(
  kind: Moved["kind"],
  path: string,
  faults: TableFault[],
): Promise<{ line: number; fact: Moved }[]> {
  const table = readTable(await readBytes(path, tableLimit), columns);
  faults.push(...table.faults, ...noRowFault(table));
  return table.rows.flatMap(({ line, cells }) => {
    const envelope = cellOf(() => envelopeIn(cells.envelop), line, "envelop", faults);
    const word = cellOf(() => oneOf(cells.wat.toLowerCase(), Object.keys(parcelWords), ""), line, "wat", faults);
    const parcel = parcelWords[word ?? ""];
    if (envelope === undefined || parcel === undefined) return [];
    const track = cells.nummer === "" ? undefined : cells.nummer.toUpperCase();
    return [{ line, fact: { kind, envelope, parcel, carrier: cells.vervoerder, track } }];
  });
}

/** Said, never refused: on the last evening the post does not wait. */
function warn({ envelopes, ...rest }: Register, facts: readonly Moved[], language: Language): void {
  const register = { envelopes, ...rest };
  const sent = [...new Set(facts.map(({ envelope }) => envelopes.get(envelope)))].filter((one) => one !== undefined);
  const bare = sent.filter((one) => !isCommitted(register, one));
  const together = sent.filter(isTogether);
  for (const [text, found] of [
    [texts.uncommitted, bare],
    [texts.together, together],
  ] as const)
    if (found[0] !== undefined)
      printRemark("warning", sayIn(text, language, { count: found.length, envelope: found[0].number }), language);
}
