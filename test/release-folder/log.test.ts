// A release whose trust root asks for a public log: from the last signature to the proof, what is waited for and what is not taken.

import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { entriesInWords } from "../../src/cli/log/entry-words.ts";
import { encodeTrustRoot, parseTrustRoot, textDigest } from "../../src/format/index.ts";
import { entriesOf, makeLog, readLog } from "../../src/log/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { run, temporaryFolder } from "../tools.ts";
import { signText } from "../world/people.ts";
import {
  inbox,
  krant,
  type LogOffice,
  linesOver,
  logRoot,
  makeLogOffice,
  origin,
  partij,
  stranger,
  vng,
} from "./log-office.ts";
import { checkout, makeOfficeFolder, runCommand } from "./office.ts";

const finish = async ({ folder }: LogOffice, ...words: string[]) =>
  zegelIn(folder, ["release", "finish", folder, ...words, "--toolkit", await checkout()]);
const collect = ({ folder }: LogOffice, stick: string, ...words: string[]) =>
  zegelIn(folder, ["release", "collect", folder, stick, ...words]);

/** Signed by the officers, in the log, and waiting for the log's key. */
async function appended(): Promise<LogOffice> {
  const office = await makeLogOffice("joined");
  expect((await finish(office, "--log", office.log)).status).toBe(3);
  return office;
}

/** The same, signed by the log's key. */
async function signed(): Promise<LogOffice> {
  const office = await appended();
  expect((await collect(office, inbox({ "log.checkpoint": office.signed() }))).status).toBe(3);
  return office;
}

describe("states and what comes next", () => {
  test("where the log is, must be said; then the next command of each state, typed literally, gives the next", async () => {
    const office = await makeLogOffice("joined");
    const first = await office.judged();
    expect([first.codes[0], first.next?.step, first.next?.commands]).toEqual(["NO_LOG", "log", []]);
    office.put("in/log.txt", `${office.log}\n`);
    const { next } = await office.judged();
    expect(next).toMatchObject({ step: "log", who: "office" });
    expect(next?.commands).toEqual([
      `zegel log append ${office.log} in/root-1.note notes/rebuild.rosa.note notes/rebuild.ruud.note out/release.note --root in/root-1.note`,
    ]);
    for (const command of next?.commands ?? []) await runCommand(office.folder, command);
    const sign = await office.judged();
    expect([sign.codes[0], sign.next?.who, sign.next?.people]).toEqual(["LOG_UNSIGNED", "log", [origin]]);
    expect(sign.next?.commands).toEqual([
      `zegel log sign ${office.log} --key STEM.key --state STEM.state -o log.checkpoint`,
    ]);
    await collect(office, inbox({ a: office.signed() }));
    const wait = await office.judged();
    expect([wait.codes[0], wait.next?.who, wait.next?.people]).toEqual([
      "WITNESSES_MISSING",
      "witness",
      ["getuige/vng", "getuige/krant"],
    ]);
    expect(wait.next?.plain[0]).toBe(`zegel log request ${office.log} --witness getuige/vng -o getuige+vng.request`);
    await collect(office, inbox({ a: office.lines(vng), b: office.lines(krant) }));
    const prove = await office.judged();
    expect([prove.codes[0], prove.next?.commands]).toEqual([
      "NOT_PROVEN",
      [`zegel log proof ${office.log} out/release.note --root in/root-1.note -o out/release.tlog-proof`],
    ]);
    for (const command of prove.next?.commands ?? []) await runCommand(office.folder, command);
    const done = await office.judged();
    expect([done.states.log, done.allCodes]).toEqual(["done", expect.arrayContaining(["LOGGED"])]);
  });

  test("finish makes what the office can, ends in 3 and names who is missing; collect takes what comes, in any order", async () => {
    const office = await makeLogOffice("signed");
    const one = await finish(office, "--log", office.log, "--lang", "nl");
    expect([one.status, one.stderr]).toEqual([3, ""]);
    expect(one.stdout).toMatch(/^in het logboek, regel 0: in\/root-1\.note$/m);
    expect(one.stdout).toMatch(/^in het logboek, regel 2: out\/release\.note$/m);
    expect(one.stdout).toMatch(/^voor de sleutelhouder van het logboek: out\/log, \d+ bestanden/m);
    expect(one.stdout).toContain("zegel log sign out/log/log --key STEM.key --state STEM.state -o log.checkpoint");
    const two = await finish(office, inbox({ "log.checkpoint": office.signed() }), "--lang", "nl");
    expect([two.status, two.stderr]).toEqual([3, ""]);
    expect(two.stdout).toMatch(/^voor de getuigen: out\/witness, \d+ bestanden/m);
    expect(two.stdout).toContain(
      "wacht op getuigen: 0 van 2; nog niet van getuige/vng (holder-getuige-vng, VNG), getuige/krant",
    );
    const three = await finish(office, inbox({ l: office.lines(vng) }), "--lang", "nl");
    expect([three.status, three.stdout]).toEqual([
      3,
      expect.stringContaining("wacht op getuigen: 1 van 2; nog niet van getuige/krant (holder-getuige-krant, Krant)"),
    ]);
    expect(three.stdout).not.toContain("getuige+vng.request");
    expect(existsSync(join(office.folder, "out/master.iso"))).toBe(false);
  });

  test("again, with nothing new: nothing is appended or made, and the same is waited for", async () => {
    const office = await appended();
    const before = office.inLog("checkpoint.text");
    const again = await finish(office);
    expect([again.status, again.stdout, office.inLog("checkpoint.text")]).toEqual([
      3,
      expect.not.stringContaining("now: "),
      before,
    ]);
  });

  test("without a log in its root a release is what it was: no step, no word", async () => {
    const office = await makeOfficeFolder("joined");
    const { states } = await office.judged();
    expect(Object.keys(states)).not.toContain("log");
    expect((await office.status("--lang", "nl")).stdout).not.toContain("logboek");
    const ended = await zegelIn(office.folder, ["release", "finish", office.folder, "--log", temporaryFolder()]);
    expect(ended.status).toBe(1);
  });
});

describe("what is not taken, and why", () => {
  const say = async (office: LogOffice, files: Parameters<typeof inbox>[0]) =>
    (await collect(office, inbox(files), "--lang", "nl")).stdout.split("\n\n")[0];

  test("lines: of a witness not of the root, of another log, of an earlier state, cut off, twice; the good twin is taken", async () => {
    const office = await signed();
    const head = office.inLog("checkpoint").split("\n\n")[0] ?? "";
    const other = head.replace(origin, "log.example/ander");
    const early = `${origin}\n1\n${head.split("\n")[2]}`;
    const rows: [string, string, string][] = [
      ["stranger", office.lines(stranger), "getuige/vreemd is geen getuige van deze vertrouwensbasis"],
      [
        "other",
        linesOver(other, [vng]),
        "de handtekening van getuige/vng hoort niet bij de laatste ondertekende stand",
      ],
      [
        "early",
        linesOver(early, [vng]),
        "de handtekening van getuige/vng hoort niet bij de laatste ondertekende stand",
      ],
      ["cut", office.lines(vng).slice(0, 60), "niet te lezen"],
      ["log", `— ${origin} ${"A".repeat(92)}\n`, "log.example/zegel is geen getuige van deze vertrouwensbasis"],
    ];
    const said = await say(office, Object.fromEntries(rows));
    for (const [name, , why] of rows) expect(said).toContain(`niet opgenomen: ${name}: ${why}`);
    expect((await office.judged()).codes[0]).toBe("WITNESSES_MISSING");
    expect(await say(office, { a: office.lines(stranger, vng) })).toBe(
      "opgenomen: a als PLACE/checkpoint\nniet opgenomen: a: getuige/vreemd is geen getuige van deze vertrouwensbasis".replace(
        "PLACE",
        relative(realpathSync(office.folder), realpathSync(office.log)),
      ),
    );
    expect(await say(office, { a: office.lines(vng) })).toContain("had ik al: a");
    const { next, allCodes } = await office.judged();
    expect([next?.people, allCodes]).toEqual([["getuige/krant"], expect.arrayContaining(["WITNESSES_MISSING"])]);
  });

  test("checkpoints: of another log, not by its key, older; before the log is signed no line; the good twin is taken", async () => {
    const office = await appended();
    const text = office.inLog("checkpoint.text");
    const [, size = "", hash = ""] = text.split("\n");
    const unsigned = { text, signatures: office.signed(`${text}x`).signatures };
    const rows: [string, Parameters<typeof inbox>[0][string], string][] = [
      ["other", office.signed(`log.example/ander\n${size}\n${hash}\n`), "is van logboek log.example/ander"],
      ["unsigned", unsigned, "is niet ondertekend met de sleutel van het logboek"],
      ["later", office.signed(`${origin}\n9\n${hash}\n`), "is een nieuwere stand van het logboek (regels: 9, hier 3)"],
      ["early", linesOver(text.trimEnd(), [vng]), "het logboek hier is nog niet ondertekend"],
      ["state", `zegel/witness-state v1\nwitness x\n`, "is het geheugen van een getuige: dat blijft bij de sleutel"],
      ["request", `old 0\n\n${text}\n— ${origin} AAAA\n`, "is een aanvraag aan een getuige"],
    ];
    const said = await say(office, Object.fromEntries(rows));
    for (const [name, , why] of rows) expect(said).toContain(`niet opgenomen: ${name}: ${why}`);
    expect((await office.judged()).codes[0]).toBe("LOG_UNSIGNED");
    expect(await say(office, { b: linesOver(text.trimEnd(), [vng]), z: office.signed() })).toMatch(
      /^opgenomen: z als .*\nopgenomen: b als /,
    );
    expect(await say(office, { z: office.signed() })).toContain("had ik al: z");
  });

  test("two states of one size, both by the log's key: 31, both are kept, nobody is asked", async () => {
    const office = await appended();
    const text = office.inLog("checkpoint.text");
    const [, , hash = ""] = text.split("\n");
    const lie = office.signed(`${origin}\n2\n${hash}\n`);
    const ended = await collect(office, inbox({ leugen: lie }), "--lang", "nl");
    expect([ended.status, ended.stdout]).toEqual([
      31,
      expect.stringContaining("!! leugen: TWEE STANDEN VAN HET LOGBOEK SPREKEN ELKAAR TEGEN (regels: 2)"),
    ]);
    expect((await finish(office, inbox({ leugen: lie }))).status).toBe(31);
  });

  test("another release with this number in the log: 31, and nothing is appended", async () => {
    const other = await makeLogOffice("signed", { choice: { version: "2.24.9" } });
    expect((await finish(other, "--log", other.log)).status).toBe(3);
    const office = await makeLogOffice("signed");
    const ended = await finish(office, "--log", other.log, "--lang", "nl");
    expect([ended.status, ended.stdout]).toEqual([
      31,
      expect.stringContaining("regel 2 is een andere versie met dit nummer"),
    ]);
    expect(other.inLog("checkpoint.text")).toContain("\n3\n");
  });

  test("a place that is no log, one of another name, and one that was said otherwise before", async () => {
    const office = await makeLogOffice("joined");
    expect((await finish(office, "--log", temporaryFolder())).stderr).toContain("expected the folder of a log");
    office.put("in/log.txt", "../nergens\n");
    expect((await office.judged()).codes[0]).toBe("LOG_UNREAD");
    expect((await finish(office, "--log", office.log)).stderr).toContain("in/log.txt names ../nergens already");
    office.put("in/log.txt", "twee\nregels\n");
    expect((await office.judged()).codes[0]).toBe("UNREAD");
  });
});

describe("enough witnesses", () => {
  test("K of more: one of two is enough where the root says so, and a second key of one organisation counts once", async () => {
    const root = logRoot([vng, krant, partij], 2);
    const keys = (root.keys ?? []).map((key) =>
      key.vkey.name === "getuige/krant" ? { ...key, organisation: "VNG" } : key,
    );
    const office = await makeLogOffice("joined", { root: { ...root, keys } });
    await finish(office, "--log", office.log);
    await collect(office, inbox({ a: office.signed() }));
    await collect(office, inbox({ a: office.lines(vng, krant) }));
    const { codes, next } = await office.judged();
    expect([codes[0], next?.people]).toEqual(["WITNESSES_MISSING", ["getuige/partij"]]);
    await collect(office, inbox({ a: office.lines(partij) }));
    expect((await office.judged()).codes[0]).toBe("NOT_PROVEN");
  });
});

describe("bundles", () => {
  test("for the log's key and for the witnesses: what is in them, whole; again the same; another state is told", async () => {
    const office = await makeLogOffice("joined");
    const bundle = (...words: string[]) => zegelIn(office.folder, ["release", "bundle", office.folder, ...words]);
    expect((await bundle("--for", "log")).status).toBe(3);
    await finish(office, "--log", office.log);
    const names = (name: string) => readdirSync(join(office.folder, name)).sort();
    expect(names("out/log")).toEqual(["LEESMIJ.txt", "SHA256SUMS", "log"]);
    expect((await bundle("--for", "witness")).status).toBe(3);
    expect(await bundle("--for", "log")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("lay there already"),
    });
    await collect(office, inbox({ a: office.signed() }));
    expect(names("out/witness")).toEqual([
      ...["LEESMIJ.txt", "SHA256SUMS", "checkpoint.text", "getuige+krant.request", "getuige+vng.request", "log.vkey"],
    ]);
    for (const name of ["out/log", "out/witness"])
      expect(
        run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: join(office.folder, name) }).status,
      ).toBe(0);
    // Word for word what the program will show: who signs is told to stop at anything else.
    const fresh = [...entriesOf(readLog(office.log), 3)].map((entry) => new TextDecoder().decode(entry));
    for (const name of ["out/log/LEESMIJ.txt", "out/witness/LEESMIJ.txt"]) {
      const said = new TextDecoder().decode(office.read(name));
      for (const line of [...entriesInWords(fresh, 0, 3, "nl"), ...entriesInWords(fresh, 0, 3, "en")])
        expect(said).toContain(`  ${line}\n`);
      expect(said.includes("--entries")).toBe(name === "out/witness/LEESMIJ.txt");
    }
    const out = join(temporaryFolder(), "stick");
    expect((await bundle("--for", "witness", "--entries", "-o", out)).status).toBe(0);
    expect(existsSync(join(out, "log/tile/entries/000.p/3"))).toBe(true);
    expect((await bundle("--for", "log", "--entries")).status).toBe(2);
    const inside = await bundle("--for", "witness", "-o", join(office.log, "stick"));
    expect([inside.status, inside.stderr]).toEqual([1, expect.stringContaining("outside the log")]);
    const next = await office.judged();
    expect(next.next?.commands[0]).toMatch(
      /^zegel witness cosign out\/witness\/getuige\+vng\.request --log log\.example\/zegel\+/,
    );
    office.put("out/witness/checkpoint.text", "iets anders\n");
    expect((await office.judged()).codes).toContain("LOG_BUNDLE_OLD");
  });
});

test("the witnesses are gone for good: a new root with others, logged too, asks these; release and signatures stay", async () => {
  const office = await signed();
  const before = office.note("in/root-1.note");
  const others = logRoot([krant, partij], 2);
  const root = { ...parseTrustRoot(before.text), ...others, version: 2, previous: textDigest(before.text) };
  office.put("in/root-2.note", signText(encodeTrustRoot(root), ["anna", "bert"]));
  const { next, codes } = await office.judged();
  expect([codes.slice(0, 2), next?.commands]).toEqual([
    ["BUILT_OLD_ROOT", "NOT_LOGGED"],
    [
      `zegel log append ${relative(realpathSync(office.folder), realpathSync(office.log))} in/root-2.note --root in/root-1.note --root in/root-2.note`,
    ],
  ]);
  await finish(office);
  await collect(office, inbox({ a: office.signed() }));
  expect((await office.judged()).next?.people).toEqual(["getuige/krant", "getuige/partij"]);
  expect((await collect(office, inbox({ a: office.lines(vng) }))).stdout).toContain(
    "getuige/vng is no witness of this trust root",
  );
  await collect(office, inbox({ a: office.lines(krant, partij) }));
  for (const command of (await office.judged()).next?.commands ?? []) await runCommand(office.folder, command);
  expect((await office.judged()).states).toMatchObject({ signatures: "done", release: "done", log: "done" });
});

describe("what contradicts it", () => {
  /** Proven, from here on without the log. */
  async function proven(): Promise<LogOffice> {
    const office = await signed();
    await collect(office, inbox({ a: office.lines(vng, krant) }));
    for (const command of (await office.judged()).next?.commands ?? []) await runCommand(office.folder, command);
    return office;
  }

  test("a proof of another text, one cut off, one of fewer witnesses; a statement that came later; the log gone: still done", async () => {
    const office = await proven();
    const good = office.read("out/release.tlog-proof");
    expect((await office.judged()).states.log).toBe("done");
    const text = new TextDecoder().decode(good);
    const rows: [string, string, string][] = [
      [text.replace(/^index 2$/m, "index 1"), "PROOF_BAD", "het gaat over een andere tekst"],
      [text.slice(0, 60), "UNREAD", "out/release.tlog-proof: niet te gebruiken"],
      [text.replace(/^— getuige\/krant .*\n/m, ""), "PROOF_BAD", "te weinig getuigen tekenden"],
    ];
    for (const [bytes, code, says] of rows) {
      office.put("out/release.tlog-proof", bytes);
      expect((await office.judged()).codes[0]).toBe(code);
      expect((await office.status("--lang", "nl")).stdout).toContain(says);
    }
    office.put("out/release.tlog-proof", good);
    office.put("notes/later.note", office.rebuild("rosa", { scope: "source" }));
    const { stdout } = await office.status("--lang", "nl");
    expect(stdout).toContain("notes/later.note: nog niet in het logboek: zet erin met zegel log append");
    office.remove("notes/later.note");
    office.put("in/log.txt", "../weg\n");
    expect((await office.judged()).states.log).toBe("done");
  });

  test("a log of another name than the root says", async () => {
    const office = await makeLogOffice("joined");
    const other = join(temporaryFolder(), "log");
    await makeLog(other, "log.example/ander");
    office.put("in/log.txt", `${other}\n`);
    const { codes, outcome } = await office.judged();
    expect([codes[0], outcome]).toEqual(["LOG_ORIGIN", "wrong"]);
  });
});
