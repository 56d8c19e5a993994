// The command line of the verifier: `zegel verify` and `zegel-verify` are both this.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { noteLimit } from "../format/index.ts";
import type { Language } from "./messages.ts";
import { FileMedium } from "./node-medium.ts";
import { NewFolders } from "./node-output.ts";
import { nodePlatform } from "./node-platform.ts";
import { openReference } from "./node-reference.ts";
import { FolderTree } from "./node-tree.ts";
import { help, type Options, readOptions } from "./options.ts";
import { ProgressLine } from "./progress.ts";
import { renderReport } from "./render.ts";
import type { Report } from "./report.ts";
import { VerifyError } from "./verdict.ts";
import { verifyDisc } from "./verify.ts";

/**
 * Runs the verifier and sets `process.exitCode`: 1 from the first statement on, and the verdict's code in one place, after
 * everything that was to be written is written.
 */
export async function runVerify(args: readonly string[]): Promise<void> {
  process.exitCode = 1;
  const folders = new NewFolders();
  try {
    const options = readOptions(args);
    if (options === "help") {
      await print(help);
      process.exitCode = 0;
      return;
    }
    folders.make(options);
    const report = await verifyTarget(options, folders);
    await print(options.json ? encodeRecord(report) : renderReport(report, options.language));
    if (options.record !== undefined) writeRecord(options.record, report, options.language);
    if (report.verdict === "ECHT") folders.keep();
    process.exitCode = report.exitCode;
  } catch (error) {
    const isUsage = error instanceof VerifyError && error.code === "GEBRUIK";
    process.stderr.write(`zegel verify: ${isUsage ? "GEBRUIK" : "FOUT"}: ${messageOf(error)}\n`);
    process.exitCode = isUsage ? 2 : 1;
  } finally {
    folders.discard();
  }
}

/** Expected errors (ours, the system's) by their message; an unexpected one with its stack, to be reported. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? error.message : (error.stack ?? error.message);
}

async function verifyTarget(options: Options, folders: NewFolders): Promise<Report> {
  if (options.reference !== undefined) return verifyInstallation(options, options.reference);
  const isFolder = statTarget(options.target);
  const medium = isFolder ? undefined : await FileMedium.open(options.target);
  const progress = new ProgressLine(options.language);
  try {
    const source = medium === undefined ? treeOf(options.target) : ({ kind: "image", medium } as const);
    return await verifyDisc({ ...inputOf(options, progress), source, sink: folders.sink }, nodePlatform);
  } finally {
    progress.clear();
    await medium?.close();
  }
}

async function verifyInstallation(options: Options, referenceName: string): Promise<Report> {
  if (!statTarget(options.target))
    throw new VerifyError("GEBRUIK", `${options.target}: expected the folder of an installed program, found a file`);
  const reference = await openReference(referenceName);
  const progress = new ProgressLine(options.language);
  try {
    const source = { kind: "installed", folder: new FolderTree(options.target), reference } as const;
    return await verifyDisc({ ...inputOf(options, progress), source }, nodePlatform);
  } finally {
    progress.clear();
    await reference.close();
  }
}

const treeOf = (folder: string) => ({ kind: "tree", tree: new FolderTree(folder) }) as const;

/** What was given from outside. */
function inputOf(options: Options, progress: ProgressLine) {
  return {
    target: options.target,
    roots: options.roots.map(readNote),
    notes: options.notes.map(readNote),
    expectation: options,
    today: new Date().toISOString().slice(0, 10),
    onProgress: (done: number, total: number) => progress.show(done, total),
  };
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
