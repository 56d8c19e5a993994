// Every command that makes a file, on a disk that fails: no half file under a final name, nothing written over, never exit
// 0, and one sentence.

import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { appendNotes, makeLog } from "../../src/log/index.ts";
import { openKey, readPublicKey } from "../../src/sign/index.ts";
import { choice } from "../build-iso/building.ts";
import { texts } from "../distribute/office.ts";
import { cheap, errno, type Job, makeLibrary, runAlone, runJobs } from "../files/faults.ts";
import { makeRelease, putGiven, sealRelease } from "../reproduce/release.ts";
import { anna, bert, passphrase, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { has, run } from "../tools.ts";
import { rebuildNote, recallNote } from "../verify/fixture.ts";
import { keyFolder, putNote } from "./flow.ts";

vi.setConfig({ testTimeout: 600_000 }); // some two hundred commands a test: on a busy machine more than the usual limit

/** Beside a release's folder: keys, notes to sign, the parts of a kit, the description of a ceremony, a checkout. */
async function prepare(): Promise<{ folder: string; code: string; library: string }> {
  const made = await makeRelease();
  const { folder, code } = made;
  const rebuilds = ["rosa", "ruud"].map((name) => rebuildNote(made.release, made.releaseSha256, name));
  await sealRelease(made, rebuilds, "two.iso");
  cpSync(await keyFolder(), folder, { recursive: true });
  putNote(folder, "to-sign.note", releaseNote());
  for (const key of [anna, bert]) putNote(folder, `by-${key.vkey.name}.note`, await signedBy(releaseNote(), key));
  putNote(folder, "their-root.note", await signedBy(rootNote(), anna, bert));
  const { publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(join(folder, "foreign.pem"), publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(join(folder, "release.json"), JSON.stringify({ ...choice, recall: 0 }));
  writeFileSync(join(folder, "ceremony.json"), JSON.stringify(ceremony));
  mkdirSync(join(folder, "releases/osv/in"), { recursive: true });
  writeFileSync(join(folder, "releases/osv/release.json"), JSON.stringify({ ...choice, recall: 0 }));
  await makeLog(join(folder, "log"), "log.example/zegel");
  const { log } = await appendNotes(join(folder, "log"), [releaseNote()]);
  putNote(folder, "log/checkpoint", { text: log.text, signatures: [] });
  putNote(folder, "list.note", recallNote([made.release.imageSha256]));
  writeFileSync(join(folder, "brief.json"), JSON.stringify(texts));
  putGiven(folder);
  mkdirSync(join(folder, "parts"));
  for (const name of ["LICENTIES.txt", "controlepagina.html", "controleprogramma.exe", "zegel-verify-linux-x64"])
    writeFileSync(join(folder, "parts", name), `bytes of ${name}\n`);
  cpSync(join(import.meta.dirname, "../../kit"), join(folder, "texts"), { recursive: true });
  mkdirSync(join(folder, "telling"));
  for (const [name, text] of Object.entries(makeElection())) writeFileSync(join(folder, "telling", name), text);
  makeCheckout(join(folder, "toolkit"));
  return { folder, code, library: makeLibrary(folder) };
}

const person = (id: string, role: string, more: object = {}) => ({
  ...{ id, role, name: `${id} Jansen`, organisation: "Kiesraad" },
  ...more,
});
const ceremony = {
  ...{ ceremony: "key-enrolment", purpose: "final", title: "Sleutels 2027", date: "2026-12-01", time: "10:00" },
  ...{ place: "Den Haag", previous: "none" },
  people: [
    person("mies", "master"),
    person("anna", "officer", { key: "anna", folder: "usb" }),
    person("wim", "witness"),
  ],
};

function makeCheckout(folder: string): void {
  mkdirSync(join(folder, "docs/spec"), { recursive: true });
  writeFileSync(join(folder, "package-lock.json"), "{}\n");
  writeFileSync(join(folder, "docs/spec/recipe.md"), "# Recipe\n");
  const as = ["-c", "user.name=t", "-c", "user.email=t@example.nl", "-C", folder];
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["commit", "-qm", "x"],
  ])
    expect(run("git", [...as, ...args]).status).toBe(0);
}

const secret = ["--passphrase-file", "pw"];
const signing = ["sign", "to-sign.note", "--key", "anna.key", ...secret, "--yes", "-o", "@/x.note"];
const requirements = [
  ...["root", "release", "emergency-release", "recall"].flatMap((name) => ["--require", `${name}=officers`]),
  ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((name) => ["--require", `${name}=none`]),
];
const rooted = ["--group", "officers=1:anna", "--key", "officer:Anna:Kiesraad:anna.pub", ...requirements];
const verifying = ["verify", "two.iso", "--root", "root.note", "--code", "CODE", "--purpose", "demonstration"];

/** Words of each command that makes files, in the folder `@`, the names that it makes there, and how it ends where that is not 0. */
const outputs: readonly (readonly [words: readonly string[], made: readonly string[], status?: number])[] = [
  [
    ["key", "new", "--name", "nora", "--out", "@/nora", ...secret],
    ["nora.key", "nora.pub"],
  ],
  [["crosscheck", "check", "telling", "-o", "@/verslag.html"], ["verslag.html"]],
  [["key", "import", "foreign.pem", "--name", "nora", "--out", "@/nora"], ["nora.pub"]],
  [
    [
      "root",
      "new",
      ...rooted,
      ...["--valid", "2026-12-01..2029-03-31", "--purpose", "final", "--contact", "070"],
      "-o",
      "@/r.note",
    ],
    ["r.note"],
  ],
  [signing, ["x.note"]],
  [
    [...signing, "--minisig"],
    ["x.minisig", "x.minisig.pub", "x.note", "x.text"],
  ],
  [
    ["sign", "to-sign.note", "--key", "anna.key", ...secret, "--yes", "--response", "-o", "@/x.response"],
    ["x.response"],
  ],
  [["merge", "by-anna.note", "by-bert.note", "--root", "their-root.note", "-o", "@/m.note"], ["m.note"]],
  [["merge", "by-anna.note", "--root", "their-root.note", "-o", "@/m.note"], ["m.note.incomplete"], 3],
  [["request", "new", "to-sign.note", "--root", "their-root.note", "-o", "@/q.request"], ["q.request"]],
  [
    ["recall", "new", "--release", "to-sign.note", "--reason", "Telt fout", "--date", "2027-02-01", "-o", "@/r.note"],
    ["r.note"],
  ],
  [["letter", "--recall", "list.note", "--root", "root.note", "--texts", "brief.json", "-o", "@/l.html"], ["l.html"]],
  [["log", "request", "log", "-o", "@/q.request"], ["q.request"]],
  [["log", "proof", "log", "to-sign.note", "-o", "@/p.proof"], ["p.proof"]],
  [["rebuild-note", "new", "release.note", "--image", "build/unsealed.iso", "-o", "@/b.note"], ["b.note"]],
  [["install-list", "payload/programma", "-o", "@/i.json"], ["i.json"]],
  [["compare", "two.iso", "two.iso", "--html", "@/c.html"], ["c.html"]],
  [["release", "status", ".", "--html", "@/s.html"], ["s.html"], 3],
  [["release", "status", "releases", "--html", "@/s.html"], ["s.html"], 3],
  [["ceremony", "start", "ceremony.json", "-o", "@/a.transcript"], ["a.transcript"]],
  [["ceremony", "plan", "ceremony.json", "--out", "@/plan", "--lang", "en"], ["plan"]],
  [["kit", "parts", "texts", "--kit-version", "1.0", "-o", "@/kit.tar"], ["kit.tar"]],
  [
    ["seal", "--image", "build/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "@/m.iso"],
    ["m.iso"],
  ],
  [
    ["build-iso", "--payload", "payload", "--release", "release.json", "--root", "root.note", "--out", "@/build"],
    ["build"],
  ],
  [[...verifying, "--record", "@/r.html"], ["r.html"]],
  [["reproduce", "two.iso", "--payload", "build/payload.tar", "--note", "@/n.note"], ["n.note"]],
  [["review", "given", "--no-clean", "--writer", "own", "-o", "@/review"], ["review"]],
  [["escrow", "two.iso", "--payload", "build/payload.tar", "--toolkit", "toolkit", "-o", "@/e.tar"], ["e.tar"]],
];
/** Seconds each, not tenths of one: with fewer of the faults. */
const slow = ["reproduce", "review", "escrow", "build-iso"];

/** Rules for what happens below the folder `@`; the first three also for what is slow. */
const faults: Readonly<Record<string, string>> = {
  "a full disk": `write:${errno.ENOSPC}:0:@`,
  "a file that is not flushed": `fsync:${errno.EIO}:0:@`,
  "a name that another takes meanwhile": "link:MINE:1:@",
  "a folder that is not flushed": `fsyncdir:${errno.EIO}:0:@`,
  "a link that fails": `link:${errno.EIO}:0:@`,
  "no links, and a rename that fails": `link:${errno.EPERM}:0:@;rename:${errno.EIO}:0:@`,
};

const below = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

describe.skipIf(!has("cc") || !has("xorriso"))("A9: outputs", () => {
  test("whatever fails: nothing is there that was not, never exit 0, one sentence; and the good twins", async () => {
    const { folder, code, library } = await prepare();
    const jobs: (Job & { out: string; what: string; made: readonly string[]; status: number })[] = [];
    const add = (what: string, words: readonly string[], rules: string, made: readonly string[], status = 0) => {
      const out = `UIT-${String(jobs.length).padStart(4, "0")}`;
      mkdirSync(join(folder, out));
      const at = (text: string) => text.replaceAll("@", out).replace("CODE", code);
      jobs.push({
        words: words.map(at),
        faults: at(rules),
        out,
        what: `${words.slice(0, 2).join(" ")}: ${what}`,
        made,
        status,
      });
    };
    for (const [words, made, status] of outputs) {
      add("good", words, "", made, status);
      const isSlow = slow.includes(words[0] ?? "");
      if (!isSlow) add("good without links", words, `link:${errno.EPERM}:0:@`, made, status);
      const chosen = Object.entries(faults).slice(0, isSlow ? 3 : undefined);
      for (const [what, rules] of chosen) add(what, words, rules, []);
      for (let nth = 2; nth <= made.length; nth++) {
        add(`name ${nth} of ${made.length} fails`, words, `link:${errno.EIO}:${nth}:@`, []);
        add(`without links, name ${nth} fails`, words, `link:${errno.EPERM}:0:@;rename:${errno.EIO}:${nth}:@`, []);
      }
    }
    const ended = await runJobs(library, folder, jobs);
    const wrong = jobs.flatMap((job, i) => {
      const { exitCode, said } = ended[i] ?? { exitCode: 0, said: "did not run", printed: "" };
      const faults = faultsOf(join(folder, job.out), job, exitCode, said);
      return faults.length === 0 ? [] : [[job.what, faults, said]];
    });
    expect(wrong).toEqual([]);
    expect(jobs.length).toBeGreaterThan(150);
  });

  /** How what stands in `out`, the exit code and the words are not as they must be. */
  function faultsOf(
    out: string,
    { made, status, faults: rules }: { made: readonly string[]; status: number; faults: string },
    exitCode: number,
    said: string,
  ) {
    if (made.length > 0)
      return exitCode === status && readdirSync(out).sort().join() === made.join() ? [] : ["not made", ...below(out)];
    // Somebody else's file keeps its name, and so does the folder that it was put in.
    const isMine = (name: string) => readFileSync(join(out, name), "utf8") === "mine";
    const files = below(out).filter((name) => statSync(join(out, name)).isFile());
    const left = below(out).filter((name) => !files.some((file) => file.startsWith(name) && isMine(file)));
    const sentences = said.split("\n").filter((line) => line !== "" && !/^zegel: (warning|note): /.test(line));
    const isMineThere = !rules.includes("MINE") || files.length === 1;
    return [
      ...left.map((name) => `left: ${name}`),
      ...(exitCode === 0 ? ["exit 0"] : []),
      ...(isMineThere ? [] : ["somebody else's file is gone"]),
      ...(sentences.length === 1 && !said.includes("internal error") ? [] : ["not one sentence"]),
    ];
  }

  test("killed at any moment: each final name is whole or not there, and the next run is not hindered", async () => {
    const { folder, code, library } = await prepare();
    const moments = ["write:KILL:1", "fsync:KILL:1", "link:KILL:1", "link:KILL:2", "fsyncdir:KILL:1", "unlink:KILL:1"];
    const killed: { readonly words: string[]; readonly out: string; readonly made: readonly string[] }[] = [];
    for (const [words, made] of outputs.filter(
      ([[name, second]]) => name === "kit" || (name === "key" && second === "new"),
    ))
      for (const moment of moments) {
        if (moment === "link:KILL:2" && made.length < 2) continue;
        const out = `UIT-${String(killed.length).padStart(4, "0")}`;
        mkdirSync(join(folder, out));
        killed.push({ words: words.map((word) => word.replaceAll("@", out).replace("CODE", code)), out, made });
        const job = { words: killed.at(-1)!.words, faults: `${moment}:${out}` };
        const status = await runAlone(library, folder, job, cheap);
        expect([words[0], moment, status]).toEqual([words[0], moment, "SIGKILL"]);
      }
    const again = killed.filter(({ out, made }) => !made.some((name) => existsSync(join(folder, out, name))));
    const ended = await runJobs(
      library,
      folder,
      again.map(({ words }) => ({ words, faults: "" })),
    );
    expect(ended.map(({ exitCode, said }) => [exitCode, said.replace(/^zegel: warning: .*\n/gm, "")])).toEqual(
      again.map(() => [0, ""]),
    );
    const sizes = new Map<string, Set<string>>();
    for (const { out, made } of killed)
      for (const name of made.filter((each) => existsSync(join(folder, out, each)) && !each.startsWith("nora"))) {
        const bytes = readFileSync(join(folder, out, name)).toString("latin1");
        sizes.set(name, (sizes.get(name) ?? new Set()).add(bytes));
      }
    expect([...sizes].map(([name, contents]) => [name, contents.size])).toEqual([["kit.tar", 1]]);
  });

  test("two at once with one name: one makes it whole, the other is refused; never the halves of two", async () => {
    const { folder, code, library } = await prepare();
    const named = (...names: string[]) =>
      outputs.filter(([[name = "", second = ""]]) => names.includes(name) || names.includes(`${name} ${second}`));
    for (const [words, made] of named("key new", "kit", "seal", "ceremony plan")) {
      const alone = mkdtempSync(join(folder, "alone-"));
      const together = mkdtempSync(join(folder, "together-"));
      const job = (out: string) => ({
        words: words.map((word) => word.replaceAll("@", out).replace("CODE", code)),
        faults: "",
      });
      const ended = await Promise.all([alone, together, together].map((out) => runAlone(library, folder, job(out))));
      expect([words[0], ended[0], ended.slice(1).sort()]).toEqual([words[0], 0, [0, 1]]);
      expect(below(together), words[0]).toEqual(below(alone));
      if (words[0] !== "key")
        for (const name of below(alone).filter((each) => statSync(join(alone, each)).isFile()))
          expect(readFileSync(join(together, name)).equals(readFileSync(join(alone, name))), name).toBe(true);
      else
        expect((await openKey(join(together, "nora.key"), passphrase)).vkey).toEqual(
          await readPublicKey(join(together, "nora.pub")),
        );
      expect(made.length).toBeGreaterThan(0);
    }
  });
});

describe.skipIf(!has("xorriso"))("C8: stopped by a signal", () => {
  const building = ["reproduce", "two.iso", "--payload", "build/payload.tar"];
  const long: readonly (readonly [NodeJS.Signals, ...string[]])[] = [
    ["SIGINT", ...outputs.at(-1)![0]],
    ["SIGTERM", ...outputs.at(-1)![0]],
    ["SIGHUP", ...outputs.at(-1)![0]],
    ["SIGTERM", ...building],
    ["SIGTERM", ...building, "--clean"],
    ["SIGHUP", ...building, "--out", "@/again"],
  ];

  test("leaves nothing in the system's temporary folder, nor where its output is due", async () => {
    const { folder } = await prepare();
    const stopped = long.map(async ([signal, ...words], i) => {
      const [temporary, out] = [join(folder, `tmp-${i}`), join(folder, `UIT-${i}`)];
      mkdirSync(temporary);
      mkdirSync(out);
      const program = join(import.meta.dirname, "../../dist/cli/zegel.js");
      const child = spawn(process.execPath, [program, ...words.map((word) => word.replaceAll("@", out))], {
        cwd: folder,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr.on("data", (text) => (said += text));
      const ended = new Promise<number | NodeJS.Signals | null>((done) =>
        child.on("close", (code, by) => done(code ?? by)),
      );
      while (readdirSync(temporary).length === 0 && child.exitCode === null) await sleep(5);
      await sleep(50 * i); // in the midst of different work
      child.kill(signal);
      const [code, seconds] = [await ended, performance.now()];
      // What it had started may take a moment to end.
      while (readdirSync(temporary).length > 0 && performance.now() - seconds < 5000) await sleep(20);
      return [words.slice(0, 2).join(" "), code, said, readdirSync(temporary), readdirSync(out)];
    });
    expect(await Promise.all(stopped)).toEqual(
      long.map(([signal, ...words]) => [
        words.slice(0, 2).join(" "),
        1,
        `zegel: interrupted (${signal}): what was not finished is removed\n`,
        [],
        [],
      ]),
    );
  });
});
