// Whom to call about a recall, and in which order. docs/spec/register.md, "Recall"

import { decodeDecimal, encodeRecallCode } from "../../format/index.ts";
import { cellOf, demandNoFaults, encodeTable, fault, readTable, type TableFault } from "../register/index.ts";
import type { RecallStatus } from "../status/recall.ts";
import { kindOf, type Notice } from "./letters.ts";

const callColumns = [
  ...(["volgorde", "id", "naam", "telefoon", "email", "brief", "nummers", "enveloppen"] as const),
  ...(["exemplaren", "intrekkingscodes", "teruggelezen om", "door"] as const),
];
const votesColumns = ["id", "stemmen"] as const;

/** How many may vote with each: who counts most is called first. Throws RegisterError LIST with every fault. */
export function readVotes(bytes: Uint8Array, path: string): ReadonlyMap<string, number> {
  const { rows, faults: found } = readTable(bytes, votesColumns);
  const faults: TableFault[] = [...found];
  const votes = new Map<string, number>();
  for (const { line, cells } of rows) {
    const number = cellOf(() => decodeDecimal(cells.stemmen, 0, 99_999_999, "stemmen"), line, "stemmen", faults);
    if (votes.has(cells.id)) faults.push(fault(line, "id", "dit id staat er twee keer", "this id is there twice"));
    if (number !== undefined) votes.set(cells.id, number);
  }
  demandNoFaults(faults, path);
  return votes;
}

/** Who has such a disc first; then by votes where they are given, then by name and id. */
export function inCallOrder(notices: readonly Notice[], votes: ReadonlyMap<string, number> | undefined): Notice[] {
  const rank = ({ row }: Notice) => (kindOf(row) === "stop" ? 0 : 1);
  const votesOf = ({ row }: Notice) => votes?.get(row.recipient.id) ?? 0;
  const nameOf = ({ row }: Notice) => `${row.recipient.name.toLowerCase()} ${row.recipient.id}`;
  return notices.toSorted(
    (a, b) =>
      rank(a) - rank(b) || votesOf(b) - votesOf(a) || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
  );
}

/** To call by, and to write on: nobody is called on a number from anywhere else. */
export function encodeCalls(notices: readonly Notice[], { entries }: RecallStatus): Uint8Array {
  const codes = new Map(entries.map(({ entry, imageSha256 }) => [entry, encodeRecallCode(entry, imageSha256)]));
  const rows = notices.map(({ row, listed }, i) => {
    const { recipient, held } = row;
    const numbers = [...new Set(held.map(({ entry }) => entry))].toSorted((a, b) => a - b);
    const envelopes = new Set(held.map(({ envelope }) => envelope.number));
    return [
      ...[String(i + 1), recipient.id, recipient.name, listed?.phone ?? "", listed?.email ?? ""],
      ...[kindOf(row) === "stop" ? "STOP" : "informatie", numbers.join(" "), [...envelopes].join(" ")],
      ...[held.map(({ copy }) => copy).join(" "), numbers.map((entry) => codes.get(entry)).join(" "), "", ""],
    ];
  });
  return encodeTable(callColumns, rows);
}
