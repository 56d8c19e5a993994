// A reader that closes, a full disk: every command ends as its result says, or in one sentence; never in a stack.

import { spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { choice } from "../build-iso/building.ts";
import { texts } from "../distribute/office.ts";
import { makeRelease, putGiven } from "../reproduce/release.ts";
import { mallory, passphrase, writeTestKey } from "../sign/fixtures.ts";
import { has } from "../tools.ts";
import { recallNote } from "../verify/fixture.ts";
import { putNote, zegelCommand } from "./flow.ts";

type End = "open" | "closed" | "full";
interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command with streams that are read to the end, closed by their reader before anything is written, or full. */
function zegelWith(folder: string, args: readonly string[], stdout: End, stderr: End = "open"): Promise<Ended> {
  const full = openSync("/dev/full", "w");
  const place = (end: End) => (end === "full" ? full : "pipe");
  const [program, script] = zegelCommand;
  const child = spawn(program, [script, ...args], {
    cwd: folder,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", place(stdout), place(stderr)],
  });
  closeSync(full);
  if (stdout === "closed") child.stdout?.destroy();
  if (stderr === "closed") child.stderr?.destroy();
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  return new Promise((resolve) => {
    child.on("close", (status) => resolve({ status, ...said }));
  });
}

const starting = [
  ...["--release", "d.json", "--payload", "payload", "--kit", "kit", "--root", "root.note", "--yes", "--writer", "own"],
];

/** A call of every command that prints (verify has its own, stricter way), the status of its result, the file that it writes. */
const calls: readonly (readonly [args: readonly string[], status: number, out?: string])[] = [
  [["--help"], 0],
  [["build-iso", "--help"], 0],
  [["ceremony", "words", "a".repeat(64)], 0],
  [["code", "release.note", "--json"], 0],
  [["compare", "release.note", "release.note"], 0],
  [["crosscheck", "check", "telling", "-o", "OUT"], 0, "verslag.html"],
  [["crosscheck", "files", "telling"], 0],
  [["escrow", "--help"], 0],
  [["inspect", "master.iso", "--files"], 0],
  [["install-list", "kit", "-o", "OUT"], 0, "list"],
  [["key", "passphrase", "OUT", "--passphrase-file", "pw", "--new-passphrase-file", "new"], 0, "m.key"],
  [["key", "show", "mallory.pub"], 0],
  [["kit", "--help"], 0],
  [["letter", "--recall", "list.note", "--root", "root.note", "--texts", "brief.json", "-o", "OUT"], 0, "l.html"],
  [["lint-payload", "plain"], 0],
  [["log", "new", "--origin", "log.example/zegel", "--out", "OUT"], 0, "log"],
  [["merge", "release.note", "-o", "OUT"], 0, "merged.note"],
  [["merge", "alone.note", "--root", "root.note", "-o", "OUT"], 3, "alone.note.incomplete"],
  [["rebuild-note", "new", "release.note", "--image", "build/unsealed.iso", "-o", "OUT"], 0, "rebuild.note"],
  [
    ["recall", "new", "--release", "release.note", "--reason", "fout", "--date", "2027-02-01", "-o", "OUT"],
    0,
    "c.note",
  ],
  [["register", "recipients", "--csv", "lijst.csv", "-o", "OUT"], 0, "o.csv"],
  [["release", "collect", ".", "/dev/null"], 1],
  [["release", "bundle", ".", "--for", "reviewer", "-o", "/dev/null/x"], 3],
  [["release", "finish", "--help"], 0],
  [["release", "stop", "--help"], 0],
  [["release", "start", "OUT", ...starting], 0, "start"],
  [["release", "status", "."], 3],
  [["release", "status", ".", "--html", "OUT"], 3, "status.html"],
  [["release", "status", "releases", "--html", "OUT"], 3, "releases.html"],
  [["reproduce", "master.iso", "--payload", "payload", "--note", "OUT"], 0, "rebuilt.note"],
  [["request", "show", "release.note"], 0],
  [["review", "given", "--no-clean", "--writer", "own", "-o", "OUT"], 0, "review"],
  [["root", "show", "root.note"], 0],
  [
    ["seal", "--image", "build/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "OUT"],
    0,
    "m.iso",
  ],
  [["sign", "release.note", "--key", "mallory.key", "--passphrase-file", "pw", "--yes", "-o", "OUT"], 0, "s.note"],
];

describe.skipIf(!has("xorrisofs") || !existsSync("/dev/full"))("C3: every command", () => {
  test("C3: whose reader closes ends as its result says; on a full disk it says so and fails", async () => {
    const { folder, release, releaseNote } = await makeRelease();
    await writeTestKey(folder, mallory);
    for (const kind of ["closed", "full"]) copyFileSync(join(folder, "mallory.key"), join(folder, `${kind}-m.key`));
    putNote(folder, "alone.note", { ...releaseNote, signatures: releaseNote.signatures.slice(0, 1) });
    writeFileSync(
      join(folder, "lijst.csv"),
      "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email\n1;gsb;GSB;Juinen;nl;nee;;;;;;012345;\n",
    );
    writeFileSync(join(folder, "new"), "four more random words", { mode: 0o600 });
    putNote(folder, "list.note", recallNote([release.imageSha256]));
    writeFileSync(join(folder, "brief.json"), JSON.stringify(texts));
    writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
    writeFileSync(join(folder, "d.json"), JSON.stringify({ ...choice, sequence: 1, recall: 0 }));
    mkdirSync(join(folder, "releases/osv/in"), { recursive: true });
    writeFileSync(join(folder, "releases/osv/release.json"), JSON.stringify({ ...choice, sequence: 1, recall: 0 }));
    putGiven(folder);
    mkdirSync(join(folder, "plain"));
    writeFileSync(join(folder, "plain/LEESMIJ.txt"), "Lees dit eerst.\n");
    mkdirSync(join(folder, "telling"));
    for (const [name, text] of Object.entries(makeElection())) writeFileSync(join(folder, "telling", name), text);
    for (const [call, status, out] of calls) {
      const name = call.slice(0, 2).join(" ");
      const args = (kind: string) =>
        call.map((word) => (word === "OUT" ? `${kind}-${(out ?? "x").replace(/\.incomplete$/, "")}` : word));
      const [closed, full] = await Promise.all([
        zegelWith(folder, args("closed"), "closed"),
        zegelWith(folder, args("full"), "full"),
      ]);
      expect([name, closed.status]).toEqual([name, status]);
      expect([name, full.status]).toEqual([name, 1]);
      for (const { stderr } of [closed, full])
        expect([name, stderr]).toEqual([name, expect.not.stringMatching(/\n +at |node:/)]);
      expect([name, closed.stderr]).toEqual([name, expect.not.stringMatching(/EPIPE|written \(/)]);
      if (status === 0)
        expect([name, full.stderr]).toEqual([
          name,
          expect.stringMatching(/^zegel: the output cannot be written \(ENOSPC\)/m),
        ]);
      if (out !== undefined)
        expect(readdirSync(folder)).toEqual(expect.arrayContaining([`closed-${out}`, `full-${out}`]));
    }
  });

  test("C3: a stderr that nobody reads changes no result; both gone is no stack either", async () => {
    const { folder } = await makeRelease();
    const seal = ["seal", "--image", "build/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o"];
    const [warned, unheard, neither, refused] = await Promise.all([
      zegelWith(folder, [...seal, "1.iso"], "open"),
      zegelWith(folder, [...seal, "2.iso"], "open", "closed"),
      zegelWith(folder, [...seal, "3.iso"], "closed", "closed"),
      zegelWith(folder, ["inspect", "nope.iso"], "closed", "closed"),
    ]);
    expect([warned.status, warned.stderr]).toEqual([0, expect.stringContaining("zegel: warning: ")]);
    expect([unheard.status, unheard.stdout]).toEqual([0, expect.stringContaining("written:       2.iso")]);
    expect([neither.status, refused.status]).toEqual([0, 1]);
  });
});

test("C3: nothing else in the program writes to a stream", () => {
  const allowed = [
    "files/print.ts",
    "verify/program/main.ts",
    "verify/program/progress.ts",
    "verify/program/terminal.ts",
  ];
  const source = join(import.meta.dirname, "../../src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const writers = files.filter((path) =>
    /process\.std(out|err)\.write|console\.(log|error|warn|info)/.test(readFileSync(join(source, path), "utf8")),
  );
  expect(writers.filter((path) => !path.startsWith("page/") && !allowed.includes(path))).toEqual([]);
  expect(writers).toContain("verify/program/main.ts"); // the search finds what there is
});
