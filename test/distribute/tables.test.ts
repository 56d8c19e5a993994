// Our tables, judged by programs that nobody here wrote: the same cells come back, each a text.

import { expect, test } from "vitest";
import { has, run } from "../tools.ts";
import { officeTables } from "./tables.ts";

test("what an office opens has every name and number as they are, and no zero that a spreadsheet drops", async () => {
  const { tables } = await officeTables();
  for (const { name, rows } of tables) {
    const cells = rows.slice(1).flat();
    for (const wanted of ["'s-Gravenhage", 'Súdwest; "Fryslân", en meer', "Ée-dorp 2027-02-01"])
      expect([name, cells]).toEqual([name, expect.arrayContaining([wanted])]);
    for (const phone of ["0123 45 67 89", "0123 456780", "0031 123 456781"])
      expect([name, cells]).toEqual([name, expect.arrayContaining([phone])]);
    expect([name, cells.filter((cell) => /^0[0-9]+$|^[=+@\t\r-]/.test(cell))]).toEqual([name, []]);
  }
});

test.skipIf(!has("python3"))("Python's csv reads the same cells", async () => {
  const script =
    "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline=''),delimiter=';',strict=True))))";
  for (const { name, path, rows } of (await officeTables()).tables)
    expect([name, JSON.parse(run("python3", ["-c", script, path]).stdout)]).toEqual([name, rows]);
});

test.skipIf(!has("sqlite3"))("sqlite3 imports the same cells, as text", async () => {
  for (const { name, path, rows } of (await officeTables()).tables) {
    const commands = [".mode csv", ".separator ;", `.import ${path} t`, ".mode json", "select * from t;"];
    const { status, stdout, stderr } = run("sqlite3", [":memory:"], { input: commands.join("\n") });
    expect([name, status, stderr]).toEqual([name, 0, ""]);
    const found = JSON.parse(stdout) as Record<string, unknown>[];
    const [heading = []] = rows;
    expect([name, Object.keys(found[0] ?? {})]).toEqual([name, heading]);
    expect([name, found.map((row) => Object.values(row))]).toEqual([name, rows.slice(1)]);
  }
});
