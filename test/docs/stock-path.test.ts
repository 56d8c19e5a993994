// The commands of docs/nl/controleren-zonder-zegel.md, on Linux: they accept a good disc and notice what they say they notice.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc } from "../verify/fixture.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/nl/controleren-zonder-zegel.md"), "utf8");
/** Part of the page: its block of commands, or blocks. */
const parts = new Map(
  [...page.matchAll(/^## (\d)\..*?(?=^## )/gms)].map(([text, number = ""]) => [
    Number(number),
    [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = ""]) => commands),
  ]),
);
/** Where the reader fills in his own paths: a block of assignments and nothing else. The tests set these names in the environment. */
const isAssignments = (commands: string) => /^(?:[A-Z]+=\S.*\n)+$/.test(commands);
const assignments = [...page.matchAll(/^```sh\n(.*?)^```$/gms)]
  .map(([, commands = ""]) => commands)
  .filter(isAssignments);
let disc: Disc;

/** The disc as a mount shows it, its image, the trust root, and an empty folder to work in. */
function layOut(change: { readonly image?: Uint8Array; readonly files?: Readonly<Record<string, Uint8Array>> } = {}) {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries({ ...disc.files, ...change.files })) {
    mkdirSync(dirname(join(folder, "schijf", path)), { recursive: true });
    writeFileSync(join(folder, "schijf", path), content);
  }
  writeFileSync(join(folder, "schijf.iso"), change.image ?? disc.image);
  writeFileSync(join(folder, "root-1.note"), disc.rootNote);
  mkdirSync(join(folder, "werk"));
  return (...numbers: number[]) => {
    const env = {
      ...process.env,
      SCHIJF: join(folder, "schijf"),
      WERKMAP: join(folder, "werk"),
      BEELD: join(folder, "schijf.iso"),
      ROOT: join(folder, "root-1.note"),
    };
    const commands = numbers.flatMap((number) => parts.get(number) ?? []).join("\n");
    return run("bash", ["--norc", "-o", "pipefail", "-c", commands], { env });
  };
}

beforeAll(() => {
  disc = makeDisc();
});

describe.skipIf(!has("openssl") && process.env.CI === undefined)("controleren-zonder-zegel.md", () => {
  test("has commands in parts 3 to 6", () => {
    expect([3, 4, 5, 6].map((number) => parts.get(number)?.length)).toEqual([1, 2, 1, 2]);
  });

  test("one block more, before part 3: the names that the commands use, and only those, with whole paths", () => {
    const all = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);
    expect(all.filter((commands) => !isAssignments(commands))).toEqual([3, 4, 5, 6].flatMap((n) => parts.get(n) ?? []));
    expect(all.map(isAssignments)).toEqual([true, false, false, false, false, false, false]);
    const set = [...(assignments[0] ?? "").matchAll(/^([A-Z]+)=(.*)$/gm)];
    const used = all.flatMap((commands) => [...commands.matchAll(/\$\{?([A-Z]+)\b/g)].map(([, name]) => name));
    expect(set.map(([, name]) => name).sort()).toEqual([...new Set(used)].sort());
    for (const [, , value] of set) expect(value).toMatch(/^\/|^\$\(mktemp -d\)$/);
    const told = run("bash", ["--norc", "-c", `${assignments[0]}[ -d "$WERKMAP" ] && rmdir "$WERKMAP" && echo made`]);
    expect(told).toMatchObject({ status: 0, stdout: "made\n", stderr: "" });
  });

  test("a good disc", () => {
    const does = layOut();
    expect(does(3)).toMatchObject({ status: 0, stdout: "OK\n", stderr: "" });
    const code = disc.code.split("-").map((group) => `${group.slice(0, 4)}.`);
    expect(does(4).stdout).toContain(code.join(" "));
    expect(does(4).stdout).toMatch(/MANIFEST: OK\n$/);
    expect(does(4, 5)).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nOK\n$/) });
    expect(does(4, 6).stdout).toMatch(/\nOK anna\nOK bert\nOK\n$/);
  });

  test.each([
    ["a changed file", { "osv.txt": Buffer.from("x") }, /osv\.txt: FAILED|> osv\.txt/],
    ["an extra file", { "SETUP.EXE": Buffer.from("x") }, /> SETUP\.EXE/],
    ["another list", { "ZEGEL/MANIFEST": Buffer.from("# x\n") }, /MANIFEST: FAILED/],
  ])("%s", (_what, files, said) => {
    const { stdout } = layOut({ files })(3, 4);
    expect(stdout).toMatch(said);
  });

  test("a changed byte between the files", () => {
    const image = Buffer.from(disc.image);
    image[image.length - 1] = 1;
    expect(layOut({ image })(4, 5).stdout).not.toMatch(/OK\n$/);
  });

  test("a signature that does not hold is not counted", () => {
    const seal = Buffer.from(disc.files["ZEGEL/SEAL"] ?? []).toString("latin1");
    const forged = Buffer.from(seal.replace("sequence 12", "sequence 13"), "latin1");
    expect(layOut({ files: { "ZEGEL/SEAL": forged } })(4, 6).stdout).not.toMatch(/OK (anna|bert)/);
  });
});

describe("docs/spec/stock-tools.md: the digest of an image, its seal as zeros", () => {
  const tools = readFileSync(join(import.meta.dirname, "../../docs/spec/stock-tools.md"), "utf8");
  const [pipe = "", copy = "", ...more] = [...tools.matchAll(/^```bash image\n(.*?)^```$/gms)].map(
    ([, text]) => text ?? "",
  );
  /** The block with `dd` takes what the block before it set. */
  const ways = { pipe, copy: `${pipe.split("\n").slice(0, 2).join("\n")}\n${copy}` };
  const check = (commands: string, image: Uint8Array) => {
    const cwd = temporaryFolder();
    const seal = Buffer.from(disc.files["ZEGEL/SEAL"] ?? []).toString("utf8");
    writeFileSync(join(cwd, "text"), /^release [0-9]+\n(zegel\/release v1\n.*?\n)\n/ms.exec(seal)?.[1] ?? "");
    writeFileSync(join(cwd, "disc.iso"), image);
    return run("bash", ["--norc", "-euo", "pipefail", "-c", commands], { cwd });
  };

  test("there are two ways", () =>
    expect([pipe, copy].map((text) => text.length > 100).concat(more.length === 0)).toEqual([true, true, true]));

  test.each(["pipe", "copy"] as const)("%s: a sealed image, and one with bytes behind it, agree", (way) => {
    expect(check(ways[way], disc.image)).toMatchObject({ status: 0, stderr: "" });
    expect(check(ways[way], Buffer.concat([disc.image, Buffer.alloc(4096, 1)]))).toMatchObject({ status: 0 });
  });

  test.each(["pipe", "copy"] as const)("%s: one byte before or behind the seal, or a cut image, does not", (way) => {
    for (const at of [40_000, disc.image.length - 1]) {
      const image = Buffer.from(disc.image);
      image[at] = (image[at] ?? 0) ^ 1;
      expect(check(ways[way], image).status).not.toBe(0);
    }
    expect(check(ways[way], disc.image.subarray(0, -2048)).status).not.toBe(0);
  });
});

test("CONTROLE.TXT has every command of the page, and no digest of any disc", () => {
  const text = readFileSync(join(import.meta.dirname, "../../kit/CONTROLE.TXT"), "utf8");
  expect(text.replaceAll("\r\n", "")).not.toContain("\n"); // Windows' line ends throughout
  const blocks = [...page.matchAll(/^```(?:sh|bat|powershell)\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);
  expect(blocks.length).toBeGreaterThan(8);
  for (const commands of blocks) {
    const indented = commands.replace(/^(?=.)/gm, "    ").replaceAll("\n", "\r\n");
    expect(text).toContain(indented);
  }
  expect(text).not.toMatch(/[0-9a-f]{32}/);
});
