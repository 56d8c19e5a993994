// `zegel verify` as people and scripts meet it: exit codes, words, the record, and that nothing but a finished yes is 0.

import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc } from "../verify/fixture.ts";
import { startIn, zegelIn } from "./flow.ts";

const disc: Disc = makeDisc();
const dist = join(import.meta.dirname, "../../dist");
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "master.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
});

const verify = (...args: string[]) => zegelIn(folder, ["verify", ...args]);
const good = ["master.iso", "--root", "root.note", "--code", disc.code];

describe("a good disc", () => {
  test("exit 0, the word in the first lines, in both languages", async () => {
    const english = await verify(...good, "--lang", "en");
    expect(english).toMatchObject({ status: 0, stderr: "" });
    expect(english.stdout.split("\n").slice(1, 4)).toEqual([
      " GOOD",
      "=".repeat(79),
      "This ISO file is genuine. You may install.",
    ]);
    const dutch = await verify(...good, "--lang", "nl");
    expect(dutch.stdout.split("\n").slice(1, 4)).toEqual([
      " GOED",
      "=".repeat(79),
      "Dit ISO-bestand is echt. U mag installeren.",
    ]);
    expect(dutch.stdout).not.toMatch(/\{[a-zA-Z0-9]+\}/);
  });

  test("the language follows the locale", async () => {
    const lines = async (LC_ALL: string) => (await zegelIn(folder, ["verify", ...good], { LC_ALL })).stdout;
    expect(await lines("nl_NL.UTF-8")).toContain("U mag installeren");
    expect(await lines("C")).toContain("You may install");
  });

  test("no line is wider than 80 columns but those of a word that is", async () => {
    for (const line of (await verify(...good, "--lang", "nl")).stdout.split("\n"))
      expect([line, line.length < 80 || !line.trim().includes(" ")]).toEqual([line, true]);
  });

  test("zegel-verify says the same", () => {
    const alone = run(process.execPath, [join(dist, "verify/program/zegel-verify.js"), ...good, "--lang", "en"], {
      cwd: folder,
    });
    // The record names the moment and the program that ran, and its control number covers both.
    const timeless = ({ stdout, ...outcome }: typeof alone) => ({
      ...outcome,
      stdout: stdout.replace(/^Program and computer:\n( .*\n)+/m, "").replace(/^Control number: .*$/gm, ""),
    });
    expect(timeless(alone)).toEqual(timeless(startIn(folder, ["verify", ...good, "--lang", "en"])));
  });

  test("--json is one object with every step", async () => {
    const { status, stdout } = await verify(...good, "--json");
    const report = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(report).toMatchObject({ format: "zegel/record v1", verdict: "ECHT", scope: "image", filesCompared: 5 });
    const asked = report.steps.map((step: { id: string }) =>
      ["rebuilds", "recall", "log"].includes(step.id) ? "not-asked" : "passed",
    );
    expect(report.steps.map((step: { status: string }) => step.status)).toEqual(asked);
  });
});

describe("a bad disc", () => {
  test("its verdict's exit code, the file, what to do, and whom to call", async () => {
    const image = Buffer.from(disc.image);
    image.write("X", image.indexOf("Lees dit eerst"));
    writeFileSync(join(folder, "bad.iso"), image);
    const { status, stdout } = await verify("bad.iso", ...good.slice(1), "--lang", "nl");
    expect(status).toBe(22);
    expect(stdout.split("\n")[1]).toBe(" STOP");
    expect(stdout).toContain("vrijgegeven: LEESMIJ.txt");
    expect(stdout.replace(/\s+/g, " ")).toContain("Bel of mail de Kiesraad: Kiesraad, 070-0000000.");
  });

  test("a file name cannot steer the terminal", async () => {
    mkdirSync(join(folder, "tree"));
    for (const [path, content] of Object.entries(disc.files)) {
      mkdirSync(join(folder, "tree", path, ".."), { recursive: true });
      writeFileSync(join(folder, "tree", path), content);
    }
    mkdirSync(join(folder, "tree", "lege map"));
    expect((await verify("tree", ...good.slice(1))).status).toBe(0);
    writeFileSync(join(folder, "tree", "\u001b[2Jx\u202egpj.exe"), "");
    const { status, stdout } = await verify("tree", ...good.slice(1));
    expect(status).toBe(23);
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect(stdout).toContain("\\u{1b}[2Jx\\u{202e}gpj.exe");
  });
});

describe("what was given beside the disc", () => {
  test("a root without signatures: the advice is about the root, not about the disc", async () => {
    const text = `${new TextDecoder().decode(disc.rootNote).split("\n\n")[0]}\n\n`;
    writeFileSync(join(folder, "unsigned.note"), text);
    const { status, stdout } = await verify(
      "master.iso",
      "--root",
      "unsigned.note",
      "--code",
      disc.code,
      "--lang",
      "nl",
    );
    expect(status).toBe(21);
    expect(stdout).toContain("Neem het bestand met de lijst van wie mag ondertekenen (vertrouwensbasis)");
    expect(stdout).not.toContain("Leg de schijf in de envelop");
  });
});

describe("without an answer", () => {
  test.each([
    ["no target", [], 2],
    ["two targets", ["master.iso", "master.iso"], 2],
    ["an unknown option", ["master.iso", "--force"], 2],
    ["a target that is not there", ["gone.iso", "--root", "root.note", "--code", disc.code], 2],
    ["a code with a slip", ["master.iso", "--root", "root.note", "--code", disc.code.replace(/.$/, "U")], 2],
    ["an unknown purpose", [...good, "--purpose", "real"], 2],
    ["a sequence that is no number", ["master.iso", "--min-sequence", "12x"], 2],
    ["a root that is not there", ["master.iso", "--root", "gone.note"], 1],
    ["a root that is no note", ["master.iso", "--root", "master.iso"], 2],
    ["a device", ["/dev/null", "--root", "root.note", "--code", disc.code], 2],
  ])("%s: no verdict, nothing on the screen but the reason", async (_what, args, status) => {
    const outcome = await verify(...args);
    expect(outcome).toMatchObject({ status, stdout: "" });
    expect(outcome.stderr).toMatch(/^zegel verify: (GEBRUIK|FOUT): .+\n$/);
  });

  test("--help is no verdict, and 0", async () => {
    expect(await verify("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Example:") });
  });

  test("a named pipe is refused and does not hang", () => {
    run("mkfifo", [join(folder, "pipe")]);
    expect(startIn(folder, ["verify", "pipe", ...good.slice(1)]).status).toBe(2); // one that hangs cannot be ended from within
  });
});

describe("the record", () => {
  test("is written, as text or JSON, and never over another", async () => {
    const { status, stdout } = await verify(...good, "--lang", "en", "--record", "r.txt");
    expect(status).toBe(0);
    expect(readFileSync(join(folder, "r.txt"), "utf8")).toBe(stdout);
    expect((await verify(...good, "--record", "r.json")).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "r.json"), "utf8"))).toMatchObject({ verdict: "ECHT" });
    expect((await verify(...good, "--record", "r.json")).status).toBe(2);
  });

  test("that cannot be written is a slip, told before the disc is read; the folder made, it is written", async () => {
    const outcome = await verify(...good, "--lang", "en", "--record", "gone/r.txt");
    expect(outcome).toMatchObject({ status: 2, stdout: "" });
    expect(outcome.stderr).toContain("gone/r.txt");
    expect(existsSync(join(folder, "gone"))).toBe(false);
    mkdirSync(join(folder, "gone"));
    expect((await verify(...good, "--record", "gone/r.txt")).status).toBe(0);
    expect(existsSync(join(folder, "gone/r.txt"))).toBe(true);
  });

  test("whose disk fails after the long read: never 0, and the verdict still on the screen", () => {
    const path = join(folder, "failing.mjs");
    writeFileSync(
      path,
      `import fs from "node:fs";
       import { syncBuiltinESMExports } from "node:module";
       const write = fs.writeSync;
       fs.writeSync = (file, ...rest) => {
         if (file > 2) throw Object.assign(new Error("EIO"), { code: "EIO", errno: -5, syscall: "write" });
         return write(file, ...rest);
       };
       syncBuiltinESMExports();
       const { runVerify } = await import(${JSON.stringify(join(dist, "verify/program/main.js"))});
       await runVerify(process.argv.slice(2));`,
    );
    const failing = (...args: string[]) =>
      run(process.execPath, [path, ...good, "--lang", "en", ...args], { cwd: folder });
    const outcome = failing("--record", "r.txt");
    expect([outcome.status, outcome.stdout]).toEqual([1, expect.stringContaining("You may install.")]);
    expect(outcome.stderr).toContain("r.txt");
    expect(existsSync(join(folder, "r.txt"))).toBe(false);
    expect(failing().status).toBe(0);
  });

  test("on a full disk: never 0", async () => {
    expect((await verify(...good, "--record", "/dev/full")).status).toBe(2); // exists
    const full = spawnFull([...good, "--lang", "en"]);
    expect(full).not.toBe(0);
  });
});

/** With standard output on a device that takes nothing. */
function spawnFull(args: string[]): number | null {
  return run(
    "sh",
    ["-c", 'exec "$0" "$@" > /dev/full', process.execPath, join(dist, "verify/program/zegel-verify.js"), ...args],
    {
      cwd: folder,
    },
  ).status;
}

/** Runs a module that imports the built verifier; resolves to its exit code. */
function runModule(source: string, killAfter?: number): Promise<number | null> {
  const path = join(folder, "module.mjs");
  writeFileSync(path, source);
  const child = spawn(process.execPath, [path], { cwd: folder, stdio: "ignore" });
  if (killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((resolve) => child.on("exit", resolve));
}

describe("when something breaks, it is never 0", () => {
  const start = (change: string) => `
    import { FileMedium } from ${JSON.stringify(join(dist, "verify/node/medium.js"))};
    import { Worker } from "node:worker_threads";
    import { runVerify } from ${JSON.stringify(join(dist, "verify/program/main.js"))};
    ${change}
    await runVerify(${JSON.stringify(good)});
  `;

  test("the unchanged module is 0", async () => {
    expect(await runModule(start(""))).toBe(0);
  });

  test.each([
    ["the threads of the pass are killed", "Worker.prototype.postMessage = function () { void this.terminate(); };"],
    [
      "a read fails",
      "FileMedium.prototype.read = async () => { throw Object.assign(new Error('EIO'), { code: 'EIO' }); };",
    ],
    [
      "a read comes short",
      "const read = FileMedium.prototype.read; FileMedium.prototype.read = async function (p, b) { return (await read.call(this, p, b)) - 1; };",
    ],
    ["a read never ends", "FileMedium.prototype.read = () => new Promise(() => undefined);"],
    ["closing fails", "FileMedium.prototype.close = async () => { throw new Error('EIO'); };"],
  ])("%s", async (_what, change) => {
    expect(await runModule(start(change), 10_000)).not.toBe(0); // what hangs is killed
  });

  test("an unreadable image", async () => {
    chmodSync(join(folder, "master.iso"), 0);
    const { status } = await verify(...good);
    expect(status).toBe(process.getuid?.() === 0 ? 0 : 1); // root may read anything
  });
});
