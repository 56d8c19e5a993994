// Keys, trust roots, signing, merging.

export { readBytes } from "../files/bounded.ts";
export type { Language } from "../words/language.ts";
export type { Person } from "./ceremony/description.ts";
export { type LoadedCeremony, loadCeremony } from "./ceremony/load.ts";
export { encodeMinutes, judgeMinutes, type MinutesJudgement, minutesOf } from "./ceremony/minutes.ts";
export { isBlind, pageName, renderCommands, renderScript } from "./ceremony/page.ts";
export { prepareRehearsal, rehearsalPassphraseFile } from "./ceremony/rehearsal.ts";
export { type Script, type Step, typedCommands } from "./ceremony/script.ts";
export { writeScript } from "./ceremony/steps.ts";
export { pageTexts } from "./ceremony/texts.ts";
export type { Fact, Present, ProgramFacts } from "./ceremony/transcript/fact.ts";
export { createTranscript, readTranscript, TranscriptWriter } from "./ceremony/transcript/file.ts";
export type { Transcript } from "./ceremony/transcript/transcript.ts";
export { filesNamed, isPublicName, WatchedFolders } from "./ceremony/transcript/watched-files.ts";
export { SignError, type SignErrorCode } from "./error.ts";
export { signMessage } from "./keys/ed25519.ts";
export { fingerprintOf } from "./keys/fingerprint.ts";
export { readForeignKey } from "./keys/foreign-key.ts";
export { isForeignSignature, noteOfForeign } from "./keys/foreign-signature.ts";
export {
  changePassphrase,
  newKey,
  openKey,
  readPublicKey,
  refuseExistingKey,
  type SigningKey,
  wipeKey,
  writeKey,
  writePublicKey,
} from "./keys/key-file.ts";
export { encodeMinisig, encodeMinisignKey, minisignKey } from "./keys/minisign.ts";
export {
  checkNewPassphrase,
  checkPassphrase,
  describeFlaw,
  findPassphraseFlaw,
  type PassphraseFlaw,
  passphraseLimit,
} from "./keys/passphrase.ts";
export { listTokenKeys, type TokenChoice, tokenSigner } from "./keys/pkcs11.ts";
export { type RemoteKey, type Signer, signChecked } from "./keys/signer.ts";
export { spokenWords } from "./keys/spoken-words.ts";
export { agentSigner, listAgentKeys } from "./keys/ssh/agent.ts";
export type { Evidence } from "./notes/at-hand.ts";
export { describeWhoCounts, warnOutside, warnSigner } from "./notes/counts-words.ts";
export { describeNote, describeTrustRoot } from "./notes/describe.ts";
export { lookAt, type Reader, whoseCounts } from "./notes/look.ts";
export { isEnough, type Judgement, judgeJoined, type NoteFile } from "./notes/merge.ts";
export { reviewNotes } from "./notes/review.ts";
export type { ReviewStyle } from "./notes/review-words.ts";
export { refuseSigned, signNote } from "./notes/sign-note.ts";
export { readStatement, type Statement } from "./notes/statement.ts";
export { builtInJudge, findWhoCounts, type WhoCounts } from "./notes/who-counts.ts";
export { say } from "./notes/words.ts";
export { softwareOf } from "./recall/entries.ts";
export { addToRecall, demandRecallList, judgeRecallList, newRecall, type RecallChoice } from "./recall/new-recall.ts";
export { describeRecallList, type ShownRecall } from "./recall/recall-sheet.ts";
export type { Changes } from "./request/changes.ts";
export { evidenceOf } from "./request/evidence.ts";
export { changesFor, type ManifestBytes, manifestBytes } from "./request/file-changes.ts";
export { encodeRequest, isRequest, parseRequest, type Request, requestLimit } from "./request/request.ts";
export { type Answer, encodeResponse, isResponse, noteOfResponse, parseResponse } from "./request/response.ts";
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
} from "./root/new-root.ts";
export { type Anchor, type JudgedChain, type JudgedStep, judgeChain } from "./root/root-chain.ts";
export { diffRoots, type RootChange } from "./root/root-diff.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root/root-quorum.ts";
export { describeChanges, describeEmergency, describeFault } from "./root/root-words.ts";
export { type KeyChange, type RotationChoice, rotateRoot } from "./root/rotate-root.ts";
export { encodePolicy } from "./root/tlog-policy.ts";
export { describeWitnesses } from "./root/witness-words.ts";
