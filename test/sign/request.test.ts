// Requests and responses as files: one form, limits, and what is cut off or altered is refused.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeUtf8, FormatError, textDigest } from "../../src/format/index.ts";
import {
  type Answer,
  encodeRequest,
  encodeResponse,
  isRequest,
  isResponse,
  noteOfResponse,
  parseRequest,
  parseResponse,
  requestLimit,
  SignError,
} from "../../src/sign/index.ts";
import { diffManifests } from "../../src/sign/request/changes.ts";
import { anna, bert, dora, manifestOf, rebuildNote, releaseNote, rootNote, signedBy, testRelease } from "./fixtures.ts";

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error.code;
    throw error;
  }
};
const root = await signedBy(rootNote(), anna, bert);
const release = releaseNote({}, root);
const request = {
  notes: [release, releaseNote({ sequence: 13 }, root)],
  previous: [await signedBy(releaseNote({ sequence: 11 }, root), anna, bert)],
  trustRoots: [root],
  rebuilds: [await signedBy(rebuildNote(release, testRelease("")), dora)],
  changes: [diffManifests(manifestOf({ a: 1 }), manifestOf({ a: 2, b: 3 }))],
};
const bytes = encodeRequest(request);
const text = new TextDecoder().decode(bytes);

describe("a request", () => {
  it("prints back; a note is none", () => {
    expect(parseRequest(bytes, "r")).toEqual(request);
    expect(isRequest(bytes)).toBe(true);
    expect(isRequest(encodeUtf8(release.text))).toBe(false);
  });

  it("cut off anywhere, or with more behind it, is refused", () => {
    for (let at = 0; at < bytes.length; at += 7)
      expect(
        codeOf(() => parseRequest(bytes.subarray(0, at), "r")),
        `cut at ${at}`,
      ).not.toBe("accepted");
    expect(codeOf(() => parseRequest(encodeUtf8(`${text}x`), "r"))).toBe("REQUEST");
  });

  it("other forms of the same are refused: order, unknown sections, lengths, CR LF, a note twice, none", () => {
    const swapped = encodeUtf8(text.replace(/(previous \d+\n[\s\S]*?)(trust-root \d+\n[\s\S]*?)(?=rebuild )/, "$2$1"));
    expect(codeOf(() => parseRequest(swapped, "r"))).toBe("REQUEST");
    for (const [from, to] of [
      [/^rebuild (\d+)$/m, "rebuilt $1"],
      [/^sign \d+/m, "sign 99999999"],
      [/^sign (\d+)/m, "sign 0$1"],
      [/^sign (\d+)/m, "sign  $1"],
      ["request v1", "request v2"],
      [/\n/g, "\r\n"],
    ] as const)
      expect(
        codeOf(() => parseRequest(encodeUtf8(text.replace(from, to)), "r")),
        to,
      ).not.toBe("accepted");
    expect(codeOf(() => encodeRequest({ ...request, notes: [] }))).toBe("REQUEST");
    expect(codeOf(() => encodeRequest({ ...request, notes: [release, release] }))).toBe("REQUEST");
    expect(codeOf(() => encodeRequest({ ...request, rebuilds: Array(65).fill(request.rebuilds[0]) }))).toBe("REQUEST");
  });

  it("fits a floppy disk, or is refused", () => {
    const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`map/bestand-${i}`, i % 200]));
    const large = { ...request, changes: [diffManifests(undefined, manifestOf(files))] };
    expect(codeOf(() => encodeRequest(large))).toBe("REQUEST");
    expect(codeOf(() => parseRequest(new Uint8Array(requestLimit + 1), "r"))).toBe("REQUEST");
  });
});

describe("a response", async () => {
  const answerOf = async (note: typeof release, key: typeof anna): Promise<Answer> => {
    const [signature] = (await signedBy(note, key)).signatures;
    return { textSha256: textDigest(note.text), signature: signature! };
  };
  const answers = [await answerOf(release, anna), await answerOf(request.notes[1]!, anna)];
  const response = encodeResponse(answers);
  const words = new TextDecoder().decode(response);

  it("prints back, is plain ASCII, and small enough for a QR code with eight of them", async () => {
    expect(parseResponse(response, "r")).toEqual(answers);
    expect(isResponse(response)).toBe(true);
    expect(words).toMatch(/^[\n -~]*$/);
    expect(encodeResponse(Array(8).fill(answers[0])).length).toBeLessThan(2953);
  });

  it("gives the signature of its text alone; of another text it is refused", async () => {
    expect(noteOfResponse(answers, release.text, "r")).toEqual(await signedBy(release, anna));
    expect(codeOf(() => noteOfResponse(answers, releaseNote({ sequence: 14 }).text, "r"))).toBe("DIFFERENT_TEXT");
  });

  it("cut off anywhere, altered in form, empty or too long is refused", () => {
    for (let at = 0; at < response.length; at++)
      expect(
        codeOf(() => parseResponse(response.subarray(0, at), "r")),
        `cut at ${at}`,
      ).not.toBe("accepted");
    for (const bad of [
      `${words}x\n`,
      words.replace("end\n", ""),
      words.replace(/text .*\nsignature .*\n/g, ""),
      words.replace("signature anna", "signature an+na"),
      words.replace(/==$/m, "=="[0]!),
      words.replace(/^text .*$/m, (line) => line.toUpperCase()),
      words.replaceAll("\n", "\r\n"),
    ])
      expect(
        codeOf(() => parseResponse(encodeUtf8(bad), "r")),
        bad,
      ).not.toBe("accepted");
    expect(codeOf(() => parseResponse(encodeResponse(Array(65).fill(answers[0])), "r"))).toBe("RESPONSE");
  });
});

describe("docs/spec/sign-request.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/sign-request.md"), "utf8");
  const block = (name: string) => new RegExp(`^\`\`\`${name}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";

  it("its request parses, names the release of its response, and the response's signature is anna's", async () => {
    const example = parseRequest(encodeUtf8(block("zegel-sign-request")), "example");
    const answer = parseResponse(encodeUtf8(block("zegel-sign-response")), "example");
    expect(example.changes.length).toBe(1);
    const [note] = example.notes;
    expect(noteOfResponse(answer, note!.text, "example")).toEqual(await signedBy(note!, anna));
  });

  it("its limits are the code's", () => {
    expect(page).toContain(`${requestLimit.toLocaleString("en")} bytes`);
  });
});
