// zegel log audit on the command line: what a journalist reads, the exit codes, and the JSON object of docs/spec/log-audit.md.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import { describeAudit } from "../../src/cli/log/audit-words.ts";
import { addLog } from "../../src/cli/log/log.ts";
import { encodeLogProof, encodeSeal } from "../../src/format/index.ts";
import { auditLog } from "../../src/log/audit/audit.ts";
import { Findings } from "../../src/log/audit/report.ts";
import { logged, newLog, proofOf, releaseUnder, rootNote, statementOn } from "../log/audited.ts";
import { makeDisc } from "../verify/fixture.ts";
import { putNote, runIn } from "./flow.ts";

const root = rootNote();
const release = releaseUnder(root);
const agreement = statementOn(release, ["rosa"]);
const dissent = statementOn(release, ["ruud"], { differs: "OSV/osv.jar" });

/** A folder with a log, a trust root, an earlier checkpoint, a seal and a proof. */
async function desk(): Promise<string> {
  const log = await logged(await newLog(), [root, release]);
  const folder = dirname(log);
  putNote(folder, "root.note", root);
  writeFileSync(join(folder, "old"), readFileSync(join(log, "checkpoint")));
  await logged(log, [agreement, dissent]);
  const logProof = proofOf(log, release);
  writeFileSync(join(folder, "proof"), encodeLogProof(logProof));
  const seal = { trustRoots: [root], release, recall: undefined, logProof };
  writeFileSync(join(folder, "good.seal"), encodeSeal({ ...seal, rebuilds: [agreement, dissent] }));
  writeFileSync(join(folder, "silent.seal"), encodeSeal({ ...seal, rebuilds: [agreement] }));
  return folder;
}

const audit = (folder: string, ...args: readonly string[]) => runIn(folder, addLog, ["log", "audit", "log", ...args]);

describe("zegel log audit", () => {
  test("nothing found, in both languages", async () => {
    const folder = await desk();
    const args = ["--root", "root.note", "--since", "old", "--since", "proof", "--disc", "good.seal"];
    const dutch = await audit(folder, ...args, "--lang", "nl");
    expect(dutch).toMatchObject({ status: 0, stderr: "" });
    expect(dutch.stdout).toContain("nagerekend:    regels: 4 (de eerste is regel 0), bestanden: 4, byte voor byte");
    expect(dutch.stdout).toContain("getuige:       holder-witness-f (Org-witness-f), zag dit op 2027-01-15T08:00:00Z");
    expect(dutch.stdout).toMatch(/\nNIETS GEVONDEN\n$/);
    const english = await audit(folder, ...args, "--lang", "en");
    expect(english.stdout).toContain("judged by:     the trust root that you gave (versions: 1)");
    expect(english.stdout).toMatch(/\nNOTHING FOUND\n$/);
  });

  test("without --root it says what that means", async () => {
    const { status, stdout } = await audit(await desk(), "--lang", "nl");
    expect(status).toBe(0);
    expect(stdout).toContain("Wie een vals logboek maakt, maakt die ook");
    expect(stdout).toMatch(/\nNIETS GEVONDEN, als de vertrouwensbasis in dit logboek de echte is\n$/);
  });

  test("a dissent that a disc leaves out, with its line", async () => {
    const { status, stdout } = await audit(
      await desk(),
      "--root",
      "root.note",
      "--disc",
      "silent.seal",
      "--lang",
      "nl",
    );
    expect(status).toBe(31);
    expect(stdout).toContain(
      "LET OP  regel 3: silent.seal: holder-ruud (Waterschap) verklaarde dat deze versie verschilt",
    );
    expect(stdout).toContain("BEVINDINGEN: 1");
  });

  test("two releases with one number", async () => {
    const folder = await desk();
    await logged(join(folder, "log"), [releaseUnder(root, { version: "2.24.4" })]);
    const { status, stdout } = await audit(folder, "--root", "root.note", "--lang", "nl");
    expect(status).toBe(31);
    expect(stdout).toContain(
      "LET OP  twee versies met nummer 12 van OSV voor TK2027, GSB, schijf 1: regel 1 en regel 4. Dit mag nooit.",
    );
  });

  test("what could not be judged ends in 1, and a wrong command line in 2", async () => {
    const folder = await desk();
    await logged(join(folder, "log"), [statementOn(release, ["rosa"], { environment: "x" })], undefined, []);
    const { status, stdout } = await audit(folder, "--root", "root.note", "--lang", "en");
    expect([status, stdout]).toEqual([1, expect.stringContaining("COULD NOT BE JUDGED")]);
    expect(await audit(folder, "--root", "nothing")).toMatchObject({ status: 1 });
    expect(await audit(folder, "--disc", "root.note", "--lang", "nl")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("gevonden geen zegel: geef het goede bestand"),
    });
    expect(await audit(folder, "--since", "silent.seal")).toMatchObject({ status: 1 });
    expect(await runIn(folder, addLog, ["log", "audit"])).toMatchObject({ status: 2 });
    expect(await runIn(folder, addLog, ["log", "audit", "."])).toMatchObject({ status: 1 });
  });

  test("a disc is a seal or a whole image", async () => {
    const folder = await desk();
    writeFileSync(join(folder, "disc.iso"), makeDisc().image);
    const { status, stdout } = await audit(folder, "--root", "root.note", "--disc", "disc.iso", "--lang", "en");
    expect([status, stdout]).toEqual([31, expect.stringContaining("is not in the log: the release itself")]);
  });

  test("the JSON object has the shape that the specification shows", async () => {
    const { status, stdout } = await audit(await desk(), "--root", "root.note", "--disc", "silent.seal", "--json");
    const page = readFileSync(join(import.meta.dirname, "../../docs/spec/log-audit.md"), "utf8");
    const [, example = "{}"] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const [told, shown] = [JSON.parse(stdout), JSON.parse(example)];
    expect([status, told.exit]).toEqual([31, 31]);
    expect(shapeOf(told)).toEqual(shapeOf(shown));
    expect(told.findings[0]).toMatchObject({ code: "SEAL_DISSENT", index: 3, values: { holder: "holder-ruud" } });
  });
});

/** Names and kinds of values, of lists that of their first element; values of findings differ by code. */
function shapeOf(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map((one) => shapeOf(one));
  if (value === null || typeof value !== "object") return typeof value;
  if (name === "values") return "values";
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one, key)]));
}

test("a log that is wrong in a thousand lines hides nothing of another kind behind them", async () => {
  const findings = new Findings();
  for (let index = 0; index < 1500; index++) {
    findings.add("ENTRY_TEXT", { why: "?" }, index);
    findings.open("ROOT_GAP", { version: index }, index);
  }
  for (const _ of [1, 2]) {
    findings.add("BRANCH", { name: "kept", size: 7 });
    findings.open("SINCE_NEWER", { name: "newer", size: 7, entries: 3 });
  }
  const { kept, count, unjudged, unjudgedCount } = findings;
  expect([kept.length, count, unjudged.length, unjudgedCount]).toEqual([1001, 1502, 1001, 1502]);
  expect([kept.at(-1)?.code, unjudged.at(-1)?.code]).toEqual(["BRANCH", "SINCE_NEWER"]);
  const few = await auditLog({
    ...{ folder: await logged(await newLog(), []), roots: [], since: [], seals: [], registers: [] },
    check: signatureCheck,
  });
  const flooded = { ...few, findings: kept, findingCount: count, unjudged, unjudgedCount };
  const said = describeAudit(flooded, "en");
  const tell = (start: string) => said.filter((line) => line.startsWith(start));
  expect([tell("FOUND").length, tell("OPEN").length]).toEqual([101, 101]);
  expect([tell("FOUND").at(-1), tell("OPEN").at(-1)]).toEqual([
    expect.stringContaining("FOUND   kept: what the log signed then"),
    expect.stringContaining("OPEN    newer: is of 7 entries"),
  ]);
  expect(said.filter((line) => line.includes("and "))).toEqual(
    expect.arrayContaining(["        and more findings: 1401", "        and more that is open: 1401"]),
  );
});
