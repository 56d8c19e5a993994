// Which files there are, by digest: of a folder, of an image, of a MANIFEST. And what changed from one to the other.

import { caseFold, compareText } from "../../format/index.ts";

export interface Listing {
  /** SHA-256 of the content by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly emptyFolders: ReadonlySet<string>;
  /** Links, devices and names that are not Unicode, which no disc holds. */
  readonly others: readonly string[];
}

export interface Changes {
  readonly same: number;
  /** Paths in byte order. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly (readonly [from: string, to: string])[];
}

/** Empty folders count with a slash behind their name. */
export function compareListings(a: Listing, b: Listing): Changes {
  const [inA, inB] = [entriesOf(a), entriesOf(b)];
  const changed: string[] = [];
  let same = 0;
  for (const [path, sha256] of inA)
    if (inB.get(path) === sha256) same++;
    else if (inB.has(path)) changed.push(path);
  const removed = [...inA.keys()].filter((path) => !inB.has(path));
  const added = [...inB.keys()].filter((path) => !inA.has(path));
  const renamed = pairRenamed(removed, added, inA, inB);
  const paired = new Set(renamed.flat());
  const left = (paths: readonly string[]) => paths.filter((path) => !paired.has(path)).sort(compareText);
  return { same, changed: changed.sort(compareText), added: left(added), removed: left(removed), renamed };
}

const folderMark = "folder";
const otherMark = "neither file nor folder";

function entriesOf({ files, emptyFolders, others }: Listing): Map<string, string> {
  const marked = [...emptyFolders].map((path) => [`${path}/`, folderMark] as const);
  return new Map([...files, ...marked, ...others.map((path) => [path, otherMark] as const)]);
}

/** Equal content under another name; under one that differs in case alone first. */
function pairRenamed(
  removed: readonly string[],
  added: readonly string[],
  inA: ReadonlyMap<string, string>,
  inB: ReadonlyMap<string, string>,
): [string, string][] {
  const candidates = new Map<string, string[]>();
  for (const path of added) {
    const sha256 = inB.get(path) ?? "";
    if (sha256 === folderMark || sha256 === otherMark) continue;
    const known = candidates.get(sha256);
    if (known === undefined) candidates.set(sha256, [path]);
    else known.push(path);
  }
  return [...removed].sort(compareText).flatMap((from): [string, string][] => {
    const found = candidates.get(inA.get(from) ?? "") ?? [];
    const sameButCase = found.findIndex((path) => caseFold(path) === caseFold(from));
    const [to] = found.splice(Math.max(0, sameButCase), 1);
    return to === undefined ? [] : [[from, to]];
  });
}
