// INSTALL and AANWIJZINGEN as build-iso writes them. A verifier does not need it.

import { encodeUtf8 } from "../text/decode.ts";
import { joinLines } from "../text/lines.ts";
import { parseAanwijzingen } from "./aanwijzingen.ts";
import { type Install, parseInstall } from "./install.ts";

/** The inverse of parseInstall. */
export function encodeInstall(install: Install): Uint8Array {
  const lines = install.map((i) => (i.class === "static" ? `static ${i.sha256} ${i.path}` : `${i.class} ${i.path}`));
  const bytes = encodeUtf8(joinLines(["zegel/install v1", ...lines], "INSTALL"));
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
