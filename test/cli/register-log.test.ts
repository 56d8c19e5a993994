// The head of a register in the public log: made, put in, signed, seen by a witness, proven, recorded, and held against the register.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { addWitness } from "../../src/cli/witness/witness.ts";
import { createBook, readBook } from "../../src/distribute/book/book.ts";
import type { Fact } from "../../src/distribute/register/index.ts";
import { encodeVKey, makeVKey, parseNote, type RootKey, textDigest } from "../../src/format/index.ts";
import { encodeWitnessState, notePath } from "../../src/log/index.ts";
import { type SigningKey, writeKey } from "../../src/sign/index.ts";
import { append, logKey, office, run, sign } from "../log/office.ts";
import { anna, bert, passphrase, rootNote, signedBy, testKey, testRoot } from "../sign/fixtures.ts";
import { putNote, refusalIn, runIn } from "./flow.ts";

/** A key of type 4. */
function witnessKey(name: string, n: number): SigningKey {
  const { seed, vkey } = testKey(name, n);
  return { seed, vkey: makeVKey(name, Buffer.from(vkey.raw, "hex"), 4) };
}
const vng = witnessKey("vng.example/w1", 21);
const line = ({ vkey }: SigningKey, role: RootKey["role"], organisation: string): RootKey => ({
  ...{ vkey, role, organisation, holder: `Houder-${organisation}` },
});
/** One witness must have seen the log. */
const root = rootNote({
  keys: [
    ...testRoot().keys.filter(({ role }) => role === "officer"),
    line(logKey, "log", "Kiesraad"),
    line(vng, "witness", "VNG"),
  ],
  groups: [
    { name: "officers", threshold: 2, members: ["anna", "bert", "cees"] },
    { name: "witnesses", threshold: 1, members: [vng.vkey.name] },
  ],
  requires: { ...testRoot().requires, rebuild: undefined, checkpoint: "witnesses" },
  logOrigin: "log.example/zegel",
});

const list = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email\n";
const facts: readonly Fact[] = [
  { kind: "opened", election: "TK2027", purpose: "final", first: "0100-F" },
  { kind: "clerk", id: "anna", organisation: "Kiesraad" },
  { kind: "clerk", id: "bert", organisation: "Kiesraad" },
];
const register = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addRegister, ["register", ...args, "--lang", "en"]);
const logged = (folder: string) => register(folder, "logged", "r", "p.tlog-proof", "--root", "root.note");
const audit = (folder: string, ...more: readonly string[]) =>
  run(folder, "audit", "log", "--root", "root.note", "--register", "r", ...more);

/** A log with a root in it, a witness, and a register with four clerks. */
async function desk(): Promise<string> {
  const folder = await office();
  putNote(folder, "root.note", await signedBy(root, anna, bert));
  await writeKey(join(folder, "vng"), vng, passphrase, 4);
  writeFileSync(join(folder, "vng.state"), encodeWitnessState({ witness: vng.vkey, logs: [] }), { mode: 0o600 });
  expect((await run(folder, ...append("root.note"))).status).toBe(0);
  expect((await run(folder, ...sign, "--new-state")).status).toBe(0);
  createBook(join(folder, "r"), facts, new Date("2027-02-01T09:00:00Z"));
  writeFileSync(join(folder, "l0.csv"), `${list}1;gsb;GSB;Juinen;nl;nee;;;;;;0123456789;\n`);
  for (const args of [
    ["recipients", "--csv", "l0.csv", "-o", "ontvangers.csv"],
    ["recipients", "r", "--csv", "ontvangers.csv", "--by", "anna", "--by", "bert"],
    ["clerk", "r", "cees", "Kiesraad"],
  ])
    expect([args, (await runIn(folder, addRegister, ["register", ...args])).status]).toEqual([args, 0]);
  return folder;
}

/** A witness reads the log itself and signs, and the log takes its line in. */
async function cosign(folder: string) {
  for (const name of ["request", "lines"]) rmSync(join(folder, name), { force: true });
  expect((await run(folder, "request", "log", "-o", "request")).status).toBe(0);
  const seen = await runIn(folder, addWitness, [
    ...["witness", "cosign", "request", "--log", encodeVKey(logKey.vkey), "--key", "vng.key", "--state", "vng.state"],
    ...["--passphrase-file", "pw", "--yes", "--entries", "log", "-o", "lines", "--lang", "en"],
  ]);
  expect((await run(folder, "cosign", "log", "lines", "--root", "root.note")).status).toBe(0);
  return seen;
}

/** Head made and in the log, signed by its key. */
async function put(folder: string) {
  expect((await register(folder, "head", "r", "-o", "head.note")).status).toBe(0);
  const appended = await run(folder, "append", "log", "head.note");
  return { appended, signed: await run(folder, ...sign) };
}

async function prove(folder: string): Promise<void> {
  rmSync(join(folder, "p.tlog-proof"), { force: true });
  expect((await run(folder, "proof", "log", "head.note", "-o", "p.tlog-proof")).status).toBe(0);
}

describe("the head of a register", () => {
  test("goes into the log as it is, and comes back as proven", async () => {
    const folder = await desk();
    const { appended, signed } = await put(folder);
    expect(appended).toMatchObject({ status: 0, stderr: "" });
    expect(appended.stdout).toContain('added:       entry 1: "head.note"');
    expect(signed.stdout).toContain("new:         entry 1: head of a register TK2027, final, line 7 (");
    const seen = await cosign(folder);
    expect(seen).toMatchObject({ status: 0, stderr: "" });
    expect(seen.stdout).toContain("entry 1: head of a register TK2027, final, line 7 (");
    await prove(folder);
    const before = await audit(folder);
    expect(before).toMatchObject({ status: 0, stderr: "" });
    expect(before.stdout).toContain("register r: heads in the log: 1, the last of line 7 of 7\n");
    expect(await logged(folder)).toMatchObject({ status: 0, stdout: expect.stringContaining("line 8: logged 7 ") });
    const { status, stdout } = await audit(folder, "--json");
    const told = JSON.parse(stdout);
    expect([status, told.entries["register-head"], told.registers]).toEqual([
      ...[0, 1],
      [{ name: "r", lines: 8, heads: 1, upTo: 7 }],
    ]);
  });

  test("twice, signed by somebody, with a root that is none, among notes that need one", async () => {
    const folder = await desk();
    await put(folder);
    const again = await run(folder, "append", "log", "head.note");
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining("is in the log already, as entry 1") });
    expect((await register(folder, "clerk", "r", "dora", "Kiesraad")).status).toBe(0);
    rmSync(join(folder, "head.note"));
    expect((await register(folder, "head", "r", "-o", "head.note")).status).toBe(0);
    const { text: own } = parseNote(readFileSync(join(folder, "head.note")), "head");
    const [line] = (await signedBy(root, anna)).signatures;
    if (line === undefined) throw new Error("not signed");
    putNote(folder, "signed.note", { text: own, signatures: [line] });
    const mixed = await run(folder, "append", "log", "head.note", "release.note");
    expect([mixed.status, mixed.stderr]).toEqual([2, expect.stringContaining("give --root")]);
    expect((await run(folder, "append", "log", "head.note", "--root", "release.note")).status).toBe(1);
    expect((await run(folder, "append", "log", "signed.note")).status).toBe(0);
    expect(readFileSync(join(folder, "log", notePath(textDigest(own))), "utf8")).toBe(`${own}\n`);
    expect((await run(folder, ...sign)).stdout).toContain("entry 2: head of a register TK2027, final, line 8 (");
    await cosign(folder);
    expect((await audit(folder)).status).toBe(0);
    writeFileSync(join(folder, "bad.note"), own.replace("lines 8", "lines 08").concat("\n"));
    const bad = await run(folder, "append", "log", "bad.note");
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining("nothing was added: its text:")]);
  });

  test("is recorded when enough witnesses saw it, and not before", async () => {
    const folder = await desk();
    await put(folder);
    await prove(folder);
    const early = await refusalIn(folder, addRegister, [
      ...["register", "logged", "r", "p.tlog-proof", "--root", "root.note"],
    ]);
    expect(early).toContain(
      "witnesses of the log under this proof: 0 (organisations: 0), needed: 1. Nothing was recorded",
    );
    await cosign(folder);
    await prove(folder);
    expect((await logged(folder)).status).toBe(0);
    expect((await readBook(join(folder, "r"))).register.logged).toMatchObject([{ upTo: 7 }]);
  });

  test("finds a register that was written anew, cut short, or never in the log", async () => {
    const folder = await desk();
    const never = await audit(folder);
    expect(never.stdout).toContain("OPEN    r: nothing of this register is in the log");
    cpSync(join(folder, "r"), join(folder, "old"));
    expect((await register(folder, "clerk", "r", "dora", "Kiesraad")).status).toBe(0);
    await put(folder);
    await cosign(folder);
    cpSync(join(folder, "r"), join(folder, "good"));
    cpSync(join(folder, "old"), join(folder, "r"));
    const cut = await audit(folder);
    expect([cut.status, cut.stdout]).toEqual([
      1,
      expect.stringContaining("OPEN    entry 1: r: the log knows line 8 of this register, and this copy has 7"),
    ]);
    expect((await register(folder, "clerk", "r", "emma", "Kiesraad")).status).toBe(0);
    const anew = await audit(folder);
    expect([anew.status, anew.stdout]).toEqual([
      31,
      expect.stringContaining("FOUND   entry 1: r: line 8 of this register is not what went into the log"),
    ]);
    cpSync(join(folder, "good"), join(folder, "r"));
    expect((await audit(folder)).status).toBe(0);
    // A register that does not hold in itself is refused before the log is asked.
    writeFileSync(join(folder, "r"), readFileSync(join(folder, "good"), "utf8").replace("clerk cees", "clerk kees"));
    const altered = await audit(folder);
    expect([altered.status, altered.stderr]).toEqual([1, expect.stringContaining("was altered")]);
  });
});
