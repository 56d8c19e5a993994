// What an officer's machine gives back: signatures alone, in ASCII, so that a QR code and a hand scanner can carry them.
// docs/spec/sign-request.md, "Response"

import {
  checkKeyName,
  checkSha256,
  decodeBase64,
  decodeHex,
  encodeBase64,
  encodeUtf8,
  equalBytes,
  joinLines,
  Lines,
  type Note,
  type Signature,
  split,
  textDigest,
} from "../../format/index.ts";
import { SignError } from "../error.ts";

export interface Answer {
  /** SHA-256 of the text that was signed. */
  readonly textSha256: string;
  readonly signature: Signature;
}

const responseTypeLine = "zegel/sign-response v1";
const answerLimit = 64;
/** Bytes: 64 answers with the longest names fit. */
export const responseLimit = 32_768;

export function isResponse(file: Uint8Array): boolean {
  return equalBytes(file.subarray(0, responseTypeLine.length), encodeUtf8(responseTypeLine));
}

/** Throws FormatError, SignError RESPONSE. */
export function parseResponse(file: Uint8Array, where: string): Answer[] {
  const lines = Lines.fromBytes(file, where, responseLimit);
  lines.exactly(responseTypeLine);
  const answers: Answer[] = [];
  while (lines.next("text")) {
    if (answers.length === answerLimit)
      throw new SignError("RESPONSE", `${where}: expected at most ${answerLimit} answers, found more`);
    const textSha256 = checkSha256(lines.field("text"), lines.where);
    const [name = "", keyId = "", base64 = ""] = split(lines.field("signature"), 3, lines.where);
    decodeHex(keyId, 4, lines.where);
    const bytes = decodeBase64(base64, lines.where);
    if (bytes.length !== 64)
      throw new SignError("RESPONSE", `${lines.where}: expected a signature of 64 bytes, found ${bytes.length}`);
    answers.push({ textSha256, signature: { name: checkKeyName(name, lines.where), keyId, bytes } });
  }
  lines.exactly("end"); // a file that was cut off is noticed
  lines.end();
  if (answers.length === 0)
    throw new SignError("RESPONSE", {
      nl: `${where}: verwacht een antwoord, gevonden geen`,
      en: `${where}: expected an answer, found none`,
    });
  return answers;
}

/** The inverse of parseResponse. */
export function encodeResponse(answers: readonly Answer[]): Uint8Array {
  return encodeUtf8(
    joinLines(
      [
        responseTypeLine,
        ...answers.flatMap(({ textSha256, signature: { name, keyId, bytes } }) => [
          `text ${textSha256}`,
          `signature ${name} ${keyId} ${encodeBase64(bytes)}`,
        ]),
        "end",
      ],
      "response",
    ),
  );
}

/** The answers that are about `text`, as a note. Throws SignError DIFFERENT_TEXT when there is none. */
export function noteOfResponse(answers: readonly Answer[], text: string, where: string): Note {
  const digest = textDigest(text);
  const found = answers.filter(({ textSha256 }) => textSha256 === digest);
  if (found.length === 0)
    throw new SignError("DIFFERENT_TEXT", {
      nl: `${where}: verwacht een handtekening onder de tekst ${digest}, gevonden onder ${answers.map(({ textSha256 }) => textSha256).join(", ")}: dit antwoord hoort bij een ander ondertekenverzoek of een andere versie; vraag het goede`,
      en: `${where}: expected a signature of the text ${digest}, found those of ${answers.map(({ textSha256 }) => textSha256).join(", ")}: it answers another request`,
    });
  return { text, signatures: found.map(({ signature }) => signature) };
}
