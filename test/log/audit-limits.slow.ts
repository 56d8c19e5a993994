// zegel log audit on a log that has more of something than it looks at: what was passed over is said, and never turns a no into a yes.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeAudit } from "../../src/cli/log/audit-words.ts";
import { encodeCheckpoint, encodeNote, encodeUtf8, type Note, textDigest } from "../../src/format/index.ts";
import { auditLog } from "../../src/log/audit/audit.ts";
import { dissentLimit } from "../../src/log/audit/entries.ts";
import { checkpointLimit } from "../../src/log/audit/heads.ts";
import { rootLimit } from "../../src/log/audit/roots.ts";
import { readLog } from "../../src/log/index.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { check } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import {
  checkpointOf,
  logged,
  logRoot,
  newLog,
  origin,
  releaseUnder,
  rootNote,
  signed,
  statementOn,
} from "./audited.ts";

const root = rootNote();
const release = releaseUnder(root);

async function openOf(folder: string, more: Partial<Parameters<typeof auditLog>[0]> = {}) {
  const input = { folder, roots: [encodeNote(root)], since: [], seals: [], registers: [], check };
  const report = await auditLog({ ...input, ...more });
  return {
    report,
    found: report.findings.map(({ code }) => code),
    open: report.unjudged.map(({ code }) => code),
  };
}

/** The folder of a log with these entries, as it would be after one append, and not flushed. */
function lay(notes: readonly Note[]): string {
  const path = join(temporaryFolder(), "log");
  const put = (name: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  };
  const growth = new Growth(0, () => new Uint8Array(0));
  mkdirSync(join(path, "notes"), { recursive: true });
  for (const note of notes) {
    writeFileSync(join(path, "notes", textDigest(note.text)), encodeNote(note));
    for (const file of growth.add(encodeUtf8(note.text))) put(file.path, file.bytes);
  }
  for (const file of growth.finish()) put(file.path, file.bytes);
  put("checkpoint.text", encodeCheckpoint({ origin, size: growth.size, rootHash: growth.rootHash() }));
  return path;
}

describe("earlier checkpoints", () => {
  const other = () => encodeNote(checkpointOf({ origin, size: 1, rootHash: new Uint8Array(32).fill(7) }));

  test("of which one is of another tree is found; among more than are looked at it is said that not all were", async () => {
    const folder = await logged(await newLog(), [root, release]);
    writeFileSync(join(folder, "checkpoints/1"), other());
    expect(await openOf(folder)).toMatchObject({ found: ["BRANCH"], open: [] });
    for (let i = 0; i < checkpointLimit; i++) writeFileSync(join(folder, `checkpoints/${i}.old`), "");
    const { report, open } = await openOf(folder);
    expect(open).toEqual(["CHECKPOINTS_UNREAD"]);
    expect(describeAudit(report, "nl").join("\n")).toContain("OPEN    niet alles in checkpoints/ is nagekeken");
    // As many as are looked at: nothing is passed over.
    rmSync(join(folder, "checkpoints/0.old"));
    rmSync(join(folder, "checkpoints/1.old"));
    expect(await openOf(folder)).toMatchObject({ found: ["BRANCH"], open: [] });
  });
});

test("far more files among the tiles than such a log has: that not all were looked at is said; a few are told alone", async () => {
  const folder = await logged(await newLog(), [root, release]);
  mkdirSync(join(folder, "tile/x"));
  for (let i = 0; i < 20; i++) writeFileSync(join(folder, `tile/x/${i}`), "");
  expect(await openOf(folder)).toMatchObject({ found: [], open: [], report: { strangers: { count: 20 } } });
  for (let i = 20; i < 10_020; i++) writeFileSync(join(folder, `tile/x/${i}`), "");
  expect(await openOf(folder)).toMatchObject({ open: ["TILES_UNREAD"] });
});

test("more trust roots than are read", async () => {
  const others = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...rootNote(logRoot({ contact: `nummer ${i}` })), signatures: [] }));
  const open = async (count: number) => {
    const folder = lay([root, ...others(count)]);
    await signed(folder);
    return (await openOf(folder)).open;
  };
  expect(await open(rootLimit - 1)).toEqual([]);
  expect(await open(rootLimit)).toEqual(["ROOTS_UNREAD"]);
});

test("more dissents of one release than are kept", async () => {
  const statement = statementOn(release, ["ruud"], { differs: "OSV/osv.jar" });
  const dissents = Array.from({ length: dissentLimit + 1 }, (_, i) => ({
    ...statement,
    text: statement.text.replace(/^environment .*$/m, `environment pc ${i}`),
  }));
  const seal = { trustRoots: [root], release, rebuilds: [], recall: undefined, logProof: undefined };
  const open = async (notes: readonly Note[]) => {
    const folder = lay([root, release, ...notes]);
    await signed(folder);
    const { open: said, report } = await openOf(folder, { seals: [{ name: "disc", seal }], check: async () => true });
    return [said.toSorted(), report.seals[0]?.dissents.length];
  };
  expect(await open(dissents.slice(1))).toEqual([["SEAL_NO_PROOF"], dissentLimit]);
  expect(await open(dissents)).toEqual([["DISSENTS_UNREAD", "SEAL_NO_PROOF"], dissentLimit]);
  expect(readLog(lay([root])).size).toBe(1);
});
