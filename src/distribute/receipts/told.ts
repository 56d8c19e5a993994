// What was told of a disc, whatever way it came, and what becomes of it: lines to record, or a sentence that says what is wrong.
// docs/spec/register.md, "Receipts"

import type { Bilingual, CommitmentParts } from "../../format/index.ts";
import type { Envelope, FactOf, Register } from "../register/index.ts";

export type ReceiptFact = FactOf<"receipt">;
export type EvidenceFact = ReceiptFact | FactOf<"record"> | FactOf<"differs">;

/** Why it is not taken. A slip is read again; `bag`, `other` and `code` are worth a line once they were read twice. */
export type WrongKind = "slip" | "bag" | "other" | "code";

export type Judged =
  | {
      readonly kind: "good";
      readonly facts: readonly EvidenceFact[];
      /** What is said at once, and read back. */
      readonly says: Bilingual;
      /** What the clerk must know beside it. */
      readonly remarks: readonly Bilingual[];
    }
  /** All of it stands in the register already, the last of it at `line`. */
  | { readonly kind: "there"; readonly line: number }
  | {
      readonly kind: "wrong";
      readonly why: WrongKind;
      readonly says: Bilingual;
      /** The envelope to which it belongs. */
      readonly other?: string | undefined;
    };

/** What scrypt makes of each, in hex, by the platform: it costs, so what can be asked at once is. docs/spec/receipt.md, "Commitment" */
export type Kdf = (parts: readonly CommitmentParts[]) => Promise<readonly string[]>;

export const wrong = (why: WrongKind, nl: string, en: string, other?: string): Judged & { readonly kind: "wrong" } => ({
  ...{ kind: "wrong", why, says: { nl, en }, other },
});

/** The envelope and its disc; `disc` undefined: the only one. */
export function findDisc(
  register: Register,
  number: string,
  disc: number | undefined,
): { envelope: Envelope; packed: Envelope["discs"][number] } | (Judged & { readonly kind: "wrong" }) {
  const envelope = register.envelopes.get(number);
  if (envelope === undefined)
    return wrong(
      "slip",
      `envelop ${number} is niet ingepakt of niet van dit register: lees het nummer nog eens`,
      `envelope ${number} is not packed or not of this register: read its number again`,
    );
  const { count } = envelope.release;
  const packed = envelope.discs.find((one) => one.disc === (disc ?? (count === 1 ? 1 : undefined)));
  if (packed !== undefined) return { envelope, packed };
  return wrong(
    "slip",
    `in envelop ${number} horen ${count} schijven: zeg welke (schijf 1 tot en met ${count})`,
    `envelope ${number} has ${count} discs: say which (disc 1 to ${count})`,
  );
}

/** The line at which it stands already: the same evidence of one disc counts once, however often it comes in. */
function lineOf(register: Register, fact: EvidenceFact): number | undefined {
  const envelope = register.envelopes.get(fact.envelope);
  if (envelope === undefined) return undefined;
  const { disc } = fact;
  if (fact.kind === "record")
    return envelope.records.find((one) => one.disc === disc && one.sha256 === fact.sha256)?.line;
  if (fact.kind === "differs")
    return envelope.differs.find((one) => one.disc === disc && one.what === fact.what && one.other === fact.other)
      ?.line;
  const { evidence, verdict, scope, link, found } = fact;
  const there = envelope.receipts.findLast(
    (one) =>
      one.disc === disc &&
      one.evidence === evidence &&
      one.verdict === verdict &&
      one.scope === scope &&
      one.link === link &&
      one.found === found,
  );
  return there !== undefined && isOverruled(envelope, there) ? undefined : there?.line;
}

/** Without a control number nothing says that it is of the same check: a refusal that came again after an ECHT is a new one. */
function isOverruled({ receipts }: Envelope, { disc, verdict, link, line }: Envelope["receipts"][number]): boolean {
  const isNamed = link !== undefined || verdict === "ECHT";
  return !isNamed && receipts.some((one) => one.disc === disc && one.verdict === "ECHT" && one.line > line);
}

/** Those of `facts` that are new; `there` where none is. */
export function onlyNew(
  register: Register,
  facts: readonly EvidenceFact[],
  says: Bilingual,
  remarks: readonly Bilingual[],
): Judged {
  const lines = facts.map((fact) => lineOf(register, fact));
  const fresh = facts.filter((_, i) => lines[i] === undefined);
  if (fresh.length > 0) return { kind: "good", facts: fresh, says, remarks };
  return { kind: "there", line: Math.max(...lines.map((line) => line ?? 0)) };
}

/** The number of the bag as read out, held against those of the discs that it may be of; undefined: it is one of them. */
export function judgeBag(
  register: Register,
  envelope: Envelope,
  disc: number | undefined,
  bag: string,
): (Judged & { readonly kind: "wrong" }) | undefined {
  const typed = bag.replace(/\s/g, "").toUpperCase();
  const own = envelope.discs.filter((packed) => disc === undefined || packed.disc === disc);
  if (own.some(({ seal }) => bare(seal) === bare(typed))) return undefined;
  const holder = [...register.seals].find(([seal]) => bare(seal) === bare(typed))?.[1];
  if (holder !== undefined && holder.number !== envelope.number)
    return wrong(
      "bag",
      `het nummer van de zak wijkt af: schijf niet gebruiken. De zak hoort bij envelop ${holder.number} van ${holder.recipient.name}: zakken of brieven verwisseld; bel beide`,
      `the number of the bag differs: do not use the disc. The bag is of envelope ${holder.number} of ${holder.recipient.name}: bags or letters mixed up; call both`,
      holder.number,
    );
  return wrong(
    "bag",
    "het nummer van de zak wijkt af: schijf niet gebruiken",
    "the number of the bag differs: do not use the disc",
  );
}

/** People read out hyphens or leave them away. */
const bare = (seal: string): string => seal.replaceAll("-", "");
