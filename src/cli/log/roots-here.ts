// The trust roots by which a note goes into a log are those that stand there before it, for whoever reads the log later knows no others.
// A new root that was given and not appended would let in what every audit then finds badly signed, for ever.

import { inBoth, type Note, quote, textDigest } from "../../format/index.ts";
import {
  demandEntry,
  type Entry,
  type KnownRoots,
  LogError,
  type LogFolder,
  placesOf,
  viewOf,
} from "../../log/index.ts";
import type { TrustChain } from "../../trust/index.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { signatureCheck } from "../disc/platform-signature.ts";

const text = {
  nl: "{path}: gaat niet in het logboek, en er is niets toegevoegd: het is ondertekend onder vertrouwensbasis {version}, en die staat er nog niet in. Geef in dezelfde opdracht eerst de vertrouwensbasis die ontbreekt, en dan dit bestand",
  en: "{path}: does not go into the log, and nothing was added: it is signed under trust root {version}, which is not in it yet. Give the trust root that is lacking first, and then this file, in one command",
} as const satisfies Text;

/** A note and where it was read. */
interface GivenNote {
  readonly path: string;
  readonly note: Note;
}

/** `given`: in the order in which they are to stand. Throws LogError ENTRY, DAMAGED. */
export async function demandEntries(
  log: LogFolder,
  given: readonly GivenNote[],
  known: TrustChain | undefined,
): Promise<readonly { readonly path: string; readonly entry: Entry }[]> {
  const roots = known?.roots ?? [];
  const here = new Set(
    placesOf(
      log,
      roots.map((root) => root.text),
    ).keys(),
  );
  const entries = [];
  for (const { path, note } of given) {
    const entry = await demandEntry(note, known, signatureCheck, path);
    if (entry.kind === "trust-root") here.add(textDigest(note.text));
    const newest = roots.findLast(({ sha256 }) => here.has(sha256)); // none: the log has no roots, and an audit takes all that it is given
    if (known !== undefined && newest !== undefined && newest !== known.newest && entry.kind !== "trust-root")
      await demandUnder(viewOf(roots.slice(0, roots.indexOf(newest) + 1)), path, note, known);
    entries.push({ path, entry });
  }
  return entries;
}

async function demandUnder(before: KnownRoots, path: string, note: Note, known: TrustChain): Promise<void> {
  try {
    await demandEntry(note, before, signatureCheck, path);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    const version = known.newest.root.version;
    throw new LogError(
      "ENTRY",
      inBoth((language) => sayIn(text, language, { path: quote(path), version })),
    );
  }
}
