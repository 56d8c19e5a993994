// What goes into a seal: every note judged as the verifier will judge it. docs/spec/seal.md, docs/spec/verification.md steps 4 to 8

import { encodeNote, type Note, textDigest } from "../../format/notes/note.ts";
import { parseRecall } from "../../format/notes/recall.ts";
import { parseRelease, type Release } from "../../format/notes/release.ts";
import { encodeSeal, parseSeal } from "../../format/notes/seal.ts";
import { type RootKey, requiredKeys, type TrustRoot } from "../../format/notes/trust-root.ts";
import { type Bilingual, inBoth } from "../../format/text/bilingual.ts";
import { equalBytes } from "../../format/text/decode.ts";
import { TrustChain } from "../chain.ts";
import { type Found, type TrustCode, trustFacts } from "../findings.ts";
import { purposeFits, requirementsOf } from "../quorum.ts";
import { judgeSeal } from "../seal.ts";
import type { SignatureCheck } from "../signature.ts";
import { SealError } from "./error.ts";
import { askedFor, demandEnough, keepLines, type NoteFile, namesWithPlace, type SealedLines } from "./lines.ts";
import { keepProof, type ProofFile, type SealedProof } from "./log-proof.ts";
import { judgeRebuilds, silentReviewers } from "./rebuilds.ts";
import { type JudgedRoot, judgeRoots } from "./roots.ts";

export interface SealChoice {
  /** In any order. */
  readonly trustRoots: readonly NoteFile[];
  readonly release: NoteFile;
  /** In any order. */
  readonly rebuilds: readonly NoteFile[];
  readonly recall: NoteFile | undefined;
  /** The proof that the release stands in the public log; undefined: none. */
  readonly logProof?: ProofFile | undefined;
}

export interface ComposedSeal {
  /** The whole place, `sealSize` bytes. */
  readonly bytes: Uint8Array;
  readonly release: Release;
  /** SHA-256 of the release's text. */
  readonly releaseSha256: string;
  readonly signers: readonly RootKey[];
  /** What was left out of the notes. */
  readonly remarks: readonly Bilingual[];
  /** What will keep the verifier from saying ECHT. */
  readonly warnings: readonly Bilingual[];
  /** It lacks nothing but the proof of the public log, which can be given beside the disc. */
  readonly lacksProofOnly: boolean;
}

/** The same notes give the same bytes, whatever their order. Throws SealError, FormatError. */
export async function composeSeal(choice: SealChoice, check: SignatureCheck): Promise<ComposedSeal> {
  const roots = await judgeRoots(choice.trustRoots, check);
  const revoked = new Set(roots.flatMap(({ root }) => root.revoked)); // revoked in any known root: counts nowhere
  const { release, sha256, root, lines } = await judgeRelease(choice.release, roots, revoked, check);
  const judge = { release, releaseSha256: sha256, root, roots: roots.map((judged) => judged.root), check };
  const rebuilds = await judgeRebuilds(choice.rebuilds, judge);
  const recall = await judgeRecall(choice.recall, release, roots, revoked, check);
  const trustRoots = roots.map((judged) => judged.lines.note);
  const proof = await judgeProof(choice.logProof, trustRoots, lines.note.text, root, check);
  const bytes = encodeSeal({
    trustRoots,
    release: lines.note,
    rebuilds: rebuilds.statements.map(({ note }) => note),
    recall: recall?.note,
    logProof: proof?.proof,
  });
  const found = await judgeComposed(bytes, check);
  return {
    bytes,
    release,
    releaseSha256: sha256,
    signers: lines.signers,
    remarks: [...roots.map((judged) => judged.lines), lines, rebuilds, recall, proof].flatMap(
      (kept) => kept?.remarks ?? [],
    ),
    warnings: found.flatMap((finding) => warningOf(finding, silentReviewers(rebuilds.statements, judge))),
    lacksProofOnly: found.length > 0 && found.every(({ code }) => code.startsWith("LOG_")),
  };
}

const notComplete: Bilingual = {
  nl: "deze definitieve versie is niet compleet, en er is niets geschreven",
  en: "this final release is not complete, and nothing was written",
};
const whenComplete: Bilingual = {
  nl: "Verzegel als er is wat ontbreekt, of schrijf het toch met --incomplete",
  en: "Seal it when what is missing is there, or write it all the same with --incomplete",
};

/**
 * A final master goes to the disc plant, and 400 municipalities cannot use one that verify refuses: what waits for other people is not
 * sealed unless somebody says so. Throws SealError INCOMPLETE, with the verdict and what is missing.
 */
export function demandComplete({ release, warnings }: Pick<ComposedSeal, "release" | "warnings">): void {
  if (release.purpose !== "final" || warnings.length === 0) return;
  throw new SealError(
    "INCOMPLETE",
    inBoth((l) => `${notComplete[l]}: ${warnings.map((warning) => warning[l]).join("; ")}. ${whenComplete[l]}`),
  );
}

/** Under the root that it names itself. */
async function judgeRelease(
  file: NoteFile,
  roots: readonly JudgedRoot[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<{ release: Release; sha256: string; root: TrustRoot; lines: SealedLines }> {
  const release = parseRelease(file.note.text);
  const pinned = roots.find((judged) => judged.sha256 === release.trustRoot);
  if (pinned === undefined)
    throw new SealError("RELEASE", {
      nl: `${file.path}: verwacht de vertrouwensbasis ${release.trustRoot} bij wat u geeft, gevonden ${roots.map((r) => r.sha256).join(", ")}: geef die met --root`,
      en: `${file.path}: expected the trust root ${release.trustRoot} among those given, found ${roots.map((r) => r.sha256).join(", ")}: give it with --root`,
    });
  if (!purposeFits(pinned.root, release.purpose))
    throw new SealError("RELEASE", {
      nl: `${file.path}: een vertrouwensbasis met doel ${pinned.root.purpose} kan geen ${release.purpose} vrijgeven: bouw opnieuw met het goede doel of de goede vertrouwensbasis`,
      en: `${file.path}: a trust root of purpose ${pinned.root.purpose} cannot release a ${release.purpose}: build it again with the right purpose or root`,
    });
  const requirement = requirementsOf(release).release;
  const { keys, threshold } = requiredKeys(pinned.root, requirement);
  const lines = await keepLines(file, keys, revoked, check);
  demandEnough(file, askedFor[requirement], { threshold, signers: lines.signers }, keys);
  return { release, sha256: textDigest(file.note.text), root: pinned.root, lines };
}

/** Under the newest root. The release says how high its number must be, so that nobody can leave the list out. */
async function judgeRecall(
  file: NoteFile | undefined,
  release: Release,
  roots: readonly JudgedRoot[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<SealedLines | undefined> {
  const recalled = file === undefined ? [] : parseRecall(file.note.text).recalled;
  if (recalled.length < release.recallAtLeast)
    throw new SealError("RECALL", {
      nl: `verwacht intreklijst nummer ${release.recallAtLeast} of hoger, zoals de versie vraagt, gevonden ${file === undefined ? "geen" : recalled.length}: het controleprogramma zou NIET_ONDERTEKEND zeggen; geef de lijst met --recall`,
      en: `expected a recall list of number ${release.recallAtLeast} or higher, as the release says, found ${file === undefined ? "none" : recalled.length}: verify would say NIET_ONDERTEKEND; give it with --recall`,
    });
  const newest = roots.at(-1);
  if (file === undefined || newest === undefined) return undefined;
  const hit = recalled.find((entry) => entry.imageSha256 === release.imageSha256);
  if (hit !== undefined)
    throw new SealError("RECALL", {
      nl: `${file.path}: deze schijf is ingetrokken op ${hit.date} (${hit.reason}): het controleprogramma zou INGETROKKEN zeggen, en de schijf mag de deur niet uit`,
      en: `${file.path}: this image was recalled on ${hit.date} (${hit.reason}): verify would say INGETROKKEN, and it must not go out`,
    });
  const { keys, threshold } = requiredKeys(newest.root, "recall");
  const lines = await keepLines(file, keys, revoked, check);
  demandEnough(file, askedFor.recall, { threshold, signers: lines.signers }, keys);
  return lines;
}

/** Under the roots of this seal. */
async function judgeProof(
  file: ProofFile | undefined,
  trustRoots: readonly Note[],
  text: string,
  { version: pinned }: TrustRoot,
  check: SignatureCheck,
): Promise<SealedProof | undefined> {
  if (file === undefined) return undefined;
  const known = await TrustChain.anchor(trustRoots.map(encodeNote), check);
  return keepProof(file, { text, pinned, sealed: trustRoots.length, known, today: "", check });
}

/**
 * The verifier's own judge has the last word on the seal just made: what it would refuse is not sealed. Returns what sealing goes on
 * with all the same. Throws SealError REFUSED.
 */
async function judgeComposed(bytes: Uint8Array, check: SignatureCheck): Promise<Found<TrustCode>[]> {
  const seal = parseSeal(bytes);
  if (!equalBytes(encodeSeal(seal), bytes)) throw refused("it does not read back");
  const anchor = await TrustChain.anchor(seal.trustRoots.map(encodeNote), check);
  const loose = { roots: [], rebuilds: [], recalls: { lists: [], codes: [] }, proofs: [] };
  const { steps, trusted } = await judgeSeal(seal, { anchor, loose, today: "" }, check);
  const refusing = steps.flatMap(([, findings]) => findings).filter(({ code }) => !isFact(code));
  const [fault] = refusing.filter((finding) => warningOf(finding, []).length === 0);
  if (fault !== undefined) throw refused(JSON.stringify(fault));
  if (trusted === undefined) throw refused("nobody released it");
  return refusing;
}

function isFact(code: TrustCode): boolean {
  return (trustFacts as readonly TrustCode[]).includes(code);
}

function refused(why: string): SealError {
  return new SealError("REFUSED", {
    nl: `het controleprogramma weigert het zegel dat net is gemaakt (${why}): dit is een fout in het programma; er is niets geschreven`,
    en: `the verifier refuses the seal just made (${why}): this is a fault of the program; nothing was written`,
  });
}

/**
 * Findings with which an image can be sealed all the same: notes may be added by sealing again, and later ones go beside the disc.
 * `silent`: reviewers of whom there is no statement.
 */
function warningOf({ code, values }: Found<TrustCode>, silent: readonly RootKey[]): Bilingual[] {
  switch (code) {
    case "TOO_FEW_REBUILDS":
      return [
        {
          nl: `onafhankelijke nabouwers: ${values.found}, nodig: ${values.needed} (${silent.length === 0 ? "elke nabouwer heeft gesproken" : `nog geen verklaring van ${namesWithPlace(silent)}`}): tot er meer in het zegel staan, zegt het controleprogramma ONVOLDOENDE_HERBOUW`,
          en: `${values.found} of ${values.needed} independent rebuilds needed (${silent.length === 0 ? "every reviewer has spoken" : `no statement by ${namesWithPlace(silent)}`}): until more are sealed in, verify says ONVOLDOENDE_HERBOUW`,
        },
      ];
    case "DISSENT_BLOCKS":
      return [
        {
          nl: `${values.found === 1 ? "1 nabouwer zegt" : `${values.found} nabouwers zeggen`} dat het verschilt, en dat houdt deze versie tegen: het controleprogramma zegt ONVOLDOENDE_HERBOUW`,
          en: `${values.found} reviewers differ, which blocks this release: verify says ONVOLDOENDE_HERBOUW`,
        },
      ];
    case "LOG_MISSING":
      return [
        {
          nl: "de vertrouwensbasis vraagt een bewijs uit het openbare logboek, gevonden geen: geef het met --log-proof (zegel log proof); zonder dat zegt het controleprogramma ONVOLDOENDE_HERBOUW",
          en: "the trust root asks for a proof of the public log, found none: give it with --log-proof (zegel log proof); without it verify says ONVOLDOENDE_HERBOUW",
        },
      ];
    case "LOG_KEY_REVOKED":
      return [
        {
          nl: "de sleutel waarmee het logboek dit bewijs ondertekende, is ingetrokken: maak een bewijs met de nieuwe sleutel (zegel log sign, zegel log proof); tot dan zegt het controleprogramma ONVOLDOENDE_HERBOUW",
          en: "the key with which the log signed this proof is revoked: make a proof with the new key (zegel log sign, zegel log proof); until then verify says ONVOLDOENDE_HERBOUW",
        },
      ];
    case "LOG_QUORUM":
      return [
        {
          nl: `getuigen van het logboek: ${values.found} (organisaties: ${values.organisations}), nodig: ${values.needed}: laat meer getuigen tekenen (zegel log cosign) en maak het bewijs opnieuw; tot dan zegt het controleprogramma ONVOLDOENDE_HERBOUW`,
          en: `${values.found} witnesses of the log (${values.organisations} organisations), ${values.needed} needed: have more witnesses sign (zegel log cosign) and make the proof again; until then verify says ONVOLDOENDE_HERBOUW`,
        },
      ];
    default:
      return [];
  }
}
