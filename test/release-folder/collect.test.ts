// zegel release collect: what came back, taken by what it holds; what says that the release differs is never dropped.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { encodeNote, type Note } from "../../src/format/index.ts";
import { parseRequest } from "../../src/sign/index.ts";
import { zegelCommand, zegelIn } from "../cli/flow.ts";
import { errno, makeLibrary, runJobs } from "../files/faults.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { sha256Of, signText } from "../world/people.ts";
import { answerOf, makeOfficeFolder, type OfficeChange, type OfficeFolder, type Stage } from "./office.ts";

interface Desk {
  readonly office: OfficeFolder;
  readonly inbox: string;
  put(name: string, content: string | Uint8Array | Note): void;
  collect(...words: string[]): ReturnType<typeof zegelIn>;
  /** Of each file, by its name in the inbox, what became of it. */
  received(
    ...words: string[]
  ): Promise<{ status: number | null; is: Record<string, string>; reasons: Record<string, string>; bundle: unknown }>;
}

async function desk(stage: Stage, change: OfficeChange = {}): Promise<Desk> {
  const office = await makeOfficeFolder(stage, change);
  const inbox = temporaryFolder();
  const collect = (...words: string[]) => zegelIn(inbox, ["release", "collect", office.folder, inbox, ...words]);
  return {
    ...{ office, inbox, collect },
    put: (name, content) => {
      const bytes = typeof content === "object" && "text" in content ? encodeNote(content) : content;
      writeFileSync(join(inbox, name), bytes);
    },
    async received(...words) {
      const { status, stdout, stderr } = await collect("--json", ...words);
      if (stdout === "") throw new Error(stderr);
      const { received, bundle } = JSON.parse(stdout) as {
        received: { path: string; is: string; reason?: string }[];
        bundle: unknown;
      };
      return {
        status,
        is: Object.fromEntries(received.map(({ path, is }) => [path, is])),
        reasons: Object.fromEntries(received.map(({ path, reason = "" }) => [path, reason])),
        bundle,
      };
    },
  };
}

const notesIn = ({ office }: Desk) =>
  existsSync(join(office.folder, "notes")) ? readdirSync(join(office.folder, "notes")).sort() : [];
const builtNote = ({ office }: Desk) => office.note("build/release.note");

describe("the way of a release", () => {
  test("reviewers, then officers: the request is made once enough reviewers spoke, and what is left is the office's", async () => {
    const all = await desk("built");
    const { office, put, received } = all;
    put("een.txt", office.rebuild("rosa"));
    expect(await received()).toMatchObject({ status: 3, is: { "een.txt": "taken" }, bundle: null });
    expect(existsSync(join(office.folder, "out"))).toBe(false);
    put("twee", office.rebuild("ruud"));
    const { is, bundle, status } = await received();
    expect([status, is]).toEqual([3, { "een.txt": "known", twee: "taken" }]);
    expect(bundle).toMatchObject({ path: "out/officers", files: 4 });
    const request = parseRequest(office.read("out/release.request"), "request");
    expect([request.rebuilds.length, request.changes.length]).toEqual([2, 1]);
    expect(
      run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: join(office.folder, "out/officers") })
        .status,
    ).toBe(0);
    put("anna.response", answerOf([builtNote(all)], "anna"));
    put("bert.note", signText(builtNote(all).text, ["bert"]));
    expect((await received()).is).toMatchObject({ "anna.response": "taken", "bert.note": "taken" });
    expect((await office.judged()).next?.step).toBe("release");
    expect(notesIn(all).map((name) => name.replace(/[0-9a-f]{16}/, "HEX"))).toEqual([
      "rebuild.rosa.HEX.note",
      "rebuild.ruud.HEX.note",
      "release.anna.HEX.response",
      "release.bert.HEX.note",
    ]);
    for (const name of notesIn(all)) expect(name).toContain(sha256Of(office.read(`notes/${name}`)).slice(0, 16));
  });

  test("of a set of two discs: an answer to both is one file", async () => {
    const all = await desk("requested", { discs: 2 });
    const notes = [all.office.note("build/1/release.note"), all.office.note("build/2/release.note")];
    all.put("a", answerOf(notes, "anna"));
    all.put("b", answerOf(notes, "bert"));
    expect((await all.received()).is).toEqual({ a: "taken", b: "taken" });
    expect((await all.office.judged()).next?.step).toBe("release");
  });

  test("the officers' folder comes back as it is, with the answer where zegel sign wrote it", async () => {
    const all = await desk("rebuilt");
    expect((await all.received()).bundle).toMatchObject({ path: "out/officers" });
    cpSync(join(all.office.folder, "out/officers"), join(all.inbox, "officers"), { recursive: true });
    all.put("officers/out/release.anna.response", answerOf([builtNote(all)], "anna"));
    const { status, is, reasons } = await all.received("--lang", "nl");
    expect([status, is["officers/out/release.anna.response"]]).toEqual([3, "taken"]);
    expect(Object.values(is)).not.toContain("unread");
    expect(is["officers/notes/rebuild.rosa.note"]).toBe("known"); // here it has a name that a person gave it
    expect(reasons["officers/out/release.request"]).toBe(
      "is een verzoek aan de functionarissen, en geen antwoord daarop",
    );
  });

  test("--before-rebuild asks the officers at once", async () => {
    const all = await desk("built");
    expect((await all.received()).bundle).toBe(null);
    expect((await all.received("--before-rebuild")).bundle).toMatchObject({ path: "out/officers" });
    expect((await all.received("--before-rebuild")).bundle).toBe(null); // both lie there
  });

  test("the plain command that it prints makes the same request", async () => {
    const all = await desk("rebuilt");
    const { stdout } = await all.collect();
    const [, command = ""] = /^now: cd \S+ && zegel (request new .*) -o out\/release.request$/m.exec(stdout) ?? [];
    expect((await zegelIn(all.office.folder, [...command.split(" "), "-o", "again"])).status).toBe(0);
    expect(all.office.read("again")).toEqual(all.office.read("out/release.request"));
  });
});

describe("what says no", () => {
  test("is told first, in capitals, whatever its name, and taken", async () => {
    const all = await desk("rebuilt");
    all.put("a-gelijk.note", all.office.rebuild("rosa"));
    all.put("z.txt", all.office.rebuild("ruud", { differs: "tel.jar is anders" }));
    const { stdout, status } = await all.collect("--lang", "nl");
    expect(stdout).toMatch(/^!! z\.txt ZEGT DAT HET VERSCHILT: tel\.jar is anders; bewaard als notes\/rebuild\.ruud\./);
    expect([status, notesIn(all).length]).toEqual([31, 3]); // ruud has said both; rosa's lay there already
  });

  test("that nobody can confirm is taken too, and stops the release until a person has looked", async () => {
    const all = await desk("built");
    all.put("x", all.office.rebuild("eva", { differs: "anders" }));
    expect(await all.received()).toMatchObject({ status: 31, is: { x: "differs" } });
    expect(notesIn(all)[0]).toMatch(/^rebuild\.unknown\./);
  });

  test("and cannot be read is told, and ends in 31: it may have been that", async () => {
    const all = await desk("built");
    const bytes = encodeNote(all.office.rebuild("ruud", { differs: "anders" }));
    all.put("a", Buffer.from(bytes).toString("utf8").replaceAll("\n", "\r\n"));
    all.put("b", bytes.slice(0, 100));
    all.put("c", Buffer.from(Buffer.from(bytes).toString("utf8"), "utf16le"));
    const { status, is } = await all.received();
    expect([status, is]).toEqual([31, { a: "unread", b: "unread", c: "unread" }]);
    expect((await all.collect("--lang", "nl")).stdout).toMatch(/^!! a: NIET TE LEZEN, en het kan een verklaring zijn/);
  });

  test("and cannot be read keeps the officers from being asked, who would not hear of it; without it they are", async () => {
    const all = await desk("rebuilt");
    const bytes = encodeNote(all.office.rebuild("ruud", { differs: "anders" }));
    all.put("ruud.note", bytes.slice(0, 100));
    const { stdout, status } = await all.collect("--lang", "nl");
    expect([status, existsSync(join(all.office.folder, "out"))]).toEqual([31, false]);
    expect(stdout).toContain("\nEen bestand is niet te lezen. Daarom is er verder niets gemaakt. Vraag het opnieuw");
    all.put("ruud.note", "een briefje");
    expect(await all.received()).toMatchObject({ status: 3, bundle: { path: "out/officers" } });
  });

  test("and lies deep is not passed over: either it is taken, or nothing is", async () => {
    const all = await desk("rebuilt");
    const note = all.office.rebuild("eva", { differs: "anders" });
    mkdirSync(join(all.inbox, "1/2/3/4/5/6/7"), { recursive: true });
    all.put("1/2/3/4/5/6/7/note", note);
    const deep = await all.collect("--lang", "nl");
    expect([deep.status, deep.stdout, existsSync(join(all.office.folder, "out"))]).toEqual([1, "", false]);
    expect(deep.stderr).toContain("hoogstens 6 mappen in elkaar, gevonden meer (1/2/3/4/5/6/7): noem de map");
    rmSync(join(all.inbox, "1/2/3/4/5/6/7"), { recursive: true });
    all.put("1/2/3/4/5/6/note", note);
    expect(await all.received()).toMatchObject({ status: 31, is: { "1/2/3/4/5/6/note": "differs" } });
  });
});

describe("what is left where it is, and why", () => {
  test("each with its reason; nothing of it is taken", async () => {
    const all = await desk("signed");
    const { office, put } = all;
    const { text } = builtNote(all);
    const carl = signText(text, ["carl"]);
    put("andere-versie", office.rebuild("rosa", { release: "e".repeat(64) }));
    put("ander-beeld", office.rebuild("rosa", { imageSha256: "d".repeat(64) }));
    put("opnieuw", office.rebuild("rosa", { environment: "Fedora" }));
    put("niemand", { text: office.rebuild("rosa").text, signatures: [] });
    put("geen-nabouwer", office.rebuild("anna"));
    put("leeg", { text, signatures: [] });
    put("al-getekend", signText(text, ["bert"]));
    put("geen-functionaris", signText(text, ["rosa"]));
    put("slecht", { text, signatures: signText("x\n", ["carl"]).signatures });
    put("andere-vraag", answerOf([{ text: "x\n", signatures: [] }], "carl"));
    put("basis", office.note("in/root-1.note"));
    put("foto.jpg", new Uint8Array(3000));
    put("groot", new Uint8Array(70_000));
    symlinkSync("leeg", join(all.inbox, "koppeling"));
    const before = notesIn(all);
    const { is, reasons, status } = await all.received();
    expect(is).toEqual(Object.fromEntries(readdirSync(all.inbox).map((name) => [name, "left"])));
    expect(reasons).toMatchObject({
      "andere-versie": "it is about another release, or another build of this one",
      "ander-beeld": "it says that it agrees, and measured another image: ask the reviewer",
      opnieuw: expect.stringMatching(/^rosa has said so already \(notes\//),
      niemand: expect.stringContaining("signed by no reviewer"),
      "geen-nabouwer": expect.stringContaining("signed by no reviewer"),
      leeg: "nobody signed it",
      "al-getekend": "bert has signed already",
      "geen-functionaris": "the key rosa may not sign this release",
      slecht: expect.stringContaining("carl does not hold"),
      "andere-vraag": expect.stringContaining("another release"),
      basis: expect.stringContaining("neither"),
      koppeling: "expected a file, found a link",
    });
    expect([status, notesIn(all)]).toEqual([3, before]);
    put("carl", carl); // the good twin
    expect((await all.received()).is.carl).toBe("taken");
  });

  test("folders in the inbox are looked through, one file is enough, and a second run changes nothing", async () => {
    const all = await desk("built");
    mkdirSync(join(all.inbox, "a/b"), { recursive: true });
    writeFileSync(join(all.inbox, "a/b/x"), encodeNote(all.office.rebuild("rosa")));
    expect((await all.received()).is).toEqual({ "a/b/x": "taken" });
    expect((await all.received()).is).toEqual({ "a/b/x": "known" });
    all.put("y", all.office.rebuild("ruud"));
    const one = await zegelIn(all.inbox, ["release", "collect", all.office.folder, "y"]);
    expect(one.stdout).toContain("taken: y as notes/rebuild.ruud.");
  });

  test("another file under the name that one would get is looked at by a person", async () => {
    const all = await desk("built");
    all.put("x", all.office.rebuild("rosa"));
    await all.received();
    all.office.put(`notes/${notesIn(all)[0]}`, all.office.rebuild("ruud"));
    const ended = await all.collect();
    expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining("look at both")]);
  });

  test("hostile names and texts reach no screen, and no name in notes/", async () => {
    const all = await desk("built");
    const name = "a\u001b[2Jb\u202e";
    writeFileSync(join(all.inbox, name), encodeNote(all.office.rebuild("ruud", { differs: "x" })));
    const { stdout } = await all.collect();
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(notesIn(all)[0]).toMatch(/^rebuild\.ruud\.[0-9a-f]{16}\.note$/);
  });
});

describe("a slip", () => {
  test("no inbox, one inside the folder, nothing built, nothing in it: one sentence", async () => {
    const all = await desk("built");
    for (const [inbox, says] of [
      ["nergens", "found nothing"],
      [join(all.office.folder, "notes"), "outside the folder"],
      [join(all.office.folder, "in"), "outside the folder"],
    ] as const) {
      const ended = await zegelIn(all.inbox, ["release", "collect", all.office.folder, inbox]);
      expect([ended.status, ended.stdout, ended.stderr]).toEqual([1, "", expect.stringContaining(says)]);
    }
    expect((await all.collect("--lang", "nl")).stdout).toMatch(/^er lag niets in /);
    const early = await desk("inputs");
    early.put("x", "x");
    expect(await early.collect()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("nothing was built here yet"),
    });
  });

  test("what was stopped takes in what came, and asks nobody", async () => {
    const all = await desk("rebuilt");
    all.office.put("STOPPED.txt", "fout\n");
    all.put("x", all.office.rebuild("ruud", { scope: "source", differs: "tel.jar" }));
    expect(await all.received()).toMatchObject({ status: 3, is: { x: "differs" }, bundle: null });
  });
});

describe.skipIf(!has("cc"))("whatever fails", () => {
  test("a full disk, a file that is not flushed, a link that fails: nothing half, one sentence, and the next run goes on", async () => {
    const all = await desk("rebuilt");
    const folder = temporaryFolder();
    const rules = { disk: `write:${errno.ENOSPC}:0:@`, file: `fsync:${errno.EIO}:0:@`, link: `link:${errno.EIO}:0:@` };
    all.put("x", all.office.rebuild("rosa", { scope: "source" }));
    cpSync(all.inbox, join(folder, "inbox"), { recursive: true });
    const jobs = Object.entries(rules).map(([name, rule]) => {
      cpSync(all.office.folder, join(folder, `UIT-${name}`), { recursive: true });
      return {
        words: ["release", "collect", `UIT-${name}`, "inbox"],
        faults: rule.replaceAll("@", `UIT-${name}/notes`),
        name,
      };
    });
    const ended = await runJobs(makeLibrary(folder), folder, jobs);
    for (const [i, { exitCode, said }] of ended.entries()) {
      const name = jobs[i]?.name;
      expect([name, exitCode, said.trimEnd().split("\n").length]).toEqual([name, 1, 1]);
      expect(readdirSync(join(folder, `UIT-${name}`, "notes")).sort()).toEqual(notesIn(all));
      const again = await zegelIn(folder, ["release", "collect", `UIT-${name}`, "inbox"]);
      expect([again.status, again.stdout]).toEqual([3, expect.stringContaining("taken: x as ")]);
    }
  });
});

test("killed at many moments: no half file, and the next run goes on; two at once: one waits its turn", async () => {
  const all = await desk("built");
  const { folder } = all.office;
  for (const name of ["rosa", "ruud"]) all.put(name, all.office.rebuild(name));
  const start = () => {
    const child = spawn(process.execPath, [zegelCommand[1], "release", "collect", folder, all.inbox], {
      stdio: "ignore",
    });
    return { child, ended: new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal))) };
  };
  const began = performance.now();
  await start().ended;
  const took = performance.now() - began;
  const whole = notesIn(all);
  for (let i = 1; i <= 6; i++) {
    for (const name of ["notes", "out"]) rmSync(join(folder, name), { recursive: true, force: true });
    const { child, ended } = start();
    await sleep((took * i) / 6.5);
    child.kill("SIGKILL");
    await ended;
    for (const name of notesIn(all).filter((each) => !each.endsWith(".tmp"))) expect(whole).toContain(name);
    expect((await all.received()).status).toBe(3);
    expect(notesIn(all).filter((each) => !each.endsWith(".tmp"))).toEqual(whole);
    expect(existsSync(join(folder, "out/officers/SHA256SUMS"))).toBe(true);
  }
  for (const name of ["notes", "out"]) rmSync(join(folder, name), { recursive: true, force: true });
  const both = await Promise.all([start().ended, start().ended]);
  expect(both).toContain(3);
  expect(both.every((code) => code === 3 || code === 1)).toBe(true);
  expect(notesIn(all)).toEqual(whole);
  expect(readFileSync(join(folder, "out/officers/SHA256SUMS"), "utf8")).toContain("  out/release.request\n");
});
