// The seats of a group of lists over its lists: Kieswet, articles P 12 and P 13.

import { compare, type Fraction, floor, fraction, minus, over, times } from "./fraction.ts";
import { candidateName, type DistrictList, type PartyList } from "./input.ts";
import type { Asking } from "./lots.ts";

/** One list of a group. */
export interface GroupMember {
  readonly list: DistrictList;
  readonly votes: number;
  /** Who can take a seat. */
  readonly candidates: number;
}

/** One seat of the group, and the list that got it. */
export interface GroupStep {
  readonly article: "P 12" | "P 13";
  readonly id: string;
  /** `whole`: for a whole group quota, given at the same time as all others of these. */
  readonly method: "whole" | "remainder" | "average";
  /** Undefined: of a whole one. */
  readonly value: Fraction | undefined;
  readonly equal: readonly string[];
  readonly byLot: boolean;
}

export interface GroupSeats {
  /** Undefined: no seats, or no votes. */
  readonly quota: Fraction | undefined;
  /** In the order in which the seats were given. */
  readonly steps: readonly GroupStep[];
}

/** Votes for the deceased count for their list, and they take no seat. */
export function membersOf({ number, lists }: PartyList, deceased: ReadonlySet<string>): GroupMember[] {
  return lists.map((list) => ({
    list,
    votes: list.candidates.reduce((sum, { votes }) => sum + votes, 0),
    candidates: list.candidates.filter(({ key }) => !deceased.has(candidateName(number, key))).length,
  }));
}

interface Share {
  readonly member: GroupMember;
  seats: number;
  /** It got one for its remainder. */
  hasResidual: boolean;
}

/** `number`: of the group, for questions. Fewer steps than seats: there were no candidates left. */
export function* distributeInGroup(number: number, seats: number, members: readonly GroupMember[]): Asking<GroupSeats> {
  const votes = members.reduce((sum, member) => sum + member.votes, 0);
  if (seats === 0 || votes === 0) return { quota: undefined, steps: [] };
  const quota = fraction(votes, seats);
  const shares = members.map((member) => ({ member, seats: 0, hasResidual: false }));
  const steps: GroupStep[] = [];
  for (const share of shares)
    for (let whole = wholeSeats(share, quota); whole > 0 && share.seats < share.member.candidates; whole--) {
      share.seats++;
      steps.push({ article: "P 12", id: idOf(share), method: "whole", value: undefined, equal: [], byLot: false });
    }
  while (steps.length < seats) {
    const step = yield* nextSeat(number, shares, quota, seats - steps.length);
    if (step === undefined) break;
    steps.push(step);
  }
  return { quota, steps };
}

/**
 * One seat more, in the same way, for a seat that its list has nobody left to take: among lists that `mayTake` says. Undefined: none.
 * `given`: the seats so far, the first `seats` of them by P 12 and P 13.
 */
export function* oneMoreInGroup(
  number: number,
  members: readonly GroupMember[],
  { given, seats }: { readonly given: readonly GroupStep[]; readonly seats: number },
  mayTake: (id: string) => boolean,
): Asking<GroupStep | undefined> {
  const votes = members.reduce((sum, member) => sum + member.votes, 0);
  const quota = fraction(votes, seats);
  const shares = members.map((member) => {
    const own = given.filter(({ id }) => id === member.list.id);
    const hasResidual = own.some(({ method }) => method === "remainder");
    // A list that may not take another is passed over as one without candidates left.
    const candidates = mayTake(member.list.id) ? own.length + 1 : own.length;
    return { member: { ...member, candidates }, seats: own.length, hasResidual };
  });
  return yield* nextSeat(number, shares, quota, 1);
}

function* nextSeat(
  number: number,
  shares: readonly Share[],
  quota: Fraction,
  left: number,
): Asking<GroupStep | undefined> {
  const round = nextRound(shares, quota);
  if (round === undefined) return undefined;
  const { article, method, value, equal } = round;
  const byLot = equal.length > left;
  const contestants = equal.map(({ member }) => `${number}.${member.list.id}`);
  const at = byLot ? contestants.indexOf(yield { article: article === "P 12" ? "P12" : "P13", contestants }) : 0;
  const winner = equal[at];
  if (winner === undefined) throw new RangeError("the lot names a list that is not in it");
  winner.seats++;
  if (method === "remainder") winner.hasResidual = true;
  return { article, id: idOf(winner), method, value, equal: equal.map(idOf), byLot };
}

function idOf({ member }: Share): string {
  return member.list.id;
}

function wholeSeats({ member }: Share, quota: Fraction): number {
  return Number(floor(over(fraction(member.votes), quota)));
}

interface Round {
  readonly article: GroupStep["article"];
  readonly method: "remainder" | "average";
  readonly value: Fraction;
  readonly equal: readonly Share[];
}

/**
 * P 12, fifth paragraph: the largest remainder, once a list. A list without candidates left is passed over (P 13, first paragraph); when
 * none is left that has not had its seat, the largest average (P 13, second paragraph).
 */
function nextRound(shares: readonly Share[], quota: Fraction): Round | undefined {
  const open = shares.filter(({ member, seats }) => seats < member.candidates && member.votes > 0);
  const isShort = shares.some((share) => share.seats === share.member.candidates && !share.hasResidual);
  const once = open.filter(({ hasResidual }) => !hasResidual);
  if (once.length > 0) {
    const remainder = (share: Share) =>
      minus(fraction(share.member.votes), times(quota, fraction(wholeSeats(share, quota))));
    return { article: isShort ? "P 13" : "P 12", method: "remainder", ...largest(once, remainder) };
  }
  if (open.length === 0) return undefined;
  const average = ({ member, seats }: Share) => fraction(member.votes, seats + 1);
  return { article: "P 13", method: "average", ...largest(open, average) };
}

function largest(shares: readonly Share[], worthOf: (share: Share) => Fraction): Pick<Round, "value" | "equal"> {
  const valued = shares.map((share) => ({ share, value: worthOf(share) }));
  const { value } = valued.reduce((best, one) => (compare(one.value, best.value) > 0 ? one : best));
  return { value, equal: valued.filter((one) => compare(one.value, value) === 0).map(({ share }) => share) };
}
