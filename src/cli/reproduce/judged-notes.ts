// zegel rebuild-note verify: reviewers' notes judged under the root of their release and counted; one by one or a public folder of
// them. docs/spec/rebuild.md

import {
  FormatError,
  parseRebuild,
  quote,
  type Rebuild,
  type Release,
  type RootKey,
  spellOut,
  tryParse,
} from "../../format/index.ts";
import { judgeChain } from "../../sign/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  judgeRebuild,
  type RebuildJudge,
  shortfallsOf,
  type Tally,
  tallyRebuilds,
} from "../../trust/index.ts";
import { CommandError, exitFailure } from "../../verify/program/terminal.ts";
import { printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";
import { readNamedRelease } from "../notes/released.ts";
import { scopeWords } from "./made-note.ts";
import { findNotes, isNamedFor } from "./published-notes.ts";

/** The statements are valid, but not all of them are agreements that count. docs/man/zegel-rebuild-note.1.md */
const exitNotAgreed = 31;

export interface VerifyOptions {
  readonly release: string;
  readonly root: readonly string[];
  readonly json?: true;
}

/** One reviewer's statement, or a note that is nobody's. */
interface Judged {
  readonly path: string;
  readonly rebuild: Rebuild;
  readonly by: RootKey | undefined;
  /** Why it is no agreement that counts. */
  readonly reasons: readonly string[];
}

export async function verifyNotes(paths: readonly string[], options: VerifyOptions): Promise<void> {
  const { release, sha256 } = await readNamedRelease(options.release);
  const judge = await judgeFor(release, sha256, options.root);
  const { notes, faults: unread, others } = await findNotes(paths);
  const judged: Judged[] = [];
  const faults = [...unread];
  const statements = [];
  for (const { path, note, isPublished } of notes) {
    const read = tryParse(() => parseRebuild(note.text));
    if (read instanceof FormatError && isPublished) {
      faults.push({ path, why: read.message });
      continue;
    }
    const { rebuild, fault, ...found } = await judgeRebuild(note, judge);
    const reasons =
      fault === undefined
        ? shortfallsOf(rebuild, release).map((one) => describeShortfall(one))
        : [describeRebuildFault(fault)];
    if (fault !== undefined) judged.push({ path, rebuild, by: undefined, reasons });
    for (const { by } of found.statements) judged.push({ path, rebuild, by, reasons });
    for (const line of found.unconfirmed)
      judged.push({ path, rebuild, by: undefined, reasons: [describeUnconfirmed(line)] });
    statements.push(...found.statements);
    const speakers = found.statements.map(({ by }) => by);
    if (isPublished && fault === undefined && !isNamedFor(path, rebuild, speakers))
      faults.push({
        path,
        why: `it is by ${speakers.map(({ vkey }) => vkey.name).join(", ")}, and its name does not say so`,
      });
  }
  const tally = tallyRebuilds(statements, judge);
  printResult(
    options.json,
    () => ({ notes: judged.map(asJson), faults, others, ...tallyAsJson(tally) }),
    () =>
      [
        ...dissentFirst(judged).map(noteInWords),
        ...faults.map(({ path, why }) => `${quote(path)}: NO GOOD: ${spellOut(why, 1000)}`),
        ...others.map((path) => `${quote(path)}: no note, not looked at`),
        ...tallyInWords(tally, judged),
        "",
      ].join("\n"),
  );
  if (faults.length > 0 || judged.some(({ by }) => by === undefined)) process.exitCode = exitFailure;
  else process.exitCode = judged.every(({ reasons }) => reasons.length === 0) ? 0 : exitNotAgreed;
}

/** Who says that it differs is shown before who agrees. */
function dissentFirst(judged: readonly Judged[]): Judged[] {
  return [true, false].flatMap((isFirst) =>
    judged.filter(({ rebuild }) => (rebuild.differs !== undefined) === isFirst),
  );
}

/** The release's root among those given, and each signed by the one before it: whoever revokes a key silences somebody. */
async function judgeFor(release: Release, releaseSha256: string, paths: readonly string[]): Promise<RebuildJudge> {
  const files = await Promise.all(paths.map(readNote));
  const { steps, anchored } = await judgeChain(files, { kind: "sha256", sha256: release.trustRoot }, signatureCheck);
  if (anchored === undefined)
    throw new CommandError(
      `expected the trust root that the release names (${release.trustRoot}), found ${steps.map(({ sha256 }) => sha256).join(", ")}: give it with --root`,
    );
  const bad = steps.find(({ isGood }) => !isGood);
  if (bad !== undefined)
    throw new CommandError(
      `${quote(bad.path)}: expected a trust root signed by its own officers and by those of the version before it, which is given too: zegel root verify says what is wrong`,
    );
  return { release, releaseSha256, root: anchored.root, roots: steps.map(({ root }) => root), check: signatureCheck };
}

function noteInWords({ path, rebuild, by, reasons }: Judged): string {
  if (by === undefined) return `${quote(path)}: NO GOOD: it ${reasons.join(", and ")}`;
  const who = `${by.holder} (${by.organisation}), key ${by.vkey.name}`;
  const finding = rebuild.differs === undefined ? "agrees" : `DIFFERS: ${quote(rebuild.differs)}`;
  const counts = reasons.length === 0 ? "counts" : `does not count: it ${reasons.join(", and ")}`;
  return `${quote(path)}: ${who}: ${scopeWords[rebuild.scope]}: ${finding}; ${counts}\n  with (stated, not checked): ${quote(rebuild.environment)}`;
}

function tallyInWords(tally: Tally, judged: readonly Judged[]): string[] {
  const { found, needed, isEnough, differing, blocksAt, isBlocked } = tally;
  const unjudged = judged.filter(({ by, rebuild }) => by === undefined && rebuild.differs !== undefined).length;
  const dissent = differing.length === 0 ? "no dissent that counts" : `${differing.length} differ`;
  const reported = unjudged === 0 ? "" : ` (${unjudged} more say that it differs and are no good, see above)`;
  const onKit = judged.filter(
    ({ by, rebuild }) => by && rebuild.scope === "kit" && rebuild.differs !== undefined,
  ).length;
  const kit = onKit === 0 ? "" : `; ${onKit} say that the kit differs, which no count has`;
  const rule = blocksAt === undefined ? "dissent is reported only" : `${blocksAt} or more who differ block the release`;
  return [
    `agreements:  ${found} of ${needed} needed, each by another key and organisation: ${isEnough ? "enough" : "NOT ENOUGH"}`,
    `dissent:     ${dissent}${reported}${kit}; ${rule}${isBlocked ? ": BLOCKED" : ""}`,
  ];
}

function tallyAsJson({ found, needed, isEnough, differing, blocksAt, isBlocked }: Tally) {
  return { found, needed, differing: differing.length, blocksAt, isMet: isEnough && !isBlocked };
}

function asJson({ path, rebuild, by, reasons }: Judged) {
  const reviewer = by && { holder: by.holder, organisation: by.organisation, key: by.vkey.name, raw: by.vkey.raw };
  return {
    path,
    isSound: by !== undefined,
    counts: by !== undefined && reasons.length === 0,
    reviewer,
    reasons,
    ...rebuild,
  };
}
