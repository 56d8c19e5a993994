// Paths of a release's folder, and the options that they are given with.

import { parseTrustRoot } from "../format/index.ts";
import type { ReleaseFolder } from "./folder.ts";

export const withOption = (option: string, paths: readonly (string | undefined)[]) =>
  paths.flatMap((path) => (path === undefined ? [] : [option, path]));

/** In order of version. */
export function rootPaths({ inputs }: ReleaseFolder): string[] {
  const versioned = inputs.roots.map(({ path, note }) => ({ path, version: parseTrustRoot(note.text).version }));
  return versioned.sort((a, b) => a.version - b.version).map(({ path }) => path);
}
