// zegel root of a root with a log: what is said of its witnesses, and its policy for verifiers of others.

import { describe, expect, test } from "vitest";
import { encodeTrustRoot, encodeUtf8, type Note, textDigest } from "../../src/format/index.ts";
import { encodePolicy, signNote } from "../../src/sign/index.ts";
import { officers } from "../format/examples.ts";
import { check } from "../sign/fixtures.ts";
import { rootWith } from "../sign/log-roots.ts";
import { parsePolicy } from "../sign/policy-parser.ts";
import { temporaryFolder } from "../tools.ts";
import { putNote, zegelIn } from "./flow.ts";

const [a, b] = officers;
async function signed(text: string): Promise<Note> {
  return signNote(await signNote({ text, signatures: [] }, a, check), b, check);
}
const names = (count: number) => Array.from({ length: count }, (_, i) => `Organisatie-${i}`);
const fewToSpare = "ATTENTION: as soon as more are missing";
const apart = "ATTENTION: two sets of witnesses";

describe("how many witnesses may be missing", () => {
  test("show, diff and rotate say it, and warn; a root of five of whom three are needed has no warning", async () => {
    const folder = temporaryFolder();
    const [few, enough] = [rootWith(names(2), 1), rootWith(names(5), 3)].map(encodeTrustRoot) as [string, string];
    putNote(folder, "few.note", await signed(few));
    putNote(folder, "enough.note", await signed(enough));
    const rotate = (from: string, out: string) => ["root", "rotate", from, "--contact", "Kiesraad", "-o", out];
    for (const args of [
      ["root", "show", "few.note"],
      ["root", "diff", "enough.note", "few.note"],
      rotate("few.note", "f2.note"),
    ]) {
      const { stdout, status } = await zegelIn(folder, [...args, "--lang", "en"]);
      expect([status, stdout]).toEqual([0, expect.stringContaining("Of the 2 witnesses 1 may be missing.")]);
      expect([stdout.includes(fewToSpare), stdout.includes(apart)]).toEqual([true, true]);
    }
    for (const args of [
      ["root", "show", "enough.note"],
      ["root", "diff", "few.note", "enough.note"],
      rotate("enough.note", "e2.note"),
    ]) {
      const { stdout, status } = await zegelIn(folder, [...args, "--lang", "en"]);
      expect([status, stdout]).toEqual([0, expect.stringContaining("Of the 5 witnesses 2 may be missing.")]);
      expect([stdout.includes(fewToSpare), stdout.includes(apart)]).toEqual([false, false]);
    }
    const { stdout } = await zegelIn(folder, ["root", "show", "few.note", "--lang", "nl"]);
    expect(stdout).toContain("Van de 2 getuigen mag er 1 ontbreken.");
  });
});

describe("zegel root policy", () => {
  test("prints the policy and nothing else, in either language", async () => {
    const folder = temporaryFolder();
    const root = rootWith(names(3), 2);
    const note = await signed(encodeTrustRoot(root));
    putNote(folder, "root-1.note", note);
    for (const language of ["nl", "en"]) {
      const { status, stdout, stderr } = await zegelIn(folder, ["root", "policy", "root-1.note", "--lang", language]);
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toBe(encodePolicy(root, textDigest(note.text)));
      expect(parsePolicy(encodeUtf8(stdout)).witnesses.size).toBe(3);
    }
  });

  test("of a root that too few officers signed, or that has no log, there is none", async () => {
    const folder = temporaryFolder();
    const root = rootWith(names(3), 2);
    putNote(folder, "one.note", await signNote({ text: encodeTrustRoot(root), signatures: [] }, a, check));
    const none = encodeTrustRoot({
      ...root,
      keys: root.keys.filter(({ role }) => role === "officer"),
      groups: root.groups.slice(0, 2),
      requires: { ...root.requires, checkpoint: undefined },
      logOrigin: undefined,
    });
    putNote(folder, "none.note", await signed(none));
    for (const [file, said] of [
      ["one.note", "found 1 valid signatures"],
      ["none.note", "expected a trust root with a log, found log none"],
    ] as const) {
      const { status, stdout, stderr } = await zegelIn(folder, ["root", "policy", file, "--lang", "en"]);
      expect([status, stdout, stderr]).toEqual([1, "", expect.stringContaining(said)]);
    }
  });
});
