// A full disk, a run that is killed while it writes, a broken key: a clear error, nothing lost, nothing half written.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addSign } from "../../src/cli/notes/sign.ts";
import { encodeNote } from "../../src/format/index.ts";
import { openKey } from "../../src/sign/index.ts";
import { anna, passphrase, releaseNote, signedBy } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, type Outcome, run, temporaryFolder } from "../tools.ts";
import { keyFolder, putNote, refusalIn, zegelCommand, zegelIn } from "./flow.ts";

const release = releaseNote();
const sign = ["sign", "release.note", "--key", "anna.key", "--passphrase-file", "pw", "--yes"];
const make = ["key", "new", "--name", "nora", "--out", "nora", "--passphrase-file", "pw"];

async function folderToSign(): Promise<string> {
  const folder = await keyFolder();
  putNote(folder, "release.note", release);
  return folder;
}
/** Everything in the folder, by name. */
const contents = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")]));
const bash = (folder: string, before: string, args: readonly string[]) =>
  run("bash", ["-c", `${before}; exec "$@"`, "bash", ...zegelCommand, ...args], { cwd: folder });
/** Runs under strace, which makes one system call fail, or kills the program at it. */
function injected(folder: string, inject: string, args: readonly string[]): Outcome {
  const calls = inject.slice(0, inject.indexOf(":"));
  // Without --seccomp-bpf, which would be faster: under it strace 6.1 loses count of the calls.
  const strace = ["-f", "-o", "/dev/null", "-e", `trace=${calls}`, "-e", `inject=${inject}`];
  const env = { ...process.env, UV_THREADPOOL_SIZE: "1" }; // strace counts calls by thread
  return run("strace", [...strace, ...zegelCommand, ...args], { cwd: folder, env });
}

describe("no room", () => {
  it("a file that may not grow: told, and nothing is there that was not", async () => {
    const folder = await folderToSign();
    const before = contents(folder);
    for (const args of [sign, make]) {
      const refused = bash(folder, "ulimit -f 0", args);
      expect([refused.status, refused.stderr]).toEqual([
        1,
        expect.stringMatching(/cannot be written \(EFBIG\): check the folder/),
      ]);
      expect(contents(folder)).toEqual(before);
    }
  });

  it.skipIf(!has("strace"))("a full disk, noticed only when it is flushed: the same", async () => {
    const folder = await folderToSign();
    const before = contents(folder);
    const refused = injected(folder, "fsync:error=ENOSPC", sign);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/cannot be written \(ENOSPC\): check the folder, its rights and its room/),
    ]);
    expect(contents(folder)).toEqual(before);
    expect((await zegelIn(folder, sign)).status).toBe(0);
  });

  // A file system of 8 kB needs a namespace of one's own, which not every container grants.
  const canMount = run("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
  it.skipIf(!canMount)("a full disk, a real one", async () => {
    const folder = await folderToSign();
    const script =
      'mkdir disk; mount -t tmpfs -o size=8k none disk; head -c 8192 /dev/zero >disk/full; "$@" -o disk/signed.note; echo "$?"; ls disk';
    const refused = run("unshare", ["-rm", "bash", "-c", script, "bash", ...zegelCommand, ...sign], { cwd: folder });
    expect(refused.stderr).toMatch(/disk\/signed\.note: cannot be written \(ENOSPC\)/);
    expect(refused.stdout).toMatch(/\n1\nfull\n$/);
  });
});

describe.skipIf(!has("strace"))("killed", () => {
  it("while it writes, at each step: no half note; the next run writes it whole", async () => {
    const good = Buffer.from(encodeNote(await signedBy(release, anna))).toString("latin1");
    for (const call of ["fsync:signal=KILL:when=1", "link,linkat:signal=KILL:when=1", "unlink,unlinkat:signal=KILL"]) {
      const folder = await folderToSign();
      const before = contents(folder);
      expect(injected(folder, call, sign).status, call).not.toBe(0);
      const { "release.anna.note": note = good, ...after } = contents(folder);
      const left = Object.keys(after).filter((name) => !(name in before));
      expect(left, call).toEqual([expect.stringMatching(/^release\.anna\.note\.[0-9a-f]{12}\.tmp$/)]);
      for (const name of left) rmSync(join(folder, name));
      expect(contents(folder), call).toMatchObject(before);
      expect(note, call).toBe(good); // not there, or whole
      if (readdirSync(folder).includes("release.anna.note")) continue;
      expect((await zegelIn(folder, sign)).status).toBe(0);
      expect(contents(folder)).toEqual({ ...before, "release.anna.note": good });
    }
  });

  it("between the two halves of a key: the secret half is whole and opens, and is never written over", async () => {
    const folder = await keyFolder();
    injected(folder, "link,linkat:signal=KILL:when=2", make);
    expect(readdirSync(folder)).toContain("nora.key");
    expect(readdirSync(folder)).not.toContain("nora.pub");
    const { vkey } = await openKey(join(folder, "nora.key"), passphrase);
    const shown = await zegelIn(folder, ["key", "show", "nora.key", "--passphrase-file", "pw", "--json"]);
    expect(JSON.parse(shown.stdout).raw).toBe(vkey.raw);
    expect((await zegelIn(folder, make)).stderr).toContain("nora.key: exists already");
  });
});

describe.skipIf(!has("python3"))("stopped by the person", () => {
  it("at the passphrase, at the confirmation: nothing is written", async () => {
    const folder = await folderToSign();
    const before = contents(folder);
    const ask = [...zegelCommand, "sign", "release.note", "--key", "anna.key", "--lang", "en"];
    const passphraseTurn = ["Passphrase of anna.key", "correct horse battery\r"] as const;
    for (const turns of [
      [["Passphrase of anna.key", "corr\u0003"]],
      [passphraseTurn, ["empty stops:", "\u0003"]],
    ] as const)
      expect(onTerminal(turns, ask, folder).status).toBe(130);
    expect(contents(folder)).toEqual(before);
  });
});

describe("a broken key", () => {
  it("cut, altered, empty, another file, or a wrong passphrase: told in one line, nothing signed; the good one signs", async () => {
    const folder = await folderToSign();
    const key = readFileSync(join(folder, "anna.key"));
    const flipped = Buffer.from(key);
    flipped[key.length - 1] = (flipped[key.length - 1] ?? 0) ^ 1;
    const faults: Readonly<Record<string, Buffer>> = {
      "cut.key": key.subarray(0, key.length - 1),
      "flipped.key": flipped,
      "empty.key": Buffer.alloc(0),
      "note.key": readFileSync(join(folder, "release.note")),
    };
    writeFileSync(join(folder, "wrong"), "incorrect horse\n", { mode: 0o600 });
    const before = contents(folder);
    for (const [name, bytes] of Object.entries(faults)) {
      const path = join(temporaryFolder(), name);
      writeFileSync(path, bytes);
      const refused = await refusalIn(folder, addSign, [...sign.slice(0, 3), path, ...sign.slice(4)]);
      expect(refused).toContain(`${name}: `);
      expect(refused).not.toContain("\n");
    }
    const wrong = sign.map((word) => (word === "pw" ? "wrong" : word));
    expect(await refusalIn(folder, addSign, wrong)).toContain("anna.key: wrong passphrase");
    expect(contents(folder)).toEqual(before);
    expect(await refusalIn(folder, addSign, sign)).toBe("accepted");
  });
});
