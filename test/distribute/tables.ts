// The tables that an office opens in another program, made by the commands that write them, of names that are hard on a reader.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readRecords } from "../../src/distribute/register/table.ts";
import { makeWholeOffice, registerName } from "../cli/whole-register.ts";

export interface OfficeTable {
  readonly name: string;
  readonly path: string;
  /** As our own reader has them, the heading first. */
  readonly rows: readonly (readonly string[])[];
}

export const hardNames = ["'s-Gravenhage", `"Súdwest; ""Fryslân"", en meer"`, "Ée-dorp 2027-02-01"] as const;

/** In a folder of their own: the list of recipients, who is missing, the status, whom to call about a recall. */
export async function officeTables(): Promise<{ folder: string; tables: readonly OfficeTable[] }> {
  const { folder, run, copy } = await makeWholeOffice(hardNames);
  const register = `${copy("A")}/${registerName}`;
  const recall = ["--recall", "recall.note", "--root", "root.note", "--texts", "brief.json", "--by", "anna"];
  for (const args of [
    ["recipients", "--csv", "A/ontvangers.csv", "-o", "lijst.csv"],
    ["missing", register, "-o", "ontbreekt.csv"],
    ["status", register, "--csv", "stand.csv"],
    ["notice", register, ...recall, "--out", "uit"],
  ])
    expect([args[0], await run(...args)]).toEqual([args[0], expect.objectContaining({ status: 0 })]);
  const names = ["lijst.csv", "ontbreekt.csv", "stand.csv", "uit/bellijst.csv"];
  return { folder, tables: names.map((name) => tableOf(folder, name)) };
}

function tableOf(folder: string, name: string): OfficeTable {
  const path = join(folder, name);
  const records = readRecords(new Uint8Array(readFileSync(path)));
  if ("says" in records) throw new Error(records.says.en);
  return { name, path, rows: records.map(({ cells }) => cells) };
}
