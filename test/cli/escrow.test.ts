// zegel escrow: the master comes back from the bundle alone, and a bundle that was touched does not pass.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256File } from "../build-iso/building.ts";
import { makeRelease, type ReleaseFolder, sealRelease } from "../reproduce/release.ts";
import { type Outcome, run, temporaryFolder } from "../tools.ts";
import { rebuildNote } from "../verify/fixture.ts";
import { startIn, zegelCommand, zegelIn } from "./flow.ts";

/** A checkout with what escrow keeps of one; the real one may have changes that are not committed. */
function toolkit(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "docs/spec"), { recursive: true });
  writeFileSync(join(folder, "package-lock.json"), "{}\n");
  writeFileSync(join(folder, "docs/spec/recipe.md"), "# Recipe\n");
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=t", "-c", "user.email=t@example.nl", "-C", folder, ...args]);
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["commit", "-qm", "x"],
  ])
    expect(git(...args).status).toBe(0);
  return folder;
}

async function escrow(): Promise<ReleaseFolder & { readonly sha256: string; readonly source: string }> {
  const made = await makeRelease();
  const master = await sealRelease(made, [rebuildNote(made.release, made.releaseSha256, "rosa")], "rebuilt.iso");
  const source = toolkit();
  const args = ["escrow", "rebuilt.iso", "--payload", "build/payload.tar", "--toolkit", source, "-o", "e.tar"];
  const said = await zegelIn(made.folder, args);
  expect(said.status, said.stderr).toBe(0);
  expect(said.stdout).toMatch(/^bundle digest: /m);
  return { ...made, sha256: sha256File(master), source };
}

/** In this process, but for a build that is to run in other surroundings: it is this program, started again. */
const check = async (folder: string, more: readonly string[] = []): Promise<Outcome> =>
  (more.includes("--clean") ? startIn : zegelIn)(folder, ["escrow", "check", "e.tar", ...more]);

test("the master comes back from the bundle alone, bit for bit, in clean surroundings too", async () => {
  const { folder, sha256 } = await escrow();
  const alone = temporaryFolder();
  renameSync(join(folder, "e.tar"), join(alone, "e.tar"));
  const said = await check(alone, ["--master-sha256", sha256, "--clean"]);
  expect(said.status, said.stderr).toBe(0);
  expect(said.stdout).toMatch(/^SAME: rebuilt bit for bit, and with its seal the very bytes of the master/);
  expect((await check(alone, ["--master-sha256", "0".repeat(64)])).status).toBe(31);
  expect((await check(alone)).stdout).toMatch(/hold it against a paper/);
});

test("holds what it says, is the same file every time, and tar(1) and sha256sum(1) read it", async () => {
  const { folder, source } = await escrow();
  const list = run("tar", ["-tf", "e.tar"], { cwd: folder }).stdout.split("\n");
  const expected = [
    "AANWIJZINGEN",
    "INSTALL",
    "LEESMIJ.md",
    "MANIFEST",
    "README.md",
    "SEAL",
    "VERSIONS",
    "kit/VERSION",
  ];
  const notes = ["notes/release.note", "notes/root-1.note", "notes/rebuild-1.note"];
  expect(list).toEqual(expect.arrayContaining([...expected, ...notes, "payload.tar", "spec/recipe.md", "toolkit.tar"]));
  mkdirSync(join(folder, "un"));
  expect(run("tar", ["-xf", "../e.tar"], { cwd: join(folder, "un") }).status).toBe(0);
  expect(run("sha256sum", ["-c", "--quiet", "MANIFEST"], { cwd: join(folder, "un") })).toMatchObject({
    status: 0,
    stdout: "",
  });
  const again = ["escrow", "rebuilt.iso", "--payload", "build/payload.tar", "--toolkit", source, "-o", "again.tar"];
  expect((await zegelIn(folder, again)).status).toBe(0);
  expect(sha256File(join(folder, "again.tar"))).toBe(sha256File(join(folder, "e.tar")));
});

describe("refused", () => {
  test("a pipe that nobody writes to, as payload or as note; the same files as files are taken", async () => {
    const { folder } = await makeRelease();
    const source = toolkit();
    expect(run("mkfifo", ["pijp.tar", "pijp.note"], { cwd: folder }).status).toBe(0);
    writeFileSync(join(folder, "large.note"), Buffer.alloc(65_537, 10));
    const escrowing = (payload: string, note: string) => {
      const args = ["master.iso", "--payload", payload, "--note", note, "--toolkit", source, "-o", "e.tar"];
      return run("timeout", ["60", ...zegelCommand, "escrow", ...args], { cwd: folder });
    };
    const pipe = /expected a file, found a pipe/;
    expect(escrowing("pijp.tar", "root.note")).toMatchObject({ status: 1, stderr: expect.stringMatching(pipe) });
    expect(escrowing("build/payload.tar", "pijp.note")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(pipe),
    });
    expect(escrowing("build/payload.tar", "large.note").stderr).toMatch(/expected at most 65536 bytes, found more/);
    expect(escrowing("build/payload.tar", "root.note")).toMatchObject({ status: 0 });
  });

  test("a bundle with a changed byte, and one that is cut off", async () => {
    const { folder } = await escrow();
    const bundle = readFileSync(join(folder, "e.tar"));
    const altered = Buffer.from(bundle);
    altered[altered.indexOf("Lees dit eerst")] = 0x6c;
    writeFileSync(join(folder, "e.tar"), altered);
    expect(await check(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/"payload\.tar": expected [0-9a-f]{64}, found/),
    });
    writeFileSync(join(folder, "e.tar"), bundle.subarray(0, 20_000));
    expect((await check(folder)).status).toBe(1);
  });

  test("a payload that does not give the master back, an unsealed image, a source that git does not know", async () => {
    const made = await makeRelease();
    writeFileSync(join(made.folder, "payload/LEESMIJ.txt"), "iets anders\n");
    run("tar", ["-cf", "../other.tar", "."], { cwd: join(made.folder, "payload") });
    const args = (image: string, payload: string, source: string) => [
      ...["escrow", image, "--payload", payload, "--toolkit", source, "-o", "e.tar"],
    ];
    const escrowing = (...given: Parameters<typeof args>) => zegelIn(made.folder, args(...given));
    const source = toolkit();
    expect(await escrowing("master.iso", "other.tar", source)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/does not give the master back/),
    });
    expect((await escrowing("build/unsealed.iso", "build/payload.tar", source)).stderr).toMatch(
      /expected a sealed image/,
    );
    expect((await escrowing("master.iso", "build/payload.tar", made.folder)).stderr).toMatch(
      /expected this program's source/,
    );
    writeFileSync(join(source, "package-lock.json"), "{ }\n");
    expect((await escrowing("master.iso", "build/payload.tar", source)).stderr).toMatch(/not committed/);
  });
});
