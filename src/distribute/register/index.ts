// Who holds what, and what became of it. docs/spec/register.md
export { type CbsDifferences, demandMunicipalities, heldAgainst, type Municipality } from "./cbs.ts";
export { RegisterChain, registerLimit, registerTypeLine } from "./chain.ts";
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
  demandList,
  encodeList,
  type LetterLanguage,
  type ListedRecipient,
  letterLanguages,
  listColumns,
  type ReadList,
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
  type Journey,
  type Letter,
  lastOf,
  letterOf,
  type Recipient,
  type Register,
  type RegisteredRelease,
  type Stamp,
} from "./model.ts";
export { type GivenRegion, recipientsOf } from "./regions.ts";
export { batchOf } from "./rules/stock.ts";
export { type Awaited, PackingScan, packedBy, type Scanned } from "./scan.ts";
export {
  cellOf,
  demandNoFaults,
  encodeTable,
  fault,
  noRowFault,
  readTable,
  rowLimit,
  type Table,
  type TableFault,
  type TableRow,
  tableLimit,
} from "./table.ts";
