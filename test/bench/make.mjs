// What the benches share: payloads, two officers who sign, and sealed discs.

import { execFileSync } from "node:child_process";
import { createCipheriv } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
export const program = join(root, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin.zegel);

/** Bytes that do not compress and are the same in every run. */
function makeFile(path, size, seed) {
  const key = Buffer.alloc(16, seed % 256);
  const cipher = createCipheriv("aes-128-ctr", key, Buffer.from(String(seed).padStart(16, "0")));
  const zeros = Buffer.alloc(1 << 24);
  const file = openSync(path, "w");
  for (let left = size; left > 0; left -= 1 << 24)
    writeSync(file, cipher.update(zeros.subarray(0, Math.min(left, 1 << 24))));
  closeSync(file);
}

/** `big` files of 160 MB, forty of 4 MB, four hundred small: with three some 650 MB, with 28 a full DVD. */
export function makeLarge(folder, big = 3) {
  for (const name of ["groot", "midden", "klein"]) mkdirSync(join(folder, name), { recursive: true });
  for (let i = 0; i < big; i++) makeFile(join(folder, "groot", `deel-${i}.bin`), 160_000_000, i);
  for (let i = 0; i < 40; i++) makeFile(join(folder, "midden", `bestand-${i}.bin`), 4_000_000, 50 + i);
  for (let i = 0; i < 400; i++) makeFile(join(folder, "klein", `bestand-${i}.txt`), 20_000, 100 + i);
}

/** `count` small files in folders of a hundred. */
export function makeMany(folder, count) {
  for (let i = 0; i < count; i++) {
    const own = join(folder, `map-${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `bestand-${i}.txt`), `regel ${i}\n`.repeat(1 + (i % 40)));
  }
}

/** Two officers, a root of both, a release description, in `work`. */
export function setUp(work) {
  const pass = "test bench passphrase\n";
  writeFileSync(join(work, "pass"), pass, { mode: 0o600 });
  const run = (...args) =>
    execFileSync(process.execPath, [program, ...args], { cwd: work, stdio: "pipe", encoding: "utf8" });
  for (const name of ["anna", "bert"]) run("key", "new", "--name", name, "--out", name, "--passphrase-file", "pass");
  run(
    ...["root", "new", "--key", "officer:anna:Kiesraad:anna.pub", "--key", "officer:bert:Kiesraad:bert.pub"],
    ...["--group", "officers=2:anna,bert"],
    ...["root", "release", "emergency-release", "recall"].flatMap((name) => ["--require", `${name}=officers`]),
    ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((name) => ["--require", `${name}=none`]),
    ...["--valid", "2026-12-01..2029-03-31", "--purpose", "demonstration", "--contact", "bench", "-o", "new.note"],
  );
  const signBoth = (note, out) => {
    for (const name of ["anna", "bert"])
      run("sign", note, "--key", `${name}.key`, "--passphrase-file", "pass", "--yes", "-o", `${out}.${name}`);
    run("merge", `${out}.anna`, `${out}.bert`, ...(out === "root.note" ? [] : ["--root", "root.note"]), "-o", out);
  };
  signBoth("new.note", "root.note");
  const description = {
    ...{ product: "BENCH", version: "1", election: "TK2027", role: "GSB", sequence: 1, purpose: "demonstration" },
    ...{ urgency: "normal", date: "2027-01-15T12:00:00Z", volume: "BENCH", publisher: "KIESRAAD" },
    ...{ medium: "dvd", recall: 0 },
  };
  writeFileSync(join(work, "release.json"), JSON.stringify(description));
  return { run, signBoth };
}

/** Removes what is named in `work`. */
export function clean(work, ...names) {
  for (const name of names) rmSync(join(work, name), { recursive: true, force: true });
}

/** Signs and seals what was built in `out`; only `image` stays, in `work`. What a verifier is given, as options. */
export function seal(work, { run, signBoth }, image = "master.iso") {
  const notes = ["release.note", "release.note.anna", "release.note.bert"];
  clean(work, image, ...notes);
  signBoth(join("out", "release.note"), "release.note");
  clean(work, join("out", "payload.tar"));
  const given = ["--image", join("out", "unsealed.iso"), "--release", "release.note", "--root", "root.note"];
  run("seal", ...given, "-o", image);
  const code = /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(run("code", "release.note"))[0];
  clean(work, "out", ...notes);
  return `--root root.note --purpose demonstration --code ${code}`;
}
