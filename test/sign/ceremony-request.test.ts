// A ceremony signs the officers' request: what its description must say, what the request must hold, and what its script has them do.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  encodeManifest,
  encodeNote,
  encodeVKey,
  type Note,
  parseRelease,
  type Release,
  textDigest,
} from "../../src/format/index.ts";
import {
  changesFor,
  encodeRequest,
  loadCeremony,
  manifestBytes,
  type Request,
  renderScript,
  typedCommands,
  writeScript,
} from "../../src/sign/index.ts";
import { temporaryFolder } from "../tools.ts";
import { anna, bert, check, manifestOf, recallNote, releaseNote, rootNote, signedBy } from "./fixtures.ts";

const root = await signedBy(rootNote(), anna, bert);
const older = manifestBytes("older", encodeManifest(manifestOf({ "lib/a.jar": 1 })));
const newer = manifestBytes("newer", encodeManifest(manifestOf({ "ZEGEL/kit.exe": 2, "lib/a.jar": 3 })));
const before = await signedBy(releaseNote({ sequence: 11, manifests: [older.sha256] }, root), anna, bert);
const release = releaseNote({ previous: textDigest(before.text), manifests: [newer.sha256] }, root);
const changes = changesFor(parseRelease(release.text), parseRelease(before.text), [older, newer]);
const full: Request = { notes: [release], previous: [before], trustRoots: [root], rebuilds: [], changes };
const recall = recallNote(["1".repeat(64)]);
const ofRecall: Request = { ...full, notes: [recall], previous: [], changes: [] };

/** The folder of a ceremony, with these notes too. */
function newFolder(notes: Readonly<Record<string, Note>> = {}): string {
  const folder = temporaryFolder();
  for (const { vkey } of [anna, bert]) writeFileSync(join(folder, `${vkey.name}.pub`), `${encodeVKey(vkey)}\n`);
  writeFileSync(join(folder, "older-MANIFEST"), older.bytes);
  writeFileSync(join(folder, "newer-MANIFEST"), newer.bytes);
  const all = { "root-1.note": root, "osv.unsigned.note": release, "lijst.note": recall, ...notes };
  for (const [name, note] of Object.entries(all)) writeFileSync(join(folder, name), encodeNote(note));
  return folder;
}

const officer = (key: string) => ({
  ...{ id: key, name: `${key} Jansen`, organisation: "Kiesraad", role: "officer" },
  ...{ key, public: `${key}.pub`, folder: `/media/${key}` },
});
const description = {
  ...{ version: 2, ceremony: "release", purpose: "final", title: "OSV 2.24.3", date: "2026-12-01", time: "10:00" },
  ...{ place: "Den Haag", previous: "none", program: "none", sticks: ["/media/archief"], trustRoot: "root-1.note" },
  ...{ note: "osv.unsigned.note", request: "osv.request", previousManifest: "older-MANIFEST" },
  people: [
    { id: "mies", name: "Mies Bakker", organisation: "Kiesraad", role: "master" },
    officer("anna"),
    officer("bert"),
    { id: "wim", name: "Wim Smit", organisation: "Auditdienst", role: "witness" },
  ],
};
const recallDescription = { ...description, ceremony: "recall", note: "lijst.note", previousManifest: undefined };

function load(more: object = {}, request: Request = full, of: object = description, folder = newFolder()) {
  writeFileSync(join(folder, "osv.request"), encodeRequest(request));
  writeFileSync(join(folder, "d.json"), JSON.stringify({ ...of, ...more }));
  return loadCeremony(join(folder, "d.json"), check);
}

const other = releaseNote({ sequence: 13, manifests: [newer.sha256] }, root);
const otherRoot = await signedBy(rootNote({ contact: "een ander" }), anna, bert);
const odd = (change: Partial<Release>): Note =>
  releaseNote({ previous: textDigest(before.text), manifests: [newer.sha256], ...change }, root);

describe("a final ceremony", () => {
  it("of a release and of a recall list is taken with its request", async () => {
    const loaded = await load();
    expect(loaded.toSign).toMatchObject([{ file: "osv.unsigned.note", sha256: textDigest(release.text) }]);
    expect((await load({}, ofRecall, recallDescription)).toSign).toHaveLength(1);
  });

  it.each<[string, object, Request, RegExp]>([
    [
      "no request",
      { request: undefined, previousManifest: undefined },
      full,
      /request: expected the officers' request/,
    ],
    [
      "the request of another note",
      {},
      { ...full, notes: [other] },
      /expected the text of osv\.unsigned\.note .* found/,
    ],
    ["a request for another note too", {}, { ...full, notes: [release, other] }, /asks for a signature under .* too/],
    ["a note as its request", { request: "lijst.note" }, full, /expected a request .* found another file/],
    ["no trust root in the request", {}, { ...full, trustRoots: [] }, /expected the trust root in force .*--root/],
    ["another trust root", {}, { ...full, trustRoots: [otherRoot] }, /expected the trust root in force/],
    [
      "no release before in the request",
      {},
      { ...full, previous: [] },
      /expected the release before in the request.*--previous/,
    ],
    ["no changes in the request", {}, { ...full, changes: [] }, /what changed in the files of disc 1 .*--manifest/],
    ["no manifest of the release before", { previousManifest: undefined }, full, /previousManifest: .* found none/],
    ["another manifest", { previousManifest: "newer-MANIFEST" }, full, /previousManifest: .* found another/],
    ["one manifest too many", { previousManifest: ["older-MANIFEST", "root-1.note"] }, full, /belongs to none/],
    ["no sticks", { sticks: undefined }, full, /sticks: expected a value/],
    ["no program", { program: undefined }, full, /program: expected a value/],
    ["half a digest of the program", { program: "1234 5678" }, full, /SHA-256/],
    ["one note twice", { note: ["osv.unsigned.note", "osv.unsigned.note"] }, full, /note: expected each file once/],
    [
      "a request that would not be copied",
      { request: "osv.verzoek" },
      full,
      /osv\.verzoek: expected a name with a public/,
    ],
    ["a version to come", { version: 3 }, full, /version: expected 2 .* found "3"/],
    ["version 1 and a request", { version: undefined }, full, /expected no such field here/],
  ])("with %s is refused", async (_what, more, request, message) => {
    await expect(load(more, request)).rejects.toThrow(message);
  });

  it("of a release under another root than the one in force is refused", async () => {
    const note = odd({ trustRoot: textDigest(otherRoot.text) });
    const folder = newFolder({ "odd.note": note });
    const request = { ...full, notes: [note] };
    await expect(load({ note: "odd.note" }, request, description, folder)).rejects.toThrow(
      /odd\.note: names the trust root/,
    );
  });

  it("of a recall list without a request is refused; a rehearsal of one is not", async () => {
    const bare = { request: undefined };
    await expect(load(bare, ofRecall, recallDescription)).rejects.toThrow(/expected the officers' request/);
    expect((await load({ ...bare, purpose: "demonstration" }, ofRecall, recallDescription)).request).toBeUndefined();
  });

  it("of two discs signs one request for both notes, and joins each", async () => {
    const manifests = [newer.sha256, older.sha256];
    const discs = [1, 2].map((disc) => releaseNote({ disc, manifests, previous: undefined }, root));
    const given = { "1.note": discs[0]!, "2.note": discs[1]! };
    const all = discs.flatMap(({ text }) => changesFor(parseRelease(text), undefined, [older, newer]));
    const more = { note: ["1.note", "2.note"], previousManifest: undefined };
    const loaded = await load(
      more,
      { ...full, notes: discs, previous: [], changes: all },
      description,
      newFolder(given),
    );
    const script = writeScript(loaded, "d.json", "nl");
    const merges = script.steps.flatMap((step) => step.commands.filter(([name]) => name === "merge"));
    expect(merges.map((words) => words.slice(0, 4)).slice(0, 2)).toEqual([
      ["merge", "1.note", "osv.anna.response", "osv.bert.response"],
      ["merge", "2.note", "osv.anna.response", "osv.bert.response"],
    ]);
    const page = renderScript(loaded, script, loaded.people[0]!, "nl");
    for (const { zegelcode } of loaded.toSign) expect(page).toContain(zegelcode);
    const half = { ...full, notes: discs.slice(1), previous: [], changes: [] };
    await expect(load(more, half, description, newFolder(given))).rejects.toThrow(/1\.note/);
  });
});

describe("the script", () => {
  const commandsOf = async (more: object = {}, request?: Request, of?: object) => {
    const script = writeScript(await load(more, request, of), "d.json", "nl");
    return script.steps.flatMap((step) => typedCommands(script, step).map((words) => words.join(" ")));
  };

  it("begins with the program, has each officer sign the request, and ends with the checked output on the sticks", async () => {
    const commands = await commandsOf();
    const recorded = "zegel ceremony record 2026-12-01-release.transcript --step";
    expect(commands[0]).toBe("zegel --version --lang nl");
    expect(
      commands.filter((line) => / sign osv| merge osv| request show| result | copy osv| copy d/.test(line)),
    ).toEqual([
      `${recorded} 8 --by mies -- zegel request show osv.request --manifest older-MANIFEST --lang nl`,
      `${recorded} 9 --by anna -- zegel sign osv.request --key /media/anna/anna.key --manifest older-MANIFEST -o osv.anna.response --lang nl`,
      `${recorded} 10 --by bert -- zegel sign osv.request --key /media/bert/bert.key --manifest older-MANIFEST -o osv.bert.response --lang nl`,
      `${recorded} 11 --by mies -- zegel merge osv.unsigned.note osv.anna.response osv.bert.response --root root-1.note -o osv.note --lang nl`,
      `${recorded} 12 --by mies -- zegel ceremony result osv.note --root root-1.note --lang nl`,
      `${recorded} 13 --by mies -- zegel ceremony copy d.json osv.request osv.anna.response osv.bert.response osv.unsigned.note osv.note /media/archief --lang nl`,
    ]);
    expect(commands.join("\n")).not.toMatch(/(^|\s)cp /m);
  });

  it("of a recall list is the same", async () => {
    const lines = (await commandsOf({}, ofRecall, recallDescription)).filter((line) => / sign osv| result /.test(line));
    expect(lines.map((line) => line.replace(/^.* -- /, ""))).toEqual([
      "zegel sign osv.request --key /media/anna/anna.key -o osv.anna.response --lang nl",
      "zegel sign osv.request --key /media/bert/bert.key -o osv.bert.response --lang nl",
      "zegel ceremony result lijst.signed.note --root root-1.note --lang nl",
    ]);
  });

  it("shows the program's digest to compare, and warns who still signs without a request", async () => {
    const program = "ab".repeat(32);
    const loaded = await load({ program });
    const script = writeScript(loaded, "d.json", "nl");
    expect(script.blocks[0]).toMatchObject({ letter: "A", sha256: program });
    const page = renderScript(loaded, script, loaded.people[0]!, "nl");
    expect(page).not.toContain("LET OP: deze beschrijving");
    const { version, request, previousManifest, program: _, sticks, ...old } = { ...description };
    const blind = await load({}, full, old);
    expect([version, request, previousManifest, sticks.length]).toEqual([2, "osv.request", "older-MANIFEST", 1]);
    expect(blind.version).toBe(1);
    const oldScript = writeScript(blind, "d.json", "nl");
    expect(renderScript(blind, oldScript, blind.people[0]!, "nl")).toContain(
      "LET OP: deze beschrijving is van versie 1",
    );
    expect(oldScript.steps.at(-1)?.text).toContain("Kopieer de openbare bestanden");
  });
});
