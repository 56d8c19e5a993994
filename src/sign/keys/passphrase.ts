// What a passphrase may be made of. Its bytes are the secret as they are, so what nobody can type or see must not be among
// them: editors put such bytes into files by themselves. docs/spec/key-file.md, "Passphrases"
// The passphrase stays in its byte array: at most a few letters that are not ASCII are ever made into a string.

import { decodeUtf8, FormatError, forbidden } from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import { SignError } from "../error.ts";

/** Bytes of a passphrase. */
export const passphraseLimit = 1024;
/** Characters of a new passphrase. The scrypt cost makes up for some weakness, not for all. */
export const passphraseLeast = 8;

/** Why the same words, typed on a keyboard, would be another passphrase. */
export type PassphraseFlaw = "MARK" | "UTF16" | "NOT_UTF8" | "INVISIBLE" | "NOT_NFC" | "BLANK_AT_END";

const flawTexts: Readonly<Record<PassphraseFlaw, Readonly<Record<Language, string>>>> = {
  MARK: {
    nl: "begint met een onzichtbaar teken (BOM) dat Windows-programma's ervoor zetten: sla het bestand opnieuw op als UTF-8 zonder BOM",
    en: "begins with an invisible mark (BOM) that Windows programs put there: save the file again as UTF-8 without BOM",
  },
  UTF16: {
    nl: "is UTF-16 of bevat nulbytes, zoals PowerShell en Kladblok dat kunnen schrijven: sla het bestand opnieuw op als UTF-8 zonder BOM",
    en: "is UTF-16 or holds NUL bytes, as PowerShell and Notepad may write it: save the file again as UTF-8 without BOM",
  },
  NOT_UTF8: {
    nl: "bevat bytes die geen UTF-8 zijn: sla het bestand opnieuw op als UTF-8 zonder BOM, of gebruik alleen letters zonder accent",
    en: "holds bytes that are not UTF-8: save the file again as UTF-8 without BOM, or keep to letters without accents",
  },
  INVISIBLE: {
    nl: "bevat een teken dat niemand ziet (een stuurteken of pijltjestoets, een tab, een andere spatie dan die van de spatiebalk): typ het opnieuw, zonder te plakken",
    en: "holds a character that nobody can see (a control character or arrow key, a tab, another blank than that of the space bar): type it again, without pasting",
  },
  NOT_NFC: {
    nl: "bevat een letter en een accent als twee tekens, die een toetsenbord als één teken geeft: typ het opnieuw, zonder te plakken",
    en: "holds a letter and its accent as two characters, which a keyboard gives as one: type it again, without pasting",
  },
  BLANK_AT_END: {
    nl: "begint of eindigt met een spatie, die niemand ziet: haal die weg",
    en: "begins or ends with a blank, which nobody can see: take it out",
  },
};

/** What is wrong and what to do, to stand behind the name of the file. */
export function describeFlaw(flaw: PassphraseFlaw, language: Language): string {
  return flawTexts[flaw][language];
}

/** The first flaw of a passphrase that is not empty; undefined: a person can type these bytes. */
export function findPassphraseFlaw(passphrase: Uint8Array): PassphraseFlaw | undefined {
  const [first, second, third] = passphrase;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "MARK";
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || passphrase.includes(0))
    return "UTF16";
  return findCharacterFlaw(passphrase) ?? (first === 0x20 || passphrase.at(-1) === 0x20 ? "BLANK_AT_END" : undefined);
}

/** Character by character; `cluster` is a letter with the marks behind it, which Unicode's form NFC may write otherwise. */
function findCharacterFlaw(passphrase: Uint8Array): PassphraseFlaw | undefined {
  let cluster = "";
  for (let at = 0; at < passphrase.length; ) {
    const length = lengthFrom(passphrase[at] ?? 0);
    const character = decodeCharacter(passphrase.subarray(at, at + length));
    if (character === undefined) return "NOT_UTF8";
    if (forbidden.test(character) || (character !== " " && /^\s$/u.test(character))) return "INVISIBLE";
    const joined = cluster + character;
    if (length > 1 && joined.normalize("NFC") !== joined) return "NOT_NFC";
    cluster = /^\p{M}$/u.test(character) ? joined : character;
    at += length;
  }
  return undefined;
}

/** Of a UTF-8 character, by its first byte; 1 where that is none, which the decoder then refuses. */
function lengthFrom(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

function decodeCharacter(bytes: Uint8Array): string | undefined {
  try {
    const character = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "\ufeff" : decodeUtf8(bytes, "");
    return [...character].length === 1 ? character : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * For a new key. `where` names the file or the prompt. Throws SignError PASSPHRASE. What it lets pass is used as it is, not
 * normalised, so that `age -d` takes the same bytes.
 */
export function checkNewPassphrase(passphrase: Uint8Array, where = "the passphrase", language: Language = "en"): void {
  checkPassphrase(passphrase);
  const flaw = findPassphraseFlaw(passphrase);
  if (flaw !== undefined)
    throw new SignError(
      "PASSPHRASE",
      `${where}: ${describeFlaw(flaw, language)}. ${
        language === "nl"
          ? "Er is niets geschreven: wie deze wachtzin typt, zou de sleutel niet kunnen openen"
          : "Nothing was written: whoever types this passphrase could not open the key"
      }`,
    );
  // UTF-8 characters, counted by their first bytes: a string could not be wiped.
  const characters = passphrase.reduce((count, byte) => ((byte & 0xc0) === 0x80 ? count : count + 1), 0);
  if (characters < passphraseLeast)
    throw new SignError("PASSPHRASE", {
      nl: `verwacht een wachtzin van ten minste ${passphraseLeast} tekens: gebruik meer woorden`,
      en: `expected a passphrase of at least ${passphraseLeast} characters: use several words`,
    });
}

/** Throws SignError PASSPHRASE. */
export function checkPassphrase(passphrase: Uint8Array): void {
  if (passphrase.length === 0)
    throw new SignError("PASSPHRASE", {
      nl: "verwacht een wachtzin, gevonden een lege regel",
      en: "expected a passphrase, found an empty line",
    });
  if (passphrase.length > passphraseLimit)
    throw new SignError("PASSPHRASE", {
      nl: `verwacht een wachtzin van ten hoogste ${passphraseLimit} bytes, gevonden meer`,
      en: `expected a passphrase of at most ${passphraseLimit} bytes, found more`,
    });
}
