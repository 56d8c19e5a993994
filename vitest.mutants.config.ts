import { defineConfig } from "vitest/config";

/**
 * The suite in memory that judges mutants, in two halves (docs/mutants.md). No child process, no built program, no disk but
 * committed fixtures, no chance: what a mutant changes is all that changes. `ZEGEL_MUTANTS=format`: the parsers; else trust and proof.
 */
const halves = {
  format: ["test/format/{decode,merkle,path,zegelcode}.test.ts", "test/mutants/format/*.test.ts"],
  proof: [
    "test/mutants/*.test.ts",
    "test/trust/{chain,lines,log,log-edges,quorum,signature,statements,succession,words}.test.ts",
  ],
};

export default defineConfig({
  test: {
    include: process.env.ZEGEL_MUTANTS === "format" ? halves.format : halves.proof,
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false, // each file of the source is loaded once a run, not once a test file
  },
});
