// zegel log: from the first entry to the proof for a disc, and what may not go in, be signed, or be proven.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import {
  type Checkpoint,
  decodeBase64,
  decodeHex,
  encodeRecall,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  parseCheckpoint,
  parseLogProof,
  parseTrustRoot,
  type RootKey,
  type Signature,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { isContinued, isIncluded, leafHash } from "../../src/format/merkle.ts";
import { appendNotes } from "../../src/log/append.ts";
import { encodeLines, parseLines } from "../../src/log/cosign.ts";
import { writeKey } from "../../src/sign/index.ts";
import { isBy } from "../../src/trust/index.ts";
import {
  append,
  key,
  krant,
  logKey,
  measured,
  office,
  other,
  read,
  refusal,
  release,
  root,
  run,
  seenRoot,
  sign,
  vng,
  watched,
} from "../log/office.ts";
import {
  anna,
  bert,
  cees,
  check,
  dora,
  emma,
  mallory,
  passphrase,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRoot,
} from "../sign/fixtures.ts";
import { putNote, runIn } from "./flow.ts";

describe("the way of a release", () => {
  test("appended, signed, proven", async () => {
    const folder = await office();
    const appended = await run(folder, ...append("root.note", "release.note"));
    expect(appended).toMatchObject({ status: 0, stderr: "" });
    expect(appended.stdout).toContain('added:       entry 1: "release.note"');
    expect(appended.stdout).toContain("log:         log.example/zegel, entries: 2");

    const signed = await run(folder, ...sign, "--new-state");
    expect(signed).toMatchObject({ status: 0, stderr: "" });
    expect(signed.stdout).toContain("last time:   entries: 0");
    expect(signed.stdout).toContain("entry 0: trust root 1, final, valid ");
    expect(signed.stdout).toContain(
      "entry 1: release: OSV version 2.24.3 (number 12), TK2027, GSB, final, disc 1 of 1 (",
    );
    const checkpoint = read(folder, "log/checkpoint");
    expect(read(folder, "log/checkpoints/2")).toEqual(checkpoint);
    const [line] = checkpoint.signatures;
    expect(line?.name).toBe("log.example/zegel");
    expect(
      await check(decodeHex(logKey.vkey.raw, 32, "key"), encodeUtf8(checkpoint.text), line?.bytes as Uint8Array),
    ).toBe(true);
    expect(readFileSync(join(folder, "state"), "utf8")).toBe(checkpoint.text);

    expect((await run(folder, "proof", "log", "release.note", "-o", "release.tlog-proof")).status).toBe(0);
    const proof = parseLogProof(readFileSync(join(folder, "release.tlog-proof")));
    const head = parseCheckpoint(proof.checkpoint.text);
    expect(proof.index).toBe(1);
    expect(isIncluded(leafHash(encodeUtf8(release.text)), 1, proof.hashes, head)).toBe(true);
  });

  test("a second time: what is new is shown, the lines of witnesses under the same checkpoint stay", async () => {
    const folder = await office();
    await run(folder, ...append("root.note"));
    await run(folder, ...sign, "--new-state");
    const again = await run(folder, ...sign);
    expect(again.stdout).toContain("new:         nothing");
    await run(folder, ...append("release.note"));
    const signed = await run(folder, ...sign);
    expect(signed.stdout).toContain("last time:   entries: 1");
    expect(signed.stdout).not.toContain("trust root");
    expect(existsSync(join(folder, "log/checkpoints/1"))).toBe(true);
    expect(parseCheckpoint(read(folder, "log/checkpoint").text).size).toBe(2);
  });
});

describe("what goes in", () => {
  const cases: Record<string, () => Promise<Note>> = {
    "a release that enough signed": () => signedBy(release, anna, cees),
    "a trust root": () => signedBy(root, anna, bert),
    "a recall list": () => signedBy(recallNote(["b".repeat(64)]), bert, cees),
    "a reviewer who agrees": () => signedBy(rebuildNote(release, measured), dora),
    "a reviewer who says that it differs": () =>
      signedBy(rebuildNote(release, measured, { differs: "OSV/osv.jar" }), emma),
    "a release with a line by a stranger beside enough": () => signedBy(release, anna, bert, mallory),
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    const folder = await office();
    const note = await (cases[name] as () => Promise<Note>)();
    putNote(folder, "given.note", note);
    expect(await run(folder, ...append("root.note", "given.note"))).toMatchObject({ status: 0 });
    const kept = read(folder, `log/notes/${textDigest(note.text)}`);
    expect(kept.text).toBe(note.text);
    expect(kept.signatures.map((line) => line.name).toSorted()).toEqual(
      note.signatures.map((line) => line.name).filter((by) => by !== "mallory"),
    );
  });

  test("a recall list and a dissent, whatever bad line stands beside; an agreement with one does not go in", async () => {
    const folder = await office();
    const spoilt = async (note: Note, by: string) => {
      const { text, signatures } = await signedBy(note, ...(by === "emma" ? [dora, emma] : [anna, bert, cees]));
      const lines = signatures.map((line) => (line.name === by ? { ...line, bytes: new Uint8Array(64) } : line));
      putNote(folder, `${by}-${textDigest(text).slice(0, 8)}.note`, { text, signatures: lines });
      return `${by}-${textDigest(text).slice(0, 8)}.note`;
    };
    const recall = recallNote(["b".repeat(64)]);
    const dissent = rebuildNote(release, measured, { differs: "OSV/osv.jar" });
    expect((await run(folder, ...append(await spoilt(recall, "cees"), await spoilt(dissent, "emma")))).status).toBe(0);
    const names = (note: Note) => read(folder, `log/notes/${textDigest(note.text)}`).signatures.map(({ name }) => name);
    expect([names(recall).toSorted(), names(dissent)]).toEqual([["anna", "bert"], ["dora"]]);
    const agreement = await spoilt(rebuildNote(release, measured), "emma");
    expect(await refusal(folder, ...append(agreement))).toContain("the signature by emma does not hold");
  });

  const refused: Record<string, readonly [string, () => Promise<Note>]> = {
    "a release of one officer": ["expected 2 valid signatures, found 1", () => signedBy(release, anna)],
    "a release that nobody signed": ["expected 2 valid signatures, found 0", async () => release],
    "a release with a line that does not hold": [
      "the signature by anna does not hold",
      async () => {
        const { text, signatures } = await signedBy(release, anna, bert, cees);
        return {
          text,
          signatures: signatures.map((line, i) => (i === 0 ? { ...line, bytes: new Uint8Array(64) } : line)),
        };
      },
    ],
    "a release of another trust root": [
      "was not given: give it with --root",
      () => signedBy(releaseNote({}, rootNote({ contact: "Een ander" })), anna, bert),
    ],
    "a demonstration under a real root": [
      "not released under one trust root",
      () => signedBy(releaseNote({ purpose: "demonstration" }), anna, bert),
    ],
    "a trust root of one officer": ["expected 2 valid signatures, found 1", () => signedBy(root, anna)],
    "a recall list of one officer": [
      "expected 2 valid signatures, found 1",
      () => signedBy(recallNote(["b".repeat(64)]), bert),
    ],
    "a review by an officer": ["found 0", () => signedBy(rebuildNote(release, measured), anna)],
    "a text of no kind of ours": [
      "expected a text that begins with",
      async () => ({ text: "hello\n", signatures: [] }),
    ],
    "a release that does not parse": ["expected", async () => ({ text: `${release.text}more\n`, signatures: [] })],
  };
  test.each(Object.keys(refused))("not %s, and nothing beside it", async (name) => {
    const folder = await office();
    const [said, make] = refused[name] as (typeof refused)[string];
    putNote(folder, "given.note", await make());
    const before = readFileSync(join(folder, "log/checkpoint.text"), "utf8");
    const message = await refusal(folder, ...append("root.note", "given.note"));
    expect(message).toContain(said);
    expect(message).toContain("given.note: does not go into the log, and nothing was added");
    expect(readFileSync(join(folder, "log/checkpoint.text"), "utf8")).toBe(before);
    expect(existsSync(join(folder, "log/notes"))).toBe(false);
  });

  test("what looks like the name of a person is shown first, and goes in when somebody looked", async () => {
    const folder = await office();
    const reason = "telfout, gemeld door J. de Vries";
    const recall = encodeRecall({
      date: "2027-01-10",
      recalled: ["b", "c"].map((digit) => ({ imageSha256: digit.repeat(64), date: "2027-01-09", reason })),
    });
    putNote(folder, "recall.note", await signedBy({ text: recall, signatures: [] }, bert, cees));
    const environment = "Debian 12 van mevrouw Bakker";
    putNote(folder, "rebuild.note", await signedBy(rebuildNote(release, measured, { environment }), dora));
    const refused = await run(folder, ...append("recall.note", "rebuild.note"));
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain("this looks like the name of a person (2):");
    expect(refused.stderr).toContain(`\n  "recall.note": "${reason}"\n  "rebuild.note": "${environment}"\n`);
    expect(existsSync(join(folder, "log/notes"))).toBe(false);
    expect(await run(folder, ...append("recall.note", "rebuild.note"), "--names-checked")).toMatchObject({ status: 0 });
    const [officer, ...others] = testRoot().keys;
    const named = rootNote({ keys: [{ ...(officer as RootKey), holder: "Anna-de-Boer" }, ...others] });
    putNote(folder, "named.note", await signedBy(named, anna, bert));
    const args = ["append", "log", "named.note", "--root", "named.note"];
    expect((await run(folder, ...args)).stderr).toContain('"named.note": "Anna-de-Boer"');
    expect((await run(folder, ...args, "--names-checked")).status).toBe(0);
  });

  test("a release not before its trust root, which nobody could put right: beside it, in either run, it goes in", async () => {
    for (const [first, second] of [
      [["root.note", "release.note"], []],
      [["root.note"], ["release.note"]],
    ] as const) {
      const folder = await office();
      for (const wrong of [["release.note"], ["release.note", "root.note"]])
        expect(await refusal(folder, ...append(...wrong))).toContain(
          "the trust root that this release is signed under",
        );
      expect((await run(folder, ...append(...first))).status).toBe(0);
      if (second.length > 0) expect((await run(folder, ...append(...second))).status).toBe(0);
      expect((await run(folder, "audit", "log", "--root", "root.note")).stdout).not.toContain("was not in the log");
    }
  });

  test("a second version of a trust root, with the first beside it", async () => {
    const folder = await office();
    const second = rootNote({ version: 2, previous: textDigest(root.text), contact: "Kiesraad, 070 111 11 11" });
    putNote(folder, "root-2.note", await signedBy(second, anna, bert));
    putNote(folder, "short.note", await signedBy(second, anna));
    const both = ["--root", "root.note", "--root", "root-2.note"];
    expect(await refusal(folder, "append", "log", "root-2.note", "--root", "root-2.note")).toContain("root 1");
    expect(await refusal(folder, "append", "log", "root-2.note", "--root", "root.note")).toContain("was not given");
    expect(await refusal(folder, "append", "log", "short.note", ...both)).toContain("expected 2 valid signatures");
    expect((await run(folder, "append", "log", "root.note", "root-2.note", ...both)).stdout).toContain(
      'added:       entry 1: "root-2.note"',
    );
  });

  test("what only a newer trust root lets in goes in behind that root, and not before it", async () => {
    const folder = await office();
    const groups = testRoot().groups.map((group) => (group.name === "officers" ? { ...group, threshold: 1 } : group));
    const second = rootNote({ version: 2, previous: textDigest(root.text), groups });
    putNote(folder, "root-2.note", await signedBy(second, anna, bert));
    putNote(folder, "recall.note", await signedBy(recallNote(["c".repeat(64)]), anna));
    const both = ["--root", "root.note", "--root", "root-2.note"];
    expect((await run(folder, "append", "log", "root.note", ...both)).status).toBe(0);
    const early = await refusal(folder, "append", "log", "recall.note", "root-2.note", ...both);
    expect(early).toContain("trust root 2, which is not in it yet");
    expect(await run(folder, "append", "log", "root-2.note", "recall.note", ...both)).toMatchObject({ status: 0 });
    const audit = await run(folder, "audit", "log", ...both, "--json");
    expect(JSON.parse(audit.stdout)).toMatchObject({ findings: [] });
  });

  test("a demonstration has a log of its own", async () => {
    const folder = await office();
    putNote(folder, "demo.note", await signedBy(rootNote({ purpose: "demonstration" }), anna, bert));
    const demo = ["demo.note", "--root", "demo.note"];
    expect((await run(folder, ...append("root.note"))).status).toBe(0);
    expect(await refusal(folder, "append", "log", ...demo)).toContain("A demonstration has a log of its own");
    expect(await run(folder, "new", "--origin", "log.example/demo", "--out", "own")).toMatchObject({ status: 0 });
    expect(await run(folder, "append", "own", ...demo)).toMatchObject({ status: 0 });
  });

  test("without a trust root, into no log, twice", async () => {
    const folder = await office();
    expect(await run(folder, "append", "log", "root.note")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("give --root"),
    });
    mkdirSync(join(folder, "empty"));
    expect(await refusal(folder, "append", "empty", "root.note", "--root", "root.note")).toContain("zegel log new");
    expect((await run(folder, ...append("root.note"))).status).toBe(0);
    expect(await refusal(folder, ...append("root.note"))).toContain("as entry 0, with the same signatures");
    expect(await refusal(folder, "new", "--origin", "log.example/zegel", "--out", "log")).toContain("exists already");
    expect(await refusal(folder, "new", "--origin", "https://x", "--out", "other")).toContain("a log origin such as");
    expect(existsSync(join(folder, "other"))).toBe(false);
  });

  test("what an append that was stopped left is removed, and said", async () => {
    const folder = await office();
    mkdirSync(join(folder, "log/notes"));
    writeFileSync(join(folder, "log/notes", "a".repeat(64)), "half");
    const { stderr, status } = await run(folder, ...append("root.note"));
    expect([status, stderr]).toEqual([
      0,
      `zegel: note: an earlier append was stopped; what it left was removed (files: 1), such as "notes/${"a".repeat(64)}"\n`,
    ]);
  });
});

describe("what is signed", () => {
  async function signedOffice(): Promise<string> {
    const folder = await office();
    await run(folder, ...append("root.note"));
    expect((await run(folder, ...sign, "--new-state")).status).toBe(0);
    return folder;
  }

  test("not without the state, nor with a new one where there is one", async () => {
    const folder = await signedOffice();
    expect(await refusal(folder, ...sign, "--new-state")).toContain("exists already");
    rmSync(join(folder, "state"));
    expect(await refusal(folder, ...sign, "--new-state")).toContain("this key has signed this log before");
    expect(existsSync(join(folder, "state"))).toBe(false);
    expect(await refusal(folder, ...sign)).toContain("without this file this key does not know what it signed last");
    writeFileSync(join(folder, "state"), "other\n");
    expect(await refusal(folder, ...sign)).toContain("found something else");
  });

  test("not an older copy, and not another branch of the same length or longer", async () => {
    const folder = await signedOffice();
    cpSync(join(folder, "log"), join(folder, "older"), { recursive: true });
    await run(folder, ...append("release.note"));
    await run(folder, ...sign);
    const state = readFileSync(join(folder, "state"));
    const older = ["sign", "older", ...key, "--state", "state"];
    expect(await refusal(folder, ...older)).toContain("the log has fewer entries (1) than were signed already (2)");
    for (const text of ["zegel/release v1\nanother\n", "zegel/release v1\nmore\n"]) {
      await appendNotes(join(folder, "older"), [{ text, signatures: [] }]);
      expect(await refusal(folder, ...older)).toContain("does not continue what was signed last (entries: 2)");
    }
    expect(readFileSync(join(folder, "state"))).toEqual(state);
    expect(parseCheckpoint(read(folder, "older/checkpoint").text).size).toBe(1);
    expect((await run(folder, ...sign)).status).toBe(0);
  });

  test("a log without an entry too: a witness can begin there, and the log goes on from it", async () => {
    const folder = await office();
    const signed = await run(folder, ...sign, "--new-state");
    expect([signed.status, signed.stdout]).toEqual([0, expect.stringContaining("new:         nothing")]);
    expect(parseCheckpoint(read(folder, "log/checkpoint").text, 0).size).toBe(0);
    expect((await run(folder, "request", "log", "-o", "request")).status).toBe(0);
    expect(readFileSync(join(folder, "request"), "utf8")).toBe(
      `old 0\n\n${readFileSync(join(folder, "log/checkpoint"), "utf8")}`,
    );
    expect(await refusal(folder, "proof", "log", "root.note", "-o", "p")).toContain("not in the log");
    await run(folder, ...append("root.note"));
    expect(await refusal(folder, "proof", "log", "root.note", "-o", "p")).toContain("only the first 0 are signed");
    expect((await run(folder, ...sign)).status).toBe(0);
    expect(readdirSync(join(folder, "log/checkpoints"))).toEqual(["0", "1"]);
  });

  test("not with a key of another name, and then nothing is remembered", async () => {
    const folder = await office();
    await run(folder, ...append("root.note"));
    await writeKey(join(folder, "anna"), anna, passphrase, 4);
    const args = ["sign", "log", "--key", "anna.key", "--passphrase-file", "pw", "--yes", "--state", "state"];
    expect(await refusal(folder, ...args, "--new-state")).toContain("expected the key of this log");
    expect(existsSync(join(folder, "state"))).toBe(false);
    expect(existsSync(join(folder, "log/checkpoint"))).toBe(false);
  });

  test("not a log whose entries are not those of its tiles", async () => {
    const folder = await signedOffice();
    const bundle = join(folder, "log/tile/entries/000.p/1");
    const bytes = readFileSync(bundle);
    writeFileSync(bundle, Buffer.from(bytes.toString("latin1").replace("Kiesraad", "Kiesraaf"), "latin1"));
    expect(await refusal(folder, ...sign)).toContain("tile/entries/000.p/1");
    writeFileSync(bundle, bytes);
    expect((await run(folder, ...sign)).status).toBe(0);
  });

  test("not where another tree of this size was signed", async () => {
    const folder = await signedOffice();
    const kept = join(folder, "log/checkpoints/1");
    const good = readFileSync(kept, "utf8");
    writeFileSync(kept, good.replace(/\n1\n.*\n/, `\n1\n${"A".repeat(43)}=\n`));
    expect(await refusal(folder, ...sign)).toContain("checkpoints/1");
    writeFileSync(kept, good);
    expect((await run(folder, ...sign)).status).toBe(0);
  });
});

describe("what is proven", () => {
  test("not before it is in the log, and under a signed checkpoint", async () => {
    const folder = await office();
    const prove = ["proof", "log", "root.note", "-o", "proof"];
    expect(await refusal(folder, ...prove)).toContain("not in the log");
    await run(folder, ...append("root.note"));
    expect(await refusal(folder, ...prove)).toContain("not signed yet");
    await run(folder, ...sign, "--new-state");
    await run(folder, ...append("release.note"));
    expect(await refusal(folder, "proof", "log", "release.note", "-o", "proof")).toContain(
      "is entry 1 (counted from 0), and only the first 1 are signed",
    );
    expect(existsSync(join(folder, "proof"))).toBe(false);
    expect((await run(folder, ...prove)).status).toBe(0);
    expect(parseLogProof(readFileSync(join(folder, "proof"))).hashes).toEqual([]);
  });
});

describe("what a witness is asked", () => {
  const body = (folder: string) => readFileSync(join(folder, "request"), "utf8");

  test("the size that it saw, the proof that the tree continues it, and the checkpoint: the body of add-checkpoint", async () => {
    const folder = await office();
    await run(folder, ...append("root.note"));
    await run(folder, ...sign, "--new-state");
    const first = readFileSync(join(folder, "log/checkpoint"), "utf8");
    await run(folder, ...append("release.note"));
    await run(folder, ...sign);
    const checkpoint = readFileSync(join(folder, "log/checkpoint"), "utf8");
    expect((await run(folder, "request", "log", "-o", "request")).status).toBe(0);
    expect(body(folder)).toBe(`old 0\n\n${checkpoint}`);
    rmSync(join(folder, "request"));
    expect((await run(folder, "request", "log", "--from", "1", "-o", "request")).status).toBe(0);
    const [old, hash = "", empty, ...rest] = body(folder).split("\n");
    expect([old, empty, rest.join("\n")]).toEqual(["old 1", "", checkpoint]);
    const [before, after] = [first, checkpoint].map((text) => parseCheckpoint(`${text.split("\n\n")[0]}\n`));
    expect(isContinued(before as Checkpoint, after as Checkpoint, [decodeBase64(hash, "hash")])).toBe(true);
  });

  test("from a size that never had a checkpoint, and so has no tiles of its own, too: a witness may ask from any", async () => {
    const folder = await office();
    await run(folder, ...append("root.note", "release.note"));
    await run(folder, ...sign, "--new-state");
    expect((await run(folder, "request", "log", "--from", "1", "-o", "request")).status).toBe(0);
    const [old, hash = "", , ...rest] = body(folder).split("\n");
    expect(old).toBe("old 1");
    const earlier = { size: 1, rootHash: leafHash(encodeUtf8(root.text)) };
    const later = parseCheckpoint(`${rest.join("\n").split("\n\n")[0]}\n`);
    expect(isContinued(earlier, later, [decodeBase64(hash, "hash")])).toBe(true);
  });

  test("not for a size that the log does not have, and not of a log that is not signed", async () => {
    const folder = await office();
    await run(folder, ...append("root.note"));
    expect(await refusal(folder, "request", "log", "-o", "request")).toContain("not signed yet");
    await run(folder, ...sign, "--new-state");
    expect(await refusal(folder, "request", "log", "--from", "2", "-o", "request")).toContain(
      "Do not go on: compare with log/checkpoints",
    );
    for (const size of ["-1", "01", "x", "1.5", "9007199254740993"])
      expect(await run(folder, "request", "log", `--from=${size}`, "-o", "request")).toMatchObject({ status: 2 });
    expect(existsSync(join(folder, "request"))).toBe(false);
    expect((await run(folder, "request", "log", "--from", "1", "-o", "request")).status).toBe(0);
    expect(body(folder)).toMatch(/^old 1\n\n/);
  });
});

describe("what witnesses answered", () => {
  test("one is waited for, two are enough; lines stand in the order of raw key in checkpoint and proof", async () => {
    const { folder, answer, cosign } = await watched();
    const first = await cosign(answer("f", vng));
    expect(first).toMatchObject({ status: 3, stderr: "" });
    expect(first.stdout).toContain("Getuige-F (VNG), seen 2027-01-15T08:00:00Z");
    expect(first.stdout).toContain("witnesses:   1, needed: 2: WAITING");
    const second = await cosign(answer("g", krant), "f");
    expect(second.status).toBe(0);
    expect(second.stdout).toContain('was there:   "witness-f"');
    const raws = read(folder, "log/checkpoint").signatures.map(
      ({ name }) => [logKey, vng, krant].find(({ vkey }) => vkey.name === name)?.vkey.raw ?? "",
    );
    expect(raws).toEqual(raws.toSorted());
    expect(raws).toHaveLength(3);
    expect(read(folder, "log/checkpoints/1")).toEqual(read(folder, "log/checkpoint"));
    expect((await run(folder, "proof", "log", "root.note", "-o", "proof")).status).toBe(0);
    const { checkpoint } = parseLogProof(readFileSync(join(folder, "proof")));
    expect(checkpoint).toEqual(read(folder, "log/checkpoint"));
    await run(folder, ...sign);
    expect(read(folder, "log/checkpoint").signatures).toHaveLength(3);
  });

  test("what does not hold is left out and named, and nothing changes", async () => {
    const { folder, answer, cosign, text } = await watched();
    const before = readFileSync(join(folder, "log/checkpoint"));
    const bad: [string, string][] = [
      [answer("a", other), "no witness of this trust root"],
      [answer("b", vng, text.replace("\n1\n", "\n2\n")), "does not hold"],
      [answer("c", vng, text, 0), "does not hold"],
      [answer("d", vng, text, 253_402_300_800), "does not hold"],
      [answer("e", { ...krant, vkey: vng.vkey }), "does not hold"],
    ];
    for (const [name, said] of bad) {
      const { status, stdout } = await cosign(name);
      expect([name, status, stdout]).toEqual([name, 1, expect.stringContaining(said)]);
    }
    expect(readFileSync(join(folder, "log/checkpoint"))).toEqual(before);
    expect((await cosign(answer("last", vng, text, 253_402_300_799), "a")).status).toBe(3);
  });

  test("a key that a later root revoked is named as such, and counts no more; the other still does", async () => {
    const { folder, answer, cosign } = await watched();
    const first = parseTrustRoot(seenRoot.text);
    const next: Note = {
      text: encodeTrustRoot({
        ...first,
        version: 2,
        previous: textDigest(seenRoot.text),
        keys: first.keys.filter(({ vkey }) => vkey.name !== "witness-f"),
        groups: first.groups.map((group) =>
          group.name === "witnesses" ? { ...group, threshold: 1, members: ["witness-g"] } : group,
        ),
        revoked: [vng.vkey.raw],
      }),
      signatures: [],
    };
    putNote(folder, "root-2.note", await signedBy(next, anna, bert));
    const roots = ["--root", "root.note", "--root", "root-2.note"];
    const revoked = await run(folder, "cosign", "log", answer("f", vng), ...roots);
    expect([revoked.status, revoked.stdout]).toEqual([1, expect.stringContaining('"witness-f": a revoked key')]);
    // Taken in under the first root, it stands there and is not counted under the second.
    expect((await cosign("f")).status).toBe(3);
    const both = await run(folder, "cosign", "log", "f", answer("g", krant), ...roots);
    expect([both.status, both.stdout]).toEqual([0, expect.stringContaining("witnesses:   1, needed: 1")]);
  });

  test("a proof is made for a root: without what that one dropped, in the order of raw key, also where the log's key was replaced", async () => {
    const { folder, answer, cosign } = await watched();
    expect((await cosign(answer("f", vng), answer("g", krant))).status).toBe(0);
    const successor = testKey("log.example/zegel", 13);
    await writeKey(join(folder, "new-log"), successor, passphrase, 4);
    const again = [...sign.slice(0, 2), "--key", "new-log.key", "--passphrase-file", "pw", "--yes", "--state", "new"];
    expect((await run(folder, ...again, "--new-state")).status).toBe(0);
    const first = parseTrustRoot(seenRoot.text);
    const next = (change: Partial<TrustRoot>): Note => ({
      text: encodeTrustRoot({
        ...{ ...first, version: 2, previous: textDigest(seenRoot.text), ...change },
        keys: (change.keys ?? first.keys).map((key) => (key.role === "log" ? { ...key, vkey: successor.vkey } : key)),
      }),
      signatures: [],
    });
    const groups = first.groups.map((group) =>
      group.name === "witnesses" ? { ...group, threshold: 1, members: ["witness-g"] } : group,
    );
    const smaller = next({ keys: first.keys.filter(({ vkey }) => vkey.name !== "witness-f"), groups });
    const cases: [Note, string[], number][] = [
      [next({}), ["log.example/zegel"], 3],
      [smaller, ["log.example/zegel", "witness-f"], 2],
    ];
    for (const [i, [root, left, count]] of cases.entries()) {
      putNote(folder, `next-${i}.note`, await signedBy(root, anna, bert));
      const roots = ["--root", "root.note", "--root", `next-${i}.note`];
      const made = await run(folder, "proof", "log", "root.note", ...roots, "-o", `proof-${i}`);
      expect([made.status, made.stderr]).toEqual([0, ""]);
      for (const name of left) expect(made.stdout).toContain(`left out:    "${name}": neither the log nor a witness`);
      const { signatures } = parseLogProof(readFileSync(join(folder, `proof-${i}`))).checkpoint;
      const keys = parseTrustRoot(root.text).keys;
      const raws = signatures.map((line) => keys.find((one) => isBy(line, one))?.vkey.raw);
      expect([raws, raws.length]).toEqual([raws.toSorted(), count]);
      expect(raws).not.toContain(undefined);
    }
    const old = await run(folder, "proof", "log", "root.note", "--root", "root.note", "-o", "old");
    expect([old.status, parseLogProof(readFileSync(join(folder, "old"))).checkpoint.signatures.length]).toEqual([0, 3]);
    expect(await refusal(folder, "proof", "log", "root.note", "-o", "any")).toContain("two keys of the log");
    expect(existsSync(join(folder, "any"))).toBe(false);
  });

  test("empty lines in an answer, as mail leaves them, are passed over", async () => {
    const { folder, answer, cosign } = await watched();
    const [f, g] = [answer("f", vng), answer("g", krant)].map((name) => readFileSync(join(folder, name), "utf8"));
    writeFileSync(join(folder, "mail"), `\n${f}\n\n${g}\n`);
    const { status, stdout } = await cosign("mail");
    expect([status, stdout]).toEqual([0, expect.stringContaining("witnesses:   2, needed: 2")]);
  });

  test("a line of another type, such as one of ML-DSA, is by an unknown key: left out and named", async () => {
    const { folder, answer, cosign } = await watched();
    const [good] = parseLines(readFileSync(join(folder, answer("f", vng)), "utf8"), "f");
    const long = { name: "witness-f", keyId: "06060606", bytes: new Uint8Array(8 + 2420).fill(6) };
    writeFileSync(join(folder, "both"), encodeLines([long, good as Signature]));
    const { status, stdout } = await cosign("both");
    expect([status, stdout]).toEqual([3, expect.stringContaining('"witness-f": no witness of this trust root')]);
    expect(stdout).toContain("Getuige-F (VNG)");
    expect(read(folder, "log/checkpoint").signatures.map(({ bytes }) => bytes.length)).not.toContain(2428);
    expect(read(folder, "log/checkpoint").signatures).toHaveLength(2);
  });

  test("not what is no line, nor without a root, nor under a log that is not signed", async () => {
    const { folder, answer, cosign } = await watched();
    writeFileSync(join(folder, "html"), "<html>\n");
    expect((await cosign("html")).stderr).toContain("html");
    await run(folder, "request", "log", "-o", "asked");
    expect((await cosign("asked")).stderr).toContain('"asked" is the request that goes to the witness');
    expect(await run(folder, "cosign", "log", answer("f", vng))).toMatchObject({ status: 2 });
    await run(folder, "new", "--origin", "log.example/zegel", "--out", "fresh");
    expect(await refusal(folder, "cosign", "fresh", "f", "--root", "root.note")).toContain("not signed yet");
  });
});

test("in Dutch each refusal says what to do", async () => {
  const folder = await office();
  const dutch = async (...args: readonly string[]) =>
    (await runIn(folder, addLog, ["log", ...args, "--lang", "nl"])).stderr;
  putNote(folder, "short.note", await signedBy(release, anna));
  expect(await dutch(...append("short.note"))).toContain(
    "gaat pas in het logboek als genoeg mensen hebben ondertekend",
  );
  expect(await dutch("proof", "log", "release.note", "-o", "p")).toContain("voeg hem eerst toe (zegel log append)");
  expect(await dutch(...sign)).toContain("zonder dit bestand weet deze sleutel niet wat hij het laatst ondertekende");
  expect(testRoot().contact).toContain("Kiesraad");
});
