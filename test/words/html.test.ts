// The one writer of HTML: no text becomes markup, wherever it stands, and nothing invisible gets through.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { cssString, type Html, html, renderDocument, sheetStyle } from "../../src/words/html.ts";
import { renderProgram } from "../../src/words/program-page.ts";
import fc from "../world/properties.ts";

describe("html", () => {
  test.each([
    ["a tag", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["the end of an attribute", `" onload="x' y`, "&quot; onload=&quot;x&#39; y"],
    ["an entity", "&lt;b&gt; &amp;", "&amp;lt;b&amp;gt; &amp;amp;"],
    ["a comment", "<!-- --!>", "&lt;!-- --!&gt;"],
    ["control characters", "a\u0000\u001b[2J\u0085\n", "a\\u{0}\\u{1b}[2J\\u{85}\\u{a}"],
    ["what turns or hides text", "\u202egpj.exe\u2066\u200b", "\\u{202e}gpj.exe\\u{2066}\\u{200b}"],
    ["half a pair", "\ud800", "\\u{d800}"],
    ["plain text", "OSV 2.24.3 – één schijf", "OSV 2.24.3 – één schijf"],
  ])("escapes %s", (_what, text, escaped) => {
    expect(html`<p title="${text}">${text}</p>`.source).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  test("cuts nothing off", () => {
    const long = "<".repeat(5000);
    expect(html`${long}`.source).toBe("&lt;".repeat(5000));
  });

  test("takes HTML of its own, alone or in a list, as it is", () => {
    const items = ["a", "<b>"].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${html`<br>`}${3}`.source).toBe("<ul><li>a</li><li>&lt;b&gt;</li></ul><br>3");
  });

  test("takes nothing for HTML that it did not make", () => {
    const forged = { source: "<script>" };
    // @ts-expect-error: the right shape is not enough
    const html1: Html = forged;
    expect(() => html`<p>${html1}</p>`).toThrow(TypeError);
    // @ts-expect-error: nor is a text
    const html2: Html = "<script>";
    expect(html`<p>${html2}</p>`.source).toBe("<p>&lt;script&gt;</p>");
  });

  test("whatever the text, a reader of entities gets it back", () => {
    const names: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`<>&"'ab;#39lt/= `) }), (text) => {
        const { source } = html`${text}`;
        expect(source).not.toMatch(/[<>"']/);
        expect(source.replace(/&([a-z#0-9]+);/g, (_, name: string) => names[name] ?? "?")).toBe(text);
      }),
    );
  });
});

describe("cssString", () => {
  test("ends neither the string nor the style", () => {
    expect(cssString("Controlenummer AB1CD-EF")).toBe('"Controlenummer AB1CD-EF"');
    expect(cssString('"; } </style>\\')).toBe('"\\22 \\3b  \\7d  \\3c \\2f style\\3e \\5c "');
    expect(cssString("a\nb")).toBe('"a\\5c u\\7b a\\7d b"');
  });
});

describe("renderDocument", () => {
  const page = (style: string) =>
    renderDocument({ language: "nl", title: "</title><script>", style, body: html`<p>${"<img src=x>"}</p>` });

  test("is a page that runs and loads nothing, with its title and body escaped", () => {
    const text = page(sheetStyle({ margin: "1mm", width: 170, footer: "</style>", page: "Bladzijde", of: "van" }));
    expect(text).toMatch(/^<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n/);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
    expect(text).toContain("<p>&lt;img src=x&gt;</p>");
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text).toContain('content: "Bladzijde " counter(page) " van " counter(pages)');
  });

  test("refuses a style that could end its element", () => {
    expect(() => page("</style><script>")).toThrow("a style sheet holds no <");
    expect(page("p > b { color: #000; }")).toContain("<style>p > b { color: #000; }</style>");
  });
});

describe("a page with a script of ours", () => {
  const page = { language: "nl", title: "x", style: "p {}", body: html`<p>${"<b>"}</p>` } as const;
  const digest = (text: string) => createHash("sha256").update(text).digest("base64");

  test("allows this script and this style by digest, and nothing else", () => {
    const text = renderProgram(page, "go()", digest);
    expect(text).toContain(
      `content="default-src 'none'; script-src 'sha256-${digest("go()")}'; style-src 'sha256-${digest("p {}")}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(text).toContain("<p>&lt;b&gt;</p>\n<script>go()</script>\n</body>");
  });

  test.each(["a</script>b", "a</SCRIPT b", "a<!--b"])("%j could end its element, and is no script", (script) => {
    expect(() => renderProgram(page, script, digest)).toThrow(/could end the element/);
    expect(() => renderProgram({ ...page, style: "p {} <" }, "go()", digest)).toThrow(/could end the element/);
  });
});
