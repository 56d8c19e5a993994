// The remaining time on a drive that turns at one speed is right from the first minute on.

import { expect, test, vi } from "vitest";
import { ProgressLine, type Ways } from "../../src/verify/program/progress.ts";
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

const drive: Ways = { isDrive: true, times: 1 };
const file: Ways = { isDrive: false, times: 1 };

test("two passes over a drive take twice as long as one", () => {
  const [disc, whole] = [400e6, 2 * timeOf(400e6)];
  for (const done of [50e6, 350e6, 450e6, 750e6]) {
    const elapsed = done <= disc ? timeOf(done) : timeOf(disc) + timeOf(done - disc);
    const promised = elapsed + secondsLeft(done, 2 * disc, elapsed, true, 2);
    expect(Math.abs(promised / whole - 1)).toBeLessThan(0.1);
  }
});

test("the line, in words", () => {
  expect(new ProgressLine("nl", drive).text(312e6, 650e6, 200)).toMatch(
    /^312 van 650 MB gelezen\. Nog ongeveer \d minuten\. Laat de schijf in het station\.$/,
  );
  expect(new ProgressLine("nl", drive).text(312e6, 650e6, 110)).toBe(
    "312 van 650 MB gelezen. Nog ongeveer 90 seconden.",
  );
  expect(new ProgressLine("en", file).text(100e6, 400e6, 10)).toBe("100 of 400 MB read. About 30 seconds left.");
  expect(new ProgressLine("en", file).text(400e6, 400e6, 10)).toBe("400 of 400 MB read.");
});

test("where nobody knows how much there is, no end is promised", () => {
  expect(new ProgressLine("nl", file).text(100e6, 0, 10)).toBe("100 MB gelezen.");
});

test("a disc that is read twice has its own size, in both passes", () => {
  const line = new ProgressLine("nl", { isDrive: true, times: 2 });
  expect(line.text(100e6, 446e6, 1)).toBe("100 van 223 MB gelezen. Laat de schijf in het station.");
  expect(line.text(223e6, 446e6, 1)).toBe("223 van 223 MB gelezen. Laat de schijf in het station.");
  expect(line.text(323e6, 446e6, 1)).toBe("Nu de bestanden. 100 van 223 MB gelezen. Laat de schijf in het station.");
  expect(line.text(446e6, 446e6, 1)).toBe("Nu de bestanden. 223 van 223 MB gelezen. Laat de schijf in het station.");
  const passed = { path: "programma/a.jar", count: 1, of: 2 };
  for (const done of [1e6, 223e6, 446e6, 5e9]) expect(line.line(done, 446e6, 900, passed).length).toBeLessThan(80);
});

test("a file is told when its last extent has passed, in order of place, empty files from the start", () => {
  const placed = (path: string, ...lbas: number[]) => ({
    path,
    size: 0,
    extents: lbas.map((lba) => ({ lba, bytes: 2048 })),
  });
  const passed = filesPassing([placed("leeg"), placed("b", 20, 40), placed("a", 30)]);
  const told = [0, 30 * 2048, 31 * 2048, 41 * 2048 - 1, 41 * 2048].map(passed);
  expect(told).toEqual([
    undefined,
    undefined,
    { path: "a", count: 2, of: 3 },
    { path: "a", count: 2, of: 3 },
    { path: "b", count: 3, of: 3 },
  ]);
});

test("the file that passed: a whole name where it fits in 79 columns, else its end; nothing that steers a terminal", () => {
  const line = new ProgressLine("nl", file);
  const of = (path: string) => line.line(100e6, 400e6, 1, { path, count: 12, of: 443 });
  expect(of("programma/a.jar")).toBe("100 van 400 MB gelezen. programma/a.jar");
  const long = of(`${"map/".repeat(40)}einde.jar`);
  expect(long).toMatch(/^100 van 400 MB gelezen\. ….*map\/einde\.jar$/);
  expect(long).toHaveLength(79);
  expect([...of("\u6f22".repeat(100))].length).toBeLessThan(60);
  expect(of("x\u001b[2J\u202e")).toBe("100 van 400 MB gelezen. x\\u{1b}[2J\\u{202e}");
  const full = new ProgressLine("nl", drive).line(312e6, 650e6, 200, { path: "a.jar", count: 1, of: 2 });
  expect(full).not.toContain("a.jar"); // no room beside the sentences
  expect(full.length).toBeLessThan(80);
});

test("is written over by a carriage return and blanks, and leaves an empty line", () => {
  const written: string[] = [];
  const isTTY = Object.getOwnPropertyDescriptor(process.stderr, "isTTY");
  const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  Object.defineProperty(process.stderr, "isTTY", { value: true, configurable: true });
  vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValueOnce(1000).mockReturnValueOnce(2000);
  try {
    const line = new ProgressLine("nl", file);
    line.show(100e6, 400e6, { path: "programma/lang.jar", count: 1, of: 2 });
    line.show(200e6, 400e6, { path: "kort.txt", count: 2, of: 2 });
    line.clear();
    line.clear();
  } finally {
    vi.restoreAllMocks();
    if (isTTY === undefined) Reflect.deleteProperty(process.stderr, "isTTY");
    else Object.defineProperty(process.stderr, "isTTY", isTTY);
  }
  expect(write).toBeDefined();
  expect(written).toEqual([
    "\r100 van 400 MB gelezen. programma/lang.jar",
    `\r200 van 400 MB gelezen. kort.txt${" ".repeat(10)}`,
    `\r${" ".repeat(32)}\r`,
  ]);
});
