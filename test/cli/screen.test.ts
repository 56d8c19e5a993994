// Nothing foreign reaches a screen as it is: every command, every field that others fill in, every kind of character.

import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { encodeNote, type Note, parseNote } from "../../src/format/index.ts";
import { choice } from "../build-iso/building.ts";
import { texts } from "../distribute/office.ts";
import { makeRelease, type ReleaseFolder } from "../reproduce/release.ts";
import { mallory, passphrase, writeTestKey } from "../sign/fixtures.ts";
import { has } from "../tools.ts";
import { rebuildNote, recallNote } from "../verify/fixture.ts";
import { runIn } from "./flow.ts";

/** What each command is loaded from, by its name. */
const load: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  "build-iso": async () => (await import("../../src/cli/disc/build-iso.ts")).addBuildIso,
  ceremony: async () => (await import("../../src/cli/ceremony/ceremony.ts")).addCeremony,
  code: async () => (await import("../../src/cli/notes/code.ts")).addCode,
  compare: async () => (await import("../../src/cli/reproduce/compare.ts")).addCompare,
  crosscheck: async () => (await import("../../src/cli/crosscheck/crosscheck.ts")).addCrosscheck,
  escrow: async () => (await import("../../src/cli/reproduce/escrow.ts")).addEscrow,
  inspect: async () => (await import("../../src/cli/disc/inspect.ts")).addInspect,
  "install-list": async () => (await import("../../src/cli/disc/install-list.ts")).addInstallList,
  key: async () => (await import("../../src/cli/keys/key.ts")).addKey,
  kit: async () => (await import("../../src/cli/disc/kit.ts")).addKit,
  letter: async () => (await import("../../src/cli/distribute/letter.ts")).addLetter,
  "lint-payload": async () => (await import("../../src/cli/disc/lint-payload.ts")).addLintPayload,
  log: async () => (await import("../../src/cli/log/log.ts")).addLog,
  merge: async () => (await import("../../src/cli/notes/merge.ts")).addMerge,
  "rebuild-note": async () => (await import("../../src/cli/reproduce/rebuild-note.ts")).addRebuildNote,
  recall: async () => (await import("../../src/cli/notes/recall.ts")).addRecall,
  register: async () => (await import("../../src/cli/register/register.ts")).addRegister,
  release: async () => (await import("../../src/cli/release/release.ts")).addRelease,
  reproduce: async () => (await import("../../src/cli/reproduce/reproduce.ts")).addReproduce,
  request: async () => (await import("../../src/cli/notes/request.ts")).addRequest,
  review: async () => (await import("../../src/cli/review/review.ts")).addReview,
  root: async () => (await import("../../src/cli/root/root.ts")).addRoot,
  seal: async () => (await import("../../src/cli/disc/seal.ts")).addSeal,
  sign: async () => (await import("../../src/cli/notes/sign.ts")).addSign,
  verify: async () => (await import("../../src/cli/disc/verify.ts")).addVerify,
};

async function zegel(folder: string, args: readonly string[]) {
  const add = await load[args[0] ?? ""]?.();
  if (add === undefined) throw new Error(`no command ${args[0]}`);
  return runIn(folder, add, args);
}

/** What an opponent puts where others read. The long one would push what stands above it off the screen. */
const hostile: Readonly<Record<string, string>> = {
  ESC: "a\u001b[2Jb",
  CSI: "a\u009b2Jb",
  "bidi override": "a\u202eb",
  "bidi isolate": "a\u2066b",
  "zero-width space": "a\u200bb",
  "braille blank": "a\u2800b",
  "soft hyphen": "a\u00adb",
  "byte order mark": "a\ufeffb",
  "Hangul filler": "a\u3164b",
  "tag character": "a\u{e0041}b",
  "combining stroke": "a\u0336b",
  hebrew: "a\u05d0b",
  "700 characters": `a${"y".repeat(698)}b`,
};
const inPaths = Object.fromEntries(
  Object.entries({ ...hostile, "line feed": "a\nzegel: written", "carriage return": "a\rb" }).filter(
    ([name]) => name !== "700 characters", // no file system takes it
  ),
);

/** One of each way in which they could get through, for the longest tables. */
const few = Object.fromEntries(
  Object.entries(inPaths).filter(([name]) =>
    ["ESC", "CSI", "bidi override", "braille blank", "combining stroke", "line feed"].includes(name),
  ),
);

/** Anything that a person could not see, or that moves what she sees. Written out here, so that it is not our own word for it. */
const steering =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/u;
/** On a screen neither letters that turn a line, nor marks that strike through, nor names that fill it; JSON is for programs. */
const misleading = /[\u0590-\u08ff]|[\u0300-\u036f]|y{500}/u;
/** A line of foreign text that stands at the margin as if it were ours. */
const forgedLine = /^zegel: written/m;

function expectHarmless(what: string, { stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  for (const [stream, text] of Object.entries({ stdout, stderr })) {
    const isJson = text.startsWith("{");
    const found = steering.exec(text) ?? (isJson ? null : (misleading.exec(text) ?? forgedLine.exec(text)));
    expect(found === null ? "" : `${what}: ${stream}: ${JSON.stringify(text.slice(0, 2000))}`).toBe("");
  }
}

/** The note with one more line, by a key that nobody knows, under `name`. */
function withLine(note: Note, name: string): Note {
  const line = `— ${name} ${Buffer.alloc(68, 7).toString("base64")}\n`;
  return parseNote(Buffer.concat([encodeNote(note), Buffer.from(line)]), "test");
}

const key = ["--key", "mallory.key", "--passphrase-file", "pw"];

const described = ["--release", "described.json", "--writer", "own", "--yes"];

const withTexts = ["--root", "root.note", "--texts", "brief.json"];

/** A release's folder that is built. */
function putReleaseFolder(folder: string, from: string): void {
  mkdirSync(join(folder, "in"), { recursive: true });
  cpSync(join(from, "build"), join(folder, "build"), { recursive: true });
  cpSync(join(from, "root.note"), join(folder, "in/root-1.note"));
  writeFileSync(join(folder, "release.json"), JSON.stringify({ ...choice, recall: 0 }));
}

async function world(): Promise<ReleaseFolder> {
  const made = await makeRelease();
  writeFileSync(join(made.folder, "brief.json"), JSON.stringify(texts));
  putReleaseFolder(join(made.folder, "full"), made.folder);
  await writeTestKey(made.folder, mallory);
  writeFileSync(join(made.folder, "pw"), passphrase, { mode: 0o600 });
  return made;
}

describe.skipIf(!has("xorrisofs"))("C1: what others fill in", () => {
  test("C1: the name on a signature line, in every command that reads notes", async () => {
    const made = await world();
    const { folder } = made;
    const recall = recallNote([made.release.imageSha256]);
    const rebuild = rebuildNote(made.release, made.releaseSha256, "rosa");
    let count = 0;
    for (const [kind, name] of Object.entries({ plain: "nobody", ...hostile })) {
      if (name.includes("\u001b")) continue; // the note itself may not hold a C0 control
      const put = (file: string, note: Note) => writeFileSync(join(folder, file), encodeNote(withLine(note, name)));
      put("r.note", made.releaseNote);
      put("root.bad", made.root);
      put("b.note", rebuild);
      put("c.note", recall);
      const o = (end: string) => ["-o", `${count++}.${end}`];
      const runs: [string[], number?][] = [
        [["sign", "r.note", ...key, "--yes", "--root", "root.bad", "--rebuild", "b.note", ...o("note")], 0],
        [["sign", "c.note", ...key, "--yes", "--lang", "nl", ...o("note")], 0],
        [["request", "new", "r.note", "--root", "root.bad", ...o("request")], 0],
        [["request", "show", "r.note", "--root", "root.bad", "--rebuild", "b.note"], 0],
        [["request", "show", "r.note", "--json"], 0],
        [["merge", "r.note", ...o("note")], 0],
        [["merge", "r.note", "--root", "root.bad", ...o("note")], 0],
        [["merge", "r.note", "--root", "root.bad", "--json", ...o("note")], 0],
        [["recall", "show", "c.note"], 0],
        [["recall", "show", "c.note", "--root", "root.bad", "--lang", "nl"], 0],
        [["recall", "show", "c.note", "--json"], 0],
        [["root", "show", "root.bad"]],
        [["root", "show", "root.bad", "--json"]],
        [["root", "verify", "root.bad", "--anchor", "root.bad"], 0],
        [["root", "diff", "root.note", "root.bad"], 0],
        [["code", "r.note"], 0],
        [["rebuild-note", "verify", "b.note", "--release", "r.note", "--root", "root.bad"]],
        [["compare", "r.note", "release.note"]],
        [
          [
            "seal",
            "--image",
            "build/unsealed.iso",
            "--release",
            "r.note",
            "--root",
            "root.bad",
            "--rebuild",
            "b.note",
          ].concat(o("iso")),
          0,
        ],
        [
          [
            "verify",
            "master.iso",
            "--root",
            "root.bad",
            "--note",
            "b.note",
            "--code",
            made.code,
            "--purpose",
            "demonstration",
          ],
        ],
      ];
      for (const [args, status] of runs) {
        const outcome = await zegel(folder, args);
        if (status !== undefined)
          expect([args.join(" "), outcome.status, outcome.stderr]).toEqual([args.join(" "), status, expect.anything()]);
        expectHarmless(`${kind}: ${args.join(" ")}`, outcome);
      }
      const letter = `${count++}.html`;
      const written = await zegel(folder, ["letter", "--recall", "c.note", ...withTexts, "-o", letter]);
      expect([kind, written.status, written.stderr]).toEqual([kind, 0, expect.stringContaining("is left out")]);
      expectHarmless(`${kind}: letter`, written);
      expectHarmless(`${kind}: letter`, { stdout: readFileSync(join(folder, letter), "utf8"), stderr: "" });
    }
  });

  test("C1: sixty names of 700 characters leave the officer her sheet", async () => {
    const { folder, releaseNote } = await world();
    let note = releaseNote;
    for (let i = 0; i < 60; i++) note = withLine(note, `${i}${"y".repeat(700)}`);
    writeFileSync(join(folder, "many.note"), encodeNote(note));
    const { status, stdout } = await zegel(folder, ["sign", "many.note", ...key, "--yes", "-o", "s.note"]);
    expect(status).toBe(0);
    expect(stdout.split("\n").length).toBeLessThan(66);
    expect(stdout).toContain("(+54)");
    expect(stdout).toContain("Purpose: DEMONSTRATION");
  });

  test("C1: a path that a person or a script typed, in every command", async () => {
    const { folder } = await world();
    for (const [kind, name] of Object.entries(few)) {
      const p = `nope/${name}`;
      for (const args of [
        ["build-iso", "--payload", p, "--release", p, "--root", p, "--out", p],
        ["build-iso", "--payload", p, "--release", "r.json", "--root", "root.note", "--out", "o"],
        ["ceremony", "plan", p, "--out", p],
        ["ceremony", "rehearse", p, "--out", p],
        ["ceremony", "start", p, "-o", p],
        ["ceremony", "record", p, "--by", name, "--", "zegel", "sign", name],
        ["ceremony", "record", p, "--by", name, "--", name],
        ["ceremony", "note", p, name, "--by", name],
        ["ceremony", "close", p, "-o", p],
        ["ceremony", "verify", p, "--note", p],
        ["ceremony", "words", p],
        ["code", p],
        ["compare", p, "master.iso"],
        ["compare", "payload", "master.iso", "--html", `${p}/x`],
        ["crosscheck", "check", p],
        ["crosscheck", "check", "payload", "--hash", name],
        ["crosscheck", "check", "payload", "-o", `${p}.html`, "--lots", p],
        ["crosscheck", "files", p, "--json"],
        ["crosscheck", "sums", "payload", "--use", p],
        ["crosscheck", "seats", "payload", "--deceased", name],
        ["crosscheck", "paper", "payload", "--stations", p],
        ["crosscheck", "form", p, "--lists", p, "-o", p],
        ["escrow", "make", p, "--payload", p, "-o", p],
        ["escrow", "make", "master.iso", "--payload", `${p}.tar`, "-o", p],
        ["escrow", "check", p, "--master-sha256", name],
        ["inspect", p],
        ["install-list", p, "-o", p],
        ["install-list", "payload", "--may-change", name, "--absent", name, "-o", p],
        ["key", "new", "--name", name, "--out", p, "--passphrase-file", "pw"],
        ["key", "new", "--name", "n", "--out", p, "--passphrase-file", "pw"],
        ["key", "new", "--name", "n", "--out", "n", "--passphrase-file", p],
        ["key", "passphrase", p, "--passphrase-file", "pw", "--new-passphrase-file", p],
        ["key", "passphrase", "mallory.key", "--passphrase-file", p, "--new-passphrase-file", p],
        ["key", "show", p],
        ["key", "show", `${p}.key`, "--passphrase-file", "pw"],
        ["key", "import", p, "--name", "n", "--out", "n"],
        ["key", "import", "--pkcs11", p, "--name", "n", "--out", "n"],
        ["kit", p, "--kit-version", name, "-o", p],
        ["kit", p, "--kit-version", "1", "-o", "k.tar"],
        ["letter", p, "--root", p, "--kit", p, "--texts", p, "-o", p],
        ["letter", p, "--root", p, "--kit", p, "--texts", "brief.json", "-o", "l"],
        ["letter", "release.note", "--kit", p, ...withTexts, "-o", "l"],
        ["letter", "--recall", p, ...withTexts, "-o", "l"],
        ["letter", "--recall", "release.note", "--paper-lang", name, ...withTexts, "-o", "l"],
        ["lint-payload", p],
        ["log", "new", "--origin", name, "--out", p],
        ["log", "append", p, p, "--root", p],
        ["log", "sign", p, "--key", p, "--state", p, "--yes"],
        ["log", "request", p, "-o", p],
        ["log", "cosign", p, p, "--root", p],
        ["log", "proof", p, p, "-o", p],
        ["merge", p, "-o", p],
        ["merge", "release.note", "--key", p, "-o", p],
        ["merge", "release.note", "-o", p],
        ["rebuild-note", "new", p, "--image", p, "-o", p],
        ["rebuild-note", "new", "release.note", "--image", p, "--environment", name, "-o", "x"],
        ["rebuild-note", "verify", p, "--release", p, "--root", p],
        ["rebuild-note", "export", p, "--release", p, "--key", p, "-o", p],
        ["recall", "new", "--release", p, "--reason", name, "--date", name, "-o", "x"],
        ["recall", "new", "--release", "release.note", "--reason", name, "--date", "2027-01-01", "-o", p],
        ["recall", "add", p, "--reason", name, "--date", name, "-o", p],
        ["recall", "show", p],
        ["register", "recipients", "--csv", p, "-o", p],
        ["register", "recipients", "--eml", p, "-o", p],
        ["register", "verify", p],
        ["register", "head", p, "-o", p],
        ["register", "logged", p, p, "--root", "root.note"],
        ["register", "clerk", p, name, name],
        ["register", "void", p, name, "--reason", "verloren", "--by", name, "--by", "b"],
        ["register", "missing", p, "-o", p, "--recipients", p],
        ["log", "audit", p, "--root", p, "--since", p, "--disc", p, "--register", p],
        ["release", "start", p, "--release", p, "--payload", p, "--root", p, "--yes"],
        ["release", "start", "n", "--release", p, "--payload", p, "--root", p, "--kit", p, "--yes"],
        ["release", "start", "n", "--previous", p, "--release-version", name, "--payload", p, "--yes"],
        ["release", "collect", p, p],
        ["release", "collect", "build", p],
        ["release", "finish", p, p],
        ["release", "finish", "build", p],
        ["release", "finish", "full", "brief.json", "--toolkit", p],
        ["release", "bundle", p, "--for", "public"],
        ["release", "bundle", "full", "--for", "reviewer", "-o", `${p}.txt/x`],
        ["release", "bundle", "full", "--for", name],
        ["release", "stop", p, name],
        ["release", "stop", "build", `a${name}`],
        ["release", "status", p],
        ["release", "status", p, "--full", "--lang", name],
        ["release", "status", "build", "--html", p],
        ["release", "status", "full", "--html", `full/in/${name}`],
        ["reproduce", p, "--payload", p],
        ["reproduce", "release.note", "--payload", p, "--kit", p, "--xorriso", p],
        ["request", "new", p, "-o", p],
        ["request", "show", p, "--manifest", p],
        ["review", p],
        ["review", "build", "-o", p],
        ["review", "build", "--source", p, "--node-licence", p, "--key", p, "--yes"],
        [
          "root",
          "new",
          "--key",
          `officer:a:B:${p}`,
          "--contact",
          name,
          "--valid",
          name,
          "--group",
          name,
          "--require",
          name,
          "-o",
          "x",
        ],
        ["root", "rotate", p, "-o", p],
        ["root", "show", p],
        ["root", "diff", p, p],
        ["root", "verify", p, "--anchor", p],
        ["seal", "--image", p, "--release", p, "--root", p, "-o", p],
        ["seal", "--image", p, "--release", "release.note", "--root", "root.note", "-o", "x"],
        ["sign", p, "--key", p, "--yes"],
        ["sign", "release.note", "--key", p, "--passphrase-file", "pw", "--yes"],
        ["sign", "release.note", ...key, "--yes", "-o", p],
        ["sign", "release.note", "--key", "mallory.pub", "--pkcs11", p, "--pin-file", "pw", "--yes"],
        ["verify", p],
        ["verify", "master.iso", "--root", p, "--note", p, "--code", name, "--record", p],
        ["verify", "--installed", p, "--reference", p],
      ]) {
        const outcome = await zegel(folder, args);
        expectHarmless(`${kind}: ${JSON.stringify(args)}`, outcome);
        expect([args.join(" "), outcome.status]).not.toEqual([args.join(" "), 0]);
      }
      for (const command of Object.keys(load))
        for (const args of [
          [command, `--${name}`],
          [command, name, `-${name}`],
        ])
          expectHarmless(`${kind}: ${JSON.stringify(args)}`, await zegel(folder, args));
    }
  });

  test("C1: names of files that are there: payloads, folders, images, notes", async () => {
    const { folder } = await world();
    for (const [kind, name] of Object.entries(few)) {
      const tree = join(folder, `p${kind}`);
      writeFileSync(join(folder, "described.json"), JSON.stringify({ ...choice, recall: 0 }));
      mkdirSync(join(tree, name), { recursive: true });
      writeFileSync(join(tree, `${name}.txt`), "x");
      writeFileSync(join(tree, name, `${name}.pem`), "-----BEGIN PRIVATE KEY-----\n");
      for (const file of ["release.note", "root.note", "master.iso"])
        writeFileSync(join(folder, `${name}-${file}`), readFileSync(join(folder, file)));
      for (const place of ["in", "notes", "build"]) {
        mkdirSync(join(tree, place), { recursive: true });
        writeFileSync(join(tree, place, `${name}.note`), "x");
      }
      cpSync(join(folder, "full"), join(folder, `parent${kind}`, name), { recursive: true });
      mkdirSync(join(folder, `parent${kind}`, `${name}-leeg`));
      for (const args of [
        ["release", "start", `s${kind}`, ...described, "--payload", tree, "--root", `${name}-root.note`],
        ["release", "start", tree, ...described, "--payload", tree, "--root", "root.note"],
        ["release", "start", `s${kind}`, "--previous", tree, "--payload", tree, "--release-version", "2", "--yes"],
        ["release", "collect", "full", tree],
        ["release", "collect", "full", tree, "--json"],
        ["release", "finish", tree],
        ["release", "finish", "full", tree, "--lang", "nl"],
        ["release", "bundle", tree, "--for", "public"],
        ["release", "bundle", "full", "--for", "reviewer", "-o", tree],
        ["release", "status", tree, "--full"],
        ["release", "status", tree, "--lang", "nl"],
        ["release", "status", tree, "--json"],
        ["release", "status", tree, "--html", `h${kind}.html`],
        ["release", "status", `parent${kind}`, "--html", `${name}.html`, "--lang", "nl"],
        ["release", "status", `parent${kind}`, "--json"],
        ["build-iso", "--payload", tree, "--release", "r.json", "--root", "root.note", "--out", `o${kind}`],
        ["compare", tree, "master.iso"],
        ["compare", tree, tree, "--json"],
        ["compare", `${name}-master.iso`, "master.iso"],
        ["compare", `${name}-release.note`, "release.note"],
        ["crosscheck", "check", tree],
        ["crosscheck", "check", tree, "--json"],
        ["crosscheck", "files", tree, "--lang", "nl"],
        ["inspect", `${name}-master.iso`],
        ["inspect", `${name}-master.iso`, "--json"],
        ["install-list", tree, "-o", `l${kind}`],
        ["kit", tree, "--kit-version", "1", "-o", `k${kind}`],
        ["letter", `${name}-release.note`, "--kit", tree, ...withTexts, "-o", `l${kind}.html`],
        ["lint-payload", tree],
        ["lint-payload", tree, "--json"],
        ["request", "show", `${name}-release.note`, "--root", `${name}-root.note`],
        ["review", tree, "-o", `v${kind}`],
        ["sign", tree, ...key, "--yes"],
        ["root", "verify", `${name}-root.note`],
        ["merge", `${name}-release.note`, "--root", `${name}-root.note`, "-o", `${name}-merged.note`],
        ["sign", `${name}-release.note`, ...key, "--yes", "-o", `${name}-signed.note`],
        ["request", "new", `${name}-release.note`, "-o", `${name}-request`],
        [
          "seal",
          "--image",
          "build/unsealed.iso",
          "--release",
          `${name}-release.note`,
          "--root",
          `${name}-root.note`,
          "-o",
          `${name}-sealed.iso`,
        ],
        ["verify", tree, "--root", "root.note"],
        ["verify", `${name}-master.iso`, "--root", `${name}-root.note`],
        ["verify", "--installed", tree, "--reference", "master.iso", "--root", "root.note"],
        [
          "escrow",
          "make",
          `${name}-master.iso`,
          "--payload",
          "build/payload.tar",
          "-o",
          `${name}.tar`,
          "--toolkit",
          tree,
        ],
      ])
        expectHarmless(`${kind}: ${JSON.stringify(args)}`, await zegel(folder, args));
    }
  });

  test("C1: what stands in files: JSON keys and values, volume names, keys, xorriso's own words", async () => {
    const made = await world();
    const { folder } = made;
    const image = readFileSync(join(folder, "master.iso"));
    for (const [kind, text] of Object.entries({ ...hostile, ...inPaths })) {
      writeFileSync(
        join(folder, "d.json"),
        JSON.stringify({ [text]: text, product: text, ceremony: text, people: text }),
      );
      writeFileSync(join(folder, "bad.pub"), `${text}+${text}+${text}\n`);
      writeFileSync(join(folder, "bad.note"), `zegel/release v1\nproduct ${text}\n\n— ${text} ${text}\n`);
      for (const place of ["in", "notes"]) mkdirSync(join(folder, "folder", place), { recursive: true });
      for (const [from, to] of Object.entries({
        "d.json": "release.json",
        "bad.note": "notes/x",
        "root.note": "in/root-1.note",
      }))
        writeFileSync(join(folder, "folder", to), readFileSync(join(folder, from)));
      writeFileSync(join(folder, "folder/STOPPED.txt"), text);
      const volume = Buffer.from(image);
      volume.fill(32, 16 * 2048 + 40, 16 * 2048 + 72);
      volume.write(text.slice(0, 30), 16 * 2048 + 40, "latin1");
      volume.write(text.slice(0, 30), 16 * 2048 + 318, "latin1");
      writeFileSync(join(folder, "volume.iso"), volume);
      const fake = join(folder, "xorrisofs-fake");
      writeFileSync(fake, `#!/bin/sh\ncat "${join(folder, "d.json")}" >&2\nexit 1\n`);
      chmodSync(fake, 0o755);
      for (const args of [
        ["build-iso", "--payload", "payload", "--release", "d.json", "--root", "root.note", "--out", "o1"],
        ["reproduce", "release.note", "--payload", "payload", "--kit", "kit", "--xorriso", fake],
        ["reproduce", "bad.note", "--payload", "payload"],
        ["ceremony", "plan", "d.json", "--out", "o2"],
        ["ceremony", "verify", "d.json"],
        ["letter", "release.note", "--root", "root.note", "--kit", "kit", "--texts", "d.json", "-o", "l"],
        ["letter", "bad.note", "--kit", "kit", ...withTexts, "-o", "l"],
        ["letter", "--recall", "bad.note", ...withTexts, "-o", "l"],
        ["release", "start", "o3", "--release", "d.json", "--payload", "payload", "--root", "root.note", "--yes"],
        ["release", "start", "folder"],
        ["release", "collect", "full", "bad.note"],
        ["release", "finish", "folder"],
        ["release", "finish", "full", "bad.note"],
        ["release", "bundle", "folder", "--for", "officer"],
        ["release", "status", "folder"],
        ["release", "status", "folder", "--json"],
        ["release", "status", "folder", "--html", `status${kind}.html`],
        ["key", "show", "bad.pub"],
        ["key", "import", "bad.pub", "--name", "n", "--out", "n"],
        ["root", "new", "--key", "officer:a:B:bad.pub", "-o", "x"],
        ["code", "bad.note"],
        ["request", "show", "bad.note"],
        ["merge", "bad.note", "release.note", "-o", "x"],
        ["inspect", "volume.iso"],
        ["inspect", "volume.iso", "--json"],
        ["compare", "volume.iso", "master.iso"],
        ["verify", "volume.iso", "--root", "root.note"],
        ["verify", "master.iso", "--root", "bad.note"],
        [
          "rebuild-note",
          "new",
          "release.note",
          "--image",
          "volume.iso",
          "--against",
          "master.iso",
          "-o",
          `v${kind}.note`,
        ],
      ])
        expectHarmless(`${kind}: ${JSON.stringify(args)}`, await zegel(folder, args));
    }
  });

  test("C1, the good twin: what people can read stands as it is", async () => {
    const { folder } = await world();
    const name = "Gemeente Súdwest-Fryslân, „één” – € 5";
    writeFileSync(join(folder, `${name}.iso`), readFileSync(join(folder, "master.iso")));
    expect((await zegel(folder, ["inspect", `${name}.iso`])).stdout).toContain(`${name}.iso: `);
    expect((await zegel(folder, ["inspect", `${name}-weg.iso`])).stderr).toContain(`${name}-weg.iso`);
    const signed = await zegel(folder, ["sign", "release.note", ...key, "--yes", "-o", `${name}.note`]);
    expect([signed.status, signed.stdout]).toEqual([0, expect.stringContaining(`written:     ${name}.note\n`)]);
  });
});
