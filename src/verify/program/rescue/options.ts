// The options of `zegel rescue`: inputs and the new file, and all that `verify` needs to judge that file.

import { parseArgs } from "node:util";
import { fill } from "../../../words/language.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { localeLanguage } from "../locale.ts";
import { type Options, optionKinds, readOptions, usage } from "../options.ts";
import { typedTexts } from "../typed-texts.ts";

export const rescueHelp = `Usage: zegel rescue DRIVE-OR-IMAGE… -o IMAGE [options]

Makes one good image out of several copies of one release of which none can be read as a whole.
Each input is opened for reading only. IMAGE gets its name only when verify says ECHT of it; until then what was
read lies in IMAGE.part, and what is missing in IMAGE.map. One drive is enough: with the next disc in it, give the
same command again.

Options:
  -o, --out IMAGE      the new image file (.iso); never written over another
  --root, --code, --expect-sha256, --expect-sha256-file, --product, --election, --role, --min-sequence, --disc,
  --purpose, --recall, --recall-code, --note
                       what the discs and the new image are judged by, as with zegel verify
  --record FILE        write the record of the new image there: .html, .txt or .json (may be repeated)
  --municipality TEXT, --envelope TEXT, --person NAME, --answer N=ja|nee|nvt
                       fill in that record
  --json               print one JSON object: the record, or what is missing
  --lang nl|en         language (default: from the locale)
  --help               this page

Exit codes: 0 IMAGE was made and is ECHT; 3 something is still missing: another disc is needed; 20 to 29 verify said no
to what came of it, and there is no IMAGE; 1 failed; 2 wrong command line.

Example:
  zegel rescue /dev/sr0 gemeente-b.iso --root root-1.note --code 7XK2M-… -o goed.iso
`;

export interface RescueOptions {
  readonly inputs: readonly string[];
  readonly out: string;
  /** As `verify` reads them; the target is `out`. */
  readonly verify: Options;
}

/** Of `verify`'s options those that make no sense for an image that is not there yet. */
const refused: readonly string[] = [
  ...["installed", "reference", "extract", "save-reference", "instructions", "version"],
  ...["receipt-key-file", "ask-receipt-key"],
];

/** Throws VerifyError GEBRUIK. */
export function readRescueOptions(args: readonly string[]): RescueOptions | "help" {
  const kinds = { ...optionKinds, out: { type: "string", short: "o" } } as const;
  const { values, positionals, tokens } = usage(() =>
    parseArgs({ args: [...args], allowPositionals: true, tokens: true, options: kinds }),
  );
  if (values.help === true) return "help";
  const outs = tokens.filter((token) => token.kind === "option" && token.name === "out");
  if (outs.length > 1)
    throw new VerifyError("GEBRUIK", fill(typedTexts.givenTwice[localeLanguage()], { option: "--out" }));
  const { out } = values;
  if (out === undefined || out === "" || positionals.length === 0)
    throw new VerifyError("GEBRUIK", "expected inputs and -o IMAGE; see zegel rescue --help");
  const odd = tokens.find((token) => token.kind === "option" && refused.includes(token.name));
  if (odd?.kind === "option")
    throw new VerifyError(
      "GEBRUIK",
      `${odd.rawName}: not with rescue: first make the image, then zegel verify ${odd.rawName}`,
    );
  const rest = tokens.flatMap((token) => (token.kind === "option" && token.name !== "out" ? [asTyped(token)] : []));
  const verify = readOptions([...rest, "--", out]);
  if (verify === "help" || "version" in verify) return "help";
  return { inputs: positionals, out, verify };
}

function asTyped({ name, value }: { readonly name: string; readonly value?: string | undefined }): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}
