// The main job from end to end, with the commands that people type: payload in, sealed reproducible disc image out, verdicts
// back. Usage: npm start [-- PAYLOAD]     PAYLOAD: a folder, .tar, .tgz or .zip of your own.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { auditLog, logRelease, makeLogKeys, refuseSplitView } from "./log.mjs";
import { payloadOf, sha256File } from "./payload.mjs";
import { has, root, sumProgram } from "./programs.mjs";
import { refuseAll } from "./refusals.mjs";
import { codeOf, fail, out, showCommand, sign, title, verify, zegel } from "./show.mjs";

/** Does all of it in `out`. Throws Failure. `given`: the payload that the user named, if any. */
export async function demonstrate(given) {
  const started = performance.now();
  spawnSync("fusermount3", ["-u", join(out, "disc")], { stdio: "ignore" }); // of a run that was interrupted
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  console.log("Every command below is typed in the folder out; `zegel` is there as `npx zegel`.");

  title("A real payload");
  const payload = payloadOf(given);
  console.log(`  ${payload}`);

  title(
    "Throw-away keys of three officers (2 of 3), a public log and its two witnesses, and a demonstration trust root",
  );
  makeRoot();

  title("The image, built twice in different surroundings");
  buildTwice(payload);

  title("Two officers sign the release");
  signRelease();

  title("The release goes into the public log, two witnesses of other organisations see that, and the image is sealed");
  logRelease();
  const code = seal();

  title("The verifier on the sealed image, and on its files");
  const isMounted = mount("master.iso", "disc");
  try {
    verifyBoth(code, isMounted);

    title("What must be refused, each with its own verdict");
    await refuseAll(code);

    title("A log that shows one municipality something else: both witnesses refuse it, and so does the verifier");
    refuseSplitView(code);
  } finally {
    if (isMounted) spawnSync("fusermount3", ["-u", join(out, "disc")]);
    rmSync(join(out, "disc"), { recursive: true });
  }

  title("What anyone can do with a copy of the log");
  auditLog();

  title("The page: the same verifier in one HTML file, with this root built in");
  makePage(code);

  title("The master image");
  showMaster(code);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\nDone in ${seconds} s. Keys and root are throw-away ones: they sign demonstrations only.`);
}

function makeRoot() {
  const officers = ["anna", "bert", "carla"];
  for (const officer of officers) {
    writeFileSync(join(out, `${officer}.pass`), `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
    zegel(["key", "new", "--name", officer, "--out", officer, "--passphrase-file", `${officer}.pass`], { quiet: true });
  }
  const keys = officers.flatMap((officer) => ["--key", `officer:${officer}:Kiesraad:${officer}.pub`]);
  const log = makeLogKeys();
  const signed = ["root", "release", "emergency-release", "recall"].flatMap((name) => [
    "--require",
    `${name}=officers`,
  ]);
  const free = ["rebuild", "emergency-rebuild"].flatMap((name) => ["--require", `${name}=none`]);
  const rules = ["--group", "officers=2:anna,bert,carla", ...signed, ...free];
  const facts = ["--valid", "2026-12-01..2029-03-31", "--purpose", "demonstration"];
  const contact = ["--contact", "demonstratie: geen telefoon"];
  zegel(["root", "new", ...keys, ...rules, ...log, ...facts, ...contact, "-o", "root-1.unsigned.note"], {
    quiet: true,
  });
  for (const officer of ["anna", "bert"]) sign("root-1.unsigned.note", officer, `root-1.${officer}.note`);
  zegel(["merge", "root-1.anna.note", "root-1.bert.note", "-o", "root-1.note"]);
}

/** Here from the payload; then elsewhere from payload.tar, with whatever could leak into an image different. */
function buildTwice(payload) {
  const description = {
    ...{ product: "DEMO", version: "1.0", election: "TK2027", role: "GSB", sequence: 1, purpose: "demonstration" },
    ...{ urgency: "normal", date: "2027-01-15T12:00:00Z", volume: "DEMO", publisher: "KIESRAAD" },
    ...{ medium: "cd700", recall: 0 },
  };
  writeFileSync(join(out, "release.json"), `${JSON.stringify(description, null, 2)}\n`);
  const given = ["--release", "release.json", "--root", "root-1.note"];
  zegel(["build-iso", "--payload", payload, ...given, "--out", "build"]);

  const other = join(out, "elsewhere", "a much longer path with blanks");
  const home = join(other, "home");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, ".xorrisorc"), "-publisher EVIL\n-md5 on\n");
  writeFileSync(join(home, ".mkisofsrc"), "PUBL=EVIL\n");
  const surroundings = { TZ: "Asia/Kathmandu", LC_ALL: "C", HOME: home, MKISOFSRC: join(home, ".mkisofsrc") };
  const old = process.umask(0o077);
  zegel(["build-iso", "--payload", join(out, "build", "payload.tar"), ...given, "--out", join(other, "build")], {
    env: { ...process.env, ...surroundings },
    quiet: true,
  });
  process.umask(old);
  const images = [join(out, "build", "unsealed.iso"), join(other, "build", "unsealed.iso")];
  const digests = images.map(sha256File);
  for (const [i, digest] of digests.entries()) console.log(`  ${digest}  ${relative(out, images[i])}`);
  if (digests[0] !== digests[1]) fail("the two images differ");
  console.log("  The same bytes, although path, umask, time zone, locale, HOME and form of the payload differ.");
  rmSync(join(out, "elsewhere"), { recursive: true });
}

function signRelease() {
  for (const officer of ["anna", "carla"]) sign("build/release.note", officer, `release.${officer}.note`);
  // One is too few: there is no release.note yet, and exit 3 stops a script. The next run takes release.note.incomplete away.
  zegel(["merge", "release.anna.note", "--root", "root-1.note", "-o", "release.note"], { expected: 3 });
  zegel(["merge", "release.anna.note", "release.carla.note", "--root", "root-1.note", "-o", "release.note"]);
}

/** Returns the zegelcode. */
function seal() {
  const notes = ["--release", "release.note", "--root", "root-1.note", "--log-proof", "release.tlog-proof"];
  zegel(["seal", "--image", "build/unsealed.iso", ...notes, "-o", "master.iso"], { quiet: true });
  const code = codeOf("release.note");
  console.log(`  zegelcode for the letter: ${code}`);
  return code;
}

/** Whether this machine can show the files of `image` in the new folder `place`; where it cannot, there is no such folder. */
function mount(image, place) {
  const folder = join(out, place);
  mkdirSync(folder);
  if (existsSync("/dev/fuse") && spawnSync("fuseiso", [join(out, image), folder]).status === 0) return true;
  rmSync(folder, { recursive: true });
  return false;
}

/** The image; and the files as this machine shows them or, where it cannot, as the verifier copies them out of the image. */
function verifyBoth(code, isMounted) {
  verify("master.iso", ["--code", code, ...(isMounted ? [] : ["--extract", "disc"])], 0, "ECHT");
  if (isMounted) showCommand("fuseiso", ["master.iso", "disc"]);
  verify("disc", ["--code", code], 0, "ECHT");
  checkList(join(out, "disc"), "ZEGEL/MANIFEST");
}

/** A list in the form of sha256sum, by a program that is not ours. */
function checkList(folder, list) {
  const program = sumProgram();
  if (program === undefined) {
    console.log(`  (no sha256sum or shasum here: a machine that has one checks ${list} by itself)`);
    return;
  }
  const [name, ...args] = program;
  const inFolder = relative(out, folder);
  console.log(`$ ${inFolder === "" ? "" : `cd ${inFolder} && `}${[...program, list].join(" ")}`);
  const how = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 };
  const { status, stdout, stderr } = spawnSync(name, [...args, list], how);
  if (status !== 0 || stderr !== "") fail(`${name}: ${stdout}${stderr}`);
  const { length } = stdout.trim().split("\n");
  console.log(`  OK, and no warning: ${length === 1 ? "1 file" : `${length} files`}`);
}

function makePage(code) {
  console.log("$ npm run page -- --root out/root-1.note --out out      (npm runs it in the folder above)");
  // The page says of which sources it is; an unpacked archive of them is no git repository.
  const isCheckout = has("git") && spawnSync("git", ["rev-parse", "--verify", "HEAD"], { cwd: root }).status === 0;
  const revision = isCheckout ? [] : ["--revision", "unknown"];
  const args = [join(root, "scripts", "page.mjs"), "--root", "root-1.note", "--out", out, ...revision];
  const page = spawnSync(process.execPath, args, { cwd: out, encoding: "utf8" });
  if (page.status !== 0) fail(`the page was not made\n${page.stdout}${page.stderr}`);
  console.log(`  ${join(out, "controlepagina.html")}`);
  console.log(`  open it in a browser, choose master.iso, and type the zegelcode ${code}`);
}

function showMaster(code) {
  const digest = sha256File(join(out, "master.iso"));
  writeFileSync(join(out, "master.iso.sha256"), `${digest}  master.iso\n`);
  checkList(out, "master.iso.sha256");
  console.log(`  image:         ${join(out, "master.iso")}`);
  console.log(`  master digest: ${digest}`);
  console.log("  verify it yourself, from the folder where you typed npm start:");
  console.log(
    `    npx zegel verify out/master.iso --root out/root-1.note --purpose demonstration --lang en --code ${code}`,
  );
}
