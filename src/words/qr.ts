// A QR code drawn: ISO/IEC 18004, by the library uqr. What it holds stands as text beside it wherever it is printed.

import { encode } from "uqr";
import { type Html, html } from "./html.ts";

/** Modules of quiet space around it. */
const border = 4;

/** Rows of modules, true for dark, quiet space and all. Throws RangeError of the library when `data` does not fit. */
export function qrModules(data: string | readonly number[]): readonly (readonly boolean[])[] {
  const isText = typeof data === "string";
  return encode(isText ? data : [...data], { ecc: isText ? "M" : "L", boostEcc: true, border }).data;
}

/** As a drawing of `millimetres` each way, one path: a run of dark modules is one rectangle. `label`: for who cannot see it. */
export function qrSvg(rows: readonly (readonly boolean[])[], millimetres: number, label: string): Html {
  const runs = rows.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  const size = `${millimetres.toFixed(1)}mm`;
  const side = rows.length;
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" width="${size}" height="${size}" shape-rendering="crispEdges" role="img" aria-label="${label}"><path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path d="${runs.join("")}"/></svg>`;
}
