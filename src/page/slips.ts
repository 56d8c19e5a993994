// Slips of the hand at choosing: each gets a sentence that says what was expected, and the question again. None is a verdict.

import { sealPath } from "../format/index.ts";
import { isoMarkAt, slipOfStart, startLength } from "../verify/file-slips.ts";
import { lookInList, peekInstalled } from "../verify/peek-installed.ts";
import type { Reference, Tree } from "../verify/proof/ports.ts";
import type { BrowserTree } from "./browser/tree.ts";
import type { PageText } from "./page-texts.ts";

/** What is said of it. */
export interface Slip {
  readonly slip: PageText;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Undefined: whatever it is, it is the verifier's to judge. */
export async function slipOfFile(file: Blob & { readonly name: string }): Promise<Slip | undefined> {
  const [start, mark] = await Promise.all([textAt(file, 0, startLength), textAt(file, isoMarkAt, 5)]);
  const slip = slipOfStart({ name: file.name, size: file.size, start, mark });
  return slip === "fit" || slip === "unknown" ? undefined : { slip, values: { path: file.name } };
}

/** Each byte a character; "" where it cannot be read, which the verifier will meet again. */
async function textAt(file: Blob, at: number, length: number): Promise<string> {
  const bytes = await file
    .slice(at, at + length)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  return String.fromCharCode(...new Uint8Array(bytes));
}

/** For a disc, a copy of one, or what an installation is compared with (`isReference`: then a copy of /ZEGEL alone will do). */
export function slipOfDisc(
  { name, paths }: Pick<BrowserTree, "name" | "paths">,
  isReference: boolean,
): Slip | undefined {
  if (paths.length === 0) return { slip: "emptyFolder" };
  if (paths.some((path) => path.toUpperCase().startsWith("ZEGEL/"))) return undefined;
  if (paths.includes("SEAL")) return isReference ? undefined : { slip: "zegelFolder", values: { name } };
  const [below, more] = paths.filter((path) => path.endsWith(`/${sealPath}`));
  if (more !== undefined) return { slip: "severalDiscs" };
  if (below !== undefined) return { slip: "parentFolder", values: { path: below.slice(0, -sealPath.length - 1) } };
  const image = paths.find((path) => /\.iso$/i.test(path));
  return image === undefined ? undefined : { slip: "imageInFolder", values: { path: image } };
}

/** The folder of a program in which nothing of the program is. What cannot be told is the verifier's to say. Rejects what no folder is to blame for. */
export async function slipOfProgram(folder: Tree, reference: Reference): Promise<Slip | undefined> {
  const { is, below } = await peekInstalled(lookInList(await folder.list()), reference);
  if (is === "here" || is === "untold" || is === "unlisted") return undefined;
  if (is === "empty") return { slip: "emptyFolder" };
  const [path] = below;
  return path === undefined ? { slip: "wrongFolder" } : { slip: "wrongFolderBut", values: { path } };
}
