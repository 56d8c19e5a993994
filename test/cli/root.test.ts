// zegel root: from typed choices to a note, and back into words.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addRoot } from "../../src/cli/root/root.ts";
import {
  encodeHashGroups,
  type Note,
  parseNote,
  parseTrustRoot,
  requirements,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { writeKey } from "../../src/sign/index.ts";
import { anna, bert, cees, dora, passphrase, rootNote, signedBy, testKey, writeTestKey } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has } from "../tools.ts";
import { keyFolder, putNote, refusalIn, zegelCommand, zegelIn } from "./flow.ts";

const choices: Readonly<Record<string, readonly string[]>> = {
  "--key": [
    "officer:Anna:Kiesraad:anna.pub",
    "officer:Bert:Kiesraad:bert.pub",
    "officer:Cees:Kiesraad:cees.pub",
    "rebuilder:Dora:Universiteit:dora.pub",
  ],
  "--group": ["officers=2:anna,bert,cees", "reviewers=1:dora"],
  "--require": [
    ...["root", "release", "emergency-release", "recall"].map((r) => `${r}=officers`),
    ...["rebuild=reviewers", "emergency-rebuild=none", "checkpoint=none"],
  ],
  "--valid": ["2026-12-01..2029-03-31"],
  "--purpose": ["final"],
  "--contact": ["Kiesraad, 070 000 00 00, software@example.nl"],
  "-o": ["root-1.note"],
};
const typed = (change: Readonly<Record<string, readonly string[]>> = {}) => [
  "root",
  "new",
  ...Object.entries({ ...choices, ...change }).flatMap(([option, values]) =>
    values.flatMap((value) => [option, value]),
  ),
];
async function folderWithDora(): Promise<string> {
  const folder = await keyFolder();
  await writeTestKey(folder, dora);
  return folder;
}

describe("zegel root new", () => {
  it("A15: warns where an emergency needs less than a normal release, and only there; so do show, diff and rotate", async () => {
    const folder = await folderWithDora();
    const group = [...(choices["--group"] ?? []), "piket=1:cees"];
    const weak = ["root=officers", "release=officers", "recall=officers", "checkpoint=none"];
    const fewerSign = /ATTENTION: an emergency release needs 1 signature\(s\), a normal one 2\./;
    const fewerRebuild = /ATTENTION: an emergency release needs 0 rebuilds, a normal one 1\./;
    const cases: [string, string, string, boolean, boolean][] = [
      ["piket", "none", "reviewers", true, true],
      ["piket", "reviewers", "reviewers", true, false],
      ["officers", "none", "reviewers", false, true],
      ["officers", "none", "none", false, false],
      ["officers", "reviewers", "reviewers", false, false],
      ["officers", "reviewers", "none", false, false],
      ["none", "none", "reviewers", false, false], // nobody may make an emergency release
    ];
    for (const [i, [release, emergencyRebuild, rebuild, signs, rebuilds]] of cases.entries()) {
      const requires = [`emergency-release=${release}`, `emergency-rebuild=${emergencyRebuild}`, `rebuild=${rebuild}`];
      const out = `case-${i}.note`;
      const made = await zegelIn(folder, typed({ "--group": group, "--require": [...weak, ...requires], "-o": [out] }));
      const shown = await zegelIn(folder, ["root", "show", out, "--lang", "en"]);
      const diff = await zegelIn(folder, ["root", "diff", out, out, "--lang", "en"]);
      for (const { status, stdout, stderr } of [made, shown, diff]) {
        expect(status, stderr).toBe(0);
        expect([i, fewerSign.test(stdout), fewerRebuild.test(stdout)]).toEqual([i, signs, rebuilds]);
      }
      expect((await zegelIn(folder, ["root", "show", out, "--lang", "nl"])).stdout.includes("LET OP")).toBe(
        signs || rebuilds,
      );
    }
    putNote(folder, "signed.note", await signedBy(rootNote(), anna, bert));
    const rotated = (...more: string[]) =>
      zegelIn(folder, ["root", "rotate", "signed.note", "--group", "piket=1:cees", ...more, "--lang", "en"]);
    const weaker = await rotated("--require", "emergency-release=piket", "-o", "weaker.note");
    expect([weaker.status, fewerSign.test(weaker.stdout)]).toEqual([0, true]);
    const equal = await rotated("--require", "emergency-rebuild=reviewers", "-o", "equal.note");
    expect([equal.status, equal.stdout.includes("emergency release needs")]).toEqual([0, false]);
  });

  it("warns of holders that look like persons where the root goes into a public log; so does rotate, of new ones", async () => {
    const folder = await folderWithDora();
    const origin = "log.example.nl/zegel";
    await writeKey(join(folder, "log"), testKey(origin, 40), passphrase, 4);
    await writeTestKey(folder, testKey("emil", 41));
    const keys = (holder: string) => [`officer:${holder}:Kiesraad:anna.pub`, ...(choices["--key"] ?? []).slice(1)];
    const log = (holder: string) => ({
      ...{ "--log": [origin], "--key": [...keys(holder), "log:Logboek:Stichting:log.pub"] },
      ...{ "--group": choices["--group"] ?? [], "--contact": ["Kiesraad, 070 000 00 00, software@example.nl"] },
    });
    const warning = /warning: holders of keys stand in the public log for ever.*: "Anna-de-Vries"\./;
    const made = await zegelIn(folder, typed({ ...log("Anna-de-Vries"), "-o": ["person.note"] }));
    expect([made.status, made.stderr]).toEqual([0, expect.stringMatching(warning)]);
    const task = await zegelIn(folder, typed({ ...log("Officier-A"), "-o": ["task.note"] }));
    expect([task.status, task.stderr]).toEqual([0, ""]);
    const none = { ...log("Anna-de-Vries"), "--log": [], "--key": keys("Anna-de-Vries"), "-o": ["none.note"] };
    expect(await zegelIn(folder, typed(none))).toMatchObject({ status: 0, stderr: "" });
    const { text } = parseNote(readFileSync(join(folder, "person.note")), "root");
    putNote(folder, "signed.note", await signedBy({ text, signatures: [] }, anna, bert));
    const rotate = (out: string, ...more: string[]) =>
      zegelIn(folder, ["root", "rotate", "signed.note", ...more, "-o", out, "--lang", "en"]);
    const same = await rotate("same.note", "--valid", "2026-12-01..2030-03-31");
    expect([same.status, same.stderr]).toEqual([0, ""]);
    const more = await rotate("more.note", "--add-key", "officer:Emil-de-Boer:Kiesraad:emil.pub");
    expect([more.status, more.stderr]).toEqual([0, expect.stringContaining(': "Emil-de-Boer".')]);
  });

  it("warns unless the contact has a telephone number and an e-mail address; so does rotate, of a new one", async () => {
    const folder = await folderWithDora();
    const cases: [contact: string, warning: string][] = [
      ["Kiesraad, 070 000 00 00, software@example.nl", ""],
      ["software@example.nl +31 (0)70-000 0000", ""],
      ["Kiesraad, 070 000 00 00", "zegel: warning: the contact of the trust root has no e-mail address:"],
      [
        "Kiesraad, software@example.nl, postbus 20011",
        "zegel: warning: the contact of the trust root has no telephone number:",
      ],
      ["tel. 14 070 of @kiesraad", "no telephone number and no e-mail address:"],
    ];
    for (const [i, [contact, warning]] of cases.entries()) {
      const made = await zegelIn(folder, typed({ "--contact": [contact], "-o": [`${i}.note`] }));
      expect([contact, made.status, made.stderr]).toEqual([contact, 0, expect.stringContaining(warning)]);
      expect([contact, made.stderr === ""]).toEqual([contact, warning === ""]);
    }
    putNote(folder, "1.signed.note", await signedBy(parseNote(readFileSync(join(folder, "2.note")), "2"), anna, bert));
    const rotate = (...args: string[]) => zegelIn(folder, ["root", "rotate", "1.signed.note", ...args]);
    expect((await rotate("--contact", "Kiesraad", "-o", "a.note")).stderr).toContain("no telephone number and no");
    expect((await rotate("--contact", cases[0]?.[0] ?? "", "-o", "b.note")).stderr).toBe("");
  });

  it("makes an unsigned version 1, the same whatever the order of options", async () => {
    const folder = await folderWithDora();
    const made = await zegelIn(folder, typed());
    expect(made.status, made.stderr).toBe(0);
    const note = parseNote(readFileSync(join(folder, "root-1.note")), "root");
    const root = parseTrustRoot(note.text);
    expect(root).toMatchObject({
      version: 1,
      previous: undefined,
      purpose: "final",
      contact: "Kiesraad, 070 000 00 00, software@example.nl",
    });
    expect(root.keys.map((key) => [key.vkey.name, key.role, key.holder])).toEqual([
      ["anna", "officer", "Anna"],
      ["bert", "officer", "Bert"],
      ["cees", "officer", "Cees"],
      ["dora", "rebuilder", "Dora"],
    ]);
    expect(root.requires.rebuild).toBe("reviewers");
    expect(root.requires.checkpoint).toBeUndefined();
    expect(note.signatures).toEqual([]);
    expect(made.stdout).toContain(encodeHashGroups(textDigest(note.text)));
    expect(made.stdout).toContain("zegel sign root-1.note");
    const reversed = Object.fromEntries(
      Object.entries(choices).map(([option, values]) => [option, values.toReversed()]),
    );
    expect(
      (
        await zegelIn(
          folder,
          typed({ ...reversed, "--group": ["reviewers=1:dora", "officers=2:cees,anna,bert"], "-o": ["other.note"] }),
        )
      ).status,
    ).toBe(0);
    expect(readFileSync(join(folder, "other.note"), "utf8")).toBe(readFileSync(join(folder, "root-1.note"), "utf8"));
  });

  it("takes a dissent rule and a log", async () => {
    const folder = await folderWithDora();
    await writeKey(join(folder, "log"), testKey("log.example.nl/zegel", 40), passphrase, 4);
    const withLog = {
      ...choices,
      "--key": [...(choices["--key"] ?? []), "log:Logboek:Stichting:log.pub"],
      "--log": ["log.example.nl/zegel"],
      "--dissent": ["blocks-at=2"],
    };
    expect((await zegelIn(folder, typed(withLog))).stderr).toBe("");
    const root = parseTrustRoot(parseNote(readFileSync(join(folder, "root-1.note")), "root").text);
    expect([root.dissentBlocksAt, root.logOrigin]).toEqual([2, "log.example.nl/zegel"]);
  });

  it("refuses, in words, what does not fit, and writes nothing", async () => {
    const folder = await folderWithDora();
    await writeTestKey(folder, testKey("log", 40));
    const keys = choices["--key"] ?? [];
    const requires = choices["--require"] ?? [];
    const cases: [Readonly<Record<string, readonly string[]>>, string][] = [
      [{ "--require": requires.slice(0, 5) }, "--require emergency-rebuild=GROUP --require checkpoint=GROUP"],
      [{ "--require": [] }, requirements.join(", ")],
      [{ "--require": [...requires, "root=officers"] }, "root is given twice"],
      [{ "--require": [...requires.slice(1), "wortel=officers"] }, "wortel"],
      [{ "--require": [...requires.slice(1), "root=none"] }, "require root"],
      [{ "--require": [...requires.slice(1), "root=nobody"] }, "nobody"],
      [{ "--require": [...requires.slice(0, 4), "rebuild=officers", ...requires.slice(5)] }, "rebuilder"],
      [{ "--key": keys.slice(1) }, "anna"],
      [{ "--key": [...keys, keys[0]!] }, "once"],
      [{ "--key": ["chief:Anna:Kiesraad:anna.pub", ...keys.slice(1)] }, "officer, rebuilder, log, witness"],
      [{ "--key": ["officer:Anna de Vries:Kiesraad:anna.pub", ...keys.slice(1)] }, "without blanks"],
      [{ "--key": ["officer:Anna:anna.pub", ...keys.slice(1)] }, "ROLE:HOLDER:ORGANISATION:FILE.pub"],
      [{ "--key": ["officer:Bert:Kiesraad:anna.pub", ...keys.slice(1)] }, "holder once"],
      [{ "--key": ["officer:Anna:Kiesraad:anna.key", ...keys.slice(1)] }, "anna.key"],
      [{ "--group": ["officers=4:anna,bert,cees", "reviewers=1:dora"] }, "at least 4 members"],
      [{ "--group": ["officers=0:anna,bert,cees", "reviewers=1:dora"] }, "from 1"],
      [{ "--group": ["officers=2:anna,anna,bert", "reviewers=1:dora"] }, "each once"],
      [{ "--group": ["officers:anna", "reviewers=1:dora"] }, "NAME=K:MEMBER"],
      [{ "--valid": ["2026-12-01"] }, "--valid"],
      [{ "--valid": ["2029-12-01..2026-12-01"] }, "end after the start"],
      [{ "--valid": ["2026-02-30..2029-12-01"] }, "date"],
      [{ "--purpose": ["trial"] }, "final or demonstration"],
      [{ "--contact": [" "] }, "contact"],
      [{ "--dissent": ["3"] }, "blocks-at=K"],
      [{ "--log": ["log.example.nl"] }, "one log key"],
      [
        { "--log": ["log.example.nl"], "--key": [...keys, "log:Logboek:Stichting:log.pub"] },
        "expected a log key with the name of the log, log.example.nl, found log:",
      ],
      [{ "--log": ["zegel/log"], "--key": [...keys, "log:Logboek:Stichting:log.pub"] }, "origin"],
    ];
    for (const [change, said] of cases) {
      expect(await refusalIn(folder, addRoot, typed(change)), JSON.stringify(change)).toContain(said);
      expect(existsSync(join(folder, "root-1.note"))).toBe(false);
    }
    const told = await zegelIn(folder, typed({ "--purpose": ["trial"] }));
    expect([told.status, told.stderr]).toEqual([
      2,
      'zegel: --purpose: expected final or demonstration, found "trial"\n',
    ]);
    expect((await zegelIn(folder, typed())).status).toBe(0);
    expect(await refusalIn(folder, addRoot, typed())).toContain("exists already");
  });

  it.skipIf(!has("python3"))("asks on a terminal for the requirements that were not named", async () => {
    const folder = await folderWithDora();
    const some = { "--require": (choices["--require"] ?? []).slice(0, 5) };
    const made = onTerminal(
      [
        ["sign for emergency-rebuild?", "reviewers\n"],
        ["sign for checkpoint?", "none\n"],
      ],
      [...zegelCommand, ...typed(some)],
      folder,
    );
    expect(made.status, made.stdout).toBe(0);
    const root = parseTrustRoot(parseNote(readFileSync(join(folder, "root-1.note")), "root").text);
    expect([root.requires["emergency-rebuild"], root.requires.checkpoint]).toEqual(["reviewers", undefined]);
  });
});

describe("zegel root show", () => {
  it("says who signed, and whether that is enough", async () => {
    const folder = await keyFolder();
    const show = async (name: string, ...keys: (typeof anna)[]) =>
      (await zegelIn(folder, ["root", "show", putNote(folder, name, await signedBy(rootNote(), ...keys))])).stdout;
    expect(await show("0.note")).toContain("0 of the 2 needed");
    expect(await show("1.note", anna)).toContain("may NOT be used");
    const enough = await show("2.note", anna, bert);
    expect(enough).toContain("2 of the 2 needed");
    expect(enough).toContain("signed by enough");
    expect(enough).toContain(encodeHashGroups(textDigest(rootNote().text)));
    const json = JSON.parse((await zegelIn(folder, ["root", "show", "2.note", "--json"])).stdout);
    expect(json).toMatchObject({ version: 1, sha256: textDigest(rootNote().text), threshold: 2, isMet: true });
    const forged = {
      text: rootNote({ contact: "x" }).text,
      signatures: (await signedBy(rootNote(), anna, bert)).signatures,
    };
    const shown = (await zegelIn(folder, ["root", "show", putNote(folder, "f.note", forged)])).stdout;
    expect(shown).toContain("The signature by anna does NOT hold");
    expect(shown).toContain("may NOT be used");
  });
});

describe("zegel root verify and diff", () => {
  const next = (before: Note, change: Partial<TrustRoot> = {}) =>
    rootNote({ version: parseTrustRoot(before.text).version + 1, previous: textDigest(before.text), ...change });

  it("needs an anchor from outside: a note, or a digest as people write it", async () => {
    const folder = await keyFolder();
    const first = await signedBy(rootNote(), anna, bert);
    const second = await signedBy(next(first, { contact: "nieuw" }), anna, cees);
    putNote(folder, "1.note", first);
    putNote(folder, "2.note", second);
    putNote(folder, "other.note", await signedBy(rootNote({ contact: "x" }), anna, bert));
    const verify = async (...args: string[]) => {
      const { status, stdout } = await zegelIn(folder, ["root", "verify", ...args]);
      return [status, stdout.trim().split("\n").at(-1)];
    };
    const holds = (from: number) => [0, `The chain holds, from the anchor (version ${from}) to version 2.`];
    expect(await verify("1.note", "2.note", "--anchor", "1.note")).toEqual(holds(1));
    expect(await verify("2.note", "--anchor", "1.note")).toEqual(holds(1));
    expect(await verify("2.note", "1.note", "--anchor", encodeHashGroups(textDigest(second.text)))).toEqual(holds(2));
    expect(await verify("1.note", "2.note")).toEqual([1, expect.stringMatching(/^NO ANCHOR/)]);
    expect(await verify("1.note", "2.note", "--anchor", "other.note")).toEqual([
      1,
      expect.stringMatching(/^THE ANCHOR IS NOT/),
    ]);
    expect(await verify("1.note", "2.note", "--anchor", "e".repeat(64))).toEqual([
      1,
      expect.stringMatching(/^THE ANCHOR IS NOT/),
    ]);
    const { status, stdout } = await zegelIn(folder, [
      "root",
      "verify",
      "1.note",
      "2.note",
      "--anchor",
      "1.note",
      "--json",
    ]);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { isTrusted: true, anchor: 1, steps: [{ version: 1 }, { version: 2 }] },
    ]);
  });

  it("tells each step, in Dutch too, and which one is at fault", async () => {
    const folder = await keyFolder();
    const first = await signedBy(rootNote(), anna, bert);
    putNote(folder, "1.note", first);
    putNote(folder, "half.note", await signedBy(next(first, { contact: "nieuw" }), anna));
    putNote(folder, "gap.note", await signedBy(next(first, { version: 3 }), anna, bert));
    const verify = (name: string) =>
      zegelIn(folder, ["root", "verify", "1.note", name, "--anchor", "1.note", "--lang", "nl"]);
    const half = await verify("half.note");
    expect(half.status).toBe(1);
    expect(half.stdout).toContain("[FOUT] 5.3.4 quorum van versie 1: 1 van 2: anna (anna)");
    expect(half.stdout).toContain("niet ondertekend door bert (bert), cees (cees)");
    expect(half.stdout).toContain("De keten houdt NIET.");
    expect((await verify("gap.note")).stdout).toContain("[FOUT] 5.3.5 nummer: verwacht 2, gevonden 3");
    expect((await zegelIn(folder, ["root", "diff", "1.note", "half.note", "--lang", "nl"])).stdout).toMatch(
      /^Versie: 1 wordt 2\nContact: "Kiesraad, 070 000 00 00" wordt "nieuw"\nLET OP: een noodversie vraagt 0 nabouwers[^\n]*\n$/,
    );
    const json = JSON.parse((await zegelIn(folder, ["root", "diff", "1.note", "half.note", "--json"])).stdout);
    expect(json).toMatchObject({
      before: 1,
      after: 2,
      changes: [{ what: "version" }, { what: "contact", after: "nieuw" }],
    });
  });
});
