// Every text format: a parser refuses with its own error, and what it accepts prints again to the same bytes.

import {
  encodeHashGroups,
  encodeZegelcode,
  FormatError,
  parseHashGroups,
  parseZegelcode,
  sealSize,
} from "../../src/format/index.ts";
import { nouns } from "../format/nouns.ts";
import { mutateText } from "./mutate-text.ts";
import { readVectors } from "./seeds.ts";
import { hold, type Outcome, type Target } from "./target.ts";

/** What people type: many spellings stand for one value, so the value itself must be stable. */
const typed: Readonly<Record<string, (text: string) => void>> = {
  zegelcode: (text) => {
    const code = parseZegelcode(text);
    hold(/^[0-9A-Z-]{41}$/.test(code) && parseZegelcode(code) === code, `${code} is the printed form of a code`);
  },
  "hash-groups": (text) => {
    const sha256 = parseHashGroups(text);
    hold(/^[0-9a-f]{64}$/.test(sha256), `${sha256} is a digest`);
    hold(parseHashGroups(encodeHashGroups(sha256)) === sha256, `${sha256} can be read back`);
    hold(parseZegelcode(encodeZegelcode(sha256)) === encodeZegelcode(sha256), "its code can be read back");
  },
};

export function formatTarget(): Target {
  const all = [...Object.keys(nouns), ...Object.keys(typed)];
  const vectors = all.flatMap(readVectors);
  // A vector that is refused has one fault; what lies beyond it is reached from the good ones.
  const seeds = new Map(vectors.filter(([name]) => name.includes("/good_")));
  const names = [...seeds.keys()];
  return {
    name: "format",
    seeds,
    rooms: ["format"],
    mutate: (_, bytes, random) => mutateText(bytes, random, names),
    run: async (seed, bytes) => runFormat(seed.split("/")[0] ?? "", bytes),
  };
}

function runFormat(noun: string, bytes: Uint8Array): Outcome {
  try {
    const again = nouns[noun];
    if (again === undefined) typed[noun]?.(new TextDecoder().decode(bytes));
    else {
      const whole = noun === "seal" ? filled(bytes) : noun === "vkey" ? withLineFeed(bytes) : bytes;
      hold(Buffer.from(again(whole)).equals(whole), `a ${noun} that is accepted prints again to the same bytes`);
    }
    return { verdict: `${noun} ok`, codes: [] };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    hold(error.message.length < 2000, "a message quotes a little of what was found");
    return { verdict: `${noun} ${error.code}`, codes: [] };
  }
}

/** A vkey is a line of its file. */
function withLineFeed(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 10 ? bytes : Uint8Array.of(...bytes, 10);
}

/** The vectors of a seal leave out the line feeds behind the last note. */
function filled(used: Uint8Array): Uint8Array {
  if (used.length >= sealSize) return used;
  const whole = new Uint8Array(sealSize).fill(10);
  whole.set(used);
  return whole;
}
