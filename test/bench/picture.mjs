// docs/pictures/growth.svg: seconds and peak memory, by the size of the image and by the number of files. Its colours follow
// the reader's light or dark screen.

import { median } from "./measure.mjs";

const width = 900;
const height = 620;
/** Where a panel's axes stand, and how large it is; the labels of its lines stand right of it. */
const panel = { width: 256, height: 185 };
const lefts = [62, 502];
const tops = [74, 362];

const series = {
  own: "build, own",
  both: "build, both",
  hand: "build, by hand",
  verify: "verify",
  sha256sum: "sha256sum",
  openssl: "openssl dgst",
};

const style = `
  text { font: 13px "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif; fill: #1b1f24; }
  .title { font-weight: bold; font-size: 14px; }
  .tick { font-size: 12px; fill: #57606a; }
  .page { fill: #ffffff; stroke: #c8ccd1; }
  .axis { fill: none; stroke: #8c959f; }
  .grid { fill: none; stroke: #e4e7eb; }
  .line { fill: none; stroke-width: 2; }
  .own { stroke: #154273; } .both { stroke: #7a3fb0; } .hand { stroke: #6b7280; stroke-dasharray: 6 4; }
  .verify { stroke: #0f7a3a; } .sha256sum { stroke: #b45309; stroke-dasharray: 2 3; } .openssl { stroke: #a11d3f; stroke-dasharray: 2 3; }
  .dot { stroke-dasharray: none; fill: #ffffff; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6e9ed; }
    .tick { fill: #a5adb8; }
    .page { fill: #14181d; stroke: #3a4149; }
    .axis { stroke: #6b7480; }
    .grid { stroke: #272d34; }
    .dot { fill: #14181d; }
    .own { stroke: #8ab4e8; } .both { stroke: #c8a2f0; } .hand { stroke: #a5adb8; }
    .verify { stroke: #6fcf8b; } .sha256sum { stroke: #f0b26b; } .openssl { stroke: #f08aa6; }
  }`;

/** A value to a place from 0 to 1. `ticks`: the values at which a line is drawn. */
function linear(largest) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => largest / size <= 5) ?? 1000;
  const end = Math.max(1, Math.ceil(largest / step)) * step;
  const ticks = Array.from({ length: end / step + 1 }, (_, i) => i * step);
  return { at: (value) => value / end, ticks };
}

function logarithmic(least, most) {
  const [from, to] = [
    Math.floor(Math.log10(least)),
    Math.max(Math.ceil(Math.log10(most)), Math.floor(Math.log10(least)) + 1),
  ];
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  return { at: (value) => (Math.log10(value) - from) / (to - from), ticks };
}

/** The lines of a panel: of each series the points that were measured. */
function linesOf(points, xOf, figure, keys) {
  return keys
    .map((key) => ({
      key,
      points: points.flatMap((point) => {
        const runs = point.rows?.find((row) => row.key === key && row.reason === undefined)?.runs ?? [];
        const values = runs.map((run) => run[figure]).filter((value) => value !== undefined);
        return values.length === 0 ? [] : [{ x: xOf(point), y: median(values) }];
      }),
    }))
    .filter((line) => line.points.length > 0);
}

/** Heights for the labels, from the top down, none nearer to the next than a line of text. */
function spread(labels, bottom) {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + 16);
  const over = Math.max(0, (sorted.at(-1)?.y ?? 0) - bottom);
  for (let i = sorted.length - 1, limit = bottom; over > 0 && i >= 0; i--, limit -= 16)
    sorted[i].y = Math.min(sorted[i].y, limit);
  return sorted;
}

function drawPanel(left, top, { title, lines, x, y, xName }) {
  const across = (value) => left + x.at(value) * panel.width;
  const down = (value) => top + panel.height - y.at(value) * panel.height;
  const round = (value) => Math.round(value * 10) / 10;
  const parts = [`<text class="title" x="${left - 38}" y="${top - 18}">${title}</text>`];
  for (const tick of y.ticks) {
    parts.push(`<path class="grid" d="M${left} ${round(down(tick))}h${panel.width}"/>`);
    parts.push(`<text class="tick" x="${left - 8}" y="${round(down(tick)) + 4}" text-anchor="end">${tick}</text>`);
  }
  for (const tick of x.ticks)
    parts.push(
      `<text class="tick" x="${round(across(tick))}" y="${top + panel.height + 18}" text-anchor="middle">${tick.toLocaleString("en")}</text>`,
    );
  parts.push(
    `<text class="tick" x="${left + panel.width / 2}" y="${top + panel.height + 36}" text-anchor="middle">${xName}</text>`,
  );
  parts.push(`<path class="axis" d="M${left} ${top}v${panel.height}h${panel.width}"/>`);
  for (const { key, points } of lines) {
    const places = points.map((point) => `${round(across(point.x))} ${round(down(point.y))}`);
    parts.push(`<path class="line ${key}" d="M${places.join("L")}"/>`);
    for (const place of places) {
      const [cx, cy] = place.split(" ");
      parts.push(`<circle class="dot ${key}" cx="${cx}" cy="${cy}" r="3"/>`);
    }
  }
  const ends = lines.map(({ key, points }) => ({ key, y: down(points.at(-1).y) }));
  const edge = left + panel.width + 8;
  for (const { key, y: place } of spread(ends, top + panel.height - 2)) {
    parts.push(`<path class="line ${key}" d="M${edge} ${round(place)}h16"/>`);
    parts.push(`<text x="${edge + 21}" y="${round(place) + 4.5}">${series[key]}</text>`);
  }
  return parts.join("\n");
}

/** The whole picture; a panel of which nothing was measured is left out. */
export function picture({ sizes, files }) {
  const kinds = [
    { points: sizes?.points ?? [], xOf: ({ bytes }) => bytes / 1e9, xName: "GB", by: "by size", isLog: false },
    { points: files?.points ?? [], xOf: (point) => point.files, xName: "files", by: "by number of files", isLog: true },
  ];
  const figures = [
    { figure: "wall", name: "Seconds", keys: Object.keys(series) },
    { figure: "peak", name: "Peak memory, MB", keys: ["own", "both", "hand", "verify"] },
  ];
  const panels = kinds.flatMap(({ points, xOf, xName, by, isLog }, column) =>
    figures.flatMap(({ figure, name, keys }, row) => {
      const lines = linesOf(points, xOf, figure, keys);
      if (lines.length === 0) return [];
      const xs = lines.flatMap((line) => line.points.map((point) => point.x));
      const ys = lines.flatMap((line) => line.points.map((point) => point.y));
      const x = isLog ? logarithmic(Math.min(...xs), Math.max(...xs)) : linear(Math.max(...xs));
      const y = isLog && figure === "wall" ? logarithmic(Math.min(...ys), Math.max(...ys)) : linear(Math.max(...ys));
      return [drawPanel(lefts[column], tops[row], { title: `${name}, ${by}`, lines, x, y, xName })];
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Wall seconds and peak memory of building and verifying, by the size of the image and by the number of files</title>
<style>${style}
</style>
<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<text class="title" x="24" y="30">How building and verifying grow</text>
${panels.join("\n")}
</svg>
`;
}
