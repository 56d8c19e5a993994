// What Node would obey, and a packed verifier must not: variables, options, files beside it. `npm run test:package`

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { has, run } from "../tools.ts";
import { copyProject, makeRebuiltDisc, pack, project } from "./packing.ts";
import { makeScene } from "./scene.ts";

const disc = makeRebuiltDisc();
const { nodeBinary } = await import(join(project, "scripts/package/node-binaries.mjs"));
const node: string = nodeBinary("linux-x64");
let copy: string;

beforeAll(() => {
  copy = copyProject();
  pack(["zegel-verify-linux-x64"], join(copy, "out"), disc.rootNote);
}, 600_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const scene = () => makeScene(join(copy, "out/zegel-verify-linux-x64"), disc);

const good = ["disc.iso", "--code", disc.code];

describe("an opponent who may set the environment and put files beside it runs no code in it", () => {
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

  test("further variables of Node change nothing", () => {
    const { folder, program, ran, started } = scene();
    const env = {
      NODE_EXTRA_CA_CERTS: join(folder, "evil.cjs"),
      NODE_ICU_DATA: folder,
      NODE_PRESERVE_SYMLINKS: "1",
      NODE_REDIRECT_WARNINGS: "w",
      NODE_REPL_EXTERNAL_MODULE: "./evil.cjs",
    };
    expect(started(program, good, env)).toMatchObject({ status: 0, stderr: "" });
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

/** How the program ends on a disc, whatever stands around it: `good` for the genuine one, else the altered one. */
const outcomes = [
  ["disc.iso", 0, /^[^\n]*ECHT/],
  ["altered.iso", 22, /^[^\n]*GEWIJZIGD/],
] as const;

/** What Node of the packed version says that it takes: every option of its help by every name, with a value where it wants one. */
function optionsOfNode(): string[] {
  const help = run(node, ["--help"]).stdout.split("\nEnvironment variables:")[0] ?? "";
  const rows = help.split("\n").flatMap((line) => /^ {2}(-\S.*?)(?: {2}|$)/.exec(line)?.[1] ?? []);
  const withValue = (row: string) => (/[=[]/.test(row) ? "=./evil.cjs" : "");
  return rows.flatMap((row) =>
    row.split(", ").map((name) => {
      if (name === defaultConfigFile) return name; // shares a row with one that has a value
      return name.replace(/[=[ ].*$/, "") + (name.startsWith("--") ? withValue(row) : "");
    }),
  );
}

/** Options of V8 that print, write or change how scripts run. */
const optionsOfV8 = ["--prof", "--trace", "--jitless", "--expose-gc", "--allow-natives-syntax", "--print-bytecode"];

/** Every name of a variable in the binary and in its help: more than are looked up. */
function variablesOfNode(): string[] {
  const help = run(node, ["--help"]).stdout.split("\nEnvironment variables:")[1] ?? "";
  const told = [...help.matchAll(/^([A-Z][A-Z0-9_]+) /gm)].map(([, name]) => name ?? "");
  const text = readFileSync(node).toString("latin1");
  const found = [...text.matchAll(/\b(?:NODE|UV|OPENSSL|SSL|ICU|SIMDUTF|WATCH|TLS|V8)_[A-Z0-9_]{2,60}\b/g)];
  return [...new Set([...told, ...found.map(([name]) => name)])].sort();
}

/** Node looks for these among all arguments. The file is read, of its options none is obeyed, and one that is no JSON ends it. */
const configFile = "--experimental-config-file=./evil.cjs";
const defaultConfigFile = "--experimental-default-config-file"; // node.config.json in the folder
const endOfNode = { status: 9, stdout: "" };
/** Files of it that Node takes; it refuses the two in one. The first is the one that it finds by itself. */
const configs = {
  "node.config.json": {
    nodeOptions: { import: "./evil.cjs" },
    test: { test: true, "test-global-setup": "./evil.cjs" },
  },
  "watch.json": { nodeOptions: { require: "./evil.cjs" }, watch: { watch: true, "watch-path": ["."] } },
};
const configFiles = Object.keys(configs).map((name) => `--experimental-config-file=${name}`);
function putConfigs(folder: string): void {
  for (const [name, config] of Object.entries(configs)) writeFileSync(join(folder, name), JSON.stringify(config));
}

describe("A5: whatever Node itself lists", () => {
  test("its options, in the place of the program's own name, are no options", () => {
    const { folder, program, ran } = scene();
    putConfigs(folder);
    const before = readdirSync(folder).sort();
    const all = optionsOfNode();
    const names = all.filter((name) => name !== configFile);
    expect(all).toEqual(expect.arrayContaining([configFile, defaultConfigFile]));
    expect(names.length).toBeGreaterThan(170);
    expect(names).toEqual(
      expect.arrayContaining(["--require=./evil.cjs", "-r", "--build-snapshot", "--version", "--"]),
    );
    const spellings = [...names, ...optionsOfV8, "--require", "--inspect", ...configFiles];
    const failed = spellings.flatMap((argv0) =>
      outcomes.flatMap(([image, status, first]) => {
        const args = [image, "--code", disc.code];
        const child = spawnSync(program, args, { cwd: folder, argv0, env: {}, encoding: "utf8", timeout: 60_000 });
        const right = child.status === status && child.stderr === "" && first.test(child.stdout);
        return right
          ? []
          : [`${argv0} ${image}: ${child.status} ${child.stdout.slice(0, 80)}${child.stderr.slice(0, 200)}`];
      }),
    );
    expect(failed).toEqual([]);
    expect(ran()).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(before);
    const args = ["disc.iso", "--code", disc.code];
    expect(spawnSync(program, args, { cwd: folder, argv0: configFile, env: {}, encoding: "utf8" })).toMatchObject(
      endOfNode,
    );
    // Node itself obeys such an option where it reads them.
    expect(spawnSync(node, ["--require=./evil.cjs", "-e", "0"], { cwd: folder, env: {} }).status).toBe(0);
    expect(ran()).toBe(true);
  }, 600_000);

  test("its options, as arguments, are options of the verifier or none", () => {
    const { folder, program, ran, started } = scene();
    putConfigs(folder);
    const before = readdirSync(folder).sort();
    const own = [configFile, "-", "--", "--help", "-h", "--version", "-v"]; // of the verifier, or no option
    const names = optionsOfNode().filter((name) => !own.includes(name));
    const spellings = [...names, ...configFiles];
    const failed = spellings.filter(
      (name) => started(program, ["altered.iso", "--code", disc.code, name]).status !== 2,
    );
    expect(failed).toEqual([]);
    expect(started(program, ["disc.iso", "--code", disc.code, configFile])).toMatchObject(endOfNode);
    expect(ran()).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(started(program, ["disc.iso", "--code", disc.code])).toMatchObject({ status: 0, stderr: "" });
  }, 600_000);

  test("its variables, and all that look like one in its binary, change nothing and write nothing", () => {
    const { folder, program, ran, started } = scene();
    writeFileSync(join(folder, ".env"), "NODE_OPTIONS=--require=./evil.cjs\nNODE_V8_COVERAGE=cov\n");
    const before = readdirSync(folder).sort();
    const names = variablesOfNode();
    expect(names).toEqual(
      expect.arrayContaining(["NODE_V8_COVERAGE", "NODE_CHANNEL_FD", "NODE_OPTIONS", "SSL_CERT_FILE"]),
    );
    const values = ["3", "./evil.cjs", folder, "fs,module,esm"];
    const failed = values.flatMap((value) => {
      const all = Object.fromEntries(names.map((name) => [name, value]));
      const one = [
        "NODE_CHANNEL_FD",
        "NODE_V8_COVERAGE",
        "NODE_DEBUG",
        "NODE_DEBUG_NATIVE",
        "NODE_UNIQUE_ID",
        "NODE_PENDING_DEPRECATION",
        "WATCH_REPORT_DEPENDENCIES",
      ];
      return [all, ...one.map((name) => ({ [name]: value }))].flatMap((env) =>
        outcomes.flatMap(([image, status, first]) => {
          const found = started(program, [image, "--code", disc.code], env);
          const right = found.status === status && found.stderr === "" && first.test(found.stdout);
          return right
            ? []
            : [`${Object.keys(env)[0]}=${value} ${image}: ${found.status} ${found.stderr.slice(0, 200)}`];
        }),
      );
    });
    expect(failed).toEqual([]);
    expect(ran()).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(before);
    // Node itself aborts, and writes.
    expect(started(node, ["-e", "0"], { NODE_CHANNEL_FD: "3" }).status).not.toBe(0);
    expect(started(node, ["-e", "0"], { NODE_V8_COVERAGE: "cov" }).status).toBe(0);
    expect(readdirSync(folder)).toContain("cov");
  }, 600_000);

  test.skipIf(!has("gcc"))(
    "no further variable is looked up, by the program or in its name",
    () => {
      const { folder, program, started } = scene();
      const source = join(folder, "names.c");
      writeFileSync(source, namesShim);
      const shim = ["-shared", "-fPIC", "-o", join(folder, "names.so"), source, "-ldl"];
      expect(run("gcc", shim)).toMatchObject({ status: 0, stderr: "" });
      const asked = (what: string, args: readonly string[]) => {
        const { stderr } = started(what, args, { LD_PRELOAD: join(folder, "names.so") });
        return new Set([...stderr.matchAll(/^getenv (.*)$/gm)].map(([, name]) => name ?? ""));
      };
      expect(asked(node, ["-e", "0"])).toContain("NODE_OPTIONS");
      // The system's own, of languages, time and home; how many threads; what the processor can: none names code or data.
      const harmless = [
        "",
        "LANG",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "TZ",
        "HOME",
        "UV_THREADPOOL_SIZE",
        "OPENSSL_ia32cap",
        "WATCH_REPORT_DEPENDENCIES", // tells a parent what is loaded, by the channel that NODE_CHANNEL_FD would name
      ];
      const runs = [
        ["disc.iso", "--code", disc.code],
        ["altered.iso", "--code", disc.code, "--record", "record.html", "--json"],
        ["--version"],
        ["--guided"],
        ["--help"],
      ];
      const names = new Set(runs.flatMap((args) => [...asked(program, args)]));
      expect(names).toContain("LANG");
      expect([...names].filter((name) => !harmless.includes(name))).toEqual([]);
    },
    60_000,
  );
});

/** Tells, on standard error, each name that is looked up. */
const namesShim = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <unistd.h>
static void tell(const char *name) {
  char line[300] = "getenv ";
  strncat(line, name, 280);
  strcat(line, "\\n");
  if (write(2, line, strlen(line)) < 0) return;
}
char *getenv(const char *name) {
  static char *(*real)(const char *);
  if (real == 0) real = dlsym(RTLD_NEXT, "getenv");
  tell(name);
  return real(name);
}
char *secure_getenv(const char *name) { return getenv(name); }
`;
