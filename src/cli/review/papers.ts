// The install list and the instructions for use of a disc, found in a bundle by what they give: MANIFEST lists the digest of each.

import { readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenLimit,
  aanwijzingenPath,
  encodeAanwijzingen,
  encodeInstall,
  Fault,
  installLimit,
  installPath,
  type Manifest,
  quote,
} from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import type { Found, FoundFile } from "../bundle/found.ts";
import { readInstall, readSteps } from "../reproduce/inputs.ts";
import { reviewTexts } from "./texts.ts";

export interface Paper extends FoundFile {
  /** On the disc. */
  readonly name: string;
  /** It gives what MANIFEST lists. */
  readonly isListed: boolean;
}

interface Reading {
  readonly name: string;
  readonly limit: number;
  /** How such a file begins: only these are read. */
  readonly begins: RegExp;
  /** The bytes of the paper on a disc. Throws BuildError, FormatError for what is none. */
  readonly encode: (bytes: Uint8Array, where: string) => Uint8Array;
  /** As an office calls the file. */
  readonly usual: string;
}

const readings = {
  install: {
    name: installPath,
    limit: installLimit,
    begins: /^(?:\{|zegel\/install )/,
    encode: (bytes, where) => {
      const install = readInstall(bytes, where);
      return encodeInstall(install.files, install);
    },
    usual: "install.json",
  },
  instructions: {
    name: aanwijzingenPath,
    limit: aanwijzingenLimit,
    begins: /^(?:#|0{0,2}1[.)]|zegel\/aanwijzingen )/,
    encode: (bytes, where) => encodeAanwijzingen(readSteps(bytes, where)),
    usual: "aanwijzingen.md",
  },
} as const satisfies Record<string, Reading>;

export type Papers = { readonly [Option in keyof typeof readings]: Paper | undefined };

/**
 * Those that `manifest` lists. One that gives other bytes stands in where it is the only one of its kind: that is a difference to be
 * told. Throws CommandError where one lacks.
 */
export function findPapers(texts: Found["texts"], manifest: Manifest, language: Language): Papers {
  const faults: string[] = [];
  const find = (reading: Reading) => {
    const found = findPaper(texts, reading, manifest);
    if (typeof found !== "number") return found;
    const word = found === 0 ? reviewTexts.paperMissing : reviewTexts.papersUnclear;
    faults.push(fill(word[language], { name: reading.name, usual: reading.usual, count: found }));
    return undefined;
  };
  const papers = { install: find(readings.install), instructions: find(readings.instructions) };
  if (faults.length > 0) throw new CommandError(faults.join("\n"), exitUsage);
  return papers;
}

/** Undefined: the disc has none. A number: so many files could be it, and none of them is. */
function findPaper(texts: Found["texts"], reading: Reading, manifest: Manifest): Paper | number | undefined {
  const listed = manifest.files.find(({ path }) => path === reading.name);
  if (listed === undefined) return undefined;
  const others: FoundFile[] = [];
  for (const file of texts.filter(({ begins, size }) => reading.begins.test(begins) && size <= reading.limit)) {
    const sha256 = digestAs(file, reading);
    if (sha256 === listed.sha256) return { ...file, name: reading.name, isListed: true };
    if (sha256 !== undefined) others.push(file);
  }
  const [only] = others;
  return only !== undefined && others.length === 1 ? { ...only, name: reading.name, isListed: false } : others.length;
}

/** SHA-256 of the paper that a file gives; undefined: it gives none. */
function digestAs({ at, path }: FoundFile, { limit, encode }: Reading): string | undefined {
  try {
    return sha256Of(encode(readBytesSync(at, limit), quote(path)));
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
