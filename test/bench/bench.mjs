// npm run bench: side by side in one run, what zegel takes and what the same costs by hand. Writes docs/benchmarks.md.
// Never a test: times depend on the machine. `--keep` keeps the data; `--runs N` (default 3), the median is shown; `--verify`:
// only the section on verifying. Attacks are counted from test/corpus/peers-measured.tsv.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeLarge, program, setUp } from "./make.mjs";
import * as peers from "./peers.mjs";
import { verifySection } from "./verify-page.mjs";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: { keep: { type: "boolean" }, runs: { type: "string", default: "3" }, verify: { type: "boolean" } },
});
const work = mkdtempSync(join(tmpdir(), "zegel-bench-"));

/** `count` small files in folders of a hundred. */
function makeMany(folder, count) {
  for (let i = 0; i < count; i++) {
    const own = join(folder, `map-${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `bestand-${i}.txt`), `regel ${i}\n`.repeat(1 + (i % 40)));
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Exit code, wall and CPU seconds and peak memory (MB) of a shell line, by GNU time; for a pipeline or list the largest process. */
function measure(line, mayRefuse = false) {
  const log = join(work, "time.log");
  const args = ["-f", "%e %U %S %M", "-o", log, "bash", "-euo", "pipefail", "-c", line];
  const { status, stderr } = spawnSync("/usr/bin/time", args, {
    cwd: work,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0 && !mayRefuse) throw new Error(`${line}\n${stderr}`);
  const [wall, user, system, peak] = readFileSync(log, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  return { exit: status, wall, cpu: user + system, peak: peak / 1024 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** All rows once, then again: a slow minute of the machine hits all alike. `before` is not timed. */
function sideBySide(rows) {
  const runs = rows.map(() => []);
  for (let run = 0; run < Number(values.runs); run++)
    for (const [i, { before, line, mayRefuse }] of rows.entries()) {
      before?.();
      runs[i].push(measure(line, mayRefuse));
    }
  return rows.map(({ what }, i) => {
    const of = (key) => runs[i].map((measured) => measured[key]);
    const wall = of("wall");
    return {
      what,
      exit: Math.max(...of("exit")),
      wall: median(wall),
      least: Math.min(...wall),
      most: Math.max(...wall),
      cpu: median(of("cpu")),
      peak: median(of("peak")),
    };
  });
}

const zegel = `${process.execPath} ${program}`;
const clean =
  (...names) =>
  () => {
    for (const name of names) rmSync(join(work, name), { recursive: true, force: true });
  };

function byHand(payload, date) {
  const recipe =
    "--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long -input-charset UTF-8 " +
    `-output-charset UTF-8 -V BENCH -volset BENCH -publisher KIESRAAD -p HAND -A HAND --modification-date=${date} ` +
    "--set_all_file_dates =1800014400 -untranslated_name_len 96 -pad";
  return `find ${payload} -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SUMS; xorrisofs ${recipe} -o hand.iso ${payload}; sha256sum hand.iso`;
}

/** The rows of peers.mjs on `master.iso`: what the cached image costs, what the drive sees, how many attacks are refused. */
function verifyLarge(outside) {
  const withTree = peers.withMount(work);
  peers.prepare(work, withTree);
  const rows = peers.verifyRows(outside).map((row) => ({ ...row, reason: peers.missing(row) }));
  const able = rows.filter((row) => row.reason === undefined);
  const timed = withTree("master.iso", (tree) =>
    sideBySide(
      able.map(({ what, line, image = "master.iso" }) => ({
        what,
        line: `DISC=${join(work, image)}; TREE=${tree}; ${line}`,
        mayRefuse: true,
      })),
    ),
  );
  return rows.map((row) => {
    const own = timed.find(({ what }) => what === row.what);
    return { ...row, ...own, drive: own && peers.onDrive(work, row), attacks: peers.attacksOf(row.ids) };
  });
}

const number = (value, digits = 2) => value.toFixed(digits);
const table = (rows) =>
  [
    "| what | wall s (median) | least–most | CPU s | peak MB |",
    "|---|---|---|---|---|",
    ...rows.map(
      (r) =>
        `| ${r.what} | ${number(r.wall)} | ${number(r.least)}–${number(r.most)} | ${number(r.cpu)} | ${number(r.peak, 0)} |`,
    ),
  ].join("\n");

const out = join(root, "docs", "benchmarks.md");

/** The page, or with `--verify` its section on verifying. */
function measureAll() {
  const { run, signBoth } = setUp(work);
  const build = (payload, out) =>
    `${zegel} build-iso --payload ${payload} --release release.json --root root.note --out ${out}`;

  process.stderr.write("making 650 MB …\n");
  makeLarge(join(work, "large"));
  const largeBytes = filesBelow(join(work, "large")).reduce((sum, path) => sum + statSync(path).size, 0);
  const builds = [
    {
      what: "`zegel build-iso` (image, MANIFEST, digests, payload.tar, read back)",
      before: clean("out"),
      line: build("large", "out"),
    },
    {
      what: "by hand: `sha256sum` of files, xorriso, `sha256sum` of image",
      before: clean("hand.iso", "SUMS"),
      line: byHand("large", "2027011512000000"),
    },
  ];
  if (values.verify) measure(builds[0].line);
  const large = values.verify ? [] : sideBySide(builds);

  signBoth(join("out", "release.note"), "release.note");
  run("seal", "--image", "out/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "master.iso");
  const code = /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(run("code", "release.note"))[0];
  process.stderr.write("verifying it, side by side …\n");
  const section = verifySection(verifyLarge(`--root root.note --purpose demonstration --code ${code}`));
  clean("large", "out", "hand.iso", "master.iso", "implanted.iso")();
  if (values.verify) return section;

  const perFile = {};
  const many = [];
  for (const count of [1_000, 100_000]) {
    process.stderr.write(`making ${count} files …\n`);
    makeMany(join(work, "many"), count);
    const name = count.toLocaleString("en");
    const rows = sideBySide([
      { what: `\`zegel build-iso\`, ${name} files`, before: clean("out"), line: build("many", "out") },
      { what: `by hand, ${name} files`, before: clean("hand.iso", "SUMS"), line: byHand("many", "2027011512000000") },
    ]);
    rmSync(join(work, "release.note.anna"), { force: true });
    for (const old of ["release.note", "release.note.anna", "release.note.bert", "master.iso"])
      rmSync(join(work, old), { force: true });
    signBoth(join("out", "release.note"), "release.note");
    run("seal", "--image", "out/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "master.iso");
    const own = /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(run("code", "release.note"))[0];
    const [verify] = sideBySide([
      {
        what: `\`zegel verify\`, ${name} files`,
        line: `${zegel} verify master.iso --root root.note --purpose demonstration --code ${own}`,
      },
    ]);
    many.push(...rows, verify);
    perFile[count] = { build: rows[0].wall / count, verify: verify.wall / count };
    clean("many", "out", "hand.iso", "master.iso")();
  }

  const ratio = (a, b) => number(a / b);
  return `# Benchmarks

\`\`\`
npm run bench
\`\`\`

Side by side in one run, the median of ${values.runs}, page cache warm. ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores ${cpus()[0]?.model ?? ""},
${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}, ${execFileSync("xorriso", ["-version"], { encoding: "utf8" }).split("\n")[0].trim()}.
The bars are those of the design; why two of them are not reached: [adr/0010](adr/0010-bars-not-reached.md). Memory is the largest process of the line (xorriso runs beside \`zegel build-iso\` and takes some 20 MB more).

## Building, ${number(largeBytes / 1e6, 0)} MB in 443 files

${table(large)}

| bar | asked | measured |
|---|---|---|
| build against by hand, wall | ≤ 0.5 | ${ratio(large[0].wall, large[1].wall)} |

${section}
## Many small files

${table(many)}

| bar | asked | measured |
|---|---|---|
| build, time per file at 100,000 against 1,000 | ≤ 1.3 | ${ratio(perFile[100_000].build, perFile[1_000].build)} |
| verify, time per file at 100,000 against 1,000 | ≤ 1.3 | ${ratio(perFile[100_000].verify, perFile[1_000].verify)} |
`;
}

try {
  const written = measureAll();
  const old = values.verify ? readFileSync(out, "utf8") : "";
  const page = values.verify ? old.replace(/^## Verifying that image.*?(?=^## )/ms, () => `${written}\n`) : written;
  writeFileSync(out, page);
  process.stdout.write(written);
} finally {
  if (values.keep !== true) rmSync(work, { recursive: true, force: true });
  else process.stderr.write(`kept ${work}\n`);
}
