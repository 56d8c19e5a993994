// The transcript: parsing is the inverse of encoding, every alteration is located, and a crash keeps what was recorded.

import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lineDigest } from "../../src/files/lines/appended.ts";
import { encodeNote, parseNote } from "../../src/format/index.ts";
import { encodeMinutes, judgeMinutes, minutesOf, parseMinutes } from "../../src/sign/ceremony/minutes.ts";
import type { Fact } from "../../src/sign/ceremony/transcript/fact.ts";
import { createTranscript, readTranscript, TranscriptWriter } from "../../src/sign/ceremony/transcript/file.ts";
import { encodeLine, openingLines, parseTranscript } from "../../src/sign/ceremony/transcript/transcript.ts";
import { encodeWords, parseWords } from "../../src/sign/ceremony/transcript/words.ts";
import { run, temporaryFolder } from "../tools.ts";
import fc from "../world/properties.ts";
import { anna, bert, check, mallory, signedBy } from "./fixtures.ts";

const at = "2026-12-01T09:00:00Z";
const now = new Date(at);
const hash = "ab".repeat(32);
const opening: readonly Fact[] = [
  { kind: "opened", ceremony: "root", purpose: "final" },
  { kind: "plan", sha256: hash },
  { kind: "previous", sha256: undefined },
  { kind: "place", text: "Den Haag, kamer 3.12" },
  { kind: "present", id: "mies", role: "master", key: undefined, organisation: "Kiesraad", name: "Mies Bakker" },
  { kind: "present", id: "anna", role: "officer", key: "anna", organisation: "Kiesraad", name: "Anna de Vries" },
  { kind: "present", id: "bert", role: "officer", key: "bert", organisation: "BZK", name: "Bert Jansen" },
];
const work: readonly Fact[] = [
  { kind: "note", step: 4, by: "mies", text: "Iedereen is er, ook café Ö" },
  { kind: "run", step: 5, by: "anna", words: ["zegel", "key", "new", "--name", "a b", "--out", "Ö"] },
  { kind: "in", path: "pw", content: undefined },
  { kind: "in", path: "a file.pub", content: { size: 59, sha256: hash } },
  { kind: "out", path: "anna.pub", content: { size: 0, sha256: hash } },
  { kind: "unlisted", count: 3 },
  { kind: "ended", exitCode: 0 },
  { kind: "run", step: undefined, by: "bert", words: ["zegel", "code", "x"] },
  { kind: "torn", bytes: 17 },
  { kind: "interrupted" },
];
const closed: Fact = { kind: "closed" };

function bytesOf(facts: readonly Fact[]): Uint8Array {
  const lines = openingLines(facts, at);
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}
const whole = bytesOf([...opening, ...work, closed]);
const linesOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split("\n").slice(0, -1);
const parse = (lines: readonly string[]) => parseTranscript(new TextEncoder().encode(`${lines.join("\n")}\n`), "t");

describe("a transcript", () => {
  it("parses to the facts that it was made of", () => {
    const transcript = parseTranscript(whole, "t");
    expect(transcript.entries.map((entry) => entry.fact)).toEqual([...opening, ...work, closed]);
    expect(transcript.present.map((person) => person.id)).toEqual(["mies", "anna", "bert"]);
    expect(transcript).toMatchObject({
      isClosed: true,
      isRunning: false,
      head: lineDigest(linesOf(whole).at(-1) ?? ""),
    });
  });

  it("words of any kind come back, in one spelling", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), (words) => {
        const text = encodeWords(words);
        expect(text).toMatch(/^[ -~]*$/);
        expect(parseWords(text, "words")).toEqual(words);
      }),
    );
    for (const other of ['"plain"', "a  b", "a ", " a", '"a\\u0020b"', '"a" b', 'a"b', ""])
      expect(() => parseWords(other, "words"), other).toThrow(/words divided/);
    expect(parseWords('"a b" c', "words")).toEqual(["a b", "c"]);
  });

  it("what parses prints again to the same bytes", () => {
    const lines = linesOf(whole);
    for (const [i, { at: time, fact, line }] of parseTranscript(whole, "t").entries.entries())
      expect(encodeLine({ line, at: time, fact }, lineDigest(lines[i] ?? ""))).toBe(lines[i + 1]);
  });
});

describe("the program that held the ceremony", () => {
  const program: Fact = { kind: "program", sha256: hash, trustRoot: "cd".repeat(32), revision: "0a1b2c-dirty" };
  const unknown: Fact = { kind: "program", sha256: undefined, trustRoot: undefined, revision: undefined };
  const withProgram = (fact: Fact) => [...opening.slice(0, 2), fact, ...opening.slice(2), ...work, closed];

  it.each([program, unknown])("stands in the opening of version 2, and comes back: %o", (fact) => {
    const bytes = bytesOf(withProgram(fact));
    expect(linesOf(bytes)[0]).toBe("zegel/transcript v2");
    const transcript = parseTranscript(bytes, "t");
    expect(transcript).toMatchObject({ version: 2, isClosed: true });
    expect(transcript.entries[2]?.fact).toEqual(fact);
    expect(parseTranscript(whole, "t").version).toBe(1);
  });

  it("is needed in version 2, unknown to version 1, and stands nowhere else", () => {
    const lines = linesOf(bytesOf(withProgram(program)));
    const [first = "", ...more] = lines;
    expect(() => parse(rechained([first, ...more.filter((line) => !line.includes(" program "))]))).toThrow(
      /line 4: expected program, found "previous"/,
    );
    expect(() => parse(rechained([first.replace("v2", "v1"), ...more]))).toThrow(/line 4: expected previous/);
    expect(() => parse(rechained([...lines.slice(0, -1), lines[3] ?? ""]))).toThrow(/expected note, run or closed/);
    for (const revision of ["", "  x", "a\tb"])
      expect(() => bytesOf(withProgram({ ...program, revision } as Fact))).toThrow(/transcript line 4/);
  });
});

/** The lines after `change`, chained anew from there: what an opponent does who knows the format. */
function rechained(lines: readonly string[]): string[] {
  const made: string[] = [];
  for (const [i, line] of lines.entries()) {
    const parts = line.split(" ");
    made.push(i === 0 ? line : [i + 1, parts[1], lineDigest(made[i - 1] ?? ""), ...parts.slice(3)].join(" "));
  }
  return made;
}

describe("an alteration is located", () => {
  const lines = linesOf(whole);
  const change = (edit: (copy: string[]) => void) => {
    const copy = [...lines];
    edit(copy);
    return () => parse(copy);
  };

  it("every character of every line but the last, which only the minutes vouch for", () => {
    for (const [i, line] of lines.slice(0, -1).entries())
      for (let c = 0; c < line.length; c += 7) {
        const altered = `${line.slice(0, c)}${line[c] === "7" ? "8" : "7"}${line.slice(c + 1)}`;
        expect(
          change((copy) => copy.splice(i, 1, altered)),
          `line ${i + 1}, character ${c}`,
        ).toThrow(new RegExp(`line ${i === 0 ? "1" : `(?:${i} or )?${i + 1}`}\\b`));
      }
  });

  it.each([
    ["a line removed", (copy: string[]) => copy.splice(8, 1), /line 9: found the number 10: line 9 is missing/],
    ["lines removed", (copy: string[]) => copy.splice(8, 3), /lines 9 to 11 are missing/],
    [
      "two lines swapped",
      (copy: string[]) => copy.splice(8, 2, copy[9] ?? "", copy[8] ?? ""),
      /line 9: found the number 10/,
    ],
    ["a line said twice", (copy: string[]) => copy.splice(8, 0, copy[8] ?? ""), /line 10: found the number 9 again/],
    ["cut within a line", (copy: string[]) => copy.push(copy.pop()?.slice(0, 20) ?? ""), /line 18 or 19 was altered/],
    ["another first line", (copy: string[]) => copy.splice(0, 1, "zegel/transcript v3"), /line 1: expected/],
  ] as const)("%s", (_name, edit, message) => {
    expect(change(edit)).toThrow(message);
  });

  it("a line behind the end, and facts out of their order, even when chained anew", () => {
    expect(() => parse(rechained([...lines, lines[10] ?? ""]))).toThrow(/line 20: expected nothing after closed/);
    expect(() => parse(rechained(lines.filter((_, i) => i !== 1)))).toThrow(/line 2: expected opened/);
    expect(() => parse(rechained(lines.filter((_, i) => i < 1 || i > 4)))).toThrow(/line 2/);
    expect(() => parse(rechained(lines.slice(0, 5)))).toThrow(/those present/);
    expect(() => parse(rechained(lines.map((line) => line.replace("note 4 mies", "note 4 truus"))))).toThrow(/"truus"/);
    expect(parse(rechained(lines)).isClosed).toBe(true);
  });

  it("cut off in its last line: says which lines are whole", () => {
    expect(() => parseTranscript(whole.subarray(0, whole.length - 3), "t")).toThrow(
      /line 19 breaks off: lines 1 to 18/,
    );
  });
});

describe("the minutes", () => {
  const transcript = parseTranscript(whole, "t");
  const text = encodeMinutes(minutesOf(transcript, "t"));
  const keys = [anna.vkey, bert.vkey];
  const judge = async (bytes: Uint8Array, signers = [anna, bert], revoked: readonly string[] = [], known = keys) =>
    judgeMinutes(
      parseTranscript(bytes, "t"),
      "t",
      await signedBy({ text, signatures: [] }, ...signers),
      known,
      new Set(revoked),
      check,
    );
  const ids = (people: readonly { id: string }[]) => people.map((person) => person.id);

  it("parse to what they were made of, and are a note that sign and merge take", async () => {
    expect(parseMinutes(text)).toEqual(minutesOf(transcript, "t"));
    const signed = await signedBy({ text, signatures: [] }, anna);
    expect(parseNote(encodeNote(signed), "n")).toEqual(signed);
  });

  it("are complete when everybody with a key signed", async () => {
    expect(await judge(whole)).toMatchObject({ isComplete: true, missing: [], unknown: [], revoked: [] });
  });

  it("are not complete with one signature, a foreign one, or a key that was not given", async () => {
    const one = await judge(whole, [anna]);
    expect([one.isComplete, ids(one.signed), ids(one.missing)]).toEqual([false, ["anna"], ["bert"]]);
    expect((await judge(whole, [anna, mallory])).isComplete).toBe(false);
    const without = await judge(whole, [anna, bert], [], [anna.vkey]);
    expect([without.isComplete, ids(without.unknown)]).toEqual([false, ["bert"]]);
    expect((await judge(whole, [])).isComplete).toBe(false);
  });

  it("a revoked key is told, and cannot carry the minutes alone", async () => {
    const one = await judge(whole, [anna, bert], [bert.vkey.raw]);
    expect([one.isComplete, ids(one.signed), ids(one.revoked)]).toEqual([true, ["anna"], ["bert"]]);
    expect((await judge(whole, [anna, bert], [anna.vkey.raw, bert.vkey.raw])).isComplete).toBe(false);
  });

  it("locate what was dropped, added or written anew, however well it is chained", async () => {
    const lines = linesOf(whole);
    const encode = (copy: readonly string[]) => new TextEncoder().encode(`${rechained(copy).join("\n")}\n`);
    const shorter = [...lines.slice(0, 15), lines.at(-1) ?? ""];
    await expect(judge(encode(shorter))).rejects.toThrow(/19 lines were signed, found 16: lines 17 to 19 are missing/);
    const longer = [...lines.slice(0, 9), lines[8] ?? "", ...lines.slice(9)];
    await expect(judge(encode(longer))).rejects.toThrow(/found 20: lines 20 to 20 were added/);
    const other = lines.map((line) => line.replace("Iedereen is er", "Iedereen was er"));
    await expect(judge(encode(other))).rejects.toThrow(/line 19: expected the digest .* written anew/);
    const later = new TextEncoder().encode(
      `${lines.join("\n").replace(/(\n19 \S*)00Z/, (_, before: string) => `${before}07Z`)}\n`,
    );
    expect(parseTranscript(later, "t").isClosed).toBe(true);
    await expect(judge(later)).rejects.toThrow(/line 19: expected the digest/);
    await expect(judge(encode(lines.slice(0, -1)))).rejects.toThrow(/18: lines 19 to 19 are missing/);
  });

  it("of an open transcript there are none", () => {
    expect(() => minutesOf(parseTranscript(bytesOf(opening), "t"), "t")).toThrow(/not closed yet/);
  });
});

describe("docs/spec/transcript.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/transcript.md"), "utf8");
  const block = (name: string) => new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";

  it("its example verifies, and its commands find the altered line", async () => {
    const bytes = new TextEncoder().encode(block("zegel-transcript"));
    const transcript = parseTranscript(bytes, "example");
    const note = parseNote(new TextEncoder().encode(block("zegel-minutes")), "minutes");
    const judged = await judgeMinutes(transcript, "example", note, [anna.vkey], new Set(), check);
    expect(judged.isComplete).toBe(true);
    const folder = temporaryFolder();
    const shell = (content: string) => {
      writeFileSync(join(folder, "a.transcript"), content);
      return run("bash", ["-euo", "pipefail", "-c", block("sh")], { cwd: folder }).stdout;
    };
    expect(shell(block("zegel-transcript"))).toBe(`${transcript.sha256}  a.transcript\nhead ${transcript.head}\n`);
    expect(shell(block("zegel-transcript").replace("Mies", "Truus"))).toContain("line 8 does not follow line 7\n");
  });
});

async function started(): Promise<string> {
  const path = join(temporaryFolder(), "a.transcript");
  await createTranscript(path, opening, now);
  return path;
}

describe("a transcript on disk", () => {
  it("grows line by line, and each line is there when `add` returns", async () => {
    const path = await started();
    const writer = await TranscriptWriter.open(path);
    for (const [i, fact] of work.entries()) {
      await writer.add(fact, now);
      expect(linesOf(readFileSync(path))).toHaveLength(opening.length + 2 + i);
    }
    await writer.add(closed, now);
    await writer.release();
    expect(readFileSync(path)).toEqual(Buffer.from(whole));
    expect(existsSync(`${path}.lock`)).toBe(false);
    await expect(TranscriptWriter.open(path)).rejects.toThrow(/is closed/);
  });

  it("saved anew by another program is told as such, and nothing of it is cut", async () => {
    const path = await started();
    const made = readFileSync(path, "utf8");
    const wide = Buffer.from(`\ufeff${made.replaceAll("\n", "\r\n")}`, "utf16le");
    for (const [saved, due] of [
      [Buffer.from(made.replaceAll("\n", "\r\n")), /its line ends changed/],
      [Buffer.from(`\ufeff${made}`), /another encoding/],
      [wide, /another encoding/],
      [Buffer.from(wide).swap16(), /another encoding/],
    ] as const) {
      writeFileSync(path, saved);
      await expect(readTranscript(path)).rejects.toThrow(due);
      await expect(TranscriptWriter.open(path)).rejects.toThrow(due);
      expect(readFileSync(path)).toEqual(saved);
    }
    writeFileSync(path, made);
    await (await TranscriptWriter.open(path)).release();
    expect((await readTranscript(path)).entries).toHaveLength(opening.length);
  });

  it("that is a pipe is refused at once", async () => {
    const path = join(temporaryFolder(), "a.transcript");
    expect(run("mkfifo", [path]).status).toBe(0);
    await expect(TranscriptWriter.open(path)).rejects.toThrow(/expected a file, found a pipe/);
  });

  it("is never made over another", async () => {
    const path = await started();
    await expect(createTranscript(path, opening, now)).rejects.toThrow(/exists already/);
  });

  it("refuses a second writer, and takes the lock of one that died", async () => {
    const path = await started();
    const writer = await TranscriptWriter.open(path);
    await expect(TranscriptWriter.open(path)).rejects.toMatchObject({ code: "BUSY" });
    await writer.release();
    writeFileSync(`${path}.lock`, "999999999 1");
    await (await TranscriptWriter.open(path)).release();
    expect((await readTranscript(path)).entries).toHaveLength(opening.length);
  });

  it("notices one that writes without a lock", async () => {
    const path = await started();
    const writer = await TranscriptWriter.open(path);
    appendFileSync(path, "x\n");
    await expect(writer.add(work[0] ?? closed, now)).rejects.toMatchObject({ code: "BUSY" });
    await writer.release();
  });

  it("refuses to go on behind an altered line", async () => {
    const path = await started();
    writeFileSync(path, readFileSync(path, "utf8").replace("Mies", "Truus"));
    await expect(TranscriptWriter.open(path)).rejects.toThrow(/line 6 was altered/);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("keeps all whole lines of a run that was killed, and says on record what broke off", async () => {
    const path = await started();
    const child = spawn(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"]);
    await new Promise((done) => child.on("exit", done));
    writeFileSync(`${path}.lock`, `${child.pid} 12345`);
    const facts = [...opening, ...work.slice(0, 3)];
    writeFileSync(path, Buffer.concat([bytesOf(facts), Buffer.from("12 2026-12-01T09:00:0")]));
    await expect(readTranscript(path)).rejects.toThrow(/line 12 breaks off/);
    await (await TranscriptWriter.open(path, () => now)).release();
    expect((await readTranscript(path)).entries.map((entry) => entry.fact)).toEqual([
      ...facts,
      { kind: "torn", bytes: 21 },
      { kind: "interrupted" },
    ]);
  });
});
