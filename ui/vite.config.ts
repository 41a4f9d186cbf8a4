import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { reactCompiler } from "./compiler.ts";

export default defineConfig({
  plugins: [reactCompiler(), react()],
  // The window freezes `Object.prototype`, and ECharts loads there only with classes made as the language makes them.
  resolve: { alias: { tslib: fileURLToPath(new URL("src/shared/tslib.ts", import.meta.url)) } },
  build: {
    // The oldest web view in use: WebKitGTK 2.40 and macOS 13.
    target: "safari16",
    // The content policy allows no data: fonts and no inline scripts, so everything stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  // Half a minute: a loaded machine is slow, and no test is about speed.
  // All cores: one is left free unless told otherwise, which is every second one of the smallest machine.
  test: { environment: "jsdom", setupFiles: ["src/test/setup.ts"], css: false, testTimeout: 30_000, maxWorkers: "100%" },
});
