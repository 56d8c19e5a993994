// What step 8 costs whoever verifies: the processor time of `verify` on a disc with a proof that two witnesses saw, and on one whose root
// asks for none, in turn. Prints figures, asserts none of them: times depend on the machine. Figures and bar: docs/slow-checks.md. That the
// disc is read no further is in log-reads.test.ts.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyCommand } from "../page/three.ts";
import { temporaryFolder } from "../tools.ts";
import { logDisc, logRoot } from "../trust/log-fixture.ts";
import type { Disc } from "./fixture.ts";

const rounds = 41;
/** Put before the program: says at its end how long it kept a processor busy, all its threads together. */
const clock = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from "node:fs";
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    writeSync(2, "cpu " + (user + system));
  });
`)}`;

function millisecondsOf(disc: Disc, folder: string, name: string): number {
  writeFileSync(join(folder, `${name}.iso`), disc.image);
  writeFileSync(join(folder, `${name}.note`), disc.rootNote);
  const [program = "", ...args] = verifyCommand;
  const typed = [`${name}.iso`, "--root", `${name}.note`, "--code", disc.code];
  const { status, stderr } = spawnSync(program, ["--import", clock, ...args, ...typed], { cwd: folder });
  expect(status, stderr.toString()).toBe(0);
  return Number(/cpu (\d+)$/.exec(stderr.toString())?.[1]) / 1000;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

test("what a proof of the log costs", () => {
  const folder = temporaryFolder();
  const discs = { plain: logDisc(undefined, { root: logRoot(0) }), proven: logDisc({}) };
  const took = { plain: [] as number[], proven: [] as number[] };
  for (let round = 0; round < rounds; round++)
    for (const name of ["plain", "proven"] as const) took[name].push(millisecondsOf(discs[name], folder, name));
  const [plain, proven] = [median(took.plain), median(took.proven)];
  process.stdout.write(
    `verify: ${plain.toFixed(1)} ms of processor; with a proof of the log: ${proven.toFixed(1)} ms\n`,
  );
  expect([...took.plain, ...took.proven].every((time) => time > 0)).toBe(true); // each was genuine, and measured
});
