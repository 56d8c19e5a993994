// All letters that are to be made now, as files that can be printed: who gets which, in what language and size. Nothing is made before all
// of it is judged. docs/spec/letter.md, "Letters of a register"

import type { Bilingual } from "../../format/index.ts";
import { DistributeError, type DistributeErrorCode } from "../error.ts";
import { byId, type Envelope, type LetterLanguage, type ListedRecipient, type Register } from "../register/index.ts";
import type { ReleasedSet } from "../released-set.ts";
import type { LetterTexts } from "../texts.ts";
import type { DispatchedLetter } from "./batch.ts";
import { dispatchOf, roomFault, textsOf } from "./dispatch.ts";
import { isReviewed, wordsOf } from "./languages.ts";
import { type RecalledDisc, recalledLimit } from "./recalled.ts";
import { type EnvelopeRange, wantedLetters } from "./wanted.ts";

/** What letters are made from. */
export interface LetterSources {
  readonly register: Register;
  readonly list: readonly ListedRecipient[];
  /** By the name that the register has for each. */
  readonly sets: ReadonlyMap<string, ReleasedSet>;
  readonly texts: LetterTexts;
  /** By recipient: recalled discs that he has. The letter of an emergency version names them. */
  readonly recalled: ReadonlyMap<string, readonly RecalledDisc[]>;
}

export interface LetterChoices {
  readonly only: readonly EnvelopeRange[];
  /** Of all letters; undefined: each recipient's own. */
  readonly language: LetterLanguage | undefined;
  /** All in large print; false: for whoever asks for it in the list. */
  readonly isLarge: boolean;
  readonly perFile: number;
  /** To be looked at: a language that nobody reviewed is allowed. */
  readonly isProof: boolean;
  readonly isWithoutProof: boolean;
}

/** One file to print. */
export interface LetterFile {
  readonly name: string;
  readonly letters: readonly DispatchedLetter[];
}

export interface LetterPlan {
  readonly files: readonly LetterFile[];
  /** Passed over: they have a letter; or are of a release that was not given. */
  readonly lettered: readonly Envelope[];
  readonly others: readonly Envelope[];
  /** Letters without the recalled discs of their recipients, who have more of them than there is room for. */
  readonly crowded: readonly Envelope[];
}

/** Faults that are told one by one. */
const toldLimit = 40;

/** Throws DistributeError TEXTS, ENVELOPE, ADDRESS, LANGUAGE, each with all that is wrong. */
export function planLetters(sources: LetterSources, choices: LetterChoices): LetterPlan {
  demandOpenTexts(sources.texts);
  const { envelopes, faults, lettered, others } = wantedLetters(
    sources.register,
    new Set(sources.sets.keys()),
    choices.only,
  );
  refuse("ENVELOPE", faults);
  const list = byId(sources.list);
  refuse(
    "ENVELOPE",
    envelopes.flatMap(({ number, recipient: { id } }) => (list.has(id) ? [] : notListed(number, id))),
  );
  const chosen = envelopes.flatMap((envelope) => {
    const listed = list.get(envelope.recipient.id);
    const set = sources.sets.get(envelope.release.name);
    return listed === undefined || set === undefined ? [] : { envelope, listed, set };
  });
  refuse(
    "ADDRESS",
    chosen.flatMap(({ listed }) => roomFault(listed) ?? []),
  );
  const languageFor = ({ language }: ListedRecipient) => choices.language ?? language;
  if (!choices.isProof) refuse("LANGUAGE", notReviewed(chosen.map(({ listed }) => languageFor(listed))));
  const crowded: Envelope[] = [];
  const letters = chosen.map(({ envelope, listed, set }): DispatchedLetter => {
    const dispatch = dispatchOf(envelope);
    const isLarge = choices.isLarge || listed.isLarge;
    const all = (isEmergency(set) && sources.recalled.get(listed.id)) || [];
    const recalled = isLarge || all.length <= recalledLimit ? all : [];
    if (recalled.length < all.length) crowded.push(envelope);
    return {
      ...{ set, dispatch, texts: textsOf(sources.texts, listed, dispatch), ...wordsOf(languageFor(listed)) },
      ...{ isLarge, recalled, isProof: choices.isProof, isWithoutProof: choices.isWithoutProof },
    };
  });
  return { files: filesOf(letters, choices), lettered, others, crowded };
}

/** One whose letter tells its recipient of the recall of an older disc too. */
export const isEmergency = ({ release }: ReleasedSet): boolean => release.urgency === "emergency";

/** Large ones each in a file of its own: how many sheets they have, nobody knows before they are printed. */
function filesOf(letters: readonly DispatchedLetter[], { perFile, isProof }: LetterChoices): LetterFile[] {
  const usual = letters.filter(({ isLarge }) => !isLarge);
  const before = isProof ? "proefdruk-" : "";
  const files: LetterFile[] = [];
  for (let at = 0; at < usual.length; at += perFile) {
    const some = usual.slice(at, at + perFile);
    const [from, to] = [some[0]?.dispatch.envelope, some.at(-1)?.dispatch.envelope];
    files.push({ name: `${before}brieven-${from === to ? from : `${from}-${to}`}.html`, letters: some });
  }
  for (const letter of letters.filter(({ isLarge }) => isLarge))
    files.push({ name: `${before}brief-groot-${letter.dispatch.envelope}.html`, letters: [letter] });
  return files;
}

/** What the register fills in stands in it alone: else one town would stand on every letter. */
function demandOpenTexts({ address, municipality, envelope, bag }: LetterTexts): void {
  const filled = Object.entries({ address, municipality, envelope, bag }).filter(([, value]) => value !== undefined);
  refuse(
    "TEXTS",
    filled.map(([name]) => ({
      nl: `${name}: dit vult het register per brief in: schrijf in de teksten "none"`,
      en: `${name}: the register fills this in for each letter: write "none" in the texts`,
    })),
  );
}

const notListed = (number: string, id: string): Bilingual => ({
  nl: `envelop ${number}: ${id} staat niet meer in de lijst met ontvangers`,
  en: `envelope ${number}: ${id} is no longer in the list of recipients`,
});

function notReviewed(languages: readonly LetterLanguage[]): Bilingual[] {
  return [...new Set(languages)]
    .filter((language) => !isReviewed(language))
    .map((language) => {
      const count = languages.filter((one) => one === language).length;
      return {
        nl: `${language}: geen moedertaalspreker heeft de brief in deze taal nagelezen (brieven: ${count}): maak een proefdruk, of kies Nederlands of Engels`,
        en: `${language}: no native speaker has reviewed the letter in this language (letters: ${count}): make a proof print, or choose Dutch or English`,
      };
    });
}

/** Throws DistributeError where there are any. */
function refuse(code: DistributeErrorCode, faults: readonly Bilingual[]): void {
  if (faults.length === 0) return;
  const told = faults.slice(0, toldLimit);
  const more = faults.length - told.length;
  throw new DistributeError(code, {
    nl: ["er is geen brief gemaakt:", ...told.map(({ nl }) => nl), ...(more > 0 ? [`en nog ${more}`] : [])].join("\n"),
    en: ["no letter was made:", ...told.map(({ en }) => en), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
  });
}
