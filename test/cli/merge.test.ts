// zegel merge, zegel code: on real files.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCode } from "../../src/cli/notes/code.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { encodeHashGroups, encodeZegelcode, parseNote, textDigest } from "../../src/format/index.ts";
import { anna, bert, mallory, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
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
