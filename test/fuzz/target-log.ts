// What comes from a log, and from its witnesses: a proof for a disc, a request to cosign, the lines of an answer. Whatever is changed in
// them, nothing is thrown but a refusal, and no other tree than the one that was signed gets a yes.

import {
  concatBytes,
  encodeBase64,
  encodeCheckpoint,
  encodeHex,
  encodeLogProof,
  encodeUtf8,
  equalBytes,
  FormatError,
  type LogProof,
  parseCheckpoint,
  parseLogProof,
  type Signature,
  tryParse,
} from "../../src/format/index.ts";
import { isIncluded, leafHash, type TreeHead } from "../../src/format/merkle.ts";
import { parseLines } from "../../src/log/cosign.ts";
import { encodeWitnessRequest, parseWitnessRequest } from "../../src/log/witness/body.ts";
import { judgeRequest } from "../../src/log/witness/judge.ts";
import type { WitnessState } from "../../src/log/witness/state.ts";
import type { SignatureCheck } from "../../src/trust/index.ts";
import { cosignText, signText, testKey } from "../format/test-keys.ts";
import { continuationOf, pathOf, rootOf } from "../log/naive.ts";
import { mutateText } from "./mutate-text.ts";
import { readVectors } from "./seeds.ts";
import { hold, type Outcome, type Target } from "./target.ts";

const origin = "log.example/zegel";
const logKey = testKey(origin);
const witness = testKey("test-only/witness-f", 4);
const entry = (index: number) => encodeUtf8(`entry ${index}\n`);
const leaves = Array.from({ length: 300 }, (_, i) => leafHash(entry(i)));
const headOf = (size: number) => ({ origin, size, rootHash: rootOf(leaves.slice(0, size)) });
const checkpointText = (size: number) => encodeCheckpoint(headOf(size), 0);

/** Signed by the log; a witness's line is under it as well. */
function checkpointOf(size: number) {
  const text = checkpointText(size);
  return { text, signatures: [signText(logKey, text), cosignText(witness, text, 1_800_000_000)] };
}

const proofOf = (index: number, size: number): LogProof => ({
  ...{ index, hashes: pathOf(index, leaves.slice(0, size)), checkpoint: checkpointOf(size) },
});
const requestOf = (old: number, size: number) => ({
  ...{ old, hashes: continuationOf(old, leaves.slice(0, size)), checkpoint: checkpointOf(size) },
});

const proofs: Readonly<Record<string, LogProof>> = { "proof-5": proofOf(5, 9), "proof-258": proofOf(258, 300) };
/** How large the tree was that the witness saw last, and how large the one is that it is asked for. */
const requests: Readonly<Record<string, readonly [old: number, size: number]>> = {
  "request-0": [0, 3],
  "request-6": [6, 9],
  "request-256": [256, 300],
  "request-9": [9, 9],
};

/** What the log signed. Another signature that holds would be a forgery, so asking whether it is this one is as good, and faster. */
const signed = new Map(
  Object.values(requests).map(([, size]) => [checkpointText(size), signText(logKey, checkpointText(size)).bytes]),
);
const check: SignatureCheck = async (_key, message, signature) => {
  const made = signed.get(new TextDecoder().decode(message));
  return made !== undefined && equalBytes(signature, made);
};

export function logTarget(): Target {
  const lines = checkpointOf(9).signatures.map(lineOf).join("");
  const vectors = readVectors("log-proof").filter(([name]) => name.includes("/good_"));
  const seeds = new Map<string, Uint8Array>([
    ...Object.entries(proofs).map(([name, proof]) => [name, encodeLogProof(proof)] as const),
    ...Object.entries(requests).map(
      ([name, [old, size]]) => [name, encodeWitnessRequest(requestOf(old, size))] as const,
    ),
    ["lines", encodeUtf8(lines)],
    ...vectors,
  ]);
  const names = [...seeds.keys()];
  return {
    name: "log",
    seeds,
    rooms: ["log", "format"],
    mutate: (_, bytes, random) => mutateText(bytes, random, names),
    run: async (seed, bytes) => {
      const [kind = ""] = seed.split(/[-/]/);
      const outcome =
        kind === "request" ? await runRequest(seed, bytes) : kind === "lines" ? runLines(bytes) : runProof(seed, bytes);
      return { ...outcome, verdict: `${kind} ${outcome.verdict}` };
    },
  };
}

const lineOf = ({ name, keyId, bytes }: Signature) =>
  `— ${name} ${encodeBase64(concatBytes(Uint8Array.from(Buffer.from(keyId, "hex")), bytes))}\n`;

const refused = (error: FormatError): Outcome => {
  hold(error.message.length < 2000, "a message quotes a little of what was found");
  return { verdict: error.code, codes: [] };
};

function runProof(seed: string, bytes: Uint8Array): Outcome {
  const proof = tryParse(() => parseLogProof(bytes));
  if (proof instanceof FormatError) return refused(proof);
  hold(equalBytes(encodeLogProof(proof), bytes), "a proof that is accepted prints again to the same bytes");
  const good = proofs[seed];
  if (good === undefined) return { verdict: "parsed", codes: [] };
  const head = parseCheckpoint(proof.checkpoint.text);
  const isIn = isIncluded(leafHash(entry(good.index)), proof.index, proof.hashes, head);
  const ofGood = parseCheckpoint(good.checkpoint.text);
  if (isIn && isSameTree(head, ofGood)) {
    hold(proof.index === good.index, "under the tree that was signed, an entry has one place");
    hold(concatHex(proof.hashes) === concatHex(good.hashes), "and one path leads there");
  }
  return { verdict: isIn ? "included" : "not included", codes: [] };
}

async function runRequest(seed: string, bytes: Uint8Array): Promise<Outcome> {
  const [old = 0] = requests[seed] ?? [];
  const state: WitnessState = { witness: witness.vkey, logs: old === 0 ? [] : [headOf(old)] };
  const request = tryParse(() => parseWitnessRequest(bytes));
  const answer = await judgeRequest(bytes, logKey.vkey, state, check);
  hold([200, 400, 403, 404, 409, 422].includes(answer.status), `${answer.status} is a status of C2SP tlog-witness`);
  if (request instanceof FormatError) {
    hold(answer.status === 400, "what is no request is answered 400");
    return refused(request);
  }
  hold(equalBytes(encodeWitnessRequest(request), bytes), "a request that is accepted prints again to the same bytes");
  if (answer.status === 200) {
    hold(signed.has(answer.checkpoint.text), "only what the log signed is cosigned");
    hold(
      isSameTree(answer.head, headOf(answer.head.size)) && answer.head.size >= old,
      "and only a tree that continues the last one",
    );
  }
  return { verdict: String(answer.status), codes: [] };
}

function runLines(bytes: Uint8Array): Outcome {
  const text = new TextDecoder().decode(bytes);
  const lines = tryParse(() => parseLines(text, "lines"));
  if (lines instanceof FormatError) return refused(lines);
  const full = text.split(/\r?\n/).filter((line) => line !== "");
  hold(
    lines.map(lineOf).join("") === full.map((line) => `${line}\n`).join(""),
    "accepted lines print again to the same",
  );
  return { verdict: `${Math.min(lines.length, 3)} lines`, codes: [] };
}

const isSameTree = (a: TreeHead, b: TreeHead) => a.size === b.size && equalBytes(a.rootHash, b.rootHash);
const concatHex = (hashes: readonly Uint8Array[]) => hashes.map(encodeHex).join(" ");
