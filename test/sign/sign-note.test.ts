// Signing: what is signed, what never is, and that a wrong signature never leaves.

import { describe, expect, it } from "vitest";
import { encodeNote, encodeUtf8, equalBytes, FormatError, type Note, parseNote } from "../../src/format/index.ts";
import { SignError, signNote } from "../../src/sign/index.ts";
import { signMessage } from "../../src/sign/keys/ed25519.ts";
import type { SignatureCheck } from "../../src/trust/index.ts";
import {
  anna,
  bert,
  check,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRelease,
} from "./fixtures.ts";

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error.code;
    throw error;
  }
}

describe("signNote", () => {
  const release = releaseNote();

  it("signs every type of note of ours; the line holds, and the note reads back", async () => {
    const notes = [
      release,
      rootNote(),
      rebuildNote(release, testRelease("c".repeat(64))),
      recallNote(["d".repeat(64)]),
    ];
    for (const note of notes) {
      const signed = await signNote(note, anna, check);
      const [line] = signed.signatures;
      expect(
        await check(Buffer.from(anna.vkey.raw, "hex"), encodeUtf8(note.text), line?.bytes ?? new Uint8Array()),
      ).toBe(true);
      expect(parseNote(encodeNote(signed), "signed")).toEqual(signed);
      expect(signed.text).toBe(note.text);
    }
  });

  it("is deterministic: the order of signing does not matter", async () => {
    const one = await signedBy(release, anna, bert);
    const other = await signedBy(release, bert, anna);
    expect(equalBytes(encodeNote(one), encodeNote(other))).toBe(true);
  });

  it("refuses a key that has signed, and takes the same name with another key", async () => {
    const signed = await signedBy(release, anna);
    expect(await codeOf(() => signNote(signed, anna, check))).toBe("ALREADY_SIGNED");
    expect(await codeOf(() => signNote(signed, bert, check))).toBe("accepted");
    expect(await codeOf(() => signNote(signed, testKey("anna", 77), check))).toBe("accepted");
  });

  it("refuses texts of other types, and ours when they do not parse", async () => {
    const text = (change: string): Note => ({ text: change, signatures: [] });
    for (const foreign of [
      "hello\n",
      "zegel/release v2\nproduct x\n",
      "",
      "zegel/seal v1\n",
      "log.example.nl/zegel\n1\nAAAA\n",
    ])
      expect(await codeOf(() => signNote(text(foreign), anna, check)), foreign).toBe("NOTE_TYPE");
    for (const [from, to] of [
      ["sequence 12", "sequence 012"],
      ["role GSB", "role gsb"],
      ["purpose final", "purpose Final"],
      ["previous none\n", "previous none\nextra line\n"],
      ["previous none\n", ""],
      ["product OSV", "product O\u202eSV"],
    ] as const)
      expect(await codeOf(() => signNote(text(release.text.replace(from, to)), anna, check)), to).toMatch(/^[A-Z]+$/);
    expect(await codeOf(() => signNote(release, anna, check))).toBe("accepted");
  });
});

describe("signMessage", () => {
  const message = encodeUtf8("text\n");

  it("holds a signature back that the check refuses", async () => {
    const never: SignatureCheck = async () => false;
    expect(await codeOf(() => signMessage(anna.seed, anna.vkey, message, never))).toBe("SELF_CHECK");
    expect(await codeOf(() => signMessage(anna.seed, anna.vkey, message, check))).toBe("accepted");
  });

  it("refuses a seed that is not the key's", async () => {
    expect(await codeOf(() => signMessage(bert.seed, anna.vkey, message, check))).toBe("SELF_CHECK");
  });

  it("RFC 8032 section 7.1, test 1 and 3", async () => {
    const vectors = [
      {
        seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        message: "",
        signature:
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
      },
      {
        seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        message: "af82",
        signature:
          "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
      },
    ];
    const { makeVKey } = await import("../../src/format/index.ts");
    const { publicKeyOf } = await import("../../src/sign/keys/ed25519.ts");
    for (const vector of vectors) {
      const seed = new Uint8Array(Buffer.from(vector.seed, "hex"));
      const signature = await signMessage(
        seed,
        makeVKey("rfc", publicKeyOf(seed)),
        new Uint8Array(Buffer.from(vector.message, "hex")),
        check,
      );
      expect(Buffer.from(signature).toString("hex")).toBe(vector.signature);
    }
  });
});
