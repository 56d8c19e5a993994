// The letter of a set of discs, between one disc and the next: so that its key is typed once. In memory alone. docs/spec/receipt.md

import type { Release } from "../format/index.ts";
import type { Text } from "../words/language.ts";

/** What guided program and page say of it. */
export const letterTexts = {
  keyHeld: {
    nl: "De afmeldsleutel hoeft u bij de volgende schijf niet opnieuw te typen. Die blijft tot dan in het geheugen van de computer en wordt nergens opgeslagen.",
    en: "You need not type the afmeldsleutel again for the next disc. It stays in the computer's memory until then, and is saved nowhere.",
  },
  keyKnown: {
    nl: "Envelop {envelope}: de afmeldsleutel is nog bekend van de vorige schijf.",
    en: "Envelope {envelope}: the afmeldsleutel is still known from the disc before.",
  },
} as const satisfies Record<string, Text>;

/** Of the letter that belongs to a disc. */
export interface Letter {
  /** As printed: 0123-K. */
  readonly envelope: string;
  /** The 8 bytes of the afmeldsleutel. */
  readonly key: Uint8Array;
}

/**
 * The letter of a set, while its discs are checked one after the other in one session: its key is typed once. It is overwritten when the
 * last disc of the set is reported, and when whoever holds it says so: at the end of the session.
 */
export class LetterInHand {
  #letter: Letter | undefined;
  #set = "";
  /** Discs of the set that were not reported yet, by number. */
  #due = new Set<number>();

  /**
   * The letter that this disc is still due for. Undefined: there is none, it is of another set, or a disc of this number was reported
   * with it, so that this one may have come in another envelope.
   */
  of(release: Release | undefined): Letter | undefined {
    return release !== undefined && setOf(release) === this.#set && this.#due.has(release.disc)
      ? this.#letter
      : undefined;
  }

  /** The code of this disc was made with this letter. The key belongs to this object from now on, and is overwritten where no disc is due. */
  reported(release: Release, letter: Letter): void {
    const set = setOf(release);
    if (set !== this.#set || letter.key !== this.#letter?.key) {
      this.forget();
      this.#set = set;
      this.#due = new Set(release.manifests.map((_, i) => i + 1));
    }
    this.#letter = letter;
    this.#due.delete(release.disc);
    if (this.#due.size === 0) this.forget();
  }

  /** Of the letter whose key is held; undefined: none is. */
  get envelope(): string | undefined {
    return this.#letter?.envelope;
  }

  forget(): void {
    this.#letter?.key.fill(0);
    this.#letter = undefined;
    this.#set = "";
  }
}

/** The same for all discs of one set, and for no other disc. */
export function setOf({ product, version, sequence, election, role, purpose, manifests }: Release): string {
  return JSON.stringify([product, version, sequence, election, role, purpose, manifests]);
}
