// A witness: what it remembers, what it answers a request (every status of C2SP tlog-witness), and that it never says two things.

import { describe, expect, test } from "vitest";
import {
  type Checkpoint,
  encodeBase64,
  encodeCheckpoint,
  encodeUtf8,
  encodeVKey,
  FormatError,
  makeVKey,
  type Note,
  type Signature,
} from "../../src/format/index.ts";
import { emptyRootHash } from "../../src/format/merkle.ts";
import { areLines, cosignatureLine, encodeLines, parseLines } from "../../src/log/cosign.ts";
import { encodeWitnessRequest, parseWitnessRequest } from "../../src/log/witness/body.ts";
import { judgeRequest } from "../../src/log/witness/judge.ts";
import {
  encodeWitnessState,
  lastSeen,
  parseWitnessState,
  type WitnessState,
  withSeen,
} from "../../src/log/witness/state.ts";
import { signMessage } from "../../src/sign/index.ts";
import { checkCosignature, cosignatureOf } from "../../src/trust/index.ts";
import { cosignText, signText, type TestKey, testKey } from "../format/test-keys.ts";
import { check } from "../sign/fixtures.ts";
import fc from "../world/properties.ts";
import { continuationOf, leafOf, rootOf } from "./naive.ts";

const origin = "log.example/zegel";
const log = testKey(origin);
const witness = testKey("witness.example/w1", 4);
const fresh: WitnessState = { witness: witness.vkey, logs: [] };

/** Leaves of the log, and of another one that begins as it does and then differs. */
const leaves = Array.from({ length: 40 }, (_, i) => leafOf(encodeUtf8(`entry ${i}\n`)));
const forked = leaves.map((leaf, i) => (i < 3 ? leaf : leafOf(encodeUtf8(`other ${i}\n`))));
const headOf = (size: number, of = leaves): Checkpoint => ({ origin, size, rootHash: rootOf(of.slice(0, size)) });
const noteOf = (size: number, of = leaves, by: TestKey = log): Note => {
  const text = encodeCheckpoint(headOf(size, of), 0);
  return { text, signatures: [signText(by, text)] };
};
const proofOf = (old: number, size: number, of = leaves) => continuationOf(old, of.slice(0, size));
const requestOf = (old: number, size: number, of = leaves, hashes = proofOf(old, size, of)) =>
  encodeWitnessRequest({ old, hashes, checkpoint: noteOf(size, of) });
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const changed = (bytes: Uint8Array, from: string | RegExp, to: string) => {
  const text = textOf(bytes).replace(from, to);
  if (text === textOf(bytes)) throw new Error(`nothing is changed by ${from}`);
  return encodeUtf8(text);
};
const withLines = (size: number, ...signatures: Signature[]) =>
  encodeWitnessRequest({ old: 0, hashes: [], checkpoint: { ...noteOf(size), signatures } });
const answer = (body: Uint8Array, state: WitnessState = fresh, key = log.vkey) => judgeRequest(body, key, state, check);
const seen = (size: number, of = leaves) => withSeen(fresh, headOf(size, of));

describe("what a witness answers", () => {
  const own = noteOf(5).signatures[0] as Signature;
  const stranger = signText(testKey(origin, 1), "another text\n");
  const late = testKey("log.example/other");
  /** Status, the request, the state before it. C2SP tlog-witness, in its order. */
  const table: Record<string, readonly [number, Uint8Array, WitnessState?]> = {
    "a first request": [200, requestOf(0, 5)],
    "a first request for one entry": [200, requestOf(0, 1)],
    "a first request for a log without an entry": [200, requestOf(0, 0)],
    "a log that grows by one": [200, requestOf(5, 6), seen(5)],
    "a log that grows from a whole subtree": [200, requestOf(8, 40), seen(8)],
    "a log that grows from no entry": [200, requestOf(0, 7), seen(0)],
    "the same tree again": [200, requestOf(5, 5), seen(5)],
    "the same request again, when its line was lost": [200, requestOf(3, 5), seen(5)],
    "a line by a key that is unknown beside the log's": [200, withLines(5, signText(late, noteOf(5).text), own)],
    "a line of post-quantum length by an unknown key": [
      200,
      withLines(5, own, { name: origin, keyId: "00000006", bytes: new Uint8Array(2428).fill(7) }),
    ],
    "no old size": [400, changed(requestOf(0, 5), "old 0\n", "")],
    "an old size with a zero before it": [400, changed(requestOf(5, 6), "old 5", "old 05"), seen(5)],
    "an old size with a sign": [400, changed(requestOf(5, 6), "old 5", "old +5"), seen(5)],
    "an old size that is none": [400, changed(requestOf(5, 6), "old 5", "old five"), seen(5)],
    "an old size beyond the log's": [400, changed(requestOf(5, 5), "old 5", "old 6"), seen(5)],
    "no checkpoint": [400, encodeUtf8("old 0\n\n")],
    "no empty line": [400, changed(requestOf(0, 5), "old 0\n\n", "old 0\n")],
    nothing: [400, new Uint8Array(0)],
    "bytes that are no text": [400, Uint8Array.of(0xff, 0xfe, 0, 10)],
    "carriage returns": [400, encodeUtf8(textOf(requestOf(0, 5)).replaceAll("\n", "\r\n"))],
    "a web page": [400, encodeUtf8("<html>\n\n</html>\n")],
    "64 hashes": [
      400,
      changed(requestOf(0, 5), "old 0\n", `old 0\n${`${encodeBase64(emptyRootHash())}\n`.repeat(64)}`),
    ],
    "a hash of 31 bytes": [400, changed(requestOf(0, 5), "old 0\n", `old 0\n${encodeBase64(new Uint8Array(31))}\n`)],
    "a hash in another spelling": [400, changed(requestOf(5, 6), /=\n\n/, "\n\n"), seen(5)],
    "a checkpoint with a fourth line": [400, changed(requestOf(0, 5), "\n\n— ", "\nmore\n\n— ")],
    "a size with a zero before it": [400, changed(requestOf(0, 5), "\n5\n", "\n05\n")],
    "a request that is too long": [400, new Uint8Array(80_000).fill(0x61)],
    "another log": [404, changed(requestOf(0, 5), "log.example/zegel\n", "log.example/other\n")],
    "a log whose name is of no form of ours": [404, changed(requestOf(0, 5), "log.example/zegel\n", "go.sum tree\n")],
    "a checkpoint without a line": [403, withLines(5)],
    "a line by another key of that name": [403, withLines(5, { ...own, keyId: "00000000" })],
    "a line by the key under another name": [403, withLines(5, { ...own, name: "log.example/other" })],
    "a line that does not hold": [403, withLines(6, own)],
    "a line that holds, and one by the same key that does not": [
      403,
      withLines(5, own, { ...stranger, keyId: own.keyId }),
    ],
    "a line that is longer": [403, withLines(5, { ...own, bytes: Uint8Array.of(...own.bytes, 0) })],
    "a log that this witness never saw, from its middle": [409, requestOf(3, 5)],
    "from a size before the one seen": [409, requestOf(3, 6), seen(5)],
    "from a size behind the one seen": [409, requestOf(6, 7), seen(5)],
    "from nothing, when it was seen": [409, requestOf(0, 6), seen(5)],
    "an older copy of the log": [409, requestOf(3, 4), seen(5)],
    "the same size with another root hash, from nothing": [409, requestOf(0, 5, forked), seen(5)],
    "the same size with another root hash": [422, requestOf(5, 5, forked), seen(5)],
    "another branch that is longer": [422, requestOf(5, 6, forked), seen(5)],
    "another branch with the proof of the first": [422, requestOf(5, 6, forked, proofOf(5, 6)), seen(5)],
    "a proof of another size": [422, requestOf(5, 6, leaves, proofOf(4, 6)), seen(5)],
    "no proof": [422, requestOf(5, 6, leaves, []), seen(5)],
    "a proof with a hash more": [422, requestOf(5, 6, leaves, [...proofOf(5, 6), emptyRootHash()]), seen(5)],
    "hashes where none are due": [422, requestOf(0, 5, leaves, [emptyRootHash()])],
    "hashes for the same tree": [422, requestOf(5, 5, leaves, [emptyRootHash()]), seen(5)],
    "a log without an entry that has a root hash": [422, requestOf(0, 0, leaves, [emptyRootHash()])],
  };
  test.each(Object.keys(table))("%s", async (name) => {
    const [status, body, state] = table[name] as (typeof table)[string];
    const found = await answer(body, state);
    expect(found.status).toBe(status);
    if (found.status === 409) expect(found.seen).toBe(lastSeen(state ?? fresh, origin).size);
    if (found.status === 200) expect(found.before).toEqual(lastSeen(state ?? fresh, origin));
  });

  test("an empty tree under another root hash, signed", async () => {
    const text = `${origin}\n0\n${encodeBase64(new Uint8Array(32))}\n`;
    const checkpoint = { text, signatures: [signText(log, text)] };
    expect(await answer(encodeWitnessRequest({ old: 0, hashes: [], checkpoint }))).toMatchObject({ status: 422 });
  });

  test("a new key of the log goes on with the old memory, and the old key no more", async () => {
    const next = testKey("log.example/next");
    const renamed: TestKey = { ...next, vkey: makeVKey(origin, next.publicKey) };
    const checkpoint = noteOf(6, leaves, renamed);
    const body = encodeWitnessRequest({ old: 5, hashes: proofOf(5, 6), checkpoint });
    expect(await answer(body, seen(5), renamed.vkey)).toMatchObject({ status: 200, before: { size: 5 } });
    expect(await answer(body, seen(5))).toMatchObject({ status: 403 });
    expect(await answer(requestOf(5, 6), seen(5), renamed.vkey)).toMatchObject({ status: 403 });
  });

  test("of every one-byte change of a good request none is signed but under unknown lines", async () => {
    const body = requestOf(5, 6);
    for (let at = 0; at < body.length; at++) {
      const other = body.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      expect([at, (await answer(other, seen(5))).status]).not.toEqual([at, 200]);
    }
    expect((await answer(body, seen(5))).status).toBe(200);
  });

  test("whatever it is sent, it answers", async () => {
    const statuses = [200, 400, 403, 404, 409, 422];
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(1), async (bytes, lead) => {
        const body = lead === 1 ? Uint8Array.of(...encodeUtf8("old 0\n\n"), ...bytes) : bytes;
        expect(statuses).toContain((await answer(body)).status);
      }),
    );
  });
});

describe("a request", () => {
  test("prints as it parses, for every size up to 40", () => {
    for (let size = 0; size <= 40; size++)
      for (let old = 0; old <= size; old += 3) {
        const body = requestOf(old, size);
        const { hashes, checkpoint } = parseWitnessRequest(body);
        expect(hashes).toEqual(proofOf(old, size));
        expect(checkpoint).toEqual(noteOf(size));
        expect(encodeWitnessRequest({ old, hashes, checkpoint })).toEqual(body);
      }
  });
});

describe("what a witness remembers", () => {
  const two = withSeen(seen(5), { ...headOf(3), origin: "a.example/log" });
  const text = encodeWitnessState(two);
  const vkey = encodeVKey(witness.vkey);

  test("is a line a log, in order; each goes on from its own", () => {
    expect(text.split("\n").map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "zegel/witness-state v1",
      `witness ${vkey}`,
      "log a.example/log 3",
      "log log.example/zegel 5",
      "",
    ]);
    expect(parseWitnessState(text)).toEqual(two);
    expect(lastSeen(withSeen(two, headOf(9)), "a.example/log").size).toBe(3);
    expect(lastSeen(withSeen(two, headOf(9)), origin).size).toBe(9);
    expect(lastSeen(two, "b.example/log")).toEqual({ origin: "b.example/log", size: 0, rootHash: emptyRootHash() });
    expect(parseWitnessState(encodeWitnessState(fresh))).toEqual(fresh);
    expect(parseWitnessState(encodeWitnessState(seen(0)))).toEqual(seen(0));
  });

  test.each([
    ["nothing", ""],
    ["another type line", text.replace("v1", "v2")],
    ["no witness", text.replace(`witness ${vkey}\n`, "")],
    ["a key of type 1", text.replace(vkey, encodeVKey(log.vkey))],
    ["no line feed at the end", text.slice(0, -1)],
    ["an empty line", `${text}\n`],
    ["a log twice", `${text}${text.split("\n")[3]}\n`],
    ["logs in another order", text.replace(/(log a.*\n)(log l.*\n)/, "$2$1")],
    ["a size with a zero before it", text.replace(" 5 ", " 05 ")],
    ["an origin of our notes", text.replace("log a.example", "log zegel")],
    ["a root hash of an empty tree that it is not", text.replace(" 5 ", " 0 ")],
    ["a part more", text.replace(" 5 ", " 5 5 ")],
    ["257 logs", `${text.split("\n").slice(0, 2).join("\n")}\n${"log a 1 x\n".repeat(257)}`],
  ])("%s is refused", (_name, other) => {
    expect(other).not.toBe(text);
    expect(() => parseWitnessState(other)).toThrow(FormatError);
  });
});

describe("keys of type 4", () => {
  const { text } = noteOf(5);
  const sign = (key: TestKey, message: Uint8Array) => signMessage(key.seed, key.vkey, message, check);

  test("sign cosignatures and nothing else, and no other key signs one", async () => {
    expect(await sign(witness, cosignatureOf(1_800_000_000, text))).toHaveLength(64);
    expect(await sign(log, encodeUtf8(text))).toHaveLength(64);
    for (const message of [text, "", "zegel/release v1\n", "cosignature/v2\ntime 1\n", " cosignature/v1\n"])
      await expect(sign(witness, encodeUtf8(message))).rejects.toMatchObject({ code: "KEY_TYPE" });
    await expect(sign(log, cosignatureOf(1, text))).rejects.toMatchObject({ code: "KEY_TYPE" });
  });

  test("the line is the one that C2SP writes: eight bytes of time and the signature", async () => {
    for (const time of [1, 1_800_000_000, 253_402_300_799]) {
      const line = cosignatureLine(witness.vkey, time, await sign(witness, cosignatureOf(time, text)));
      expect(line).toEqual(cosignText(witness, text, time));
      const key = { vkey: witness.vkey, role: "witness", holder: "w", organisation: "w" } as const;
      expect(await checkCosignature(line, key, text, check)).toBe(time);
      expect(parseLines(textOf(encodeLines([line])), "lines")).toEqual([line]);
    }
  });

  test("empty lines before, among and behind them, and line ends of Windows, change nothing; anything else is refused, and no line goes unheard", async () => {
    const lines = [1, 2].map((time) => cosignText(witness, text, time));
    const [one = "", two = ""] = lines.map((line) => textOf(encodeLines([line])));
    for (const good of [
      one + two,
      `${one}\n${two}`,
      `\n\n${one}${two}`,
      `${one}\n\n\n${two}\n\n`,
      `\r\n${one}\r\n${two}`.replace(/\r?\n/g, "\r\n"),
    ]) {
      expect(areLines(good)).toBe(true);
      expect(parseLines(good, "lines")).toEqual(lines);
    }
    for (const bad of [`anything\n\n${one}`, `${one}\nanything\n${two}`, `${one} \n${two}`, one.trimEnd()])
      expect(() => parseLines(bad, "lines")).toThrow(FormatError);
    expect(["log.example/zegel\n1\n", "", "\n", `anything\n\n${one}`].map(areLines)).toEqual(Array(4).fill(false));
  });
});
