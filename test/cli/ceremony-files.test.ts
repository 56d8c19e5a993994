// zegel ceremony copy and result; the program in the transcript; and that an officer reads in a ceremony what she reads at her desk.

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCeremony } from "../../src/cli/ceremony/ceremony.ts";
import { encodeHashGroups, type encodeNote, encodeZegelcode, parseNote, textDigest } from "../../src/format/index.ts";
import { parseTranscript } from "../../src/sign/ceremony/transcript/transcript.ts";
import { loadCeremony, typedCommands, writeScript } from "../../src/sign/index.ts";
import { anna, bert, check, mallory, recallNote, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { keyFolder, putNote, refusalIn, runIn, startIn, zegelIn } from "./flow.ts";

const root = await signedBy(rootNote(), anna, bert);
const person = (id: string, role: string, more: object = {}) => ({
  ...{ id, role, name: `${id} Jansen`, organisation: "Kiesraad" },
  ...more,
});
const description = {
  ...{ version: 2, purpose: "demonstration", title: "Een oefening", date: "2026-12-01", time: "10:00" },
  ...{ place: "Den Haag", previous: "none", program: "none", sticks: ["kluis"], trustRoot: "root.note" },
  people: [
    person("mies", "master"),
    person("anna", "officer", { key: "anna", public: "anna.pub" }),
    person("bert", "officer", { key: "bert", public: "bert.pub" }),
    person("wim", "witness"),
  ],
};
const put = (folder: string, name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));
const copyIn = (folder: string, ...words: string[]) => refusalIn(folder, addCeremony, ["ceremony", "copy", ...words]);
const readIn = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

describe("zegel ceremony copy", () => {
  it("carries files to a stick and one to a new name, and prints the digest of each", async () => {
    const folder = await keyFolder();
    mkdirSync(join(folder, "stick"));
    const done = await runIn(folder, addCeremony, ["ceremony", "copy", "anna.pub", "bert.pub", "stick"]);
    expect([done.status, done.stdout.match(/^SHA-256: /gm)?.length]).toEqual([0, 2]);
    expect(readIn(folder, "stick/bert.pub")).toBe(readIn(folder, "bert.pub"));
    expect(await copyIn(folder, "stick/anna.pub", "again.pub")).toBe("accepted");
    expect(readIn(folder, "again.pub")).toBe(readIn(folder, "anna.pub"));
  });

  it("never copies over a file, nor half of what was asked", async () => {
    const folder = await keyFolder();
    mkdirSync(join(folder, "stick"));
    writeFileSync(join(folder, "stick/bert.pub"), "older");
    expect(await copyIn(folder, "anna.pub", "bert.pub", "stick")).toContain("exists already");
    expect([existsSync(join(folder, "stick/anna.pub")), readIn(folder, "stick/bert.pub")]).toEqual([false, "older"]);
    expect(await copyIn(folder, "anna.pub", "cees.pub", "absent")).toContain("is the stick there?");
    expect(await copyIn(folder, "anna.pub", "absent")).toContain("is the stick there?");
    mkdirSync(join(folder, "folder.note"));
    expect(await copyIn(folder, "folder.note", "stick")).toContain("expected a file, found a folder");
    expect(await copyIn(folder, "anna.pub", "bert.pub/x.pub")).not.toBe("accepted");
    expect(await copyIn(folder, "anna.pub", "anna.pub", "stick")).not.toBe("accepted");
    expect(await copyIn(folder, "absent.pub", "stick")).toContain("absent.pub");
    expect(await copyIn(folder, "anna.pub")).toContain("expected the files and where to");
    expect(await copyIn(folder, "anna.pub", "stick")).toBe("accepted");
  });

  it("copies nothing secret, under no name: its digest would stand on the transcript", async () => {
    const folder = await keyFolder();
    mkdirSync(join(folder, "stick"));
    expect(await copyIn(folder, "anna.pub", "x.key")).toContain("a new name with a public ending");
    for (const words of [
      ["anna.key", "stick"],
      ["pw", "x.note"],
      ["anna.key", "x.note"],
    ])
      expect(await copyIn(folder, ...words), words.join(" ")).toContain("expected a public file by its ending");
    symlinkSync("anna.key", join(folder, "anna.note"));
    expect(await copyIn(folder, "anna.note", "stick")).toContain("expected a public file by its ending");
    expect(await copyIn(folder, "anna.pub", "stick")).toBe("accepted");
  });
});

describe("zegel ceremony result", () => {
  const release = releaseNote({}, root);
  const result = async (notes: Readonly<Record<string, Parameters<typeof encodeNote>[0]>>, ...more: string[]) => {
    const folder = await keyFolder();
    putNote(folder, "root.note", root);
    for (const [name, note] of Object.entries(notes)) putNote(folder, name, note);
    const words = ["ceremony", "result", ...Object.keys(notes), "--root", "root.note", "--lang", "nl", ...more];
    return zegelIn(folder, words);
  };

  it("0 with digest, groups and codes where enough have signed; 3 and who is missing where not", async () => {
    const signed = await signedBy(release, anna, bert);
    const list = await signedBy(recallNote(["1".repeat(64)]), anna, bert);
    const done = await result({ "osv.note": signed, "lijst.note": list });
    expect([done.status, done.stderr]).toEqual([0, ""]);
    expect(done.stdout).toContain('GENOEG HANDTEKENINGEN: "osv.note"\nOSV versie 2.24.3 (nummer 12), schijf 1 van 1\n');
    expect(done.stdout).toContain(`Zegelcode: ${encodeZegelcode(textDigest(release.text))}\n2 geldige, 2 nodig: `);
    expect(done.stdout).toContain(`\n  ${encodeHashGroups(textDigest(list.text))}\n     1: `);
    expect(done.stdout).toMatch(/Intreklijst nummer 1 van .*\nIntrekkingscode 1: /);
    const short = await result({ "lijst.note": list, "osv.note": await signedBy(release, anna, mallory) });
    expect(short.status).toBe(3);
    expect(short.stdout).toMatch(
      /NOG NIET GENOEG HANDTEKENINGEN: "osv\.note"[\s\S]*1 geldige, 2 nodig: anna\nnog niet .* bert/,
    );
    expect(JSON.parse((await result({ "osv.note": release }, "--json")).stdout)).toMatchObject({
      notes: [{ file: "osv.note", signers: [], threshold: 2, isComplete: false }],
    });
  });

  it("is no result: a signature that does not hold, another root, a note of another kind", async () => {
    const signed = await signedBy(release, anna, bert);
    const forged = { ...signed, text: release.text.replace("2.24.3", "2.24.4") };
    expect(await result({ "osv.note": forged })).toMatchObject({ status: 1, stdout: "" });
    const foreign = await signedBy(releaseNote({}, rootNote({ contact: "een ander" })), anna, bert);
    expect(await result({ "osv.note": foreign })).toMatchObject({ status: 1, stdout: "" });
    const other = await result({ "x.note": await signedBy(rootNote({ version: 1 }), anna, bert) });
    expect(other.status).toBe(1);
    expect(other.stderr).toContain("verwacht een versie of een intreklijst");
  });
});

describe("the program that holds a ceremony", () => {
  it("stands in the transcript; another one than the description names does not begin", async () => {
    const folder = await keyFolder();
    putNote(folder, "root.note", root);
    const enrolment = { ...description, ceremony: "key-enrolment", trustRoot: undefined };
    const people = description.people.map(({ id, role, name, organisation }) =>
      person(id, role, { name, organisation, ...(role === "officer" ? { key: id } : {}) }),
    );
    const start = (out: string) => refusalIn(folder, addCeremony, ["ceremony", "start", "d.json", "-o", out]);
    put(folder, "d.json", { ...enrolment, people, program: "ab".repeat(32) });
    expect(await start("a.transcript")).toMatch(
      /expected the program that the description names \(abab .* do not begin/,
    );
    expect(existsSync(join(folder, "a.transcript"))).toBe(false);
    put(folder, "d.json", { ...enrolment, people });
    expect(await start("a.transcript")).toBe("accepted");
    const { version, entries } = parseTranscript(readFileSync(join(folder, "a.transcript")), "a.transcript");
    const program = { kind: "program", sha256: undefined, trustRoot: undefined, revision: undefined };
    expect([version, entries[2]?.fact]).toEqual([2, program]); // a checkout is many files, with no root in them
    const said = await zegelIn(folder, ["ceremony", "verify", "a.transcript", "--lang", "nl"]);
    expect(said.stdout).toMatch(/programma: +veel bestanden/);
  });
});

describe("an officer reads the same in a ceremony as at her desk", async () => {
  const before = await signedBy(releaseNote({ sequence: 11 }, root), anna, bert);
  const release = releaseNote({ previous: textDigest(before.text) }, root);
  const list = recallNote(["1".repeat(64), "b".repeat(64)]);
  const older = await signedBy(recallNote(["1".repeat(64)]), anna, bert);

  it.each([
    ["release", release, ["--previous", "before.note"], /^U gaat een versie ondertekenen\n/],
    ["recall", list, ["--previous-recall", "older.note", "--release", "before.note"], /^U gaat een intreklijst onder/],
  ] as const)("%s", async (ceremony, note, evidence, first) => {
    const folder = await keyFolder();
    mkdirSync(join(folder, "kluis"));
    for (const [name, one] of Object.entries({
      "root.note": root,
      "x.note": note,
      "before.note": before,
      "older.note": older,
    }))
      putNote(folder, name, one);
    const make = ["request", "new", "x.note", ...evidence, "--root", "root.note", "-o", "x.request"];
    expect((await zegelIn(folder, make)).status).toBe(0);
    put(folder, "d.json", { ...description, ceremony, note: "x.note", request: "x.request" });
    const script = writeScript(await loadCeremony(join(folder, "d.json"), check), "d.json", "nl");
    expect(await refusalIn(folder, addCeremony, ["ceremony", "start", "d.json", "-o", script.transcript])).toBe(
      "accepted",
    );
    const step = script.steps.find(({ commands }) => commands.some((words) => words.includes("anna.key")));
    const [, ...typed] = typedCommands(script, step!)[0] ?? [];
    const unattended = ["--passphrase-file", "pw", "--yes"];
    const inCeremony = startIn(folder, [...typed, ...unattended]);
    const atDesk = ["sign", "x.request", "--key", "anna.key", "--lang", "nl", "-o", "desk.response", ...unattended];
    const desk = await zegelIn(folder, atDesk);
    expect([desk.status, inCeremony.status], inCeremony.stderr).toEqual([0, 0]);
    const look = ({ stdout }: { stdout: string }) => stdout.split(/\n(?:written|geschreven): /)[0];
    expect(look(desk)).toMatch(first);
    expect(look(inCeremony)).toBe(look(desk));
    expect(readIn(folder, "x.anna.response")).toBe(readIn(folder, "desk.response"));
    const merge = script.steps.flatMap((one) => one.commands).find(([name]) => name === "merge") ?? [];
    const sign = startIn(folder, ["sign", "x.request", "--key", "bert.key", ...unattended, "-o", "x.bert.response"]);
    expect([sign.status, (await zegelIn(folder, merge)).status]).toEqual([0, 0]);
    const signed = parseNote(readFileSync(join(folder, "x.signed.note")), "x.signed.note");
    expect([signed.text, signed.signatures.length]).toEqual([note.text, 2]);
  });
});
