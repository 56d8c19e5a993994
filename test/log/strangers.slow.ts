// A witness that nobody here wrote: sigsum-witness, of Debian's sigsum-go. Our request goes in by HTTP, its line into our log, and by a
// proof onto a disc that verifies; a log that forks gets no line of it, and no disc. Of one row of requests it and our own witness say
// the same, a split view among them.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import {
  encodeLogProof,
  encodeNote,
  encodeUtf8,
  parseLogProof,
  type RootKey,
  type VKey,
} from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { judgeRequest } from "../../src/log/witness/judge.ts";
import { type WitnessState, withSeen } from "../../src/log/witness/state.ts";
import { writeKey } from "../../src/sign/index.ts";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import { runIn, zegelIn } from "../cli/flow.ts";
import { check, passphrase } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc } from "../world/disc.ts";
import { group, testRoot } from "../world/roots.ts";
import { logKey, origin, startStranger } from "./stranger.ts";

/** Not `has`: a machine of the gate need not have it. */
const isThere = ["sigsum-witness", "sigsum-key"].every(
  (program) => spawnSync("sh", ["-c", 'command -v "$1"', "sh", program]).status === 0,
);

const run = (folder: string, ...args: readonly string[]) => runIn(folder, addLog, ["log", ...args, "--lang", "en"]);
const bytesOf = (folder: string, name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** A disc without a proof, under a root whose one witness of the log is the stranger. */
function discFor(stranger: VKey): Disc {
  const line = (vkey: VKey, role: RootKey["role"], organisation: string): RootKey => ({
    ...{ vkey, role, organisation },
    holder: `Houder-${role}`,
  });
  const { keys, groups, requires } = testRoot();
  const root = testRoot({
    keys: [...keys, line(logKey.vkey, "log", "Kiesraad"), line(stranger, "witness", "Sigsum")],
    groups: [...groups, group("witnesses", 1, [stranger.name])],
    requires: { ...requires, checkpoint: "witnesses" },
    logOrigin: origin,
  });
  return makeDisc({ payload: { "a.txt": "a\n" }, folders: [], root });
}

/** What the office has of it, and a signed log in which the root stands alone. */
async function officeOf(disc: Disc, folder: string): Promise<void> {
  writeFileSync(join(folder, "unsealed.iso"), disc.unsealed);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  writeFileSync(join(folder, "release.note"), encodeNote(disc.seal.release));
  await writeKey(join(folder, "log-key"), logKey, passphrase, 4);
  writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
  for (const args of [
    ["new", "--origin", origin, "--out", "log"],
    ["append", "log", "root.note", "--root", "root.note"],
    [...sign("log", "state"), "--new-state"],
  ])
    expect(await run(folder, ...args)).toMatchObject({ status: 0 });
}

/** The log again as it stands now, with its key's memory: whoever has the key can go on with both. */
function forkLog(folder: string): void {
  cpSync(join(folder, "log"), join(folder, "fork"), { recursive: true });
  cpSync(join(folder, "state"), join(folder, "fork-state"));
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
    const works = async (folder: string, ...args: readonly string[]) => {
      const done = await run(folder, ...args);
      expect(done, done.stderr).toMatchObject({ status: 0 });
      return done;
    };
    const seal = (folder: string, proof: string, ...more: readonly string[]) =>
      zegelIn(folder, [
        ...["seal", "--image", "unsealed.iso", "--release", "release.note", "--root", "root.note"],
        ...["--log-proof", proof, ...more, "-o", "master.iso", "--lang", "en"],
      ]);
    const verify = async (folder: string, { code }: Disc, ...notes: readonly string[]) => {
      const outside = ["--root", "root.note", "--code", code, ...notes.flatMap((note) => ["--note", note])];
      const { stdout } = await zegelIn(folder, ["verify", "master.iso", ...outside, "--json"]);
      const { verdict, exitCode, steps } = JSON.parse(stdout) as VerificationRecord;
      const findings = steps.find(({ id }) => id === "log")?.findings ?? [];
      return { verdict, exitCode, findings };
    };

    test("cosigns our request, and a disc with its line on it is genuine", async () => {
      const folder = temporaryFolder();
      const { vkey, ask } = await startStranger(folder);
      const disc = discFor(vkey);
      await officeOf(disc, folder);
      await works(folder, "append", "log", "release.note", "--root", "root.note");
      await works(folder, ...sign("log", "state"));
      await works(folder, "proof", "log", "release.note", "-o", "early");
      const { status, text } = await ask(await requestFrom(folder, "log", 0));
      expect(status).toBe(200);
      writeFileSync(join(folder, "lines"), text);
      const taken = await works(folder, "cosign", "log", "lines", "--root", "root.note");
      expect(taken).toMatchObject({ stderr: "" });
      expect(taken.stdout).toContain("witnesses:   1, needed: 1");
      await works(folder, "proof", "log", "release.note", "-o", "proof");

      // Without the stranger no disc; with its line one that is genuine, and says who saw the log.
      const short = await seal(folder, "early");
      expect([short.status, existsSync(join(folder, "master.iso"))]).toEqual([1, false]);
      expect(short.stderr).toContain("0 witnesses of the log (0 organisations), 1 needed");
      expect(await seal(folder, "proof")).toMatchObject({ status: 0, stderr: "" });
      const master = readFileSync(join(folder, "master.iso"));
      expect(master.includes(text.trimEnd())).toBe(true); // its line, byte for byte
      const good = await verify(folder, disc);
      expect([good.verdict, good.exitCode]).toEqual(["ECHT", 0]);
      expect(good.findings.find(({ code }) => code === "LOG_PROVEN")?.values).toEqual({
        index: 1,
        size: 2,
        version: 1,
      });
      const seen = good.findings.filter(({ code }) => code === "LOG_SEEN").map(({ values }) => values);
      expect(seen).toMatchObject([{ holder: "Houder-witness", organisation: "Sigsum" }]);
    });

    test("cosigns no split view: its disc is refused, with the stranger's line of the other tree under it too", async () => {
      const folder = temporaryFolder();
      const { vkey, ask } = await startStranger(folder);
      const disc = discFor(vkey);
      await officeOf(disc, folder);
      forkLog(folder);
      // The log that the stranger sees holds the release; the other one, for some town, something else and then the release.
      await appendNotes(join(folder, "log"), [disc.seal.release, { text: "zegel/release v1\nx\n", signatures: [] }]);
      await appendNotes(join(folder, "fork"), [{ text: "zegel/release v1\ny\n", signatures: [] }, disc.seal.release]);
      await works(folder, ...sign("log", "state"));
      await works(folder, ...sign("fork", "fork-state"));
      const { status, text } = await ask(await requestFrom(folder, "log", 0));
      expect(status).toBe(200);
      writeFileSync(join(folder, "lines"), text);
      await works(folder, "cosign", "log", "lines", "--root", "root.note");
      await works(folder, "proof", "log", "release.note", "-o", "proof");

      const answers = [];
      for (const from of [0, 1, 3]) answers.push((await ask(await requestFrom(folder, "fork", from))).status);
      expect(answers).toEqual([409, 409, 422]);
      expect((await run(folder, "cosign", "fork", "lines", "--root", "root.note")).status).not.toBe(0);
      await works(folder, "proof", "fork", "release.note", "-o", "fork-proof");
      const forked = parseLogProof(bytesOf(folder, "fork-proof"));
      const line = parseLogProof(bytesOf(folder, "proof")).checkpoint.signatures.filter(
        ({ name }) => name === vkey.name,
      );
      const { checkpoint } = forked;
      const pasted = { ...checkpoint, signatures: [...checkpoint.signatures, ...line] };
      writeFileSync(join(folder, "pasted-proof"), encodeLogProof({ ...forked, checkpoint: pasted }));

      // Not sealed as it is; sealed all the same, every town says WACHT; with a line that the stranger made of the other tree, never.
      expect((await seal(folder, "fork-proof")).status).toBe(1);
      const refused = await seal(folder, "pasted-proof", "--incomplete");
      expect([refused.status, existsSync(join(folder, "master.iso"))]).toEqual([1, false]);
      expect(refused.stderr).toContain("does not hold");
      expect((await seal(folder, "fork-proof", "--incomplete")).status).toBe(3);
      const codesOf = async (...notes: readonly string[]) => {
        const { verdict, exitCode, findings } = await verify(folder, disc, ...notes);
        return [verdict, exitCode, ...findings.map(({ code }) => code)];
      };
      expect(await codesOf()).toEqual(["ONVOLDOENDE_HERBOUW", 25, "LOG_QUORUM"]);
      expect(await codesOf("pasted-proof")).toEqual(["ONVOLDOENDE_HERBOUW", 25, "LOG_QUORUM", "NOTE_IGNORED"]);
      expect((await codesOf("proof")).slice(0, 3)).toEqual(["ONVOLDOENDE_HERBOUW", 25, "LOG_SPLIT"]);

      // The twin: a disc of the tree that the stranger saw is genuine, until somebody holds the other tree beside it.
      rmSync(join(folder, "master.iso"));
      expect((await seal(folder, "proof")).status).toBe(0);
      expect((await codesOf()).slice(0, 4)).toEqual(["ECHT", 0, "LOG_PROVEN", "LOG_SEEN"]);
      expect((await codesOf("fork-proof")).slice(0, 3)).toEqual(["ONVOLDOENDE_HERBOUW", 25, "LOG_SPLIT"]);
    });

    test("answers a row of requests as our own witness does, and neither goes along with a split view", async () => {
      const folder = temporaryFolder();
      const { vkey, ask } = await startStranger(folder);
      await officeOf(discFor(vkey), folder);
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

      forkLog(folder);
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
