// A recall that is read back over the telephone: the four groups of the intrekkingscode, of each recalled disc that the caller has.
// docs/spec/register.md, "Recall"

import { type Bilingual, encodeRecallCode, inBoth, readRecallCode } from "../../format/index.ts";
import { sayGroups, sayOtherCode } from "../../words/code-words.ts";
import { type Register, RegisterError } from "../register/index.ts";
import { demandRecall, type RecallRow, type RecallStatus } from "../status/recall.ts";

/** Entries that he has to read back: of the discs that he has; of whoever has none, any of the list. */
interface Expected {
  readonly row: RecallRow;
  /** By its code, in printed form. */
  readonly codes: ReadonlyMap<string, number>;
  /** Codes of the list that are of discs which he has not. */
  readonly others: ReadonlyMap<string, number>;
}

/**
 * Nothing where `codes`, as typed, are those of all recalled discs that this recipient has (who has none reads any code of the list).
 * Throws RegisterError ABSENT, and RULE with the group that is wrong, the code that is another's, or those that are still to be read.
 */
export function demandReadBack(register: Register, number: number, recipient: string, codes: readonly string[]): void {
  const status = demandRecall(register, number);
  const expected = expectedOf(status, recipient);
  if (expected === undefined)
    throw rule({
      nl: `ontvanger ${recipient} staat niet in dit register: controleer de code`,
      en: `recipient ${recipient} is not in this register: check the code`,
    });
  const read = new Set(codes.map((typed) => entryOf(typed, expected, status)));
  const unread = [...expected.codes.values()].filter((entry) => !read.has(entry));
  const isEnough = expected.row.held.length === 0 ? read.size > 0 : unread.length === 0;
  if (isEnough) return;
  const entries = unread.join(", ");
  throw rule({
    nl: `laat ook de intrekkingscode voorlezen van nummer ${entries}: die schijf heeft deze ontvanger ook`,
    en: `have the intrekkingscode of entry ${entries} read back too: this recipient has that disc as well`,
  });
}

function expectedOf({ holders, others, entries }: RecallStatus, recipient: string): Expected | undefined {
  const row = [...holders, ...others].find((one) => one.recipient.id === recipient);
  if (row === undefined) return undefined;
  const held = new Set(row.held.map(({ entry }) => entry));
  const codes = new Map<string, number>();
  const rest = new Map<string, number>();
  for (const { entry, imageSha256 } of entries)
    (held.size === 0 || held.has(entry) ? codes : rest).set(encodeRecallCode(entry, imageSha256), entry);
  return { row, codes, others: rest };
}

function entryOf(typed: string, { codes, others }: Expected, { number }: RecallStatus): number {
  const { code, parts, isWhole, characters } = readRecallCode(typed);
  if (code === undefined)
    throw rule(
      inBoth((language) => {
        const other = sayOtherCode(typed, "recall", language);
        if (other !== undefined) return other;
        if (isWhole) return sayGroups(parts, "recall", language);
        return language === "nl"
          ? `een intrekkingscode heeft 4 groepen van 5 tekens, u typte er ${characters}: laat haar nog eens voorlezen`
          : `an intrekkingscode has 4 groups of 5 characters, you typed ${characters}: have it read once more`;
      }),
    );
  const entry = codes.get(code);
  if (entry !== undefined) return entry;
  const wanted = [...codes.values()].join(", ");
  const other = others.get(code);
  throw rule(
    other === undefined
      ? {
          nl: `deze intrekkingscode is niet van intreklijst ${number} (wel: nummer ${wanted}): welke brief heeft hij voor zich? Leest hij goed, dan heeft iemand anders hem geschreven: bel hem terug op het nummer uit de lijst`,
          en: `this intrekkingscode is not of recall list ${number} (that is: entry ${wanted}): which letter has he before him? Where he reads it right, somebody else wrote to him: call him back on the number of the list`,
        }
      : {
          nl: `deze intrekkingscode is van nummer ${other}, en die schijf heeft deze ontvanger niet: laat die van nummer ${wanted} voorlezen`,
          en: `this intrekkingscode is of entry ${other}, and this recipient does not have that disc: have the one of entry ${wanted} read back`,
        },
  );
}

const rule = (says: Bilingual): RegisterError => new RegisterError("RULE", says);
