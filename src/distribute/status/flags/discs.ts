// VERVALSING, NIET GOED, PARTIJ: what discs were found to be. docs/spec/register.md, "Status"

import { nothingFound } from "../../../format/index.ts";
import type { Register } from "../../register/index.ts";
import { batchOf } from "../../register/index.ts";
import { type Checked, fisher, isRarerThan } from "../fisher.ts";
import type { ReadRegister } from "../input.ts";
import { suspectVerdicts } from "../known.ts";
import type { DiscStanding, Receipt, Standing } from "../standing.ts";
import { flagTexts } from "../words.ts";
import { type Flag, type FlagRule, nameOf, namesOf } from "./flag.ts";

interface Sight {
  readonly standing: Standing;
  readonly copy: number;
  readonly line: number;
}

/** One thing that is of no master, found on two discs: a slip of one burner is not found twice. */
export const findForgeries: FlagRule = (read) => {
  const groups = new Map<string, Sight[]>();
  for (const standing of read.all)
    for (const disc of standing.discs)
      for (const [key, line] of strangeThings(disc, read)) {
        const sights = groups.get(key);
        const sight = { standing, copy: disc.copy, line };
        if (sights === undefined) groups.set(key, [sight]);
        else sights.push(sight);
      }
  const told = new Set<string>();
  return [...groups.values()].flatMap((sights): Flag[] => {
    // What was found on one disc twice, or under two numbers of one envelope, is one disc.
    const copies = [...new Set(sights.map(({ copy }) => copy))].toSorted((a, b) => a - b);
    if (copies.length < 2 || told.has(copies.join())) return [];
    told.add(copies.join());
    const envelopes = [...new Set(sights.map(({ standing }) => standing.envelope))];
    const values = { count: copies.length, names: namesOf(envelopes) };
    return [{ kind: "VERVALSING", envelopes, lines: sights.map(({ line }) => line), text: flagTexts.forgery, values }];
  });
};

/** What was found on it that no master is: by its stopcode, and by the image of its record, which two scopes share. */
function strangeThings({ receipts, records }: DiscStanding, { finds, images }: ReadRegister): [string, number][] {
  const bad = receipts.filter(({ verdict }) => suspectVerdicts.has(verdict));
  const codes = bad.flatMap(({ found, line }): [string, number][] =>
    found === undefined || found === nothingFound || finds.has(found) ? [] : [[found, line]],
  );
  const controls = new Set(bad.map(({ link }) => link));
  const seen = records.flatMap(({ control, image, line }): [string, number][] =>
    image === undefined || images.has(image) || !controls.has(control) ? [] : [[image, line]],
  );
  return [...codes, ...seen];
}

/** An answer that was not ECHT and that nothing outweighs; three codes that were none of this envelope, and no good one since. */
export const findRefused: FlagRule = (read) =>
  read.all
    .filter(({ envelope }) => envelope.ended === undefined)
    .flatMap((standing) => [
      ...standing.discs.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusedFlag(standing, refusal, read)])),
      ...wrongCodes(standing),
    ]);

function refusedFlag({ envelope }: Standing, { verdict, disc, found, line }: Receipt, read: ReadRegister): Flag {
  const known = read.finds.get(found ?? "");
  const release = read.register.releases.get(known?.release ?? "");
  const values = { name: nameOf(envelope), verdict, disc, discs: envelope.release.count };
  const flag = { kind: "NIET GOED", envelopes: [envelope], lines: [line] } as const;
  if (known === undefined || release === undefined) return { ...flag, text: flagTexts.refused, values };
  const { product, version, sequence } = release;
  const text = known.isWhole ? flagTexts.refusedKnown : flagTexts.refusedSeal;
  return { ...flag, text, values: { ...values, product, version, sequence } };
}

function wrongCodes({ envelope, discs }: Standing): Flag[] {
  return envelope.differs
    .filter(({ what, disc, line }) => {
      const since = discs.find((one) => one.disc === disc)?.receipts.filter((receipt) => receipt.line > line) ?? [];
      return what === "code" && !since.some(({ evidence }) => evidence === "afmeldcode");
    })
    .map(({ line }) => {
      const values = { name: nameOf(envelope) };
      return { kind: "NIET GOED", envelopes: [envelope], lines: [line], text: flagTexts.wrongCodes, values };
    });
}

/** A batch in which discs are unreadable more often than chance makes it, by Fisher's exact test over all discs that were checked. */
export const findBadBatches: FlagRule = (read) => {
  const counted = countBatches(read);
  const all = [...counted.values()];
  const total = { bad: sum(all.map(({ bad }) => bad)), good: sum(all.map(({ good }) => good)) };
  return [...counted].flatMap(([batch, mine]): Flag[] => {
    const others = { bad: total.bad - mine.bad, good: total.good - mine.good };
    // Each batch is one more chance to be wrong: one in a hundred is shared among them.
    if (mine.bad < 2 || !isRarerThan(fisher(mine, others), 100 * counted.size)) return [];
    const values = {
      ...{ batch, bad: mine.bad, checked: mine.bad + mine.good },
      ...{ otherBad: others.bad, otherChecked: others.bad + others.good },
    };
    return [{ kind: "PARTIJ", envelopes: mine.envelopes, lines: mine.lines, text: flagTexts.batch, values }];
  });
};

interface Counted extends Checked {
  readonly envelopes: Standing["envelope"][];
  readonly lines: number[];
}

/** Batches of which a disc was checked, by whoever; a disc that was unreadable once is bad, and each disc counts once. */
function countBatches({ all, register }: ReadRegister): ReadonlyMap<string, Counted> {
  const discs = new Map<number, { batch: string; bad: boolean; envelope?: Standing["envelope"]; line: number }>();
  for (const { envelope, discs: own } of all)
    for (const { copy, batch, receipts } of own) {
      const [first] = receipts;
      if (first === undefined) continue;
      const bad = receipts.find(({ verdict }) => verdict === "ONLEESBAAR");
      if (discs.get(copy)?.bad !== true)
        discs.set(copy, { batch, bad: bad !== undefined, envelope, line: (bad ?? first).line });
    }
  for (const [copy, { verdict, line }] of register.checked) {
    const batch = batchOfCopy(register, copy);
    if (discs.get(copy)?.bad !== true) discs.set(copy, { batch, bad: verdict === "ONLEESBAAR", line });
  }
  return grouped(discs.values());
}

function grouped(
  discs: Iterable<{ batch: string; bad: boolean; envelope?: Standing["envelope"]; line: number }>,
): ReadonlyMap<string, Counted> {
  const counted = new Map<string, { bad: number; good: number; envelopes: Standing["envelope"][]; lines: number[] }>();
  for (const { batch, bad, envelope, line } of discs) {
    const mine = counted.get(batch) ?? { bad: 0, good: 0, envelopes: [], lines: [] };
    counted.set(batch, mine);
    if (bad) {
      mine.bad++;
      mine.lines.push(line);
      if (envelope !== undefined) mine.envelopes.push(envelope);
    } else mine.good++;
  }
  return counted;
}

/** Every checked copy is of a batch: the register's rule. */
const batchOfCopy = (register: Register, copy: number): string => batchOf(register.batches, copy)?.name ?? "";

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
