// A small JSON Schema validator: only the keywords that docs/spec/record.schema.json uses, and it refuses any other.

export interface Schema {
  readonly [keyword: string]: unknown;
}

const described = new Set(["$schema", "$defs", "title", "description"]);

/** What is wrong with `value`, each with its place. */
export function complaintsOf(value: unknown, schema: Schema, whole: Schema = schema, at = "$"): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (described.has(keyword)) return [];
    const judge = keywords[keyword];
    if (judge === undefined) throw new Error(`the schema uses ${keyword}, which this validator does not know`);
    return judge({ value, argument, schema, whole, at });
  });
}

interface Place {
  readonly value: unknown;
  readonly argument: unknown;
  readonly schema: Schema;
  readonly whole: Schema;
  readonly at: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : value === null ? "null" : typeof value;
}

const demand = (isGood: boolean, { at, argument }: Place, keyword: string) =>
  isGood ? [] : [`${at}: ${keyword} ${JSON.stringify(argument)}`];

const keywords: Readonly<Record<string, (place: Place) => string[]>> = {
  $ref: ({ value, argument, whole, at }) => {
    const name = String(argument).replace("#/$defs/", "");
    const definition = (whole.$defs as Record<string, Schema>)[name];
    if (definition === undefined) throw new Error(`no definition ${name}`);
    return complaintsOf(value, definition, whole, at);
  },
  type: (place) => demand([place.argument].flat().includes(typeOf(place.value)), place, "type"),
  const: (place) => demand(place.value === place.argument, place, "const"),
  enum: (place) => demand((place.argument as unknown[]).includes(place.value), place, "enum"),
  pattern: (place) => demand(new RegExp(String(place.argument), "u").test(String(place.value)), place, "pattern"),
  minimum: (place) => demand(Number(place.value) >= Number(place.argument), place, "minimum"),
  maximum: (place) => demand(Number(place.value) <= Number(place.argument), place, "maximum"),
  minItems: (place) => demand((place.value as unknown[]).length >= Number(place.argument), place, "minItems"),
  maxItems: (place) => demand((place.value as unknown[]).length <= Number(place.argument), place, "maxItems"),
  items: ({ value, argument, whole, at }) =>
    (Array.isArray(value) ? value : []).flatMap((item, i) =>
      complaintsOf(item, argument as Schema, whole, `${at}[${i}]`),
    ),
  required: (place) =>
    (place.argument as string[]).flatMap((name) =>
      isObject(place.value) && Object.hasOwn(place.value, name) ? [] : [`${place.at}: ${name} is missing`],
    ),
  properties: ({ value, argument, whole, at }) =>
    Object.entries(argument as Record<string, Schema>).flatMap(([name, inner]) =>
      isObject(value) && Object.hasOwn(value, name) ? complaintsOf(value[name], inner, whole, `${at}.${name}`) : [],
    ),
  additionalProperties: ({ value, argument, schema, whole, at }) => {
    const known = Object.keys((schema.properties ?? {}) as object);
    const others = Object.entries(isObject(value) ? value : {}).filter(([name]) => !known.includes(name));
    if (argument === false) return others.map(([name]) => `${at}: ${name} is not known`);
    return others.flatMap(([name, inner]) => complaintsOf(inner, argument as Schema, whole, `${at}.${name}`));
  },
};
