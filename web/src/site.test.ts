import { readdirSync } from "node:fs";
import path from "node:path";
import { donuts } from "@donut/core/catalog/donuts";
import { imageOf } from "@donut/core/catalog/product";
import type { AnyRoute } from "@tanstack/react-router";
import { build } from "vite";
import { beforeAll, expect, test, vi } from "vitest";
import { drawingPath } from "./donut/drawing-path.ts";
import { stubBrowser } from "./testing.ts";

// A router needs a window; this test only reads its tree of routes.
vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<typeof import("@tanstack/react-router")>()),
  createRouter: (options: object) => options,
}));

let files: string[];
let styles: string;
let pages: string[];
beforeAll(async () => {
  const root = path.join(import.meta.dirname, "..");
  const results = [await build({ root, logLevel: "error", build: { write: false } })].flat();
  const built = results.flatMap((it) => ("output" in it ? it.output : []));
  const copied = readdirSync(path.join(root, "public"), { recursive: true });
  files = [...built.map(({ fileName }) => fileName), ...copied].map((file) => `/${file}`);
  styles = built.map((it) => (it.type === "asset" && it.fileName.endsWith(".css") ? String(it.source) : "")).join("");
  stubBrowser();
  const { router } = (await import("./router.tsx")) as unknown as { router: { routeTree: AnyRoute } };
  pages = addresses(router.routeTree);
});

// Its host (SST's StaticSite) treats any path that begins like a folder of the site as a file, or an error.
test("no page's address begins like a folder of the site", () => {
  const folders = new Set(files.filter((file) => file.includes("/", 1)).map((file) => `/${file.split("/")[1]}`));
  expect(folders).toContain("/assets");
  expect(pages).toEqual(expect.arrayContaining(["/", "/donuts/$productId", "/orders", "/console/$"]));
  for (const folder of folders) expect(pages.filter((page) => page.startsWith(folder))).toEqual([]);
});

test("the site has the drawing of every product, where the API says", () => {
  expect(files).toEqual(expect.arrayContaining(donuts.map(({ id }) => imageOf(id))));
  for (const { id } of donuts) expect(imageOf(id)).toBe(drawingPath(id));
});

test("the site has a picture of every product that mails can show (e2e/draw-mails.ts)", () => {
  expect(files).toEqual(expect.arrayContaining(donuts.map(({ id }) => `/mail/${id}.png`)));
});

test("the site has every file that its styles name", () => {
  const named = [...styles.matchAll(/url\("?(\/[^")]+)/g)].map(([, file]) => file);
  expect(named).toContain(drawingPath("contours"));
  expect(files).toEqual(expect.arrayContaining(named));
});

// They are cached for a year (stacks/web.ts).
test("every file that the bundler makes has a content hash in its name", () => {
  const made = files.filter((file) => file.startsWith("/assets/"));
  expect(made.filter((file) => !/-[\w-]{8}\.\w+$/.test(file))).toEqual([]);
});

function addresses(route: AnyRoute, parent = "/"): string[] {
  const own = path.posix.join(parent, (route.options as { path?: string }).path ?? "");
  const children = Object.values((route.children ?? {}) as Record<string, AnyRoute>);
  return [own, ...children.flatMap((child) => addresses(child, own))];
}
