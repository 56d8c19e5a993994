// Steps 3 and 9 to 12: the bytes of an image or a drive, the files of a folder, an installation. The notes are good in every case.

import { describe, expect, test } from "vitest";
import {
  concatBytes,
  encodeAanwijzingen,
  encodeInstall,
  encodeManifest,
  encodeUtf8,
  installPath,
  manifestPath,
  sealPath,
  sealSize,
} from "../../src/format/index.ts";
import { found } from "../../src/trust/index.ts";
import { anna } from "../trust/roots.ts";
import { type Case, holdCases } from "./cases.ts";
import {
  changed,
  type Disc,
  type DiscOptions,
  discRoot,
  type Files,
  goodFiles,
  imageOf,
  instructions,
  makeDisc,
  others,
  placeOf,
  recallNote,
  sha256Of,
} from "./disc.ts";
import {
  type MediumOptions,
  mediumOf,
  type Outside,
  type Report,
  type TreeEntry,
  type TreeOptions,
  treeOf,
  verify,
  verifyImage,
  verifyMedium,
  verifyTree,
} from "./run.ts";

const disc = makeDisc();
const { image, release } = disc;
const end = image.length;
const sector = (at: number) => Math.floor(at / 2048);
const program = "map/programma.jar";
const at = (path: string) => placeOf(disc, path);
const of = (changes: Uint8Array, options?: MediumOptions) => () => verifyImage(disc, {}, changes, options);
const byte = (position: number) => of(changed(image, position, [(image[position] ?? 0) ^ 1]));
const longer = (bytes: number, last = 0) => {
  const more = new Uint8Array(end + bytes);
  more.set(image);
  if (last !== 0) more[end + bytes - 1] = last;
  return more;
};
const drive = (options: MediumOptions = {}, bytes = image) => of(bytes, { kind: "drive", ...options });
const made = (options: DiscOptions) => () => verifyImage(makeDisc(options));
const elsewhere = (position: number, text = "zegel/seal v1\n") =>
  changed(new Uint8Array(end), position, encodeUtf8(text));
const sealAt = release.sealOffset;
const seal = image.subarray(sealAt, sealAt + sealSize);
/** The seal's place is blank, and the seal lies at `position`. */
const moved = (position: number) => changed(changed(image, sealAt, new Uint8Array(sealSize)), position, seal);
const big = new Uint8Array(end + 4_000_000);
big.set(image);

const places: readonly Case[] = [
  ["a byte changed in a file", "GEWIJZIGD", byte(at(program))],
  ["the last byte changed", "GEWIJZIGD", byte(end - 1)],
  ["the first byte changed", "GEWIJZIGD", byte(0)],
  ["a byte changed before the seal", "GEWIJZIGD", byte(sealAt - 1)],
  ["a byte changed behind the seal", "GEWIJZIGD", byte(sealAt + sealSize)],
  ["a byte changed behind the notes in the seal", "NIET_ONDERTEKEND", byte(sealAt + sealSize - 1)],
  ["a byte changed in the MANIFEST", "GEWIJZIGD", byte(at(manifestPath))],
  ["a byte changed in the instructions", "GEWIJZIGD", byte(at("ZEGEL/AANWIJZINGEN") + 30)],
  ["a byte changed behind a file in its last sector", "GEWIJZIGD", byte(at(program) + 5000)],
  ["a byte changed in the root directory", "GEWIJZIGD", byte(19 * 2048)],
  ["a byte changed in a descriptor", "GEWIJZIGD", byte(16 * 2048 + 40)],
  ["the identifier of the descriptor changed: the seal is found without directories", "GEWIJZIGD", byte(16 * 2048 + 1)],
  ["the seal is blank", "NIET_ONDERTEKEND", of(changed(image, sealAt, new Uint8Array(sealSize)))],
  ["the seal's first line is another", "NIET_ONDERTEKEND", byte(sealAt)],
  ["the seal lies elsewhere, and its place is blank", "NIET_ONDERTEKEND", of(moved(end - sealSize))],
  [
    "the seal lies elsewhere, and its place holds other bytes",
    "GEWIJZIGD",
    of(changed(moved(end - sealSize), sealAt, [65, 66])),
  ],
  ["two seals: the one that the directories name counts", "GEWIJZIGD", of(changed(image, end - sealSize, seal))],
  ["nothing but zeros", "GEEN_ZEGELSCHIJF", of(new Uint8Array(end))],
  ["nothing but a seal", "GEWIJZIGD", of(changed(new Uint8Array(end), sealAt, seal))],
  [
    "nothing but a seal at the first place that is searched",
    "GEWIJZIGD",
    of(changed(new Uint8Array(end), 16 * 2048, seal)),
  ],
  ["nothing but a seal before that", "GEEN_ZEGELSCHIJF", of(changed(new Uint8Array(end), 15 * 2048, seal))],
  [
    "nothing but a seal that is not at the start of a sector",
    "GEEN_ZEGELSCHIJF",
    of(changed(new Uint8Array(end), sealAt + 1024, seal)),
  ],
  ["nothing but a seal at the very end", "GEWIJZIGD", of(changed(new Uint8Array(end), end - sealSize, seal))],
  ["nothing but the first line of a seal", "NIET_ONDERTEKEND", of(elsewhere(sealAt))],
  [
    "nothing but the first line of a seal, too near to the end",
    "GEEN_ZEGELSCHIJF",
    of(elsewhere(end - sealSize + 2048)),
  ],
  ["nothing but half a first line", "GEEN_ZEGELSCHIJF", of(elsewhere(sealAt, "zegel/seal v2\n"))],
  [
    "a disc without a seal, but with its folder",
    "NIET_ONDERTEKEND",
    of(changed(image.slice(0, end - 20 * 2048), sealAt, new Uint8Array(14).fill(65))),
  ],
];

const sizes: readonly Case[] = [
  ["a sector less", "ONVOLLEDIG", of(image.slice(0, end - 2048))],
  ["a byte less", "ONVOLLEDIG", of(image.slice(0, end - 1))],
  ["the padding is missing", "ONVOLLEDIG", of(image.slice(0, end - 150 * 2048))],
  ["a sector more, of zeros", "ONVOLLEDIG", of(longer(2048))],
  ["a byte more", "ONVOLLEDIG", of(longer(1))],
  ["cut within the seal", "NIET_ONDERTEKEND", of(image.slice(0, sealAt + 2048))],
  ["cut before the seal", "NIET_ONDERTEKEND", of(image.slice(0, sealAt))],
  ["nothing", "GEEN_ZEGELSCHIJF", of(new Uint8Array(0))],
  ["a zip", "GEEN_ZEGELSCHIJF", of(changed(new Uint8Array(end), 0, encodeUtf8("PK\u0003\u0004")))],
  ["a drive that holds exactly this", "ECHT", drive()],
  ["a drive with run-out of zeros", "ECHT", drive({}, longer(300 * 2048))],
  [
    "a drive with run-out that cannot be read",
    "ECHT",
    drive({ bad: [sector(end), sector(end) + 1, sector(end) + 2, sector(end) + 3] }, longer(4 * 2048)),
  ],
  ["a drive with run-out that is not zero", "ONVOLLEDIG", drive({}, longer(300 * 2048, 1))],
  ["a drive with a sector more than run-out", "ONVOLLEDIG", drive({}, longer(301 * 2048))],
  ["a drive with half a sector of run-out", "ECHT", drive({}, longer(1024))],
  ["a drive that is too short", "ONVOLLEDIG", drive({}, image.slice(0, end - 2048))],
  ["a drive that does not say how much it holds", "ONVOLLEDIG", drive({ capacity: null })],
  [
    "a drive that does not say, and a byte is changed",
    "GEWIJZIGD",
    drive({ capacity: null }, changed(image, at(program), [1])),
  ],
];

/** What begins like a seal, where no file lies. */
const like = encodeUtf8("zegel/seal v1\n");
const bare = (files: Files, folders: readonly string[] = []) => imageOf(files, folders).image;
const noSeal = bare({ "a.txt": new Uint8Array(5000).fill(1) });
const lookedFor: readonly Case[] = [
  ["another text that begins like a seal lies before it", "GEWIJZIGD", of(changed(image, sealAt - 2048, like))],
  [
    "and the seal's place holds other bytes",
    "NIET_ONDERTEKEND",
    of(changed(changed(image, end - sealSize, like), sealAt, [65, 66])),
  ],
  ["no seal, but its folder with another file", "NIET_ONDERTEKEND", of(bare({ "ZEGEL/MANIFEST": new Uint8Array(10) }))],
  ["no seal, but its folder, empty", "NIET_ONDERTEKEND", of(bare({ "a.txt": new Uint8Array(10) }, ["ZEGEL"]))],
  [
    "no seal, but a file of the folder's name in another case",
    "NIET_ONDERTEKEND",
    of(bare({ zegel: new Uint8Array(10) })),
  ],
  [
    "no seal, and a folder whose name only begins so",
    "GEEN_ZEGELSCHIJF",
    of(bare({ "ZEGELS/SEAL": new Uint8Array(10), "a/ZEGEL.txt": new Uint8Array(3) }, ["leeg"])),
  ],
  ["no seal on a disc that was cut off", "GEEN_ZEGELSCHIJF", of(noSeal.slice(0, noSeal.length - 2048))],
  [
    "a blank seal on a disc that was cut off",
    "NIET_ONDERTEKEND",
    of(changed(image, sealAt, new Uint8Array(sealSize)).slice(0, end - 2048)),
  ],
  [
    "no directories, and a scratch before the seal",
    "GEWIJZIGD",
    drive({ bad: [sector(sealAt) - 1] }, changed(image, 16 * 2048 + 1, [0])),
  ],
  [
    "a scratch in the seal on a disc that was cut off",
    "ONLEESBAAR",
    drive({ bad: [sector(sealAt)] }, image.slice(0, end - 2048)),
  ],
];

const inProgram = sector(at(program));
const scratches: readonly Case[] = [
  ["a sector of a file", "ONLEESBAAR", drive({ bad: [inProgram] })],
  ["two sectors of a file", "ONLEESBAAR", drive({ bad: [inProgram, inProgram + 1] })],
  ["sectors of two files", "ONLEESBAAR", drive({ bad: [inProgram, sector(at("map/precies.bin"))] })],
  ["a sector of the padding", "ONLEESBAAR", drive({ bad: [sector(end) - 1] })],
  ["a sector of the MANIFEST", "ONLEESBAAR", drive({ bad: [sector(at(manifestPath))] })],
  ["a sector of the instructions", "ONLEESBAAR", drive({ bad: [sector(at("ZEGEL/AANWIJZINGEN"))] })],
  ["a sector of the seal", "ONLEESBAAR", drive({ bad: [sector(sealAt) + 5] })],
  ["the sector of the first descriptor", "ONLEESBAAR", drive({ bad: [16] })],
  ["a sector of the system area", "ONLEESBAAR", drive({ bad: [3] })],
  ["a sector of a directory", "ONLEESBAAR", drive({ bad: [20] })],
  ["a sector that is read at the second try", "ECHT", drive({ bad: [inProgram], failures: 3 })],
  [
    "a sector of a file, and another file is changed",
    "GEWIJZIGD",
    drive({ bad: [inProgram] }, changed(image, at("map/precies.bin"), [1])),
  ],
];

const manifestWith = (change: Partial<Parameters<typeof encodeManifest>[0]>) =>
  encodeManifest({
    totalBytes: Object.values(goodFiles).reduce((sum, bytes) => sum + bytes.length, 0),
    emptyFolders: ["lege map"],
    files: Object.entries(goodFiles)
      .map(([path, bytes]) => ({ path, sha256: sha256Of(bytes) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    ...change,
  });
const listedFiles = Object.entries(goodFiles)
  .map(([path, bytes]) => ({ path, sha256: sha256Of(bytes) }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));
const withoutVersion = Object.fromEntries(Object.entries(goodFiles).filter(([path]) => path !== "ZEGEL/VERSION"));
const emptyKit = { files: { "a.txt": encodeUtf8("a\n") }, folders: ["ZEGEL/leeg"], release: { kit: undefined } };
const signedBadly: readonly Case[] = [
  ["one signature", "NIET_ONDERTEKEND", made({ signers: [anna] })],
  [
    "another root",
    "NIET_ONDERTEKEND",
    () => verifyImage(disc, { roots: [makeDisc({ root: discRoot(0, { contact: "een ander" }) }).rootNote] }),
  ],
  ["a recall beside it", "INGETROKKEN", () => verifyImage(disc, { notes: [recallNote([release.imageSha256])] })],
];
const builtWrong: readonly (readonly [name: string, verdict: Report["verdict"], options: DiscOptions])[] = [
  ["another image size", "GEWIJZIGD", { release: { imageSize: end + 2048 } }],
  ["a smaller image size", "GEWIJZIGD", { release: { imageSize: end - 2048 } }],
  ["another image digest", "GEWIJZIGD", { release: { imageSha256: others[0] } }],
  ["another place of the seal", "GEWIJZIGD", { release: { sealOffset: sealAt + 2048 } }],
  ["another MANIFEST", "GEWIJZIGD", { release: { manifests: [others[0]] } }],
  [
    "the MANIFEST of the other disc",
    "GEWIJZIGD",
    { release: { manifests: [disc.release.manifests[0]!, others[0]], disc: 2 } },
  ],
  ["another volume name", "GEWIJZIGD", { release: { volume: "OTHER" } }],
  ["another publisher", "GEWIJZIGD", { release: { publisher: "OTHER" } }],
  ["another date", "GEWIJZIGD", { release: { date: "2027-01-15T12:00:01Z" } }],
  ["no kit", "GEWIJZIGD", { release: { kit: undefined } }],
  ["another kit", "GEWIJZIGD", { release: { kit: { version: "1.0", sha256: others[0] } } }],
  [
    "another version of the kit",
    "GEWIJZIGD",
    { release: { kit: { version: "1.1", sha256: disc.release.kit!.sha256 } } },
  ],
  ["a MANIFEST that is none", "NIET_ONDERTEKEND", { manifest: encodeUtf8("# zegel/manifest v1\n") }],
  [
    "a MANIFEST that names a file more",
    "ONVOLLEDIG",
    { manifest: manifestWith({ files: [{ path: "AAA.txt", sha256: others[0] }, ...listedFiles] }) },
  ],
  ["a MANIFEST that names a file less", "GEWIJZIGD", { manifest: manifestWith({ files: listedFiles.slice(1) }) }],
  [
    "a MANIFEST with another digest",
    "GEWIJZIGD",
    {
      manifest: manifestWith({
        files: listedFiles.map((file, i) => (i === 0 ? { ...file, sha256: others[0] } : file)),
      }),
    },
  ],
  [
    "a MANIFEST with another case",
    "ONVOLLEDIG",
    {
      manifest: manifestWith({
        files: listedFiles.map((file) => (file.path === "leeg.bin" ? { ...file, path: "leeg.BIN" } : file)),
      }),
    },
  ],
  ["a MANIFEST without the empty folder", "ONVOLLEDIG", { manifest: manifestWith({ emptyFolders: [] }) }],
  [
    "a MANIFEST with an empty folder more",
    "ONVOLLEDIG",
    { manifest: manifestWith({ emptyFolders: ["leeg", "lege map"] }) },
  ],
  ["a MANIFEST with another sum of bytes", "GEWIJZIGD", { manifest: manifestWith({ totalBytes: 1 }) }],
];
const good: readonly (readonly [name: string, options: DiscOptions])[] = [
  ["no kit at all", { files: { "a.txt": encodeUtf8("a\n") }, folders: [] }],
  ["one file that is empty", { files: { "a.txt": new Uint8Array(0) }, folders: [] }],
  ["a kit whose version has no line feed", { files: { ...goodFiles, "ZEGEL/VERSION": encodeUtf8("1.0") } }],
  ["instructions that are none", { files: { ...goodFiles, "ZEGEL/AANWIJZINGEN": encodeUtf8("x\n") } }],
  [
    "no instructions",
    { files: Object.fromEntries(Object.entries(goodFiles).filter(([path]) => path !== "ZEGEL/AANWIJZINGEN")) },
  ],
  [
    "a file over two chunks",
    {
      files: {
        ...goodFiles,
        "groot.bin": new Uint8Array(1_500_000).fill(3),
        "zz.bin": new Uint8Array(900_000).fill(4),
      },
    },
  ],
  ["a file of a whole chunk", { files: { ...goodFiles, "groot.bin": new Uint8Array(2 ** 20).fill(3) } }],
];

holdCases(
  "image",
  ["a good image", "ECHT", of(image)],
  [
    ...places,
    ...lookedFor,
    ...signedBadly,
    ["a kit of nothing but an empty folder", "GEWIJZIGD", made(emptyKit)],
    ...sizes,
    ...scratches.map(([name, ...rest]): Case => [`scratched: ${name}`, ...rest]),
    ...builtWrong.map(([name, verdict, options]): Case => [`the release names ${name}`, verdict, made(options)]),
    [
      "a kit without a version",
      "GEWIJZIGD",
      made({ files: { ...withoutVersion, "ZEGEL/hulp.txt": encodeUtf8("hulp\n") } }),
    ],
    ...good.map(([name, options]): Case => [name, "ECHT", made(options)]),
  ],
);

const folder =
  (change: Files | readonly string[] = {}, options?: TreeOptions, of = disc) =>
  () => {
    const left = Array.isArray(change)
      ? Object.entries(of.files).filter(([path]) => !change.includes(path))
      : Object.entries({ ...of.files, ...change });
    return verifyTree(of, {}, Object.fromEntries(left), options);
  };
const text = encodeUtf8("iets anders\n");
const other = (path: string): TreeEntry => ({ path, kind: "other" });
const foldersOf = (folders: readonly string[]) => () =>
  verify(disc, { kind: "tree", tree: treeOf(disc.files, folders), deniedDevice: undefined });

const folders: readonly Case[] = [
  ["a file is changed", "GEWIJZIGD", folder({ [program]: text })],
  ["a file has grown", "GEWIJZIGD", folder({ [program]: new Uint8Array(50_000) })],
  ["an empty file has grown", "GEWIJZIGD", folder({ "leeg.bin": text })],
  ["a file is empty", "GEWIJZIGD", folder({ [program]: new Uint8Array(0) })],
  ["a file is missing", "ONVOLLEDIG", folder([program])],
  ["two files are missing", "ONVOLLEDIG", folder([program, "leeg.bin"])],
  ["a file more", "ONVOLLEDIG", folder({ "SETUP.EXE": text })],
  [
    "a file in another case",
    "ONVOLLEDIG",
    () =>
      verifyTree(
        disc,
        {},
        Object.fromEntries(
          Object.entries(disc.files).map(([path, bytes]) => [path === "leeg.bin" ? "Leeg.bin" : path, bytes]),
        ),
      ),
  ],
  ["a folder more", "ONVOLLEDIG", folder({}, { entries: [{ path: "nieuw", kind: "folder" }] })],
  ["the empty folder is missing", "ONVOLLEDIG", foldersOf([])],
  ["a link", "ONVOLLEDIG", folder({}, { entries: [other("link")] })],
  ["a link in place of a file", "ONVOLLEDIG", folder([program], { entries: [other(program)] })],
  ["a file that cannot be read", "ONLEESBAAR", folder({}, { unreadable: [program] })],
  [
    "a folder that cannot be read",
    "ONLEESBAAR",
    folder([program, "map/precies.bin"], { entries: [{ path: "map", kind: "folder", isUnreadable: true }] }),
  ],
  [
    "a folder that cannot be read, and another file is missing",
    "ONVOLLEDIG",
    folder([program, "map/precies.bin", "leeg.bin"], {
      entries: [{ path: "map", kind: "folder", isUnreadable: true }],
    }),
  ],
  ["nothing can be listed", "ONLEESBAAR", folder({}, { unreadable: [""] })],
  [
    "no seal, and no trace of one",
    "GEEN_ZEGELSCHIJF",
    folder(Object.keys(disc.files).filter((path) => path.startsWith("ZEGEL/"))),
  ],
  ["no seal", "NIET_ONDERTEKEND", folder([sealPath])],
  ["a seal in another case", "NIET_ONDERTEKEND", () => verifyTree(disc, {}, { "zegel/seal": seal, "a.txt": text })],
  [
    "a folder of a name that begins like the seal's",
    "GEEN_ZEGELSCHIJF",
    () => verifyTree(disc, {}, { "ZEGELS/SEAL": seal }),
  ],
  ["a blank seal", "NIET_ONDERTEKEND", folder({ [sealPath]: new Uint8Array(sealSize) })],
  ["a seal that is none", "NIET_ONDERTEKEND", folder({ [sealPath]: new Uint8Array(sealSize).fill(65) })],
  ["a short seal", "NIET_ONDERTEKEND", folder({ [sealPath]: seal.slice(1) })],
  ["a long seal", "NIET_ONDERTEKEND", folder({ [sealPath]: new Uint8Array(sealSize + 5000).fill(10) })],
  [
    "a long seal, whose first piece is as long as a seal",
    "NIET_ONDERTEKEND",
    folder({ [sealPath]: concatBytes(seal, text) }, { piece: sealSize }),
  ],
  ["a seal that cannot be read", "ONLEESBAAR", folder({}, { unreadable: [sealPath] })],
  [
    "the folder of the seal cannot be read",
    "ONLEESBAAR",
    folder(
      Object.keys(disc.files).filter((path) => path.startsWith("ZEGEL/")),
      { unreadable: ["ZEGEL"], entries: [{ path: "ZEGEL", kind: "folder", isUnreadable: true }] },
    ),
  ],
  ["a MANIFEST that cannot be read", "ONLEESBAAR", folder({}, { unreadable: [manifestPath] })],
  ["no MANIFEST", "ONVOLLEDIG", folder([manifestPath])],
  ["a changed MANIFEST", "GEWIJZIGD", folder({ [manifestPath]: text })],
  ["changed instructions", "GEWIJZIGD", folder({ "ZEGEL/AANWIJZINGEN": encodeAanwijzingen(["Anders."]) })],
  [
    "empty folders that cannot be seen",
    "ECHT",
    () =>
      verify(disc, {
        kind: "tree",
        tree: treeOf(disc.files, [], { showsEmptyFolders: false }),
        deniedDevice: undefined,
      }),
  ],
  ["empty folders that can", "ECHT", folder({}, { showsEmptyFolders: true })],
  [
    "a drive that was denied",
    "ECHT",
    () => verify(disc, { kind: "tree", tree: treeOf(disc.files, disc.folders), deniedDevice: "D:" }),
  ],
  [
    "a MANIFEST that is none",
    "NIET_ONDERTEKEND",
    () => verifyTree(makeDisc({ manifest: encodeUtf8("# zegel/manifest v1\n") })),
  ],
  [
    "a MANIFEST with another sum of bytes",
    "GEWIJZIGD",
    () => verifyTree(makeDisc({ manifest: manifestWith({ totalBytes: 1 }) })),
  ],
  ["another kit", "GEWIJZIGD", () => verifyTree(makeDisc({ release: { kit: { version: "1.0", sha256: others[0] } } }))],
  [
    "a changed file, and it changed while it was read",
    "GEWIJZIGD",
    folder({ [program]: text }, { changed: "leeg.bin" }),
  ],
];
holdCases("folder", ["a good folder", "ECHT", folder()], folders);

const shownAs =
  (
    compare: "names" | "content",
    change: Files | readonly string[] = {},
    options?: TreeOptions,
    folders = disc.folders,
  ) =>
  () => {
    const left = Array.isArray(change)
      ? Object.entries(disc.files).filter(([path]) => !change.includes(path))
      : Object.entries({ ...disc.files, ...change });
    const mounted = { tree: treeOf(Object.fromEntries(left), folders, options), compare };
    return verify(disc, { kind: "image", medium: mediumOf(image, { kind: "drive" }), mounted });
  };
const mounts = (["names", "content"] as const).flatMap((compare): Case[] => {
  const changes = compare === "content" ? "GEWIJZIGD" : "ECHT";
  const rows: readonly Case[] = [
    ["as it is", "ECHT", shownAs(compare)],
    ["a file more", "ONVOLLEDIG", shownAs(compare, { "SETUP.EXE": text })],
    ["a file less", "ONVOLLEDIG", shownAs(compare, [program])],
    ["a folder more", "ONVOLLEDIG", shownAs(compare, {}, { entries: [{ path: "nieuw", kind: "folder" }] })],
    ["a folder less", "ONVOLLEDIG", shownAs(compare, {}, {}, [])],
    ["a link", "ONVOLLEDIG", shownAs(compare, {}, { entries: [other("link")] })],
    ["another content", changes, shownAs(compare, { [program]: text })],
    ["another MANIFEST", changes, shownAs(compare, { [manifestPath]: text })],
    ["another seal", changes, shownAs(compare, { [sealPath]: text })],
    [
      "a file that cannot be read",
      compare === "content" ? "ONLEESBAAR" : "ECHT",
      shownAs(compare, {}, { unreadable: [program] }),
    ],
    [
      "a folder that cannot be read",
      "ONLEESBAAR",
      shownAs(compare, [program, "map/precies.bin"], {
        entries: [{ path: "map", kind: "folder", isUnreadable: true }],
      }),
    ],
    ["it cannot be listed", "ONLEESBAAR", shownAs(compare, {}, { unreadable: [""] })],
  ];
  return rows.map(([name, ...rest]) => [`${compare}: ${name}`, ...rest]);
});
const shownBeside =
  (of: Disc, outside: Outside = {}, options?: TreeOptions) =>
  () => {
    const mounted = { tree: treeOf(of.files, of.folders, options), compare: "content" } as const;
    return verify(of, { kind: "image", medium: mediumOf(of.image, { kind: "drive" }), mounted }, outside);
  };
const recalled = { notes: [recallNote([release.imageSha256])] };
const refusedMounts: readonly Case[] = [
  [
    "a disc with another MANIFEST: there is nothing to compare with",
    "GEWIJZIGD",
    shownBeside(makeDisc({ release: { manifests: [others[0]] } })),
  ],
  ["a recalled disc", "INGETROKKEN", shownBeside(disc, recalled)],
  [
    "a recalled disc, and the folder changed while it was read",
    "INGETROKKEN",
    shownBeside(disc, recalled, { changed: "leeg.bin" }),
  ],
  [
    "another content, and the folder changed while it was read",
    "GEWIJZIGD",
    shownAs("content", { [program]: text }, { changed: "leeg.bin" }),
  ],
  ["names alone, and the folder changed while it was read", "ECHT", shownAs("names", {}, { changed: "leeg.bin" })],
];
holdCases("mounted", ["a good drive alone", "ECHT", drive()], [...mounts, ...refusedMounts]);

const reference = (of: Disc = disc, options?: TreeOptions, files = of.files) => ({
  name: "disc",
  tree: treeOf(files, of.folders, options),
});
/** A reference in a file, of which this is told. */
const otherFile = (isOther: boolean) => ({
  name: "disc",
  tree: {
    ...treeOf(disc.files, disc.folders),
    otherThanImage: async () => ({ findings: [found("PACKED_FILE", { format: "zip" })], isOther }),
  },
});
const installedFiles: Files = {
  "OSV/conf.ini": text,
  "OSV/lib/osv.jar": new Uint8Array(5000).fill(1),
  "OSV/start.cmd": new Uint8Array(10).fill(2),
};
const installation =
  (change: Files | readonly string[] = {}, options?: TreeOptions, by = reference(), of = disc) =>
  () => {
    const left = Array.isArray(change)
      ? Object.entries(installedFiles).filter(([path]) => !change.includes(path))
      : Object.entries({ ...installedFiles, ...change });
    return verify(of, { kind: "installed", folder: treeOf(Object.fromEntries(left), [], options), reference: by });
  };
const badList = makeDisc({ files: { ...goodFiles, [installPath]: encodeUtf8("zegel/install v1\n") } });
const installations: readonly Case[] = [
  ["what may change is missing", "ECHT", installation(["OSV/conf.ini"])],
  ["a file is changed", "GEWIJZIGD", installation({ "OSV/start.cmd": text })],
  ["a file is missing", "ONVOLLEDIG", installation(["OSV/start.cmd"])],
  ["all files are missing", "ONVOLLEDIG", installation(Object.keys(installedFiles))],
  ["a file more", "ONVOLLEDIG", installation({ "OSV/virus.exe": text })],
  [
    "a file in another case",
    "ONVOLLEDIG",
    () =>
      verify(disc, {
        kind: "installed",
        folder: treeOf(
          { "OSV/lib/osv.jar": installedFiles["OSV/lib/osv.jar"]!, "OSV/Start.cmd": installedFiles["OSV/start.cmd"]! },
          [],
        ),
        reference: reference(),
      }),
  ],
  ["what must be absent is there", "ONVOLLEDIG", installation({ "OSV/extra.jar": text })],
  [
    "what must be absent is there as a folder",
    "ONVOLLEDIG",
    installation({}, { entries: [{ path: "OSV/extra.jar", kind: "folder" }] }),
  ],
  ["a folder more", "ONVOLLEDIG", installation({}, { entries: [{ path: "OSV/nieuw", kind: "folder" }] })],
  ["a link", "ONVOLLEDIG", installation({}, { entries: [other("OSV/link")] })],
  ["a link in place of a file", "ONVOLLEDIG", installation(["OSV/start.cmd"], { entries: [other("OSV/start.cmd")] })],
  ["the disc is a file that is none", "GEEN_ZEGELSCHIJF", installation({}, {}, otherFile(true))],
  [
    "the disc is a file that is one, with something to tell",
    "GEEN_ZEGELSCHIJF",
    installation({}, {}, otherFile(false)),
  ],
  ["what may change is a link", "ONVOLLEDIG", installation(["OSV/conf.ini"], { entries: [other("OSV/conf.ini")] })],
  [
    "what may change is a folder",
    "ONVOLLEDIG",
    installation(["OSV/conf.ini"], { entries: [{ path: "OSV/conf.ini", kind: "folder" }] }),
  ],
  ["a file that cannot be read", "ONLEESBAAR", installation({}, { unreadable: ["OSV/start.cmd"] })],
  [
    "a folder that cannot be read",
    "ONLEESBAAR",
    installation(["OSV/lib/osv.jar"], { entries: [{ path: "OSV/lib", kind: "folder", isUnreadable: true }] }),
  ],
  ["it cannot be listed", "ONLEESBAAR", installation({}, { unreadable: [""] })],
  ["what may change changed while it was read", "ECHT", installation({}, { changed: "OSV/conf.ini" })],
  [
    "a changed file, and more changed while it was read",
    "GEWIJZIGD",
    installation({ "OSV/start.cmd": text }, { changed: "OSV/lib/osv.jar" }),
  ],
  ["the disc cannot be listed", "ONLEESBAAR", installation({}, {}, reference(disc, { unreadable: [""] }))],
  [
    "the disc has no seal",
    "NIET_ONDERTEKEND",
    installation(
      {},
      {},
      reference(disc, {}, Object.fromEntries(Object.entries(disc.files).filter(([path]) => path !== sealPath))),
    ),
  ],
  [
    "the disc has another MANIFEST",
    "GEWIJZIGD",
    installation({}, {}, reference(disc, {}, { ...disc.files, [manifestPath]: text })),
  ],
  ["the list cannot be read", "ONLEESBAAR", installation({}, {}, reference(disc, { unreadable: [installPath] }))],
  [
    "the list is missing",
    "ONVOLLEDIG",
    installation(
      {},
      {},
      reference(disc, {}, Object.fromEntries(Object.entries(disc.files).filter(([path]) => path !== installPath))),
    ),
  ],
  [
    "the list is another",
    "GEWIJZIGD",
    installation(
      {},
      {},
      reference(
        disc,
        {},
        { ...disc.files, [installPath]: encodeInstall([{ path: "x", class: "static", sha256: others[0] }]) },
      ),
    ),
  ],
  ["the list is none, though it was released", "NIET_ONDERTEKEND", installation({}, {}, reference(badList), badList)],
];
holdCases("installed", ["a good installation", "ECHT", installation()], installations);

describe("no verdict", () => {
  const fails = (run: () => Promise<Report>, message: RegExp, code = "FOUT") =>
    expect(run()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

  test("the medium changed while it was read", () =>
    fails(
      of(image, { isUnchanged: false }),
      /^the medium changed while it was read; nothing can be said of it: start again$/,
    ));
  test("the medium changed while its folder was read; without one it is asked once", async () => {
    let asked = 0;
    const changing = { ...mediumOf(image, { kind: "drive" }), isUnchanged: async () => ++asked < 2 };
    const mounted = { tree: treeOf(disc.files, disc.folders), compare: "names" } as const;
    await fails(() => verify(disc, { kind: "image", medium: changing, mounted }), /^the medium changed while/);
    asked = 0;
    expect((await verifyMedium(disc, changing)).verdict).toBe("ECHT");
  });
  test("a folder changed while it was read", () =>
    fails(
      folder({}, { changed: "leeg.bin" }),
      /^"leeg\.bin" changed while the folder was read; nothing can be said of it/,
    ));
  test("a folder changed while it was read, and another code was expected", () =>
    fails(
      () =>
        verifyTree(disc, { expectation: { code: makeDisc({ release: { sequence: 13 } }).code } }, disc.files, {
          changed: "leeg.bin",
        }),
      /^"leeg\.bin" changed while/,
    ));
  test("a mounted folder changed while it was read", () =>
    fails(shownAs("content", {}, { changed: "leeg.bin" }), /^"leeg\.bin" changed while/));
  test("an installation changed while it was read", () =>
    fails(installation({}, { changed: "OSV/start.cmd" }), /^"OSV\/start\.cmd" changed while/));
  test("a release without a list of installed files", () => {
    const bare = makeDisc({
      files: Object.fromEntries(Object.entries(goodFiles).filter(([path]) => path !== installPath)),
    });
    return fails(
      installation({}, {}, reference(bare), bare),
      /^disc: this release has no ZEGEL\/INSTALL: no installation can/,
      "GEBRUIK",
    );
  });
  test("a medium that is no more", () => {
    const gone = new Error("gone");
    const medium = { ...mediumOf(image), read: async () => Promise.reject(gone) };
    return expect(verifyMedium(disc, medium)).rejects.toBe(gone);
  });
  test("a mistake in a tree", () => {
    const gone = new Error("gone");
    const tree = { ...treeOf(disc.files, disc.folders), list: async () => Promise.reject(gone) };
    return expect(verify(disc, { kind: "tree", tree, deniedDevice: undefined })).rejects.toBe(gone);
  });
});

describe("how a medium is read", () => {
  const readsOf = async (bytes: Uint8Array, options: MediumOptions = {}) => {
    const reads: [number, number][] = [];
    await verifyImage(disc, {}, bytes, { ...options, reads });
    return reads;
  };

  test("forward, each byte once", async () => {
    expect(await readsOf(image)).toEqual([[0, end]]);
    const large = makeDisc({ files: { ...goodFiles, "groot.bin": new Uint8Array(3_000_000).fill(3) } });
    const reads: [number, number][] = [];
    await verifyImage(large, {}, large.image, { reads });
    expect(reads).toEqual([
      [0, 2 ** 20],
      [2 ** 20, 2 ** 20],
      [2 ** 21, 2 ** 20],
      [3 * 2 ** 20, large.image.length - 3 * 2 ** 20],
    ]);
  });

  test("again in smaller pieces where it cannot be read, and no more than twice", async () => {
    const bad = [inProgram];
    const reads = await readsOf(image, { kind: "drive", bad });
    const piece = 64 * 1024;
    const from = Math.floor((inProgram * 2048) / piece) * piece;
    expect(reads.slice(0, 3)).toEqual([
      [0, end],
      [0, piece],
      [piece, piece],
    ]);
    expect(reads.filter(([position, length]) => position === inProgram * 2048 && length === 2048)).toHaveLength(2);
    expect(reads.filter(([position, length]) => position === from && length === piece)).toHaveLength(1);
    const isIn = (position: number) => position >= from && position < from + piece;
    const inPiece = reads
      .filter(([position, length]) => length === 2048 && isIn(position))
      .map(([position]) => position);
    const sectors = Array.from({ length: Math.min(32, (end - from) / 2048) }, (_, i) => from + i * 2048);
    expect(inPiece).toEqual([...sectors, inProgram * 2048].sort((a, b) => a - b));
  });

  test("what lies behind the signed size is not read from a file", async () => {
    expect(await readsOf(longer(3 * 2048))).toEqual([[0, end + 3 * 2048]]);
    expect(await readsOf(longer(2 ** 21))).toEqual([[0, 2 ** 20]]);
  });
});

describe("what is told while it is read", () => {
  type Told = [done: number, total: number, path?: string, count?: number, of?: number];
  const told = async (run: (outside: Outside) => Promise<Report>): Promise<Told[]> => {
    const all: Told[] = [];
    await run({
      onProgress: (done, total, passed) =>
        all.push(passed === undefined ? [done, total] : [done, total, passed.path, passed.count, passed.of]),
    });
    return all;
  };

  test("of an image: bytes done and the file that passed last", async () => {
    const large = makeDisc({
      files: {
        ...goodFiles,
        "groot.bin": new Uint8Array(1_500_000).fill(3),
        "zz.bin": new Uint8Array(900_000).fill(4),
      },
    });
    const size = large.image.length;
    expect(await told((outside) => verifyImage(large, outside))).toEqual([
      [2 ** 20, size, "LEESMIJ.txt", 6, 10],
      [2 ** 21, size, "map/programma.jar", 9, 10],
      [size, size, "zz.bin", 10, 10],
    ]);
  });

  test("of a mounted drive: its bytes twice, where its files are read too", async () => {
    const source = (compare: "names" | "content") => ({
      kind: "image" as const,
      medium: mediumOf(image),
      mounted: { tree: treeOf(disc.files, disc.folders, { piece: 100_000 }), compare },
    });
    expect(await told((outside) => verify(disc, source("names"), outside))).toEqual([[end, end, program, 8, 8]]);
    const lengths = [100_000, 100_000, 62_144, disc.files[manifestPath]!.length, 16, 67, 236, 4, 5000, 4096];
    const [first, ...bytes] = await told((outside) => verify(disc, source("content"), outside));
    expect(first).toEqual([end, 2 * end, program, 8, 8]);
    expect(bytes.map(([, total, ...passed]) => [total, passed])).toEqual(bytes.map(() => [2 * end, []]));
    const steps = bytes.map(([done], i) => done - (bytes[i - 1]?.[0] ?? end));
    expect(steps.toSorted((a, b) => a - b)).toEqual(lengths.toSorted((a, b) => a - b));
  });

  test("of a folder and of an installation", async () => {
    expect(await told((outside) => verifyTree(disc, outside))).toEqual([
      [67, 9419],
      [303, 9419, "ZEGEL/AANWIJZINGEN", 1, 7],
      [307, 9419, "ZEGEL/INSTALL", 2, 7],
      [323, 9419, "ZEGEL/VERSION", 3, 7],
      [3323, 9419, "leeg.bin", 5, 7],
      [4419, 9419, "leeg.bin", 5, 7],
      [7419, 9419, "map/precies.bin", 6, 7],
      [9419, 9419, "map/precies.bin", 6, 7],
    ]);
    const source = { kind: "installed", folder: treeOf(installedFiles, []), reference: reference() } as const;
    expect(await told((outside) => verify(disc, source, outside))).toEqual([
      [3000, 0],
      [5000, 0],
      [5010, 0, "OSV/lib/osv.jar", 1, 2],
    ]);
  });
});

describe("who wants the files gets them", () => {
  const files = async (run: (outside: Outside) => Promise<Report>, of = disc) => {
    const got = new Map<string, Uint8Array[]>();
    let current: string | undefined;
    let listed = 0;
    const sink = {
      begin: (path: string) => {
        expect(current).toBeUndefined();
        current = path;
        expect(got.has(path)).toBe(false);
        got.set(path, []);
      },
      write: (bytes: Uint8Array) => void got.get(current!)?.push(new Uint8Array(bytes)),
      end: () => {
        expect(current).toBeDefined();
        current = undefined;
      },
      listed: () => void listed++,
    };
    const report = await run({ sink });
    const whole = Object.fromEntries([...got].map(([path, parts]) => [path, sha256Of(Buffer.concat(parts))]));
    const expected = Object.fromEntries(Object.entries(of.files).map(([path, bytes]) => [path, sha256Of(bytes)]));
    return { report, whole, expected, listed, current };
  };

  test("of an image", async () => {
    const large = makeDisc({ files: { ...goodFiles, "groot.bin": new Uint8Array(1_500_000).fill(3) } });
    const { report, whole, expected, listed, current } = await files((outside) => verifyImage(large, outside), large);
    expect([report.verdict, listed, current]).toEqual(["ECHT", 1, undefined]);
    expect(whole).toEqual(expected);
  });

  test("of a folder", async () => {
    const { report, whole, expected, listed, current } = await files((outside) => verifyTree(disc, outside));
    expect([report.verdict, listed, current]).toEqual(["ECHT", 1, undefined]);
    expect(whole).toEqual(expected);
  });

  test("the list is handed over only when it is the released one", async () => {
    const bad = makeDisc({ release: { manifests: [others[0]] } });
    expect((await files((outside) => verifyImage(bad, outside), bad)).listed).toBe(0);
    expect((await files((outside) => verifyTree(bad, outside), bad)).listed).toBe(0);
  });

  test("instructions are those of the disc", async () => {
    expect((await verifyImage(disc)).instructions).toEqual(instructions);
    expect((await verifyTree(disc)).instructions).toEqual(instructions);
  });
});

describe("a folder is read no further than it could reach", () => {
  const readsOf = async (files: Files) => {
    const reads: [string, number][] = [];
    const report = await verifyTree(disc, {}, { ...disc.files, ...files }, { reads, piece: 1000 });
    return { reads: new Map(reads), report };
  };

  test("a seal that is too long, and a file that has grown", async () => {
    expect((await readsOf({ [sealPath]: new Uint8Array(2 * sealSize).fill(10) })).reads.get(sealPath)).toBe(263_000);
    const { reads, report } = await readsOf({ [program]: new Uint8Array(10 ** 6) });
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(reads.get(program)).toBeLessThan(20_000);
    expect(reads.get("map/precies.bin")).toBe(4096);
  });

  test("in the order of the disc: what lies in /ZEGEL first", async () => {
    expect([...(await readsOf({})).reads.keys()]).toEqual([
      sealPath,
      manifestPath,
      "ZEGEL/AANWIJZINGEN",
      "ZEGEL/INSTALL",
      "ZEGEL/VERSION",
      "LEESMIJ.txt",
      "leeg.bin",
      "map/precies.bin",
      program,
    ]);
  });
});
