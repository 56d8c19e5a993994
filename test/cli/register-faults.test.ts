// The register's own file on a disk that gets full or fails: every command that writes leaves it as it was, says so, and can do it again.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errno, type Job, makeLibrary, runJobs } from "../files/faults.ts";
import { has } from "../tools.ts";
import { makeWholeOffice, registerName } from "./whole-register.ts";

/** Rules of faults.c for the register in the folder `@`. */
const own = `@/${registerName}$`;
const faults: Readonly<Record<string, string>> = {
  "a disk that gets full in the middle of a line": `write:HALF:1:${own};write:${errno.ENOSPC}:0:${own}`,
  "a line that is not flushed": `fsync:${errno.EIO}:0:${own}`,
};

describe.skipIf(!has("cc"))("every command that writes in a register", () => {
  test("does so; and where it cannot, the register is as it was, no paper is there, and it goes the second time", async () => {
    const office = await makeWholeOffice();
    const { folder, writing, copy } = office;
    const before = readFileSync(join(folder, "begin", registerName));
    const jobs: (Job & { readonly what: string; readonly in: string; readonly made: readonly string[] })[] = [];
    const add = ({ words, made }: (typeof writing)[number], what: string, rules: string) => {
      const place = copy(`UIT-${jobs.length}`);
      const job = { words: words.map((word) => word.replaceAll("@", place)), in: place, made };
      jobs.push({
        ...job,
        faults: rules.replaceAll("@", place),
        what: `${words.slice(1, 2).join()} ${words.at(-1)}: ${what}`,
      });
      jobs.push({ ...job, faults: "", what: `${words.slice(1, 2).join()} ${words.at(-1)}: again after ${what}` });
    };
    for (const one of writing) for (const [what, rules] of Object.entries(faults)) add(one, what, rules);
    // What stands in the folder is looked at between two commands: all are run once, then those that failed once more.
    const failing = jobs.filter((job) => job.faults !== "");
    const told = await runJobs(makeLibrary(folder), folder, failing);
    const wrong = failing.flatMap((job, i) => {
      const { exitCode = 0, said = "", printed = "" } = told[i] ?? {};
      const at = (name: string) => join(folder, job.in, name);
      const faultsFound = [
        ...(exitCode === 1 ? [] : [`exit ${exitCode}`]),
        ...(readFileSync(at(registerName)).equals(before) ? [] : ["the register is another"]),
        ...(existsSync(at(`${registerName}.lock`)) ? ["the lock is left"] : []),
        ...job.made.filter((name) => existsSync(at(name))).map((name) => `left: ${name}`),
        ...readdirSync(at("."), { recursive: true })
          .map(String)
          .filter((name) => name.endsWith(".tmp")),
        ...(/^recorded:|^packed:|^vastgelegd|opgenomen: [1-9]|taken in: [1-9]/m.test(printed)
          ? [`confirmed: ${printed}`]
          : []),
        ...(/cannot be written \((ENOSPC|EIO)\); the lines before it are safe/.test(said) ? [] : [said]),
      ];
      return faultsFound.length === 0 ? [] : [[job.what, faultsFound]];
    });
    expect(wrong).toEqual([]);
    const whole = jobs.filter((job) => job.faults === "");
    const ended = await runJobs("", folder, whole);
    expect(whole.flatMap(({ what }, i) => (ended[i]?.exitCode === 0 ? [] : [[what, ended[i]]]))).toEqual([]);
    for (const { what, in: place, made } of whole) {
      const after = readFileSync(join(folder, place, registerName));
      expect([what, after.subarray(0, before.length).equals(before), after.length > before.length]).toEqual([
        what,
        true,
        true,
      ]);
      for (const name of made) expect([what, name, existsSync(join(folder, place, name))]).toEqual([what, name, true]);
    }
    expect(whole.length).toBe(2 * writing.length);
  });
});
