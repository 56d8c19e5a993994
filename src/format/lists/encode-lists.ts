// INSTALL and AANWIJZINGEN as build-iso writes them. A verifier does not need it.

import { encodeUtf8 } from "../text/decode.ts";
import { joinLines } from "../text/lines.ts";
import { parseAanwijzingen } from "./aanwijzingen.ts";
import { type Install, parseInstall } from "./install.ts";
import type { InstallHead } from "./install-head.ts";

/** The inverse of parseInstall: the files, and what stands before them; v1 where that is nothing. Throws FormatError. */
export function encodeInstall(files: Install["files"], { place, start }: InstallHead = {}): Uint8Array {
  const head = [
    `zegel/install ${place === undefined && start === undefined ? "v1" : "v2"}`,
    ...(place === undefined ? [] : [`place ${place}`]),
    ...(start === undefined ? [] : [`start ${start}`]),
  ];
  const lines = files.map((i) => (i.class === "static" ? `static ${i.sha256} ${i.path}` : `${i.class} ${i.path}`));
  const bytes = encodeUtf8(joinLines([...head, ...lines], "INSTALL"));
  parseInstall(bytes);
  return bytes;
}

/** The inverse of parseAanwijzingen. */
export function encodeAanwijzingen(steps: readonly string[]): Uint8Array {
  const lines = steps.map((step, i) => `${i + 1} ${step}`);
  const bytes = encodeUtf8(joinLines(["zegel/aanwijzingen v1", ...lines], "AANWIJZINGEN"));
  parseAanwijzingen(bytes);
  return bytes;
}
