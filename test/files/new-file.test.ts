// A new file: whole or not at all, never over another, and several together or none.

import { spawn } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  giveNames,
  NewFile,
  refuseExisting,
  tryNewFile,
  writeAllNew,
  writeNew,
  writeNewFolder,
} from "../../src/files/new-file.ts";
import { run, temporaryFolder } from "../tools.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const exists = expect.objectContaining({ name: "FilesError", code: "EXISTS" });
const file = expect.objectContaining({ name: "FilesError", code: "FILE" });

/** What may stand under a name that is wanted. */
const standing: readonly (readonly [what: string, put: (path: string) => void])[] = [
  ["a file", (path) => writeFileSync(path, "mine")],
  ["an empty file", (path) => writeFileSync(path, "")],
  ["a folder", (path) => mkdirSync(path)],
  ["a FIFO", (path) => expect(run("mkfifo", [path]).status).toBe(0)],
  ["a link to nothing", (path) => symlinkSync("gone", path)],
  ["a link to a file", (path) => symlinkSync("/etc/hostname", path)],
];

describe("a small file", () => {
  test.each([0o600, 0o644])("has its bytes and the rights %o, and nothing else is left", (mode) => {
    const folder = temporaryFolder();
    writeNew(join(folder, "a"), bytes("whole"), mode);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("whole");
    expect(statSync(join(folder, "a")).mode & 0o777).toBe(mode);
    expect(statSync(join(folder, "a")).nlink).toBe(1);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test.each([1, 49, 50, 51, 200, 255])("may have a name of %i characters, in any script", (length) => {
    const folder = temporaryFolder();
    for (const name of ["n".repeat(length), "é".repeat(Math.ceil(length / 2)), "🔏".repeat(Math.ceil(length / 4))]) {
      if (Buffer.byteLength(name) > 255) continue;
      writeNew(join(folder, name), bytes(name), 0o644);
      expect(readFileSync(join(folder, name), "utf8")).toBe(name);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test.each(standing)("is never made over %s", (_what, put) => {
    const path = join(temporaryFolder(), "a");
    put(path);
    const { ino, size } = lstatSync(path);
    expect(() => writeNew(path, bytes("x"), 0o644)).toThrow(exists);
    expect(() => tryNewFile(path)).toThrow(exists);
    expect(() => refuseExisting(path)).toThrow(exists);
    expect([lstatSync(path).ino, lstatSync(path).size]).toEqual([ino, size]);
    expect(readdirSync(join(path, ".."))).toEqual(["a"]);
  });

  test.each(["gone/a", "a-file/a", `${"n".repeat(256)}`, "a\0b"])("in no place that can be: %j", (name) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a-file"), "");
    expect(() => writeNew(join(folder, name), bytes("x"), 0o644)).toThrow();
    expect(() => tryNewFile(join(folder, name))).toThrow();
    expect(readdirSync(folder)).toEqual(["a-file"]);
  });

  test("a look whether one can be made leaves nothing", () => {
    const folder = temporaryFolder();
    tryNewFile(join(folder, "a"));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("several that belong together", () => {
  const three = (folder: string) =>
    ["a", "b", "c"].map((name) => ({ path: join(folder, name), bytes: bytes(name), mode: 0o644 }));

  test("are all there", () => {
    const folder = temporaryFolder();
    writeAllNew(three(folder));
    expect(readdirSync(folder).sort()).toEqual(["a", "b", "c"]);
  });

  test.each(standing.flatMap(([what, put]) => ["a", "b", "c"].map((name) => [what, name, put] as const)))(
    "are none where %s has the name %s, whether it was there or came meanwhile",
    (_what, name, put) => {
      const folder = temporaryFolder();
      put(join(folder, name));
      const { ino } = lstatSync(join(folder, name));
      expect(() => writeAllNew(three(folder))).toThrow(exists);
      const aside = ["a", "b", "c"].map((each) => {
        writeFileSync(join(folder, `${each}.aside`), each);
        return { temporary: join(folder, `${each}.aside`), path: join(folder, each) };
      });
      expect(() => giveNames(aside)).toThrow(exists); // past the first look
      expect(readdirSync(folder)).toEqual([name]);
      expect(lstatSync(join(folder, name)).ino).toBe(ino);
    },
  );

  test("in a new folder, or there is no folder", () => {
    const folder = join(temporaryFolder(), "new");
    expect(() =>
      writeNewFolder(folder, [...three(folder), { path: join(folder, "x/y"), bytes: bytes(""), mode: 0o644 }]),
    ).toThrow(file);
    expect(readdirSync(join(folder, ".."))).toEqual([]);
    writeNewFolder(folder, three(folder));
    expect(readdirSync(folder).sort()).toEqual(["a", "b", "c"]);
    expect(() => writeNewFolder(folder, [])).toThrow(exists);
  });

  test("what was put in place of one of them meanwhile is not taken away", () => {
    const folder = temporaryFolder();
    const [a, b] = ["a", "b"].map((name) => ({ temporary: join(folder, `${name}.aside`), path: join(folder, name) }));
    writeFileSync(a!.temporary, "a");
    // A name that changes hands between the two links: the second temporary name is a trap that swaps the first.
    const trap = {
      path: b!.path,
      get temporary() {
        renameSync(a!.path, join(folder, "moved"));
        writeFileSync(a!.path, "mine");
        return join(folder, "gone");
      },
    };
    expect(() => giveNames([a!, trap])).toThrow();
    expect(readFileSync(a!.path, "utf8")).toBe("mine");
  });
});

describe("a large file", () => {
  test("has its name when it is whole; discarded, nothing is left", async () => {
    const folder = temporaryFolder();
    for (const isKept of [true, false]) {
      const made = await NewFile.create(join(folder, `kept-${isKept}`), 0o644);
      await made.handle.write("whole");
      expect(readdirSync(folder).filter((name) => name.startsWith(`kept-${isKept}.`))).toHaveLength(1);
      if (isKept) {
        await made.flush();
        made.giveName();
      }
      await made.discard();
    }
    expect(readdirSync(folder)).toEqual(["kept-true"]);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("C8: is gone when %s stops its run", async (signal) => {
    const folder = temporaryFolder();
    const module = `
      import { NewFile } from ${JSON.stringify(join(import.meta.dirname, "../../dist/files/new-file.js"))};
      import { inTemporaryFolder } from ${JSON.stringify(join(import.meta.dirname, "../../dist/files/temporary-folder.js"))};
      await inTemporaryFolder("test", async () => {
        globalThis.kept = await NewFile.create("large", 0o644); // else it is closed when memory is tidied
        console.log("ready");
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const env = { ...process.env, TMPDIR: folder };
    const child = spawn(process.execPath, ["--input-type=module", "-e", module], { cwd: folder, env });
    let said = "";
    child.stderr.on("data", (text) => (said += text));
    child.stdout.once("data", () => {
      expect(readdirSync(folder)).toHaveLength(2);
      child.kill(signal);
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
    expect(said).toBe(`zegel: interrupted (${signal}): what was not finished is removed\n`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)("in a folder without the right to write", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    await expect(NewFile.create(join(folder, "a"), 0o644)).rejects.toThrow(file);
    chmodSync(folder, 0o700);
  });
});
