// zegel sign FOLDER: what an officer is given, as it is.

import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseResponse } from "../../src/sign/index.ts";
import { makeOfficeFolder } from "../release-folder/office.ts";
import { passphrase, writeTestKey } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { folderOnce } from "../world/once.ts";
import { person } from "../world/people.ts";
import { zegelIn } from "./flow.ts";

/** A folder with officers/, as the office makes it, and anna's key. */
async function officersDesk() {
  const made = await folderOnce("officers", async (empty) => {
    const { folder } = await makeOfficeFolder("rebuilt");
    mkdirSync(join(empty, "inbox"));
    await zegelIn(empty, ["release", "collect", folder, "inbox"]);
    cpSync(join(folder, "out/officers"), join(empty, "officers"), { recursive: true });
    const { vkey, seed } = person("anna");
    await writeTestKey(empty, { vkey, seed });
    writeFileSync(join(empty, "pw"), passphrase, { mode: 0o600 });
  });
  const folder = temporaryFolder();
  cpSync(made, folder, { recursive: true });
  const at = (path: string) => join(folder, path);
  const sign = (...words: string[]) =>
    zegelIn(folder, ["sign", ...words, "--key", "anna.key", "--passphrase-file", "pw", "--yes"]);
  return { at, sign };
}

describe("zegel sign FOLDER", () => {
  test("signs the request in it, with the MANIFESTs that lie there: the same look as when both are named", async () => {
    const { at, sign } = await officersDesk();
    const named = await sign("officers/out/release.request", "--manifest", "officers/build/MANIFEST", "-o", "named");
    const said = await sign("officers");
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).not.toContain("NOT CHECKED what changed in the files");
    expect(said.stdout.replace(/^written:.*$/m, "")).toBe(named.stdout.replace(/^written:.*$/m, ""));
    const response = readFileSync(at("officers/out/release.anna.response"));
    expect(response).toEqual(readFileSync(at("named")));
    expect(parseResponse(new Uint8Array(response), "response")).toHaveLength(1);
    // The next officer gets the same stick, with that response on it.
    expect((await sign("officers", "-o", "again")).status).toBe(0);
  });

  test("without SHA256SUMS, and under other names; the same request twice is one", async () => {
    const { at, sign } = await officersDesk();
    rmSync(at("officers/SHA256SUMS"));
    cpSync(at("officers/out/release.request"), at("officers/verzoek.txt"));
    cpSync(at("officers/build/MANIFEST"), at("officers/lijst"));
    rmSync(at("officers/build"), { recursive: true });
    const said = await sign("officers", "-o", "answer");
    expect([said.status, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).not.toContain("NOT CHECKED what changed in the files");
  });

  test("what is not as SHA256SUMS lists it is named, and nothing is signed", async () => {
    const { at, sign } = await officersDesk();
    const sums = readFileSync(at("officers/SHA256SUMS"), "utf8");
    const manifest = readFileSync(at("officers/build/MANIFEST"));
    writeFileSync(at("officers/build/MANIFEST"), "x");
    expect(await sign("officers")).toMatchObject({
      status: 31,
      stdout: "",
      stderr: expect.stringContaining('"build/MANIFEST": has other content'),
    });
    writeFileSync(at("officers/build/MANIFEST"), manifest);
    writeFileSync(at("officers/SHA256SUMS"), sums.replace(/^.*release\.request\n/m, ""));
    expect(await sign("officers")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"out/release.request" is not in SHA256SUMS'),
    });
    writeFileSync(at("officers/SHA256SUMS"), sums.replace(/^.*build\/MANIFEST\n/m, ""));
    expect((await sign("officers")).status).toBe(0);
  });

  test("no request, two, or one that a program saved anew: refused with a sentence", async () => {
    const { at, sign } = await officersDesk();
    rmSync(at("officers/SHA256SUMS"));
    const request = readFileSync(at("officers/out/release.request"));
    writeFileSync(at("officers/out/second.request"), Buffer.concat([request, Buffer.from(" ")]));
    const two = await sign("officers");
    expect([two.status, two.stdout, two.stderr]).toEqual([
      2,
      "",
      expect.stringMatching(/expected one request to sign, found "out\/release.request" and "out\/second.request"/),
    ]);
    rmSync(at("officers/out/second.request"));
    writeFileSync(at("officers/out/release.request"), request.toString("latin1").replaceAll("\n", "\r\n"), "latin1");
    expect(await sign("officers")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/expected a folder with one request[\s\S]*"out\/release\.request".*do not save it/),
    });
    rmSync(at("officers/out"), { recursive: true });
    symlinkSync(at("pw"), at("officers/x"));
    expect(await sign("officers")).toMatchObject({ status: 2, stderr: expect.stringContaining("with one request") });
  });
});
