// ONTBREEKT, LAAT, OUDE LIJST, SAMEN, KLOK: when things went, came, and were checked. docs/spec/register.md, "Status"

import { type Envelope, lastOf, missingOf } from "../../register/index.ts";
import type { Standing } from "../standing.ts";
import { flagTexts } from "../words.ts";
import { type Flag, type FlagRule, nameOf } from "./flag.ts";

/** Who has not reported each disc, and how long he has had it. */
export const findMissing: FlagRule = ({ register, now }) =>
  missingOf(register).map(({ recipient, envelope, stage, discs }): Flag => {
    const flag = { kind: "ONTBREEKT", envelopes: envelope === undefined ? [] : [envelope] } as const;
    if (envelope === undefined)
      return { ...flag, lines: [recipient.line], text: flagTexts.missing.nothing, values: { name: recipient.name } };
    const { sent, arrived } = lastOf(envelope.disc) ?? {};
    const since = arrived ?? sent;
    const lines = [since?.line ?? recipient.line];
    const days = since === undefined ? 0 : daysBetween(since.at, now);
    return {
      ...flag,
      lines,
      text: flagTexts.missing[stage],
      values: { name: nameOf(envelope), days, discs: discs.join(", ") },
    };
  });

/** Whole days, by the clock of the register; a clock that went back counts none. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

/** Checked, or arrived, behind the day of the letters. What has not come at all is missing. */
export const findLate: FlagRule = ({ awaited, due }) => {
  if (due === undefined) return [];
  return awaited.flatMap((standing): Flag[] => {
    const { envelope } = standing;
    const came = [envelope.disc, envelope.letter].flatMap((journey) => lastOf(journey)?.arrived ?? []);
    const checked = checkedLate(standing, due);
    const line = checked ?? came.find(({ at }) => at.slice(0, 10) > due)?.line;
    if (line === undefined) return [];
    const text = checked === undefined ? flagTexts.lateArrived : flagTexts.lateChecked;
    return [{ kind: "LAAT", envelopes: [envelope], lines: [line], text, values: { name: nameOf(envelope), due } }];
  });
};

/** The line of a disc whose first check was behind the day: by its record's own clock, else by when it was reported. */
function checkedLate({ discs }: Standing, due: string): number | undefined {
  for (const { receipts, records } of discs) {
    const moments = [
      ...records.map(({ moment, line }) => ({ at: moment, line })),
      ...receipts.map(({ at, line }) => ({ at, line })),
    ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const [first] = moments;
    if (first !== undefined && first.at.slice(0, 10) > due) return first.line;
  }
  return undefined;
}

/** A record that knew fewer recall lists than were told to anybody before it came in. */
export const findOldLists: FlagRule = ({ all, register }) => {
  const newestBefore = newestAbove(register.notices.values());
  return all
    .filter(({ envelope }) => envelope.ended === undefined)
    .flatMap(({ envelope, discs }) =>
      discs.flatMap(({ records }): Flag[] => {
        const last = records.at(-1);
        if (last?.list === undefined) return [];
        const newest = newestBefore(last.line);
        if (last.list >= newest) return [];
        const values = { name: nameOf(envelope), list: last.list, newest };
        return [{ kind: "OUDE LIJST", envelopes: [envelope], lines: [last.line], text: flagTexts.oldList, values }];
      }),
    );
};

/** The newest list of which anybody had been told above a line, for lines in any order. */
function newestAbove(notices: Iterable<{ readonly list: number; readonly line: number }>): (line: number) => number {
  const steps: { list: number; line: number }[] = [];
  for (const { list, line } of [...notices].toSorted((a, b) => a.line - b.line))
    if (list > (steps.at(-1)?.list ?? 0)) steps.push({ list, line });
  // At most one step a list: there are 256.
  return (line) => steps.findLast((step) => step.line < line)?.list ?? 0;
}

/** Letter and disc with one number of the carrier, or on one day: whoever takes the one has the other. */
export const findTogether: FlagRule = ({ awaited }) =>
  awaited
    .map(({ envelope }) => envelope)
    .filter(isTogether)
    .map((envelope) => ({
      ...{ kind: "SAMEN", envelopes: [envelope], text: flagTexts.together, values: { name: nameOf(envelope) } },
      lines: [envelope.disc, envelope.letter].flatMap((journey) => lastOf(journey)?.sent.line ?? []),
    }));

export function isTogether({ disc, letter }: Envelope): boolean {
  const [one, other] = [disc.sent.at(-1), letter.sent.at(-1)];
  if (one === undefined || other === undefined) return false;
  const isOneNumber = one.track !== undefined && one.track === other.track && one.carrier === other.carrier;
  return isOneNumber || one.at.slice(0, 10) === other.at.slice(0, 10);
}

/** A clock that cannot be right: the register's went back, or a record is older than the sending of its disc. */
export const findClocks: FlagRule = ({ all, register }) => {
  const { clockWentBack } = register;
  const own: Flag[] =
    clockWentBack.length === 0
      ? []
      : [
          {
            ...{ kind: "KLOK", envelopes: [], lines: clockWentBack, text: flagTexts.clockBack },
            values: { lines: clockWentBack.slice(0, 20).join(", ") },
          },
        ];
  const early = all.flatMap(({ envelope, discs }) => {
    const first = envelope.disc.sent[0];
    if (first === undefined) return [];
    return discs.flatMap(({ records }) =>
      records
        .filter(({ moment }) => moment < first.at)
        .map(({ moment, line }): Flag => {
          const values = { name: nameOf(envelope), moment, sent: first.at };
          return { kind: "KLOK", envelopes: [envelope], lines: [line, first.line], text: flagTexts.clockEarly, values };
        }),
    );
  });
  return [...own, ...early];
};
