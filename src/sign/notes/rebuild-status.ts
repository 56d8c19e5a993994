// Which reviewers rebuilt this release, what they found, and whether their signatures hold.

import { parseRebuild, quote, type Rebuild } from "../../format/index.ts";
import {
  contradictionsOf,
  describeRebuildFault,
  describeUnconfirmed,
  judgeRebuild,
  type RebuildFault,
  type RebuildJudge,
  type Statement,
  tallyRebuilds,
} from "../../trust/index.ts";
import type { Language } from "../../words/language.ts";
import { SignError } from "../error.ts";
import type { NoteFile } from "./merge.ts";
import { type ReviewWord, sayReview } from "./review-words.ts";

type Say = (word: ReviewWord) => string;

/**
 * `files` are rebuild notes of the release of `judge`; without a `root` their signatures are not judged. Throws SignError
 * REBUILD, BAD_SIGNATURE, FormatError.
 */
export async function describeRebuilds(
  judge: Omit<RebuildJudge, "root" | "roots"> & Partial<RebuildJudge>,
  files: readonly NoteFile[],
  language: Language,
): Promise<string[]> {
  const t: Say = (word) => sayReview(word, language);
  for (const { path, note } of files) refuseContradiction(path, parseRebuild(note.text), judge);
  const { root } = judge;
  if (root === undefined && files.length === 0) return [t("noRebuilds")];
  if (root === undefined)
    return [t("rebuilds"), ...files.map((file) => lineFor(file, parseRebuild(file.note.text), t("notJudged"), t))];
  const under: RebuildJudge = { ...judge, root, roots: judge.roots ?? [root] };
  const statements: Statement[] = [];
  const lines: string[] = [];
  for (const file of files) {
    const { rebuild, fault, statements: found } = await judgeFile(file, under);
    statements.push(...found);
    const names = found.map(({ by }) => `${by.vkey.name} (${by.holder}, ${by.organisation})`).join(", ");
    lines.push(lineFor(file, rebuild, fault === undefined ? names : t(wordFor(fault)), t));
  }
  if (files.length === 0) lines.push(`  ${t("noRebuilds")}`);
  return [`${t("rebuilds")}${countLine(under, statements, t)}`, ...lines];
}

function wordFor({ code }: RebuildFault): ReviewWord {
  if (code === "TWO_REVIEWERS") return "byTwo";
  return code === "REVOKED" ? "byRevoked" : "byNobody";
}

function lineFor({ path }: NoteFile, rebuild: Rebuild, who: string, t: Say): string {
  const finding = rebuild.differs === undefined ? t("agrees") : `${t("differs")}: ${rebuild.differs}`;
  return `  ${quote(path)}: ${finding} (${rebuild.scope}, ${rebuild.date}): ${who}`;
}

/** As the verifier counts. The warning stands where too few agree, and wherever somebody differs. */
function countLine(judge: RebuildJudge, statements: readonly Statement[], t: Say): string {
  const { found, needed, isEnough, differing, isDisputed, isBlocked } = tallyRebuilds(statements, judge);
  const warning = !isEnough || isDisputed ? ` ${t("rebuildsLack")}` : "";
  return (
    `: ${found} ${t("rebuildsAgree")}, ${needed} ${t("rebuildsNeeded")}, ${differing.length} ${t("rebuildsDiffer")} ` +
    `(${t("underRoot")} ${judge.root.version})${warning}${isBlocked ? `: ${t("rebuildsBlock")}` : ""}`
  );
}

/** "Agrees" with other digests than the release's is no agreement: the verifier would refuse it too. */
function refuseContradiction(path: string, rebuild: Rebuild, { release }: Pick<RebuildJudge, "release">): void {
  if (contradictionsOf(rebuild, release).length > 0)
    throw new SignError("REBUILD", {
      nl: `${path}: zegt dat het gelijk is, maar de hashcodes erin zijn niet die van de versie: vraag de nabouwer`,
      en: `${path}: says that it agrees, but the digests in it are not the release's: ask the reviewer`,
    });
}

/** A line that does not hold, and a difference that nobody can confirm, are cleared up before anybody signs. */
async function judgeFile({ path, note }: NoteFile, judge: RebuildJudge) {
  const judged = await judgeRebuild(note, judge);
  const { fault } = judged;
  if (fault?.code === "BAD_SIGNATURE")
    throw new SignError("BAD_SIGNATURE", {
      nl: `${path}: de handtekening van ${fault.name} klopt niet: vraag deze verklaring opnieuw`,
      en: `${path}: the signature by ${fault.name} does not hold: get this rebuild note again`,
    });
  if (fault?.code === "UNCONFIRMED")
    throw new SignError("REBUILD", {
      nl: `${path}: ${describeRebuildFault(fault, "nl")}`,
      en: `${path}: it ${describeRebuildFault(fault)}`,
    });
  const [line] = judged.unconfirmed;
  if (line !== undefined)
    throw new SignError("REBUILD", {
      nl: `${path}: ${describeUnconfirmed(line, "nl")}: vraag het bestand opnieuw`,
      en: `${path}: it ${describeUnconfirmed(line)}: get the note again`,
    });
  return judged;
}
