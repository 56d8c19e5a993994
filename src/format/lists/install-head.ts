// The first lines of /ZEGEL/INSTALL: where an installation is to be looked for, and what on the disc starts it. docs/spec/install.md
// They stand apart from the list, so that whoever wants them alone need not read 64 MiB.

import { checkText } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { Lines } from "../text/lines.ts";
import { checkPath, depthLimit, nameFault, pathLimit } from "../text/path.ts";

/** Bytes in which the first lines of an INSTALL end, and the line behind them. */
export const installHeadLimit = 4096;

export interface InstallHead {
  /** The folder in which the program is to be looked for after installation, on the computer itself: an offer, no promise. */
  readonly place?: string | undefined;
  /** A file of the disc: in its folder an installation begins. */
  readonly start?: string | undefined;
}

/** The first lines of INSTALL. Throws FormatError. */
export function readInstallHead(lines: Lines): InstallHead {
  const version = lines.line() ?? "";
  if (version === "zegel/install v1") return { place: undefined, start: undefined };
  const { where } = lines;
  if (version !== "zegel/install v2")
    throw new FormatError("TYPE_LINE", where, '"zegel/install v1" or "zegel/install v2"', quote(version));
  const place = lines.next("place") ? checkPlace(lines.field("place"), lines.where) : undefined;
  const start = lines.next("start") ? checkPath(lines.field("start"), lines.where) : undefined;
  if (place === undefined && start === undefined)
    throw new FormatError(
      "TYPE_LINE",
      where,
      '"zegel/install v1" where there is neither place nor start',
      quote(version),
    );
  if (lines.next("place") || lines.next("start"))
    throw new FormatError("ORDER", lines.where, "at most one place, then at most one start", "another");
  return { place, start };
}

/** The same from the start of an INSTALL, at most `installHeadLimit` bytes, wherever it is cut. Throws FormatError. */
export function parseInstallHead(start: Uint8Array): InstallHead {
  const whole = start.subarray(0, start.lastIndexOf(0x0a) + 1); // of a line that was cut nothing is said
  return readInstallHead(Lines.fromBytes(whole, "INSTALL", installHeadLimit));
}

/**
 * A folder on the computer itself, as Windows or as Unix writes it: `C:\OSV`, `/opt/osv`. No share (to look at one is to log on to a
 * foreign machine), nothing that leads up, no device. Throws FormatError LIMIT, TEXT, PATH.
 */
export function checkPlace(place: string, where: string): string {
  checkText(place, where, pathLimit);
  const [root = "", separator = ""] = /^[A-Za-z]:\\/.test(place) ? [place.slice(0, 3), "\\"] : ["/", "/"];
  const names = place.slice(root.length).split(separator);
  if (!place.startsWith(root) || names.length > depthLimit + 1 || names.some((name) => nameFault(name) !== undefined))
    throw new FormatError("PATH", where, "a folder of the computer itself, as C:\\OSV or /opt/osv", quote(place));
  return place;
}
