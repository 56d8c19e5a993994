// zegel witness: from its key to its line under the log, and what it refuses, forgets never, and says twice only of the same tree.

import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addWitness } from "../../src/cli/witness/witness.ts";
import {
  encodeVKey,
  makeVKey,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVKey,
  type RootKey,
} from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { parseLines } from "../../src/log/cosign.ts";
import { readLog } from "../../src/log/folder.ts";
import { encodeWitnessState, parseWitnessState } from "../../src/log/witness/state.ts";
import { type SigningKey, writeKey } from "../../src/sign/index.ts";
import { append, key, logKey, office, read, run, sign } from "../log/office.ts";
import { anna, bert, passphrase, releaseNote, rootNote, signedBy, testKey, testRoot } from "../sign/fixtures.ts";
import { putNote, runIn } from "./flow.ts";

/** A key of type 4. */
const witnessKey = (name: string, n: number): SigningKey => {
  const { seed, vkey } = testKey(name, n);
  return { seed, vkey: makeVKey(name, Buffer.from(vkey.raw, "hex"), 4) };
};
const vng = witnessKey("vng.example/w1", 21);
const krant = witnessKey("krant.example/w1", 22);
const line = ({ vkey }: SigningKey, role: RootKey["role"], organisation: string): RootKey => ({
  ...{ vkey, role, organisation },
  holder: `Houder-${vkey.name.split(".")[0]}`,
});
const seenRoot = rootNote({
  keys: [
    ...testRoot().keys.filter(({ role }) => role === "officer"),
    line(logKey, "log", "Kiesraad"),
    line(vng, "witness", "VNG"),
    line(krant, "witness", "Krant"),
  ],
  groups: [
    { name: "officers", threshold: 2, members: ["anna", "bert", "cees"] },
    { name: "witnesses", threshold: 2, members: [krant.vkey.name, vng.vkey.name] },
  ],
  requires: { ...testRoot().requires, rebuild: undefined, checkpoint: "witnesses" },
  logOrigin: "log.example/zegel",
});
const release = releaseNote({}, seenRoot);
const logVKey = encodeVKey(logKey.vkey);

/** An office whose log holds a root and is signed, and two witnesses; a request from 0 lies there. */
async function watched(): Promise<string> {
  const folder = await office();
  putNote(folder, "root.note", await signedBy(seenRoot, anna, bert));
  putNote(folder, "release.note", await signedBy(release, anna, bert));
  for (const [stem, one] of [
    ["vng", vng],
    ["krant", krant],
  ] as const) {
    await writeKey(join(folder, stem), one, passphrase, 4);
    writeFileSync(join(folder, `${stem}.state`), encodeWitnessState({ witness: one.vkey, logs: [] }), { mode: 0o600 });
  }
  await run(folder, ...append("root.note"));
  expect((await run(folder, ...sign, "--new-state")).status).toBe(0);
  expect((await run(folder, "request", "log", "-o", "request")).status).toBe(0);
  return folder;
}

/** The log takes the lines that are there, grows by the release and is signed; a new request for the witness of that name. */
async function grow(folder: string, name = vng.vkey.name): Promise<void> {
  if (existsSync(join(folder, "lines"))) await run(folder, "cosign", "log", "lines", "--root", "root.note");
  await run(folder, ...append("release.note"));
  expect((await run(folder, ...sign)).status).toBe(0);
  rmSync(join(folder, "request"));
  expect((await run(folder, "request", "log", "--witness", name, "-o", "request")).status).toBe(0);
}

const witness = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addWitness, ["witness", ...args, "--lang", "en"]);
const cosign = (folder: string, stem: string, ...more: readonly string[]) =>
  witness(
    folder,
    ...["cosign", "request", "--log", logVKey, "--key", `${stem}.key`, "--state", `${stem}.state`],
    ...["--passphrase-file", "pw", "--yes", ...more],
  );
const linesIn = (folder: string, name: string) => parseLines(readFileSync(join(folder, name), "utf8"), name);
const stateIn = (folder: string, stem: string) => readFileSync(join(folder, `${stem}.state`), "utf8");

/** What a lock of this very process holds. */
const ownLock = () => `${process.pid} ${readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ")[19]}`;

describe("a new witness", () => {
  test("has a key that signs nothing else, and a memory without a log", async () => {
    const folder = await watched();
    const made = await witness(
      folder,
      ...["new", "--name", `${"w".repeat(60)}.example/${"x".repeat(59)}`, "--out", "w", "--state", "w.state"],
      ...["--passphrase-file", "pw"],
    );
    expect(made).toMatchObject({ status: 0, stderr: "" });
    expect(made.stdout).not.toContain("minisign");
    const vkey = parseVKey(readFileSync(join(folder, "w.pub"), "utf8").trim(), "w.pub");
    expect([vkey.type, vkey.name.length]).toEqual([4, 128]);
    expect(parseWitnessState(stateIn(folder, "w"))).toEqual({ witness: vkey, logs: [] });
    expect((await cosign(folder, "w", "-o", "w.lines")).status).toBe(0);
    const args = ["sign", "log", "--key", "w.key", "--passphrase-file", "pw", "--yes", "--state", "s", "--new-state"];
    expect((await run(folder, ...args)).stderr).toContain("expected the key of this log");
  });

  test("is refused where one of its files is there, and then there is nothing of it", async () => {
    const folder = await watched();
    const make = (out: string, state: string, name = "w") =>
      witness(folder, "new", "--name", name, "--out", out, "--state", state, "--passphrase-file", "pw");
    for (const [out, state] of [
      ["w", "vng.state"],
      ["vng", "w.state"],
      ["w", "none/w.state"],
      ["none/w", "w.state"],
      ["w", "w.key"],
    ] as const)
      expect([out, state, (await make(out, state)).status]).toEqual([out, state, 1]);
    expect((await make("w", "w.state", "a b")).status).toBe(1);
    expect((await make("w", "w.state", "n".repeat(129))).status).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith("w"))).toEqual([]);
  });
});

describe("the way of a checkpoint", () => {
  test("two witnesses, their lines under the log, a proof, and what came since for the next time", async () => {
    const folder = await watched();
    const first = await cosign(folder, "vng", "--entries", "log", "-o", "lines");
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toContain("last time:   entries: 0\nnow:         entries: 1; continues the last time");
    expect(first.stdout).toContain("entry 0: trust root 1, final, valid ");
    expect((await cosign(folder, "krant", "--entries", "log", "-o", "lines")).status).toBe(0);
    expect(linesIn(folder, "lines").map(({ name }) => name)).toEqual([vng.vkey.name, krant.vkey.name]);
    expect((await run(folder, "cosign", "log", "lines", "--root", "root.note")).status).toBe(0);
    expect((await run(folder, "proof", "log", "root.note", "-o", "proof")).status).toBe(0);
    expect(parseLogProof(readFileSync(join(folder, "proof"))).checkpoint.signatures).toHaveLength(3);

    await grow(folder);
    expect(readFileSync(join(folder, "request"), "utf8")).toMatch(/^old 1\n/);
    const second = await cosign(folder, "vng", "--entries", "log", "-o", "lines2");
    expect(second.stdout).toContain("last time:   entries: 1\nnow:         entries: 2");
    expect(second.stdout).toContain("entry 1: release: OSV version 2.24.3 (number 12)");
    expect(second.stdout).not.toContain("trust root");
    expect(parseWitnessState(stateIn(folder, "vng")).logs).toMatchObject([{ size: 2 }]);
  });

  test("without a file stdout is the body of the answer, and nothing else", async () => {
    const folder = await watched();
    const { stdout, stderr, status } = await cosign(folder, "vng");
    expect([status, parseLines(stdout, "stdout").length]).toEqual([0, 1]);
    expect(stderr).toContain("only hashes were compared");
    await grow(folder, "unknown.example/w");
    expect(await cosign(folder, "vng")).toMatchObject({ status: 69, stdout: "1\n" });
  });

  test("each status has its exit code, and a refusal leaves no trace", async () => {
    const folder = await watched();
    await cosign(folder, "vng", "-o", "lines");
    const state = stateIn(folder, "vng");
    await grow(folder);
    const good = readFileSync(join(folder, "request"), "utf8");
    const bad: [number, string, string][] = [
      [60, "no request to a witness", good.replace("old 1", "old 01")],
      [64, "is of the log", good.replace("log.example/zegel\n", "log.example/other\n")],
      [63, "is not signed with the key", good.replace(/(— \S+ \S{12})./, "$1A").replace(/(— \S+ \S{12})A/, "$1B")],
      [69, "saw the log last with 1 entries", good.replace("old 1", "old 0")],
      [62, "keep this request", good.replace(/\n\S{44}\n\n/, "\n\n")],
    ];
    for (const [status, said, body] of bad) {
      expect(body).not.toBe(good);
      writeFileSync(join(folder, "request"), body);
      const found = await cosign(folder, "vng", "-o", "more");
      expect([status, found.status, found.stdout]).toEqual([status, status, ""]);
      expect(found.stderr).toContain(said);
    }
    expect(stateIn(folder, "vng")).toBe(state);
    expect(existsSync(join(folder, "more"))).toBe(false);
    writeFileSync(join(folder, "request"), good);
    expect((await cosign(folder, "vng", "-o", "more")).status).toBe(0);
  });

  test("a split view: of two logs that the key signed, the first that it saw is the only one", async () => {
    const folder = await watched();
    cpSync(join(folder, "log"), join(folder, "other"), { recursive: true });
    cpSync(join(folder, "state"), join(folder, "other-state"));
    await cosign(folder, "vng", "-o", "lines");
    await grow(folder);
    expect((await cosign(folder, "vng", "-o", "lines")).status).toBe(0);
    // Whoever has the key of the log, and puts its state aside, can sign another branch. The witness does not go along.
    await appendNotes(join(folder, "other"), [{ text: "zegel/release v1\nanother\n", signatures: [] }]);
    await run(folder, "sign", "other", ...key, "--state", "other-state");
    for (const [from, status] of [
      ["0", 69],
      ["1", 69],
      ["2", 62],
    ] as const) {
      rmSync(join(folder, "request"));
      expect((await run(folder, "request", "other", "--from", from, "-o", "request")).status).toBe(0);
      expect([from, (await cosign(folder, "vng", "-o", "more")).status]).toEqual([from, status]);
    }
    expect(existsSync(join(folder, "more"))).toBe(false);
  });

  test("a new key of the log, and the memory of before", async () => {
    const folder = await watched();
    await cosign(folder, "vng", "-o", "lines");
    const next = testKey("log.example/zegel", 13);
    await writeKey(join(folder, "log-key"), next, passphrase, 4).catch(() => undefined);
    await writeKey(join(folder, "next"), next, passphrase, 4);
    await run(folder, ...append("release.note"));
    const signNext = ["sign", "log", "--key", "next.key", "--passphrase-file", "pw", "--yes", "--state", "next.state"];
    expect((await run(folder, ...signNext, "--new-state")).status).toBe(0);
    rmSync(join(folder, "request"));
    await run(folder, "request", "log", "--from", "1", "-o", "request");
    expect((await cosign(folder, "vng", "-o", "more")).status).toBe(63);
    const args = ["--key", "vng.key", "--state", "vng.state", "--passphrase-file", "pw", "--yes", "-o", "more"];
    expect((await witness(folder, "cosign", "request", "--log", "next.pub", ...args)).status).toBe(0);
    expect(parseWitnessState(stateIn(folder, "vng")).logs).toMatchObject([{ origin: "log.example/zegel", size: 2 }]);
  });
});

describe("what it remembers", () => {
  test("nothing is signed without the memory, with another's, or with one that is none", async () => {
    const folder = await watched();
    const state = stateIn(folder, "vng");
    rmSync(join(folder, "vng.state"));
    const missing = await cosign(folder, "vng", "-o", "lines");
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("does not know what it saw last")]);
    for (const [content, said] of [
      [stateIn(folder, "krant"), "expected the key of the witness"],
      [state.replace(" v1", " v2"), "found something else"],
      ["", "found something else"],
      [state.slice(0, -1), "found something else"],
    ] as const) {
      writeFileSync(join(folder, "vng.state"), content);
      const found = await cosign(folder, "vng", "-o", "lines");
      expect([found.status, found.stderr]).toEqual([1, expect.stringContaining(said)]);
      expect(readFileSync(join(folder, "vng.state"), "utf8")).toBe(content);
    }
    expect(readdirSync(folder).filter((name) => /lines|lock|tmp/.test(name))).toEqual([]);
    writeFileSync(join(folder, "vng.state"), state);
    expect((await cosign(folder, "vng", "-o", "lines")).status).toBe(0);
  });

  test("nor through a link, which would leave the memory where it was", async () => {
    const folder = await watched();
    cpSync(join(folder, "vng.state"), join(folder, "real"));
    rmSync(join(folder, "vng.state"));
    symlinkSync("real", join(folder, "vng.state"));
    expect((await cosign(folder, "vng", "-o", "lines")).stderr).toContain("vng.state");
    expect(existsSync(join(folder, "lines"))).toBe(false);
    expect((await cosign(folder, "krant", "-o", "lines")).status).toBe(0);
  });

  test("killed between memory and line: the same request gets the line; before the memory: as if it was never asked", async () => {
    const folder = await watched();
    await cosign(folder, "vng", "--entries", "log", "--keep", "copy", "-o", "lines");
    const after = stateIn(folder, "vng");
    const before = encodeWitnessState({ witness: vng.vkey, logs: [] });
    // What lies there when a run ends at each of its writes: its own copy, the state beside its name, the state, the line beside its name.
    for (const [state, hasCopy, left] of [
      [before, false, []],
      [before, true, []],
      [before, true, ["vng.state.0123456789ab.tmp"]],
      [after, true, []],
      [after, true, ["lines.0123456789ab.tmp"]],
    ] as const) {
      rmSync(join(folder, "lines"), { force: true });
      rmSync(join(folder, "copy/checkpoint"), { force: true });
      rmSync(join(folder, "copy/checkpoints"), { recursive: true, force: true });
      if (!hasCopy) rmSync(join(folder, "copy"), { recursive: true });
      for (const name of left) writeFileSync(join(folder, name), "half");
      writeFileSync(join(folder, "vng.state"), state);
      writeFileSync(join(folder, "vng.state.lock"), "999999999 1");
      const { status, stdout } = await cosign(folder, "vng", "--entries", "log", "--keep", "copy", "-o", "lines");
      expect([status, linesIn(folder, "lines").length, stateIn(folder, "vng")]).toEqual([0, 1, after]);
      expect(stdout).toContain(state === after ? "new:         nothing" : "entry 0");
      expect(readLog(join(folder, "copy")).size).toBe(1);
      expect(existsSync(join(folder, "vng.state.lock"))).toBe(false);
    }
  });

  test("of two runs at once with one memory the second is told; each of two witnesses signs", async () => {
    const folder = await watched();
    writeFileSync(join(folder, "vng.state.lock"), ownLock());
    const held = await cosign(folder, "vng", "-o", "lines");
    expect([held.status, held.stderr]).toEqual([1, expect.stringContaining("is cosigning with this state")]);
    expect((await cosign(folder, "krant", "-o", "lines")).status).toBe(0);
    const signing = ["sign", "log", ...key, "--state", "state"];
    writeFileSync(join(folder, "state.lock"), ownLock());
    expect((await run(folder, ...signing)).stderr).toContain("is signing with this state");
    rmSync(join(folder, "state.lock"));
    rmSync(join(folder, "vng.state.lock"));
    expect((await run(folder, ...signing)).status).toBe(0);
    expect((await cosign(folder, "vng", "-o", "lines")).status).toBe(0);
    expect(existsSync(join(folder, "vng.state.lock"))).toBe(false);
  });

  test("what stands in the file of lines stays; what is no file of lines is left alone", async () => {
    const folder = await watched();
    for (const content of ["— no end", "<html>\n", "text\n\n— a b\n"]) {
      writeFileSync(join(folder, "lines"), content);
      const state = stateIn(folder, "vng");
      expect((await cosign(folder, "vng", "-o", "lines")).status).toBe(1);
      expect([readFileSync(join(folder, "lines"), "utf8"), stateIn(folder, "vng")]).toEqual([content, state]);
    }
    rmSync(join(folder, "lines"));
    await cosign(folder, "krant", "-o", "lines");
    const first = readFileSync(join(folder, "lines"), "utf8");
    await cosign(folder, "vng", "-o", "lines");
    await cosign(folder, "vng", "-o", "lines");
    expect(readFileSync(join(folder, "lines"), "utf8").startsWith(first)).toBe(true);
    expect(linesIn(folder, "lines").map(({ name }) => name)).toEqual([krant, vng, vng].map(({ vkey }) => vkey.name));
    const taken = await run(folder, "cosign", "log", "lines", "--root", "root.note");
    expect(taken.status).toBe(0);
    expect(taken.stdout).toContain(`was there:   "${vng.vkey.name}"`);
  });
});

describe("the log that is brought along", () => {
  test("its own copy grows with what it signs, and holds its line", async () => {
    const folder = await watched();
    const both = ["--entries", "log", "--keep", "copy", "-o", "lines"];
    expect((await cosign(folder, "vng", ...both)).status).toBe(0);
    await cosign(folder, "vng", ...both);
    const kept = read(folder, "copy/checkpoint");
    expect(kept.signatures.map(({ name }) => name)).toEqual(["log.example/zegel", vng.vkey.name]);
    await grow(folder);
    expect((await cosign(folder, "vng", ...both)).status).toBe(0);
    expect(read(folder, "copy/checkpoint").text).toBe(read(folder, "log/checkpoint").text);
    expect(readdirSync(join(folder, "copy/notes"))).toEqual(readdirSync(join(folder, "log/notes")));
    // A copy that was lost is made again: it is no memory.
    rmSync(join(folder, "copy"), { recursive: true });
    expect((await cosign(folder, "vng", ...both)).status).toBe(0);
    expect(readLog(join(folder, "copy")).size).toBe(2);
  });

  test("is refused where it is not the request's, and the witness signs nothing", async () => {
    const folder = await watched();
    const state = stateIn(folder, "vng");
    const text = release.text;
    await run(folder, "new", "--origin", "log.example/zegel", "--out", "empty");
    await run(folder, "new", "--origin", "log.example/zegel", "--out", "forged");
    await appendNotes(join(folder, "forged"), [await signedBy(release, anna, bert)]);
    await run(folder, "new", "--origin", "log.example/other", "--out", "named");
    await appendNotes(join(folder, "named"), [await signedBy(seenRoot, anna, bert)]);
    for (const part of ["notes", "tile/entries"]) {
      const name = `without-${part.replace("/", "-")}`;
      cpSync(join(folder, "log"), join(folder, name), { recursive: true });
      rmSync(join(folder, name, part), { recursive: true });
    }
    cpSync(join(folder, "log"), join(folder, "swapped"), { recursive: true });
    const [only = ""] = readdirSync(join(folder, "swapped/notes"));
    writeFileSync(join(folder, "swapped/notes", only), `${text}\n`);
    mkdirSync(join(folder, "nothing"));
    const said: Record<string, string> = {
      empty: "is not the log of this request",
      forged: "is not the log of this request",
      named: "is not the log of this request",
      "without-notes": `notes/${only}`,
      "without-tile-entries": "tile/entries/000.p/1",
      swapped: `notes/${only}`,
      nothing: "expected the folder of a log",
      none: "expected the folder of a log",
    };
    for (const [name, why] of Object.entries(said)) {
      const found = await cosign(folder, "vng", "--entries", name, "-o", "lines");
      expect([name, found.status, found.stderr]).toEqual([name, 1, expect.stringContaining(why)]);
    }
    expect([existsSync(join(folder, "lines")), stateIn(folder, "vng")]).toEqual([false, state]);
    // A log that has grown since it was signed still holds what the request is of.
    await run(folder, ...append("release.note"));
    expect((await cosign(folder, "vng", "--entries", "log", "-o", "lines")).status).toBe(0);
  });

  test("a copy of another tree, and one that is the log itself, are refused", async () => {
    const folder = await watched();
    const keep = (name: string) => cosign(folder, "vng", "--entries", "log", "--keep", name, "-o", "lines");
    await run(folder, "new", "--origin", "log.example/zegel", "--out", "forged");
    await appendNotes(join(folder, "forged"), [{ text: "another\n", signatures: [] }]);
    expect((await keep("forged")).status).toBe(1);
    for (const name of ["log", "./log/", "linked", "log/copy", "linked/own/copy", "."]) {
      if (name === "linked") symlinkSync("log", join(folder, name));
      expect([name, (await keep(name)).status]).toEqual([name, 2]);
    }
    expect((await cosign(folder, "vng", "--keep", "copy", "-o", "lines")).status).toBe(2);
    expect(existsSync(join(folder, "lines"))).toBe(false);
    expect((await keep("copy")).status).toBe(0);
  });
});

describe("wrong command lines", () => {
  test("each is told before anything is asked or written", async () => {
    const folder = await watched();
    const state = stateIn(folder, "vng");
    const args = ["--key", "vng.key", "--state", "vng.state", "--passphrase-file", "pw", "-o", "lines"];
    const cosignWith = (...more: readonly string[]) => witness(folder, "cosign", "request", ...args, ...more);
    expect((await cosignWith("--log", logVKey)).stderr).toContain("no terminal to ask for a confirmation on");
    expect((await cosignWith("--log", encodeVKey(krant.vkey), "--yes")).status).toBe(2);
    expect((await cosignWith("--log", "log", "--yes")).status).toBe(1);
    expect((await cosignWith("--log", "none.pub", "--yes")).status).toBe(1);
    expect((await cosignWith("--yes")).status).toBe(2);
    expect((await witness(folder, "cosign", "none", ...args, "--log", logVKey, "--yes")).status).toBe(1);
    expect((await witness(folder, "cosign", ".", ...args, "--log", logVKey, "--yes")).status).toBe(1);
    expect([existsSync(join(folder, "lines")), stateIn(folder, "vng")]).toEqual([false, state]);
    expect((await cosignWith("--log", "log-key.pub", "--yes")).status).toBe(0);
  });

  test("in Dutch each refusal says what to do", async () => {
    const folder = await watched();
    const dutch = async (...more: readonly string[]) => {
      const args = ["witness", "cosign", "request", "--key", "vng.key", "--passphrase-file", "pw", "--yes"];
      return runIn(folder, addWitness, [...args, "--state", "vng.state", ...more, "--lang", "nl"]);
    };
    const other = encodeVKey(testKey("log.example/zegel", 13).vkey);
    expect((await dutch("--log", other)).stderr).toContain("heeft het logboek een nieuwe sleutel, geef dan die");
    expect((await dutch("--log", logVKey)).stderr).toContain("nu:          regels: 1; gaat verder op de vorige keer");
    rmSync(join(folder, "vng.state"));
    expect((await dutch("--log", logVKey)).stderr).toContain(
      "Is het kwijt, dan is deze sleutel niet meer te gebruiken",
    );
  });
});

describe("a log that is signed where it cannot be written", () => {
  test("is signed into a file, which the log takes in, and no other", async () => {
    const folder = await watched();
    await run(folder, ...append("release.note"));
    const state = readFileSync(join(folder, "state"));
    cpSync(join(folder, "log"), join(folder, "stick"), { recursive: true });
    chmodSync(join(folder, "stick"), 0o555);
    const before = readFileSync(join(folder, "stick/checkpoint"));
    const signed = await run(folder, "sign", "stick", ...key, "--state", "state", "-o", "signed");
    chmodSync(join(folder, "stick"), 0o755);
    expect([signed.status, signed.stdout]).toEqual([0, expect.stringContaining("zegel log cosign LOG signed")]);
    expect(readFileSync(join(folder, "stick/checkpoint"))).toEqual(before);

    const take = (name: string) => run(folder, "cosign", "log", name, "--root", "root.note");
    const note = parseNote(readFileSync(join(folder, "signed")), "signed");
    const [own] = note.signatures;
    if (own === undefined) throw new Error("no signature");
    putNote(folder, "unsigned", { ...note, signatures: [] });
    putNote(folder, "bad", { ...note, signatures: [{ ...own, bytes: new Uint8Array(64) }] });
    putNote(folder, "long", { ...note, signatures: [{ ...own, bytes: Uint8Array.of(...own.bytes, 0) }] });
    putNote(folder, "forked", { ...note, text: note.text.replace("\n2\n", "\n1\n") });
    putNote(folder, "longer", { ...note, text: note.text.replace("\n2\n", "\n3\n") });
    putNote(folder, "other", { ...note, text: "hello\n" });
    for (const name of ["unsigned", "bad", "long", "forked", "longer", "other"])
      expect([name, (await take(name)).status]).toEqual([name, 1]);
    expect(parseCheckpoint(read(folder, "log/checkpoint").text).size).toBe(1);
    const taken = await take("signed");
    expect([taken.status, taken.stdout]).toEqual([3, expect.stringContaining("signed:      by the log itself")]);
    expect(read(folder, "log/checkpoint")).toEqual(note);
    expect(read(folder, "log/checkpoints/2")).toEqual(note);
    expect((await take("log/checkpoints/1")).stderr).toContain("is older than the one that is there");
    expect(readFileSync(join(folder, "state"))).not.toEqual(state);
    expect((await run(folder, "sign", "stick", ...key, "--state", "state", "-o", "signed")).status).toBe(1);
  });
});
