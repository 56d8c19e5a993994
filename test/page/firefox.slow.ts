// The page in Firefox, where it is installed: a good disc and two bad ones. `npm run test:three`

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { buildPage } from "./browser.ts";

const project = join(import.meta.dirname, "../..");

test.skipIf(!existsSync("/usr/bin/firefox-esr"))(
  "says in Firefox what it says in Chromium",
  { timeout: 600_000 },
  () => {
    const folder = temporaryFolder();
    const disc = makeDisc();
    const changed = Buffer.from(disc.image);
    changed[changed.length - 1] = 1;
    const images = Object.entries({ good: disc.image, changed, none: Buffer.alloc(400_000) }).map(([name, bytes]) => {
      writeFileSync(join(folder, `${name}.iso`), bytes);
      return join(folder, `${name}.iso`);
    });
    const page = buildPage(join(folder, "page"), disc.rootNote);
    const args = ["scripts/node22.sh", "node", "test/page/firefox.mjs", page, disc.code, ...images];
    const { stdout, stderr } = run("bash", args, { cwd: project });
    expect(stdout.trim().split("\n"), stderr).toEqual([
      "ECHT – u mag installeren.",
      expect.stringMatching(/^NIET INSTALLEREN – GEWIJZIGD/),
      expect.stringMatching(/^NIET INSTALLEREN – GEEN ZEGELSCHIJF/),
    ]);
  },
);
