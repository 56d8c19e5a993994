// Steps 4 to 6: the request that is carried to the officers, their signatures, and the note that joins them.

import { kindOf, type Note, type RootKey, requiredKeys, textDigest } from "../../format/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import { judgeQuorum, requirementsOf, type SignatureCheck, sortLines, type TrustChain } from "../../trust/index.ts";
import { type ReleaseFolder, requestName, signedName } from "../folder.ts";
import { asValues, signatureReason } from "../reasons.ts";
import { type Finding, found, judged, later, type Step } from "../step.ts";
import { type BuiltRelease, discMark } from "./build.ts";
import { namesOf, onceEach, textsOf } from "./rebuilds.ts";

/**
 * Step 4. `taken`: of each disc the statements that an officer should see. `isOver`: the officers have signed, and are asked no more.
 * `isEarly`: officers are asked when enough reviewers have spoken.
 */
export function judgeRequest(
  { request, unread }: ReleaseFolder,
  releases: readonly BuiltRelease[],
  taken: readonly (readonly NoteFile[])[],
  { isOver, isEarly }: { readonly isOver: boolean; readonly isEarly: boolean },
): Step {
  const bad = unread.find(({ path }) => path === requestName);
  if (bad !== undefined) return judged("request", [found("UNREAD", { ...bad })]);
  if (request === undefined && isOver) return { name: "request", state: "none", findings: [] };
  if (request === undefined) return isEarly ? later("request") : judged("request", [found("NO_REQUEST")]);
  const { path, texts, rebuilds } = request;
  const own = releases.map(({ sha256 }) => sha256);
  const isOwn = texts.length === own.length && own.every((sha256) => texts.includes(sha256));
  if (!isOwn) return judged("request", [found("REQUEST_OTHER", { path })]);
  const lacks = textsOf(taken.flat()).some((sha256) => !rebuilds.includes(sha256));
  return judged("request", [found(lacks && !isOver ? "REQUEST_OLD" : "REQUEST", { path })]);
}

export interface JudgedSignatures {
  readonly step: Step;
  /** Who may sign and has not, for any of the discs; none where there are enough. */
  readonly missing: readonly RootKey[];
}

/** Step 5: lines in `notes/`, and in what was joined already, under each of the built texts. */
export async function judgeSignatures(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<JudgedSignatures> {
  const findings: Finding[] = [];
  const missing: RootKey[] = [];
  for (const built of releases) {
    const files = [...signedFiles(folder, built), ...joinedFiles(folder, built)];
    const judgedDisc = await judgeDisc(built, files, chain, check);
    findings.push(...judgedDisc.findings);
    missing.push(...judgedDisc.missing);
  }
  findings.push(...tellOthers(folder, releases));
  return { step: judged("signatures", findings), missing: onceEach(missing) };
}

/** What came back about one disc: notes and answers, as notes with its text. */
export function signedFiles({ notes, answers }: ReleaseFolder, { file, sha256 }: BuiltRelease): NoteFile[] {
  const { text } = file.note;
  const answered = answers.map(({ path, answers: given }) => {
    const own = given.filter(({ textSha256 }) => textSha256 === sha256);
    return { path, note: { text, signatures: own.map(({ signature }) => signature) } };
  });
  const signed = [...notes.filter(({ note }) => note.text === text), ...answered];
  return signed.filter(({ note }) => note.signatures.length > 0);
}

export const joinedFiles = ({ finished }: ReleaseFolder, { file }: BuiltRelease) =>
  finished.flatMap(({ note }) => (note === undefined || note.note.text !== file.note.text ? [] : [note]));

async function judgeDisc(
  built: BuiltRelease,
  files: readonly NoteFile[],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<{ readonly findings: readonly Finding[]; readonly missing: readonly RootKey[] }> {
  const { release, file } = built;
  const { root } = chain.find(release.trustRoot) ?? chain.newest;
  const requirement = requirementsOf(release).release;
  const { keys, threshold } = requiredKeys(root, requirement);
  if (threshold === 0) return { findings: [found("NOBODY_SIGNS", { requirement })], missing: [] };
  const findings: Finding[] = [];
  const signatures: Note["signatures"][number][] = [];
  for (const { path, note: given } of files) {
    const { held, bad, unknown } = await sortLines(given, keys, check);
    findings.push(
      ...bad.map(({ name }) =>
        found("SIGNATURE_BAD", { path, ...asValues(signatureReason({ code: "BAD_SIGNATURE", name })) }),
      ),
      ...unknown.map(({ name }) => found("LINE_UNKNOWN", { path, name })),
    );
    signatures.push(...held.map(({ line }) => line));
  }
  const quorum = await judgeQuorum(
    { text: file.note.text, signatures },
    root,
    requirement,
    "loose",
    chain.revoked,
    check,
  );
  const { signers, revoked } = quorum;
  findings.push(...revoked.map(({ holder }) => found("REVOKED", { holder })));
  const values = { disc: discMark(built), found: signers.length, needed: threshold };
  if (quorum.isMet)
    return { findings: [...findings, found("SIGNED", { ...values, names: namesOf(signers) })], missing: [] };
  const missing = missingOf(keys, signers, chain);
  return { findings: [...findings, found("SIGNATURES_MISSING", { ...values, missing: namesOf(missing) })], missing };
}

function missingOf(keys: readonly RootKey[], signers: readonly RootKey[], { revoked }: TrustChain): RootKey[] {
  const signed = new Set(signers.map(({ vkey: { raw } }) => raw));
  return keys.filter(({ vkey: { raw } }) => !signed.has(raw) && !revoked.has(raw));
}

/** What lies in `notes/` and is about no release of this folder. */
function tellOthers({ notes, answers }: ReleaseFolder, releases: readonly BuiltRelease[]): Finding[] {
  const texts = releases.map(({ file }) => file.note.text);
  const digests = releases.map(({ sha256 }) => sha256);
  const foreign = notes.filter(({ note }) => kindOf(note.text) !== "rebuild" && !texts.includes(note.text));
  const strange = answers.filter(({ answers: given }) => !given.some(({ textSha256 }) => digests.includes(textSha256)));
  return [...foreign, ...strange].map(({ path }) => found("OTHER", { path }));
}

/** Step 6: the notes that are sealed, one a disc. */
export async function judgeJoined(
  { finished, unread }: ReleaseFolder,
  releases: readonly BuiltRelease[],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<Step> {
  const findings: Finding[] = [];
  for (const built of releases) {
    const path = signedName(built.disc, releases.length);
    const file = finished.find(({ disc }) => disc === built.disc)?.note;
    const bad = unread.find((one) => one.path === path);
    if (bad !== undefined) findings.push(found("UNREAD", { ...bad }));
    else if (file === undefined) findings.push(found("NOT_JOINED", { disc: discMark(built) }));
    else if (textDigest(file.note.text) !== built.sha256) findings.push(found("JOINED_OTHER", { path }));
    else findings.push(await judgeOneJoined(file, built, chain, check));
  }
  return judged("release", findings);
}

async function judgeOneJoined(
  { path, note }: NoteFile,
  { release }: BuiltRelease,
  chain: TrustChain,
  check: SignatureCheck,
): Promise<Finding> {
  const { root } = chain.find(release.trustRoot) ?? chain.newest;
  const requirement = requirementsOf(release).release;
  const quorum = await judgeQuorum(note, root, requirement, "loose", chain.revoked, check);
  const [fault] = quorum.faults;
  if (fault !== undefined) return found("SIGNATURE_BAD", { path, ...asValues(signatureReason(fault)) });
  if (quorum.isMet) return found("JOINED", { path, names: namesOf(quorum.signers) });
  return found("JOINED_FEW", { path, found: quorum.signers.length, needed: quorum.threshold });
}
