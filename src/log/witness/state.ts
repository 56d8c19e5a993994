// What a witness remembers: of each log that it ever cosigned, the last tree. Whoever can make this file anew can make the witness say
// two things, so only `witness new` makes one, and a state that is lost is a key that is lost. docs/spec/witness-state.md

import { readBytesSync } from "../../files/bounded.ts";
import { replaceFile } from "../../files/replace.ts";
import {
  type Checkpoint,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  encodeVKey,
  FormatError,
  parseCheckpoint,
  parseVKey,
  quote,
  shown,
  tryParse,
  type VKey,
} from "../../format/index.ts";
import { emptyRootHash, isTree } from "../../format/merkle.ts";
import { LogError } from "../error.ts";
import { isThere } from "../folder.ts";

export interface WitnessState {
  /** Whose memory it is: a key of type 4. */
  readonly witness: VKey;
  /** The last tree that it cosigned of each log; in byte order of origin, each origin once. */
  readonly logs: readonly Checkpoint[];
}

const typeLine = "zegel/witness-state v1";
/** Logs of one witness. */
const logsLimit = 256;
const stateLimit = 131_072;

/** Throws FormatError. */
export function parseWitnessState(text: string): WitnessState {
  const [first = "", witness = "", ...lines] = text.split("\n");
  if (first !== typeLine) throw new FormatError("TYPE_LINE", "state", typeLine, quote(first));
  if (!witness.startsWith("witness ")) throw new FormatError("FIELD", "state", '"witness VKEY"', quote(witness));
  if (lines.pop() !== "") throw new FormatError("TEXT", "state", "a line feed at the end", "none");
  if (lines.length > logsLimit) throw new FormatError("LIMIT", "state", `at most ${logsLimit} logs`, `${lines.length}`);
  const vkey = parseVKey(witness.slice("witness ".length), "state");
  if (vkey.type !== 4) throw new FormatError("KEY", "state", "a key of type 4", `type ${vkey.type}`);
  const logs = lines.map(parseLog);
  for (const [i, { origin }] of logs.entries())
    if (i > 0 && origin <= (logs[i - 1]?.origin ?? ""))
      throw new FormatError("FIELD", "state", "origins in byte order, each once", quote(origin));
  return { witness: vkey, logs };
}

function parseLog(line: string): Checkpoint {
  const [name, ...parts] = line.split(" ");
  if (name !== "log" || parts.length !== 3)
    throw new FormatError("FIELD", "state", '"log ORIGIN SIZE HASH"', quote(line));
  const tree = parseCheckpoint(`${parts.join("\n")}\n`, 0);
  if (!isTree(tree)) throw new FormatError("FIELD", "state", "the root hash of the empty tree", quote(line));
  return tree;
}

/** The inverse of parseWitnessState. Throws FormatError on values that it would refuse. */
export function encodeWitnessState({ witness, logs }: WitnessState): string {
  const lines = logs.map(({ origin, size, rootHash }) => `log ${origin} ${size} ${encodeBase64(rootHash)}\n`);
  const text = `${typeLine}\nwitness ${encodeVKey(witness)}\n${lines.join("")}`;
  parseWitnessState(text);
  return text;
}

/** The last tree of this log; the one without an entry where it never cosigned one. */
export function lastSeen({ logs }: WitnessState, origin: string): Checkpoint {
  return logs.find((log) => log.origin === origin) ?? { origin, size: 0, rootHash: emptyRootHash() };
}

/** With `tree` as the last of its log. */
export function withSeen({ witness, logs }: WitnessState, tree: Checkpoint): WitnessState {
  const { origin, size, rootHash } = tree;
  const others = logs.filter((log) => log.origin !== origin);
  return {
    witness,
    logs: [...others, { origin, size, rootHash }].sort((a, b) => (a.origin < b.origin ? -1 : 1)),
  };
}

/** Throws LogError STATE where there is none, or it is no state; FileError. */
export function readWitnessState(path: string): WitnessState {
  if (!isThere(path))
    throw new LogError("STATE", {
      nl: shown`${path}: is er niet: zonder dit bestand weet deze getuige niet wat hij het laatst zag, en ondertekent hij niets. Zoek het. Is het kwijt, dan is deze sleutel niet meer te gebruiken: maak een nieuwe getuige (zegel witness new) en laat die in de vertrouwensbasis opnemen`,
      en: shown`${path}: is not there: without this file this witness does not know what it saw last, and signs nothing. Look for it. If it is lost, this key can be used no more: make a new witness (zegel witness new) and have that one put into the trust root`,
    });
  const bytes = readBytesSync(path, stateLimit);
  const state = tryParse(() => parseWitnessState(decodeUtf8(bytes, path)));
  if (!(state instanceof FormatError)) return state;
  throw new LogError("STATE", {
    nl: shown`${path}: verwacht het geheugen van een getuige, gevonden iets anders (${state.message}): geef het goede bestand; er is niets ondertekend`,
    en: shown`${path}: expected the state of a witness, found something else (${state.message}): give the right file; nothing was signed`,
  });
}

/** On the disk when this resolves. Throws FilesError FILE. */
export async function writeWitnessState(path: string, state: WitnessState): Promise<void> {
  await replaceFile({ path, bytes: encodeUtf8(encodeWitnessState(state)), mode: 0o600 });
}
