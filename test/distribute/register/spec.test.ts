// docs/spec/register.md: its example is a register, its table names every fact, its commands work as they stand.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factKinds } from "../../../src/distribute/register/fact.ts";
import {
  channels,
  correctionReasons,
  heardBy,
  listColumns,
  RegisterChain,
  receiptKinds,
  recipientKinds,
  registerLimit,
  rowLimit,
  tableLimit,
  voidReasons,
} from "../../../src/distribute/register/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { encodeRegisterHead, parseRegisterHead } from "../../../src/format/notes/register-head.ts";
import { has, run, temporaryFolder } from "../../tools.ts";
import { parse } from "./world.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/spec/register.md"), "utf8");
const block = (name: string) => new RegExp(`^\`\`\`${name}\n(.*?)^\`\`\`$`, "ms").exec(page)?.[1] ?? "";
const example = block("zegel-register");
const chain = parse(new TextEncoder().encode(example));

describe("the example", () => {
  test("is a register, and its first lines make it again", () => {
    expect(chain.lines).toBe(21);
    expect(chain.register.envelopes.get("0100-F")).toMatchObject({ ended: undefined, receipts: [{ verdict: "ECHT" }] });
    const opened = { kind: "opened", election: "TK2027", purpose: "final", first: "0100-F" } as const;
    const { lines } = RegisterChain.begin([opened], "2027-02-01T09:00:00Z", lineDigest);
    expect(example.startsWith(`${lines.join("\n")}\n`)).toBe(true);
  });

  test("has the head that stands beside it", () => {
    const text = block("zegel-register-head");
    const head = parseRegisterHead(text);
    expect(head).toEqual({ election: "TK2027", purpose: "final", lines: 14, head: chain.headAt(14) });
    expect(encodeRegisterHead(head)).toBe(text);
    expect(() => parseRegisterHead(text.replace("lines 14", "lines 014"))).toThrow(/whole number/);
  });

  test.skipIf(!has("sha256sum"))("agrees with the commands that stand by hand", () => {
    const folder = temporaryFolder();
    const script = block("sh");
    const tell = (text: string) => {
      writeFileSync(join(folder, "tk2027.register"), text);
      return run("sh", ["-ec", script], { cwd: folder }).stdout;
    };
    expect(tell(example)).toBe(`head ${chain.head}\n`);
    expect(tell(example.replace("Amsterdam", "Amstelveen"))).toContain("line 7 does not follow line 6\n");
  });
});

test("the page names every fact, word, column and limit of the code", () => {
  const [, facts = ""] = page.split("## Facts");
  const named = [...(facts.split("\n\nThe last ID")[0] ?? "").matchAll(/^ {4}([a-z]+)(?: |$)/gm)].map(
    ([, kind]) => kind,
  );
  expect(named).toEqual([...factKinds].map(String));
  for (const words of [recipientKinds, receiptKinds, channels, heardBy, voidReasons, correctionReasons])
    expect(page).toContain(words.join(" "));
  expect(page).toContain(listColumns.join(";"));
  for (const limit of [registerLimit, rowLimit, tableLimit]) expect(page).toContain(limit.toLocaleString("en"));
});
