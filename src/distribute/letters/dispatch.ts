// What a letter has of its envelope in the register: numbers, recipient, and the place of its key. docs/spec/letter.md, "Letters of a
// register"

import type { Envelope, ListedRecipient } from "../register/index.ts";
import { addressLines, type LetterTexts } from "../texts.ts";

/** The afmeldsleutel of a letter that is looked at before there are keys, and whose digest the register holds. */
export const noKey = "_____-_____-_____";

export interface Dispatch {
  /** As printed: 0123-K. */
  readonly envelope: string;
  /** The number of the copy, by disc. */
  readonly copies: ReadonlyMap<number, string>;
  /** The number of the sealed bag, by disc: discs may share one. */
  readonly bags: ReadonlyMap<number, string>;
  /** The number that this one came in the place of. `letter`: the bag still bears it; `all`: so came another disc. */
  readonly replaces: { readonly envelope: string; readonly what: "all" | "letter" } | undefined;
  /** The afmeldsleutel as printed, or `noKey`. */
  readonly key: string;
}

/** Of a packed envelope, before it has a key. */
export function dispatchOf({ number, discs, replaces }: Envelope): Dispatch {
  return {
    envelope: number,
    copies: new Map(discs.map(({ disc, copy }) => [disc, copyWords(copy)])),
    bags: new Map(discs.map(({ disc, seal }) => [disc, seal])),
    replaces:
      replaces?.ended?.how === "replaced" ? { envelope: replaces.number, what: replaces.ended.what } : undefined,
    key: noKey,
  };
}

/** Each once. */
export const bagsOf = (bags: Dispatch["bags"]): readonly string[] => [...new Set(bags.values())];

/** As it stands on the disc. */
export const copyWords = (copy: number): string => `${copy}`.padStart(4, "0");

/** An office as it is addressed; of whoever only looks, and what has its kind in its name already, the name alone. */
const offices: Readonly<Record<string, string>> = {
  gsb: "Gemeente",
  sol: "Openbaar lichaam",
  hsb: "Hoofdstembureau",
  csb: "Centraal stembureau",
  psb: "Provinciaal stembureau",
  nbsb: "Nationaal briefstembureau",
};

function officeOf({ kind, name }: ListedRecipient): string {
  const office = Object.hasOwn(offices, kind) ? (offices[kind] ?? "") : "";
  return office === "" || name.toLowerCase().startsWith(office.toLowerCase()) ? name : `${office} ${name}`;
}

/** Characters of a line in the window. */
const lineLimit = 45;

/** The lines of an address, broken between words; more than `addressLines` do not fit the window of an envelope. */
export function addressOf(listed: ListedRecipient): readonly string[] {
  const { attention, address, postcode, place, country } = listed;
  const town = [postcode, place].filter((part) => part !== "").join("  ");
  return [officeOf(listed), attention, address, town, country].flatMap((part) => (part === "" ? [] : broken(part)));
}

/** In lines of at most 45 characters; a longer word is cut where the line ends. */
function broken(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => word.match(/.{1,45}/gu) ?? [""])) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > lineLimit) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Characters of a recipient's name on the slip. */
const nameLimit = 80;

/** Why there is no room for him in a letter, in both languages; undefined: there is. */
export function roomFault(listed: ListedRecipient): { readonly nl: string; readonly en: string } | undefined {
  const lines = addressOf(listed).length;
  if (listed.name.length > nameLimit)
    return {
      nl: `${listed.id}: de naam heeft ${listed.name.length} tekens, op de strook passen er ${nameLimit}: kort die in de lijst in`,
      en: `${listed.id}: the name has ${listed.name.length} characters, the slip has room for ${nameLimit}: shorten it in the list`,
    };
  if (lines > addressLines)
    return {
      nl: `${listed.id}: het adres heeft ${lines} regels van ${lineLimit} tekens, in het venster passen er ${addressLines}: kort het in de lijst in`,
      en: `${listed.id}: the address has ${lines} lines of ${lineLimit} characters, the window has room for ${addressLines}: shorten it in the list`,
    };
  return undefined;
}

/** TEXTS with what the register knows of this one. */
export function textsOf(common: LetterTexts, listed: ListedRecipient, { envelope, bags }: Dispatch): LetterTexts {
  return { ...common, address: addressOf(listed), municipality: listed.name, envelope, bag: bagsOf(bags).join(", ") };
}
