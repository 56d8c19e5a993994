// biome.json's restricted imports, made from walls.json: `node scripts/walls.mjs` writes them, test/walls.test.ts compares.
// Lint sees the text of one import; which room it truly ends in is for the test to say.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The overrides of biome.json that are ours to write: those that restrict imports below src/. */
export function overridesFrom({ libraries, rooms }) {
  return Object.entries(rooms)
    .filter(([, { imports }]) => !imports.includes("*"))
    .map(([room, { is, imports, node = [], packages = [] }]) => {
      const closed = Object.keys(rooms).filter(
        (other) => other !== room && !imports.includes(other) && !room.startsWith(`${other}/`),
      );
      const group = [
        // "../sign/x.ts", "../../verify/proof/x.ts"; a room within this very room is named by its last part alone.
        ...closed.flatMap((other) => [
          `../**/${other}/**`,
          ...(other.startsWith(`${room.split("/")[0]}/`) ? [`../${other.split("/")[1]}/**`] : []),
        ]),
        ...(node.includes("*") ? [] : ["node:*", ...node.map((name) => `!node:${name}`)]),
        ...libraries.filter((name) => !packages.includes(name)),
      ];
      const patterns = [{ group, message: `src/${room} is ${is}. walls.json says what it may import.` }];
      const rule = { level: "error", options: { patterns } };
      return {
        includes: [`src/${room}/**`],
        linter: { rules: { style: { noRestrictedImports: rule } } },
      };
    });
}

/** biome.json as it should stand. */
export function withWalls(biome, walls) {
  const own = biome.overrides.filter((override) => !override.linter?.rules?.style?.noRestrictedImports);
  return { ...biome, overrides: [...own, ...overridesFrom(walls)] };
}

if (process.argv[1] === import.meta.filename) {
  const read = (name) => JSON.parse(readFileSync(join(root, name), "utf8"));
  const whole = withWalls(read("biome.json"), read("walls.json"));
  writeFileSync(join(root, "biome.json"), `${JSON.stringify(whole, null, 2)}\n`);
}
