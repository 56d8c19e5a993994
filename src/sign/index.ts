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
  parseHolderChoice,
  parseRequireChoice,
  type RootChoice,
  readKeyChoice,
  readReplacement,
  unnamedRequirements,
} from "./new-root.ts";
export { type Anchor, type JudgedChain, type JudgedStep, judgeChain } from "./root-chain.ts";
export { diffRoots, type RootChange } from "./root-diff.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root-quorum.ts";
export { describeChanges, describeFault } from "./root-words.ts";
export { type KeyChange, type RotationChoice, rotateRoot } from "./rotate-root.ts";
export { refuseSigned, signNote } from "./sign-note.ts";
export { readStatement, type Statement } from "./statement.ts";
export { type Language, languages, say } from "./words.ts";
