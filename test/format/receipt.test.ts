// The receipt that is read out over the telephone: what it says comes back, a slip is located, and only the key makes an afmeldcode.

import { createHash, createHmac, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  commitmentInput,
  commitmentSalt,
  encodeReceipt,
  encodeReceiptKey,
  FormatError,
  foundDigits,
  kindOfCode,
  nothingFound,
  parseReceipt,
  parseReceiptKey,
  type Receipt,
  readCode,
  readReceipt,
  readReceiptKey,
  receiptProof,
  receiptScopes,
} from "../../src/format/index.ts";
import fc from "../world/properties.ts";

const release = "8718cbe4c2cfb9cf29482eb7c0548d1fe629c73f683475c53a6a39e0bafd1ab9";
const key = Uint8Array.of(0x0f, 1, 2, 3, 4, 5, 6, 7);
const good: Receipt = { exitCode: 0, scope: 0, link: "WX", proof: receiptProof(key, "0123-K", release, 0) };
const receipts = fc.record({
  exitCode: fc.constantFrom(0, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
  scope: fc.constantFrom(...receiptScopes),
  link: fc.string({ unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), minLength: 2, maxLength: 2 }),
  proof: fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 11, maxLength: 11 }),
});

describe("a receipt", () => {
  test("says again what was put in, in three groups of five", () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        const code = encodeReceipt(receipt);
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){2}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(parseReceipt(code)).toEqual(receipt);
      }),
    );
  });

  test("a wrong digit spoils its own group and no other", () => {
    const code = encodeReceipt(good);
    for (let i = 0; i < code.length; i++) {
      if (code[i] === "-") continue;
      const wrong = `${code.slice(0, i)}${code[i] === "7" ? "8" : "7"}${code.slice(i + 1)}`;
      const group = Math.floor(i / 6);
      expect(readReceipt(wrong).groups).toEqual([0, 1, 2].map((g) => g !== group));
    }
  });

  test("is no afmeldsleutel, control number or zegelcode, and says which it is", () => {
    const code = encodeReceipt(good);
    expect(kindOfCode(code)).toBe("receipt");
    expect(kindOfCode(encodeReceiptKey(key))).toBe("receiptKey");
    expect(readReceiptKey(code).groups).toEqual([false, false, false]);
    expect(readReceipt(encodeReceiptKey(key)).groups).toEqual([false, false, false]);
    expect(readCode("zegelcode", code).code).toBeUndefined();
  });

  test.each([
    [{ ...good, exitCode: 1 }, "NUMBER"],
    [{ ...good, exitCode: 30 }, "NUMBER"],
    [{ ...good, link: "W" }, "CODE"],
    [{ ...good, link: "UX" }, "CODE"],
    [{ ...good, proof: good.proof.slice(1) }, "HEX"],
    [{ ...good, proof: good.proof.toUpperCase().replace(/^./, "A") }, "HEX"],
  ])("nothing else becomes one: %o", (receipt, code) => {
    expect(() => encodeReceipt(receipt)).toThrow(expect.objectContaining({ code }));
    expect(encodeReceipt(good)).not.toBe("");
  });

  test("with a verdict that there is none of is refused, though its check digits are right", () => {
    // 11 in the first four bits: "P" is 22, so 10110 begins with 1011.
    const code = encodeReceipt({ ...good, exitCode: 29, scope: 3 }); // 1010 11…
    const groups = ["P", "Q", "R", "S", "Y", "Z"].flatMap((digit) =>
      [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].map((check) => `${digit}${code.slice(1, 4)}${check}`),
    );
    const whole = groups.map((group) => group + code.slice(5)).filter((typed) => readReceipt(typed).code !== undefined);
    expect(whole).toHaveLength(6);
    for (const typed of whole) expect(() => parseReceipt(typed)).toThrow(FormatError);
    expect(parseReceipt(code).exitCode).toBe(29);
  });
});

describe("an afmeldsleutel", () => {
  test("is typed as it is printed", () => {
    for (let i = 0; i < 100; i++) {
      const random = Uint8Array.from(randomBytes(8), (byte, at) => (at === 0 ? byte & 15 : byte));
      expect(parseReceiptKey(encodeReceiptKey(random).toLowerCase())).toEqual(random);
    }
  });

  test("no error repeats it", () => {
    const typed = `${encodeReceiptKey(key).slice(0, -1)}7`;
    const error = (() => {
      try {
        parseReceiptKey(typed);
      } catch (caught) {
        return caught;
      }
      return undefined;
    })();
    expect(error).toMatchObject({ code: "CODE" });
    expect(JSON.stringify([String(error), error])).not.toContain(typed.slice(0, 5));
  });

  test.each([Uint8Array.of(16, 0, 0, 0, 0, 0, 0, 0), new Uint8Array(7), new Uint8Array(9)])("%o is none", (bytes) => {
    expect(() => encodeReceiptKey(bytes)).toThrow(FormatError);
    expect(encodeReceiptKey(new Uint8Array(8))).toHaveLength(17);
  });
});

describe("what is proven", () => {
  test("the proof is the HMAC of Node too", () => {
    const text = `zegel/receipt v1\n0123-K\n${release}\nECHT\n2\n`;
    const digest = createHmac("sha256", key).update(text).digest("hex");
    expect(receiptProof(key, "0123-K", release, 2)).toBe(digest.slice(0, 11));
  });

  test("another key, envelope, release or scope gives another", () => {
    const other = [
      receiptProof(Uint8Array.of(0x0f, 1, 2, 3, 4, 5, 6, 8), "0123-K", release, 0),
      receiptProof(key, "0124-M", release, 0),
      receiptProof(key, "0123-K", release.replace("8", "9"), 0),
      receiptProof(key, "0123-K", release, 1),
    ];
    expect(new Set([...other, good.proof]).size).toBe(5);
  });

  test.each(["123-M", "0123-N", "0123K", "0123-k"])("%s is no envelope as it is printed", (envelope) => {
    expect(() => receiptProof(key, envelope, release, 0)).toThrow(FormatError);
    expect(() => commitmentSalt(envelope, 1, 0)).toThrow(FormatError);
  });

  test("what was found is the same in two places, another in another scope, and nothing where nothing was read", () => {
    const digests = { imageSha256: release, manifestSha256: undefined, sealSha256: release };
    const text = `zegel/found v1\n1\n${release}\n-\n${release}\n`;
    expect(foundDigits(digests, 1)).toBe(createHash("sha256").update(text).digest("hex").slice(0, 11));
    expect(foundDigits({ ...digests }, 1)).toBe(foundDigits(digests, 1));
    expect(foundDigits(digests, 2)).not.toBe(foundDigits(digests, 1));
    const none = { imageSha256: undefined, manifestSha256: undefined, sealSha256: undefined };
    expect(foundDigits(none, 1)).toBe(nothingFound);
  });

  test("what a commitment is made of", () => {
    expect([...commitmentInput("0123456789a")]).toEqual([0, 0x12, 0x34, 0x56, 0x78, 0x9a]);
    expect(new TextDecoder().decode(commitmentSalt("0123-K", 2, 3))).toBe("zegel/receipt v1\n0123-K\n2\n3\n");
    expect(() => commitmentInput("0123456789")).toThrow(FormatError);
  });
});
