// From a reference installation to a judged one, as people type it; and what --extract leaves whatever ends the run.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parseInstallJson } from "../../src/build-iso/release/install-json.ts";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { type Outcome, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload } from "../verify/fixture.ts";
import { zegelIn } from "./flow.ts";

const installation: Readonly<Record<string, string>> = { "osv/osv.jar": "PK\n".repeat(99), "osv/osv.ini": "a=1\n" };
const dist = join(import.meta.dirname, "../../dist");
let folder: string;
let disc: Disc;

function install(name: string): void {
  for (const [path, content] of Object.entries(installation)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), content);
  }
}

/** The list as `zegel install-list` makes it, on a disc. */
async function discOf(): Promise<Disc> {
  const made = await zegelIn(folder, ["install-list", "PC", "--may-change", "osv/osv.ini", "-o", "i.json"]);
  expect(made).toMatchObject({ status: 0, stderr: "" });
  const list = encodeInstall(parseInstallJson(readFileSync(join(folder, "i.json")), "i.json").files);
  rmSync(join(folder, "i.json"));
  return makeDisc({ payload: { ...samplePayload, [installPath]: list } });
}

beforeEach(async () => {
  folder = temporaryFolder();
  install("PC");
  disc ??= await discOf();
  rmSync(join(folder, "i.json"), { force: true });
  writeFileSync(join(folder, "master.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
});

const outside = (of = disc) => ["--root", "root.note", "--code", of.code];
const verify = (...args: string[]): Promise<Outcome> => zegelIn(folder, ["verify", ...args, ...outside()]);
const installed = (...args: string[]) => verify("--installed", "PC", "--reference", "master.iso", ...args);

describe("--installed", () => {
  test("good: exit 0, in words for a program in use", async () => {
    const english = await installed("--lang", "en");
    expect(english).toMatchObject({ status: 0, stderr: "" });
    expect(english.stdout.split("\n")[3]).toBe("This program is genuine. You may use it.");
    expect(english.stdout).toMatch(/Compared with: master\.iso/);
    expect(english.stdout).toMatch(/alternate\s+data streams/);
    const dutch = (await installed("--lang", "nl")).stdout;
    expect(dutch.split("\n")[3]).toBe("Dit programma is echt. U mag het gebruiken.");
    expect(dutch).toMatch(/Gecontroleerd:\s+het\s+geïnstalleerde\s+programma\s+in\s+PC\./);
    expect(dutch).toContain("Mag veranderen, inhoud niet vergeleken: osv/osv.ini");
    expect(dutch).not.toMatch(/installeren|\{[a-zA-Z0-9]+\}/);
  });

  test("by the reference that the disc check saved, without the disc", async () => {
    expect((await verify("master.iso", "--save-reference", "ref")).status).toBe(0);
    expect(readdirSync(join(folder, "ref")).sort()).toEqual(["INSTALL", "MANIFEST", "SEAL"]);
    rmSync(join(folder, "master.iso"));
    expect((await verify("--installed", "PC", "--reference", "ref")).status).toBe(0);
    const json = JSON.parse((await verify("--installed", "PC", "--reference", "ref", "--json")).stdout);
    expect(json).toMatchObject({ verdict: "ECHT", scope: "installed", target: "PC", filesCompared: 1 });
  });

  test("changed: 22; extra: 23; both in words of use, not of installing", async () => {
    writeFileSync(join(folder, "PC/osv/osv.ini"), "a=2\n");
    expect((await installed()).status).toBe(0);
    writeFileSync(join(folder, "PC/osv/evil.dll"), "");
    const extra = await installed("--lang", "nl");
    expect(extra.status).toBe(23);
    expect(extra.stdout).toContain("Niet gebruiken. Er staat iets extra's bij het programma.");
    writeFileSync(join(folder, "PC/osv/osv.jar"), "PK");
    const changed = await installed("--lang", "nl");
    expect(changed.status).toBe(22);
    expect(changed.stdout).toContain("Niet gebruiken. Er is iets veranderd.");
  });

  test.each<[string, string[], RegExp]>([
    ["no reference", ["--installed", "PC"], /go together/],
    ["no folder", ["--reference", "master.iso"], /go together/],
    ["a target too", ["master.iso", "--installed", "PC", "--reference", "master.iso"], /takes the place/],
    ["with --extract", ["--installed", "PC", "--reference", "master.iso", "--extract", "x"], /need a disc/],
    [
      "with --save-reference",
      ["--installed", "PC", "--reference", "master.iso", "--save-reference", "x"],
      /need a disc/,
    ],
    ["a file as folder", ["--installed", "root.note", "--reference", "master.iso"], /expected the folder/],
    ["a folder that is not there", ["--installed", "gone", "--reference", "master.iso"], /gone/],
    ["a reference that is not there", ["--installed", "PC", "--reference", "gone"], /gone/],
    ["a device as reference", ["--installed", "PC", "--reference", "/dev/null"], /dev/],
  ])("%s: no verdict", async (_what, args, message) => {
    const outcome = await verify(...args);
    expect(outcome).toMatchObject({ status: 2, stdout: "" });
    expect(outcome.stderr).toMatch(message);
    expect(readdirSync(folder).sort()).toEqual(["PC", "master.iso", "root.note"]);
  });

  test("a release without a list: no verdict, and it says why", async () => {
    const listless = makeDisc();
    writeFileSync(join(folder, "master.iso"), listless.image);
    const args = ["--installed", "PC", "--reference", "master.iso", "--root", "root.note", "--code", listless.code];
    const outcome = await zegelIn(folder, ["verify", ...args]);
    expect(outcome).toMatchObject({ status: 2, stdout: "" });
    expect(outcome.stderr).toMatch(/no ZEGEL\/INSTALL/);
  });
});

describe("--extract", () => {
  const around = () => readdirSync(folder).filter((name) => !["PC", "master.iso", "root.note"].includes(name));

  test("good, and what was extracted verifies and serves as reference", async () => {
    expect((await verify("master.iso", "--extract", "uit")).status).toBe(0);
    expect((await verify("uit")).status).toBe(0);
    expect((await verify("--installed", "PC", "--reference", "uit")).status).toBe(0);
    expect((await verify("uit", "--extract", "uit2")).status).toBe(0);
    expect(await verify("master.iso", "--extract", "uit")).toMatchObject({ status: 2, stdout: "" });
  });

  test("a record that cannot be written: nothing is kept", async () => {
    expect((await verify("master.iso", "--extract", "uit", "--record", "gone/r.txt")).status).toBe(2);
    expect(around()).toEqual([]);
    expect((await verify("master.iso", "--extract", "uit", "--record", "r.txt")).status).toBe(0);
    expect(around().sort()).toEqual(["r.txt", "uit"]);
  });

  /** Files of more than so many KiB cannot be written, as on a full disk. */
  const withRoom = (kibibytes: number, target: string) =>
    run(
      "bash",
      [
        ...[
          "-c",
          'ulimit -f "$0"; exec "$@"',
          String(kibibytes),
          process.execPath,
          join(dist, "verify/program/zegel-verify.js"),
        ],
        ...[target, ...outside(), "--extract", "uit"],
      ],
      { cwd: folder },
    );

  test("without room: FOUT, nothing is left; with room it is good", () => {
    const full = withRoom(10, "master.iso");
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/FOUT: .*uit: not written, nothing was left behind: EFBIG/);
    expect(around()).toEqual([]);
    expect(withRoom(1000, "master.iso").status).toBe(0);
    expect(around()).toEqual(["uit"]);
  });

  test("without room a forged disc is still called forged", () => {
    const image = Buffer.from(disc.image);
    image.write("X", image.indexOf("Lees dit eerst"));
    writeFileSync(join(folder, "master.iso"), image);
    expect(withRoom(10, "master.iso").status).toBe(22);
    expect(around()).toEqual([]);
  });

  /** Runs the built verifier with a medium that stops in the middle, and ends it by a signal. */
  function interrupted(signal: NodeJS.Signals, of: Disc): Promise<{ code: number | null; by: NodeJS.Signals | null }> {
    const module = `
      import { RingPass } from ${JSON.stringify(join(dist, "verify/node/ring.js"))};
      import { runVerify } from ${JSON.stringify(join(dist, "verify/program/main.js"))};
      const next = RingPass.prototype.next;
      RingPass.prototype.next = async function () {
        const chunk = await next.call(this);
        if (chunk.position < 1_000_000) return chunk;
        console.log("half");
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      };
      await runVerify(${JSON.stringify(["master.iso", ...outside(of), "--extract", "uit"])});`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", module], { cwd: folder });
    child.stdout.once("data", () => child.kill(signal));
    return new Promise((resolve) => child.on("exit", (code, by) => resolve({ code, by })));
  }

  test("interrupted: nothing is left; killed: only the temporary folder", async () => {
    const large = makeDisc({ payload: { ...samplePayload, "z.bin": new Uint8Array(3_000_000).fill(1) } });
    writeFileSync(join(folder, "master.iso"), large.image);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      expect(await interrupted(signal, large)).toEqual({ code: 1, by: null });
      expect(around()).toEqual([]);
    }
    expect(await interrupted("SIGKILL", large)).toEqual({ code: null, by: "SIGKILL" });
    expect(around()).toEqual([expect.stringMatching(/^uit\.tmp-[0-9a-f]{12}$/)]);
    expect((await zegelIn(folder, ["verify", "master.iso", "--extract", "uit", ...outside(large)])).status).toBe(0);
  });

  test("a link planted under the final name is not followed", async () => {
    cpSync(join(folder, "PC"), join(folder, "elders"), { recursive: true });
    symlinkSync("elders", join(folder, "uit"));
    expect((await verify("master.iso", "--extract", "uit")).status).toBe(2);
    expect(existsSync(join(folder, "elders/LEESMIJ.txt"))).toBe(false);
  });
});
