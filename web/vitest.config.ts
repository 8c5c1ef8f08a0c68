import { playwright } from "@vitest/browser-playwright";
import { mergeConfig } from "vite";
import { defineProject } from "vitest/config";
import { browserArguments, findBrowser } from "../e2e/browser/chromium.ts";
import site from "./vite.config.ts";

/** Components in a real browser, the one of the end-to-end tests. */
export default mergeConfig(
  site,
  defineProject({
    // A package that is first found during a test would be prepared then, and reload the test's page.
    optimizeDeps: { entries: ["src/**/*.{ts,tsx}", "!src/**/*.test.{ts,tsx}", "testing/*.{ts,tsx}"] },
    test: {
      name: "components",
      include: ["src/**/*.component.test.tsx"],
      setupFiles: ["testing/setup.ts"],
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 1280, height: 800 },
        provider: playwright({ launchOptions: { executablePath: findBrowser(), args: browserArguments } }),
        instances: [{ browser: "chromium" }],
      },
    },
  }),
);
