// The remaining time on a drive that turns at one speed is right from the first minute on.

import { expect, test } from "vitest";
import { ProgressLine } from "../../src/verify/program/progress.ts";
import { filesPassing } from "../../src/verify/proof/read/file-digests.ts";
import { secondsLeft } from "../../src/verify/record/progress-time.ts";

/** Seconds that a drive of constant angular velocity takes for the first `bytes`: rate 10x inside, 24x at 737 MB. */
function timeOf(bytes: number): number {
  let seconds = 0;
  for (let at = 0; at < bytes; at += 1e6) {
    const radius = Math.sqrt(625 + (at / 737e6) * (58 ** 2 - 625));
    seconds += 1e6 / (((10 + ((radius - 25) / 33) * 14) / 10) * 1.5e6);
  }
  return seconds;
}

test("on a modelled drive the promise stays within a tenth", () => {
  const whole = timeOf(650e6);
  for (const done of [50e6, 200e6, 400e6, 600e6]) {
    const elapsed = timeOf(done);
    const promised = elapsed + secondsLeft(done, 650e6, elapsed, true);
    expect(Math.abs(promised / whole - 1)).toBeLessThan(0.1);
  }
  const mean = timeOf(50e6) + secondsLeft(50e6, 650e6, timeOf(50e6), false);
  expect(mean / whole - 1).toBeGreaterThan(0.2); // what a mean rate would promise
});

test("a file goes by its mean rate", () => {
  expect(secondsLeft(100, 400, 10, false)).toBeCloseTo(30);
});

test("the line, in words", () => {
  expect(new ProgressLine("nl", true).text(312e6, 650e6, 120)).toMatch(
    /^312 van 650 MB gelezen\. Nog ongeveer \d+ (minuten|seconden)\. Laat de schijf zitten\.$/,
  );
  expect(new ProgressLine("en", false).text(100e6, 400e6, 10)).toBe("100 of 400 MB read. About 30 seconds left.");
  expect(new ProgressLine("en", false).text(100e6, 0, 10)).toBe("100 of 100 MB read.");
});

test("a file is told when its last extent has passed, in order of place, empty files from the start", () => {
  const file = (path: string, ...lbas: number[]) => ({
    path,
    size: 0,
    extents: lbas.map((lba) => ({ lba, bytes: 2048 })),
  });
  const passed = filesPassing([file("leeg"), file("b", 20, 40), file("a", 30)]);
  const told = [0, 30 * 2048, 31 * 2048, 41 * 2048 - 1, 41 * 2048].map(passed);
  expect(told).toEqual([
    undefined,
    undefined,
    { path: "a", count: 2, of: 3 },
    { path: "a", count: 2, of: 3 },
    { path: "b", count: 3, of: 3 },
  ]);
});

test("the second line: whole names where they fit in 79 columns, else their end; nothing that steers a terminal", () => {
  const line = new ProgressLine("nl", true);
  const of = (path: string) => line.fileText({ path, count: 12, of: 443 });
  expect(of("programma/a.jar")).toBe("12 van 443 bestanden gelezen: programma/a.jar");
  const long = of(`${"map/".repeat(40)}einde.jar`);
  expect(long).toMatch(/^12 van 443 bestanden gelezen: ….*map\/einde\.jar$/);
  expect(long).toHaveLength(79);
  expect([...of("\u6f22".repeat(100))].length).toBeLessThan(60);
  expect(of("x\u001b[2J\u202e")).toBe("12 van 443 bestanden gelezen: x\\u{1b}[2J\\u{202e}");
  expect(line.fileText(undefined)).toBe("");
});
