// What is wrong with a volume that can still be read. docs/nl/meldingen.md explains each code to officials.

/** Each rule of src/iso9660 has a code of its own. */
export const findingCodes = [
  // Volume descriptors, ECMA-119 8.4 and 8.5
  "DESCRIPTOR_PLACE",
  "DESCRIPTOR_FIELD",
  "DESCRIPTOR_TEXT",
  "DESCRIPTOR_DATE",
  "BLOCK_SIZE",
  "VOLUME_SIZE",
  "SECOND_PRIMARY",
  "SECOND_SUPPLEMENTARY",
  "BOOT_RECORD",
  "PARTITION_DESCRIPTOR",
  "UNKNOWN_DESCRIPTOR",
  "NO_JOLIET",
  "NO_TERMINATOR",
  "FOREIGN_DESCRIPTOR",
  // Directory records, ECMA-119 9.1
  "BOTH_ENDIAN",
  "RECORD",
  "RECORD_PADDING",
  "RECORD_ORDER",
  "RECORD_DATE",
  "SELF_RECORD",
  "PARENT_RECORD",
  "HIDDEN",
  "ASSOCIATED",
  "FLAGS",
  "INTERLEAVED",
  "EXTENDED_ATTRIBUTES",
  "VOLUME_NUMBER",
  "MULTI_EXTENT",
  "IDENTIFIER",
  "IDENTIFIER_DIFFERS",
  "VERSION_NUMBER",
  "DUPLICATE",
  // System use, SUSP-112 and RRIP-112
  "SUSP",
  "SUSP_ENTRY",
  "SUSP_MISSING",
  "SUSP_INDICATOR",
  "SUSP_EXTENSION",
  "CONTINUATION",
  "CONTINUATION_SLACK",
  "POSIX",
  "TIMES",
  "NAME",
  // Trees and path tables
  "DIRECTORY_PLACE",
  "DIRECTORY_SIZE",
  "LOOP",
  "DEPTH",
  "PATH_LENGTH",
  "PATH_TABLE_PLACE",
  "PATH_TABLE",
  "ONLY_IN_PRIMARY",
  "ONLY_IN_JOLIET",
  "EXTENT_DIFFERS",
  "SIZE_DIFFERS",
  // Sectors
  "BEYOND_VOLUME",
  "OVERLAP",
  "SHARED_EXTENT",
  "EMPTY_FILE",
  "PADDING",
  "UNEXPLAINED",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `path` is as the disc spells it: quote it before it is shown. The other texts are fit for showing. */
export interface Finding {
  readonly code: FindingCode;
  /** "sector 19 byte 34", or a quoted path. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  readonly lba: number | undefined;
  /** The file or folder that it is about, or else the folder whose directory is at fault; "" is the root. */
  readonly path: string | undefined;
}

/** Findings kept of one code. A flood of one kind costs no memory and hides no other kind. */
export const findingsPerCode = 100;

/** Collects findings, within `findingsPerCode`. */
export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(code: FindingCode, where: string, expected: string, found: string, lba?: number, path?: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= findingsPerCode) this.#kept.push({ code, where, expected, found, lba, path });
  }

  /** In the order in which they were made, and last, for each code that had more, how many. */
  list(): Finding[] {
    const more = [...this.#counts].filter(([, count]) => count > findingsPerCode);
    return [
      ...this.#kept,
      ...more.map(([code, count]) => ({
        code,
        where: "elsewhere",
        expected: "none",
        found: `${count - findingsPerCode} more of this kind`,
        lba: undefined,
        path: undefined,
      })),
    ];
  }
}
