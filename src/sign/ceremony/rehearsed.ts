// What a rehearsal signs: a root of the people present, and a release or recall list with all that the officers compare it with,
// so that what they read in the rehearsal is what they will read. All of it says that it is an exercise.

import { sha256Of } from "../../files/digest.ts";
import {
  encodeManifest,
  encodeNote,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  parseRelease,
  type Recalled,
  type Release,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import type { SigningKey } from "../keys/key-file.ts";
import { signNote } from "../notes/sign-note.ts";
import { changesFor, manifestBytes } from "../request/file-changes.ts";
import { encodeRequest } from "../request/request.ts";
import type { CeremonyDescription, Person } from "./description.ts";

/** A key that was made for the rehearsal, while it is open. */
export interface HeldKey {
  readonly person: Person;
  readonly key: SigningKey;
}

export interface RehearsedFile {
  /** As the description names it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Signs as all officers do who are there. */
type Sign = (text: string) => Promise<Note>;

/** The files that the description names beside the keys. Throws what signNote throws. */
export async function makeRehearsed(
  description: CeremonyDescription,
  keys: readonly HeldKey[],
  check: SignatureCheck,
): Promise<RehearsedFile[]> {
  const { ceremony, notes, trustRoot } = description;
  if (notes.length === 0 || trustRoot === undefined) return [];
  const sign: Sign = async (text) => {
    let signed: Note = { text, signatures: [] };
    for (const { person, key } of keys) if (person.role === "officer") signed = await signNote(signed, key, check);
    return signed;
  };
  const root = demonstrationRoot(description, keys);
  const rootNote = await sign(encodeTrustRoot(root));
  const made = [noteFile(trustRoot, rootNote)];
  if (ceremony === "rotation") {
    const next = encodeTrustRoot({ ...root, version: 2, previous: textDigest(rootNote.text) });
    return [...made, ...notes.map((path) => noteFile(path, unsigned(next)))];
  }
  const releases = ceremony === "release" ? makeReleases : makeRecall;
  return [...made, ...(await releases(description, rootNote, sign))];
}

const unsigned = (text: string): Note => ({ text, signatures: [] });
const noteFile = (path: string, note: Note): RehearsedFile => ({ path, bytes: encodeNote(note) });
const madeUp = (what: string) => sha256Of(encodeUtf8(what));

/** The releases of a set; the one before it where the description has its manifests; and the request for them. */
async function makeReleases(description: CeremonyDescription, root: Note, sign: Sign): Promise<RehearsedFile[]> {
  const { notes, previousManifests, request } = description;
  const older = previousManifests.map((path, i) => manifestBytes(path, manifestOf("vorige", i)));
  const newer = notes.map((path, i) => manifestBytes(path, manifestOf("nieuwe", i)));
  const base = rehearsedRelease(description, root);
  const before =
    older.length === 0
      ? undefined
      : await sign(encodeRelease({ ...base, version: "0.9", manifests: older.map(({ sha256 }) => sha256) }));
  const releases = notes.map(
    (_, i): Release => ({
      ...base,
      ...{
        sequence: 2,
        disc: i + 1,
        manifests: newer.map(({ sha256 }) => sha256),
        imageSha256: madeUp(`beeld ${i + 1}`),
      },
      previous: before && textDigest(before.text),
    }),
  );
  const files = notes.map((path, i) => noteFile(path, unsigned(encodeRelease(releases[i] ?? base))));
  const manifests = older.map(({ path, bytes }) => ({ path, bytes }));
  if (request === undefined) return [...files, ...manifests];
  const previous = before && parseRelease(before.text);
  const bytes = encodeRequest({
    notes: releases.map((release) => unsigned(encodeRelease(release))),
    previous: before === undefined ? [] : [before],
    trustRoots: [root],
    rebuilds: [],
    changes: releases.flatMap((release) => changesFor(release, previous, [...older, ...newer])),
  });
  return [...files, ...manifests, { path: request, bytes }];
}

/** The second list, the first, and the releases whose images the two name. */
async function makeRecall(description: CeremonyDescription, root: Note, sign: Sign): Promise<RehearsedFile[]> {
  const { notes, request, date } = description;
  const reason = "alleen een oefening";
  const recalled = (image: string): Recalled => ({ imageSha256: madeUp(image), date, reason });
  const lists = [[recalled("beeld 1")], [recalled("beeld 1"), recalled("beeld 2")]];
  const [first = "", second = ""] = lists.map((entries) => encodeRecall({ date, recalled: entries }));
  const files = notes.map((path) => noteFile(path, unsigned(second)));
  if (request === undefined) return files;
  const base = rehearsedRelease(description, root);
  const releases: Note[] = [];
  for (const [i, version] of ["0.8", "0.9"].entries())
    releases.push(
      await sign(encodeRelease({ ...base, version, sequence: i + 1, imageSha256: madeUp(`beeld ${i + 1}`) })),
    );
  const bytes = encodeRequest({
    notes: [unsigned(second)],
    previous: [await sign(first), ...releases],
    trustRoots: [root],
    rebuilds: [],
    changes: [],
  });
  return [...files, { path: request, bytes }];
}

/** A few files of a disc that is nowhere. */
function manifestOf(which: string, disc: number): Uint8Array {
  const paths = ["ZEGEL/AANWIJZINGEN", `ZEGEL/${which}.txt`, `oefening/schijf-${disc + 1}.txt`];
  const files = paths.map((path) => ({ path, sha256: madeUp(`${path} ${which}`) }));
  return encodeManifest({ totalBytes: 3000, emptyFolders: [], files });
}

function demonstrationRoot({ date }: CeremonyDescription, keys: readonly HeldKey[]): TrustRoot {
  const rootKeys = keys
    .map(
      ({ person, key }): RootKey => ({
        vkey: key.vkey,
        role: person.role === "officer" ? "officer" : "rebuilder",
        holder: person.name.replaceAll(" ", "_"),
        organisation: person.organisation,
      }),
    )
    .sort((a, b) => (a.vkey.name < b.vkey.name ? -1 : 1));
  const officers = rootKeys.filter(({ role }) => role === "officer").map(({ vkey }) => vkey.name);
  return {
    version: 1,
    previous: undefined,
    purpose: "demonstration",
    validFrom: date,
    validUntil: "2099-12-31",
    contact: "alleen een oefening",
    keys: rootKeys,
    groups: [{ name: "officers", threshold: Math.min(2, officers.length), members: officers }],
    requires: {
      root: "officers",
      release: "officers",
      "emergency-release": "officers",
      recall: "officers",
      rebuild: undefined,
      "emergency-rebuild": undefined,
      checkpoint: undefined,
    },
    dissentBlocksAt: undefined,
    revoked: [],
    logOrigin: undefined,
  };
}

function rehearsedRelease({ date }: CeremonyDescription, root: Note): Release {
  return {
    product: "OEFENING",
    version: "1.0",
    election: "OEFENING",
    role: "GSB",
    sequence: 1,
    purpose: "demonstration",
    urgency: "normal",
    date: `${date}T12:00:00Z`,
    volume: "OEFENING",
    publisher: "OEFENING",
    medium: "cd700",
    disc: 1,
    manifests: [madeUp("bestanden")],
    imageSha256: madeUp("beeld"),
    imageSize: 1_048_576,
    sealOffset: 65_536,
    kit: undefined,
    recipe: "1",
    trustRoot: textDigest(root.text),
    recallAtLeast: 0,
    previous: undefined,
  };
}
