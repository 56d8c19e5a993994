// Secrets while the program runs: not in arguments, environment, files, on the screen, or in a core dump.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textDigest } from "../../src/format/index.ts";
import { anna, releaseNote } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, temporaryFolder } from "../tools.ts";
import { keyFolder, putNote, zegelCommand } from "./flow.ts";

const release = releaseNote();
const words = "correct horse battery";
const seed = Buffer.from(anna.seed);
const secrets = [words, seed.toString("hex"), seed.toString("latin1"), seed.toString("base64").slice(0, 40)];

function expectClean(where: string, text: string): void {
  for (const secret of secrets) expect(text.includes(secret), where).toBe(false);
}

describe.skipIf(!has("python3") || process.platform !== "linux")("while a key is open", () => {
  const sign = [...zegelCommand, "sign", "release.note", "--key", "anna.key", "--lang", "en"];

  it("others see nothing of it, and nothing is left in files", async () => {
    const [folder, temporary] = [await keyFolder(), temporaryFolder()];
    putNote(folder, "release.note", release);
    const turns = [
      ["Passphrase of anna.key", `${words}\r`],
      ["empty stops:", `{proc}{groups ${textDigest(release.text)}}\n`],
    ] as const;
    const signed = onTerminal(turns, sign, folder, { TMPDIR: temporary });
    expect(signed.status, signed.stdout).toBe(0);
    const seen = readFileSync(join(folder, "proc"), "latin1");
    expect(seen).toContain("cmdline");
    expect(seen).toContain("environ");
    expect(seen).toMatch(/coredump_filter 0+\n/);
    expectClean("proc", seen);
    expectClean("screen", signed.stdout);
    expect(readdirSync(temporary)).toEqual([]);
    for (const name of readdirSync(folder).filter((found) => found !== "pw"))
      expectClean(name, readFileSync(join(folder, name), "latin1"));
  });

  it("a core dump holds nothing of it", async () => {
    const folder = await keyFolder();
    putNote(folder, "release.note", release);
    const turns = [
      ["Passphrase of anna.key", `${words}\r`],
      ["empty stops:", "{abort}"],
    ] as const;
    const died = onTerminal(turns, ["bash", "-c", 'ulimit -c unlimited; exec "$@"', "bash", ...sign], folder);
    expect(died.status).toBe(134); // of SIGABRT
    // Where the system sends dumps elsewhere there is none here: then the filter, asserted above, is what remains.
    for (const name of readdirSync(folder).filter((found) => /^core/.test(found)))
      expectClean(name, readFileSync(join(folder, name), "latin1"));
  });

  it("neither the old nor the new passphrase shows anywhere while key passphrase runs", async () => {
    const [folder, temporary] = [await keyFolder(), temporaryFolder()];
    const fresh = "four more random words";
    const change = [...zegelCommand, "key", "passphrase", "anna.key", "--lang", "en"];
    const turns = [
      ["Passphrase of anna.key", `${words}\r`],
      ["New passphrase for anna", `${fresh}\r`],
      ["again", `{proc}${fresh}\r`],
    ] as const;
    const changed = onTerminal(turns, ["bash", "-c", 'umask 0; exec "$@"', "bash", ...change], folder, {
      TMPDIR: temporary,
    });
    expect(changed.status, changed.stdout).toBe(0);
    expect(statSync(join(folder, "anna.key")).mode & 0o777).toBe(0o600);
    expect(readdirSync(temporary)).toEqual([]);
    const seen = readFileSync(join(folder, "proc"), "latin1");
    expect(seen).toMatch(/cmdline[\s\S]*coredump_filter 0+\n/);
    const files = readdirSync(folder).filter((name) => name !== "pw");
    expect(files.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    for (const text of [seen, changed.stdout, ...files.map((name) => readFileSync(join(folder, name), "latin1"))]) {
      expectClean("key passphrase", text);
      expect(text.includes(fresh)).toBe(false);
    }
  });

  it("what key new writes is for its owner alone, whatever the umask", () => {
    const folder = temporaryFolder();
    const make = [...zegelCommand, "key", "new", "--name", "nora", "--out", "nora", "--lang", "nl"];
    const made = onTerminal(
      [
        ["Nieuwe wachtzin voor nora", `${words}\r`],
        ["nog eens", `{proc}${words}\r`],
      ],
      ["bash", "-c", 'umask 0; exec "$@"', "bash", ...make],
      folder,
    );
    expect(made.status, made.stdout).toBe(0);
    expect(statSync(join(folder, "nora.key")).mode & 0o777).toBe(0o600);
    expect(made.stdout).not.toContain(words);
    expect(readFileSync(join(folder, "proc"), "latin1")).toMatch(/coredump_filter 0+\n/);
  });
});
