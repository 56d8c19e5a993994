// LibreOffice opens our tables as a double click would, with all that it makes of cells by itself: nothing becomes another value.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { readRecords } from "../../src/distribute/register/table.ts";
import { has, run } from "../tools.ts";
import { officeTables } from "./tables.ts";

/** `;`, `"`, UTF-8, Dutch; numbers and dates are looked for, quotes or not. */
const asOpened = "CSV:59,34,76,1,,1043,false,true,false";
/** The same, each cell as it is shown. */
const asShown = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true";

test.skipIf(!has("soffice"))(
  "LibreOffice shows the same cells: no formula, no date, no zero dropped (skipped where it is not installed: scripts/install-debian.sh office)",
  async () => {
    const { folder, tables } = await officeTables();
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const convert = (path: string, to: string) => {
      const out = join(folder, `lo-${basename(path)}`);
      mkdirSync(out, { recursive: true });
      run("soffice", [profile, "--headless", `--infilter=${asOpened}`, "--convert-to", to, "--outdir", out, path]);
      return join(out, basename(path));
    };
    for (const { name, path, rows } of tables) {
      const shown = readRecords(new Uint8Array(readFileSync(convert(path, asShown))));
      if ("says" in shown) throw new Error(shown.says.en);
      expect([name, shown.map(({ cells }) => cells)]).toEqual([name, rows]);
      const sheet = readFileSync(convert(path, "fods").replace(/csv$/, "fods"), "utf8");
      expect([name, sheet.match(/table:formula=|office:value-type="(date|time|percentage|currency)"/g)]).toEqual([
        name,
        null,
      ]);
      // Only what counts something is a number: copies, days, discs, the order of calls.
      const numbers = [...sheet.matchAll(/office:value-type="float" office:value="([^"]*)"/g)].map(
        ([, value]) => value,
      );
      expect([name, numbers.filter((value) => !/^[0-9]{1,3}$/.test(value ?? ""))]).toEqual([name, []]);
    }
    // What it makes of cells that we never write.
    const twin = join(folder, "tweeling.csv");
    writeFileSync(twin, "telefoon;dag\r\n0123456780;2027-02-01\r\n");
    const opened = readFileSync(convert(twin, "fods").replace(/csv$/, "fods"), "utf8");
    expect(opened).toMatch(/office:value="123456780"[\s\S]*office:value-type="date"/);
  },
);
