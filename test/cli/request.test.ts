// The whole way of a request: the coordinator's folder, an officer's folder, nothing shared but what is carried.

import fs, { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addRequest } from "../../src/cli/notes/request.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import { sha256Of } from "../../src/files/digest.ts";
import { encodeManifest, encodeNote, parseNote, parseRelease, textDigest } from "../../src/format/index.ts";
import {
  anna,
  bert,
  dora,
  manifestOf,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testRelease,
  writeTestKey,
} from "../sign/fixtures.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { keyFolder, putNote, refusalIn, zegelCommand, zegelIn } from "./flow.ts";

const older = encodeManifest(manifestOf({ "a.txt": 1, "b.txt": 2 }));
const newer = encodeManifest(manifestOf({ "a.txt": 1, "b.txt": 3, "c.txt": 4 }));
const root = await signedBy(rootNote(), anna, bert);
const previous = await signedBy(releaseNote({ sequence: 11, manifests: [sha256Of(older)] }, root), anna, bert);
const change = { previous: textDigest(previous.text), manifests: [sha256Of(newer)] };
const release = releaseNote(change, root);
const digest = textDigest(release.text);
const rebuild = await signedBy(rebuildNote(release, testRelease("", { manifests: [sha256Of(newer)] })), dora);

/** What the coordinator has. */
function coordinator(): string {
  const folder = temporaryFolder();
  putNote(folder, "release.note", release);
  putNote(folder, "previous.note", previous);
  putNote(folder, "root-1.note", root);
  putNote(folder, "rebuild.note", rebuild);
  writeFileSync(join(folder, "MANIFEST"), newer);
  writeFileSync(join(folder, "MANIFEST.previous"), older);
  return folder;
}
const make = ["release.note", "--previous", "previous.note", "--root", "root-1.note", "--rebuild", "rebuild.note"];
const manifests = ["--manifest", "MANIFEST", "--manifest", "MANIFEST.previous"];

describe("a request and its responses", () => {
  it.skipIf(!has("python3"))("carried there and back: shown, confirmed on a terminal, merged", async () => {
    const desk = coordinator();
    const made = await zegelIn(desk, ["request", "new", ...make, ...manifests, "-o", "release.request"]);
    expect(made.status, made.stderr).toBe(0);
    expect(made.stdout).toContain("1 added, 1 changed, 0 gone");

    const cell = await keyFolder(); // an officer's machine: her key, the request, the previous disc
    copyFileSync(join(desk, "release.request"), join(cell, "release.request"));
    writeFileSync(join(cell, "disc-MANIFEST"), older);
    const args = ["sign", "release.request", "--key", "anna.key", "--manifest", "disc-MANIFEST", "--lang", "nl"];
    const signed = onTerminal(
      [
        ["Wachtzin van anna.key", "correct horse battery\r"],
        ["leeg stopt:", `{groups ${digest}}\n`],
      ],
      [...zegelCommand, ...args],
      cell,
    );
    expect(signed.status, signed.stdout).toBe(0);
    for (const shown of [
      "12 volgt direct op 11",
      "+ erbij: c.txt",
      "~ gewijzigd: b.txt",
      "1 gelijk, 1 nodig, 0 verschillend",
      "dora (dora, Universiteit)",
    ])
      expect(signed.stdout).toContain(shown);
    expect(signed.stdout).not.toContain("LET OP");

    copyFileSync(join(cell, "release.anna.response"), join(desk, "anna.response"));
    const one = await zegelIn(desk, [
      "merge",
      "release.note",
      "anna.response",
      "--root",
      "root-1.note",
      "-o",
      "one.note",
    ]);
    expect(one.stdout).toContain("1 of 2 needed for release: anna\nmissing:     bert (Kiesraad), cees (Kiesraad)\n");
    const bySecond = await zegelIn(cell, [
      "sign",
      "release.request",
      "--key",
      "bert.key",
      "--passphrase-file",
      "pw",
      "--yes",
    ]);
    expect(bySecond.stdout).toContain("can only be checked with ZEGEL/MANIFEST of the previous disc");
    copyFileSync(join(cell, "release.bert.response"), join(desk, "bert.response"));
    const all = ["release.note", "bert.response", "anna.response", "--root", "root-1.note", "--json", "-o", "all.note"];
    const both = await zegelIn(desk, ["merge", ...all]);
    expect(JSON.parse(both.stdout).judgement).toMatchObject({ threshold: 2, isMet: true, missing: ["cees"] });
    const merged = parseNote(readFileSync(join(desk, "all.note")), "all");
    expect(merged.signatures.map((line) => line.name).sort()).toEqual(["anna", "bert"]);
    expect(encodeNote({ ...merged, signatures: [] })).toEqual(encodeNote(release));
  });

  it("what an officer's machine would refuse, the coordinator's refuses first", async () => {
    const desk = coordinator();
    const refused = (...args: string[]) => refusalIn(desk, addRequest, ["request", "new", ...args, "-o", "x.request"]);
    putNote(desk, "other.note", releaseNote({ sequence: 10 }, root));
    expect(await refused("release.note", "--previous", "other.note")).toContain("names");
    expect(await refused(...make, "--manifest", "rebuild.note")).toContain("belongs to none");
    expect(await refused("release.note", "release.note")).toContain("one twice");
    expect(existsSync(join(desk, "x.request"))).toBe(false);
    expect(await refused(...make, ...manifests)).toBe("accepted");
    expect(await refused(...make, ...manifests)).toContain("exists already");
    expect(await refusalIn(desk, addRequest, ["request", "new", "x.request", "-o", "y.request"])).toContain("already");
  });

  it("an altered request or response is refused, and the good one taken", async () => {
    const desk = coordinator();
    await writeTestKey(desk, anna);
    writeFileSync(join(desk, "pw"), "correct horse battery", { mode: 0o600 });
    expect(await refusalIn(desk, addRequest, ["request", "new", ...make, ...manifests, "-o", "r.request"])).toBe(
      "accepted",
    );
    const sign = (path: string, ...more: string[]) =>
      refusalIn(desk, addSign, ["sign", path, "--key", "anna.key", "--passphrase-file", "pw", "--yes", ...more]);
    const text = readFileSync(join(desk, "r.request"), "utf8");
    writeFileSync(join(desk, "hidden.request"), text.replace(/changes (\d+)/, "changes 9$1"));
    writeFileSync(join(desk, "renamed.request"), text.replace("added ", "addex "));
    for (const bad of ["hidden.request", "renamed.request"]) expect(await sign(bad)).not.toBe("accepted");
    expect(await sign("r.request", "--minisig")).toContain("leave it out");
    expect(await sign("r.request", "--manifest", "MANIFEST.previous", "-o", "anna.response")).toBe("accepted");
    expect(await sign("release.note", "--qr")).toContain("add --response");

    const merge = (path: string) =>
      refusalIn(desk, addMerge, ["merge", "release.note", path, "--root", "root-1.note", "-o", `${path}.note`]);
    const answer = readFileSync(join(desk, "anna.response"), "utf8");
    const [, base64 = ""] = /signature anna \S+ (\S+)/.exec(answer) ?? [];
    const flipped = `${base64[0] === "A" ? "B" : "A"}${base64.slice(1)}`;
    writeFileSync(join(desk, "flipped"), answer.replace(base64, flipped));
    expect(await merge("flipped")).toContain("flipped: the signature by anna does not hold");
    writeFileSync(join(desk, "other"), answer.replace(digest, "0".repeat(64)));
    expect(await merge("other")).toContain("it answers another request");
    writeFileSync(join(desk, "renamed"), answer.replace("signature anna", "signature bert"));
    expect(await merge("renamed")).toBe("accepted"); // name and key id disagree: a key that no root knows
    expect(parseNote(readFileSync(join(desk, "renamed.note.incomplete")), "n").signatures[0]?.name).toBe("bert");
    expect(await merge("anna.response")).toBe("accepted");
  });

  it("several notes at once, from notes: one response", async () => {
    const folder = await keyFolder();
    putNote(folder, "one.note", releaseNote({ sequence: 1 }, root));
    putNote(folder, "two.note", releaseNote({ sequence: 2 }, root));
    const key = ["--key", "anna.key", "--passphrase-file", "pw", "--yes"];
    const signed = await zegelIn(folder, ["sign", "one.note", "two.note", ...key, "--response", "-o", "both.response"]);
    expect(signed.status, signed.stderr).toBe(0);
    for (const name of ["one", "two"]) {
      const merge = ["merge", `${name}.note`, "both.response", "-o", `${name}.signed.note`];
      expect(await refusalIn(folder, addMerge, merge)).toBe("accepted");
      const note = parseNote(readFileSync(join(folder, `${name}.signed.note`)), name);
      expect(note).toEqual(await signedBy({ text: note.text, signatures: [] }, anna));
    }
  });
});

/** A terminal's QR code as a picture: each character is two modules, the upper and the lower. */
function pictureOf(screen: string): Buffer {
  const rows = screen.split("\n").filter((line) => /^[█▀▄ ]{20,}$/.test(line));
  const isLight = { "█": [1, 1], "▀": [1, 0], "▄": [0, 1], " ": [0, 0] } as Readonly<Record<string, number[]>>;
  const modules = rows.flatMap((row) => [0, 1].map((half) => [...row].map((c) => isLight[c]?.[half] ?? 0)));
  const scale = 4;
  const pixels = modules.flatMap((row) => {
    const line = row.flatMap((light) => Array(scale).fill(light * 255) as number[]);
    return Array(scale).fill(line).flat() as number[];
  });
  const [width, height] = [(modules[0]?.length ?? 0) * scale, modules.length * scale];
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), Buffer.from(pixels)]);
}

/** From the `n`th write on, the disk is full, until what it returns is called. */
function failWritesFrom(n: number): () => void {
  const write = fs.writeSync;
  let count = 0;
  const failing = (...args: Parameters<typeof write>) => {
    count += 1;
    if (count >= n) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC", errno: -28, syscall: "write" });
    return write(...args);
  };
  const put = (as: unknown) => {
    Object.assign(fs, { writeSync: as });
    syncBuiltinESMExports();
  };
  put(failing);
  return () => put(write);
}

describe("QR codes", () => {
  it.skipIf(!has("zbarimg"))(
    "a reader that is not ours reads the response from the screen, byte for byte",
    async () => {
      const folder = await keyFolder();
      putNote(folder, "release.note", release);
      const key = ["--key", "anna.key", "--passphrase-file", "pw", "--yes"];
      const signed = await zegelIn(folder, ["sign", "release.note", ...key, "--response", "--qr", "--qr-svg", "r.svg"]);
      expect(signed.status, signed.stderr).toBe(0);
      writeFileSync(join(folder, "qr.pgm"), pictureOf(signed.stdout));
      const read = run("zbarimg", ["--raw", "--quiet", "-Sbinary", "--oneshot", "qr.pgm"], { cwd: folder });
      expect(read.stdout).toBe(readFileSync(join(folder, "release.anna.response"), "utf8"));
      expect(readFileSync(join(folder, "r.svg"), "utf8")).toMatch(/^<svg /);
    },
  );

  it("what does not fit is refused, not cut", async () => {
    const desk = coordinator();
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`map/bestand-${i}`, i]));
    writeFileSync(join(desk, "M"), encodeManifest(manifestOf(many)));
    putNote(desk, "first.note", releaseNote({ manifests: [sha256Of(encodeManifest(manifestOf(many)))] }, root));
    const args = ["request", "new", "first.note", "--manifest", "M", "-o", "first.request"];
    expect(await refusalIn(desk, addRequest, [...args, "--qr-svg", "qr.svg"])).toContain("too large for a QR code");
    expect([existsSync(join(desk, "qr.svg")), existsSync(join(desk, "first.request"))]).toEqual([false, false]);
    expect(await refusalIn(desk, addRequest, args)).toBe("accepted");
  });

  it("on a disk that fills up: request and code, response and code, several notes: all get their names or none", async () => {
    const folder = await keyFolder();
    putNote(folder, "one.note", release);
    putNote(folder, "two.note", releaseNote({ sequence: 13 }));
    const key = ["--key", "anna.key", "--passphrase-file", "pw", "--yes"];
    const before = readdirSync(folder).sort();
    for (const [add, args, made] of [
      [addRequest, ["request", "new", "one.note", "-o", "r.request", "--qr-svg", "r.svg"], ["r.request", "r.svg"]],
      [addSign, ["sign", "one.note", ...key, "--response", "--qr-svg", "a.svg"], ["a.svg", "one.anna.response"]],
      [addSign, ["sign", "one.note", "two.note", ...key], ["one.anna.note", "two.anna.note"]],
    ] as const) {
      const release = failWritesFrom(2);
      expect(await refusalIn(folder, add, args).finally(release)).toContain("cannot be written (ENOSPC)");
      expect(readdirSync(folder).sort()).toEqual(before);
      expect(await refusalIn(folder, add, args)).toBe("accepted");
      for (const name of made) rmSync(join(folder, name));
      expect(readdirSync(folder).sort()).toEqual(before);
    }
  });
});

describe("zegel request new", () => {
  it("names what else an officer's machine needs to show what changed, and nothing where all is new", async () => {
    const desk = coordinator();
    const made = await zegelIn(desk, ["request", "new", ...make, ...manifests, "-o", "r.request"]);
    expect(made.stdout).toContain("zegel sign r.request --key STEM.key --manifest PREVIOUS-DISC/ZEGEL/MANIFEST\n");
    putNote(desk, "first.note", releaseNote({ sequence: 1 }, root));
    const first = await zegelIn(desk, ["request", "new", "first.note", "-o", "first.request"]);
    expect(first.stdout).toContain("zegel sign first.request --key STEM.key\n");
  });

  it("a recall list travels with the releases and the list that explain it; another kind of note is refused", async () => {
    const desk = coordinator();
    putNote(desk, "list-1.note", await signedBy(recallNote(["1".repeat(64)]), anna, bert));
    putNote(desk, "list-2.note", recallNote(["1".repeat(64), parseRelease(previous.text).imageSha256]));
    const list = ["request", "new", "list-2.note", "--root", "root-1.note"];
    const given = ["--release", "previous.note", "--previous-recall", "list-1.note"];
    const refused = (...more: string[]) => refusalIn(desk, addRequest, [...list, ...more, "-o", "l.request"]);
    expect(await refused("--release", "list-1.note")).toContain("--release expects a release note, found a recall");
    expect(await refused("--previous-recall", "previous.note")).toContain("--previous-recall expects a recall note");
    expect(existsSync(join(desk, "l.request"))).toBe(false);
    expect(await refused(...given)).toBe("accepted");
    const shown = await zegelIn(desk, ["request", "show", "l.request", "--lang", "nl"]);
    expect(shown.stdout).toMatch(/ {2}2: NIEUW .*\n {5}OSV versie 2\.24\.3 \(nummer 11\), .*ondertekend door: /);
    expect(shown.stdout).not.toContain("LET OP");
  });
});

describe("zegel request show", () => {
  it("prints what an officer will see, as JSON too", async () => {
    const desk = coordinator();
    expect(await refusalIn(desk, addRequest, ["request", "new", ...make, ...manifests, "-o", "r.request"])).toBe(
      "accepted",
    );
    const shown = await zegelIn(desk, ["request", "show", "r.request", "--manifest", "MANIFEST.previous", "--json"]);
    expect(JSON.parse(shown.stdout).notes).toMatchObject([{ type: "release", textSha256: digest, signatures: [] }]);
    expect(JSON.parse(shown.stdout).notes[0].review.join("\n")).toContain("+ added: c.txt");
  });
});
