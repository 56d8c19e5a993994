// A page with one script of ours in it. Apart from html.ts: the verifier writes none, and its page holds what it imports.

import { type Document, wholePage } from "./html.ts";

/**
 * A whole page whose policy allows this script and this style by digest: nothing else runs, and nothing loads or is sent. `digest`:
 * SHA-256 of the UTF-8 of a text, in base64. Throws Error where script or style could end its own element.
 */
export function renderProgram(document: Document, script: string, digest: (text: string) => string): string {
  if (/<\/script|<!--/i.test(script))
    throw new Error("a script holds nothing that could end the element that it stands in");
  const policy =
    `default-src 'none'; script-src 'sha256-${digest(script)}'; style-src 'sha256-${digest(document.style)}'; ` +
    "base-uri 'none'; form-action 'none'";
  return wholePage(document, policy, script);
}
