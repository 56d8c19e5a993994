// The single executables: the same bytes from another folder in another year. What an opponent may try is in doors.slow.ts. `npm run test:package`

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeHashGroups } from "../../src/format/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";
import { copyProject, makeRebuiltDisc, pack, project, sumsOf } from "./packing.ts";
import { makeScene } from "./scene.ts";

const { nodeBinary } = await import(join(project, "scripts/package/node-binaries.mjs"));

const disc = makeRebuiltDisc();
let copy: string;
let out: string;

beforeAll(() => {
  copy = copyProject();
  out = join(copy, "out");
  pack(
    ["zegel-verify-linux-x64", "zegel-linux-x64", "controleprogramma.exe", "zegel-verify-linux-arm64"],
    out,
    disc.rootNote,
  );
}, 600_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.skipIf(!has("faketime"))("the same bytes from another folder, in another year, with another umask", () => {
  const again = join(copy, "again");
  const outer = ["faketime", "2031-05-06 07:08:09", "sh", "-c", 'umask 077; exec "$@"', "sh"];
  const env = {
    TZ: "Asia/Kolkata",
    LC_ALL: "C",
    HOME: "/nonexistent",
    TMPDIR: temporaryFolder(),
    SOURCE_DATE_EPOCH: "1",
  };
  pack(Object.keys(sumsOf(out)), again, disc.rootNote, { folder: copy, outer, env });
  expect(sumsOf(again)).toEqual(sumsOf(out));
  expect(Object.keys(sumsOf(again)).length).toBe(4);
});

/** The verifier of Linux beside a disc, and what an opponent put there. */
const scene = () => makeScene(join(out, "zegel-verify-linux-x64"), disc);

test("says its own SHA-256, and gives the same record as the script of the checkout", () => {
  const { program, started } = scene();
  const groups = encodeHashGroups(sha256Of(readFileSync(program)));
  const { stdout } = started(program, ["--version", "--lang", "nl"]);
  expect(stdout).toContain(`  ${groups.slice(0, 39)}\n  ${groups.slice(40)}\n`);
  const record = JSON.parse(started(program, ["disc.iso", "--code", disc.code, "--json"]).stdout);
  expect(record).toMatchObject({
    verdict: "ECHT",
    tool: { kind: "program", file: program, sha256: groups.replaceAll(" ", "") },
  });
});

test("refuses what is not genuine, with the verdict's own exit code", () => {
  const { folder, program, started } = scene();
  const altered = Buffer.from(disc.image);
  altered[altered.length - 1] = 1;
  writeFileSync(join(folder, "altered.iso"), altered);
  expect(started(program, ["altered.iso", "--code", disc.code]).status).toBe(22);
  expect(started(program, ["disc.iso"]).status).toBe(27);
  expect(started(program, ["disc.iso", "--code", disc.code]).status).toBe(0);
});

test("the whole of zegel is in one file: each command answers, and verifies under the same root", () => {
  const { folder, started } = scene();
  const program = join(out, "zegel-linux-x64");
  const help = started(program, ["--help"]).stdout;
  const commands = [...help.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name]) => name ?? "");
  expect(commands).toEqual(
    expect.arrayContaining(["key", "root", "build-iso", "sign", "merge", "seal", "code", "verify"]),
  );
  for (const name of commands)
    if (name !== "help") expect(started(program, [name, "--help"]), name).toMatchObject({ status: 0, stderr: "" });
  expect(started(program, ["verify", "disc.iso", "--code", disc.code])).toMatchObject({ status: 0 });
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  expect(started(program, ["root", "show", "root.note"])).toMatchObject({ status: 0, stderr: "" });
});

test.skipIf(!has("osslsigncode"))("the Windows program carries no signature, and takes a new one", () => {
  const folder = temporaryFolder();
  const unsigned = join(out, "controleprogramma.exe");
  const original: string = nodeBinary("win-x64");
  const verify = (file: string) => run("osslsigncode", ["verify", "-in", file], { cwd: folder });
  // Node's own signature was intact before it was taken off.
  const [, current, computed] =
    /Current message digest *: (\w+)\s+Calculated message digest *: (\w+)/.exec(verify(original).stdout) ?? [];
  expect(current).toMatch(/^[0-9A-F]{64}$/);
  expect(computed).toBe(current);
  const { stdout, stderr } = verify(unsigned);
  expect(stdout + stderr).toContain("No signature found");
  const subject = ["-subj", "/CN=TEST-ONLY", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2"];
  expect(run("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject], { cwd: folder }).status).toBe(0);
  const sign = (name: string) =>
    run(
      "osslsigncode",
      ["sign", "-h", "sha256", "-certs", "cert.pem", "-key", "key.pem", "-in", unsigned, "-out", name],
      { cwd: folder },
    );
  expect(sign("signed.exe")).toMatchObject({ status: 0 });
  // A rebuild of one's own becomes the published file when its signature is put on it.
  const extract = run("osslsigncode", ["extract-signature", "-in", "signed.exe", "-out", "signature"], { cwd: folder });
  expect(extract).toMatchObject({ status: 0 });
  const attach = ["attach-signature", "-sigin", "signature", "-in", unsigned, "-out", "attached.exe"];
  run("osslsigncode", attach, { cwd: folder });
  expect(sha256Of(readFileSync(join(folder, "attached.exe")))).toBe(sha256Of(readFileSync(join(folder, "signed.exe"))));
});
