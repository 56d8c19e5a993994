// The fields of a volume descriptor, ECMA-119 8. Every byte of the sector belongs to one of them.

import { recordFields } from "../listing/record-fields.ts";
import type { CauseId } from "./cause.ts";
import type { Field, Form } from "./field.ts";

/** Offset (from 0; the standard counts from 1), name, section, cause, form. A row reaches to the next one. */
type Row = readonly [at: number, name: string, section: string, cause: CauseId, form: Form];

const head: readonly Row[] = [
  [0, "Volume Descriptor Type", "8.1.1", "descriptor", "number"],
  [1, "Standard Identifier", "8.1.2", "descriptor", "text"],
  [6, "Volume Descriptor Version", "8.1.3", "descriptor", "number"],
];

/** 8.4 and 8.5: primary and supplementary have the same places. */
const volume: readonly Row[] = [
  ...head,
  [7, "Volume Flags", "8.5.3", "descriptor", "number"],
  [8, "System Identifier", "8.4.5", "system", "text"],
  [40, "Volume Identifier", "8.4.6", "volume-name", "text"],
  [72, "Unused Field", "8.4.7", "descriptor", "hex"],
  [80, "Volume Space Size", "8.4.8", "volume-size", "both32"],
  [88, "Escape Sequences", "8.5.6", "joliet-level", "hex"],
  [120, "Volume Set Size", "8.4.10", "descriptor", "both16"],
  [124, "Volume Sequence Number", "8.4.11", "descriptor", "both16"],
  [128, "Logical Block Size", "8.4.12", "descriptor", "both16"],
  [132, "Path Table Size", "8.4.13", "follows", "both32"],
  [140, "Location of Occurrence of Type L Path Table", "8.4.14", "follows", "little32"],
  [144, "Location of Optional Occurrence of Type L Path Table", "8.4.15", "descriptor", "little32"],
  [148, "Location of Occurrence of Type M Path Table", "8.4.16", "follows", "big32"],
  [152, "Location of Optional Occurrence of Type M Path Table", "8.4.17", "descriptor", "big32"],
  [156, "Directory Record for Root Directory", "8.4.18", "follows", "hex"],
  [190, "Volume Set Identifier", "8.4.19", "volume-name", "text"],
  [318, "Publisher Identifier", "8.4.20", "publisher", "text"],
  [446, "Data Preparer Identifier", "8.4.21", "preparer", "text"],
  [574, "Application Identifier", "8.4.22", "application", "text"],
  [702, "Copyright File Identifier", "8.4.23", "texts", "text"],
  [739, "Abstract File Identifier", "8.4.24", "texts", "text"],
  [776, "Bibliographic File Identifier", "8.4.25", "texts", "text"],
  [813, "Volume Creation Date and Time", "8.4.26", "volume-date", "long-date"],
  [830, "Volume Modification Date and Time", "8.4.27", "volume-date", "long-date"],
  [847, "Volume Expiration Date and Time", "8.4.28", "volume-date", "long-date"],
  [864, "Volume Effective Date and Time", "8.4.29", "volume-date", "long-date"],
  [881, "File Structure Version", "8.4.30", "descriptor", "number"],
  [882, "Reserved", "8.4.31", "descriptor", "hex"],
  [883, "Application Use", "8.4.32", "application-use", "hex"],
  [1395, "Reserved", "8.4.33", "descriptor", "hex"],
];

const boot: readonly Row[] = [
  ...head,
  [7, "Boot System Identifier", "8.2.4", "boot", "text"],
  [39, "Boot Identifier", "8.2.5", "boot", "text"],
  [71, "Boot System Use", "8.2.6", "boot", "hex"],
];

const other: readonly Row[] = [...head, [7, "Reserved", "8.3.4", "descriptor", "hex"]];

const rootAt = 156;
const rootEnd = 190;
const sectorEnd = 2048;

/** `bytes` is one sector. */
export function descriptorFields(bytes: Uint8Array): Field[] {
  const type = bytes[0];
  const rows = type === 1 || type === 2 ? volume : type === 0 ? boot : other;
  const isUcs2 = type === 2 && isJolietEscape(bytes);
  return rows.flatMap(([from, name, section, cause, form], i) => {
    if (from === rootAt && rows === volume) return rootFields(bytes);
    const to = rows[i + 1]?.[0] ?? sectorEnd;
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
  return recordFields(bytes, rootAt, rootEnd, false).map((field) => ({ ...field, key: `root ${field.key}` }));
}

/** `%/@`, `%/C`, `%/E`: UCS-2 levels 1, 2 and 3 (Joliet, section 2). */
export function isJolietEscape(bytes: Uint8Array): boolean {
  return bytes[88] === 0x25 && bytes[89] === 0x2f && [0x40, 0x43, 0x45].includes(bytes[90] ?? 0);
}

const names: Readonly<Record<number, string>> = {
  0: "boot record",
  1: "primary volume descriptor",
  3: "volume partition descriptor",
  255: "volume descriptor set terminator",
};

/** What a descriptor is called, or undefined when the sector holds none. */
export function descriptorName(bytes: Uint8Array): string | undefined {
  const isDescriptor = String.fromCharCode(...bytes.subarray(1, 6)) === "CD001";
  if (!isDescriptor) return undefined;
  const type = bytes[0] ?? 0;
  if (type === 2) return isJolietEscape(bytes) ? "Joliet volume descriptor" : "supplementary volume descriptor";
  return names[type] ?? `volume descriptor of type ${type}`;
}
