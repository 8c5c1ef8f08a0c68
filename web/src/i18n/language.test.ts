import { afterEach, expect, test, vi } from "vitest";
import { stubBrowser } from "../testing.ts";

afterEach(() => vi.unstubAllGlobals());

async function load(languages: string[], remembered?: string) {
  vi.resetModules();
  const storage = stubBrowser({ languages });
  if (remembered) storage.setItem("donut.language", remembered);
  return { storage, ...(await import("./language.ts")) };
}

test("the first of the reader's languages that we speak, else English", async () => {
  expect((await load(["fr-FR", "ko-KR", "en-US"])).language()).toBe("ko");
  expect((await load(["en-GB", "ko"])).language()).toBe("en");
  expect((await load(["fr", "de"])).language()).toBe("en");
  expect((await load([])).language()).toBe("en");
});

test("a choice is remembered and wins over the reader's languages; the page says which it is", async () => {
  const { setLanguage, storage } = await load(["en"]);
  setLanguage("ko");
  expect(document.documentElement.lang).toBe("ko");
  expect(storage.getItem("donut.language")).toBe("ko");
  expect((await load(["en"], "ko")).language()).toBe("ko");
  expect((await load(["en"], "xx")).language()).toBe("en");
});
