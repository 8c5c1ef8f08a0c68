// Which browser the end-to-end and component tests drive: Playwright's own, or a Chromium that the machine has.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

export const browserArguments = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns the path of an installed browser */
export const findBrowser = (): string | undefined =>
  [chromium.executablePath(), ...installed].find((it) => existsSync(it));

/** Finds or installs a browser: Playwright's, or Debian's if that cannot be downloaded. */
export function installBrowser(): void {
  if (findBrowser()) return;
  console.log("Installing a browser for the tests (once) …");
  const attempts: [string, string[]][] = [
    ["playwright", ["install", "chromium"]],
    ["apt-get", ["update"]],
    ["apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]],
  ];
  for (const [command, args] of attempts) {
    if (!findBrowser())
      spawnSync(command, args, { stdio: "ignore", timeout: 300_000, shell: process.platform === "win32" });
  }
  if (findBrowser()) return;
  throw new Error("No browser for the tests: install Chromium or Google Chrome, then run `npm test` again.");
}
