// Who holds what, and what became of it. docs/spec/register.md
export { demandMunicipalities, heldAgainst, type Municipality } from "./cbs.ts";
export { RegisterChain, registerLimit } from "./chain.ts";
export { RegisterError, type RegisterErrorCode } from "./error.ts";
export {
  channels,
  correctionReasons,
  type Difference,
  differences,
  type Fact,
  type FactKind,
  type FactOf,
  heardBy,
  type Parcel,
  parcels,
  type ReceiptKind,
  type ReceiptVerdict,
  type RecipientKind,
  receiptKinds,
  receiptVerdicts,
  recipientKinds,
  voidReasons,
} from "./fact.ts";
export {
  byId,
  demandList,
  encodeList,
  type LetterLanguage,
  type ListedRecipient,
  letterLanguages,
  listColumns,
  type People,
  readList,
} from "./list.ts";
export { type Missing, missingOf, type Stage, stageOf } from "./missing.ts";
export {
  counts,
  type Envelope,
  isAwaited,
  isCommitted,
  isLogged,
  isSettled,
  isWhole,
  lastOf,
  letterOf,
  type Recipient,
  type Register,
  type Stamp,
} from "./model.ts";
export { recipientsOf } from "./regions.ts";
export { batchOf } from "./rules/stock.ts";
export { PackingScan, packedBy } from "./scan.ts";
export {
  cellOf,
  demandNoFaults,
  encodeTable,
  fault,
  noRowFault,
  readTable,
  rowLimit,
  type TableFault,
  type TableRow,
  tableLimit,
} from "./table.ts";
