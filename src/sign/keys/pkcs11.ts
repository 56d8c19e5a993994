// Signing with a PKCS #11 token, through OpenSC's pkcs11-tool: mechanism EDDSA gives a plain Ed25519 signature. docs/adr/0015
// The PIN goes into the tool's standard input. It reads it there only where its standard output is a terminal (it turns the
// echo off there first); `--pin` would show it to every user of the machine, and is not used.

import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { concatBytes, quote, type VKey } from "../../format/index.ts";
import { SignError } from "../error.ts";
import type { RemoteKey } from "./signer.ts";

export interface TokenChoice {
  /** Path of the PKCS #11 library. */
  readonly module: string;
  /** Label of the token; needed where there are several. */
  readonly tokenLabel: string | undefined;
}

export interface TokenKey {
  /** 64 hex digits. */
  readonly raw: string;
  /** CKA_ID in hex: what the tool finds the private half by. */
  readonly id: string;
  /** Foreign text. */
  readonly label: string;
}

/** Bytes of what the tool prints. */
const outputLimit = 1_000_000;

/** The Ed25519 public keys that the token shows without a PIN. Throws SignError TOKEN. */
export async function listTokenKeys(token: TokenChoice): Promise<TokenKey[]> {
  return parseTokenKeys(await runTool([...toolArgs(token), "--list-objects", "--type", "pubkey"]));
}

/** From what pkcs11-tool prints: an object's lines, indented, follow its heading. */
export function parseTokenKeys(printed: string): TokenKey[] {
  return printed
    .split(/^(?=Public Key Object)/m)
    .filter((object) => /^Public Key Object; EC/.test(object))
    .flatMap((object) => {
      // An OCTET STRING of 32 bytes (PKCS #11 3.0 section 2.3.5), or the 32 bytes alone, as some tokens have it.
      const raw = /^ {2}EC_POINT: +(?:0420)?([0-9a-f]{64})$/m.exec(object)?.[1];
      const id = /^ {2}ID: +((?:[0-9a-f]{2}){1,64})$/m.exec(object)?.[1];
      const label = /^ {2}label: +(.*)$/m.exec(object)?.[1] ?? "";
      return raw === undefined || id === undefined ? [] : [{ raw, id, label }];
    });
}

/** The key `vkey`, when the token holds it. `pin` is read anew for each signature and wiped by whoever gave it. Throws SignError TOKEN. */
export async function tokenSigner(token: TokenChoice, vkey: VKey, pin: Uint8Array): Promise<RemoteKey> {
  const keys = await listTokenKeys(token);
  const found = keys.filter(({ raw }) => raw === vkey.raw);
  const [key, second] = found;
  if (key === undefined)
    throw new SignError(
      "TOKEN",
      `token: expected the key of ${vkey.name}, found ${keys.map(({ label }) => quote(label)).join(", ") || "no Ed25519 key"}: check --module and --token`,
    );
  if (second !== undefined && second.id !== key.id)
    throw new SignError(
      "TOKEN",
      `token: expected the key of ${vkey.name} once, found it under ids ${key.id} and ${second.id}`,
    );
  return { vkey, place: "the token", sign: (message) => signOnToken(token, key, message, pin) };
}

async function signOnToken(
  token: TokenChoice,
  key: TokenKey,
  message: Uint8Array,
  pin: Uint8Array,
): Promise<Uint8Array> {
  // It holds nothing secret.
  return inTemporaryFolder("token", async (folder) => {
    const [input, output] = [join(folder, "text"), join(folder, "signature")];
    await writeFile(input, message, { mode: 0o600 });
    const args = ["--login", "--sign", "--mechanism", "EDDSA", "--id", key.id, "-i", input, "-o", output];
    await runTool([...toolArgs(token), ...args], pin);
    return readBytes(output, 1024);
  });
}

function toolArgs({ module, tokenLabel }: TokenChoice): string[] {
  return ["--module", module, ...(tokenLabel === undefined ? [] : ["--token-label", tokenLabel])];
}

/** What it printed; with a PIN nothing is collected, for then its output is the terminal. Throws SignError TOKEN. */
function runTool(args: readonly string[], pin?: Uint8Array): Promise<string> {
  const terminal = [process.stdout, process.stderr].find((stream) => stream.isTTY)?.fd;
  if (pin !== undefined && terminal === undefined)
    throw new SignError(
      "TOKEN",
      "token: pkcs11-tool takes a PIN safely only with a terminal, and there is none: run this on one (in a script: script -qec COMMAND /dev/null)",
    );
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new SignError("TOKEN", `pkcs11-tool: ${what}`));
    const output = pin === undefined ? "pipe" : (terminal ?? "ignore");
    const tool = spawn("pkcs11-tool", args, { stdio: [pin === undefined ? "ignore" : "pipe", output, output] });
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      tool[name]?.setEncoding("utf8").on("data", (text: string) => {
        printed[name] += text;
        if (printed[name].length > outputLimit) tool.kill();
      });
    tool.on("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "ENOENT" ? "not installed: install opensc" : `cannot be run (${error.code ?? error.message})`,
      ),
    );
    tool.on("close", (status, signal) => {
      if (status === 0) return resolve(printed.stdout);
      const said = printed.stderr.trim().split("\n").at(-2) ?? printed.stderr.trim();
      const shown = pin === undefined ? quote(said) : "its own message stands above (wrong PIN, or no such key)";
      fail(`ended with ${status ?? signal}: ${shown}`);
    });
    if (pin === undefined || tool.stdin === null) return;
    const line = concatBytes(pin, Uint8Array.of(10));
    tool.stdin.on("error", () => undefined); // it ended before it read the PIN: its status tells
    tool.stdin.end(line, () => line.fill(0));
  });
}
