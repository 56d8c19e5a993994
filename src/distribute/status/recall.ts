// How far a recall has come: who was told, who heard, who confirmed by a record, and whom nobody has reached. docs/spec/register.md, "Recall"

import { type Recipient, type Register, RegisterError, type Stamp } from "../register/index.ts";
import { type HeldDisc, heldDiscs } from "./held.ts";

/** The furthest first. `confirmed`: a record says INGETROKKEN and knew the list; `heard`: he showed it otherwise; `told`: a notice went out. */
const recallStages = ["confirmed", "heard", "told", "unreached"] as const;
export type RecallStage = (typeof recallStages)[number];

type Notice = Register["notices"] extends ReadonlyMap<number, infer T> ? T : never;

export interface RecallRow {
  readonly recipient: Recipient;
  /** Recalled discs that he has; none: he is told for his information. */
  readonly held: readonly HeldDisc[];
  readonly stage: RecallStage;
  /** When each stage was reached first, by the clock of the register; undefined: not yet. */
  readonly at: Readonly<Record<Exclude<RecallStage, "unreached">, string | undefined>>;
  /** Of this list or a later one. */
  readonly notices: readonly Notice[];
}

export interface RecallEntry {
  readonly entry: number;
  readonly imageSha256: string;
  /** What this register calls it; undefined: no disc of this register has that image. */
  readonly release: { readonly name: string; readonly disc: number } | undefined;
  /** Recipients who have it. */
  readonly holders: number;
}

/** How many of the holders had come so far by the end of this hour. */
export interface RecallHour {
  /** `YYYY-MM-DDThh`, in UTC. */
  readonly hour: string;
  readonly told: number;
  readonly heard: number;
  readonly confirmed: number;
}

export interface RecallStatus {
  readonly number: number;
  readonly entries: readonly RecallEntry[];
  /** In the order of the register. */
  readonly holders: readonly RecallRow[];
  /** All others but stock: they may be sent such a disc by somebody else. */
  readonly others: readonly RecallRow[];
  /** Recalled discs that nobody was given. */
  readonly stock: readonly HeldDisc[];
  /** Hours in which something changed, in order. */
  readonly hours: readonly RecallHour[];
}

/** The same, or what to do. Throws RegisterError ABSENT. */
export function demandRecall(register: Register, number: number): RecallStatus {
  const status = recallStatus(register, number);
  if (status !== undefined) return status;
  const { length } = register.recalled;
  throw new RegisterError("ABSENT", {
    nl: `intreklijst ${number} is niet in dit register (de nieuwste: ${length === 0 ? "geen" : length}): geef die eerst door met zegel register notice`,
    en: `recall list ${number} is not in this register (the newest: ${length === 0 ? "none" : length}): pass it on first with zegel register notice`,
  });
}

/** Of the list with this number, which holds all entries up to it. Undefined: the register knows of no such list. */
export function recallStatus(register: Register, number: number): RecallStatus | undefined {
  const entries = register.recalled.slice(0, number);
  if (number < 1 || entries.length < number) return undefined;
  const images = new Map(entries.map(({ imageSha256, entry }) => [imageSha256, entry]));
  const all = heldDiscs(register, images);
  const byRecipient = groupedBy(all, ({ envelope }) => envelope.recipient.id);
  const digests = digestsOf(register, images);
  const told = latest(register.notices.values(), number);
  const heard = latest(register.heard.values(), number);
  const rows = [...register.recipients.values()]
    .filter(({ of }) => of !== "spare")
    .map((recipient): RecallRow => {
      const held = byRecipient.get(recipient.id) ?? [];
      const notices = told.get(recipient.id) ?? [];
      const answers = heard.get(recipient.id) ?? [];
      const confirmed = confirmation(recipient, number, digests);
      const at = {
        told: first(notices),
        heard: first(answers),
        confirmed: confirmed?.at ?? first(answers.filter(({ how }) => how === "verslag")),
      };
      return { recipient, held, notices, at, stage: stageOf(at) };
    });
  const holders = rows.filter(({ held }) => held.length > 0);
  return {
    number,
    entries: entries.map(({ entry, imageSha256 }) => entryOf(register, entry, imageSha256, holders)),
    holders,
    others: rows.filter(({ held }) => held.length === 0),
    stock: all.filter(({ envelope }) => envelope.recipient.of === "spare"),
    hours: hoursOf(holders),
  };
}

/** A later list holds the earlier ones: whoever was told of it was told of them. By recipient. */
function latest<T extends { readonly list: number; readonly recipient: string }>(
  facts: Iterable<T>,
  number: number,
): ReadonlyMap<string, readonly T[]> {
  return groupedBy(
    [...facts].filter(({ list }) => list >= number),
    ({ recipient }) => recipient,
  );
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

const first = (facts: readonly Stamp[]): string | undefined => earliest(facts.map(({ at }) => at));

function earliest(moments: readonly (string | undefined)[]): string | undefined {
  return moments.filter((at) => at !== undefined).toSorted()[0];
}

function stageOf({ confirmed, heard, told }: RecallRow["at"]): RecallStage {
  if (confirmed !== undefined) return "confirmed";
  if (heard !== undefined) return "heard";
  return told === undefined ? "unreached" : "told";
}

/**
 * A record of his, taken in, whose check said INGETROKKEN and knew the list: a receipt of the kind `verslag` came in with it. A record
 * of another disc than a recalled one says nothing of this list.
 */
function confirmation({ envelopes }: Recipient, number: number, recalled: ReadonlySet<string>): Stamp | undefined {
  for (const { records, receipts } of envelopes)
    for (const record of records) {
      const { list = 0, release = "", image = "" } = record;
      const said = receipts.some(
        ({ evidence, verdict, disc, link }) =>
          evidence === "verslag" &&
          verdict === "INGETROKKEN" &&
          disc === record.disc &&
          link !== undefined &&
          record.control.startsWith(link),
      );
      if (said && list >= number && (recalled.has(image) || recalled.has(release))) return record;
    }
  return undefined;
}

/** Digests of the images, and of the texts of their releases: a check of a folder has no image. */
function digestsOf({ releases }: Register, images: ReadonlyMap<string, number>): ReadonlySet<string> {
  const discs = [...releases.values()].flatMap(({ discs }) => [...discs.values()]);
  const texts = discs.filter(({ imageSha256 }) => images.has(imageSha256)).map(({ textSha256 }) => textSha256);
  return new Set([...images.keys(), ...texts]);
}

function entryOf(
  { releases }: Register,
  entry: number,
  imageSha256: string,
  holders: readonly RecallRow[],
): RecallEntry {
  const found = [...releases.values()].flatMap(({ name, discs }) =>
    [...discs.values()].filter((one) => one.imageSha256 === imageSha256).map(({ disc }) => ({ name, disc })),
  );
  const count = holders.filter(({ held }) => held.some((one) => one.entry === entry)).length;
  return { entry, imageSha256, release: found[0], holders: count };
}

/** Whoever confirmed has heard, and whoever heard was told, by us or by somebody else. */
function hoursOf(holders: readonly RecallRow[]): RecallHour[] {
  const hourOf = (at: string | undefined) => at?.slice(0, 13);
  const reached = holders.map(({ at: { told, heard, confirmed } }) => ({
    told: hourOf(earliest([told, heard, confirmed])),
    heard: hourOf(earliest([heard, confirmed])),
    confirmed: hourOf(confirmed),
  }));
  const hours = new Set(reached.flatMap((one) => Object.values(one)).filter((hour) => hour !== undefined));
  const stages = ["told", "heard", "confirmed"] as const;
  const count = (stage: (typeof stages)[number], hour: string) =>
    reached.filter((one) => (one[stage] ?? "9") <= hour).length;
  return [...hours].toSorted().map((hour) => ({
    hour,
    told: count("told", hour),
    heard: count("heard", hour),
    confirmed: count("confirmed", hour),
  }));
}
