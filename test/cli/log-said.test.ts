// zegel log: what the commands say of what they see, so that nobody signs, presses or carries on without having been told.

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { entriesInWords } from "../../src/cli/log/entry-words.ts";
import { addLog } from "../../src/cli/log/log.ts";
import {
  encodeTrustRoot,
  type Note,
  parseLogProof,
  parseTrustRoot,
  type Signature,
  textDigest,
} from "../../src/format/index.ts";
import { encodeRegisterHead } from "../../src/format/notes/register-head.ts";
import { appendNotes } from "../../src/log/append.ts";
import { parseLines } from "../../src/log/cosign.ts";
import { writeKey } from "../../src/sign/index.ts";
import { krant, logKey, other, read, refusal, run, seenRoot, sign, vng, watched } from "../log/office.ts";
import {
  anna,
  bert,
  passphrase,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRelease,
} from "../sign/fixtures.ts";
import { putNote, runIn } from "./flow.ts";

describe("a proof", () => {
  const prove = (folder: string, out: string, ...root: string[]) =>
    run(folder, "proof", "log", "root.note", ...root, "-o", out);

  test("with too few witnesses is written, and says so; with enough it says nothing of them", async () => {
    const { folder, answer, cosign } = await watched();
    const counts: [string[], number, string | undefined][] = [
      [[], 3, "WAITING:     witnesses: 0, needed: 2: a disc is not yet genuine with this proof"],
      [[answer("f", vng)], 3, "WAITING:     witnesses: 1, needed: 2"],
      [[answer("g", krant)], 0, undefined],
    ];
    for (const [i, [lines, status, said]] of counts.entries()) {
      if (lines.length > 0) await cosign(...lines);
      const made = await prove(folder, `proof-${i}`, "--root", "root.note");
      expect([i, made.status, made.stderr]).toEqual([i, status, ""]);
      expect(made.stdout).toContain(`written:     "proof-${i}"`);
      if (said === undefined) expect(made.stdout).not.toMatch(/WAITING|MIND|not counted/);
      else expect(made.stdout).toContain(said);
      expect(parseLogProof(readFileSync(join(folder, `proof-${i}`))).checkpoint.signatures).toHaveLength(i + 1);
    }
    const dutch = await runIn(folder, addLog, ["log", "proof", "log", "root.note", "-o", "nl", "--lang", "nl"]);
    expect([dutch.status, dutch.stdout]).toEqual([0, expect.stringContaining("niet geteld: of dit genoeg getuigen")]);
  });

  test("without a root cannot count them, and says that", async () => {
    const { folder } = await watched();
    const made = await prove(folder, "proof");
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining("not counted: whether these are enough")]);
  });

  test("two keys of one organisation are one witness", async () => {
    const root = parseTrustRoot(seenRoot.text);
    const keys = [
      ...root.keys.map((key) => (key.role === "witness" ? { ...key, organisation: "VNG" } : key)),
      { vkey: other.vkey, role: "witness", holder: "Getuige-H", organisation: "Krant" } as const,
    ];
    const groups = root.groups.map((one) =>
      one.name === "witnesses" ? { ...one, members: [...one.members, "witness-h"] } : one,
    );
    const one = { ...root, keys, groups };
    const { folder, answer, cosign } = await watched();
    await cosign(answer("f", vng), answer("g", krant));
    const next: Note = {
      text: encodeTrustRoot({ ...one, version: 2, previous: textDigest(seenRoot.text) }),
      signatures: [],
    };
    putNote(folder, "root-2.note", await signedBy(next, anna, bert));
    const made = await prove(folder, "proof", "--root", "root.note", "--root", "root-2.note");
    expect([made.status, made.stdout]).toEqual([3, expect.stringContaining("witnesses: 1, needed: 2")]);
  });

  test("with a line that does not hold, or a second line of one witness, is what a seal is refused for, and says so", async () => {
    const { folder, answer, cosign } = await watched();
    await cosign(answer("f", vng), answer("g", krant));
    const checkpoint = read(folder, "log/checkpoint");
    const [later] = parseLines(
      readFileSync(join(folder, answer("later", vng, undefined, 1_800_000_500)), "utf8"),
      "later",
    );
    const [own, f, g] = checkpoint.signatures as [Signature, Signature, Signature];
    const spoilt = { ...g, bytes: g.bytes.map((byte, i) => (i === 71 ? byte ^ 1 : byte)) };
    const cases: [string, number, readonly (Signature | undefined)[]][] = [
      ["good", 0, [own, f, g]],
      ["twice", 3, [own, f, later, g]],
      ["spoilt", 3, [own, f, g, spoilt]],
      ["own", 3, [{ ...own, bytes: spoilt.bytes.slice(8) }, own, f, g]],
    ];
    for (const [out, status, signatures] of cases) {
      putNote(folder, "log/checkpoint", {
        text: checkpoint.text,
        signatures: signatures.flatMap((line) => line ?? []),
      });
      const made = await prove(folder, out, "--root", "root.note");
      expect([out, made.status, made.stdout.includes("stands there twice")]).toEqual([out, status, status === 3]);
    }
  });

  test("under a root whose log key did not sign, or that has no log, counts for nothing, and says so", async () => {
    const { folder, answer, cosign } = await watched();
    await cosign(answer("f", vng), answer("g", krant));
    const root = parseTrustRoot(seenRoot.text);
    const revoked = { ...root, version: 2, previous: textDigest(seenRoot.text), revoked: [logKey.vkey.raw] };
    const successor = testKey("log.example/zegel", 13);
    const gone: Note = {
      text: encodeTrustRoot({
        ...revoked,
        keys: root.keys.map((key) => (key.role === "log" ? { ...key, vkey: successor.vkey } : key)),
      }),
      signatures: [],
    };
    putNote(folder, "root-2.note", await signedBy(gone, anna, bert));
    const none = rootNote();
    putNote(folder, "none.note", await signedBy(none, anna, bert));
    const under = await prove(folder, "under", "--root", "root.note", "--root", "root-2.note");
    expect([under.status, under.stdout]).toEqual([
      3,
      expect.stringContaining("the log's key in this trust root did not sign"),
    ]);
    const without = await prove(folder, "without", "--root", "none.note");
    expect([without.status, without.stdout]).toEqual([3, expect.stringContaining("this trust root names no log")]);
    expect(["under", "without"].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
  });
});

describe("what is new in a log", () => {
  const release = releaseNote();
  const measured = testRelease(textDigest(rootNote().text));
  const set = { manifests: ["a".repeat(64), "b".repeat(64)], disc: 2 } as const;
  const cases: Record<string, readonly [string, string, string]> = {
    "a release": [
      release.text,
      "versie: OSV versie 2.24.3 (nummer 12), TK2027, GSB, definitief, schijf 1 van 1",
      "release: OSV version 2.24.3 (number 12), TK2027, GSB, final, disc 1 of 1",
    ],
    "a trial, the second disc of a set": [
      releaseNote({ ...set, purpose: "trial" }).text,
      "GSB, proef, schijf 2 van 2",
      "GSB, trial, disc 2 of 2",
    ],
    "an emergency demonstration": [
      releaseNote({ urgency: "emergency", purpose: "demonstration" }).text,
      "noodversie: OSV versie 2.24.3 (nummer 12), TK2027, GSB, voorbeeld",
      "emergency release: OSV version 2.24.3 (number 12), TK2027, GSB, demonstration",
    ],
    "a trust root": [
      rootNote({ version: 2, previous: "c".repeat(64), purpose: "demonstration" }).text,
      "vertrouwensbasis 2, voorbeeld, geldig ",
      "trust root 2, demonstration, valid ",
    ],
    "a recall list": [recallNote(["b".repeat(64), "c".repeat(64)]).text, "intreklijst 2 van ", "recall list 2 of "],
    "a reviewer who agrees": [
      rebuildNote(release, measured).text,
      "verklaring van een nabouwer: gelijk (het schijfbestand nagebouwd uit de software), over versie ",
      `reviewer's statement: agrees (the image rebuilt from the payload), about release ${textDigest(release.text).slice(0, 16)}…`,
    ],
    "a reviewer who says that it differs": [
      rebuildNote(release, measured, { differs: "OSV/osv.jar", scope: "source" }).text,
      'VERSCHILT: "OSV/osv.jar" (de software nagebouwd uit de broncode)',
      'DIFFERS: "OSV/osv.jar" (the payload rebuilt from its source)',
    ],
    "the head of a register": [
      encodeRegisterHead({ election: "TK2027", purpose: "trial", lines: 7, head: "d".repeat(64) }),
      "stand van een register TK2027, proef, regel 7",
      "head of a register TK2027, trial, line 7",
    ],
    "a text that begins as ours and is not": [
      `${release.text}meer\n`,
      'GEEN GOEDE TEKST: begint met "zegel/release v1", en is niet te lezen: ',
      'NO GOOD TEXT: it begins with "zegel/release v1", and cannot be read: ',
    ],
    "a text of others": [
      "\u001b[2Jhello\n",
      'een onbekende tekst, die begint met "\\u001b[2Jhello"',
      'an unknown text that begins with "\\u001b[2Jhello"',
    ],
  };
  test.each(Object.keys(cases))("%s is told in words, in both languages", (name) => {
    const [text, nl, en] = cases[name] as (typeof cases)[string];
    const digest = name === "a text of others" ? "" : ` (${textDigest(text).slice(0, 16)}…)`;
    for (const [language, said] of [
      ["nl", nl],
      ["en", en],
    ] as const) {
      const [line = "", ...more] = entriesInWords([text], 4, 5, language);
      expect([line, more]).toEqual([expect.stringContaining(said), []]);
      expect(line.endsWith(digest)).toBe(true);
      expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
  });

  test("each of a thousand is told; of more how many nobody read", () => {
    const texts = Array.from({ length: 1001 }, () => release.text);
    expect(entriesInWords(texts.slice(1), 0, 1000, "en").filter((line) => line.includes("release: OSV"))).toHaveLength(
      1000,
    );
    const more = entriesInWords(texts, 0, 1001, "en");
    expect([more.length, more.at(-1)]).toEqual([1001, expect.stringContaining("and more: 1. Nobody reads those")]);
    expect(entriesInWords([], 7, 7, "nl")).toEqual(["nieuw:       niets"]);
  });
});

describe("a key without a memory", () => {
  const successor = testKey("log.example/zegel", 13);
  const with13 = ["sign", "log", "--key", "new-log.key", "--passphrase-file", "pw", "--yes"];

  /** A log of two entries that the first key signed at each, and the key that comes after it. */
  async function signedTwice(): Promise<string> {
    const { folder } = await watched();
    await writeKey(join(folder, "new-log"), successor, passphrase, 4);
    await appendNotes(join(folder, "log"), [releaseNote({}, seenRoot)]);
    expect((await run(folder, ...sign)).status).toBe(0);
    return folder;
  }

  test("that stands under an older checkpoint, or the last, is refused; with its memory it goes on", async () => {
    const folder = await signedTwice();
    for (const gone of [undefined, "checkpoint", "checkpoints/2"]) {
      if (gone !== undefined) rmSync(join(folder, "log", gone));
      const again = await refusal(folder, ...sign.slice(0, -1), "other-state", "--new-state");
      expect([gone, again]).toEqual([gone, expect.stringContaining("this key has signed this log before")]);
      expect(existsSync(join(folder, "other-state"))).toBe(false);
    }
    expect((await run(folder, ...sign)).status).toBe(0);
  });

  test("that comes after another goes on with that one's memory, which holds it to the same tree", async () => {
    const folder = await signedTwice();
    cpSync(join(folder, "log"), join(folder, "older"), { recursive: true });
    await appendNotes(join(folder, "log"), [releaseNote({ sequence: 13 }, seenRoot)]);
    const signed = await run(folder, ...with13, "--state", "state");
    expect([signed.status, signed.stdout]).toEqual([0, expect.stringContaining("last time:   entries: 2")]);
    expect(signed.stdout).not.toContain("earlier:");
    const older = ["sign", "older", ...with13.slice(2), "--state", "state"];
    expect(await refusal(folder, ...older)).toContain("fewer entries (2) than were signed already (3)");
  });

  test("that has none to go on with must continue every checkpoint in the folder, and is told of them", async () => {
    const folder = await signedTwice();
    const copy = (name: string) => {
      cpSync(join(folder, "log"), join(folder, name), { recursive: true });
      return join(folder, name);
    };
    const on = (name: string) => ["sign", name, ...with13.slice(2), "--state", `${name}.state`, "--new-state"];
    const shorter = copy("shorter");
    writeFileSync(
      join(shorter, "checkpoint.text"),
      readFileSync(join(folder, "log/checkpoints/1"), "utf8").replace(/\n\n.*\n$/s, "\n"),
    );
    expect(await refusal(folder, ...on("shorter"))).toContain("fewer entries (1) than were signed already (2)");

    // Another second entry under the same first: only the checkpoint of size 2 tells.
    const branch = copy("branch");
    rmSync(join(branch, "notes", textDigest(releaseNote({}, seenRoot).text)));
    writeFileSync(join(branch, "checkpoint.text"), readFileSync(join(shorter, "checkpoint.text")));
    await appendNotes(branch, [releaseNote({ sequence: 14 }, seenRoot)]);
    expect(await refusal(folder, ...on("branch"))).toContain("does not continue what was signed last (entries: 2)");
    expect(["shorter", "branch"].filter((name) => existsSync(join(folder, `${name}.state`)))).toEqual([]);

    const spoilt = copy("spoilt");
    writeFileSync(join(spoilt, "checkpoints/1"), "<html>\n");
    expect(await refusal(folder, ...on("spoilt"))).toContain("checkpoints/1: is missing from the log, or is not what");

    const closed = copy("closed");
    rmSync(join(closed, "checkpoints"), { recursive: true });
    writeFileSync(join(closed, "checkpoints"), "");
    expect(await refusal(folder, ...on("closed"))).toContain("checkpoints: is missing from the log, or is not what");
    expect(await refusal(folder, "request", "closed", "--witness", "w", "-o", "asked")).toContain(
      "checkpoints: is missing",
    );

    const good = await run(folder, ...on("log"));
    expect([good.status, good.stdout]).toEqual([
      0,
      expect.stringContaining("earlier:     this log was signed before (entries: 2)"),
    ]);
  });
});

test("while a log is signed nobody else is at work in it; where it cannot be written, nothing is signed", async () => {
  const { folder } = await watched();
  const state = readFileSync(join(folder, "state"));
  await appendNotes(join(folder, "log"), [releaseNote({}, seenRoot)]);
  writeFileSync(join(folder, "log/log.lock"), ownLock());
  expect(await refusal(folder, ...sign)).toContain("is at work in this log");
  expect(readFileSync(join(folder, "state"))).toEqual(state);
  expect((await run(folder, ...sign, "-o", "elsewhere")).status).toBe(0);
  rmSync(join(folder, "log/log.lock"));
  expect((await run(folder, ...sign)).status).toBe(0);
  expect(readdirSync(join(folder, "log")).toSorted()).toEqual([
    "checkpoint",
    "checkpoint.text",
    "checkpoints",
    "notes",
    "tile",
  ]);
});

/** What a lock of this very process holds. */
const ownLock = () => `${process.pid} ${readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ")[19]}`;
