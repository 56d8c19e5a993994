// What one line of a transcript says. docs/spec/transcript.md

import {
  checkKeyName,
  checkSha256,
  checkText,
  decodeDecimal,
  FormatError,
  match,
  oneOf,
  quote,
  split,
  token,
} from "../../../format/index.ts";
import { encodeWords, parseWords } from "./words.ts";

export const ceremonies = ["key-enrolment", "root", "rotation", "release", "recall"] as const;
export type Ceremony = (typeof ceremonies)[number];
export const ceremonyRoles = ["master", "recorder", "officer", "reviewer", "witness"] as const;
export type CeremonyRole = (typeof ceremonyRoles)[number];
export const ceremonyPurposes = ["final", "demonstration"] as const;

export interface Present {
  readonly id: string;
  readonly role: CeremonyRole;
  /** The name of the key with which she signs the minutes; undefined: she signs on paper. */
  readonly key: string | undefined;
  readonly organisation: string;
  readonly name: string;
}

export type Fact =
  | { readonly kind: "opened"; readonly ceremony: Ceremony; readonly purpose: (typeof ceremonyPurposes)[number] }
  | { readonly kind: "plan"; readonly sha256: string }
  | ({ readonly kind: "program" } & ProgramFacts)
  | { readonly kind: "previous"; readonly sha256: string | undefined }
  | { readonly kind: "place"; readonly text: string }
  | ({ readonly kind: "present" } & Present)
  | { readonly kind: "note"; readonly step: number | undefined; readonly by: string; readonly text: string }
  | { readonly kind: "run"; readonly step: number | undefined; readonly by: string; readonly words: readonly string[] }
  /** `content` is undefined where a digest could give a secret away. */
  | { readonly kind: "in" | "out"; readonly path: string; readonly content: FileContent | undefined }
  | { readonly kind: "unlisted"; readonly count: number }
  | { readonly kind: "ended"; readonly exitCode: number }
  | { readonly kind: "interrupted" }
  | { readonly kind: "torn"; readonly bytes: number }
  | { readonly kind: "closed" };

/** The program that holds the ceremony, as it says of itself: a forged one would say what it likes. */
export interface ProgramFacts {
  /** SHA-256 of the one file that is all of it; undefined: it is many files, and no digest says which. */
  readonly sha256: string | undefined;
  /** SHA-256 of the text of the newest trust root built into it; undefined: it has none. */
  readonly trustRoot: string | undefined;
  /** The commit of its sources; undefined: it was not packaged. */
  readonly revision: string | undefined;
}

export interface FileContent {
  readonly size: number;
  readonly sha256: string;
}

export const stepNumberLimit = 999;
export const presentLimit = 64;

/** Without checks: `encodeLine` parses what it made. */
export function encodeFact(fact: Fact): string {
  switch (fact.kind) {
    case "opened":
      return `opened ${fact.ceremony} ${fact.purpose}`;
    case "plan":
      return `plan ${fact.sha256}`;
    case "program":
      return `program ${fact.sha256 ?? "none"} ${fact.trustRoot ?? "none"} ${fact.revision ?? "none"}`;
    case "previous":
      return `previous ${fact.sha256 ?? "none"}`;
    case "place":
      return `place ${fact.text}`;
    case "present":
      return `present ${presentLine(fact)}`;
    case "note":
      return `note ${fact.step ?? "-"} ${fact.by} ${fact.text}`;
    case "run":
      return `run ${fact.step ?? "-"} ${fact.by} ${encodeWords(fact.words)}`;
    case "in":
    case "out": {
      const content = fact.content === undefined ? "withheld" : `${fact.content.size} ${fact.content.sha256}`;
      return `${fact.kind} ${content} ${encodeWords([fact.path])}`;
    }
    case "unlisted":
      return `unlisted ${fact.count}`;
    case "ended":
      return `ended ${fact.exitCode}`;
    case "torn":
      return `torn ${fact.bytes}`;
    case "interrupted":
    case "closed":
      return fact.kind;
  }
}

/** `ID ROLE KEY ORGANISATION NAME`: also a line of the minutes. */
export function presentLine({ id, role, key, organisation, name }: Present): string {
  return `${id} ${role} ${key ?? "none"} ${organisation} ${name}`;
}

/** The inverse of presentLine. Throws FormatError. */
export function parsePresent(text: string, where: string): Present {
  const [id = "", role = "", key = "", organisation = "", name = ""] = split(text, 5, where);
  return {
    id: token(id, where),
    role: oneOf(role, ceremonyRoles, where),
    key: key === "none" ? undefined : checkKeyName(key, where),
    organisation: token(organisation, where),
    name: checkText(name, where, 100),
  };
}

/** The inverse of encodeFact; the caller compares spellings. Throws FormatError. */
export function parseFact(text: string, where: string): Fact {
  if (text === "interrupted" || text === "closed") return { kind: text };
  const [kind = "", rest = ""] = split(text, 2, where);
  switch (kind) {
    case "opened": {
      const [ceremony = "", purpose = ""] = split(rest, 2, where);
      return {
        kind,
        ceremony: oneOf(ceremony, ceremonies, where),
        purpose: oneOf(purpose, ceremonyPurposes, where),
      };
    }
    case "plan":
      return { kind, sha256: checkSha256(rest, where) };
    case "program": {
      const [sha256 = "", trustRoot = "", revision = ""] = split(rest, 3, where);
      return {
        kind,
        sha256: digestOrNone(sha256, where),
        trustRoot: digestOrNone(trustRoot, where),
        revision: revision === "none" ? undefined : checkText(revision, where, 100),
      };
    }
    case "previous":
      return { kind, sha256: digestOrNone(rest, where) };
    case "place":
      return { kind, text: checkText(rest, where, 200) };
    case "present":
      return { kind, ...parsePresent(rest, where) };
    case "note": {
      const [step = "", by = "", said = ""] = split(rest, 3, where);
      return { kind, step: parseStep(step, where), by: token(by, where), text: checkText(said, where, 500) };
    }
    case "run": {
      const [step = "", by = "", words = ""] = split(rest, 3, where);
      return { kind, step: parseStep(step, where), by: token(by, where), words: parseWords(words, where) };
    }
    case "in":
    case "out":
      return { kind, ...parseFile(rest, where) };
    case "unlisted":
      return { kind, count: decodeDecimal(rest, 1, Number.MAX_SAFE_INTEGER, where) };
    case "ended":
      return { kind, exitCode: decodeDecimal(rest, 0, 255, where) };
    case "torn":
      return { kind, bytes: decodeDecimal(rest, 1, Number.MAX_SAFE_INTEGER, where) };
    default:
      throw new FormatError("FIELD", where, "a fact that this version knows", quote(text));
  }
}

function digestOrNone(text: string, where: string): string | undefined {
  return text === "none" ? undefined : checkSha256(text, where);
}

function parseStep(text: string, where: string): number | undefined {
  return text === "-" ? undefined : decodeDecimal(text, 1, stepNumberLimit, where);
}

function parseFile(text: string, where: string): { path: string; content: FileContent | undefined } {
  const onePath = (words: string) => {
    const [path = "", ...more] = parseWords(words, where);
    match(`${more.length}`, /^0$/, "one path", where);
    return path;
  };
  const [first = "", rest = ""] = split(text, 2, where);
  if (first === "withheld") return { path: onePath(rest), content: undefined };
  const [sha256 = "", path = ""] = split(rest, 2, where);
  const size = decodeDecimal(first, 0, Number.MAX_SAFE_INTEGER, where);
  return { path: onePath(path), content: { size, sha256: checkSha256(sha256, where) } };
}
