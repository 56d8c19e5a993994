// The log and its proofs as Go's golang.org/x/mod/sumdb sees them: it was written by others, years before. docs/spec/log-folder.md, log-proof.md

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import { encodeVKey, FormatError, parseLogProof, tryParse } from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { makeLog, readLog } from "../../src/log/folder.ts";
import { storeCheckpoint } from "../../src/log/index.ts";
import { putNote, runIn } from "../cli/flow.ts";
import { byRawKey, cosignText, signText, testKey } from "../format/test-keys.ts";
import { temporaryFolder } from "../tools.ts";
import { GoJudge, hasGoJudge } from "./go-judge.ts";
import {
  continuationsOf,
  flipped,
  inclusionsOf,
  layTiles,
  notesOf,
  origin,
  recordLine,
  slipsOf,
  textOf,
  treeLine,
} from "./grown.ts";

describe.skipIf(!hasGoJudge)("Go's sumdb", () => {
  let go: GoJudge;
  beforeAll(() => {
    go = new GoJudge();
  });
  afterAll(() => go.remove());

  /** Proofs of this log: how many Go took, and how many slips of them it did not refuse. */
  function judgeProofs(path: string) {
    const [inclusions, continuations] = [inclusionsOf(path), continuationsOf(path)];
    const good = go.ask(["proofs"], [...inclusions.map(recordLine), ...continuations.map(treeLine)].join(""));
    expect(good.stdout).toBe(`${inclusions.length} records, ${continuations.length} trees, 0 refused\n`);
    const [records, trees] = [inclusions.flatMap(slipsOf), continuations.flatMap(slipsOf)];
    const bad = go.ask(["proofs"], [...records.map(recordLine), ...trees.map(treeLine)].join(""));
    expect(bad.stdout.split("\n").at(-2)).toBe(
      `${records.length} records, ${trees.length} trees, ${records.length + trees.length} refused`,
    );
  }

  test("every tile and every proof of a log that grows by zegel log append", async () => {
    const path = join(temporaryFolder(), "log");
    await makeLog(path, origin);
    let before = 0;
    for (const [size, tiles] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [255, 4],
      [256, 6],
      [257, 7],
    ] as const) {
      await appendNotes(path, notesOf(before, size));
      before = size;
      const { status, stdout, stderr } = go.ask(["folder", path]);
      expect([status, stdout, stderr]).toEqual([0, `${size} entries, ${tiles} tiles\n`, ""]);
      judgeProofs(path);
    }
  });

  test.each([511, 512, 65_536, 65_536 + 300])("%i entries", (size) => {
    const path = join(temporaryFolder(), "log");
    mkdirSync(path);
    layTiles(path, size);
    const { status, stdout, stderr } = go.ask(["folder", path]);
    expect([status, stdout.split(",")[0], stderr]).toEqual([0, `${size} entries`, ""]);
    judgeProofs(path);
  });

  test("a changed byte in any file of the tree, or one too few, is refused", async () => {
    const path = join(temporaryFolder(), "log");
    mkdirSync(path);
    layTiles(path, 300);
    const files = readdirSync(join(path, "tile"), { recursive: true, encoding: "utf8" })
      .map((name) => join(path, "tile", name))
      .filter((file) => statSync(file).isFile());
    expect(files.length).toBe(5);
    for (const file of [...files, join(path, "checkpoint.text")]) {
      const bytes = readFileSync(file);
      const first = file.endsWith(".text") ? origin.length + 1 : 0; // who signs and who opens a checkpoint look at the origin
      for (const at of [first, bytes.length >> 1, bytes.length - 1]) {
        writeFileSync(file, flipped(bytes, at));
        expect([file, at, go.ask(["folder", path]).status]).toEqual([file, at, 1]);
      }
      writeFileSync(file, bytes.subarray(0, -1));
      expect([file, go.ask(["folder", path]).status]).toEqual([file, 1]);
      writeFileSync(file, bytes);
    }
    expect(go.ask(["folder", path]).status).toBe(0);
  });

  test("the proof that zegel log proof writes: the checkpoint opens, the text is in it, and the witnesses' lines hold", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "log");
    mkdirSync(path);
    layTiles(path, 300);
    const log = readLog(path);
    const logKey = testKey(origin);
    const witnesses = [testKey("test-only/witness-f", 4), testKey("test-only/witness-g", 4)];
    const lines = byRawKey([logKey, ...witnesses]).map((key) =>
      key === logKey ? signText(key, log.text) : cosignText(key, log.text, 1_800_000_000),
    );
    await storeCheckpoint(log, { text: log.text, signatures: lines });
    const index = 258;
    putNote(folder, "entry.note", { text: textOf(index), signatures: [signText(logKey, textOf(index))] });
    writeFileSync(join(folder, "entry.text"), textOf(index));
    const made = await runIn(folder, addLog, ["log", "proof", "log", "entry.note", "-o", "entry.tlog-proof"]);
    expect([made.status, made.stderr]).toEqual([0, ""]);
    const keys = [logKey, ...witnesses].map(({ vkey }) => encodeVKey(vkey));
    const file = join(folder, "entry.tlog-proof");
    const ask = (text = "entry.text", vkeys = keys) => go.ask(["proof", file, join(folder, text), ...vkeys]);
    expect(ask()).toEqual({ status: 0, stdout: "entry 258 of 300, 1 signed, 2 unknown, 2 cosigned\n", stderr: "" });

    // Another text, another log key, a witness that did not sign.
    writeFileSync(join(folder, "other.text"), textOf(257));
    expect(ask("other.text").status).toBe(1);
    expect(ask("entry.text", [encodeVKey(testKey("log.example/other").vkey)]).status).toBe(1);
    expect(ask("entry.text", [...keys, encodeVKey(testKey("test-only/witness-h", 4).vkey)]).status).toBe(1);

    // Of all changes of one bit Go takes those that spell the same base64 otherwise. Here such a proof is refused.
    const bytes = new Uint8Array(readFileSync(file));
    const said = go.ask(["flips", file, join(folder, "entry.text"), ...keys]).stdout.split("\n");
    expect(said.at(-2)).toBe(`${8 * bytes.length} changes`);
    for (const line of said.slice(0, -2)) {
      const [, at, bit] = /^byte (\d+), bit (\d): accepted$/.exec(line) ?? [];
      const changed = bytes.with(Number(at), (bytes[Number(at)] ?? 0) ^ (1 << Number(bit)));
      expect([line, tryParse(() => parseLogProof(changed)) instanceof FormatError]).toEqual([line, true]);
    }
    expect(parseLogProof(bytes).index).toBe(index);
  });
});
