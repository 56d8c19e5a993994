// The command line of the verifier: `zegel verify` and `zegel-verify` are both this.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { noteLimit, oneOf, type Purpose, purposes } from "../format/index.ts";
import { localeLanguage } from "./language.ts";
import { fill, type Language, labels } from "./messages.ts";
import { FileMedium } from "./node-medium.ts";
import { nodePlatform } from "./node-platform.ts";
import { FolderTree } from "./node-tree.ts";
import { renderReport } from "./render.ts";
import type { Report } from "./report.ts";
import { VerifyError } from "./verdict.ts";
import { verifyDisc } from "./verify.ts";

const help = `Usage: zegel verify TARGET [options]

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

/**
 * Runs the verifier and sets `process.exitCode`: 1 from the first statement on, and the verdict's code in one place, after
 * everything that was to be written is written.
 */
export async function runVerify(args: readonly string[]): Promise<void> {
  process.exitCode = 1;
  try {
    const options = readOptions(args);
    if (options === "help") {
      await print(help);
      process.exitCode = 0;
      return;
    }
    const report = await verifyTarget(options);
    await print(options.json ? encodeRecord(report) : renderReport(report, options.language));
    if (options.record !== undefined) writeRecord(options.record, report, options.language);
    process.exitCode = report.exitCode;
  } catch (error) {
    const isUsage = error instanceof VerifyError && error.code === "GEBRUIK";
    process.stderr.write(`zegel verify: ${isUsage ? "GEBRUIK" : "FOUT"}: ${messageOf(error)}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

/** Expected errors (ours, the system's) by their message; an unexpected one with its stack, to be reported. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? error.message : (error.stack ?? error.message);
}

interface Options {
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

function readOptions(args: readonly string[]): Options | "help" {
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

async function verifyTarget(options: Options): Promise<Report> {
  const isFolder = statTarget(options.target);
  const medium = isFolder ? undefined : await FileMedium.open(options.target);
  const progress = new ProgressLine(options.language);
  try {
    return await verifyDisc(
      {
        target: options.target,
        source:
          medium === undefined ? { kind: "tree", tree: new FolderTree(options.target) } : { kind: "image", medium },
        roots: options.roots.map(readNote),
        notes: options.notes.map(readNote),
        expectation: options,
        today: new Date().toISOString().slice(0, 10),
        onProgress: (done, total) => progress.show(done, total),
      },
      nodePlatform,
    );
  } finally {
    progress.clear();
    await medium?.close();
  }
}

function statTarget(target: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch (error) {
    throw new VerifyError("GEBRUIK", `${target}: ${error instanceof Error ? error.message : error}`);
  }
}

function readNote(path: string): Uint8Array {
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > noteLimit)
    throw new VerifyError("GEBRUIK", `${path}: expected a note of at most ${noteLimit} bytes`);
  return new Uint8Array(readFileSync(path));
}

/** Resolves when the text has left this process. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", reject);
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function encodeRecord(report: Report): string {
  return `${JSON.stringify({ format: "zegel/record v1", checkedOn: new Date().toISOString(), ...report }, null, 2)}\n`;
}

function writeRecord(path: string, report: Report, language: Language): void {
  const text = path.endsWith(".json") ? encodeRecord(report) : renderReport(report, language);
  writeFileSync(path, text, { flag: "wx" });
}

/** One line that is written over on a terminal; nothing in a pipe. */
class ProgressLine {
  readonly #language: Language;
  #shown = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  show(done: number, total: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shown < 100) return;
    this.#shown = now;
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const text = fill(labels.progress[this.#language], { done: megabytes(done), total: megabytes(total) });
    process.stderr.write(`\r\u001b[K${text}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
}
