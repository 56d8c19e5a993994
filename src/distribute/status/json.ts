// A status for another program. docs/spec/status.md

import { sayIn } from "../../words/language.ts";
import type { Envelope } from "../register/index.ts";
import type { Flag } from "./flags/flag.ts";
import type { DiscStanding, Standing } from "./standing.ts";
import type { Status } from "./status.ts";

/** What `--json` writes: nothing of people, as the list of recipients has no part in it. */
export function statusJson(status: Status): string {
  const { register, counts, office, flags, standings, required, lines, head, due } = status;
  const value = {
    format: "zegel/status v1",
    at: status.now,
    election: register.election,
    purpose: register.purpose,
    register: { lines, head, ...leftOut({ loggedUpTo: register.logged.at(-1)?.upTo }) },
    ...leftOut({ due }),
    counts,
    office,
    ...(required === undefined ? {} : { required: { kinds: required, lacking: numbersOf(status.lacking) } }),
    ...recallValue(status),
    flags: flags.map(flagValue),
    envelopes: standings.map(envelopeValue),
    corrections: register.corrections.map(({ line, target, reason, by }) => ({ line, target, reason, by })),
    torn: register.torn.map(({ line, bytes }) => ({ line, bytes })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The stage of each recipient who was told, or who holds what is recalled. */
function recallValue({ recall }: Status): object {
  if (recall === undefined) return {};
  const rows = [...recall.holders, ...recall.others.filter(({ stage }) => stage !== "unreached")];
  const recipients = rows.map(({ recipient: { id }, held, stage }) => ({ id, holds: held.length, stage }));
  return { recall: { list: recall.number, recipients } };
}

const numbersOf = (standings: readonly Standing[]): string[] => standings.map(({ envelope }) => envelope.number);

function flagValue({ kind, envelopes, lines, text, values }: Flag): object {
  return {
    flag: kind,
    envelopes: envelopes.map(({ number }) => number),
    lines,
    nl: sayIn(text, "nl", values),
    en: sayIn(text, "en", values),
  };
}

function envelopeValue({ envelope, stage, discs }: Standing): object {
  return {
    envelope: envelope.number,
    recipient: envelope.recipient.id,
    release: envelope.release.name,
    stage,
    ...endOf(envelope),
    discs: discs.map(discValue),
  };
}

function endOf({ ended }: Envelope): object {
  if (ended === undefined) return {};
  const { line, by } = ended;
  return ended.how === "void"
    ? { ended: { line, by, void: ended.reason } }
    : { ended: { line, by, replacedBy: ended.envelope, what: ended.what } };
}

function discValue({ disc, copy, batch, receipts, evidence, refusal }: DiscStanding): object {
  return {
    disc,
    copy,
    batch,
    evidence: [...evidence],
    ...leftOut({ refusal: refusal?.verdict }),
    receipts: receipts.map(({ line, at, evidence: kind, verdict, scope, link, found }) => ({
      ...{ line, at, evidence: kind, verdict, scope },
      ...leftOut({ link, found }),
    })),
  };
}

/** Fields that are there only where they have a value. */
function leftOut(fields: Readonly<Record<string, string | number | undefined>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
