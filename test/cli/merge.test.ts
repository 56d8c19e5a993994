// zegel merge, zegel code: on real files.

import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCode } from "../../src/cli/notes/code.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { encodeHashGroups, encodeNote, encodeZegelcode, parseNote, textDigest } from "../../src/format/index.ts";
import { anna, bert, cees, mallory, releaseNote, rootNote, signedBy, testRoot } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { putNote, refusalIn, zegelIn } from "./flow.ts";

const release = releaseNote();

describe("zegel merge", () => {
  it("joins, judges by a root, and says who is missing", async () => {
    const folder = temporaryFolder();
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    putNote(folder, "a.note", await signedBy(release, anna));
    putNote(folder, "b.note", await signedBy(release, bert, mallory));
    const one = await zegelIn(folder, ["merge", "a.note", "--root", "root.note", "-o", "one.note"]);
    expect(one.stdout).toContain("1 of 2 needed for release: anna\nmissing:     bert (Kiesraad), cees (Kiesraad)");
    const both = await zegelIn(folder, ["merge", "b.note", "a.note", "--root", "root.note", "-o", "both.note"]);
    expect(both.status, both.stderr).toBe(0);
    expect(both.stdout).toMatch(/2 of 2 needed for release: (anna, bert|bert, anna)\n/);
    expect(both.stdout).toContain("unknown:     mallory");
    expect(both.stdout).not.toContain("missing");
    expect(parseNote(readFileSync(join(folder, "both.note")), "both").signatures.length).toBe(3);
    const blind = await zegelIn(folder, ["merge", "a.note", "b.note", "-o", "blind.note"]);
    expect(blind.stdout).toContain("NOT judged");
  });

  /** Root, and a release that needs two signatures, one in each of `a.note`, `b.note`, `c.note`. */
  async function partsFolder(): Promise<string> {
    const folder = temporaryFolder();
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    for (const [name, key] of Object.entries({ a: anna, b: bert, c: cees }))
      putNote(folder, `${name}.note`, await signedBy(release, key));
    return folder;
  }
  const judged = (folder: string, ...words: string[]) =>
    zegelIn(folder, ["merge", ...words, "--root", "root.note", "-o", "out.note"]);
  const signersIn = (folder: string, name: string) =>
    parseNote(readFileSync(join(folder, name)), name).signatures.map((line) => line.name);
  const outs = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("out"));

  it("too few: OUT.incomplete alone, who is missing, exit 3; the next run replaces it; complete: OUT alone, exit 0", async () => {
    const folder = await partsFolder();
    const one = await judged(folder, "a.note");
    expect([one.status, one.stderr, outs(folder)]).toEqual([3, "", ["out.note.incomplete"]]);
    expect(one.stdout).toContain("missing:     bert (Kiesraad), cees (Kiesraad)");
    expect(one.stdout).toContain("written:     out.note.incomplete\nNOT complete: there is no out.note until");
    const other = await judged(folder, "b.note", "--json");
    expect([other.status, outs(folder)]).toEqual([3, ["out.note.incomplete"]]);
    expect(JSON.parse(other.stdout)).toMatchObject({ out: "out.note.incomplete", isComplete: false });
    expect(other.stderr).toBe("zegel: note: out.note.incomplete held signatures that this run was not given: anna\n");
    expect(signersIn(folder, "out.note.incomplete")).toEqual(["bert"]);
    const both = await judged(folder, "out.note.incomplete", "c.note", "--json"); // it is a note as any other
    expect([both.status, both.stderr, outs(folder)]).toEqual([0, "", ["out.note"]]);
    expect(JSON.parse(both.stdout)).toMatchObject({ out: "out.note", isComplete: true });
    expect(signersIn(folder, "out.note").sort()).toEqual(["bert", "cees"]);
    expect((await judged(folder, "a.note", "b.note")).stderr).toContain("out.note: exists already");
  });

  it("a name with which OUT.incomplete would be too long: told, and the finished note can have it", async () => {
    const folder = await partsFolder();
    const out = `${"n".repeat(245)}.note`;
    const merge = (...words: string[]) => zegelIn(folder, ["merge", ...words, "--root", "root.note", "-o", out]);
    const short = await merge("a.note");
    expect([short.status, short.stderr]).toEqual([1, expect.stringContaining("cannot be written (ENAMETOOLONG)")]);
    const whole = await merge("a.note", "b.note");
    expect([whole.status, whole.stderr, existsSync(join(folder, out))]).toEqual([0, "", true]);
  });

  it("without --root nothing is unfinished: OUT, whoever signed", async () => {
    const folder = await partsFolder();
    const blind = await zegelIn(folder, ["merge", "a.note", "-o", "out.note"]);
    expect([blind.status, outs(folder)]).toEqual([0, ["out.note"]]);
  });

  it("OUT.incomplete that is no earlier run's stays as it is, and is told", async () => {
    for (const [put, said] of [
      [(path: string) => writeFileSync(path, "mine"), /out\.note\.incomplete/],
      [async (path: string) => writeFileSync(path, encodeNote(releaseNote({ sequence: 13 }))), /holds another text/],
      [(path: string) => mkdirSync(path), /out\.note\.incomplete/],
      [(path: string) => symlinkSync("a.note", path), /found a link, or no file/],
    ] as const) {
      const folder = await partsFolder();
      const path = join(folder, "out.note.incomplete");
      await put(path);
      const before = lstatSync(path).ino;
      const short = await judged(folder, "a.note");
      expect([short.status, outs(folder)]).toEqual([1, ["out.note.incomplete"]]);
      expect(short.stderr).toMatch(said);
      const whole = await judged(folder, "a.note", "b.note");
      expect([whole.status, outs(folder)]).toEqual([0, ["out.note", "out.note.incomplete"]]);
      expect(whole.stderr).toContain("out.note.incomplete stays where it is: ");
      expect(lstatSync(path).ino).toBe(before);
    }
  });

  it("a next trust root is finished when both groups signed it; a release that nobody may sign never is", async () => {
    const folder = await partsFolder();
    const root = await signedBy(rootNote(), anna, bert);
    const { keys, groups, requires } = testRoot();
    const next = rootNote({
      ...{ version: 2, previous: textDigest(root.text) },
      keys: [...keys, { vkey: mallory.vkey, role: "officer" as const, holder: "Mallory", organisation: "Kiesraad" }],
      groups: [{ name: "officers", threshold: 2, members: ["cees", "mallory"] }, ...groups.slice(1)],
    });
    putNote(folder, "old.note", await signedBy(next, anna, bert));
    putNote(folder, "new.note", await signedBy(next, cees, mallory));
    const halves = [await judged(folder, "old.note"), await judged(folder, "old.note", "new.note")];
    expect(halves.map(({ status }) => status)).toEqual([3, 0]);
    expect(halves[0]?.stdout).toContain("missing:     cees (Kiesraad), mallory (Mallory, Kiesraad)");
    expect(outs(folder)).toEqual(["out.note"]);

    const strict = await signedBy(rootNote({ requires: { ...requires, "emergency-release": undefined } }), anna, bert);
    putNote(folder, "strict.note", strict);
    putNote(folder, "e.note", await signedBy(releaseNote({ urgency: "emergency" }, strict), anna, bert));
    const never = await zegelIn(folder, ["merge", "e.note", "--root", "strict.note", "-o", "e.out"]);
    expect([never.status, existsSync(join(folder, "e.out"))]).toEqual([3, false]);
    expect(never.stdout).toContain("asks for nobody's signature for emergency-release");
  });

  it("refuses another text, a root that is not signed, and a file that exists", async () => {
    const folder = temporaryFolder();
    putNote(folder, "a.note", await signedBy(release, anna));
    putNote(folder, "other.note", await signedBy(releaseNote({ sequence: 13 }), bert));
    putNote(folder, "unsigned.note", rootNote());
    const refused = (...args: string[]) => refusalIn(folder, addMerge, ["merge", ...args]);
    expect(await refused("a.note", "other.note", "-o", "out.note")).toContain("line 6");
    expect(await refused("a.note", "--root", "unsigned.note", "-o", "out.note")).toContain("sign it first");
    expect(existsSync(join(folder, "out.note"))).toBe(false);
    expect(await refused("a.note", "-o", "a.note")).toContain("exists already");
    expect(await refused("-o", "more.note")).toContain("missing required argument");
    expect((await zegelIn(folder, ["merge", "a.note", "-o", "out.note"])).status).toBe(0);
  });
});

describe("zegel code", () => {
  it("prints code and digest of a release, signed or not, and of nothing else", async () => {
    const folder = temporaryFolder();
    const digest = textDigest(release.text);
    putNote(folder, "r.note", release);
    putNote(folder, "s.note", await signedBy(release, anna));
    putNote(folder, "root.note", rootNote());
    const code = (...args: string[]) => zegelIn(folder, ["code", ...args]);
    expect((await code("r.note")).stdout).toBe(
      `zegelcode:   ${encodeZegelcode(digest)}\ntext digest: ${encodeHashGroups(digest)}\n`,
    );
    expect(JSON.parse((await code("s.note", "--json")).stdout)).toEqual({
      code: encodeZegelcode(digest),
      textSha256: digest,
    });
    expect(await refusalIn(folder, addCode, ["code", "root.note"])).toContain("zegel/release v1");
  });
});
