// A full DVD with a file beyond 4 GiB goes the whole way, each step within 200 MB of memory.

import { closeSync, ftruncateSync, openSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { has, temporaryFolder } from "../tools.ts";
import { peakOf, wholeWay } from "./whole-way.ts";

test.skipIf(!has("/usr/bin/time"))("4.7 GB: verify says ECHT, and GEWIJZIGD of one byte, within 200 MB", async () => {
  const payload = temporaryFolder();
  for (const [name, size] of [
    ["groot.bin", 4 * 1024 ** 3 + 5000],
    ["rest.bin", 395_000_000],
  ] as const) {
    const file = openSync(join(payload, name), "w");
    for (let at = 0; at < size - 8; at += 100_000_007) writeSync(file, `${at}`, at);
    ftruncateSync(file, size);
    closeSync(file);
  }
  const { folder, outside } = await wholeWay(payload, "dvd");
  const good = peakOf(folder, ["verify", "master.iso", ...outside]);
  console.log(`verify: peak ${good.peak} KiB`);
  expect(good.status).toBe(0);
  expect(good.peak).toBeLessThan(200_000);
  const image = openSync(join(folder, "master.iso"), "r+");
  writeSync(image, "X", 4_200_000_123);
  closeSync(image);
  const bad = peakOf(folder, ["verify", "master.iso", ...outside, "--lang", "en"]);
  expect(bad.status).toBe(22);
  expect(bad.stdout).toMatch(/- Not as released: groot\.bin/);
  truncateSync(join(folder, "master.iso"), 4_000_000_000);
  expect(peakOf(folder, ["verify", "master.iso", ...outside]).status).toBe(23);
});
