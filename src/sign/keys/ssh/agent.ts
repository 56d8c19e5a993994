// Signing through an ssh-agent: it signs the raw bytes, so what comes back is a plain Ed25519 signature.
// draft-ietf-sshm-ssh-agent (OpenSSH's PROTOCOL.agent), over the UNIX socket; Windows' named pipe is not supported.
// An agent signs anything for anyone who reaches its socket: a key for Zegel is used for nothing else. docs/adr/0015

import { connect } from "node:net";
import { concatBytes, decodeHex, encodeHex, quote, type VKey } from "../../../format/index.ts";
import { SignError } from "../../error.ts";
import type { RemoteKey } from "../signer.ts";
import { encodeSshKey, parseSshKey, parseSshSignature, SshReader, sshNumber, sshString } from "./wire.ts";

const failure = 5;
const requestIdentities = 11;
const identitiesAnswer = 12;
const signRequest = 13;
const signResponse = 14;
/** Bytes of one message: OpenSSH's own limit. */
const messageLimit = 262_144;
const keyLimit = 1024;

export interface AgentKey {
  /** 32 bytes. */
  readonly raw: Uint8Array;
  /** Foreign text. */
  readonly comment: string;
}

/** The agent's plain Ed25519 keys. `socketPath` is what SSH_AUTH_SOCK names. Throws SignError AGENT. */
export async function listAgentKeys(socketPath: string | undefined): Promise<AgentKey[]> {
  const reader = await askAgent(socketPath, Uint8Array.of(requestIdentities), identitiesAnswer);
  const count = reader.number();
  if (count > keyLimit) throw new SignError("AGENT", `ssh-agent: expected at most ${keyLimit} keys, found ${count}`);
  const keys: AgentKey[] = [];
  for (let i = 0; i < count; i++) {
    const raw = parseSshKey(reader.string(), `ssh-agent key ${i + 1}`);
    const comment = reader.text();
    if (raw !== undefined) keys.push({ raw, comment });
  }
  reader.end();
  return keys;
}

/** The key `vkey`, when the agent holds it. Throws SignError AGENT. */
export async function agentSigner(socketPath: string | undefined, vkey: VKey): Promise<RemoteKey> {
  const keys = await listAgentKeys(socketPath);
  if (!keys.some(({ raw }) => encodeHex(raw) === vkey.raw)) {
    const others = keys.map(({ comment }) => quote(comment)).join(", ") || "none";
    throw new SignError(
      "AGENT",
      `ssh-agent: expected the key of ${vkey.name}, found other Ed25519 keys: ${others}. Add it (ssh-add -c FILE; ssh-add -L lists)`,
    );
  }
  const blob = encodeSshKey(decodeHex(vkey.raw, 32, "raw key"));
  return {
    vkey,
    place: "the ssh-agent",
    sign: async (message) => {
      const request = concatBytes(Uint8Array.of(signRequest), sshString(blob), sshString(message), sshNumber(0));
      const reader = await askAgent(socketPath, request, signResponse);
      const signature = parseSshSignature(reader.string(), "ssh-agent signature");
      reader.end();
      if (signature === undefined)
        throw new SignError("AGENT", "ssh-agent: expected a signature of kind ssh-ed25519, found another kind");
      return signature;
    },
  };
}

/** Behind the answer's type, which must be `expected`. A connection a question: nothing is left half read. */
async function askAgent(socketPath: string | undefined, request: Uint8Array, expected: number): Promise<SshReader> {
  if (socketPath === undefined || socketPath === "")
    throw new SignError(
      "AGENT",
      "no ssh-agent: SSH_AUTH_SOCK is not set; start one (eval $(ssh-agent)) and add the key",
    );
  if (request.length > messageLimit)
    throw new SignError("AGENT", `ssh-agent: expected at most ${messageLimit} bytes to send, found ${request.length}`);
  const reader = new SshReader(await exchange(socketPath, sshString(request)), "ssh-agent answer");
  const type = reader.byte();
  if (type === failure)
    throw new SignError("AGENT", "ssh-agent: it refused (key removed or locked, or the person there said no)");
  if (type !== expected) throw new SignError("AGENT", `ssh-agent: expected answer ${expected}, found ${type}`);
  return reader;
}

/** Sends `bytes` and reads one message, without its length. No time limit: a person may have to say yes. */
function exchange(socketPath: string, bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      socket.destroy();
      reject(new SignError("AGENT", `ssh-agent at ${quote(socketPath)}: ${what}`));
    };
    const received: Uint8Array[] = [];
    let got = 0;
    const socket = connect(socketPath, () => socket.write(bytes));
    socket.on("data", (chunk: Uint8Array) => {
      received.push(chunk);
      got += chunk.length;
      if (got < 4) return;
      const all = concatBytes(...received);
      const length = new SshReader(all, "ssh-agent answer").number();
      if (length < 1 || length > messageLimit)
        fail(`expected an answer of 1 to ${messageLimit} bytes, found ${length}`);
      else if (got > 4 + length) fail("expected one answer, found more bytes behind it");
      else if (got === 4 + length) {
        socket.destroy();
        resolve(all.subarray(4));
      }
    });
    socket.on("error", (error: NodeJS.ErrnoException) => fail(`cannot be reached (${error.code ?? error.message})`));
    socket.on("close", () => fail("closed before its answer was whole"));
  });
}
