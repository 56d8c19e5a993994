// zegel release start: a folder that is whole and built, or not there; the next one follows from the one before.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeTrustRoot,
  parseNote,
  parseRelease,
  parseTrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { makeLog } from "../../src/log/index.ts";
import { followChoice, volumeOf } from "../../src/release-folder/index.ts";
import { zegelCommand, zegelIn } from "../cli/flow.ts";
import { errno, makeLibrary, runJobs } from "../files/faults.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { signText } from "../world/people.ts";
import { choice, recallNote } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";
import { makeOfficeFolder, type OfficeFolder } from "./office.ts";

/** A finished release as `een`, and beside it what the next one needs. */
async function desk(): Promise<{ folder: string; office: OfficeFolder }> {
  const office = await makeOfficeFolder("lettered");
  const folder = temporaryFolder();
  cpSync(office.folder, join(folder, "een"), { recursive: true });
  mkdirSync(join(folder, "osv"));
  writeFileSync(join(folder, "osv/LEESMIJ.txt"), "Versie vier.\n");
  cpSync(join(office.folder, "in/install.json"), join(folder, "install.json"));
  return { folder, office };
}

const next = ["release", "start", "twee", "--previous", "een", "--writer", "own"];
const said = ["--payload", "osv", "--release-version", "2.24.4", "--install", "install.json"];
const dated = ["--date", "2027-02-01T12:00:00Z"];
const good = [...next, ...said, ...dated, "--yes"];

const description = (folder: string, name = "twee") =>
  JSON.parse(readFileSync(join(folder, name, "release.json"), "utf8"));
const namesIn = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

describe("a next release", () => {
  test("follows: number and version rise, urgency and date are its own, the rest is as before; then reviewers are asked", async () => {
    const { folder } = await desk();
    const { status, stdout, stderr } = await zegelIn(folder, [...good, "--lang", "nl"]);
    expect([status, stderr]).toEqual([0, ""]);
    const before = description(folder, "een");
    expect(description(folder)).toEqual({
      ...{ ...before, sequence: 2, version: "2.24.4", date: "2027-02-01T12:00:00Z" },
    });
    expect(stdout).toContain("  version              2.24.3 → 2.24.4\n");
    expect(stdout).toContain("  urgency              normal\n");
    expect(stdout).toContain("nu: cd twee && zegel build-iso --payload in/payload --release release.json");
    expect(stdout).toContain("Nu aan zet: nabouwer rosa");
    expect(namesIn(join(folder, "twee/in"))).toEqual(
      expect.arrayContaining(["previous.note", "previous.MANIFEST", "root-1.note", "texts.json", "aanwijzingen.md"]),
    );
    const note = parseNote(readFileSync(join(folder, "twee/build/release.note")), "note");
    const previous = parseNote(readFileSync(join(folder, "een/out/release.note")), "note");
    expect(parseRelease(note.text).previous).toBe(textDigest(previous.text));
    expect(readdirSync(folder).sort()).toEqual(["een", "install.json", "osv", "twee"]);
  });

  test("the public log stays where it is: the next release names the same one; one that is none is refused at once", async () => {
    const { folder } = await desk();
    await makeLog(join(folder, "logboek"), "log.example/zegel");
    writeFileSync(join(folder, "een/in/log.txt"), "../logboek\n");
    expect(await zegelIn(folder, [...good, "--log", "een"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("expected the folder of a log"),
    });
    const { status, stdout } = await zegelIn(folder, good);
    expect([status, readFileSync(join(folder, "twee/in/log.txt"), "utf8")]).toEqual([0, "../logboek\n"]);
    expect(stdout).toMatch(/^ {2}in\/log\.txt +\.\.\/logboek$/m);
  });

  test("the plain command that it prints gives the same image", async () => {
    const { folder } = await desk();
    const { stdout } = await zegelIn(folder, good);
    const [, command = ""] = /^now: cd twee && zegel (.*) --out build$/m.exec(stdout) ?? [];
    const plain = await zegelIn(join(folder, "twee"), [...command.split(" "), "--out", "opnieuw", "--writer", "own"]);
    expect(plain.status).toBe(0);
    for (const name of ["unsealed.iso", "release.note", "MANIFEST", "payload.tar"])
      expect(
        readFileSync(join(folder, "twee/opnieuw", name)).equals(readFileSync(join(folder, "twee/build", name))),
      ).toBe(true);
  });

  test("an emergency, the next root, a recall list and another kit are taken in", async () => {
    const { folder, office } = await desk();
    const { text } = office.note("in/root-1.note");
    const second = encodeTrustRoot({ ...parseTrustRoot(text), version: 2, previous: textDigest(text) });
    writeFileSync(join(folder, "root-2.note"), encodeNote(signText(second, ["anna", "bert"])));
    writeFileSync(join(folder, "recall.note"), encodeNote(recallNote(["c".repeat(64), "d".repeat(64)])));
    const more = ["--emergency", "--root", "root-2.note", "--recall", "recall.note"];
    const { status, stderr } = await zegelIn(folder, [...good, ...more]);
    // The kit's verifiers have root 1 built in, which root 2 extends.
    expect([status, stderr]).toEqual([0, ""]);
    expect(description(folder)).toMatchObject({ urgency: "emergency", recall: 2 });
    expect(parseRelease(parseNote(readFileSync(join(folder, "twee/build/release.note")), "n").text).trustRoot).toBe(
      textDigest(second),
    );
  });

  test("the officers are asked at once where the root asks nobody to rebuild, and else not", async () => {
    const requires = { ...testRoot({}, 2).requires, "emergency-rebuild": undefined };
    const office = await makeOfficeFolder("inputs", { root: { requires } });
    const folder = temporaryFolder();
    cpSync(join(office.folder, "in"), join(folder, "in"), { recursive: true });
    const papers = { install: "in/install.json", instructions: "in/aanwijzingen.md" };
    writeFileSync(join(folder, "r.json"), JSON.stringify({ ...choice, sequence: 1, recall: 0, ...papers }));
    const urgent = { ...choice, sequence: 1, recall: 0, ...papers, urgency: "emergency" };
    writeFileSync(join(folder, "nood.json"), JSON.stringify(urgent));
    const start = (name: string, description: string) => [
      ...["release", "start", name, "--release", description, "--payload", "in/payload", "--kit", "in/kit"],
      ...["--root", "in/root-1.note", "--yes", "--writer", "own", "--lang", "nl"],
    ];
    const normal = await zegelIn(folder, start("gewoon", "r.json"));
    expect([normal.status, namesIn(join(folder, "gewoon/out")).includes("officers")]).toEqual([0, false]);
    expect(normal.stdout).toContain("Nu aan zet: nabouwer");
    expect((await zegelIn(folder, ["release", "start", "gewoon"])).status).toBe(0);
    expect(existsSync(join(folder, "gewoon/out/release.request"))).toBe(false);

    const asked = await zegelIn(folder, start("nood", "nood.json"));
    expect([asked.status, asked.stderr]).toEqual([0, ""]);
    expect(asked.stdout).toContain("nu: cd nood && zegel request new build/release.note");
    expect(asked.stdout).toContain("Nu aan zet: functionaris");
    expect(asked.stdout).toContain("  zegel sign out/officers --key STEM.key");
    expect(run("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: join(folder, "nood/out/officers") }).status).toBe(
      0,
    );
    rmSync(join(folder, "nood/out/officers"), { recursive: true }); // as after a run that was killed before it
    expect((await zegelIn(folder, ["release", "start", "nood"])).status).toBe(0);
    expect(existsSync(join(folder, "nood/out/officers/SHA256SUMS"))).toBe(true);
    expect(namesIn(join(folder, "nood")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("of a set of two: each disc has its payload, and both MANIFESTs of before", async () => {
    const office = await makeOfficeFolder("lettered", { discs: 2 });
    const folder = temporaryFolder();
    cpSync(office.folder, join(folder, "een"), { recursive: true });
    for (const name of ["a", "b"]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "x.txt"), name);
    }
    const words = [
      ...next,
      ...dated,
      "--release-version",
      "3.0",
      "--install",
      "een/in/install.json",
      "--payload",
      "a",
      "--payload",
      "b",
      "--yes",
    ];
    expect((await zegelIn(folder, words)).status).toBe(0);
    expect(readdirSync(join(folder, "twee/in")).sort()).toEqual(
      expect.arrayContaining(["payload-1", "payload-2", "previous-1.MANIFEST", "previous-2.MANIFEST"]),
    );
    expect(readdirSync(join(folder, "twee/out/reviewers/build")).sort()).toEqual(["1", "2"]);
  });
});

describe("a first release", () => {
  test("is made of its description, and of the papers that it names", async () => {
    const { folder } = await desk();
    const papers = { install: "install.json", instructions: "een/in/aanwijzingen.md" };
    writeFileSync(join(folder, "r.json"), JSON.stringify({ ...choice, sequence: 1, recall: 0, ...papers }));
    const words = [
      "release",
      "start",
      "nul",
      "--release",
      "r.json",
      "--payload",
      "osv",
      "--root",
      "een/in/root-1.note",
      "--yes",
      "--writer",
      "own",
    ];
    const { status, stderr } = await zegelIn(folder, words);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^zegel: warning: without in\/kit: .*\n$/)]);
    expect(description(folder, "nul")).toEqual({
      ...choice,
      sequence: 1,
      recall: 0,
      install: "in/install.json",
      instructions: "in/aanwijzingen.md",
    });
  });
});

describe("the reviewers' bundle", () => {
  test("is checked by sha256sum; one command is told for it, and the plain one works in it", async () => {
    const { folder } = await desk();
    const { stdout } = await zegelIn(folder, good);
    const bundle = join(folder, "twee/out/reviewers");
    expect(run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: bundle })).toMatchObject({
      status: 0,
      stderr: "",
    });
    const files = run("find", [".", "-type", "f"], { cwd: bundle }).stdout.trim().split("\n");
    expect(files.length).toBe(readFileSync(join(bundle, "SHA256SUMS"), "utf8").trim().split("\n").length + 1);
    expect(files).not.toContain("./build/unsealed.iso");
    expect(stdout).toMatch(/^ {2}zegel review out\/reviewers --key STEM\.key$/m);
    const status = await zegelIn(folder, ["release", "status", "twee", "--json"]);
    const plain: string = JSON.parse(status.stdout).next.plain[0];
    expect((await zegelIn(bundle, [...plain.split(" ").slice(1), "--writer", "own"])).status).toBe(0);
    expect(existsSync(join(bundle, "rebuild.note"))).toBe(true);
  });
});

describe("a folder that is there", () => {
  test("goes on: builds what was taken away, makes the bundle where there is none; then has nothing to do", async () => {
    const { folder } = await desk();
    await zegelIn(folder, good);
    const image = readFileSync(join(folder, "twee/build/unsealed.iso"));
    const again = () => zegelIn(folder, ["release", "start", "twee", "--writer", "own"]);
    for (const gone of ["build", "out/reviewers"]) {
      rmSync(join(folder, "twee", gone), { recursive: true });
      if (gone === "build") rmSync(join(folder, "twee/out"), { recursive: true });
      expect((await again()).status).toBe(0);
      expect(readFileSync(join(folder, "twee/build/unsealed.iso")).equals(image)).toBe(true);
      expect(existsSync(join(folder, "twee/out/reviewers/SHA256SUMS"))).toBe(true);
    }
    const names = namesIn(join(folder, "twee"));
    expect((await again()).status).toBe(0);
    expect(namesIn(join(folder, "twee"))).toEqual(names);
  });

  test("a description that was edited, a bundle of another build, a stop: told, and nothing is built", async () => {
    const { folder } = await desk();
    await zegelIn(folder, good);
    const again = () => zegelIn(folder, ["release", "start", "twee", "--writer", "own"]);
    const path = join(folder, "twee/release.json");
    const own = readFileSync(path, "utf8");
    writeFileSync(path, own.replace("2.24.4", "2.24.5"));
    expect([(await again()).status, (await again()).stdout]).toEqual([
      31,
      expect.stringContaining("WRONG      2 build"),
    ]);
    rmSync(join(folder, "twee/build"), { recursive: true });
    const other = await again();
    expect([other.status, other.stderr]).toEqual([31, expect.stringContaining("out/reviewers: is of another build")]);
    writeFileSync(join(folder, "twee/STOPPED.txt"), "anna tekent niet\n");
    expect([(await again()).status, (await again()).stdout]).toEqual([
      3,
      expect.stringContaining("STOPPED: anna tekent niet"),
    ]);
  });

  test("its inputs cannot be given anew, and one run at a time works in it", async () => {
    const { folder } = await desk();
    await zegelIn(folder, good);
    const given = await zegelIn(folder, good);
    expect([given.status, given.stderr]).toEqual([2, expect.stringContaining("has its release.json already")]);
    const started = readFileSync(`/proc/${process.pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19];
    writeFileSync(join(folder, "twee/.zegel-lock.tmp"), `${process.pid} ${started}`);
    const busy = await zegelIn(folder, ["release", "start", "twee"]);
    expect([busy.status, busy.stderr]).toEqual([1, expect.stringContaining("is at work in this folder")]);
  });
});

describe("a slip", () => {
  const slips: readonly (readonly [what: string, words: string[], status: number, says: string])[] = [
    ["neither previous nor release", ["release", "start", "twee", "--yes"], 2, "give --previous"],
    ["both", [...good, "--release", "r.json"], 2, "give --previous or --release"],
    [
      "nobody to ask for the version",
      [...next, "--payload", "osv", "--install", "install.json", "--yes"],
      2,
      "give --release-version",
    ],
    [
      "nobody to ask for the payload",
      [...next, "--release-version", "1", "--install", "install.json", "--yes"],
      2,
      "give --payload",
    ],
    ["nobody to ask whether it is right", [...next, ...said], 2, "give --yes"],
    [
      "a version that is none",
      [...next, "--payload", "osv", "--install", "install.json", "--release-version", "a b", "--yes"],
      2,
      "--release-version: ",
    ],
    [
      "no install list, which the one before had",
      [...next, "--payload", "osv", "--release-version", "2", "--yes"],
      2,
      "give --install",
    ],
    ["a date that is none", [...next, ...said, "--date", "morgen", "--yes"], 1, "--date"],
    [
      "a payload that is not there",
      [...next, "--release-version", "2", "--install", "install.json", "--payload", "nergens", "--yes"],
      1,
      "nergens: cannot be copied (ENOENT)",
    ],
    [
      "a payload that no disc can hold",
      [...next, "--release-version", "2", "--install", "install.json", "--payload", "CON", "--yes"],
      1,
      "this cannot go on a cd700",
    ],
    ["a root that is there already", [...good, "--root", "een/in/root-1.note"], 1, "trust root 1 is there already"],
    ["a root that follows none", [...good, "--root", "vreemd.note"], 31, "no chain of trust roots"],
    ["a recall list that nobody signed", [...good, "--recall", "leeg.note"], 31, "0 of 2 signatures"],
    [
      "texts with a fault and such a list: both at once",
      [...good, "--recall", "leeg.note", "--texts", "install.json"],
      31,
      "in/texts.json: cannot be used",
    ],
    [
      "a previous that is no folder",
      [...good.slice(0, 3), "--previous", "osv", ...said, "--yes"],
      1,
      "expected the folder of a release",
    ],
    [
      "a previous that was not finished",
      [...good.slice(0, 3), "--previous", "half", ...said, "--yes"],
      1,
      "expected a release that was finished",
    ],
    [
      "a previous that was stopped",
      [...good.slice(0, 3), "--previous", "gestopt", ...said, "--yes"],
      1,
      "expected a release that was finished",
    ],
    [
      "a folder that holds something",
      ["release", "start", "osv", "--previous", "een", ...said, "--yes"],
      1,
      "holds something",
    ],
    [
      "a folder in the payload",
      ["release", "start", "osv/twee", "--previous", "een", ...said, "--yes"],
      1,
      "osv: holds the folder of the release",
    ],
    [
      "a description beside options that it answers",
      ["release", "start", "twee", "--release", "r.json", "--emergency", "--yes"],
      2,
      "leave out",
    ],
  ];

  test.each(slips)("%s: one sentence, and nothing is made", async (_what, words, status, says) => {
    const { folder, office } = await desk();
    mkdirSync(join(folder, "CON/aux"), { recursive: true });
    writeFileSync(join(folder, "CON/aux/nul.txt"), "x");
    const strange = encodeTrustRoot({
      ...parseTrustRoot(office.note("in/root-1.note").text),
      version: 2,
      previous: "e".repeat(64),
    });
    writeFileSync(join(folder, "vreemd.note"), encodeNote(signText(strange, ["anna", "bert"])));
    writeFileSync(join(folder, "leeg.note"), encodeNote(recallNote(["c".repeat(64)], [])));
    writeFileSync(join(folder, "r.json"), "{}");
    for (const name of ["half", "gestopt"]) cpSync(join(folder, "een"), join(folder, name), { recursive: true });
    rmSync(join(folder, "half/out/master.iso"));
    writeFileSync(join(folder, "gestopt/STOPPED.txt"), "x\n");
    const before = namesIn(folder);
    const ended = await zegelIn(folder, words);
    expect([ended.status, ended.stderr]).toEqual([status, expect.stringContaining(says)]);
    expect(ended.stderr).not.toMatch(/\.tmp|internal error/);
    expect(namesIn(folder)).toEqual(before);
  });

  test("a link in the payload is refused as the builder refuses it", async () => {
    const { folder } = await desk();
    symlinkSync("LEESMIJ.txt", join(folder, "osv/link"));
    const { status, stderr } = await zegelIn(folder, good);
    expect([status, stderr]).toEqual([1, expect.stringContaining("link")]);
    expect(existsSync(join(folder, "twee"))).toBe(false);
  });
});

describe.skipIf(!has("python3"))("on a terminal", () => {
  test("it asks for the version and the payload; a slip gets the question again; a no makes nothing", async () => {
    const { folder } = await desk();
    const words = [...zegelCommand, ...next, ...dated, "--install", "install.json", "--lang", "nl"];
    const turns = (end: string) =>
      [
        ["Versie van de software (vorige: 2.24.3): ", "2 24\r"],
        ["Typ het nog een keer.", "2.24.4\r"],
        ["Software van schijf 1 van 1", "nergens\r"],
        ["Daar ligt niets: nergens.", "osv\r"],
        ["Klopt dit? Typ ja om te bouwen", `${end}\r`],
      ] as const;
    expect(onTerminal(turns(""), words, folder).status).toBe(1);
    expect(existsSync(join(folder, "twee"))).toBe(false);
    expect(onTerminal(turns("ja"), words, folder).status).toBe(0);
    expect(description(folder).version).toBe("2.24.4");
  });
});

describe.skipIf(!has("cc"))("whatever fails", () => {
  test("a full disk, a file or a folder that is not flushed, no links: nothing is there, one sentence", async () => {
    const { folder } = await desk();
    const rules = {
      disk: `write:${errno.ENOSPC}:0:@`,
      file: `fsync:${errno.EIO}:0:@`,
      folder: `fsyncdir:${errno.EIO}:0:@`,
      link: `link:${errno.EIO}:0:@`,
    };
    const jobs = Object.entries(rules).map(([name, rule]) => {
      mkdirSync(join(folder, `UIT-${name}`));
      const words = good.map((word) => (word === "twee" ? `UIT-${name}/twee` : word));
      return { words, faults: rule.replaceAll("@", `UIT-${name}`), name };
    });
    const ended = await runJobs(makeLibrary(folder), folder, jobs);
    for (const [i, { exitCode, said: text }] of ended.entries()) {
      const name = jobs[i]?.name;
      expect([name, exitCode, readdirSync(join(folder, `UIT-${name}`))]).toEqual([name, 1, []]);
      expect([name, text.trimEnd().split("\n").length, text]).toEqual([
        name,
        1,
        expect.not.stringContaining("internal error"),
      ]);
    }
  });
});

test("killed at many moments: the folder is whole or not there, and the next run is not hindered", async () => {
  const { folder } = await desk();
  writeFileSync(join(folder, "osv/groot.bin"), Buffer.alloc(20_000_000, 1));
  const start = () => {
    const child = spawn(process.execPath, [zegelCommand[1], ...good], { cwd: folder, stdio: "ignore" });
    return { child, ended: new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal))) };
  };
  const began = performance.now();
  expect(await start().ended).toBe(0);
  const took = performance.now() - began;
  // The lock of a run that was killed names a process that is no more, and holds nobody up.
  const namesInTwo = () => namesIn(join(folder, "twee")).filter((name) => name !== ".zegel-lock.tmp");
  const whole = namesInTwo();
  for (let i = 1; i <= 8; i++) {
    rmSync(join(folder, "twee"), { recursive: true, force: true });
    const { child, ended } = start();
    await sleep((took * i) / 8.5);
    child.kill("SIGKILL");
    await ended;
    if (existsSync(join(folder, "twee"))) expect(namesInTwo()).toEqual(whole);
  }
  rmSync(join(folder, "twee"), { recursive: true, force: true });
  expect(await Promise.all([start().ended, start().ended])).toEqual(expect.arrayContaining([0, 1])); // two at once: one makes it
  expect(namesInTwo()).toEqual(whole);
});

describe("what follows", () => {
  const before = { choice: { ...choice, urgency: "emergency" as const, volume: "OSV_2_24_3" }, recallAtLeast: 3 };
  const said = {
    version: "2.25.0",
    sequence: undefined,
    isEmergency: false,
    date: "2027-02-01T12:00:00Z",
    medium: undefined,
    recalls: 2,
  };

  test("urgency and date are never inherited, the recall number never falls, the number is the next", () => {
    const { choice: now, recallAtLeast } = followChoice(before, said);
    expect([now.urgency, now.date, now.sequence, recallAtLeast]).toEqual(["normal", said.date, 13, 3]);
    expect(followChoice(before, { ...said, recalls: 9, isEmergency: true })).toMatchObject({
      recallAtLeast: 9,
      choice: { urgency: "emergency" },
    });
  });

  test("a volume is named after the version, unless somebody named it otherwise", () => {
    expect(followChoice(before, said).choice.volume).toBe("OSV_2_25_0");
    expect(followChoice({ ...before, choice: { ...before.choice, volume: "STEMMEN" } }, said).choice.volume).toBe(
      "STEMMEN",
    );
    expect(volumeOf("Osv é programma", "2.24.3-rc1")).toBe("OSV_PROGRAMMA_2_");
  });
});
