// Trees for the two writers, each a function of its seed. Every one is a disc that build-iso would take, aimed at a place where a layout
// could go wrong: where directories, path tables and continuation areas fill sectors, where names and numbers reach their limits.

import { refusePaths } from "../../src/build-iso/sources/names.ts";
import type { ImageRecipe, PlannedFile } from "../../src/build-iso/writer/index.ts";
import { findTwins, parentOf, pathFault } from "../../src/format/index.ts";

export interface TestTree extends ImageRecipe {
  /** Tells a failure: `treeOf(seed)` makes the same tree again. */
  readonly what: string;
}

/** Numbers that follow from a seed (mulberry32). */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  /** 0 to `count` - 1. */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  }
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }
  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
  shuffle<Value>(values: readonly Value[]): Value[] {
    const left = [...values];
    return values.map(() => left.splice(this.below(left.length), 1)[0] as Value);
  }
}

const plain = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
/** Those that sort before and behind the slash, the digits and the letters. */
const signs = [..." !#$%&'()+,-.=@[]^_`{}~"];
/** Two and three bytes in UTF-8, from the first that manifest.md allows to the last. */
const marked = [..."ÀÿĀĲĳŒœſƀɏßéëïüÇ"];
const three = [..."ḀẞỲỿ"];

/** A name by chance may be one that a disc cannot carry, such as `nul`: then another. */
const mostTries = 1000;

/** A name of exactly `bytes` bytes of UTF-8, of characters from all over what a name may hold, behind `start`. */
function nameOf(dice: Dice, bytes: number, start = ""): string {
  for (let tries = 0; tries < mostTries; tries++) {
    let name = start;
    for (let left = bytes - Buffer.byteLength(start); left > 0; left = bytes - Buffer.byteLength(name)) {
      const wide = left >= 3 ? [marked, three] : left === 2 ? [marked] : [];
      name += dice.pick(dice.pick([plain, plain, plain, signs, ...wide]));
    }
    if (pathFault(name) === undefined) return name;
  }
  throw new Error(`no name of ${bytes} bytes begins with ${start}`);
}

/** Only of plain characters: as many UTF-16 units as bytes. */
function plainName(dice: Dice, bytes: number, start = ""): string {
  for (let tries = 0; tries < mostTries; tries++) {
    const name = start + Array.from({ length: bytes - start.length }, () => dice.pick(plain)).join("");
    if (pathFault(name) === undefined) return name;
  }
  throw new Error(`no name of ${bytes} bytes begins with ${start}`);
}

const sizes = [0, 1, 2047, 2048, 2049, 4095, 4096, 4097];
const sizeOf = (dice: Dice) => (dice.below(6) === 0 ? dice.below(20_000) : dice.pick(sizes));

/** Files by path with their sizes; a path that ends in `/` is an empty folder. */
type Entries = readonly (readonly [path: string, size: number])[];

const join = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);
const folderAt = (dice: Dice) => dice.pick(["", "map", "a/b", `${"f".repeat(56)}`]);

/** Folders and files of all kinds, to any depth. */
function mixed(dice: Dice): Entries {
  const folders = [""];
  const count = dice.between(1, 60);
  return Array.from({ length: count }, (): readonly [string, number] => {
    const folder = dice.pick(folders);
    if (dice.below(3) > 0) return [join(folder, nameOf(dice, dice.between(1, 60))), sizeOf(dice)];
    const made = join(folder, nameOf(dice, dice.between(1, 56)));
    folders.push(made);
    return [`${made}/`, 0];
  });
}

/** Bytes of a record with a name of so many plain characters; only for aiming. */
const recordBytes = {
  primary: (length: number) =>
    length > 77 ? 254 : 2 * Math.ceil((Math.ceil((33 + length) / 2) * 2 + 67 + length) / 2),
  joliet: (length: number) => 34 + 2 * length,
};
const dotsBytes = { primary: 192, joliet: 68 };

/** A directory that fills its sectors to the last byte, or is two bytes short or over. */
function fullDirectory(dice: Dice, most = 4): Entries {
  const tree = dice.pick(["primary", "primary", "primary", "joliet"] as const); // its records fit together less often
  const folder = folderAt(dice);
  const lengths = Array.from({ length: 70 }, (_, i) => i + 4);
  const entries: [string, number][] = [];
  const sectors = dice.between(1, most);
  let sector = 1;
  let left = 2048 - dotsBytes[tree] - (folder === "" && tree === "primary" ? 36 : 0);
  const add = (length: number) => {
    const name = plainName(dice, length, String(entries.length).padStart(3, "0"));
    entries.push([join(folder, length <= 56 && dice.below(8) === 0 ? `${name}/` : name), dice.pick([0, 1, 2048])]);
    left -= recordBytes[tree](length);
    if (left > 0) return;
    sector++;
    left = left === 0 ? 2048 : 2048 - recordBytes[tree](length);
  };
  while (sector <= sectors) {
    const leaving = (least: number, most: number) =>
      lengths.filter((length) => left - recordBytes[tree](length) >= least && left - recordBytes[tree](length) <= most);
    const exact = leaving(0, 0);
    const near = leaving(-4, 4);
    if (left > 400) add(dice.pick(lengths.slice(0, 50)));
    else if (exact.length > 0) add(dice.pick(dice.below(4) > 0 ? exact : near));
    else add(dice.pick([leaving(110, 400), near, lengths].find((some) => some.length > 0) ?? lengths));
  }
  return entries;
}

/** Folders whose path table ends at the end of a sector, or near it. */
function fullPathTable(dice: Dice): Entries {
  const width = dice.pick([1, 2]); // a byte a character in the primary tree, two in the other
  const aim = 2048 * dice.between(1, width === 1 ? 2 : 4) + dice.pick([-2, 0, 0, 2]);
  const above = dice.pick(["", "map"]);
  const entryBytes = (length: number) => 8 + width * length + ((width * length) % 2);
  const lengths = Array.from({ length: 53 }, (_, i) => i + 4);
  let left = aim - 10 - (above === "" ? 0 : entryBytes(above.length));
  const entries: [string, number][] = [["leeg.txt", 0]];
  while (left > 0) {
    const last = lengths.filter((length) => entryBytes(length) === left);
    const length =
      last.length > 0 ? dice.pick(last) : dice.pick(lengths.filter((one) => left - entryBytes(one) >= 12 || left < 24));
    const name = plainName(dice, length, String(entries.length).padStart(4, "0"));
    entries.push([join(above, dice.below(4) === 0 ? `${name}/x` : `${name}/`), 1]);
    left -= entryBytes(length);
  }
  return entries;
}

/** Names around the length from which on they are continued, up to as many as a folder may hold. */
function longNames(dice: Dice): Entries {
  const folders = dice.shuffle(["", "map", "map/onder", "x".repeat(56)]).slice(0, dice.between(1, 4));
  return folders.flatMap((folder) =>
    Array.from({ length: dice.between(1, 13) }, (_, i): readonly [string, number] => {
      const start = dice.pick([String(i), `${"gelijk begin ".repeat(5)}${i}`]);
      return [
        join(folder, nameOf(dice, dice.pick([76, 77, 78, 79, 95, 96, dice.between(78, 96)]), start)),
        sizeOf(dice),
      ];
    }),
  );
}

/** As deep and as long as a path may be. */
function deep(dice: Dice): Entries {
  return Array.from({ length: dice.between(1, 6) }, (): readonly [string, number] => {
    const depth = dice.between(1, 31);
    const room = Math.floor((240 - 6) / (depth + 1)) - 1;
    const names = Array.from({ length: depth }, (_, i) =>
      dice.below(3) === 0
        ? `niveau ${i}`.slice(0, room).trimEnd() || "n"
        : plainName(dice, dice.between(1, Math.min(56, room))),
    );
    return [
      dice.below(4) === 0 ? `${names.join("/")}/` : `${names.join("/")}/${plainName(dice, Math.min(96, room))}`,
      sizeOf(dice),
    ];
  });
}

/** Names that agree in their first characters and differ in one near the slash, and files beside folders of nearly the same name. */
function nearNames(dice: Dice): Entries {
  const start = dice.pick(["a", "Map", "gebietErgebnisKandidatZusammenfassung", nameOf(dice, dice.between(1, 40))]);
  const ends = [
    "",
    ...signs.filter((sign) => !" .".includes(sign)),
    ".0",
    " 0",
    "0",
    "A",
    "Z",
    "a",
    "z",
    "À",
    "ÿ",
    "ĳ",
    "ƀ",
    "Ḁ",
    "ỿ",
    "ÀÀ",
    "-/",
    "+/",
  ];
  return dice
    .shuffle(ends)
    .slice(0, dice.between(3, ends.length))
    .flatMap((end): Entries => {
      const name = `${start}${end.replace("/", "")}`;
      const kinds: Entries[] = [
        [[name, sizeOf(dice)]],
        [[`${name}/${start}`, 1]],
        [[`${name}/`, 0]],
        [
          [`${name}/b c/${start}`, 1],
          [`${name}/b/x`, 2],
        ],
      ];
      return dice.pick(kinds);
    });
}

/** Few folders: the trees end before, at and behind sector 32, where the data begins at the earliest. */
function few(dice: Dice): Entries {
  const folders = Array.from({ length: dice.between(0, 6) }, (_, i): readonly [string, number] => [`${i}/`, 0]);
  return [...folders, ["0.txt", sizeOf(dice)], ["1.txt", sizeOf(dice)]];
}

/** Empty files and empty folders, and hardly anything else. */
function empty(dice: Dice): Entries {
  const names = Array.from({ length: dice.between(1, 40) }, (_, i) => nameOf(dice, dice.between(4, 56), `${i}`));
  return names.map((name) =>
    dice.below(2) === 0 ? [`${name}/`, 0] : [dice.below(3) === 0 ? `${name}/leeg` : name, 0],
  );
}

/** Hundreds of files in one folder: directories of more sectors than come as one piece. */
function crowd(dice: Dice): Entries {
  const folder = folderAt(dice);
  const start = dice.pick(["", "stembureau ", "Proces-verbaal N10-1 "]);
  const digits = dice.pick([0, 30]);
  return Array.from({ length: dice.between(500, 900) }, (_, i): readonly [string, number] => [
    join(folder, `${start}${i * 7}${"x".repeat(dice.below(digits + 1))}.xml`),
    dice.below(3),
  ]);
}

/** More folders than one byte can count, many of them in others: the numbers of parents in a path table. */
function forest(dice: Dice): Entries {
  const folders = [""];
  for (let i = dice.between(300, 600); i > 0; i--) {
    const above = dice.pick(folders);
    if (above.split("/").length < 12) folders.push(join(above, plainName(dice, dice.between(2, 12))));
  }
  return folders.flatMap((folder, i): Entries => (i % 50 === 0 ? [[join(folder, "x"), i]] : [[`${folder}/`, 0]]));
}

const small = [mixed, fullDirectory, fullPathTable, longNames, deep, nearNames, few, empty];
const large = [crowd, forest, crowd, forest, crowd];

/** One tree in 40 is a large one; of the others each shape is as frequent. */
export function treeOf(seed: number): TestTree {
  const dice = new Dice(seed);
  const shape = seed % 40 === 39 ? large[Math.floor(seed / 40) % large.length] : small[seed % small.length];
  if (shape === undefined) throw new Error(`expected a seed of 0 or more, found ${seed}`);
  const { files, emptyFolders } = acceptable(shape(dice));
  const hasOwn = dice.below(4) === 0;
  const own = hasOwn
    ? [
        { path: "ZEGEL/SEAL", size: 4096 },
        { path: "ZEGEL/MANIFEST", size: dice.between(1, 5000) },
      ]
    : [];
  const capitals = (length: number) =>
    Array.from({ length }, () => dice.pick([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"])).join("");
  const seconds = dice.between(315_532_800, 4_102_444_799); // 1980-01-01 to 2099-12-31
  return {
    what: `seed ${seed} (${shape.name})`,
    files: [...own, ...(dice.below(2) === 0 ? files : dice.shuffle(files))],
    emptyFolders: dice.below(2) === 0 ? emptyFolders : dice.shuffle(emptyFolders),
    volume: capitals(dice.between(1, 16)),
    publisher: capitals(dice.between(1, 32)),
    date: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
  };
}

/** Leaves out what build-iso would refuse, and folders that are not empty after all. At least one file stays. */
function acceptable(entries: Entries): { files: PlannedFile[]; emptyFolders: string[] } {
  const all = new Map<string, number>(entries);
  const files = [...all.keys()].filter((path) => !path.endsWith("/"));
  const folders = [...all.keys()].filter((path) => path.endsWith("/")).map((path) => path.slice(0, -1));
  const bad = new Set([
    ...refusePaths(files, folders).map(({ path }) => path),
    ...findTwins(files, folders).map(([, second]) => second),
  ]);
  const isBad = (path: string) => {
    for (let one = path; one !== ""; one = parentOf(one)) if (bad.has(one)) return true;
    return false;
  };
  const kept = files.filter((path) => !isBad(path)).map((path) => ({ path, size: all.get(path) ?? 0 }));
  if (kept.length === 0) kept.push({ path: "b.txt", size: 1 });
  const paths = [...kept.map(({ path }) => path), ...folders];
  const emptyFolders = folders.filter(
    (folder) => !isBad(folder) && !paths.some((path) => path.startsWith(`${folder}/`)),
  );
  return { files: kept, emptyFolders };
}
