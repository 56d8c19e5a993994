// A witness that nobody here wrote: sigsum-witness, of Debian's sigsum-go. Our request goes in by HTTP, its line into our log and into a proof;
// and of one row of requests it and our own witness say the same, a split view among them.
// It serves one log, whose origin must be the one that Sigsum makes of its key; Debian builds it so that only with GODEBUG it finds its paths.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import {
  decodeHex,
  encodeUtf8,
  makeVKey,
  type Note,
  parseLogProof,
  parseVKey,
  type RootKey,
  type VKey,
} from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { judgeRequest } from "../../src/log/witness/judge.ts";
import { type WitnessState, withSeen } from "../../src/log/witness/state.ts";
import { type SigningKey, writeKey } from "../../src/sign/index.ts";
import { judgeLog, TrustChain } from "../../src/trust/index.ts";
import { putNote, runIn } from "../cli/flow.ts";
import { anna, bert, check, passphrase, releaseNote, rootNote, signedBy, testKey, testRoot } from "../sign/fixtures.ts";
import { run as runProgram, temporaryFolder } from "../tools.ts";

/** Not `has`: a machine of the gate need not have it. */
const isThere = ["sigsum-witness", "sigsum-key"].every(
  (program) => spawnSync("sh", ["-c", 'command -v "$1"', "sh", program]).status === 0,
);

/** A log whose origin is Sigsum's for its key. */
const plain = testKey("x", 31);
const raw = decodeHex(plain.vkey.raw, 32, "key");
const origin = `sigsum.org/v1/tree/${createHash("sha256").update(raw).digest("hex")}`;
const logKey: SigningKey = { seed: plain.seed, vkey: makeVKey(origin, raw) };

interface Stranger {
  readonly vkey: VKey;
  readonly ask: (body: Uint8Array) => Promise<{ readonly status: number; readonly text: string }>;
}

/** An OpenSSH public key line. */
function sshKey(key: Uint8Array): string {
  const part = (bytes: Uint8Array) => [0, 0, 0, bytes.length, ...bytes];
  return `ssh-ed25519 ${Buffer.from([...part(encodeUtf8("ssh-ed25519")), ...part(key)]).toString("base64")} log\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function startStranger(folder: string): Promise<Stranger> {
  expect(runProgram("sigsum-key", ["generate", "-o", join(folder, "sw")]).status).toBe(0);
  writeFileSync(join(folder, "sl.pub"), sshKey(raw));
  const typed = ["to-vkey", "-k", join(folder, "sw.pub"), "-n", "any", "-t", "cosignature/v1"];
  const { raw: own } = parseVKey(runProgram("sigsum-key", typed).stdout.trim(), "stranger");
  const ownBytes = decodeHex(own, 32, "stranger");
  // The name that this program gives itself.
  const name = `sigsum.org/v1/witness/${createHash("sha256").update(ownBytes).digest("hex")}`;
  const port = await freePort();
  const args = [
    "-k",
    join(folder, "sw"),
    "--log-key",
    join(folder, "sl.pub"),
    "--state-file",
    join(folder, "sw.state"),
  ];
  const child: ChildProcess = spawn("sigsum-witness", [...args, `127.0.0.1:${port}`], {
    env: { ...process.env, GODEBUG: "httpmuxgo121=0" },
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill());
  const url = `http://127.0.0.1:${port}/add-checkpoint`;
  const ask: Stranger["ask"] = async (body) => {
    const answer = await fetch(url, { method: "POST", body: Buffer.from(body) });
    return { status: answer.status, text: await answer.text() };
  };
  for (let tries = 0; tries < 100; tries++) {
    if ((await ask(encodeUtf8("hello\n")).catch(() => undefined)) !== undefined) break;
    await sleep(50);
  }
  return { vkey: makeVKey(name, ownBytes, 4), ask };
}

const run = (folder: string, ...args: readonly string[]) => runIn(folder, addLog, ["log", ...args, "--lang", "en"]);
const bytesOf = (folder: string, name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** A signed log of one entry, a root that names the stranger as its one witness, and a request from 0. */
async function logFor(stranger: VKey, folder: string): Promise<Note> {
  const line = (vkey: VKey, role: RootKey["role"], organisation: string): RootKey => ({
    ...{ vkey, role, organisation },
    holder: `Houder-${role}`,
  });
  const root = rootNote({
    keys: [
      ...testRoot().keys.filter(({ role }) => role === "officer"),
      line(logKey.vkey, "log", "Kiesraad"),
      line(stranger, "witness", "Sigsum"),
    ],
    groups: [
      { name: "officers", threshold: 2, members: ["anna", "bert", "cees"] },
      { name: "witnesses", threshold: 1, members: [stranger.name] },
    ],
    requires: { ...testRoot().requires, rebuild: undefined, checkpoint: "witnesses" },
    logOrigin: origin,
  });
  putNote(folder, "root.note", await signedBy(root, anna, bert));
  await writeKey(join(folder, "log-key"), logKey, passphrase, 4);
  writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
  for (const args of [
    ["new", "--origin", origin, "--out", "log"],
    ["append", "log", "root.note", "--root", "root.note"],
    [...sign("log", "state"), "--new-state"],
  ])
    expect(await run(folder, ...args)).toMatchObject({ status: 0 });
  return root;
}

const sign = (log: string, state: string) => [
  ...["sign", log, "--key", "log-key.key", "--passphrase-file", "pw", "--yes", "--state", state],
];

async function requestFrom(folder: string, log: string, from: number): Promise<Uint8Array> {
  rmSync(join(folder, "request"), { force: true });
  expect(await run(folder, "request", log, "--from", String(from), "-o", "request")).toMatchObject({ status: 0 });
  return bytesOf(folder, "request");
}

describe.skipIf(!isThere)(
  "sigsum-witness (skipped where it is not installed: scripts/install-debian.sh witness)",
  () => {
    test("cosigns our request, and its line makes our proof complete", async () => {
      const folder = temporaryFolder();
      const { vkey, ask } = await startStranger(folder);
      const release = releaseNote({}, await logFor(vkey, folder));
      putNote(folder, "release.note", await signedBy(release, anna, bert));
      expect((await run(folder, "append", "log", "release.note", "--root", "root.note")).status).toBe(0);
      expect((await run(folder, ...sign("log", "state"))).status).toBe(0);
      const { status, text } = await ask(await requestFrom(folder, "log", 0));
      expect(status).toBe(200);
      writeFileSync(join(folder, "lines"), text);
      const taken = await run(folder, "cosign", "log", "lines", "--root", "root.note");
      expect(taken).toMatchObject({ status: 0, stderr: "" });
      expect(taken.stdout).toContain("witnesses:   1, needed: 1");
      expect((await run(folder, "proof", "log", "release.note", "-o", "proof")).status).toBe(0);
      const proof = parseLogProof(bytesOf(folder, "proof"));
      const known = await TrustChain.anchor([bytesOf(folder, "root.note")], check);
      const judge = { text: release.text, pinned: 1, sealed: 1, known, today: "2027-01-17", check };
      expect((await judgeLog(proof, [], judge)).map(({ code }) => code)).toEqual(["LOG_PROVEN", "LOG_SEEN"]);
      const signatures = proof.checkpoint.signatures.filter(({ name }) => name !== vkey.name);
      const alone = { ...proof, checkpoint: { ...proof.checkpoint, signatures } };
      expect((await judgeLog(alone, [], judge)).map(({ code }) => code)).toEqual(["LOG_QUORUM"]);
    });

    test("answers a row of requests as our own witness does, and neither goes along with a split view", async () => {
      const folder = temporaryFolder();
      const { vkey, ask } = await startStranger(folder);
      await logFor(vkey, folder);
      let state: WitnessState = { witness: vkey, logs: [] };
      const both = async (name: string, body: Uint8Array, expected: number, isOwnWay = false) => {
        const [theirs, ours] = [await ask(body), await judgeRequest(body, logKey.vkey, state, check)];
        // Where no line is by the log, where a proof is missing, and of a log that it does not know, it speaks of a malformed request.
        expect([name, theirs.status, ours.status]).toEqual([name, isOwnWay ? 400 : expected, expected]);
        if (ours.status === 409) expect(theirs.text).toBe(`${ours.seen}\n`);
        if (ours.status === 200) state = withSeen(state, ours.head);
      };
      const changed = (body: Uint8Array, from: string | RegExp, to: string) =>
        encodeUtf8(Buffer.from(body).toString().replace(from, to));

      const first = await requestFrom(folder, "log", 0);
      await both("no request", encodeUtf8("hello\n"), 400);
      await both("another log", changed(first, origin, `sigsum.org/v1/tree/${"0".repeat(64)}`), 404, true);
      await both("a line that does not hold", changed(first, /\n1\n/, "\n2\n"), 403);
      await both("no line", changed(first, /— .*\n/, ""), 403, true);
      await both("from the middle of a log that was never seen", changed(first, "old 0", "old 1"), 409);
      await both("old size beyond the log's", changed(first, "old 0", "old 2"), 400);
      await both("the first", first, 200);
      await both("the same tree again", changed(first, "old 0", "old 1"), 200);

      runProgram("cp", ["-r", join(folder, "log"), join(folder, "fork")]);
      runProgram("cp", [join(folder, "state"), join(folder, "fork-state")]);
      await appendNotes(
        join(folder, "log"),
        [2, 3, 4].map((n) => ({ text: `zegel/release v1\n${n}\n`, signatures: [] })),
      );
      expect((await run(folder, ...sign("log", "state"))).status).toBe(0);
      await both("from nothing, when it was seen", await requestFrom(folder, "log", 0), 409);
      const second = await requestFrom(folder, "log", 1);
      await both("without its proof", changed(second, /old 1\n(?:\S{44}\n)+/, "old 1\n"), 422, true);
      await both("with another proof", changed(second, /old 1\n\S/, "old 1\n/"), 422);
      await both("a log that grew", second, 200);

      await appendNotes(
        join(folder, "fork"),
        [5, 6, 7].map((n) => ({ text: `zegel/release v1\n${n}\n`, signatures: [] })),
      );
      expect((await run(folder, ...sign("fork", "fork-state"))).status).toBe(0);
      await both("a split view, from nothing", await requestFrom(folder, "fork", 0), 409);
      await both("a split view, from where both began", await requestFrom(folder, "fork", 1), 409);
      await both("a split view of the same size", await requestFrom(folder, "fork", 4), 422);
      await appendNotes(join(folder, "fork"), [{ text: "zegel/release v1\n8\n", signatures: [] }]);
      expect((await run(folder, ...sign("fork", "fork-state"))).status).toBe(0);
      await both("a split view that is longer", await requestFrom(folder, "fork", 4), 422);
    });
  },
);
