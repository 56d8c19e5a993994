// The bytes of SSH: strings with their length before them, Ed25519 keys and signatures as blobs. RFC 4251 section 5, RFC 8709

import { concatBytes, copyBytes, decodeUtf8, encodeUtf8, equalBytes } from "../../../format/index.ts";
import { SignError } from "../../error.ts";

const ed25519 = encodeUtf8("ssh-ed25519");

export function sshNumber(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function sshString(bytes: Uint8Array): Uint8Array {
  return concatBytes(sshNumber(bytes.length), bytes);
}

/** The blob of a public key: its kind, then the 32 raw bytes. */
export function encodeSshKey(raw: Uint8Array): Uint8Array {
  return concatBytes(sshString(ed25519), sshString(raw));
}

/** The 32 raw bytes, or undefined for a key of another kind (RSA; sk-ssh-ed25519, which signs something else). Throws SignError. */
export function parseSshKey(blob: Uint8Array, where: string): Uint8Array | undefined {
  return ed25519Part(blob, 32, where);
}

/** The 64 raw bytes, or undefined for a signature of another kind. Throws SignError. */
export function parseSshSignature(blob: Uint8Array, where: string): Uint8Array | undefined {
  return ed25519Part(blob, 64, where);
}

function ed25519Part(blob: Uint8Array, length: number, where: string): Uint8Array | undefined {
  const reader = new SshReader(blob, where);
  if (!equalBytes(reader.string(), ed25519)) return undefined;
  const part = reader.string();
  reader.end();
  if (part.length !== length) throw bad(where, `${length} bytes`, `${part.length}`);
  return part;
}

/** Takes values from the front of foreign bytes; never reads behind their end. */
export class SshReader {
  readonly #bytes: Uint8Array;
  readonly #where: string;
  #at = 0;

  constructor(bytes: Uint8Array, where: string) {
    this.#bytes = bytes;
    this.#where = where;
  }

  byte(): number {
    return this.#take(1)[0] ?? 0;
  }

  number(): number {
    const four = this.#take(4);
    return new DataView(four.buffer, four.byteOffset, 4).getUint32(0);
  }

  string(): Uint8Array {
    return copyBytes(this.#take(this.number()));
  }

  text(): string {
    return decodeUtf8(this.string(), this.#where);
  }

  end(): void {
    const left = this.#bytes.length - this.#at;
    if (left !== 0) throw bad(this.#where, "nothing more", `${left} bytes`);
  }

  #take(length: number): Uint8Array {
    const left = this.#bytes.length - this.#at;
    if (length > left) throw bad(this.#where, `${length} bytes`, `${left}`);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

function bad(where: string, expected: string, found: string): SignError {
  return new SignError("AGENT", `${where}: expected ${expected}, found ${found}`);
}
