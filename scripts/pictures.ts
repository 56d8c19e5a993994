// npm run pictures: the picture of the page in the README, from the real page and a disc of the tests' own.
// The drawing beside it, docs/pictures/release.svg, is written by hand.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { makeDisc, rebuildNote, testRoot } from "../test/verify/fixture.ts";

const project = process.cwd(); // this file is bundled before it runs, so its own place says nothing
const work = mkdtempSync(join(tmpdir(), "zegel-pictures-"));
try {
  const disc = makeDisc({
    root: testRoot({}, 2),
    rebuilds: (sha256, release) => ["rosa", "ruud"].map((name) => rebuildNote(release, sha256, name)),
  });
  writeFileSync(join(work, "root-1.note"), disc.rootNote);
  writeFileSync(join(work, "master.iso"), disc.image);
  const page = ["scripts/page.mjs", "--revision", "picture", "--out", work, "--root", join(work, "root-1.note")];
  execFileSync(process.execPath, page, { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  await takePicture(join(work, "controlepagina.html"), join(work, "master.iso"), disc.code);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What a person does, and what then stands on the screen: the code, the verdict, what to do. */
async function takePicture(page: string, image: string, zegelcode: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const tab = await browser.newPage({ viewport: { width: 860, height: 1100 }, locale: "nl-NL" });
  await tab.goto(`file://${page}`);
  await tab.setInputFiles("#file", image);
  await tab.fill("input[name=group-1]", zegelcode);
  await tab.click("#start");
  await tab.waitForSelector("#verdict.good");
  await tab.evaluate("scrollTo(0, 0)"); // so that boxes are counted from the top of the page
  const boxes = ["section[aria-labelledby=h-code]", "#verdict"].map((part) => tab.locator(part).boundingBox());
  const [code, verdict] = await Promise.all(boxes);
  if (!code || !verdict) throw new Error("the page has no code or no verdict to take a picture of");
  const margin = 24;
  const clip = {
    x: code.x - margin,
    y: code.y - margin,
    width: code.width + 2 * margin,
    height: verdict.y + verdict.height - code.y + 2 * margin,
  };
  await tab.screenshot({ path: resolve(project, "docs/pictures/page-echt.png"), fullPage: true, clip });
  await browser.close();
}
