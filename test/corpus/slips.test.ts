// No slip of the hand raises an alarm: each gets a sentence, and the question again. The list is slips.ts; docs/slips.md is made from it.

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asWriteError } from "../../src/files/error.ts";
import { guided } from "../cli/person.ts";
import { temporaryFolder } from "../tools.ts";
import { moreSlips } from "./more-slips.ts";
import { receiptSlips } from "./receipt-slips.ts";
import { at, code, disc, slips as firstSlips, fullFolders, iso, layOut, third } from "./slips.ts";

const slips = Object.fromEntries(
  Object.entries({ ...firstSlips, ...receiptSlips }).map(([when, all]) => [when, [...all, ...(moreSlips[when] ?? [])]]),
);

/** Its bad discs are refused in every run: test/verify/self-test.test.ts. Here they would only take time. */
vi.mock("../../src/verify/self-test.ts", () => ({ selfTest: async () => 24 }));

vi.mock("../../src/files/new-file.ts", async (original) => {
  const files = await original<typeof import("../../src/files/new-file.ts")>();
  const writeAllNew: typeof files.writeAllNew = (contents) => {
    const [name, code] = Object.entries(fullFolders).find(([one]) => contents[0]?.path.includes(one)) ?? [];
    if (name === undefined) return files.writeAllNew(contents);
    throw asWriteError(contents[0]?.path ?? "", Object.assign(new Error(code), { code, errno: -1, syscall: "write" }));
  };
  return { ...files, writeAllNew };
});

beforeEach(() => layOut(temporaryFolder()));
afterEach(() => vi.unstubAllEnvs());

describe.each(Object.entries(slips))("%s", (_when, all) => {
  test.each(all)("she $what", async ({ says, hand, dropped, ends }) => {
    const { exitCode, left, screen } = await guided(hand(), at("root.note"), dropped?.());
    expect({ exitCode, left }, screen).toEqual({ exitCode: ends, left: [] });
    const flat = screen.replace(/\s+/g, " ");
    expect(flat).toContain(says);
    expect(screen).not.toMatch(/ STOP\n|#####/);
  });
});

test("there are twice 40 of them and more, each once", () => {
  const names = Object.entries(slips).flatMap(([when, all]) => all.map(({ what }) => `${when}: ${what}`));
  expect(names.length).toBeGreaterThanOrEqual(80);
  expect(new Set(names).size).toBe(names.length);
});

/** What docs/slips.md says. Written anew by `npx vitest run test/corpus/slips.test.ts -u`. */
function page(): string {
  const ends: Readonly<Record<number, string>> = { 0: "GOED", 1: "no verdict", 20: "WACHT", 23: "WACHT" };
  const rows = (when: string) =>
    (slips[when] ?? []).map(({ what, says, ends: end }) => `| ${what} | ${says} | ${ends[end]} |`);
  const tables = Object.keys(slips).map((when) =>
    [`## ${when}`, "", "| She | reads | and it ends in |", "|---|---|---|", ...rows(when)].join("\n"),
  );
  return `# Slips of the hand

What an official does wrong, the sentence that the guided program then shows, and how it ends when she goes on as the
sentence says. None ends in STOP. Each is a test (\`test/corpus/slips.ts\`, \`more-slips.ts\`, \`receipt-slips.ts\`), from which this page is made.

${tables.join("\n\n")}
`;
}

test("docs/slips.md lists them", async () => {
  await expect(page()).toMatchFileSnapshot(join(import.meta.dirname, "../../docs/slips.md"));
});

test.skipIf(process.getuid?.() === 0)(
  "a program that is still running, its files locked: WACHT, and what to do",
  async () => {
    chmodSync(at("PC", "OSV", "osv.jar"), 0);
    const { exitCode, screen } = await guided([...third(), at("PC", "OSV"), code, "n", "n", ""], at("root.note"));
    expect(exitCode).toBe(28);
    expect(screen.replace(/\s+/g, " ")).toContain("Staat het programma nog open? Sluit het en controleer opnieuw.");
  },
);

test("the same disc with one changed byte is STOP all the same", async () => {
  const altered = Buffer.from(disc.image);
  altered[altered.length - 1] = 1;
  writeFileSync(at("master.iso"), altered);
  const { exitCode, screen } = await guided([...iso(), code, "n", "n", ""], at("root.note"));
  expect(exitCode).toBe(22);
  expect(screen).toMatch(/ STOP\n/);
});
