// bytes ⇄ values. Pure: no file, no clock, no randomness.
export * from "./aanwijzingen.ts";
export * from "./decode.ts";
export * from "./error.ts";
export * from "./hash-groups.ts";
export * from "./install.ts";
export * from "./log-proof.ts";
export * from "./manifest.ts";
export * from "./note.ts";
export * from "./path.ts";
export * from "./rebuild.ts";
export * from "./recall.ts";
export * from "./release.ts";
export * from "./seal.ts";
export * from "./trust-root.ts";
export * from "./vkey.ts";
export * from "./zegelcode.ts";
