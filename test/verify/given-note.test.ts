// A note that a person gives beside the disc: a recall list however it was saved, any other only as it was made.

import { describe, expect, test } from "vitest";
import { encodeNote, noteLimit } from "../../src/format/index.ts";
import { readGivenNote } from "../../src/verify/given-note.ts";
import { makeDisc, otherDigest, rebuildNote, recallNote } from "./fixture.ts";

const disc = makeDisc();
const recall = encodeNote(recallNote([otherDigest]));
const rebuild = encodeNote(rebuildNote(disc.release, otherDigest, "rosa"));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (written: string | Uint8Array) => new Uint8Array(Buffer.from(written));

describe("a note that is given", () => {
  test("is taken as it was made, and its kind is told", () => {
    expect(readGivenNote(recall)).toEqual({ kind: "recall", bytes: recall });
    expect(readGivenNote(rebuild)).toEqual({ kind: "rebuild", bytes: rebuild });
    expect(readGivenNote(disc.rootNote)).toEqual({ kind: "trust-root", bytes: disc.rootNote });
  });

  test.each([
    ["a byte order mark", `\ufeff${text(recall)}`],
    ["carriage returns", text(recall).replaceAll("\n", "\r\n")],
    ["UTF-16", Buffer.from(`\ufeff${text(recall)}`, "utf16le")],
    ["no end of its last line", text(recall).trimEnd()],
    ["blank lines behind it", `${text(recall)}\n\n`],
  ])("as a recall list with %s comes out as it was signed", (_how, written) => {
    expect(readGivenNote(bytesOf(written))).toEqual({ kind: "recall", bytes: recall });
  });

  test.each([
    ["another encoding", `\ufeff${text(rebuild)}`, "encoding"],
    ["other ends of lines", text(rebuild).replaceAll("\n", "\r\n"), "lines"],
    ["a release note", encodeNote(disc.seal.release), "other"],
    ["a recall list of another version", text(recall).replace("recall v1", "recall v2"), "other"],
    ["a recall list that does not parse", text(recall).replace("date ", "day "), "other"],
    ["a letter", "Beste gemeente,\n", "other"],
    ["bytes that are no text", Uint8Array.of(0xff, 0xff, 0, 1), "other"],
    ["nothing", "", "other"],
    ["more than a note can hold", "x".repeat(noteLimit + 1), "other"],
  ])("that is %s is a slip, and no verdict", (_what, written, slip) => {
    expect(readGivenNote(bytesOf(written))).toEqual({ slip });
  });
});
