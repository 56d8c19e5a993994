// zegel ceremony: a rehearsal, the ceremony itself, and that both leave a transcript of the same shape; what is refused.

import { spawn } from "node:child_process";
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCeremony } from "../../src/cli/ceremony/ceremony.ts";
import { addRequest } from "../../src/cli/notes/request.ts";
import { decodeUtf8, parseNote, textDigest } from "../../src/format/index.ts";
import { parseTranscript } from "../../src/sign/ceremony/transcript/transcript.ts";
import { filesNamed, loadCeremony, type Transcript, typedCommands, writeScript } from "../../src/sign/index.ts";
import { anna, bert, check, recallNote, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, temporaryFolder } from "../tools.ts";
import { keyFolder, putNote, refusalIn, startIn, zegelCommand, zegelIn } from "./flow.ts";

const person = (id: string, role: string, more: object = {}) => ({
  id,
  role,
  name: `${id[0]?.toUpperCase()}${id.slice(1)} Jansen`,
  organisation: "Kiesraad",
  ...more,
});
const officer = (id: string, more: object = {}) => person(id, "officer", { key: id, ...more });
const description = (more: object) => ({
  ceremony: "key-enrolment",
  purpose: "final",
  title: "Sleutels 2027",
  date: "2026-12-01",
  time: "10:00",
  place: "Den Haag",
  previous: "none",
  people: [person("mies", "master"), officer("anna", { folder: "usb" }), person("wim", "witness")],
  ...more,
});
const rootWish = {
  groups: ["officers=2:anna,bert"],
  require: [
    ...["root", "release", "emergency-release", "recall"].map((name) => `${name}=officers`),
    ...["rebuild", "emergency-rebuild", "checkpoint"].map((name) => `${name}=none`),
  ],
  valid: "2026-12-01..2029-03-31",
  contact: "Kiesraad, 070 000 00 00",
};
const rootCeremony = description({
  ceremony: "root",
  people: [
    person("mies", "master"),
    officer("anna", { public: "anna.pub" }),
    officer("bert", { public: "bert.pub" }),
    person("wim", "witness"),
  ],
  root: rootWish,
});

function put(folder: string, name: string, value: object): string {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return name;
}

const transcriptIn = (folder: string, name: string): Transcript =>
  parseTranscript(readFileSync(join(folder, name)), name);

/** What is the same in a rehearsal and in the ceremony: who did what in which step, and which files came of it. */
function shapeOf({ entries }: Transcript): string[] {
  return entries
    .map(({ fact }) => {
      switch (fact.kind) {
        case "opened":
          return `opened ${fact.ceremony}`;
        case "plan":
        case "previous":
          return fact.kind;
        case "run": {
          const at = fact.words.indexOf("--passphrase-file");
          const words = fact.words.filter((word, i) => word !== "--yes" && (at < 0 || (i !== at && i !== at + 1)));
          const plain = words.map((word) => basename(word));
          return `run ${fact.step} ${fact.by} ${plain.join(" ")}`;
        }
        case "in":
        case "out":
          return `${fact.kind} ${fact.content === undefined ? "withheld" : "digested"} ${basename(fact.path)}`;
        default:
          return JSON.stringify(fact);
      }
    })
    .filter((line) => !/^in withheld (?:pw|oefenwachtwoord\.txt)$/.test(line));
}

const typedPassphrase = "zes willekeurige woorden zijn genoeg";
const prompts = ["Nieuwe wachtzin", "nog eens"].map((prompt) => [prompt, `${typedPassphrase}\n`] as const);

/** Carries out a script as people do: the new key's passphrase at its prompt. */
async function hold(folder: string, name: string): Promise<void> {
  const script = writeScript(await loadCeremony(join(folder, name), check), name, "nl");
  for (const step of script.steps) {
    for (const [, ...words] of typedCommands(script, step)) {
      const done = words.includes("new")
        ? onTerminal(prompts, ["env", "LC_ALL=C.UTF-8", ...zegelCommand, ...words], folder)
        : startIn(folder, words.includes("sign") ? [...words, "--passphrase-file", "pw", "--yes"] : words);
      expect(done.status, `${words.join(" ")}: ${done.stdout}${done.stderr}`).toBe(0);
    }
  }
}

// The rehearsals of all kinds are in ceremony.slow.ts: some hundred processes.
describe.skipIf(!has("python3"))("a ceremony", () => {
  it("leaves what its rehearsal left, step by step, and nothing secret; the next one builds on it", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "usb"));
    writeFileSync(join(folder, "pw"), typedPassphrase, { mode: 0o600 });
    const name = put(folder, "sleutels.json", description({}));
    const rehearsed = startIn(folder, ["ceremony", "rehearse", name, "--out", "oefening", "--lang", "nl"]);
    expect(rehearsed.status, rehearsed.stderr).toBe(0);
    expect(rehearsed.stdout).toContain("KETEN EN HANDTEKENINGEN KLOPPEN");
    await hold(folder, name);
    const file = "2026-12-01-key-enrolment.transcript";
    const real = transcriptIn(folder, file);
    expect(shapeOf(transcriptIn(join(folder, "oefening"), file))).toEqual(shapeOf(real));
    expect(shapeOf(real).filter((line) => /^(?:run|out)/.test(line))).toEqual([
      "run 6 anna zegel key new --name anna --out anna --lang nl",
      "out withheld anna.key",
      "out digested anna.pub",
      "run 7 anna zegel ceremony copy anna.pub anna.pub --lang nl",
      "out digested anna.pub",
      "run 8 anna zegel ceremony words anna.pub --lang nl",
    ]);
    for (const written of readdirSync(folder).filter((path) => /transcript$|note$/.test(path)))
      expect(readFileSync(join(folder, written), "utf8")).not.toContain("willekeurige");

    const previous = { transcript: file, note: file.replace(".transcript", ".signed.note") };
    const people = [person("mies", "master"), officer("anna", { public: "anna.pub" }), person("wim", "witness")];
    const root = { ...rootWish, groups: ["officers=1:anna"] };
    const next = { ...rootCeremony, people, root, previous };
    const loaded = await loadCeremony(join(folder, put(folder, "basis.json", next)), check);
    expect(loaded.previousSha256).toBe(real.sha256);
    const [program, before] = writeScript(loaded, "basis.json", "nl").steps;
    expect(program?.commands).toEqual([["--version", "--lang", "nl"]]);
    expect(before?.commands[0]?.slice(0, 3)).toEqual(["ceremony", "verify", file]);
    const unsigned = { ...previous, note: file.replace(".transcript", ".note") };
    put(folder, "basis.json", { ...next, previous: unsigned });
    await expect(loadCeremony(join(folder, "basis.json"), check)).rejects.toThrow(/found none by Anna Jansen/);
    writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace("Anna", "Anja"));
    put(folder, "basis.json", next);
    await expect(loadCeremony(join(folder, "basis.json"), check)).rejects.toThrow(/line 8 was altered/);
  }, 300_000); // some forty processes
});

/** A started ceremony with the keys of anna and bert, whose passphrase is in `pw`. */
async function startedFolder(): Promise<string> {
  const folder = await keyFolder();
  put(folder, "basis.json", rootCeremony);
  expect(await refusalIn(folder, addCeremony, ["ceremony", "start", "basis.json", "-o", "a.transcript"])).toBe(
    "accepted",
  );
  return folder;
}
const recordIn = (folder: string, words: readonly string[]) =>
  startIn(folder, ["ceremony", "record", "a.transcript", "--by", "anna", "--", ...words]);

describe("zegel ceremony record", () => {
  it("puts a failed command on the transcript, and ends as it ended", async () => {
    const folder = await startedFolder();
    const failed = recordIn(folder, ["zegel", "code", "absent.note"]);
    expect(failed.status).toBe(1);
    expect(transcriptIn(folder, "a.transcript").entries.at(-1)?.fact).toEqual({ kind: "ended", exitCode: 1 });
    expect(recordIn(folder, ["zegel", "key", "show", "anna.pub"]).status).toBe(0);
  });

  it("a merge that waits for a signature is no failed command: its file is digested, and verify says what it is", async () => {
    const folder = await startedFolder();
    putNote(folder, "root.note", await signedBy(rootNote(), anna, bert));
    putNote(folder, "by-anna.note", await signedBy(releaseNote(), anna));
    const merge = ["zegel", "merge", "by-anna.note", "--root", "root.note", "-o", "out.note"];
    expect(recordIn(folder, merge).status).toBe(3);
    const facts = transcriptIn(folder, "a.transcript").entries.map(({ fact }) => fact);
    expect(facts.at(-1)).toEqual({ kind: "ended", exitCode: 3 });
    expect(facts.at(-2)).toMatchObject({ kind: "out", path: "out.note.incomplete", content: expect.anything() });
    const said = await zegelIn(folder, ["ceremony", "verify", "a.transcript", "--lang", "nl"]);
    expect(said.stdout).toContain("opdracht uitgevoerd, nog niet compleet");
    expect(said.stdout).not.toContain("mislukte");
  });

  it("shows who signs the same text as at her desk, from its first line on: release, root and recall list", async () => {
    const folder = await startedFolder();
    const root = await signedBy(rootNote(), anna, bert);
    putNote(folder, "release.note", releaseNote({ urgency: "emergency" }, root));
    putNote(folder, "root.note", rootNote({ version: 2, previous: textDigest(root.text) }));
    putNote(folder, "recall.note", recallNote(["1".repeat(64)]));
    putNote(folder, "root-1.note", root);
    const notes = ["release.note", "root.note", "recall.note", "--root", "root-1.note", "--previous", "root-1.note"];
    expect(await refusalIn(folder, addRequest, ["request", "new", ...notes, "-o", "all.request"])).toBe("accepted");
    const sign = ["sign", "all.request", "--key", "anna.key", "--passphrase-file", "pw", "--yes", "--lang", "nl", "-o"];
    const atDesk = await zegelIn(folder, [...sign, "desk.response"]);
    const inCeremony = recordIn(folder, ["zegel", ...sign, "ceremony.response"]);
    expect([atDesk.status, inCeremony.status]).toEqual([0, 0]);
    const looks = ({ stdout }: { stdout: string }) => stdout.split("\ngeschreven: ")[0]?.split("U gaat een ").slice(1);
    expect(looks(atDesk)).toHaveLength(3);
    expect(looks(inCeremony)).toEqual(looks(atDesk));
    expect(inCeremony.stdout.split("\n").slice(0, 10)).toEqual(atDesk.stdout.split("\n").slice(0, 10));
    expect(inCeremony.stdout).toMatch(/^U gaat een versie ondertekenen\n/);
  });

  it("withholds every file that a passphrase could stand in, whatever its name", async () => {
    const folder = await startedFolder();
    copyFileSync(join(folder, "pw"), join(folder, "pw.note"));
    const show = ["zegel", "key", "show", "anna.key", "--passphrase-file=pw.note"];
    expect(recordIn(folder, show).status).toBe(0);
    const text = decodeUtf8(readFileSync(join(folder, "a.transcript")), "t");
    expect(text).toMatch(/ in withheld anna\.key\n.* in withheld pw\.note\n/);
    expect(text).not.toMatch(/ (?:in|out) [0-9]/);
    const before = process.cwd();
    process.chdir(folder);
    try {
      copyFileSync("anna.pub", "vorige-MANIFEST");
      const words = ["key", "show", "anna.key", "--passphrase-file", "pw.note", "anna.pub", "vorige-MANIFEST"];
      const seen = await filesNamed(words);
      expect(seen.map(({ path, content }) => [path, content !== undefined])).toEqual([
        ["anna.key", false],
        ["pw.note", false],
        ["anna.pub", true],
        ["vorige-MANIFEST", true],
      ]);
    } finally {
      process.chdir(before);
    }
  });

  it("runs nothing but our own commands, by somebody present, and never inside itself", async () => {
    const folder = await startedFolder();
    const before = readFileSync(join(folder, "a.transcript"));
    const refused = (...words: string[]) =>
      refusalIn(folder, addCeremony, ["ceremony", "record", "a.transcript", "--by", ...words]);
    expect(await refused("anna", "--", "sh", "-c", "true")).toMatch(/expected a zegel command behind --, found "sh"/);
    expect(await refused("truus", "--", "zegel", "code", "x")).toMatch(/--by: expected one of those present \(mies,/);
    expect(await refused("anna", "--", "zegel", "ceremony", "close", "a.transcript")).toMatch(/records itself/);
    expect(readFileSync(join(folder, "a.transcript"))).toEqual(before);
    expect(existsSync(join(folder, "a.transcript.lock"))).toBe(false);
  });

  it.skipIf(!has("python3"))(
    "killed in the middle: what was recorded stays, the next run says so; meanwhile others wait",
    async () => {
      const folder = await startedFolder();
      const words = ["ceremony", "record", "a.transcript", "--by", "anna", "--", "zegel", "key", "show", "anna.key"];
      const child = spawn(
        "python3",
        ["-c", "import pty,sys; pty.spawn(sys.argv[1:])", "env", "LC_ALL=C.UTF-8", ...zegelCommand, ...words],
        {
          cwd: folder,
          detached: true,
          stdio: ["pipe", "pipe", "ignore"],
        },
      );
      await new Promise<void>((done) => {
        let screen = "";
        child.stdout.on("data", (chunk: Buffer) => {
          screen += chunk.toString();
          if (screen.includes("Passphrase of")) done();
        });
      });
      const busy = await refusalIn(folder, addCeremony, ["ceremony", "note", "a.transcript", "x", "--by", "mies"]);
      expect(busy).toMatch(/process [0-9]+ is recording in this transcript/);
      const holder = Number(readFileSync(join(folder, "a.transcript.lock"), "utf8").split(" ")[0]);
      process.kill(holder, "SIGKILL");
      process.kill(-(child.pid ?? 0), "SIGKILL");
      await new Promise((done) =>
        (child.exitCode ?? child.signalCode) === null ? child.on("exit", done) : done(undefined),
      );
      // Killed, it is a process until whoever inherited it has asked for its end.
      const isThere = () => {
        try {
          return process.kill(holder, 0);
        } catch {
          return false;
        }
      };
      for (let i = 0; i < 500 && isThere(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(transcriptIn(folder, "a.transcript").isRunning).toBe(true);
      expect(await refusalIn(folder, addCeremony, ["ceremony", "note", "a.transcript", "x", "--by", "mies"])).toBe(
        "accepted",
      );
      const facts = transcriptIn(folder, "a.transcript").entries.map(({ fact }) => fact.kind);
      expect(facts.slice(-4)).toEqual(["run", "in", "interrupted", "note"]);
    },
  );
});

describe("zegel ceremony verify", () => {
  it("0 only for a closed transcript whose signatures hold; 3 where that was not shown; 1 with the line that was altered", async () => {
    const folder = await startedFolder();
    const verify = (...more: string[]) => zegelIn(folder, ["ceremony", "verify", "a.transcript", ...more]);
    expect(await verify()).toMatchObject({ status: 3, stdout: expect.stringContaining("NOT CLOSED") });
    expect(await refusalIn(folder, addCeremony, ["ceremony", "close", "a.transcript", "-o", "a.note"])).toBe(
      "accepted",
    );
    const note = parseNote(readFileSync(join(folder, "a.note")), "a.note");
    putNote(folder, "a.anna.note", await signedBy(note, anna));
    putNote(folder, "a.signed.note", await signedBy(note, anna, bert));
    const keys = ["--key", "anna.pub", "--key", "bert.pub"];
    expect(await verify()).toMatchObject({ status: 3, stdout: expect.stringContaining("ONLY THE CHAIN HOLDS") });
    expect(await verify("--note", "a.signed.note", ...keys)).toMatchObject({ status: 0 });
    expect(await verify("--note", "a.anna.note", ...keys)).toMatchObject({
      status: 3,
      stdout: expect.stringContaining("MISSING"),
    });
    expect(JSON.parse((await verify("--note", "a.signed.note", ...keys, "--json")).stdout)).toMatchObject({
      isClosed: true,
      minutes: { isComplete: true, signed: ["anna", "bert"] },
    });
    appendFileSync(join(folder, "a.transcript"), "x\n");
    expect(await verify("--note", "a.signed.note", ...keys)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/line 12/),
    });
  });
});

describe("a description", () => {
  it.each([
    ["a field too many", { colour: "red" }, /colour: expected no such field/],
    ["no master", { people: [officer("anna"), person("wim", "witness")] }, /exactly one master/],
    ["nobody who only watches", { people: [person("mies", "master"), officer("anna")] }, /at least one witness/],
    ["a key for a witness", { people: [person("wim", "witness", { key: "wim" })] }, /people 1: key: expected no such/],
    [
      "one key twice",
      {
        people: [officer("anna"), officer("bert", { key: "anna" }), person("mies", "master"), person("wim", "witness")],
      },
      /each id and key once/,
    ],
    [
      "a key that is there already",
      { people: [officer("anna", { public: "anna.pub" }), person("mies", "master"), person("wim", "witness")] },
      /expected nothing, as the key is made here/,
    ],
    ["a path for a file", { ceremony: "release", note: "../release.note" }, /without folder|letters, digits/],
    ["previous left out", { previous: undefined }, /previous: expected a value, found nothing/],
    ["a day that does not exist", { date: "2026-02-30" }, /date: expected a date/],
    ["a line feed in the place", { place: "Den\nHaag" }, /place/],
  ])("with %s is refused", async (_name, more, message) => {
    const folder = temporaryFolder();
    put(folder, "d.json", description(more));
    await expect(loadCeremony(join(folder, "d.json"), check)).rejects.toThrow(message);
  });

  it("as it should be is taken; a key given twice in the file is not", async () => {
    const folder = temporaryFolder();
    put(folder, "d.json", description({}));
    expect((await loadCeremony(join(folder, "d.json"), check)).people).toHaveLength(3);
    writeFileSync(join(folder, "d.json"), `{"place":"x",${JSON.stringify(description({})).slice(1)}`);
    await expect(loadCeremony(join(folder, "d.json"), check)).rejects.toThrow(/"place" twice/);
  });
});
