// Two areas of structure, item by item and field by field.

import { equalBytes } from "../../format/index.ts";
import { type Area, nameOfArea } from "./area.ts";
import type { CauseId } from "./cause.ts";
import { countDifferent } from "./difference-counts.ts";
import { type Both, countOf, type Differences, onlyIn, type Side } from "./differences.ts";
import { type Field, type Item, longDateOf, shortDateOf, showField } from "./field.ts";

export interface ReadArea {
  readonly area: Area;
  readonly bytes: Uint8Array;
}

/** Where the directories of this tree lie in each image. */
export type FolderPlaces = Both<(path: string) => number | undefined>;

/**
 * Adds every difference of the two areas. Returns how many of the bytes that differ at the same place are explained by a field;
 * with `isAligned` false none are, and all that differs is the areas' content. `isParsed` is false when bytes were met that are
 * not what the area should hold.
 */
export function compareStructures(
  { a, b }: Both<ReadArea>,
  isAligned: boolean,
  places: FolderPlaces,
  differences: Differences,
): { explained: number; isParsed: boolean } {
  const [itemsA, itemsB] = [a.area.items?.(a.bytes) ?? [], b.area.items?.(b.bytes) ?? []];
  const byKey = new Map(itemsB.map((item) => [item.key, item]));
  const structure = structureOf(a.area);
  let explained = 0;
  const bytes = { a: a.bytes, b: b.bytes };
  const pairs: Both<Item>[] = [];
  for (const item of itemsA) {
    const other = byKey.get(item.key);
    if (other === undefined) addLone(item, "a", structure, places, differences);
    else pairs.push({ a: item, b: other });
    byKey.delete(item.key);
  }
  for (const item of byKey.values()) addLone(item, "b", structure, places, differences);
  for (const pair of pairs) {
    const isInPlace = isAligned && pair.a.from === pair.b.from;
    explained += compareItems(bytes, pair, isInPlace, structure, places, differences);
  }
  addOrder(bytes, pairs, structure, nameOfArea(a.area), differences);
  const isParsed = ![...itemsA, ...itemsB].some(isUnparsed);
  return { explained, isParsed };
}

function structureOf(area: Area): string {
  const ofTree = area.tree === undefined || area.tree === "primary" ? "" : `${area.tree} `;
  if (area.kind === "directory") return `${ofTree}directory record`;
  if (area.kind === "continuation") return "continuation area";
  return area.kind === "descriptor" ? area.key : `entry of ${area.key}`;
}

/** A record or entry that only one image has follows from a file or folder that only one has; but a path table may lie. */
function addLone(item: Item, side: Side, structure: string, places: FolderPlaces, differences: Differences): void {
  const path = item.key.replace(/^\//, "");
  const other = side === "a" ? places.b : places.a;
  const isTableAlone = isPathTable(structure) && (places[side](path) === undefined || other(path) !== undefined);
  differences.add({
    cause: isUnparsed(item) ? "unparsed" : isTableAlone ? "path-table" : "follows",
    what: "record or entry",
    section: "",
    structure,
    ...onlyIn(side, countOf(item.to - item.from, "byte")),
    where: item.where,
    bytes: 0,
  });
}

const isUnparsed = (item: Item) => item.where.startsWith("bytes that are no ");
const isPathTable = (structure: string) => structure.includes("path table");

/** Records are in the order of their identifiers: where these differ, another order follows. */
function addOrder(
  bytes: Both<Uint8Array>,
  pairs: readonly Both<Item>[],
  structure: string,
  where: string,
  differences: Differences,
): void {
  const isOrdered = pairs.every(({ b }, i) => i === 0 || (pairs[i - 1]?.b.from ?? 0) < b.from);
  if (isOrdered) return;
  const identifier = (side: Side, item: Item) => {
    const field = item.fields().find(({ name }) => name === "File Identifier" || name === "Directory Identifier");
    return field === undefined ? new Uint8Array(0) : bytes[side].subarray(field.from, field.to);
  };
  const isRenamed = pairs.some(({ a, b }) => !equalBytes(identifier("a", a), identifier("b", b)));
  const cause = isRenamed ? "follows" : "order";
  differences.add({ cause, what: "order", section: "", structure, by: "", where, a: "", b: "", bytes: 0 });
}

/** Returns the bytes that the fields explain. */
function compareItems(
  { a, b }: Both<Uint8Array>,
  { a: one, b: other }: Both<Item>,
  isInPlace: boolean,
  structure: string,
  places: FolderPlaces,
  differences: Differences,
): number {
  if (equalBytes(a.subarray(one.from, one.to), b.subarray(other.from, other.to))) return 0;
  const others = new Map(other.fields().map((field) => [field.key, field]));
  const fields = one.fields();
  const keys = new Set([...fields.map(({ key }) => key), ...others.keys()]);
  const own = new Map(fields.map((field) => [field.key, field]));
  let explained = 0;
  for (const key of keys) {
    const [fieldA, fieldB] = [own.get(key), others.get(key)];
    const field = fieldA ?? fieldB;
    if (field === undefined) continue;
    const valueA = fieldA === undefined ? undefined : a.subarray(fieldA.from, fieldA.to);
    const valueB = fieldB === undefined ? undefined : b.subarray(fieldB.from, fieldB.to);
    if (valueA !== undefined && valueB !== undefined && equalBytes(valueA, valueB)) continue;
    const isSamePlace = isInPlace && fieldA?.from === fieldB?.from && fieldA?.to === fieldB?.to;
    const bytes = isSamePlace && valueA !== undefined && valueB !== undefined ? countDifferent(valueA, valueB) : 0;
    explained += bytes;
    const entry = `${/^[A-Z][A-Z0-9]( \d+)?(?= )/.exec(key)?.[0]} signature`;
    const { by, ...likely } = causeOf(field, { a: valueA, b: valueB }, one, structure, places);
    // A system use entry that only one has is one thing to say, whatever its fields are about.
    const isLone = own.has(entry) !== others.has(entry);
    const cause = isLone ? (own.get(entry) ?? others.get(entry) ?? field).cause : likely.cause;
    if (isLone && /(length|version)$/.test(key)) continue;
    differences.add({
      ...{ cause, what: field.name, section: field.section, structure, by, where: one.where, bytes },
      a: valueA === undefined ? "" : showField(field.form, valueA),
      b: valueB === undefined ? "" : showField(field.form, valueB),
    });
  }
  return explained;
}

const quarter = 15 * 60 * 1000;
/** Time zones lie at most this far apart, in quarters of an hour: -12:00 to +14:00. */
const zoneLimit = 26 * 4;
const tools = /xorriso|libisofs|libburn|isofs|genisoimage|mkisofs|cdrtools|imgburn|nero|oscdimg|libarchive/i;

/** What a differing field is likely about, and by how much it differs where that tells something. */
function causeOf(
  field: Field,
  { a, b }: Both<Uint8Array | undefined>,
  item: Item,
  structure: string,
  places: FolderPlaces,
): { cause: CauseId; by: string } {
  const by = a === undefined ? "only in B" : b === undefined ? "only in A" : "";
  // Zeros that fill up come and go with the length of what they stand behind.
  const areZeros = [a, b].every((bytes) => bytes === undefined || bytes.every((byte) => byte === 0));
  if (field.cause === "slack" && areZeros) return { cause: "follows", by };
  if (a === undefined || b === undefined) return { cause: field.cause, by };
  if (field.form === "both16" || field.form === "both32" || field.form === "mode") {
    if (hasTwoValues(a) !== hasTwoValues(b) || (hasTwoValues(a) && hasTwoValues(b)))
      return { cause: "byte-order", by: "" };
  }
  if (field.form === "short-date" || field.form === "long-date") return causeOfDate(field, a, b);
  if ((field.form === "text" || field.form === "ucs2") && structure.includes("volume descriptor"))
    return { cause: [a, b].some((bytes) => tools.test(lettersOf(bytes))) ? "tool" : field.cause, by: "" };
  if (field.cause === "path-table") return causeOfTableEntry(field, a, b, item, places);
  return { cause: field.cause, by: "" };
}

/** Whether the two halves of a number recorded in both byte orders say different things. */
function hasTwoValues(bytes: Uint8Array): boolean {
  return bytes.some((byte, i) => byte !== bytes[bytes.length - 1 - i]);
}

function lettersOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.filter((byte) => byte !== 0));
}

function causeOfDate(field: Field, a: Uint8Array, b: Uint8Array): { cause: CauseId; by: string } {
  const read = field.form === "short-date" ? shortDateOf : longDateOf;
  const [dateA, dateB] = [read(a), read(b)];
  if (dateA === undefined || dateB === undefined) return { cause: field.cause, by: "" };
  const later = dateB.local - dateA.local;
  const isZone = dateA.offset !== dateB.offset || (later % quarter === 0 && Math.abs(later) <= zoneLimit * quarter);
  const by =
    later === 0
      ? "same digits, other offset from Greenwich"
      : `B ${duration(Math.abs(later))} ${later > 0 ? "later" : "earlier"}`;
  return { cause: isZone ? "time-zone" : field.cause, by };
}

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const units: [number, string][] = [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  let left = seconds;
  const parts = units.flatMap(([size, name]) => {
    const count = Math.floor(left / size);
    left %= size;
    return count === 0 ? [] : [countOf(count, name)];
  });
  return parts.join(" ") || "less than a second";
}

/** An entry follows its directory: only where it points elsewhere is the path table itself at fault. */
function causeOfTableEntry(
  field: Field,
  a: Uint8Array,
  b: Uint8Array,
  item: Item,
  places: FolderPlaces,
): { cause: CauseId; by: string } {
  if (a.length > 1 && equalBytes(a, Uint8Array.from(b).reverse())) return { cause: "byte-order", by: "" };
  if (field.name === "Parent Directory Number") return { cause: "follows", by: "" };
  const path = item.key.replace(/^\//, "");
  const isRight = showField(field.form, a) === `${places.a(path)}` && showField(field.form, b) === `${places.b(path)}`;
  return { cause: isRight ? "follows" : "path-table", by: "" };
}
