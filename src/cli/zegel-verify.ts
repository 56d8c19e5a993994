#!/usr/bin/env node
// The verifier alone: nothing of the rooms that build or sign is loaded. A double-click, a file dropped on it, or `--guided`
// starts the guided program where a person can answer; everything else is a command line.

import { localeLanguage } from "../verify/language.ts";
import { runVerify } from "../verify/main.ts";
import { canAsk } from "./ask.ts";
import { runGuide } from "./guide.ts";
import { Dialog } from "./guide-dialog.ts";
import { personHere } from "./guide-person.ts";
import { exitUsage } from "./terminal.ts";

void main(process.argv.slice(2)); // no top-level await: a single executable starts from CommonJS

async function main(args: readonly string[]): Promise<void> {
  const [first, ...more] = args;
  const isDropped = first !== undefined && more.length === 0 && !first.startsWith("-");
  if (asksWhatItIs(args)) await runVerify(args.filter((arg) => arg !== "--guided"));
  else if (first === "--guided") await runGuided(more);
  else if (canAsk() && (first === undefined || isDropped)) await runGuide(new Dialog("nl", personHere()), [], first);
  else await runVerify(args);
}

/** `--help` and `--version` are answered wherever they stand, `--guided` or not: nothing is asked and nothing is checked. */
function asksWhatItIs(args: readonly string[]): boolean {
  return args.some((arg) => ["--help", "-h", "--version", "-V"].includes(arg));
}

/** `--guided [options]`. It asks itself what to keep, so options that keep something are refused, never dropped. */
async function runGuided(base: readonly string[]): Promise<void> {
  const kept = base.find((option) => /^--(extract|save-reference|record)(=|$)/.test(option));
  if (kept === undefined) return runGuide(new Dialog(localeLanguage(), personHere()), base);
  process.stderr.write(`zegel verify: GEBRUIK: --guided asks what to keep: leave out ${kept.replace(/=.*/s, "")}\n`);
  process.exitCode = exitUsage;
}
