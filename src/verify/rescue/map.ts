// OUT.map: which sectors of OUT.part are still missing. docs/spec/rescue-map.md
// It is a list of places and never believed: what it says is missing is read again, what it says is there is judged by `verify`.

import { checkSha256, copyBytes, decodeDecimal, decodeUtf8, encodeUtf8, equalBytes } from "../../format/text/decode.ts";
import { FormatError, quote } from "../../format/text/error.ts";
import { sectorBytes } from "../../iso9660/index.ts";
import { inUnits, type Stretch, type Stretches } from "./stretches.ts";

/** The first line. */
const mapTypeLine = "zegel/rescue-map v1";
/** Bytes. */
export const mapLimit = 4 * 1024 * 1024;
/** Stretches: more than all inputs together can leave. */
const stretchLimit = 100_000;
/** Sectors: a Blu-ray disc of four layers has 62,500,000. */
const sectorLimit = 2 ** 26;
/** Inputs of one rescue, over all its runs. */
export const inputLimit = 99;

export interface RescueMap {
  /** SHA-256 of the text of the release, hex. */
  readonly release: string;
  /** How many inputs gave something so far. */
  readonly inputs: number;
  /** Whole sectors, in bytes. */
  readonly missing: Stretches;
}

const where = "rescue map";

/** The bytes of OUT.map. Throws FormatError. */
export function parseMap(bytes: Uint8Array): RescueMap {
  if (bytes.length > mapLimit) throw new FormatError("LIMIT", where, `at most ${mapLimit} bytes`, "more");
  const own = copyBytes(bytes);
  const lines = decodeUtf8(own, where).split("\n");
  const [first = "", release = "", inputs = "", ...more] = lines;
  if (first !== mapTypeLine) throw new FormatError("TYPE_LINE", where, quote(mapTypeLine), quote(first));
  if (more.length - 2 > stretchLimit)
    throw new FormatError("LIMIT", where, `at most ${stretchLimit} stretches`, `${more.length - 2}`);
  const map = {
    release: checkSha256(fieldOf(release, "release"), where),
    inputs: decodeDecimal(fieldOf(inputs, "inputs"), 0, inputLimit, where),
    missing: more.slice(0, -2).map(parseStretch),
  };
  // One form for one map: order, touching stretches and the last line are judged by writing it again.
  if (!equalBytes(encodeMap(map), own)) throw new FormatError("ORDER", where, "its own canonical bytes", "others");
  return map;
}

function fieldOf(line: string, name: string): string {
  if (!line.startsWith(`${name} `)) throw new FormatError("FIELD", where, quote(`${name} `), quote(line));
  return line.slice(name.length + 1);
}

function parseStretch(line: string): Stretch {
  const [first = "", count = "", more] = fieldOf(line, "missing").split(" ");
  if (more !== undefined) throw new FormatError("FIELD", where, "a first sector and a count", quote(line));
  const from = decodeDecimal(first, 0, sectorLimit, where);
  return { from: from * sectorBytes, to: (from + decodeDecimal(count, 1, sectorLimit, where)) * sectorBytes };
}

/** The inverse of parseMap. */
export function encodeMap({ release, inputs, missing }: RescueMap): Uint8Array {
  const lines = inUnits(missing, sectorBytes).map(
    ({ from, to }) => `missing ${from / sectorBytes} ${(to - from) / sectorBytes}\n`,
  );
  return encodeUtf8(`${mapTypeLine}\nrelease ${release}\ninputs ${inputs}\n${lines.join("")}end\n`);
}
