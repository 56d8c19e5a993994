// The public log in the three implementations of the reading path: every disc and folder of the corpus's log, each under the root that
// its official holds, by the clock of its trial and with what is given beside it. `npm run test:three`
// Compared are the result line and all that step 8 says, its facts and their values among them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TrustChain } from "../../src/trust/index.ts";
import { nodePlatform } from "../../src/verify/index.ts";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import { resultLine } from "../../src/verify/record/result-line.ts";
import type { Attack, Trial, Twin } from "../corpus/attack.ts";
import { loggedDisc, logs, logTwins } from "../corpus/logs.ts";
import { pack } from "../package/packing.ts";
import { has } from "../tools.ts";
import { begin, buildPage, launch, openPage, verdictOf } from "./browser.ts";
import { noonOf, recordOfProgram, verifyCommand } from "./three.ts";

const { makePage } = await import(join(import.meta.dirname, "../../scripts/package/page.mjs"));

/** What the implementations must say alike. */
interface Said {
  readonly line: string;
  readonly log: unknown;
}

const saidBy = (record: VerificationRecord): Said => ({
  line: resultLine(record),
  log: record.steps.find(({ id }) => id === "log"),
});

/** The one root that this official holds. */
const anchorOf = ({ disc, outside = {} }: Trial): Uint8Array => outside.roots?.[0] ?? disc.rootNote;
/** As the corpus judges it where the trial has no day of its own. */
const dayOf = ({ outside = {} }: Trial) => outside.today ?? "2027-03-01";

describe.skipIf(!has("chromium") || !has("faketime"))("the public log", { timeout: 7_200_000 }, () => {
  let browser: Browser;
  let folder: string;
  const pages = new Map<string, Promise<Page>>();
  const asking = loggedDisc().rootNote;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-three-log-"));
    pack(["zegel-verify-linux-x64"], join(folder, "asking"), asking);
    pack(["zegel-verify-linux-x64"], join(folder, "rootless"), undefined);
    browser = await launch();
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function put(name: string, bytes: Uint8Array): string {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  }

  /** A page takes its root when it is made, and no other. */
  function pageWith(root: Uint8Array): Promise<Page> {
    const key = Buffer.from(root).toString();
    const page = pages.get(key) ?? openWith(root, join(folder, `page-${pages.size}`));
    pages.set(key, page);
    return page;
  }

  /** A root that packaging refuses to build in is built in without asking it: that page must say no by itself. */
  async function openWith(root: Uint8Array, out: string): Promise<Page> {
    const isRefused = await TrustChain.anchor([root], nodePlatform.check).then(
      () => false,
      () => true,
    );
    const unasked = { roots: [Buffer.from(root).toString()], revision: "test", isWhole: true };
    const path = isRefused ? put(`${basename(out)}.html`, await makePage(unasked)) : buildPage(out, root);
    return (await openPage(browser, path)).page;
  }

  async function ofPage(trial: Trial, place: string, notes: readonly string[]): Promise<Said> {
    const page = await pageWith(anchorOf(trial));
    await page.clock.setFixedTime(`${dayOf(trial)}T12:00:00Z`);
    await page.reload();
    if (notes.length > 0) await page.setInputFiles("#notes", notes);
    await begin(page, place, typeof trial.target === "string", trial.disc.code);
    return saidBy(await verdictOf(page));
  }

  async function ofProgram(argv: readonly string[], trial: Trial, given: readonly string[]): Promise<Said> {
    return saidBy(await recordOfProgram([...argv, ...given], folder, noonOf(dayOf(trial))));
  }

  /** The executable as the Kiesraad packs it where the root is the one that asks for the log; else the one without a root of its own. */
  const executableFor = (root: Uint8Array): string[] =>
    Buffer.from(root).equals(Buffer.from(asking))
      ? [join(folder, "asking/zegel-verify-linux-x64")]
      : [join(folder, "rootless/zegel-verify-linux-x64"), "--root", "anchor.note"];

  const rows: readonly (Twin & Partial<Attack>)[] = [...logs, ...logTwins];
  test.each(rows.map((row) => [row.name, row.form ?? "twin", row] as const))("%s, %s", async (_name, _form, row) => {
    const trial = row.make();
    const { target, disc, outside = {} } = trial;
    const { roots, notes: loose = [], today: _, ...others } = outside;
    expect([Object.keys(others), roots?.length ?? 1]).toEqual([[], 1]); // or it would be judged without what it was made for
    put("anchor.note", anchorOf(trial));
    const notes = loose.map((bytes, i) => put(`${i}.note`, bytes));
    const place = typeof target === "string" ? target : put("schijf.iso", target);
    const given = [place, ...notes.flatMap((path) => ["--note", path]), "--code", disc.code];
    const [line, executable, page] = await Promise.all([
      ofProgram([...verifyCommand, "--root", "anchor.note"], trial, given),
      ofProgram(executableFor(anchorOf(trial)), trial, given),
      ofPage(trial, place, notes),
    ]);
    expect({ executable, page }).toEqual({ executable: line, page: line });
    const [, , verdict, ...rest] = line.line.split(" ");
    expect(verdict).toBe(row.verdict ?? "ECHT");
    expect(rest.at(-1)?.split(/:\d+,?/)).toContain(row.finding ?? "-");
    expect(JSON.stringify(line.log).includes("LOG_CLOCK")).toBe(outside.today !== undefined);
  });
});
