// The commands of docs/nl/logboek.md: they say that a good log is good, and notice what they say they notice.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addLog } from "../../src/cli/log/log.ts";
import { encodeNote, textDigest } from "../../src/format/index.ts";
import { notePath } from "../../src/log/folder.ts";
import { readLog } from "../../src/log/index.ts";
import { runIn } from "../cli/flow.ts";
import { checkpointOf, logged, newLog, otherLogKey, releaseUnder, rootNote, statementOn } from "../log/audited.ts";
import { has, run, temporaryFolder } from "../tools.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/nl/logboek.md"), "utf8");
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);
const [assignments = "", ...commands] = blocks;

const root = rootNote();
const release = releaseUnder(root);
const good = [
  "5 regels",
  "alle regels gelezen",
  "bestand met hashcodes klopt",
  "stand klopt",
  "Signature Verified Successfully",
  "nummers nagekeken",
];

/** A log of five entries, and what the commands of the page say of it. */
async function readByHand(change: (log: string) => void = () => undefined, sequence = 13): Promise<string[]> {
  const log = await newLog();
  const other = releaseUnder(root, { sequence, version: "2.24.4" });
  await logged(log, [root, release, statementOn(release, ["rosa", "ruud"], { differs: "x" }), other]);
  await logged(log, [statementOn(other, ["ruud"])]);
  change(log);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "root-1.note"), encodeNote(root));
  const env = {
    ...process.env,
    LOGBOEK: `file://${log}`,
    ROOT: join(folder, "root-1.note"),
    KOPIE: join(folder, "kopie"),
    WERKMAP: join(folder, "werk"),
  };
  const { stdout } = run("bash", ["--norc", "-c", commands.join("\n")], { env });
  return stdout.trim().split("\n");
}

const spoil = (path: string) => {
  const bytes = readFileSync(path);
  bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1;
  writeFileSync(path, bytes);
};

describe.skipIf(!(has("openssl") && has("curl")) && process.env.CI === undefined)("logboek.md", () => {
  test("the first block gives the names that the others use", () => {
    const set = [...assignments.matchAll(/^([A-Z]+)=/gm)].map(([, name]) => name);
    expect(set).toEqual(["LOGBOEK", "ROOT", "KOPIE", "WERKMAP"]);
    expect(commands).toHaveLength(6);
  });

  test("a good log", async () => {
    const lines = await readByHand();
    expect(lines.slice(0, good.length)).toEqual(good);
    expect(lines.slice(good.length)).toEqual(
      [
        "regel 0: zegel/trust-root v1, ondertekend door: anna bert",
        "regel 1: zegel/release v1, ondertekend door: anna bert",
        expect.stringMatching(/^regel 2: zegel\/rebuild v1, ondertekend door: (rosa ruud|ruud rosa)$/),
        "regel 3: zegel/release v1, ondertekend door: anna bert",
        "regel 4: zegel/rebuild v1, ondertekend door: ruud",
      ].map((line) =>
        typeof line === "string" && line.includes("anna") ? expect.stringMatching(/: (anna bert|bert anna)$/) : line,
      ),
    );
  });

  test("two releases with one number", async () => {
    expect(await readByHand(undefined, 12)).toContainEqual(
      expect.stringMatching(/^TWEE VERSIES: product OSV .*sequence 12/),
    );
  });

  test("what is spoilt is noticed: a hash, notes, the signature", async () => {
    const lines = await readByHand((log) => {
      spoil(join(log, "tile/0/000.p/5"));
      writeFileSync(join(log, "checkpoint"), encodeNote(checkpointOf(readLog(log), otherLogKey)));
      rmSync(join(log, notePath(textDigest(release.text))));
      writeFileSync(join(log, notePath(textDigest(root.text))), encodeNote(release));
    });
    const said = ["ANDERS: tile/0/000.p/5", "NIET ONDERTEKEND", "NIET TE KRIJGEN: notes/", "ANDERE TEKST: notes/"];
    for (const text of said) expect(lines).toContainEqual(expect.stringContaining(text));
  });

  test("a byte of an entry is noticed", async () => {
    expect(await readByHand((log) => spoil(join(log, "tile/entries/000.p/5")))).toContain("STAND KLOPT NIET");
  });

  test("half a bundle is noticed", async () => {
    const lines = await readByHand((log) => {
      const path = join(log, "tile/entries/000.p/5");
      writeFileSync(path, readFileSync(path).subarray(0, -9));
    });
    expect(lines).toContainEqual(expect.stringMatching(/^BESCHADIGD: /));
  });

  test("the four commands of the program are its own", async () => {
    const lines = [...page.matchAll(/^zegel (log audit .*)$/gm)].map(([, line = ""]) => line.split(" "));
    expect(lines).toHaveLength(4);
    const folder = temporaryFolder();
    for (const line of lines) expect(await runIn(folder, addLog, line)).toMatchObject({ status: 1 }); // no such files here
  });
});
