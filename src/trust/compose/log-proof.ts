// The proof from the public log that a seal holds: judged as the verifier will judge it, with the lines that it lets stand.
// docs/spec/log-proof.md, docs/spec/verification.md step 8

import type { LogProof } from "../../format/notes/log-proof.ts";
import type { Signature } from "../../format/notes/note.ts";
import type { RootKey, TrustRoot } from "../../format/notes/trust-root.ts";
import { type Bilingual, inBoth } from "../../format/text/bilingual.ts";
import { compareBytes, compareText } from "../../format/text/decode.ts";
import { type Found, type LogFault, trustFacts } from "../findings.ts";
import { witnessesOf } from "../log-proof/cosignature.ts";
import { judgeLog, judgeProof, type LogJudge, rootsOf, sealFaults } from "../log-proof/judge.ts";
import { type LineCheck, lineCheck, logKeyOf } from "../log-proof/under-root.ts";
import { isBy } from "../quorum.ts";
import { SealError } from "./error.ts";
import { foreignRemarks, namesOf } from "./lines.ts";

export interface ProofFile {
  /** For messages. */
  readonly path: string;
  readonly proof: LogProof;
}

export interface SealedProof {
  readonly proof: LogProof;
  /** Lines that were left out. */
  readonly remarks: readonly Bilingual[];
}

/** A proof with the lines that one root lets stand under it. */
interface Attempt {
  readonly root: TrustRoot;
  readonly proof: LogProof;
  /** They name a key of this root and do not hold. */
  readonly bad: readonly Signature[];
  readonly unknown: readonly Signature[];
  readonly revoked: readonly Signature[];
  readonly faults: readonly Found<LogFault>[];
  readonly isSigned: boolean;
  readonly isGood: boolean;
}

/**
 * The proof as the seal holds it: for the newest root under which the verifier has nothing to say against it, else for the newest under
 * which it is short of witnesses, of which the verifier's own judge warns. Throws SealError LOG for what the verifier would refuse, and
 * for a line in the name of the log or of a witness that does not hold.
 */
export async function keepProof({ path, proof }: ProofFile, judge: LogJudge): Promise<SealedProof> {
  const holds = lineCheck(proof.checkpoint.text, judge.check);
  const attempts: Attempt[] = [];
  for (const root of rootsOf(judge))
    if (root.logOrigin !== undefined) attempts.push(await attempt(proof, root, judge, holds));
  const best =
    attempts.find(({ isGood }) => isGood) ??
    attempts.find(({ faults }) => faults.length === 0) ??
    attempts.find(({ isSigned }) => isSigned) ??
    attempts.at(-1);
  const fail = (why: Bilingual) =>
    new SealError(
      "LOG",
      inBoth((l) => `${path}: ${why[l]}`),
    );
  if (best === undefined) throw fail(noLog);
  if (best.bad[0] !== undefined) throw fail(badLine(best.bad[0].name));
  if (best.faults[0] !== undefined) throw fail(whyNot(best.faults[0], best.root));
  return {
    proof: best.proof,
    remarks: [...foreignRemarks(path, best.unknown, notAsked), ...foreignRemarks(path, best.revoked, isRevoked)],
  };
}

async function attempt(whole: LogProof, root: TrustRoot, judge: LogJudge, holds: LineCheck): Promise<Attempt> {
  const speakers = [logKeyOf(root) ?? [], witnessesOf(root).keys].flat();
  const held: { readonly key: RootKey; readonly line: Signature }[] = [];
  const bad: Signature[] = [];
  const unknown: Signature[] = [];
  for (const line of whole.checkpoint.signatures) {
    const key = speakers.find((one) => isBy(line, one));
    if (key === undefined) unknown.push(line);
    else if (typeof (await holds(line, key)) === "number") held.push({ key, line });
    else bad.push(line);
  }
  held.sort((a, b) => compareText(a.key.vkey.raw, b.key.vkey.raw) || compareBytes(a.line.bytes, b.line.bytes));
  // The log's own line stays also where its key is revoked: without it there is no proof to wait with.
  const isGone = ({ key }: (typeof held)[number]) => key.role === "witness" && judge.known.revoked.has(key.vkey.raw);
  const kept = held.filter((one, i) => !isGone(one) && one.key !== held[i - 1]?.key);
  const proof = { ...whole, checkpoint: { ...whole.checkpoint, signatures: kept.map(({ line }) => line) } };
  const judged = await judgeProof(proof, "sealed", judge);
  const found = await judgeLog(proof, [], judge);
  return {
    ...{ root, proof, bad, unknown, faults: sealFaults(judged, judge) },
    revoked: held.filter(isGone).map(({ line }) => line),
    isSigned: kept.some(({ key }) => key.role === "log"),
    isGood: found.every(({ code }) => (trustFacts as readonly string[]).includes(code)),
  };
}

const notAsked: Bilingual = {
  nl: "dat is niet het logboek of een getuige van deze vertrouwensbasis",
  en: "it is neither the log nor a witness of this trust root",
};
const isRevoked: Bilingual = { nl: "de sleutel is ingetrokken", en: "the key is revoked" };
const noLog: Bilingual = {
  nl: "verwacht een vertrouwensbasis die een logboek noemt, gevonden geen: laat --log-proof weg, of geef de vertrouwensbasis van het logboek (--root)",
  en: "expected a trust root that names a log, found none: leave --log-proof out, or give the trust root of the log (--root)",
};

function badLine(name: string): Bilingual {
  return {
    nl: `de handtekening van ${name} klopt niet onder deze stand van het logboek: het bestand is beschadigd of veranderd; maak het bewijs opnieuw (zegel log proof)`,
    en: `the signature by ${name} does not hold under this checkpoint: the file is damaged or was altered; make the proof again (zegel log proof)`,
  };
}

/** What the verifier would refuse, and what to do about it. */
function whyNot({ code, values }: Found<LogFault>, root: TrustRoot): Bilingual {
  switch (code) {
    case "LOG_ORIGIN":
      return {
        nl: `verwacht een bewijs uit logboek ${values.expected}, gevonden ${values.found}: geef het bewijs uit het goede logboek`,
        en: `expected a proof of the log ${values.expected}, found ${values.found}: give the proof of the right log`,
      };
    case "LOG_UNSIGNED": {
      const log = logKeyOf(root);
      const names = namesOf(log === undefined ? [] : [log], "niemand");
      return {
        nl: `verwacht een handtekening van het logboek (${names}), gevonden geen: laat het logboek ondertekenen (zegel log sign) en maak het bewijs opnieuw (zegel log proof)`,
        en: `expected a signature by the log (${names}), found none: have the log signed (zegel log sign) and make the proof again (zegel log proof)`,
      };
    }
    case "LOG_NOT_INCLUDED":
      return {
        nl: "verwacht het bewijs van deze versie, gevonden dat van een andere tekst of van een andere stand: maak het bewijs van deze versie (zegel log proof)",
        en: "expected the proof of this release, found that of another text or of another tree: make the proof of this release (zegel log proof)",
      };
    default:
      return {
        nl: `het controleprogramma zou dit bewijs weigeren (${code}): maak het opnieuw (zegel log proof)`,
        en: `verify would refuse this proof (${code}): make it again (zegel log proof)`,
      };
  }
}
