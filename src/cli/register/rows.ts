// Rows of a table, staged one by one: what a rule refuses of each is told, and the others are judged all the same.

import type { RegisterBook } from "../../distribute/book/book.ts";
import { type Fact, RegisterError, type TableFault } from "../../distribute/register/index.ts";
import { FormatError } from "../../format/index.ts";

export interface RowFacts {
  /** Of the table. */
  readonly line: number;
  readonly facts: readonly Fact[];
}

/** Faults, by line. Where there are any, the book is not flushed. */
export function stageRows(book: RegisterBook, rows: readonly RowFacts[]): TableFault[] {
  return rows.flatMap(({ line, facts }) => {
    try {
      for (const fact of facts) book.stage(fact);
      return [];
    } catch (error) {
      if (!(error instanceof RegisterError || error instanceof FormatError)) throw error;
      return [{ line, column: undefined, says: { nl: error.dutch ?? error.message, en: error.message } }];
    }
  });
}
