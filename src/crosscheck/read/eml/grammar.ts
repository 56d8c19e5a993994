// The room's own grammar of EML_NL as tables: which elements stand where, in which order and how often, with which attributes, and what
// is done with what they hold. A reader of one message makes its rules with the functions here; eml-parser.ts walks them.
//
// The tables take what either schema takes (v1.2.2 and the main branch of 2026-06), as one union, for a file does not say which it follows.

import type { SimpleType } from "./simple-types.ts";

export const namespaces = {
  eml: "urn:oasis:names:tc:evs:schema:eml",
  kr: "http://www.kiesraad.nl/extensions",
  ds: "http://www.w3.org/2000/09/xmldsig#",
  xal: "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0",
  xnl: "urn:oasis:names:tc:ciq:xsdschema:xNL:2.0",
  sb: "http://www.kiesraad.nl/sb-extensions",
} as const;

/** Values of an element's attributes by local name, blanks at either end gone. */
export type Attributes = Readonly<Record<string, string>>;

interface AttributeRule {
  readonly type: SimpleType;
  readonly isRequired: boolean;
}

/** One place in a row of elements: any of `rules`, from `min` to `max` times. */
export interface Particle {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly min: number;
  readonly max: number;
}

/** What an element may hold: elements in order, one value, or whatever it likes, which is not looked at. */
export type Content = readonly Particle[] | SimpleType | "anything";

export interface Rule {
  readonly local: string;
  readonly uri: string;
  readonly attributes: ReadonlyMap<string, AttributeRule>;
  readonly content: Content;
  /** Below it every element must be known: nothing that could be a figure is skipped. */
  readonly holdsVotes: boolean;
  readonly open: ((attributes: Attributes) => void) | undefined;
  /** `text`: of a value, with blanks as its type wants them; "" for an element that holds elements. */
  readonly close: ((text: string) => void) | undefined;
}

interface RuleOptions {
  /** `name?`: it may be left out. */
  readonly attributes?: Readonly<Record<string, SimpleType>>;
  readonly holdsVotes?: boolean;
  readonly open?: (attributes: Attributes) => void;
  readonly close?: (text: string) => void;
}

/** `name`: local in the namespace of EML, else with its prefix of the table above, as `kr:Phase`. */
export function element(name: string, content: Content, options: RuleOptions = {}): Rule {
  const [prefix, local] = name.includes(":")
    ? (name.split(":") as [keyof typeof namespaces, string])
    : (["eml", name] as const);
  const attributes = Object.entries(options.attributes ?? {}).map(([key, type]): [string, AttributeRule] =>
    key.endsWith("?") ? [key.slice(0, -1), { type, isRequired: false }] : [key, { type, isRequired: true }],
  );
  return {
    local,
    uri: namespaces[prefix],
    attributes: new Map(attributes),
    content,
    holdsVotes: options.holdsVotes ?? false,
    open: options.open,
    close: options.close,
  };
}

/** Any of `rules`, from `min` to `max` times in all. */
export function between(min: number, max: number, ...rules: readonly Rule[]): Particle {
  return { rules: new Map(rules.map((rule) => [rule.local, rule])), min, max };
}

export const one = (...rules: readonly Rule[]): Particle => between(1, 1, ...rules);
export const maybe = (...rules: readonly Rule[]): Particle => between(0, 1, ...rules);
export const any = (...rules: readonly Rule[]): Particle => between(0, Number.POSITIVE_INFINITY, ...rules);
export const some = (...rules: readonly Rule[]): Particle => between(1, Number.POSITIVE_INFINITY, ...rules);

export function isRow(content: Content): content is readonly Particle[] {
  return Array.isArray(content);
}

/** The names of all elements below `root`, as `uri local`: each of them stands where its rule says, and nowhere else. */
export function knownNames(root: Rule): ReadonlySet<string> {
  const seen = new Set<Rule>();
  const names = new Set<string>();
  const pending = [root];
  for (let rule = pending.pop(); rule !== undefined; rule = pending.pop()) {
    if (seen.has(rule)) continue;
    seen.add(rule);
    names.add(nameKey(rule.uri, rule.local));
    if (isRow(rule.content)) for (const { rules } of rule.content) pending.push(...rules.values());
  }
  return names;
}

export function nameKey(uri: string, local: string): string {
  return `${uri} ${local}`;
}
