// zegel key: prompts, files, and secrets that show nowhere.

import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addKey } from "../../src/cli/keys/key.ts";
import { encodeHashGroups, encodeVKey } from "../../src/format/index.ts";
import { changePassphrase, fingerprintOf, openKey } from "../../src/sign/index.ts";
import { anna, bert, passphrase } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, temporaryFolder } from "../tools.ts";
import { keyFolder, refusalIn, startIn, zegelCommand, zegelIn } from "./flow.ts";

const words = "correct horse battery";

describe("zegel key new", () => {
  it("with a passphrase file: two files, and nothing secret on the screen", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "pw"), `${words}\nsecond line\n`, { mode: 0o600 });
    const made = await zegelIn(folder, ["key", "new", "--name", "anna", "--out", "anna", "--passphrase-file", "pw"]);
    expect(made.status, made.stderr).toBe(0);
    expect(made.stderr).toBe("zegel: warning: pw has more lines: only the first is the passphrase\n");
    expect(readdirSync(folder).sort()).toEqual(["anna.key", "anna.pub", "pw"]);
    expect(statSync(join(folder, "anna.key")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "anna.key"), "latin1")).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/);
    const key = await openKey(join(folder, "anna.key"), passphrase);
    expect(made.stdout).toContain(encodeVKey(key.vkey));
    expect(made.stdout).toContain(encodeHashGroups(fingerprintOf(key.vkey)));
    const seed = Buffer.from(key.seed);
    for (const text of [made.stdout, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"))])
      for (const secret of [seed.toString("hex"), seed.toString("latin1"), seed.toString("base64")])
        expect(text.includes(secret)).toBe(false);
    expect(made.stdout).not.toContain(words);
  });

  it("takes CR LF; refuses an empty line, a short one, a long one; warns of a file that others may read", async () => {
    const folder = temporaryFolder();
    const make = (stem: string) => ["key", "new", "--name", "a", "--out", stem, "--passphrase-file", "pw"];
    for (const bad of ["", "\n", "\r\n", "short\n", `\n${words}`, "x".repeat(1025), "x".repeat(70_000)]) {
      writeFileSync(join(folder, "pw"), bad, { mode: 0o600 });
      expect(await refusalIn(folder, addKey, make("bad")), JSON.stringify(bad.slice(0, 30))).toMatch(
        /expected a passphrase|expected at most/,
      );
    }
    expect(readdirSync(folder)).toEqual(["pw"]);
    writeFileSync(join(folder, "pw"), `${words}\r\n`, { mode: 0o600 });
    expect((await zegelIn(folder, make("good"))).status).toBe(0);
    expect((await zegelIn(folder, ["key", "show", "good.key", "--passphrase-file", "pw"])).status).toBe(0);
    chmodSync(join(folder, "pw"), 0o644);
    const warned = await zegelIn(folder, ["key", "show", "good.key", "--passphrase-file", "pw"]);
    expect([warned.status, warned.stderr.includes("others may read pw")]).toEqual([0, true]);
  });

  it("never overwrites, wants good names, and tells a folder it cannot write to", async () => {
    const folder = await keyFolder();
    const before = readFileSync(join(folder, "anna.key"));
    const make = (name: string, out: string) => ["key", "new", "--name", name, "--out", out, "--passphrase-file", "pw"];
    const refused = (name: string, out: string) => refusalIn(folder, addKey, make(name, out));
    expect(await refused("anna", "anna")).toContain("anna.key: exists already");
    expect(readFileSync(join(folder, "anna.key")).equals(before)).toBe(true);
    for (const name of ["", "an na", "an+na", "-anna", "änna", "x".repeat(129)])
      expect(await refused(name, "new")).toContain("a key name of");
    expect(await refused("anna", "no/where")).toContain("no/where.key: cannot be written (ENOENT)");
    expect(await refused("anna", "/proc/anna")).toContain("/proc/anna.key: cannot be written");
    expect((await zegelIn(folder, make("kiesraad.nl/anna", "slash"))).status).toBe(0);
  });

  it("without a terminal and without a passphrase file there is nobody to ask", () => {
    const folder = temporaryFolder();
    const refused = startIn(folder, ["key", "new", "--name", "a", "--out", "a"]);
    expect([refused.status, refused.stderr.includes("--passphrase-file")]).toEqual([1, true]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.skipIf(!has("python3"))("on a terminal", () => {
  const make = [...zegelCommand, "key", "new", "--name", "anna", "--out", "anna"];

  it("asks twice, shows nothing of the answers, and backspace works", async () => {
    const folder = temporaryFolder();
    const screen = onTerminal(
      [
        ["New passphrase", "wrong\u0015correct horsé\u007fe batteryy\u007f\r"],
        ["again", `${words}\r`],
      ],
      make,
      folder,
    );
    expect(screen.status, screen.stdout).toBe(0);
    for (const shown of ["correct", "horse", "battery"]) expect(screen.stdout).not.toContain(shown);
    expect((await openKey(join(folder, "anna.key"), passphrase)).vkey.name).toBe("anna");
  });

  it("refuses two that differ, a short one, and stops at Ctrl-C, writing nothing", () => {
    const folder = temporaryFolder();
    const differ = onTerminal(
      [
        ["New passphrase", `${words}\r`],
        ["again", `${words}x\r`],
      ],
      make,
      folder,
    );
    expect([differ.status, differ.stdout.includes("differ")]).toEqual([1, true]);
    const short = onTerminal(
      [
        ["New passphrase", "short\r"],
        ["again", "short\r"],
      ],
      make,
      folder,
    );
    expect([short.status, short.stdout.includes("8 characters")]).toEqual([1, true]);
    for (const typed of ["half\u0003", "\u0004"])
      expect(onTerminal([["New passphrase", typed]], make, folder).status).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("show asks once; a wrong passphrase is told", async () => {
    const folder = await keyFolder();
    const show = [...zegelCommand, "key", "show", "anna.key"];
    const right = onTerminal([["Passphrase of anna.key", `${words}\r`]], show, folder);
    expect(right.status, right.stdout).toBe(0);
    expect(right.stdout).toContain(encodeVKey(anna.vkey));
    const wrong = onTerminal([["Passphrase of anna.key", "incorrect\r"]], show, folder);
    expect([wrong.status, wrong.stdout.includes("anna.key: wrong passphrase")]).toEqual([1, true]);
  });
});

describe("zegel key passphrase", () => {
  const fresh = "four more random words";
  const change = ["key", "passphrase", "anna.key", "--passphrase-file", "pw", "--new-passphrase-file", "new"];
  const folderWithNew = async (text = fresh) => {
    const folder = await keyFolder();
    writeFileSync(join(folder, "new"), `${text}\n`, { mode: 0o600 });
    return folder;
  };

  it("the same key opens with the new passphrase, no longer with the old; nothing else is there or says it", async () => {
    const folder = await folderWithNew();
    const names = readdirSync(folder);
    chmodSync(join(folder, "anna.key"), 0o644); // as a stick may have it
    const changed = await zegelIn(folder, change);
    expect([changed.status, changed.stderr]).toEqual([0, ""]);
    expect(changed.stdout).toContain("changed:     anna.key opens with the new passphrase");
    expect(readdirSync(folder)).toEqual(names);
    expect(statSync(join(folder, "anna.key")).mode & 0o777).toBe(0o600);
    const { seed, vkey } = await openKey(join(folder, "anna.key"), new TextEncoder().encode(fresh));
    expect([Buffer.from(seed), vkey]).toEqual([Buffer.from(anna.seed), anna.vkey]);
    await expect(openKey(join(folder, "anna.key"), passphrase)).rejects.toMatchObject({ code: "PASSPHRASE" });
    for (const secret of [words, fresh, Buffer.from(seed).toString("hex")])
      expect(changed.stdout).not.toContain(secret);
  });

  it("a wrong old one, a weak new one, the same again, no key, a link: told in one line, and the old file stays", async () => {
    const folder = await folderWithNew();
    const before = readFileSync(join(folder, "anna.key"));
    writeFileSync(join(folder, "short"), "short\n", { mode: 0o600 });
    symlinkSync("anna.key", join(folder, "link.key"));
    linkSync(join(folder, "bert.key"), join(folder, "twin.key"));
    mkdirSync(join(folder, "folder.key"));
    const names = readdirSync(folder).sort();
    const refused = (path: string, known: string, next: string, ...more: string[]) =>
      refusalIn(folder, addKey, [
        ...["key", "passphrase", path, "--passphrase-file", known, "--new-passphrase-file", next, ...more],
      ]);
    for (const [args, said] of [
      [["anna.key", "new", "new"], "anna.key: wrong passphrase"],
      [["anna.key", "pw", "short"], "at least 8 characters"],
      [["anna.key", "pw", "pw"], "the new passphrase is the old one: nothing was changed"],
      [["anna.key", "pw", "pw", "--lang", "nl"], "de nieuwe wachtzin is de oude: er is niets gewijzigd"],
      [["anna.key", "pw", "none"], "none: cannot be read (ENOENT)"],
      [["none.key", "pw", "new"], "found none: check the name"],
      [["link.key", "pw", "new"], "found a link, or no file"],
      [["folder.key", "pw", "new"], "found a link, or no file"],
      [["twin.key", "pw", "new"], "several names"],
      [["anna.pub", "pw", "new"], "expected an age v1 file"],
    ] as const) {
      const [path, known, next, ...more] = args;
      const message = await refused(path, known, next, ...more);
      expect(message).toContain(said);
      expect(message).not.toContain("\n");
    }
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(readFileSync(join(folder, "anna.key")).equals(before)).toBe(true);
  });

  it("the old file stays when the new one cannot be opened", async () => {
    const folder = await keyFolder();
    const path = join(folder, "anna.key");
    const [before, names] = [readFileSync(path), readdirSync(folder)];
    const other = { vkey: bert.vkey, seed: anna.seed }; // what would be written is not what opens
    await expect(changePassphrase(path, other, new TextEncoder().encode(fresh), 4)).rejects.toMatchObject({
      code: "SELF_CHECK",
    });
    expect([readFileSync(path).equals(before), readdirSync(folder)]).toEqual([true, names]);
    await changePassphrase(path, anna, new TextEncoder().encode(fresh), 4);
    expect(readFileSync(path).equals(before)).toBe(false);
  });

  it.skipIf(!has("python3"))("asks the old one once and the new one twice, and shows nothing of them", async () => {
    const folder = await keyFolder();
    const command = [...zegelCommand, "key", "passphrase", "anna.key", "--lang", "nl"];
    const old = ["Wachtzin van anna.key", `${words}\r`] as const;
    const differ = [old, ["Nieuwe wachtzin voor anna", `${fresh}\r`], ["nog eens", `${fresh}x\r`]] as const;
    const slipped = onTerminal(differ, command, folder);
    expect([slipped.status, slipped.stdout.includes("de twee wachtzinnen verschillen")]).toEqual([1, true]);
    expect((await openKey(join(folder, "anna.key"), passphrase)).vkey).toEqual(anna.vkey);
    const same = [old, ["Nieuwe wachtzin voor anna", `${fresh}\r`], ["nog eens", `${fresh}\r`]] as const;
    const changed = onTerminal(same, command, folder);
    expect(changed.status, changed.stdout).toBe(0);
    expect(changed.stdout).toContain("gaat open met de nieuwe wachtzin");
    for (const shown of [words, fresh]) expect(changed.stdout).not.toContain(shown);
  });

  it("without a terminal it wants both files, and asks for nothing", async () => {
    const folder = await folderWithNew();
    const alone = startIn(folder, ["key", "passphrase", "anna.key", "--passphrase-file", "pw"]);
    expect([alone.status, alone.stderr.includes("--new-passphrase-file")]).toEqual([1, true]);
    const none = startIn(folder, ["key", "passphrase", "anna.key", "--new-passphrase-file", "new"]);
    expect([none.status, none.stderr.includes("use --passphrase-file")]).toEqual([1, true]);
  });
});

describe("zegel key show", () => {
  it("prints the same of both halves, in words and as JSON", async () => {
    const folder = await keyFolder();
    const ofPublic = await zegelIn(folder, ["key", "show", "anna.pub"]);
    const ofSecret = await zegelIn(folder, ["key", "show", "anna.key", "--passphrase-file", "pw"]);
    expect(ofPublic.stdout).toBe(ofSecret.stdout);
    expect(ofPublic.stdout).toContain(`fingerprint: ${encodeHashGroups(fingerprintOf(anna.vkey))}\n`);
    const json = JSON.parse((await zegelIn(folder, ["key", "show", "anna.pub", "--json"])).stdout);
    expect(json).toMatchObject({ name: "anna", vkey: encodeVKey(anna.vkey), raw: anna.vkey.raw });
  });

  it("a damaged key file, another file, no file: each told in one line", async () => {
    const folder = await keyFolder();
    const bytes = readFileSync(join(folder, "anna.key"));
    writeFileSync(join(folder, "cut.key"), bytes.subarray(0, bytes.length - 5));
    writeFileSync(join(folder, "text.key"), "hello\n");
    writeFileSync(join(folder, "huge.key"), Buffer.alloc(200_000));
    writeFileSync(join(folder, "factor.key"), Buffer.from(bytes.toString("latin1").replace(/ 4\n/, " 30\n"), "latin1"));
    for (const [name, said] of [
      ["cut.key", "damaged or cut off"],
      ["text.key", "expected an age v1 file"],
      ["huge.key", "at most 98304 bytes"],
      ["factor.key", "work factor of at most 2^20, found 2^30"],
      ["none.key", "cannot be read (ENOENT)"],
    ] as const) {
      const refused = await refusalIn(folder, addKey, ["key", "show", name, "--passphrase-file", "pw"]);
      expect(refused).toContain(`${name}: `);
      expect(refused).toContain(said);
      expect(refused).not.toContain("\n");
    }
    const told = await zegelIn(folder, ["key", "show", "none.key", "--passphrase-file", "pw"]);
    expect([told.status, told.stdout, told.stderr.startsWith("zegel: none.key: ")]).toEqual([1, "", true]);
    expect((await zegelIn(folder, ["key", "show", "anna.key", "--passphrase-file", "pw"])).status).toBe(0);
  });
});
