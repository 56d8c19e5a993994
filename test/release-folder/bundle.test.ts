// zegel release bundle: what goes to a reviewer, an officer or the public, made again, and never over what lies there.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zegelIn } from "../cli/flow.ts";
import { errno, makeLibrary, runJobs } from "../files/faults.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { makeOfficeFolder, type OfficeFolder } from "./office.ts";

const bundle = ({ folder }: OfficeFolder, ...words: string[]) => zegelIn(folder, ["release", "bundle", ".", ...words]);
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const check = (folder: string) => run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder }).status;

describe("each is a part of the folder, under the same names, and SHA256SUMS holds", () => {
  test("for reviewers and officers: what start and collect make", async () => {
    const office = await makeOfficeFolder("requested");
    expect(await bundle(office, "--for", "reviewer", "--lang", "nl")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^gemaakt: out\/reviewers, 11 bestanden, .* MB \(met SHA256SUMS\)\n$/),
    });
    expect(filesBelow(join(office.folder, "out/reviewers"))).toEqual([
      "SHA256SUMS",
      ...["build/MANIFEST", "build/payload.tar", "build/release.note", "in/aanwijzingen.md", "in/install.json"],
      ...["VERSION", "controlepagina.html", "controleprogramma.exe", "hulp/lees.txt"].map((name) => `in/kit/${name}`),
      ...["in/root-1.note", "release.json"],
    ]);
    expect((await bundle(office, "--for", "officer")).status).toBe(0);
    expect(
      filesBelow(join(office.folder, "out/officers")).map((name) => name.replace(/\.[0-9a-f]{16}\./, ".")),
    ).toEqual([
      "SHA256SUMS",
      "build/MANIFEST",
      "notes/rebuild.rosa.note",
      "notes/rebuild.ruud.note",
      "out/release.request",
    ]);
    for (const name of ["reviewers", "officers"]) expect(check(join(office.folder, "out", name))).toBe(0);
  });

  test("for the public: who said what, and what lies on the disc; with --payload all that it takes to build it again", async () => {
    const office = await makeOfficeFolder("lettered");
    office.put("notes/verschil.note", office.rebuild("rosa", { scope: "source", differs: "tel.jar" }));
    expect((await bundle(office, "--for", "public")).status).toBe(0);
    const small = filesBelow(join(office.folder, "out/public"));
    expect(small).toEqual([
      ...["LEESMIJ.txt", "SHA256SUMS", "build/MANIFEST", "in/aanwijzingen.md", "in/install.json", "in/root-1.note"],
      ...["notes/rebuild.rosa.note", "notes/rebuild.ruud.note", "notes/verschil.note"],
      ...["out/label.txt", "out/letter.html", "out/release.note", "out/staatscourant.txt", "release.json"],
    ]);
    const out = join(temporaryFolder(), "a/b");
    const { status, stdout } = await bundle(office, "--for", "public", "--payload", "-o", out);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`made: ${out}, 18 files`)]);
    expect(filesBelow(out).filter((name) => !small.includes(name))).toEqual([
      "build/payload.tar",
      ...["VERSION", "controlepagina.html", "controleprogramma.exe", "hulp/lees.txt"].map((name) => `in/kit/${name}`),
    ]);
    expect(check(out)).toBe(0);
    // From the bundle alone: the disc is built again, and each statement is counted.
    const again = await zegelIn(out, [
      ...["reproduce", "out/release.note", "--payload", "build/payload.tar", "--kit", "in/kit", "--writer", "own"],
      ...["--install", "in/install.json", "--instructions", "in/aanwijzingen.md"],
    ]);
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining("SAME")]);
    // Each command that LEESMIJ.txt tells does its work there, but for the disc, which is not in it.
    const readme = readFileSync(join(out, "LEESMIJ.txt"), "utf8");
    expect(
      Math.max(
        ...readme
          .split("\n")
          .filter((line) => !line.startsWith("    "))
          .map((line) => line.length),
      ),
    ).toBeLessThan(110);
    const [dutch = "", english = ""] = readme.split("=".repeat(72));
    const told = (part: string) => [...part.matchAll(/^ {4}(.*)$/gm)].map(([, command = ""]) => command);
    expect(told(english)).toEqual(told(dutch));
    expect(told(dutch).map((command) => command.split(" ").slice(0, 2).join(" "))).toEqual([
      ...["sha256sum -c", "zegel root", "zegel code", "zegel rebuild-note", "zegel reproduce", "zegel verify"],
    ]);
    for (const command of told(dutch).filter((one) => !one.includes("SCHIJF"))) {
      const [program = "", ...words] = command.split(" ");
      const { status: code } = program === "zegel" ? await zegelIn(out, words) : run(program, words, { cwd: out });
      expect([command, code]).toEqual([command, words[0] === "rebuild-note" ? 31 : 0]); // one of them differs
    }
    const notes = ["rebuild-note", "verify", ...small.filter((name) => name.startsWith("notes/"))];
    const counted = await zegelIn(out, [...notes, "--release", "out/release.note", "--root", "in/root-1.note"]);
    expect(counted.stdout).toContain("tel.jar");
  });

  test("the status takes one with a payload for the bundle of the public", async () => {
    const office = await makeOfficeFolder("escrowed");
    expect((await bundle(office, "--for", "public", "--payload")).status).toBe(0);
    expect((await office.judged("--full")).codes).toEqual(["NO_SUMS"]);
    const payload = office.read("out/public/build/payload.tar");
    expect((await bundle(office, "--for", "public")).status).toBe(1); // another lies there
    payload[600] = (payload[600] ?? 0) ^ 1;
    office.put("out/public/build/payload.tar", payload);
    expect((await office.judged()).codes).toEqual(["NO_SUMS"]);
    expect((await office.judged("--full")).codes).toContain("PUBLIC_OTHER");
    office.remove("out/public/release.json");
    office.put("out/public/release.json", "{}");
    const elsewhere = await bundle(office, "--for", "public", "-o", join(temporaryFolder(), "uit"));
    expect(elsewhere.status).toBe(0); // what lies in its place is wrong, and is no part of it
    rmSync(join(office.folder, "out/public"), { recursive: true });
    mkdirSync(join(office.folder, "out/public"));
    expect((await office.judged()).codes).toEqual(["NOT_PUBLISHED", "NO_SUMS"]);
    expect((await bundle(office, "--for", "public")).status).toBe(0);
  });
});

describe("what lies there", () => {
  test("the same byte for byte: said, and nothing is done; another: refused, with another place to choose", async () => {
    const office = await makeOfficeFolder("built");
    for (const words of [[], ["-o", join(temporaryFolder(), "uit")]]) {
      const out = words[1] ?? join(office.folder, "out/reviewers");
      const again = () => bundle(office, "--for", "reviewer", "--lang", "nl", ...words);
      expect((await again()).status).toBe(0);
      expect(await again()).toMatchObject({ status: 0, stdout: expect.stringContaining("lag er al, byte voor byte") });
      const changes: readonly (() => void)[] = [
        () => writeFileSync(join(out, "meer"), ""),
        () => rmSync(join(out, "release.json")),
        () => writeFileSync(join(out, "in/kit/VERSION"), "1.1\n"),
        () => writeFileSync(join(out, "SHA256SUMS"), ""),
        () => rmSync(join(out, "SHA256SUMS")),
      ];
      const whole = temporaryFolder();
      cpSync(out, whole, { recursive: true });
      for (const change of changes) {
        change();
        const before = filesBelow(out);
        expect(await again()).toMatchObject({ status: 1, stderr: expect.stringContaining("met -o een andere plaats") });
        expect(filesBelow(out)).toEqual(before);
        rmSync(out, { recursive: true });
        cpSync(whole, out, { recursive: true });
      }
      rmSync(out, { recursive: true });
      writeFileSync(out, "een bestand");
      expect((await again()).status).toBe(1);
      rmSync(out);
      symlinkSync("nergens", out);
      expect((await again()).status).toBe(1);
      rmSync(out);
      mkdirSync(out);
      expect((await again()).status).toBe(0); // an empty folder is no hindrance
    }
  });

  test("inside the folder of the release it has its own place", async () => {
    const office = await makeOfficeFolder("built");
    for (const out of ["in/x", "out/x", "."]) {
      const { status, stderr } = await bundle(office, "--for", "reviewer", "-o", out);
      expect([out, status, stderr]).toEqual([out, 1, expect.stringMatching(/outside the folder of the release/)]);
    }
  });
});

describe("what cannot be made yet: said with the status, and exit 3 or 31", () => {
  test("nothing built, no request, nobody signed, stopped; something wrong", async () => {
    const built = await makeOfficeFolder("built");
    const signed = await makeOfficeFolder("signed");
    const early = [
      [await makeOfficeFolder("inputs"), "reviewer", "nog niet gebouwd"],
      [built, "officer", "deze bundel kan nu niet worden gemaakt"],
      [signed, "public", "nog niet samengevoegd"],
    ] as const;
    for (const [office, reader, says] of early) {
      const { status, stderr } = await bundle(office, "--for", reader, "--lang", "nl");
      expect([reader, status, stderr]).toEqual([reader, 3, expect.stringContaining(says)]);
      expect(existsSync(join(office.folder, "out/public"))).toBe(false);
    }
    const joined = await makeOfficeFolder("joined");
    joined.put("notes/x", joined.rebuild("eva", { differs: "anders" })); // nobody can confirm it
    expect((await bundle(joined, "--for", "public")).status).toBe(31);
    expect((await bundle(joined, "--for", "reviewer")).status).toBe(0);
    joined.remove("notes/x");
    expect((await bundle(joined, "--for", "public")).status).toBe(0); // the good twin
    joined.put("STOPPED.txt", "fout\n");
    for (const reader of ["public", "reviewer", "officer"])
      expect([reader, (await bundle(joined, "--for", reader)).status]).toEqual([reader, 3]);
  });

  test("a file whose name not every system carries: named, and no bundle; under another name it is one", async () => {
    const office = await makeOfficeFolder("joined");
    office.put("notes/bron: rosa.note", office.rebuild("rosa", { scope: "source", differs: "tel.jar" }));
    const refused = await bundle(office, "--for", "public", "--lang", "nl");
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('"notes/bron: rosa.note": heeft een naam die niet elk systeem aankan'),
    ]);
    expect(existsSync(join(office.folder, "out/public"))).toBe(false);
    office.remove("notes/bron: rosa.note");
    office.put("notes/bron rosa.note", office.rebuild("rosa", { scope: "source", differs: "tel.jar" }));
    expect((await bundle(office, "--for", "public")).status).toBe(0);
  });

  test("a wrong command line: one sentence", async () => {
    const office = await makeOfficeFolder("built");
    for (const words of [[], ["--for", "press"], ["--for", "officer", "--payload"]])
      expect([words, (await bundle(office, ...words)).status]).toEqual([words, 2]);
    expect(await zegelIn(office.folder, ["release", "bundle", "nergens", "--for", "public"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("found nothing"),
    });
  });
});

describe.skipIf(!has("cc"))("whatever fails", () => {
  test("a full disk, a file that is not flushed: nothing half, one sentence, and the next run makes it", async () => {
    const office = await makeOfficeFolder("built");
    const folder = temporaryFolder();
    const rules = {
      disk: `write:${errno.ENOSPC}:0:@`,
      file: `fsync:${errno.EIO}:0:@`,
      name: `rename:${errno.EIO}:0:@`,
    };
    const jobs = Object.entries(rules).map(([name, rule]) => {
      cpSync(office.folder, join(folder, `UIT-${name}`), { recursive: true });
      const words = ["release", "bundle", `UIT-${name}`, "--for", "reviewer"];
      return { words, faults: rule.replaceAll("@", `UIT-${name}/out`), name };
    });
    const ended = await runJobs(makeLibrary(folder), folder, jobs);
    for (const [i, { exitCode, said }] of ended.entries()) {
      const at = join(folder, `UIT-${jobs[i]?.name}`);
      expect([jobs[i]?.name, exitCode, said.trimEnd().split("\n").length]).toEqual([jobs[i]?.name, 1, 1]);
      expect(readdirSync(join(at, "out"))).toEqual([]);
      expect((await zegelIn(at, ["release", "bundle", ".", "--for", "reviewer"])).status).toBe(0);
      expect(readFileSync(join(at, "out/reviewers/SHA256SUMS"), "utf8")).toContain("  release.json\n");
    }
  });
});
