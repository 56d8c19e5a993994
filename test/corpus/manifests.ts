// What the signed list of files may not say, and what the release says of itself.

import { encodeKitList, manifestPath } from "../../src/format/index.ts";
import { Patch } from "../iso9660/patch.ts";
import { otherDigest, sha256Of } from "../verify/fixture.ts";
import type { Attack, Trial } from "./attack.ts";
import { discOf, goodDisc, release } from "./workshop.ts";

/** A disc whose officers signed this list for the good disc's files. It fits in the sector of the true one. */
function listed(manifest: string): Trial {
  const bytes = Buffer.from(manifest);
  const patch = new Patch(goodDisc().unsealed);
  const from = patch.sector(patch.lba(patch.record(manifestPath, "primary")));
  if (bytes.length > 2048) throw new Error("a list of more than one sector");
  patch.image.fill(0, from, from + 2048).set(bytes, from);
  patch.inBoth(manifestPath, (at) => patch.both32(at + 10, bytes.length));
  return release(patch.image, { manifests: [sha256Of(bytes)] });
}

const good = () => Buffer.from(goodDisc().files[manifestPath] ?? "").toString("utf8");
const lines = () => good().split("\n").slice(0, -1);
const isFile = (line: string) => !line.startsWith("# ");
/** The header says how many files there are; a list that was changed with care agrees with it. */
const counted = (all: readonly string[]) =>
  `${all.join("\n")}\n`.replace(/^# files \d+$/m, `# files ${all.filter(isFile).length}`);
const first = () => lines().find(isFile) ?? "";

type Row = readonly [string, string, string, () => string];

const unparsable: readonly Row[] = [
  ["manifest-one-byte", "a line feed alone", "MANIFEST line 1: expected text, found an empty line", () => "\n"],
  [
    "manifest-no-files",
    "0 files: an empty comparison",
    'MANIFEST line 2: expected a whole number from 1 to 250000, found "0"',
    () => "# zegel/manifest v1\n# files 0\n# bytes 0\n",
  ],
  [
    "manifest-garbage-line",
    "a line that is none",
    'MANIFEST line 13: expected SHA-256, two blanks, path, found "hallo"',
    () => counted([...lines(), "hallo"]),
  ],
  [
    "manifest-lists-the-seal",
    "the seal itself in the list",
    'MANIFEST: expected neither itself nor the seal, found "ZEGEL/SEAL"',
    () =>
      counted([
        ...lines().filter((l) => !isFile(l)),
        ...[...lines().filter(isFile), `${otherDigest}  ZEGEL/SEAL`].sort((a, b) =>
          a.slice(66) < b.slice(66) ? -1 : 1,
        ),
      ]),
  ],
  [
    "manifest-lists-itself",
    "itself in the list",
    'MANIFEST: expected neither itself nor the seal, found "ZEGEL/MANIFEST"',
    () =>
      counted([
        ...lines().filter((l) => !isFile(l)),
        ...[...lines().filter(isFile), `${otherDigest}  ${manifestPath}`].sort((a, b) =>
          a.slice(66) < b.slice(66) ? -1 : 1,
        ),
      ]),
  ],
  [
    "manifest-unsorted",
    "two lines in the other order",
    'MANIFEST: expected paths in byte order, each once, found "programma/uitslagen één.jar" before "programma/setup.exe"',
    () => counted([...lines().filter((l) => !isFile(l)), ...lines().filter(isFile).toReversed()]),
  ],
  [
    "manifest-same-file-twice",
    "one file twice, with two digests",
    'MANIFEST: expected paths in byte order, each once, found "LEESMIJ.txt" before "LEESMIJ.txt"',
    () =>
      good()
        .replace(first(), `${otherDigest}${first().slice(64)}\n${first()}`)
        .replace(/^# files (\d+)$/m, (_l, n) => `# files ${Number(n) + 1}`),
  ],
  [
    "manifest-wrong-count",
    "the header counts one file less",
    "MANIFEST line 12: expected 7 files, found more",
    () => good().replace(/^# files (\d+)$/m, (_l, n) => `# files ${Number(n) - 1}`),
  ],
  [
    "manifest-crlf",
    "lines of Windows",
    'MANIFEST line 1: expected no control or bidi characters, found "# zegel/manifest v1\\r"',
    () => good().replaceAll("\n", "\r\n"),
  ],
  ["manifest-bom", "a byte order mark", "MANIFEST: expected no byte order mark, found one", () => `\ufeff${good()}`],
  [
    "manifest-upper-case-digest",
    "a digest in capitals",
    'MANIFEST line 5: expected 64 lower-case hex digits, found "C2793BAFFD2B0762B76E090DB61913CF63C76BD194B965661B72E5FF3E2A40F1"',
    () => good().replace(first().slice(0, 64), first().slice(0, 64).toUpperCase()),
  ],
  [
    "manifest-binary-mark",
    "the * of sha256sum's binary mode",
    'MANIFEST line 5: expected SHA-256, two blanks, path, found "(digest) *LEESMIJ.txt"',
    () => good().replace(first(), first().replace("  ", " *")),
  ],
  [
    "manifest-escaped-name",
    "the \\ of sha256sum's escaped names",
    'MANIFEST line 5: expected SHA-256, two blanks, path, found "\\\\(digest)  LEESMIJ.txt"',
    () => good().replace(first(), `\\${first()}`),
  ],
  [
    "manifest-traversal",
    "a path that leaves the disc",
    'MANIFEST line 5: expected a path that every system carries, found "../LEESMIJ.txt", which ".." is not a name',
    () => good().replace(first().slice(66), "../LEESMIJ.txt"),
  ],
  [
    "manifest-absolute",
    "an absolute path",
    'MANIFEST line 5: expected a path that every system carries, found "/LEESMIJ.txt", which "" is not a name',
    () => good().replace(first().slice(66), "/LEESMIJ.txt"),
  ],
  [
    "manifest-autorun",
    "autorun.inf on the list, signed",
    'MANIFEST line 5: expected a path that every system carries, found "Autorun.inf", which would start by itself on Windows',
    () => good().replace(first().slice(66), "Autorun.inf"),
  ],
  [
    "manifest-case-twins",
    "two paths that Windows takes for one",
    'MANIFEST: expected paths that differ in more than case, found "LEESMIJ.TXT" and "LEESMIJ.txt"',
    () => counted([...lines().filter((l) => !isFile(l)), `${otherDigest}  LEESMIJ.TXT`, ...lines().filter(isFile)]),
  ],
  [
    "manifest-device-name",
    "a device name of Windows on the list",
    'MANIFEST line 5: expected a path that every system carries, found "CON.txt", which "CON.txt" is a device name on Windows',
    () => good().replace(first().slice(66), "CON.txt"),
  ],
  [
    "manifest-confusable",
    "a Cyrillic letter that looks like ours, on the list",
    'MANIFEST line 5: expected a path that every system carries, found "LЕESMIJ.txt", which "LЕESMIJ.txt" holds a character that not every system can carry',
    () => good().replace(first().slice(66), "L\u0415ESMIJ.txt"),
  ],
  [
    "manifest-escape",
    "a terminal escape on the list",
    'MANIFEST line 5: expected no control or bidi characters, found "(digest)  L\\u001b[2J.txt"',
    () => good().replace(first().slice(66), "L\u001b[2J.txt"),
  ],
  [
    "manifest-no-line-feed",
    "the last line is not ended",
    "MANIFEST: expected a line feed at the end, found none",
    () => good().slice(0, -1),
  ],
  [
    "manifest-version-2",
    "a version that does not exist",
    'MANIFEST line 1: expected "# zegel/manifest v1", found "# zegel/manifest v2"',
    () => good().replace("manifest v1", "manifest v2"),
  ],
];

const attack = (
  name: string,
  does: string,
  verdict: Attack["verdict"],
  finding: string,
  place: string,
  make: () => Trial,
  twin = "good-disc",
): Attack => ({ name, family: "manifest", form: "before", does, verdict, finding, place, twin, make });

const kitFiles = { "ZEGEL/VERSION": "2027-01\n", "ZEGEL/hulp.txt": "help\n" };
const sized = Object.entries(kitFiles).map(([path, text]) => ({ path, sha256: sha256Of(text), size: text.length }));
const kit = { version: "2027-01", sha256: sha256Of(encodeKitList(sized, []) ?? "") };
const smallPayload = { "LEESMIJ.txt": "Lees dit eerst.\n", ...kitFiles };

export const kitDisc = (change: Partial<typeof kit> = {}) =>
  discOf({ payload: smallPayload, release: { kit: { ...kit, ...change } } });

export const manifests: readonly Attack[] = [
  ...unparsable.map(([name, does, place, text]) =>
    attack(name, does, "NIET_ONDERTEKEND", "MANIFEST_TEXT", place, () => listed(text())),
  ),
  attack(
    "manifest-entry-dropped",
    "one file is taken off the list and stays on the disc",
    "ONVOLLEDIG",
    "FILE_EXTRA",
    "LEESMIJ.txt",
    () =>
      listed(
        counted(lines().filter((line) => line !== first())).replace(
          /^# bytes (\d+)$/m,
          (_l, n) => `# bytes ${Number(n) - 16}`,
        ),
      ),
  ),
  attack(
    "manifest-entry-added",
    "the list names a file that is not there",
    "ONVOLLEDIG",
    "FILE_MISSING",
    "aap.txt",
    () =>
      listed(
        counted([
          ...lines().filter((l) => !isFile(l)),
          ...[...lines().filter(isFile), `${otherDigest}  aap.txt`].sort((a, b) =>
            a.slice(66) < b.slice(66) ? -1 : 1,
          ),
        ]),
      ),
  ),
  attack(
    "manifest-entry-altered",
    "the list gives another digest for a file",
    "GEWIJZIGD",
    "FILE_CHANGED",
    "LEESMIJ.txt",
    () => listed(good().replace(first().slice(0, 64), otherDigest)),
  ),
  attack(
    "manifest-empty-folder-dropped",
    "an empty folder is taken off the list",
    "ONVOLLEDIG",
    "FOLDER_EXTRA",
    "lege map",
    () => listed(counted(lines().filter((line) => !line.startsWith("# empty-folder")))),
  ),
  attack("manifest-wrong-sum", "another sum of bytes", "GEWIJZIGD", "MANIFEST_BYTES", "as a whole", () =>
    listed(good().replace(/^# bytes \d+$/m, "# bytes 1")),
  ),
  attack(
    "kit-replaced",
    "other tools in /ZEGEL than the release names",
    "GEWIJZIGD",
    "KIT_DIFFERS",
    "as a whole",
    () => kitDisc({ sha256: otherDigest }),
    "kit",
  ),
  attack(
    "kit-not-named",
    "tools in /ZEGEL that the release does not name",
    "GEWIJZIGD",
    "KIT_DIFFERS",
    "as a whole",
    () => discOf({ payload: smallPayload }),
    "kit",
  ),
  attack(
    "kit-missing",
    "the release names tools that are not there",
    "GEWIJZIGD",
    "KIT_DIFFERS",
    "as a whole",
    () => discOf({ release: { kit } }),
    "kit",
  ),
  attack(
    "kit-other-version",
    "tools of another version than the release names",
    "GEWIJZIGD",
    "KIT_VERSION",
    "as a whole",
    () => kitDisc({ version: "2027-02" }),
    "kit",
  ),
];
