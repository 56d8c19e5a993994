// zegel release stop: why a release will not be finished, and whether its number is spent.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zegelIn } from "../cli/flow.ts";
import { makeOfficeFolder } from "./office.ts";

const stop = (folder: string, ...words: string[]) => zegelIn(folder, ["release", "stop", ".", ...words]);

test("the reason stands in STOPPED.txt, and the status says it; a number under which nobody signed is free", async () => {
  const { folder, status } = await makeOfficeFolder("rebuilt");
  const { status: code, stdout } = await stop(folder, "Anna tekent niet: fout in de restzetels", "--lang", "nl");
  expect([code, stdout]).toEqual([0, expect.stringContaining("nummer 1 is nog vrij")]);
  expect(readFileSync(join(folder, "STOPPED.txt"), "utf8")).toBe("Anna tekent niet: fout in de restzetels\n");
  expect((await status("--lang", "nl")).stdout).toContain("GESTOPT: Anna tekent niet: fout in de restzetels");
});

test("a number under which somebody signed is spent: an answer, a note, a joined note, a master", async () => {
  for (const stage of ["signed", "joined", "sealed"] as const) {
    const { folder } = await makeOfficeFolder(stage);
    expect((await stop(folder, "fout")).stdout).toContain("number 1 is spent");
  }
});

test("a second reason, none, one of two lines, one that hides something: refused, and nothing is written over", async () => {
  const { folder } = await makeOfficeFolder("built");
  for (const reason of ["", "a\nb", "a\u202eb", "x".repeat(201), " "]) {
    expect([reason, (await stop(folder, reason)).status]).toEqual([reason, 2]);
    expect(existsSync(join(folder, "STOPPED.txt"))).toBe(false);
  }
  expect((await stop(folder, "eerst")).status).toBe(0);
  const again = await stop(folder, "later");
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("STOPPED.txt: exists already")]);
  expect(readFileSync(join(folder, "STOPPED.txt"), "utf8")).toBe("eerst\n");
});

test("the next release gets another number where it is asked", async () => {
  const { folder } = await makeOfficeFolder("lettered");
  const words = [
    "release",
    "start",
    "../nieuw",
    "--previous",
    ".",
    "--release-version",
    "3.0",
    "--payload",
    "in/payload",
  ];
  const more = ["--install", "in/install.json", "--writer", "own", "--yes", "--sequence"];
  const low = await zegelIn(folder, [...words, ...more, "1"]);
  expect([low.status, low.stderr]).toEqual([31, expect.stringContaining("the number must be higher")]);
  const none = await zegelIn(folder, [...words, ...more, "0"]);
  expect(none.status).toBe(1);
});
