import { defineConfig } from "vitest/config";

/** The walks through the built window in a real browser over the loopback server; `script/walk` prepares both. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["src/test/browser/*.walk.ts"],
    // Two browsers at a time: each waits for the other half of its scene, the program it talks to.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
