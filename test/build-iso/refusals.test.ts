// What is refused before anything is written: every reason with its path, all at once, and the good twin accepted.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mediumBytes } from "../../src/format/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { build, commandFiles, description, refusalsOf, tree } from "./building.ts";

async function refuses(payload: string, path: string, reason: RegExp): Promise<void> {
  const refusals = await refusalsOf(payload);
  expect(refusals.map((r) => r.path)).toEqual([path]);
  expect(refusals[0]!.reason).toMatch(reason);
}

describe("names", () => {
  test.each([
    ["a".repeat(97), /longer than 96 bytes/, "a".repeat(96)],
    ["é".repeat(49), /longer than 96 bytes/, "é".repeat(48)],
    ["a<b", /character/, "a(b"],
    ["a|b", /character/, "a!b"],
    ["a?", /character/, "a="],
    ["a\\b", /character/, "a'b"],
    ["a\nb", /character/, "a b"],
    ["a\u001bb", /character/, "a~b"],
    ["a\u202eb", /character/, "aĳb"],
    ["a\u200bb", /character/, "aœb"],
    ["a;1", /character/, "a,1"],
    ["日本", /character/, "Nippon"],
    ["punt.", /dot or a blank/, "punt.x"],
    ["blank ", /dot or a blank/, "blank x"],
    [" blank", /blank/, "x blank"],
    ["CON", /device name/, "CONS"],
    ["aux.txt", /device name/, "auxil.txt"],
    ["Com1.log.txt", /device name/, "Com.log.txt"],
    ["e\u0301e\u0301n", /NFC/, "één"],
    ["autorun.inf", /start by itself/, "autorun.txt"],
    ["AutoRun.INF", /start by itself/, "AutoRun.INX"],
    ["zegel", /reserved/, "zegels"],
    ["-", /standard input/, "--"],
  ])("%j is refused", async (bad, reason, good) => {
    await refuses(tree({ [bad]: "x", "goed.txt": "y" }), bad, reason);
    await expect(build(tree({ [good]: "x", "goed.txt": "y" }))).resolves.toHaveLength(1);
  });

  test("14 names of 78 bytes in a folder are refused (xorriso loses its way beyond a sector of them); 13 of 96 pass", async () => {
    const names = (count: number, bytes: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`map/${String(i).padStart(bytes, "n")}`, `${i}`]));
    const refusals = await refusalsOf(tree(names(14, 78)));
    expect(refusals).toEqual([expect.objectContaining({ path: "map", reason: expect.stringContaining("14 files") })]);
    await expect(build(tree(names(13, 96)))).resolves.toHaveLength(1);
    await expect(build(tree(names(80, 77)))).resolves.toHaveLength(1);
    const atRoot = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [String(i).padStart(96, "n"), "x"]));
    await expect(build(tree(atRoot))).resolves.toHaveLength(1);
  });

  test("a folder of 57 bytes is refused (xorriso aborts on it), once for all that is in it; 56 pass", async () => {
    const bad = "m".repeat(57);
    await refuses(tree({ [`${bad}/1`]: "x", [`${bad}/2/3`]: "y", goed: "" }), bad, /longer than 56 bytes/);
    await expect(build(tree({ [`${bad.slice(1)}/1`]: "x" }))).resolves.toHaveLength(1);
  });

  test("31 folders deep passes, 32 does not; a path of 240 characters passes, 241 does not", async () => {
    const deep = (n: number) => `${"a/".repeat(n)}x`;
    await refuses(tree({ [deep(32)]: "x" }), deep(32), /deeper than 31/);
    const long = (n: number) => `${"b".repeat(50)}/`.repeat(4) + "c".repeat(n - 204);
    await refuses(tree({ [long(241)]: "x" }), long(241), /longer than 240/);
    await expect(build(tree({ [deep(31)]: "x", [long(240)]: "y" }))).resolves.toHaveLength(1);
  });

  test("a name that is not UTF-8", async () => {
    const folder = tree({ goed: "x" });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from("caf\xe9", "latin1")]), "x");
    await refuses(folder, "café", /not UTF-8/);
  });

  test.each([
    ["case twins", "Uitslag.txt", "uitslag.TXT", /upper from lower case/],
    ["case twins of folders", "Map/a", "map/b", /upper from lower case/],
    ["case twins beyond ASCII", "ÉÉN.txt", "één.txt", /upper from lower case/],
    ["a file and a folder", "Naam", "naam/x", /case|folder/],
  ])("%s are refused", async (_, first, second, reason) => {
    const refusals = await refusalsOf(tree({ [first]: "1", [second]: "2" }));
    expect(refusals).toHaveLength(1);
    expect(refusals[0]!.reason).toMatch(reason);
    await expect(build(tree({ [first]: "1", [`ander ${second}`]: "2" }))).resolves.toHaveLength(1);
  });

  test("NFC and NFD of one name are refused", async () => {
    const refusals = await refusalsOf(tree({ "caf\u00e9": "1", "cafe\u0301": "2" }));
    expect(refusals.map((r) => r.reason).join()).toMatch(/NFC/);
  });

  test("a top-level ZEGEL is refused, also as a file or an empty folder; deeper in other words it passes", async () => {
    for (const files of [{ "ZEGEL/x": "" }, { ZEGEL: "x" }, { "ZEGEL/": "", x: "" }, { "Zegel/x": "" }])
      expect((await refusalsOf(tree(files)))[0]!.reason).toMatch(/place of the seal|reserved/);
    await expect(build(tree({ "zegelregister/x": "" }))).resolves.toHaveLength(1);
  });
});

describe("kinds of entries", () => {
  test("links, pipes, sockets and devices", async () => {
    const folder = tree({ goed: "x", "map/": "" });
    symlinkSync("goed", join(folder, "koppeling"));
    symlinkSync("/etc", join(folder, "etc"));
    symlinkSync("nergens", join(folder, "los"));
    expect(run("mkfifo", [join(folder, "pijp")]).status).toBe(0);
    const server = createServer().listen(join(folder, "stopcontact"));
    await new Promise((resolve) => server.once("listening", resolve));
    const isRoot = process.getuid?.() === 0 && run("mknod", [join(folder, "nul0"), "c", "1", "3"]).status === 0;
    try {
      const refusals = await refusalsOf(folder);
      const kinds = Object.fromEntries(refusals.map((r) => [r.path, r.reason]));
      expect(kinds).toMatchObject({
        etc: expect.stringMatching(/symbolic link/),
        koppeling: expect.stringMatching(/symbolic link/),
        los: expect.stringMatching(/symbolic link/),
        pijp: expect.stringMatching(/named pipe/),
        stopcontact: expect.stringMatching(/socket/),
      });
      if (isRoot) expect(kinds.nul0).toMatch(/device/);
      expect(refusals).toHaveLength(isRoot ? 6 : 5);
    } finally {
      server.close();
    }
  });

  test.skipIf(!has("setpriv"))("files and folders that cannot be read", async () => {
    const folder = tree({ goed: "x", dicht: "y", "map/x": "z" });
    const { root, release } = commandFiles();
    chmodSync(join(folder, "dicht"), 0);
    chmodSync(join(folder, "map"), 0);
    const out = temporaryFolder();
    for (const path of [folder, join(folder, ".."), root, join(root, ".."), out]) chmodSync(path, 0o777);
    chmodSync(root, 0o644);
    const program = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js"), "build-iso"];
    const args = [...program, "--payload", folder, "--release", release, "--root", root, "--out", join(out, "out")];
    const dropped = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
    const { status, stderr } = run("setpriv", [...(process.getuid?.() === 0 ? dropped : []), ...args]);
    chmodSync(join(folder, "map"), 0o755);
    expect(status, stderr).toBe(1);
    expect(stderr).toMatch(/"dicht" cannot be read \(EACCES\)/);
    expect(stderr).toMatch(/"map" cannot be read \(EACCES\)/);
  });
});

describe("sizes", () => {
  test("an empty payload, and one of empty folders only; one empty file passes", async () => {
    expect((await refusalsOf(tree({})))[0]!.reason).toMatch(/holds no file/);
    expect((await refusalsOf(tree({ "leeg/": "" })))[0]!.reason).toMatch(/holds no file/);
    await expect(build(tree({ "leeg.txt": "" }))).resolves.toHaveLength(1);
  });

  test.each(["cd650", "cd700", "dvd", "bd25"] as const)(
    "more than %s holds, before any of it is read",
    async (medium) => {
      const folder = tree({ klein: "x", groot: "" });
      truncateSync(join(folder, "groot"), mediumBytes[medium]); // sparse: no byte on disk
      const started = performance.now();
      const refusals = await refusalsOf(folder, { description: description({ medium }) });
      expect(refusals[0]!.reason).toMatch(new RegExp(`${medium} holds ${mediumBytes[medium]}`));
      expect(performance.now() - started).toBeLessThan(15_000);
    },
  );

  test("no room on the disk", async ({ skip }) => {
    const mount = join(temporaryFolder(), "klein");
    mkdirSync(mount);
    const mounted = run("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", mount]);
    if (process.env.CI === undefined) skip(mounted.status !== 0, "cannot mount a small file system here");
    expect(mounted.status, mounted.stderr).toBe(0);
    try {
      const folder = tree({ "a.bin": new Uint8Array(8e6), "b.bin": new Uint8Array(8e6) });
      await expect(build(folder, { out: join(mount, "out") })).rejects.toMatchObject({ code: "SPACE" });
      expect(readdirSync(mount)).toEqual([]);
      await expect(build(tree({ a: "x" }), { out: join(mount, "out") })).resolves.toHaveLength(1);
    } finally {
      spawnSync("umount", [mount]);
    }
  });
});

describe("how it is said", () => {
  test("all at once, in order, with reason and remedy; of many the first hundred and their number", async () => {
    const { root, release } = commandFiles();
    const folder = tree({ "CON.txt": "", "goed.txt": "", "punt.": "", "autorun.inf": "", Ab: "", aB: "" });
    const args = ["--release", release, "--root", root, "--out", join(temporaryFolder(), "out")];
    const { status, stderr, stdout } = await zegelIn(".", ["build-iso", "--payload", folder, ...args]);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^zegel: this cannot go on a cd700 \(4 reasons\); nothing was written:\n {2}"CON.txt" is a device/,
    );
    expect(stderr.match(/; (re\w+|leave)/g)).toHaveLength(4);
    const many = tree(Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`naam${i}.`, ""])));
    const { stderr: cut } = await zegelIn(".", ["build-iso", "--payload", many, ...args]);
    expect(cut).toMatch(/\(130 reasons\)/);
    expect(cut).toMatch(/ {2}and 30 more\n$/);
    expect(cut.split("\n")).toHaveLength(103);
  });

  test("of a set, by disc", async () => {
    const refusals = await refusalsOf([tree({ goed: "" }), tree({ AUX: "" }), tree({})]);
    expect(refusals.map((r) => r.path)).toEqual(["disc 2: AUX", "disc 3: "]);
  });
});
