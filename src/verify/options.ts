// The options of the verifier, read strictly: what makes no sense is GEBRUIK, never a guess.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { oneOf, type Purpose, purposes } from "../format/index.ts";
import { localeLanguage } from "./language.ts";
import type { Language } from "./messages.ts";
import { VerifyError } from "./verdict.ts";

export const help = `Usage: zegel verify TARGET [options]

Says whether TARGET (an image file, a mounted disc or a folder copied from one) is exactly what was released.
It opens TARGET for reading only and uses no network.

Options:
  --root NOTE          trust root from outside the disc (once for each version)
  --code ZEGELCODE     the code from the letter
  --election E --role R --min-sequence N
                       instead of the code: which release is expected
  --purpose P          final (default), trial or demonstration
  --note NOTE          a further rebuild, recall or trust root beside the seal (may be repeated)
  --record FILE        write the record there (.json: as JSON); never overwrites
  --json               print the report as JSON
  --lang nl|en         language (default: from the locale)
  --help               this page

Exit codes: 0 ECHT (genuine); 20 GEEN_ZEGELSCHIJF; 21 NIET_ONDERTEKEND; 22 GEWIJZIGD; 23 ONVOLLEDIG; 24 INGETROKKEN;
25 ONVOLDOENDE_HERBOUW; 26 ANDERE_UITGAVE; 27 NIET_VERGELEKEN; 28 ONLEESBAAR; 1 failed, no verdict; 2 wrong command line.

Example:
  zegel verify master.iso --root root-1.note --code 7XK2M-…
`;

export interface Options {
  readonly target: string;
  readonly roots: readonly string[];
  readonly notes: readonly string[];
  readonly code: string | undefined;
  readonly election: string | undefined;
  readonly role: string | undefined;
  readonly minSequence: number | undefined;
  readonly purpose: Purpose;
  readonly json: boolean;
  readonly record: string | undefined;
  readonly language: Language;
}

/** Throws VerifyError GEBRUIK. */
export function readOptions(args: readonly string[]): Options | "help" {
  const { values, positionals } = parse(args);
  if (values.help === true) return "help";
  const [target, more] = positionals;
  if (target === undefined || more !== undefined)
    throw new VerifyError("GEBRUIK", "expected one TARGET (an image file or a folder); see zegel verify --help");
  const minSequence = values["min-sequence"];
  if (minSequence !== undefined && !/^[1-9][0-9]{0,5}$/.test(minSequence))
    throw new VerifyError("GEBRUIK", `--min-sequence: expected a whole number, found ${minSequence}`);
  if (values.record !== undefined && existsSync(values.record))
    throw new VerifyError("GEBRUIK", `${values.record} exists; choose another name for the record`);
  return {
    target,
    roots: values.root ?? [],
    notes: values.note ?? [],
    code: values.code,
    election: values.election,
    role: values.role,
    minSequence: minSequence === undefined ? undefined : Number(minSequence),
    purpose: usage(() => oneOf(values.purpose ?? "final", purposes, "--purpose")),
    json: values.json === true,
    record: values.record,
    language: usage(() => oneOf(values.lang ?? localeLanguage(), ["nl", "en"] as const, "--lang")),
  };
}

function parse(args: readonly string[]) {
  return usage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        root: { type: "string", multiple: true },
        note: { type: "string", multiple: true },
        code: { type: "string" },
        election: { type: "string" },
        role: { type: "string" },
        "min-sequence": { type: "string" },
        purpose: { type: "string" },
        record: { type: "string" },
        json: { type: "boolean" },
        lang: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }),
  );
}

function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new VerifyError("GEBRUIK", error instanceof Error ? error.message : String(error));
  }
}
