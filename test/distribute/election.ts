// An election of 400 municipalities, played from one script: everything that goes wrong in one goes wrong here once, and what a status has
// to name of it is kept beside it. Always the same: no clock, no randomness.

import { createHash } from "node:crypto";
import {
  type Judged,
  judgeCode,
  judgeRecord,
  judgeTold,
  type Kdf,
  parseCheckRecord,
  searchCode,
} from "../../src/distribute/receipts/index.ts";
import {
  encodeList,
  type Fact,
  type ListedRecipient,
  RegisterChain,
  readList,
} from "../../src/distribute/register/index.ts";
import type { FlagKind } from "../../src/distribute/status/index.ts";
import { lineDigest } from "../../src/files/lines/appended.ts";
import {
  codeForms,
  commitmentInput,
  commitmentSalt,
  encodeCodeGroups,
  encodeReceipt,
  encodeUtf8,
  envelopeOf,
  type FoundDigests,
  foundDigits,
  type ReceiptScope,
  receiptProof,
  textDigest,
} from "../../src/format/index.ts";

/**
 * In place of scrypt, which would take 1,600 times 0.04 s: the commitments of 400 letters. What is held against them is the same. With
 * scrypt itself the election is played in election.slow.ts.
 */
const quickKdf: Kdf = async (parts) =>
  parts.map(({ input, salt }) => createHash("sha256").update(salt).update(input).digest("hex"));
const by = ["anna", "bert"] as const;
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const sha = { old: digest("text 11"), gsb: digest("text 12"), hsb1: digest("hsb 1"), hsb2: digest("hsb 2") };
const masterOf = (
  name: string,
): FoundDigests & { imageSha256: string; manifestSha256: string; sealSha256: string } => ({
  ...{
    imageSha256: digest(`image ${name}`),
    manifestSha256: digest(`manifest ${name}`),
    sealSha256: digest(`seal ${name}`),
  },
});
const scopes = [0, 1, 2, 3] as const;
export const municipalities = 400;

/** What a flag must name: its kind, and the envelopes. */
export type Expected = readonly [FlagKind, ...string[]];

export interface Election {
  readonly chain: RegisterChain;
  /** Of its file, without line feeds. */
  readonly lines: readonly string[];
  /** The list, as its file. */
  readonly list: Uint8Array;
  readonly expected: readonly Expected[];
  /** The evening before. */
  readonly now: string;
  /** The day of the letters. */
  readonly due: string;
  /** Recipients who never heard of the recall. */
  readonly silent: readonly string[];
}

class Play {
  readonly chain: RegisterChain;
  readonly lines: string[];
  readonly list: Uint8Array;
  readonly expected: Expected[] = [];
  day = 1;
  #minute = 0;

  readonly kdf: Kdf;

  constructor(kdf: Kdf) {
    this.kdf = kdf;
    const people = peopleOf();
    this.list = encodeList(people);
    const ids = readList(this.list).recipients;
    const facts: Fact[] = [
      { kind: "opened", election: "TK2027", purpose: "final", first: numberOf(0) },
      ...["anna", "bert"].map((id): Fact => ({ kind: "clerk", id, organisation: "Kiesraad" })),
      { kind: "recipients", sha256: createHash("sha256").update(this.list).digest("hex"), count: ids.length, by },
      ...ids.map(({ id, kind, role, name }): Fact => ({ kind: "recipient", id, of: kind, role, name })),
      ...stockFacts(),
    ];
    const { chain, lines } = RegisterChain.begin(facts, this.now(), lineDigest);
    this.chain = chain;
    this.lines = lines;
  }

  /** A minute later each time. */
  now(): string {
    this.#minute++;
    const day = new Date(Date.UTC(2027, 1, this.day, 8, 0, 0) + this.#minute * 1000);
    return `${day.toISOString().slice(0, 19)}Z`;
  }

  add(...facts: readonly Fact[]): void {
    for (const fact of facts) this.lines.push(this.chain.add(fact, this.now()));
  }

  /** What was judged as good is recorded; anything else is a mistake of this script. */
  take(judged: Judged): void {
    if (judged.kind !== "good") throw new Error(judged.kind === "wrong" ? judged.says.en : "there already");
    this.add(...judged.facts);
  }

  async code(i: number, code: string, disc?: number): Promise<Judged> {
    return judgeCode(this.chain.register, { envelope: numberOf(i), disc, code, bag: bagOf(i), by: "anna" }, this.kdf);
  }

  async good(i: number): Promise<void> {
    this.take(await this.code(i, goodCode(i)));
  }

  async stop(i: number, exitCode: number, found: FoundDigests, scope: ReceiptScope = 0): Promise<void> {
    const proof = foundDigits(found, scope);
    this.take(await this.code(i, encodeReceipt({ exitCode, scope, link: linkOf(i), proof })));
  }

  async record(i: number, more: object = {}): Promise<void> {
    const text = recordText(i, more);
    const record = parseCheckRecord(encodeUtf8(text), "record");
    const given = { record, sha256: textDigest(text), envelope: undefined, disc: undefined, by: "bert" };
    this.take(await judgeRecord(this.chain.register, given, this.kdf));
  }

  expect(kind: FlagKind, ...envelopes: readonly number[]): void {
    this.expected.push([kind, ...envelopes.map(numberOf)]);
  }
}

const numberOf = (i: number): string => envelopeOf(String(1000 + i));
const bagOf = (i: number): string => `NL${String(45_000 + i)}`;
const keyOf = (i: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, 1 + (i >> 8), i & 255);
const controlOf = (i: number): string => encodeCodeGroups(digest(`control ${i}`), 3, codeForms.control.first);
const linkOf = (i: number): string => controlOf(i).slice(0, 2);
const goodCode = (i: number, release = sha.gsb): string =>
  encodeReceipt({ exitCode: 0, scope: 0, link: linkOf(i), proof: receiptProof(keyOf(i), numberOf(i), release, 0) });

const setNumber = municipalities;
const spareNumber = municipalities + 1;
const studyNumber = municipalities + 2;

/** 400 municipalities, a central committee that gets a set of two, an envelope in stock, and a third party that only looks. */
function peopleOf(): ListedRecipient[] {
  const rest = {
    language: "nl",
    isLarge: false,
    attention: "",
    address: "",
    postcode: "",
    place: "",
    country: "",
    email: "",
  } as const;
  const towns = Array.from({ length: municipalities }, (_, i): ListedRecipient => {
    const code = String(i + 1).padStart(4, "0");
    return {
      ...rest,
      id: `GM${code}`,
      kind: "gsb",
      role: "GSB",
      name: `Gemeente ${code}`,
      phone: `0031 70 400 ${code}`,
    };
  });
  return [
    ...towns,
    { ...rest, id: "HSB01", kind: "hsb", role: "HSB", name: "Kieskring 1", phone: "0031 70 500 0001" },
    { ...rest, id: "RESERVE1", kind: "spare", role: "GSB", name: "Voorraad", phone: "" },
    { ...rest, id: "STUDIE1", kind: "study", role: "GSB", name: "Aanvraag 1", phone: "" },
  ];
}

/** Copies 1 to 360 are of batch A, 361 to 420 of B; the old version and the set have their own. */
function stockFacts(): Fact[] {
  const gsb = { kind: "release", disc: 1, discs: 1, role: "GSB", product: "OSV" } as const;
  const hsb = { ...gsb, name: "hsb", discs: 2, role: "HSB", sequence: 12, version: "2.24.3" } as const;
  const master = (release: string, name: string): Fact => ({ kind: "master", release, disc: 1, ...masterOf(name) });
  const batch = (name: string, release: string, from: number, to: number, disc = 1): Fact => ({
    ...{ kind: "batch", name, release, disc, copies: { from, to }, place: "Den Haag" },
  });
  return [
    {
      ...gsb,
      name: "oud",
      sequence: 11,
      version: "2.24.2",
      textSha256: sha.old,
      imageSha256: masterOf("oud").imageSha256,
    },
    {
      ...gsb,
      name: "gsb",
      sequence: 12,
      version: "2.24.3",
      textSha256: sha.gsb,
      imageSha256: masterOf("gsb").imageSha256,
    },
    { ...hsb, textSha256: sha.hsb1, imageSha256: digest("image hsb 1") },
    { ...hsb, disc: 2, textSha256: sha.hsb2, imageSha256: digest("image hsb 2") },
    ...[master("oud", "oud"), master("gsb", "gsb")],
    // Sealed again with a later recall list: the same image under another seal.
    { kind: "master", release: "gsb", disc: 1, ...masterOf("gsb"), sealSha256: digest("seal gsb, sealed again") },
    ...[batch("A", "gsb", 1, 360), batch("B", "gsb", 361, 420)],
    ...[batch("C", "hsb", 501, 505), batch("D", "hsb", 506, 510, 2)],
  ];
}

async function commitOf(kdf: Kdf, i: number, disc: number, release: string): Promise<Fact> {
  const number = numberOf(i);
  const [drive = "", image = "", tree = "", installed = ""] = await kdf(
    scopes.map((scope) => ({
      input: commitmentInput(receiptProof(keyOf(i), number, release, scope)),
      salt: commitmentSalt(number, disc, scope),
    })),
  );
  return { kind: "commit", envelope: number, disc, drive, image, tree, installed };
}

/** As the verifier writes it, of the genuine disc unless `more` says otherwise. */
function recordText(i: number, more: object): string {
  const measured = {
    ...{ format: "zegel/record v1", checkedOn: "2027-02-20T10:00:00.000Z", verdict: "ECHT", refusals: [], exitCode: 0 },
    ...{ scope: "image", medium: "drive", target: `station ${i}`, releaseSha256: sha.gsb },
    ...{ recalls: { number: 2, date: "2027-01-10", from: "seal" }, ...masterOf("gsb"), ...more },
  };
  const start = `${JSON.stringify(measured, null, 2).slice(0, -"\n}".length)},\n`;
  const controlNumber = encodeCodeGroups(textDigest(start), 3, codeForms.control.first);
  return `${JSON.stringify({ ...measured, filledIn: { envelope: numberOf(i), persons: [], answers: [] }, controlNumber }, null, 2)}\n`;
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
const move = (kind: "sent" | "arrived", i: number, parcel: "disc" | "letter", track?: string): Fact => ({
  ...{ kind, envelope: numberOf(i), parcel, carrier: "PostNL", track },
});

/** `kdf`: what commitments are made with and held against. */
export async function playElection(kdf: Kdf = quickKdf): Promise<Election> {
  const play = new Play(kdf);
  await packAndSend(play);
  play.day = 20;
  await report(play);
  await goWrong(play);
  const silent = await recallAll(play);
  play.day = 26;
  const { chain, lines, list } = play;
  return { chain, lines, list, expected: play.expected, now: play.now(), due: "2027-02-24", silent };
}

const held = [...range(0, municipalities), setNumber, spareNumber, studyNumber];
/** Still under way, and arrived but silent. */
const underWay = range(0, 4);
const silentOnes = range(4, 37);

async function packAndSend(play: Play): Promise<void> {
  const ids = [...play.chain.register.recipients.keys()];
  play.day = 3;
  for (const i of held) {
    const recipient = ids[i] ?? "";
    const one = { kind: "packed", envelope: numberOf(i), recipient, seal: bagOf(i), by } as const;
    if (i === setNumber)
      play.add({ ...one, release: "hsb", disc: 1, copy: 501 }, { ...one, release: "hsb", disc: 2, copy: 506 });
    else play.add({ ...one, release: "gsb", disc: 1, copy: copyOf(i) });
  }
  // The envelope in stock goes to the first municipality, whose bag had come open.
  play.add({ kind: "void", envelope: numberOf(399), reason: "zak-open", by });
  play.add({ kind: "assigned", envelope: numberOf(spareNumber), recipient: "GM0400", by });
  const open = held.filter((i) => i !== 399);
  for (const i of open) {
    play.add({ kind: "letter", envelope: numberOf(i), sha256: digest(`letter ${i}`), by });
    if (i === setNumber) play.add(await commitOf(play.kdf, i, 1, sha.hsb1), await commitOf(play.kdf, i, 2, sha.hsb2));
    else play.add(await commitOf(play.kdf, i, 1, sha.gsb));
  }
  play.add({ kind: "logged", upTo: play.chain.lines, proofSha256: digest("proof") });
  play.day = 8;
  for (const i of open) play.add(move("sent", i, "disc", `D${i}`));
  // One letter went with its disc.
  play.add(move("sent", 390, "letter", "D390"));
  play.expect("SAMEN", 390);
  play.day = 9;
  for (const i of open) if (i !== 390) play.add(move("sent", i, "letter", `L${i}`));
  play.day = 12;
  for (const i of open) if (!underWay.includes(i)) play.add(move("arrived", i, "disc", `D${i}`));
  for (const i of [...underWay, ...silentOnes]) play.expect("ONTBREEKT", i);
}

/** The last of the municipalities have discs of batch B. */
const copyOf = (i: number): number =>
  i === spareNumber ? 411 : i === studyNumber ? 412 : i < 350 ? i + 1 : i - 350 + 361;

/** Everybody who has it and does not go wrong below. */
async function report(play: Play): Promise<void> {
  for (const i of range(200, 150)) await play.good(i);
  for (const i of range(356, 34)) await play.good(i);
  for (const i of range(392, 7)) await play.good(i);
  await play.good(spareNumber);
  for (const i of range(200, 100)) await play.record(i, { target: `second look ${i}` });
  // Twelve by word alone, each with a number of his own.
  for (const i of range(188, 12)) speak(play, i, controlOf(i));
}

function speak(play: Play, i: number, control: string): void {
  const envelope = numberOf(i);
  const told = {
    disc: undefined,
    evidence: "mondeling",
    verdict: "ECHT",
    scope: 0,
    bag: bagOf(i),
    by: "anna",
  } as const;
  play.take(judgeTold(play.chain.register, { envelope, control, ...told }));
}

async function goWrong(play: Play): Promise<void> {
  await sameForgery(play);
  await genuineAfterAll(play);
  await mixedUp(play);
  await badBatch(play);
  await clocksAndSlips(play);
}

/** Two with one forgery; one with a fault of its own. */
async function sameForgery(play: Play): Promise<void> {
  const forged = { ...masterOf("gsb"), imageSha256: digest("forged image") };
  for (const i of [41, 42]) {
    await play.stop(i, 22, forged);
    play.expect("NIET GOED", i);
  }
  play.expect("VERVALSING", 41, 42);
  await play.stop(43, 22, { ...masterOf("gsb"), imageSha256: digest("one byte of chance") });
  play.expect("NIET GOED", 43);
}

/** Thirty genuine discs without a code, five of them sealed again; two without a trust root; twenty with last month's disc. */
async function genuineAfterAll(play: Play): Promise<void> {
  const again = { ...masterOf("gsb"), sealSha256: digest("seal gsb, sealed again") };
  for (const i of range(50, 30)) await play.stop(i, 27, i < 75 ? masterOf("gsb") : again);
  for (const i of [80, 81]) {
    const sealAlone = { imageSha256: undefined, manifestSha256: undefined, sealSha256: masterOf("gsb").sealSha256 };
    await play.stop(i, 21, sealAlone);
  }
  for (const i of [82, 83])
    await play.stop(i, 21, { imageSha256: undefined, manifestSha256: undefined, sealSha256: undefined });
  for (const i of range(90, 20)) await play.stop(i, 26, masterOf("oud"));
  for (const i of [...range(50, 34), ...range(90, 20)]) play.expect("NIET GOED", i);
}

/** Letters, bags, records and codes that belong to somebody else. */
async function mixedUp(play: Play): Promise<void> {
  const { register } = play.chain;
  const differs = { kind: "differs", disc: 1, by: "anna" } as const;
  // Two letters went to each other's municipality: the code that is read out is the other one's.
  const swapped = await play.code(110, goodCode(111));
  if (swapped.kind !== "wrong" || swapped.why !== "code") throw new Error("the code of another letter was taken");
  const { found } = await searchCode(register, goodCode(111), play.kdf);
  play.add({ ...differs, envelope: numberOf(110), what: "brief", other: found[0]?.number });
  play.expect("VERWISSELD", 110, 111);
  play.expect("ONTBREEKT", 110);
  play.expect("ONTBREEKT", 111);
  // A bag of another, and one of nobody.
  for (const [i, bag] of [
    [112, bagOf(113)],
    [114, "NL99999"],
  ] as const) {
    const judged = await judgeCode(
      register,
      { envelope: numberOf(i), disc: 1, code: goodCode(i), bag, by: "anna" },
      play.kdf,
    );
    if (judged.kind !== "wrong" || judged.why !== "bag") throw new Error("a wrong bag was taken");
    play.add({ ...differs, envelope: numberOf(i), what: "zak", other: judged.other });
    play.expect("ONTBREEKT", i);
  }
  await play.good(113);
  play.expect("VERWISSELD", 112, 113);
  play.expect("ZEGEL", 114);
  // A record of the set's second disc, in a municipality's envelope.
  await play.record(115, { releaseSha256: sha.hsb2 });
  play.expect("VERWISSELD", 115);
  play.expect("NIET GOED", 115);
  // Three wrong codes.
  play.add({ ...differs, envelope: numberOf(116), what: "code", other: undefined });
  play.expect("NIET GOED", 116);
  play.expect("ONTBREEKT", 116);
  // Two with the number of one check: somebody was lazy.
  speak(play, 117, controlOf(7000));
  speak(play, 118, controlOf(7000));
  play.expect("DUBBEL", 117, 118);
  // The set: its first disc was reported, its second was not.
  play.take(await play.code(setNumber, goodCode(setNumber, sha.hsb1)));
  play.expect("ONTBREEKT", setNumber);
}

/** Six of batch B cannot be read; of batch A one. */
async function badBatch(play: Play): Promise<void> {
  const nothing = { imageSha256: undefined, manifestSha256: undefined, sealSha256: masterOf("gsb").sealSha256 };
  const unreadable = [...range(350, 6), 119];
  for (const i of unreadable) {
    await play.stop(i, 28, nothing);
    play.expect("NIET GOED", i);
  }
  play.expect("PARTIJ", ...range(350, 6));
  // What the office drew itself.
  for (const [copy, n] of [
    [420, 1],
    [360, 2],
  ] as const)
    play.add({ kind: "checked", copy, verdict: "ECHT", control: controlOf(8000 + n), by: "bert" });
}

async function clocksAndSlips(play: Play): Promise<void> {
  // A computer whose clock is a year behind.
  await play.record(120, { checkedOn: "2026-02-20T10:00:00.000Z" });
  play.expect("KLOK", 120);
  // A call that was written down at the wrong envelope, and corrected.
  await play.stop(121, 22, masterOf("gsb"));
  play.add({ kind: "corrects", target: play.chain.lines, reason: "verkeerde-envelop", by });
  await play.good(121);
  // The register's own clock was set back for a while.
  play.day = 19;
  await play.good(122);
  play.day = 20;
  play.expect("KLOK");
  for (const i of range(123, 65)) await play.good(i);
  for (const i of range(44, 6)) await play.good(i);
  for (const i of range(84, 6)) await play.good(i);
  await play.good(390);
  // A letter that came, and a check that was made, behind the day of the letters.
  play.day = 25;
  play.add(move("arrived", 391, "letter", "L391"));
  await play.good(391);
  play.expect("LAAT", 391);
  play.day = 21;
}

/** A recall half-way: forty are told, three never hear, one checks with the list of before. */
async function recallAll(play: Play): Promise<readonly string[]> {
  const ids = range(200, 40).map((i) => `GM${String(i + 1).padStart(4, "0")}`);
  for (const entry of [1, 2, 3])
    play.add({
      kind: "recalled",
      entry,
      imageSha256: digest(`recalled ${entry}`),
      entrySha256: digest(`entry ${entry}`),
      by: "anna",
    });
  for (const recipient of ids) play.add({ kind: "notice", list: 3, recipient, channel: "telefoon", by: "anna" });
  for (const recipient of ids.slice(0, 37))
    play.add({ kind: "heard", list: 3, recipient, how: "teruggelezen", by: "anna" });
  await play.record(300, { target: "after the recall" });
  play.expect("OUDE LIJST", 300);
  return ids.slice(37);
}
