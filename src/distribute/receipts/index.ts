// What comes back from the municipalities: by telephone, as a file, on paper. docs/spec/register.md, "Receipts"
export { type CheckRecord, parseCheckRecord, recordLimit } from "./check-record.ts";
export { judgeCode, searchCode, swappedLetter } from "./code.ts";
export { judgeRecord, judgeScan } from "./records.ts";
export { differsWords, encodeSlip, judgeSlip, readSlips, type Slip, slipHeader } from "./slips.ts";
export { judgeTold } from "./spoken.ts";
export { type EvidenceFact, findDisc, type Judged, judgeBag, type Kdf, onlyNew } from "./told.ts";
