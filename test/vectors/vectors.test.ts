// The committed vectors are what the generator makes, and our own parsers judge each as expected.tsv says.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { RegisterChain, RegisterError } from "../../src/distribute/register/index.ts";
import { lineDigest } from "../../src/files/lines/appended.ts";
import { FormatError, parseNote, sealSize } from "../../src/format/index.ts";
import { judgeQuorum, makeSignatureCheck } from "../../src/trust/index.ts";
import { trustRoot } from "../format/examples.ts";
import { nodeCheck } from "../format/node-check.ts";
import { nouns } from "../format/nouns.ts";
import { has, run } from "../tools.ts";
import { codeJudges } from "./codes.ts";
import { expectedTable, vectors } from "./generate.ts";

const folder = import.meta.dirname;
const read = (file: string) => new Uint8Array(readFileSync(join(folder, file)));
const check = makeSignatureCheck(nodeCheck);

if (process.env.ZEGEL_WRITE_VECTORS === "1") write();

function write(): void {
  const all = vectors();
  for (const noun of new Set(all.map(({ file }) => dirname(file)))) {
    rmSync(join(folder, noun), { recursive: true, force: true });
    mkdirSync(join(folder, noun));
  }
  for (const { file, bytes } of all) writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, "expected.tsv"), expectedTable(all));
}

const rows = readFileSync(join(folder, "expected.tsv"), "utf8")
  .split("\n")
  .slice(1, -1)
  .map((row) => row.split("\t") as [file: string, expected: string, prints?: string]);

describe("the folder", () => {
  test("holds exactly the files of expected.tsv, some of every kind", () => {
    const nounFolders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const files = nounFolders.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
    expect(files.sort()).toEqual(rows.map(([file]) => file));
    for (const { name } of nounFolders)
      expect(files.filter((file) => file.startsWith(`${name}/`)).length).toBeGreaterThan(4);
    expect(nounFolders.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(nouns)));
  });

  test("is what generate.ts makes, byte for byte", () => {
    const all = vectors();
    expect(expectedTable(all)).toBe(readFileSync(join(folder, "expected.tsv"), "utf8"));
    const stale = all.filter(({ file, bytes }) => !Buffer.from(bytes).equals(readFileSync(join(folder, file))));
    expect(stale.map(({ file }) => file)).toEqual([]);
  });
});

test.each(rows)("%s: %s", async (file, expected, prints) => {
  if (file.startsWith("register/")) {
    expect(judgeRegister(read(file))).toEqual([expected, prints]);
    return;
  }
  expect(await judge(dirname(file), file, read(file))).toEqual(
    expected === "ok" && prints !== undefined ? prints : expected,
  );
});

test.skipIf(!has("python3") && process.env.CI === undefined)(
  "Python, from the words of docs/spec/receipt.md and zegelcode.md alone, makes the same codes and commitments",
  () => {
    const due = rows.filter(([file, expected]) => expected === "ok" && /^(?:afmeldcode|stopcode)\//.test(file));
    expect(due.length).toBeGreaterThan(15);
    const said = run("python3", [join(folder, "receipts.py"), ...due.map(([file]) => join(folder, file))]);
    expect(said.stdout.split("\n").slice(0, -1), said.stderr).toEqual(due.map(([, , prints]) => prints));
  },
);

test.skipIf(!has("python3"))("Python says the same of the chain of every register", () => {
  const count = rows.filter(
    ([file, expected]) => file.startsWith("register/") && !["UTF8", "TYPE_LINE"].includes(expected),
  ).length;
  const { status, stdout } = run("python3", [join(folder, "register-chain.py")]);
  expect([status, stdout]).toEqual([0, `registers ${count}, wrong 0\n`]);
});

/** What expected.tsv would say. */
async function judge(noun: string, file: string, bytes: Uint8Array): Promise<string> {
  const text = new TextDecoder().decode(bytes);
  if (noun === "signature") return (await judgeSignature(text)) ? "ok" : "refused";
  if (noun === "quorum") {
    const strictness = file.startsWith("quorum/sealed_") ? "sealed" : "loose";
    const quorum = await judgeQuorum(parseNote(bytes, file), trustRoot, "release", strictness, new Set(), check);
    return quorum.faults[0]?.code ?? (quorum.isMet ? "met" : "not-met");
  }
  try {
    const code = codeJudges[noun]?.(text);
    if (code !== undefined) return code;
    const whole = noun === "seal" ? filled(bytes) : bytes;
    const again = nouns[noun]?.(whole);
    return again !== undefined && Buffer.from(again).equals(whole) ? "ok" : "printed otherwise";
  } catch (error) {
    if (error instanceof FormatError) return error.code;
    throw error;
  }
}

/** The head of what is a register; else why it is none, and the line where it shows. */
function judgeRegister(bytes: Uint8Array): [string, string | undefined] {
  try {
    const chain = RegisterChain.parse(bytes, "register", lineDigest);
    return ["ok", chain.head];
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof RegisterError)) throw error;
    const [, line] = /line (\d+)(?= names|: | breaks|, )/.exec(error.message) ?? [];
    return [error.code, line ?? /line (\d+):?/.exec(error.message)?.[1]];
  }
}

function judgeSignature(text: string): Promise<boolean> {
  const [key, message, signature] = text
    .split("\n")
    .map((line) => Uint8Array.from(Buffer.from(line.split(" ")[1] ?? "", "hex")));
  return check(key!, message!, signature!);
}

function filled(used: Uint8Array): Uint8Array {
  const whole = new Uint8Array(sealSize).fill(10);
  whole.set(used);
  return whole;
}
