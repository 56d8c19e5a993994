// Records by stick or mail, and the lines that a hand scanner reads off signed papers: which disc they are of, and what is recorded of them.
// docs/spec/register.md, "Receipts"

import {
  type Bilingual,
  encodeReceipt,
  foundDigits,
  nothingFound,
  type ReceiptScope,
  readCode,
  readEnvelope,
} from "../../format/index.ts";
import type { Envelope, ReceiptVerdict, Register } from "../register/index.ts";
import type { CheckRecord } from "./check-record.ts";
import { judgeCode, remarksOf, verdictOf } from "./code.ts";
import { foundRemarks } from "./found.ts";
import { type EvidenceFact, findDisc, type Judged, type Kdf, onlyNew, wrong } from "./told.ts";
import { answerWords } from "./words.ts";

export interface GivenRecord {
  readonly record: CheckRecord;
  /** Of its file. */
  readonly sha256: string;
  /** As the clerk says; undefined: as the record says. */
  readonly envelope: string | undefined;
  readonly disc: number | undefined;
  readonly by: string;
}

/** Never throws. */
export async function judgeRecord(register: Register, given: GivenRecord, kdf: Kdf): Promise<Judged> {
  const { record, sha256, by } = given;
  const number = given.envelope ?? record.envelope;
  if (number === undefined)
    return wrong("slip", "het verslag noemt geen envelop: zeg welke", "the record names no envelope: say which");
  if (record.envelope !== undefined && record.envelope !== number)
    return wrong(
      "other",
      `het verslag is van envelop ${record.envelope}, niet van ${number}`,
      `the record is of envelope ${record.envelope}, not of ${number}`,
      record.envelope,
    );
  const found = findDisc(register, number, given.disc ?? discOf(register.envelopes.get(number), record.release));
  if ("kind" in found) return found;
  const { envelope, packed } = found;
  const { disc } = packed;
  const { release, image, list, moment, control, manifest, seal } = record;
  const digests = { imageSha256: image, manifestSha256: manifest, sealSha256: seal };
  const seen = { ...record, found: foundDigits(digests, record.scope) };
  const { fact, remarks } = evidenceOf(envelope, disc, seen, { evidence: "verslag", by });
  const taken: EvidenceFact[] = [
    fact,
    { ...{ kind: "record", envelope: number, disc, sha256, control }, ...{ release, image, list, moment } },
  ];
  const code = await codeIn(register, { envelope: number, disc, seen, code: record.code, by }, kdf);
  const says = answerWords({ verdict: fact.verdict, scope: record.scope, evidence: "verslag" });
  return onlyNew(register, [...taken, ...code.facts], says, [
    ...remarksOf(envelope),
    ...remarks,
    ...foundRemarks(register, fact),
    ...code.remarks,
    ...linkRemarks(envelope, disc, control),
  ]);
}

/** The disc of the set that the release is of. */
function discOf(envelope: Envelope | undefined, release: string | undefined): number | undefined {
  for (const { disc, textSha256 } of envelope?.release.discs.values() ?? []) if (textSha256 === release) return disc;
  return undefined;
}

/** What a record and a scanned paper both say. */
interface Seen {
  readonly verdict: ReceiptVerdict;
  readonly scope: ReceiptScope;
  readonly control: string;
  /** The release's text digest, or how it begins. */
  readonly release: string | undefined;
  readonly found: string;
}

/**
 * An ECHT of another release than lies in the envelope is no ECHT of that envelope: it is recorded as ANDERE_UITGAVE, and said. Nothing else
 * would keep it from being counted as good.
 */
function evidenceOf(
  envelope: Envelope,
  disc: number,
  { verdict: said, scope, control, release, found: digits }: Seen,
  { evidence, by }: { readonly evidence: "verslag" | "papier"; readonly by: string },
): { fact: EvidenceFact & { readonly kind: "receipt" }; remarks: Bilingual[] } {
  const expected = envelope.release.discs.get(disc)?.textSha256 ?? "";
  const isOther = release !== undefined && !expected.startsWith(release);
  const verdict = said === "ECHT" && (isOther || release === undefined) ? "ANDERE_UITGAVE" : said;
  const found = said === "ECHT" || digits === nothingFound ? undefined : digits;
  const remarks = isOther
    ? [
        {
          nl: `envelop ${envelope.number}: dit is van een andere versie of schijf dan in de envelop zit. Niet installeren; bel ${envelope.recipient.name}`,
          en: `envelope ${envelope.number}: this is of another version or disc than lies in the envelope. Do not install; call ${envelope.recipient.name}`,
        },
      ]
    : [];
  const place = { kind: "receipt", envelope: envelope.number, disc, evidence } as const;
  return { fact: { ...place, verdict, scope, link: control, found, by }, remarks };
}

/** The receipt within it, judged as one that is read out. What is wrong with it is said, and takes nothing from the record itself. */
async function codeIn(
  register: Register,
  given: {
    readonly envelope: string;
    readonly disc: number;
    readonly seen: Seen;
    readonly code: string | undefined;
    readonly by: string;
  },
  kdf: Kdf,
): Promise<{ facts: readonly EvidenceFact[]; remarks: readonly Bilingual[] }> {
  const { envelope, disc, seen, code, by } = given;
  if (code === undefined) return { facts: [], remarks: [] };
  if (seen.verdict !== "ECHT")
    return isStopOf(seen, code) ? { facts: [], remarks: [] } : { facts: [], remarks: [oddCode] };
  const judged = await judgeCode(register, { envelope, disc, code, bag: undefined, by }, kdf);
  if (judged.kind === "wrong") return { facts: [], remarks: [judged.says] };
  if (judged.kind === "there") return { facts: [], remarks: [] };
  const isLinked = judged.facts.every(
    (fact) => fact.kind === "receipt" && fact.verdict === "ECHT" && fact.link === seen.control.slice(0, 2),
  );
  return isLinked ? { facts: judged.facts, remarks: [] } : { facts: [], remarks: [oddCode] };
}

const oddCode: Bilingual = {
  nl: "de code in dit verslag is niet die van deze controle: bel",
  en: "the code in this record is not that of this check: call",
};

function isStopOf({ verdict, scope, control, found }: Seen, code: string): boolean {
  const exitCode = Array.from({ length: 30 }, (_, i) => i).find((one) => verdictOf(one) === verdict) ?? 0;
  return encodeReceipt({ exitCode, scope, link: control.slice(0, 2), proof: found }) === code;
}

/** The afmeldcode of before begins with the first digits of its own record's number. */
function linkRemarks(envelope: Envelope, disc: number, control: string): Bilingual[] {
  const last = envelope.receipts.findLast((one) => one.disc === disc && one.evidence === "afmeldcode");
  if (last?.link === undefined || last.link === control.slice(0, 2)) return [];
  return [
    {
      nl: `envelop ${envelope.number}: dit verslag is van een andere controle dan de afmeldcode (regel ${last.line})`,
      en: `envelope ${envelope.number}: this record is of another check than the afmeldcode (line ${last.line})`,
    },
  ];
}

/** Characters of a scanned line that are looked at: a line of this kind has at most 100. */
const scanLimit = 200;

/** A line of a hand scanner, from the code on a paper that was signed and came in. Never throws. docs/spec/record.md, "The scanner's line" */
export async function judgeScan(register: Register, line: string, by: string, kdf: Kdf): Promise<Judged> {
  const read = readScan(line);
  if (read === undefined)
    return wrong(
      "slip",
      "dit is geen regel van een controleverslag: scan de code rechtsonder op het verslag",
      "this is no line of a record: scan the code on the record",
    );
  const { envelope: number, seen, code } = read;
  if (number === undefined)
    return wrong(
      "slip",
      `het verslag met controlenummer ${seen.control} noemt geen envelop: typ het over van het papier`,
      `the record with control number ${seen.control} names no envelope: type it from the paper`,
    );
  const full = register.envelopes.get(number);
  const disc = [...(full?.release.discs.values() ?? [])].find(({ textSha256 }) =>
    textSha256.startsWith(seen.release ?? "-"),
  )?.disc;
  const found = findDisc(register, number, disc);
  if ("kind" in found) return found;
  const { envelope, packed } = found;
  const { fact, remarks } = evidenceOf(envelope, packed.disc, seen, { evidence: "papier", by });
  const within = await codeIn(register, { envelope: number, disc: packed.disc, seen, code, by }, kdf);
  const says = answerWords({ verdict: fact.verdict, scope: seen.scope, evidence: "papier" });
  return onlyNew(register, [fact, ...within.facts], says, [
    ...remarksOf(envelope),
    ...remarks,
    ...foundRemarks(register, fact),
    ...within.remarks,
  ]);
}

interface Scanned {
  readonly envelope: string | undefined;
  readonly seen: Seen;
  readonly code: string | undefined;
}

/** Undefined: it is no such line, or a field of it is wrong. */
function readScan(line: string): Scanned | undefined {
  const text = line.length > scanLimit ? "" : line.trim().toUpperCase();
  const fields =
    /^ZEGEL\.R1\.([0-9A-Z]*)\.([0-9]{1,2})\.([0-3])\.([0-9A-F]{16})?\.([0-9A-F]{11})\.([0-9A-Z]{15})\.([0-9A-Z]{15})?$/.exec(
      text,
    );
  if (fields === null) return undefined;
  const [, typed = "", exit = "", scope = "", release, found = "", digits = "", code] = fields;
  const verdict = verdictOf(Number(exit));
  const control = readCode("control", digits).code;
  const envelope = readEnvelope(typed);
  if (verdict === undefined || control === undefined || (typed !== "" && envelope === undefined)) return undefined;
  const receipt = code === undefined ? undefined : readCode("receipt", code).code;
  if (code !== undefined && receipt === undefined) return undefined;
  return {
    envelope,
    seen: {
      ...{ verdict, scope: Number(scope) as ReceiptScope, control },
      ...{ release: release?.toLowerCase(), found: found.toLowerCase() },
    },
    code: receipt,
  };
}
