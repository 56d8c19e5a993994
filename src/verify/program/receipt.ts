// The afmeldcode on the command line. The key comes from a file or from the terminal, never as an argument: arguments are shown to every
// program of the machine, and stay in the history of a shell.

import { printError } from "../../files/print.ts";
import { parseReceiptKey, readEnvelope } from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import { VerifyError } from "../proof/verdict.ts";
import { holdsReceiptKey, sayEnvelope } from "../record/receipt-words.ts";
import { type VerificationRecord, withReceipt } from "../record/record.ts";
import { askHidden, canAsk } from "./ask.ts";
import { keepOutOfCoreDumps } from "./core-dump.ts";
import { CommandError } from "./terminal.ts";
import { checkTypedReceiptKey, decodeAnyText } from "./typed.ts";
import { typedTexts } from "./typed-texts.ts";

/** What an afmeldcode is to be made of, when the verdict is ECHT. */
export interface ReceiptOptions {
  /** As printed. */
  readonly envelope: string;
  /** 8 bytes, wiped by `reportWith`; `ask`: the person types it at the terminal, after the verdict. */
  readonly key: Uint8Array | "ask";
}

interface Given {
  readonly "receipt-key-file"?: string | undefined;
  readonly "ask-receipt-key"?: boolean | undefined;
  readonly envelope?: string | undefined;
}

/** Bytes of a text file with a key and what an editor leaves around it, twice that in UTF-16. */
export const keyFileLimit = 1024;

/** Undefined: no code is asked for. `read`: the bytes of a file. Throws VerifyError GEBRUIK. */
export function readReceiptOptions(
  given: Given,
  language: Language,
  read: (path: string) => Uint8Array,
): ReceiptOptions | undefined {
  const { "receipt-key-file": file, "ask-receipt-key": asks, envelope: typed } = given;
  if (file === undefined && asks !== true) return undefined;
  if (file !== undefined && asks === true)
    throw new VerifyError("GEBRUIK", "--receipt-key-file and --ask-receipt-key: give one of them");
  if (file !== undefined && holdsReceiptKey(file))
    throw new VerifyError("GEBRUIK", "--receipt-key-file: expected the name of a text file, found the key itself");
  const option = file === undefined ? "--ask-receipt-key" : "--receipt-key-file";
  if (typed === undefined) throw new VerifyError("GEBRUIK", `${option} needs --envelope, the number of the envelope`);
  const envelope = readEnvelope(typed);
  if (envelope === undefined) throw new VerifyError("GEBRUIK", `--envelope: ${sayEnvelope(typed, language) ?? ""}`);
  keepOutOfCoreDumps();
  if (file !== undefined) return { envelope, key: keyOfFile(read(file), file, language) };
  if (!canAsk()) throw new VerifyError("GEBRUIK", "--ask-receipt-key needs a terminal: use --receipt-key-file");
  return { envelope, key: "ask" };
}

function keyOfFile(bytes: Uint8Array, file: string, language: Language): Uint8Array {
  const text = decodeAnyText(bytes).replace(/\0/g, "").trim();
  bytes.fill(0);
  return parseReceiptKey(checkTypedReceiptKey(text, file, language));
}

/** The record with its afmeldcode; as it was after any other verdict, or where the person skips it. The key is wiped whatever becomes of it. */
export async function reportWith(
  checked: Promise<VerificationRecord>,
  options: ReceiptOptions | undefined,
  language: Language,
): Promise<VerificationRecord> {
  let key = options?.key === "ask" ? undefined : options?.key;
  try {
    const record = await checked;
    if (options === undefined || record.verdict !== "ECHT") return record;
    key ??= await askKey(language);
    return key === undefined ? record : withReceipt(record, key, options.envelope);
  } finally {
    key?.fill(0);
  }
}

/** Until it is right; undefined: she skips it. The verdict stands, so nothing that she does here ends the program. */
async function askKey(language: Language): Promise<Uint8Array | undefined> {
  for (;;) {
    try {
      const [typed] = await askHidden([typedTexts.askReceiptKey[language]]);
      const text = new TextDecoder().decode(typed).trim();
      typed?.fill(0);
      return text === "" ? undefined : parseReceiptKey(checkTypedReceiptKey(text, "", language));
    } catch (error) {
      if (error instanceof CommandError) return undefined;
      if (!(error instanceof VerifyError)) throw error;
      printError(`${error.message}\n`);
    }
  }
}
