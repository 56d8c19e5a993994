// Choice 3: a slip at the folder gets a sentence and the question again; what is half there goes to the verifier, as ever.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { askInstalled } from "../../src/verify/program/guide/installed.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { type Answer, person } from "./person.ts";

const paths = ["lib/osv.jar", "lib/xml.jar", "start.cmd"];
const files = paths.map((path) => ({ path, class: "static", sha256: sha256Of(path) }) as const);
const referenceWith = (list: Uint8Array | string) =>
  folderOf(makeDisc({ payload: { ...samplePayload, [installPath]: list } }));

let work: string;
beforeEach(() => {
  work = join(temporaryFolder(), "c");
  install("OSV");
  put("foto's/oma.jpg");
  mkdirSync(at("leeg"));
});
const at = (path: string) => join(work, path);
function put(path: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), path);
}
function install(folder: string, some = paths): void {
  for (const path of some) put(`${folder}/${path}`);
}

/** What is verified in the end, and what was read and typed before. `answers`: folders of the test, or keys. */
async function ask(answers: readonly Answer[], list: Uint8Array | string = encodeInstall(files)) {
  const who = person(["j", ...answers]); // first: yes, compare with the one thing that was found
  const reference = referenceWith(list);
  const named = await askInstalled(who.dialog, [], [reference]);
  expect(who.left).toEqual([]);
  const [option, folder, ...rest] = named ?? [];
  if (named !== undefined) expect([option, ...rest]).toEqual(["--installed", "--reference", reference]);
  const screen = who.screen().replace(/\s+/g, " ");
  expect(screen).not.toMatch(/STOP|GOED|WACHT/);
  return { folder, screen };
}

describe("a slip", () => {
  test.each<[string, Answer[], RegExp]>([
    ["a folder with something else", ["foto's", "OSV"], /staat het programma niet/],
    ["an empty folder", ["leeg", "OSV"], /Deze map is leeg/],
    ["a file", ["OSV/start.cmd", "OSV"], /Dat is een bestand/],
    ["a folder that is not there", ["OVS", "OSV"], /Dat is er niet: \S+\/OVS/],
    ["the folder above it", [".", "j"], /Bedoelt u \S+\/OSV\?/],
    ["a folder in it", ["OSV/lib", "j"], /Bedoelt u \S+\/OSV\?/],
    ["the folder above it, and another is meant", [".", "n", "OSV"], /Bedoelt u/],
    ["one slip after another", ["leeg", "foto's", "OSV/lib", "n", "OSV"], /leeg.*staat het programma niet.*Bedoelt u/],
  ])("%s: told, and asked again", async (_what, answers, sentence) => {
    const { folder, screen } = await ask(
      answers.map((answer) => (/^[jn]$/.test(String(answer)) ? answer : at(String(answer)))),
    );
    expect(folder).toBe(at("OSV"));
    expect(screen).toMatch(sentence);
  });
});

describe("goes to the verifier at once", () => {
  test.each<[string, () => void, string]>([
    ["the program", () => undefined, "OSV"],
    ["half of it", () => install("half", ["lib/xml.jar"]), "half"],
    ["one file, in another case", () => put("hoog/START.CMD"), "hoog"],
  ])("%s", async (_what, make, name) => {
    make();
    const { folder, screen } = await ask([at(name)]);
    expect(folder).toBe(at(name));
    expect(screen).not.toMatch(/Bedoelt u|staat het programma niet|leeg/);
  });

  test("any folder, where the list cannot be read", async () => {
    expect((await ask([at("foto's")], "zegel/install v9\n")).folder).toBe(at("foto's"));
  });
});

describe("the place that the release names", () => {
  const listAt = (place: string) => encodeInstall(files, { place });

  test("is offered where the program is there; another may be named", async () => {
    const yes = await ask(["j"], listAt(at("OSV")));
    expect(yes.folder).toBe(at("OSV"));
    expect(yes.screen).toContain(`Staat het programma in ${at("OSV")}?`);
    install("OSV-2");
    expect((await ask(["n", at("OSV-2")], listAt(at("OSV")))).folder).toBe(at("OSV-2"));
  });

  test("is not spoken of where it is not there, or holds something else", async () => {
    for (const place of [at("weg"), at("foto's"), at("leeg"), "C:\\OSV"]) {
      const { folder, screen } = await ask([at("OSV")], listAt(place));
      expect(folder).toBe(at("OSV"));
      expect(screen).not.toMatch(/Staat het programma in/);
      expect(screen).not.toContain("weg");
    }
  });
});
