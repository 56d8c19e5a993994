// Every link from one page of this repository to another leads somewhere: the file is there, and so is the heading.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const isOurs = (path: string) => !/(^|\/)(node_modules|dist|out|\.git|\.tools|coverage)(\/|$)/.test(path);
const pages = ["", "docs", "kit", "keys", "test"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: folder !== "", encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => isOurs(path) && path.endsWith(".md") && statSync(join(root, path)).isFile()),
);

/** Without what stands as code, which may hold anything. */
const proseOf = (text: string) => text.replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1\s*$/gm, "").replace(/`[^`\n]*`/g, "");

/** What a page links: `[words](target)`, `![words](target)`, `<img src="target">`, `<a href="target">`. */
function linksOf(text: string): string[] {
  const found = proseOf(text).matchAll(/\]\(([^()\s]+)\)|\b(?:src|href)="([^"]+)"/g);
  return [...found].map(([, target, attribute = ""]) => target ?? attribute);
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[^\n]*\n[\s\S]*?^```\s*$/gm, "").matchAll(/^#{1,6} +(.*)$/gm)];
  const names = headings.map(([, heading = ""]) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    return words.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
  });
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before}`;
  });
}

/** The links of a page that lead nowhere; `text`: what stands on it. */
function broken(page: string, text: string): string[] {
  return linksOf(text)
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = "", anchor] = decodeURI(link).split("#");
      const target = path === "" ? join(root, page) : resolve(root, dirname(page), path);
      if (relative(root, target).startsWith("..") || !existsSync(target)) return true;
      if (anchor === undefined) return false;
      const there = path === "" ? text : readFileSync(target, "utf8");
      return !anchorsOf(there).includes(anchor);
    });
}

describe("links between pages", () => {
  test("there are pages, and they link each other", () => {
    expect(pages.length).toBeGreaterThan(80);
    expect(pages).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/spec/verification.md"]));
    const links = pages.flatMap((page) => linksOf(readFileSync(join(root, page), "utf8")));
    expect(links.length).toBeGreaterThan(200);
  });

  test("each leads to a file that is there, and to a heading of it", () => {
    const found = pages.flatMap((page) =>
      broken(page, readFileSync(join(root, page), "utf8")).map((link) => `${page}: ${link}`),
    );
    expect(found).toEqual([]);
  });

  test("each page that a comment in the code names is there", () => {
    const sources = ["src", "test", "scripts"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .map((path) => join(folder, path))
        .filter((path) => isOurs(path) && /\.(ts|mjs|sh)$/.test(path)),
    );
    const named = sources.flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return [...text.matchAll(/\bdocs\/[a-z0-9/-]+\.md\b/g)].map(([page]) => ({ path, page }));
    });
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ page }) => !existsSync(join(root, page)))).toEqual([]);
  });

  test("one that leads nowhere would be seen", () => {
    expect(broken("docs/README.md", "[a](spec/seal.md) [b](../README.md#state) ![c](pictures/release.svg)")).toEqual(
      [],
    );
    expect(broken("docs/README.md", "# A b: c\n[a](#a-b-c)\n```\n[x](gone.md)\n```\n")).toEqual([]);
    const wrong = '[a](spec/gone.md) [b](../README.md#gone) <img src="pictures/gone.png"> [c](#gone) [d](../../x.md)';
    expect(broken("docs/README.md", wrong).length).toBe(5);
  });
});
