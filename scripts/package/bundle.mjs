// One JavaScript file of an entry and all that it imports, readable, with the trust root and the source revision built in.
// A pure function of the sources and these values: paths stand in it as seen from the project's folder only.

import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/**
 * The text of the bundle. `entry` as seen from `folder`, `builtIn` as in src/verify/built-in.ts, `more` modules in whose place values come.
 * Throws when anything would have to be looked up beside the program: that place is somebody else's.
 */
export async function makeBundle(entry, builtIn, folder = root, more = {}) {
  const { bytes } = await bundle(
    entry,
    folder,
    { "verify/built-in.ts": { builtIn }, ...more },
    {
      outfile: "bundle.cjs",
      platform: "node",
      target: "node20.19",
      format: "cjs", // what a single executable of Node starts from
      charset: "utf8",
      logOverride: { "unsupported-dynamic-import": "error", "empty-import-meta": "error" },
    },
  );
  return bytes;
}

/** For browsers: those of the oldest Windows still about, and all that came after. */
export const browserOptions = {
  outfile: "bundle.js",
  platform: "browser",
  target: ["chrome109", "edge109", "firefox115"],
  format: "iife",
  charset: "ascii",
};

/**
 * What every bundle has in common. `replaced`: modules, by their path in src, that export these values instead; `options` are
 * esbuild's, for where it will run; `beside`: files that it may load from outside, by the import that asks for each.
 */
export async function bundle(entry, folder, replaced, options, beside = {}) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    legalComments: "inline",
    preserveSymlinks: true, // where node_modules really lies is not to be in the bundle
    tsconfigRaw: {}, // nor what lies in folders above
    logLevel: "error",
    plugins: [
      { name: "replaced", setup: (plugin) => replace(plugin, replaced) },
      { name: "beside", setup: (plugin) => keepOutside(plugin, beside) },
    ],
    ...options,
  });
  const [output] = Object.values(metafile.outputs);
  const allowed = (path) => (options.platform === "node" && isBuiltin(path)) || Object.values(beside).includes(path);
  const outside = output.imports.filter(({ path }) => !allowed(path));
  if (outside.length > 0)
    throw new Error(`${entry} would load ${outside.map(({ path }) => path).join(", ")} from outside`);
  // A value that finds no place would be missing without a word: a root that is not built in, a worker that never answers.
  const missing = Object.keys(replaced).filter((path) => !Object.hasOwn(metafile.inputs, `src/${path}`));
  if (missing.length > 0) throw new Error(`${entry} has no place for ${missing.join(", ")}`);
  return { bytes: outputFiles[0].contents };
}

function keepOutside(plugin, beside) {
  plugin.onResolve({ filter: /^\./ }, ({ path }) =>
    Object.hasOwn(beside, path) ? { path: beside[path], external: true } : undefined,
  );
}

function replace(plugin, replaced) {
  for (const [path, values] of Object.entries(replaced)) {
    const ending = `/src/${path}`.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]");
    plugin.onLoad({ filter: new RegExp(`${ending}$`) }, () => ({
      contents: Object.entries(values)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value, undefined, 2)};\n`)
        .join(""),
      loader: "js",
    }));
  }
}
