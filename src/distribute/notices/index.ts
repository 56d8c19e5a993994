// A recall, told to all. docs/spec/register.md, "Recall"
export { encodeCalls, inCallOrder, readVotes } from "./calls.ts";
export { demandReadBack } from "./heard.ts";
export { newEntries, toldBy } from "./judge.ts";
export { isLabelled, kindOf, type Notice, planNotices, renderNotices } from "./letters.ts";
