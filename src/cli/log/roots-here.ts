// The trust roots by which a note goes into a log are those that stand there before it, for whoever reads the log later knows no others.
// A new root that was given and not appended would let in what every audit then finds badly signed, for ever.

import {
  decodeUtf8,
  FormatError,
  inBoth,
  type Note,
  parseTrustRoot,
  quote,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import {
  demandEntry,
  type Entry,
  entriesOf,
  type KnownRoots,
  LogError,
  type LogFolder,
  placesOf,
  viewOf,
} from "../../log/index.ts";
import type { KnownRoot, SignatureCheck, TrustChain } from "../../trust/index.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { rememberedCheck, signatureCheck } from "../disc/platform-signature.ts";

const texts = {
  early: {
    nl: "{path}: gaat niet in het logboek, en er is niets toegevoegd: het is ondertekend onder vertrouwensbasis {version}, en die staat er nog niet in. Geef in dezelfde opdracht eerst de vertrouwensbasis die ontbreekt, en dan dit bestand",
    en: "{path}: does not go into the log, and nothing was added: it is signed under trust root {version}, which is not in it yet. Give the trust root that is lacking first, and then this file, in one command",
  },
  otherPurpose: {
    nl: "dit logboek heeft een vertrouwensbasis voor {here}, en gegeven is er een voor {given}: er is niets toegevoegd. Een demonstratie heeft een eigen logboek (zegel log new)",
    en: "this log has a trust root for {here}, and one for {given} was given: nothing was added. A demonstration has a log of its own (zegel log new)",
  },
} as const satisfies Record<string, Text>;

/** Entries among which the first trust root of a log is looked for. */
const lookedAt = 256;

/** A note and where it was read. */
interface GivenNote {
  readonly path: string;
  readonly note: Note;
}

/** `given`: in the order in which they are to stand. Throws LogError ENTRY, DAMAGED. */
export async function demandGiven(
  log: LogFolder,
  given: readonly GivenNote[],
  known: TrustChain | undefined,
): Promise<readonly { readonly path: string; readonly entry: Entry }[]> {
  const roots = known?.roots ?? [];
  if (known !== undefined) demandPurpose(log, known);
  const here = new Set(
    placesOf(
      log,
      roots.map((root) => root.text),
    ).keys(),
  );
  const entries = [];
  for (const { path, note } of given) {
    const check = rememberedCheck(signatureCheck);
    const entry = await demandEntry(note, known, check, path);
    if (entry.kind === "trust-root") here.add(textDigest(note.text));
    const newest = roots.findLast(({ sha256 }) => here.has(sha256)); // none: the log has no roots, and an audit takes all that it is given
    if (known !== undefined && newest !== undefined && newest !== known.newest && entry.kind !== "trust-root")
      await demandUnder(viewOf(roots.slice(0, roots.indexOf(newest) + 1)), { path, note }, known.newest, check);
    entries.push({ path, entry });
  }
  return entries;
}

/** Roots of two chains in one log are found by every audit, for ever: a slip of the hand where one is a demonstration's. */
function demandPurpose(log: LogFolder, known: TrustChain): void {
  const given = known.newest.root.purpose;
  let count = 0;
  for (const entry of entriesOf(log, log.size)) {
    if (count++ === lookedAt) return;
    const root = tryParse(() => parseTrustRoot(decodeUtf8(entry, "entry")));
    if (root instanceof FormatError) continue;
    if (root.purpose === given) return;
    const here = root.purpose;
    throw new LogError(
      "ENTRY",
      inBoth((language) => sayIn(texts.otherPurpose, language, { here: quote(here), given: quote(given) })),
    );
  }
}

async function demandUnder(
  before: KnownRoots,
  { path, note }: GivenNote,
  newest: KnownRoot,
  check: SignatureCheck,
): Promise<void> {
  try {
    await demandEntry(note, before, check, path);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    const { version } = newest.root;
    throw new LogError(
      "ENTRY",
      inBoth((language) => sayIn(texts.early, language, { path: quote(path), version })),
    );
  }
}
