// Keys, trust roots, signing, merging.
export type { Person } from "./ceremony-description.ts";
export { type LoadedCeremony, loadCeremony } from "./ceremony-load.ts";
export { pageName, renderCommands, renderScript, shellWord } from "./ceremony-page.ts";
export { type Script, type Step, typedCommands, writeScript } from "./ceremony-steps.ts";
export { pageTexts } from "./ceremony-texts.ts";
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
export { encodeMinutes, judgeMinutes, type MinutesJudgement, minutesOf } from "./minutes.ts";
export {
  newRoot,
  parseDissentChoice,
  parseGroupChoice,
  parseRequireChoice,
  type RootChoice,
  readKeyChoice,
  unnamedRequirements,
} from "./new-root.ts";
export { prepareRehearsal, rehearsalPassphraseFile } from "./rehearsal.ts";
export { demandOwnRoot, judgeOwnRoot } from "./root-quorum.ts";
export { refuseSigned, signNote } from "./sign-note.ts";
export { spokenWords } from "./spoken-words.ts";
export { readStatement, type Statement } from "./statement.ts";
export type { Transcript } from "./transcript.ts";
export type { Fact, Present } from "./transcript-fact.ts";
export { createTranscript, readTranscript, TranscriptWriter } from "./transcript-file.ts";
export { filesNamed, WatchedFolders } from "./watched-files.ts";
export { type Language, languages, say } from "./words.ts";
