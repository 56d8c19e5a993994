// A release with a public log to its end: the proof in the seal, and the Sunday on which no witness answers: pressed without it, WACHT, and
// ECHT once the proof is given beside the disc.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeZegelcode, parseLogProof, parseSeal, sealSize } from "../../src/format/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { run } from "../tools.ts";
import { inbox, krant, type LogOffice, makeLogOffice, vng } from "./log-office.ts";
import { checkout, runCommand } from "./office.ts";

const finish = async ({ folder }: LogOffice, ...words: string[]) =>
  zegelIn(folder, ["release", "finish", folder, ...words, "--toolkit", await checkout(), "--lang", "nl"]);

const sealIn = (office: LogOffice) => {
  const { sealOffset } = office.release().release;
  return parseSeal(office.read("out/master.iso").slice(sealOffset, sealOffset + sealSize));
};
const code = (office: LogOffice) => encodeZegelcode(office.release().sha256);
const verify = (office: LogOffice, ...words: string[]) => {
  const roots = readdirSync(join(office.folder, "in")).filter((name) => /^root/.test(name));
  const given = roots.flatMap((name) => ["--root", `in/${name}`]);
  return zegelIn(office.folder, [
    ...["verify", "out/master.iso", ...given, "--code", code(office), "--purpose", "by-code"],
    ...words,
  ]);
};
const letterIn = (office: LogOffice) => readFileSync(join(office.folder, "out/letter.html"), "utf8");

describe("to the end", () => {
  test("with its proof: ECHT, and seal, public bundle, digests and escrow bundle hold it", async () => {
    const office = await makeLogOffice("signed");
    await finish(office, "--log", office.log);
    await finish(office, inbox({ a: office.signed() }));
    const ended = await finish(office, inbox({ a: office.lines(vng, krant) }));
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toContain("out/master.iso: dit programma zegt ECHT");
    expect(ended.stdout).toContain("--log-proof out/release.tlog-proof -o out/master.iso");
    const proof = office.read("out/release.tlog-proof");
    expect(sealIn(office).logProof).toEqual(parseLogProof(proof));
    expect(office.read("out/public/out/release.tlog-proof")).toEqual(proof);
    expect(new TextDecoder().decode(office.read("out/SHA256SUMS"))).toContain("  release.tlog-proof\n");
    const kept = run("tar", ["-xOf", "out/escrow.tar", "notes/release.tlog-proof"], { cwd: office.folder });
    expect(kept.stdout).toBe(new TextDecoder().decode(proof));
    expect((await verify(office)).status).toBe(0);
    expect(letterIn(office)).not.toContain("bewijs van het openbare logboek");
    const again = await finish(office);
    expect([again.status, again.stdout.match(/^nu: /gm)?.length]).toEqual([0, 1]); // the master is verified, nothing is made
  });

  test("Sunday: not before it is in the log; then pressed without proof, 25; the proof comes, beside the disc ECHT", async () => {
    const office = await makeLogOffice("signed");
    const sunday = ["--without-proof", "Zondag: geen getuige antwoordt"];
    expect(await finish(office, ...sunday)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("--without-proof: dat kan pas"),
    });
    const texts = office.read("in/texts.json");
    office.remove("in/texts.json"); // it then ends at the master: minutes of the suite are escrow bundles
    office.put("WITHOUT-PROOF.txt", "met de hand\n"); // before it is in the log that excuses nothing
    expect((await office.judged()).states).toMatchObject({ log: "waiting", master: "later" });
    office.remove("WITHOUT-PROOF.txt");
    await finish(office, "--log", office.log);
    expect((await finish(office, "--without-proof", "")).status).toBe(2);
    await finish(office, inbox({ a: office.signed() }));
    const pressed = await finish(office, ...sunday);
    expect([pressed.status, pressed.stderr]).toEqual([3, expect.stringContaining("geef het met --log-proof")]);
    expect(pressed.stdout).toContain("out/master.iso: dit programma zegt ONVOLDOENDE_HERBOUW");
    expect(pressed.stdout).toContain(
      "DE SCHIJVEN GAAN ZONDER LOGBOEKBEWIJS NAAR DE PERSING (Zondag: geen getuige antwoordt)",
    );
    expect(pressed.stdout).toContain("wacht op getuigen: 0 van 2");
    office.put("in/texts.json", texts);
    const { next } = await office.judged();
    expect(next?.commands[0]).toContain("--without-proof -o out/letter.html");
    for (const command of next?.commands ?? []) await runCommand(office.folder, command);
    expect(letterIn(office)).toContain("Er komt nog een bestand: het bewijs van het openbare logboek.");
    const { outcome, states } = await office.judged();
    expect([outcome, states]).toEqual([
      "waiting",
      expect.objectContaining({ log: "waiting", master: "done", letter: "done", escrow: "waiting" }),
    ]);
    expect((await verify(office)).status).toBe(25);
    const master = office.read("out/master.iso");

    office.remove("in/texts.json");
    await finish(office, inbox({ a: office.lines(vng), b: office.lines(krant) }));
    expect((await office.judged()).states).toMatchObject({ log: "done", master: "done" });
    expect(office.read("out/master.iso")).toEqual(master);
    expect((await verify(office)).status).toBe(25);
    expect((await verify(office, "--note", "out/release.tlog-proof")).status).toBe(0);
  });
});
