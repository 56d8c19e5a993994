// Who signed what, and is it enough. Pure: the signature check is handed in.
export * from "./lines.ts";
export * from "./rebuilds.ts";
export * from "./words.ts";
