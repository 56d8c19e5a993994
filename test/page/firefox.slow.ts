// The page in Firefox, where it is installed: a good disc, and one of every verdict that a page can come to. `npm run test:three`

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRebuiltDisc } from "../package/packing.ts";
import { run, temporaryFolder } from "../tools.ts";
import { recallNote } from "../verify/fixture.ts";
import { buildPage } from "./browser.ts";

const project = join(import.meta.dirname, "../..");
const { nodeBinary } = await import(join(project, "scripts/package/node-binaries.mjs"));

test.skipIf(!existsSync("/usr/bin/firefox-esr"))(
  "says in Firefox what it says in Chromium",
  { timeout: 600_000 },
  () => {
    const folder = temporaryFolder();
    const disc = makeRebuiltDisc();
    const changed = Buffer.from(disc.image);
    changed[changed.length - 1] = 1;
    const unsigned = makeRebuiltDisc({ signers: ["anna"] });
    const lone = makeRebuiltDisc({ rebuilds: () => [] });
    const recalled = makeRebuiltDisc({ recall: ({ imageSha256 }) => recallNote([imageSha256]) });
    const later = makeRebuiltDisc({ release: { sequence: disc.release.sequence + 1 } });
    const trials: [string, Uint8Array, string, string][] = [
      ["good", disc.image, disc.code, "ECHT – u mag installeren."],
      ["changed", changed, disc.code, "NIET INSTALLEREN – GEWIJZIGD"],
      ["none", Buffer.alloc(400_000), disc.code, "NIET INSTALLEREN – GEEN ZEGELSCHIJF"],
      ["short", disc.image.subarray(0, -2048), disc.code, "NIET INSTALLEREN – ONVOLLEDIG"],
      ["unsigned", unsigned.image, unsigned.code, "NIET INSTALLEREN – NIET ONDERTEKEND"],
      ["lone", lone.image, lone.code, "NIET INSTALLEREN – TE WEINIG NAGEBOUWD"],
      ["recalled", recalled.image, recalled.code, "NIET INSTALLEREN – INGETROKKEN"],
      ["other", disc.image, later.code, "NIET INSTALLEREN – ANDERE UITGAVE"],
    ];
    const given = trials.flatMap(([name, image, code]) => {
      writeFileSync(join(folder, `${name}.iso`), image);
      return [join(folder, `${name}.iso`), code];
    });
    const page = buildPage(join(folder, "page"), disc.rootNote);
    const { stdout, stderr } = run(nodeBinary("linux-x64"), ["test/page/firefox.mjs", page, ...given], {
      cwd: project,
    });
    const lines = stdout.trim().split("\n");
    expect(lines, stderr).toHaveLength(trials.length);
    for (const [i, [name, , , words]] of trials.entries()) expect(lines[i], name).toContain(words);
  },
);
