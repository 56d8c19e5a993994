// Which polling stations were drawn, from which files and by which dice: `zegel/sample v1`. Anyone draws the same with `sha256sum`.
// docs/spec/paper-sample.md

import {
  checkSha256,
  checkText,
  compareText,
  decodeDecimal,
  encodeUtf8,
  FormatError,
  joinLines,
  Lines,
  match,
} from "../../format/index.ts";
import { filesDigest, parseDice, sampleSize, stationLimit } from "./sample.ts";

export interface Sample {
  /** Id of the election, `GR2026_Juinen`. */
  readonly election: string;
  /** Stations of the counts and of the lists of stations together. */
  readonly of: number;
  /** Percent: how likely the sample may be to meet none of `wrong` wrong stations. */
  readonly risk: number;
  /** For how many wrong stations it is drawn. */
  readonly wrong: number;
  /** Twenty digits. */
  readonly dice: string;
  /** SHA-256 of the counts and lists of stations that it is drawn from, sorted. */
  readonly files: readonly string[];
  /** In the order drawn: those that are looked at. */
  readonly stations: readonly string[];
}

export const sampleTypeLine = "zegel/sample v1";
const what = "sample";
/** Files of a run. */
const fileLimit = 2000;
/** Bytes: the ids of 100,000 stations. */
export const sampleLimit = 8 * 1024 * 1024;
/** Percent. A sample that misses what it looks for more often than one time in five is none. */
export const riskLimit = 20;

/** The bytes of a sample. Throws FormatError on one that could not be read back. */
export function encodeSample({ election, of, risk, wrong, dice, files, stations }: Sample): Uint8Array {
  const lines = [
    sampleTypeLine,
    `election ${election}`,
    `of ${of}`,
    `risk ${risk}`,
    `wrong ${wrong}`,
    `dice ${dice}`,
    `files ${filesDigest(files)}`,
    ...files.map((file) => `file ${file}`),
    ...stations.map((station) => `station ${station}`),
  ];
  const bytes = encodeUtf8(joinLines(lines, what));
  parseSample(bytes);
  return bytes;
}

/** The inverse of `encodeSample`. Whether the dice draw these stations from those files: `judgeSample`. Throws FormatError. */
export function parseSample(bytes: Uint8Array): Sample {
  const lines = Lines.fromBytes(bytes, what, sampleLimit);
  lines.exactly(sampleTypeLine);
  const election = match(checkText(lines.field("election"), lines.where, 100), /^\S+$/, "an election", lines.where);
  const of = decodeDecimal(lines.field("of"), 1, stationLimit, lines.where);
  const risk = decodeDecimal(lines.field("risk"), 1, riskLimit, lines.where);
  const wrong = decodeDecimal(lines.field("wrong"), 1, of, lines.where);
  const dice = parseDice(match(lines.field("dice"), /^\S+$/, "20 digits without blanks", lines.where));
  const digest = checkSha256(lines.field("files"), lines.where);
  const files = lines.fields("file", fileLimit, (value) => checkSha256(value, lines.where));
  if (files.some((file, i) => i > 0 && compareText(files[i - 1] ?? "", file) >= 0))
    throw new FormatError("ORDER", what, "files in order, each once", "another order");
  if (files.length === 0 || filesDigest(files) !== digest)
    throw new FormatError("REFERENCE", what, `files with the digest ${digest}`, filesDigest(files));
  const size = sampleSize(of, wrong, risk);
  const stations = lines.fields("station", size, (value) =>
    match(value, /^[\x21-\x7e]{1,64}$/, "the id of a station", lines.where),
  );
  if (stations.length !== size) throw new FormatError("COUNT", what, `${size} stations`, `${stations.length}`);
  if (new Set(stations).size !== size)
    throw new FormatError("DUPLICATE", what, "each station once", "one of them twice");
  lines.end();
  return { election, of, risk, wrong, dice, files, stations };
}
