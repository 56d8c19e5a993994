// What mutations start from: small discs and archives in seeds/ (make-seeds.ts made them), and the vectors of the formats.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** From the sources and from out/fuzz alike: where `npm run fuzz` and vitest are started. */
const tests = join(process.cwd(), "test");

/** `NAME.EXTENSION.gz` of seeds/, by name. */
export function readSeeds(extension: string): Map<string, Uint8Array> {
  const ending = `.${extension}.gz`;
  const files = readdirSync(join(tests, "fuzz/seeds")).filter((file) => file.endsWith(ending));
  const bytes = (file: string) => new Uint8Array(gunzipSync(readFileSync(join(tests, "fuzz/seeds", file))));
  return new Map(files.sort().map((file) => [file.slice(0, -ending.length), bytes(file)]));
}

/** The vectors of `noun`, good and bad, by `noun/name`. */
export function readVectors(noun: string): [string, Uint8Array][] {
  const folder = join(tests, "vectors", noun);
  return readdirSync(folder)
    .sort()
    .map((file) => [`${noun}/${file}`, new Uint8Array(readFileSync(join(folder, file)))]);
}

export const corpusFile = (target: string): string => join(tests, "fuzz/corpus", `${target}.txt`);
