// What the tools that people use today say of every disc of the corpus. Writes or compares peers-measured.tsv, from which
// docs/attacks.md and docs/benchmarks.md count: ZEGEL_WRITE_TABLE=1 ZEGEL_SLOW=1 npx vitest run test/corpus/peers.slow.ts

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/verify/proof/report.ts";
import { exitCodes } from "../../src/verify/proof/verdict.ts";
import { has } from "../tools.ts";
import { verifyFolder } from "../verify/harness.ts";
import { attacks } from "./attacks.ts";
import { Bench, type Cells, neededPrograms, peerTools, versionsOf } from "./peer-tools.ts";
import { goodDisc } from "./workshop.ts";

const file = join(import.meta.dirname, "peers-measured.tsv");
const columns = ["attack", "form", ...peerTools.map(({ id }) => id), "zegel-tree", "zegel"];
const lines: string[] = [];
let bench: Bench;

const line = (name: string, form: string, cells: Cells, tree: string, zegel: string) =>
  lines.push([name, form, ...peerTools.map(({ id }) => cells[id]), tree, zegel].join("\t"));

/** As main.ts ends: a folder that cannot be listed is FOUT, no verdict. */
async function exitOf(verify: () => Promise<Report>): Promise<string> {
  try {
    return String((await verify()).exitCode);
  } catch {
    return "1";
  }
}

describe.skipIf(!neededPrograms.every(has))("other tools", () => {
  beforeAll(() => {
    bench = new Bench();
  });
  afterAll(() => bench.close());

  test("all accept the genuine disc", async () => {
    const { image } = goodDisc();
    await bench.learn(image);
    let tree = "";
    const cells = await bench.ofImage(image, async (folder) => {
      tree = await exitOf(() => verifyFolder(folder, goodDisc()));
    });
    expect(Object.values(cells)).toEqual(peerTools.map(() => "0"));
    expect(tree).toBe("0");
    line("good-disc", "twin", cells, tree, "0");
  });

  test.each(attacks.map((attack) => [attack.name, attack.form, attack] as const))(
    "%s (%s)",
    async (name, form, attack) => {
      const { target, disc, outside } = attack.make();
      const zegel = String(exitCodes[attack.verdict]); // corpus.test.ts demands it
      if (typeof target === "string") {
        await bench.learn(goodDisc().image);
        line(name, form, bench.ofFolder(target), zegel, "-");
        return;
      }
      // What was changed after sealing is judged by the good disc; what was released so, by what its maker would publish.
      await bench.learn(form === "before" ? target : goodDisc().image);
      let tree = "";
      const cells = await bench.ofImage(target, async (folder) => {
        tree = await exitOf(() => verifyFolder(folder, disc, outside));
      });
      line(name, form, cells, tree, zegel);
    },
  );

  test("as recorded", () => {
    const text = `# ${versionsOf()}\n${[columns.join("\t"), ...lines].join("\n")}\n`;
    if (process.env.ZEGEL_WRITE_TABLE === "1") writeFileSync(file, text);
    const body = (whole: string) => whole.split("\n").slice(1);
    expect(body(existsSync(file) ? readFileSync(file, "utf8") : "")).toEqual(body(text));
  });
});
