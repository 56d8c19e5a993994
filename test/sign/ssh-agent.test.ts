// Signing through an ssh-agent: the real one, and ones that lie.

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeVKey } from "../../src/format/index.ts";
import { agentSigner, listAgentKeys, readForeignKey, SignError, signNote } from "../../src/sign/index.ts";
import { encodeSshKey, SshReader, sshNumber, sshString } from "../../src/sign/keys/ssh/wire.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { startAgent } from "./agent.ts";
import { anna, bert, check, releaseNote, signedBy } from "./fixtures.ts";

const release = releaseNote();

async function failure(work: () => Promise<unknown>): Promise<SignError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignError) return error;
    throw error;
  }
  throw new Error("accepted");
}

/** The seed in a private key file that ssh-keygen wrote without a passphrase. OpenSSH's PROTOCOL.key */
function seedOf(path: string): Uint8Array {
  const body = readFileSync(path, "utf8").replace(/-----.*-----|\n/g, "");
  const reader = new SshReader(Buffer.from(body, "base64").subarray("openssh-key-v1\0".length), "key");
  expect([reader.text(), reader.text(), reader.text(), reader.number()]).toEqual(["none", "none", "", 1]);
  reader.string();
  const secret = new SshReader(reader.string(), "secret");
  expect(secret.number()).toBe(secret.number()); // checkint, twice
  expect(secret.text()).toBe("ssh-ed25519");
  secret.string();
  return secret.string().slice(0, 32);
}

describe.skipIf(!has("ssh-agent") || !has("ssh-add") || !has("ssh-keygen"))("the real ssh-agent", () => {
  it("gives the very signature that the seed gives", async () => {
    const cwd = temporaryFolder();
    expect(run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "carla", "-f", "id"], { cwd }).status).toBe(0);
    const vkey = await readForeignKey(join(cwd, "id.pub"), "carla");
    const socket = await startAgent(cwd);
    const add = (...args: string[]) => run("ssh-add", args, { cwd, env: { ...process.env, SSH_AUTH_SOCK: socket } });
    expect((await failure(() => agentSigner(socket, vkey))).message).toContain("found other Ed25519 keys: none");
    expect(add("id").status).toBe(0);
    expect(await listAgentKeys(socket)).toMatchObject([{ comment: "carla" }]);
    const byAgent = await signNote(release, await agentSigner(socket, vkey), check);
    expect(byAgent).toEqual(await signedBy(release, { vkey, seed: seedOf(join(cwd, "id")) }));
    expect((await failure(() => agentSigner(socket, anna.vkey))).message).toContain(
      'found other Ed25519 keys: "carla"',
    );
    const signer = await agentSigner(socket, vkey);
    expect(add("-D").status).toBe(0);
    expect((await failure(() => signNote(release, signer, check))).message).toContain("it refused");
  });
});

/** Answers each question with the next of `answers` (without their length), whatever was asked. */
async function fakeAgent(...answers: readonly Uint8Array[]): Promise<string> {
  const socket = join(temporaryFolder(), "agent");
  const left = [...answers];
  const server = createServer((connection) => {
    connection.on("error", () => undefined);
    connection.once("data", () => connection.end(left.shift() ?? ""));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return socket;
}

describe("an agent that lies", () => {
  const raw = Buffer.from(anna.vkey.raw, "hex");
  const message = (...parts: readonly Uint8Array[]) => sshString(Buffer.concat(parts));
  const text = (word: string) => sshString(Buffer.from(word));
  const keys = message(Uint8Array.of(12), sshNumber(1), sshString(encodeSshKey(raw)), text("anna"));
  const signature = (kind: string, bytes: Uint8Array) =>
    message(Uint8Array.of(14), sshString(Buffer.concat([text(kind), sshString(bytes)])));
  const signWith = async (...answers: readonly Uint8Array[]) =>
    signNote(release, await agentSigner(await fakeAgent(...answers), anna.vkey), check);

  it("a right answer is taken; a signature by another key, of another kind or length is not", async () => {
    const [good] = (await signedBy(release, anna)).signatures;
    const [other] = (await signedBy(release, bert)).signatures;
    expect((await signWith(keys, signature("ssh-ed25519", good!.bytes))).signatures).toEqual([good]);
    expect((await failure(() => signWith(keys, signature("ssh-ed25519", other!.bytes)))).code).toBe("SELF_CHECK");
    for (const bad of [
      signature("ssh-rsa", good!.bytes),
      signature("sk-ssh-ed25519@openssh.com", good!.bytes),
      signature("ssh-ed25519", good!.bytes.subarray(1)),
      message(Uint8Array.of(5)),
      message(Uint8Array.of(12)),
      message(),
    ])
      expect((await failure(() => signWith(keys, bad))).code).toBe("AGENT");
  });

  it("lengths that do not fit, too much, too little, or silence: refused", async () => {
    for (const bad of [
      sshNumber(0),
      sshNumber(0xffffffff),
      sshNumber(300_000),
      Buffer.concat([keys, Buffer.from("x")]),
      keys.subarray(0, keys.length - 1),
      new Uint8Array(0),
      message(Uint8Array.of(12), sshNumber(0xffff)),
      message(Uint8Array.of(12), sshNumber(1), sshNumber(0xfffffff0)),
      message(Uint8Array.of(12), sshNumber(1), sshString(encodeSshKey(raw)), text("anna"), Uint8Array.of(0)),
      message(Uint8Array.of(12), sshNumber(1), sshString(encodeSshKey(raw.subarray(1))), text("anna")),
    ])
      expect((await failure(() => signWith(bad))).code).toBe("AGENT");
  });

  it("no agent, or none at that place, is told", async () => {
    expect((await failure(() => listAgentKeys(undefined))).message).toContain("SSH_AUTH_SOCK is not set");
    expect((await failure(() => listAgentKeys(join(temporaryFolder(), "none")))).message).toContain("ENOENT");
    expect(makeVKey("anna", raw)).toEqual(anna.vkey);
  });
});
