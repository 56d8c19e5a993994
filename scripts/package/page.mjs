// One HTML file of src/page and all that it imports. No network by its own policy: the script and the style in it are allowed by digest.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browserOptions, bundle } from "./bundle.mjs";
import { pageStyle } from "./page-style.mjs";

const root = join(import.meta.dirname, "../..");

/** `builtIn` as in src/verify/built-in.ts. The bytes of the page. */
export async function makePage(builtIn, folder = root) {
  const worker = await browserBundle("src/page/browser/digest-worker.ts", folder, {});
  const script = await browserBundle("src/page/main.ts", folder, {
    "verify/built-in.ts": { builtIn },
    "page/browser/built-worker.ts": { workerSource: worker },
  });
  const style = pageStyle("src/page/page.css", folder);
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
  const html = readFileSync(join(folder, "src/page/page.html"), "utf8");
  const page = html.replace(/(?:\/\*)?\{\{(\w+)\}\}(?:\*\/)?/g, (_, name) => parts[name]);
  return Buffer.from(page, "utf8");
}

function sourceOf(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

async function browserBundle(entry, folder, replaced) {
  const { bytes } = await bundle(entry, folder, replaced, browserOptions);
  return new TextDecoder().decode(bytes);
}
