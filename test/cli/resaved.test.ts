// A note that an editor saved anew is a slip of the hand: every command says so, and the verifier gives no verdict on the disc.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSeal } from "../../src/cli/disc/seal.ts";
import { addKey } from "../../src/cli/keys/key.ts";
import { addCode } from "../../src/cli/notes/code.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addRecall } from "../../src/cli/notes/recall.ts";
import { addRequest } from "../../src/cli/notes/request.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import { addCompare } from "../../src/cli/reproduce/compare.ts";
import { addRebuildNote } from "../../src/cli/reproduce/rebuild-note.ts";
import { addRoot } from "../../src/cli/root/root.ts";
import { encodeNote, encodeTrustRoot, encodeVKey, resavedAs, type Signature } from "../../src/format/index.ts";
import { encodeResponse } from "../../src/sign/index.ts";
import { checkTarget } from "../../src/verify/program/main.ts";
import { readOptions } from "../../src/verify/program/options.ts";
import { anna } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, rebuildNote, recallNote, sha256Of, signText, testRoot } from "../verify/fixture.ts";
import { inputOf, quickPlatform, reasonsOf, verifyImageBytes } from "../verify/harness.ts";
import { refusalIn, runIn } from "./flow.ts";

let disc: Disc;
let folder: string;
const notes: Record<string, Uint8Array> = {};

beforeAll(() => {
  disc = makeDisc();
  folder = mkdtempSync(join(tmpdir(), "zegel-test-"));
  const { release, seal } = disc;
  notes.root = disc.rootNote;
  notes.release = encodeNote(seal.release);
  notes.recall = encodeNote(recallNote([release.imageSha256]));
  notes.rebuild = encodeNote(rebuildNote(release, sha256Of(seal.release.text), "rosa"));
  for (const [name, bytes] of Object.entries(notes)) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, "disc.iso"), disc.image);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mojibake = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString("latin1"), "utf8");
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const wide = (bytes: Uint8Array, withMark: boolean) =>
  Buffer.from(`${withMark ? "\ufeff" : ""}${text(bytes).replaceAll("\n", "\r\n")}`, "utf16le");

/** As programs save them. */
const saves: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array, "encoding" | "lines"])[] = [
  ["CRLF", (bytes) => Buffer.from(text(bytes).replaceAll("\n", "\r\n")), "lines"],
  ["CR", (bytes) => Buffer.from(text(bytes).replaceAll("\n", "\r")), "lines"],
  ["one CR", (bytes) => Buffer.from(text(bytes).replace("\n", "\r\n")), "lines"],
  ["no last line end", (bytes) => bytes.subarray(0, -1), "lines"],
  ["byte order mark", (bytes) => Buffer.from(`\ufeff${text(bytes)}`), "encoding"],
  ["byte order mark and CRLF", (bytes) => Buffer.from(`\ufeff${text(bytes).replaceAll("\n", "\r\n")}`), "encoding"],
  ["UTF-16LE", (bytes) => wide(bytes, true), "encoding"],
  ["UTF-16LE without a mark", (bytes) => wide(bytes, false), "encoding"],
  ["UTF-16BE", (bytes) => wide(bytes, true).swap16(), "encoding"],
  ["UTF-16BE without a mark", (bytes) => wide(bytes, false).swap16(), "encoding"],
  ["a code page", (bytes) => Buffer.from(text(bytes).replaceAll("—", "\u0097"), "latin1"), "encoding"],
  ["a code page without that dash", (bytes) => Buffer.from(text(bytes).replaceAll("—", "?")), "encoding"],
  ["a hyphen in place of the dash", (bytes) => Buffer.from(text(bytes).replaceAll("—", "-")), "encoding"],
  ["a blank line more at the end", (bytes) => Buffer.from(`${text(bytes)}\n`), "lines"],
  ["a blank line more at the start", (bytes) => Buffer.from(`\n${text(bytes)}`), "lines"],
  ["read as a code page, saved as UTF-8", (bytes) => Buffer.from(text(bytes).replaceAll("—", "â€”")), "encoding"],
];

/** Enough to see that a command asks: all of them are told apart above. */
const some = saves.filter(([what]) => ["CRLF", "byte order mark", "UTF-16LE"].includes(what));

describe("B10: a note saved anew", () => {
  test.each(saves)("%s is told from what it was, whatever the note", (_what, save, how) => {
    for (const bytes of Object.values(notes)) {
      expect(resavedAs(bytes)).toBeUndefined();
      expect(resavedAs(save(bytes))).toBe(how);
    }
  });

  test("what is no text of ours, or altered in another way, is not called so", () => {
    const root = notes.root ?? new Uint8Array();
    const altered = Buffer.from(root);
    altered[30] = (altered[30] ?? 0) ^ 1;
    for (const other of [new Uint8Array(), disc.image.subarray(0, 65_536), altered, Buffer.from("hallo\r\n")])
      expect(resavedAs(other)).toBeUndefined();
    expect(resavedAs(mojibake(Buffer.from("zegel\n")))).toBeUndefined();
  });

  const verify = async (...args: string[]) => {
    const given = [join(folder, "disc.iso"), "--code", disc.code, ...args, "--lang", "nl"];
    const options = readOptions(given);
    if (options === "help" || "version" in options) throw new Error("not a check");
    try {
      return (await checkTarget(options, undefined)).verdict;
    } catch (error) {
      expect(error).toMatchObject({ code: "GEBRUIK" });
      return (error as Error).message;
    }
  };

  test("the verifier: GEBRUIK with the file and what to do; the note as it was is taken", async () => {
    const at = (name: string) => join(folder, name);
    const root = ["--root", at("root")];
    expect(await verify(...root)).toBe("ECHT");
    expect(await verify(...root, "--note", at("rebuild"))).toBe("ECHT");
    expect(await verify(...root, "--note", at("recall"))).toBe("INGETROKKEN");
    for (const [what, save, how] of some) {
      const words = how === "encoding" ? "andere codering opgeslagen" : "regeleinden van dit bestand veranderd";
      for (const [name, args] of [
        ["root", ["--root", at("saved")]],
        ["rebuild", [...root, "--note", at("saved")]],
        ["recall", [...root, "--note", at("saved")]],
      ] as const) {
        writeFileSync(at("saved"), save(notes[name] ?? new Uint8Array()));
        const said = await verify(...args);
        expect([what, name, said]).toEqual([what, name, expect.stringContaining(`${at("saved")}: `)]);
        expect(said).toContain(words);
      }
    }
  }, 60_000);

  const commands: readonly (readonly [string, Parameters<typeof refusalIn>[1], readonly string[]])[] = [
    ["root", addRoot, ["root", "show", "saved"]],
    ["root", addRoot, ["root", "diff", "root", "saved"]],
    ["root", addRoot, ["root", "verify", "saved"]],
    ["root", addRoot, ["root", "rotate", "saved", "-o", "new"]],
    ["root", addSign, ["sign", "saved", "--key", "k", "--yes"]],
    ["release", addSign, ["sign", "saved", "--key", "k", "--yes"]],
    ["rebuild", addSign, ["sign", "release", "--rebuild", "saved", "--key", "k", "--yes"]],
    ["release", addRequest, ["request", "new", "saved", "-o", "new"]],
    ["release", addMerge, ["merge", "saved", "-o", "new"]],
    ["root", addMerge, ["merge", "release", "--root", "saved", "-o", "new"]],
    ["recall", addRecall, ["recall", "show", "saved"]],
    ["root", addRecall, ["recall", "show", "recall", "--root", "saved"]],
    ["release", addCode, ["code", "saved"]],
    ["root", addSeal, ["seal", "--image", "disc.iso", "--release", "release", "--root", "saved", "-o", "new"]],
    ["release", addSeal, ["seal", "--image", "disc.iso", "--release", "saved", "--root", "root", "-o", "new"]],
    ["rebuild", addRebuildNote, ["rebuild-note", "verify", "saved", "--root", "root", "--release", "release"]],
    ["release", addRebuildNote, ["rebuild-note", "verify", "rebuild", "--root", "root", "--release", "saved"]],
    ["release", addCompare, ["compare", "saved", "release"]],
  ];

  test.each(commands)("%s: %o %j", async (name, add, args) => {
    const fresh = () => rmSync(join(folder, "new"), { recursive: true, force: true });
    for (const [what, save, how] of some) {
      fresh();
      writeFileSync(join(folder, "saved"), save(notes[name] ?? new Uint8Array()));
      const due = how === "encoding" ? "another encoding" : "its line ends changed";
      expect([what, await refusalIn(folder, add, args)]).toEqual([what, expect.stringMatching(due)]);
    }
    fresh();
    writeFileSync(join(folder, "saved"), notes[name] ?? "");
    expect(await refusalIn(folder, add, args)).not.toMatch(/another encoding|line ends/);
  });
});

describe("B10: other files of ours saved anew", () => {
  test("request, response and public key: the same sentence; as they were made they are taken", async () => {
    const made = temporaryFolder();
    const at = (name: string) => join(made, name);
    writeFileSync(at("release"), notes.release ?? "");
    writeFileSync(at("anna.pub"), `${encodeVKey(anna.vkey)}\n`);
    const { release } = disc.seal;
    const [signature] = release.signatures;
    const answer = { textSha256: sha256Of(release.text), signature: signature as Signature };
    writeFileSync(at("response"), encodeResponse([answer]));
    expect(await refusalIn(made, addRequest, ["request", "new", "release", "-o", "request"])).toBe("accepted");
    const readers: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["request", () => refusalIn(made, addRequest, ["request", "show", "saved"])],
      ["response", () => refusalIn(made, addMerge, ["merge", "release", "saved", "-o", "new"])],
      ["anna.pub", () => refusalIn(made, addKey, ["key", "show", "saved"])],
    ];
    for (const [name, read] of readers) {
      const bytes = readFileSync(at(name));
      // A request may end with an unsigned note: a blank line more there is told by its own form.
      for (const [what, save, how] of saves.filter(([what]) => what !== "a blank line more at the end")) {
        const saved = save(bytes);
        if (Buffer.from(saved).equals(bytes)) continue; // no dash in it
        writeFileSync(at("saved"), saved);
        const due = how === "encoding" ? "another encoding" : "its line ends changed";
        expect([name, what, await read()]).toEqual([name, what, expect.stringContaining(due)]);
      }
      rmSync(at("new"), { force: true });
      writeFileSync(at("saved"), bytes);
      expect([name, await read()]).toEqual([name, expect.not.stringMatching(/another encoding|line ends/)]);
    }
  });
});

describe("B10: one note given twice", () => {
  test("a trust root, in a chain to judge: said once", async () => {
    const args = ["root", "verify", "root", "root", "--anchor", "root"];
    expect(await runIn(folder, addRoot, args)).toMatchObject({ status: 0 });
    const one = await runIn(folder, addRoot, ["root", "verify", "root", "--anchor", "root"]);
    expect((await runIn(folder, addRoot, args)).stdout).toBe(one.stdout);
    writeFileSync(
      join(folder, "other"),
      encodeNote(signText(encodeTrustRoot({ ...testRoot(), contact: "iemand" }), [])),
    );
    expect(await refusalIn(folder, addRoot, ["root", "verify", "root", "other"])).toMatch(/is given twice/);
  });

  const platform = quickPlatform();
  const judged = async (roots: Uint8Array[], given: Uint8Array[] = [], recallCodes: string[] = []) => {
    const report = await verifyImageBytes(disc.image, disc, { roots, notes: given, recallCodes }, platform);
    return [report.verdict, ...reasonsOf(report)];
  };

  test("a trust root, in whatever order, with its signatures apart or together", async () => {
    const whole = disc.rootNote;
    const root = testRoot();
    const by = (...names: string[]) => encodeNote(signText(encodeTrustRoot(root), names));
    const previous = sha256Of(encodeTrustRoot(root));
    const second = encodeNote(signText(encodeTrustRoot({ ...root, version: 2, previous }), ["anna", "bert"]));
    for (const roots of [
      [whole, whole],
      [whole, whole, whole],
      [by("anna"), by("bert")],
      [by(), whole],
      [whole, by()],
    ])
      expect(await judged(roots)).toEqual(["ECHT"]);
    for (const roots of [
      [whole, second, whole],
      [second, second, whole, whole],
      [second, whole],
    ])
      expect(await judged(roots)).toEqual(["ECHT"]);
    expect(await judged([whole], [second, second, whole])).toEqual(["ECHT"]);
  });

  test("two halves of nothing stay nothing, and another text is another root", async () => {
    const root = testRoot();
    const by = (...names: string[]) => encodeNote(signText(encodeTrustRoot(root), names));
    expect((await judged([by("anna"), by("anna")]))[0]).toBe("NIET_ONDERTEKEND");
    expect((await judged([by(), by()]))[0]).toBe("NIET_ONDERTEKEND");
    const another = encodeNote(signText(encodeTrustRoot({ ...root, contact: "iemand" }), ["anna", "bert"]));
    expect((await judged([disc.rootNote, another]))[0]).toBe("NIET_ONDERTEKEND");
    expect((await judged([another, disc.rootNote]))[0]).toBe("NIET_ONDERTEKEND");
  });

  test("a recall list or a rebuild: said once, and it counts as it did", async () => {
    const { release, seal } = disc;
    const unsigned = encodeNote(recallNote([release.imageSha256], ["anna"]));
    const differs = encodeNote(
      rebuildNote(release, sha256Of(seal.release.text), "rosa", { differs: "file LEESMIJ.txt at 1" }),
    );
    for (const note of [unsigned, differs, notes.recall ?? unsigned, notes.rebuild ?? unsigned]) {
      const once = await verifyImageBytes(disc.image, disc, { notes: [note] }, platform);
      const twice = await verifyImageBytes(disc.image, disc, { notes: [note, note] }, platform);
      expect(twice).toEqual(once);
    }
    expect(inputOf(disc).notes).toEqual([]);
  });
});
