// S10: one person across districts. A 510d names people by list and short code; where she stands on the list of one district its units
// say, and the candidate lists of the districts confirm it by name.

import type { Candidates, Count, PersonName, ReadMessage } from "../read/model.ts";
import type { Findings } from "./findings.ts";
import { districtOf } from "./regions.ts";

/** Letters of a last name and initials together, before a digit for people of the same code. */
const codeLength = 14;

/**
 * How counting software makes a short code: the last name without blanks, hyphens and apostrophes, cut so that it has 14 characters with
 * the initials behind it, then a digit for people of the same code. So a code is checked, and never used to look a person up.
 */
export function fitsShortCode(code: string, { lastName, initials }: PersonName): boolean {
  const letters = (text: string) => [...text.replace(/[^\p{L}]/gu, "")];
  const first = letters(initials);
  const name = letters(lastName).slice(0, Math.max(1, codeLength - first.length));
  const wanted = [...name, ...first].slice(0, codeLength).join("");
  return code.replace(/[0-9]{0,7}$/, "") === wanted;
}

/** Districts whose people were confirmed. `count`: a 510d of districts. */
export function judgePeople(
  { source, message }: ReadMessage<Count>,
  candidates: readonly ReadMessage<Candidates>[],
  findings: Findings,
): number {
  const people = new Map<string, { readonly name: PersonName; readonly file: string }>();
  let confirmed = 0;
  for (const { id, name, votes } of message.units) {
    const district = districtOf(id);
    const lists = candidates.find((one) => district !== undefined && one.message.contest.id === String(district));
    if (lists === undefined) continue;
    confirmed++;
    const persons = new Map(
      lists.message.lists.flatMap((list) => list.candidates.map((one) => [`${list.number} ${one.position}`, one.name])),
    );
    for (const list of votes.ballot.lists)
      for (const { position, shortCode } of list.candidates) {
        const person = persons.get(`${list.number} ${position}`);
        if (person === undefined || position === undefined || shortCode === undefined) continue;
        const place = {
          code: "S10",
          file: source.path,
          other: lists.source.path,
          unit: { id, name },
          figure: { kind: "candidate", list: list.number, candidate: position },
          found: shortCode,
          expected: showName(person),
        } as const;
        if (!fitsShortCode(shortCode, person)) findings.add({ ...place, part: "person-name" });
        const key = `${list.number} ${shortCode}`;
        const before = people.get(key);
        if (before === undefined) people.set(key, { name: person, file: lists.source.path });
        else if (!isSamePerson(before.name, person))
          findings.add({ ...place, part: "person-differs", found: showName(before.name) });
      }
  }
  return confirmed;
}

function isSamePerson(a: PersonName, b: PersonName): boolean {
  return a.lastName === b.lastName && a.initials === b.initials && a.prefix === b.prefix;
}

/** `Wolfswinkel, G.W. van der`. Foreign text. */
export function showName({ lastName, initials, prefix }: PersonName): string {
  return [`${lastName},`, initials, prefix].filter((part) => part !== "").join(" ");
}
