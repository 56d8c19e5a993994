// One HTML file of src/page and all that it imports. No network by its own policy: the script and the style in it are allowed by digest.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** `builtIn` as in src/verify/built-in.ts. The bytes of the page. */
export async function makePage(builtIn, folder = root) {
  const worker = await bundle(folder, "src/page/digest-worker.ts", {});
  const script = await bundle(folder, "src/page/main.ts", {
    "built-in.ts": { builtIn },
    "built-worker.ts": { workerSource: worker },
  });
  const read = (name) => readFileSync(join(folder, "src/page", name), "utf8");
  const style = read("page.css");
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error("the page would end before its script or style does");
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)} 'wasm-unsafe-eval'`, // WebAssembly, never eval of text
    "worker-src blob:",
    // The page's own style, and that of the record in the frame that is printed.
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts = { csp: policy, style, script };
  const page = read("page.html").replace(/(?:\/\*)?\{\{(\w+)\}\}(?:\*\/)?/g, (_, name) => parts[name]);
  return Buffer.from(page, "utf8");
}

function sourceOf(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** `replaced`: modules, by the end of their path, that export these values instead. */
async function bundle(folder, entry, replaced) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outfile: "bundle.js",
    platform: "browser",
    target: ["chrome109", "edge109", "firefox115"], // the last for Windows 7 and 8; newer ones go on from there
    format: "iife",
    charset: "ascii",
    legalComments: "inline",
    preserveSymlinks: true,
    tsconfigRaw: {},
    logLevel: "error",
    plugins: [{ name: "replaced", setup: (plugin) => replace(plugin, replaced) }],
  });
  const [output] = Object.values(metafile.outputs);
  if (output.imports.length > 0) throw new Error(`${entry} would load ${output.imports[0].path} from outside`);
  return outputFiles[0].text;
}

function replace(plugin, replaced) {
  for (const [name, values] of Object.entries(replaced))
    plugin.onLoad({ filter: new RegExp(`[\\\\/]src[\\\\/](verify|page)[\\\\/]${name.replace(".", "\\.")}$`) }, () => ({
      contents: Object.entries(values)
        .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};\n`)
        .join(""),
      loader: "js",
    }));
}
