// The options of the verifier, read strictly: what makes no sense is GEBRUIK, never a guess.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { oneOf, type Purpose, purposes } from "../format/index.ts";
import { localeLanguage } from "./language.ts";
import type { Language } from "./messages.ts";
import { VerifyError } from "./verdict.ts";

export const help = `Usage: zegel verify TARGET [options]
       zegel verify --installed DIR --reference DISC-OR-COPY [options]

Says whether TARGET (an image file, a mounted disc or a folder copied from one) is exactly what was released.
It opens TARGET for reading only and uses no network.

Options:
  --root NOTE          trust root from outside the disc (once for each version)
  --code ZEGELCODE     the code from the letter
  --election E --role R --min-sequence N
                       instead of the code: which release is expected
  --purpose P          final (default), trial or demonstration
  --note NOTE          a further rebuild, recall or trust root beside the seal (may be repeated)
  --installed DIR      verify the installed program in DIR against what the release says of it
  --reference PATH     for --installed: the disc, its image, a copy of it or of its /ZEGEL alone
  --extract DIR        copy the disc's files into the new folder DIR while verifying; only when ECHT
  --save-reference DIR keep what --reference needs in the new folder DIR; only when ECHT
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
  /** With `reference`: the installed folder. */
  readonly target: string;
  readonly reference: string | undefined;
  readonly extract: string | undefined;
  readonly saveReference: string | undefined;
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
  const target = readTarget(values, positionals);
  const minSequence = values["min-sequence"];
  if (minSequence !== undefined && !/^[1-9][0-9]{0,5}$/.test(minSequence))
    throw new VerifyError("GEBRUIK", `--min-sequence: expected a whole number, found ${minSequence}`);
  if (values.record !== undefined && existsSync(values.record))
    throw new VerifyError("GEBRUIK", `${values.record} exists; choose another name for the record`);
  return {
    target,
    reference: values.reference,
    extract: values.extract,
    saveReference: values["save-reference"],
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

/** One target, or an installed folder and its reference. */
function readTarget(values: ReturnType<typeof parse>["values"], positionals: readonly string[]): string {
  const { installed, reference, extract, "save-reference": saveReference } = values;
  const [target, more] = positionals;
  if (installed === undefined && reference === undefined) {
    if (target === undefined || more !== undefined)
      throw new VerifyError("GEBRUIK", "expected one TARGET (an image file or a folder); see zegel verify --help");
    return target;
  }
  if (installed === undefined || reference === undefined)
    throw new VerifyError("GEBRUIK", "--installed and --reference go together: give both or none");
  if (target !== undefined)
    throw new VerifyError("GEBRUIK", `--installed takes the place of TARGET: leave out ${target}`);
  if (extract !== undefined || saveReference !== undefined)
    throw new VerifyError("GEBRUIK", "--extract and --save-reference need a disc: leave out --installed");
  return installed;
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
        installed: { type: "string" },
        reference: { type: "string" },
        extract: { type: "string" },
        "save-reference": { type: "string" },
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
