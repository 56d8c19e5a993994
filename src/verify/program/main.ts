// The command line of the verifier: `zegel verify` and `zegel-verify` are both this.

import { statSync } from "node:fs";
import { encodeUtf8, noteLimit, resavedAs } from "../../format/index.ts";
import { type Language, visible } from "../../words/language.ts";
import { builtIn } from "../built-in.ts";
import { endHung, thenClose } from "../node/hung.ts";
import { nodePlatform } from "../node/platform.ts";
import { openReference } from "../node/reference.ts";
import { prepareThreads } from "../node/ring.ts";
import { type OpenTarget, openTarget } from "../node/target.ts";
import { FolderTree } from "../node/tree.ts";
import { hungSentence, watched } from "../node/watch.ts";
import { driveRoot } from "../node/windows-drive.ts";
import type { DiscSink, Pass } from "../proof/ports.ts";
import type { Finding, Report, Step } from "../proof/report.ts";
import { VerifyError } from "../proof/verdict.ts";
import type { Source } from "../proof/verify.ts";
import { encodeRecord, makeRecord, type VerificationRecord } from "../record/record.ts";
import { renderRecord } from "../record/text.ts";
import { selfTest } from "../self-test.ts";
import { SilentMedium } from "../silence.ts";
import { verifyDisc } from "../verify-disc.ts";
import { machineAt, programFile, readMachine, readTool, runsFromDisc } from "./checklist.ts";
import { localeLanguage } from "./locale.ts";
import { help, type Options, readOptions, readSmall } from "./options.ts";
import { NewFolders, refuseInside } from "./output/folders.ts";
import { tryRecords, writeInstructions, writeRecords } from "./output/record-file.ts";
import { ProgressLine, type Ways } from "./progress.ts";
import { reportWith } from "./receipt.ts";
import { errorWords, sayError } from "./say-error.ts";
import { readRecallFile } from "./typed.ts";
import { typedTexts } from "./typed-texts.ts";
import { describeVersion } from "./version.ts";
import { whenHung } from "./when-hung.ts";

/**
 * Runs the verifier and sets `process.exitCode`: 1 from the first statement on, and the verdict's code in one place, after
 * everything that was to be written is written. `name`: what the program is called, for `--version`.
 */
export async function runVerify(args: readonly string[], name?: string): Promise<void> {
  process.exitCode = 1;
  const folders = new NewFolders();
  let silent = "";
  let [target, spoken]: [string | undefined, Language] = [undefined, localeLanguage()]; // until the options say more
  whenHung({ program: "zegel verify", language: spoken });
  try {
    const options = readOptions(args);
    if (options === "help") {
      await print(help);
      process.exitCode = 0;
      return;
    }
    if ("version" in options) {
      await print(await describeVersion(readTool(), nodePlatform.check, options.version, builtIn, name));
      process.exitCode = 0;
      return;
    }
    const { language, records } = options;
    [target, spoken] = [options.target, language];
    whenHung({ program: "zegel verify", language, hasRecord: records.length > 0, folders: foldersOf(options) });
    watched(options.target, () => refuseInside(options.target, outputsOf(options)));
    tryRecords(papersOf(options), foldersOf(options));
    silent = options.reference ?? options.target; // of an installation only the reference can be a medium
    folders.make(options);
    const record = await reportWith(checkTarget(options, folders.sink), options.receipt, language);
    await print(options.json ? encodeRecord(record) : renderRecord(record, options.language));
    writeRecords(options.records, record, options.language);
    if (options.instructions !== undefined) writeInstructions(options.instructions, record, options.language);
    if (record.verdict === "ECHT") folders.keep();
    process.exitCode = record.exitCode;
  } catch (error) {
    if (error instanceof SilentMedium) return endHung(hungSentence(silent), () => folders.discard());
    const isUsage = error instanceof VerifyError && error.code === "GEBRUIK";
    sayError(`zegel verify: ${isUsage ? "GEBRUIK" : "FOUT"}: ${errorWords(error, target, spoken)}`);
    process.exitCode = isUsage ? 2 : 1;
  } finally {
    for (const stayed of folders.discard()) sayError(`zegel verify: ${visible(stayed)}`);
  }
}

function outputsOf(options: Options): string[] {
  return [...papersOf(options), ...foldersOf(options)];
}

function papersOf({ records, instructions }: Options): string[] {
  return [...records, ...(instructions === undefined ? [] : [instructions])];
}

function foldersOf({ extract, saveReference }: Options): string[] {
  return [extract, saveReference].filter((path) => path !== undefined);
}

/**
 * One whole run: self-test, target, judgement, and the record of it. Nothing is written but to `sink`. `stop`: the person ends it; then
 * it rejects at the next bytes, and says nothing more on the screen.
 */
export async function checkTarget(
  options: Options,
  sink: DiscSink | undefined,
  stop?: AbortSignal,
  beside: Beside = nothing,
): Promise<VerificationRecord> {
  const facts = once(async () => ({ tool: readTool(), machine: readMachine() }));
  const report = await verifyTarget(options, sink, facts, beside.notes, stop);
  stop?.throwIfAborted();
  const { tool, machine } = await facts();
  const now = new Date();
  const told = { ...report, target: beside.name ?? report.target, steps: withFacts(report.steps, beside.facts) };
  return makeRecord(told, tool, machineAt(machine, now), now, options.filledIn);
}

/** What the program knows of the target beside what is typed. No verdict depends on facts: the report has its own when they are added. */
export interface Beside {
  /** For the verifier, beside those of the options. */
  readonly notes: readonly Uint8Array[];
  /** What the target is called in the record. */
  readonly name?: string;
  readonly facts: readonly Finding[];
}

const nothing: Beside = { notes: [], facts: [] };

function withFacts(steps: readonly Step[], facts: readonly Finding[]): Step[] {
  return steps.map((step) => ({
    ...step,
    findings: [...facts.filter(({ step: id }) => id === step.id), ...step.findings],
  }));
}

/** `facts`: what else the record needs, and can be found out while a disc is read. */
async function verifyTarget(
  options: Options,
  sink: DiscSink | undefined,
  facts: () => Promise<unknown>,
  notes: readonly Uint8Array[],
  stop: AbortSignal | undefined,
): Promise<Report> {
  const { source, close } = await openSource(options);
  if (source.kind === "image") prepareThreads();
  const test = once(() => selfTest(nodePlatform, () => new Promise(setImmediate)));
  const progress = new ProgressLine(options.language, waysOf(source));
  stop?.addEventListener("abort", () => progress.clear(), { once: true }); // before anything else is said
  const verify = () =>
    verifyDisc(
      {
        target: options.target,
        source,
        builtInRoots: builtIn.roots.map(encodeUtf8),
        roots: options.roots.map((path) => readNote(path, options.language)),
        notes: [
          ...notes,
          ...options.notes.map((path) => readNote(path, options.language)),
          ...options.recalls.map((path) => readRecall(path, options.language)),
        ],
        recallCodes: options.recallCodes,
        expectation: options,
        today: new Date().toISOString().slice(0, 10),
        runsFromDisc: runsFromDisc(programFile()),
        selfTest: test,
        onProgress: (...read) => {
          stop?.throwIfAborted();
          progress.show(...read);
        },
        sink,
      },
      { ...nodePlatform, pass: (order) => besides(() => test().then(facts), nodePlatform.pass(order)) },
    );
  return thenClose(close, () => verify().finally(() => progress.clear()));
}

/** What the line of progress has to know of the source. */
function waysOf(source: Source): Ways {
  if (source.kind !== "image") return { isDrive: false, times: 1 };
  // Where the files that the machine shows are read too, each byte of the disc is read twice and counted once.
  return { isDrive: source.medium.kind === "drive", times: source.mounted?.compare === "content" ? 2 : 1 };
}

/** Begins `work` when the threads of a pass are under way: this one has little else to do then. Whoever needs the result asks again. */
function besides(work: () => Promise<unknown>, pass: Pass): Pass {
  work().catch(() => undefined);
  return pass;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
}

/** The target itself, or an installed folder with what it is judged by. */
export async function openSource({ target, reference }: Options): Promise<OpenTarget> {
  if (reference === undefined) return openTarget(target);
  if (watched(target, () => statSync(target, { throwIfNoEntry: false }))?.isDirectory() !== true)
    throw new VerifyError("GEBRUIK", `${target}: expected the folder of an installed program, found no folder`);
  const opened = await openReference(reference);
  const source = { kind: "installed", folder: new FolderTree(driveRoot(target)), reference: opened } as const;
  return { source, close: () => opened.close() };
}

/** As it was made: one that a program saved anew is a slip, and no verdict on the disc. Throws VerifyError GEBRUIK. */
export function readNote(path: string, language: Language): Uint8Array {
  const bytes = readSmall(path, noteLimit, `a note of at most ${noteLimit} bytes`);
  const resaved = resavedAs(bytes);
  if (resaved === undefined) return bytes;
  const text = typedTexts[resaved === "encoding" ? "otherEncoding" : "otherLines"][language];
  throw new VerifyError("GEBRUIK", `${path}: ${text}`);
}

/** A recall list as `--recall` takes it. Throws VerifyError GEBRUIK, and the system's errors. */
export function readRecall(path: string, language: Language): Uint8Array {
  return readRecallFile(readSmall(path, noteLimit, `a note of at most ${noteLimit} bytes`), path, language);
}

/** Resolves when the text has left this process. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", reject);
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
