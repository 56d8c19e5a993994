// Chosen folders judged as the program judges them: the same result line wherever a browser can see what is there. Without a browser,
// by files as one hands them over; three.slow.ts does the same in Chromium.

import { cpSync, mkdirSync, openAsBlob, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { BrowserMedium } from "../../src/page/browser/medium.ts";
import { ImageTree } from "../../src/verify/image-tree.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { openReference } from "../../src/verify/node/reference.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import type { Tree } from "../../src/verify/proof/ports.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { resultLine } from "../../src/verify/record/result-line.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { attacks } from "../corpus/attacks.ts";
import { twins } from "../corpus/twins.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";
import { folderOf, inputOf, verifyTreeOf } from "../verify/harness.ts";
import { chosenFolder, hiddenFolders } from "./chosen.ts";

test("every folder of the corpus: the program's line, but for what a browser hides; and that never makes an alarm silent", async () => {
  const differing: string[] = [];
  let compared = 0;
  const rows = [...attacks.filter((row) => row.form === "folder"), ...twins.filter((row) => /folder/.test(row.name))];
  for (const row of rows) {
    const { target, disc, outside } = row.make();
    if (typeof target !== "string" || row.name === "tree-empty") continue; // in an empty one nothing can be chosen
    const seen = await verifyTreeOf(await chosenFolder(target), disc, outside, target);
    const whole = await verifyTreeOf(new FolderTree(target), disc, outside, target);
    if (resultLine(seen) !== resultLine(whole)) differing.push(row.name);
    if (seen.verdict === "ECHT") expect(codesOf(seen)).toContain("EMPTY_FOLDERS_NOT_SEEN");
    compared++;
  }
  expect(compared).toBeGreaterThan(40);
  expect(differing.filter((name) => !hiddenFolders.includes(name))).toEqual([]);
});

describe("an installed program", () => {
  const installation: Readonly<Record<string, string>> = {
    "bin/osv.jar": "PK\u0003\u0004 unpacked\n".repeat(500),
    "bin/start.sh": "#!/bin/sh\n",
    "conf/één.properties": "a=1\n",
    "leeg.txt": "",
  };
  const fixed = (path: string) => ({ path, class: "static" as const, sha256: sha256Of(installation[path] ?? "") });
  const list = encodeInstall([
    fixed("bin/osv.jar"),
    fixed("bin/start.sh"),
    { path: "conf/gebruiker.ini", class: "may-change" },
    fixed("conf/één.properties"),
    fixed("leeg.txt"),
    { path: "lib/extra.jar", class: "absent" },
  ]);
  const disc = makeDisc({ payload: { ...samplePayload, [installPath]: list } });

  type At = (path: string) => string;
  /** Name, what is wrong, and whether a browser sees it. */
  const faults: readonly (readonly [string, (at: At) => void, "seen" | "hidden"])[] = [
    ["good", () => undefined, "seen"],
    ["with a file that may change", (at) => writeFileSync(at("conf/gebruiker.ini"), "naam=x\n"), "seen"],
    ["an empty folder above a path of the list", (at) => mkdirSync(at("lib")), "seen"],
    ["a file more", (at) => writeFileSync(at("bin/extra.jar"), "MZ"), "seen"],
    ["a folder with a file more", (at) => write(at("plugins/extra.jar"), "MZ"), "seen"],
    ["what must be absent", (at) => write(at("lib/extra.jar"), "MZ"), "seen"],
    ["a file less", (at) => unlinkSync(at("bin/start.sh")), "seen"],
    ["an empty file less", (at) => unlinkSync(at("leeg.txt")), "seen"],
    ["another content", (at) => writeFileSync(at("bin/start.sh"), "#!/bin/bash\n"), "seen"],
    ["a name in another case", (at) => renameSync(at("bin/osv.jar"), at("bin/OSV.jar")), "seen"],
    ["a name that looks the same", (at) => renameSync(at("bin/osv.jar"), at("bin/\u043esv.jar")), "seen"],
    ["a name as a stream has it", (at) => writeFileSync(at("bin/osv.jar:kwaad"), "x"), "seen"],
    ["a folder of another name", (at) => renameSync(at("bin"), at("bin 2")), "seen"],
    ["an empty folder more", (at) => mkdirSync(at("plugins")), "hidden"],
    ["an empty folder where nothing must be", (at) => mkdirSync(at("lib/extra.jar"), { recursive: true }), "hidden"],
    ["a link more", (at) => symlinkSync("osv.jar", at("bin/twee.jar")), "hidden"],
  ];
  function write(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  const judge = (folder: Tree, name: string, tree: Tree, of: Disc = disc): Promise<Report> =>
    verifyDisc(
      { ...inputOf(of), target: "OSV", source: { kind: "installed", folder, reference: { name, tree } } },
      nodePlatform,
    );
  /** By the program: all that is there. By the page: what was chosen. */
  async function both(folder: string, reference: string): Promise<[program: Report, page: Report]> {
    const opened = await openReference(reference);
    const chosen = (await chosenFolder(reference)).asReference();
    return [
      await judge(new FolderTree(folder), "x", opened.tree),
      await judge(await chosenFolder(folder), "x", chosen),
    ];
  }
  function installed(spoil: (at: At) => void = () => undefined): string {
    const folder = join(temporaryFolder(), "OSV");
    for (const [path, content] of Object.entries(installation)) write(join(folder, path), content);
    spoil((path) => join(folder, path));
    return folder;
  }

  test.each(faults)(
    "%s: the program's line where a browser sees it, and the record says what it cannot see",
    async (_name, spoil, seen) => {
      const [program, page] = await both(installed(spoil), folderOf(disc));
      if (seen === "seen") expect(resultLine(page)).toBe(resultLine(program));
      else expect([program.verdict, page.verdict]).toEqual(["ONVOLLEDIG", "ECHT"]);
      expect(codesOf(page)).toEqual(
        expect.arrayContaining(["EMPTY_FOLDERS_NOT_SEEN", "INSTALLED_LIMITS", "REFERENCE"]),
      );
      expect(codesOf(program)).not.toContain("EMPTY_FOLDERS_NOT_SEEN");
    },
  );

  test("by a copy of /ZEGEL alone, and by the image: the same", async () => {
    const zegel = join(temporaryFolder(), "kopie");
    cpSync(join(folderOf(disc), "ZEGEL"), zegel, { recursive: true });
    const [program, page] = await both(installed(), zegel);
    expect([program.verdict, resultLine(page)]).toEqual(["ECHT", resultLine(program)]);
    const image = join(temporaryFolder(), "osv.iso");
    writeFileSync(image, disc.image);
    const tree = new ImageTree(new BrowserMedium(await openAsBlob(image)), nodePlatform);
    expect(resultLine(await judge(await chosenFolder(installed()), "osv.iso", tree))).toBe(resultLine(program));
  });

  test("by a disc that was changed, or has no seal: as the program says", async () => {
    for (const spoil of [
      (at: string) => rmSync(join(at, "ZEGEL/SEAL")),
      (at: string) => rmSync(join(at, installPath)),
      (at: string) => writeFileSync(join(at, "ZEGEL/MANIFEST"), "anders"),
    ]) {
      const reference = folderOf(disc);
      spoil(reference);
      const [program, page] = await both(installed(), reference);
      expect(program.verdict).not.toBe("ECHT");
      expect(resultLine(page)).toBe(resultLine(program));
    }
  });
});

function codesOf(report: Report): string[] {
  return report.steps.flatMap((step) => step.findings.map((finding) => finding.code));
}
