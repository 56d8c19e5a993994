// docs/benchmarks.md and its picture, drawn from what was measured. A section that was not measured says so.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { barsOf } from "./bars.mjs";
import { picture } from "./picture.mjs";

const number = (value, digits = 2) => (value === undefined || value === null ? "–" : value.toFixed(digits));
const median = (row, figure) => {
  const values = (row.runs ?? []).map((run) => run[figure]).filter((value) => value !== undefined);
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
};

function table(heads, rows) {
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [`| ${heads.join(" | ")} |`, `|${"---|".repeat(heads.length)}`, ...lines].join("\n");
}

const about = ({ on, revision, machine }) => `${on}, commit ${revision}; ${machine}.`;

/** `draw` of a section, or that it was not measured. */
function sectionOf(measured, draw) {
  return measured === undefined ? "Not measured." : `${draw(measured)}\n\n${about(measured)}`;
}

/** What each row took: medians of its rounds. */
function timesOf(rows) {
  const cells = (row) => {
    if (row.reason !== undefined) return [row.what, row.reason, "", "", "", ""];
    const walls = row.runs.map(({ wall }) => wall);
    const span = `${number(Math.min(...walls))}–${number(Math.max(...walls))}`;
    return [
      row.what,
      number(median(row, "wall")),
      span,
      number(median(row, "cpu")),
      number(median(row, "peak"), 0),
      walls.length,
    ];
  };
  return table(["what", "wall s", "least–most", "CPU s", "peak MB", "rounds"], rows.map(cells));
}

function drawVerify({ rows, versions }) {
  return `${timesOf(rows)}

The image and its mount (fuseiso, whose own work is not counted) from the page cache. What each was given:

${rows.map(({ what, given }) => `- ${what}: ${given}.`).join("\n")}

With ${versions}.`;
}

function drawDrive({ rows }) {
  const cells = ({ what, reason, megabytes, passes, seeks, seconds }) =>
    reason === undefined
      ? [what, number(megabytes, 0), number(passes, 3), seeks, number(seconds, 1)]
      : [what, reason, "", "", ""];
  return table(["what", "MB read", "passes", "seeks", "drive s"], rows.map(cells));
}

function drawRefused({ rows, attacksWith }) {
  const count = ([refused, all]) => (all === 0 ? "–" : `${refused} of ${all}`);
  const cells = ({ what, attacks }) => [what, ...["after", "before", "folder"].map((form) => count(attacks[form]))];
  return `${table(["what", "changed", "released so", "folder"], rows.map(cells))}

Counted with ${attacksWith}.`;
}

function drawBuild({ onDisk, inMemory }) {
  const part = (title, { where, rows, reason }) =>
    `**${title}** ${reason ?? `(${where})`}\n\n${rows === undefined ? "" : timesOf(rows)}`;
  return `${part("On a disk, every output flushed by zegel, none by hand", onDisk)}

${part("In memory, where flushing costs nothing", inMemory)}`;
}

/** One line a size; of each way to build or verify wall seconds and peak memory. */
function drawGrowth(points, head, nameOf) {
  const heads = points
    .flatMap(({ rows = [] }) => rows)
    .filter(({ key }, i, all) => all.findIndex((row) => row.key === key) === i)
    .toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  const cell = (row) =>
    row === undefined || row.reason !== undefined
      ? "–"
      : `${number(median(row, "wall"))} s, ${number(median(row, "peak"), 0)} MB`;
  const lines = points.map((point) =>
    point.rows === undefined
      ? [nameOf(point), point.reason, ...heads.slice(1).map(() => "")]
      : [nameOf(point), ...heads.map(({ key }) => cell(point.rows.find((row) => row.key === key)))],
  );
  return table([head, ...(heads.length === 0 ? [""] : heads.map(({ what }) => what.split(":")[0]))], lines);
}
const order = ["own", "both", "hand", "verify", "sha256sum", "openssl"];

function drawBars(measured) {
  const state = ({ value, bar }) => (value === undefined ? "not measured" : value <= bar ? "reached" : "**missed**");
  const cells = (one) => [
    one.what,
    `≤ ${one.bar}${one.unit}`,
    one.aim ?? "",
    one.value === undefined ? "–" : `${number(one.value, one.digits)}${one.unit}`,
    state(one),
  ];
  return table(["bar", "asked", "aim", "measured", ""], barsOf(measured).map(cells));
}

function pageOf(measured) {
  const template = readFileSync(join(import.meta.dirname, "benchmarks.md.template"), "utf8");
  const parts = {
    bars: drawBars(measured),
    verify: sectionOf(measured.verify, drawVerify),
    drive: sectionOf(measured.drive, drawDrive),
    refused: measured.verify === undefined ? "Not measured." : drawRefused(measured.verify),
    build: sectionOf(measured.build, drawBuild),
    sizes: sectionOf(measured.sizes, ({ points }) =>
      drawGrowth(points, "image", ({ bytes }) => `${number(bytes / 1e9)} GB`),
    ),
    files: sectionOf(measured.files, ({ points }) =>
      drawGrowth(points, "files", ({ files }) => files.toLocaleString("en")),
    ),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}

/** Writes both into `docs`. The page. */
export function writePages(measured, docs) {
  mkdirSync(join(docs, "pictures"), { recursive: true });
  const page = pageOf(measured);
  writeFileSync(join(docs, "benchmarks.md"), page);
  writeFileSync(join(docs, "pictures", "growth.svg"), picture(measured));
  return page;
}
