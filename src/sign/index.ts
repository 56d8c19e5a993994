// Keys, trust roots, signing, merging.
export { describeNote, describeTrustRoot } from "./describe.ts";
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
export {
  newRoot,
  parseDissentChoice,
  parseGroupChoice,
  parseRequireChoice,
  type RootChoice,
  readKeyChoice,
  unnamedRequirements,
} from "./new-root.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root-quorum.ts";
export { refuseSigned, signNote } from "./sign-note.ts";
export { readStatement, type Statement } from "./statement.ts";
export { type Language, languages, say } from "./words.ts";
