// The single executables: the same bytes from another folder in another year, and no code but their own. `npm run test:package`

import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeHashGroups } from "../../src/format/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";
import { copyProject, makeRebuiltDisc, pack, project, sumsOf } from "./packing.ts";

const disc = makeRebuiltDisc();
const node = join(project, ".tools/node-22.23.3/bin/node");
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

/** A folder with the program, a disc, and what an opponent put beside them. */
function scene() {
  const folder = temporaryFolder();
  const [program, script] = [join(folder, "zegel-verify"), join(folder, "plain.cjs")];
  copyFileSync(join(out, "zegel-verify-linux-x64"), program);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, "disc.iso"), disc.image);
  const evil = 'require("node:fs").writeFileSync(require("node:path").join(__dirname, "RAN"), "");\n';
  writeFileSync(join(folder, "evil.cjs"), evil);
  mkdirSync(join(folder, "node_modules/@noble/ed25519"), { recursive: true });
  writeFileSync(
    join(folder, "node_modules/@noble/ed25519/index.js"),
    evil.replace("__dirname", JSON.stringify(folder)),
  );
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(script, 'require("@noble/ed25519");\n');
  // OpenSSL's own way to load a library: an engine. That this one does not exist is told, where the file is obeyed.
  const engine = "[e]\\nengine_id = evil\\ndynamic_path = /nonexistent/evil.so\\ninit = 0\\n".replaceAll("\\n", "\n");
  writeFileSync(join(folder, "evil.cnf"), `nodejs_conf = i\n[i]\nengines = s\n[s]\nevil = e\n${engine}`);
  const ran = () => run("rm", ["RAN"], { cwd: folder }).status === 0;
  const started = (what: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    run(what, args, { cwd: folder, env: { PATH: process.env.PATH ?? "", ...env } });
  return { folder, program, script, ran, started };
}

describe("an opponent who may set the environment and put files beside it runs no code in it", () => {
  const good = ["disc.iso", "--code", disc.code];

  test.each([
    ["NODE_OPTIONS --require", { NODE_OPTIONS: "--require ./evil.cjs" }],
    ["NODE_OPTIONS --import", { NODE_OPTIONS: "--import ./evil.cjs" }],
  ])("%s", (_what, env) => {
    const { program, ran, started } = scene();
    expect(started(node, ["-e", "0"], env).status).toBe(0);
    expect(ran()).toBe(true);
    expect(started(program, good, env)).toMatchObject({ status: 0, stderr: "" });
    expect(ran()).toBe(false);
  });

  test("OPENSSL_CONF, which can name a library to load", () => {
    const { folder, program, started } = scene();
    const env = { OPENSSL_CONF: join(folder, "evil.cnf") };
    const plain = started(node, ["-e", 'require("node:crypto").createHash("sha256")'], env);
    expect(plain.status).not.toBe(0);
    expect(plain.stderr).toContain("/nonexistent/evil.so");
    expect(started(program, good, env)).toMatchObject({ status: 0, stderr: "" });
  });

  test("node_modules, package.json and NODE_PATH", () => {
    const { folder, program, script, ran, started } = scene();
    expect(started(node, [script]).status).toBe(0);
    expect(ran()).toBe(true);
    expect(started(program, good, { NODE_PATH: join(folder, "node_modules") })).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(ran()).toBe(false);
  });

  test.each([
    ["--require", "./evil.cjs"],
    ["--import", "./evil.cjs"],
    ["--eval", "0"],
    ["--node-options=--require=./evil.cjs", "disc.iso"],
  ])("options of Node as its own: %s", (...args) => {
    const { program, ran, started } = scene();
    expect(started(program, args).status).toBe(2);
    expect(ran()).toBe(false);
    expect(started(program, good).status).toBe(0);
  });

  test("further variables of Node change nothing, or end the program without a verdict", () => {
    const { folder, program, ran, started } = scene();
    const env = {
      NODE_EXTRA_CA_CERTS: join(folder, "evil.cjs"),
      NODE_ICU_DATA: folder,
      NODE_PRESERVE_SYMLINKS: "1",
      NODE_REDIRECT_WARNINGS: "w",
    };
    expect(started(program, good, env)).toMatchObject({ status: 0, stderr: "" });
    const outcome = started(program, good, { NODE_REPL_EXTERNAL_MODULE: "./evil.cjs" });
    expect(outcome).toMatchObject({ status: 9, stdout: "" }); // Node's own: "invalid argument"
    expect(ran()).toBe(false);
  });

  test("compiled code from a folder that NODE_COMPILE_CACHE names is not looked for: the folder stays empty", () => {
    const { folder, program, started } = scene();
    const cache = join(folder, "cache");
    mkdirSync(cache);
    const env = { NODE_COMPILE_CACHE: cache };
    expect(started(program, good, env)).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(cache)).toEqual([]);
    writeFileSync(join(folder, "plain.cjs"), "0");
    expect(started(node, ["plain.cjs"], env).status).toBe(0);
    expect(readdirSync(cache)).not.toEqual([]); // Node itself does
  });

  test("a debugger does not come in by SIGUSR1", async () => {
    const { folder, program } = scene();
    const [sigint, sigusr1] = [1n << 1n, 1n << 9n];
    /** Signals that the program caught at any time of its run. proc(5), SigCgt */
    const caught = async (command: string, args: readonly string[]) => {
      const child = spawn(command, args, { cwd: folder, stdio: "ignore" });
      let all = 0n;
      while (child.exitCode === null && child.signalCode === null) {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        all |= BigInt(`0x${/^SigCgt:\t(\w+)$/m.exec(status)?.[1] ?? "0"}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return all;
    };
    expect((await caught(node, ["-e", "setTimeout(() => 0, 200)"])) & (sigint | sigusr1)).toBe(sigint | sigusr1);
    expect((await caught(program, good)) & (sigint | sigusr1)).toBe(sigint);
  });
});

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
  const original = join(project, ".tools/node-22.23.3-win-x64/bin/node.exe");
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
