import { defineConfig } from "vitest/config";

// Forks, never threads: the runtime under test starts processes and worker threads of its own.
const shared = {
  pool: "forks" as const,
  testTimeout: 180_000,
  hookTimeout: 240_000,
  setupFiles: ["packages/testing/src/patience.ts"],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      "web/vitest.config.ts",
      {
        test: {
          ...shared,
          name: "unit",
          include: ["{packages/*,web}/src/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts", "**/*.component.test.tsx", "**/node_modules/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "integration",
          include: [
            "packages/*/{src,test}/**/*.integration.test.ts",
            "stacks/*.integration.test.ts",
            "e2e/system/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "graph",
          include: ["stacks/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
    ],
  },
});
