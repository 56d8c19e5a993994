// What is known of each disc of an envelope, from all that was reported of it. docs/spec/register.md, "Status"

import { type Envelope, isWhole, type ReceiptKind, type Register, type Stage, stageOf } from "../register/index.ts";

export type Receipt = Envelope["receipts"][number];
export type CheckRecord = Envelope["records"][number];

export interface DiscStanding {
  readonly disc: number;
  readonly copy: number;
  /** Of who burnt or pressed it. */
  readonly batch: string;
  /** In the order in which they came in. */
  readonly receipts: readonly Receipt[];
  readonly records: readonly CheckRecord[];
  /** The last answer that was not ECHT, where nothing came behind it that outweighs it. */
  readonly refusal: Receipt | undefined;
  /** The kinds of evidence that say ECHT, and that no refusal came behind. */
  readonly evidence: ReadonlySet<ReceiptKind>;
}

export interface Standing {
  readonly envelope: Envelope;
  readonly stage: Stage;
  readonly discs: readonly DiscStanding[];
  /** Of each disc something was reported. */
  readonly isReported: boolean;
  /** Some disc has a refusal that stands. */
  readonly isRefused: boolean;
  /** Each disc is ECHT by some evidence. */
  readonly isGood: boolean;
}

/** Every envelope with all its discs, those that count no more too. */
export function standingsOf({ envelopes }: Register): Standing[] {
  return [...envelopes.values()].filter(isWhole).map(standingOf);
}

function standingOf(envelope: Envelope): Standing {
  const discs = envelope.discs.toSorted((a, b) => a.disc - b.disc).map((packed) => discStanding(envelope, packed));
  return {
    envelope,
    stage: stageOf(envelope),
    discs,
    isReported: discs.every(({ receipts, records }) => receipts.length + records.length > 0),
    isRefused: discs.some(({ refusal }) => refusal !== undefined),
    isGood: discs.every(({ refusal, evidence }) => refusal === undefined && evidence.size > 0),
  };
}

function discStanding(envelope: Envelope, { disc, copy, batch }: Envelope["discs"][number]): DiscStanding {
  const receipts = envelope.receipts.filter((one) => one.disc === disc);
  const records = envelope.records.filter((one) => one.disc === disc);
  return { disc, copy, batch: batch.name, receipts, records, ...weigh(receipts) };
}

/**
 * In order. A refusal takes all evidence before it back. Behind a refusal a word on the telephone changes nothing: only what asks for a
 * check that was made (a code, a record, a signed paper) does.
 */
function weigh(receipts: readonly Receipt[]): Pick<DiscStanding, "refusal" | "evidence"> {
  let refusal: Receipt | undefined;
  const evidence = new Set<ReceiptKind>();
  for (const receipt of receipts) {
    if (receipt.verdict !== "ECHT") {
      refusal = receipt;
      evidence.clear();
    } else if (refusal === undefined || receipt.evidence !== "mondeling") {
      refusal = undefined;
      evidence.add(receipt.evidence);
    }
  }
  return { refusal, evidence };
}

/** Whether each disc has this kind of evidence. */
export const hasEvidence = ({ discs, isGood }: Standing, kind: ReceiptKind): boolean =>
  isGood && discs.every(({ evidence }) => evidence.has(kind));
