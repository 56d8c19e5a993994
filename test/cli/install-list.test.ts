// `zegel install-list`: a list that build-iso takes and the verifier judges by, or a refusal that says why.

import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { parseInstallJson } from "../../src/build-iso/release/install-json.ts";
import { addInstallList } from "../../src/cli/disc/install-list.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { temporaryFolder } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";
import { refusalIn, zegelIn } from "./flow.ts";

let work: string;
beforeEach(() => {
  work = temporaryFolder();
  for (const path of ["osv.jar", "bin/start.sh", "conf/a.ini", "conf/diep/é.ini", "B.txt"])
    put(path, `content of ${path}`);
});

function put(path: string, content: string): void {
  mkdirSync(dirname(join(work, "OSV", path)), { recursive: true });
  writeFileSync(join(work, "OSV", path), content);
}
const folder = (path: string) => mkdirSync(join(work, "OSV", path), { recursive: true });
const digest = (path: string) => sha256Of(`content of ${path}`);
const read = (name: string) => parseInstallJson(readFileSync(join(work, name)), name);
const list = (...args: string[]) => zegelIn(work, ["install-list", "OSV", ...args, "-o", "install.json"]);
const refusal = (...args: string[]) =>
  refusalIn(work, addInstallList, ["install-list", "OSV", ...args, "-o", "install.json"]);

describe("a reference installation", () => {
  test("becomes a list that build-iso reads, in byte order", async () => {
    const { status, stdout, stderr } = await list(
      "--may-change",
      "conf/",
      "--may-change",
      "gebruiker.ini",
      "--absent",
      "lib/debug.jar",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("static:      3 files");
    expect(read("install.json").files).toEqual([
      { path: "B.txt", class: "static", sha256: digest("B.txt") },
      { path: "bin/start.sh", class: "static", sha256: digest("bin/start.sh") },
      { path: "conf/a.ini", class: "may-change" },
      { path: "conf/diep/é.ini", class: "may-change" },
      { path: "gebruiker.ini", class: "may-change" },
      { path: "lib/debug.jar", class: "absent" },
      { path: "osv.jar", class: "static", sha256: digest("osv.jar") },
    ]);
    expect(readdirSync(work).sort()).toEqual(["OSV", "install.json"]);
  });

  test("gives the same bytes again, whatever the order of arguments and of making", async () => {
    await list("--may-change", "conf/a.ini", "--may-change", "x.ini", "--absent", "p", "--absent", "q");
    const again = ["--absent", "q", "--absent", "p", "--may-change", "x.ini", "--may-change", "conf/a.ini"];
    await zegelIn(work, ["install-list", "./OSV/", ...again, "-o", "again.json"]);
    expect(readFileSync(join(work, "again.json"))).toEqual(readFileSync(join(work, "install.json")));
  });

  test("with names that JSON or JavaScript treat in their own way", async () => {
    for (const path of ["__proto__", "10", "9", "constructor/toString"]) put(path, `content of ${path}`);
    expect(await refusal()).toBe("accepted");
    const paths = read("install.json").files.map((line) => line.path);
    expect(paths).toEqual(expect.arrayContaining(["10", "9", "__proto__", "constructor/toString"]));
    expect(paths).toHaveLength(9);
  });

  test("says where it is and what starts it, when that is told; else the list is as it ever was", async () => {
    expect(await refusal()).toBe("accepted");
    expect(read("install.json")).toMatchObject({ place: undefined, start: undefined });
    const plain = readFileSync(join(work, "install.json"), "utf8");
    rmSync(join(work, "install.json"));
    const { stdout } = await list("--place", "C:\\OSV", "--start", "OSV/setup.exe");
    expect(stdout).toMatch(/^place: {7}C:\\OSV\nstart: {7}OSV\/setup\.exe /m);
    expect(read("install.json")).toMatchObject({ place: "C:\\OSV", start: "OSV/setup.exe" });
    const told = readFileSync(join(work, "install.json"), "utf8");
    expect(told.replace(/ {2}"(place|start)": .*\n/g, "")).toBe(plain);
    rmSync(join(work, "install.json"));
    expect((await list("--place", "/opt/osv")).stdout).not.toMatch(/^start:/m);
    expect(read("install.json")).toMatchObject({ place: "/opt/osv", start: undefined });
  });

  test("may hold a folder that only a file to come stands in", async () => {
    folder("logs");
    expect(await refusal()).toMatch(/logs: an empty folder/);
    expect(await refusal("--may-change", "logs/osv.log")).toBe("accepted");
  });
});

describe("refused, without a list", () => {
  test.each<[string, () => void, string[], RegExp]>([
    ["a link", () => symlinkSync("osv.jar", join(work, "OSV/link")), [], /link: neither file nor folder/],
    ["a link to a folder", () => symlinkSync("/etc", join(work, "OSV/link")), [], /link: neither file nor folder/],
    ["an empty folder in it", () => folder("uitvoer/leeg"), [], /uitvoer\/leeg: an empty folder/],
    ["a name that Windows cannot carry", () => put("CON.txt", ""), [], /CON\.txt: .*device name/],
    ["a name with a colon", () => put("a:b", ""), [], /a:b: .*character/],
    ["a name in form NFD", () => put("e\u0301", ""), [], /NFC/],
    ["a name that steers a terminal", () => put("\u001b[2Jx", ""), [], /\\u\{1b\}\[2Jx/],
    ["names that differ in case", () => put("OSV.JAR", ""), [], /OSV\.JAR.*same where case is ignored/],
    ["a file to come that differs in case", () => undefined, ["--may-change", "Osv.jar"], /same where case is ignored/],
    [
      "B5: a file to come below a file",
      () => undefined,
      ["--may-change", "osv.jar/x"],
      /osv\.jar: a file and a folder/,
    ],
    [
      "B5: an absent file above one to come",
      () => undefined,
      ["--absent", "x", "--may-change", "x/y"],
      /x: a file and/,
    ],
    ["B5: a folder that differs in case", () => undefined, ["--absent", "CONF/x"], /same where case is ignored/],
    ["an absent file that is there", () => undefined, ["--absent", "osv.jar"], /osv\.jar: --absent, but it is there/],
    ["an absent folder that is there", () => undefined, ["--absent", "conf"], /conf: --absent, but it is there/],
    ["absent and may-change at once", () => undefined, ["--absent", "x", "--may-change", "x"], /both --absent and/],
    ["a folder without its slash", () => undefined, ["--may-change", "conf"], /conf: a folder: write conf\//],
    ["a folder that is not there", () => undefined, ["--may-change", "gone/"], /expected a folder with files/],
    ["a path outside", () => undefined, ["--may-change", "../x"], /\.\.\/x/],
    ["an absent path that is absolute", () => undefined, ["--absent", "/etc/passwd"], /\/etc\/passwd/],
    ["a backslash", () => undefined, ["--may-change", "conf\\a.ini"], /not every system/],
    [
      "nothing that may not change",
      () => undefined,
      ["conf/", "bin/", "osv.jar", "B.txt"].flatMap((path) => ["--may-change", path]),
      /at least one file that may not change/,
    ],
    [
      "a place that is a share",
      () => undefined,
      ["--place", "\\\\server\\OSV"],
      /--place: expected a folder of the comp/,
    ],
    ["a place without quotes in a shell", () => undefined, ["--place", "C:OSV"], /as C:\\OSV or .*found "C:OSV"/],
    ["an empty place", () => undefined, ["--place", ""], /--place: expected text/],
    ["a place that steers a terminal", () => undefined, ["--place", "C:\\\u001b[2J"], /found "C:\\\\\\u001b\[2J"/],
    ["a start out of the disc", () => undefined, ["--start", "../setup.exe"], /--start: .*"\.\." is not a name/],
    ["a start with backslashes", () => undefined, ["--start", "OSV\\setup.exe"], /--start: .*not every system/],
    ["a start that is a folder", () => undefined, ["--start", "OSV/"], /--start: .*"" is not a name/],
    ["an output that exists", () => writeFileSync(join(work, "install.json"), "mine"), [], /exists already/],
  ])("%s", async (_what, spoil, args, message) => {
    spoil();
    const before = readdirSync(work).filter((name) => name !== "OSV");
    expect(await refusal(...args)).toMatch(message);
    expect(readdirSync(work).filter((name) => name !== "OSV")).toEqual(before);
  });

  test("an empty folder, a file, nothing", async () => {
    mkdirSync(join(work, "leeg"));
    writeFileSync(join(work, "file"), "");
    const of = (name: string) => refusalIn(work, addInstallList, ["install-list", name, "-o", "install.json"]);
    expect(await of("leeg")).toMatch(/at least one file/);
    expect(await of("file")).toMatch(/expected a folder/);
    expect(await of("gone")).toMatch(/ENOENT/);
    expect(await of("OSV")).toBe("accepted");
  });

  test("a folder that cannot be read, also where a file that may come is named in it", async () => {
    folder("logs");
    const { list: plain } = FolderTree.prototype;
    const spy = vi.spyOn(FolderTree.prototype, "list").mockImplementation(async function (this: FolderTree) {
      const entries = await plain.call(this);
      return entries.map((entry) => (entry.path === "logs" ? { ...entry, isUnreadable: true } : entry));
    });
    try {
      expect(await refusal()).toMatch(/logs: a folder that cannot be read/);
      expect(await refusal()).not.toMatch(/empty folder/);
      expect(await refusal("--may-change", "logs/osv.log")).toMatch(/logs: a folder that cannot be read/);
    } finally {
      spy.mockRestore();
    }
    expect(await refusal("--may-change", "logs/osv.log")).toBe("accepted");
  });

  test("a place or a start twice: the wrong command line", async () => {
    const twice = (name: string, value: string) => list(`--${name}`, value, `--${name}`, value);
    expect(await twice("place", "C:\\OSV")).toMatchObject({ status: 2, stderr: expect.stringMatching(/given twice/) });
    expect(await twice("start", "a.exe")).toMatchObject({ status: 2, stderr: expect.stringMatching(/given twice/) });
    expect((await list("--place", "C:\\OSV", "--start", "a.exe")).status).toBe(0);
  });

  test("without -o: the wrong command line", async () => {
    expect((await zegelIn(work, ["install-list", "OSV"])).status).toBe(2);
    expect(await zegelIn(work, ["install-list", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Example:"),
    });
  });
});

describe("A7: a folder that changes while the list is made", () => {
  const meanwhile = (harm: () => void, ...args: string[]) => {
    const { read: plain } = FolderTree.prototype;
    const spy = vi.spyOn(FolderTree.prototype, "read").mockImplementation(async function (
      this: FolderTree,
      path,
      take,
    ) {
      await plain.call(this, path, take);
      if (path === "osv.jar") harm(); // the last
    });
    return refusal(...args).finally(() => spy.mockRestore());
  };

  test.each<[string, () => void]>([
    ["an extra file", () => put("nieuw.txt", "x")],
    ["a read file altered", () => put("B.txt", "other")],
    ["a read file gone", () => rmSync(join(work, "OSV/B.txt"))],
    ["an extra folder", () => folder("nieuw")],
  ])("A7: %s: no list", async (_what, harm) => {
    expect(await meanwhile(harm)).toMatch(/changed while the folder was read/);
    expect(readdirSync(work)).toEqual(["OSV"]);
  });

  test("good twin: what may change does", async () => {
    put("conf/a.ini", "other");
    expect((await list("--may-change", "conf/")).status).toBe(0);
  });
});
