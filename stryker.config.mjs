// Mutation testing of what decides ECHT. docs/mutants.md; started by scripts/mutants.mjs, which says which files and which half.

const half = process.env.ZEGEL_MUTANTS ?? "proof";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutants.config.ts" },
  mutate: [], // given on the command line
  // Words decide nothing, and codes are held by their types.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: false,
  concurrency: Number(process.env.ZEGEL_MUTANTS_AT_ONCE ?? "1"),
  // TypeScript 7 has no API for Stryker to read a configuration with; where there is none it does not try.
  tsconfigFile: "no-such-tsconfig.json",
  tempDirName: `out/mutants/${half}-sandboxes`,
  ignorePatterns: ["out", "dist", "docs", "kit", "keys", ".tools"],
  // A machine that others use too answers late: that is no endless loop.
  timeoutMS: 30_000,
  reporters: ["clear-text", "json", "progress-append-only"],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: `out/mutants/${half}.json` },
};
