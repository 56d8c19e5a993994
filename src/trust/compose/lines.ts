// Signature lines as a seal holds them: valid ones by keys that may sign, each key once, in byte order of raw key.
// Loose notes may hold more (C2SP ignores unknown lines). A verifier refuses a seal that holds one, so it is left out and told.

import type { Note } from "../../format/notes/note.ts";
import type { RootKey } from "../../format/notes/trust-root.ts";
import { showLineNames } from "../../format/text/foreign.ts";
import { type HeldLine, sortLines } from "../lines.ts";
import type { SignatureCheck } from "../signature.ts";
import { SealError } from "./error.ts";

export interface NoteFile {
  /** For messages. */
  readonly path: string;
  readonly note: Note;
}

export interface SealedLines {
  readonly note: Note;
  /** Whose lines were kept, in their order. */
  readonly signers: readonly RootKey[];
  readonly remarks: readonly string[];
}

/** Foreign lines of one note that are named. */
const foreignLimit = 8;

/** Throws SealError SIGNATURES when a line by one of `keys` does not hold. `revoked`: raw keys whose lines are left out. */
export async function keepLines(
  { path, note }: NoteFile,
  keys: readonly RootKey[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<SealedLines> {
  const { held, bad, unknown } = await sortLines(note, keys, check);
  if (bad[0] !== undefined)
    throw new SealError(
      "SIGNATURES",
      `${path}: the signature by ${bad[0].name} does not hold under this text: the note is damaged or was altered; ask for it again`,
    );
  const isRevoked = ({ key }: HeldLine) => revoked.has(key.vkey.raw);
  const kept = held.filter((line) => !isRevoked(line));
  return {
    note: { text: note.text, signatures: kept.map(({ line }) => line) },
    signers: kept.map(({ key }) => key),
    remarks: [
      ...foreignRemarks(path, unknown, "its key may not sign this note"),
      ...held
        .filter(isRevoked)
        .map(({ line }) => `${path}: the signature by ${line.name} is left out: the key is revoked`),
    ],
  };
}

/** Lines that do not count, which anybody can add in any number and under any name. `why` they are left out. */
export function foreignRemarks(path: string, lines: readonly { readonly name: string }[], why: string): string[] {
  const few = lines.slice(0, foreignLimit);
  const more = lines.length - few.length;
  return [
    ...few.map(({ name }) => `${path}: the signature by ${showLineNames([name])} is left out: ${why}`),
    ...(more > 0 ? [`${path}: ${more} more signatures are left out for the same reason`] : []),
  ];
}

/** Throws SealError SIGNATURES, saying who is missing. */
export function demandEnough(
  { path }: NoteFile,
  what: string,
  { threshold, signers }: { readonly threshold: number; readonly signers: readonly RootKey[] },
  keys: readonly RootKey[],
): void {
  if (threshold === 0)
    throw new SealError("SIGNATURES", `${path}: the trust root lets nobody sign this (${what} is none)`);
  if (signers.length >= threshold) return;
  const missing = keys.filter((key) => !signers.includes(key));
  throw new SealError(
    "SIGNATURES",
    `${path}: expected ${threshold} valid signatures for ${what}, found ${signers.length} (${namesOf(signers)}); not signed by ${namesOf(missing)}: verify would say NIET_ONDERTEKEND; collect more (zegel sign, zegel merge)`,
  );
}

/** `anna, bert`, or `nobody`. */
export function namesOf(keys: readonly RootKey[]): string {
  return keys.map((key) => key.vkey.name).join(", ") || "nobody";
}

/** `anna (Anna de Vries, Kiesraad), bert (Kiesraad)`: whom to call; a holder of the key's own name stands once. */
export function namesWithPlace(keys: readonly RootKey[]): string {
  return keys
    .map(
      ({ vkey: { name }, holder, organisation }) => `${name} (${name === holder ? "" : `${holder}, `}${organisation})`,
    )
    .join(", ");
}
