// Who signed what, and is it enough. Pure: the signature check is handed in.
export * from "./anchor.ts";
export * from "./chain.ts";
export * from "./expectation.ts";
export * from "./findings.ts";
export * from "./lines.ts";
export * from "./log-proof/cosignature.ts";
export * from "./log-proof/judge.ts";
export * from "./log-proof/under-root.ts";
export * from "./quorum.ts";
export * from "./rebuilds.ts";
export * from "./recalls.ts";
export * from "./release.ts";
export * from "./seal.ts";
export * from "./signature.ts";
export * from "./succession.ts";
export * from "./words.ts";
