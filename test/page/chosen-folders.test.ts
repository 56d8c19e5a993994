// Chosen folders judged as the program judges them: the same result line wherever a browser can see what is there. Without a browser,
// by files as one hands them over; three.slow.ts does the same in Chromium.

import { cpSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { installPath } from "../../src/format/index.ts";
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
import { folderOf, inputOf, verifyTreeOf } from "../verify/harness.ts";
import { chosenFolder, hiddenFolders } from "./chosen.ts";
import { discWithList, installed, installedFaults } from "./installations.ts";

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
  const disc = discWithList();
  const judge = (folder: Tree, name: string, tree: Tree): Promise<Report> =>
    verifyDisc(
      { ...inputOf(disc), target: "OSV", source: { kind: "installed", folder, reference: { name, tree } } },
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
  test.each(installedFaults)(
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
