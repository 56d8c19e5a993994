// What is typed on a terminal, as the program holds it.

import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { askHidden } from "../../src/verify/program/ask.ts";

const own = Object.getOwnPropertyDescriptor(process, "stdin") as PropertyDescriptor;
let typed: PassThrough;

beforeEach(() => {
  typed = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  Object.defineProperty(process, "stdin", { ...own, get: () => typed });
});
afterEach(() => Object.defineProperty(process, "stdin", own));

test("answers are plain bytes in memory of their own, the chunk wiped, what was typed ahead kept", async () => {
  const chunk = Buffer.from("eerste é\rtweede\r");
  typed.write(chunk);
  const answers = await askHidden(["", ""]);
  expect(answers.map((answer) => new TextDecoder().decode(answer))).toEqual(["eerste é", "tweede"]);
  for (const answer of answers) expect(Object.getPrototypeOf(answer)).toBe(Uint8Array.prototype);
  expect(new Set(answers.map((answer) => answer.buffer)).size).toBe(2);
  expect(chunk.every((byte) => byte === 0)).toBe(true);
});

test("backspaces take whole characters, Ctrl-U the line; Ctrl-C stops", async () => {
  typed.write("weg\u0015aé\u007fb\r");
  expect(new TextDecoder().decode((await askHidden([""]))[0])).toBe("ab");
  typed.write("half\u0003");
  await expect(askHidden([""])).rejects.toThrow(/stopped: nothing was done/);
});
