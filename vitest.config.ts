import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const isSlow = process.env.ZEGEL_SLOW === "1";

/** What takes longest, longest first: a file that begins last must not be the one that all wait for. */
const longest = [
  "page/page",
  "page/paper-form",
  "cli/outputs",
  "build-iso/archive-refusals",
  "corpus/corpus",
  "cli/screen",
  "build-iso/interrupt",
  "verify/hung-blocked",
  "build-iso/reproducible",
  "verify/image-attacks",
  "cli/reproduce",
  "cli/verify",
  "build-iso/refusals",
  "cli/escrow",
  "package/bundle",
  "fuzz/fuzz",
  "files/bounded",
  "trust/rebuilds",
  "cli/streams",
  "cli/whole-way",
  "toolkit/reproducible",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.indexOf(relative(`${import.meta.dirname}/test`, moduleId).replace(/\.test\.ts$/, ""));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: isSlow ? ["test/**/*.slow.ts"] : ["test/**/*.test.ts"],
    testTimeout: isSlow ? 1_800_000 : 120_000,
    hookTimeout: 120_000,
    globalSetup: ["test/setup.ts"],
    sequence: { sequencer: LongestFirst },
    // One more than the cores of our machines: a test often waits, for xorriso above all, which sleeps a tenth of a second
    // at its end. Slow tests measure memory and time.
    maxWorkers: isSlow ? 2 : 3,
  },
});
