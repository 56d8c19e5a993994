// The header of an age v1 file that a passphrase opens. https://c2sp.org/age@v1.1.0, "File header" and "scrypt recipient stanza"
// Such a file has exactly one stanza (the specification forbids scrypt beside any other), so the header has exactly this shape.

import { decodeBase64, encodeBase64, encodeUtf8 } from "../../../format/index.ts";
import { SignError } from "../../error.ts";

/** log2 of scrypt's N: 2^20 takes 1 GiB and some three seconds. A hostile file could ask for any amount, so more is refused. */
export const workFactorLimit = 20;
/** Longest header of this shape, in bytes. */
const headerLimit = 200;

export interface AgeHeader {
  /** 16 bytes. */
  readonly salt: Uint8Array;
  /** log2 of scrypt's N, 1..workFactorLimit. */
  readonly workFactor: number;
  /** The wrapped file key: 32 bytes. */
  readonly body: Uint8Array;
}

const versionLine = "age-encryption.org/v1\n";
const shape =
  /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]*)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/;

/** What the header's MAC covers: everything up to and with `---`. */
export function encodeAgeHeader(header: AgeHeader): Uint8Array {
  return encodeUtf8(
    `${versionLine}-> scrypt ${unpadded(header.salt)} ${header.workFactor}\n${unpadded(header.body)}\n---`,
  );
}

/** The last line's end: a blank, the MAC and a line feed. */
export function encodeAgeMac(mac: Uint8Array): Uint8Array {
  return encodeUtf8(` ${unpadded(mac)}\n`);
}

/** `length` in bytes: the payload begins there. What is accepted encodes to the same bytes. Throws SignError AGE_FILE, WORK_FACTOR. */
export function parseAgeHeader(file: Uint8Array): { header: AgeHeader; mac: Uint8Array; length: number } {
  const text = Buffer.from(file.subarray(0, headerLimit)).toString("latin1");
  if (!text.startsWith(versionLine))
    throw new SignError("AGE_FILE", {
      nl: "verwacht een sleutelbestand (age v1), gevonden iets anders: kies een bestand dat zegel key new maakte",
      en: "expected an age v1 file, found something else: choose a file made by zegel key new",
    });
  const found = shape.exec(text);
  if (found === null)
    throw new SignError(
      "AGE_FILE",
      "expected an age file opened by a passphrase alone, found another header: it is damaged, or was made for other recipients",
    );
  const [whole, salt = "", workFactor = "", body = "", mac = ""] = found;
  if (workFactor.length > 2 || Number(workFactor) > workFactorLimit)
    throw new SignError(
      "WORK_FACTOR",
      `expected a scrypt work factor of at most 2^${workFactorLimit}, found 2^${workFactor.slice(0, 20)}: opening it could take all memory`,
    );
  return {
    header: { salt: padded(salt), workFactor: Number(workFactor), body: padded(body) },
    mac: padded(mac),
    length: whole.length,
  };
}

function unpadded(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, "");
}

/** age writes base64 without padding; the strict decoder refuses stray bits in the last digit. */
function padded(text: string): Uint8Array {
  try {
    return decodeBase64(text.padEnd(Math.ceil(text.length / 4) * 4, "="), "age header");
  } catch {
    throw new SignError("AGE_FILE", "expected canonical base64 in the age header, found other: the file is damaged");
  }
}
