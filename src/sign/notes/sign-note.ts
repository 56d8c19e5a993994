// One more signature under a note. docs/spec/note.md

import { compareText, encodeUtf8, type Note, type Signature, signatureLimit, type VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { type Signer, signChecked } from "../keys/signer.ts";
import { readStatement } from "./statement.ts";

/** Throws SignError ALREADY_SIGNED; asked before a person is. Name and key id both, as signed-note identifies a line. */
export function refuseSigned(note: Note, vkey: VKey): void {
  if (note.signatures.some((line) => line.name === vkey.name && line.keyId === vkey.id))
    throw new SignError("ALREADY_SIGNED", {
      nl: `${vkey.name} heeft dit al ondertekend: er is niets te doen`,
      en: `${vkey.name} has signed this note already: nothing to do`,
    });
}

/** The note with a signature by `key` more. Throws SignError NOTE_TYPE, ALREADY_SIGNED, SELF_CHECK, AGENT, TOKEN, FormatError. */
export async function signNote(note: Note, key: Signer, check: SignatureCheck): Promise<Note> {
  readStatement(note.text); // what does not parse is not signed, whoever asks
  refuseSigned(note, key.vkey);
  if (note.signatures.length >= signatureLimit)
    throw new SignError(
      "NOTE_TYPE",
      `expected fewer than ${signatureLimit} signatures, found ${note.signatures.length}`,
    );
  const bytes = await signChecked(key, encodeUtf8(note.text), check);
  const line: Signature = { name: key.vkey.name, keyId: key.vkey.id, bytes };
  return { text: note.text, signatures: [...note.signatures, line].sort(compareLines) };
}

/** The order of lines where no trust root tells a better one: by name, then key id, then bytes. */
export function compareLines(a: Signature, b: Signature): number {
  return (
    compareText(a.name, b.name) ||
    compareText(a.keyId, b.keyId) ||
    Buffer.compare(Buffer.from(a.bytes), Buffer.from(b.bytes))
  );
}
