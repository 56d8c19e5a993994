// zegel log audit: a log in which nothing is wrong, and each thing that can be, with the line that it is about.

import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, type Note, type Seal, textDigest } from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { type AuditInput, auditLog } from "../../src/log/audit/audit.ts";
import { findingCodes, unjudgedCodes } from "../../src/log/audit/report.ts";
import { sayAudit } from "../../src/log/audit/texts.ts";
import { notePath, readLog } from "../../src/log/folder.ts";
import { check } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import {
  checkpointOf,
  logged,
  logKey,
  logRoot,
  newLog,
  nextRoot,
  otherLogKey,
  proofOf,
  recallOf,
  releaseUnder,
  rootNote,
  signed,
  statementOn,
  witnessF,
  witnessG,
} from "./audited.ts";

const root = rootNote();
const release = releaseUnder(root);
const agreement = statementOn(release, ["rosa"]);
const dissent = statementOn(release, ["ruud"], { differs: "OSV/osv.jar" });

/** Codes of what is found and of what could not be judged, each with the line that it is about. */
async function auditOf(folder: string, more: Partial<AuditInput> = {}) {
  const report = await auditLog({
    folder,
    roots: [encodeNote(root)],
    since: [],
    seals: [],
    registers: [],
    check,
    ...more,
  });
  const told = (list: typeof report.findings | typeof report.unjudged) =>
    list.map(({ code, index }) => (index === undefined ? code : `${code} ${index}`));
  return { report, found: told(report.findings), open: told(report.unjudged) };
}

/** What is said of a log with these entries. */
async function saidOf(notes: readonly Note[], more: Partial<AuditInput> = {}) {
  return auditOf(await logged(await newLog(), notes), more);
}

describe("a log in which nothing is wrong", () => {
  test("is judged whole: entries, files, the log's key, a witness", async () => {
    const folder = await logged(await newLog(), [root, release]);
    await logged(folder, [agreement, dissent, recallOf(["c"]), recallOf(["c", "d"])]);
    const { report, found, open } = await auditOf(folder);
    expect([found, open]).toEqual([[], []]);
    expect(report).toMatchObject({
      ...{ origin: "log.example/zegel", size: 6, rootHash: readLog(folder).rootHash },
      checkpoint: { size: 6, by: { holder: "Logboek" }, found: 1, needed: 1 },
      entries: { "trust-root": 1, release: 1, recall: 2, rebuild: 2, other: 0 },
      roots: { from: "given", versions: [1] },
      compared: { files: 4, checkpoints: 2 },
      strangers: { count: 0 },
    });
    expect(report.checkpoint?.seen.map(({ key }) => key.holder)).toEqual(["holder-witness-f"]);
  });

  test("is judged by its own root where none is given, and says so", async () => {
    const { report, found, open } = await saidOf([root, release], { roots: [] });
    expect([found, open, report.roots]).toEqual([[], [], { from: "log", versions: [1] }]);
  });

  test("also as a web server serves it: without checkpoint.text and earlier checkpoints", async () => {
    const folder = await logged(await newLog(), [root, release]);
    for (const name of ["checkpoint.text", "checkpoints"]) rmSync(join(folder, name), { recursive: true });
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [], report: { size: 2 } });
  });

  test("of 262 entries in uneven parts, with every smaller tile that was served once", async () => {
    const folder = await newLog();
    const statements = Array.from({ length: 260 }, (_, i) =>
      statementOn(release, ["rosa"], { environment: `pc ${i}` }),
    );
    await appendNotes(folder, [root, release]);
    for (const [from, to] of [
      [0, 1],
      [1, 254],
      [254, 260],
    ] as const)
      await appendNotes(folder, statements.slice(from, to));
    await signed(folder);
    const { found, open, report } = await auditOf(folder);
    expect([found, open, report.size, report.compared.files]).toEqual([[], [], 262, 4 + 4 + 1]);
  });

  test("two reviewers with the same bytes have one entry, and both count", async () => {
    const both = statementOn(release, ["rosa", "ruud"], { differs: "OSV/osv.jar" });
    expect(await saidOf([root, release, both])).toMatchObject({ found: [], open: [] });
  });

  test("a set of two discs, trials and other roles count apart", async () => {
    const manifests = ["a".repeat(64), "c".repeat(64)];
    const { found } = await saidOf([
      root,
      releaseUnder(root, { manifests, disc: 1 }),
      releaseUnder(root, { manifests, disc: 2 }),
      releaseUnder(root, { sequence: 3, role: "HSB" }),
      releaseUnder(root, { sequence: 3, purpose: "trial" }),
      releaseUnder(root, { sequence: 13 }),
    ]);
    expect(found).toEqual([]);
  });
});

describe("what stands in it", () => {
  const manifests = ["a".repeat(64), "c".repeat(64)];
  const second = nextRoot(root, 2, logRoot());
  const cases: Record<string, readonly [readonly string[], readonly Note[]]> = {
    "two releases with one number": [
      ["TWO_RELEASES 2"],
      [root, release, releaseUnder(root, { version: "2.24.4", imageSha256: "d".repeat(64) })],
    ],
    "two releases whose numbers differ in capitals alone": [
      ["TWO_RELEASES 2", "TWO_RELEASES 3"],
      [root, release, releaseUnder(root, { product: "osv" }), releaseUnder(root, { election: "tk2027" })],
    ],
    "two releases whose numbers differ in a blank alone": [
      ["TWO_RELEASES 2"],
      [root, releaseUnder(root, { product: "OSV X" }), releaseUnder(root, { product: "OSV  X" })],
    ],
    "a sequence that goes back": [
      ["SEQUENCE_BACK 2"],
      [root, release, releaseUnder(root, { sequence: 11 }), releaseUnder(root, { sequence: 14 })],
    ],
    "a set of which a disc is missing": [["SET_INCOMPLETE 1"], [root, releaseUnder(root, { manifests, disc: 2 })]],
    "discs with one number of two sets": [
      ["SET_DIFFERS 2", "SET_INCOMPLETE 1"],
      [
        root,
        releaseUnder(root, { manifests, disc: 1 }),
        releaseUnder(root, { manifests: ["e".repeat(64), "c".repeat(64)], disc: 2 }),
      ],
    ],
    "a release whose root is logged after it": [["ROOT_NOT_LOGGED 0"], [release, root]],
    "a release under an older root than the newest": [["ROOT_OLD 2"], [root, second, release]],
    "a recall list that is no continuation": [["RECALL_BRANCH 2"], [root, recallOf(["c", "d"]), recallOf(["c", "e"])]],
    "a recall list that is shorter": [["RECALL_BRANCH 2"], [root, recallOf(["c", "d"]), recallOf(["c"])]],
    "a release that too few signed": [["NOTE_QUORUM 1"], [root, releaseUnder(root, {}, ["anna"])]],
    "a statement of nobody's": [["NOTE_QUORUM 1"], [root, statementOn(release, ["anna"])]],
    "a text of no kind of ours": [["ENTRY_TEXT 1"], [root, { text: "hello\n", signatures: [] }]],
    "a release that does not parse": [["ENTRY_TEXT 1"], [root, { text: `${release.text}more\n`, signatures: [] }]],
    "a root that too few signed": [["ROOT_CHAIN 1"], [root, nextRoot(root, 2, logRoot(), ["anna"])]],
    "two roots of one version": [["TWO_ROOTS 2"], [root, second, nextRoot(root, 2, logRoot({ contact: "een ander" }))]],
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    const [codes, notes] = cases[name] as (typeof cases)[string];
    const { found, open } = await saidOf(notes);
    expect([found.toSorted(), open]).toEqual([codes.toSorted(), []]);
  });

  test("what a later root revokes does not make an old entry wrong; a new one of the same key is", async () => {
    const carl = logRoot().keys.find(({ vkey }) => vkey.name === "carl");
    const revoking = logRoot({ revoked: [carl?.vkey.raw ?? ""] });
    const without = {
      ...revoking,
      keys: revoking.keys.filter(({ vkey }) => vkey.name !== "carl"),
      groups: revoking.groups.map((one) => ({ ...one, members: one.members.filter((member) => member !== "carl") })),
    };
    const next = nextRoot(root, 2, without);
    const before = releaseUnder(root, {}, ["anna", "carl"]);
    const after = releaseUnder(next, { sequence: 13 }, ["anna", "carl"]);
    expect((await saidOf([root, before, next, after])).found).toEqual(["NOTE_QUORUM 3"]);
    expect((await saidOf([root, before, next, releaseUnder(next, { sequence: 13 })])).found).toEqual([]);
  });

  test("without a root in it or given, nobody can say who was to sign", async () => {
    expect(await saidOf([release], { roots: [] })).toMatchObject({ found: ["ROOT_NOT_LOGGED 0"], open: ["NO_ROOT"] });
  });

  test("roots that do not connect are asked for, and are no finding", async () => {
    const third = nextRoot(second, 3, logRoot());
    expect(await saidOf([third])).toMatchObject({ found: [], open: ["ROOT_GAP 0"] });
    expect(await saidOf([third], { roots: [encodeNote(root), encodeNote(second)] })).toMatchObject({
      found: [],
      open: [],
    });
    // Older ones are known by the digest that the newer one holds.
    expect(await saidOf([root, second, third], { roots: [encodeNote(third)] })).toMatchObject({ found: [], open: [] });
  });
});

describe("what is served", () => {
  /** A log of four entries, of which two were signed first; and a copy of it. */
  async function twoCopies(): Promise<{ good: string; folder: string }> {
    const good = await newLog();
    await logged(good, [root, release]);
    await logged(good, [agreement, dissent]);
    const folder = join(temporaryFolder(), "log");
    cpSync(good, folder, { recursive: true });
    return { good, folder };
  }
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  const [noteAt1] = [notePath(textDigest(release.text))];
  const cases: Record<string, readonly [readonly string[], (folder: string) => void]> = {
    "a tile is missing": [["TILE_MISSING"], (at) => rmSync(join(at, "tile/0/000.p/4"))],
    "a byte of a tile is another": [["TILE_DIFFERS"], (at) => flip(join(at, "tile/0/000.p/4"))],
    "a byte of an older tile is another": [["TILE_DIFFERS"], (at) => flip(join(at, "tile/0/000.p/2"))],
    "a byte of an older bundle is another": [["TILE_DIFFERS"], (at) => flip(join(at, "tile/entries/000.p/2"))],
    "entries are not served": [["ENTRIES_MISSING"], (at) => rmSync(join(at, "tile/entries/000.p/4"))],
    "a bundle is half": [
      ["ENTRIES_DAMAGED"],
      (at) =>
        writeFileSync(join(at, "tile/entries/000.p/4"), readFileSync(join(at, "tile/entries/000.p/4")).subarray(9)),
    ],
    "a bundle is a link": [
      ["ENTRIES_MISSING"],
      (at) => {
        renameSync(join(at, "tile/entries/000.p/4"), join(at, "elsewhere"));
        symlinkSync("../../../elsewhere", join(at, "tile/entries/000.p/4"));
      },
    ],
    "a bundle is a folder": [
      ["ENTRIES_MISSING"],
      (at) => {
        rmSync(join(at, "tile/entries/000.p/4"));
        mkdirSync(join(at, "tile/entries/000.p/4"));
      },
    ],
    "a note is missing": [["NOTE_MISSING 1"], (at) => rmSync(join(at, noteAt1 ?? ""))],
    "a note is another's": [["NOTE_DAMAGED 1"], (at) => writeFileSync(join(at, noteAt1 ?? ""), encodeNote(agreement))],
    "a note is far too large": [
      ["NOTE_MISSING 1"],
      (at) => writeFileSync(join(at, noteAt1 ?? ""), "x".repeat(1 << 20)),
    ],
    "a note lost its signatures": [
      ["NOTE_QUORUM 1"],
      (at) => writeFileSync(join(at, noteAt1 ?? ""), encodeNote({ ...release, signatures: [] })),
    ],
    "an earlier checkpoint is of another tree": [
      ["BRANCH"],
      (at) => {
        const other = checkpointOf({ origin: "log.example/zegel", size: 2, rootHash: new Uint8Array(32).fill(7) });
        writeFileSync(join(at, "checkpoints/2"), encodeNote(other));
      },
    ],
    "an earlier checkpoint is of another log": [
      ["CHECKPOINT_BAD"],
      (at) => {
        const other = checkpointOf({ ...readLog(at), origin: "log.example/other" });
        writeFileSync(join(at, "checkpoints/2"), encodeNote(other));
      },
    ],
    "the checkpoint is signed by another key": [
      ["CHECKPOINT_UNSIGNED"],
      (at) => writeFileSync(join(at, "checkpoint"), encodeNote(checkpointOf(readLog(at), otherLogKey))),
    ],
    "the line of a witness does not hold": [
      ["WITNESS_LINE"],
      (at) => {
        const { text, signatures } = checkpointOf(readLog(at), logKey, [witnessF, witnessG]);
        const [own, seen, line] = signatures;
        const bad = { ...line, bytes: new Uint8Array(72).fill(1) } as NonNullable<typeof line>;
        writeFileSync(
          join(at, "checkpoint"),
          encodeNote({ text, signatures: [own, seen, bad].flatMap((one) => one ?? []) }),
        );
      },
    ],
    "the checkpoint is of another tree": [
      ["ROOT_HASH"],
      (at) => {
        const other = checkpointOf({ ...readLog(at), rootHash: new Uint8Array(32).fill(7) });
        writeFileSync(join(at, "checkpoint"), encodeNote(other));
      },
    ],
    "the checkpoint is no note": [["CHECKPOINT_BAD"], (at) => writeFileSync(join(at, "checkpoint"), "<html>")],
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    const [codes, change] = cases[name] as (typeof cases)[string];
    const { good, folder } = await twoCopies();
    change(folder);
    const { found } = await auditOf(folder);
    expect(found).toEqual(codes);
    expect((await auditOf(good)).found).toEqual([]);
  });

  test("a byte of an entry is another: its leaf, its note, the root hash", async () => {
    const { folder } = await twoCopies();
    flip(join(folder, "tile/entries/000.p/4"));
    const { found } = await auditOf(folder);
    expect(found).toEqual(["ENTRY_TEXT 3", "NOTE_MISSING 3", "TILE_DIFFERS", "ROOT_HASH", "ROOT_HASH", "BRANCH"]);
  });

  test("where entries are not served the hashes still lead to what was signed; without these it is said where it ends", async () => {
    const { folder } = await twoCopies();
    rmSync(join(folder, "tile/entries/000.p/4"));
    expect(await auditOf(folder)).toMatchObject({ found: ["ENTRIES_MISSING"], open: [] });
    rmSync(join(folder, "tile/0/000.p/4"));
    expect(await auditOf(folder)).toMatchObject({ found: ["ENTRIES_MISSING"], open: ["TREE_UNKNOWN"] });
  });

  test("not signed, or seen by too few: nothing is wrong, and nothing is well", async () => {
    const folder = await newLog();
    await appendNotes(folder, [root, release]);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: ["NOT_SIGNED"] });
    await signed(folder, logKey, []);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: ["WITNESSES_SHORT"] });
    await signed(folder);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
  });

  test("an earlier checkpoint that cannot be read, and a folder of them that is none", async () => {
    const folder = await logged(await newLog(), [root, release]);
    writeFileSync(join(folder, "checkpoints/1"), "x".repeat(1 << 17));
    expect(await auditOf(folder)).toMatchObject({ found: ["CHECKPOINT_BAD"], open: [] });
    rmSync(join(folder, "checkpoints/1"));
    symlinkSync("2", join(folder, "checkpoints/1"));
    expect(await auditOf(folder)).toMatchObject({ found: ["CHECKPOINT_BAD"], open: [] });
    rmSync(join(folder, "checkpoints"), { recursive: true });
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
    symlinkSync("notes", join(folder, "checkpoints"));
    expect(await auditOf(folder)).toMatchObject({ found: [], open: ["CHECKPOINTS_UNREAD"] });
    rmSync(join(folder, "checkpoints"));
    mkdirSync(join(folder, "checkpoints"));
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
    if (process.getuid?.() === 0) return; // whom no folder is closed to
    chmodSync(join(folder, "checkpoints"), 0);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: ["CHECKPOINTS_UNREAD"] });
    chmodSync(join(folder, "checkpoints"), 0o700);
  });

  test("what the log says of itself, behind a link or larger than a note: nobody reads it, and that is said", async () => {
    const folder = await logged(await newLog(), [root]);
    await appendNotes(folder, [release]);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [], report: { size: 2, checkpoint: { size: 1 } } });
    for (const name of ["checkpoint.text", "checkpoint"]) {
      const own = readFileSync(join(folder, name));
      renameSync(join(folder, name), join(folder, "elsewhere"));
      symlinkSync("elsewhere", join(folder, name));
      expect((await auditOf(folder)).found).toEqual(["CHECKPOINT_BAD"]);
      rmSync(join(folder, name));
      writeFileSync(join(folder, name), "x".repeat(1 << 17));
      expect((await auditOf(folder)).found).toEqual(["CHECKPOINT_BAD"]);
      rmSync(join(folder, name));
      writeFileSync(join(folder, name), own);
    }
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
    rmSync(join(folder, "checkpoint.text")); // which only the keeper has
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [], report: { size: 1 } });
  });

  test("the folder of tiles is a link: nothing is listed behind it, and that is said", async () => {
    const { folder } = await twoCopies();
    renameSync(join(folder, "tile"), join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere/stranger"), "");
    symlinkSync("elsewhere", join(folder, "tile"));
    expect(await auditOf(folder)).toMatchObject({ open: ["TILES_UNREAD"], report: { strangers: { count: 0 } } });
    rmSync(join(folder, "tile"));
    renameSync(join(folder, "elsewhere"), join(folder, "tile"));
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [], report: { strangers: { count: 1 } } });
  });

  test("an older file that says something else is found, and behind a link or a closed folder its place is not judged", async () => {
    for (const at of ["tile/entries", "tile/entries/000.p"]) {
      const { folder } = await twoCopies();
      flip(join(folder, "tile/entries/000.p/2"));
      expect(await auditOf(folder)).toMatchObject({ found: ["TILE_DIFFERS"], open: [] });
      renameSync(join(folder, at), join(folder, "elsewhere"));
      symlinkSync(join(folder, "elsewhere"), join(folder, at));
      expect(await auditOf(folder)).toMatchObject({ found: [], open: ["TILES_UNREAD"] });
    }
    if (process.getuid?.() === 0) return; // whom no folder is closed to
    const { folder } = await twoCopies();
    mkdirSync(join(folder, "tile/entries/001.p"), 0);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: ["TILES_UNREAD"] });
    chmodSync(join(folder, "tile/entries/001.p"), 0o700);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
  });

  test("an older file that is a link is not served as itself; the file that it leads to does not stand in for it", async () => {
    const { folder } = await twoCopies();
    renameSync(join(folder, "tile/entries/000.p/2"), join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "tile/entries/000.p/2"));
    expect(await auditOf(folder)).toMatchObject({ found: ["TILE_MISSING"], report: { strangers: { count: 0 } } });
  });

  test("what lies among the tiles and is none of them is counted, and proves nothing", async () => {
    const { folder } = await twoCopies();
    writeFileSync(join(folder, "tile/1"), "");
    writeFileSync(join(folder, "tile/index.html"), "");
    writeFileSync(join(folder, "tile/0/000.p/0"), "");
    symlinkSync("/", join(folder, "tile/entries/all"));
    const { found, open, report } = await auditOf(folder);
    expect([found, open, report.strangers.count]).toEqual([[], [], 4]);
  });

  test("a log that claims more than there is ends where its files end", async () => {
    const { folder } = await twoCopies();
    const text = readFileSync(join(folder, "checkpoint.text"), "utf8");
    writeFileSync(join(folder, "checkpoint.text"), text.replace("\n4\n", "\n1000000000000\n"));
    const { found, open } = await auditOf(folder);
    expect([found, open]).toEqual([["ENTRIES_MISSING"], ["TREE_UNKNOWN"]]);
  });

  test("a folder that is no log", async () => {
    await expect(auditOf(temporaryFolder())).rejects.toMatchObject({ code: "FOLDER" });
    await expect(auditOf("/nonexistent")).rejects.toMatchObject({ code: "FOLDER" });
  });
});

describe("what somebody kept", () => {
  const kept = async (folder: string, note: Note, more: Partial<AuditInput> = {}) => {
    const { found, open } = await auditOf(folder, { since: [{ name: "kept", note }], ...more });
    return [...found, ...open];
  };

  test("an earlier checkpoint that the log continues, and one that it does not", async () => {
    const folder = await logged(await newLog(), [root, release]);
    const before = checkpointOf(readLog(folder));
    await logged(folder, [agreement]);
    expect(await kept(folder, before)).toEqual([]);
    const other = await logged(await newLog(), [root, releaseUnder(root, { version: "2.24.4" })]);
    expect(await kept(folder, checkpointOf(readLog(other)))).toEqual(["BRANCH"]);
  });

  test("a proof of a disc counts as the checkpoint in it", async () => {
    const folder = await logged(await newLog(), [root, release]);
    const { checkpoint } = proofOf(folder, release);
    await logged(folder, [agreement]);
    expect(await kept(folder, checkpoint)).toEqual([]);
  });

  test("what the log did not sign, what is of another log, what is newer: said, and no finding", async () => {
    const folder = await logged(await newLog(), [root, release]);
    const tree = readLog(folder);
    const lie = { ...tree, rootHash: new Uint8Array(32).fill(1) };
    expect(await kept(folder, checkpointOf(lie, otherLogKey))).toEqual(["SINCE_UNSIGNED"]);
    expect(await kept(folder, checkpointOf({ ...tree, origin: "log.example/other" }))).toEqual(["SINCE_OTHER_LOG"]);
    expect(await kept(folder, checkpointOf({ ...tree, size: 3 }))).toEqual(["SINCE_NEWER"]);
    expect(await kept(folder, checkpointOf(lie))).toEqual(["BRANCH"]);
  });

  test("another tree signed by a key that was replaced: discs are still taken with it, unless it is revoked", async () => {
    const plain = logRoot({}, otherLogKey);
    const [replaced, revoked] = [plain, { ...plain, revoked: [logKey.vkey.raw] }].map((one) => nextRoot(root, 2, one));
    for (const [next, said] of [
      [replaced, "BRANCH"],
      [revoked, "SINCE_UNSIGNED"],
    ] as const) {
      const folder = await logged(await newLog(), [root, release]);
      await logged(folder, [next as Note], otherLogKey);
      expect(await kept(folder, checkpointOf({ ...readLog(folder), rootHash: new Uint8Array(32).fill(1) }))).toEqual([
        said,
      ]);
      expect(await kept(folder, checkpointOf(readLog(folder)))).toEqual([]);
    }
  });

  test("a log that calls itself by another name beside its signature does not get away from what it signed", async () => {
    const folder = await logged(await newLog(), [root, release]);
    const tree = readLog(folder);
    const branch = checkpointOf({ ...tree, rootHash: new Uint8Array(32).fill(1) });
    rmSync(join(folder, "checkpoints"), { recursive: true });
    expect(await kept(folder, branch)).toEqual(["BRANCH"]);
    const text = readFileSync(join(folder, "checkpoint.text"), "utf8");
    writeFileSync(join(folder, "checkpoint.text"), text.replace(tree.origin, "log.example/other"));
    expect(await kept(folder, branch)).toEqual(["CHECKPOINT_BAD", "BRANCH"]);
    writeFileSync(join(folder, "checkpoint.text"), text);
    expect(await kept(folder, checkpointOf(tree))).toEqual([]);
  });

  test("a log key that was rotated: old checkpoints under the root of their time, new ones not under the old", async () => {
    const next = nextRoot(root, 2, logRoot({}, otherLogKey));
    const folder = await logged(await newLog(), [root, release]);
    await logged(folder, [next], otherLogKey);
    expect(await auditOf(folder)).toMatchObject({ found: [], open: [] });
    await logged(folder, [agreement], logKey);
    expect((await auditOf(folder)).found).toEqual(["CHECKPOINT_UNSIGNED", "CHECKPOINT_UNSIGNED"]);
  });
});

describe("a disc", () => {
  const sealOf = (change: Partial<Seal> = {}): Seal => ({
    trustRoots: [root],
    ...{ release, rebuilds: [agreement], recall: undefined, logProof: undefined },
    ...change,
  });
  const disc = async (folder: string, seal: Seal, more: Partial<AuditInput> = {}) =>
    auditOf(folder, { seals: [{ name: "disc.iso", seal }], ...more });

  test("with all that it holds in the log, and a proof of this log", async () => {
    const folder = await logged(await newLog(), [root, release, agreement]);
    const seal = sealOf({ logProof: proofOf(folder, release) });
    await logged(folder, [recallOf(["c"])]);
    expect(await disc(folder, seal)).toMatchObject({ found: [], open: [], report: { seals: [{ dissents: [] }] } });
  });

  test("that leaves out a dissent which was logged before its proof", async () => {
    const folder = await logged(await newLog(), [root, release, agreement, dissent]);
    const logProof = proofOf(folder, release);
    expect((await disc(folder, sealOf({ logProof }))).found).toEqual(["SEAL_DISSENT 3"]);
    expect((await disc(folder, sealOf({ logProof, rebuilds: [agreement, dissent] }))).found).toEqual([]);
  });

  test("a dissent of two reviewers in one entry: the seal must have both lines", async () => {
    const both = statementOn(release, ["rosa", "ruud"], { differs: "OSV/osv.jar" });
    const own = (by: string) => statementOn(release, [by], { differs: "OSV/osv.jar" });
    const folder = await logged(await newLog(), [root, release, both]);
    const logProof = proofOf(folder, release);
    const { found, report } = await disc(folder, sealOf({ logProof, rebuilds: [own("rosa")] }));
    expect(found).toEqual(["SEAL_DISSENT 2"]);
    expect(report.findings[0]?.values.holder).toBe("holder-ruud");
    expect((await disc(folder, sealOf({ logProof, rebuilds: [own("rosa"), own("ruud")] }))).found).toEqual([]);
  });

  test("a dissent after its proof, about another release, or on the kit, is no finding", async () => {
    const folder = await logged(await newLog(), [root, release, agreement]);
    const seal = sealOf({ logProof: proofOf(folder, release) });
    const other = statementOn(releaseUnder(root, { sequence: 13 }), ["ruud"], { differs: "OSV/osv.jar" });
    const kit = { version: "1", sha256: "e".repeat(64) };
    await logged(folder, [dissent, other, statementOn(release, ["ruud"], { scope: "kit", kit, differs: "zegel" })]);
    const { found, open, report } = await disc(folder, seal);
    expect([found, open]).toEqual([[], []]);
    expect(report.seals[0]?.dissents).toEqual([
      { index: 3, holder: "holder-ruud", organisation: "Waterschap", isInSeal: false, isBeforeProof: false },
    ]);
  });

  test("with a root, a statement or a recall list that the log lacks", async () => {
    const folder = await logged(await newLog(), [root, release]);
    const logProof = proofOf(folder, release);
    const { found, report } = await disc(folder, sealOf({ logProof, recall: recallOf(["c"]) }));
    expect(found).toEqual(["SEAL_NOT_LOGGED", "SEAL_NOT_LOGGED"]);
    expect(report.findings.map(({ values }) => values.what)).toEqual(["rebuild", "recall"]);
    const second = nextRoot(root, 2, logRoot());
    const more = await disc(folder, sealOf({ logProof, rebuilds: [], trustRoots: [root, second] }));
    expect(more.found).toEqual(["SEAL_NOT_LOGGED"]);
  });

  test("roots of before the log are no finding: the first root of the log leads back to them", async () => {
    const second = nextRoot(root, 2, logRoot());
    const own = releaseUnder(second);
    const folder = await logged(await newLog(), [second, own]);
    const seal = sealOf({ trustRoots: [root, second], release: own, rebuilds: [], logProof: proofOf(folder, own) });
    expect(await disc(folder, seal)).toMatchObject({ found: [], open: [] });
    const stranger = rootNote(logRoot({ contact: "een ander" }));
    expect((await disc(folder, { ...seal, trustRoots: [stranger, second] })).found).toEqual(["SEAL_NOT_LOGGED"]);
  });

  test("whose proof is of another tree that the log signed too", async () => {
    const folder = await logged(await newLog(), [root, release, agreement]);
    const split = await logged(await newLog(), [root, agreement, release]);
    expect((await disc(folder, sealOf({ logProof: proofOf(split, release) }))).found).toEqual(["SEAL_PROOF"]);
    const own = proofOf(folder, release);
    expect((await disc(folder, sealOf({ logProof: { ...own, index: 0 } }))).found).toEqual(["SEAL_PROOF"]);
  });

  test("without a proof, or with a newer one than this copy, it is said what could not be judged", async () => {
    const folder = await logged(await newLog(), [root, release, agreement, dissent]);
    const { found, open, report } = await disc(folder, sealOf());
    expect([found, open]).toEqual([[], ["SEAL_NO_PROOF"]]);
    expect(report.seals[0]?.dissents).toMatchObject([{ isInSeal: false, isBeforeProof: undefined }]);
    const older = join(temporaryFolder(), "log");
    cpSync(folder, older, { recursive: true });
    await logged(folder, [recallOf(["c"])]);
    expect((await disc(older, sealOf({ logProof: proofOf(folder, release) }))).open).toEqual(["SINCE_NEWER"]);
  });
});

test("every code has its sentence in both languages, and no value is left out", () => {
  const names = ["path", "from", "to", "size", "name", "why", "nl", "en", "product", "version", "election", "role"];
  const more = ["sequence", "disc", "of", "first", "highest", "sha256", "newest", "number", "before", "holder"];
  const rest = ["organisation", "origin", "found", "needed", "entries", "what", "purpose", "line", "lines", "limit"];
  const values = Object.fromEntries([...names, ...more, ...rest].map((name) => [name, "1"]));
  for (const code of [...findingCodes, ...unjudgedCodes])
    for (const language of ["nl", "en"] as const)
      expect([code, sayAudit({ code, values, index: 1 }, language)]).toEqual([code, expect.not.stringMatching(/[{}]/)]);
  const two = sayAudit(
    {
      code: "TWO_RELEASES",
      index: 35,
      values: { product: "OSV", election: "TK2027", role: "GSB", sequence: 13, disc: 1, first: 31 },
    },
    "nl",
  );
  expect(two).toContain(
    "twee versies met nummer 13 van OSV voor TK2027, GSB, schijf 1: regel 31 en regel 35. Dit mag nooit.",
  );
});
