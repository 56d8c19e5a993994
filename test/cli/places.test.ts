// Keys that are elsewhere, by the command line: in the real ssh-agent, on a SoftHSM2 token, with signify and minisign.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addKey } from "../../src/cli/keys/key.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import { encodeUtf8, parseNote, parseVKey } from "../../src/format/index.ts";
import { listTokenKeys, SignError, tokenSigner } from "../../src/sign/index.ts";
import { parseTokenKeys } from "../../src/sign/keys/pkcs11.ts";
import { startAgent } from "../sign/agent.ts";
import { anna, check, releaseNote } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { keyFolder, putNote, refusalIn, startIn, zegelCommand } from "./flow.ts";

const release = releaseNote();

/** That the one signature in FOLDER/NAME is a plain Ed25519 signature of the text, by openssl's judgement too. */
async function checkPlain(folder: string, name: string, pub: string): Promise<void> {
  const vkey = parseVKey(readFileSync(join(folder, pub), "utf8").trim(), pub);
  const note = parseNote(readFileSync(join(folder, name)), name);
  const [line] = note.signatures;
  expect([line?.name, line?.keyId, note.text]).toEqual([vkey.name, vkey.id, release.text]);
  const raw = Buffer.from(vkey.raw, "hex");
  expect(await check(raw, encodeUtf8(note.text), line?.bytes ?? new Uint8Array())).toBe(true);
  writeFileSync(join(folder, "k.der"), Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]));
  writeFileSync(join(folder, "sig"), line?.bytes ?? "");
  writeFileSync(join(folder, "text"), note.text);
  const verify = [
    "pkeyutl",
    "-verify",
    "-pubin",
    "-keyform",
    "DER",
    "-inkey",
    "k.der",
    "-rawin",
    "-in",
    "text",
    "-sigfile",
    "sig",
  ];
  expect(run("openssl", verify, { cwd: folder }).status).toBe(0);
}

describe.skipIf(!has("ssh-agent") || !has("ssh-keygen") || !has("openssl"))("an ssh-agent", () => {
  it("key import --agent, sign --agent: a plain signature; options that mean nothing are refused", async () => {
    const folder = temporaryFolder();
    putNote(folder, "release.note", release);
    run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", "id"], { cwd: folder });
    const env = { SSH_AUTH_SOCK: await startAgent(folder) };
    const imported = ["key", "import", "--name", "carla", "--out", "carla", "--agent"];
    const none = startIn(folder, imported, env);
    expect([none.status, none.stderr.includes("expected one Ed25519 key, found none")]).toEqual([1, true]);
    run("ssh-add", ["-q", "id"], { cwd: folder, env: { ...process.env, ...env } });
    expect(startIn(folder, imported, env).status).toBe(0);
    const sign = ["sign", "release.note", "--key", "carla.pub", "--yes"];
    const signed = startIn(folder, [...sign, "--agent", "--minisig"], env);
    expect(signed.status, signed.stderr).toBe(0);
    await checkPlain(folder, "release.carla.note", "carla.pub");
    expect(await refusalIn(folder, addSign, [...sign, "--agent", "--passphrase-file", "x"])).toContain("leave it out");
    expect(await refusalIn(folder, addSign, [...sign, "--agent", "--pkcs11", "x"])).toContain("in one place");
    expect(await refusalIn(folder, addSign, [...sign, "--pin-file", "x"])).toContain("belong to --pkcs11");
    expect(await refusalIn(folder, addSign, [...sign, "--passphrase-file", "release.note"])).toContain("carla.pub: ");
    expect(await refusalIn(folder, addKey, imported.slice(0, -1))).toContain("name one place");
  });
});

const modules = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];
const pin = "73915284";

/** A SoftHSM2 token with one Ed25519 key, of its own. */
function makeToken(): { folder: string; module: string; env: NodeJS.ProcessEnv } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tokens"));
  writeFileSync(join(folder, "softhsm.conf"), `directories.tokendir = ${folder}/tokens\nlog.level = ERROR\n`);
  const env = { ...process.env, SOFTHSM2_CONF: join(folder, "softhsm.conf") };
  const init = ["--init-token", "--free", "--label", "zegel", "--so-pin", "12345678", "--pin", pin];
  expect(run("softhsm2-util", init, { env }).status).toBe(0);
  const module = modules.find((path) => run("test", ["-e", path]).status === 0) ?? "";
  const make = [
    "--login",
    "--pin",
    pin,
    "--keypairgen",
    "--key-type",
    "EC:edwards25519",
    "--label",
    "anna",
    "--id",
    "01",
  ];
  expect(run("pkcs11-tool", ["--module", module, ...make], { env }).status).toBe(0);
  return { folder, module, env };
}

describe.skipIf(!has("pkcs11-tool") || !has("softhsm2-util") || !has("python3"))("a PKCS #11 token (SoftHSM2)", () => {
  it("key import, sign with the PIN from the prompt or a file: plain; the PIN shows nowhere", async () => {
    const { folder, module, env } = makeToken();
    putNote(folder, "release.note", release);
    const imported = startIn(folder, ["key", "import", "--name", "tom", "--out", "tom", "--pkcs11", module], env);
    expect(imported.status, imported.stderr).toBe(0);

    // A pkcs11-tool that notes how it was called, then does the work.
    const tools = join(folder, "bin");
    mkdirSync(tools);
    const real = run("sh", ["-c", "command -v pkcs11-tool"]).stdout.trim();
    const spy = `#!/bin/sh\nprintf '%s\\n' "$@" >>${folder}/called\nenv >>${folder}/called\nexec ${real} "$@"\n`;
    writeFileSync(join(tools, "pkcs11-tool"), spy);
    chmodSync(join(tools, "pkcs11-tool"), 0o755);
    const spied = { ...env, PATH: `${tools}:${process.env.PATH}` };
    const sign = [
      ...zegelCommand,
      "sign",
      "release.note",
      "--key",
      "tom.pub",
      "--pkcs11",
      module,
      "--yes",
      "--lang",
      "nl",
    ];
    const prompted = onTerminal([["Pincode van het token voor tom", `${pin}\r`]], sign, folder, spied);
    expect(prompted.status, prompted.stdout).toBe(0);
    await checkPlain(folder, "release.tom.note", "tom.pub");
    writeFileSync(join(folder, "pin"), `${pin}\n`, { mode: 0o600 });
    const fromFile = [...sign, "--pin-file", "pin", "--token", "zegel", "-o", "second.note"];
    expect(onTerminal([], fromFile, folder, spied).status).toBe(0);
    expect(readFileSync(join(folder, "second.note"))).toEqual(readFileSync(join(folder, "release.tom.note")));
    const called = readFileSync(join(folder, "called"), "latin1");
    expect(called).toContain("EDDSA");
    for (const text of [called, prompted.stdout]) expect(text).not.toContain(pin);

    writeFileSync(join(folder, "pin"), "00000000\n");
    const wrong = onTerminal([], [...sign, "--pin-file", "pin", "-o", "third.note"], folder, env);
    expect([wrong.status, wrong.stdout.includes("wrong PIN")]).toEqual([1, true]);
    const blind = startIn(folder, [...sign.slice(2), "--pin-file", "pin", "-o", "third.note"], env);
    expect([blind.status, blind.stderr.includes("only with a terminal")]).toEqual([1, true]);
  });

  it("another key, no such library, no key: told", async () => {
    const { module, env } = makeToken();
    const failure = async (work: () => Promise<unknown>) => {
      const before = process.env.SOFTHSM2_CONF;
      process.env.SOFTHSM2_CONF = env.SOFTHSM2_CONF;
      try {
        await work();
        return "accepted";
      } catch (error) {
        return error instanceof SignError ? `${error.code} ${error.message}` : String(error);
      } finally {
        if (before === undefined) delete process.env.SOFTHSM2_CONF;
        else process.env.SOFTHSM2_CONF = before;
      }
    };
    const token = { module, tokenLabel: undefined };
    expect(await failure(() => tokenSigner(token, anna.vkey, encodeUtf8(pin)))).toMatch(/^TOKEN .*found "anna"/);
    expect(await failure(() => listTokenKeys({ ...token, module: "/none.so" }))).toMatch(/^TOKEN pkcs11-tool: ended/);
    expect(await failure(() => listTokenKeys(token))).toBe("accepted");
  });
});

describe("what pkcs11-tool prints", () => {
  const object = (kind: string, point: string) =>
    `Public Key Object; ${kind}\n  EC_POINT:   ${point}\n  label:      a b\n  ID:         01ff\n`;

  it("is read object by object; other kinds are passed over", () => {
    const raw = "ab".repeat(32);
    const key = { raw, id: "01ff", label: "a b" };
    expect(parseTokenKeys(object("EC_EDWARDS  EC_POINT 255 bits", `0420${raw}`))).toEqual([key]);
    expect(
      parseTokenKeys(object("EC_EDWARDS  EC_POINT 256 bits", raw) + object("EC", `0441${"04".repeat(65)}`)),
    ).toEqual([key]);
    for (const none of [
      "",
      object("RSA 2048 bits", raw),
      object("EC", `${raw}ff`),
      object("EC", raw).replace("  ID", "  XD"),
    ])
      expect(parseTokenKeys(none)).toEqual([]);
  });
});

describe.skipIf(!has("signify-openbsd") || !has("minisign"))('docs/spec/stock-tools.md, "Signing"', () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/stock-tools.md"), "utf8");
  const commands = (name: string) => new RegExp(`^\`\`\`bash ${name}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";

  it("its commands sign, `key import` enrols, `merge` takes it", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const path = `${zegelCommand[0].slice(0, zegelCommand[0].lastIndexOf("/"))}:${process.env.PATH}`;
    for (const [name, signature, key] of [
      ["signify", "carla.sig", "carla"],
      ["minisign", "dirk.minisig", "dirk"],
    ] as const) {
      const script = commands(name).replaceAll(/^zegel /gm, `node ${zegelCommand[1]} `);
      expect(script).toContain("key import");
      const done = run("bash", ["-euo", "pipefail", "-c", script], {
        cwd: folder,
        env: { ...process.env, PATH: path },
      });
      expect(done.status, done.stderr).toBe(0);
      const merge = ["merge", "release.note", signature, "--key", `${key}.pub`, "-o", `${key}.note`];
      expect(await refusalIn(folder, addMerge, merge)).toBe("accepted");
      await checkPlain(folder, `${key}.note`, `${key}.pub`);
      const others = ["merge", "release.note", signature, "--key", "anna.pub", "-o", "x.note"];
      expect(await refusalIn(folder, addMerge, others)).toContain("holds over this text under none of the keys anna");
    }
    expect(await refusalIn(folder, addMerge, ["merge", "carla.sig", "-o", "x.note"])).toContain("expected a note");
    expect(await refusalIn(folder, addMerge, ["merge", "release.note", "carla.sig", "-o", "x.note"])).toContain(
      "whose",
    );
  });
});
