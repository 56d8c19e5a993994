// The command line of the verifier: `zegel verify` and `zegel-verify` are both this.

import { readFileSync, statSync } from "node:fs";
import { noteLimit } from "../format/index.ts";
import { readMachine, readTool } from "./checklist.ts";
import { FileMedium } from "./node-medium.ts";
import { nodePlatform } from "./node-platform.ts";
import { FolderTree } from "./node-tree.ts";
import { help, type Options, readOptions } from "./options.ts";
import { ProgressLine } from "./progress.ts";
import { encodeRecord, makeRecord } from "./record.ts";
import { writeRecords } from "./record-file.ts";
import { renderRecord } from "./render.ts";
import type { Report } from "./report.ts";
import { VerifyError } from "./verdict.ts";
import { verifyDisc } from "./verify.ts";

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
    const now = new Date();
    const record = makeRecord(report, readTool(), readMachine(now), now, options.filledIn);
    await print(options.json ? encodeRecord(record) : renderRecord(record, options.language));
    writeRecords(options.records, record, options.language);
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
