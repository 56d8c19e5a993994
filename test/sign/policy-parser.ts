// C2SP tlog-policy as its page reads, and nothing more generous: each line of the grammar, each "MUST". What a stranger's verifier would
// make of a policy of ours.

import { encodeVKey, parseVKey, type VKey } from "../../src/format/index.ts";

export interface Policy {
  readonly logs: readonly VKey[];
  /** By their names in the policy. */
  readonly witnesses: ReadonlyMap<string, VKey>;
  /** Whether cosignatures by these raw keys are enough. */
  readonly isMet: (raws: ReadonlySet<string>) => boolean;
}

type Part = (raws: ReadonlySet<string>) => boolean;

/** Throws Error on whatever the page does not allow. */
export function parsePolicy(bytes: Uint8Array): Policy {
  if (bytes.some((byte) => byte !== 9 && byte !== 10 && (byte < 0x20 || byte === 0x7f)))
    throw new Error("control byte");
  const text = Buffer.from(bytes).toString("latin1"); // octets with the high bit are opaque
  if (!text.endsWith("\n")) throw new Error("the last line is not ended");
  const logs: VKey[] = [];
  const witnesses = new Map<string, VKey>();
  const parts = new Map<string, Part>();
  const listed = new Set<string>();
  let quorum: Part | undefined;
  const define = (name: string, part: Part) => {
    if (name === "none" || parts.has(name)) throw new Error(`name ${name}`);
    parts.set(name, part);
  };
  const defined = (name: string) => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`not defined before: ${name}`);
    return part;
  };
  for (const line of text.slice(0, -1).split("\n")) {
    const [keyword = "", ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    if (keyword === "" || keyword.startsWith("#")) continue;
    const [first = "", second = "", ...others] = items;
    if (keyword === "log" && (items.length === 1 || items.length === 2)) logs.push(keyOf(first, 1, logs));
    else if (keyword === "witness" && (items.length === 2 || items.length === 3)) {
      const key = keyOf(second, 4, [...witnesses.values()]);
      define(first, (raws) => raws.has(key.raw));
      witnesses.set(first, key);
    } else if (keyword === "group" && others.length > 0) {
      const members = others.map(defined);
      for (const name of others) if (listed.size === listed.add(name).size) throw new Error(`listed twice: ${name}`);
      const least = second === "all" ? members.length : second === "any" ? 1 : Number(second);
      if (!/^(all|any|[1-9][0-9]*)$/.test(second) || least > members.length) throw new Error(`threshold ${second}`);
      define(first, (raws) => members.filter((member) => member(raws)).length >= least);
    } else if (keyword === "quorum" && items.length === 1 && quorum === undefined)
      quorum = first === "none" ? () => true : defined(first);
    else throw new Error(`line ${line}`);
  }
  if (quorum === undefined) throw new Error("no quorum");
  return { logs, witnesses, isMet: quorum };
}

function keyOf(text: string, type: VKey["type"], others: readonly VKey[]): VKey {
  const key = parseVKey(text, "policy");
  if (key.type !== type || encodeVKey(key) !== text) throw new Error(`key ${text}`);
  if (others.some((other) => other.raw === key.raw)) throw new Error(`key twice: ${text}`);
  return key;
}
