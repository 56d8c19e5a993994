// The release description: what a person chooses, in one small JSON file. docs/spec/recipe.md, "Release description"

import { dirname, resolve } from "node:path";
import { FileError, readBytes } from "../../files/bounded.ts";
import {
  decodeDecimal,
  FormatError,
  type Install,
  type ReleaseChoice,
  recallLimit,
  releaseFields,
} from "../../format/index.ts";
import { BuildError, type Refusal, throwRefusals } from "../error.ts";
import { parseInstallJson, readJson } from "./install-json.ts";
import { parseInstructions } from "./instructions.ts";

export interface ReleaseDescription {
  readonly choice: ReleaseChoice;
  /** The lowest number of the recall list that the seal must hold. */
  readonly recallAtLeast: number;
  readonly install: Install | undefined;
  /** The instructions for use as steps. */
  readonly steps: readonly string[] | undefined;
}

const descriptionLimit = 65_536;
const paperLimit = 64 * 1024 * 1024;
const numberFields: readonly string[] = ["sequence", "recall"];
const checks: Readonly<Record<string, (value: string, where: string) => unknown>> = {
  ...releaseFields,
  recall: (value, where) => decodeDecimal(value, 0, recallLimit, where),
};
const fileFields = ["install", "instructions"] as const;

/** Reads the description and the install list and the instructions that it may name, which lie beside it. Throws BuildError DESCRIPTION, FormatError. */
export async function readDescription(path: string): Promise<ReleaseDescription> {
  const value = readJson(await readLimited(path, descriptionLimit), path);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BuildError(
      "DESCRIPTION",
      `${path}: expected one JSON object, found another value: see the example in --help`,
    );
  const fields = new Map(Object.entries(value));
  const values: Record<string, unknown> = {};
  const faults: Refusal[] = [];
  for (const name of Object.keys(checks)) takeField(fields, name, values, faults);
  const files = new Map(fileFields.map((name) => [name, takeFile(fields, name, faults)] as const));
  for (const name of fields.keys())
    faults.push({
      path: name,
      reason: "is no field of a release description",
      remedy: "remove it, or correct its name",
    });
  throwRefusals(`${path}: this release description cannot be used`, faults, "DESCRIPTION");
  const { recall, ...choice } = values;
  const read = async <T>(name: (typeof fileFields)[number], parse: (bytes: Uint8Array, where: string) => T) => {
    const file = files.get(name);
    if (file === undefined) return undefined;
    const beside = resolve(dirname(path), file);
    return parse(await readLimited(beside, paperLimit), beside);
  };
  return {
    choice: choice as unknown as ReleaseChoice, // every field of it has passed its own check above
    recallAtLeast: recall as number,
    install: await read("install", parseInstallJson),
    steps: await read("instructions", parseInstructions),
  };
}

function takeField(
  fields: Map<string, unknown>,
  name: string,
  values: Record<string, unknown>,
  faults: Refusal[],
): void {
  const value = fields.get(name);
  fields.delete(name);
  const type = numberFields.includes(name) ? "number" : "string";
  if (value === undefined) faults.push({ path: name, reason: "is missing", remedy: "add it" });
  else if (typeof value !== type)
    faults.push({ path: name, reason: `must be a ${type}, and is ${kindOf(value)}`, remedy: "correct it" });
  else
    try {
      values[name] = checks[name]?.(String(value), name);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      faults.push({ path: name, reason: `must be ${error.expected}, and is ${error.found}`, remedy: "correct it" });
    }
}

function takeFile(fields: Map<string, unknown>, name: string, faults: Refusal[]): string | undefined {
  const value = fields.get(name);
  fields.delete(name);
  if (value === undefined || (typeof value === "string" && value !== "")) return value as string | undefined;
  faults.push({
    path: name,
    reason: `must be the name of a file, and is ${kindOf(value)}`,
    remedy: "correct it or leave it out",
  });
  return undefined;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : value === "" ? "empty" : `a ${typeof value}`;
}

/** The bytes of a file, at most `limit`. Throws BuildError DESCRIPTION. */
async function readLimited(path: string, limit: number): Promise<Uint8Array> {
  try {
    return await readBytes(path, limit);
  } catch (error) {
    throw error instanceof FileError ? new BuildError("DESCRIPTION", error.message) : error;
  }
}
