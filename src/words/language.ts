// Two languages, a text in both, and the one way to fill foreign values into a text.

import { spellOut } from "../format/text/foreign.ts"; // not the whole of format: pages of one file hold what they import

export const languages = ["nl", "en"] as const;
export type Language = (typeof languages)[number];

/** One text in each language. `{name}` in it stands for a value: see `fill`. */
export type Text = Readonly<Record<Language, string>>;

/** Characters of a value on a screen: more than any field of a note has, and no more than a few lines. */
const valueLimit = 400;
/** As the limit of `fill`, for lists of our own making whose end must not be cut off. */
export const uncut = Number.POSITIVE_INFINITY;

/**
 * `template` with its `{names}` filled in; one without a value stays as it is. Values are foreign text: a file name must not
 * steer a terminal, so what a person could not see is spelt out, and each value ends after `limit` characters.
 */
export function fill(
  template: string,
  values: Readonly<Record<string, string | number>>,
  limit: number = valueLimit,
): string {
  return template.replace(/\{([a-zA-Z0-9]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? spellOut(String(values[name]), limit) : whole,
  );
}

/** `text` in `language` with its `{names}` filled in whole: values that are bounded already, or are lists of our own. */
export function sayIn(text: Text, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(text[language], values, uncut);
}

/** Foreign text with all that a person could not see spelt out, cut at 400 characters. */
export function visible(foreign: string): string {
  return spellOut(foreign, valueLimit);
}
