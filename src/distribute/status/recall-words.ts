// How far a recall has come, in words. The status of a register and the command of its own show the same lines.

import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import type { ListedRecipient } from "../register/index.ts";
import type { RecallRow, RecallStage, RecallStatus } from "./recall.ts";

const words = {
  head: {
    nl: "Intrekking {number}, stand op {at}.",
    en: "Recall {number}, as it stands on {at}.",
  },
  holders: {
    nl: "Houders {all}: bevestigd {confirmed} · gehoord {heard} · bereikt {told} · niet bereikt {unreached}",
    en: "Holders {all}: confirmed {confirmed} · heard {heard} · told {told} · not reached {unreached}",
  },
  others: {
    nl: "Overigen {all}: bevestigd {confirmed} · gehoord {heard} · bereikt {told} · niet bereikt {unreached}",
    en: "Others {all}: confirmed {confirmed} · heard {heard} · told {told} · not reached {unreached}",
  },
  nobody: {
    nl: "Nummer {entry}: niemand in dit register heeft deze schijf.",
    en: "Entry {entry}: nobody in this register has this disc.",
  },
  unknown: {
    nl: "Nummer {entry}: van deze schijf weet dit register niets.",
    en: "Entry {entry}: this register knows nothing of this disc.",
  },
  silent: { nl: "Nog niet gehoord, bel nu ({count}):", en: "Not heard yet, call now ({count}):" },
  all: { nl: "Alle houders hebben het gehoord.", en: "All holders have heard." },
  row: {
    nl: "  {id}  {name}  {phone}  {envelopes}  {stage}",
    en: "  {id}  {name}  {phone}  {envelopes}  {stage}",
  },
  hours: { nl: "Houders per uur (UTC):", en: "Holders by the hour (UTC):" },
  hour: {
    nl: "  {hour}: bereikt {told}, gehoord {heard}, bevestigd {confirmed}",
    en: "  {hour}: told {told}, heard {heard}, confirmed {confirmed}",
  },
} as const satisfies Record<string, Text>;

const stageWords: Readonly<Record<RecallStage, Text>> = {
  confirmed: { nl: "bevestigd door een verslag", en: "confirmed by a record" },
  heard: { nl: "gehoord", en: "heard" },
  told: { nl: "bereikt, niets gehoord", en: "told, nothing heard" },
  unreached: { nl: "niet bereikt", en: "not reached" },
};

/** Nobody of these rows has shown that he heard. */
const silentOf = (rows: readonly RecallRow[]): RecallRow[] =>
  rows.filter(({ stage }) => stage === "told" || stage === "unreached");

/** How many are at each stage. */
function countStages(rows: readonly RecallRow[]): Readonly<Record<RecallStage, number>> {
  const counts = { confirmed: 0, heard: 0, told: 0, unreached: 0 };
  for (const { stage } of rows) counts[stage]++;
  return counts;
}

/** `now`: a moment `YYYY-MM-DDThh:mm:ssZ`; `list`: with the telephone numbers, by id. */
export function recallLines(
  status: RecallStatus,
  list: ReadonlyMap<string, Pick<ListedRecipient, "phone">>,
  now: string,
  language: Language,
): string[] {
  const { number, entries, holders, others, hours } = status;
  const silent = silentOf(holders);
  const counted = (text: Text, rows: readonly RecallRow[]) =>
    sayIn(text, language, { all: rows.length, ...countStages(rows) });
  return [
    sayIn(words.head, language, { number, at: `${spoken(now, language)} (UTC)` }),
    counted(words.holders, holders),
    counted(words.others, others),
    ...entries
      .filter((one) => one.holders === 0)
      .map(({ entry, release }) => sayIn(release === undefined ? words.unknown : words.nobody, language, { entry })),
    ...(holders.length === 0
      ? []
      : [silent.length === 0 ? words.all[language] : sayIn(words.silent, language, { count: silent.length })]),
    ...silent.map((row) => rowLine(row, list.get(row.recipient.id)?.phone || "-", language)),
    ...(hours.length === 0 ? [] : [words.hours[language]]),
    ...hours.map(({ hour, ...counts }) =>
      sayIn(words.hour, language, { hour: spoken(`${hour}:59`, language), ...counts }),
    ),
  ];
}

const spoken = (moment: string, language: Language): string => momentWords(moment.replace("T", " "), language);

function rowLine({ recipient, held, stage }: RecallRow, phone: string, language: Language): string {
  const { id, name } = recipient;
  const envelopes = [...new Set(held.map(({ envelope }) => envelope.number))].join(" ");
  return fill(words.row[language], { id, name, phone, envelopes, stage: stageWords[stage][language] });
}

/** For another program: nothing of people. */
export function recallValue(status: RecallStatus): object {
  const { number, entries, holders, others, stock, hours } = status;
  return {
    format: "zegel/recall-status v1",
    number,
    entries,
    counts: { holders: countStages(holders), others: countStages(others) },
    holders: holders.map(rowValue),
    others: others.map(rowValue),
    stock: [...new Set(stock.map(({ envelope }) => envelope.number))],
    hours,
  };
}

function rowValue({ recipient, held, stage, at, notices }: RecallRow): object {
  return {
    recipient: recipient.id,
    stage,
    at,
    notices: notices.map(({ line, list, channel, at: moment }) => ({ line, list, channel, at: moment })),
    held: held.map(({ entry, envelope, disc, copy, isSent }) => ({
      ...{ entry, envelope: envelope.number, disc, copy, isSent },
    })),
  };
}
