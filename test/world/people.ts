// The people of the tests and their keys. TEST-ONLY: each seed is the SHA-256 of a public sentence, so everybody has them.
// Vectors and examples of the specification have keys of their own (test/format/test-keys.ts): those never change.

import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { compareText, encodeUtf8, makeVKey, type Note, type RootKey, type VKey } from "../../src/format/index.ts";

export const sha256Of = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

export interface Person {
  readonly seed: Uint8Array;
  readonly vkey: VKey;
  readonly secret: KeyObject;
}

/** RFC 8410, section 7: what stands before the seed in PKCS #8. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key `name` of a seed of 32 bytes. Node's own Ed25519: the program's slower one is what tests are to judge. */
export function personOf(name: string, seed: Uint8Array): Person {
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  return { seed, vkey: makeVKey(name, new Uint8Array(spki.subarray(-32))), secret };
}

const known = new Map<string, Person>();

/** Who is called `name`: always the same. */
export function person(name: string): Person {
  const found = known.get(name);
  if (found !== undefined) return found;
  const seed = new Uint8Array(createHash("sha256").update(`TEST-ONLY ${name}`).digest());
  const made = personOf(name, seed);
  known.set(name, made);
  return made;
}

/** A person's line in a trust root. */
export function testKey(name: string, role: RootKey["role"] = "officer", organisation = `Org-${name}`): RootKey {
  return { vkey: person(name).vkey, role, holder: `holder-${name}`, organisation };
}

/** The text signed by each of `names`, lines in order of raw key unless told otherwise. */
export function signText(text: string, names: readonly string[], order: "sorted" | "as-given" = "sorted"): Note {
  const signers = names.map(person);
  if (order === "sorted") signers.sort((a, b) => compareText(a.vkey.raw, b.vkey.raw));
  return { text, signatures: signers.map((signer) => signatureOf(text, signer)) };
}

/** One signature line. */
export function signatureOf(
  text: string,
  { vkey, secret }: Pick<Person, "vkey" | "secret">,
): Note["signatures"][number] {
  return { name: vkey.name, keyId: vkey.id, bytes: new Uint8Array(sign(null, encodeUtf8(text), secret)) };
}
