// What lint-payload points out. Findings, not verdicts: each is something that a person looks at once.

export const findingCodes = [
  "PRIVATE_KEY",
  "CERTIFICATE",
  "AUTORUN",
  "UNSIGNED_PROGRAM",
  "DEBUG_BUILD",
  "BUILD_PATH",
  "BUILT_BY",
  "TIME_STAMPS",
  "UNSAFE_NAME",
  "LEFT_OVER",
  "BROKEN",
  "NOT_LOOKED_INTO",
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  /** In the payload; `!/` leads into an archive. Foreign text: quote it. */
  readonly path: string;
  /** What was seen; foreign text in it is quoted and cut. */
  readonly detail: string;
}

/** What each means, and why anybody should care. */
export const findingTexts: Readonly<Record<FindingCode, { readonly title: string; readonly why: string }>> = {
  PRIVATE_KEY: {
    title: "Private keys",
    why: "Every municipality and every reader of the disc gets it: is it meant to be public?",
  },
  CERTIFICATE: {
    title: "Certificates and key stores",
    why: "Who issued them, until when do they hold, and should the software trust them?",
  },
  AUTORUN: {
    title: "Files that start or disguise something by themselves",
    why: "Windows acts on them when the disc or folder is opened.",
  },
  UNSIGNED_PROGRAM: {
    title: "Unsigned programs beside signed ones",
    why: "Windows warns for them, or a policy blocks them; and why were they left out?",
  },
  DEBUG_BUILD: {
    title: "Debug builds and debug files",
    why: "A release should hold none: slower, more to leak, and often not what was tested.",
  },
  BUILD_PATH: {
    title: "Paths of the machine that built it",
    why: "Built in another folder the bytes differ; a name of a person may be in it.",
  },
  BUILT_BY: { title: "Who or what built it, and when", why: "Built by another or at another time the bytes differ." },
  TIME_STAMPS: {
    title: "Time stamps inside archives",
    why: "Packed at another time the bytes differ: pack with one fixed date (SOURCE_DATE_EPOCH).",
  },
  UNSAFE_NAME: {
    title: "Unsafe names inside archives",
    why: "Unpacked, they lead out of their folder, or lie about what they are.",
  },
  LEFT_OVER: {
    title: "Left over from a desktop, version control or an editor",
    why: "Nobody meant to give them out, and they may tell of more than the program.",
  },
  BROKEN: { title: "Archives or entries that cannot be read", why: "Programs differ in what they make of them." },
  NOT_LOOKED_INTO: { title: "Not looked into", why: "Nothing is said about what is in these." },
};

/** The limits of one run: what hostile content may cost. Checked before each loop and each unpacking. */
export const limits = {
  /** Archives in archives. */
  depth: 5,
  /** Files and entries in all. */
  entries: 1_000_000,
  /** Bytes of one file that is looked into; it is held in memory. */
  fileBytes: 256 * 1024 * 1024,
  /** Bytes of a payload that comes as an archive, and of the tar in it: as large as Node reads at once. */
  payloadBytes: 2 ** 31 - 1,
  /** Bytes of one entry of an archive inside the payload. */
  entryBytes: 128 * 1024 * 1024,
  /** Bytes unpacked in all. */
  unpackedBytes: 16 * 1024 * 1024 * 1024,
  /** Findings kept; the rest is counted. */
  findings: 10_000,
  /** Hits of one pattern that are looked at in one file. */
  hits: 1000,
} as const;

/** Keeps findings up to the limit and counts all. */
export class Findings {
  readonly list: Finding[] = [];
  total = 0;

  add(code: FindingCode, path: string, detail: string): void {
    this.total++;
    if (this.list.length < limits.findings) this.list.push({ code, path, detail });
  }
}
