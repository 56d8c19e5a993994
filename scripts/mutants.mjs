// npm run mutants [-- FILES | --incremental]: changes the code that decides ECHT in every small way, one at a time, and demands
// that a test of the suite in memory fails. docs/mutants.md
// FILES: of these alone. --incremental: of what differs from `main`. Exit code 0: the reason for each survivor stands in
// docs/mutants.md, and of all at least 95 % are killed.

import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const due = 95;

/** What is changed, by the half of the suite that judges it. */
const halves = {
  format: {
    folders: ["src/format", "src/format/lists", "src/format/notes", "src/format/text"],
    // Outside what the verifier's proof imports: printing, packaging, comparing, what people read and type.
    without: [
      "format/index.ts",
      "lists/encode-lists.ts",
      "notes/built-in-mark.ts",
      "notes/encode-notes.ts",
      "notes/release-diff.ts",
      "notes/resaved.ts",
      "text/foreign.ts",
      "text/hash-groups.ts",
      "text/json.ts",
    ],
  },
  proof: {
    folders: ["src/trust", "src/trust/log-proof", "src/verify/proof", "src/verify/proof/read"],
    without: ["trust/index.ts"],
  },
};

/** The files of a half, from the root of the repository. */
function filesOf({ folders, without }) {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith(".ts") && !without.some((name) => file.endsWith(`/${name}`)))
    .sort();
}

/** Files that differ from where this branch left `main`, committed or not. */
function changedFiles() {
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  return git("diff", "--name-only", git("merge-base", "main", "HEAD")).split("\n");
}

/** Runs Stryker. Returns its report, file by file. */
function mutate(half, files) {
  const report = join(root, `out/mutants/${half}.json`);
  const stryker = join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const args = [stryker, "run", "stryker.config.mjs", "--mutate", files.join(",")];
  const atOnce = process.env.ZEGEL_MUTANTS_AT_ONCE ?? String(Math.min(2, availableParallelism()));
  const env = { ...process.env, ZEGEL_MUTANTS: half, ZEGEL_MUTANTS_AT_ONCE: atOnce };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env });
  if (status !== 0) throw new Error(`Stryker ended with ${status}`);
  return Object.entries(JSON.parse(readFileSync(report, "utf8")).files);
}

/** The text of a source between two places, as one line. */
function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return oneLine(lines.join(" "));
}

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** As docs/mutants.md lists it, above its reason. */
function lineOf(source, { location, replacement }) {
  return `${textAt(source, location)} → ${oneLine(replacement)}`;
}

/** What stands in docs/mutants.md below the heading of this file. */
function reasonsFor(file) {
  const sections = readFileSync(join(root, "docs/mutants.md"), "utf8").split(/^#+ /m);
  return sections.find((section) => section.startsWith(`${file}\n`)) ?? "";
}

/** The line of the table, and what is missing from the page. */
function judge([file, { mutants, source }]) {
  const counted = mutants.filter(({ status }) => !["Ignored", "CompileError", "RuntimeError"].includes(status));
  const alive = counted.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const killed = counted.length - alive.length;
  const score = counted.length === 0 ? 100 : (100 * killed) / counted.length;
  const reasons = reasonsFor(file);
  const unlisted = [...new Set(alive.map((mutant) => lineOf(source, mutant)))].filter(
    (line) => !reasons.includes(line),
  );
  return {
    row: `| ${file} | ${killed} of ${counted.length} | ${score.toFixed(1)} |`,
    killed,
    count: counted.length,
    unlisted,
    file,
  };
}

const given = process.argv.slice(2);
const wanted = given.includes("--incremental") ? changedFiles() : given;
const judged = Object.entries(halves).flatMap(([half, what]) => {
  const all = filesOf(what);
  const files = given.length === 0 ? all : all.filter((file) => wanted.includes(file));
  return files.length === 0 ? [] : mutate(half, files).map(judge);
});

if (judged.length === 0) console.log("Nothing to change: none of these files decides.");
else console.log(["| file | killed | % |", "|---|---|---|", ...judged.map(({ row }) => row)].join("\n"));
for (const { file, unlisted } of judged)
  if (unlisted.length > 0) console.log([`\n${file}: no reason in docs/mutants.md for`, ...unlisted].join("\n"));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const score = (100 * sum(judged.map(({ killed }) => killed))) / sum(judged.map(({ count }) => count));
if (judged.length > 0) console.log(`\nAll: ${score.toFixed(1)} % killed.`);
const isLow = given.length === 0 && score < due;
if (isLow || judged.some(({ unlisted }) => unlisted.length > 0)) process.exitCode = 1;
