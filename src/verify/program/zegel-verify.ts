#!/usr/bin/env node
// The verifier alone: nothing of the rooms that build or sign is loaded. A double-click, a file dropped on it, or `--guided`
// starts the guided program where a person can answer; everything else is a command line.

import { canAsk } from "./ask.ts";
import { Dialog } from "./guide/dialog.ts";
import { runGuide } from "./guide/guide.ts";
import { personHere } from "./guide/person.ts";
import { localeLanguage } from "./locale.ts";
import { runVerify } from "./main.ts";
import { messageOf, sayError } from "./say-error.ts";
import { exitUsage } from "./terminal.ts";

main(process.argv.slice(2)).catch((error: unknown) => {
  // no top-level await: a single executable starts from CommonJS
  sayError(`zegel verify: FOUT: ${messageOf(error)}`);
  process.exitCode = 1;
});

async function main(args: readonly string[]): Promise<void> {
  const [first, ...more] = args;
  const areDropped = args.every((arg) => !arg.startsWith("-")); // none: a double-click
  if (asksWhatItIs(args)) await runVerify(args.filter((arg) => arg !== "--guided"));
  else if (first === "--guided") await runGuided(more);
  else if (canAsk() && areDropped) await runGuide(new Dialog("nl", personHere()), [], args);
  else await runVerify(args);
}

/** `--help` and `--version` are answered wherever they stand, `--guided` or not: nothing is asked and nothing is checked. */
function asksWhatItIs(args: readonly string[]): boolean {
  return args.some((arg) => ["--help", "-h", "--version", "-V"].includes(arg));
}

/** `--guided [options]`. What it asks itself (language, code, what to keep) is refused as an option, never dropped. */
async function runGuided(base: readonly string[]): Promise<void> {
  const asked = base.find((option) =>
    /^--(code|purpose|lang|extract|save-reference|record|receipt-key-file|ask-receipt-key)(=|$)/.test(option),
  );
  if (asked === undefined) return runGuide(new Dialog(localeLanguage(), personHere()), base);
  sayError(`zegel verify: GEBRUIK: --guided asks this itself: leave out ${asked.replace(/=.*/s, "")}`);
  process.exitCode = exitUsage;
}
