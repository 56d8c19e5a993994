// What goes into the log: a note whose quorum holds, with the lines that make it so. An entry is for ever, and whoever reads the log
// judges it anew; that a text of ours stands there unsigned would only be noise that others must explain. The head of a register is the
// exception: nobody signs it, as it binds whoever holds the register and nobody else. docs/spec/log-folder.md

import {
  type Bilingual,
  FormatError,
  kindOf,
  type Note,
  type NoteKind,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  type Release,
  type RootKey,
  shown,
  textDigest,
  tryParse,
  typeLineOf,
} from "../format/index.ts";
import { parseRegisterHead, registerHeadTypeLine } from "../format/notes/register-head.ts";
import { seriesOf } from "../format/series.ts";
import {
  dissenters,
  faultText,
  hasEnough,
  judgeQuorum,
  judgeRootSignatures,
  type KnownRoot,
  purposeFits,
  type Quorum,
  requirementsOf,
  type SignatureCheck,
  sortLines,
  type TrustChain,
} from "../trust/index.ts";
import { isPersonLike, looksLikePerson } from "../words/person.ts";
import { LogError } from "./error.ts";

/** Kinds of notes whose texts a log holds. */
export type EntryKind = Exclude<NoteKind, "minutes"> | "register-head";

/** By its first line; undefined: no text that a log holds. */
export function entryKindOf(text: string): EntryKind | undefined {
  if (text.startsWith(`${registerHeadTypeLine}\n`)) return "register-head";
  const kind = kindOf(text);
  return kind === "minutes" ? undefined : kind;
}

export interface Entry {
  readonly kind: EntryKind;
  /** The text, and the lines that hold by keys that are known. */
  readonly note: Note;
}

/** Roots by which entries are judged: consecutive versions, never empty. */
export type KnownRoots = Pick<TrustChain, "roots" | "newest" | "revoked" | "find">;

/**
 * `known`: undefined where no root was given, which does for the head of a register; whatever is signed under that is left out. `path` is
 * for messages. Throws LogError ENTRY for a text of another kind, one that does not parse, and one that too few signed.
 */
export async function demandEntry(
  note: Note,
  known: KnownRoots | undefined,
  check: SignatureCheck,
  path: string,
): Promise<Entry> {
  const kind = entryKindOf(note.text);
  if (kind === undefined) throw otherKind(path);
  const judged = tryParse(() => parsers[kind](note.text));
  if (judged instanceof FormatError)
    throw refused(path, { nl: `de tekst is niet te lezen: ${judged.message}`, en: `its text: ${judged.message}` });
  if (kind === "register-head") return { kind, note: { text: note.text, signatures: [] } };
  if (known === undefined) throw refused(path, noRoots); // a caller that knows says so better
  const why = await judgeEntry(note, kind, known, check);
  if (why !== undefined) throw refused(path, why);
  const keys = known.roots.flatMap(({ root }) => root.keys);
  const own = kind === "trust-root" ? parseTrustRoot(note.text).keys : [];
  const { held } = await sortLines(note, [...keys, ...own], check);
  return { kind, note: { text: note.text, signatures: held.map(({ line }) => line) } };
}

/**
 * A release goes in behind the trust root that it names: an entry is for ever, and so would be the audit's finding that the root was not
 * there. `logged`: digests of the roots that the log holds. Throws LogError ENTRY.
 */
export function demandRootsFirst(
  entries: readonly { readonly path: string; readonly note: Note }[],
  logged: Iterable<string>,
): void {
  const roots = new Set(logged);
  for (const { path, note } of entries) {
    const kind = kindOf(note.text);
    if (kind === "trust-root") roots.add(textDigest(note.text));
    if (kind !== "release" || roots.has(parseRelease(note.text).trustRoot)) continue;
    throw refused(path, {
      nl: "de vertrouwensbasis waaronder deze versie is ondertekend staat er nog niet in: voeg die eerst toe, of noem haar vóór de versie",
      en: "the trust root that this release is signed under is not in it yet: append that first, or name it before the release",
    });
  }
}

/** What a release is numbered within, and its number: equal for two that people take for one. */
export function numberOf(release: Release): string {
  return JSON.stringify([seriesOf(release), release.purpose, release.sequence]);
}

/** What of a text of ours looks like the name of a person, as it stands there: an entry is public, and for ever. */
export function personsIn(text: string): string[] {
  switch (kindOf(text)) {
    case "trust-root":
      return parseTrustRoot(text)
        .keys.map(({ holder }) => holder)
        .filter(isPersonLike);
    case "recall":
      return [...new Set(parseRecall(text).recalled.map(({ reason }) => reason))].filter(looksLikePerson);
    case "rebuild":
      return [parseRebuild(text).environment].filter(looksLikePerson);
    default:
      return [];
  }
}

/** Why a note of this kind, whose text parses, does not go in; undefined: enough people signed it. */
export function judgeEntry(
  note: Note,
  kind: EntryKind,
  known: KnownRoots,
  check: SignatureCheck,
): Promise<Bilingual | undefined> {
  return judges[kind](note, known, check);
}

const parsers: Readonly<Record<EntryKind, (text: string) => unknown>> = {
  release: parseRelease,
  "trust-root": parseTrustRoot,
  recall: parseRecall,
  rebuild: parseRebuild,
  "register-head": parseRegisterHead,
};

type Judge = (note: Note, known: KnownRoots, check: SignatureCheck) => Promise<Bilingual | undefined>;

/** Why a note of each kind does not go in; undefined: it does. */
const judges: Readonly<Record<EntryKind, Judge>> = {
  release: async (note, known, check) => {
    const release = parseRelease(note.text);
    const pinned = known.find(release.trustRoot);
    if (pinned === undefined) return unknownRoot(release.trustRoot);
    if (!purposeFits(pinned.root, release.purpose))
      return {
        nl: "een demonstratie en een echte versie worden niet onder dezelfde vertrouwensbasis uitgebracht",
        en: "a demonstration and a real release are not released under one trust root",
      };
    return shortOf(
      await judgeQuorum(note, pinned.root, requirementsOf(release).release, "loose", known.revoked, check),
    );
  },
  "trust-root": async (note, known, check) => {
    const root = parseTrustRoot(note.text);
    const before = known.roots.find((each) => each.root.version === root.version - 1);
    if (known.find(textDigest(note.text)) === undefined) return unknownRoot(textDigest(note.text));
    if (before === undefined && root.version > 1) return missingRoot(root.version - 1);
    const { faults, quorums, isMet } = await judgeRootSignatures(note, root, before?.root, "loose", check);
    const short = quorums.find((quorum) => !quorum.isMet);
    if (isMet) return undefined;
    return shortOf({ faults, signers: short?.signers ?? [], threshold: short?.threshold ?? 0, isMet });
  },
  // A note that says no is not silenced by a bad line that somebody added: that line is left out.
  recall: async (note, known, check) => {
    const quorum = await judgeQuorum(note, known.newest.root, "recall", "loose", known.revoked, check);
    return hasEnough(quorum) ? undefined : shortOf(quorum);
  },
  // Whose release it is stands in that release's own root, which a rebuild note does not name: a reviewer of any root known will do.
  rebuild: async (note, known, check) => {
    const { held, bad } = await sortLines(note, reviewersOf(known.roots), check);
    const isYes = parseRebuild(note.text).differs === undefined;
    if (isYes && bad[0] !== undefined)
      return shortOf({ ...nobody, faults: [{ code: "BAD_SIGNATURE", name: bad[0].name }] });
    const signers = held.map(({ key }) => key).filter((key) => !known.revoked.has(key.vkey.raw));
    return shortOf({ ...nobody, signers, isMet: signers.length > 0 });
  },
  "register-head": async () => undefined,
};

const nobody = { faults: [], signers: [], threshold: 1, isMet: false } as const;

function reviewersOf(roots: readonly KnownRoot[]): RootKey[] {
  return roots.flatMap(({ root }) => dissenters(root));
}

function shortOf({
  faults,
  signers,
  threshold,
  isMet,
}: Pick<Quorum, "faults" | "signers" | "threshold" | "isMet">): Bilingual | undefined {
  if (isMet) return undefined;
  const [fault] = faults;
  if (fault !== undefined)
    return { nl: shown`de handtekening van ${fault.name} klopt niet`, en: shown`${faultText(fault)}` };
  if (threshold === 0)
    return {
      nl: "de vertrouwensbasis vraagt hiervoor niemands handtekening, dus telt ook geen enkele",
      en: "the trust root asks for nobody's signature for it, so none counts",
    };
  return {
    nl: `verwacht ${threshold} geldige ${threshold === 1 ? "handtekening" : "handtekeningen"}, gevonden ${signers.length}: een tekst gaat pas in het logboek als genoeg mensen hebben ondertekend`,
    en: `expected ${threshold} valid signatures, found ${signers.length}: a text goes into the log when enough people have signed it`,
  };
}

const noRoots: Bilingual = {
  nl: "de vertrouwensbasis waarmee de handtekeningen worden beoordeeld is niet gegeven: geef die met --root",
  en: "the trust root to judge its signatures by was not given: give it with --root",
};

function unknownRoot(sha256: string): Bilingual {
  return {
    nl: `de vertrouwensbasis ${sha256} is niet gegeven: geef die met --root, met alle versies ertussen`,
    en: `the trust root ${sha256} was not given: give it with --root, and all versions between`,
  };
}

function missingRoot(version: number): Bilingual {
  return {
    nl: `wordt beoordeeld met de versie ervoor: geef ook root ${version} (--root)`,
    en: `is judged with the version before it: give root ${version} too (--root)`,
  };
}

function otherKind(path: string): LogError {
  const notes = (["release", "trust-root", "recall", "rebuild"] as const).map(typeLineOf);
  const kinds = [...notes, registerHeadTypeLine].join(", ");
  return refused(path, {
    nl: `verwacht een tekst die begint met een van ${kinds}`,
    en: `expected a text that begins with one of ${kinds}`,
  });
}

function refused(path: string, why: Bilingual): LogError {
  return new LogError("ENTRY", {
    nl: shown`${path}: gaat niet in het logboek, en er is niets toegevoegd: ` + why.nl,
    en: shown`${path}: does not go into the log, and nothing was added: ` + why.en,
  });
}
