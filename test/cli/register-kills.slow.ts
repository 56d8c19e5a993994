// kill -9 at each write of every command that writes in a register; readers that close, and a full disk behind the screen. What was said
// to be recorded is there, what was not said is the only thing that may be lost, and the next command goes on.

import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeLibrary } from "../files/faults.ts";
import { zegelCommand } from "./flow.ts";
import { makeWholeOffice, registerName } from "./whole-register.ts";

/** Rules of faults.c for the register in the folder `@`. */
const own = `@/${registerName}$`;
const moments: Readonly<Record<string, string>> = {
  "before a line is written": `write:KILL:1:${own}`,
  "in the middle of a line": `write:HALF:1:${own};write:KILL:1:${own}`,
  "before it is flushed": `fsync:KILL:1:${own}`,
  "before its lock is taken away": `unlink:KILL:1:@/${registerName}.lock$`,
  "before the lock has its name in it": `write:KILL:1:@/${registerName}.lock$`,
};

interface Ended {
  readonly by: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command in a process of its own. `stdout`: a file descriptor, or closed before anything is written. */
function start(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  stdout?: number | "closed",
): Promise<Ended> {
  const [node, program] = zegelCommand;
  const child = spawn(node, [program, ...words], {
    cwd: folder,
    env: { ...process.env, LC_ALL: "C.UTF-8", ...env },
    stdio: ["ignore", typeof stdout === "number" ? stdout : "pipe", "pipe"],
  });
  if (stdout === "closed") child.stdout?.destroy();
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  return new Promise((resolve) => {
    child.on("close", (status, signal) => resolve({ by: status ?? signal, ...said }));
  });
}

test("kill -9 at each write loses at most the line that was not confirmed", async () => {
  const office = await makeWholeOffice();
  const { folder, writing, copy, run } = office;
  const library = makeLibrary(folder);
  const before = readFileSync(join(folder, "begin", registerName), "utf8");
  let torn = 0;
  for (const [i, { words, made }] of writing.entries())
    for (const [what, rules] of Object.entries(moments)) {
      const place = copy(`UIT-${i}-${Object.keys(moments).indexOf(what)}`);
      const which = `${words[1]} ${words.at(-1)}: ${what}`;
      const own = words.map((word) => word.replaceAll("@", place));
      const killed = await start(folder, own, { LD_PRELOAD: library, ZEGEL_FAULTS: rules.replaceAll("@", place) });
      expect([which, killed.by]).toEqual([which, "SIGKILL"]);
      const path = join(folder, place, registerName);
      const left = readFileSync(path, "utf8");
      expect([which, left.startsWith(before)]).toEqual([which, true]);
      // What was written lives on in the system, though nobody was told that it is on the disk.
      const isDone = ["before it is flushed", "before its lock is taken away"].includes(what);
      expect([which, left.length > before.length && left.endsWith("\n") && isDone]).toEqual([which, isDone]);
      // What was printed is there: the numbers of the lines, and the papers.
      const lines = left.split("\n").length - 1;
      const confirmed = [...killed.stdout.matchAll(/(?:line|to) (\d+)/g)].map(([, line]) => Number(line));
      expect([which, confirmed.filter((line) => line > lines)]).toEqual([which, []]);
      if (confirmed.length > 0)
        for (const name of made)
          expect([which, name, existsSync(join(folder, place, name))]).toEqual([which, name, true]);
      // The next one goes on, and the register holds. A lock without a name is its writer's for ten seconds.
      if (what === "before the lock has its name in it") continue;
      const of = [
        `${place}/${registerName}`,
        "--recipients",
        isDone && words[1] === "recipients" ? "changed.csv" : `${place}/ontvangers.csv`,
      ];
      if (!(isDone && words[1] === "close"))
        expect([which, await run("clerk", ...of.slice(0, 1), "zoe", "X", ...of.slice(1))]).toEqual([
          which,
          expect.objectContaining({ status: 0 }),
        ]);
      const verified = await run("verify", ...of);
      expect([which, verified.status]).toEqual([which, 0]);
      const isTorn = !left.endsWith("\n"); // half of two lines of one length is a whole one
      expect([which, /broken off and repaired/.test(verified.stdout)]).toEqual([which, isTorn]);
      if (isTorn) torn++;
    }
  expect(torn).toBeGreaterThan(writing.length / 2);
});

test("a screen that nobody reads changes nothing; a full one is said, and what was recorded stays", async () => {
  const { folder, writing, copy } = await makeWholeOffice();
  const reading = [["status"], ["missing"], ["head"], ["verify"], ["recall", "1"]].map(([kind = "", ...more]) => ({
    words: ["register", kind, `@/${registerName}`, ...more],
  }));
  const before = readFileSync(join(folder, "begin", registerName));
  for (const [i, { words }] of [...writing, ...reading].entries()) {
    const isWriting = i < writing.length;
    for (const end of ["closed", "full"] as const) {
      const place = copy(`${end}-${i}`);
      const which = `${words[1]} ${words.at(-1)}: ${end}`;
      const full = openSync("/dev/full", "w");
      const own = words.map((word) => word.replaceAll("@", place));
      const { by, stderr } = await start(folder, own, {}, end === "full" ? full : "closed");
      closeSync(full);
      expect([which, by]).toEqual([which, end === "full" ? 1 : 0]);
      expect([which, stderr]).toEqual([which, expect.not.stringMatching(/\n +at |node:|EPIPE/)]);
      if (end === "full")
        expect([which, stderr]).toEqual([which, expect.stringContaining("the output cannot be written (ENOSPC)")]);
      const after = readFileSync(join(folder, place, registerName));
      expect([which, after.subarray(0, before.length).equals(before), after.length > before.length]).toEqual([
        which,
        true,
        isWriting,
      ]);
      expect([which, existsSync(join(folder, place, `${registerName}.lock`))]).toEqual([which, false]);
    }
  }
});
