// MINUTES note: what those present sign when a ceremony ends, over the head of its transcript. docs/spec/transcript.md

import { type Note, type RootKey, typeLineOf, type VKey } from "../../format/index.ts";
import { decimal, line, noteLines, oneWord, repeated, sha256 } from "../../format/notes/note-lines.ts";
import { judgeSigners, type SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import {
  type Ceremony,
  ceremonies,
  ceremonyPurposes,
  type Present,
  parsePresent,
  presentLimit,
  presentLine,
} from "./transcript/fact.ts";
import type { Transcript } from "./transcript/transcript.ts";

export interface Minutes {
  readonly ceremony: Ceremony;
  readonly purpose: (typeof ceremonyPurposes)[number];
  /** Lines of the transcript, its first and its last. */
  readonly lines: number;
  /** SHA-256 of the transcript's last line with its line feed. */
  readonly head: string;
  /** SHA-256 of the whole transcript: what `sha256sum` prints. */
  readonly transcript: string;
  readonly present: readonly Present[];
}

const minutesLines = noteLines<Minutes>({ typeLine: typeLineOf("minutes"), what: "minutes", limit: 60_000 }, () => ({
  ceremony: line("ceremony", oneWord(ceremonies)),
  purpose: line("purpose", oneWord(ceremonyPurposes)),
  lines: line("lines", decimal(7, 1_000_000)),
  head: line("head", sha256),
  transcript: line("transcript", sha256),
  present: repeated("present", presentLimit, { parse: parsePresent, print: presentLine }),
}));

/** The text of a minutes note. Throws FormatError. */
export function parseMinutes(text: string): Minutes {
  return minutesLines.parse(text);
}

/** The inverse of parseMinutes. Throws FormatError on values that parseMinutes would refuse. */
export function encodeMinutes(minutes: Minutes): string {
  const text = minutesLines.print(minutes);
  parseMinutes(text);
  return text;
}

/** What a closed transcript says of itself. Throws SignError TRANSCRIPT when it is not closed. */
export function minutesOf(transcript: Transcript, where: string): Minutes {
  const [opened] = transcript.entries;
  if (!transcript.isClosed || opened?.fact.kind !== "opened")
    throw new SignError("TRANSCRIPT", `${where}: is not closed yet: zegel ceremony close ${where}`);
  return {
    ceremony: opened.fact.ceremony,
    purpose: opened.fact.purpose,
    lines: transcript.entries.length + 1,
    head: transcript.head,
    transcript: transcript.sha256,
    present: transcript.present,
  };
}

export interface MinutesJudgement {
  readonly signed: readonly Present[];
  /** Signed with a key that was revoked since: it proves less, but the other signatures vouch for the same lines. */
  readonly revoked: readonly Present[];
  /** Had to sign with a key, and did not. */
  readonly missing: readonly Present[];
  /** Had to sign, and none of the keys given is hers: nothing can be said. */
  readonly unknown: readonly Present[];
  /** Everybody who had to sign with a key did, at least one with a key that is not revoked. */
  readonly isComplete: boolean;
}

/**
 * Compares the note with the transcript and judges its signatures by `keys`. Throws SignError TRANSCRIPT (another
 * transcript than the one that was signed), BAD_SIGNATURE, FormatError.
 */
export async function judgeMinutes(
  transcript: Transcript,
  where: string,
  note: Note,
  keys: readonly VKey[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<MinutesJudgement> {
  demandSame(transcript, where, parseMinutes(note.text));
  const candidates = keys.map(
    (vkey): RootKey => ({ vkey, role: "officer", holder: vkey.name, organisation: vkey.name }),
  );
  const quorum = await judgeSigners(note, candidates, 1, "loose", revoked, check);
  const { faults } = quorum;
  if (faults[0] !== undefined)
    throw new SignError("BAD_SIGNATURE", `the signature by ${faults[0].name} does not hold under these minutes`);
  const mustSign = transcript.present.filter((person) => person.key !== undefined);
  const isKnown = (person: Present) => keys.some((vkey) => vkey.name === person.key);
  const isAmong = (signers: readonly RootKey[]) => (person: Present) =>
    signers.some(({ vkey }) => vkey.name === person.key);
  const signed = mustSign.filter(isAmong(quorum.signers));
  const withRevoked = mustSign.filter((person) => !signed.includes(person) && isAmong(quorum.revoked)(person));
  const others = mustSign.filter((person) => !signed.includes(person) && !withRevoked.includes(person));
  return {
    signed,
    revoked: withRevoked,
    missing: others.filter(isKnown),
    unknown: others.filter((person) => !isKnown(person)),
    isComplete: signed.length > 0 && others.length === 0,
  };
}

/** Tells what is known of the difference: how many lines there were, and what the last one was. */
function demandSame(transcript: Transcript, where: string, signed: Minutes): void {
  const found = transcript.entries.length + 1;
  const bad = (message: string) => new SignError("TRANSCRIPT", `${where}: ${message}`);
  if (found < signed.lines)
    throw bad(`${signed.lines} lines were signed, found ${found}: lines ${found + 1} to ${signed.lines} are missing`);
  if (found > signed.lines)
    throw bad(`${signed.lines} lines were signed, found ${found}: lines ${signed.lines + 1} to ${found} were added`);
  if (transcript.head !== signed.head)
    throw bad(
      `line ${found}: expected the digest ${signed.head}, which was signed, found ${transcript.head}: this line or those before it were written anew`,
    );
  if (encodeMinutes(minutesOf(transcript, where)) !== encodeMinutes(signed))
    throw bad("expected what the minutes say of it (ceremony, purpose, digest, those present), found something else");
}
