import { defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "./browser/chromium.ts";

export default defineConfig({
  testDir: "browser",
  globalSetup: "./browser/keep-builds.ts",
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  outputDir: "test-results",
  use: {
    locale: "en-US",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      args: browserArguments,
    },
  },
});
