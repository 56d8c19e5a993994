// zegel review: from what a reviewer is given to her notes, whatever the files are called, and whatever is wrong with them.

import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, parseNote } from "../../src/format/index.ts";
import { tree } from "../build-iso/building.ts";
import { makeOfficeFolder } from "../release-folder/office.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { startIn, zegelCommand, zegelIn } from "./flow.ts";
import { asRosa, deskIn, reviewDesk } from "./reviewers.ts";

const payload = { "LEESMIJ.txt": "Schijf 1.\n", "programma/tel.jar": new Uint8Array(9000).fill(1) };

/** A tar of these files. */
function tarOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const folder = temporaryFolder();
  tree(files, join(folder, "in"));
  run("tar", ["-C", join(folder, "in"), "-cf", join(folder, "out.tar"), "."]);
  const names = Object.keys(files).filter((name) => !name.endsWith("/"));
  run("tar", ["-C", join(folder, "in"), "-cf", join(folder, "out.tar"), ...names]);
  return new Uint8Array(readFileSync(join(folder, "out.tar")));
}

describe("a bundle as the office makes it", () => {
  test("agrees: the answer, the note beside the bundle, what comes next; the kit plainly not checked", async () => {
    const desk = await reviewDesk();
    const said = await desk.review();
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).toMatch(/^SAME: rebuilt bit for bit: OSV 2\.24\.3, .*number 1, disc 1 of 1\n/);
    expect(said.stdout).toMatch(/^kit: +not checked/m);
    expect(said.stdout).toContain("Next: zegel sign reviewers.review/rebuild.note --key YOURS.key");
    expect(said.stdout).not.toContain("SHA256SUMS");
    expect(desk.files("reviewers.review")).toEqual(["rebuild.note"]);
    expect(desk.note("reviewers.review/rebuild.note")).toMatchObject({
      scope: "image",
      differs: undefined,
      environment: expect.stringMatching(/image by Zegel alone$/),
      signers: [],
    });
    const dutch = await desk.review("--lang", "nl", "-o", "nl");
    expect(dutch.stdout).toMatch(
      /^GELIJK: bit voor bit nagebouwd: .*nummer 1, schijf 1 van 1\n[\s\S]*^kit: +niet nagegaan/m,
    );
  });

  test("in other surroundings where nothing else is said, which the note tells", async () => {
    const { folder, note } = await reviewDesk();
    const said = startIn(folder, ["review", "reviewers", "--json"]);
    expect([said.status, said.stderr]).toEqual([0, ""]);
    const { outcome, discs, kit, notes, signedBy } = JSON.parse(said.stdout);
    expect([outcome, kit.checked, signedBy]).toEqual(["same", "unchecked", null]);
    expect(discs[0].report.surroundings.changed).toContain("time zone");
    expect(note(notes[0]).environment).toContain("; other ");
  });

  test("signed with --key: one note, named for publication, that the public folder's check counts", async () => {
    const desk = await reviewDesk();
    const said = await desk.review(...asRosa, "-o", "reviews/osv");
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).toMatch(/send to the office: reviews\/osv\/rosa\.note/);
    expect(desk.files("reviews")).toEqual(["osv/rosa.note"]);
    const judged = await zegelIn(desk.folder, [
      ...["rebuild-note", "verify", "reviews/osv", "--release", "reviewers/build/release.note"],
      ...["--root", "reviewers/in/root-1.note"],
    ]);
    expect(judged.status).toBe(0);
    expect(judged.stdout).toMatch(/agreements: {2}1 of 2 needed/);
    // Another reviewer's note beside it is left alone, and her own is not written twice.
    desk.put("reviews/osv/ruud.note", "x");
    const again = await desk.review(...asRosa, "-o", "reviews/osv");
    expect([again.status, again.stdout, again.stderr]).toEqual([
      1,
      "", // before anything is built
      expect.stringContaining("rosa.note: exists already"),
    ]);
    expect(Buffer.from(desk.read("reviews/osv/ruud.note")).toString()).toBe("x");
  });

  test("under other names, in other folders, the payload as a zip's bytes without an ending", async () => {
    const desk = await reviewDesk();
    desk.move("build/payload.tar", "a/b/c/blob");
    desk.move("in/kit", "iets");
    desk.move("in/install.json", "Brief van het bureau");
    desk.move("in/aanwijzingen.md", "a/2");
    desk.move("build/release.note", "x.txt");
    desk.move("build/MANIFEST", "y.txt");
    desk.drop("release.json");
    const said = await desk.review();
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).toMatch(/^SAME/);
    expect(said.stdout).toContain("payload:         a/b/c/blob: the release's");
    expect(said.stdout).toContain("there is no SHA256SUMS");
  });

  test("the release's own folder does too", async () => {
    const { folder } = await makeOfficeFolder("rebuilt");
    const out = temporaryFolder();
    const said = await zegelIn(out, ["review", folder, "--no-clean", "--writer", "own", "-o", "notes"]);
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(deskIn(out).files("notes")).toEqual(["rebuild.note"]);
  });

  test("a set of two discs: each its payload, and a folder for its notes; one that is not there is told", async () => {
    const desk = await reviewDesk({ discs: 2 });
    const said = await desk.review(...asRosa);
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout.match(/^SAME: .*disc [12] of 2/gm)).toHaveLength(2);
    expect(desk.files("reviewers.review")).toEqual(["1/rosa.note", "2/rosa.note"]);
    expect(desk.note("reviewers.review/1/rosa.note").release).not.toBe(
      desk.note("reviewers.review/2/rosa.note").release,
    );
    desk.drop("build/2");
    const one = await desk.review("-o", "one");
    expect([one.status, one.stdout]).toEqual([0, expect.stringContaining("no release note of disc 2 here")]);
    expect(desk.files("one")).toEqual(["1/rebuild.note"]);
  });

  test("a second run writes nothing over, and says so before it builds", async () => {
    const desk = await reviewDesk();
    expect((await desk.review()).status).toBe(0);
    const before = desk.read("reviewers.review/rebuild.note");
    expect(await desk.review()).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("reviewers.review exists already, of an earlier review"),
    });
    expect(await desk.review("-o", "reviewers.review")).toMatchObject({ status: 1, stdout: "" });
    expect(desk.read("reviewers.review/rebuild.note")).toEqual(before);
    expect((await desk.review("-o", "second")).status).toBe(0);
  });
});

describe("what differs is written as readily", () => {
  test("another payload: where, why, and a note that differs; signed on request", async () => {
    const desk = await reviewDesk();
    desk.change("build/payload.tar", tarOf({ ...payload, "LEESMIJ.txt": "Schijf 2.\n", "meer.txt": "x" }));
    const said = await desk.review(...asRosa);
    expect([said.status, said.stderr]).toEqual([31, ""]);
    expect(said.stdout.split("\n").slice(0, 3)).toEqual([
      expect.stringMatching(/^DIFFERENT: .*: OSV 2\.24\.3/),
      expect.stringMatching(/^where: +manifest digest, .*image digest$/),
      expect.stringMatching(
        /^why: +the payload "build\/payload.tar".*other: "LEESMIJ.txt"; more than listed: "meer.txt"$/,
      ),
    ]);
    expect(said.stdout).toContain("telephone the office and the other reviewers at once");
    expect(desk.note("reviewers.review/rosa.note")).toMatchObject({
      differs: expect.stringMatching(/^manifest digest, .*image digest$/),
      signers: ["rosa"],
    });
  });

  test("another kit, and another paper, are named as the reason", async () => {
    const kit = await reviewDesk();
    kit.change("in/kit/hulp/lees.txt", "anders");
    const said = await kit.review();
    expect([said.status, said.stdout]).toEqual([
      31,
      expect.stringMatching(/^why: +the kit "in\/kit".*other: "hulp\/lees.txt"$/m),
    ]);
    expect(kit.note("reviewers.review/rebuild.note").differs).toContain("kit digest");
    const paper = await reviewDesk();
    paper.change("in/aanwijzingen.md", "1. Controleer de schijf niet.\n");
    const other = await paper.review("--lang", "nl");
    expect([other.status, other.stdout]).toEqual([
      31,
      expect.stringContaining('"in/aanwijzingen.md" geeft een andere ZEGEL/AANWIJZINGEN dan MANIFEST noemt'),
    ]);
  });

  test("an image that is not what its parts give, though each of them is the release's", async () => {
    const desk = await reviewDesk();
    const { text, signatures } = parseNote(desk.read("reviewers/build/release.note"), "note");
    const other = text.replace(/^image-sha256 [0-9a-f]{64}$/m, `image-sha256 ${"0".repeat(64)}`);
    expect(other).not.toBe(text);
    desk.change("build/release.note", encodeNote({ text: other, signatures }));
    const said = await desk.review();
    expect([said.status, said.stdout]).toEqual([
      31,
      expect.stringMatching(/^where: +image digest\nwhy: +payload, kit and papers are the release's/m),
    ]);
    expect(desk.note("reviewers.review/rebuild.note").differs).toBe("image digest");
  });
});

describe("what lacks, or is not clear, is named before anything is built, and no note is written", () => {
  const refused = async (desk: Awaited<ReturnType<typeof reviewDesk>>, text: string | RegExp, status = 2) => {
    const said = await desk.review();
    expect([said.status, said.stdout, said.stderr]).toEqual([status, "", expect.stringMatching(text)]);
    expect(desk.files("reviewers.review")).toEqual([]);
  };

  test("papers", async () => {
    const desk = await reviewDesk();
    desk.drop("in/install.json");
    desk.drop("in/aanwijzingen.md");
    await refused(
      desk,
      /the release lists ZEGEL\/INSTALL; you gave none.*\n.*the release lists ZEGEL\/AANWIJZINGEN; you gave none/,
    );
    desk.change("a.md", "1. Iets.\n");
    desk.change("b.md", "1. Iets anders.\n");
    await refused(desk, /the release lists ZEGEL\/AANWIJZINGEN; 2 files could be it/);
  });

  test("payload, kit, MANIFEST, release note", async () => {
    const desk = await reviewDesk();
    const tar = desk.read("reviewers/build/payload.tar");
    desk.drop("build/payload.tar");
    await refused(
      desk,
      /expected the payload of disc 1, a folder or archive with the 2 files that MANIFEST lists, found none/,
    );
    desk.change("een.tar", tarOf({ ...payload, "LEESMIJ.txt": "a" }));
    desk.change("twee.tar", tarOf({ ...payload, "LEESMIJ.txt": "b" }));
    await refused(desk, /2 files could be the payload of disc 1, and none of them is what MANIFEST lists: give one/);
    desk.change("drie.tar", tar.subarray(0, 1000));
    desk.drop("een.tar");
    desk.drop("twee.tar");
    await refused(desk, /expected the payload of disc 1[\s\S]*"drie\.tar": .*is no sound tar/);
    desk.change("drie.tar", tar);
    desk.drop("in/kit");
    await refused(desk, /the release was made with kit 1\.0 \([0-9a-f]{64}\); the folder has no kit/);
    desk.drop("build/MANIFEST");
    await refused(desk, /expected the MANIFEST that the release note of disc 1 names/);
    desk.change(
      "build/release.note",
      Buffer.from(desk.read("reviewers/build/release.note")).toString().replaceAll("\n", "\r\n"),
    );
    await refused(desk, /expected the release note of a release[\s\S]*"build\/release\.note".*do not save it/);
  });

  test("two payloads of which one is the release's: that one is taken", async () => {
    const desk = await reviewDesk();
    desk.change("aaa.tar", tarOf({ ...payload, "LEESMIJ.txt": "a" }));
    const said = await desk.review();
    expect([said.status, said.stdout]).toEqual([
      0,
      expect.stringContaining("payload:         build/payload.tar: the release's"),
    ]);
  });

  test("two releases; the one before this one is not a second", async () => {
    const desk = await reviewDesk();
    const { text } = parseNote(desk.read("reviewers/build/release.note"), "note");
    const note = (change: string) =>
      encodeNote({ text: text.replace(/^version .*$/m, `version ${change}`), signatures: [] });
    desk.change("other.note", note("9.9"));
    await refused(desk, /are of two releases: give a folder with one release/);
    desk.change("other.note", note("2.24.3").slice());
    expect((await desk.review()).status).toBe(0);
  });

  test("a folder that is none, a place for notes that is none", async () => {
    const desk = await reviewDesk();
    const review = (...words: string[]) => zegelIn(desk.folder, ["review", ...words]);
    expect(await review("nergens")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("nergens: expected a folder"),
    });
    expect(await review("pw")).toMatchObject({ status: 1, stderr: expect.stringContaining("pw: expected a folder") });
    expect(await review("reviewers", "-o", "reviewers/notes")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("lies in the folder that is reviewed"),
    });
    expect(await review("reviewers", "-o", "pw")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("pw: expected a folder, or nothing"),
    });
    expect(await review("reviewers", "-o", "a", "-o", "b")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("given twice"),
    });
    expect(await review("reviewers", "--node-licence", "pw")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("belongs to --source"),
    });
  });
});

describe("a hostile bundle", () => {
  test("SHA256SUMS that is contradicted names the file, ends in 31, and nothing is rebuilt", async () => {
    const desk = await reviewDesk();
    const sums = Buffer.from(desk.read("reviewers/SHA256SUMS")).toString();
    desk.put("reviewers/in/kit/hulp/lees.txt", "anders");
    rmSync(desk.at("reviewers/in/aanwijzingen.md"));
    const said = await desk.review();
    expect([said.status, said.stdout]).toEqual([31, ""]);
    expect(said.stderr).toContain('"in/kit/hulp/lees.txt": has other content');
    expect(said.stderr).toContain('"in/aanwijzingen.md": is missing');
    expect(desk.files("reviewers.review")).toEqual([]);
    const lines = [
      [`${"0".repeat(64)}  ../pw\n`, /is not a name/],
      [`${"0".repeat(64)}  /etc/passwd\n`, /is not a name/],
      [`${"0".repeat(64)}  a\u001b[2Jb\n`, /SHA256SUMS.* line 1/],
      [`${sums}${sums}`, /each path once/],
      ["x".repeat(5000), /line feed at the end/],
      [`${"x".repeat(5000)}\n`, /SHA256SUMS.* line 1/],
      ["", /SHA256SUMS/],
    ] as const;
    for (const [text, expected] of lines) {
      desk.put("reviewers/SHA256SUMS", text);
      const refused = await desk.review();
      expect([refused.status, refused.stderr]).toEqual([31, expect.stringMatching(expected)]);
      expect(refused.stderr).not.toContain("\u001b");
    }
    rmSync(desk.at("reviewers/SHA256SUMS"));
    writeFileSync(desk.at("reviewers/SHA256SUMS"), new Uint8Array(65 * 1024 * 1024).fill(10));
    expect(await desk.review()).toMatchObject({
      status: 31,
      stderr: expect.stringContaining("at most 67108864 bytes"),
    });
  });

  test("a file beside those of SHA256SUMS, as a computer leaves it, makes no release that differs; without it all is well", async () => {
    const desk = await reviewDesk();
    desk.put("reviewers/in/kit/.DS_Store", "Finder");
    const said = await desk.review("--lang", "nl");
    expect([said.status, said.stdout, desk.files("reviewers.review")]).toEqual([31, "", []]);
    expect(said.stderr).toContain("hierin staan bestanden die SHA256SUMS niet noemt; er is niets gedaan. Haal ze weg");
    expect(said.stderr).toContain('\n  "in/kit/.DS_Store": staat niet in SHA256SUMS\n');
    rmSync(desk.at("reviewers/in/kit/.DS_Store"));
    desk.put("reviewers/.DS_Store", "Finder"); // of no payload and no kit
    const good = await desk.review();
    expect([good.status, good.stdout.includes("SHA256SUMS")]).toEqual([0, false]);
  });

  test("a kit that SHA256SUMS names none of is told; so is one that differs", async () => {
    const desk = await reviewDesk();
    const sums = Buffer.from(desk.read("reviewers/SHA256SUMS")).toString();
    desk.put("reviewers/SHA256SUMS", sums.replaceAll(/^.* {2}in\/kit\/.*\n/gm, ""));
    desk.put("reviewers/in/kit/hulp/lees.txt", "anders");
    const said = await desk.review();
    expect([said.status, said.stdout]).toEqual([31, expect.stringContaining('not in SHA256SUMS: "in/kit"')]);
    expect(desk.files("reviewers.review")).toEqual(["rebuild.note"]);
  });

  test("links are followed nowhere: as SHA256SUMS itself, in a path that it lists, as a file, as a folder", async () => {
    const desk = await reviewDesk();
    rmSync(desk.at("reviewers/in/kit"), { recursive: true });
    cpSync(desk.at("reviewers/in"), desk.at("elders"), { recursive: true });
    rmSync(desk.at("reviewers/in"), { recursive: true });
    symlinkSync(desk.at("elders"), desk.at("reviewers/in"));
    const listed = await desk.review();
    expect([listed.status, listed.stderr]).toEqual([
      31,
      expect.stringContaining('"in/install.json": is no plain file'),
    ]);
    rmSync(desk.at("reviewers/SHA256SUMS"));
    const unlisted = await desk.review();
    expect([unlisted.status, unlisted.stderr]).toEqual([2, expect.stringContaining("ZEGEL/INSTALL; you gave none")]);
    symlinkSync("/etc/passwd", desk.at("reviewers/SHA256SUMS"));
    expect(await desk.review()).toMatchObject({ status: 31, stderr: expect.stringContaining("expected a file") });
  });

  test("names that steer a terminal are spelt out, a deep folder and a pipe are passed over", async () => {
    const desk = await reviewDesk();
    const evil = "a\u001b[2Jb\nSAME: x";
    symlinkSync("nergens", desk.at(`reviewers/${evil}`));
    desk.put("reviewers/1/2/3/4/5/diep.note", desk.read("reviewers/build/release.note"));
    run("mkfifo", [desk.at("reviewers/buis")]);
    desk.move("build/payload.tar", `${evil}.tar`);
    const said = await desk.review();
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).not.toContain("\u001b");
    expect(said.stdout.match(/^SAME/gm)).toHaveLength(1);
    expect(said.stdout).toContain('passed over:     "buis": is a pipe, and no file');
  });
});

describe("the key", () => {
  test("one that is not there, or options of none, are told before anything is built", async () => {
    const desk = await reviewDesk();
    const cases = [
      [["--key", "nora.key", "--yes"], 1, "nora.key: cannot be read (ENOENT)"],
      [["--key", "rosa.key"], 2, "no terminal to ask for a confirmation on"],
      [["--passphrase-file", "pw"], 2, "--key: the other options of a key belong to it"],
      [["--yes"], 2, "--key: the other options of a key belong to it"],
    ] as const;
    for (const [words, status, text] of cases)
      expect(await desk.review(...words)).toMatchObject({ status, stdout: "", stderr: expect.stringContaining(text) });
    expect(desk.files("reviewers.review")).toEqual([]);
  });

  test.skipIf(!has("python3"))(
    "at a terminal: the answer, then the look, then the passphrase; whoever stops keeps the note",
    async () => {
      const desk = await reviewDesk();
      const words = ["review", "reviewers", "--no-clean", "--writer", "own", "--key", "rosa.key", "--lang", "en"];
      const turns = [
        ["Passphrase of rosa.key", "correct horse battery\r"],
        ["empty stops:", "\n"],
      ] as const;
      const { status, stdout } = onTerminal(turns, [...zegelCommand, ...words], desk.folder);
      const places = [
        "SAME: rebuilt bit for bit",
        "You are about to sign",
        "Finding: AGREES",
        "Passphrase of rosa.key",
        "Type group",
        "not confirmed: nothing was signed",
      ].map((part) => stdout.indexOf(part));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect([status, desk.files("reviewers.review")]).toEqual([1, ["rebuild.note"]]);
      expect(desk.note("reviewers.review/rebuild.note").signers).toEqual([]);
    },
  );

  test("a wrong passphrase loses nothing: the note is written unsigned, and the command to sign it told", async () => {
    const desk = await reviewDesk();
    writeFileSync(desk.at("wrong"), "quite another passphrase", { mode: 0o600 });
    const said = await desk.review("--key", "rosa.key", "--passphrase-file", "wrong", "--yes");
    expect(said.status).toBe(1);
    expect(said.stdout).toMatch(/^SAME/);
    expect(said.stderr).toMatch(/nothing was signed; what was found is written all the same/);
    expect(said.stderr).toContain("Next: zegel sign reviewers.review/rebuild.note --key YOURS.key");
    expect(desk.files("reviewers.review")).toEqual(["rebuild.note"]);
    expect(desk.note("reviewers.review/rebuild.note").signers).toEqual([]);
  });
});

/** Mounts `stick` for reading only and runs a command beside it, where nobody else sees it. */
const readOnly = 'mount --bind stick stick && mount -o remount,ro,bind stick && exec "$@"';
const canMount = run("unshare", ["-rm", "sh", "-c", "mount --bind /tmp /tmp"]).status === 0;

test.skipIf(!canMount)(
  "a bundle on a medium that may only be read: the notes go where the command is typed",
  async () => {
    const desk = await reviewDesk();
    cpSync(desk.at("reviewers"), desk.at("stick/reviewers"), { recursive: true });
    const words = ["review", "stick/reviewers", "--no-clean", "--writer", "own"];
    const said = run("unshare", ["-rm", "sh", "-c", readOnly, "sh", ...zegelCommand, ...words], { cwd: desk.folder });
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(desk.files("reviewers.review")).toEqual(["rebuild.note"]);
    expect(existsSync(desk.at("stick/reviewers.review"))).toBe(false);
  },
);
