// The public log as a folder of files that any web server serves as they are. docs/spec/log-folder.md

export { type Appended, appendLimit, appendNotes, type LoggedNote } from "./append.ts";
export { LogError, type LogErrorCode } from "./error.ts";
export { checkpointFile, findLeaves, type LogFolder, makeLog, notePath, readLog, treeFile, treeOf } from "./folder.ts";
