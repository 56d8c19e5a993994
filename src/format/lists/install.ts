// /ZEGEL/INSTALL: what a reference installation holds. docs/spec/install.md

import { checkSha256, compareText } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { Lines, oneOf, split } from "../text/lines.ts";
import { checkPath, findTwins } from "../text/path.ts";
import { type InstallHead, readInstallHead } from "./install-head.ts";

/** Bytes. */
export const installLimit = 64 * 1024 * 1024;
/** Lines of files. */
export const installedLimit = 250_000;
/** Bytes of one installed file: whoever compares it reads no further. */
export const installedFileLimit = 2 ** 32;
const classes = ["static", "may-change", "absent"] as const;

export type Installed =
  | { readonly path: string; readonly class: "static"; readonly sha256: string }
  | { readonly path: string; readonly class: "may-change" | "absent" };

export interface Install extends InstallHead {
  /** In byte order of path. */
  readonly files: readonly Installed[];
}

/** The bytes of /ZEGEL/INSTALL. Throws FormatError. */
export function parseInstall(bytes: Uint8Array): Install {
  const lines = Lines.fromBytes(bytes, "INSTALL", installLimit);
  const head = readInstallHead(lines);
  const files: Installed[] = [];
  for (let line = lines.line(); line !== undefined; line = lines.line()) {
    if (files.length === installedLimit)
      throw new FormatError("LIMIT", lines.where, `at most ${installedLimit} paths`, "more");
    const [name = "", rest = ""] = split(line, 2, lines.where);
    const kind = oneOf(name, classes, lines.where);
    if (kind === "static") {
      const [sha256 = "", path = ""] = split(rest, 2, lines.where);
      files.push({ path: checkPath(path, lines.where), class: kind, sha256: checkSha256(sha256, lines.where) });
    } else files.push({ path: checkPath(rest, lines.where), class: kind });
    const before = files.at(-2)?.path;
    if (before !== undefined && compareText(before, files.at(-1)?.path ?? "") >= 0)
      throw new FormatError("ORDER", lines.where, "byte order of path, each once", quote(line));
  }
  if (!files.some((i) => i.class === "static"))
    throw new FormatError("COUNT", "INSTALL", "at least one static file", "none");
  // No folder could hold both: one is the other's folder, or they are one file where case is ignored.
  const twin = findTwins(files.map((i) => i.path))[0];
  if (twin !== undefined)
    throw new FormatError(
      "DUPLICATE",
      "INSTALL",
      "paths that differ in more than case, none of them a folder of another",
      twin[0] === twin[1] ? `${quote(twin[0])} as a file and as a folder` : twin.map(quote).join(" and "),
    );
  return { ...head, files };
}
