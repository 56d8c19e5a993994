// What people type from paper, twice, and its comparison with a count. The page in a browser imports the files that it needs.

export * from "./built-page.ts";
export * from "./compare.ts";
export * from "./double-entry.ts";
export * from "./entry.ts";
export * from "./fields.ts";
export * from "./fit.ts";
export * from "./form.ts";
export * from "./form-page.ts";
export * from "./from-messages.ts";
export * from "./sums.ts";
export * from "./swaps.ts";
export * from "./table.ts";
export * from "./texts.ts";
export * from "./typing.ts";
