// Who signed what, and is it enough. Pure: the signature check is handed in.
export * from "./chain.ts";
export * from "./lines.ts";
export * from "./quorum.ts";
export * from "./rebuilds.ts";
export * from "./signature.ts";
export * from "./succession.ts";
export * from "./words.ts";
