// Lines that a register's rules refuse, and beside each the honest line that comes closest: for the test of the rules, and for the vectors.

import { printFact } from "../../../src/distribute/register/fact.ts";
import type { Fact } from "../../../src/distribute/register/index.ts";
import * as world from "./world.ts";
import { bytesOf, chainOf, commit, corrects, digest, envelope, letter, nextLine, packed, sent } from "./world.ts";

const { arrived, at, by } = world;
export const e = envelope;
export const receipt = (n: number, more: Partial<Fact> = {}): Fact =>
  ({
    ...{ kind: "receipt", envelope: e(n), disc: 1, evidence: "afmeldcode", verdict: "ECHT", scope: 0 },
    ...{ link: "02", found: undefined, by: "anna", ...more },
  }) as Fact;
export const voided = (n: number): Fact => ({ kind: "void", envelope: e(n), reason: "zak-open", by });
export const hsb = (disc: number, copy: number, seal = "Z900"): Fact => ({
  ...{ kind: "packed", envelope: e(102), recipient: "HSB09", release: "hsb", disc, copy, seal, by },
});
export const replaced = (old: number, fresh: number, what: "all" | "letter"): Fact => ({
  ...{ kind: "replaced", old: e(old), envelope: e(fresh), what, by },
});
export const assigned = (recipient: string): Fact => ({ kind: "assigned", envelope: e(104), recipient, by });
export const one = [packed(100, "GM0001", 1)];
export const ready = [...one, letter(100), commit(100)];
export const away = [...ready, sent(100), sent(100, "letter")];
export const spare = [packed(104, "RESERVE1", 7)];
export const logged = (upTo: number): Fact => ({ kind: "logged", upTo, proofSha256: digest(9) });
export const batch = (name: string, from: number, to: number): Fact => ({
  ...{ kind: "batch", name, release: "gsb", disc: 1, copies: { from, to }, place: "x" },
});
export const release = (more: object): Fact =>
  ({
    ...{ kind: "release", name: "nieuw", disc: 1, discs: 1, role: "GSB", sequence: 13 },
    ...{ textSha256: digest(20), imageSha256: digest(21), version: "2.24.4", product: "OSV", ...more },
  }) as Fact;

const master = (image: number, seal: number): Fact => ({
  ...{ kind: "master", release: "gsb", disc: 1 },
  ...{ imageSha256: digest(image), manifestSha256: digest(1), sealSha256: digest(seal) },
});
const differs = (other: number | undefined): Fact => ({
  ...{ kind: "differs", envelope: e(100), disc: 1, what: "zak", by: "anna" },
  other: other === undefined ? undefined : e(other),
});

/** What stands before, the line that is refused, what is said of it, and the one that is taken in its place. */
export const cases: readonly (readonly [string, readonly Fact[], Fact, RegExp, Fact])[] = [
  [
    "a clerk twice",
    [],
    { kind: "clerk", id: "anna", organisation: "X" },
    /anna is there already/,
    { kind: "clerk", id: "cees", organisation: "X" },
  ],
  [
    "a recipient twice",
    [],
    { kind: "recipient", id: "GM0001", of: "gsb", role: "GSB", name: "X" },
    /there already \(line 6\)/,
    { kind: "recipient", id: "GM0003", of: "gsb", role: "GSB", name: "X" },
  ],
  [
    "a clerk who is not there",
    [],
    { ...packed(100, "GM0001", 1), by: ["anna", "dora"] } as Fact,
    /clerk dora is not/,
    packed(100, "GM0001", 1),
  ],
  [
    "a release by another name",
    [],
    release({ imageSha256: digest(11) }),
    /this disc is there already, as disc 1 of gsb/,
    release({}),
  ],
  ["a name of another release", [], release({ name: "gsb" }), /name gsb is of another/, release({ name: "gsb2" })],
  ["a disc beyond its set", [], release({ disc: 2 }), /no disc 2 of 1/, release({ disc: 2, discs: 2 })],
  [
    "copies that cross from below",
    [],
    batch("E", 90, 100),
    /cross those of batch B \(51 to 99\)/,
    batch("E", 100, 100),
  ],
  ["copies around others", [], batch("E", 100, 130), /cross those of batch C/, batch("E", 121, 130)],
  ["a batch twice", [], batch("A", 121, 130), /batch A is there already/, batch("F", 121, 130)],
  ["a master of another image", [], master(13, 2), /not that of disc 1 of gsb/, master(11, 2)],
  [
    "a master with its seal twice",
    [master(11, 2)],
    master(11, 2),
    /this master is there already/,
    master(11, 3), // the same release, sealed again
  ],
  [
    "a mix-up with itself",
    [packed(100, "GM0001", 1), packed(101, "GM0002", 2)],
    differs(100),
    /not mixed up with itself/,
    differs(101),
  ],
  ["a mix-up with what is not packed", [packed(100, "GM0001", 1)], differs(101), /not packed/, differs(undefined)],
  [
    "an envelope of another register",
    [],
    packed(99, "GM0001", 1),
    /not of this register, which begins at 0100-F/,
    packed(100, "GM0001", 1),
  ],
  [
    "an envelope of another width",
    [],
    { ...packed(100, "GM0001", 1), envelope: "00100-F" } as Fact,
    /not of this register/,
    packed(700, "GM0001", 1),
  ],
  [
    "an envelope set apart for another",
    [],
    packed(101, "GM0001", 1),
    /set apart for GM0002 \(Gaarne\), not for GM0001: that one has 0100-F/,
    packed(101, "GM0002", 1),
  ],
  [
    "software of another role",
    [],
    { ...packed(102, "HSB09", 1) },
    /HSB09 gets software for HSB, and gsb is for GSB/,
    packed(103, "STUDIE1", 1),
  ],
  ["a copy of no batch", [], packed(100, "GM0001", 100), /copy 100 is of no batch/, packed(100, "GM0001", 99)],
  [
    "a copy of another disc",
    [],
    packed(100, "GM0001", 101),
    /copy 101 is disc 1 of hsb \(batch C\), expected disc 1 of gsb/,
    packed(100, "GM0001", 51),
  ],
  ["a copy twice", one, packed(101, "GM0002", 1), /copy 1 is in envelope 0100-F already/, packed(101, "GM0002", 2)],
  [
    "a bag twice",
    one,
    packed(101, "GM0002", 2, "Z1"),
    /bag Z1 is of envelope 0100-F already/,
    packed(101, "GM0002", 2, "Z2"),
  ],
  ["an envelope twice", one, packed(100, "GM0001", 2), /holds disc 1 already, copy 1/, packed(105, "GM0001", 2)],
  ["a disc of a set twice", [hsb(1, 101)], hsb(1, 102), /holds disc 1 already/, hsb(2, 111)],
  ["a letter before all discs are in", [hsb(1, 101)], letter(102), /lacks disc 2 of 2/, hsb(2, 112)],
  ["a letter for nothing", [], letter(100), /0100-F is not packed/, packed(100, "GM0001", 1)],
  ["a letter for a spare", spare, letter(104), /in stock: assign it/, assigned("GM0001")],
  ["a spare to the wrong role", spare, assigned("HSB09"), /HSB09 gets software for HSB/, assigned("GM0002")],
  ["a spare to a spare", spare, assigned("RESERVE1"), /is stock itself/, assigned("STUDIE1")],
  [
    "assigned what is no spare",
    one,
    { ...assigned("GM0002"), envelope: e(100) } as Fact,
    /of GM0001 \(Juinen\) and not in stock/,
    letter(100),
  ],
  ["sent before there is a letter", one, sent(100), /no letter yet/, letter(100)],
  ["sent twice", [...ready, sent(100)], sent(100), /the disc of envelope 0100-F was sent already/, sent(100, "letter")],
  ["arrived before it was sent", ready, arrived(100), /was not sent/, sent(100)],
  ["arrived twice", [...away, arrived(100)], arrived(100), /has arrived already/, arrived(100, "letter")],
  [
    "a second letter once its head is logged",
    [...ready, logged(nextLine + 2)],
    letter(100),
    /is settled: a new letter gets a new envelope number/,
    replaced(100, 105, "letter"),
  ],
  ["a second letter once it is sent", away, letter(100), /is settled/, replaced(100, 105, "letter")],
  ["a commitment twice", ready, commit(100), /expected once/, letter(100)],
  ["a commitment for no disc", [...one, letter(100)], commit(100, 2), /holds no disc 2/, commit(100)],
  [
    "a head that goes back",
    [...ready, logged(nextLine)],
    logged(nextLine),
    /expected a later line/,
    logged(nextLine + 1),
  ],
  ["a head of what is not written yet", ready, logged(nextLine + 3), /expected a later line/, logged(nextLine + 2)],
  [
    "ECHT with something found",
    away,
    receipt(100, { found: "0123456789a" }),
    /ECHT has nothing found/,
    receipt(100, { verdict: "GEWIJZIGD", found: "0123456789a" }),
  ],
  ["a receipt for no disc", away, receipt(100, { disc: 2 }), /holds no disc 2/, receipt(100)],
  ["a receipt for nothing", away, receipt(101), /0101-G is not packed/, receipt(100)],
  [
    "a notice to a stranger",
    [],
    { kind: "notice", list: 1, recipient: "GM0009", channel: "brief", by: "anna" },
    /GM0009 is not in this register/,
    { kind: "notice", list: 1, recipient: "GM0001", channel: "brief", by: "anna" },
  ],
  [
    "heard of a stranger",
    [],
    { kind: "heard", list: 1, recipient: "GM0009", how: "email", by: "anna" },
    /GM0009 is not/,
    { kind: "heard", list: 1, recipient: "GM0001", how: "email", by: "anna" },
  ],
  ["back before it was sent", ready, { kind: "returned", envelope: e(100), by: "anna" }, /not under way/, sent(100)],
  [
    "back twice",
    [...away, { kind: "returned", envelope: e(100), by: "anna" }],
    { kind: "returned", envelope: e(100), by: "anna" },
    /not under way/,
    sent(100),
  ],
  [
    "destroyed twice",
    [...ready, { kind: "destroyed", envelope: e(100), by: "anna" }],
    { kind: "destroyed", envelope: e(100), by: "anna" },
    /destroyed already/,
    voided(100),
  ],
  [
    "sent once it is destroyed",
    [...ready, { kind: "destroyed", envelope: e(100), by: "anna" }],
    sent(100),
    /destroyed already/,
    sent(100, "letter"),
  ],
  [
    "sent once it is void",
    [...ready, voided(100)],
    sent(100),
    /was made void \(line \d+, zak-open\)/,
    packed(105, "GM0001", 2),
  ],
  [
    "packed into what is void",
    [hsb(1, 101), { ...voided(102) }],
    hsb(2, 111),
    /was made void/,
    packed(100, "GM0001", 1),
  ],
  ["replaced by itself", ready, replaced(100, 100, "all"), /does not replace itself/, replaced(100, 105, "letter")],
  [
    "replaced by what is not packed",
    ready,
    replaced(100, 105, "all"),
    /0105-M is not packed/,
    packed(105, "GM0001", 2),
  ],
  [
    "replaced by another's",
    [...ready, packed(101, "GM0002", 2)],
    replaced(100, 101, "all"),
    /is of GM0002 for GSB, and 0100-F of GM0001/,
    packed(105, "GM0001", 3),
  ],
  [
    "one in place of two",
    [...ready, packed(105, "GM0001", 2), packed(106, "GM0001", 3), replaced(100, 105, "all")],
    replaced(106, 105, "all"),
    /replaces 0100-F already/,
    replaced(105, 106, "all"),
  ],
  ["a lost letter that there never was", one, replaced(100, 105, "letter"), /has no letter yet/, letter(100)],
  [
    "a lost letter with a used number",
    [...ready, packed(105, "GM0001", 2)],
    replaced(100, 105, "letter"),
    /was used already/,
    replaced(100, 106, "letter"),
  ],
  [
    "a lost letter with another's number",
    ready,
    replaced(100, 101, "letter"),
    /set apart for GM0002/,
    replaced(100, 105, "letter"),
  ],
  [
    "a copy checked twice",
    [{ kind: "checked", copy: 1, verdict: "ECHT", control: "0000D-0000E-0000F", by: "anna" }],
    { kind: "checked", copy: 1, verdict: "ECHT", control: "0000D-0000E-0000F", by: "anna" },
    /./,
    packed(100, "GM0001", 1),
  ],
  ["corrected: opened", [], corrects(2), /it is the first/, corrects(17)],
  ["corrected: a line that is not there", [], corrects(900), /no line 900/, corrects(17)],
  ["corrected twice", [corrects(17)], corrects(17), /was corrected already/, corrects(16)],
  [
    "corrected: what another line rests on",
    ready,
    corrects(nextLine),
    /a later line rests on it \(such as line \d+\)/,
    voided(100),
  ],
  ["corrected: a commitment", ready, corrects(nextLine + 2), /of a kind that stands for ever/, sent(100)],
  ["corrected: a letter with its commitment", ready, corrects(nextLine + 1), /rests on it/, letter(100)],
  [
    "corrected: a clerk who has worked",
    [],
    corrects(3),
    /rests on it/,
    { kind: "clerk", id: "cees", organisation: "X" },
  ],
];

/** A file whose last line no command would write: chained as it should be. */
export function forge(before: readonly Fact[], bad: Fact): Uint8Array {
  const chain = chainOf(...before);
  const text = `${chain.lines + 1} ${at} ${chain.head} ${printFact(bad, "test")}\n`;
  return new Uint8Array([...bytesOf(...before), ...new TextEncoder().encode(text)]);
}
