// What peers.slow.ts recorded, as docs/attacks.md counts it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PeerId } from "./peer-tools.ts";

export interface PeerResults {
  readonly versions: string;
  /** By attack and form, then by column. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function readPeerResults(): PeerResults {
  const text = readFileSync(join(import.meta.dirname, "peers-measured.tsv"), "utf8");
  const [versions = "", head = "", ...rows] = text.trimEnd().split("\n");
  const columns = head.split("\t");
  const cells = rows.map((row) => {
    const values = row.split("\t");
    return [`${values[0]} ${values[1]}`, new Map(columns.map((column, i) => [column, values[i] ?? ""]))] as const;
  });
  return { versions: versions.slice(2), cells: new Map(cells) };
}

export type Column = PeerId | "zegel" | "zegel-tree";

/** "k of n" discs of the form to which one of the columns did not exit 0; "–" where the tool has no such target. */
export function refusedOf({ cells }: PeerResults, form: string, columns: readonly Column[]): string {
  const said = [...cells.values()]
    .filter((row) => row.get("form") === form)
    .map((row) => columns.map((column) => row.get(column) ?? "-").filter((cell) => cell !== "-"))
    .filter((row) => row.length > 0);
  const refused = said.filter((row) => row.some((cell) => cell !== "0"));
  return said.length === 0 ? "–" : `${refused.length} of ${said.length}`;
}
