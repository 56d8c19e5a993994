// zegel register receipt: what municipalities report, by telephone, as a file, on paper. docs/spec/register.md, "Receipts"

import { type Command, Option } from "commander";
import { type ReceiptVerdict, receiptVerdicts } from "../../../distribute/register/index.ts";
import type { ReceiptScope } from "../../../format/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { many } from "../../command.ts";
import { type BookOptions, envelopeTyped, numberTyped, oneOf, subcommand } from "../book.ts";
import type { Call } from "./call.ts";
import { takeRecords, takeScans, takeSlips } from "./files.ts";
import { takeCall } from "./telephone.ts";
import { receiptTexts } from "./texts.ts";

export interface ReceiptOptions extends BookOptions {
  readonly envelope?: string;
  readonly disc?: string;
  readonly code?: string;
  readonly control?: string;
  readonly verdict?: ReceiptVerdict;
  readonly scope: string;
  readonly paper?: true;
  readonly bag?: string;
  readonly twice?: true;
  readonly search?: true;
  readonly by: readonly string[];
  readonly slip?: string;
  readonly record: readonly string[];
  readonly scan?: string;
  readonly csv: readonly string[];
}

export function addReceipt(register: Command): void {
  subcommand(register, "receipt", "take in what a municipality reports: by telephone, as records, or on paper")
    .option("--envelope <number>", "the envelope that is reported")
    .option("--disc <number>", "the disc of a set")
    .option("--code <code>", "the afmeldcode or stopcode as read out; without it the command asks")
    .option("--control <number>", "without a code: the control number as read out, or as on the paper")
    .addOption(new Option("--verdict <verdict>", "with --control or --paper: what it says").choices(receiptVerdicts))
    .addOption(
      new Option("--scope <number>", "with --control or --paper: 0 drive, 1 image file, 2 folder, 3 installation")
        .choices(["0", "1", "2", "3"])
        .default("0"),
    )
    .option("--paper", "a record on paper with two signatures came in")
    .option("--bag <number>", "the number of the bag as read out")
    .option("--twice", "it was read out twice: record that the bag, or with --search the letter, is another's")
    .option("--search", "where the code is not of this envelope: try all that are open, on all cores")
    .option("--slip <csv>", "write it into this table instead, for another register receipt --csv")
    .addOption(new Option("--record <json...>", "records, or folders of them").default([]))
    .option("--scan <file>", "lines of a hand scanner, from papers that came in")
    .addOption(new Option("--csv <csv...>", "tables that --slip wrote").default([]))
    .addOption(many("--by <id>", "who takes it in"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel register receipt tk2027.register --envelope 0123-K --code 02WX8-WZ915-YSDAY --bag NL0045123 --by anna\n",
    )
    .action(takeReceipt);
}

async function takeReceipt(path: string, options: ReceiptOptions): Promise<void> {
  const { code, control, paper, record, scan, csv, slip } = options;
  const isTold = control !== undefined || paper === true;
  const ways = [code !== undefined, isTold, record.length > 0, scan !== undefined, csv.length > 0];
  if (ways.filter((isGiven) => isGiven).length > 1) throw new CommandError(receiptTexts.oneWay, exitUsage);
  const isOfFiles = record.length > 0 || scan !== undefined || csv.length > 0;
  if (isOfFiles && slip !== undefined) throw new CommandError(receiptTexts.noSlip, exitUsage);
  if (isOfFiles) refuseUnheard(options);
  if (csv.length > 0) return takeSlips(path, options, csv);
  const by = oneOf(options.by);
  if (scan !== undefined) return takeScans(path, options, scan, by);
  if (record.length > 0) return takeRecords(path, { ...options, ...placeOf(options), by, paths: record });
  return takeCall(path, callOf(options, by));
}

/** What a clerk types and nothing holds against the files would be believed to be right. Throws CommandError GEBRUIK. */
function refuseUnheard({ envelope, disc, bag, verdict, twice, search, record }: ReceiptOptions): void {
  const ofCall = [bag, verdict, twice, search, ...(record.length > 0 ? [] : [envelope, disc])];
  if (ofCall.some((given) => given !== undefined)) throw new CommandError(receiptTexts.onlyCall, exitUsage);
}

/** Throws CommandError GEBRUIK. */
function placeOf({ envelope, disc }: ReceiptOptions): Pick<Call, "disc"> & { readonly envelope: string | undefined } {
  return {
    envelope: envelope === undefined ? undefined : envelopeTyped(envelope),
    disc: disc === undefined ? undefined : numberTyped(disc),
  };
}

/** Throws CommandError GEBRUIK. */
function callOf(options: ReceiptOptions, by: string): Call {
  const { code, control, verdict, bag, slip } = options;
  const { envelope, disc } = placeOf(options);
  if (envelope === undefined) throw new CommandError(receiptTexts.needsEnvelope, exitUsage);
  const isPaper = options.paper === true;
  if ((isPaper || control !== undefined) && verdict === undefined)
    throw new CommandError(receiptTexts.needsVerdict, exitUsage);
  if (verdict !== undefined && !isPaper && control === undefined)
    throw new CommandError(receiptTexts.needsControl, exitUsage);
  return {
    ...options,
    ...{ envelope, disc, code, control, verdict, bag, slip, by, isPaper },
    scope: Number(options.scope) as ReceiptScope,
    isTwice: options.twice === true,
    isSearched: options.search === true,
  };
}
