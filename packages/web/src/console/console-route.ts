import { createRoute, type Register, type RootRoute } from "@tanstack/react-router";

/** What is open on the map, so that a link to it can be shared: a station by its name, a message by its id. */
export interface MapSearch {
  at?: string;
  message?: string;
}

/** Where a list begins: the `next` of the page before it. */
export interface PageSearch {
  after?: string;
}

/** The console's place in the route tree. Paths stand here; pages are loaded when they are opened. */
export function createConsoleRoute(parent: RootRoute<Register>) {
  const shell = createRoute({ getParentRoute: () => parent, path: "console" }).lazy(() => load("shell"));
  const map = createRoute({
    getParentRoute: () => shell,
    path: "/",
    validateSearch: (search: Record<string, unknown>): MapSearch => ({
      ...text("at", search),
      ...text("message", search),
    }),
  }).lazy(() => load("map"));
  const stock = createRoute({ getParentRoute: () => shell, path: "stock" }).lazy(() => load("stock"));
  const production = createRoute({
    getParentRoute: () => shell,
    path: "production",
    validateSearch: (search: Record<string, unknown>): PageSearch => text("after", search),
  }).lazy(() => load("production"));
  return shell.addChildren([map, stock, production]);
}

type Pages = typeof import("./routes.tsx").pages;

async function load<Name extends keyof Pages>(name: Name): Promise<Pages[Name]> {
  const { pages, loadConsoleMessages } = await import("./routes.tsx");
  await loadConsoleMessages();
  return pages[name];
}

function text<Key extends string>(key: Key, search: Record<string, unknown>): { [key in Key]?: string } {
  const value = search[key];
  return typeof value === "string" && value !== "" ? ({ [key]: value } as { [key in Key]: string }) : {};
}
