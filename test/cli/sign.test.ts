// zegel sign: what the signer sees, what she must type, what is written; and stock tools as judges.

import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { numberedGroups } from "../../src/cli/notes/confirm.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import { encodeHashGroups, encodeVKey, encodeZegelcode, parseNote, textDigest } from "../../src/format/index.ts";
import { writeKey } from "../../src/sign/index.ts";
import {
  anna,
  bert,
  check,
  dora,
  passphrase,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRelease,
  writeTestKey,
} from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run } from "../tools.ts";
import { keyFolder, putNote, refusalIn, startIn, zegelCommand, zegelIn } from "./flow.ts";

const release = releaseNote();
const digest = textDigest(release.text);
const withKey = ["--key", "anna.key", "--passphrase-file", "pw"];
const read = (folder: string, name: string) => parseNote(readFileSync(join(folder, name)), name);

describe("zegel sign --yes", () => {
  it("shows the whole release in words and writes the signed note beside it", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const signed = await zegelIn(folder, ["sign", "release.note", ...withKey, "--yes"]);
    expect(signed.status, signed.stderr).toBe(0);
    expect(read(folder, "release.anna.note")).toEqual(await signedBy(release, anna));
    for (const shown of [
      "Product: OSV",
      "Version: 2.24.3",
      "TK2027",
      "GSB",
      "number: 12",
      "Purpose: final",
      "1 of 1",
      encodeHashGroups("b".repeat(64)),
      encodeZegelcode(digest),
      encodeHashGroups(digest),
      "With key: anna",
    ])
      expect(signed.stdout).toContain(shown);
    expect(signed.stdout).not.toMatch(/TRIAL|not for a real count/);
  });

  it("every field of the text is on the screen, for every type, in both languages", async () => {
    const folder = await keyFolder();
    putNote(
      folder,
      "release.note",
      releaseNote({ kit: { version: "1.0", sha256: "c".repeat(64) }, previous: "d".repeat(64) }),
    );
    putNote(folder, "root.note", rootNote({ revoked: ["e".repeat(64)], dissentBlocksAt: 2 }));
    putNote(folder, "rebuild.note", rebuildNote(release, testRelease(""), { differs: "lib/a.jar: 3 bytes" }));
    putNote(folder, "recall.note", recallNote(["1".repeat(64), "2".repeat(64)]));
    const notes = ["release.note", "root.note", "rebuild.note", "recall.note"];
    const english = await zegelIn(folder, ["sign", ...notes, ...withKey, "--yes", "--lang", "en"]);
    expect(english.status, english.stderr).toBe(0);
    for (const name of notes) {
      const values = read(folder, name)
        .text.split("\n")
        .slice(1, -1)
        .flatMap((line) => line.split(" ").slice(1));
      for (const value of values.filter(
        (word) => !/^(normal|final|none|image|differs|blocks-at|reported|of)$/.test(word),
      )) {
        const inGroups = /^[0-9a-f]{64}$/.test(value) ? encodeHashGroups(value) : value;
        const asSpan = value.includes("..") ? value.split("..") : [inGroups];
        for (const part of asSpan)
          expect(english.stdout.includes(part) || english.stdout.includes(value), `${name}: ${value}`).toBe(true);
      }
      expect(existsSync(join(folder, name.replace(".note", ".anna.note")))).toBe(true);
    }
    const dutch = await zegelIn(folder, [
      "sign",
      "release.note",
      "--key",
      "bert.key",
      "--passphrase-file",
      "pw",
      "--yes",
      "--lang",
      "nl",
    ]);
    expect(dutch.stdout).toContain("U gaat een versie ondertekenen");
    expect(dutch.stdout).toContain("gewone versie, definitief\n");
    const byLocale = await zegelIn(folder, ["sign", "release.note", ...withKey, "--yes", "-o", "x.note"], {
      LC_ALL: "nl_NL.UTF-8",
    });
    expect(byLocale.stdout).toContain("U gaat een versie ondertekenen");
  });

  it("warns in capitals of what is not for a real count, and of a root that does not hold the key", async () => {
    const folder = await keyFolder();
    await writeTestKey(folder, testKey("eve", 66));
    putNote(folder, "trial.note", releaseNote({ purpose: "trial" }));
    putNote(folder, "root.note", rootNote());
    const trial = await zegelIn(folder, ["sign", "trial.note", ...withKey, "--yes"]);
    expect(trial.stdout).toMatch(/TRIAL\n.*WARNING/);
    expect((await zegelIn(folder, ["sign", "root.note", ...withKey, "--yes"])).stdout).not.toContain("WARNING");
    const eve = await zegelIn(folder, ["sign", "root.note", "--key", "eve.key", "--passphrase-file", "pw", "--yes"]);
    expect(eve.stdout).toContain("not in this trust root");
  });

  it("C11: a key whose signature will not count is told before the question, in both languages, and may sign", async () => {
    const folder = await keyFolder();
    await writeTestKey(folder, dora);
    putNote(folder, "release.note", release);
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    const sign = (key: string, lang: string, out: string) =>
      zegelIn(folder, [
        ...["sign", "release.note", "--key", key, "--passphrase-file", "pw", "--root", "root.note", "--yes"],
        ...["--lang", lang, "-o", out],
      ]);
    const outsider = await sign("dora.key", "nl", "dora.note");
    expect(outsider.stdout).toMatch(/Met sleutel: dora\n {2}LET OP: UW HANDTEKENING TELT NIET MEE: .* als rebuilder/);
    expect([outsider.status, existsSync(join(folder, "dora.note"))]).toEqual([0, true]);
    expect((await sign("dora.key", "en", "dora2.note")).stdout).toMatch(/WARNING: YOUR SIGNATURE WILL NOT COUNT/);
    expect((await sign("anna.key", "en", "anna.note")).stdout).not.toMatch(/COUNT|Not checked whether/);
    const merged = await zegelIn(folder, ["merge", "dora.note", "anna.note", "--root", "root.note", "-o", "all.note"]);
    expect(merged.stdout).toMatch(/1 of 2 needed for release: anna\n.*\nunknown: +dora \(kept, not counted\)/);
  });

  it.skipIf(!has("python3"))("C11: on a terminal the warning stands above the question", async () => {
    const folder = await keyFolder();
    await writeTestKey(folder, dora);
    putNote(folder, "release.note", release);
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    const args = ["sign", "release.note", "--key", "dora.key", "--passphrase-file", "pw", "--root", "root.note"];
    const { status, stdout } = onTerminal([["group", "\r"]], [...zegelCommand, ...args, "--lang", "en"], folder);
    expect(status).toBe(1); // she read it, and stopped
    expect(stdout.indexOf("WILL NOT COUNT")).toBeGreaterThan(0);
    expect(stdout.indexOf("WILL NOT COUNT")).toBeLessThan(stdout.search(/ype .*group/i));
  });

  it.skipIf(!has("python3"))(
    "all of it stands above the passphrase; the digest and its groups by the question",
    async () => {
      const folder = await keyFolder();
      putNote(folder, "release.note", release);
      putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
      const args = ["sign", "release.note", "--key", "anna.key", "--root", "root.note", "--lang", "en"];
      const turns = [
        ["Passphrase of anna.key", "correct horse battery\r"],
        ["empty stops:", "\n"],
      ] as const;
      const { stdout } = onTerminal(turns, [...zegelCommand, ...args], folder);
      const places = [
        "You are about to sign a release",
        "All fields",
        "Rebuilds: 0 agree, 1 needed",
        "Your signature counts: 2 of anna, bert, cees",
        "Passphrase of anna.key",
        encodeHashGroups(digest),
        "Type group",
      ].map((part) => stdout.indexOf(part));
      expect(places[0]).toBe(0);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  it("a key without its public half beside it, or with another's, is told by itself before the question", async () => {
    const folder = await keyFolder();
    await writeTestKey(folder, dora);
    putNote(folder, "release.note", release);
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    const sign = (out: string) =>
      zegelIn(folder, ["sign", "release.note", "--root", "root.note", ...withDora, "--yes", "-o", out]);
    const withDora = ["--key", "dora.key", "--passphrase-file", "pw"];
    expect((await sign("1.note")).stdout.match(/With key: dora/g)).toHaveLength(1);
    copyFileSync(join(folder, "anna.pub"), join(folder, "dora.pub"));
    const mixed = (await sign("2.note")).stdout;
    expect(mixed).toMatch(/With key: anna\n.*WARNING: [^\n]*"dora".*With key: dora\n {2}WARNING: YOUR SIGNATURE/s);
    rmSync(join(folder, "dora.pub"));
    const alone = (await sign("3.note")).stdout;
    expect(alone.match(/With key: dora\n {2}WARNING: YOUR SIGNATURE WILL NOT COUNT/g)).toHaveLength(1);
    writeFileSync(join(folder, "dora.pub"), "\u001b[2J");
    expect((await sign("4.note")).stdout.replaceAll("4.note", "3.note")).toBe(alone);
  });

  it("never overwrites, never signs twice, never signs what it does not know", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    writeFileSync(join(folder, "foreign.note"), "hello\n\n");
    const sign = (...args: string[]) => ["sign", ...args, ...withKey, "--yes"];
    const refused = (...args: string[]) => refusalIn(folder, addSign, sign(...args));
    expect((await zegelIn(folder, sign("release.note"))).status).toBe(0);
    expect(await refused("release.note")).toContain("release.anna.note: exists already");
    expect(await refused("release.anna.note")).toContain("anna has signed this note already");
    expect(await refused("foreign.note")).toContain("expected a release, trust-root, rebuild, recall or minutes note");
    expect(await refused("none.note")).toContain("none.note: cannot be read");
    expect(await refused("release.note", "./release.note")).toContain("two of the notes would be written there");
    expect((await zegelIn(folder, sign("release.note", "release.note", "-o", "x.note"))).status).toBe(2);
    expect((await zegelIn(folder, sign("release.note", "-o", "x.note"))).status).toBe(0);
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith(".note"))
        .sort(),
    ).toEqual(["foreign.note", "release.anna.note", "release.note", "x.note"]);
  });

  it("one bad note among several: none is signed", async () => {
    const folder = await keyFolder();
    putNote(folder, "one.note", release);
    putNote(folder, "two.note", await signedBy(releaseNote({ sequence: 13 }), anna));
    expect(await refusalIn(folder, addSign, ["sign", "one.note", "two.note", ...withKey, "--yes"])).toContain(
      "signed this",
    );
    expect(existsSync(join(folder, "one.anna.note"))).toBe(false);
    putNote(folder, "two.note", releaseNote({ sequence: 13 }));
    expect((await zegelIn(folder, ["sign", "one.note", "two.note", ...withKey, "--yes"])).status).toBe(0);
    expect(existsSync(join(folder, "one.anna.note")) && existsSync(join(folder, "two.anna.note"))).toBe(true);
  });

  it("a slash in a key's name makes no folder", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const named = testKey("a/b", 7);
    await writeKey(join(folder, "ab"), named, passphrase, 4);
    expect(
      (await zegelIn(folder, ["sign", "release.note", "--key", "ab.key", "--passphrase-file", "pw", "--yes"])).status,
    ).toBe(0);
    expect(existsSync(join(folder, "release.a_b.note"))).toBe(true);
  });

  it("no secret in anything that is written or printed", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const signed = await zegelIn(folder, ["sign", "release.note", ...withKey, "--yes", "--minisig"]);
    const seed = Buffer.from(anna.seed);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    for (const text of [signed.stdout, signed.stderr, ...files])
      for (const secret of [seed.toString("hex"), seed.toString("latin1"), seed.toString("base64").slice(0, 40)])
        expect(text.includes(secret)).toBe(false);
    expect(signed.stdout + signed.stderr).not.toContain("correct horse");
  });
});

describe("a checkpoint of a log", () => {
  const text = `log.example/zegel\n2\n${Buffer.alloc(32, 7).toString("base64")}\n`;

  it.each([
    ["as `log append` wrote it", text],
    ["as a note without a signature", `${text}\n`],
    ["signed", `${text}\n— log.example/zegel ${Buffer.alloc(68, 7).toString("base64")}\n`],
  ])("%s is not signed here: who signs it must see the whole log, with `zegel log sign`", async (_what, file) => {
    const folder = await keyFolder();
    writeFileSync(join(folder, "checkpoint"), file);
    putNote(folder, "release.note", release);
    for (const [lang, said] of [
      ["nl", /checkpoint: dit is de stand van een logboek: onderteken die met zegel log sign/],
      ["en", /checkpoint: this is the checkpoint of a log: sign it with zegel log sign/],
    ] as const) {
      const refused = await zegelIn(folder, [
        "sign",
        "release.note",
        "checkpoint",
        ...withKey,
        "--yes",
        "--lang",
        lang,
      ]);
      expect([refused.status, refused.stdout]).toEqual([1, ""]);
      expect(refused.stderr).toMatch(said);
    }
    expect(existsSync(join(folder, "release.anna.note"))).toBe(false);
    expect((await zegelIn(folder, ["sign", "release.note", ...withKey, "--yes"])).status).toBe(0);
  });

  it("nor is any other text whose first line is none of ours", async () => {
    const folder = await keyFolder();
    writeFileSync(join(folder, "other.note"), `${text}more\n\n`);
    const refused = await zegelIn(folder, ["sign", "other.note", ...withKey, "--yes"]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("does not know what it would sign")]);
  });
});

describe("the confirmation", () => {
  it("without a terminal there is nobody to ask: --yes or nothing", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const refused = startIn(folder, ["sign", "release.note", ...withKey]);
    expect([refused.status, refused.stderr.includes("--yes")]).toEqual([1, true]);
    expect(existsSync(join(folder, "release.anna.note"))).toBe(false);
  });

  it.skipIf(!has("python3"))("is two groups of the digest that the program names; anything else stops", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const sign = [...zegelCommand, "sign", "release.note", "--key", "anna.key", "--lang", "en"];
    const passphraseTurn = ["Passphrase of anna.key", "correct horse battery\r"] as const;
    const wrong = `${digest.slice(0, 4) === "0000" ? "1111" : "0000"} ffff`;
    for (const answers of [
      ["yes", "y", digest.slice(0, 4)],
      [wrong, ""],
    ]) {
      const turns = answers.map((answer) => ["empty stops:", `${answer}\n`] as const);
      const stopped = onTerminal([passphraseTurn, ...turns], sign, folder);
      expect([stopped.status, stopped.stdout.includes("not confirmed")], answers.join()).toEqual([1, true]);
      expect(existsSync(join(folder, "release.anna.note"))).toBe(false);
      if (answers[0] === wrong) expect(stopped.stdout).toMatch(/Not the same: group \d+.*2 attempts left/);
      if (answers[0] === "yes") expect(stopped.stdout).toContain("Expected: two groups of 4 characters");
    }
    const signed = onTerminal(
      [passphraseTurn, ["empty stops:", `${wrong}\n`], ["empty stops:", `{groups ${digest}}\n`]],
      sign,
      folder,
    );
    expect(signed.status, signed.stdout).toBe(0);
    expect(signed.stdout).not.toContain("correct horse");
    expect(read(folder, "release.anna.note")).toEqual(await signedBy(release, anna));
  });

  it.skipIf(!has("python3"))("in Dutch too, the prompt for the passphrase as well", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const sign = [...zegelCommand, "sign", "release.note", "--key", "anna.key", "--lang", "nl"];
    const signed = onTerminal(
      [
        ["Wachtzin van anna.key (wordt niet getoond)", "correct horse battery\r"],
        ["leeg stopt:", `{groups ${digest}}\n`],
      ],
      sign,
      folder,
    );
    expect(signed.status, signed.stdout).toBe(0);
    expect(signed.stdout).not.toMatch(/Passphrase|Compare/);
  });

  it("the digest is shown in numbered groups", () => {
    const numbered = numberedGroups(digest).join("\n");
    for (const [i, group] of (digest.match(/.{4}/g) ?? []).entries()) expect(numbered).toContain(`${i + 1}: ${group}`);
  });
});

describe("docs/spec/stock-tools.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/stock-tools.md"), "utf8");
  const blocks = [...page.matchAll(/^```sh (\S+)\n([\s\S]*?)^```$/gm)].map(([, judge = "", commands = ""]) => ({
    judge,
    commands,
  }));
  const shell = (commands: string, cwd: string) => run("bash", ["-euo", "pipefail", "-c", commands], { cwd });
  const signedFolder = async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    expect((await zegelIn(folder, ["sign", "release.note", ...withKey, "--yes", "--minisig"])).status).toBe(0);
    return folder;
  };
  const judges = ["openssl", "signify-openbsd", "minisign"];

  it("has a block for every judge", () => {
    expect([...new Set(blocks.map(({ judge }) => judge))]).toEqual([...judges, "cmp"]);
  });

  it.skipIf(!judges.every(has))("its commands accept our signature, and refuse it under another text", async () => {
    const folder = await signedFolder();
    for (const { judge, commands } of blocks) {
      const judged = shell(commands, folder);
      expect(judged.status, `${judge}: ${judged.stdout}${judged.stderr}`).toBe(0);
    }
    for (const name of ["release.anna.note", "release.anna.text"])
      writeFileSync(join(folder, name), readFileSync(join(folder, name), "utf8").replace("sequence 12", "sequence 13"));
    for (const { judge, commands } of blocks.filter((block) => block.judge !== "cmp"))
      expect(shell(commands, folder).status, judge).not.toBe(0);
  });

  it.skipIf(!has("minisign"))(
    "minisign refuses an altered trusted comment, and takes the key that `key show` prints",
    async () => {
      const folder = await signedFolder();
      const key = JSON.parse((await zegelIn(folder, ["key", "show", "anna.pub", "--json"])).stdout).minisign as string;
      const verify = () =>
        run("minisign", ["-V", "-P", key, "-x", "release.anna.minisig", "-m", "release.anna.text"], { cwd: folder });
      expect(verify().status).toBe(0);
      expect(verify().stdout).toContain(digest);
      const path = join(folder, "release.anna.minisig");
      writeFileSync(path, readFileSync(path, "utf8").replace("text digest", "test digest"));
      expect(verify().status).not.toBe(0);
    },
  );
});

describe.skipIf(!has("age") || !has("openssl") || !has("python3"))("docs/spec/key-file.md", () => {
  it("its way out without us gives our very signature", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/spec/key-file.md"), "utf8");
    const commands = /^```sh\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "";
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const done = onTerminal(
      [["Enter passphrase", "correct horse battery\n"]],
      ["bash", "-euo", "pipefail", "-c", commands],
      folder,
    );
    expect(done.status, done.stdout).toBe(0);
    const [line] = (await signedBy(release, anna)).signatures;
    expect(readFileSync(join(folder, "sig")).equals(Buffer.from(line?.bytes ?? []))).toBe(true);
    expect(page).toContain(`$ cat anna.pub\n${encodeVKey(anna.vkey)}\n`);
    expect(page).toContain(Buffer.from(anna.seed).toString("hex"));
    expect(
      await check(Buffer.from(anna.vkey.raw, "hex"), Buffer.from(release.text), readFileSync(join(folder, "sig"))),
    ).toBe(true);
  });
});
