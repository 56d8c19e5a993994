// Keys, trust roots, signing, merging.
export { describeNote, describeTrustRoot } from "./describe.ts";
export { signMessage } from "./ed25519.ts";
export { SignError, type SignErrorCode } from "./error.ts";
export { readBytes, refuseExisting, writeNew } from "./files.ts";
export { fingerprintOf } from "./fingerprint.ts";
export {
  checkNewPassphrase,
  checkPassphrase,
  newKey,
  openKey,
  passphraseLimit,
  readPublicKey,
  refuseExistingKey,
  type SigningKey,
  wipeKey,
  writeKey,
} from "./key-file.ts";
export { type Judgement, judgeJoined, type NoteFile } from "./merge.ts";
export { encodeMinisig, encodeMinisignKey, minisignKey } from "./minisign.ts";
export { addToRecall, demandRecallList, judgeRecallList, newRecall, type RecallChoice } from "./new-recall.ts";
export {
  newRoot,
  parseDissentChoice,
  parseGroupChoice,
  parseRequireChoice,
  type RootChoice,
  readKeyChoice,
  unnamedRequirements,
} from "./new-root.ts";
export { qrOfNote, renderQrText, renderRecallLetter } from "./recall-letter.ts";
export { describeRecallList, type ShownRecall } from "./recall-sheet.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root-quorum.ts";
export { refuseSigned, signNote } from "./sign-note.ts";
export { readStatement, type Statement } from "./statement.ts";
export { type Language, languages, say } from "./words.ts";
