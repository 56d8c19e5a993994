// Reviewers' notes from the command line to the verifier: k of n, dissent, and what never counts.

import { createPublicKey } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, type Note, parseNote, parseRebuild } from "../../src/format/index.ts";
import { makeRelease, putNote, type ReleaseFolder, sealRelease } from "../reproduce/release.ts";
import { passphrase, testKey, writeTestKey } from "../sign/fixtures.ts";
import { has, type Outcome, run } from "../tools.ts";
import { otherDigest, rebuildNote, signText } from "../verify/fixture.ts";
import { zegelIn } from "./flow.ts";

const zegelOf = ({ folder }: ReleaseFolder, args: readonly string[]): Promise<Outcome> => zegelIn(folder, args);

const by = (made: ReleaseFolder, name: string, change: Parameters<typeof rebuildNote>[3] = {}): Note =>
  rebuildNote(made.release, made.releaseSha256, name, change);

/** The verifier's judgement of a master, in English. */
function verify(made: ReleaseFolder, image: string, notes: readonly string[] = []): Promise<Outcome> {
  const loose = notes.flatMap((note) => ["--note", note]);
  const expected = ["--root", "root.note", "--code", made.code, "--purpose", "demonstration", "--lang", "en"];
  return zegelOf(made, ["verify", image, ...expected, ...loose]);
}

describe("k of n", () => {
  test("both reviewers agree: genuine; one of two: refused; none: refused", async () => {
    const made = await makeRelease();
    const enough = await verify(made, await sealRelease(made, [by(made, "rosa"), by(made, "ruud")], "two.iso"));
    expect(enough.status, enough.stdout).toBe(0);
    expect(enough.stdout).toMatch(/Rebuilt from the content and found equal: holder-rosa/);
    expect(enough.stdout).not.toMatch(/rebuilt from the source code/i);
    const one = await verify(made, await sealRelease(made, [by(made, "rosa")], "one.iso"));
    expect(one.status).toBe(25);
    expect(one.stdout).toMatch(/found it equal\.\s+Found: 1\. Needed: 2\./);
    expect((await verify(made, "master.iso")).status).toBe(25);
  });

  test("a note that came after pressing counts from beside the disc", async () => {
    const made = await makeRelease();
    const one = await sealRelease(made, [by(made, "rosa")], "one.iso");
    expect((await verify(made, one, [putNote(made, "ruud.note", by(made, "ruud"))])).status).toBe(0);
  });

  test("the same reviewer twice counts once", async () => {
    const made = await makeRelease();
    const one = await sealRelease(made, [by(made, "rosa")], "one.iso");
    const again = putNote(made, "again.note", by(made, "rosa", { environment: "another machine" }));
    expect((await verify(made, one, [again, again])).status).toBe(25);
  });

  test("a note for another release never counts, inside or beside", async () => {
    const made = await makeRelease();
    const one = await sealRelease(made, [by(made, "rosa")], "one.iso");
    const foreign = putNote(made, "foreign.note", rebuildNote(made.release, otherDigest, "ruud"));
    expect((await verify(made, one, [foreign])).status).toBe(25);
    await expect(sealRelease(made, [rebuildNote(made.release, otherDigest, "ruud")], "no.iso")).rejects.toThrow();
  });

  test("no dissent is said of this seal only", async () => {
    const made = await makeRelease();
    const two = await sealRelease(made, [by(made, "rosa"), by(made, "ruud")], "two.iso");
    expect((await verify(made, two)).stdout).toMatch(
      /No rebuilder reports a difference in this seal or in the separate notes/,
    );
    const both = [by(made, "rosa"), by(made, "ruud", { scope: "source" })];
    const expected = ["--root", "root.note", "--code", made.code, "--purpose", "demonstration", "--lang", "en"];
    const image = await sealRelease(made, both, "source.iso");
    expect((await zegelOf(made, ["verify", image, ...expected, "--record", "rec.html"])).status).toBe(25);
    const record = readFileSync(join(made.folder, "rec.html"), "utf8");
    expect(record).toMatch(
      /holder-rosa \(Universiteit\)<br>holder-ruud \(Waterschap\): the content from the source code, does not count/,
    );
    expect(record).toContain("nobody, as far as this seal says");
  });
});

describe("dissent", () => {
  const differs = { differs: "image digest", imageSha256: otherDigest };

  test("blocks where the root says so, in the seal and beside it", async () => {
    const made = await makeRelease({
      dissentBlocksAt: 1,
      groups: [
        { name: "officers", threshold: 2, members: ["anna", "bert", "carl"] },
        { name: "reviewers", threshold: 1, members: ["rosa", "ruud"] },
      ],
    });
    const good = await sealRelease(made, [by(made, "rosa")], "good.iso");
    expect((await verify(made, good)).status).toBe(0);
    const sealed = await verify(
      made,
      await sealRelease(made, [by(made, "rosa"), by(made, "ruud", differs)], "bad.iso"),
    );
    expect(sealed.status).toBe(25);
    expect(sealed.stdout).toMatch(/found DIFFERENT: holder-ruud/);
    expect(sealed.stdout).not.toMatch(/No rebuilder reports/);
    expect((await verify(made, good, [putNote(made, "no.note", by(made, "ruud", differs))])).status).toBe(25);
  });

  test("A1: counts with a junk line beside it; with a bit of its signature flipped it holds; without it: genuine", async () => {
    const made = await makeRelease({ dissentBlocksAt: 1 });
    const two = await sealRelease(made, [by(made, "rosa")], "two.iso");
    const agreed = [putNote(made, "ruud.note", by(made, "ruud"))];
    expect((await verify(made, two, agreed)).status).toBe(0);
    const note = by(made, "ruud", { differs: "sector 5" });
    const [line] = note.signatures;
    const stray = { ...line!, name: "iemand" };
    const junk = await verify(made, two, [
      ...agreed,
      putNote(made, "junk.note", { ...note, signatures: [line!, stray] }),
    ]);
    expect([junk.status, junk.stdout]).toEqual([25, expect.stringMatching(/found DIFFERENT: holder-ruud/)]);
    const flipped = { ...line!, bytes: line!.bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) };
    const held = await verify(made, two, [...agreed, putNote(made, "bad.note", { ...note, signatures: [flipped] })]);
    expect([held.status, held.stdout]).toEqual([
      25,
      expect.stringContaining("Do not install yet. Somebody reported a difference in this disc."),
    ]);
    expect(held.stdout).not.toContain("found DIFFERENT");
    const text = await verify(made, two, [
      ...agreed,
      putNote(made, "cut.note", { ...note, text: note.text.replace("differs", "difers") }),
    ]);
    expect([text.status, text.stderr]).toEqual([2, expect.stringContaining("GEBRUIK")]);
  });

  test("is shown where it is only reported", async () => {
    const made = await makeRelease({
      groups: [
        { name: "officers", threshold: 2, members: ["anna", "bert", "carl"] },
        { name: "reviewers", threshold: 1, members: ["rosa", "ruud"] },
      ],
    });
    const shown = await verify(made, await sealRelease(made, [by(made, "rosa"), by(made, "ruud", differs)], "m.iso"));
    expect(shown.status).toBe(0);
    expect(shown.stdout).toMatch(/found DIFFERENT: holder-ruud/);
  });
});

describe("rebuild-note new", () => {
  test("agrees with an image that is the release's, sealed or not", async () => {
    const made = await makeRelease();
    for (const [i, image] of ["master.iso", "build/unsealed.iso"].entries()) {
      const out = await zegelOf(made, ["rebuild-note", "new", "release.note", "--image", image, "-o", `${i}.note`]);
      expect(out.status, out.stderr).toBe(0);
      expect(out.stdout).toMatch(/agrees \(the image rebuilt from the payload\)/);
      const { text, signatures } = parseNote(readFileSync(join(made.folder, `${i}.note`)), "note");
      expect(signatures).toEqual([]);
      expect(parseRebuild(text)).toMatchObject({ release: made.releaseSha256, scope: "image", differs: undefined });
    }
  });

  test("differs with another, and says where with the digest of compare's summary", async () => {
    const made = await makeRelease();
    const image = readFileSync(join(made.folder, "build/unsealed.iso"));
    image[image.indexOf("Lees dit eerst")] = 0x6c;
    writeFileSync(join(made.folder, "mine.iso"), image);
    const out = await zegelOf(made, ["rebuild-note", "new", "master.iso", "--image", "mine.iso", "-o", "d.note"]);
    expect(out.status, out.stderr).toBe(0);
    const compared = JSON.parse((await zegelOf(made, ["compare", "master.iso", "mine.iso", "--json"])).stdout);
    const rebuild = parseRebuild(parseNote(readFileSync(join(made.folder, "d.note")), "d").text);
    expect(rebuild.differs).toContain(`zegel compare ${compared.summarySha256}: `);
    expect(rebuild.imageSha256).not.toBe(made.release.imageSha256);
  });
});

describe("rebuild-note new --scope kit", () => {
  const make = (made: ReleaseFolder, args: readonly string[]) =>
    zegelOf(made, ["rebuild-note", "new", "release.note", "--scope", "kit", ...args]);
  const written = ({ folder, ...made }: ReleaseFolder, name: string) => {
    const note = parseRebuild(parseNote(readFileSync(join(folder, name)), name).text);
    // About the release's kit and image, whatever was made.
    expect(note).toMatchObject({ scope: "kit", kit: made.release.kit, imageSha256: made.release.imageSha256 });
    return note.differs;
  };

  test("agrees with the kit that the release names; differs with another, and says in which files", async () => {
    const made = await makeRelease();
    const same = await make(made, ["--kit", "kit", "-o", "same.note"]);
    expect(same.stdout, same.stderr).toMatch(/^finding: {5}agrees \(the kit rebuilt from the program's own source\)/);
    expect(written(made, "same.note")).toBeUndefined();
    cpSync(join(made.folder, "kit"), join(made.folder, "mine"), { recursive: true });
    writeFileSync(join(made.folder, "mine/hulp/lees.txt"), "anders");
    writeFileSync(join(made.folder, "mine/meer.txt"), "meer");
    const other = await make(made, ["--kit", "mine", "--against", "kit", "-o", "other.note"]);
    expect([other.status, other.stdout]).toEqual([0, expect.stringMatching(/^finding: {5}DIFFERS/)]);
    expect(written(made, "other.note")).toMatch(
      /^kit made here is 1\.2 [0-9a-f]{64}: ZEGEL\/hulp\/lees\.txt, ZEGEL\/meer\.txt$/,
    );
    await make(made, ["--kit", "mine", "-o", "bare.note"]);
    expect(written(made, "bare.note")).toMatch(/^kit made here is 1\.2 [0-9a-f]{64}$/);
  });

  test("an image where a kit is asked, a kit where an image is, both, none: a wrong command line, and no note", async () => {
    const made = await makeRelease();
    const image = ["--image", "build/unsealed.iso"];
    for (const args of [image, [...image, "--kit", "kit"], []])
      expect(await make(made, [...args, "-o", "n.note"])).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("--scope kit: expected --kit with what you made"),
      });
    const other = await zegelOf(made, ["rebuild-note", "new", "release.note", "--kit", "kit", "-o", "n.note"]);
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining("--scope image: expected --image") });
    expect(existsSync(join(made.folder, "n.note"))).toBe(false);
    const payload = await make(made, ["--kit", "payload", "-o", "n.note"]);
    expect(payload).toMatchObject({ status: 1, stderr: expect.stringMatching(/cannot be used as a kit/) });
  });
});

describe("rebuild-note verify FOLDER", () => {
  const kitOf = ({ release }: ReleaseFolder) => ({ scope: "kit", kit: release.kit }) as const;
  const publish = (made: ReleaseFolder, files: Readonly<Record<string, Note | string>>) => {
    mkdirSync(join(made.folder, "reviews/osv"), { recursive: true });
    for (const [name, content] of Object.entries(files))
      writeFileSync(
        join(made.folder, "reviews/osv", name),
        typeof content === "string" ? content : encodeNote(content),
      );
  };
  const judge = (made: ReleaseFolder, folder = "reviews/osv", more: readonly string[] = []) =>
    zegelOf(made, ["rebuild-note", "verify", folder, "--release", "release.note", "--root", "root.note", ...more]);

  test("each note by its reviewer: counted; those on the kit told, and never counted", async () => {
    const made = await makeRelease();
    publish(made, { "rosa.note": by(made, "rosa"), "ruud.image.note": by(made, "ruud"), "LEESMIJ.txt": "tekst" });
    const good = await judge(made);
    expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/2 of 2 needed.*: enough/)]);
    expect(good.stdout).toMatch(/LEESMIJ\.txt": no note, not looked at/);
    publish(made, { "rosa.kit.note": by(made, "rosa", kitOf(made)) });
    const kit = await judge(made);
    expect([kit.status, kit.stdout]).toEqual([31, expect.stringMatching(/is about the kit, which is published/)]);
    expect(kit.stdout).toMatch(/2 of 2 needed/);
  });

  test("who differs comes first, on the kit too, and whatever the file is called", async () => {
    const made = await makeRelease();
    const no = by(made, "ruud", { ...kitOf(made), differs: "controleprogramma.exe" });
    publish(made, { "aaa.txt": no, "rosa.note": by(made, "rosa") });
    const told = await judge(made);
    expect(told.stdout).toMatch(
      /^[^\n]*aaa\.txt": holder-ruud .*the kit rebuilt .*: DIFFERS: "controleprogramma\.exe"/,
    );
    expect(told.stdout).toMatch(/aaa\.txt": NO GOOD: it is by ruud, and its name does not say so/);
    expect(told.stdout).toMatch(/no dissent that counts; 1 say that the kit differs, which no count has/);
    expect(told.status).toBe(1);
  });

  test("a note that is none, or is named for another, or cannot be read: no good, and the others are judged", async () => {
    const made = await makeRelease();
    const rosa = by(made, "rosa");
    const cases: readonly (readonly [string, Note | string, RegExp])[] = [
      ["vera.note", rosa, /vera\.note": NO GOOD: it is by rosa/],
      ["rosa.kit.note", rosa, /rosa\.kit\.note": NO GOOD: it is by rosa/],
      ["ruud.note", "niets\n", /ruud\.note": NO GOOD/],
      ["ruud.note", { ...rosa, text: rosa.text.replace("agrees", "agress") }, /ruud\.note": NO GOOD/],
      ["release.note", made.releaseNote, /NO GOOD: expected a rebuild note, found a release note/],
      ["groot.note", "x".repeat(70_000), /groot\.note": NO GOOD: expected a note of at most 65536 bytes/],
    ];
    for (const [name, content, words] of cases) {
      publish(made, { "rosa.note": rosa, [name]: content });
      const { status, stdout } = await judge(made);
      expect([status, stdout]).toEqual([1, expect.stringMatching(words)]);
      expect(stdout).toMatch(/rosa\.note": holder-rosa/);
      rmSync(join(made.folder, "reviews/osv", name));
    }
    mkdirSync(join(made.folder, "reviews/osv/x.note"));
    expect((await judge(made)).stdout).toMatch(/x\.note": NO GOOD: expected a file, found a folder/);
    expect(JSON.parse((await judge(made, "reviews/osv", ["--json"])).stdout)).toMatchObject({
      faults: [{ why: "expected a file, found a folder" }],
      notes: [{ counts: true }],
    });
    for (const folder of ["reviews", "kit"])
      expect(await judge(made, folder)).toMatchObject({
        status: 1,
        stdout: "",
        stderr: expect.stringContaining("expected the notes on one release (reviews/RELEASE/REVIEWER.note), found no"),
      });
  });
});

describe("rebuild-note verify", () => {
  function judge(made: ReleaseFolder, notes: readonly string[], more: readonly string[] = []): Promise<Outcome> {
    return zegelOf(made, [
      "rebuild-note",
      "verify",
      ...notes,
      "--release",
      "master.iso",
      "--root",
      "root.note",
      ...more,
    ]);
  }

  test("two agreements are enough, one is not, and twice the same is one", async () => {
    const made = await makeRelease();
    const [rosa, ruud] = [putNote(made, "rosa", by(made, "rosa")), putNote(made, "ruud", by(made, "ruud"))];
    const both = await judge(made, [rosa, ruud]);
    expect(both.status, both.stderr).toBe(0);
    expect(both.stdout).toMatch(/2 of 2 needed.*: enough/);
    expect(both.stdout).toMatch(
      /holder-rosa \(Universiteit\), key rosa: the image rebuilt from the payload: agrees; counts/,
    );
    expect(JSON.parse((await judge(made, [rosa, rosa], ["--json"])).stdout)).toMatchObject({
      found: 1,
      needed: 2,
      isMet: false,
    });
  });

  test("what does not count, and why", async () => {
    const made = await makeRelease();
    const cases: readonly (readonly [Note, number, RegExp])[] = [
      [by(made, "rosa", { differs: "sector 5" }), 31, /DIFFERS: "sector 5"; does not count/],
      [by(made, "rosa", { scope: "source" }), 31, /the payload rebuilt from its source: agrees; does not count/],
      [by(made, "rosa", { imageSha256: otherDigest }), 31, /measured another image/],
      [rebuildNote(made.release, otherDigest, "rosa"), 1, /NO GOOD: it is about another release/],
      [by(made, "anna"), 1, /NO GOOD: it is signed by no reviewer/],
      [signText(by(made, "rosa").text, ["rosa", "ruud"]), 1, /more than one reviewer/],
    ];
    for (const [i, [note, status, words]] of cases.entries()) {
      const said = await judge(made, [putNote(made, `${i}`, note)]);
      expect(said.stdout).toMatch(words);
      expect(said.status).toBe(status);
    }
  });
});

describe("rebuild-note export", () => {
  const reviewer = testKey("rosa", 7);
  const publicPem = (raw: string) =>
    createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(raw, "hex").toString("base64url") },
      format: "jwk",
    }).export({ type: "spki", format: "pem" });

  async function exported(): Promise<ReleaseFolder> {
    const made = await makeRelease();
    await writeTestKey(made.folder, reviewer);
    writeFileSync(join(made.folder, "pw"), passphrase, { mode: 0o600 });
    writeFileSync(join(made.folder, "rosa.pem"), publicPem(reviewer.vkey.raw));
    const draft = rebuildNote(made.release, made.releaseSha256, "rosa").text;
    writeFileSync(join(made.folder, "draft.note"), encodeNote({ text: draft, signatures: [] }));
    const key = ["--key", `${reviewer.vkey.name}.key`, "--passphrase-file", "pw"];
    expect((await zegelOf(made, ["sign", "draft.note", ...key, "--yes", "-o", "signed.note"])).status).toBe(0);
    const unsigned = await zegelOf(made, [
      "rebuild-note",
      "export",
      "draft.note",
      "--release",
      "release.note",
      ...key,
      "-o",
      "x",
    ]);
    writeFileSync(
      join(made.folder, "kit.note"),
      encodeNote(rebuildNote(made.release, made.releaseSha256, "rosa", { scope: "kit", kit: made.release.kit })),
    );
    const ofKit = ["rebuild-note", "export", "kit.note", "--release", "release.note", ...key, "-o", "x"];
    expect(await zegelOf(made, ofKit)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("an export says how an image was made"),
    });
    expect(existsSync(join(made.folder, "x"))).toBe(false);
    expect(unsigned).toMatchObject({ status: 1, stderr: expect.stringMatching(/sign the note first/) });
    const out = await zegelOf(made, [
      "rebuild-note",
      "export",
      "signed.note",
      "--release",
      "release.note",
      ...key,
      "-o",
      "e.json",
    ]);
    expect(out.status, out.stderr).toBe(0);
    return made;
  }

  test("holds the statement, and openssl verifies it over an encoding made by printf", async () => {
    if (!has("openssl")) return;
    const { folder, release } = await exported();
    const envelope = JSON.parse(readFileSync(join(folder, "e.json"), "utf8"));
    const payload = Buffer.from(envelope.payload, "base64");
    expect(JSON.parse(payload.toString())).toMatchObject({
      _type: "https://in-toto.io/Statement/v1",
      predicateType: "https://slsa.dev/provenance/v1",
      subject: [{ digest: { sha256: release.imageSha256 } }],
      predicate: { zegel_finding: "agrees" },
    });
    writeFileSync(join(folder, "st.json"), payload);
    writeFileSync(join(folder, "sig"), Buffer.from(envelope.signatures[0].sig, "base64"));
    const encode = "{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' $(wc -c <st.json); cat st.json; } >pae";
    expect(run("sh", ["-c", encode], { cwd: folder }).status).toBe(0);
    const check = ["pkeyutl", "-verify", "-pubin", "-inkey", "rosa.pem", "-rawin", "-in", "pae", "-sigfile", "sig"];
    expect(run("openssl", check, { cwd: folder }).status).toBe(0);
    writeFileSync(join(folder, "pae"), `${readFileSync(join(folder, "pae"), "utf8")} `);
    expect(run("openssl", check, { cwd: folder }).status).not.toBe(0);
  });
});
