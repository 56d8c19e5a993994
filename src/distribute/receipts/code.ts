// An afmeldcode or stopcode, read out over the telephone: held against what the register committed itself to before the letter was sent.
// docs/spec/receipt.md, "Commitment"

import {
  type Bilingual,
  commitmentInput,
  commitmentSalt,
  FormatError,
  kindOfCode,
  nothingFound,
  parseReceipt,
  type Receipt,
  readReceipt,
  tryParse,
  wrongGroups,
} from "../../format/index.ts";
import { codeNames } from "../../words/code-words.ts";
import { type Envelope, letterOf, type ReceiptVerdict, type Register, receiptVerdicts } from "../register/index.ts";
import { foundRemarks } from "./found.ts";
import { findDisc, type Judged, judgeBag, type Kdf, onlyNew, type ReceiptFact, wrong } from "./told.ts";
import { answerWords } from "./words.ts";

export interface ToldCode {
  readonly envelope: string;
  /** Undefined: the one disc of its envelope; of a set, the disc that the code is of. */
  readonly disc: number | undefined;
  readonly code: string;
  /** As read off the bag; undefined: it was not asked. */
  readonly bag: string | undefined;
  readonly by: string;
}

/** The verdicts stand in the order of their exit codes: 0, then 20 to 29. */
export function verdictOf(exitCode: number): ReceiptVerdict | undefined {
  return exitCode === 0 ? receiptVerdicts[0] : exitCode < 20 ? undefined : receiptVerdicts[exitCode - 19];
}

/** Never throws for a bad code. */
export async function judgeCode(register: Register, told: ToldCode, kdf: Kdf): Promise<Judged> {
  const envelope = register.envelopes.get(told.envelope);
  const single = findDisc(register, told.envelope, told.disc ?? envelope?.discs[0]?.disc);
  if ("kind" in single) return single;
  const bag = told.bag === undefined ? undefined : judgeBag(register, single.envelope, told.disc, told.bag);
  if (bag !== undefined) return bag;
  const slip = slipIn(told.code);
  if (slip !== undefined) return slip;
  const receipt = tryParse(() => parseReceipt(told.code));
  const verdict = receipt instanceof FormatError ? undefined : verdictOf(receipt.exitCode);
  if (receipt instanceof FormatError || verdict === undefined) return notOfThis(told.envelope);
  if (verdict === "ECHT") return judgeGood(register, { ...told, envelope: single.envelope }, receipt, kdf);
  return judgeStop(register, told, receipt, verdict);
}

/** Which groups are wrong, or which other code it is. */
function slipIn(code: string): (Judged & { readonly kind: "wrong" }) | undefined {
  const read = readReceipt(code);
  if (read.code !== undefined) return undefined;
  const kind = kindOfCode(code);
  if (kind !== undefined && kind !== "receipt")
    return wrong(
      "slip",
      `dat is ${codeNames[kind].nl}: vraag de afmeldcode of stopcode, drie groepen van vijf`,
      `that is ${codeNames[kind].en}: ask for the afmeldcode or stopcode, three groups of five`,
    );
  if (!read.isWhole)
    return wrong(
      "slip",
      `verwacht drie groepen van vijf tekens, gelezen ${read.characters} tekens: lees opnieuw`,
      `expected three groups of five characters, read ${read.characters}: read again`,
    );
  const groups = wrongGroups(read.groups);
  const one = groups.length === 1;
  return wrong(
    "slip",
    `groep ${groups.join(" en ")} ${one ? "klopt" : "kloppen"} niet, lees opnieuw`,
    `group ${groups.join(" and ")} ${one ? "is" : "are"} wrong, read again`,
  );
}

const notOfThis = (envelope: string) =>
  wrong(
    "code",
    `deze code hoort niet bij envelop ${envelope}: lees het envelopnummer van de brief én van de zak`,
    `this code is not of envelope ${envelope}: read the number of the envelope off the letter and off the bag`,
  );

async function judgeGood(
  register: Register,
  { envelope, disc, code, by }: Omit<ToldCode, "envelope"> & { readonly envelope: Envelope },
  receipt: Receipt,
  kdf: Kdf,
): Promise<Judged> {
  const commits = (letterOf(envelope)?.commits ?? []).filter((one) => disc === undefined || one.disc === disc);
  if (commits.length === 0)
    return wrong(
      "slip",
      `van envelop ${envelope.number} staat geen vastlegging in dit register: een afmeldcode is niet te controleren; vraag het verslag`,
      `this register has no commitment of envelope ${envelope.number}: an afmeldcode cannot be checked; ask for the record`,
    );
  const [commit] = await committedTo(commits, receipt, kdf);
  if (commit === undefined) return notOfThis(envelope.number);
  const fact = factOf(envelope.number, commit.disc, receipt, { verdict: "ECHT", by });
  const says = answerWords({ ...fact, scope: receipt.scope, code: printed(code) });
  return onlyNew(register, [fact], says, remarksOf(envelope));
}

type Commit =
  ReturnType<typeof letterOf> extends infer L ? (L extends { commits: readonly (infer C)[] } ? C : never) : never;

/** Those whose code this is: what the register committed itself to for the disc, in the scope that the code names. */
async function committedTo(commits: readonly Commit[], { proof, scope }: Receipt, kdf: Kdf): Promise<Commit[]> {
  const input = commitmentInput(proof);
  const made = await kdf(commits.map(({ envelope, disc }) => ({ input, salt: commitmentSalt(envelope, disc, scope) })));
  return commits.filter(({ drive, image, tree, installed }, i) => [drive, image, tree, installed][scope] === made[i]);
}

/** A stopcode needs no key, so it is of no envelope: that it is this one's is what the caller says. */
function judgeStop(register: Register, told: ToldCode, receipt: Receipt, verdict: ReceiptVerdict): Judged {
  const found = findDisc(register, told.envelope, told.disc);
  if ("kind" in found) return found;
  const fact = factOf(told.envelope, found.packed.disc, receipt, { verdict, by: told.by });
  const says = answerWords({ ...fact, scope: receipt.scope, code: printed(told.code) });
  return onlyNew(register, [fact], says, [...remarksOf(found.envelope), ...foundRemarks(register, fact)]);
}

function factOf(
  envelope: string,
  disc: number,
  { scope, link, proof }: Receipt,
  { verdict, by }: { readonly verdict: ReceiptVerdict; readonly by: string },
): ReceiptFact & { readonly evidence: "afmeldcode" } {
  const found = verdict === "ECHT" || proof === nothingFound ? undefined : proof;
  return { kind: "receipt", envelope, disc, evidence: "afmeldcode", verdict, scope, link, found, by };
}

const printed = (code: string): string => readReceipt(code).code ?? code;

/** An envelope that ended can still be answered for; the clerk must know which one counts. */
export function remarksOf({ number, ended }: Envelope): Bilingual[] {
  if (ended === undefined) return [];
  if (ended.how === "void")
    return [
      {
        nl: `envelop ${number} is vervallen (regel ${ended.line}): de melding telt daar niet`,
        en: `envelope ${number} was made void (line ${ended.line}): the report does not count for it`,
      },
    ];
  return [
    {
      nl: `envelop ${number} is vervangen door ${ended.envelope}: vraag naar die brief`,
      en: `envelope ${number} was replaced by ${ended.envelope}: ask for that letter`,
    },
  ];
}

/**
 * Of all envelopes that count, those whose commitments hold the code of a GOED: to which letter it belongs. A twenty-fifth of a second of a
 * core for each disc.
 */
export async function searchCode(
  register: Register,
  code: string,
  kdf: Kdf,
): Promise<{ readonly found: readonly Envelope[]; readonly tried: number }> {
  const receipt = tryParse(() => parseReceipt(code));
  if (receipt instanceof FormatError || receipt.exitCode !== 0) return { found: [], tried: 0 };
  const open = [...register.envelopes.values()].filter(({ ended }) => ended === undefined);
  const commits = open.flatMap((envelope) => letterOf(envelope)?.commits ?? []);
  const found = new Set((await committedTo(commits, receipt, kdf)).map(({ envelope }) => envelope));
  return { found: open.filter(({ number }) => found.has(number)), tried: commits.length };
}

/** What is said of a code that is another letter's. */
export function swappedLetter(told: string, other: Envelope): Judged & { readonly kind: "wrong" } {
  return wrong(
    "other",
    `deze code is van envelop ${other.number} van ${other.recipient.name}, niet van ${told}: brieven verwisseld. Niet installeren; beide bellen`,
    `this code is of envelope ${other.number} of ${other.recipient.name}, not of ${told}: letters mixed up. Do not install; call both`,
    other.number,
  );
}
