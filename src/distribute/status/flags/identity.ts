// VERWISSELD, ZEGEL, DUBBEL: whether disc, letter, bag and record belong to each other. docs/spec/register.md, "Status"

import type { Envelope } from "../../register/index.ts";
import type { CheckRecord } from "../standing.ts";
import { flagTexts } from "../words.ts";
import { type Flag, type FlagRule, nameOf, namesOf } from "./flag.ts";

/** A record of another release than lies in the envelope; a code or a bag that is another envelope's. */
export const findSwapped: FlagRule = ({ all, register }) => {
  const open = all.filter(({ envelope }) => envelope.ended === undefined);
  const byRecord = open.flatMap(({ envelope, discs }) =>
    discs.flatMap(({ disc, records }) => {
      const expected = envelope.release.discs.get(disc)?.textSha256;
      return records
        .filter(({ release }) => release !== undefined && release !== expected)
        .map((record) => otherRelease(envelope, record, releaseName(register.releases.values(), record.release)));
    }),
  );
  const bySaid = open.flatMap(({ envelope }) =>
    envelope.differs.flatMap(({ what, other, line }): Flag[] => {
      const holder = other === undefined ? undefined : register.envelopes.get(other);
      if (holder === undefined || what === "code") return [];
      const text = what === "zak" ? flagTexts.otherBag : flagTexts.otherLetter;
      const values = { name: nameOf(envelope), other: nameOf(holder) };
      return [{ kind: "VERWISSELD", envelopes: [envelope, holder], lines: [line], text, values }];
    }),
  );
  return [...byRecord, ...bySaid];
};

function otherRelease(envelope: Envelope, { line }: CheckRecord, found: string | undefined): Flag {
  const flag = { kind: "VERWISSELD", envelopes: [envelope], lines: [line] } as const;
  const values = { name: nameOf(envelope) };
  if (found === undefined) return { ...flag, text: flagTexts.unknownRelease, values };
  return { ...flag, text: flagTexts.otherRelease, values: { ...values, found } };
}

function releaseName(releases: Iterable<Envelope["release"]>, textSha256: string | undefined): string | undefined {
  for (const { name, count, discs } of releases)
    for (const disc of discs.values())
      if (disc.textSha256 === textSha256) return count === 1 ? name : `${name}, ${disc.disc}/${count}`;
  return undefined;
}

/** The number of the bag, read out twice, is of no envelope: somebody packed it anew. */
export const findWrongBags: FlagRule = ({ all }) =>
  all
    .filter(({ envelope }) => envelope.ended === undefined)
    .flatMap(({ envelope }) =>
      envelope.differs
        .filter(({ what, other }) => what === "zak" && other === undefined)
        .map(({ line }) => {
          const values = { name: nameOf(envelope) };
          return { kind: "ZEGEL", envelopes: [envelope], lines: [line], text: flagTexts.bag, values } as const;
        }),
    );

interface Use {
  readonly copy: number;
  readonly line: number;
  readonly envelope: Envelope | undefined;
}

/** One control number for two discs: a check was made of one of them at most. A copy or a bag twice is refused by the register itself. */
export const findDoubles: FlagRule = ({ all, register }) => {
  const uses = new Map<string, Use[]>();
  const use = (control: string | undefined, one: Use) => {
    // Two digits are what an afmeldcode holds: two checks in a thousand share them.
    if (control === undefined || control.length === 2) return;
    const there = uses.get(control);
    if (there === undefined) uses.set(control, [one]);
    else there.push(one);
  };
  for (const { envelope, discs } of all)
    for (const { copy, receipts, records } of discs) {
      for (const { link, line } of receipts) use(link, { copy, line, envelope });
      for (const { control, line } of records) use(control, { copy, line, envelope });
    }
  for (const { copy, control, line } of register.checked.values()) use(control, { copy, line, envelope: undefined });
  return [...uses].flatMap(([control, found]): Flag[] => {
    const copies = new Set(found.map(({ copy }) => copy));
    if (copies.size < 2) return [];
    const envelopes = [...new Set(found.map(({ envelope }) => envelope))].filter((one) => one !== undefined);
    const values = { control, count: copies.size, names: namesOf(envelopes) };
    const lines = found.map(({ line }) => line);
    return [{ kind: "DUBBEL", envelopes, lines, text: flagTexts.double, values }];
  });
};
