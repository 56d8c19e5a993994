// Step 8: the letter that goes with the discs, and the text of their labels. Its kit is known by its digests in MANIFEST, which the release names.

import {
  codesIn,
  DistributeError,
  holdsCodes,
  holdsPrograms,
  judgeSet,
  type MeasuredKit,
  type ReleasedSet,
  renderLabels,
  renderLetter,
  renderStaatscourant,
} from "../../distribute/index.ts";
import { Fault, FormatError } from "../../format/index.ts";
import { SealError } from "../../trust/compose/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { languages } from "../../words/language.ts";
import { labelName, letterName, type ReleaseFolder, staatscourantName } from "../folder.ts";
import { asValues, faultReason } from "../reasons.ts";
import { type Finding, found, judged, later, type Step } from "../step.ts";
import type { BuiltRelease } from "./build.ts";

/**
 * `isPublished`: the masters hold, and out/SHA256SUMS names these papers with their digests: then one that this program would write
 * otherwise is told and not wrong. Sentences of a letter change from version to version, and a release that was sent stays as it is; its
 * codes never change, so one that has others is wrong.
 */
export async function judgeLetter(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  isPublished: boolean,
  check: SignatureCheck,
): Promise<Step> {
  const { inputs, unread } = folder;
  if (releases.every(({ release }) => release.kit === undefined))
    return { ...judged("letter", [found("NO_LETTER_ASKED")]), state: "none" };
  const bad = unread.find(({ path }) => [letterName, labelName, staatscourantName].includes(path));
  if (bad !== undefined) return judged("letter", [found("UNREAD", { ...bad })]);
  const { texts } = inputs;
  if (texts === undefined) return judged("letter", [found("NO_TEXTS")]);
  const set = await trySet(folder, releases, check);
  if (set === undefined) return later("letter");
  if (set instanceof Fault) return judged("letter", [found("LETTER_REFUSED", asValues(faultReason(set)))]);
  const isWithoutProof = folder.withoutProof !== undefined;
  const letters = languages.flatMap((language) =>
    [false, true].map((isLarge) => renderLetter({ set, texts, language, isLarge, isWithoutProof })),
  );
  const labels = languages.map((language) => renderLabels(set, language));
  const announcements = languages.map((language) => renderStaatscourant(set, language));
  const holdsAll = (text: string) => holdsCodes(text, set) && holdsPrograms(text, set);
  const holdsNone = (text: string) => codesIn(text).size === 0;
  const judge = (path: string, text: string | undefined, paper: Omit<Paper, "isPublished">) =>
    judgePaper(path, text, { ...paper, isPublished });
  return judged("letter", [
    judge(letterName, folder.letter, { written: letters, holds: holdsAll }),
    judge(labelName, folder.label, { written: labels, holds: holdsNone }),
    judge(staatscourantName, folder.staatscourant, { written: announcements, holds: holdsAll }),
  ]);
}

interface Paper {
  /** What it may be. */
  readonly written: readonly string[];
  readonly isPublished: boolean;
  /** Whether one with other sentences has the codes of this release, and no other. */
  readonly holds: (text: string) => boolean;
}

function judgePaper(path: string, text: string | undefined, { written, isPublished, holds }: Paper): Finding {
  if (text === undefined) return found("NOT_WRITTEN", { path });
  if (written.includes(text)) return found("LETTER", { path });
  if (!isPublished) return found("LETTER_OTHER", { path });
  return found(holds(text) ? "LETTER_PUBLISHED" : "LETTER_CODES", { path });
}

/** Undefined: a disc is not released yet. A fault: why there is no letter. */
async function trySet(
  { finished, inputs, built }: ReleaseFolder,
  releases: readonly BuiltRelease[],
  check: SignatureCheck,
): Promise<ReleasedSet | Fault | undefined> {
  const notes = finished.flatMap(({ note }) => (note === undefined ? [] : [note]));
  if (notes.length !== releases.length) return undefined;
  const measure = async () => kitOf(releases, built[0]?.manifest?.files ?? new Map());
  try {
    return await judgeSet({ releases: notes, trustRoots: inputs.roots, recall: inputs.recall }, measure, check);
  } catch (error) {
    if (error instanceof SealError || error instanceof DistributeError || error instanceof FormatError) return error;
    throw error;
  }
}

function kitOf(releases: readonly BuiltRelease[], onDisc: ReadonlyMap<string, string>): MeasuredKit {
  const { version = "", sha256 = "" } = releases[0]?.release.kit ?? {};
  const files = [...onDisc].map(([path, digest]) => ({ path, sha256: digest, size: 0 }));
  return { path: "in/kit", version, sha256, files };
}
