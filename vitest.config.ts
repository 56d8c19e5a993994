import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: process.env.ZEGEL_SLOW === "1" ? ["test/**/*.slow.ts"] : ["test/**/*.test.ts"],
    testTimeout: process.env.ZEGEL_SLOW === "1" ? 1_800_000 : 120_000,
    hookTimeout: 120_000,
    globalSetup: ["test/setup.ts"],
    maxWorkers: 2,
  },
});
