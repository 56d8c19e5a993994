// REBUILD note: a reviewer's statement on one release. docs/spec/rebuild.md

import { checkMoment, checkSha256, checkText } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines, oneOf } from "../text/lines.ts";

export interface Rebuild {
  /** SHA-256 of the release note's text. */
  readonly release: string;
  /** `image`: payload to image. `source`: source to payload. */
  readonly scope: "image" | "source";
  /** Where it differs, in words; undefined: it agrees. */
  readonly differs: string | undefined;
  /** SHA-256 as the reviewer measured it. */
  readonly imageSha256: string;
  readonly manifestSha256: string;
  readonly environment: string;
  readonly date: string;
}

/** The text of a rebuild note. Throws FormatError. */
export function parseRebuild(text: string): Rebuild {
  const lines = new Lines(text, "rebuild note", 4096);
  lines.exactly("zegel/rebuild v1");
  const release = checkSha256(lines.field("release"), lines.where);
  const scope = oneOf(lines.field("scope"), ["image", "source"] as const, lines.where);
  const finding = lines.field("finding");
  const differs = finding === "agrees" ? undefined : finding.replace(/^differs /, "");
  if (differs !== undefined && finding !== `differs ${differs}`)
    throw new FormatError("FIELD", lines.where, '"agrees" or "differs WHERE"', quote(finding));
  const rebuild = {
    release,
    scope,
    differs: differs === undefined ? undefined : checkText(differs, lines.where, 500),
    imageSha256: checkSha256(lines.field("image-sha256"), lines.where),
    manifestSha256: checkSha256(lines.field("manifest-sha256"), lines.where),
    environment: checkText(lines.field("environment"), lines.where, 500),
    date: checkMoment(lines.field("date"), lines.where),
  };
  lines.end();
  return rebuild;
}

/** The inverse of parseRebuild. Throws FormatError on values that parseRebuild would refuse. */
export function encodeRebuild(rebuild: Rebuild): string {
  const lines = [
    "zegel/rebuild v1",
    `release ${rebuild.release}`,
    `scope ${rebuild.scope}`,
    `finding ${rebuild.differs === undefined ? "agrees" : `differs ${rebuild.differs}`}`,
    `image-sha256 ${rebuild.imageSha256}`,
    `manifest-sha256 ${rebuild.manifestSha256}`,
    `environment ${rebuild.environment}`,
    `date ${rebuild.date}`,
  ];
  const text = joinLines(lines, "rebuild note");
  parseRebuild(text);
  return text;
}
