// A reviewer's statement, still to be signed. docs/spec/rebuild.md

import { encodeRebuild, type Note, type Rebuild } from "../../format/index.ts";
import { isSame, type ReproductionReport } from "./reproduction.ts";

/** What the format allows in one line. */
const lineLimit = 500;

/** What a reviewer measured and says of it. */
export interface RebuildChoice {
  /** Digest of the release note's text. */
  readonly release: string;
  readonly scope: Rebuild["scope"];
  /** Where it differs, in words; undefined: it agrees. */
  readonly differs: string | undefined;
  readonly imageSha256: string;
  readonly manifestSha256: string;
  readonly environment: string;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
}

/** Throws FormatError on what no rebuild note may say. */
export function newRebuild(choice: RebuildChoice): Note {
  return { text: encodeRebuild(choice), signatures: [] };
}

/** `Debian GNU/Linux 12 (bookworm), x64, xorriso 1.5.4, Node 20.20.2, Zegel 0.1.0; other user, clock` */
export function environmentOf({ tools, surroundings }: Pick<ReproductionReport, "tools" | "surroundings">): string {
  const { system, xorriso, node, zegel } = tools;
  const facts = `${system}, xorriso ${xorriso}, Node ${node}, Zegel ${zegel}`;
  const clean = surroundings === undefined ? "" : `; other ${surroundings.changed.join(", ")}`;
  return `${facts}${clean}`.slice(0, lineLimit).trimEnd();
}

/** Where a rebuild differs, in one line; undefined: it is the same. `difference`: what compare found, where it could look. */
export function differsOf({
  checks,
  difference,
}: Pick<ReproductionReport, "checks" | "difference">): string | undefined {
  const failed = checks.filter((check) => !isSame(check)).map(({ what }) => what);
  if (failed.length === 0) return undefined;
  const compared =
    difference === undefined
      ? ""
      : `; zegel compare ${difference.summarySha256}: ${difference.differingBytes} bytes, ${difference.causes.join(", ")}`;
  return `${failed.join(", ")}${compared}`.slice(0, lineLimit).trimEnd();
}
