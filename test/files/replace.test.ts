// A file that takes the place of another: the old one whole, or the new one whole, whatever fails.

import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { replaceFile, tryReplace } from "../../src/files/replace.ts";
import { keyFolder } from "../cli/flow.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { cheap, errno, makeLibrary, runAlone, runJobs } from "./faults.ts";

const bytes = new TextEncoder().encode("new");

describe("a file that is replaced", () => {
  test("has the new bytes and rights once they were looked at, and the old ones until then", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "a");
    writeFileSync(path, "old", { mode: 0o644 });
    tryReplace(path);
    expect(readdirSync(folder)).toEqual(["a"]);
    await replaceFile({ path, bytes, mode: 0o600 }, async (written) => {
      expect([readFileSync(path, "utf8"), readFileSync(written, "utf8")]).toEqual(["old", "new"]);
    });
    expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["new", 0o600]);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test("stays as it was when the look at the new one says no, or the file is another by then", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "a");
    writeFileSync(path, "old");
    const no = new Error("no");
    await expect(replaceFile({ path, bytes, mode: 0o600 }, () => Promise.reject(no))).rejects.toBe(no);
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["a"], "old"]);
    const twin = async () => linkSync(path, join(folder, "b"));
    await expect(replaceFile({ path, bytes, mode: 0o600 }, twin)).rejects.toMatchObject({ code: "FILE" });
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["a", "b"], "old"]);
  });

  test.each([
    ["nothing", () => undefined],
    ["a folder", (path: string) => mkdirSync(path)],
    ["a FIFO", (path: string) => expect(run("mkfifo", [path]).status).toBe(0)],
    ["a link to a file", (path: string) => symlinkSync("/etc/hostname", path)],
    ["a link to nothing", (path: string) => symlinkSync("gone", path)],
  ])("is a file: not %s", async (_what, put) => {
    const path = join(temporaryFolder(), "a");
    put(path);
    const before = readdirSync(join(path, ".."));
    expect(() => tryReplace(path)).toThrow("expected a file to replace, found");
    await expect(replaceFile({ path, bytes, mode: 0o600 })).rejects.toMatchObject({ code: "FILE" });
    expect(readdirSync(join(path, ".."))).toEqual(before);
  });
});

describe.skipIf(!has("cc"))("zegel key passphrase on a disk that fails", () => {
  const words = (out: string) =>
    ["key", "passphrase", `${out}/anna.key`, "--passphrase-file", "pw", "--new-passphrase-file", "new"] as const;
  const faults: Readonly<Record<string, string>> = {
    "a full disk": `write:${errno.ENOSPC}:0:@`,
    "a file that is not flushed": `fsync:${errno.EIO}:0:@`,
    "a rename that fails": `rename:${errno.EIO}:0:@`,
  };

  async function prepare(count: number) {
    const folder = await keyFolder();
    writeFileSync(join(folder, "new"), "four more random words\n", { mode: 0o600 });
    for (let i = 0; i < count; i++) {
      mkdirSync(join(folder, `UIT-${i}`));
      copyFileSync(join(folder, "anna.key"), join(folder, `UIT-${i}/anna.key`));
    }
    return { folder, library: makeLibrary(folder), old: readFileSync(join(folder, "anna.key")) };
  }

  test("the old file stays, alone, and one sentence says why; where nothing fails it is another", async () => {
    const rules = ["", ...Object.values(faults)];
    const { folder, library, old } = await prepare(rules.length + 1);
    const at = (rule: string, i: number) => ({ words: words(`UIT-${i}`), faults: rule.replaceAll("@", `UIT-${i}`) });
    const ended = await runJobs(library, folder, [...rules.map(at), at(`fsyncdir:${errno.EIO}:0:@`, rules.length)]);
    const isOld = (i: number) => readFileSync(join(folder, `UIT-${i}/anna.key`)).equals(old);
    expect([ended[0]?.exitCode, isOld(0)]).toEqual([0, false]);
    for (const [i, what] of Object.keys(faults).entries()) {
      const { exitCode, said } = ended[i + 1] ?? {};
      expect([what, exitCode, isOld(i + 1)]).toEqual([what, 1, true]);
      expect(said).toMatch(/^zegel: \S+anna\.key: cannot be written \((ENOSPC|EIO)\)[^\n]*\n$/);
    }
    const last = ended.at(-1);
    expect([last?.exitCode, isOld(rules.length)]).toEqual([1, false]);
    expect(last?.said).toContain("was replaced, but the disk does not confirm it (EIO)");
    for (let i = 0; i <= rules.length; i++) expect(readdirSync(join(folder, `UIT-${i}`))).toEqual(["anna.key"]);
  });

  test("killed at any moment there is a file that opens: the old one, or the new one", async () => {
    const moments = ["write:KILL:1", "fsync:KILL:1", "rename:KILL:1", "fsyncdir:KILL:1"];
    const { folder, library, old } = await prepare(moments.length);
    for (const [i, moment] of moments.entries()) {
      const job = { words: words(`UIT-${i}`), faults: `${moment}:UIT-${i}` };
      expect([moment, await runAlone(library, folder, job, cheap)]).toEqual([moment, "SIGKILL"]);
      const found = readFileSync(join(folder, `UIT-${i}/anna.key`));
      expect([moment, found.equals(old)]).toEqual([moment, !moment.startsWith("fsyncdir")]);
      const left = readdirSync(join(folder, `UIT-${i}`)).filter((name) => name !== "anna.key");
      expect(left.filter((name) => !/^anna\.key\.[0-9a-f]{12}\.tmp$/.test(name))).toEqual([]);
    }
    const again = moments.slice(0, 3).map((_, i) => ({ words: words(`UIT-${i}`), faults: "" }));
    expect((await runJobs("", folder, again)).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  });
});
