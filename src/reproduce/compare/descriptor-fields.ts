// The fields of a volume descriptor, ECMA-119 8. Every byte of the sector belongs to one of them.

import { descriptorAt as at, sectorBytes, smallestRecord } from "../../iso9660/index.ts";
import { recordFields } from "../listing/record-fields.ts";
import type { CauseId } from "./cause.ts";
import type { Field, Form } from "./field.ts";

/** Offset, name, section, cause, form. A row reaches to the next one. */
type Row = readonly [from: number, name: string, section: string, cause: CauseId, form: Form];

const head: readonly Row[] = [
  [at.type, "Volume Descriptor Type", "8.1.1", "descriptor", "number"],
  [at.identifier, "Standard Identifier", "8.1.2", "descriptor", "text"],
  [at.version, "Volume Descriptor Version", "8.1.3", "descriptor", "number"],
];

/** 8.4 and 8.5: primary and supplementary have the same places. */
const volume: readonly Row[] = [
  ...head,
  [at.volumeFlags, "Volume Flags", "8.5.3", "descriptor", "number"],
  [at.systemIdentifier, "System Identifier", "8.4.5", "system", "text"],
  [at.volumeIdentifier, "Volume Identifier", "8.4.6", "volume-name", "text"],
  [at.unused, "Unused Field", "8.4.7", "descriptor", "hex"],
  [at.volumeSpaceSize, "Volume Space Size", "8.4.8", "volume-size", "both32"],
  [at.escapeSequences, "Escape Sequences", "8.5.6", "joliet-level", "hex"],
  [at.volumeSetSize, "Volume Set Size", "8.4.10", "descriptor", "both16"],
  [at.volumeSequenceNumber, "Volume Sequence Number", "8.4.11", "descriptor", "both16"],
  [at.logicalBlockSize, "Logical Block Size", "8.4.12", "descriptor", "both16"],
  [at.pathTableSize, "Path Table Size", "8.4.13", "follows", "both32"],
  [at.pathTableL, "Location of Occurrence of Type L Path Table", "8.4.14", "follows", "little32"],
  [at.optionalPathTableL, "Location of Optional Occurrence of Type L Path Table", "8.4.15", "descriptor", "little32"],
  [at.pathTableM, "Location of Occurrence of Type M Path Table", "8.4.16", "follows", "big32"],
  [at.optionalPathTableM, "Location of Optional Occurrence of Type M Path Table", "8.4.17", "descriptor", "big32"],
  [at.rootRecord, "Directory Record for Root Directory", "8.4.18", "follows", "hex"],
  [at.volumeSetIdentifier, "Volume Set Identifier", "8.4.19", "volume-name", "text"],
  [at.publisherIdentifier, "Publisher Identifier", "8.4.20", "publisher", "text"],
  [at.preparerIdentifier, "Data Preparer Identifier", "8.4.21", "preparer", "text"],
  [at.applicationIdentifier, "Application Identifier", "8.4.22", "application", "text"],
  [at.copyrightFile, "Copyright File Identifier", "8.4.23", "texts", "text"],
  [at.abstractFile, "Abstract File Identifier", "8.4.24", "texts", "text"],
  [at.bibliographicFile, "Bibliographic File Identifier", "8.4.25", "texts", "text"],
  [at.creationDate, "Volume Creation Date and Time", "8.4.26", "volume-date", "long-date"],
  [at.modificationDate, "Volume Modification Date and Time", "8.4.27", "volume-date", "long-date"],
  [at.expirationDate, "Volume Expiration Date and Time", "8.4.28", "volume-date", "long-date"],
  [at.effectiveDate, "Volume Effective Date and Time", "8.4.29", "volume-date", "long-date"],
  [at.structureVersion, "File Structure Version", "8.4.30", "descriptor", "number"],
  [at.reserved, "Reserved", "8.4.31", "descriptor", "hex"],
  [at.applicationUse, "Application Use", "8.4.32", "application-use", "hex"],
  [at.lastReserved, "Reserved", "8.4.33", "descriptor", "hex"],
];

const boot: readonly Row[] = [
  ...head,
  [7, "Boot System Identifier", "8.2.4", "boot", "text"],
  [39, "Boot Identifier", "8.2.5", "boot", "text"],
  [71, "Boot System Use", "8.2.6", "boot", "hex"],
];

const other: readonly Row[] = [...head, [7, "Reserved", "8.3.4", "descriptor", "hex"]];

/** `bytes` is one sector. */
export function descriptorFields(bytes: Uint8Array): Field[] {
  const type = bytes[at.type];
  const rows = type === 1 || type === 2 ? volume : type === 0 ? boot : other;
  const isUcs2 = type === 2 && isJolietEscape(bytes);
  return rows.flatMap(([from, name, section, cause, form], i) => {
    if (from === at.rootRecord && rows === volume) return rootFields(bytes);
    const to = rows[i + 1]?.[0] ?? sectorBytes;
    return [
      {
        key: `${from}`,
        name,
        section: `ECMA-119 ${section}`,
        cause,
        form: form === "text" && isUcs2 && from > 6 ? "ucs2" : form,
        from,
        to,
      },
    ];
  });
}

function rootFields(bytes: Uint8Array): Field[] {
  return recordFields(bytes, at.rootRecord, at.rootRecord + smallestRecord, false).map((field) => ({
    ...field,
    key: `root ${field.key}`,
  }));
}

/** `%/@`, `%/C`, `%/E`: UCS-2 levels 1, 2 and 3 (Joliet, section 2). */
export function isJolietEscape(bytes: Uint8Array): boolean {
  const [first, second, level = 0] = bytes.subarray(at.escapeSequences);
  return first === 0x25 && second === 0x2f && [0x40, 0x43, 0x45].includes(level);
}

const names: Readonly<Record<number, string>> = {
  0: "boot record",
  1: "primary volume descriptor",
  3: "volume partition descriptor",
  255: "volume descriptor set terminator",
};

/** What a descriptor is called, or undefined when the sector holds none. */
export function descriptorName(bytes: Uint8Array): string | undefined {
  const isDescriptor = String.fromCharCode(...bytes.subarray(at.identifier, at.version)) === "CD001";
  if (!isDescriptor) return undefined;
  const type = bytes[at.type] ?? 0;
  if (type === 2) return isJolietEscape(bytes) ? "Joliet volume descriptor" : "supplementary volume descriptor";
  return names[type] ?? `volume descriptor of type ${type}`;
}
