// The first recall list, and the next one: it holds all of the one before, in place. docs/spec/recall.md

import { encodeRecall, kindOf, type Note, parseRecall, type Recall, type Recalled } from "../../format/index.ts";
import { type SignatureCheck, validInDutch } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { type Judgement, judgeJoined, type NoteFile } from "../notes/merge.ts";

/** What is recalled, on one day and for one reason: the discs of a set are one image each. */
export interface RecallChoice {
  readonly images: readonly string[];
  readonly reason: string;
  /** `YYYY-MM-DD`: of the recall, and of the list. */
  readonly date: string;
}

/** The first list, unsigned. Throws SignError RECALL, FormatError. */
export function newRecall(choice: RecallChoice): Note {
  return extend({ date: choice.date, recalled: [] }, choice);
}

/** The next list, unsigned. Throws SignError RECALL, FormatError. */
export function addToRecall(previous: Recall, choice: RecallChoice): Note {
  // Compared as text: days of one form.
  if (choice.date < previous.date)
    throw new SignError("RECALL", {
      nl: `verwacht een datum vanaf ${previous.date}, die van de lijst ervoor, gevonden ${choice.date}`,
      en: `expected a date of ${previous.date} or later, which is that of the list before, found ${choice.date}`,
    });
  return extend(previous, choice);
}

function extend({ recalled }: Recall, { images, reason, date }: RecallChoice): Note {
  if (images.length === 0)
    throw new SignError("RECALL", {
      nl: "verwacht een schijf om in te trekken, gevonden geen",
      en: "expected an image to recall, found none",
    });
  for (const [i, image] of images.entries()) {
    const at = recalled.findIndex(({ imageSha256 }) => imageSha256 === image);
    if (at >= 0)
      throw new SignError("RECALL", {
        nl: `${image} is al ingetrokken: nummer ${at + 1}, op ${recalled[at]?.date} (${recalled[at]?.reason}); er komt niets bij`,
        en: `${image} is recalled already: number ${at + 1}, on ${recalled[at]?.date} (${recalled[at]?.reason}); nothing to add`,
      });
    if (images.indexOf(image) !== i)
      throw new SignError("RECALL", {
        nl: `${image} is twee keer gegeven: noem elke schijf één keer`,
        en: `${image} is given twice: name each disc once`,
      });
  }
  const added = images.map((imageSha256): Recalled => ({ imageSha256, date, reason }));
  return { text: encodeRecall({ date, recalled: [...recalled, ...added] }), signatures: [] };
}

/**
 * A list and who signed it, under `rootFile`; undefined: not judged. A signature that does not hold is refused. Throws
 * SignError NOTE_TYPE, TRUST_ROOT, BAD_SIGNATURE, FormatError.
 */
export async function judgeRecallList(
  file: NoteFile,
  rootFile: NoteFile | undefined,
  check: SignatureCheck,
): Promise<{ recall: Recall; judgement: Judgement | undefined }> {
  if (kindOf(file.note.text) !== "recall")
    throw new SignError("NOTE_TYPE", {
      nl: `${file.path}: verwacht een intreklijst, gevonden iets anders: geef het goede bestand`,
      en: `${file.path}: expected a recall list, found another note`,
    });
  const recall = parseRecall(file.note.text);
  const { judgement } = await judgeJoined([file], rootFile, check);
  return { recall, judgement };
}

/** Same, and enough officers must have signed it. Throws SignError RECALL besides. */
export async function demandRecallList(
  file: NoteFile,
  rootFile: NoteFile,
  check: SignatureCheck,
): Promise<{ recall: Recall; judgement: Judgement }> {
  const { recall, judgement } = await judgeRecallList(file, rootFile, check);
  if (judgement?.quorum.isMet !== true)
    throw new SignError("RECALL", {
      nl: `${file.path}: ${validInDutch(judgement?.quorum.signers.length ?? 0)}, ${judgement?.quorum.threshold ?? 0} nodig volgens ${rootFile.path}: laat de intreklijst eerst ondertekenen (zegel sign, zegel merge)`,
      en: `${file.path}: expected a recall list signed by ${judgement?.quorum.threshold} officers of ${rootFile.path}, found ${judgement?.quorum.signers.length} valid signatures: sign it first (zegel sign, zegel merge)`,
    });
  return { recall, judgement };
}
