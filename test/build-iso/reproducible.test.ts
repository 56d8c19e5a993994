// The same content gives the same image, whatever surrounds it. One test for each thing that once made a difference
// somewhere (facts: xorriso without its options), or that a builder could be afraid of.

import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { has, type RunOptions, run, temporaryFolder, zegel } from "../tools.ts";
import { build, commandFiles, description, hardPayload, imageDigest, sha256File, tree } from "./building.ts";

/** Sparse and full alike: a megabyte of zeros between two words. */
const holes = Buffer.concat([Buffer.from("begin"), Buffer.alloc(1024 * 1024), Buffer.from("eind")]);
const payload = { ...hardPayload, "zeros.bin": holes };

let known: Promise<string> | undefined;
/** What every variation must give. */
function expected(): Promise<string> {
  known ??= imageDigest(tree(payload));
  return known;
}

function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

/** The image digest that the command line gives. */
function commandDigest(folder: string, options: RunOptions = {}, out = join(temporaryFolder(), "out")): string {
  const { root, release } = commandFiles();
  const args = ["build-iso", "--payload", folder, "--release", release, "--root", root, "--out", out, "--json"];
  const { status, stdout, stderr } = zegel(args, options);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout).discs[0].imageSha256;
}

describe("the same image from", () => {
  test("another folder, with a longer path of odd characters", async () => {
    const folder = join(temporaryFolder(), "een pad\nmet = en [haken]", "x".repeat(200), "é*?");
    expect(await imageDigest(tree(payload, folder))).toBe(await expected());
  });

  test("files created in another order", async () => {
    const reversed = Object.fromEntries(Object.entries(payload).reverse());
    expect(await imageDigest(tree(reversed))).toBe(await expected());
  });

  test("other mtimes and atimes, also of folders and outside what ISO 9660 can say", async () => {
    const folder = tree(payload);
    for (const [i, path] of everything(folder).entries()) utimesSync(path, i * 1e7, i % 2 === 0 ? 0 : 4e9 + i);
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test.skipIf(process.getuid?.() !== 0)("another owner and group", async () => {
    const folder = tree(payload);
    for (const [i, path] of everything(folder).entries()) chownSync(path, 1000 + i, 2000 + i);
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test("another umask, of the payload and of the build", async () => {
    const before = process.umask(0o077);
    try {
      expect(await imageDigest(tree(payload))).toBe(await expected());
    } finally {
      process.umask(before);
    }
  });

  test.each([
    ["group-write bits", 0o664, 0o775],
    ["executable bits on everything", 0o777, 0o777],
    ["suid, sgid and sticky bits", 0o6755, 0o3755],
    ["no bits but the owner's", 0o400, 0o500],
  ])("%s", async (_, fileMode, folderMode) => {
    const folder = tree(payload);
    const paths = everything(folder);
    for (const path of paths.reverse()) chmodSync(path, statSync(path).isDirectory() ? folderMode : fileMode);
    expect(await imageDigest(folder)).toBe(await expected());
    for (const path of paths) if (statSync(path).isDirectory()) chmodSync(path, 0o755);
  });

  test.skipIf(!has("setfattr"))("files with extended attributes", async () => {
    const folder = tree(payload);
    for (const path of everything(folder))
      expect(run("setfattr", ["-n", "user.herkomst", "-v", "elders", path]).status).toBe(0);
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test.skipIf(!has("setfacl"))("files with access control lists", async () => {
    const folder = tree(payload);
    for (const path of everything(folder)) expect(run("setfacl", ["-m", "u:1234:rwx", path]).status).toBe(0);
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test("hard links in place of copies", async () => {
    const folder = tree(payload);
    rmSync(join(folder, "gelijk/2.bin"));
    linkSync(join(folder, "gelijk/1.bin"), join(folder, "gelijk/2.bin"));
    linkSync(join(folder, "LEESMIJ.txt"), join(temporaryFolder(), "buiten")); // and a link from outside
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test("a sparse file in place of a full one", async () => {
    const folder = tree(payload);
    const sparse = openSync(join(folder, "zeros.bin"), "w");
    writeSync(sparse, "begin", 0);
    ftruncateSync(sparse, holes.length);
    writeSync(sparse, "eind", holes.length - 4);
    closeSync(sparse);
    expect(readFileSync(join(folder, "zeros.bin")).equals(holes)).toBe(true);
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test.each(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"])("time zone %s", async (TZ) => {
    expect(commandDigest(tree(payload), { env: { ...process.env, TZ } })).toBe(await expected());
  });

  test.each(["C", "nl_NL.UTF-8", "nl_NL.ISO-8859-1", "tr_TR.UTF-8", ""])("locale %j", async (LC_ALL) => {
    expect(commandDigest(tree(payload), { env: { ...process.env, LC_ALL, LANG: LC_ALL } })).toBe(await expected());
  });

  test.skipIf(process.getuid?.() !== 0 || !has("unshare"))("another host name", async () => {
    const { root, release } = commandFiles();
    const command = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js"), "build-iso", "--json"];
    const paths = [
      "--payload",
      tree(payload),
      "--release",
      release,
      "--root",
      root,
      "--out",
      `${temporaryFolder()}/out`,
    ];
    const script = 'hostname elders.example && exec "$@"';
    const { status, stdout, stderr } = run("unshare", ["--uts", "sh", "-c", script, "sh", ...command, ...paths]);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout).discs[0].imageSha256).toBe(await expected());
  });

  test("another moment, and a SOURCE_DATE_EPOCH of the caller's", async () => {
    const first = await expected();
    await new Promise((resolve) => setTimeout(resolve, 1100)); // the image's dates are in whole seconds
    expect(commandDigest(tree(payload), { env: { ...process.env, SOURCE_DATE_EPOCH: "1" } })).toBe(first);
    expect(commandDigest(tree(payload), { env: { ...process.env, SOURCE_DATE_EPOCH: "abc" } })).toBe(first);
  });

  test("a HOME, a current folder and a MKISOFSRC with hostile start-up files", async () => {
    const home = temporaryFolder();
    const hostile = "PUBL=EVIL\nPREP=EVIL\nAPPI=EVIL\nVOLI=EVIL\n";
    writeFileSync(join(home, ".mkisofsrc"), hostile);
    writeFileSync(join(home, ".genisoimagerc"), hostile);
    writeFileSync(join(home, ".xorrisorc"), "-publisher EVIL\n-md5 on\n-padding 1m\n-hardlinks on\n");
    writeFileSync(join(home, "rc"), hostile);
    const env = { ...process.env, HOME: home, MKISOFSRC: join(home, "rc"), SYSTEM_ID: "EVIL", XORRISO_OPTS: "-md5 on" };
    expect(commandDigest(tree(payload), { cwd: home, env })).toBe(await expected());
  });

  test.skipIf(!existsSync("/dev/shm"))("another output file system, tmpfs, and a payload on it", async () => {
    const shm = `/dev/shm/zegel-test-${process.pid}`;
    try {
      mkdirSync(shm);
      expect(await imageDigest(tree(payload), { out: join(shm, "out") })).toBe(await expected());
      expect(await imageDigest(tree(payload, join(shm, "p")))).toBe(await expected());
    } finally {
      rmSync(shm, { recursive: true, force: true });
    }
  });

  test("a copy of the folder in which everything was moved about", async () => {
    const folder = tree(payload);
    cpSync(join(folder, "programma"), join(folder, "weg"), { recursive: true });
    rmSync(join(folder, "programma"), { recursive: true });
    renameSync(join(folder, "weg"), join(folder, "programma"));
    expect(await imageDigest(folder)).toBe(await expected());
  });

  test("payload.tar, which is the same file every time", async () => {
    const folder = tree(payload);
    const [first] = await build(folder);
    for (const path of everything(folder)) utimesSync(path, 1, 1);
    const [second] = await build(folder, {
      description: description({ date: "2031-01-01T00:00:00Z", volume: "ANDERS" }),
    });
    const [tar, again] = [first!, second!].map((disc) => sha256File(join(disc.folder, "payload.tar")));
    expect(again).toBe(tar); // also under another release description
    expect(await imageDigest(join(first!.folder, "payload.tar"))).toBe(await expected());
  });
});

test("other content gives another image: the comparison above can fail", async () => {
  const digests = await Promise.all([
    expected(),
    imageDigest(tree({ ...payload, "LEESMIJ.txt": "Lees dit eerst!\n" })),
    imageDigest(tree({ ...payload, "extra.txt": "" })),
    imageDigest(tree({ ...payload, "nog een lege map/": "" })),
  ]);
  expect(new Set(digests).size).toBe(4);
});
