// Keys, trust roots, signing, merging.
export type { Person } from "./ceremony-description.ts";
export { type LoadedCeremony, loadCeremony } from "./ceremony-load.ts";
export { pageName, renderCommands, renderScript, shellWord } from "./ceremony-page.ts";
export { type Script, type Step, typedCommands, writeScript } from "./ceremony-steps.ts";
export { pageTexts } from "./ceremony-texts.ts";
export type { Changes } from "./changes.ts";
export { describeNote, describeTrustRoot } from "./describe.ts";
export { signMessage } from "./ed25519.ts";
export { SignError, type SignErrorCode } from "./error.ts";
export { changesFor, type ManifestBytes, manifestBytes } from "./file-changes.ts";
export { readBytes } from "./files.ts";
export { fingerprintOf } from "./fingerprint.ts";
export { readForeignKey } from "./foreign-key.ts";
export { isForeignSignature, noteOfForeign } from "./foreign-signature.ts";
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
  writePublicKey,
} from "./key-file.ts";
export { type Judgement, judgeJoined, type NoteFile } from "./merge.ts";
export { encodeMinisig, encodeMinisignKey, minisignKey } from "./minisign.ts";
export { encodeMinutes, judgeMinutes, type MinutesJudgement, minutesOf } from "./minutes.ts";
export { addToRecall, demandRecallList, judgeRecallList, newRecall, type RecallChoice } from "./new-recall.ts";
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
export { listTokenKeys, type TokenChoice, tokenSigner } from "./pkcs11.ts";
export { qrOfNote, renderQrText, renderRecallLetter } from "./recall-letter.ts";
export { describeRecallList, type ShownRecall } from "./recall-sheet.ts";
export { prepareRehearsal, rehearsalPassphraseFile } from "./rehearsal.ts";
export { encodeRequest, isRequest, parseRequest, type Request, requestLimit } from "./request.ts";
export { type Answer, encodeResponse, isResponse, noteOfResponse, parseResponse } from "./response.ts";
export { type Evidence, type ReviewStyle, reviewNotes } from "./review.ts";
export { type Anchor, type JudgedChain, type JudgedStep, judgeChain } from "./root-chain.ts";
export { diffRoots, type RootChange } from "./root-diff.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root-quorum.ts";
export { describeChanges, describeFault } from "./root-words.ts";
export { type KeyChange, type RotationChoice, rotateRoot } from "./rotate-root.ts";
export { refuseSigned, signNote } from "./sign-note.ts";
export type { RemoteKey, Signer } from "./signer.ts";
export { spokenWords } from "./spoken-words.ts";
export { agentSigner, listAgentKeys } from "./ssh-agent.ts";
export { readStatement, type Statement } from "./statement.ts";
export type { Transcript } from "./transcript.ts";
export type { Fact, Present } from "./transcript-fact.ts";
export { createTranscript, readTranscript, TranscriptWriter } from "./transcript-file.ts";
export { filesNamed, WatchedFolders } from "./watched-files.ts";
export { type Language, languages, say } from "./words.ts";
