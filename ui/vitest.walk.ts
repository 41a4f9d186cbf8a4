import { defineConfig } from "vitest/config";

/** The walks through the built window in a real browser over the loopback server; `script/walk` prepares both. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["src/test/browser/*.walk.ts"],
    // One browser at a time: a machine has few cores, and the walks measure nothing.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
