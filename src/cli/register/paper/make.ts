// One file of letters with their keys, in an order in which it may be killed at any moment: first the letters without keys, flushed, so
// that there is room; then their lines in the register, flushed; then the keys in their places; then its name. So no letter that can be
// read has a key that the register does not know of, and where the register knows of a letter that there is none of, a new one is made
// while no head is logged. docs/spec/letter.md, "Letters of a register"

import { join } from "node:path";
import type { RegisterBook } from "../../../distribute/book/book.ts";
import { type DispatchedLetter, type LetterFile, renderLetters, withoutKey } from "../../../distribute/index.ts";
import { type Committed, commitmentsOf, newReceiptKey } from "../../../distribute/keys/commitments.ts";
import type { Fact, FactOf } from "../../../distribute/register/index.ts";
import { sha256Of } from "../../../files/digest.ts";
import { asWriteError } from "../../../files/error.ts";
import { NewFile } from "../../../files/new-file.ts";
import { encodeReceiptKey, encodeUtf8 } from "../../../format/index.ts";
import { keepOutOfCoreDumps } from "../../../verify/program/core-dump.ts";

/** Who may read it: the one who prints. */
export const letterMode = 0o600;

/** `before`: lines that belong to these letters, and stand before theirs. `onRecorded`: the register has its lines, the file not yet its keys. Throws FilesError, RegisterError, FormatError. */
export async function makeLetters(
  book: RegisterBook,
  { name, letters }: LetterFile,
  folder: string,
  { by, before }: Recorded,
  onRecorded: () => void,
): Promise<void> {
  keepOutOfCoreDumps();
  const keys = letters.map(newReceiptKey);
  try {
    const facts = [...before, ...(await factsOf(letters, keys, by))];
    await writeOne(book, facts, { letters, keys, path: join(folder, name) }, onRecorded);
  } finally {
    for (const key of keys) key.fill(0);
  }
}

/** What is recorded with a file of letters: by whom they are, and what more. */
export interface Recorded {
  readonly by: readonly [string, string];
  readonly before: readonly Fact[];
}

/** A file that is to be written: its letters, and the key of each. */
interface Keyed {
  readonly path: string;
  readonly letters: readonly DispatchedLetter[];
  readonly keys: readonly Uint8Array[];
}

async function writeOne(
  book: RegisterBook,
  facts: readonly Fact[],
  { path, letters, keys }: Keyed,
  onRecorded: () => void,
): Promise<void> {
  const file = await NewFile.create(path, letterMode);
  try {
    const empty = encodeUtf8(renderLetters(letters));
    await file.handle.writeFile(empty);
    await file.handle.sync();
    for (const fact of facts) book.stage(fact);
    await book.flush();
    onRecorded();
    const bytes = bytesWithKeys(letters, keys, empty.length);
    await overwrite(file, bytes).finally(() => bytes.fill(0));
    await file.flush();
    file.giveName();
  } catch (error) {
    throw asWriteError(file.path, error);
  } finally {
    await file.discard();
  }
}

/** From its first byte. One call may write less than it was given: the rest would be letters without keys that the register has. */
async function overwrite({ handle }: NewFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten;
}

/** As long as without: a key takes the place of as many characters. */
function bytesWithKeys(letters: readonly DispatchedLetter[], keys: readonly Uint8Array[], length: number): Uint8Array {
  const whole = letters.map((letter, i) => {
    const key = encodeReceiptKey(keys[i] ?? new Uint8Array());
    return { ...letter, dispatch: { ...letter.dispatch, key } };
  });
  const bytes = encodeUtf8(renderLetters(whole));
  if (bytes.length !== length) throw new RangeError("letters with keys are not as long as without");
  return bytes;
}

/** The lines of each letter: its own, and one a disc. */
async function factsOf(
  letters: readonly DispatchedLetter[],
  keys: readonly Uint8Array[],
  by: readonly [string, string],
): Promise<(FactOf<"letter"> | FactOf<"commit">)[]> {
  const discs = letters.flatMap(({ set, dispatch: { envelope } }, i) =>
    set.discs.map(({ release, releaseSha256 }): Committed => {
      const key = keys[i] ?? new Uint8Array();
      return { key, envelope, disc: release.disc, releaseSha256 };
    }),
  );
  const commitments = await commitmentsOf(discs);
  const commits = discs.map(({ envelope, disc }, i): FactOf<"commit"> => {
    const [drive = "", image = "", tree = "", installed = ""] = commitments[i] ?? [];
    return { kind: "commit", envelope, disc, drive, image, tree, installed };
  });
  return letters.flatMap((letter) => {
    const { envelope } = letter.dispatch;
    const sha256 = sha256Of(encodeUtf8(withoutKey(letter)));
    return [{ kind: "letter", envelope, sha256, by } as const, ...commits.filter((one) => one.envelope === envelope)];
  });
}
