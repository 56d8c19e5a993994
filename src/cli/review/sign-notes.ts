// A reviewer reads her statements, confirms each by its digest, and signs them: as `zegel sign` does it.

import { closeSync } from "node:fs";
import { openFileSync } from "../../files/bounded.ts";
import { type Note, parseTrustRoot, textDigest, type VKey } from "../../format/index.ts";
import { lookAt, type NoteFile, signNote, whoseCounts } from "../../sign/index.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language, Text } from "../../words/language.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { openSigner, publicHalfOf, type SignerOptions } from "../keys/signer.ts";
import { confirmDigest, digestLines, pagesOf } from "../notes/confirm.ts";
import { builtInRoots, nameLimit } from "../notes/evidence.ts";
import type { ReviewBundle } from "./bundle.ts";
import type { Statement } from "./outcome.ts";

export interface ReviewKey extends SignerOptions {
  readonly yes?: true;
}

export type MaybeKey = Partial<Pick<ReviewKey, "key">> & Omit<ReviewKey, "key">;

const texts = {
  loneOption: {
    nl: "--key: de andere opties van een sleutel horen daarbij",
    en: "--key: the other options of a key belong to it",
  },
  noTerminal: {
    nl: "geen terminal om een bevestiging op te vragen: geef --yes, of laat --key weg",
    en: "no terminal to ask for a confirmation on: use --yes, or leave out --key",
  },
} as const satisfies Record<string, Text>;

/** Asked before long work: is there a key, and somebody to confirm? Gives her public half where it is at hand. Throws CommandError, FileError. */
export async function demandKey(options: MaybeKey): Promise<VKey | undefined> {
  const { key, ...others } = options;
  if (key === undefined) {
    const lone = Object.entries(others).find(([name, value]) => keyOptions.includes(name) && value !== undefined);
    if (lone !== undefined) throw new CommandError(texts.loneOption, exitUsage);
    return undefined;
  }
  if (!options.yes && !canAsk()) throw new CommandError(texts.noTerminal, exitUsage);
  const known = await publicHalfOf({ ...options, key });
  closeSync(openFileSync(key)); // it is there: what it holds is read when it signs
  return known;
}

const keyOptions: readonly string[] = ["yes", "passphraseFile", "agent", "pkcs11", "token", "pinFile"];

export interface SignedStatements {
  readonly statements: readonly Statement[];
  /** Name of the key. */
  readonly by: string;
}

/** `files`: the statements, by the path that they are shown under. Throws CommandError, SignError, FormatError: then nothing is signed. */
export async function signStatements(
  statements: readonly Statement[],
  files: readonly NoteFile[],
  { bundle, known, options, language, say }: SigningDesk,
): Promise<SignedStatements> {
  const evidence = { previous: [], rebuilds: [], manifests: [], changes: [], roots: pinnedRoots(bundle) };
  const all = { ...evidence, builtIn: builtInRoots() };
  const reader = known === undefined ? "unknown-key" : { vkey: known };
  say(pagesOf(await lookAt(files, all, reader, { language, nameLimit }, signatureCheck)));
  const { signer, close } = await openSigner(options, language);
  try {
    for (const file of files) {
      const isKnown = known?.raw === signer.vkey.raw && known.name === signer.vkey.name;
      const who = isKnown ? [] : await whoseCounts(file.note, all, signer, language, signatureCheck);
      say(`${[...who, ...digestLines(file, language)].join("\n")}\n\n`);
      if (!options.yes) await confirmDigest(textDigest(file.note.text), language);
    }
    const signed: Note[] = [];
    for (const { note } of files) signed.push(await signNote(note, signer, signatureCheck)); // all were confirmed
    return {
      statements: statements.map((statement, i) => ({ ...statement, note: signed[i] ?? statement.note })),
      by: signer.vkey.name,
    };
  } finally {
    close();
  }
}

interface SigningDesk {
  readonly bundle: ReviewBundle;
  /** Her public half, where it lies beside the key. */
  readonly known: VKey | undefined;
  readonly options: ReviewKey;
  readonly language: Language;
  readonly say: (text: string) => void;
}

/** The root that the release names, under which her line will be judged. */
function pinnedRoots({ discs, roots }: ReviewBundle): NoteFile[] {
  const pinned = discs[0]?.release.trustRoot;
  const found = roots.find(({ note }) => textDigest(note.text) === pinned);
  if (found === undefined) return [];
  parseTrustRoot(found.note.text);
  return [found];
}
