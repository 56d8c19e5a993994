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
      ["good", disc.image, disc.code, "GOED Dit ISO-bestand is echt. U mag installeren."],
      ["changed", changed, disc.code, "STOP Niet installeren. Er is iets veranderd."],
      [
        "none",
        Buffer.alloc(400_000),
        disc.code,
        "WACHT Nog niet installeren. Hier staat geen zegel van de Kiesraad op.",
      ],
      [
        "short",
        disc.image.subarray(0, -2048),
        disc.code,
        "WACHT Nog niet installeren. Dit is niet gelijk aan de schijf.",
      ],
      ["unsigned", unsigned.image, unsigned.code, "STOP Niet installeren. De Kiesraad heeft dit niet vrijgegeven."],
      ["lone", lone.image, lone.code, "WACHT Nog niet installeren. Te weinig deskundigen"],
      ["recalled", recalled.image, recalled.code, "STOP Niet installeren. Deze versie is ingetrokken."],
      ["other", disc.image, later.code, "STOP Niet installeren. Dit is een andere versie."],
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
