// The public log of the demonstration: a folder, and two witnesses of other organisations, each with its own copy of it. Its proof goes
// into the image. Then the log's own key signs a second log of the same size, and both witnesses and the verifier tell.

import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { out, secretOf, sign, verify, zegel } from "./show.mjs";

const origin = "log.example/zegel";
const organisations = { vng: "VNG", krant: "Krant" };
const witnesses = Object.keys(organisations);

/** Makes the keys of the log and its witnesses. The options of `zegel root new` that they are for. */
export function makeLogKeys() {
  passphraseOf("log");
  zegel(["key", "new", "--name", origin, "--out", "log", "--passphrase-file", "log.pass"], { quiet: true });
  for (const name of witnesses) {
    passphraseOf(name);
    const own = ["--out", name, "--state", `${name}.state`, "--passphrase-file", `${name}.pass`];
    zegel(["witness", "new", "--name", name, ...own], { quiet: true });
  }
  return [
    ...["--log", origin, "--key", "log:logbeheer:Kiesraad:log.pub"],
    ...witnesses.flatMap((name) => ["--key", `witness:${name}:${organisations[name]}:${name}.pub`]),
    ...["--group", `witnesses=2:${witnesses.join(",")}`, "--require", "checkpoint=witnesses"],
  ];
}

/** Has the release logged, the log signed and seen by both witnesses, and `release.tlog-proof` written. */
export function logRelease() {
  growLog("log", "release.note");
  zegel(["log", "request", "log", "-o", "log.request"], { quiet: true });
  for (const name of witnesses) cosign(name, "log.request", "log", 0);
  zegel(["log", "cosign", "log", ...witnesses.map((name) => `${name}.lines`), "--root", "root-1.note"]);
  zegel(["log", "proof", "log", "release.note", "--root", "root-1.note", "-o", "release.tlog-proof"]);
}

/** Two officers signed another release of the same number, and a log was made for it. `code`: the zegelcode of `master.iso`. */
export function refuseSplitView(code) {
  const note = readFileSync(join(out, "build", "release.note"), "utf8");
  writeFileSync(join(out, "juinen.note"), note.replace(/^(date .*)12:00:00Z$/m, "$113:00:00Z"));
  for (const officer of ["anna", "bert"]) sign("juinen.note", officer, `juinen.${officer}.note`);
  const signed = ["juinen.anna.note", "juinen.bert.note"];
  zegel(["merge", ...signed, "--root", "root-1.note", "-o", "juinen.signed.note"], { quiet: true });
  growLog("log-juinen", "juinen.signed.note");
  zegel(["log", "request", "log-juinen", "--from", "2", "-o", "juinen.request"], { quiet: true });
  for (const name of witnesses) cosign(name, "juinen.request", "log-juinen", 62);
  console.log("-- a proof of the second log, given with the disc");
  zegel(["log", "proof", "log-juinen", "juinen.signed.note", "-o", "juinen.tlog-proof"], { quiet: true });
  verify("master.iso", ["--code", code, "--note", "juinen.tlog-proof"], 25, "ONVOLDOENDE_HERBOUW");
}

/** With the log's folder at hand, as from its web server: nothing is found. */
export function auditLog() {
  const given = ["--root", "root-1.note", "--disc", "master.iso"];
  zegel(["log", "audit", "log", ...given, "--lang", "en"]);
}

function passphraseOf(stem) {
  writeFileSync(join(out, `${stem}.pass`), `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
}

/** A new log of the root and `note`, signed. Its key has no memory of another log: whoever holds a key can make it forget. */
function growLog(folder, note) {
  zegel(["log", "new", "--origin", origin, "--out", folder], { quiet: true });
  zegel(["log", "append", folder, "root-1.note", note, "--root", "root-1.note"]);
  const state = ["--state", `${folder}.state`, "--new-state"];
  zegel(["log", "sign", folder, ...secretOf("log"), ...state, "--yes"], { quiet: true });
}

/** What a witness says to a request. `expected`: 0, or the exit code with which it refuses to sign. */
function cosign(name, request, folder, expected) {
  const own = [...secretOf(name), "--state", `${name}.state`, "--entries", folder, "--keep", `${name}-copy`];
  zegel(["witness", "cosign", request, "--log", "log.pub", ...own, "-o", `${name}.lines`, "--yes"], { expected });
}
