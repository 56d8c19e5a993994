// Reads that end: whatever a name stands for, whatever size it claims.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBuildIso } from "../../src/cli/disc/build-iso.ts";
import { addInspect } from "../../src/cli/disc/inspect.ts";
import { addInstallList } from "../../src/cli/disc/install-list.ts";
import { addKit } from "../../src/cli/disc/kit.ts";
import { addLintPayload } from "../../src/cli/disc/lint-payload.ts";
import { addSeal } from "../../src/cli/disc/seal.ts";
import { addVerify } from "../../src/cli/disc/verify.ts";
import { addKey } from "../../src/cli/keys/key.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addRequest } from "../../src/cli/notes/request.ts";
import { addCompare } from "../../src/cli/reproduce/compare.ts";
import { addReproduce } from "../../src/cli/reproduce/reproduce.ts";
import { addRoot } from "../../src/cli/root/root.ts";
import { FileError, openFile, openFileSync, readBytes, readBytesSync, readOpenSync } from "../../src/files/bounded.ts";
import { commandFiles } from "../build-iso/building.ts";
import { runIn, zegelCommand } from "../cli/flow.ts";
import { mallory, passphrase, writeTestKey } from "../sign/fixtures.ts";
import { has, run, temporaryFolder } from "../tools.ts";

const isLinux = process.platform === "linux";
const fifo = (path: string) => execFileSync("mkfifo", [path]);

async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return "accepted";
}

describe("C5: a bounded read", () => {
  test("gives plain bytes of their own, whole: `.slice()` copies", async () => {
    const path = join(temporaryFolder(), "f");
    for (const size of [0, 1, 1000, 65_535, 65_536, 65_537, 200_000]) {
      const content = Buffer.alloc(size, "zegel");
      writeFileSync(path, content);
      for (const bytes of [
        await readBytes(path, size),
        readBytesSync(path, size),
        readOpenSync(openSync(path, "r"), path, size),
      ]) {
        expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
        expect(Buffer.compare(bytes, content)).toBe(0);
        expect([bytes.byteOffset, bytes.buffer.byteLength]).toEqual([0, size]);
        const copy = bytes.slice();
        bytes.fill(0);
        expect(Buffer.compare(copy, content)).toBe(0);
      }
      if (size > 0) {
        expect(await refusal(() => readBytes(path, size - 1))).toMatch(/expected at most \d+ bytes, found more/);
        expect(await refusal(() => readBytesSync(path, size - 1))).toMatch(/expected at most \d+ bytes, found more/);
      }
    }
  });

  test.skipIf(!isLinux)("C5: ends on what claims no size and never ends", async () => {
    for (const path of ["/dev/zero", "/proc/self/pagemap"]) // which gives whole entries of 8 bytes
      expect([path, await refusal(() => readBytes(path, 1007))]).toEqual([path, expect.stringMatching(/found more/)]);
    expect(await refusal(() => readBytesSync("/proc/self/pagemap", 1007))).toMatch(/found more/);
    expect(await refusal(() => readBytesSync("/dev/zero", 1000))).toMatch(/expected a file, found a device/);
    expect((await readBytes("/proc/self/status", 10_000)).length).toBeGreaterThan(0); // size 0, and yet it ends
  });

  test.skipIf(!isLinux)("C6: never waits for the writer of a pipe, and waits for one that is there", async () => {
    const folder = temporaryFolder();
    fifo(join(folder, "pipe"));
    symlinkSync("pipe", join(folder, "link"));
    for (const name of ["pipe", "link"]) {
      const path = join(folder, name);
      expect((await readBytes(path, 10)).length).toBe(0); // nobody writes
      expect(await refusal(() => readBytesSync(path, 10))).toMatch(/expected a file, found a pipe/);
      expect(await refusal(() => openFile(path))).toMatch(/expected a file, found a pipe/);
      expect(await refusal(() => openFileSync(path))).toMatch(/expected a file, found a pipe/);
    }
    execFileSync("sh", ["-c", '(sleep 0.3; printf "een "; sleep 0.3; printf twee) >"$0" &', join(folder, "pipe")], {
      stdio: "ignore",
    });
    expect(Buffer.from(await readBytes(join(folder, "pipe"), 10)).toString()).toBe("een twee");
    for (const bad of [folder, join(folder, "weg")]) {
      expect(await refusal(() => readBytes(bad, 10))).not.toBe("accepted");
      expect(await refusal(() => openFile(bad))).not.toBe("accepted");
    }
  });

  test.skipIf(!isLinux || !has("bash"))("a passphrase from a process substitution, as before", async () => {
    const folder = temporaryFolder();
    await writeTestKey(folder, mallory);
    const say = `(sleep 0.2; echo '${Buffer.from(passphrase).toString()}')`;
    const show = [...zegelCommand, "key", "show", "mallory.key", "--passphrase-file"];
    const shown = run("bash", ["-c", `"$@" <${say}`, "bash", ...show], { cwd: folder });
    expect([shown.status, shown.stderr]).toEqual([0, ""]);
    const input = run("bash", ["-c", `"$@" /dev/stdin < <${say}`, "bash", ...show], { cwd: folder });
    expect([input.status, input.stderr]).toEqual([0, ""]);
  });
});

describe.skipIf(!isLinux || !has("xorrisofs"))("C5, C6: a command given what is no file", () => {
  let folder = "";
  let files: ReturnType<typeof commandFiles>;
  beforeAll(() => {
    folder = execFileSync("mktemp", ["-d"]).toString().trim();
    for (const name of ["pipe", "p.tar", "p.zip", "p.iso", "a.key", "a.pub"]) fifo(join(folder, name));
    for (const name of ["huge", "huge.tar", "huge.iso"]) {
      writeFileSync(join(folder, name), "");
      truncateSync(join(folder, name), 2 ** 40);
    }
    mkdirSync(join(folder, "tree"));
    writeFileSync(join(folder, "tree/huge.bin"), "");
    truncateSync(join(folder, "tree/huge.bin"), 2 ** 40);
    mkdirSync(join(folder, "small"));
    writeFileSync(join(folder, "small/a.txt"), "a");
    writeFileSync(join(folder, "zero.json"), '{ "install": "/dev/zero" }');
  });
  afterAll(() => execFileSync("rm", ["-rf", folder]));

  test("C5, C6: is refused at once", async () => {
    files = commandFiles();
    const description = JSON.parse(readFileSync(files.release, "utf8")) as object;
    for (const [name, field] of [
      ["zero", "install"],
      ["zero2", "instructions"],
    ] as const)
      writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...description, [field]: "/dev/zero" }));
    const build = (change: Record<string, string>) => {
      const given = { payload: "small", release: files.release, root: files.root, out: "out", ...change };
      return ["build-iso", ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])];
    };
    for (const [add, args] of [
      [addBuildIso, build({ payload: "p.tar" })],
      [addBuildIso, build({ payload: "p.zip" })],
      [addBuildIso, build({ payload: "tree" })],
      [addBuildIso, build({ kit: "p.tar" })],
      [addBuildIso, build({ release: "pipe" })],
      [addBuildIso, build({ release: "/dev/zero" })],
      [addBuildIso, build({ release: "zero.json" })],
      [addBuildIso, build({ release: "zero2.json" })],
      [addBuildIso, build({ root: "pipe" })],
      [addBuildIso, build({ root: "/proc/self/pagemap" })],
      [addBuildIso, build({ previous: "/dev/zero" })],
      [addCompare, ["compare", "huge.iso", "huge.iso"]],
      [addCompare, ["compare", "tree", "huge.iso"]],
      [addCompare, ["compare", "tree", "small"]],
      [addCompare, ["compare", "p.iso", "huge.iso"]],
      [addInspect, ["inspect", "p.iso"]],
      [addInspect, ["inspect", "/dev/zero"]],
      [addInstallList, ["install-list", "pipe", "-o", "x"]],
      [addKey, ["key", "show", "a.pub"]],
      [addKey, ["key", "show", "a.key", "--passphrase-file", "pipe"]],
      [addKey, ["key", "new", "--name", "n", "--out", "n", "--passphrase-file", "/dev/zero"]],
      [addKit, ["kit", "p.tar", "--kit-version", "1", "-o", "k.tar"]],
      [addLintPayload, ["lint-payload", "p.tar"]],
      [addMerge, ["merge", "pipe", "/dev/zero", "-o", "x"]],
      [addMerge, ["merge", files.root, "--root", "/proc/self/pagemap", "-o", "x"]],
      [addReproduce, ["reproduce", "p.iso", "--payload", "small"]],
      [addReproduce, ["reproduce", "/dev/zero", "--payload", "small"]],
      [addRequest, ["request", "show", "/dev/zero"]],
      [addRoot, ["root", "show", "/proc/self/pagemap"]],
      [addRoot, ["root", "show", "pipe"]],
      [addSeal, ["seal", "--image", "p.iso", "--release", files.root, "--root", files.root, "-o", "x"]],
      [addSeal, ["seal", "--image", "p.iso", "--release", "/dev/zero", "--root", "pipe", "-o", "x"]],
      [addVerify, ["verify", "huge.iso", "--root", "/proc/self/pagemap"]],
      [addVerify, ["verify", "huge.iso", "--root", "pipe"]],
      [addVerify, ["verify", "p.iso", "--expect-sha256-file", "pipe"]],
    ] as const) {
      const { status, stderr } = await runIn(folder, add, args);
      expect([args.join(" "), status === 0, stderr]).toEqual([
        args.join(" "),
        false,
        expect.not.stringMatching(/internal error|\n +at /),
      ]);
    }
    expect(existsSync(join(folder, "x"))).toBe(false);
  });
});
