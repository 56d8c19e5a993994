// What a reference installation holds, as JSON: {"static": {PATH: SHA-256}, "mayChange": [PATH], "absent": [PATH]}, and before these, where
// it is known, "place": TEXT and "start": PATH.

import {
  compareText,
  encodeInstall,
  FormatError,
  type Install,
  type Installed,
  parseInstall,
  parseJson,
  quote,
} from "../../format/index.ts";
import { BuildError } from "../error.ts";

const keys = ["place", "start", "static", "mayChange", "absent"];

/** Paths and digests are checked by the format itself. Throws BuildError DESCRIPTION, FormatError. */
export function parseInstallJson(bytes: Uint8Array, where: string): Install {
  const value = readJson(bytes, where);
  if (!isObject(value)) throw wrong(where, "one JSON object");
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw wrong(where, `only the keys ${keys.join(", ")}`, unknown);
  const { place, start, static: fixed = {}, mayChange = [], absent = [] } = value;
  if (!isObject(fixed)) throw wrong(where, 'an object of paths and digests under "static"');
  const files: Installed[] = [];
  for (const [path, sha256] of Object.entries(fixed)) {
    if (typeof sha256 !== "string") throw wrong(where, "a SHA-256 as text", path);
    files.push({ path, class: "static", sha256 });
  }
  for (const path of pathsOf(mayChange, where)) files.push({ path, class: "may-change" });
  for (const path of pathsOf(absent, where)) files.push({ path, class: "absent" });
  files.sort((a, b) => compareText(a.path, b.path));
  const head = { place: textOf(place, "place", where), start: textOf(start, "start", where) };
  return parseInstall(encodeInstall(files, head));
}

/** JSON with each key once. Throws BuildError DESCRIPTION. */
export function readJson(bytes: Uint8Array, where: string): unknown {
  try {
    return parseJson(bytes, where);
  } catch (error) {
    throw error instanceof FormatError ? new BuildError("DESCRIPTION", error.message) : error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown, key: string, where: string): string | undefined {
  if (value !== undefined && typeof value !== "string") throw wrong(where, `a text under "${key}"`);
  return value;
}

function pathsOf(value: unknown, where: string): string[] {
  if (!Array.isArray(value)) throw wrong(where, 'lists of paths under "mayChange" and "absent"');
  return value.map((path: unknown) => {
    if (typeof path !== "string") throw wrong(where, "paths as text");
    return path;
  });
}

function wrong(where: string, expected: string, found?: string): BuildError {
  const what = found === undefined ? "another value" : quote(found);
  return new BuildError("DESCRIPTION", `${where}: expected ${expected}, found ${what}: see docs/spec/recipe.md`);
}
