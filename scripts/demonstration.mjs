// The main job from end to end, with the commands that people type: payload in, sealed reproducible disc image out, verdicts back.
// Usage: npm start [-- PAYLOAD]     PAYLOAD: a folder, .tar, .tgz or .zip of your own instead of the one from the npm registry.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, join, relative, resolve } from "node:path";

const root = join(import.meta.dirname, "..");
const out = join(root, "out");
const zegelProgram = join(root, "dist/cli/zegel.js");
/** Real released software of some 1,700 files, as the npm registry carries it, with the SHA-256 of its archive. */
const payloadPackage = "monaco-editor@0.55.1";
const payloadSha256 = "eec3721fb6b1dc5a0bd1a73e38a5eb5d0c3791af684f7d2571efb90ad8634871";

const started = performance.now();
let step = 0;

function title(text) {
  step += 1;
  console.log(`\n== ${step}. ${text}`);
}

function fail(text) {
  console.error(`\nnpm start FAILED: ${text}`);
  process.exit(1);
}

/** Runs `zegel` as a person would and shows what was typed. `expected`: the exit code that is due. */
function zegel(args, { expected = 0, env = process.env, cwd = out, quiet = false } = {}) {
  console.log(`$ zegel ${args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg}'`)).join(" ")}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [zegelProgram, ...args], {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== expected) fail(`exit code ${status} where ${expected} was due\n${stdout}${stderr}`);
  if (!quiet) process.stdout.write(`${stdout.replace(/^/gm, "  ").trimEnd()}\n`);
  return stdout;
}

/** A verification and its verdict; only the first lines are shown, the whole record is in `record`. */
function verify(target, extra, expected, verdict) {
  const record = `record-${basename(target)}-${verdict}.txt`;
  const screen = zegel(
    [
      "verify",
      target,
      "--root",
      "root-1.note",
      "--purpose",
      "demonstration",
      "--lang",
      "en",
      "--record",
      record,
      ...extra,
    ],
    { expected, quiet: true },
  );
  const headline = screen.split("\n\n")[0].replace(/\n/g, " ");
  if (!headline.includes(verdict.replaceAll("_", " "))) fail(`expected ${verdict}, got: ${headline}`);
  console.log(`  exit ${expected}: ${headline}`);
  for (const line of screen
    .split("\n\n")[1]
    .split("\n")
    .filter((l) => l.startsWith("  ")))
    console.log(`  ${line}`);
}

function sha256File(path) {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, "r");
  for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer))
    hash.update(buffer.subarray(0, count));
  closeSync(file);
  return hash.digest("hex");
}

/** A copy with `bytes` at `position`. */
function alteredCopy(from, to, position, bytes) {
  copyFileSync(from, to);
  chmodSync(to, 0o644);
  const file = openSync(to, "r+");
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

/** Where this system can, the image mounted; elsewhere its files copied out. Returns the folder and how to let go of it. */
function showTree(image) {
  const folder = join(out, "disc");
  mkdirSync(folder);
  if (existsSync("/dev/fuse") && spawnSync("fuseiso", [image, folder]).status === 0) {
    console.log(`$ fuseiso ${basename(image)} disc`);
    return { folder, how: "mounted", close: () => spawnSync("fusermount3", ["-u", folder]) };
  }
  execFileSync("xorriso", ["-no_rc", "-osirrox", "on", "-indev", image, "-extract", "/", folder], { stdio: "ignore" });
  console.log(
    `$ xorriso -osirrox on -indev ${basename(image)} -extract / disc      (no FUSE here: the files were copied out)`,
  );
  return { folder, how: "copied out", close: () => undefined };
}

function fetchPayload() {
  const [given] = process.argv.slice(2);
  if (given !== undefined) return resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const folder = join(root, ".tools", "payload");
  const archive = join(folder, `${payloadPackage.replace("@", "-")}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    console.log(`$ npm pack ${payloadPackage}`);
    execFileSync("npm", ["pack", "--silent", payloadPackage], { cwd: folder });
  }
  if (sha256File(archive) !== payloadSha256) fail(`${archive}: expected SHA-256 ${payloadSha256}`);
  return archive;
}

// ---------------------------------------------------------------------------------------------------------------------

for (const name of ["disc", "disc-copy"]) spawnSync("fusermount3", ["-u", join(out, name)], { stdio: "ignore" });
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

title("A real payload");
const payload = fetchPayload();
console.log(`  ${payload}`);

title("Throw-away keys of three officers, and a demonstration trust root (2 of 3)");
for (const officer of ["anna", "bert", "carla"]) {
  writeFileSync(join(out, `${officer}.pass`), `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
  zegel(["key", "new", "--name", officer, "--out", officer, "--passphrase-file", `${officer}.pass`], { quiet: true });
}
zegel(
  [
    ...["root", "new"],
    ...["anna", "bert", "carla"].flatMap((officer) => ["--key", `officer:${officer}:Kiesraad:${officer}.pub`]),
    ...["--group", "officers=2:anna,bert,carla"],
    ...["root", "release", "emergency-release", "recall"].flatMap((name) => ["--require", `${name}=officers`]),
    ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((name) => ["--require", `${name}=none`]),
    ...[
      "--valid",
      "2026-12-01..2029-03-31",
      "--purpose",
      "demonstration",
      "--contact",
      "demonstratie: geen telefoon",
      "-o",
      "root-1.unsigned.note",
    ],
  ],
  { quiet: true },
);
const signature = (note, officer, to) =>
  zegel(["sign", note, "--key", `${officer}.key`, "--passphrase-file", `${officer}.pass`, "--yes", "-o", to], {
    quiet: true,
  });
signature("root-1.unsigned.note", "anna", "root-1.anna.note");
signature("root-1.unsigned.note", "bert", "root-1.bert.note");
zegel(["merge", "root-1.anna.note", "root-1.bert.note", "-o", "root-1.note"]);

title("The image, built twice in different surroundings");
const description = {
  ...{ product: "DEMO", version: "1.0", election: "TK2027", role: "GSB", sequence: 1, purpose: "demonstration" },
  ...{
    urgency: "normal",
    date: "2027-01-15T12:00:00Z",
    volume: "DEMO",
    publisher: "KIESRAAD",
    medium: "cd700",
    recall: 0,
  },
};
writeFileSync(join(out, "release.json"), `${JSON.stringify(description, null, 2)}\n`);
const build = (from, to, options) =>
  zegel(["build-iso", "--payload", from, "--release", "release.json", "--root", "root-1.note", "--out", to], options);
build(payload, "build", {});
const other = join(out, "elsewhere", "a much longer path with blanks");
mkdirSync(join(other, "home"), { recursive: true });
writeFileSync(join(other, "home", ".xorrisorc"), "-publisher EVIL\n-md5 on\n");
writeFileSync(join(other, "home", ".mkisofsrc"), "PUBL=EVIL\n");
const old = process.umask(0o077);
const elsewhere = {
  ...process.env,
  TZ: "Asia/Kathmandu",
  LC_ALL: "C",
  HOME: join(other, "home"),
  MKISOFSRC: join(other, "home", ".mkisofsrc"),
};
build(join(out, "build", "payload.tar"), join(other, "build"), { env: elsewhere, quiet: true });
process.umask(old);
const digests = [join(out, "build/unsealed.iso"), join(other, "build/unsealed.iso")].map((path) => {
  const digest = sha256File(path);
  console.log(`  ${digest}  ${relative(out, path)}`);
  return digest;
});
if (digests[0] !== digests[1]) fail("the two images differ");
console.log(
  "  The same bytes: from the archive here, and from payload.tar with another path, umask, time zone, locale and HOME.",
);
rmSync(join(out, "elsewhere"), { recursive: true });

title("Two officers sign the release; the image is sealed");
for (const officer of ["anna", "carla"]) signature("build/release.note", officer, `release.${officer}.note`);
zegel(["merge", "release.anna.note", "release.carla.note", "--root", "root-1.note", "-o", "release.note"]);
zegel(
  ["seal", "--image", "build/unsealed.iso", "--release", "release.note", "--root", "root-1.note", "-o", "master.iso"],
  { quiet: true },
);
const code = zegel(["code", "release.note"], { quiet: true }).match(/[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/)?.[0];
if (code === undefined) fail("no zegelcode");
console.log(`  zegelcode for the letter: ${code}`);

title("The verifier on the sealed image, and on its files as this machine shows them");
verify("master.iso", ["--code", code], 0, "ECHT");
const tree = showTree(join(out, "master.iso"));
try {
  verify("disc", ["--code", code], 0, "ECHT");
  console.log("$ cd disc && sha256sum -c ZEGEL/MANIFEST");
  const list = spawnSync("sha256sum", ["-c", "--strict", "ZEGEL/MANIFEST"], { cwd: tree.folder, encoding: "utf8" });
  if (list.status !== 0 || list.stderr !== "") fail(`sha256sum: ${list.stdout}${list.stderr}`);
  console.log(`  ${list.stdout.trim().split("\n").length} files OK, no warning`);

  title("What must be refused, each with its own verdict");
  console.log("-- one altered byte");
  const size = readFileSync(join(out, "build/release.note"), "utf8").match(/^image-bytes (\d+)$/m)[1];
  alteredCopy(join(out, "master.iso"), join(out, "altered.iso"), Math.floor(Number(size) / 2), Buffer.from([0x5a]));
  verify("altered.iso", ["--code", code], 22, "GEWIJZIGD");

  console.log("-- a missing signature: the seal with the second officer's line taken out");
  const { encodeSeal, parseSeal } = await import("../dist/format/index.js");
  const offset = Number(readFileSync(join(out, "build/release.note"), "utf8").match(/^seal-at (\d+)$/m)[1]);
  const place = Buffer.alloc(262_144);
  const master = openSync(join(out, "master.iso"), "r");
  readSync(master, place, 0, place.length, offset);
  closeSync(master);
  const seal = parseSeal(new Uint8Array(place));
  const one = { text: seal.release.text, signatures: seal.release.signatures.slice(0, 1) };
  alteredCopy(join(out, "master.iso"), join(out, "unsigned.iso"), offset, encodeSeal({ ...seal, release: one }));
  verify("unsigned.iso", ["--code", code], 21, "NIET_ONDERTEKEND");

  console.log("-- another release's code");
  const note = readFileSync(join(out, "build/release.note"), "utf8").replace(/^sequence 1$/m, "sequence 2");
  writeFileSync(join(out, "other.note"), note);
  const otherCode = zegel(["code", "other.note"], { quiet: true }).match(/[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/)[0];
  verify("master.iso", ["--code", otherCode], 26, "ANDERE_UITGAVE");

  console.log("-- a file added to the tree");
  const copy = join(out, "disc-copy");
  execFileSync("cp", ["-r", tree.folder, copy]);
  execFileSync("chmod", ["-R", "u+w", copy]);
  writeFileSync(join(copy, "SETUP.EXE"), "MZ");
  verify("disc-copy", ["--code", code], 23, "ONVOLLEDIG");
} finally {
  tree.close();
}
for (const name of ["altered.iso", "unsigned.iso", "other.note", "disc-copy", "disc"])
  rmSync(join(out, name), { recursive: true, force: true });

title("The page: the same verifier in one HTML file, with this root built in");
console.log("$ npm run page -- --root out/root-1.note --out out");
const page = spawnSync(process.execPath, [join(root, "scripts/page.mjs"), "--root", "root-1.note", "--out", out], {
  cwd: out,
  encoding: "utf8",
});
if (page.status !== 0) fail(`the page was not made\n${page.stdout}${page.stderr}`);
console.log(`  ${join(out, "controlepagina.html")}`);
console.log(`  open it in a browser, choose master.iso, and type the zegelcode ${code}`);

title("The master image");
const digest = sha256File(join(out, "master.iso"));
writeFileSync(join(out, "master.iso.sha256"), `${digest}  master.iso\n`);
console.log(`  ${join(out, "master.iso")}`);
console.log(`  master digest ${digest}`);
console.log(`  check it:     cd ${out} && sha256sum -c master.iso.sha256`);
const check = spawnSync("sha256sum", ["-c", "master.iso.sha256"], { cwd: out, encoding: "utf8" });
if (check.status !== 0) fail("sha256sum does not agree");
console.log(`  ${check.stdout.trim()}`);
console.log(
  `  verify it:    npx zegel verify out/master.iso --root out/root-1.note --purpose demonstration --code ${code}`,
);
console.log(
  `\nDone in ${Math.round((performance.now() - started) / 1000)} s. Keys and root are throw-away ones: they sign demonstrations only.`,
);
