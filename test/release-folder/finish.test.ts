// zegel release finish: all that is left once enough signed; each output whole or not there, and the next run goes on.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { encodeNote, parseSeal, sealSize } from "../../src/format/index.ts";
import { startIn, zegelCommand, zegelIn } from "../cli/flow.ts";
import { errno, makeLibrary, runJobs } from "../files/faults.ts";
import { has, type Outcome, run, temporaryFolder } from "../tools.ts";
import { signText } from "../world/people.ts";
import { testRoot } from "../world/roots.ts";
import { answerOf, checkout, makeOfficeFolder, type OfficeChange, type OfficeFolder, runCommand } from "./office.ts";

const finish = async ({ folder }: OfficeFolder, ...words: string[]) =>
  zegelIn(folder, ["release", "finish", folder, ...words, "--toolkit", await checkout()]);

const outputs = ({ folder }: OfficeFolder) =>
  existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")).sort() : [];
const made = (...more: string[]) =>
  ["label.txt", "letter.html", "release.note", "release.request", "staatscourant.txt", ...more].sort();
const all = made("SHA256SUMS", "escrow.tar", "master.iso", "public");

/** Of every file in out/ its bytes, by its path; what a run that was killed left is none. */
function bytesIn(folder: string): Map<string, string> {
  const files = readdirSync(join(folder, "out"), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
  const own = paths.filter((path) => !/\.[0-9a-f]{12}\.tmp(?:\/|$)/.test(path)).sort();
  return new Map(own.map((path) => [path, readFileSync(join(folder, path)).toString("base64")]));
}

/** The commands that it printed, as they are typed in the folder. */
const printed = (stdout: string) => [...stdout.matchAll(/^now: cd \S+ && (.*)$/gm)].map(([, command = ""]) => command);

/** It then goes on to the master and waits for the texts of the letter: minutes of the suite are escrow bundles. */
const untilMaster = (office: OfficeFolder): OfficeFolder => {
  office.remove("in/texts.json");
  return office;
};
const sealedOnly = ["master.iso", "release.note", "release.request"];

/** One rebuild is enough: then one more that differs does not block. */
const oneIsEnough: OfficeChange = { root: { groups: testRoot({}, 1).groups } };

const inboxWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const inbox = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(inbox, name), bytes);
  return inbox;
};
const flip = (office: OfficeFolder, path: string, at: number) => {
  const bytes = office.read(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  office.put(path, bytes);
};
const sealIn = (office: OfficeFolder) => {
  const { sealOffset } = office.release().release;
  return parseSeal(office.read("out/master.iso").slice(sealOffset, sealOffset + sealSize));
};

describe("the way to the end", () => {
  test.each<[string, OfficeChange]>([
    ["one disc", {}],
    ["a set of two for a trial", { discs: 2, choice: { purpose: "trial" } }],
  ])("%s: exit 0, and what it printed gives the same bytes by hand", async (_what, change) => {
    const office = await makeOfficeFolder("signed", change);
    const { status, stdout, stderr } = await finish(office);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "Done: every step is done, and the images were read and hold.\nAfter this, before a disc leaves:",
    );
    expect(stdout).toMatch(
      /^ {2}zegel register release REGISTER gsb out\/release(-1)?\.note .*--root in\/root-1\.note$/m,
    );
    expect(stdout.match(/^ {2}zegel register master REGISTER gsb out\/master(-\d)?\.iso$/gm)).toHaveLength(
      "discs" in change ? 2 : 1,
    );
    expect(stdout).toMatch(/\nThen, in this order: batch, pack, letters, head .* and then sent\. .*\n$/);
    expect(stdout).toMatch(/^out\/master(-1)?\.iso: this program says ECHT$/m);
    expect(stdout).toMatch(/^NOTE: out\/master(-1)?\.iso: the kit's own verifier was not run here/m);
    expect((await office.judged("--full")).status).toBe(0);
    expect(
      run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: join(office.folder, "out") }).status,
    ).toBe(0);
    const byHand = await makeOfficeFolder("signed", change);
    for (const command of printed(stdout)) await runCommand(byHand.folder, command);
    expect(bytesIn(byHand.folder)).toEqual(bytesIn(office.folder));
  });

  test("again: nothing is made, each master is verified, exit 0; the status without --full is 0 and says what it did not read", async () => {
    const office = await makeOfficeFolder("finished");
    const before = bytesIn(office.folder);
    const { status, stdout } = await finish(office, "--lang", "nl");
    expect([status, bytesIn(office.folder)]).toEqual([0, before]);
    const verify = /^nu: cd \S+ && zegel (verify .*)$/m.exec(stdout)?.[1] ?? "";
    expect(stdout.match(/^nu: /gm)?.length).toBe(1);
    expect(await zegelIn(office.folder, verify.split(" "))).toMatchObject({ status: 0 });
    const read = await office.status("--lang", "nl");
    expect([read.status, read.stdout]).toEqual([0, expect.stringContaining("De schijfbestanden zijn nu niet gelezen")]);
  });

  test("without a kit there is no letter, and it is said that no verifier is on the disc", async () => {
    const office = await makeOfficeFolder("signed", { hasNoKit: true });
    const { status, stdout } = await finish(office, "--lang", "nl");
    expect([status, stdout]).toEqual([0, expect.stringContaining("er staat geen controleprogramma op deze schijf")]);
    expect(outputs(office)).toEqual(all.filter((name) => !/letter|label|staatscourant/.test(name)));
  });

  test("from the stick: reviewers first, then the officers, who are asked; then all of it", async () => {
    const office = await makeOfficeFolder("built");
    const reviewers = inboxWith({ a: encodeNote(office.rebuild("rosa")), b: encodeNote(office.rebuild("ruud")) });
    const first = await finish(office, reviewers);
    expect([first.status, first.stdout]).toEqual([3, expect.stringContaining("taken: a as notes/rebuild.rosa.")]);
    expect(outputs(office)).toEqual(["officers", "release.request"]);
    expect(first.stdout).toContain("Next: officer anna (holder-anna, Org-anna)");
    const note = office.note("build/release.note");
    const one = await finish(office, inboxWith({ anna: answerOf([note], "anna") }));
    expect([one.status, one.stdout]).toEqual([3, expect.stringContaining("1 of 2; not yet by")]);
    const last = await finish(office, inboxWith({ bert: encodeNote(signText(note.text, ["bert"])) }));
    expect([last.status, outputs(office)]).toEqual([0, [...all, "officers"].sort()]);
  });

  test("dissent that does not block is sealed, and published; what is about the kit is published only", async () => {
    const office = await makeOfficeFolder("signed", oneIsEnough);
    office.put("notes/bron.note", office.rebuild("rosa", { scope: "source", differs: "tel.jar" }));
    const { kit } = office.release().release;
    office.put("notes/kit.note", office.rebuild("ruud", { scope: "kit", kit }));
    expect((await finish(office)).status).toBe(0);
    expect(sealIn(office).rebuilds.map(({ text }) => /^scope .*$/m.exec(text)?.[0])).toEqual(
      expect.arrayContaining(["scope image", "scope source"]),
    );
    expect(sealIn(office).rebuilds).toHaveLength(3);
    for (const name of ["bron", "kit"])
      expect(existsSync(join(office.folder, `out/public/notes/${name}.note`))).toBe(true);
    expect((await office.judged()).status).toBe(0);
  });
});

describe("what it waits for, and what it will not do", () => {
  test("too few rebuilds, too few signatures, no texts: 3, and who or what is missing", async () => {
    const rows = [
      [await makeOfficeFolder("built"), "nog niet van", []],
      [await makeOfficeFolder("requested"), "0 van 2; nog niet van anna", ["officers", "release.request"]],
    ] as const;
    for (const [office, says, there] of rows) {
      const { status, stdout } = await finish(office, "--lang", "nl");
      expect([status, stdout, outputs(office)]).toEqual([3, expect.stringContaining(says), there]);
    }
    const office = await makeOfficeFolder("signed");
    const texts = office.read("in/texts.json");
    office.remove("in/texts.json");
    const without = await finish(office);
    expect([without.status, without.stdout]).toEqual([
      3,
      expect.stringContaining("in/texts.json, the texts of the letter"),
    ]);
    office.put("in/texts.json", texts);
    expect((await finish(office)).status).toBe(0);
  });

  test("what was stopped: nothing is taken in, nothing is made", async () => {
    const office = untilMaster(await makeOfficeFolder("signed"));
    office.put("STOPPED.txt", "anna twijfelt\n");
    const inbox = inboxWith({ x: encodeNote(office.rebuild("rosa", { scope: "source" })) });
    const { status, stdout } = await finish(office, inbox, "--lang", "nl");
    expect([status, stdout]).toEqual([3, expect.stringContaining("GESTOPT: anna twijfelt")]);
    expect([outputs(office), readdirSync(join(office.folder, "notes")).length]).toEqual([["release.request"], 4]);
    office.remove("STOPPED.txt");
    symlinkSync("nowhere", join(office.folder, "STOPPED.txt"));
    expect((await finish(office, inbox)).status).toBe(31); // a link that leads nowhere: stopped, and not to be read
    expect(outputs(office)).toEqual(["release.request"]);
    office.remove("STOPPED.txt");
    await finish(office, inbox);
    expect(outputs(office)).toEqual(sealedOnly); // the good twin
  });

  test("a statement that differs and comes in now is read by a person first; the next run goes on", async () => {
    const office = untilMaster(await makeOfficeFolder("signed", oneIsEnough));
    const inbox = inboxWith({ x: encodeNote(office.rebuild("rosa", { scope: "source", differs: "tel.jar" })) });
    const { status, stdout } = await finish(office, inbox, "--lang", "nl");
    expect([status, outputs(office)]).toEqual([3, ["release.request"]]);
    expect(stdout).toMatch(/^!! x ZEGT DAT HET VERSCHILT: tel\.jar/);
    expect(stdout).toContain("Lees die eerst, en bel wie haar schreef");
    await finish(office, inbox);
    expect(sealIn(office).rebuilds.length).toBe(3);
  });

  test("a text of ours that cannot be read: 31, and nothing is made", async () => {
    const office = await makeOfficeFolder("signed");
    const bytes = encodeNote(office.rebuild("ruud", { differs: "anders" })).slice(0, 100);
    const { status, stdout } = await finish(office, inboxWith({ x: bytes }), "--lang", "nl");
    expect([status, outputs(office)]).toEqual([31, ["release.request"]]);
    expect(stdout).toContain("Daarom is er verder niets gemaakt");
  });

  test("hostile files in the inbox: left, and it goes on", async () => {
    const office = untilMaster(await makeOfficeFolder("signed"));
    const inbox = inboxWith({
      "a\u001b[2Jb\u202e": "x",
      "foto.jpg": new Uint8Array(3000),
      groot: new Uint8Array(70_000),
    });
    symlinkSync("/etc/passwd", join(inbox, "koppeling"));
    mkdirSync(join(inbox, "a/b"), { recursive: true });
    expect(run("mkfifo", [join(inbox, "a/pijp")]).status).toBe(0);
    writeFileSync(join(inbox, "a/b/release.note"), encodeNote(signText(office.release().text, ["rosa"])));
    const { status, stdout } = await finish(office, inbox);
    expect([status, outputs(office)]).toEqual([3, sealedOnly]);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    for (const words of [[join(office.folder, "notes")], ["nergens"]])
      expect([words, (await finish(office, ...words)).status]).toEqual([words, 1]);
  });

  test("what lies in out/ already keeps its bytes, and what contradicts it stops all else: 31", async () => {
    const signed = await makeOfficeFolder("signed");
    flip(signed, "build/unsealed.iso", 500_000);
    const sealed = await finish(signed);
    expect([sealed.status, sealed.stderr]).toEqual([
      31,
      expect.stringContaining("this is not the image that was signed"),
    ]);
    expect(outputs(signed)).toEqual(["release.note", "release.request"]);
    const master = await makeOfficeFolder("sealed");
    flip(master, "out/master.iso", 500_000);
    const { status, stderr } = await finish(master);
    expect([status, stderr]).toEqual([
      31,
      expect.stringMatching(/verify says GEWIJZIGD of .*master\.iso.*Keep it from the disc plant/),
    ]);
    expect(outputs(master)).toEqual(["master.iso", "release.note", "release.request"]);
    const letter = await makeOfficeFolder("sealed");
    letter.put("out/letter.html", "een eigen brief");
    expect((await finish(letter)).status).toBe(31);
    expect(outputs(letter)).toEqual(["letter.html", "master.iso", "release.note", "release.request"]);
    const few = await makeOfficeFolder("joined");
    few.put("out/release.note", signText(few.release().text, ["anna"]));
    expect((await finish(few)).status).toBe(3); // taken away by a person, who knows why it lies there
    expect(few.note("out/release.note").signatures).toHaveLength(1);
  });

  test("without its own source it makes all but the escrow bundle, and asks for --toolkit; one that is none is refused at once", async () => {
    const office = await makeOfficeFolder("signed");
    const alone = temporaryFolder();
    for (const name of ["dist", "node_modules"])
      symlinkSync(join(import.meta.dirname, "../..", name), join(alone, name));
    const refused = await zegelIn(alone, ["release", "finish", office.folder, "--toolkit", alone]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("give --toolkit")]);
    expect(outputs(office)).toEqual(["release.request"]);
    rmSync(join(alone, "dist"));
    cpSync(join(import.meta.dirname, "../../dist"), join(alone, "dist"), { recursive: true });
    const words = ["release", "finish", office.folder, "--lang", "nl"];
    const { status, stdout } = run(process.execPath, [join(alone, "dist/cli/zegel.js"), ...words]);
    expect([status, stdout]).toEqual([3, expect.stringContaining("Geef die met --toolkit; alles hiervoor is gedaan.")]);
    expect(outputs(office)).toEqual(made("master.iso"));
  });
});

describe.skipIf(process.platform !== "linux")("the kit's own verifier", () => {
  const answering = async (office: OfficeFolder, answer: string): Promise<Outcome> => {
    const bin = temporaryFolder();
    writeFileSync(join(bin, "answer"), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
    const words = ["release", "finish", office.folder, "--toolkit", await checkout()];
    return zegelIn(office.folder, words, { PATH: `${bin}:${process.env.PATH}` });
  };

  test("is run on each master as a municipality will; where it says no, there is no master, and none goes on", async () => {
    const office = untilMaster(await makeOfficeFolder("signed", { hasVerifier: true }));
    const no = await answering(office, "echo NIET ONDERTEKEND; exit 21");
    expect([no.status, no.stderr]).toEqual([31, expect.stringContaining("ended with 21")]);
    expect(outputs(office)).toEqual(["release.note", "release.request"]);
    const yes = await answering(office, 'test -f "$1" && echo GOED');
    expect([yes.status, yes.stdout]).toEqual([
      3,
      expect.stringMatching(/^out\/master\.iso: the kit's own verifier .* says GOED$/m),
    ]);
    const again = await answering(office, "exit 20"); // of what lies there already too
    expect([again.status, again.stderr]).toEqual([31, expect.stringContaining("ended with 20")]);
  });
});

describe.skipIf(!has("cc"))("whatever fails", () => {
  test("a full disk, a file that is not flushed, a link that fails: nothing half, one sentence, and the next run goes on", async () => {
    const office = await makeOfficeFolder("lettered");
    const whole = await makeOfficeFolder("finished");
    const folder = temporaryFolder();
    const rules = {
      escrow: `write:${errno.ENOSPC}:0:out/escrow`,
      public: `write:${errno.ENOSPC}:0:out/public`,
      flush: `fsync:${errno.EIO}:0:out/public`,
      sums: `write:${errno.ENOSPC}:0:out/SHA256SUMS`,
      link: `link:${errno.EIO}:0:out/SHA256SUMS`,
    };
    cpSync(office.folder, join(folder, "UIT"), { recursive: true });
    const words = ["release", "finish", "UIT", "--toolkit", await checkout()];
    const jobs = Object.entries(rules).map(([name, faults]) => ({ words, faults, name }));
    const ended = await runJobs(makeLibrary(folder), folder, jobs); // each goes on where the one before failed
    for (const [i, { exitCode, said }] of ended.entries())
      expect([jobs[i]?.name, exitCode, said.trimEnd().split("\n").length]).toEqual([jobs[i]?.name, 1, 1]);
    expect(readdirSync(join(folder, "UIT/out")).sort()).toEqual(made("master.iso", "escrow.tar", "public"));
    expect((await zegelIn(folder, words)).status).toBe(0);
    expect([...bytesIn(join(folder, "UIT")).keys()]).toEqual([...bytesIn(whole.folder).keys()]);
  });
});

test("killed at many moments: no half file, and the next run goes on; two at once: one waits its turn", async () => {
  const office = await makeOfficeFolder("signed");
  const { folder } = office;
  const words = ["release", "finish", folder, "--toolkit", await checkout()];
  const start = () => {
    const child = spawn(process.execPath, [zegelCommand[1], ...words], { stdio: "ignore" });
    return { child, ended: new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal))) };
  };
  const empty = () => {
    for (const name of readdirSync(join(folder, "out")))
      if (name !== "release.request") rmSync(join(folder, "out", name), { recursive: true });
  };
  const began = performance.now();
  expect(await start().ended).toBe(0);
  const took = performance.now() - began;
  const whole = bytesIn(folder);
  empty();
  for (let i = 1; i <= 5; i++) {
    const { child, ended } = start();
    await sleep((took * i) / 6); // each goes on where the one before was killed
    child.kill("SIGKILL");
    await ended;
    for (const [path, bytes] of bytesIn(folder)) expect([path, bytes === whole.get(path)]).toEqual([path, true]);
    if (i === 3) empty();
  }
  const both = await Promise.all([start().ended, start().ended]);
  expect(both).toContain(0);
  expect(both.every((code) => code === 0 || code === 1)).toBe(true);
  expect(bytesIn(folder)).toEqual(whole);
  expect(startIn(folder, ["release", "status", ".", "--full"]).status).toBe(0);
});
