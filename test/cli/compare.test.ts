// `zegel compare` as a person runs it: exit codes, text, JSON, page.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { zegelIn } from "./flow.ts";

const disc = makeDisc();

function inFolder(files: Readonly<Record<string, Uint8Array | string>>) {
  const cwd = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
  return cwd;
}

function altered(change: (image: Buffer) => void): Buffer {
  const image = Buffer.from(disc.image);
  change(image);
  return image;
}

test("0: the same; 30: only the seal differs; 31: more differs; 32: not all is explained", async () => {
  const cwd = inFolder({
    "a.iso": disc.image,
    "same.iso": disc.image,
    "unsealed.iso": disc.unsealed,
    "byte.iso": altered((image) => void image.writeUInt8(1, image.length - 1)),
    "broken.iso": altered((image) => void image.writeUInt8(3, 19 * 2048)),
  });
  const compare = (b: string) => zegelIn(cwd, ["compare", "a.iso", b, "--lang", "nl"]);
  expect(await compare("same.iso")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Gelijk: elke byte is dezelfde."),
  });
  const seal = await compare("unsealed.iso");
  expect(seal).toMatchObject({ status: 30, stdout: expect.stringContaining("Alleen het zegel verschilt") });
  expect(seal.stdout).toMatch(/ZEGEL\/SEAL: A sealed: OSV 2\.24\.3, number 12; 2 signatures, .*, B empty/);
  const byte = await compare("byte.iso");
  expect(byte).toMatchObject({
    status: 31,
    stdout: expect.stringContaining("100 % van 1 verschillende bytes verklaard"),
  });
  expect(byte.stdout).toContain("1. Opvulling");
  expect(await compare("broken.iso")).toMatchObject({ status: 32, stdout: expect.stringContaining("NIET VERKLAARD") });
});

test("--json: one object with every group; its summary digest does not depend on the names of the files", async () => {
  const cwd = inFolder({ "a.iso": disc.image, "b.iso": disc.unsealed, "c.iso": disc.unsealed });
  const json = async (b: string) => JSON.parse((await zegelIn(cwd, ["compare", "a.iso", b, "--json"])).stdout);
  const found = await json("b.iso");
  expect(found).toMatchObject({ kind: "images", outcome: "seal-only", causes: ["seal"], b: { path: "b.iso" } });
  expect(found.explainedBytes).toBe(found.differingBytes);
  expect(found.summarySha256).toMatch(/^[0-9a-f]{64}$/);
  expect((await json("c.iso")).summarySha256).toBe(found.summarySha256);
});

test("--html: a page without script; an existing file is never written over", async () => {
  const cwd = inFolder({ "a.iso": disc.image, "b.iso": disc.unsealed });
  const args = ["compare", "a.iso", "b.iso", "--html", "why.html", "--lang", "en"];
  expect((await zegelIn(cwd, args)).status).toBe(30);
  const page = readFileSync(join(cwd, "why.html"), "utf8");
  expect(page).toContain("Only the seal differs");
  expect(page).toContain("default-src 'none'");
  expect(page).not.toContain("<script");
  const again = await zegelIn(cwd, args);
  expect(again.status).toBe(1);
  expect(again.stdout).toBe("");
  expect(readFileSync(join(cwd, "why.html"), "utf8")).toBe(page);
});

test("a folder and an image, and two images as releases", async () => {
  const cwd = inFolder({ "a.iso": disc.image });
  mkdirSync(join(cwd, "map"));
  writeFileSync(join(cwd, "map/LEESMIJ.txt"), "Lees dit eerst.\n");
  const folder = await zegelIn(cwd, ["compare", "map", "a.iso", "--lang", "nl"]);
  expect(folder.status).toBe(31);
  expect(folder.stdout).toContain("1 gelijk, 0 gewijzigd");
  const same = await zegelIn(cwd, ["compare", "--changes", "a.iso", "a.iso", "--lang", "nl"]);
  expect(same).toMatchObject({ status: 0, stdout: expect.stringContaining("Niets: beide zijn gelijk.") });
});

test.each([
  ["no file", "nergens.iso", /nergens\.iso.*no such file/],
  ["no image", "tekst.txt", /expected a primary volume descriptor at sector 16/],
  ["nothing in it", "leeg.iso", /expected a primary volume descriptor/],
])("%s: exit 1, and the reason", async (_what, name, reason) => {
  const cwd = inFolder({ "a.iso": disc.image, "tekst.txt": "tekst", "leeg.iso": "" });
  const { status, stdout, stderr } = await zegelIn(cwd, ["compare", "a.iso", name]);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(reason);
  expect(existsSync(join(cwd, "a.iso"))).toBe(true);
});
