// One JavaScript file of an entry and all that it imports, readable, with the trust root and the source revision built in.
// A pure function of the sources and these values: paths stand in it as seen from the project's folder only.

import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/**
 * The text of the bundle. `entry` as seen from `folder`, `builtIn` as in src/verify/built-in.ts.
 * Throws when anything would have to be looked up beside the program: that place is somebody else's.
 */
export async function makeBundle(entry, builtIn, folder = root) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outfile: "bundle.cjs",
    platform: "node",
    target: "node20.19",
    format: "cjs", // what a single executable of Node 22 starts from
    charset: "utf8",
    legalComments: "inline",
    preserveSymlinks: true, // where node_modules really lies is not to be in the bundle
    tsconfigRaw: {}, // nor what lies in folders above
    logLevel: "error",
    logOverride: { "unsupported-dynamic-import": "error", "empty-import-meta": "error" },
    plugins: [{ name: "built-in", setup: (plugin) => replaceBuiltIn(plugin, builtIn) }],
  });
  const [output] = Object.values(metafile.outputs);
  const outside = output.imports.filter(({ path }) => !isBuiltin(path));
  if (outside.length > 0)
    throw new Error(`${entry} would load ${outside.map(({ path }) => path).join(", ")} from outside`);
  if (!Object.keys(metafile.inputs).includes("src/verify/built-in.ts"))
    throw new Error(`${entry} has no place for a root`);
  return outputFiles[0].contents;
}

function replaceBuiltIn(plugin, { roots, revision }) {
  plugin.onLoad({ filter: /[\\/]src[\\/]verify[\\/]built-in\.ts$/ }, () => ({
    contents: `export const builtIn = ${JSON.stringify({ roots, revision }, undefined, 2)};\n`,
    loader: "js",
  }));
}
