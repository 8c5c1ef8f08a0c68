import "../src/styles/main.css";
import { afterEach, beforeEach, vi } from "vitest";
import { page } from "vitest/browser";
import { switchLanguage } from "../src/i18n/bundle.ts";

// The tokens of somebody who has signed in: `signIn` of console.tsx says who.
vi.mock("../src/auth/client.ts", () => ({ idToken: async () => "token" }));

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await switchLanguage("en");
});

afterEach(() => {
  vi.unstubAllGlobals();
});
