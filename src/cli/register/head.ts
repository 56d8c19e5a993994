// zegel register head, logged, verify: what of the register stands in the public log, and whether the register holds.

import type { Command } from "commander";
import { readBook } from "../../distribute/book/book.ts";
import { type Register, type RegisterChain, RegisterError } from "../../distribute/register/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  encodeNote,
  encodeUtf8,
  inBoth,
  type LogProof,
  noteLimit,
  parseCheckpoint,
  parseLogProof,
  quote,
  shellPath,
} from "../../format/index.ts";
import { isIncluded, leafHash } from "../../format/merkle.ts";
import { encodeRegisterHead } from "../../format/notes/register-head.ts";
import { sha256 } from "../../log/index.ts";
import { judgeLog, type TrustChain } from "../../trust/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { languageOf, many, oneNew, printRemark } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { faultText } from "../fault-words.ts";
import { readRoots } from "../notes/note-file.ts";
import { type BookOptions, inBook, listPath, readJudgedList, record, subcommand } from "./book.ts";
import { texts } from "./texts.ts";

type Heads = Pick<RegisterChain, "lines" | "headAt">;

export function addHead(register: Command): void {
  subcommand(register, "head", "print the head of the register, for the public log")
    .addOption(oneNew("-o, --out <note>", "write it as a note instead, for zegel log append"))
    .action(showHead);
  subcommand(register, "logged", "record that a head stands in the public log")
    .argument("<proof>", "what zegel log proof gave for it")
    .addOption(many("--root <note>", "trust roots that name the log: all versions (repeat)"))
    .action(takeProof);
  subcommand(
    register,
    "verify",
    "read the whole register, and say what it holds and whether its list is the right one",
  ).action(verify);
}

/** The text of line `line`'s head. */
function headText({ election, purpose }: Register, heads: Heads, line: number): string {
  return encodeRegisterHead({ election, purpose, lines: line, head: heads.headAt(line) });
}

async function showHead(path: string, options: BookOptions & { readonly out?: string }): Promise<void> {
  const language = languageOf(options);
  const chain = await readBook(path);
  const text = headText(chain.register, chain, chain.lines);
  if (options.out === undefined) print(text);
  else {
    writeNew(options.out, encodeNote({ text, signatures: [] }), 0o644);
    const lines = [
      sayIn(texts.lines, language, { lines: chain.lines }),
      sayIn(texts.head, language, { head: chain.head }),
      sayIn(texts.written, language, { path: quote(options.out) }),
      sayIn(texts.headNext, language, { path: shellPath(options.out) }),
    ];
    print(`${lines.join("\n")}\n`);
  }
  process.exitCode = 0;
}

async function takeProof(
  path: string,
  file: string,
  options: BookOptions & { readonly root: readonly string[] },
): Promise<void> {
  if (options.root.length === 0) throw new CommandError(texts.needsRoot, exitUsage);
  const known = await readRoots(options.root);
  const bytes = await readBytes(file, noteLimit);
  const proof = parseLogProof(bytes);
  await inBook(path, options, async (work) => {
    const { register, chain } = work.book;
    const upTo = lineOf(register, chain, proof);
    if (upTo === undefined)
      throw new CommandError(inBoth((language) => sayIn(texts.notInLog, language, { path: quote(file) })));
    await demandLogged(proof, headText(register, chain, upTo), known, file);
    return record(work, [{ kind: "logged", upTo, proofSha256: sha256Of(bytes) }]);
  });
}

/** The last line whose head this proves; undefined: none. */
function lineOf(register: Register, heads: Heads, { index, hashes, checkpoint }: LogProof): number | undefined {
  const tree = parseCheckpoint(checkpoint.text);
  for (let line = heads.lines; line >= 2; line--) {
    const leaf = leafHash(encodeUtf8(headText(register, heads, line)), sha256);
    if (isIncluded(leaf, index, hashes, tree)) return line;
  }
  return undefined;
}

/** As the verifier judges the proof of a release that names the newest root: log, key and witnesses (verification.md step 8). Throws CommandError. */
async function demandLogged(proof: LogProof, text: string, known: TrustChain, file: string): Promise<void> {
  const { version } = known.newest.root;
  const today = "9999-12-31"; // the clock of this machine decides nothing
  const judge = { text, pinned: version, sealed: version, known, today, check: signatureCheck };
  const findings = await judgeLog(undefined, [proof], judge);
  if (findings.some(({ code }) => code === "LOG_PROVEN")) return;
  const short = findings.find(({ code }) => code === "LOG_QUORUM");
  const isRevoked = findings.some(({ code }) => code === "LOG_KEY_REVOKED");
  const why = short === undefined ? (isRevoked ? texts.logRevoked : texts.otherLog) : texts.fewWitnesses;
  throw new CommandError(inBoth((language) => sayIn(why, language, { ...short?.values, path: quote(file) })));
}

async function verify(path: string, options: BookOptions): Promise<void> {
  const language = languageOf(options);
  const chain = await readBook(path);
  const { register } = chain;
  print(`${described(register, chain, language).join("\n")}\n`);
  const list = listPath(path, options);
  try {
    readJudgedList(register, list);
    print(`${sayIn(texts.listHolds, language, { path: quote(list) })}\n`);
    process.exitCode = 0;
  } catch (error) {
    // A list that was destroyed when its time had come is no fault; another one in its place is.
    if (!(error instanceof RegisterError) || error.code !== "ABSENT") throw error;
    printRemark("note", sayIn(texts.listGone, language, { why: faultText(error, language) }), language);
    process.exitCode = register.closed === undefined ? exitIncomplete : 0;
  }
}

function described(
  register: Register,
  { lines, head }: Pick<RegisterChain, "lines" | "head">,
  language: Language,
): string[] {
  const { election, purpose, first, recipients, envelopes, copies, corrections, clockWentBack, torn, logged } =
    register;
  const sizes = {
    recipients: recipients.size,
    envelopes: envelopes.size,
    copies: copies.size,
    corrections: corrections.length,
  };
  const last = logged.at(-1);
  return [
    sayIn(texts.election, language, { election, purpose, first }),
    sayIn(texts.lines, language, { lines }),
    sayIn(texts.head, language, { head }),
    sayIn(texts.counts, language, sizes),
    ...corrections.map(({ target, reason, by, line }) =>
      sayIn(texts.correction, language, { target, reason, line, by: by.join(", ") }),
    ),
    ...(clockWentBack.length > 0 ? [sayIn(texts.clock, language, { lines: clockWentBack.join(", ") })] : []),
    ...(torn.length > 0 ? [sayIn(texts.tornLines, language, { lines: torn.map(({ line }) => line).join(", ") })] : []),
    last === undefined ? texts.notLogged[language] : sayIn(texts.logged, language, { line: last.upTo }),
  ];
}
