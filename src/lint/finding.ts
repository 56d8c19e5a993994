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
