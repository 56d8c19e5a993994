// zegel review --source: the kit made again from a checkout, by a checkout of a few lines that packs as this program's own does.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeReviewersBundle } from "../../src/cli/release/bundles.ts";
import { readReleaseFolder } from "../../src/cli/release/read-folder.ts";
import { tree } from "../build-iso/building.ts";
import { makeOfficeFolder } from "../release-folder/office.ts";
import { passphrase, writeTestKey } from "../sign/fixtures.ts";
import { run, temporaryFolder } from "../tools.ts";
import { folderOnce } from "../world/once.ts";
import { person } from "../world/people.ts";
import { zegelIn } from "./flow.ts";
import { asRosa, deskIn, type ReviewDesk } from "./reviewers.ts";

/** Packs what `--only` asks for: each file holds its name, the revision and the roots in the forms that a kit's are read in. */
const packing = `
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const values = (name) => process.argv.flatMap((word, i, all) => (all[i - 1] === name ? [word] : []));
const body = values("--root").map((path) => readFileSync(path).toString("base64")).join(",");
const mark = ["zegel", "built-in v1 "].join("/") + body + " " + createHash("sha256").update(body).digest("hex");
const revision = execFileSync("git", ["rev-parse", "HEAD"]).toString().trim();
const [out] = values("--out");
mkdirSync(out);
for (const name of values("--only")) {
  const isVerifier = name !== "LICENTIES.txt";
  const licence = values("--node-licence").map((path) => readFileSync(path, "utf8")).join("");
  writeFileSync(out + "/" + name, isVerifier ? name + " { revision: \\"" + revision + "\\" } " + mark + "\\n" : "licences " + licence + "\\n");
}
`;

const parts = ["LICENTIES.txt", "controlepagina.html", "controleprogramma.exe", "zegel-verify-linux-x64"];

function git(folder: string, ...args: string[]): string {
  const as = ["-c", "user.name=t", "-c", "user.email=t@example.nl", "-C", folder];
  const { status, stdout, stderr } = run("git", [...as, ...args]);
  expect([status, stderr]).toEqual([0, expect.anything()]);
  return stdout.trim();
}

function makeCheckout(folder: string): void {
  const files = {
    "package.json": JSON.stringify({ private: true, scripts: { package: "node scripts/package.mjs" } }),
    "package-lock.json": "{}\n",
    "src/x.ts": "export const x = 1;\n",
    "scripts/package.mjs": packing,
    "kit/00-EERST-CONTROLEREN.html": "<p>Controleer eerst.\n",
    "kit/CONTROLE.TXT": "Controleer eerst.\n",
  };
  tree(files, folder);
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "one");
}

/** checkout/, and reviewers/ of a release whose kit was packed from it; rosa's key. */
async function makeDesk(empty: string): Promise<void> {
  const office = await makeOfficeFolder("inputs");
  makeCheckout(join(empty, "checkout"));
  const out = join(office.folder, "packed");
  const only = parts.flatMap((name) => ["--only", name]);
  const root = join(office.folder, "in/root-1.note");
  const options = ["scripts/package.mjs", "--root", root, ...only, "--out", out];
  expect(run(process.execPath, options, { cwd: join(empty, "checkout") }).status).toBe(0);
  office.remove("in/kit");
  const pack = ["kit", "packed", join(empty, "checkout/kit"), "--kit-version", "1.3", "-o", "in/kit.tar"];
  expect(await zegelIn(office.folder, pack)).toMatchObject({ status: 0, stderr: "" });
  office.remove("packed");
  const inputs = ["--payload", "in/payload", "--kit", "in/kit.tar", "--release", "release.json"];
  const build = ["build-iso", ...inputs, "--root", "in/root-1.note", "--out", "build", "--writer", "own"];
  expect(await zegelIn(office.folder, build)).toMatchObject({ status: 0 });
  await makeReviewersBundle(office.folder, await readReleaseFolder(office.folder));
  cpSync(join(office.folder, "out/reviewers"), join(empty, "reviewers"), { recursive: true });
  const { vkey, seed } = person("rosa");
  await writeTestKey(empty, { vkey, seed });
  writeFileSync(join(empty, "pw"), passphrase, { mode: 0o600 });
}

async function kitDesk(): Promise<ReviewDesk> {
  const made = await folderOnce("review kit", makeDesk);
  const folder = temporaryFolder();
  cpSync(made, folder, { recursive: true });
  return deskIn(folder);
}

const kitLine = (text: string) => /^kit: .*$/m.exec(text)?.[0] ?? "";

test("the same: a second note, of scope kit, that the public folder's check knows and no quorum counts", async () => {
  const desk = await kitDesk();
  const said = await desk.review("--source", "checkout", ...asRosa, "-o", "reviews");
  expect([said.status, said.stderr]).toEqual([0, ""]);
  expect(kitLine(said.stdout)).toMatch(/^kit: +SAME: 1\.3 made again from .*checkout, revision [0-9a-f]{40}$/);
  expect(desk.files("reviews")).toEqual(["rosa.kit.note", "rosa.note"]);
  expect(desk.note("reviews/rosa.kit.note")).toMatchObject({
    scope: "kit",
    differs: undefined,
    kit: { version: "1.3" },
  });
  const verify = ["rebuild-note", "verify", "reviews", "--release", "reviewers/build/release.note"];
  const judged = await zegelIn(desk.folder, [...verify, "--root", "reviewers/in/root-1.note"]);
  expect(judged.stdout).toMatch(/agreements: {2}1 of 2 needed/);
  expect(judged.stdout).not.toContain("NO GOOD");
  expect(readdirSync(desk.at("checkout")).sort()).not.toContain("dist"); // nothing is left in it by us
});

test("without --source it is not checked, and the revision to give is named", async () => {
  const desk = await kitDesk();
  const head = git(desk.at("checkout"), "rev-parse", "HEAD");
  const { status, stdout } = await desk.review();
  expect([status, kitLine(stdout)]).toEqual([0, expect.stringMatching(/not checked.*Give a checkout of revision/)]);
  expect(stdout).toContain(head);
  expect(desk.files("reviewers.review")).toEqual(["rebuild.note"]);
});

test("a kit that differs from its source: 31, the file, a note that says so, while the image agrees", async () => {
  const desk = await kitDesk();
  // The office's licences were made with Node's; the reviewer's are not.
  writeFileSync(desk.at("node-licence"), "MIT");
  const said = await desk.review("--source", "checkout", "--node-licence", "node-licence");
  expect([said.status, said.stdout]).toEqual([31, expect.stringMatching(/^SAME: /)]);
  expect(kitLine(said.stdout)).toMatch(/^kit: +DIFFERENT from what .*: ZEGEL\/LICENTIES\.txt$/);
  expect(said.stdout).toContain("give it with --node-licence");
  expect(desk.files("reviewers.review")).toEqual(["rebuild.kit.note", "rebuild.note"]);
  expect(desk.note("reviewers.review/rebuild.note").differs).toBeUndefined();
  expect(desk.note("reviewers.review/rebuild.kit.note")).toMatchObject({
    differs: expect.stringMatching(/^kit made here is 1\.3 [0-9a-f]{64}: ZEGEL\/LICENTIES\.txt$/),
  });
});

test("a checkout that will not do is refused before anything is built, with the command that makes one", async () => {
  const desk = await kitDesk();
  const refused = async (...words: string[]) => {
    const said = await desk.review(...words);
    expect([said.status, said.stdout]).toEqual([2, ""]);
    expect(desk.files("reviewers.review")).toEqual([]);
    return said.stderr;
  };
  expect(await refused("--source", "reviewers")).toContain("expected a git checkout of the source of Zegel");
  const head = git(desk.at("checkout"), "rev-parse", "HEAD");
  desk.put("checkout/src/new.ts", "");
  const changed = await refused("--source", "checkout");
  expect(changed).toMatch(/expected the files of the commit, found changes/);
  git(desk.at("checkout"), "add", ".");
  git(desk.at("checkout"), "commit", "-qm", "two");
  const other = await refused("--source", "checkout");
  expect(other).toContain(`expected revision ${head}`);
  // The command that it says is one that works.
  const [, folder = "", commit = ""] = /worktree add (\S+) ([0-9a-f]{40})$/m.exec(other) ?? [];
  expect([folder, commit]).toEqual([`${desk.at("checkout")}-${head.slice(0, 12)}`, head]);
  git(desk.at("checkout"), "worktree", "add", "-q", folder, commit);
  const { status, stdout } = await desk.review("--source", folder, "--json");
  expect([status, JSON.parse(stdout).kit.checked]).toEqual([0, "agrees"]);
});

test("packaging that fails is told with what it said, and nothing is written", async () => {
  const desk = await kitDesk();
  const failing = 'console.error("no \\u001b[2J binaries"); process.exit(3);';
  // The same commit, whose script is another by the time that it runs: git is told to look away.
  git(desk.at("checkout"), "update-index", "--assume-unchanged", "scripts/package.mjs");
  writeFileSync(desk.at("checkout/scripts/package.mjs"), failing);
  const said = await desk.review("--source", "checkout");
  expect([said.status, said.stdout]).toEqual([1, ""]);
  expect(said.stderr).toMatch(/no kit can be made here; was npm ci done\?\n.*binaries/);
  expect(said.stderr).not.toContain("\u001b");
  expect(desk.files("reviewers.review")).toEqual([]);
});

test("a kit whose verifiers tell no revision, or two", async () => {
  const desk = await kitDesk();
  mkdirSync(desk.at("kit"));
  expect(run("tar", ["-xf", desk.at("reviewers/in/kit.tar"), "-C", desk.at("kit")]).status).toBe(0);
  desk.drop("in/kit.tar");
  const page = readFileSync(desk.at("kit/controlepagina.html"), "utf8");
  const put = (text: string) => {
    rmSync(desk.at("reviewers/kit"), { recursive: true, force: true });
    cpSync(desk.at("kit"), desk.at("reviewers/kit"), { recursive: true });
    desk.change("kit/controlepagina.html", text);
  };
  put(page.replace(/revision: "[0-9a-f]{40}"/, `revision: "${"a".repeat(40)}"`));
  expect(await desk.review("--source", "checkout")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("name different revisions"),
  });
  for (const name of parts)
    writeFileSync(desk.at(`kit/${name}`), readFileSync(desk.at(`kit/${name}`), "utf8").replace(/revision: "\w+"/, ""));
  put(page.replace(/revision: "\w+"/, ""));
  expect(await desk.review("--source", "checkout")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("says of which revision"),
  });
  const without = await desk.review();
  expect([without.status, without.stdout]).toEqual([
    31,
    expect.stringMatching(/^kit: +not checked.*It does not say of which revision it was made$/m),
  ]);
});
