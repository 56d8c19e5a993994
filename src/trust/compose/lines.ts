// Signature lines as a seal holds them: valid ones by keys that may sign, each key once, in byte order of raw key.
// Loose notes may hold more (C2SP ignores unknown lines). A verifier refuses a seal that holds one, so it is left out and told.

import type { Note } from "../../format/notes/note.ts";
import type { Requirement, RootKey } from "../../format/notes/trust-root.ts";
import type { Bilingual } from "../../format/text/bilingual.ts";
import { showLineNames } from "../../format/text/foreign.ts";
import { type HeldLine, sortLines } from "../lines.ts";
import type { SignatureCheck } from "../signature.ts";
import { validInDutch } from "../words.ts";
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
  readonly remarks: readonly Bilingual[];
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
    throw new SealError("SIGNATURES", {
      nl: `${path}: de handtekening van ${bad[0].name} klopt niet onder deze tekst: het bestand is beschadigd of veranderd; vraag het opnieuw`,
      en: `${path}: the signature by ${bad[0].name} does not hold under this text: the note is damaged or was altered; ask for it again`,
    });
  const isRevoked = ({ key }: HeldLine) => revoked.has(key.vkey.raw);
  const kept = held.filter((line) => !isRevoked(line));
  return {
    note: { text: note.text, signatures: kept.map(({ line }) => line) },
    signers: kept.map(({ key }) => key),
    remarks: [
      ...foreignRemarks(path, unknown, {
        nl: "die sleutel mag dit niet ondertekenen",
        en: "its key may not sign this note",
      }),
      ...held.filter(isRevoked).map(({ line }) => ({
        nl: `${path}: de handtekening van ${line.name} is weggelaten: de sleutel is ingetrokken`,
        en: `${path}: the signature by ${line.name} is left out: the key is revoked`,
      })),
    ],
  };
}

/** Lines that do not count, which anybody can add in any number and under any name. `why` they are left out. */
export function foreignRemarks(path: string, lines: readonly { readonly name: string }[], why: Bilingual): Bilingual[] {
  const few = lines.slice(0, foreignLimit);
  const more = lines.length - few.length;
  return [
    ...few.map(({ name }) => ({
      nl: `${path}: de handtekening van ${showLineNames([name])} is weggelaten: ${why.nl}`,
      en: `${path}: the signature by ${showLineNames([name])} is left out: ${why.en}`,
    })),
    ...(more > 0
      ? [
          {
            nl: `${path}: nog ${more} handtekeningen zijn om dezelfde reden weggelaten`,
            en: `${path}: ${more} more signatures are left out for the same reason`,
          },
        ]
      : []),
  ];
}

/** What signatures stand under, by the requirement that asks for them; English has the name of the requirement itself. */
export const askedFor: Readonly<Record<Requirement, Bilingual>> = {
  root: { nl: "de vertrouwensbasis", en: "root" },
  release: { nl: "de versie", en: "release" },
  "emergency-release": { nl: "de noodversie", en: "emergency-release" },
  recall: { nl: "de intreklijst", en: "recall" },
  rebuild: { nl: "de verklaring van een nabouwer", en: "rebuild" },
  "emergency-rebuild": { nl: "de verklaring van een nabouwer", en: "emergency-rebuild" },
  checkpoint: { nl: "het logboek", en: "checkpoint" },
};

/** Throws SealError SIGNATURES, saying who is missing. `what` they would stand under. */
export function demandEnough(
  { path }: NoteFile,
  what: Bilingual,
  { threshold, signers }: { readonly threshold: number; readonly signers: readonly RootKey[] },
  keys: readonly RootKey[],
): void {
  if (threshold === 0)
    throw new SealError("SIGNATURES", {
      nl: `${path}: de vertrouwensbasis laat niemand dit ondertekenen (${what.en} is none)`,
      en: `${path}: the trust root lets nobody sign this (${what.en} is none)`,
    });
  if (signers.length >= threshold) return;
  const missing = keys.filter((key) => !signers.includes(key));
  throw new SealError("SIGNATURES", {
    nl: `${path}: ${validInDutch(signers.length)} (${namesOf(signers, "niemand")}), ${threshold} nodig voor ${what.nl}; nog niet van ${namesOf(missing, "niemand")}: het controleprogramma zou NIET_ONDERTEKEND zeggen; verzamel er meer (zegel sign, zegel merge)`,
    en: `${path}: expected ${threshold} valid signatures for ${what.en}, found ${signers.length} (${namesOf(signers)}); not signed by ${namesOf(missing)}: verify would say NIET_ONDERTEKEND; collect more (zegel sign, zegel merge)`,
  });
}

/** `anna, bert`, or `nobody`. */
export function namesOf(keys: readonly RootKey[], nobody = "nobody"): string {
  return keys.map((key) => key.vkey.name).join(", ") || nobody;
}

/** `anna (Anna de Vries, Kiesraad), bert (Kiesraad)`: whom to call; a holder of the key's own name stands once. */
export function namesWithPlace(keys: readonly RootKey[]): string {
  return keys
    .map(
      ({ vkey: { name }, holder, organisation }) => `${name} (${name === holder ? "" : `${holder}, `}${organisation})`,
    )
    .join(", ");
}
