// The remaining time on a drive that turns at one speed is right from the first minute on.

import { expect, test } from "vitest";
import { ProgressLine, secondsLeft } from "../../src/verify/progress.ts";

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
