// Whatever moment a build ends at: no file with a final name that is not whole, and the next run clears up.

import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { parseNote, parseRelease } from "../../src/format/index.ts";
import { run, temporaryFolder } from "../tools.ts";
import { build, commandFiles, sha256File, tree } from "./building.ts";

const names = ["MANIFEST", "payload.tar", "release.note", "unsealed.iso"];
const payload = () => tree({ "groot.bin": Buffer.alloc(40_000_000, 1), "a/klein.txt": "x", "leeg/": "" });

function start(folder: string, out: string): { child: ChildProcess; ended: Promise<number | NodeJS.Signals> } {
  const { root, release } = commandFiles();
  const program = join(import.meta.dirname, "../../dist/cli/zegel.js");
  const args = [program, "build-iso", "--payload", folder, "--release", release, "--root", root, "--out", out];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "SIGKILL"));
  });
  return { child, ended };
}

/** Every final name that stands must be whole: judged by the note of a run that was left alone. */
function checkWhole(out: string, good: ReadonlyMap<string, string>): void {
  for (const name of names) {
    const path = join(out, name);
    if (existsSync(path)) expect(sha256File(path), name).toBe(good.get(name));
  }
  if (existsSync(join(out, "release.note"))) expect(readdirSync(out)).toEqual(expect.arrayContaining(names));
}

describe("a killed run", () => {
  test("kill -9 at many moments leaves nothing half; the next run makes the same files", async () => {
    const folder = payload();
    const whole = join(temporaryFolder(), "heel");
    const began = performance.now();
    const first = start(folder, whole);
    expect(await first.ended).toBe(0);
    const took = performance.now() - began;
    const good = new Map(names.map((name) => [name, sha256File(join(whole, name))]));
    const out = join(temporaryFolder(), "out");
    const seen = new Set<string>();
    for (let i = 1; i <= 8; i++) {
      const { child, ended } = start(folder, out);
      // The first is killed as soon as it is at work; when the others are hit depends on the machine's mood.
      if (i === 1) while (!existsSync(join(out, ".zegel-work.tmp")) && child.exitCode === null) await sleep(1);
      else await sleep((took * i) / 8.5);
      child.kill("SIGKILL");
      await ended;
      if (!existsSync(out)) continue;
      checkWhole(out, good);
      for (const name of readdirSync(out)) seen.add(name);
      if (existsSync(join(out, "release.note"))) rmSync(out, { recursive: true });
    }
    expect(seen).toContain(".zegel-work.tmp"); // some of them were killed at work
    expect(await start(folder, out).ended).toBe(0);
    expect(readdirSync(out).sort()).toEqual(names);
    checkWhole(out, good);
  });

  /** As a run leaves `out` that is killed when it has given so many of the names: hard links to what is in its work folder. */
  function killedAfter(given: number, out: string): void {
    const order = ["MANIFEST", "payload.tar", "unsealed.iso", "release.note"];
    const work = join(out, ".zegel-work.tmp/disc-1");
    mkdirSync(work, { recursive: true });
    for (const [i, name] of order.entries()) {
      if (i < given) linkSync(join(out, name), join(work, name));
      else renameSync(join(out, name), join(work, name));
    }
  }

  test.each([0, 1, 2, 3])("killed when %i of four names were given: the next run takes them back", async (given) => {
    const folder = tree({ a: "a" });
    const out = join(temporaryFolder(), "out");
    await build(folder, { out });
    killedAfter(given, out);
    await build(tree({ b: "b" }), { out });
    expect(readdirSync(out).sort()).toEqual(names);
    const { text } = parseNote(readFileSync(join(out, "release.note")), "note");
    expect(parseRelease(text).manifests).toEqual([sha256File(join(out, "MANIFEST"))]);
  });

  test("killed behind the last name: the files are whole and stay", async () => {
    const out = join(temporaryFolder(), "out");
    await build(tree({ a: "a" }), { out });
    killedAfter(4, out);
    await expect(build(tree({ b: "b" }), { out })).rejects.toMatchObject({ code: "OUTPUT" });
    expect(readdirSync(out).sort()).toEqual(names);
  });

  test("A10: nothing in a work folder that was planted makes a build remove a file that is not its own", async () => {
    const around = temporaryFolder();
    mkdirSync(join(around, "home"));
    writeFileSync(join(around, "home/precious"), "mine");
    const lists = ["../home/precious", "../../home/precious", join(around, "home/precious"), "MANIFEST", "..", ""];
    const plants: ((work: string) => void)[] = [
      ...lists.map((to) => (work: string) => {
        writeFileSync(
          join(work, "placing.json"),
          JSON.stringify([
            { from: "disc-1/x", to },
            { from: "placing.json", to: "y" },
          ]),
        );
      }),
      (work) => expect(run("mkfifo", [join(work, "placing.json")]).status).toBe(0),
      (work) => symlinkSync("/dev/zero", join(work, "placing.json")),
      (work) => writeFileSync(join(work, "MANIFEST"), "half"),
      (work) => symlinkSync(join(around, "home"), join(work, "disc-1")),
      (work) => {
        mkdirSync(join(work, "disc-1"));
        for (const name of names) symlinkSync(join(around, "home/precious"), join(work, "disc-1", name));
      },
    ];
    for (const [i, plant] of plants.entries()) {
      const out = join(around, `out-${i}`);
      mkdirSync(join(out, ".zegel-work.tmp"), { recursive: true });
      plant(join(out, ".zegel-work.tmp"));
      writeFileSync(join(out, "MANIFEST"), "of yesterday");
      await expect(build(tree({ a: "a" }), { out }), String(i)).rejects.toMatchObject({ code: "OUTPUT" });
      expect(readFileSync(join(out, "MANIFEST"), "utf8")).toBe("of yesterday");
      expect(readFileSync(join(around, "home/precious"), "utf8")).toBe("mine");
      expect(readdirSync(out)).toEqual(["MANIFEST"]);
    }
  });

  test("a stale work folder and a lock of a dead process are cleared away", async () => {
    const out = temporaryFolder();
    mkdirSync(join(out, ".zegel-work.tmp/disc-1"), { recursive: true });
    writeFileSync(join(out, ".zegel-work.tmp/disc-1/unsealed.iso"), "half");
    writeFileSync(join(out, ".zegel-lock.tmp"), "4194304 12345");
    await build(tree({ a: "a" }), { out });
    expect(readdirSync(out).sort()).toEqual(names);
    writeFileSync(join(out, ".zegel-lock.tmp"), `${process.pid} 1`); // the number of a living process, used again
    for (const name of names) rmSync(join(out, name));
    await build(tree({ a: "a" }), { out });
    expect(readdirSync(out).sort()).toEqual(names);
  });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s cleans up and ends with 1", async (signal) => {
  const out = join(temporaryFolder(), "out");
  const { child, ended } = start(payload(), out);
  for (let i = 0; i < 500 && !existsSync(join(out, ".zegel-work.tmp/disc-1")); i++) await sleep(10);
  child.kill(signal);
  expect(await ended).toBe(1);
  expect(existsSync(out)).toBe(false);
});

test("an interruption does not wait for the finished check", async () => {
  const out = join(temporaryFolder(), "out");
  const interrupt = new AbortController();
  const finishedCheck = () => {
    setTimeout(() => interrupt.abort(), 10);
    return new Promise<string[]>(() => {});
  };
  const built = build(tree({ a: "a" }), { out, finishedCheck, signal: interrupt.signal });
  await expect(built).rejects.toMatchObject({ code: "INTERRUPTED" });
  expect(existsSync(out)).toBe(false);
});

describe("outputs", () => {
  test("two runs at once in one folder: the second is refused, the first ends well", async () => {
    const folder = payload();
    const out = join(temporaryFolder(), "out");
    const first = build(folder, { out });
    await sleep(50);
    await expect(build(folder, { out })).rejects.toMatchObject({ code: "BUSY" });
    await expect(first).resolves.toHaveLength(1);
    expect(readdirSync(out).sort()).toEqual(names);
  });

  test("C6: a FIFO or another text in place of the lock is refused, and stays", async () => {
    for (const put of [
      (path: string) => expect(run("mkfifo", [path]).status).toBe(0),
      (path: string) => writeFileSync(path, "of somebody else"),
    ]) {
      const out = temporaryFolder();
      put(join(out, ".zegel-lock.tmp"));
      await expect(build(tree({ a: "a" }), { out })).rejects.toThrow(/expected the lock of a run of zegel, found/);
      expect(readdirSync(out)).toEqual([".zegel-lock.tmp"]);
      rmSync(join(out, ".zegel-lock.tmp"));
      await expect(build(tree({ a: "a" }), { out })).resolves.toHaveLength(1);
    }
  });

  test.each(names)("an existing %s is never written over", async (name) => {
    const out = temporaryFolder();
    writeFileSync(join(out, name), "van gisteren");
    const error = await build(tree({ a: "a" }), { out }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: "OUTPUT" });
    expect((error as Error).message).toContain(name);
    expect(readFileSync(join(out, name), "utf8")).toBe("van gisteren");
    expect(readdirSync(out)).toEqual([name]);
    await expect(build(tree({ a: "a" }), { out: join(out, "nieuw") })).resolves.toHaveLength(1);
  });

  test("an output folder inside the payload is refused", async () => {
    const folder = tree({ a: "a" });
    await expect(build(folder, { out: join(folder, "out") })).rejects.toMatchObject({ code: "OUTPUT" });
    await expect(build(folder, { out: folder })).rejects.toMatchObject({ code: "OUTPUT" });
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test("an output folder that cannot be made", async () => {
    const folder = tree({ a: "a" });
    await expect(build(folder, { out: join(folder, "a", "out") })).rejects.toMatchObject({ code: "OUTPUT" });
  });
});

describe("what changes meanwhile", () => {
  test("a file that changes while it is read is refused", async () => {
    const folder = tree({ a: "a", "b.bin": Buffer.alloc(3_000_000) });
    let isChanged = false;
    const onProgress = () => {
      if (!isChanged) writeFileSync(join(folder, "b.bin"), Buffer.alloc(3_000_001));
      isChanged = true;
    };
    const error = await build(folder, { onProgress }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: "CHANGED", refusals: [{ path: "b.bin" }] });
  });

  test.each<[string, string, (folder: string) => void]>([
    ["a file that comes", "nieuw.txt", (folder) => writeFileSync(join(folder, "nieuw.txt"), "x")],
    ["an empty folder that comes", "nieuw", (folder) => mkdirSync(join(folder, "nieuw"))],
    ["a link that comes", "koppeling", (folder) => symlinkSync("a", join(folder, "koppeling"))],
    ["a file that goes when it was read", "a", (folder) => rmSync(join(folder, "a"), { force: true })],
  ])("A7: %s while the payload is read is refused", async (_what, path, harm) => {
    const folder = tree({ a: "a", "b.bin": Buffer.alloc(3_000_000) });
    const once = new Set<string>();
    const onProgress = (_phase: string, done: number) => {
      if (done > 1_000_000 && !once.has(path)) harm(folder);
      if (done > 1_000_000) once.add(path);
    };
    const error = await build(folder, { onProgress }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: "CHANGED", refusals: [{ path }] });
  });

  test("a file that vanishes before it is read is refused", async () => {
    const folder = tree({ a: "a".repeat(10), b: "b" });
    const onProgress = () => rmSync(join(folder, "b"), { force: true });
    await expect(build(folder, { onProgress })).rejects.toMatchObject({ code: "CHANGED" });
  });

  test.each([
    ["own", "CHANGED"],
    ["both", "CHANGED"],
    ["xorriso", "UNSOUND"], // caught by the look at the finished image
  ] as const)("a file that changes between its digest and its writing is refused: %s", async (writer, code) => {
    const { checkBuiltImage } = await import("../../src/verify/check-built.ts");
    const folder = tree({ "a.txt": "voor", b: Buffer.alloc(100_000) });
    const out = join(temporaryFolder(), "out");
    let read = 0;
    const onProgress = (step: string) => {
      if (step === "reading" && ++read === 2) writeFileSync(join(folder, "a.txt"), "na!!");
    };
    const options = { out, writer, finishedCheck: checkBuiltImage };
    const error = await build(folder, { ...options, onProgress }).catch((e: Error) => e);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(/a\.txt/);
    expect(existsSync(out)).toBe(false);
    await expect(build(folder, options)).resolves.toHaveLength(1);
  });

  test("what the finished check says is told, and nothing is kept", async () => {
    const out = join(temporaryFolder(), "out");
    const error = await build(tree({ a: "a" }), { out, finishedCheck: async () => ["sector 40 is wrong"] }).catch(
      (e: Error) => e,
    );
    expect((error as Error).message).toMatch(/sector 40 is wrong/);
    expect(existsSync(out)).toBe(false);
  });
});
