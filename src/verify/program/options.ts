// The options of the verifier, read strictly: what makes no sense is GEBRUIK, never a guess.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { FileError, readBytesSync } from "../../files/bounded.ts";
import { oneOf, purposes, quote, stepLimit } from "../../format/index.ts";
import type { Expectation } from "../../trust/index.ts";
import { fill, type Language, languages } from "../../words/language.ts";
import { watched } from "../node/watch.ts";
import { VerifyError } from "../proof/verdict.ts";
import { checkFilledIn } from "../record/receipt-words.ts";
import { answers, type FilledIn } from "../record/record.ts";
import { localeLanguage } from "./locale.ts";
import { isRecordName } from "./output/record-file.ts";
import { keyFileLimit, type ReceiptOptions, readReceiptOptions } from "./receipt.ts";
import { checkTypedCode, checkTypedRecallCode, checkTypedSha256, sha256OfTextFile } from "./typed.ts";
import { typedTexts } from "./typed-texts.ts";

export const help = `Usage: zegel verify TARGET [options]
       zegel verify --installed DIR --reference DISC-OR-COPY [options]

Says whether TARGET (an image file, a mounted disc or a folder copied from one) is exactly what was released.
It opens TARGET for reading only and uses no network.

Options:
  --root NOTE          trust root from outside the disc (once for each version)
  --code ZEGELCODE     the code from the letter
  --expect-sha256 GROUPS, --expect-sha256-file FILE
                       the SHA-256 of the release note's text, as published: typed, or from a text file
  --product P --election E --role R --min-sequence N
                       instead of either: which release is expected (all four: numbers count within product, election and role)
  --disc K             which disc of the set is due; needed with --min-sequence where a release has more than one
  --purpose P          final (default), trial, demonstration, or by-code: whichever the code selects
  --recall FILE        a recall list beside the seal: the note, or the text of its scanned QR code (may be repeated)
  --recall-code CODE   the intrekkingscode of a letter or a telephone call (may be repeated): never proof, see exit code 29
  --note NOTE          a further rebuild, recall, log proof or trust root beside the seal (may be repeated)
  --installed DIR      verify the installed program in DIR against what the release says of it
  --reference PATH     for --installed: the disc, its image, a copy of it or of its /ZEGEL alone
  --extract DIR        copy the disc's files into the new folder DIR while verifying; only when ECHT
  --save-reference DIR keep what --reference needs in the new folder DIR; only when ECHT
  --record FILE        write the record there: .html (to print and sign), .txt or .json; never overwrites (may be repeated)
  --instructions FILE  after GOED: write the instructions for use that the disc holds there, as a page (.html) to tick
  --municipality TEXT, --envelope TEXT, --person NAME (at most twice), --answer N=ja|nee|nvt (may be repeated)
                       fill in the record: envelope number, the two who verify, answers to the instructions for use
  --receipt-key-file FILE, --ask-receipt-key
                       with --envelope, after ECHT: make the afmeldcode with the key of the letter, which stands in a text file,
                       or is asked for at the terminal and not shown; never give the key itself as an argument
  --json               print the report as JSON
  --lang nl|en         language (default: from the locale)
  --version            print what this program is: its own SHA-256, the trust root built in, the source revision
  --help               this page

Exit codes: 0 ECHT (genuine); 20 GEEN_ZEGELSCHIJF; 21 NIET_ONDERTEKEND; 22 GEWIJZIGD; 23 ONVOLLEDIG; 24 INGETROKKEN;
25 ONVOLDOENDE_HERBOUW; 26 ANDERE_UITGAVE; 27 NIET_VERGELEKEN; 28 ONLEESBAAR;
29 INTREKKING_GEMELD (reported as recalled, unconfirmed: call before installing); 1 failed, no verdict; 2 wrong command line.

Example:
  zegel verify master.iso --root root-1.note --code 7XK2M-… --record controle.html --record controle.json
`;

/** What is expected of the release stands among them. */
export interface Options extends Expectation {
  /** With `reference`: the installed folder. */
  readonly target: string;
  readonly reference: string | undefined;
  readonly extract: string | undefined;
  readonly saveReference: string | undefined;
  readonly roots: readonly string[];
  readonly notes: readonly string[];
  readonly recalls: readonly string[];
  /** In printed form. */
  readonly recallCodes: readonly string[];
  readonly json: boolean;
  readonly records: readonly string[];
  /** Where the instructions for use are written after GOED. */
  readonly instructions: string | undefined;
  readonly filledIn: FilledIn;
  /** What an afmeldcode is made of after ECHT. */
  readonly receipt: ReceiptOptions | undefined;
  readonly language: Language;
}

/** Throws VerifyError GEBRUIK. */
export function readOptions(args: readonly string[]): Options | "help" | { readonly version: Language } {
  const { values, positionals } = parse(args);
  if (values.help === true) return "help";
  const language = usage(() => oneOf(values.lang ?? localeLanguage(), languages, "--lang"));
  if (values.version === true) return { version: language };
  const target = readTarget(values, positionals);
  return {
    target,
    reference: values.reference,
    extract: values.extract,
    saveReference: values["save-reference"],
    roots: values.root ?? [],
    notes: values.note ?? [],
    recalls: values.recall ?? [],
    recallCodes: (values["recall-code"] ?? []).map((typed) => checkTypedRecallCode(typed, language)),
    code: values.code === undefined ? undefined : checkTypedCode(values.code, language),
    releaseSha256: readSha256(values["expect-sha256"], values["expect-sha256-file"], language),
    product: values.product,
    election: values.election,
    role: values.role,
    minSequence: readNumber(values["min-sequence"], "--min-sequence"),
    disc: readNumber(values.disc, "--disc"),
    purpose: usage(() => oneOf(values.purpose ?? "final", [...purposes, "by-code"] as const, "--purpose")),
    json: values.json === true,
    records: readRecordNames(values.record ?? []),
    instructions: readInstructionsName(values.instructions),
    filledIn: usage(() => ({
      municipality: readText(values.municipality, "--municipality"),
      envelope: readText(values.envelope, "--envelope"),
      computer: undefined, // this program knows it
      persons: readPersons(values.person ?? []),
      answers: readAnswers(values.answer ?? []),
    })),
    receipt: readReceiptOptions(values, language, (path) =>
      usage(() => readSmall(path, keyFileLimit, `a text file of at most ${keyFileLimit} bytes, with an afmeldsleutel`)),
    ),
    language,
  };
}

function readNumber(typed: string | undefined, where: string): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^[1-9][0-9]{0,5}$/.test(typed))
    throw new VerifyError("GEBRUIK", `${where}: expected a whole number, found ${quote(typed)}`);
  return Number(typed);
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

function readSha256(typed: string | undefined, file: string | undefined, language: Language): string | undefined {
  if (typed !== undefined && file !== undefined)
    throw new VerifyError("GEBRUIK", "--expect-sha256 and --expect-sha256-file: give one of them");
  if (typed !== undefined) return checkTypedSha256(typed, "--expect-sha256", language);
  if (file === undefined) return undefined;
  const text = usage(() => readSmall(file, sha256FileLimit, `a text file of at most ${sha256FileLimit} bytes`));
  return sha256OfTextFile(text, file, language);
}

/** The bytes of a file that an option names. Throws VerifyError GEBRUIK when it is not what was `expected`, FileError. */
export function readSmall(path: string, limit: number, expected: string): Uint8Array {
  try {
    return watched(path, () => readBytesSync(path, limit));
  } catch (error) {
    if (error instanceof FileError && error.isUnfit) throw new VerifyError("GEBRUIK", `${path}: expected ${expected}`);
    throw error;
  }
}

/** Bytes of a file with one hash code, and what programs print around it, twice that in UTF-16. */
const sha256FileLimit = 16_384;

function readRecordNames(names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (!isRecordName(name))
      throw new VerifyError("GEBRUIK", `--record: expected a name that ends in .html, .txt or .json, found ${name}`);
    if (watched(name, () => existsSync(name)))
      throw new VerifyError("GEBRUIK", `${name} exists; choose another name for the record`);
  }
  return names;
}

function readInstructionsName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (!name.toLowerCase().endsWith(".html"))
    throw new VerifyError("GEBRUIK", `--instructions: expected a name that ends in .html, found ${name}`);
  if (watched(name, () => existsSync(name)))
    throw new VerifyError("GEBRUIK", `${name} exists; choose another name for the instructions`);
  return name;
}

/** Text that goes on paper. Throws FormatError. */
function readText(text: string | undefined, where: string): string | undefined {
  return text === undefined ? undefined : checkFilledIn(text, where);
}

function readPersons(persons: readonly string[]): readonly string[] {
  if (persons.length > 2) throw new VerifyError("GEBRUIK", "--person: expected at most two");
  return persons.map((name) => checkFilledIn(name, "--person"));
}

function readAnswers(given: readonly string[]): FilledIn["answers"] {
  const read = given.map((text) => {
    const [, number = "", word = ""] = /^([1-9][0-9]{0,2})=(.*)$/.exec(text) ?? [];
    const answer = answers.find((known) => known === word.toLowerCase());
    if (answer === undefined || Number(number) > stepLimit)
      throw new VerifyError("GEBRUIK", `--answer: expected N=ja, N=nee or N=nvt, found ${text}`);
    return { step: Number(number), answer };
  });
  read.sort((a, b) => a.step - b.step);
  const twice = read.find((answer, i) => answer.step === read[i - 1]?.step);
  if (twice !== undefined) throw new VerifyError("GEBRUIK", `--answer: step ${twice.step} is answered twice`);
  return read;
}

/** As parseArgs takes them; one with `multiple` makes a list and may be repeated. */
export const optionKinds = {
  root: { type: "string", multiple: true },
  note: { type: "string", multiple: true },
  recall: { type: "string", multiple: true },
  "recall-code": { type: "string", multiple: true },
  code: { type: "string" },
  product: { type: "string" },
  election: { type: "string" },
  role: { type: "string" },
  "min-sequence": { type: "string" },
  disc: { type: "string" },
  purpose: { type: "string" },
  installed: { type: "string" },
  reference: { type: "string" },
  extract: { type: "string" },
  "save-reference": { type: "string" },
  "expect-sha256": { type: "string" },
  "expect-sha256-file": { type: "string" },
  record: { type: "string", multiple: true },
  instructions: { type: "string" },
  municipality: { type: "string" },
  envelope: { type: "string" },
  person: { type: "string", multiple: true },
  answer: { type: "string", multiple: true },
  "receipt-key-file": { type: "string" },
  "ask-receipt-key": { type: "boolean" },
  json: { type: "boolean" },
  lang: { type: "string" },
  version: { type: "boolean", short: "V" },
  help: { type: "boolean", short: "h" },
} as const;

function parse(args: readonly string[]) {
  const { tokens, ...parsed } = usage(() =>
    parseArgs({ args: [...args], allowPositionals: true, tokens: true, options: optionKinds }),
  );
  // Of two values the last would win unseen, and a person who types two has made a mistake.
  const once = tokens.flatMap((token) => (token.kind === "option" && !isList(token.name) ? [token.name] : []));
  const twice = once.find((name, i) => once.indexOf(name) < i);
  if (twice !== undefined)
    throw new VerifyError("GEBRUIK", fill(typedTexts.givenTwice[localeLanguage()], { option: `--${twice}` }));
  return parsed;
}

function isList(name: string): boolean {
  return Object.hasOwn(optionKinds, name) && "multiple" in optionKinds[name as keyof typeof optionKinds];
}

/** What `read` makes of the command line. Throws VerifyError GEBRUIK. */
export function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new VerifyError("GEBRUIK", error instanceof Error ? error.message : String(error));
  }
}
