// HTML that is ours or escaped: the one way to make it is `html`. The verifier has its own: rooms do not import each other.

import { harmless } from "../format/index.ts";

export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Escapes every value that is not HTML already. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const sources = values.map((value) =>
    value instanceof Html
      ? value.source
      : typeof value === "object"
        ? value.map((one) => one.source).join("")
        : escapeHtml(String(value)),
  );
  return new Html(parts.map((part, i) => part + (sources[i] ?? "")).join(""));
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };
  return harmless(text).replace(/[&<>"']/g, (character) => `&${names[character]};`);
}
