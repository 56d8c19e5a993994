// What goes to the municipalities on paper.
export { codesIn, holdsCodes, holdsPrograms } from "./codes-held.ts";
export { DistributeError, type DistributeErrorCode } from "./error.ts";
export { renderLetter } from "./letter.ts";
export type { Letter } from "./letter-parts.ts";
export { type DispatchedLetter, renderLetters, withoutKey } from "./letters/batch.ts";
export {
  addressLabels,
  bagLabels,
  discLabels,
  type LabelKind,
  labelKinds,
  labelSheets,
  renderLabelSheets,
} from "./letters/labels.ts";
export { isEmergency, type LetterFile, type LetterPlan, planLetters } from "./letters/plan.ts";
export type { RecalledDisc } from "./letters/recalled.ts";
export { type EnvelopeRange, envelopesAsked } from "./letters/wanted.ts";
export { renderLabels, renderStaatscourant } from "./plain.ts";
export { qrLimit, qrOfNote, renderQrText } from "./qr.ts";
export { type RecallLetter, renderRecallLetter } from "./recall-letter.ts";
export { judgeRecallToSend, type RecallToSend } from "./recall-to-send.ts";
export { judgeSet, type MeasuredKit, pagePath, programPath, type ReleasedSet } from "./released-set.ts";
export { type LetterTexts, parseTexts, textsLimit } from "./texts.ts";
