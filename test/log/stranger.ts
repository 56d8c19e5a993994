// sigsum-witness of Debian's sigsum-go, started for a test: a witness of one log, whose origin must be the one that Sigsum makes of its
// key. Debian builds it so that only with GODEBUG it finds its own paths.

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { decodeHex, encodeUtf8, makeVKey, parseVKey, type VKey } from "../../src/format/index.ts";
import type { SigningKey } from "../../src/sign/index.ts";
import { testKey } from "../sign/fixtures.ts";
import { run } from "../tools.ts";

/** A log whose origin is Sigsum's for its key. */
const plain = testKey("x", 31);
const raw = decodeHex(plain.vkey.raw, 32, "key");
export const origin = `sigsum.org/v1/tree/${createHash("sha256").update(raw).digest("hex")}`;
export const logKey: SigningKey = { seed: plain.seed, vkey: makeVKey(origin, raw) };

export interface Stranger {
  readonly vkey: VKey;
  readonly ask: (body: Uint8Array) => Promise<{ readonly status: number; readonly text: string }>;
}

/** An OpenSSH public key line. */
function sshKey(key: Uint8Array): string {
  const part = (bytes: Uint8Array) => [0, 0, 0, bytes.length, ...bytes];
  return `ssh-ed25519 ${Buffer.from([...part(encodeUtf8("ssh-ed25519")), ...part(key)]).toString("base64")} log\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Runs until the test ends; its key and its memory are in `folder`. */
export async function startStranger(folder: string): Promise<Stranger> {
  expect(run("sigsum-key", ["generate", "-o", join(folder, "sw")]).status).toBe(0);
  writeFileSync(join(folder, "sl.pub"), sshKey(raw));
  const typed = ["to-vkey", "-k", join(folder, "sw.pub"), "-n", "any", "-t", "cosignature/v1"];
  const { raw: own } = parseVKey(run("sigsum-key", typed).stdout.trim(), "stranger");
  const ownBytes = decodeHex(own, 32, "stranger");
  // The name that this program gives itself.
  const name = `sigsum.org/v1/witness/${createHash("sha256").update(ownBytes).digest("hex")}`;
  const port = await freePort();
  const args = [
    "-k",
    join(folder, "sw"),
    "--log-key",
    join(folder, "sl.pub"),
    "--state-file",
    join(folder, "sw.state"),
  ];
  const child: ChildProcess = spawn("sigsum-witness", [...args, `127.0.0.1:${port}`], {
    env: { ...process.env, GODEBUG: "httpmuxgo121=0" },
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill());
  const url = `http://127.0.0.1:${port}/add-checkpoint`;
  const ask: Stranger["ask"] = async (body) => {
    const answer = await fetch(url, { method: "POST", body: Buffer.from(body) });
    return { status: answer.status, text: await answer.text() };
  };
  for (let tries = 0; tries < 100; tries++) {
    if ((await ask(encodeUtf8("hello\n")).catch(() => undefined)) !== undefined) break;
    await sleep(50);
  }
  return { vkey: makeVKey(name, ownBytes, 4), ask };
}
