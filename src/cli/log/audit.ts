// zegel log audit: the whole log recomputed and read, by whoever has a copy of it. docs/spec/log-audit.md

import type { Command } from "commander";
import { readBook } from "../../distribute/book/book.ts";
import {
  encodeBase64,
  encodeNote,
  FormatError,
  inBoth,
  noteLimit,
  parseLogProof,
  parseNote,
  parseSeal,
  quote,
  type Seal,
  sealSize,
  tryParse,
} from "../../format/index.ts";
import {
  type AuditReport,
  auditLog,
  type GivenCheckpoint,
  type GivenRegister,
  type GivenSeal,
  sayAudit,
} from "../../log/index.ts";
import { type Language, readBytes } from "../../sign/index.ts";
import { thenClose } from "../../verify/node/hung.ts";
import { FileMedium } from "../../verify/node/medium.ts";
import { nodePlatform } from "../../verify/node/platform.ts";
import { CommandError, exitFailure } from "../../verify/program/terminal.ts";
import { locateSeal } from "../../verify/proof/locate-seal.ts";
import { CarefulReader } from "../../verify/proof/read/careful.ts";
import { Prefix, tryVolume } from "../../verify/proof/read/prefix.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";
import { describeAudit } from "./audit-words.ts";

/** Something is wrong, as for `zegel compare`. */
const exitFindings = 31;

export function addLogAudit(log: Command): void {
  log
    .command("audit")
    .description("recompute and read a whole log: two releases with one number, gaps, dissent that a disc leaves out")
    .argument("<folder>", "a copy of the log, as it is served")
    .addOption(many("--root <note>", "a trust root that you trust, from elsewhere: all versions (repeat)"))
    .addOption(many("--since <file>", "an earlier checkpoint or proof that the log must continue (repeat)"))
    .addOption(many("--disc <file>", "an image or a seal to hold against the log (repeat)"))
    .addOption(many("--register <file>", "a register of dispatch whose heads the log must have (repeat)"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel log audit log --root root-1.note --since last-year.checkpoint --disc master.iso\n\n" +
        "Exit code: 0 nothing found, 1 could not be judged, 31 findings.\n",
    )
    .action(audit);
}

interface AuditOptions {
  readonly root: readonly string[];
  readonly since: readonly string[];
  readonly disc: readonly string[];
  readonly register: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

async function audit(folder: string, options: AuditOptions): Promise<void> {
  const language = languageOf(options);
  const roots: Uint8Array[] = [];
  for (const path of options.root) roots.push(encodeNote((await readNote(path)).note));
  const since: GivenCheckpoint[] = [];
  for (const path of options.since) since.push({ name: path, note: await readKept(path) });
  const seals: GivenSeal[] = [];
  for (const path of options.disc) seals.push({ name: path, seal: await readSealOf(path) });
  const registers: GivenRegister[] = [];
  for (const path of options.register) registers.push(await readRegister(path));
  const report = await auditLog({ folder, roots, since, seals, registers, check: signatureCheck });
  const exit = exitOf(report);
  printResult(
    options.json,
    () => jsonOf(report, exit),
    () => `${describeAudit(report, language).join("\n")}\n`,
  );
  process.exitCode = exit;
}

function exitOf({ findingCount, unjudgedCount }: AuditReport): number {
  if (findingCount > 0) return exitFindings;
  return unjudgedCount > 0 ? exitFailure : 0;
}

/** The checkpoint that somebody kept: a note of its own, or that of a proof. Throws FormatError. */
async function readKept(path: string) {
  const bytes = await readBytes(path, noteLimit);
  const proof = tryParse(() => parseLogProof(bytes));
  return proof instanceof FormatError ? parseNote(bytes, path) : proof.checkpoint;
}

const texts = {
  noSeal: {
    nl: "{path}: verwacht een zegel of een verzegeld schijfbestand, gevonden geen zegel: geef het goede bestand",
    en: "{path}: expected a seal or a sealed image, found no seal: give the right file",
  },
} as const satisfies Record<string, Text>;

/** Of an image or a drive, or a seal alone. Nobody has judged it. Throws CommandError where there is none. */
async function readSealOf(path: string): Promise<Seal> {
  const medium = await FileMedium.open(path);
  return thenClose(
    () => medium.close(),
    async () => {
      if (medium.bytes === sealSize) return parseSeal(await readBytes(path, sealSize)); // no image is as small as its seal
      const prefix = new Prefix(medium, new CarefulReader(), nodePlatform);
      const found = await locateSeal(medium, prefix, await tryVolume(prefix));
      if ("seal" in found) return found.seal;
      throw new CommandError(inBoth((language) => sayIn(texts.noSeal, language, { path: quote(path) })));
    },
  );
}

/** A register that does not hold in itself is refused before the log is asked. Throws FileError, FormatError, RegisterError. */
async function readRegister(path: string): Promise<GivenRegister> {
  const chain = await readBook(path);
  const { election, purpose, logged } = chain.register;
  const headAt = (line: number) => chain.headAt(line);
  return { name: path, election, purpose, lines: chain.lines, headAt, logged: logged.map(({ upTo }) => upTo) };
}

/** docs/spec/log-audit.md, "JSON". */
function jsonOf(report: AuditReport, exit: number): object {
  const { origin, size, rootHash, checkpoint, entries, roots, compared, strangers, seals, registers } = report;
  return {
    log: { origin, size, rootHash: encodeBase64(rootHash) },
    checkpoint:
      checkpoint === undefined
        ? null
        : {
            size: checkpoint.size,
            signedBy: checkpoint.by?.holder ?? null,
            witnesses: checkpoint.seen.map(({ key: { holder, organisation }, time }) => ({
              ...{ holder, organisation },
              time: new Date(time * 1000).toISOString().replace(".000", ""),
            })),
            found: checkpoint.found,
            needed: checkpoint.needed,
          },
    ...{ entries, roots, compared, strangers },
    discs: seals.map(({ name, dissents }) => ({
      name,
      dissents: dissents.map(({ isBeforeProof, ...dissent }) => ({ ...dissent, isBeforeProof: isBeforeProof ?? null })),
    })),
    registers: registers.map((one) => ({ ...one, upTo: one.upTo ?? null })),
    findingCount: report.findingCount,
    findings: report.findings.map(told),
    unjudgedCount: report.unjudgedCount,
    unjudged: report.unjudged.map(told),
    exit,
  };
}

function told(one: AuditReport["findings"][number] | AuditReport["unjudged"][number]): object {
  const { code, index, values } = one;
  return { code, index: index ?? null, values, nl: sayAudit(one, "nl"), en: sayAudit(one, "en") };
}
