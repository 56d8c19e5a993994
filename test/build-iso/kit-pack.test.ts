// The kit: same parts, same tar; what is missing or twice is refused; and a disc built with it names its digest.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { packKit } from "../../src/build-iso/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { run, temporaryFolder } from "../tools.ts";
import { build, tree } from "./building.ts";

const texts = join(import.meta.dirname, "../../kit");
const programs = ["LICENTIES.txt", "controlepagina.html", "controleprogramma.exe", "zegel-verify-linux-x64"];
let folder: string;

function put(name: string, names: readonly string[]): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const file of names) writeFileSync(join(place, file), `bytes of ${file}\n`);
  return place;
}

beforeEach(() => {
  folder = temporaryFolder();
});

describe("packKit", () => {
  test("packs what build-iso puts on a disc: the release names the kit's version and digest", async () => {
    const kit = await packKit([put("a", programs), texts], "1.0", join(folder, "kit.tar"));
    const [disc] = await build(tree({ "a.txt": "a" }), { kit: join(folder, "kit.tar") });
    expect(disc?.release.kit).toEqual({ version: "1.0", sha256: kit.sha256 });
  });

  test("gives the same tar from other folders, and bsdtar reads it", async () => {
    const first = await packKit([put("a", programs), texts], "1.0", join(folder, "one.tar"));
    const second = await packKit(
      [texts, put("b", [...programs, "SHA256SUMS", "telcontrole.exe", "telcontrole-linux-x64"])],
      "1.0",
      join(folder, "two.tar"),
    );
    expect(readFileSync(join(folder, "one.tar"))).toEqual(readFileSync(join(folder, "two.tar")));
    expect(second).toEqual(first);
    const listed = run("bsdtar", ["-tf", join(folder, "one.tar")])
      .stdout.trim()
      .split("\n");
    expect(listed).toEqual([
      "00-EERST-CONTROLEREN.html",
      "CONTROLE.TXT",
      "LICENTIES.txt",
      "VERSION",
      ...programs.slice(1),
    ]);
    expect(run("sha256sum", [join(folder, "one.tar")]).stdout.slice(0, 64)).toBe(first.tarSha256);
    const third = await packKit([put("a", programs), texts], "1.1", join(folder, "three.tar"));
    expect(third.sha256).not.toBe(first.sha256);
  });

  test("holds the publisher's program only with its script and starter", async () => {
    const whole = put("c", [...programs, "node.exe", "zegel-verify.cjs"]);
    const { files } = await packKit([whole, texts], "1.0", join(folder, "kit.tar"));
    expect(files.map(({ path }) => path).filter((path) => path.includes("uitgever"))).toEqual([
      "ZEGEL/uitgever/controle.cmd",
      "ZEGEL/uitgever/node.exe",
      "ZEGEL/uitgever/zegel-verify.cjs",
    ]);
    const part = put("d", [...programs, "node.exe"]);
    await expect(packKit([part, texts], "1.0", join(folder, "no.tar"))).rejects.toThrow(/found 1 of them/);
  });

  test.each([
    ["a part is missing", () => [put("e", programs.slice(1)), texts], "1.0", /LICENTIES\.txt: expected in/],
    ["a part is there twice", () => [put("f", programs), put("g", programs), texts], "1.0", /found in two folders/],
    ["the version is no version", () => [put("h", programs), texts], "1 0", /version/],
  ])("refuses when %s, and leaves nothing", async (_what, folders, version, said) => {
    await expect(packKit(folders(), version, join(folder, "no.tar"))).rejects.toThrow(said);
    expect(run("ls", [folder]).stdout).not.toContain("no.tar");
  });

  test("refuses an empty part", async () => {
    const place = put("i", programs);
    writeFileSync(join(place, "controlepagina.html"), "");
    await expect(packKit([place, texts], "1.0", join(folder, "no.tar"))).rejects.toThrow(/found 0/);
  });
});

test("zegel kit prints what letter and release note name, and never writes over a kit", async () => {
  const args = ["kit", put("j", programs), texts, "--kit-version", "1.0", "-o", "kit.tar"];
  const made = await zegelIn(folder, args);
  expect(made).toMatchObject({ status: 0, stderr: expect.stringContaining("no trust root built in") });
  expect(made.stdout).toMatch(/ZEGEL\/controleprogramma\.exe {2}\(31 bytes\)\n {2}([0-9a-f]{4} ){15}[0-9a-f]{4}\n/);
  expect(await zegelIn(folder, args)).toMatchObject({ status: 1, stderr: expect.stringContaining("kit.tar") });
});
