// What the benches share: a payload of 650 MB, and two officers who sign it.

import { execFileSync } from "node:child_process";
import { createCipheriv } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const program = join(import.meta.dirname, "../../dist/cli/zegel.js");

/** Bytes that do not compress and are the same in every run. */
function makeFile(path, size, seed) {
  const cipher = createCipheriv(
    "aes-128-ctr",
    Buffer.alloc(16, seed % 256),
    Buffer.from(String(seed).padStart(16, "0")),
  );
  const parts = [];
  for (let left = size; left > 0; left -= 1 << 24) parts.push(cipher.update(Buffer.alloc(Math.min(left, 1 << 24))));
  writeFileSync(path, Buffer.concat(parts));
}

/** Three big files, forty of 4 MB, four hundred small: some 650 MB. */
export function makeLarge(folder) {
  for (const name of ["groot", "midden", "klein"]) mkdirSync(join(folder, name), { recursive: true });
  for (let i = 0; i < 3; i++) makeFile(join(folder, "groot", `deel-${i}.bin`), 160_000_000, i);
  for (let i = 0; i < 40; i++) makeFile(join(folder, "midden", `bestand-${i}.bin`), 4_000_000, 10 + i);
  for (let i = 0; i < 400; i++) makeFile(join(folder, "klein", `bestand-${i}.txt`), 20_000, 100 + i);
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
    ...{
      urgency: "normal",
      date: "2027-01-15T12:00:00Z",
      volume: "BENCH",
      publisher: "KIESRAAD",
      medium: "dvd",
      recall: 0,
    },
  };
  writeFileSync(join(work, "release.json"), JSON.stringify(description));
  return { run, signBoth };
}
