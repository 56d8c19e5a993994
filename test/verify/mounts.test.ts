// What is mounted over a disc: programs see that, so its content is compared.

import { realpathSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { deviceNumber, mountsAt, openTarget, parseMounts, placesOf } from "../../src/verify/node/target.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { run, temporaryFolder } from "../tools.ts";
import { makeDisc } from "./fixture.ts";
import { folderOf, inputOf, pathsOf, quickPlatform } from "./harness.ts";

const disc = makeDisc();
const platform = quickPlatform();
const changed = "LEESMIJ.txt";
let folder: string;
let image: string;

beforeEach(() => {
  folder = realpathSync(folderOf(disc));
  image = join(folder, "../master.iso");
  writeFileSync(image, disc.image);
});

/** As the kernel spells a path in mountinfo. */
const escaped = (path: string) =>
  path.replace(/[ \t\n\\#]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`);
/** A line of mountinfo; the folder stands for the mounted disc, an image file for the drive. */
const line = (id: number, place: string, type: string, source: string, root = "/", number = "0:50") =>
  `${id} 25 ${number} ${root} ${escaped(place)} ro,nosuid shared:${id} - ${type} ${escaped(source)} ro`;
const discAt = (place: string, id = 40) =>
  line(id, place, "iso9660", `/dev/..${image}`, "/", deviceNumber(statSync(place).dev));

async function verify(mountinfo: () => string, target = folder) {
  const { source, close } = await openTarget(target, mountinfo);
  try {
    const compare = source.kind === "image" ? source.mounted?.compare : source.kind;
    return { compare, report: await verifyDisc({ ...inputOf(disc), target, source }, platform) };
  } finally {
    await close();
  }
}

const spoil = () => writeFileSync(join(folder, changed), "Lees dit nooit.\n");

describe("A6: a mount over a file or folder of a mounted disc", () => {
  const over = (path: string, type = "ext4") => line(41, join(folder, path), type, "/dev/sda1", "/home/evil");
  const rows: readonly [string, () => string[]][] = [
    ["a file", () => [over(changed)]],
    ["a folder", () => [over("programma")]],
    ["a folder with a blank in its name", () => [over("map met spatie")]],
    ["a file deep down", () => [over("programma/Fryslân/ûnder/foarbyld.xml")]],
    ["an overlay over a folder", () => [line(41, join(folder, "programma"), "overlay", "overlay")]],
    ["a tmpfs over a folder", () => [line(41, join(folder, "programma"), "tmpfs", "tmpfs")]],
    ["a mount whose folder was removed", () => [line(41, `${folder}/programma//deleted`, "ext4", "/dev/sda1")]],
    ["another disc below", () => [line(41, join(folder, "programma"), "iso9660", "/dev/sr1")]],
    ["the same disc again below", () => [line(41, join(folder, "programma"), "iso9660", `/dev/..${image}`)]],
    ["the disc mounted twice at one place", () => [discAt(folder, 41)]],
    ["one below, mounted before the disc", () => [over(changed)].reverse()],
  ];

  test.each(rows)("A6: %s: content is compared", async (_what, others) => {
    const mountinfo = () => [line(30, "/", "ext4", "/dev/sda1"), discAt(folder), ...others()].join("\n");
    const good = await verify(mountinfo);
    expect(good).toMatchObject({ compare: "content", report: { verdict: "ECHT" } }); // the same content is no reason to refuse
    spoil();
    const { report } = await verify(mountinfo);
    expect(report.refusals).toEqual(["GEWIJZIGD"]);
    expect(pathsOf(report, "FILE_CHANGED")).toEqual([changed]);
  });

  test.each<[string, () => string[]]>([
    ["nothing", () => []],
    ["above it", () => [line(41, join(folder, ".."), "tmpfs", "tmpfs")]],
    ["beside it, with a name that begins alike", () => [line(41, `${folder}-2`, "ext4", "/dev/sda1")]],
    ["elsewhere", () => [line(41, "/mnt", "ext4", "/dev/sda1")]],
  ])("good twin: %s is mounted: names are enough, and the disc is not read twice", async (_what, others) => {
    const { compare, report } = await verify(() => [discAt(folder), ...others()].join("\n"));
    expect({ compare, verdict: report.verdict }).toEqual({ compare: "names", verdict: "ECHT" });
  });

  test("A6: a mount that appears while the drive is read leaves no verdict", async () => {
    let isMounted = false;
    const mountinfo = () => {
      const now = [discAt(folder), ...(isMounted ? [over(changed)] : [])].join("\n");
      return now;
    };
    const { source, close } = await openTarget(folder, mountinfo);
    isMounted = true;
    const outcome = verifyDisc({ ...inputOf(disc), target: folder, source }, platform);
    await expect(outcome).rejects.toMatchObject({ code: "FOUT" });
    await close();
  });

  test("A6: what is mounted over the whole place is what is verified", async () => {
    const { compare, report } = await verify(() => [discAt(folder), line(41, folder, "overlay", "overlay")].join("\n"));
    expect({ compare, verdict: report.verdict }).toEqual({ compare: "tree", verdict: "ECHT" });
  });

  test("A6: of a drive at several places the one with something mounted over it is compared", () => {
    const at = (id: number, place: string) => line(id, place, "iso9660", "/dev/sr0", "/", "11:0");
    const text = [at(40, "/media/a"), at(41, "/media/b c"), line(42, "/media/b c/x", "tmpfs", "tmpfs")].join("\n");
    expect(placesOf(text, "11:0")).toEqual(["/media/b c", "/media/a"]);
    expect(placesOf(text, "11:1")).toEqual([]);
    expect(placesOf([at(40, "/media/a"), line(41, "/media/a", "overlay", "o")].join("\n"), "11:0")).toEqual([
      "/media/a",
    ]);
  });

  const spelt = ["een schijf", "tab\there", "regel\neinde", "terug\\streep", "hek#je", "é û", " - ", "\\040", "a - b"];
  test.each(spelt)("places are read as the kernel spells them: %j", (name) => {
    const text = [
      line(40, `/m/${name}`, "iso9660", "/dev/sr0", "/", "11:0"),
      line(41, `/m/${name}/x`, "tmpfs", "t"),
    ].join("\n");
    expect(parseMounts(text)).toEqual([{ number: "11:0", device: "/dev/sr0", place: `/m/${name}` }]);
    expect(mountsAt(text, `/m/${name}`)).toHaveLength(2);
    expect(mountsAt(text, `/m/${name}/`)).toHaveLength(1);
    expect(mountsAt(text, "/m/andere")).toEqual([]);
    expect(mountsAt(text, "/")).toHaveLength(2);
  });
});

const canMount =
  process.platform === "linux" &&
  run("sh", ["-c", "unshare -m sh -c 'mount --bind /tmp /tmp' 2>/dev/null && echo yes"]).stdout.trim() === "yes";

// Only root, where the system lets it have a namespace of its own, can mount.
test.skipIf(!canMount)("A6: a real bind mount over a file of the disc", () => {
  const evil = join(temporaryFolder(), "een - ander.txt");
  writeFileSync(evil, "Lees dit nooit.\n");
  const module = join(import.meta.dirname, "../../dist/verify/node/target.js");
  const script = [
    `import { openTarget } from ${JSON.stringify(module)};`,
    'import { readFileSync } from "node:fs";',
    `const disc = ${JSON.stringify(discAt(folder))};`,
    'const text = () => disc + String.fromCharCode(10) + readFileSync("/proc/self/mountinfo", "utf8");',
    `const { source } = await openTarget(${JSON.stringify(folder)}, text);`,
    "const seen = [];",
    `await source.mounted.tree.read("${changed}", (bytes) => seen.push(...bytes));`,
    'console.log(source.mounted.compare, Buffer.from(seen).toString("utf8").trim());',
  ].join("\n");
  const own = (mount: string) =>
    run("unshare", [
      "-m",
      "sh",
      "-c",
      `${mount}; exec "$0" --input-type=module -e "$1" "$2" "$3"`,
      process.execPath,
      script,
      evil,
      folder,
    ]);
  expect(own(":").stdout).toBe("names Lees dit eerst.\n");
  expect(own(`mount --bind "$2" "$3/${changed}"`).stdout).toBe("content Lees dit nooit.\n");
});
